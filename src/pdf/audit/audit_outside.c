/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Every byte of the file: before its start, after its end, and between the
 * objects that its tables know, those of earlier revisions among them. What is
 * between them and is no table, mark or comment was left there.
 */
#include <stdlib.h>
#include <string.h>

#include "audit_hoard.h"
#include "audit_map.h"
#include "base/child.h"
#include "document_priv.h"

#define RANGES_MAX ((size_t)8 << 20)
#define BEAT_EVERY 4096
#define JUNK_MAX ((size_t)1 << 20) /* of it that is read at once */

/* Bytes that belong to an object or a table. */
struct range {
	size_t at, end;
};

struct outside {
	struct audit *a;
	struct ic_document doc; /* nothing of it is changed */
	struct ic_window w;
	struct audit_map *map;
	struct range *range; /* by place */
	size_t ranges, cap;
	struct audit_hoard ends; /* before the start and after the end */
	struct audit_hoard gaps; /* between objects */
	uint64_t ends_bytes;
	bool wrong_length, twice, lost, open;
};

/* What else may stand at the ends: line ends, padding, a mark of Unicode. */
static bool is_innocent(const uint8_t *p, size_t n)
{
	if (n >= 3 && memcmp(p, "\xef\xbb\xbf", 3) == 0) {
		p += 3;
		n -= 3;
	}
	for (size_t i = 0; i < n; i++) {
		if (p[i] != 0 && p[i] != ' ' && p[i] != '\t' && p[i] != '\n' &&
		    p[i] != '\r' && p[i] != '\f' && p[i] != 0x1a) {
			return false;
		}
	}
	return true;
}

static void at_end(struct outside *o, size_t from, size_t to)
{
	for (size_t n; from < to; from += n) {
		const uint8_t *p;

		n = to - from < JUNK_MAX ? to - from : JUNK_MAX;
		p = ic_window_at(&o->w, from, n);
		if (!p) {
			return;
		}
		if (!is_innocent(p, n)) {
			o->ends_bytes += n;
			audit_hoard_bytes(&o->ends, p, n);
		}
	}
}

/* Throws. */
static void add_range(struct outside *o, size_t at, size_t end)
{
	if (o->ranges == RANGES_MAX) {
		ic_document_throw(&o->doc, IC_REASON_TOO_FULL);
	}
	if (o->ranges == o->cap) {
		size_t cap = o->cap ? 2 * o->cap : 1024;
		struct range *more = reallocarray(o->range, cap, sizeof(*more));

		if (!more) {
			ic_document_throw(&o->doc, IC_REASON_MEMORY);
		}
		o->range = more;
		o->cap = cap;
	}
	o->range[o->ranges++] = (struct range){ at, end };
}

/* Lengths are read with a limit on what they cost. May throw. */
static int64_t length(void *user, int64_t number)
{
	struct outside *o = user;
	fz_context *ctx = o->doc.mu.ctx;
	int64_t n = -1;
	pdf_obj *obj;

	if (number <= 0 || number >= pdf_xref_len(ctx, o->doc.pdf)) {
		return -1;
	}
	obj = pdf_load_object(ctx, o->doc.pdf, (int)number);
	n = pdf_is_int(ctx, obj) ? pdf_to_int64(ctx, obj) : -1;
	pdf_drop_obj(ctx, obj);
	return n;
}

static int64_t guarded_length(void *user, int64_t number)
{
	struct outside *o = user;
	fz_context *ctx = o->doc.mu.ctx;
	int64_t n = -1;

	fz_var(n);
	fz_try(ctx) {
		n = length(o, number);
	}
	fz_catch(ctx) {
		ic_document_caught(&o->doc);
		n = -1;
	}
	return n;
}

static bool object_at(struct outside *o, size_t at, struct raw_object *out)
{
	struct raw r = { &o->w, at };

	return raw_object(&r, guarded_length, o, out);
}

/* An object that a table knows. Throws. */
static void known_object(struct outside *o, int number, int64_t offset,
    bool newest)
{
	const size_t base[] = { o->map->start, 0 };
	struct raw_object at;

	for (size_t i = 0; i < (o->map->start ? 2 : 1); i++) {
		if (offset < 0 || (uint64_t)offset >= o->w.size - base[i] ||
		    !object_at(o, (size_t)offset + base[i], &at) ||
		    at.number != number) {
			continue;
		}
		add_range(o, at.at, at.end);
		if (newest) {
			o->wrong_length = o->wrong_length || at.wrong_length;
			o->twice = o->twice || at.dict.twice;
			o->open = o->open || at.open;
		}
		return;
	}
	o->lost = o->lost || newest;
}

static void known_table(struct outside *o, const pdf_xref *x)
{
	fz_context *ctx = o->doc.mu.ctx;

	for (const pdf_xref_subsec *s = x->subsec; s; s = s->next) {
		for (int i = 0; i < s->len; i++) {
			const pdf_xref_entry *e = &s->table[i];
			int number = s->start + i;

			if (e->type != 'n' || e->ofs <= 0) {
				continue;
			}
			known_object(o, number, e->ofs,
			    pdf_get_xref_entry_no_null(ctx, o->doc.pdf, number)
				    ->ofs == e->ofs);
			if (i % BEAT_EVERY == 0) {
				audit_beat(o->a);
			}
		}
	}
}

static int by_place(const void *a, const void *b)
{
	const struct range *x = a, *y = b;

	return (x->at > y->at) - (x->at < y->at);
}

