/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Which files are over the limit of a PDF, and where they are to be cut: each
 * copy by itself, for where one is cut tells how large it is, and not everyone
 * has every copy. What a part will weigh is guessed from the manifest.
 */
#include "package_parts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/digest.h"

enum ic_copy pack_copy_of(enum ic_item item)
{
	return item == IC_ITEM_PROPOSED ? IC_COPY_PROPOSED
	    : item == IC_ITEM_DISPUTED  ? IC_COPY_DISPUTED
					: IC_COPY_REDACTED;
}

bool pack_is_pdf(enum ic_item item)
{
	return item == IC_ITEM_REDACTED || item == IC_ITEM_PROPOSED ||
	    item == IC_ITEM_DISPUTED;
}

static bool is_large(const struct pack *p, const struct pack_file *f)
{
	return pack_is_pdf(f->item) && pack_wanted(p, f->item) &&
	    f->bytes > p->profile.limit_bytes;
}

size_t pack_find_large(const struct pack *p, bool *large)
{
	size_t n = 0, last = SIZE_MAX;

	for (size_t i = 0; i < p->nfiles; i++) {
		const struct pack_file *f = &p->files[i];

		large[i] = is_large(p, f);
		/* Copies of one document stand beside each other. */
		if (large[i] && f->document != last) {
			last = f->document;
			n++;
		}
	}
	return n;
}

/* A page that no cutting helps; what would. */
bool pack_refuse_page(struct pack *p, size_t document, uint32_t page,
    uint64_t bytes)
{
	const struct ic_manifest_document *d = &pack_documents(p)[document];
	const struct ic_manifest_page *x = &d->pages[page];
	uint64_t limit = p->profile.limit_bytes;
	uint32_t dpi = ic_parts_dpi(bytes, limit, x->dpi);
	char fit[160];
	const char *hard = dpi && dpi < 150
	    ? ", though under 150 dpi small print is hard to read"
	    : "";

	if (!dpi) {
		snprintf(fit, sizeof(fit),
		    "choose a profile or a medium with a larger limit");
	} else if (x->scan == IC_SCAN_KEPT) {
		snprintf(fit, sizeof(fit),
		    "it is a scan, and \"engine: raster\" with \"raster: { "
		    "dpi: %lu }\" in the spec would fit",
		    (unsigned long)dpi);
	} else {
		snprintf(fit, sizeof(fit),
		    "\"raster: { dpi: %lu }\" in the spec would fit",
		    (unsigned long)dpi);
	}
	return ic_fail(&p->v.err, IC_ESPEC,
	    "%.100s alone has about %llu bytes, and the profile allows %llu "
	    "for a PDF: %s%s%s",
	    x->number, (unsigned long long)bytes, (unsigned long long)limit,
	    fit, hard, dpi ? "; apply that into a new directory" : "");
}

/* The plan's document of these numbers. */
static bool find_planned(struct pack *p, size_t document, size_t *out)
{
	const struct ic_plan *plan = &p->made.run->plan;
	const char *begin = pack_documents(p)[document].begin;
	struct ic_bates b;
	uint32_t page;

	return ic_bates_parse(&plan->spec->prefixes, begin, &b, NULL) &&
	    ic_plan_find(plan, &b, out, &page) && page == 0 &&
	    plan->documents[*out].npages > 0;
}

/*
 * The plan must be the one that the copy was made of: what is cut out of
 * another would not be what was served whole.
 */
static bool is_same_plan(struct pack *p, const struct journal *j,
    const struct pack_file *f, size_t planned)
{
	const struct ic_plan *plan = &p->made.run->plan;
	const struct journal_entry *e = journal_find(j, f->name);
	struct ic_buf slice = { 0 };
	char hex[IC_SHA256_HEX] = "";
	bool ok = ic_plan_slice(plan, planned, pack_copy_of(f->item), 0, &slice,
		      &p->v.err) &&
	    ic_sha256(slice.data, slice.len, hex, &p->v.err);

	ic_buf_finish(&slice);
	if (!ok) {
		return false;
	}
	return (e && strcmp(e->slice, hex) == 0 &&
		   strcmp(e->source, plan->documents[planned].sha256) == 0 &&
		   strcmp(e->sha256, f->sha256) == 0) ||
	    ic_fail(&p->v.err, IC_ESPEC,
		"%.200s was not made of this spec as it is now: run apply "
		"--resume, then package again",
		f->as);
}

