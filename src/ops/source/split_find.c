/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Which pages of a file are which document, of the numbers that they bear. */
#include <stdlib.h>
#include <string.h>

#include "split.h"

#define PAGES_NAMED 5 /* in a message; others are counted */

static const struct ic_bates *number_of(const struct ic_numbers *found,
    uint32_t page)
{
	const struct ic_number *n = page < found->npages
	    ? ic_numbers_of(found, page)
	    : NULL;

	return n ? &n->bates : NULL;
}

static void error(struct ic_production *p, uint32_t document, const char *text)
{
	ic_diag_add(&p->run->diags, IC_LEVEL_ERROR,
	    p->run->spec.documents[document].place, "%s", text);
}

/* "3, 17 and 12 more" */
static uint32_t list_unread(const struct ic_numbers *found, struct ic_buf *out)
{
	uint32_t n = 0;

	for (uint32_t i = 0; i < found->npages; i++) {
		if (!number_of(found, i) && n++ < PAGES_NAMED) {
			ic_buf_printf(out, "%s%lu", n > 1 ? ", " : "",
			    (unsigned long)i + 1);
		}
	}
	if (n > PAGES_NAMED) {
		ic_buf_printf(out, " and %lu more",
		    (unsigned long)n - PAGES_NAMED);
	}
	return n;
}

static bool all_are_read(struct ic_production *p, const struct split_file *f,
    const struct ic_numbers *found)
{
	const struct ic_spec_document *d = &p->run->spec
						.documents[f->documents[0]];
	struct ic_buf pages = { 0 }, text = { 0 };
	uint32_t n = list_unread(found, &pages);

	if (n > 0) {
		ic_buf_printf(&text,
		    "no number can be read on page%s %s of %s: say by a list "
		    "of ranges after \"split\" or by a load file which "
		    "documents it holds, or split it by hand",
		    n > 1 ? "s" : "", ic_buf_str(&pages), d->name);
		error(p, f->documents[0], ic_buf_str(&text));
	}
	ic_buf_finish(&pages);
	ic_buf_finish(&text);
	return n == 0;
}

static bool follows(const struct ic_bates *before, const struct ic_bates *b)
{
	uint64_t step;

	return ic_bates_between(before, b, &step) && step == 1;
}

bool split_by_numbers(struct ic_production *p, struct split_file *f,
    const struct ic_numbers *found, struct ic_error *err)
{
	struct ic_spec_part *parts;
	uint32_t n = 0;

	if (!all_are_read(p, f, found)) {
		return true;
	}
	parts = calloc(found->npages + 1u, sizeof(*parts));
	if (!parts) {
		return ic_fail(err, IC_EENV, "out of memory");
	}
	for (uint32_t i = 0; i < found->npages; i++) {
		const struct ic_bates *b = number_of(found, i);

		if (n == 0 || !follows(&parts[n - 1].last, b)) {
			parts[n++] = (struct ic_spec_part){ .page = i,
				.first = *b };
		}
		parts[n - 1].last = *b;
		parts[n - 1].n++;
	}
	f->parts = parts;
	f->nparts = n;
	return true;
}

/* Pages by their numbers. */
struct entry {
	struct ic_bates number;
	uint32_t page;
};

struct seek {
	struct ic_production *p;
	const struct split_file *f;
	const struct ic_numbers *found;
	struct entry *at; /* sorted */
	size_t n;
	struct ic_bates *firsts; /* of all documents of the file, sorted */
	struct ic_buf text;
};

static int by_number(const void *a, const void *b)
{
	const struct entry *x = a, *y = b;
	int c = ic_bates_cmp_apart(&x->number, &y->number);

	return c ? c : (x->page > y->page) - (x->page < y->page);
}

static int by_bates(const void *a, const void *b)
{
	return ic_bates_cmp_apart(a, b);
}

static const struct entry *find(const struct seek *s, const struct ic_bates *b)
{
	size_t lo = 0, hi = s->n;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;

		if (ic_bates_cmp_apart(&s->at[mid].number, b) < 0) {
			lo = mid + 1;
		} else {
			hi = mid;
		}
	}
	return lo < s->n && ic_bates_cmp_apart(&s->at[lo].number, b) == 0
	    ? &s->at[lo]
	    : NULL;
}

static void say(struct seek *s, uint32_t document)
{
	error(s->p, document, ic_buf_str(&s->text));
}

static const char *text_of(const struct seek *s, const struct ic_bates *b,
    char out[IC_BATES_MAX])
{
	ic_bates_format(&s->p->run->spec.prefixes, b, out);
	return out;
}