/* Throws. */
static void know(struct outside *o)
{
	const pdf_document *pdf = o->doc.pdf;

	for (int i = 0; i < pdf->num_xref_sections; i++) {
		known_table(o, &pdf->xref_sections[i]);
	}
	for (size_t i = 0; i < o->map->sections; i++) {
		add_range(o, o->map->section[i].at, o->map->section[i].stop);
	}
	if (o->ranges > 0) {
		qsort(o->range, o->ranges, sizeof(*o->range), by_place);
	}
}

/* A table or a mark that belongs to no section that is known. */
static bool pass_table(struct raw *r)
{
	struct raw_token t;
	struct raw_dict d;

	if (raw_word(r, "startxref")) {
		raw_next(r, &t);
		return true;
	}
	if (raw_word(r, "trailer")) {
		return raw_dict(r, &d);
	}
	if (!raw_word(r, "xref")) {
		return false;
	}
	do {
		struct raw to = *r;

		raw_next(&to, &t);
		if (t.kind != RAW_INT && strcmp(t.word, "n") != 0 &&
		    strcmp(t.word, "f") != 0) {
			break;
		}
		*r = to;
	} while (t.kind != RAW_END);
	return true;
}

static void junk(struct outside *o, size_t from, size_t to)
{
	size_t n = to - from < JUNK_MAX ? to - from : JUNK_MAX;
	const uint8_t *p = ic_window_at(&o->w, from, n);

	if (p && !is_innocent(p, n)) {
		o->gaps.objects++;
		audit_hoard_bytes(&o->gaps, p, n);
	}
}

/* What lies between two ranges. */
static void gap(struct outside *o, size_t from, size_t to)
{
	struct raw r = { &o->w, from };
	struct raw_object at;

	for (raw_blank(&r); r.at < to; raw_blank(&r)) {
		if (object_at(o, r.at, &at) && at.end <= to) {
			if (!at.dict.is_xref) {
				audit_hoard_object(&o->gaps, &o->w, &at,
				    o->doc.pdf->crypt != NULL);
			}
			r.at = at.end;
		} else if (!pass_table(&r)) {
			junk(o, r.at, to);
			return;
		}
	}
}

static void gaps(struct outside *o)
{
	size_t at = o->map->start;

	for (size_t i = 0; i < o->ranges; i++) {
		const struct range *r = &o->range[i];

		if (r->at > at) {
			gap(o, at, r->at);
		}
		at = r->end > at ? r->end : at;
		if (i % BEAT_EVERY == 0) {
			audit_beat(o->a);
		}
	}
	if (at < o->map->end) {
		gap(o, at, o->map->end);
	}
}

static void tell_broken(struct outside *o)
{
	const struct {
		bool is;
		enum ic_finding_detail detail;
	} all[] = {
		{ o->wrong_length, IC_DETAIL_LENGTH_WRONG },
		{ o->twice, IC_DETAIL_KEY_TWICE },
		{ o->lost, IC_DETAIL_OBJECT_LOST },
		{ o->open, IC_DETAIL_OBJECT_OPEN },
	};
	uint32_t asked = o->a->job.filing.sound;

	for (size_t i = 0; i < sizeof(all) / sizeof(*all); i++) {
		const struct ic_finding_item f = { .kind = IC_FINDING_STRUCTURE,
			.severity = asked ? asked - 1 : IC_SEVERITY_NOTICE,
			.page = IC_FINDING_NO_PAGE,
			.detail = all[i].detail };

		if (all[i].is) {
			audit_add(o->a, &f);
		}
	}
}

static void tell(struct outside *o)
{
	const struct ic_finding_item ends = { .kind = IC_FINDING_BYTES_OUTSIDE,
		.place = IC_PLACE_OUTSIDE };
	const struct ic_finding_item gaps = { .kind = IC_FINDING_ORPHAN,
		.place = IC_PLACE_OUTSIDE };

	if (o->ends_bytes > 0) {
		audit_hoard_tell(o->a, &o->ends, ends);
	}
	if (o->gaps.objects > 0) {
		audit_hoard_tell(o->a, &o->gaps, gaps);
	}
	if (!pdf_was_repaired(o->doc.mu.ctx, o->doc.pdf)) {
		tell_broken(o);
	}
}

/* Throws in the context of its document. */
static void look(struct outside *o)
{
	at_end(o, 0, o->map->start);
	at_end(o, o->map->end, o->w.size);
	know(o);
	gaps(o);
	tell(o);
}

static enum ic_reason look_guarded(struct outside *o)
{
	enum ic_reason why = ic_document_open_before(&o->doc, IC_CHILD_SOURCE,
	    o->a->job.password, 0);

	if (why != IC_REASON_NONE) {
		return why;
	}
	fz_var(why);
	fz_try(o->doc.mu.ctx) {
		look(o);
	}
	fz_catch(o->doc.mu.ctx) {
		why = ic_document_caught(&o->doc);
	}
	ic_document_close(&o->doc);
	return why;
}

void audit_outside(struct audit *a)
{
	struct outside o = { .a = a };
	enum ic_reason why = IC_REASON_MEMORY;

	if (a->doc.assembly) {
		return;
	}
	o.map = calloc(1, sizeof(*o.map));
	ic_window_open(&o.w, IC_CHILD_SOURCE, IC_WINDOW_PIECE);
	if (o.map) {
		audit_map_read(&o.w, o.map);
		why = look_guarded(&o);
	}
	free(o.map);
	free(o.range);
	audit_hoard_finish(&o.ends);
	audit_hoard_finish(&o.gaps);
	ic_window_close(&o.w);
	if (why != IC_REASON_NONE) {
		ic_document_throw(&a->doc, why);
	}
}
