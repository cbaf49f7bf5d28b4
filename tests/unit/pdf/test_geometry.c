/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "pdf/geometry.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "pdf/document.h"
#include "suites.h"
#include "testpdf.h"

static struct testpdf t;
static char path[] = "/tmp/ic-geometry-XXXXXX";

static void setup(void)
{
	int fd;

	strcpy(path + strlen(path) - 6, "XXXXXX");
	fd = mkstemp(path);
	ck_assert_int_ge(fd, 0);
	close(fd);
}

static void teardown(void)
{
	testpdf_finish(&t);
	unlink(path);
}

static bool try_read(struct ic_document *doc, struct ic_geometry *g)
{
	fz_try(doc->mu.ctx) {
		ic_document_geometry(doc, 0, g);
	}
	fz_catch(doc->mu.ctx) {
		ck_assert_int_eq(ic_document_caught(doc), IC_REASON_PAGE_SIZE);
		return false;
	}
	return true;
}

/* The geometry of a one-page file that has these page keys. */
static bool read_page(const char *keys, struct ic_geometry *g)
{
	struct ic_document doc;
	bool ok;
	int fd;

	testpdf_finish(&t);
	testpdf_page(&t, keys, "0 g 10 20 30 15 re f");
	fd = testpdf_fd(&t);
	ck_assert_int_eq(ic_document_open(&doc, fd, ""), IC_REASON_NONE);
	ok = try_read(&doc, g);
	ic_document_close(&doc);
	close(fd);
	return ok;
}

static const struct {
	const char *keys;
	float box[4];
	int rotate;
	float unit;
} cases[] = {
	{ "/MediaBox[0 0 200 300]", { 0, 0, 200, 300 }, 0, 1 },
	{ "/MediaBox[0 0 200 300]/Rotate 90", { 0, 0, 200, 300 }, 90, 1 },
	{ "/MediaBox[0 0 200 300]/Rotate 180", { 0, 0, 200, 300 }, 180, 1 },
	{ "/MediaBox[0 0 200 300]/Rotate 270", { 0, 0, 200, 300 }, 270, 1 },
	{ "/MediaBox[0 0 200 300]/Rotate -90", { 0, 0, 200, 300 }, 270, 1 },
	{ "/MediaBox[0 0 200 300]/Rotate 450", { 0, 0, 200, 300 }, 90, 1 },
	{ "/MediaBox[0 0 200 300]/Rotate 37", { 0, 0, 200, 300 }, 0, 1 },
	{ "/MediaBox[0 0 200 300]/Rotate/x", { 0, 0, 200, 300 }, 0, 1 },
	{ "/MediaBox[0 0 200 300]/CropBox[5 10 105 210]/Rotate 90",
	    { 5, 10, 105, 210 }, 90, 1 },
	{ "/MediaBox[0 0 200 300]/CropBox[-50 -60 150 900]", { 0, 0, 150, 300 },
	    0, 1 },
	{ "/MediaBox[0 0 200 300]/CropBox[400 400 500 500]", { 0, 0, 200, 300 },
	    0, 1 },
	{ "/MediaBox[0 0 200 300]/CropBox[50 50 50 90]", { 0, 0, 200, 300 }, 0,
	    1 },
	{ "/MediaBox[-100 -50 100 250]/Rotate 180", { -100, -50, 100, 250 },
	    180, 1 },
	{ "/MediaBox[200 300 0 0]", { 0, 0, 200, 300 }, 0, 1 },
	{ "/MediaBox[0 0 200 300]/UserUnit 2.5", { 0, 0, 200, 300 }, 0, 2.5F },
	{ "/MediaBox[0 0 200 300]/UserUnit 0", { 0, 0, 200, 300 }, 0, 1 },
	{ "/MediaBox[0 0 200 300]/UserUnit -3", { 0, 0, 200, 300 }, 0, 1 },
	{ "/MediaBox[0 0 /a 300]", { 0, 0, 612, 792 }, 0, 1 },
	{ "/MediaBox[0 0 200]", { 0, 0, 612, 792 }, 0, 1 },
	{ "/MediaBox null", { 0, 0, 612, 792 }, 0, 1 },
	{ "", { 0, 0, 612, 792 }, 0, 1 },
	{ "/MediaBox[0 0 200.25 300.5]/CropBox(no)", { 0, 0, 200.25F, 300.5F },
	    0, 1 },
};

