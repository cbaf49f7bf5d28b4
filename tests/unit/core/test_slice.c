/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "core/job.h"
#include "core/reply.h"
#include "core/slice.h"
#include "suites.h"

static void pack(struct ic_buf *out)
{
	char strings[] = "\0COE000001\0PII";
	struct ic_slice_page pages[2] = {
		{ .size = { 612000, 792000 }, .number = 1, .nboxes = 1 },
		{ .size = { 612000, 792000 },
		    .number = 1,
		    .box = 1,
		    .whole = 1,
		    .label = 11 },
	};
	struct ic_slice_box boxes[1] = { { { 0, 0, 1000, 1000 }, 11 } };
	struct ic_slice s = { .dpi = 300,
		.size = 10000,
		.margin = 18000,
		.npages = 2,
		.nboxes = 1,
		.nstrings = sizeof(strings),
		.pages = pages,
		.boxes = boxes,
		.strings = strings };
	struct ic_error err = { 0 };

	ck_assert_msg(ic_slice_pack(&s, out, &err), "%s", err.msg);
}

START_TEST(a_packed_slice_unpacks_to_itself)
{
	struct ic_buf a = { 0 }, b = { 0 };
	struct ic_slice s;
	struct ic_error err = { 0 };

	pack(&a);
	ck_assert(ic_slice_unpack(a.data, a.len, &s, &err));
	ck_assert(ic_slice_pack(&s, &b, &err));
	ck_assert_uint_eq(a.len, b.len);
	ck_assert_mem_eq(a.data, b.data, a.len);
	ic_slice_finish(&s);
	ic_buf_finish(&a);
	ic_buf_finish(&b);
}
END_TEST

/* Whatever one byte becomes, what unpacks has indexes within bounds. */
START_TEST(no_changed_byte_leads_out_of_bounds)
{
	struct ic_buf a = { 0 };
	unsigned refused = 0;

	pack(&a);
	for (size_t i = 0; i < a.len; i++) {
		for (int v = 1; v < 256; v += 2) {
			struct ic_slice s;

			a.data[i] ^= (uint8_t)v;
			if (!ic_slice_unpack(a.data, a.len, &s, NULL)) {
				refused++;
				a.data[i] ^= (uint8_t)v;
				continue;
			}
			for (uint32_t p = 0; p < s.npages; p++) {
				ck_assert_uint_le(s.pages[p].box +
					(uint64_t)s.pages[p].nboxes,
				    s.nboxes);
				ck_assert_uint_lt(strlen(ic_slice_str(&s,
						      s.pages[p].number)),
				    s.nstrings);
			}
			ic_slice_finish(&s);
			a.data[i] ^= (uint8_t)v;
		}
	}
	ck_assert_uint_gt(refused, 1000);
	ic_buf_finish(&a);
}
END_TEST

/* A slice's hash is its identity: it has one spelling. */
START_TEST(what_unpacks_packs_to_the_same_bytes)
{
	struct ic_buf a = { 0 }, b = { 0 };

	pack(&a);
	for (size_t i = 0; i < a.len; i++) {
		struct ic_slice s;

		a.data[i] ^= 1;
		if (ic_slice_unpack(a.data, a.len, &s, NULL)) {
			ic_buf_reset(&b);
			ck_assert(ic_slice_pack(&s, &b, NULL));
			ck_assert_msg(b.len == a.len &&
				memcmp(a.data, b.data, a.len) == 0,
			    "byte %zu has two values", i);
			ic_slice_finish(&s);
		}
		a.data[i] ^= 1;
	}
	ic_buf_finish(&a);
	ic_buf_finish(&b);
}
END_TEST

START_TEST(a_cut_slice_is_refused_at_every_length)
{
	struct ic_buf a = { 0 };
	struct ic_slice s;

	pack(&a);
	for (size_t n = 0; n < a.len; n++) {
		ck_assert(!ic_slice_unpack(a.data, n, &s, NULL));
	}
	ic_buf_finish(&a);
}
END_TEST

START_TEST(a_job_carries_its_password_apart_from_the_slice)
{
	struct ic_buf a = { 0 }, job = { 0 };
	struct ic_slice s;
	char password[IC_PASSWORD_MAX + 1];
	char longest[IC_PASSWORD_MAX + 2];
	struct ic_error err = { 0 };

	pack(&a);
	ck_assert(ic_job_join(&a, "open sesame", &job, &err));
	ck_assert_mem_eq(job.data, a.data, a.len);
	ck_assert(ic_job_split(job.data, job.len, &s, password, &err));
	ck_assert_str_eq(password, "open sesame");
	ic_slice_finish(&s);
	ck_assert(!ic_job_split(job.data, job.len - 1, &s, password, &err));
	memset(longest, 'x', sizeof(longest) - 1);
	longest[sizeof(longest) - 1] = '\0';
	ck_assert(!ic_job_join(&a, longest, &job, &err));
	ic_buf_finish(&a);
	ic_buf_finish(&job);
}
END_TEST

