/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/registering.h"

#include <stdio.h>
#include <string.h>

/* A document of the plan, as the registry would have it. */
struct entrant {
	const struct ic_registering *g;
	const struct ic_plan_document *d;
	bool numbered;               /* the registry has its prefix: */
	struct ic_bates_range range; /*   its numbers there */
	struct ic_diags *diags;
	/* Of the lines about one of its numbers: */
	const struct ic_registered *same;   /* of this very document */
	const struct ic_registered *origin; /* of what it is a copy of */
	const struct ic_registered *other;  /* of another document */
};

static struct entrant entrant_of(const struct ic_registering *g, size_t i)
{
	const struct ic_plan_document *d = &g->plan->documents[i];
	const struct ic_prefixes *px = &g->plan->spec->prefixes;
	struct entrant e = { .g = g, .d = d };

	e.numbered = ic_registry_number(g->registry, px, &d->first,
			 &e.range.first) &&
	    ic_registry_number(g->registry, px, &d->last, &e.range.last);
	return e;
}

static uint32_t page_of(const struct ic_plan_document *d)
{
	return d->spec->part ? d->spec->source_first : 0;
}

static bool is_own(const struct entrant *e, const struct ic_registered *r)
{
	return strcmp(r->spec, e->g->spec) == 0;
}

static bool same_range(const struct ic_bates_range *a,
    const struct ic_bates_range *b)
{
	return ic_bates_cmp(&a->first, &b->first) == 0 &&
	    ic_bates_cmp(&a->last, &b->last) == 0;
}

static bool same_source(const struct entrant *e, const struct ic_registered *r)
{
	return strcmp(r->sha256, e->d->sha256) == 0;
}

/* What was not read is taken for what it is said to be. */
static bool may_be_source(const struct entrant *e,
    const struct ic_registered *r)
{
	return !r->sha256[0] || !e->d->sha256[0] || same_source(e, r);
}

static bool holds(const struct ic_bates_range *whole,
    const struct ic_bates_range *part)
{
	return ic_bates_in(whole, &part->first) &&
	    ic_bates_in(whole, &part->last);
}

/* Both say what one file bears: then a page of it bears one number. */
static bool same_print(const struct entrant *e, const struct ic_registered *r,
    const struct ic_bates_range *range)
{
	return same_source(e, r) &&
	    range->first.value + page_of(e->d) ==
	    e->range.first.value + r->page;
}

/* An earlier run of this spec froze it, perhaps before it had a registry. */
static bool is_frozen(const struct entrant *e)
{
	const struct ic_lock_document *was = ic_lock_find(e->g->lock,
	    e->d->spec->name);

	return was && strcmp(was->sha256, e->d->sha256) == 0;
}

static bool is_copy(const struct entrant *e, const struct ic_registered *r,
    const struct ic_bates_range *range)
{
	if (!r->stamped) {
		return e->d->spec->stamped && holds(range, &e->range);
	}
	return e->d->spec->stamped ? same_print(e, r, range)
				   : is_frozen(e) && holds(&e->range, range);
}

static bool look(void *user, const struct ic_bates_span *span)
{
	struct entrant *e = user;
	const struct ic_registered *r = &e->g->registry->at[span->what];

	if (same_range(&span->range, &e->range) && r->page == page_of(e->d) &&
	    may_be_source(e, r)) {
		/* A line without a source is to be followed by one. */
		if (!e->same || same_source(e, r)) {
			e->same = r;
		}
	} else if (is_copy(e, r, &span->range)) {
		e->origin = e->origin && !e->origin->stamped ? e->origin : r;
	} else if ((!is_own(e, r) || r->sha256[0]) &&
	    (!e->other || e->other->stamped || !r->stamped)) {
		e->other = r;
	}
	return true;
}

/*
 * Two files that bear the same numbers are copies of one document, if there is
 * one for which a spec made them.
 */
static void look_up(struct entrant *e)
{
	if (!e->numbered) {
		return;
	}
	ic_spans_meeting(&e->g->registry->spans, &e->range, look, e);
	if (e->other && e->other->stamped && e->d->spec->stamped && e->origin &&
	    !e->origin->stamped) {
		e->other = NULL;
	}
}

static void report_taken(const struct entrant *e)
{
	const struct ic_spec_document *d = e->d->spec;
	char range[IC_BATES_RANGE_MAX], day[IC_REGISTRY_DAY_MAX];
	const struct ic_registered *r = e->other;

	ic_registered_range(r, range);
	ic_registered_day(r, day);
	if (d->stamped && r->stamped) {
		ic_diag_add(e->diags, IC_LEVEL_ERROR, d->place,
		    "%s is to bear %s, but so does another file, %s with %s "
		    "(%s, %s): name the same file in both, for a number is "
		    "one document's",
		    d->name, e->d->range, r->file, range, r->spec, day);
	} else if (d->stamped) {
		ic_diag_add(e->diags, IC_LEVEL_ERROR, d->place,
		    "%s is to bear %s, but %s was given to %s (%s, %s): "
		    "`bates:` must name the numbers of one document, or of a "
		    "part of it",
		    d->name, e->d->range, range, r->file, r->spec, day);
	} else {
		ic_diag_add(e->diags, IC_LEVEL_ERROR, d->place,
		    "%s would have %s, but %s %s %s%s (%s, %s): no number is "
		    "used twice, so give it another first number by `bates:`%s",
		    d->name, e->d->range, range,
		    r->stamped ? "stands on" : "was given to",
		    strcmp(r->file, d->name) == 0 ? "another " : "", r->file,
		    r->spec, day,
		    d->has_first || d->insert ? ""
					      : ", or all by `start: next`");
	}
}

