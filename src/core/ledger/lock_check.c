/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/lock.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* The numbers that a document holds: stem, then first <= value <= last. */
struct span {
	const struct ic_lock_document *document;
	size_t stem; /* bytes of document->first before its last digits */
	size_t digits;
	uint64_t first, last;
};

/* Instead of a count of digits. */
#define LETTER 99

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static struct span span_of(const struct ic_lock_document *d)
{
	size_t n = strlen(d->first), at = n;
	struct span s = { .document = d };

	while (at && n - at < 18 && is_digit(d->first[at - 1])) {
		at--;
	}
	s.stem = at;
	s.digits = n - at;
	for (size_t i = at; i < n; i++) {
		s.first = s.first * 10 + (uint64_t)(d->first[i] - '0');
	}
	/* After a letter as suffix comes the next letter. */
	if (n > 1 && at == n && d->first[n - 1] >= 'A' &&
	    d->first[n - 1] <= 'Z' && is_digit(d->first[n - 2])) {
		s.stem = n - 1;
		s.digits = LETTER;
		s.first = (uint64_t)(d->first[n - 1] - 'A');
	}
	s.last = s.first + (s.digits && d->pages ? d->pages - 1 : 0);
	return s;
}

static int cmp_stem(const struct span *a, const struct span *b)
{
	size_t n = a->stem < b->stem ? a->stem : b->stem;
	int c = memcmp(a->document->first, b->document->first, n);

	if (c || a->stem != b->stem) {
		return c ? c : a->stem < b->stem ? -1 : 1;
	}
	return a->digits < b->digits ? -1 : a->digits > b->digits;
}

static int by_span(const void *a, const void *b)
{
	const struct span *x = a, *y = b;
	int c = cmp_stem(x, y);

	return c ? c : x->first < y->first ? -1 : x->first > y->first;
}

struct check {
	const struct ic_lock *old;
	struct span *spans; /* of old's documents, sorted; they are disjoint */
	ic_lock_report_fn *report;
	void *user;
	size_t conflicts;
};

static void found(struct check *c, struct ic_lock_conflict conflict)
{
	c->conflicts++;
	if (c->report) {
		c->report(c->user, &conflict);
	}
}

static void found_document(struct check *c, enum ic_lock_kind kind,
    const struct ic_lock_document *was, const struct ic_lock_document *is)
{
	found(c,
	    (struct ic_lock_conflict){ .kind = kind,
		.old_document = was,
		.new_document = is });
}

static void check_taken(struct check *c, const struct ic_lock_document *d)
{
	struct span s = span_of(d);
	size_t lo = 0, hi = c->old->ndocuments;

	/* The first old span that does not lie wholly before s. */
	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;
		int stem = cmp_stem(&c->spans[mid], &s);

		if (stem < 0 || (stem == 0 && c->spans[mid].last < s.first)) {
			lo = mid + 1;
		} else {
			hi = mid;
		}
	}
	for (; lo < c->old->ndocuments; lo++) {
		const struct ic_lock_document *was = c->spans[lo].document;

		if (cmp_stem(&c->spans[lo], &s) != 0 ||
		    c->spans[lo].first > s.last) {
			break;
		}
		if (strcmp(was->file, d->file) != 0 &&
		    (strcmp(was->sha256, d->sha256) != 0 ||
			strcmp(was->first, d->first) != 0)) {
			found_document(c, IC_LOCK_TAKEN, was, d);
		}
	}
}

static void check_document(struct check *c, const struct ic_lock_document *d)
{
	const struct ic_lock_document *was = ic_lock_find(c->old, d->file);

	if (was && strcmp(was->sha256, d->sha256) != 0) {
		found_document(c, IC_LOCK_SOURCE, was, d);
	} else if (was && was->pages != d->pages) {
		found_document(c, IC_LOCK_PAGES, was, d);
	}
	if (was && strcmp(was->first, d->first) != 0) {
		found_document(c, IC_LOCK_NUMBER, was, d);
	}
	check_taken(c, d);
}

static bool same_box(const struct ic_lock_redaction *a,
    const struct ic_lock_redaction *b)
{
	if (a->places || b->places) {
		return a->places && b->places &&
		    strcmp(a->page, b->page) == 0 &&
		    ic_lock_same_places(a, b->places, b->nplaces);
	}
	return ic_lock_same_box(a, b->page, b->whole ? NULL : &b->rect);
}

/* Both lists are sorted by id. */
static void check_redactions(struct check *c, const struct ic_lock *now)
{
	size_t i = 0, k = 0;

	while (i < c->old->nredactions && k < now->nredactions) {
		const struct ic_lock_redaction *was = &c->old->redactions[i];
		const struct ic_lock_redaction *is = &now->redactions[k];
		int cmp = strcmp(was->id, is->id);

		if (cmp == 0 && !same_box(was, is)) {
			found(c,
			    (struct ic_lock_conflict){ .kind = IC_LOCK_BOX,
				.old_redaction = was,
				.new_redaction = is });
		}
		i += cmp <= 0;
		k += cmp >= 0;
	}
}