START_TEST(boxes_rotation_and_unit_follow_the_rule)
{
	struct ic_geometry g;

	ck_assert_msg(read_page(cases[_i].keys, &g), "%s", cases[_i].keys);
	ck_assert_float_eq(g.box.x0, cases[_i].box[0]);
	ck_assert_float_eq(g.box.y0, cases[_i].box[1]);
	ck_assert_float_eq(g.box.x1, cases[_i].box[2]);
	ck_assert_float_eq(g.box.y1, cases[_i].box[3]);
	ck_assert_int_eq(g.rotate, cases[_i].rotate);
	ck_assert_float_eq(g.user_unit, cases[_i].unit);
}
END_TEST

START_TEST(a_milli_point_of_the_page_is_found_again)
{
	const double corners[][2] = { { 0, 0 }, { 1, 2 }, { 99999, 123457 } };
	struct ic_geometry g;

	ck_assert(read_page(cases[_i].keys, &g));
	for (size_t i = 0; i < sizeof(corners) / sizeof(*corners); i++) {
		double user[2], shown[2];
		fz_point p;

		ic_geometry_user(&g, corners[i], user);
		ic_geometry_show(&g, user, shown);
		ck_assert_double_eq_tol(shown[0], corners[i][0], 1e-6);
		ck_assert_double_eq_tol(shown[1], corners[i][1], 1e-6);
		p = fz_transform_point_xy((float)user[0], (float)user[1],
		    g.to_display);
		ck_assert_double_eq_tol(p.x * 1000.0, shown[0], 1);
		ck_assert_double_eq_tol(p.y * 1000.0, shown[1], 1);
	}
}
END_TEST

/* The first and last dark pixel of poppler's picture. */
static struct ic_rect dark_box(const struct testpnm *p)
{
	struct ic_rect r = { p->w, p->h, 0, 0 };

	for (int y = 0; y < p->h; y++) {
		for (int x = 0; x < p->w; x++) {
			if (p->px[y * p->w + x] < 128) {
				r.x0 = x < r.x0 ? x : r.x0;
				r.y0 = y < r.y0 ? y : r.y0;
				r.x1 = x >= r.x1 ? x + 1 : r.x1;
				r.y1 = y >= r.y1 ? y + 1 : r.y1;
			}
		}
	}
	return r;
}

/*
 * UserUnit aside, which poppler does not apply, and crop boxes that leave
 * nothing of the page, which it shows as one pixel.
 */
START_TEST(poppler_shows_the_same_size_and_the_ink_where_we_say)
{
	fz_rect ink = { 10, 20, 40, 35 };
	struct ic_geometry g;
	struct testpnm p;
	char line[128];

	ck_assert(read_page(cases[_i].keys, &g));
	if (cases[_i].unit != 1) {
		return;
	}
	testpdf_save(&t, path);
	snprintf(line, sizeof(line),
	    "pdftoppm -r 72 -gray -cropbox %s 2>/dev/null", path);
	p = testpnm_run(line);
	if (p.w == 1) {
		ck_assert_float_eq(g.box.x1, 200);
		testpnm_finish(&p);
		return;
	}
	struct ic_rect dark = dark_box(&p);
	fz_rect want = fz_transform_rect(ink, g.to_display);

	ck_assert_int_eq(p.w, (g.size.w + 999) / 1000);
	ck_assert_int_eq(p.h, (g.size.h + 999) / 1000);
	ck_assert_float_le(fabsf((float)dark.x0 - want.x0), 1);
	ck_assert_float_le(fabsf((float)dark.y0 - want.y0), 1);
	ck_assert_float_le(fabsf((float)dark.x1 - want.x1), 1);
	ck_assert_float_le(fabsf((float)dark.y1 - want.y1), 1);
	testpnm_finish(&p);
}
END_TEST

