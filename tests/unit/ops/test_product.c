/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What the manifest says of each product is what was planned of it. */
#include <stdlib.h>
#include <string.h>

#include "apply_priv.h"
#include "suites.h"

static const char text[] =
    "bates: { prefix: COE }\n"
    "copies: [redacted, proposed, disputed]\n"
    "legend: { text: C, proposed: \"C, IN CAMERA\" }\n"
    "documents: [a.pdf, { file: b.pdf, legend: none }]\n"
    "codes: { PII: { basis: x }, IA: { basis: y } }\n"
    "redactions:\n"
    "  - { id: A, bates: COE000001-2, rect: [72, 140, 300, 156], code: PII }\n"
    "  - { id: B, bates: COE000002, rect: whole, code: [IA, PII] }\n"
    "  - { id: C, bates: COE000002, rect: whole, code: IA,\n"
    "      status: agreed }\n"
    "  - { id: D, bates: COE000004, rect: [9, 9, 99, 99], code: IA,\n"
    "      status: granted }\n";

static struct ic_run run;
static struct apply a;

static bool no_file(void *user, const char *name, char **out, size_t *len,
    struct ic_error *err)
{
	(void)user;
	(void)name;
	(void)out;
	(void)len;
	return ic_fail(err, IC_EINPUT, "there is none");
}

static void plan(void)
{
	static const uint32_t pages[] = { 3, 1 };
	const struct ic_spec_io io = { .read = no_file };
	struct ic_error err = { 0 };

	ck_assert(ic_spec_load("s.yaml", text, sizeof(text) - 1, &io, &run.spec,
	    &run.diags));
	ck_assert(ic_plan_begin(&run.spec, &run.plan, &err));
	for (size_t i = 0; i < 2; i++) {
		struct ic_plan_document *d = &run.plan.documents[i];

		ck_assert(ic_plan_set_pages(&run.plan, i, pages[i], &err));
		memset(d->sha256, 'a', 64);
		for (uint32_t k = 0; k < pages[i]; k++) {
			d->pages[k].size = (struct ic_size){ 612000, 792000 };
			d->pages[k].marked.room_ids = 60000;
		}
	}
	ck_assert(ic_plan_number(&run.plan, &run.diags));
	ck_assert(ic_plan_resolve(&run.plan, &run.diags));
	ck_assert(ic_plan_settle(&run.plan, &run.diags));
}

static void setup(void)
{
	struct ic_error err = { 0 };

	run = (struct ic_run){ 0 };
	a = (struct apply){ .p.run = &run };
	plan();
	a.p.states = calloc(2, sizeof(*a.p.states));
	ck_assert_ptr_nonnull(a.p.states);
	memset(a.p.spec_sha256, 'c', 64);
	ck_assert(apply_list_products(&a, &err));
	for (size_t i = 0; i < a.nproducts; i++) {
		struct product *m = &a.products[i];
		const struct ic_plan_document *d = apply_document(&a, m);
		uint32_t n = ic_plan_pages(d, m->copy);

		if (m->wanted) {
			m->pages = calloc(n, sizeof(*m->pages));
			ck_assert_ptr_nonnull(m->pages);
			ck_assert(ic_measures_begin(&m->measures, &run.arena, n,
			    ic_plan_boxes(d, m->copy)));
			memset(m->sha256, 'b', 64);
			m->bytes = 1;
			m->done = true;
		}
	}
}

static void teardown(void)
{
	apply_free_products(&a);
	free(a.p.states);
	ic_run_finish(&run);
}

static void fill(struct ic_manifest *m)
{
	struct ic_error err = { 0 };

	ck_assert_msg(apply_manifest(&a, m, &err), "%s", err.msg);
}

START_TEST(a_document_with_nothing_open_has_no_disputed_copy)
{
	struct ic_manifest m = { 0 };

	fill(&m);
	ck_assert_uint_eq(m.ndocuments, 2);
	ck_assert_uint_eq(m.ncopies, 3);
	ck_assert_ptr_nonnull(
	    ic_manifest_copy(&m.documents[0], IC_COPY_DISPUTED));
	ck_assert_ptr_nonnull(
	    ic_manifest_copy(&m.documents[1], IC_COPY_PROPOSED));
	ck_assert_ptr_null(ic_manifest_copy(&m.documents[1], IC_COPY_DISPUTED));
	ck_assert_str_eq(m.copies[0].output,
	    "unredacted/COE000001-COE000003_UNREDACTED-PROPOSED.pdf");
	ic_manifest_finish(&m);
}
END_TEST

static const struct ic_manifest_document *of(const struct ic_manifest *m,
    const struct product *p)
{
	return ic_manifest_copy(&m->documents[p->document], p->copy);
}

