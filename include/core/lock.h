/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * production.lock: what the first `apply` froze, so that a later one cannot
 * move a number, give an old id to another box, or take another source for
 * the one that was served. It is a private file beside the spec.
 *
 *	{
 *	"format": "incamera.lock/1",
 *	"documents": [
 *	{"file":"ia/a.pdf","sha256":"...","pages":14,"first":"COE000001"},
 *	{"file":"ia/b.pdf","sha256":"...","pages":2,"first":"COE000015",
 *	"kind":"withheld"}
 *	],
 *	"redactions": [
 *	{"id":"R1","page":"COE000003","rect":[72000,140000,300000,156000]},
 *	{"id":"R2","page":"COE000010-COE000014","rect":"whole"},
 *	{"id":"R3","page":"COE000020","places":[["COE000020",72000,140000,
 *	540000,164000]]}
 *	]
 *	}
 *
 * A document's pages are its numbers; its kind is written if a slip sheet
 * stands for it. An entry a line, sorted by file and id, so that the same lock
 *has the same bytes. Use: zero a lock, add, seal; or load one. check() and
 *merge() and dump() take sealed locks. Lengths as in rect.h.
 *
 * Added documents and redactions are no conflict; removed ones stay in the
 * merged lock, since their numbers and ids are taken for good.
 */
#ifndef IC_CORE_LOCK_H
#define IC_CORE_LOCK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/error.h"
#include "core/bates.h"
#include "core/kind.h"
#include "core/rect.h"

#define IC_LOCK_BYTES_MAX ((size_t)512 << 20)
#define IC_LOCK_ENTRIES_MAX 1000000 /* documents, and redactions */
#define IC_LOCK_PAGES_MAX 10000000  /* of one document */

struct ic_lock_document {
	char *file;      /* as the spec writes it */
	char sha256[65]; /* of the source, lower-case hex */
	uint32_t pages;
	char *first;       /* Bates number of its first page, as printed */
	enum ic_kind kind; /* UNREADABLE may have fewer pages than the file */
};

/* One of the rectangles that an address means. */
struct ic_lock_place {
	char page[IC_BATES_MAX]; /* Bates number, as printed */
	bool whole;              /* rect is zero then */
	struct ic_rect rect;
};

struct ic_lock_redaction {
	char *id;
	char *page; /* Bates number or range, as printed */
	bool whole; /* rect is zero then */
	struct ic_rect rect;
	struct ic_lock_place *places; /* of an address; NULL: it has none */
	size_t nplaces;
};

/* Owns all its strings. The zero value is an empty, sealed lock. */
struct ic_lock {
	struct ic_lock_document *documents;
	struct ic_lock_redaction *redactions;
	size_t ndocuments, nredactions;
	size_t cap_documents, cap_redactions;
};

/*
 * Append a copy. IC_EBUG if the hash is not 64 lower-case hex digits or the
 * rectangle is empty, IC_ELIMIT beyond IC_LOCK_ENTRIES_MAX. A NULL rectangle
 * means the whole page.
 */
bool ic_lock_add_document(struct ic_lock *lock, const char *file,
    const char *sha256, uint32_t pages, const char *first,
    struct ic_error *err);
void ic_lock_set_kind(struct ic_lock *lock, enum ic_kind kind); /* of it */
bool ic_lock_add_redaction(struct ic_lock *lock, const char *id,
    const char *page, const struct ic_rect *rect, struct ic_error *err);

/*
 * Give the redaction that was added last, of a whole page, its places, which
 * are copied. IC_EBUG if one is empty.
 */
bool ic_lock_set_places(struct ic_lock *lock, const struct ic_lock_place *at,
    size_t n, struct ic_error *err);

/* Sort. IC_ESPEC, naming it, if a file or an id is there twice. */
bool ic_lock_seal(struct ic_lock *lock, struct ic_error *err);

/* The document of a file in a sealed lock; NULL if it has none. Borrowed. */
const struct ic_lock_document *ic_lock_find(const struct ic_lock *lock,
    const char *file);

/* The same of an id; and whether it stands for this page and box. */
const struct ic_lock_redaction *ic_lock_find_redaction(const struct ic_lock
							   *lock,
    const char *id);
bool ic_lock_same_box(const struct ic_lock_redaction *r, const char *page,
    const struct ic_rect *rect);
bool ic_lock_same_places(const struct ic_lock_redaction *r,
    const struct ic_lock_place *at, size_t n);

/*
 * Read a lock from JSON text; `out` is replaced. IC_ESPEC if it is not
 * exactly what dump() writes: somebody edited it, or another version wrote
 * it. The message gives a line where it can, never the file's text.
 */
bool ic_lock_load(const char *text, size_t len, struct ic_lock *out,
    struct ic_error *err);

/* Append the JSON text. IC_ESPEC if a name is not UTF-8. */
bool ic_lock_dump(const struct ic_lock *lock, struct ic_buf *out,
    struct ic_error *err);

enum ic_lock_kind {
	IC_LOCK_SOURCE, /* the file's bytes changed */
	IC_LOCK_NUMBER, /* the file's first number changed */
	IC_LOCK_PAGES,  /* the same bytes, but another page count */
	IC_LOCK_TAKEN,  /* a number that another file's page has */
	IC_LOCK_BOX     /* the id stood for another box */
};

/* Both sides; the two that do not apply are NULL. Borrowed. */
struct ic_lock_conflict {
	enum ic_lock_kind kind;
	const struct ic_lock_document *old_document, *new_document;
	const struct ic_lock_redaction *old_redaction, *new_redaction;
};

typedef void ic_lock_report_fn(void *user, const struct ic_lock_conflict *c);

/*
 * Report every conflict (report may be NULL) and put their number into
 * *conflicts. False only if there is no memory. A file that was renamed, its
 * bytes and first number the same, is none.
 */
bool ic_lock_check(const struct ic_lock *old, const struct ic_lock *now,
    ic_lock_report_fn *report, void *user, size_t *conflicts,
    struct ic_error *err);

/* Append one sentence that shows both sides and says what to do. */
bool ic_lock_conflict_text(const struct ic_lock_conflict *c,
    struct ic_buf *out);

/*
 * What to write after a run without conflicts: all of `now`, and what only
 * `old` has. `out` is replaced; it may be neither of the two.
 */
bool ic_lock_merge(const struct ic_lock *old, const struct ic_lock *now,
    struct ic_lock *out, struct ic_error *err);

/* Free all and return to the zero value. NULL is allowed. */
void ic_lock_finish(struct ic_lock *lock);

#define IC_REDACTION_ID_MAX 160

/*
 * The id of a redaction that has none: its Bates page or range, a dash and 8
 * hex digits, such as COE000003-1a2b3c4d. They are the 64-bit FNV-1a hash,
 * its halves xored, of the page's text, a 0 byte, and the rectangle's x0 y0
 * x1 y1 as 4 little-endian bytes each (nothing for the whole page, NULL). So
 * it depends on neither text, row nor order; two boxes may get one id (the
 * same box twice, or 1 in 4 billion), which the caller resolves. A page text
 * over 128 bytes is cut.
 */
void ic_redaction_id(const char *page, const struct ic_rect *rect,
    char out[IC_REDACTION_ID_MAX]);

/*
 * The same of what an address means: after the pages' text and its 0 byte the
 * hash goes on with each place's page, a 0 byte and its rectangle.
 */
void ic_redaction_id_places(const char *page, const struct ic_lock_place *at,
    size_t n, char out[IC_REDACTION_ID_MAX]);

#endif
