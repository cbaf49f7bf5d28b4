/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Personal data on a page (core/identifiers.h). Lines are read across, so that
 * a form's label may stand to the left; columns are read down, so that it may
 * stand above, or the line be broken.
 */
#include "audit_priv.h"

#include <string.h>

#include "audit_lines.h"
#include "core/identifiers.h"
#include "document_priv.h"

#define ABOVE 4        /* lines of a column that are read before a line */
#define MATCHES_MAX 64 /* of a text */
#define EACH_MAX 2     /* of other data on a page: more are told as a number */
#define KINDS (IC_FINDING_LICENSE - IC_FINDING_SOCIAL_SECURITY + 1)

/* What there is of a kind on the page. */
struct heap {
	uint32_t n;
	fz_rect rect[EACH_MAX];
	char text[EACH_MAX][IC_FINDING_LAST_MAX * FZ_UTFMAX + 1];
};

struct reader {
	struct audit *a;
	struct audit_page *p;
	struct audit_lines lines;
	struct audit_reading text;
	bool *told; /* of each glyph: it is part of a match */
	struct heap heap[KINDS];
};

static void say_last(const struct ic_identifier *id,
    char out[IC_FINDING_LAST_MAX * FZ_UTFMAX + 1])
{
	size_t n = 0;

	for (size_t i = 0; i < id->told; i++) {
		n += (size_t)fz_runetochar(out + n, (int)id->last[i]);
	}
	out[n] = '\0';
}

/* That a cover or a mark of redaction hides it is an error of its own. */
static bool is_hidden(const struct audit_page *p, uint32_t glyph)
{
	const struct ic_veiled *v = &p->veiled;

	return (glyph < v->n && v->state &&
		   (v->state[glyph] == IC_GLYPH_COVERED ||
		       v->state[glyph] == IC_GLYPH_CLIPPED ||
		       v->state[glyph] == IC_GLYPH_OUTSIDE)) ||
	    (p->marked && p->marked[glyph]);
}

/* True if its place is new and seen; it is not looked at again. */
static bool take(struct reader *r, const struct ic_identifier *id,
    fz_rect *rect)
{
	size_t hidden = 0, seen = 0;
	bool again = false;

	*rect = fz_empty_rect;
	for (size_t i = id->from; i < id->to; i++) {
		uint32_t g = r->text.from[i];

		if (g == UINT32_MAX) {
			continue;
		}
		again = again || r->told[g];
		r->told[g] = true;
		hidden += is_hidden(r->p, g);
		seen++;
		*rect = fz_union_rect(*rect,
		    ic_glyph_bounds(&r->p->glyphs.at[g]));
	}
	return !again && seen > 0 && hidden * 2 < seen;
}

static uint64_t hash_of(const struct reader *r, const struct ic_identifier *id)
{
	uint64_t h = 14695981039346656037u + id->kind;

	for (size_t i = id->from; i < id->to; i++) {
		if (r->text.from[i] != UINT32_MAX) {
			h = (h ^ r->text.rune[i]) * 1099511628211u;
		}
	}
	return h ? h : 1;
}

/* What stands in the foot of every page is told of the first. */
static bool is_met(struct reader *r, const struct ic_identifier *id)
{
	uint64_t h = hash_of(r, id);
	uint64_t *met = r->a->met;

	for (size_t i = 0; i < AUDIT_MET; i++) {
		uint64_t *at = &met[(h + i) % AUDIT_MET];

		if (*at == 0 || *at == h) {
			bool again = *at == h;

			*at = h;
			return again;
		}
	}
	return false;
}

static void add(struct reader *r, const struct ic_identifier *id, fz_rect rect)
{
	struct heap *h = &r->heap[id->kind - IC_FINDING_SOCIAL_SECURITY];
	struct ic_finding_item f = { .kind = id->kind,
		.severity = IC_SEVERITY_WARNING };
	char text[IC_FINDING_LAST_MAX * FZ_UTFMAX + 1];

	say_last(id, text);
	if (ic_identifier_is_personal(id->kind)) {
		f.text = text;
		audit_add_at(r->a, r->p, f, rect);
		return;
	}
	if (is_met(r, id)) {
		return;
	}
	if (h->n < EACH_MAX) {
		h->rect[h->n] = rect;
		memcpy(h->text[h->n], text, sizeof(text));
	}
	h->n++;
}

