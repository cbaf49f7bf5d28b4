/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What the profile of a court asks of the pages: fonts, sizes, text that can be
 * searched, no active content. A kind is told once, on the first page that it
 * is found on, with how many there are. The size of the file is the parent's to
 * look at; encryption and structure are audit_file.c's.
 */
#include "audit_filing.h"

#include <stdlib.h>

#include "audit_active.h"

#define TOLERANCE 2000 /* milli-points by which paper may be off */
#define MARGIN 0.1f    /* of the height: a stamp there is not the text */
#define INKED 0.002f   /* of the pixels: more is not a blank page */
#define DIFFERENT 40   /* levels from the paper */

static void count(struct audit_such *t, uint32_t page)
{
	if (t->n++ == 0) {
		t->page = page;
	}
}

static bool is_size(const struct ic_filing *f, struct ic_size s)
{
	for (uint32_t i = 0; i < f->nsizes; i++) {
		if ((abs(s.w - f->w[i]) <= TOLERANCE &&
			abs(s.h - f->h[i]) <= TOLERANCE) ||
		    (abs(s.h - f->w[i]) <= TOLERANCE &&
			abs(s.w - f->h[i]) <= TOLERANCE)) {
			return true;
		}
	}
	return false;
}

/* Characters, but for what is stamped at the edges: seen or not. */
static bool has_text(const struct audit_page *p)
{
	float h = (float)p->geometry.size.h / 1000.0f;

	for (size_t i = 0; i < p->glyphs.n; i++) {
		const struct ic_glyph *g = &p->glyphs.at[i];
		fz_rect b = ic_glyph_bounds(g);

		if (g->runes > 0 && !g->blank && b.y1 > MARGIN * h &&
		    b.y0 < (1 - MARGIN) * h) {
			return true;
		}
	}
	return false;
}

static bool is_inked(const struct ic_raster *r)
{
	size_t n = 0, all = (size_t)r->w * (size_t)r->h;

	for (uint32_t y = 0; y < (uint32_t)r->h; y++) {
		const uint8_t *px = r->px + (size_t)y * r->stride;

		for (uint32_t x = 0; x < (uint32_t)r->w * r->comps; x++) {
			n += px[x] < 255 - DIFFERENT;
		}
	}
	return (float)n > INKED * (float)(all * r->comps);
}

static bool has_any_text(const struct audit_page *p)
{
	for (size_t i = 0; i < p->glyphs.n; i++) {
		if (p->glyphs.at[i].runes > 0 && !p->glyphs.at[i].blank) {
			return true;
		}
	}
	return false;
}

/* Where no court asks for it, a stamped number is text enough. */
static bool is_unsearchable(const struct audit *a, const struct audit_page *p)
{
	return !(a->job.filing.searchable ? has_text(p) : has_any_text(p)) &&
	    is_inked(p->seen);
}

void audit_filing_page(struct audit *a, struct audit_page *p)
{
	const struct ic_filing *f = &a->job.filing;
	struct audit_filing *t = &a->filing;

	if (f->nsizes > 0 && !is_size(f, p->geometry.size)) {
		count(&t->sized, p->index);
	}
	if (is_unsearchable(a, p)) {
		count(&t->unsearchable, p->index);
	}
	if (audit_fonts_missing(a, p)) {
		count(&t->fonts, p->index);
	}
	if (p->active) {
		count(&t->active, p->index);
	}
}

/* `asked` is what the profile says; 0: `else_` where there is none. */
static void tell(struct audit *a, enum ic_finding_kind kind,
    const struct audit_such *t, uint32_t asked, uint32_t else_)
{
	const struct ic_finding_item f = { .kind = kind,
		.severity = asked ? asked - 1 : else_,
		.page = t->page,
		.detail = t->n > 1 ? IC_DETAIL_PAGES : IC_DETAIL_NONE,
		.number = t->n > 1 ? t->n : 0 };

	if (t->n > 0 && f.severity < IC_SEVERITY_COUNT) {
		audit_add(a, &f);
	}
}

void audit_filing_document(struct audit *a)
{
	const struct ic_filing *f = &a->job.filing;
	struct audit_filing *t = &a->filing;

	if (f->no_active && t->active.n == 0 && !a->doc.assembly &&
	    audit_active_file(a)) {
		t->active = (struct audit_such){ 1, IC_FINDING_NO_PAGE };
	}
	tell(a, IC_FINDING_PAGE_SIZE, &t->sized, f->sized, IC_SEVERITY_COUNT);
	tell(a, IC_FINDING_NO_TEXT, &t->unsearchable, f->searchable,
	    IC_SEVERITY_NOTICE);
	tell(a, IC_FINDING_FONT_NOT_EMBEDDED, &t->fonts, f->fonts_embedded,
	    IC_SEVERITY_NOTICE);
	tell(a, IC_FINDING_ACTIVE_CONTENT, &t->active, f->no_active,
	    IC_SEVERITY_COUNT);
}
