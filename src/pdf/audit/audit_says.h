/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What a text says, held against what the pages show: the rule by which content
 * that no page shows is an error, a warning or a notice. It is known once all
 * pages have been looked at. What is found on a page before that waits:
 *
 *	audit_later(a, &finding, text, AUDIT_KEEP);	a page's check
 *	audit_later_settle				first of the document's
 */
#ifndef IC_PDF_AUDIT_SAYS_H
#define IC_PDF_AUDIT_SAYS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "core/finding.h"

#define AUDIT_LATER_WORDS_MAX ((size_t)1 << 22) /* of all that waits */

struct audit;

struct audit_says {
	bool any;        /* a word that counts (AUDIT_WORD_LEAST) */
	bool own;        /* one that no page shows */
	bool covered;    /* one that a page covers and no page shows */
	bool identifier; /* what looks like a personal identifier */
};

/* What becomes of a finding that waits: flags. */
enum audit_wait_flag {
	AUDIT_KEEP = 0, /* as it says; a notice if the pages show it */
	AUDIT_DROP = 1, /* none if the pages show it */
	AUDIT_MILD = 2  /* a notice at most */
};

/* Findings that wait. The zero value is none. */
struct audit_waiting {
	struct ic_buf items; /* struct audit_wait */
	struct ic_buf words; /* hashes */
	struct ic_arena texts;
	bool full;
};

/* One more word by its hash; once the pages have been gone through. */
void audit_says_word(const struct audit *a, uint64_t hash,
    struct audit_says *s);

/* Of n bytes of UTF-8. */
struct audit_says audit_says_of(const struct audit *a, const char *text,
    size_t n);

/*
 * The same of a text that stands for glyphs, however they are cut into words:
 * a word whose letters follow each other somewhere is shown.
 */
struct audit_says audit_says_loosely(const struct audit *a, const char *text,
    size_t n);

/* True if n bytes of UTF-8 hold an identifier of Rule 5.2(a). */
bool audit_says_identifier(const char *text, size_t n);

/* Set severity and detail by what it says. */
void audit_says_judge(const struct audit_says *s, struct ic_finding_item *f);

/*
 * Add a finding when all pages are known, its severity and detail by what
 * `text` (UTF-8, borrowed) says. Throws without memory.
 */
void audit_later(struct audit *a, const struct ic_finding_item *f,
    const char *text, unsigned flags);

/* Append a word to a text, parted by a blank. */
void audit_put_word(struct ic_buf *text, const uint32_t *runes, size_t n);

/* Free what waits. A zeroed struct is allowed. */
void audit_waiting_finish(struct audit_waiting *w);

#endif
