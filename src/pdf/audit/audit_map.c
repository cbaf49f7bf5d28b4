/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "audit_map.h"

#include <stdlib.h>
#include <string.h>

#define TAIL \
	((size_t)64 << 10)   /* in which the last `startxref` is looked for */
#define TRAILER_TO_MARK 1024 /* bytes from a section's end to `startxref` */
#define MARK_TO_END 256      /* and from there to %%EOF */
#define ENTRY 20             /* bytes of a line of a table */
#define EOF_MARK "%%EOF"

/* /Length of a cross-reference stream may not be an object, but is at times. */
static int64_t no_length(void *user, int64_t number)
{
	(void)user;
	(void)number;
	return -1;
}

static void find_header(struct ic_window *w, struct audit_map *m)
{
	struct raw r = { w, 0 };

	m->header = raw_find(&r, "%PDF-", AUDIT_HEADER_WITHIN, &m->start);
	m->start = m->header ? m->start : 0;
}

/* The entries of a table: most are skipped by their fixed length. */
static bool skip_rows(struct raw *r, int64_t n)
{
	struct raw_token t;

	raw_space(r);
	for (; n > 0; n--) {
		struct raw to = { r->w, r->at + ENTRY };
		int c = ic_window_byte(r->w, r->at + ENTRY - 3);

		if ((c == 'n' || c == 'f') &&
		    ic_window_byte(r->w, r->at + 10) == ' ') {
			*r = to;
			continue;
		}
		for (int i = 0; i < 3; i++) {
			raw_next(r, &t);
			if (t.kind != (i < 2 ? RAW_INT : RAW_WORD)) {
				return false;
			}
		}
		raw_space(r);
	}
	return true;
}

static bool table(struct raw *r, struct raw_dict *d)
{
	struct raw_token first, n;

	while (!raw_word(r, "trailer")) {
		raw_next(r, &first);
		raw_next(r, &n);
		if (first.kind != RAW_INT || n.kind != RAW_INT || n.n < 0 ||
		    (uint64_t)n.n > r->w->size || !skip_rows(r, n.n)) {
			return false;
		}
	}
	return raw_dict(r, d);
}

/* A section of either form at `at`; its end and dictionary. */
static bool section_at(struct ic_window *w, size_t at, size_t *end,
    struct raw_dict *d)
{
	struct raw r = { w, at };
	struct raw_object o;

	if (raw_word(&r, "xref")) {
		if (!table(&r, d)) {
			return false;
		}
		*end = r.at;
		return true;
	}
	if (!raw_object(&r, no_length, NULL, &o) || !o.dict.is_xref) {
		return false;
	}
	*d = o.dict;
	*end = o.end;
	return true;
}

/* Offsets count from the header, or from the first byte all the same. */
static bool find_section(struct ic_window *w, const struct audit_map *m,
    int64_t offset, size_t *at, size_t *end, struct raw_dict *d)
{
	const size_t base[] = { m->start, 0 };

	for (size_t i = 0; i < (m->start ? 2 : 1); i++) {
		if (offset > 0 && (uint64_t)offset < w->size - base[i]) {
			*at = (size_t)offset + base[i];
			if (section_at(w, *at, end, d)) {
				return true;
			}
		}
	}
	return false;
}

/* "startxref N %%EOF" behind a section; its end is at the latest there. */
static void find_mark(struct ic_window *w, struct audit_section *s)
{
	struct raw r = { w, s->end };
	struct raw_token t;
	size_t at;

	s->startxref = s->startxref_end = s->stop = s->end;
	if (!raw_find(&r, "startxref", s->end + TRAILER_TO_MARK, &at)) {
		return;
	}
	r.at = at + strlen("startxref");
	raw_next(&r, &t);
	s->startxref = at;
	s->startxref_end = s->end = t.kind == RAW_INT ? t.end : r.at;
	r.at = s->end;
	if (raw_find(&r, EOF_MARK, s->end + MARK_TO_END, &at)) {
		s->end = at + strlen(EOF_MARK);
	}
	s->stop = s->end;
}

static bool known(const struct audit_map *m, size_t at)
{
	for (size_t i = 0; i < m->sections; i++) {
		if (m->section[i].at == at) {
			return true;
		}
	}
	return false;
}