bool pack_piece_add(struct pack_pieces *all, const struct pack_piece *x)
{
	struct pack_piece *at;
	char name[40];

	if (all->n == all->cap) {
		size_t cap = all->cap ? 2 * all->cap : 64;
		void *more = reallocarray(all->at, cap, sizeof(*all->at));

		if (!more) {
			return ic_fail(&all->p->v.err, IC_EENV,
			    "out of memory");
		}
		all->at = more;
		all->cap = cap;
	}
	at = &all->at[all->n];
	*at = *x;
	at->judged = at->chain.source = -1;
	snprintf(name, sizeof(name), "part-%zu", all->n);
	at->name = ic_arena_strdup(&all->p->v.a.p.run->arena, name);
	all->n++;
	return at->name || ic_fail(&all->p->v.err, IC_EENV, "out of memory");
}

/* What each page weighs. */
static bool weigh(struct pack *p, const struct pack_file *f, uint64_t *bytes)
{
	uint32_t n = f->of->npages;
	uint32_t *pictures = calloc(n, sizeof(*pictures));

	if (!pictures) {
		return ic_fail(&p->v.err, IC_EENV, "out of memory");
	}
	for (uint32_t k = 0; k < n; k++) {
		pictures[k] = f->of->pages[k].bytes;
	}
	ic_parts_weigh(pictures, n, f->bytes, bytes);
	free(pictures);
	return true;
}

static bool add_part(struct pack_pieces *all, const struct pack_file *f,
    size_t planned, struct ic_part part)
{
	const struct pack_piece x = { .document = f->document,
		.planned = planned,
		.copy = pack_copy_of(f->item),
		.first = part.first,
		.n = part.n };

	return pack_piece_add(all, &x);
}

static bool may_be_cut(struct pack *p, const struct pack_file *f)
{
	if (f->item == IC_ITEM_DISPUTED) {
		return ic_fail(&p->v.err, IC_ESPEC,
		    "%.200s has %llu bytes, and the profile allows %llu; pages "
		    "in dispute come as one file: lower \"raster: { dpi: ... "
		    "}\" in the spec, or choose a larger limit",
		    f->as, (unsigned long long)f->bytes,
		    (unsigned long long)p->profile.limit_bytes);
	}
	return !pack_is_sheet(f->of) ||
	    ic_fail(&p->v.err, IC_ESPEC,
		"the slip sheet of %.100s is over the limit of the profile: "
		"choose a larger one",
		f->of->begin);
}

/* The parts of one file. */
static bool plan_file(struct pack_pieces *all, const struct journal *j,
    const struct pack_file *f)
{
	struct pack *p = all->p;
	size_t planned = 0;
	uint32_t pages = f->of->npages, n, page = 0;
	uint64_t *bytes = calloc(pages, sizeof(*bytes));
	struct ic_part *parts = calloc(pages, sizeof(*parts));
	bool ok = bytes && parts;

	if (!ok) {
		ic_fail(&p->v.err, IC_EENV, "out of memory");
	} else if (!find_planned(p, f->document, &planned)) {
		ok = ic_fail(&p->v.err, IC_ESPEC,
		    "the spec has no document with %.100s: give the one that "
		    "the directory was made of",
		    f->of->begin);
	}
	ok = ok && may_be_cut(p, f) && is_same_plan(p, j, f, planned) &&
	    weigh(p, f, bytes);
	n = ok
	    ? ic_parts_cut(bytes, pages, p->profile.limit_bytes, parts, &page)
	    : 0;
	if (ok && n == 0) {
		ok = pack_refuse_page(p, f->document, page, bytes[page]);
	}
	for (uint32_t k = 0; ok && k < n; k++) {
		ok = add_part(all, f, planned, parts[k]);
	}
	free(bytes);
	free(parts);
	return ok;
}

bool pack_cut(struct pack_pieces *all, const bool *large)
{
	struct pack *p = all->p;
	struct journal j = { 0 };
	bool ok = journal_load(&p->v.dir.private, &j, &p->v.err);

	for (size_t i = 0; ok && i < p->nfiles; i++) {
		ok = !large[i] || plan_file(all, &j, &p->files[i]);
	}
	journal_finish(&j);
	return ok;
}
