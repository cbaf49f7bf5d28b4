/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The manifest of what was made: plan and results, sorted by number. */
#include <stdlib.h>
#include <string.h>

#include "filler.h"
#include "logs.h"
#include "pdf/roles.h"
#include "replacing.h"

const char *filler_copy(struct filler *f, const char *s)
{
	char *p = ic_arena_strdup(&f->m->arena, s ? s : "");

	f->starved |= !p;
	return p ? p : "";
}

void filler_fields(struct filler *f, const struct ic_fields *from,
    struct ic_fields *to)
{
	for (unsigned k = 0; from && k < IC_FIELD_COUNT; k++) {
		to->value[k] = from->value[k] ? filler_copy(f, from->value[k])
					      : NULL;
	}
}

static int by_id(const void *x, const void *y, void *user)
{
	const struct ic_plan *plan = user;

	return strcmp(plan->ids[*(const uint32_t *)x],
	    plan->ids[*(const uint32_t *)y]);
}

static const char *basis(struct filler *f, const struct ic_redaction *r)
{
	const struct ic_spec *s = &f->a->p.run->spec;
	struct ic_buf b = { 0 };
	const char *out;

	for (uint32_t i = 0; i < r->ncodes; i++) {
		const char *text = s->codes[r->codes[i]].basis;

		if (text[0]) {
			ic_buf_puts(&b, b.len ? "; " : "");
			ic_buf_puts(&b, text);
		}
	}
	out = filler_copy(f, ic_buf_str(&b));
	f->starved |= b.failed;
	ic_buf_finish(&b);
	return out;
}

/* Of all of the spec: a part, a replacement or a copy must not be less. */
static const char *privilege(const struct apply *a)
{
	const char *own = ic_plan_privilege(&a->p.run->plan);

	return !*own && a->replacing && a->replacing->privilege
	    ? a->replacing->privilege
	    : own;
}

static void fill_codes(struct filler *f)
{
	const struct ic_spec *s = &f->a->p.run->spec;
	struct ic_manifest *m = f->m;

	m->codes = ic_arena_alloc(&m->arena, s->ncodes, sizeof(*m->codes));
	m->ncodes = m->codes ? s->ncodes : 0;
	f->starved |= !m->codes;
	for (size_t i = 0; i < m->ncodes; i++) {
		m->codes[i] = (struct ic_manifest_code){
			filler_copy(f, s->codes[i].name),
			filler_copy(f, s->codes[i].text),
			filler_copy(f, s->codes[i].basis),
			s->codes[i].privileged,
		};
	}
	m->service = s->service;
	m->privilege = filler_copy(f, privilege(f->a));
}

/* Those of a redaction are the spec's, which has them in the same order. */
static void fill_code_list(struct filler *f, const struct ic_redaction *r,
    struct ic_manifest_redaction *out)
{
	const struct ic_spec_code *codes = f->a->p.run->spec.codes;
	uint16_t *code = ic_arena_alloc(&f->m->arena, r->ncodes, sizeof(*code));

	f->starved |= !code;
	out->code = code;
	out->ncodes = code ? r->ncodes : 0;
	for (uint32_t i = 0; i < out->ncodes; i++) {
		code[i] = r->codes[i];
		out->privileged |= codes[r->codes[i]].privileged;
	}
}

static void fill_order(struct filler *f, const struct ic_ruling *row,
    struct ic_manifest_redaction *out)
{
	out->ecf = filler_copy(f, row ? row->order.ecf : NULL);
	out->order_page = filler_copy(f, row ? row->order.page : NULL);
	out->order_date = filler_copy(f, row ? row->order.date : NULL);
}

static void fill_redaction(struct filler *f, uint32_t i,
    struct ic_manifest_redaction *out)
{
	const struct ic_run *run = f->a->p.run;
	const struct ic_redaction *r = &run->spec.redactions[i];
	struct ic_buf b = { 0 };

	f->starved |= !ic_plan_codes(&run->spec, r, &b);
	out->id = filler_copy(f, run->plan.ids[i]);
	out->codes = filler_copy(f, ic_buf_str(&b));
	out->basis = basis(f, r);
	out->description = filler_copy(f, r->description);
	out->old_legend = r->old_legend;
	ic_buf_reset(&b);
	f->starved |= !ic_plan_area_text(r, &b);
	out->address = filler_copy(f, ic_buf_str(&b));
	out->status = r->status;
	fill_code_list(f, r, out);
	filler_fields(f, r->fields, &out->fields);
	fill_order(f, r->ruling, out);
	ic_buf_finish(&b);
}