/* The section that the last `startxref` names, and those before it. */
static void follow(struct ic_window *w, struct audit_map *m, int64_t offset)
{
	while (offset > 0 && m->sections < AUDIT_SECTIONS_MAX) {
		struct audit_section *s = &m->section[m->sections];
		struct raw_dict d;
		size_t at, end;

		if (!find_section(w, m, offset, &at, &end, &d)) {
			m->lost = true;
			return;
		}
		if (known(m, at)) {
			return; /* a ring */
		}
		*s = (struct audit_section){ .at = at, .end = end };
		find_mark(w, s);
		m->sections++;
		offset = d.prev;
	}
}

/* The last `startxref` from a place on, and what it says; false: none. */
static bool last_mark(struct ic_window *w, size_t from, int64_t *offset)
{
	struct raw r = { w, from };
	struct raw_token t;
	bool found = false;
	size_t at;

	while (raw_find(&r, "startxref", w->size, &at)) {
		r.at = at + strlen("startxref");
		raw_next(&r, &t);
		if (t.kind == RAW_INT) {
			*offset = t.n;
			found = true;
		}
	}
	return found;
}

static void find_linear(struct ic_window *w, const struct audit_map *m,
    size_t *length)
{
	struct raw r = { w, m->start };
	struct raw_object o;

	*length = 0;
	if (raw_object(&r, no_length, NULL, &o) && o.dict.is_linear &&
	    o.dict.linear > 0 && (uint64_t)o.dict.linear <= w->size) {
		*length = (size_t)o.dict.linear;
	}
}

static void add_revision(struct audit_map *m, size_t end)
{
	for (size_t i = 0; i < m->revisions; i++) {
		/* An end of line may be counted with it, or not. */
		if (m->revision[i] == end) {
			return;
		}
	}
	if (m->revisions < AUDIT_REVISIONS_MAX) {
		m->revision[m->revisions++] = end;
	}
}

/*
 * The end of each section with all those that it builds upon: so the second
 * section of a linearized file, which lies behind the first one, is of the same
 * revision.
 */
static void of_sections(struct audit_map *m)
{
	size_t end = 0;

	for (size_t i = m->sections; i-- > 0;) {
		end = m->section[i].end > end ? m->section[i].end : end;
		m->section[i].end = end;
	}
	m->end = end;
	for (size_t i = 0; i < m->sections; i++) {
		if (m->section[i].end < m->end) {
			add_revision(m, m->section[i].end);
		}
	}
}

/* A mark that belongs to no section of the chain, but leads to one. */
static void of_mark(struct ic_window *w, struct audit_map *m, size_t at,
    size_t linear)
{
	struct raw r = { w, at + strlen("startxref") };
	struct raw_dict d;
	struct raw_token t;
	size_t section, end, stop;

	raw_next(&r, &t);
	if (at < linear || t.kind != RAW_INT || t.n <= 0 ||
	    !find_section(w, m, t.n, &section, &end, &d) || section >= at) {
		return;
	}
	r.at = t.end;
	end = t.end;
	if (raw_find(&r, EOF_MARK, t.end + MARK_TO_END, &stop)) {
		end = stop + strlen(EOF_MARK);
	}
	if (end < m->end) {
		add_revision(m, end);
	}
}

static bool in_chain(const struct audit_map *m, size_t mark)
{
	for (size_t i = 0; i < m->sections; i++) {
		if (m->section[i].startxref == mark) {
			return true;
		}
	}
	return false;
}

static void of_marks(struct ic_window *w, struct audit_map *m, size_t linear)
{
	struct raw r = { w, m->start };
	size_t at;

	for (size_t n = 0;
	     n < AUDIT_SECTIONS_MAX && raw_find(&r, "startxref", m->end, &at);
	     n++) {
		if (!in_chain(m, at)) {
			of_mark(w, m, at, linear);
		}
		r.at = at + 1;
	}
}

static int newest_first(const void *a, const void *b)
{
	size_t x = *(const size_t *)a, y = *(const size_t *)b;

	return (x < y) - (x > y);
}

void audit_map_read(struct ic_window *w, struct audit_map *out)
{
	int64_t offset = 0;
	size_t linear;

	memset(out, 0, sizeof(*out));
	find_header(w, out);
	find_linear(w, out, &linear);
	out->linear = linear > 0;
	out->lost = !last_mark(w, w->size > TAIL ? w->size - TAIL : 0,
			&offset) &&
	    !last_mark(w, 0, &offset);
	follow(w, out, offset);
	if (out->sections == 0) {
		out->lost = true;
		out->end = w->size;
	} else {
		of_sections(out);
	}
	of_marks(w, out, linear);
	qsort(out->revision, out->revisions, sizeof(*out->revision),
	    newest_first);
}
