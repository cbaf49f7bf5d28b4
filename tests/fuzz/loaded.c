/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "loaded.h"

#include <string.h>

#include "core/plan.h"
#include "fuzz.h"

#define DOCUMENTS 12 /* of which a plan is made */
#define PAGES 3

/*
 * libfyaml 0.7 forgets a table where a plain scalar with many quotes in it
 * ends in a syntax error. The process ends then.
 */
const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void)
{
	return "leak:libfyaml";
}

static void check_diag(const struct ic_diag *d)
{
	demand(d->message && d->message[0]);
	demand(fuzz_plain(d->message));
	if (d->excerpt) {
		demand(fuzz_plain(d->excerpt));
		demand(d->caret <= strlen(d->excerpt));
		demand(d->place.source && d->place.line > 0);
	}
}

static bool shows(const struct ic_diags *diags)
{
	for (size_t i = 0; i < diags->n; i++) {
		const struct ic_diag *d = &diags->at[i];

		if (strstr(d->message, FUZZ_SECRET) ||
		    (d->excerpt && strstr(d->excerpt, FUZZ_SECRET))) {
			return true;
		}
	}
	return false;
}

static bool hides(const char *s)
{
	return s && strstr(s, FUZZ_SECRET);
}

/* The word stands once in the text, and there it is a secret. */
static void check_secret(const struct ic_spec *spec,
    const struct ic_diags *diags, const char *text, size_t n)
{
	const char *at = memmem(text, n, FUZZ_SECRET, strlen(FUZZ_SECRET));
	size_t left = at ? n - (size_t)(at + 1 - text) : 0;
	bool secret = false;

	if (!at || memmem(at + 1, left, FUZZ_SECRET, strlen(FUZZ_SECRET))) {
		return;
	}
	for (size_t i = 0; i < spec->nredactions; i++) {
		secret |= hides(spec->redactions[i].note);
	}
	for (size_t i = 0; i < spec->ndocuments; i++) {
		secret |= hides(spec->documents[i].password_file) ||
		    hides(spec->documents[i].password_env);
	}
	demand(!secret || !shows(diags));
}

static void check_bates(const struct ic_spec *spec, const struct ic_bates *b)
{
	demand(b->prefix < spec->prefixes.n);
	demand(b->digits > 0 && b->digits <= IC_BATES_DIGITS_MAX);
}

static void check_redaction(const struct ic_spec *spec,
    const struct ic_redaction *r)
{
	demand(r->status < IC_STATUS_COUNT);
	demand(r->ncodes > 0);
	for (uint32_t i = 0; i < r->ncodes; i++) {
		demand(r->codes[i] < spec->ncodes);
	}
	if (r->target == IC_TARGET_FILE) {
		demand(r->document < spec->ndocuments && r->npages > 0);
	} else {
		demand(r->nbates > 0);
	}
	for (uint32_t i = 0; i < r->nbates; i++) {
		check_bates(spec, &r->bates[i].first);
		check_bates(spec, &r->bates[i].last);
		demand(
		    ic_bates_cmp(&r->bates[i].first, &r->bates[i].last) <= 0);
	}
	for (uint32_t i = 0; i < r->npages; i++) {
		demand(r->pages[i].first > 0 &&
		    r->pages[i].first <= r->pages[i].last);
	}
	demand(r->area == IC_AREA_WHOLE || !ic_rect_is_empty(r->rect));
}

static void check_spec(const struct ic_spec *spec)
{
	demand(spec->ndocuments > 0 && spec->documents);
	demand(spec->dpi >= IC_SPEC_DPI_MIN && spec->dpi <= IC_SPEC_DPI_MAX);
	demand(spec->numbering.size > 0 && spec->numbering.margin >= 0);
	check_bates(spec, &spec->numbering.first);
	for (size_t i = 0; i < spec->ndocuments; i++) {
		demand(spec->documents[i].file && spec->documents[i].file[0]);
		if (spec->documents[i].has_first) {
			check_bates(spec, &spec->documents[i].first);
		}
	}
	for (size_t i = 0; i < spec->nredactions; i++) {
		check_redaction(spec, &spec->redactions[i]);
	}
}

