/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Text that the page holds and does not show. */
#include "audit_priv.h"
#include "audit_runs.h"
#include "document_priv.h"

#define CROSSED_LEAST 3 /* letters of crossed text that are told */
#define LETTERS_LEAST 2 /* of covered text that is an error */

/* The class of a glyph: what its run shares. */
struct veil_class {
	enum ic_finding_kind kind;
	enum ic_cover cover;
};

struct telling {
	struct audit *a;
	struct audit_page *p;
	struct veil_class class;
	struct audit_run run;
};

static bool classify(const struct audit_page *p, size_t i,
    struct veil_class *out)
{
	const struct ic_glyph *g = &p->glyphs.at[i];

	*out = (struct veil_class){ IC_FINDING_COVERED_TEXT,
		(enum ic_cover)p->veiled.cover[i] };
	switch (p->veiled.state[i]) {
	case IC_GLYPH_COVERED:
		return true;
	case IC_GLYPH_CLIPPED:
		out->kind = IC_FINDING_CLIPPED_TEXT;
		return true;
	case IC_GLYPH_OUTSIDE:
		out->kind = fz_is_empty_rect(
				fz_intersect_rect(g->outline, p->media))
		    ? IC_FINDING_OFF_PAGE_TEXT
		    : IC_FINDING_CROPPED_TEXT;
		return true;
	default:
		out->kind = IC_FINDING_CROSSED_TEXT;
		out->cover = IC_COVER_STROKE;
		return p->veiled.crossed[i];
	}
}

static void tell_covered(struct telling *t)
{
	struct ic_finding_item f = { .kind = IC_FINDING_COVERED_TEXT,
		.severity = t->run.letters >= LETTERS_LEAST
		    ? IC_SEVERITY_ERROR
		    : IC_SEVERITY_NOTICE,
		.cover = t->class.cover };

	if (t->run.letters == 0) {
		return;
	}
	if (t->a->job.words) {
		f.text = audit_run_text(&t->run);
	}
	audit_add_at(t->a, t->p, f, t->run.rect);
}

static void tell_crossed(struct telling *t)
{
	struct ic_finding_item f = { .kind = IC_FINDING_CROSSED_TEXT,
		.severity = IC_SEVERITY_WARNING,
		.cover = t->class.cover };

	if (t->run.letters < CROSSED_LEAST) {
		return;
	}
	if (t->a->job.words) {
		f.text = audit_run_text(&t->run);
	}
	audit_add_at(t->a, t->p, f, t->run.rect);
}

/* What is clipped or outside is judged by what it says. */
static void tell_unseen(struct telling *t)
{
	struct ic_finding_item f = { .kind = t->class.kind,
		.page = t->p->index,
		.rect = audit_rect(t->run.rect) };

	if (t->run.letters < LETTERS_LEAST) {
		return;
	}
	if (t->a->job.words) {
		f.text = audit_run_text(&t->run);
	}
	audit_later(t->a, &f, audit_run_text(&t->run), AUDIT_DROP);
}

static void tell(struct telling *t)
{
	if (t->run.n == 0) {
		return;
	}
	if (t->class.kind == IC_FINDING_COVERED_TEXT) {
		tell_covered(t);
	} else if (t->class.kind == IC_FINDING_CROSSED_TEXT) {
		tell_crossed(t);
	} else {
		tell_unseen(t);
	}
	audit_run_begin(&t->run);
}

static void tell_all(struct telling *t)
{
	const struct ic_glyphs *g = &t->p->glyphs;
	struct veil_class c;

	audit_run_begin(&t->run);
	for (size_t i = 0; i < g->n; i++) {
		if (g->at[i].blank) {
			audit_run_add(&t->run, &g->at[i]);
			continue;
		}
		if (!classify(t->p, i, &c)) {
			continue;
		}
		if (c.kind != t->class.kind || c.cover != t->class.cover ||
		    !audit_run_joins(&t->run, &g->at[i])) {
			tell(t);
		}
		t->class = c;
		audit_run_add(&t->run, &g->at[i]);
	}
	tell(t);
}

void audit_cover_page(struct audit *a, struct audit_page *p)
{
	fz_context *ctx = a->doc.mu.ctx;
	struct telling t = { .a = a, .p = p };

	ic_cover_find(&a->doc, p->list, p->seen, &p->glyphs, &p->veiled);
	fz_var(t);
	fz_try(ctx) {
		tell_all(&t);
	}
	fz_always(ctx) {
		audit_run_finish(&t.run);
	}
	fz_catch(ctx) {
		fz_rethrow(ctx);
	}
}