/* A document of this spec has what it was given, and nothing else. */
static bool is_moved(const struct entrant *e)
{
	const struct ic_registered *was = ic_registry_document(e->g->registry,
	    e->g->spec, e->d->spec->name);
	char range[IC_BATES_RANGE_MAX], day[IC_REGISTRY_DAY_MAX];

	if (!was || !was->sha256[0] || !e->d->sha256[0]) {
		return false;
	}
	ic_registered_range(was, range);
	ic_registered_day(was, day);
	if (same_source(e, was) && strcmp(range, e->d->range) == 0) {
		return false;
	}
	if (!same_source(e, was)) {
		ic_diag_add(e->diags, IC_LEVEL_ERROR, e->d->spec->place,
		    "%s is not the file that was given %s on %s: put the old "
		    "file back, or list the new one under another name and "
		    "number",
		    e->d->spec->name, range, day);
	} else {
		ic_diag_add(e->diags, IC_LEVEL_ERROR, e->d->spec->place,
		    "%s was given %s on %s and would now have %s: give it "
		    "bates: %s",
		    e->d->spec->name, range, day, e->d->range, was->first);
	}
	return true;
}

/* The line of another spec about the same source under other numbers. */
static const struct ic_registered *elsewhere(const struct entrant *e)
{
	const struct ic_registered *r;

	for (size_t n = 0;
	     !e->same && !e->d->spec->stamped && e->d->sha256[0] &&
	     (r = ic_registry_source(e->g->registry, e->d->sha256, n));
	     n++) {
		if (!r->stamped && !is_own(e, r) && r->page == page_of(e->d)) {
			return r;
		}
	}
	return NULL;
}

/* What is told once for all documents of which it is true. */
struct tally {
	size_t unknown, twice;
	struct entrant first_unknown, first_twice;
	const struct ic_registered *before; /* of first_twice */
};

static void count(struct tally *t, const struct entrant *e)
{
	const struct ic_registered *r = elsewhere(e);

	if (!e->same && is_frozen(e) && t->unknown++ == 0) {
		t->first_unknown = *e;
	}
	if (r && t->twice++ == 0) {
		t->first_twice = *e;
		t->before = r;
	}
}

static void warn_unknown(const struct ic_registering *g, const struct tally *t,
    struct ic_diags *diags)
{
	const char *range = t->first_unknown.d->range;

	if (!g->there) {
		ic_diag_add(diags, IC_LEVEL_WARNING, (struct ic_place){ 0 },
		    "%s is not there, though %s has documents: their numbers "
		    "are entered now; if it was moved or deleted, put it back, "
		    "for it knows the numbers of other specs",
		    g->name, g->lock_name);
	} else {
		ic_diag_add(diags, IC_LEVEL_WARNING, (struct ic_place){ 0 },
		    "%s does not know %zu of the documents that %s has, the "
		    "first of them %s: it is younger than they are, or was "
		    "cut, or is another file; they are entered now",
		    g->name, t->unknown, g->lock_name, range);
	}
}

static void warn_twice(const struct tally *t, struct ic_diags *diags)
{
	const struct ic_plan_document *d = t->first_twice.d;
	char range[IC_BATES_RANGE_MAX], more[64] = "";

	ic_registered_range(t->before, range);
	if (t->twice > 1) {
		snprintf(more, sizeof(more), ", and %zu more like it",
		    t->twice - 1);
	}
	ic_diag_add(diags, IC_LEVEL_WARNING, d->spec->place,
	    "%s has numbers already, %s (%s), and gets others, %s%s",
	    d->spec->name, range, t->before->spec, d->range, more);
}

bool ic_registering_check(const struct ic_registering *g,
    struct ic_diags *diags)
{
	size_t errors = diags->errors;
	struct tally t = { 0 };

	for (size_t i = 0; i < g->plan->ndocuments; i++) {
		struct entrant e = entrant_of(g, i);

		e.diags = diags;
		look_up(&e);
		if (is_moved(&e)) {
			continue;
		}
		if (e.other) {
			report_taken(&e);
		} else {
			count(&t, &e);
		}
	}
	if (diags->errors == errors && t.unknown) {
		warn_unknown(g, &t, diags);
	}
	if (diags->errors == errors && t.twice) {
		warn_twice(&t, diags);
	}
	return diags->errors == errors;
}

static bool put_line(const struct entrant *e, const char *at,
    struct ic_buf *out, struct ic_error *err)
{
	const struct ic_prefixes *px = &e->g->plan->spec->prefixes;
	const struct ic_spec_document *d = e->d->spec;
	char first[IC_BATES_MAX], last[IC_BATES_MAX], after[IC_BATES_MAX] = "";
	struct ic_registered line = { .at = at,
		.spec = e->g->spec,
		.file = d->name,
		.prefix = px->name[e->d->first.prefix],
		.first = first,
		.last = last,
		.sha256 = e->d->sha256,
		.page = page_of(e->d),
		.stamped = d->stamped,
		.after = after };

	ic_bates_format(px, &e->d->first, first);
	ic_bates_format(px, &e->d->last, last);
	if (d->insert != IC_INSERT_NONE) {
		ic_bates_format(px, &d->after, after);
	}
	return ic_registry_line(e->g->registry, &line, out, err);
}

bool ic_registering_lines(const struct ic_registering *g, const char *at,
    struct ic_buf *out, struct ic_error *err)
{
	for (size_t i = 0; i < g->plan->ndocuments; i++) {
		struct entrant e = entrant_of(g, i);

		look_up(&e);
		if ((!e.same || !same_source(&e, e.same)) &&
		    (!e.same || e.d->sha256[0]) &&
		    !put_line(&e, at, out, err)) {
			return false;
		}
	}
	return true;
}
