/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What marked pages bear, on pages of any size: what the layout makes is what
 * the judge wants, without a page being drawn.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "pdf/endorse.h"
#include "pdf/highlight.h"
#include "make.h"
#include "suites.h"

#define BANNER "UNREDACTED - PROPOSED REDACTIONS HIGHLIGHTED"
#define PAGES 400
#define BOXES_MAX 40

static struct ic_murun mu;
static struct ic_font *font;
static struct make m;
static uint32_t seed;

static void setup(void)
{
	struct ic_error err = { 0 };

	ck_assert(ic_murun_open(&mu, (size_t)64 << 20, IC_MURUN_STORE, &err));
	ck_assert(ic_font_open(mu.ctx, &font, &err));
	seed = 7;
}

static void teardown(void)
{
	ic_font_close(font);
	ic_murun_close(&mu);
}

/* From `least` to `most`; the same in each run. */
static int32_t any(int32_t least, int32_t most)
{
	seed = seed * 1664525u + 1013904223u;
	return least + (int32_t)((seed >> 8) % (uint32_t)(most - least + 1));
}

static uint32_t intern(const char *text)
{
	uint32_t at = m.slice.nstrings;

	ck_assert_uint_lt(at + strlen(text) + 1, sizeof(m.strings));
	strcpy(m.strings + at, text);
	m.slice.nstrings += (uint32_t)strlen(text) + 1;
	return at;
}

static uint32_t any_id(void)
{
	static const char some[] =
	    "abcdefghijklmnopqrstuvwxyzABCDEFGWMW0123456789---...___";
	char id[65];
	int32_t n = any(0, 2) ? any(1, 12) : any(1, 64);

	for (int32_t i = 0; i < n; i++) {
		id[i] = some[any(0, (int32_t)sizeof(some) - 2)];
	}
	id[n] = '\0';
	return intern(id);
}

/* Half of them at an edge, where they are in the way. */
static struct ic_rect any_box(struct ic_size page)
{
	struct ic_rect r;

	r.x0 = any(0, page.w - 2000);
	r.y0 = any(0, page.h - 2000);
	if (any(0, 1)) {
		r.y0 = any(0, 1) ? any(0, 30000) : page.h - any(2000, 40000);
	}
	r.x1 = any(r.x0 + 1000, page.w);
	r.y1 = any(r.y0 + 1000, r.y0 + 40000 < page.h ? r.y0 + 40000 : page.h);
	return r;
}

static void any_page(void)
{
	struct ic_slice_page *p = &m.pages[0];
	int32_t most = any(0, 1) ? 2000000 : 400000;

	make_slice(&m, 1, false);
	p->size = (struct ic_size){ any(150000, most), any(150000, most) };
	p->marked = 1;
	p->banner = intern(BANNER);
	p->nboxes = (uint32_t)any(0, BOXES_MAX);
	m.slice.nboxes = p->nboxes;
	m.slice.legend = intern("CONFIDENTIAL");
	p->number_at = (uint8_t)any(0, IC_POSITIONS - 1);
	m.slice.legend_at = (uint8_t)any(0, IC_POSITIONS - 1);
	m.slice.banner_at = (uint8_t)any(0, IC_POSITIONS - 1);
	for (uint32_t i = 0; i < p->nboxes; i++) {
		m.boxes[i] = (struct ic_slice_box){ any_box(p->size), any_id(),
			0 };
	}
}

/* A number and a legend that meet are refused in every copy. */
static bool is_possible(void)
{
	struct ic_endorse_set set;
	uint32_t banner = m.pages[0].banner;
	bool ok;

	m.pages[0].banner = 0;
	ok = ic_endorse_page(font, &m.slice, 0, &set, NULL);
	m.pages[0].banner = banner;
	return ok;
}

/* What is written of a box's id, blanks aside. */
static bool id_is_whole(const struct ic_item *items, size_t n, uint32_t box)
{
	const char *id = ic_slice_str(&m.slice, m.boxes[box].label);
	char all[256] = "";

	for (size_t i = 0; i < n; i++) {
		if (items[i].kind == IC_ITEM_LABEL && items[i].box == box) {
			strcat(all, items[i].e.text);
		}
	}
	return *all == '\0' || strcmp(all, id) == 0;
}

static bool touches_another(const struct ic_item *items, size_t n, size_t at)
{
	for (size_t k = 0; k < at && k < n; k++) {
		if (ic_rect_touches(items[at].e.ink, items[k].e.ink)) {
			return true;
		}
	}
	return false;
}

static bool banner_says_so(const struct ic_item *items, size_t n)
{
	return n > 0 && items[n - 1].kind == IC_ITEM_BANNER &&
	    strstr(items[n - 1].e.text, "UNREDACTED") &&
	    items[n - 1].e.size >= IC_BANNER_SIZE_MIN;
}

