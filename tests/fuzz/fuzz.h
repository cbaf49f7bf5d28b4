/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Fuzz targets. tests/fuzz/NAME.c reads one shape of input, from memory, and
 * demands what must be true of any. It is linked twice: with replay.c, which
 * runs the files of tests/fuzz/corpus/NAME as a test, and by run.sh with
 * libFuzzer, which looks for more.
 */
#ifndef IC_FUZZ_H
#define IC_FUZZ_H

#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/error.h"

/* One input; always 0. A demand that is not met ends the process. */
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

/* Ends the process with the place and the words of the claim. */
_Noreturn void fuzz_broken(const char *file, int line, const char *claim);

#define demand(claim) \
	((claim) ? (void)0 : fuzz_broken(__FILE__, __LINE__, #claim))

/* A refusal says why: a code, and one sentence of one line. */
void fuzz_refused(const struct ic_error *err);

/* True if the text is UTF-8 that can be shown on one line of a terminal. */
bool fuzz_plain(const char *text);

/* True if the two hold the same bytes. */
bool fuzz_same(const struct ic_buf *a, const struct ic_buf *b);

/* A NUL-terminated copy, which ends where the address sanitizer looks. */
char *fuzz_text(const uint8_t *bytes, size_t n);

#endif
