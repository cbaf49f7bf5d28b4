/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What a judge that was taken over could make the parent keep. */
#include "apply_priv.h"
#include "suites.h"

static struct ic_arena arena;
static struct ic_region regions[3] = { { .page = 0 },
	{ .page = 1, .whole = true }, { .page = 2 } };
static uint32_t boxes[2] = { 0, 2 };
static const struct ic_plan_document document = { .npages = 3,
	.regions = regions,
	.nregions = 3,
	.boxes = boxes,
	.nboxes = 2 };
static struct ic_measures measures;

static void setup(void)
{
	ck_assert(ic_measures_begin(&measures, &arena, 3, 2));
}

static void teardown(void)
{
	ic_arena_finish(&arena);
}

static bool told(enum ic_proof proof, uint32_t page, uint32_t box)
{
	struct ic_reply r = { .magic = IC_REPLY_MAGIC,
		.kind = IC_REPLY_MEASURE,
		.page = page };
	const struct ic_reply_limits limits = { .pages = 3,
		.boxes = 2,
		.proofs = ~0u };

	r.u.measure.proof = proof;
	r.u.measure.box = box;
	return ic_reply_ok(&r, &limits) &&
	    apply_measure(&document, IC_COPY_REDACTED, &measures, &r);
}

START_TEST(each_thing_is_told_once)
{
	const uint32_t none = UINT32_MAX;
	unsigned kept = 0;

	for (int again = 0; again < 2; again++) {
		kept += told(IC_PROOF_STRUCTURE, none, none);
		kept += told(IC_PROOF_WORDS, none, none);
		for (uint32_t i = 0; i < 4; i++) {
			kept += told(IC_PROOF_COLLATERAL, i, none);
			kept += told(IC_PROOF_ENDORSEMENT, i, none);
		}
		for (uint32_t page = 0; page < 4; page++) {
			for (uint32_t box = 0; box < 3; box++) {
				kept += told(IC_PROOF_BOXES, page, box);
			}
		}
	}
	ck_assert_uint_eq(kept, 1 + 1 + 3 + 3 + 2);
}
END_TEST

START_TEST(a_box_is_measured_on_its_own_page)
{
	ck_assert(!told(IC_PROOF_BOXES, 1, 1));
	ck_assert(!told(IC_PROOF_BOXES, 2, 0));
	ck_assert(told(IC_PROOF_BOXES, 2, 1));
	ck_assert(told(IC_PROOF_BOXES, 0, 0));
}
END_TEST

START_TEST(a_proof_measures_only_what_it_is_of)
{
	ck_assert(!told(IC_PROOF_STRUCTURE, 0, UINT32_MAX));
	ck_assert(!told(IC_PROOF_COLLATERAL, UINT32_MAX, UINT32_MAX));
	ck_assert(!told(IC_PROOF_COLLATERAL, 0, 0));
	ck_assert(!told(IC_PROOF_BOXES, 0, UINT32_MAX));
	ck_assert(!told(IC_PROOF_LOGS, UINT32_MAX, UINT32_MAX));
}
END_TEST

Suite *suite_measure(void)
{
	Suite *s = suite_create("measure");
	TCase *t = tcase_create("measure");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, each_thing_is_told_once);
	tcase_add_test(t, a_box_is_measured_on_its_own_page);
	tcase_add_test(t, a_proof_measures_only_what_it_is_of);
	suite_add_tcase(s, t);
	return s;
}
