/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "ops/run.h"

#include <stdlib.h>
#include <string.h>

#include "ops_priv.h"

void ic_run_finish(struct ic_run *run)
{
	if (!run) {
		return;
	}
	ic_manifest_finish(&run->manifest);
	ic_plan_finish(&run->plan);
	ic_spec_finish(&run->spec);
	ic_diags_finish(&run->diags);
	ic_numbers_proof_finish(&run->proof);
	ic_profile_finish(&run->profile);
	ic_filing_finish(&run->filing);
	ic_arena_finish(&run->arena);
	if (run->shown) {
		explicit_bzero(run->shown, run->nshown * sizeof(*run->shown));
	}
	free(run->shown);
	free(run->findings);
	free(run->directory);
	*run = (struct ic_run){ 0 };
}

bool ic_run_find(struct ic_run *run, const struct ic_finding *f)
{
	if (run->nfindings == run->cap_findings) {
		size_t cap = run->cap_findings ? 2 * run->cap_findings : 64;
		void *p = reallocarray(run->findings, cap,
		    sizeof(*run->findings));

		if (!p) {
			return ic_fail(&run->err, IC_EENV, "out of memory");
		}
		run->findings = p;
		run->cap_findings = cap;
	}
	run->findings[run->nfindings++] = *f;
	return true;
}

/* What is told of a document; the rest is counted in the summary. */
#define TOLD \
	(IC_NOTE_BIT(REPAIRED) | IC_NOTE_BIT(OWNER_PASSWORD) | \
	    IC_NOTE_BIT(XFA) | IC_NOTE_BIT(SIGNATURE) | \
	    IC_NOTE_BIT(ATTACHMENTS) | IC_NOTE_BIT(REDACT_ANNOT) | \
	    IC_NOTE_BIT(DRAW_ERRORS) | IC_NOTE_BIT(LOWER_DPI) | \
	    IC_NOTE_BIT(NO_LABEL) | IC_NOTE_BIT(STAMP_OTHER) | \
	    IC_NOTE_BIT(STAMP_COVERED) | IC_NOTE_BIT(LEGEND_KEPT) | \
	    IC_NOTE_BIT(LEGEND_UNSEEN))

static const char *page_number(struct ic_run *run, size_t document,
    uint32_t page)
{
	char text[IC_BATES_MAX];

	ic_plan_page_number(&run->plan, document, page, text);
	return ic_arena_strdup(&run->arena, text);
}

/* One finding a note: its first page, and how many more there are. */
static bool find_note(struct ic_run *run, size_t document, enum ic_note n,
    const uint32_t *made)
{
	const struct ic_plan_document *d = &run->plan.documents[document];
	struct ic_finding f = { .level = IC_LEVEL_WARNING,
		.file = d->spec->name,
		.sentence = ic_note_sentence(n) };

	if (d->notes >> n & 1) {
		return ic_run_find(run, &f);
	}
	for (uint32_t i = 0; i < d->npages; i++) {
		uint32_t notes = d->pages[i].notes | (made ? made[i] : 0);

		if (!(notes >> n & 1)) {
			continue;
		}
		if (f.page) {
			f.more++;
			continue;
		}
		f.page = i + 1;
		f.number = page_number(run, document, i);
	}
	return f.page == 0 || ic_run_find(run, &f);
}

/* What a sheet stands for is never silent: why, and on which numbers. */
static bool find_unread(struct ic_run *run, size_t document)
{
	const struct ic_plan_document *d = &run->plan.documents[document];
	struct ic_finding f = { .level = IC_LEVEL_WARNING,
		.file = d->spec->name,
		.reason = d->unread };
	struct ic_buf b = { 0 };

	if (!d->unread) {
		return true;
	}
	ic_buf_printf(&b, "%s; a slip sheet stands for it on %s",
	    ic_reason_sentence(d->unread), d->range);
	f.sentence = ic_arena_strdup(&run->arena, ic_buf_str(&b));
	ic_buf_finish(&b);
	return f.sentence ? ic_run_find(run, &f)
			  : ic_fail(&run->err, IC_EENV, "out of memory");
}

bool ic_find_notes(struct ic_production *p, size_t document,
    const uint32_t *made)
{
	if (!find_unread(p->run, document)) {
		return false;
	}
	for (unsigned n = 0; n < IC_NOTE_COUNT; n++) {
		if ((TOLD >> n & 1) && !find_note(p->run, document, n, made)) {
			return false;
		}
	}
	return true;
}

/*
 * "could not be proved clean (boxes): a pixel under a box without ...", and of
 * which copy, if it is not the one that is served.
 */