bool ic_lock_check(const struct ic_lock *old, const struct ic_lock *now,
    ic_lock_report_fn *report, void *user, size_t *conflicts,
    struct ic_error *err)
{
	struct check c = { .old = old, .report = report, .user = user };

	c.spans = calloc(old->ndocuments + 1, sizeof *c.spans);
	if (!c.spans) {
		return ic_fail(err, IC_EENV, "out of memory");
	}
	for (size_t i = 0; i < old->ndocuments; i++) {
		c.spans[i] = span_of(&old->documents[i]);
	}
	qsort(c.spans, old->ndocuments, sizeof *c.spans, by_span);
	for (size_t i = 0; i < now->ndocuments; i++) {
		check_document(&c, &now->documents[i]);
	}
	check_redactions(&c, now);
	free(c.spans);
	*conflicts = c.conflicts;
	return true;
}

static void put_rect(struct ic_buf *out, const struct ic_rect *r)
{
	const int32_t v[] = { r->x0, r->y0, r->x1, r->y1 };

	for (size_t i = 0; i < 4; i++) {
		int64_t mpt = v[i] < 0 ? -(int64_t)v[i] : v[i];

		ic_buf_printf(out, "%s%s%" PRId64 ".%03" PRId64, i ? ", " : "[",
		    v[i] < 0 ? "-" : "", mpt / IC_MPT, mpt % IC_MPT);
	}
	ic_buf_puts(out, "] pt");
}

#define PLACES_SHOWN 3

static void put_places(struct ic_buf *out, const struct ic_lock_redaction *r)
{
	for (size_t i = 0; i < r->nplaces && i < PLACES_SHOWN; i++) {
		const struct ic_lock_place *p = &r->places[i];

		ic_buf_puts(out, i ? ", " : "");
		if (p->whole) {
			ic_buf_puts(out, "the whole");
		} else {
			put_rect(out, &p->rect);
		}
		ic_buf_printf(out, " %s %s", p->whole ? "of" : "on", p->page);
	}
	if (r->nplaces > PLACES_SHOWN) {
		ic_buf_printf(out, " and %zu more", r->nplaces - PLACES_SHOWN);
	}
}

static void put_box(struct ic_buf *out, const struct ic_lock_redaction *r)
{
	if (r->places) {
		put_places(out, r);
	} else if (r->whole) {
		ic_buf_printf(out, "the whole of %s", r->page);
	} else {
		put_rect(out, &r->rect);
		ic_buf_printf(out, " on %s", r->page);
	}
}

bool ic_lock_conflict_text(const struct ic_lock_conflict *c, struct ic_buf *out)
{
	const struct ic_lock_document *was = c->old_document;
	const struct ic_lock_document *is = c->new_document;

	switch (c->kind) {
	case IC_LOCK_SOURCE:
		return ic_buf_printf(out,
		    "%s is not the file that was "
		    "produced as %s (SHA-256 was %.16s, is %.16s): put the "
		    "old file back, or list the new one under another name "
		    "and number",
		    is->file, was->first, was->sha256, is->sha256);
	case IC_LOCK_NUMBER:
		return ic_buf_printf(out,
		    "%s began at %s and would now begin "
		    "at %s: give it bates: %s",
		    is->file, was->first, is->first, was->first);
	case IC_LOCK_PAGES:
		if (was->kind == IC_KIND_UNREADABLE) {
			return ic_buf_printf(out,
			    "%s could not be read when it was produced as %s, "
			    "and now has %" PRIu32 " pages: list a copy of it "
			    "under another name and number, and leave this "
			    "entry as it was",
			    is->file, was->first, is->pages);
		}
		if (is->kind == IC_KIND_UNREADABLE) {
			return ic_buf_printf(out,
			    "%s was produced with %" PRIu32 " pages from %s "
			    "on, and cannot be read this time: see to its "
			    "password, and use the version of this program "
			    "that produced it",
			    is->file, was->pages, was->first);
		}
		return ic_buf_printf(out,
		    "%s had %" PRIu32 " pages and now "
		    "has %" PRIu32 ", though its bytes are the same: use the "
		    "version of this program that produced it",
		    is->file, was->pages, is->pages);
	case IC_LOCK_TAKEN:
		return ic_buf_printf(out,
		    "%s would take numbers from %s on, "
		    "but %s has them from %s on (%" PRIu32 " pages): give it "
		    "another first number",
		    is->file, is->first, was->file, was->first, was->pages);
	case IC_LOCK_BOX:
		ic_buf_printf(out, "the id %s stood for ",
		    c->old_redaction->id);
		put_box(out, c->old_redaction);
		ic_buf_puts(out, " and would now stand for ");
		put_box(out, c->new_redaction);
		return ic_buf_puts(out, ": give the new box a new id");
	}
	return false;
}
