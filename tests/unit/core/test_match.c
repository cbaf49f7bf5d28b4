/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Pictures are drawn here, of pages that are strokes: lines of words whose
 * letters are bars, each pixel as dark as ink covers it.
 */
#include "core/match.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "suites.h"

#define LETTER ((struct ic_size){ 612000, 792000 })
#define STROKES_MAX 20000

struct drawing {
	struct ic_size size;
	struct ic_rect at[STROKES_MAX];
	size_t n;
};

static uint32_t next(uint32_t *seed)
{
	return *seed = *seed * 1664525u + 1013904223u;
}

static void stroke(struct drawing *d, int32_t x, int32_t y, int32_t w,
    int32_t h)
{
	ck_assert_uint_lt(d->n, STROKES_MAX);
	d->at[d->n++] = (struct ic_rect){ x, y, x + w, y + h };
}

/* A letter of three bars or so, as the number says. */
static void letter(struct drawing *d, int32_t x, int32_t y, uint32_t as)
{
	static const int32_t bars[7][4] = { { 0, 0, 1000, 7000 },
		{ 4000, 0, 1000, 7000 }, { 0, 0, 5000, 800 },
		{ 0, 3200, 5000, 800 }, { 0, 6200, 5000, 800 },
		{ 2000, 0, 1000, 7000 }, { 0, 3200, 1000, 3800 } };

	for (unsigned i = 0; i < 7; i++) {
		if (as >> (16 + i) & 1) {
			stroke(d, x + bars[i][0], y + bars[i][1], bars[i][2],
			    bars[i][3]);
		}
	}
}

/* A page of text, which the seed makes another one. */
static struct drawing *text(uint32_t seed, unsigned lines)
{
	struct drawing *d = calloc(1, sizeof(*d));

	ck_assert_ptr_nonnull(d);
	d->size = LETTER;
	for (unsigned k = 0; k < lines; k++) {
		int32_t end = 540000 - (int32_t)(next(&seed) >> 15);

		for (int32_t x = 72000; x < end; x += 6500) {
			uint32_t as = next(&seed);

			if (as >> 24 > 40) {
				letter(d, x, 90000 + (int32_t)k * 15000, as);
			}
		}
	}
	return d;
}

/* How much of pixel i an interval covers. */
static double share(double from, double to, uint32_t i)
{
	return fmax(0, fmin(to, i + 1) - fmax(from, i));
}

static void paint(struct ic_gray *g, uint8_t *at, struct ic_rect r)
{
	double k = g->dpi / 72000.0;
	double x0 = r.x0 * k, x1 = r.x1 * k, y0 = r.y0 * k, y1 = r.y1 * k;

	for (uint32_t y = (uint32_t)fmax(0, y0); y < g->h && y < y1; y++) {
		double row = share(y0, y1, y);

		for (uint32_t x = (uint32_t)fmax(0, x0); x < g->w && x < x1;
		     x++) {
			uint8_t *p = at + (size_t)y * g->w + x;
			double d = 255 - *p + 255 * row * share(x0, x1, x);

			*p = (uint8_t)(255 - fmin(255, d));
		}
	}
}

/* The drawing as it is on a page of a file; free .at. */
static struct ic_gray draw(const struct drawing *d, const struct ic_fit *fit,
    uint32_t dpi)
{
	struct ic_gray g = { (uint32_t)ceil(fit->file.w * dpi / 72000.0),
		(uint32_t)ceil(fit->file.h * dpi / 72000.0), dpi, NULL };
	uint8_t *at = malloc((size_t)g.w * g.h);

	ck_assert_ptr_nonnull(at);
	memset(at, 255, (size_t)g.w * g.h);
	for (size_t i = 0; i < d->n; i++) {
		paint(&g, at, ic_fit_to_file(fit, d->at[i]));
	}
	g.at = at;
	return g;
}

static struct ic_fit identity(struct ic_size s)
{
	return (struct ic_fit){ s, s, 0, { 1000000, 0, 0 }, 0 };
}

static void drop(struct ic_gray g)
{
	free((void *)(uintptr_t)g.at);
}

/* As a fax of 1 bit a pixel shows it. */
static void threshold(struct ic_gray g)
{
	uint8_t *at = (uint8_t *)(uintptr_t)g.at;

	for (size_t i = 0; i < (size_t)g.w * g.h; i++) {
		at[i] = at[i] < 128 ? 0 : 255;
	}
}

static struct ic_match compare(struct ic_gray file, struct ic_gray page,
    const struct ic_fit *fit, const struct ic_zone *zones, size_t n)
{
	struct ic_error err = { 0 };
	struct ic_match m = { 0 };

	ck_assert(ic_match_compare(file, page, fit, zones, n, &m, &err));
	return m;
}