START_TEST(plan_and_manifest_tell_the_judges_the_same)
{
	struct ic_manifest m = { 0 }, again = { 0 };
	struct ic_buf json = { 0 };
	struct ic_error err = { 0 };
	size_t n = 0;

	fill(&m);
	ck_assert(ic_manifest_dump(&m, &json, &err));
	ck_assert_msg(ic_manifest_load((char *)json.data, json.len, &again,
			  &err),
	    "%s", err.msg);
	for (size_t i = 0; i < a.nproducts; i++) {
		const struct product *p = &a.products[i];
		struct ic_buf x = { 0 }, y = { 0 };

		if (!p->wanted) {
			continue;
		}
		ck_assert(apply_slice(&a, p, &x, &err));
		ck_assert(ic_manifest_slice(&again, of(&again, p), &y, &err));
		ck_assert_uint_eq(x.len, y.len);
		ck_assert_int_eq(memcmp(x.data, y.data, x.len), 0);
		ic_buf_finish(&x);
		ic_buf_finish(&y);
		n++;
	}
	ck_assert_uint_eq(n, 5);
	ic_buf_finish(&json);
	ic_manifest_finish(&m);
	ic_manifest_finish(&again);
}
END_TEST

/* All lists as text, and the sums. */
static void served(const struct ic_manifest *m, struct ic_buf *out)
{
	struct ic_error err = { 0 };

	for (unsigned k = 0; k < IC_LOG_COUNT; k++) {
		struct ic_table t = { 0 };

		ck_assert(ic_log_table(m, (enum ic_log)k, &t, &err));
		ck_assert(ic_table_csv(&t, out) && ic_table_html(&t, out));
		ic_table_finish(&t);
	}
	ck_assert(outdir_sums(m, out, &err));
}

START_TEST(nothing_that_is_served_knows_of_unredacted_copies)
{
	struct ic_manifest with = { 0 }, without = { 0 };
	struct ic_buf x = { 0 }, y = { 0 };

	fill(&with);
	for (size_t i = 0; i < a.nproducts; i++) {
		a.products[i].done = a.products[i].done &&
		    !ic_copy_is_unredacted(a.products[i].copy);
	}
	fill(&without);
	served(&with, &x);
	served(&without, &y);
	ck_assert_str_eq(ic_buf_str(&x), ic_buf_str(&y));
	ck_assert_ptr_null(strcasestr(ic_buf_str(&x), "unredacted"));
	ic_buf_finish(&x);
	ic_buf_finish(&y);
	ic_manifest_finish(&with);
	ic_manifest_finish(&without);
}
END_TEST

START_TEST(the_cover_index_has_a_row_a_page_and_the_total)
{
	struct ic_manifest m = { 0 };
	struct ic_buf csv = { 0 }, html = { 0 };
	struct ic_error err = { 0 };

	fill(&m);
	ck_assert(ic_manifest_has_disputed(&m));
	ck_assert_msg(ic_manifest_disputed(&m, &csv, &html, &err), "%s",
	    err.msg);
	ck_assert_str_eq(ic_buf_str(&csv) + 3,
	    "Bates page,file,pages,redactions,codes\r\n"
	    "COE000001,COE000001-COE000003_UNREDACTED-DISPUTED.pdf,1-2,A,"
	    "PII\r\n"
	    "COE000002,COE000001-COE000003_UNREDACTED-DISPUTED.pdf,3-4,"
	    "\"B; A\",\"IA, PII; PII\"\r\n"
	    "\"In dispute: pages 2, redactions 2, documents 1.\"\r\n");
	ck_assert_ptr_nonnull(strstr(ic_buf_str(&html), "UNREDACTED"));
	ic_buf_finish(&csv);
	ic_buf_finish(&html);
	ic_manifest_finish(&m);
}
END_TEST

START_TEST(a_failure_of_an_unredacted_copy_says_which)
{
	const struct ic_failure x = { .copy = IC_COPY_PROPOSED,
		.reason = IC_REASON_PROOF,
		.proof = IC_PROOF_BOXES,
		.fault = IC_FAULT_BOX_LABEL };

	ck_assert_ptr_nonnull(strstr(ic_failure_sentence(&run, &x),
	    "(boxes): a label that does not say what the plan says (in its "
	    "proposed copy)"));
}
END_TEST

Suite *suite_product(void)
{
	Suite *s = suite_create("product");
	TCase *t = tcase_create("product");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, a_document_with_nothing_open_has_no_disputed_copy);
	tcase_add_test(t, plan_and_manifest_tell_the_judges_the_same);
	tcase_add_test(t, nothing_that_is_served_knows_of_unredacted_copies);
	tcase_add_test(t, the_cover_index_has_a_row_a_page_and_the_total);
	tcase_add_test(t, a_failure_of_an_unredacted_copy_says_which);
	suite_add_tcase(s, t);
	return s;
}