const char *ic_failure_sentence(struct ic_run *run, const struct ic_failure *x)
{
	struct ic_buf b = { 0 };
	const char *out = NULL;

	ic_buf_puts(&b, ic_reason_sentence(x->reason));
	if (x->reason == IC_REASON_PROOF && x->proof != IC_PROOF_ANY) {
		ic_buf_printf(&b, " (%s): %s", ic_proof_word(x->proof),
		    ic_fault_sentence(x->fault));
	}
	if (ic_copy_is_unredacted(x->copy)) {
		ic_buf_printf(&b, " (in its %s copy)", ic_copy_word(x->copy));
	}
	if (!b.failed) {
		out = ic_arena_strdup(&run->arena, ic_buf_str(&b));
	}
	ic_buf_finish(&b);
	return out ? out : ic_reason_sentence(x->reason);
}

bool ic_find_failure(struct ic_production *p, size_t document)
{
	const struct ic_plan_document *d = &p->run->plan.documents[document];
	const struct ic_failure *x = &p->states[document].failure;
	uint32_t page;
	const struct ic_region *box = ic_plan_product_box(d, x->copy, x->box,
	    &page);
	struct ic_finding f = { .level = IC_LEVEL_ERROR,
		.file = d->spec->name,
		.sentence = ic_failure_sentence(p->run, x),
		.reason = x->reason,
		.proof = x->proof,
		.redaction = box ? p->run->plan.ids[box->redaction] : NULL };

	if (x->page < ic_plan_pages(d, x->copy)) {
		page = ic_plan_leaf(d, x->copy, x->page).page;
		f.page = page + 1;
		f.number = page_number(p->run, document, page);
	}
	return ic_run_find(p->run, &f);
}

static void count_document(struct ic_run *run, size_t i,
    struct ic_code_count *codes, bool *seen)
{
	const struct ic_plan_document *d = &run->plan.documents[i];
	struct ic_summary *s = &run->summary;
	enum ic_copy first = run->plan.copies & IC_COPY_BIT(REDACTED)
	    ? IC_COPY_REDACTED
	    : IC_COPY_DISPUTED;

	if (!ic_plan_makes(&run->plan, i, first)) {
		return;
	}
	s->documents++;
	s->kinds[d->kind]++;
	s->pages += ic_plan_pages(d, first);
	s->numbers += first == IC_COPY_REDACTED ? d->numbers
						: ic_plan_pages(d, first);
	s->regions += d->nregions;
	for (uint32_t k = 0; k < d->nregions; k++) {
		uint32_t index = d->regions[k].redaction;
		const struct ic_redaction *r = &run->spec.redactions[index];

		if (r->old_legend) {
			s->regions--;
			continue;
		}
		s->redactions += !seen[index];
		for (uint32_t c = 0; c < r->ncodes; c++) {
			codes[r->codes[c]].regions++;
			codes[r->codes[c]].redactions += !seen[index];
		}
		seen[index] = true;
	}
	for (uint32_t k = 0; k < d->npages; k++) {
		s->pages_shrunk += d->pages[k].notes >> IC_NOTE_SHRUNK & 1;
		s->pages_plated += d->pages[k].notes >> IC_NOTE_PLATE & 1;
	}
}

/* What was counted of another selection goes; what it took so far stays. */
static void begin_summary(struct ic_summary *s)
{
	struct ic_summary fresh = { .sandbox = s->sandbox,
		.parent = s->parent };

	memcpy(fresh.usage, s->usage, sizeof(fresh.usage));
	*s = fresh;
}

bool ic_summarize_plan(struct ic_run *run)
{
	struct ic_code_count *codes = ic_arena_alloc(&run->arena,
	    run->spec.ncodes, sizeof(*codes));
	bool *seen = ic_arena_alloc(&run->arena, run->spec.nredactions,
	    sizeof(*seen));

	if (!codes || !seen) {
		return ic_fail(&run->err, IC_EENV, "out of memory");
	}
	begin_summary(&run->summary);
	for (size_t i = 0; i < run->spec.ncodes; i++) {
		codes[i].code = run->spec.codes[i].name;
	}
	for (size_t i = 0; i < run->plan.ndocuments; i++) {
		if (run->plan.documents[i].selected) {
			count_document(run, i, codes, seen);
		}
	}
	run->summary.numbers_agree = run->proof.agree;
	run->summary.numbers_unread = run->proof.unread;
	run->summary.numbers_images = run->proof.images;
	run->summary.codes = codes;
	run->summary.ncodes = run->spec.ncodes;
	run->summary.partial = !ic_plan_is_whole(&run->plan);
	return true;
}

void ic_tell(const struct ic_production *p)
{
	if (p->ui && p->ui->progress) {
		p->ui->progress(p->ui->user, &p->progress);
	}
}

bool ic_stopped(const struct ic_production *p)
{
	return p->ui && p->ui->stop && *p->ui->stop;
}

enum ic_outcome ic_stop_run(struct ic_run *run, const struct ic_error *err)
{
	if (run->err.code == IC_OK) {
		run->err = *err;
	}
	return IC_STOPPED;
}