static struct ic_match of_drawings(const struct drawing *file,
    const struct drawing *page, const struct ic_zone *zones, size_t n)
{
	struct ic_fit fit = identity(LETTER);
	struct ic_gray f = draw(file, &fit, 100), p = draw(page, &fit, 100);
	struct ic_match m = compare(f, p, &fit, zones, n);

	drop(f);
	drop(p);
	return m;
}

START_TEST(resolution_and_depth_do_not_count)
{
	static const uint32_t dpi[] = { 72, 100, 150, 300 };
	struct drawing *d = text(1, 40);
	struct ic_fit fit = identity(LETTER);
	struct ic_gray page = draw(d, &fit, 100);

	for (unsigned i = 0; i < 8; i++) {
		struct ic_gray file = draw(d, &fit, dpi[i / 2]);
		struct ic_match m;

		if (i % 2 && dpi[i / 2] >= 150) {
			threshold(file);
		}
		m = compare(file, page, &fit, NULL, 0);
		ck_assert_msg(m.likeness == IC_LIKE_SAME,
		    "%u dpi: %u differ, worst %u", dpi[i / 2], m.differing,
		    m.worst);
		drop(file);
	}
	drop(page);
	free(d);
}
END_TEST

START_TEST(another_page_differs)
{
	struct drawing *a = text(1, 40), *b = text(2, 40);
	struct ic_match m = of_drawings(a, b, NULL, 0);

	ck_assert_int_eq(m.likeness, IC_LIKE_DIFFERS);
	ck_assert_uint_gt(m.differing, 1000);
	free(a);
	free(b);
}
END_TEST

START_TEST(one_other_letter_is_found_and_where)
{
	struct drawing *a = text(1, 40), *b = text(1, 40);
	struct ic_match m;

	letter(a, 300000, 90000 + 40 * 15000, 0x2b0000);
	letter(b, 300000, 90000 + 40 * 15000, 0x160000);
	m = of_drawings(a, b, NULL, 0);
	ck_assert_int_eq(m.likeness, IC_LIKE_DIFFERS);
	ck_assert_uint_lt(m.differing, 40);
	ck_assert_int_lt(abs(m.at.x0 - 300000), 8000);
	ck_assert_int_lt(abs(m.at.y0 - 690000), 10000);
	free(a);
	free(b);
}
END_TEST

/* As 8 is another figure than 0: a bar within the noise of a scan. */
START_TEST(a_figure_of_nearly_the_same_shape_is_another)
{
	struct drawing *a = text(1, 40), *b = text(1, 40);
	struct ic_match m;

	letter(a, 300000, 90000 + 40 * 15000, 0x1f0000);
	letter(b, 300000, 90000 + 40 * 15000, 0x170000);
	m = of_drawings(a, b, NULL, 0);
	ck_assert_int_eq(m.likeness, IC_LIKE_DIFFERS);
	ck_assert(m.drawn_once);
	ck_assert_uint_lt(m.differing, 10);
	ck_assert_int_lt(abs(m.at.x0 - 300000), 8000);
	free(a);
	free(b);
}
END_TEST

START_TEST(what_is_missing_counts_as_what_is_too_much)
{
	struct drawing *a = text(1, 40), *b = text(1, 40);

	stroke(a, 300000, 750000, 3000, 1200);
	ck_assert_int_eq(of_drawings(a, b, NULL, 0).likeness, IC_LIKE_DIFFERS);
	ck_assert_int_eq(of_drawings(b, a, NULL, 0).likeness, IC_LIKE_DIFFERS);
	free(a);
	free(b);
}
END_TEST

/* A number that was stamped may be there; what the page says may not go. */
START_TEST(a_zone_of_stamps_forgives_what_was_added_only)
{
	const struct ic_zone stamps = { { 0, 740000, 612000, 792000 }, false };
	struct drawing *a = text(1, 40), *b = text(1, 40);

	letter(a, 500000, 760000, 0x7f0000);
	ck_assert_int_eq(of_drawings(a, b, &stamps, 1).likeness, IC_LIKE_SAME);
	ck_assert_int_eq(of_drawings(b, a, &stamps, 1).likeness,
	    IC_LIKE_DIFFERS);
	free(a);
	free(b);
}
END_TEST

START_TEST(a_free_zone_forgives_all)
{
	const struct ic_zone box = { { 100000, 200000, 400000, 240000 }, true };
	struct drawing *a = text(1, 40), *b = text(1, 40);

	stroke(a, 101000, 201000, 298000, 38000);
	ck_assert_int_eq(of_drawings(a, b, NULL, 0).likeness, IC_LIKE_DIFFERS);
	ck_assert_int_eq(of_drawings(a, b, &box, 1).likeness, IC_LIKE_SAME);
	ck_assert_int_eq(of_drawings(b, a, &box, 1).likeness, IC_LIKE_SAME);
	free(a);
	free(b);
}
END_TEST