/* Lay the page out; `beside`: nothing may stand on what it shows. */
static void check_page(int nth, bool beside)
{
	struct ic_size size = m.pages[0].size;
	struct ic_rect shows = ic_placement_rect(ic_slice_placement(&m.slice,
						     size),
	    ic_rect_of(size));
	struct ic_error err = { 0 };
	struct ic_item *items = NULL;
	size_t n = 0;

	ck_assert_msg(ic_endorse_items(font, &m.slice, 0, &items, &n, &err),
	    "page %d: %s", nth, err.msg);
	ck_assert_msg(banner_says_so(items, n), "page %d: no banner", nth);
	for (size_t i = 0; i < n; i++) {
		ck_assert_msg(ic_rect_contains(ic_rect_of(size),
				  items[i].e.ink),
		    "page %d: %s is not on it", nth, items[i].e.text);
		ck_assert_msg(!touches_another(items, n, i),
		    "page %d: %s meets another", nth, items[i].e.text);
		ck_assert_msg(!beside ||
			!ic_rect_touches(items[i].e.ink, shows),
		    "page %d: %s stands on what it shows", nth,
		    items[i].e.text);
	}
	for (uint32_t i = 0; i < m.pages[0].nboxes; i++) {
		ck_assert_msg(id_is_whole(items, n, i), "page %d: id %u", nth,
		    (unsigned)i);
	}
	free(items);
}

/* What the scout says of the room of the ids, whatever is beside them. */
static int32_t room_of_ids(void)
{
	struct ic_id_taken none = { .n = 0 };
	int32_t most = 0;

	for (unsigned side = 0; side < IC_SIDES; side++) {
		struct ic_item *items;
		int32_t room;
		size_t n;

		m.slice.ids_at = (uint8_t)side;
		ck_assert(ic_highlight_ids(font, &m.slice, 0, &none, &items, &n,
		    &room, NULL));
		free(items);
		most = room > most ? room : most;
	}
	return most;
}

START_TEST(what_a_page_of_any_size_bears_is_apart_and_whole)
{
	int32_t high;
	int made = 0;

	for (int i = 0; i < PAGES; i++) {
		any_page();
		high = ic_slice_room((int32_t)m.slice.size,
		    (int32_t)m.slice.margin);
		if (!is_possible()) {
			continue;
		}
		made++;
		for (unsigned how = 0; how < IC_SHRINKS; how++) {
			m.slice.room_top = how & IC_SHRINK_TOP ? high : 0;
			m.slice.room_bottom = how & IC_SHRINK_BOTTOM ? high : 0;
			m.slice.ids_at = (uint8_t)any(0, IC_SIDES - 1);
			check_page(i, false);
		}
	}
	ck_assert_int_gt(made, PAGES / 2);
}
END_TEST

/* Where all is ink, all that a page bears stands beside it. */
START_TEST(what_a_page_that_is_made_smaller_bears_stands_beside_it)
{
	for (int i = 0; i < PAGES; i++) {
		int32_t room;

		any_page();
		if (!is_possible()) {
			continue;
		}
		room = room_of_ids();
		m.slice.room_top = m.slice.room_bottom = (uint32_t)
		    ic_slice_room((int32_t)m.slice.size,
			(int32_t)m.slice.margin);
		/* Another page of the document may want more, or be narrower.
		 */
		m.slice.room_right = (uint32_t)(room +
		    (any(0, 2) ? 0 : any(0, 200000)));
		m.slice.ids_at = (uint8_t)any(0, IC_SIDES - 1);
		check_page(i, true);
	}
}
END_TEST

/* A page as wide as a receipt. */
START_TEST(a_narrow_page_gets_its_banner)
{
	struct ic_endorse_set set;
	struct ic_error err = { 0 };

	for (int32_t w = 400000; w >= 80000; w -= 10000) {
		make_slice(&m, 1, false);
		m.pages[0].size = (struct ic_size){ w, 300000 };
		m.pages[0].marked = 1;
		m.pages[0].legend = 0;
		m.pages[0].banner = intern(BANNER);
		m.slice.banner_at = IC_TOP_CENTER;
		ck_assert_msg(ic_endorse_page(font, &m.slice, 0, &set, &err),
		    "%d: %s", (int)w, err.msg);
		ck_assert_str_eq(set.banner.text,
		    w >= 130000 ? BANNER : IC_BANNER_WORD);
		ck_assert_int_lt(set.banner.ink.y1, 50000);
	}
}
END_TEST

Suite *suite_marks_layout(void)
{
	Suite *s = suite_create("marks-layout");
	TCase *t = tcase_create("marks-layout");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_set_timeout(t, 100);
	tcase_add_test(t, what_a_page_of_any_size_bears_is_apart_and_whole);
	tcase_add_test(t,
	    what_a_page_that_is_made_smaller_bears_stands_beside_it);
	tcase_add_test(t, a_narrow_page_gets_its_banner);
	suite_add_tcase(s, t);
	return s;
}
