/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Words of a drawing that no page of the document has: of an earlier revision,
 * or of a page that is in the file and not in the document. Those that stand
 * together are one place.
 */
#ifndef IC_PDF_AUDIT_GONE_H
#define IC_PDF_AUDIT_GONE_H

#include "audit_words.h"
#include "base/buf.h"
#include "pdf/glyphs.h"

#define AUDIT_GONE_MAX 32   /* places of a page; more go into the last */
#define AUDIT_GONE_WORDS 64 /* of a place whose rectangles are kept */

struct audit_gone_place {
	fz_rect rect; /* points as displayed */
	fz_rect word[AUDIT_GONE_WORDS];
	uint32_t words;     /* which may be more */
	struct ic_buf text; /* UTF-8, at most IC_FINDING_TEXT_MAX */
};

/* The zero value is none. */
struct audit_gone {
	struct audit_gone_place at[AUDIT_GONE_MAX];
	size_t n;
	uint32_t words;
};

/*
 * Find them in the glyphs of a page. *out must be zeroed; then it is the
 * caller's to finish, whatever happens. What is found is added to `words`, as
 * gone: so each word is told once. Throws.
 */
void audit_gone_find(fz_context *ctx, struct audit_words *words,
    const struct ic_glyphs *g, struct audit_gone *out);

/* Wipe and free. A zeroed one is allowed. */
void audit_gone_finish(struct audit_gone *g);

#endif