/* The one page that bears the document's first number. */
static bool find_first(struct seek *s, uint32_t document, uint32_t *page)
{
	const struct ic_spec_document *d = &s->p->run->spec.documents[document];
	const struct entry *e = find(s, &d->first);
	char number[IC_BATES_MAX];
	struct ic_buf unread = { 0 };

	ic_buf_reset(&s->text);
	text_of(s, &d->first, number);
	if (!e) {
		uint32_t n = list_unread(s->found, &unread);

		ic_buf_printf(&s->text, "no page of %s bears %s", d->file,
		    number);
		if (n > 0) {
			ic_buf_printf(&s->text,
			    "; no number can be read on page%s %s",
			    n > 1 ? "s" : "", ic_buf_str(&unread));
		}
		say(s, document);
	} else if (e + 1 < s->at + s->n &&
	    ic_bates_cmp_apart(&e[1].number, &d->first) == 0) {
		ic_buf_printf(&s->text,
		    "%s is on page %lu and on page %lu of %s: split it by hand",
		    number, (unsigned long)e[0].page + 1,
		    (unsigned long)e[1].page + 1, d->file);
		say(s, document);
		e = NULL;
	}
	ic_buf_finish(&unread);
	*page = e ? e->page : 0;
	return e != NULL;
}

/* How many pages it is said to have; 0: nobody says it. */
static uint32_t said(const struct ic_spec_document *d)
{
	uint64_t step;

	if (d->has_last && ic_bates_between(&d->first, &d->last, &step) &&
	    step < IC_SLICE_PAGES_MAX) {
		return (uint32_t)step + 1;
	}
	return d->pages_said;
}

/* Up to the next document, a gap, or the end. */
static uint32_t count_on(const struct seek *s, uint32_t page)
{
	uint32_t n = 1;

	while (page + n < s->found->npages) {
		const struct ic_bates *a = number_of(s->found, page + n - 1);
		const struct ic_bates *b = number_of(s->found, page + n);

		if (!b || !follows(a, b) ||
		    bsearch(b, s->firsts, s->f->n, sizeof(*s->firsts),
			by_bates)) {
			break;
		}
		n++;
	}
	return n;
}

/* Page by page: each bears the number that it is to have. */
static bool check_run(struct seek *s, uint32_t document, uint32_t page,
    uint32_t n)
{
	const struct ic_spec_document *d = &s->p->run->spec.documents[document];
	char is[IC_BATES_MAX], want[IC_BATES_MAX];

	for (uint32_t i = 1; i < n; i++) {
		const struct ic_bates *b = number_of(s->found, page + i);
		struct ic_bates wanted;

		ic_bates_at(&d->first, i, &wanted);
		if (b && ic_bates_cmp_apart(b, &wanted) == 0) {
			continue;
		}
		ic_buf_reset(&s->text);
		text_of(s, &wanted, want);
		if (page + i >= s->found->npages) {
			ic_buf_printf(&s->text, "%s ends before %s", d->file,
			    want);
		} else if (!b) {
			ic_buf_printf(&s->text,
			    "no number can be read on page %lu of %s, where %s "
			    "is to be",
			    (unsigned long)page + i + 1, d->file, want);
		} else {
			ic_buf_printf(&s->text,
			    "page %lu of %s bears %s, where %s is to be",
			    (unsigned long)page + i + 1, d->file,
			    text_of(s, b, is), want);
		}
		say(s, document);
		return false;
	}
	return true;
}

static void seek_document(struct seek *s, uint32_t document)
{
	struct ic_spec_document *d = &s->p->run->spec.documents[document];
	uint32_t page, n = said(d);

	if (!find_first(s, document, &page)) {
		return;
	}
	if (n == 0) {
		n = count_on(s, page);
	}
	if (check_run(s, document, page, n)) {
		d->source_first = page;
		d->source_pages = n;
	}
}

static bool index_pages(struct seek *s)
{
	s->at = calloc(s->found->npages + 1u, sizeof(*s->at));
	s->firsts = calloc(s->f->n + 1, sizeof(*s->firsts));
	if (!s->at || !s->firsts) {
		return false;
	}
	for (uint32_t i = 0; i < s->found->npages; i++) {
		const struct ic_bates *b = number_of(s->found, i);

		if (b) {
			s->at[s->n++] = (struct entry){ *b, i };
		}
	}
	for (size_t i = 0; i < s->f->n; i++) {
		s->firsts[i] = s->p->run->spec.documents[s->f->documents[i]]
				   .first;
	}
	qsort(s->at, s->n, sizeof(*s->at), by_number);
	qsort(s->firsts, s->f->n, sizeof(*s->firsts), by_bates);
	return true;
}

bool split_seek(struct ic_production *p, struct split_file *f,
    const struct ic_numbers *found, struct ic_error *err)
{
	struct seek s = { .p = p, .f = f, .found = found };
	bool ok = index_pages(&s);

	for (size_t i = 0; ok && i < f->n; i++) {
		seek_document(&s, f->documents[i]);
	}
	free(s.at);
	free(s.firsts);
	ic_buf_finish(&s.text);
	return ok || ic_fail(err, IC_EENV, "out of memory");
}
