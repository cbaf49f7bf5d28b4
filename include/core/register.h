/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What was served: production.served beside the spec, and the same lines about
 * one volume in its private/served.jsonl. A ledger (core/ledger.h), a line for
 * each time that copies of a volume were served on a party:
 *
 *	{"before":"...","at":"2026-12-01T17:02:11Z","volume":"VOL001",
 *	"to":"plaintiffs","date":"2026-12-01","copies":["redacted"],
 *	"files":[{"name":"redacted/COE000001-COE000014.pdf",
 *	"range":"COE000001-COE000014","bytes":81234,"sha256":"..."},...]}
 *
 * It holds hashes of unredacted copies, so it is private, and never served.
 * Strings are in the register's arena, never NULL.
 */
#ifndef IC_CORE_REGISTER_H
#define IC_CORE_REGISTER_H

#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "core/bates.h"
#include "core/copy.h"
#include "core/date.h"
#include "core/ledger.h"

#define IC_SERVED_TO_MAX 128
#define IC_SERVED_VOLUME_MAX 255
#define IC_SERVED_NAME_MAX 512
#define IC_SERVED_FILES_MAX 2000000

/*
 * Native files, which no volume holds: they are handed over beside it, under
 * new names, which stand here as if in a directory of their own.
 */
#define IC_SERVED_NATIVE (1u << IC_COPIES)
#define IC_SERVED_NATIVES "natives/"

struct ic_served_file {
	const char *name;  /* in the volume */
	const char *range; /* Bates numbers; "": it is a list */
	uint64_t bytes;
	const char *sha256;
};

/* A line. */
struct ic_serving {
	const char *at;     /* when it was recorded */
	const char *volume; /* the name of its directory */
	const char *to, *date;
	uint32_t copies; /* IC_COPY_BIT()s, IC_SERVED_NATIVE */
	const struct ic_served_file *files;
	size_t nfiles;
};

/* The zero value is an empty one. */
struct ic_register {
	struct ic_serving *at; /* owned */
	size_t n, cap;
	struct ic_ledger ledger;
	struct ic_arena arena;
};

/*
 * Read its text. `out` must be zeroed. IC_ESPEC, naming the line, if it was
 * changed or is not one that this program wrote.
 */
bool ic_register_load(const char *text, size_t len, struct ic_register *out,
    struct ic_error *err);

/* Append the line that is to follow; what is read back is the same. */
bool ic_register_line(const struct ic_register *r, const struct ic_serving *s,
    struct ic_buf *out, struct ic_error *err);

/* True if both name one party: "Plaintiffs" is "plaintiffs". */
bool ic_same_party(const char *a, const char *b);

/* The first line about a volume; NULL if there is none. Borrowed. */
const struct ic_serving *ic_register_volume(const struct ic_register *r,
    const char *volume);

/* The line of this volume, party, day, and these copies; NULL. Borrowed. */
const struct ic_serving *ic_register_find(const struct ic_register *r,
    const struct ic_serving *s);

/* True if the two lines name the same files with the same hashes. */
bool ic_serving_same_files(const struct ic_serving *a,
    const struct ic_serving *b);

/* "proposed", "native": the bit of a word, or 0; and the word of a bit. */
uint32_t ic_served_bit(const char *word);
const char *ic_served_word(unsigned nth);
#define IC_SERVED_WORDS (IC_COPIES + 1u)

/* "redacted, proposed" */
#define IC_SERVED_COPIES_MAX 64
void ic_serving_copies(uint32_t copies, char out[IC_SERVED_COPIES_MAX]);

/* Free all and return to the zero value. NULL is allowed. */
void ic_register_finish(struct ic_register *r);

#endif
