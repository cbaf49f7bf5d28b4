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
	struct ic_slice_page pages[4] = {
		{ .size = { 612000, 792000 }, .number = 1, .nboxes = 1 },
		{ .size = { 612000, 792000 },
		    .number = 1,
		    .box = 1,
		    .whole = 1,
		    .label = 11 },
		{ .size = { 612000, 792000 },
		    .number = 1,
		    .box = 1,
		    .source = 1,
		    .marked = 1,
		    .banner = 11 },
		{ .size = { 612000, 792000 },
		    .number = 1,
		    .source = IC_SLICE_NO_SOURCE,
		    .nlines = 2 },
	};
	struct ic_slice_line lines[2] = { { .text = 1 },
		{ .size = IC_LINE_SMALL, .align = IC_ALIGN_LEFT, .joins = 1 } };
	struct ic_slice_box boxes[1] = { { { 0, 0, 1000, 1000 }, 11, 0 } };
	struct ic_slice s = { .dpi = 300,
		.size = 10000,
		.margin = 18000,
		.source_pages = 2,
		.mark = IC_MARKER_BLUE,
		.npages = 4,
		.nboxes = 1,
		.nlines = 2,
		.nstrings = sizeof(strings),
		.pages = pages,
		.boxes = boxes,
		.lines = lines,
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
				ck_assert_uint_le(s.pages[p].line +
					(uint64_t)s.pages[p].nlines,
				    s.nlines);
				ck_assert(s.pages[p].source < s.source_pages ||
				    s.pages[p].source == IC_SLICE_NO_SOURCE);
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

static bool takes(const struct ic_slice *s)
{
	struct ic_buf b = { 0 };
	struct ic_slice back;
	bool ok;

	ck_assert(ic_slice_pack(s, &b, NULL));
	ok = ic_slice_unpack(b.data, b.len, &back, NULL);
	if (ok) {
		ic_slice_finish(&back);
	}
	ic_buf_finish(&b);
	return ok;
}

/* What a sheet cannot have, and what only a sheet has. */
START_TEST(a_page_is_drawn_from_the_source_or_a_sheet)
{
	char strings[] = "\0x";
	struct ic_slice_page page = { .size = { 612000, 792000 } };
	struct ic_slice_box box = { { 0, 0, 1000, 1000 }, 0, 0 };
	struct ic_slice_line line = { .text = 1 };
	struct ic_slice s = { .source_pages = 3,
		.npages = 1,
		.nboxes = 1,
		.nlines = 1,
		.nstrings = sizeof(strings),
		.pages = &page,
		.boxes = &box,
		.lines = &line,
		.strings = strings };

	page.source = 2;
	ck_assert(takes(&s));
	page.source = 3;
	ck_assert(!takes(&s));
	page.source = 2, page.nlines = 1;
	ck_assert(!takes(&s));
	page.source = IC_SLICE_NO_SOURCE;
	ck_assert(takes(&s));
	page.nlines = 2;
	ck_assert(!takes(&s));
	page.nlines = 1, page.nboxes = 1;
	ck_assert(!takes(&s));
	page.nboxes = 0, page.marked = 1;
	ck_assert(!takes(&s));
	page.marked = 0, page.whole = 1;
	ck_assert(!takes(&s));
	page.whole = 0, line.size = IC_LINE_SIZES;
	ck_assert(!takes(&s));
	line.size = 0, line.align = IC_ALIGNS;
	ck_assert(!takes(&s));
}
END_TEST

START_TEST(a_part_of_a_file_has_a_place_in_it)
{
	struct ic_slice s = { .source_pages = 3, .nstrings = 0 };

	ck_assert(takes(&s));
	s.source_first = 1; /* of no part */
	ck_assert(!takes(&s));
	s.extent = IC_EXTENT_PART;
	ck_assert(takes(&s));
	s.extent = IC_EXTENT_COUNT;
	ck_assert(takes(&s));
	s.extent = IC_EXTENTS;
	ck_assert(!takes(&s));
	s.extent = IC_EXTENT_PART;
	s.source_first = IC_SLICE_FILE_MAX - 3;
	ck_assert(takes(&s));
	s.source_first++;
	ck_assert(!takes(&s));
	s.source_first = UINT32_MAX;
	ck_assert(!takes(&s));
	s.source_first = s.source_pages = 0;
	ck_assert(!takes(&s));
}
END_TEST

START_TEST(a_slice_that_marks_nothing_is_told_from_one_that_does)
{
	struct ic_slice_page pages[3] = { { .whole = 1 }, { .nboxes = 1 } };
	struct ic_slice s = { .npages = 3, .pages = pages };

	ck_assert(!ic_slice_is_marked(&s));
	pages[2].marked = 1;
	ck_assert(ic_slice_is_marked(&s));
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

/* The ids' side is free, the other no wider than what is left over. */
START_TEST(placement_frees_the_side_of_the_ids)
{
	struct ic_size page = { 612000, 792000 };
	struct ic_slice s = { .room_right = 54000 };
	struct ic_rect r = ic_placement_rect(ic_slice_placement(&s, page),
	    ic_rect_of(page));

	ck_assert(ic_slice_is_shrunk(&s));
	ck_assert_int_eq(r.x0, 0);
	ck_assert_int_le(r.x1, 612000 - 54000 + 1);
	ck_assert_int_ge(r.x1, 612000 - 54000 - 612);
	ck_assert_int_le(abs(r.y0 - (792000 - r.y1)), 2);
	s.ids_at = IC_SIDE_LEFT;
	r = ic_placement_rect(ic_slice_placement(&s, page), ic_rect_of(page));
	ck_assert_int_ge(r.x0, 54000);
	ck_assert_int_le(r.x0, 54000 + 612);
	ck_assert_int_le(r.x1, 612001);
}
END_TEST

START_TEST(placement_frees_bands_and_side_at_once)
{
	struct ic_size page = { 612000, 792000 };
	struct ic_slice s = { .room_right = 54000, .room_bottom = 32000 };

	for (s.room_top = 0; s.room_top < 99000; s.room_top += 9000) {
		struct ic_placement p = ic_slice_placement(&s, page);
		struct ic_rect r = ic_placement_rect(p, ic_rect_of(page));

		ck_assert_int_ge(r.x0, 0);
		ck_assert_int_le(r.x1, 612000 - 54000 + 1);
		ck_assert_int_ge(r.y0, (int32_t)s.room_top);
		ck_assert_int_le(r.y1, 792000 - 32000 + 1);
	}
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
	r = (struct ic_reply){ IC_REPLY_MAGIC, IC_REPLY_PAGE, 0,
		.u.at_page = { .size = { 1, 1 } } };
	ck_assert(ic_reply_ok(&r, &l));
	r.u.at_page.clear_ids = 1u << IC_SIDES * IC_SHRINKS;
	ck_assert(!ic_reply_ok(&r, &l));
	r.u.at_page.clear_ids = 0;
	r.u.at_page.clear_banner = 1u << IC_POSITIONS;
	ck_assert(!ic_reply_ok(&r, &l));
	r.u.at_page.clear_banner = 0;
	r.u.at_page.room_ids = IC_MPT_MAX + 1u;
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
	tcase_add_test(t, a_page_is_drawn_from_the_source_or_a_sheet);
	tcase_add_test(t, a_part_of_a_file_has_a_place_in_it);
	tcase_add_test(t,
	    a_slice_that_marks_nothing_is_told_from_one_that_does);
	tcase_add_test(t, a_cut_slice_is_refused_at_every_length);
	tcase_add_test(t, a_job_carries_its_password_apart_from_the_slice);
	tcase_add_test(t, placement_keeps_a_page_and_frees_its_rooms);
	tcase_add_test(t, placement_frees_the_side_of_the_ids);
	tcase_add_test(t, placement_frees_bands_and_side_at_once);
	tcase_add_test(t, a_reply_out_of_range_is_refused);
	tcase_add_test(t, a_child_speaks_of_its_own_proofs_only);
	suite_add_tcase(s, t);
	return s;
}