/* Look at what was read: at what ends behind `from`. */
static void look(struct reader *r, size_t from)
{
	struct ic_identifier id[MATCHES_MAX];
	size_t start = 0, n;

	do {
		n = ic_identifiers_find(r->text.rune + start, r->text.n - start,
		    &r->a->minors, id, MATCHES_MAX);
		if (n == SIZE_MAX) {
			ic_document_throw(&r->a->doc, IC_REASON_MEMORY);
		}
		for (size_t i = 0; i < n; i++) {
			fz_rect rect;

			id[i].from += start;
			id[i].to += start;
			if (id[i].to > from && take(r, &id[i], &rect)) {
				add(r, &id[i], rect);
			}
		}
		start = n > 0 ? id[n - 1].to : start;
	} while (n == MATCHES_MAX);
}

/* Each line with gaps in it, from left to right. */
static void read_across(struct reader *r)
{
	fz_context *ctx = r->a->doc.mu.ctx;
	const struct audit_lines *l = &r->lines;

	for (size_t i = 0, to; i < l->npieces; i = to) {
		r->text.n = 0;
		for (to = i;
		     to < l->npieces && l->piece[to].line == l->piece[i].line;
		     to++) {
			if (to > i) {
				audit_reading_gap(ctx, &r->text, '\t');
			}
			audit_lines_read(ctx, &r->p->glyphs, l, to, &r->text);
		}
		if (to > i + 1) {
			look(r, 0);
		}
	}
}

static void read_piece(struct reader *r, size_t piece, unsigned above)
{
	fz_context *ctx = r->a->doc.mu.ctx;
	size_t up = r->lines.piece[piece].above;

	if (above > 0 && up != AUDIT_NO_PIECE) {
		read_piece(r, up, above - 1);
		audit_reading_gap(ctx, &r->text, '\n');
	}
	audit_lines_read(ctx, &r->p->glyphs, &r->lines, piece, &r->text);
}

/* Each piece below those above it, and below the head of its column. */
static void read_down(struct reader *r)
{
	fz_context *ctx = r->a->doc.mu.ctx;

	for (size_t i = 0; i < r->lines.npieces; i++) {
		const struct audit_piece *s = &r->lines.piece[i];
		size_t own;

		r->text.n = 0;
		audit_lines_read(ctx, &r->p->glyphs, &r->lines, i, &r->text);
		own = r->text.n;
		r->text.n = 0;
		read_piece(r, i, ABOVE);
		look(r, r->text.n - own);
		if (s->figures && s->head != s->above &&
		    s->head != AUDIT_NO_PIECE) {
			r->text.n = 0;
			audit_lines_read(ctx, &r->p->glyphs, &r->lines, s->head,
			    &r->text);
			audit_reading_gap(ctx, &r->text, '\n');
			own = r->text.n;
			audit_lines_read(ctx, &r->p->glyphs, &r->lines, i,
			    &r->text);
			look(r, own);
		}
	}
}

static void tell_others(struct reader *r)
{
	for (uint32_t k = 0; k < KINDS; k++) {
		const struct heap *h = &r->heap[k];
		struct ic_finding_item f = {
			.kind = IC_FINDING_SOCIAL_SECURITY + k,
			.severity = IC_SEVERITY_NOTICE
		};

		for (uint32_t i = 0; h->n <= EACH_MAX && i < h->n; i++) {
			f.text = h->text[i];
			audit_add_at(r->a, r->p, f, h->rect[i]);
		}
		if (h->n > EACH_MAX) {
			f.text = NULL;
			f.detail = IC_DETAIL_MANY;
			f.number = h->n;
			audit_add_at(r->a, r->p, f, fz_empty_rect);
		}
	}
}

/* Throws. */
static void read_page(struct reader *r)
{
	fz_context *ctx = r->a->doc.mu.ctx;

	r->told = fz_calloc(ctx, r->p->glyphs.n + 1, sizeof(*r->told));
	audit_lines_build(ctx, &r->p->glyphs, &r->lines);
	read_across(r);
	read_down(r);
	tell_others(r);
}

void audit_privacy_page(struct audit *a, struct audit_page *p)
{
	fz_context *ctx = a->doc.mu.ctx;
	struct reader r = { .a = a, .p = p };

	fz_var(r);
	fz_try(ctx) {
		read_page(&r);
	}
	fz_always(ctx) {
		audit_lines_finish(ctx, &r.lines);
		audit_reading_finish(ctx, &r.text);
		fz_free(ctx, r.told);
	}
	fz_catch(ctx) {
		fz_rethrow(ctx);
	}
}