static void check_slice(const struct ic_plan *plan, size_t i, enum ic_ask ask)
{
	struct ic_buf a = { 0 }, b = { 0 };
	struct ic_slice s = { 0 };
	struct ic_error err = { 0 };

	demand(ic_plan_slice(plan, i, IC_COPY_REDACTED, ask, &a, &err));
	demand(ic_slice_unpack(a.data, a.len, &s, &err));
	demand(ic_slice_pack(&s, &b, &err));
	demand(fuzz_same(&a, &b));
	demand(s.nboxes == plan->documents[i].nboxes);
	for (uint32_t k = 0; k < s.npages; k++) {
		struct ic_rect page = ic_rect_of(s.pages[k].size);

		for (uint32_t x = 0; x < s.pages[k].nboxes; x++) {
			struct ic_rect r = s.boxes[s.pages[k].box + x].rect;

			demand(!ic_rect_is_empty(r));
			demand(ic_rect_contains(page, r));
		}
	}
	ic_slice_finish(&s);
	ic_buf_finish(&a);
	ic_buf_finish(&b);
}

static void check_lock(const struct ic_plan *plan)
{
	struct ic_lock lock = { 0 }, again = { 0 };
	struct ic_buf a = { 0 };
	struct ic_error err = { 0 };
	size_t conflicts = 1;

	if (ic_plan_lock(plan, &lock, &err)) {
		demand(ic_lock_dump(&lock, &a, &err));
		demand(ic_lock_load((const char *)a.data, a.len, &again, &err));
		demand(
		    ic_lock_check(&again, &lock, NULL, NULL, &conflicts, &err));
		demand(conflicts == 0);
	} else {
		fuzz_refused(&err);
	}
	ic_lock_finish(&lock);
	ic_lock_finish(&again);
	ic_buf_finish(&a);
}

static void look(struct ic_plan *plan)
{
	struct ic_error err = { 0 };

	for (size_t i = 0; i < plan->ndocuments; i++) {
		struct ic_plan_document *d = &plan->documents[i];

		memset(d->sha256, 'a' + (int)(i % 6), 64);
		if (d->kind == IC_KIND_NATIVE) {
			demand(ic_plan_set_native(plan, i, &err));
			continue;
		}
		demand(ic_plan_set_pages(plan, i, PAGES, &err));
		for (uint32_t k = 0; k < PAGES; k++) {
			ic_plan_set_page(d, k,
			    (struct ic_size){ 612000, 792000 }, 0);
		}
		for (uint32_t k = 0; k < d->npages; k++) {
			d->pages[k].clear_number = k ? 0x3f : 0x15;
			d->pages[k].clear_legend = k ? 0x3f : 0x2a;
		}
	}
}

static void check_plan(const struct ic_spec *spec)
{
	struct ic_plan plan = { 0 };
	struct ic_diags diags = { 0 };
	struct ic_error err = { 0 };

	demand(ic_plan_begin(spec, &plan, &err));
	look(&plan);
	if (ic_plan_number(&plan, &diags) && ic_plan_resolve(&plan, &diags)) {
		for (size_t i = 0; i < plan.ndocuments; i++) {
			check_slice(&plan, i, IC_ASK_INK);
		}
		if (ic_plan_settle(&plan, &diags)) {
			check_slice(&plan, 0, 0);
			check_lock(&plan);
		} else {
			demand(diags.errors > 0);
		}
	} else {
		demand(diags.errors > 0);
	}
	for (size_t i = 0; i < diags.n; i++) {
		check_diag(&diags.at[i]);
	}
	ic_diags_finish(&diags);
	ic_plan_finish(&plan);
}

void fuzz_loaded(const struct ic_spec *spec, struct ic_diags *diags, bool ok,
    const char *text, size_t n)
{
	demand(ok == (diags->errors == 0));
	ic_diags_sort(diags);
	for (size_t i = 0; i < diags->n; i++) {
		check_diag(&diags->at[i]);
	}
	if (!ok) {
		return;
	}
	check_secret(spec, diags, text, n);
	check_spec(spec);
	if (spec->ndocuments <= DOCUMENTS) {
		check_plan(spec);
	}
}
