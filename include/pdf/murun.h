/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The border between MuPDF's exceptions and our errors.
 *
 * Inside src/pdf, a function that takes an fz_context may throw, and says so
 * in its header. An edge (what another layer calls) has one fz_try whose body
 * is one call, and one fz_catch that turns the exception into an ic_error:
 *
 *	fz_try(mu->ctx) {
 *		work(mu->ctx, job);
 *	}
 *	fz_catch(mu->ctx) {
 *		return ic_murun_caught(mu, err);
 *	}
 *
 * MuPDF's own messages may quote the document, so they are counted, never
 * stored or shown.
 */
#ifndef IC_PDF_MURUN_H
#define IC_PDF_MURUN_H

#include <stdbool.h>
#include <stddef.h>

#include <mupdf/fitz.h>

#include "base/error.h"

struct ic_murun_block;

struct ic_murun {
	fz_context *ctx;
	size_t used;       /* bytes that MuPDF holds now */
	size_t limit;      /* bytes that it may hold */
	bool starved;      /* an allocation was refused, by limit or system */
	unsigned warnings; /* messages since open, saturating */
	unsigned errors;
	unsigned losses; /* warnings that something is not drawn; saturating */
	struct ic_murun_block *blocks; /* all that MuPDF holds */
};

/* What is kept of fonts and pictures, for a page to come that has them too. */
#define IC_MURUN_STORE ((size_t)24 << 20)

/*
 * A context whose allocations are counted against `limit` bytes, with a
 * store of at most `store` bytes, the PDF handler alone, and silent callbacks.
 * The struct must stay where it is until ic_murun_close(). IC_EENV if no
 * memory.
 */
bool ic_murun_open(struct ic_murun *mu, size_t limit, size_t store,
    struct ic_error *err);

/*
 * Inside fz_catch: report the exception as IC_ELIMIT when the memory limit
 * was met, else as IC_EINPUT. Returns false. No text of MuPDF's is used.
 */
bool ic_murun_caught(struct ic_murun *mu, struct ic_error *err);

/*
 * Drop the context. A zeroed struct is allowed.
 *
 * What MuPDF throws away after an allocation was refused it may throw away
 * twice (1.21 does so with objects of an object stream). So from there on it
 * frees nothing, and here all of it goes at once, without its help.
 */
void ic_murun_close(struct ic_murun *mu);

#endif