START_TEST(blank_pages_tell_nothing)
{
	struct drawing *none = text(1, 0), *some = text(1, 2);

	ck_assert_int_eq(of_drawings(none, none, NULL, 0).likeness,
	    IC_LIKE_BLANK);
	ck_assert_int_eq(of_drawings(none, some, NULL, 0).likeness,
	    IC_LIKE_DIFFERS);
	free(none);
	free(some);
}
END_TEST

/* Each turn, and as small as a binder makes it. */
START_TEST(how_a_page_lies_is_measured)
{
	static const struct ic_placement at[] = { { 1000000, 0, 0 },
		{ 941176, 18000, 23294 }, { 970000, 3000, 41000 },
		{ 1294118, 0, 8000 }, { 640000, 120000, 9000 } };
	struct drawing *d = text(1, 40);
	struct ic_fit id = identity(LETTER);
	struct ic_gray page = draw(d, &id, 100);

	for (unsigned i = 0; i < 5; i += IC_EACH(2)) {
		unsigned turns = (i + 1) % 4;
		struct ic_size upright = i == 3
		    ? (struct ic_size){ 792000, 1224000 }
		    : LETTER;
		struct ic_fit is = { ic_fit_turned(upright, 4 - turns), LETTER,
			(uint8_t)turns, at[i], 0 };
		struct ic_fit fit = { is.file, LETTER, is.turns, { 0, 0, 0 },
			0 };
		struct ic_gray file = draw(d, &is, 100);
		struct ic_error err = { 0 };

		ck_assert(ic_match_measure(file, page, &fit, &err));
		ck_assert_msg(ic_fit_is_near(&fit, &is, fit.slack),
		    "%u: %d at %d,%d", i, fit.at.scale, fit.at.dx, fit.at.dy);
		ck_assert_int_eq(compare(file, page, &fit, NULL, 0).likeness,
		    IC_LIKE_SAME);
		drop(file);
	}
	drop(page);
	free(d);
}
END_TEST

START_TEST(a_page_upside_down_does_not_fit)
{
	struct drawing *d = text(1, 40);
	struct ic_fit id = identity(LETTER);
	struct ic_fit fit = { LETTER, LETTER, 2, { 1000000, 0, 0 }, 0 };
	struct ic_gray page = draw(d, &id, 100);
	struct ic_error err = { 0 };

	if (ic_match_measure(page, page, &fit, &err)) {
		ck_assert_int_eq(compare(page, page, &fit, NULL, 0).likeness,
		    IC_LIKE_DIFFERS);
	}
	ck_assert_int_eq(err.code, IC_OK);
	drop(page);
	free(d);
}
END_TEST

START_TEST(thumbs_tell_pages_apart)
{
	struct drawing *a = text(1, 40), *b = text(2, 33);
	struct ic_fit id = identity(LETTER);
	struct ic_fit small = id;
	struct ic_gray coarse = draw(a, &id, 36), fine,
		       other = draw(b, &id, 36);
	struct ic_thumb one, same, apart;

	small.at = (struct ic_placement){ 940000, 18000, 30000 };
	fine = draw(a, &small, 100);
	ic_thumb_of(coarse, &id, &one);
	ic_thumb_of(fine, &small, &same);
	ic_thumb_of(other, &id, &apart);
	ck_assert_uint_lt(ic_thumb_distance(&one, &same), 60);
	ck_assert_uint_gt(ic_thumb_distance(&one, &apart), 200);
	ck_assert(!ic_thumb_is_blank(&one));
	drop(coarse);
	drop(fine);
	drop(other);
	free(a);
	free(b);
}
END_TEST

Suite *suite_match(void)
{
	Suite *s = suite_create("match");
	TCase *t = tcase_create("match");

	tcase_set_timeout(t, 60);
	tcase_add_test(t, resolution_and_depth_do_not_count);
	tcase_add_test(t, another_page_differs);
	tcase_add_test(t, one_other_letter_is_found_and_where);
	tcase_add_test(t, a_figure_of_nearly_the_same_shape_is_another);
	tcase_add_test(t, what_is_missing_counts_as_what_is_too_much);
	tcase_add_test(t, a_zone_of_stamps_forgives_what_was_added_only);
	tcase_add_test(t, a_free_zone_forgives_all);
	tcase_add_test(t, blank_pages_tell_nothing);
	tcase_add_test(t, how_a_page_lies_is_measured);
	tcase_add_test(t, a_page_upside_down_does_not_fit);
	tcase_add_test(t, thumbs_tell_pages_apart);
	suite_add_tcase(s, t);
	return s;
}