START_TEST(every_corner_of_the_box_is_a_corner_of_the_page)
{
	static const char *const turns[] = { "0", "90", "180", "270" };
	struct ic_geometry g;
	char keys[128];

	snprintf(keys, sizeof(keys),
	    "/MediaBox[-7 11 193 311]/UserUnit 2"
	    "/CropBox[-7 20 150 300]/Rotate %s",
	    turns[_i]);
	ck_assert(read_page(keys, &g));
	struct ic_rect r = ic_geometry_display(
	    fz_transform_rect(g.box, g.to_display));
	fz_rect back = fz_transform_rect(ic_geometry_points(ic_rect_of(g.size)),
	    g.to_user);

	ck_assert_int_eq(r.x0, 0);
	ck_assert_int_eq(r.y0, 0);
	ck_assert_int_eq(r.x1, g.size.w);
	ck_assert_int_eq(r.y1, g.size.h);
	ck_assert_float_eq_tol(back.x0, g.box.x0, 0.001);
	ck_assert_float_eq_tol(back.y1, g.box.y1, 0.001);
}
END_TEST

START_TEST(a_size_of_no_use_is_refused)
{
	static const char *const keys[] = {
		"/MediaBox[0 0 2.9 300]",
		"/MediaBox[0 0 300 2.9]",
		"/MediaBox[0 0 0.5 0.5]/UserUnit 100",
		"/MediaBox[0 0 1000001 300]",
		"/MediaBox[0 0 20000 300]/UserUnit 51",
	};
	struct ic_geometry g = { .rotate = 7 };

	ck_assert_msg(!read_page(keys[_i], &g), "%s", keys[_i]);
	ck_assert_int_eq(g.rotate, 7);
}
END_TEST

START_TEST(what_a_page_inherits_may_be_indirect)
{
	struct ic_document doc;
	struct ic_geometry g;
	int fd;

	testpdf_begin(&t);
	testpdf_object(&t, "<</Type/Catalog/Pages 2 0 R>>");
	testpdf_object(&t,
	    "<</Type/Pages/Kids[3 0 R]/Count 1"
	    "/MediaBox 5 0 R/Rotate 6 0 R>>");
	testpdf_object(&t,
	    "<</Type/Pages/Parent 2 0 R/Kids[4 0 R]/Count 1"
	    "/CropBox[10 10 7 0 R 110]>>");
	testpdf_object(&t, "<</Type/Page/Parent 3 0 R>>");
	testpdf_object(&t, "[0 0 200 300]");
	testpdf_object(&t, "270");
	testpdf_object(&t, "60");
	testpdf_end(&t);
	fd = testpdf_fd(&t);
	ck_assert_int_eq(ic_document_open(&doc, fd, ""), IC_REASON_NONE);
	ck_assert(try_read(&doc, &g));
	ck_assert_int_eq(g.rotate, 270);
	ck_assert_int_eq(g.size.w, 100000);
	ck_assert_int_eq(g.size.h, 50000);
	ic_document_close(&doc);
	close(fd);
}
END_TEST

START_TEST(points_are_rounded_outward_and_nonsense_is_empty)
{
	struct ic_rect r = ic_geometry_display(
	    (fz_rect){ 1.0001F, 2.0009F, 3.0001F, 1e20F });

	ck_assert_int_eq(r.x0, 1000);
	ck_assert_int_eq(r.y0, 2000);
	ck_assert_int_eq(r.x1, 3001);
	ck_assert_int_eq(r.y1, IC_MPT_MAX);
	ck_assert(
	    ic_rect_is_empty(ic_geometry_display((fz_rect){ 5, 5, 4, 9 })));
}
END_TEST

Suite *suite_geometry(void)
{
	int n = sizeof(cases) / sizeof(*cases);
	Suite *s = suite_create("geometry");
	TCase *c = tcase_create("geometry");

	tcase_add_checked_fixture(c, setup, teardown);
	tcase_set_timeout(c, 60);
	tcase_add_loop_test(c, a_milli_point_of_the_page_is_found_again, 0, n);
	tcase_add_loop_test(c, boxes_rotation_and_unit_follow_the_rule, 0, n);
	tcase_add_loop_test(c,
	    poppler_shows_the_same_size_and_the_ink_where_we_say, 0, n);
	tcase_add_loop_test(c, every_corner_of_the_box_is_a_corner_of_the_page,
	    0, 4);
	tcase_add_loop_test(c, a_size_of_no_use_is_refused, 0, 5);
	tcase_add_test(c, what_a_page_inherits_may_be_indirect);
	tcase_add_test(c, points_are_rounded_outward_and_nonsense_is_empty);
	suite_add_tcase(s, c);
	return s;
}