/* Only what was burned or marked in the documents at hand. */
static void fill_redactions(struct filler *f)
{
	const struct ic_plan *plan = &f->a->p.run->plan;
	size_t n = plan->spec->nredactions, k = 0;
	uint32_t *order = calloc(n + 1, sizeof(*order));

	f->of = calloc(n + 1, sizeof(*f->of));
	if (!order || !f->of) {
		f->starved = true;
		free(order);
		return;
	}
	for (size_t i = 0; i < f->a->nproducts; i++) {
		const struct product *m = &f->a->products[i];
		const struct ic_plan_document *d = apply_document(f->a, m);

		for (uint32_t r = 0; m->done && r < d->nregions; r++) {
			f->of[d->regions[r].redaction] = 1;
		}
	}
	for (size_t i = 0; i < n; i++) {
		if (f->of[i]) {
			order[k++] = (uint32_t)i;
		}
	}
	qsort_r(order, k, sizeof(*order), by_id, (void *)plan);
	f->m->redactions = ic_arena_alloc(&f->m->arena, k,
	    sizeof(*f->m->redactions));
	f->starved |= !f->m->redactions;
	for (size_t i = 0; f->m->redactions && i < k; i++) {
		f->of[order[i]] = (uint32_t)i;
		fill_redaction(f, order[i], &f->m->redactions[i]);
	}
	f->m->nredactions = k;
	free(order);
}

static void fill_logs(struct filler *f)
{
	const struct ic_spec *s = &f->a->p.run->spec;
	struct ic_manifest *m = f->m;

	m->logs.kinds = ic_plan_log_kinds(&f->a->p.run->plan);
	m->logs.formats = s->logs.formats ? s->logs.formats : IC_FORMATS_USUAL;
	m->logs.court = filler_copy(f, s->logs.court);
	m->log_sums.maker = logs_maker(&m->logs);
	m->reference_list = s->reference_list &&
	    (f->a->p.run->plan.copies & IC_COPY_BIT(REDACTED));
	m->headed = !f->a->p.run->plan.heads_covered;
}

/*
 * The plan claims a privilege, but no document of this volume may: then there
 * is a privilege log only if the spec asks for one.
 */
static void drop_empty_log(struct filler *f)
{
	if (!f->a->p.run->spec.logs.kinds && !ic_log_has_claims(f->m)) {
		f->m->logs.kinds &= ~IC_LOG_BIT(PRIVILEGE);
	}
}

static void fill_head(struct filler *f)
{
	const struct ic_run *run = f->a->p.run;
	const struct ic_spec *s = &run->spec;
	struct ic_manifest *m = f->m;

	m->version = IC_VERSION;
	m->libraries = ic_pdf_versions();
	m->matter = filler_copy(f, s->matter);
	memcpy(m->spec_sha256, f->a->p.spec_sha256, sizeof(m->spec_sha256));
	m->sandbox = run->summary.sandbox.seccomp;
	m->landlock = run->summary.sandbox.landlock;
	m->lift_denied = run->plan.lift_denied;
	m->ruled = s->has_rulings;
	m->dpi = s->dpi;
	m->size = s->numbering.size;
	m->margin = s->numbering.margin;
	m->color = s->color;
	m->fill = s->fill;
	m->labels = s->labels;
	m->prefixes = s->prefixes.name;
	m->nprefixes = (uint32_t)s->prefixes.n;
	m->mark = s->marking.color;
	m->banner_at = s->marking.banner_at;
	m->disputed_only = !(run->plan.copies & IC_COPY_BIT(REDACTED));
}

bool apply_manifest(struct apply *a, struct ic_manifest *out,
    struct ic_error *err)
{
	struct filler f = { .a = a, .m = out };

	fill_head(&f);
	fill_logs(&f);
	fill_codes(&f);
	fill_redactions(&f);
	if (!f.starved) {
		filler_documents(&f);
	}
	free(f.of);
	if (!f.starved) {
		drop_empty_log(&f);
	}
	f.starved = f.starved || !apply_replacing_fill(a, out);
	if (f.starved) {
		ic_manifest_finish(out);
		return ic_fail(err, IC_EENV, "out of memory");
	}
	return true;
}