START_TEST(placement_keeps_a_page_and_frees_its_rooms)
{
	struct ic_size page = { 612000, 792000 };
	struct ic_slice s = { .room_top = 20000, .room_bottom = 30000 };
	struct ic_placement p = ic_slice_placement(&s, page);
	struct ic_rect r = ic_placement_rect(p, ic_rect_of(page));

	ck_assert_int_ge(r.y0, 20000);
	ck_assert_int_le(r.y1, 792000 - 30000 + 1);
	ck_assert_int_ge(r.y1, 792000 - 30000 - 800);
	ck_assert_int_le(abs(r.x0 - (612000 - r.x1)), 2);
	s.room_top = s.room_bottom = 0;
	p = ic_slice_placement(&s, page);
	ck_assert_int_eq(p.scale, 1000000);
	r = ic_placement_rect(p, (struct ic_rect){ 1, 2, 3, 4 });
	ck_assert_int_eq(r.x0, 1);
	ck_assert_int_eq(r.y1, 4);
}
END_TEST

START_TEST(a_reply_out_of_range_is_refused)
{
	struct ic_reply_limits l = { .pages = 3, .boxes = 2, .cells = 1 };
	struct ic_reply ok = { IC_REPLY_MAGIC, IC_REPLY_BOX, 2,
		.u.box = { 1, 1 } };
	struct ic_reply r;

	ck_assert(ic_reply_ok(&ok, &l));
	r = ok, r.magic++;
	ck_assert(!ic_reply_ok(&r, &l));
	r = ok, r.page = 3;
	ck_assert(!ic_reply_ok(&r, &l));
	r = ok, r.u.box.box = 2;
	ck_assert(!ic_reply_ok(&r, &l));
	r = ok, r.u.box.covers = 2;
	ck_assert(!ic_reply_ok(&r, &l));
	r = ok, r.kind = 99;
	ck_assert(!ic_reply_ok(&r, &l));
	r = (struct ic_reply){ IC_REPLY_MAGIC, IC_REPLY_END, 0,
		.u.end = { IC_REASON_COUNT } };
	ck_assert(!ic_reply_ok(&r, &l));
	r = (struct ic_reply){ IC_REPLY_MAGIC, IC_REPLY_PROOF, 0,
		.u.proof = { IC_PROOF_BOXES, 1, IC_FAULT_BOX_GLYPH, 0,
		    { 0 } } };
	l.proofs = IC_PROOF_BIT(BOXES);
	ck_assert(!ic_reply_ok(&r, &l));
}
END_TEST

/* Who judges the structure cannot pass the boxes. */
START_TEST(a_child_speaks_of_its_own_proofs_only)
{
	struct ic_reply_limits l = { .proofs = IC_PROOF_BIT(STRUCTURE) };
	struct ic_reply r = { IC_REPLY_MAGIC, IC_REPLY_PROOF, UINT32_MAX,
		.u.proof = { IC_PROOF_STRUCTURE, 1, IC_FAULT_NONE, UINT32_MAX,
		    { 0 } } };

	ck_assert(ic_reply_ok(&r, &l));
	r.u.proof.proof = IC_PROOF_BOXES;
	ck_assert(!ic_reply_ok(&r, &l));
	l.proofs = 0;
	r.u.proof.proof = IC_PROOF_STRUCTURE;
	ck_assert(!ic_reply_ok(&r, &l));
}
END_TEST

Suite *suite_slice(void)
{
	Suite *s = suite_create("slice");
	TCase *t = tcase_create("slice");

	tcase_add_test(t, a_packed_slice_unpacks_to_itself);
	tcase_add_test(t, no_changed_byte_leads_out_of_bounds);
	tcase_add_test(t, what_unpacks_packs_to_the_same_bytes);
	tcase_add_test(t, a_cut_slice_is_refused_at_every_length);
	tcase_add_test(t, a_job_carries_its_password_apart_from_the_slice);
	tcase_add_test(t, placement_keeps_a_page_and_frees_its_rooms);
	tcase_add_test(t, a_reply_out_of_range_is_refused);
	tcase_add_test(t, a_child_speaks_of_its_own_proofs_only);
	suite_add_tcase(s, t);
	return s;
}
