/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/annot.h"

#include <string.h>

#include "core/annot_pick.h"
#include "suites.h"

static const struct ic_size pages[] = { { 612000, 792000 },
	{ 792000, 612000 } };
static const struct ic_rect rects[] = { { 0, 0, 612000, 792000 },
	{ 72000, 90001, 300125, 104000 } };

static struct ic_annot plain(void)
{
	return (struct ic_annot){ .type = IC_ANNOT_HIGHLIGHT,
		.color = 0xffff00,
		.of = UINT32_MAX,
		.nrects = 2,
		.rects = rects,
		.name = "R1",
		.author = "J\xc3\xb6rg S: Esq.",
		.subject = "",
		.overlay = "PII",
		.contents = "ask JS" };
}

static void write_file(struct ic_buf *out, const struct ic_annot *a, uint32_t n)
{
	struct ic_annots head = { .pages = pages,
		.npages = 2,
		.href = "a.pdf" };

	ic_buf_reset(out);
	ck_assert(ic_annots_put_head(out, &head));
	for (uint32_t i = 0; i < n; i++) {
		ck_assert(ic_annots_put(out, &a[i]));
	}
	ck_assert(ic_annots_put_end(out, n));
}

/* Whether a file of these annotations is read. */
static bool reads(const struct ic_annot *a, uint32_t n)
{
	struct ic_buf file = { 0 };
	struct ic_annots list = { 0 };
	struct ic_error err = { 0 };
	bool ok;

	write_file(&file, a, n);
	ok = ic_annots_load(file.data, file.len, &list, &err);
	ck_assert(ok || err.code == IC_EBUG);
	ic_annots_finish(&list);
	ic_buf_finish(&file);
	return ok;
}

START_TEST(what_is_written_is_read)
{
	struct ic_annot a[2] = { plain(), plain() };
	struct ic_buf file = { 0 };
	struct ic_annots list = { 0 };
	struct ic_error err;

	a[1].flags = IC_ANNOT_BIT(REPLY) | IC_ANNOT_BIT(EMPTY);
	a[1].of = 0;
	a[1].state = IC_ANNOT_STATE_REJECTED;
	a[1].nrects = 0;
	write_file(&file, a, 2);
	ck_assert(ic_annots_load(file.data, file.len, &list, &err));
	ck_assert_uint_eq(list.n, 2);
	ck_assert_uint_eq(list.npages, 2);
	ck_assert_int_eq(list.pages[1].w, 792000);
	ck_assert_str_eq(list.href, "a.pdf");
	ck_assert_uint_eq(list.at[0].color, 0xffff00);
	ck_assert_uint_eq(list.at[0].nrects, 2);
	ck_assert_mem_eq(list.at[0].rects, rects, sizeof(rects));
	ck_assert_str_eq(list.at[0].author, a[0].author);
	ck_assert_str_eq(list.at[0].subject, "");
	ck_assert_str_eq(list.at[0].contents, "ask JS");
	ck_assert_uint_eq(list.at[0].state, IC_ANNOT_STATE_REJECTED);
	ic_annots_finish(&list);
	ic_buf_finish(&file);
}
END_TEST

START_TEST(a_file_that_is_cut_or_longer_is_refused)
{
	struct ic_annot a = plain();
	struct ic_buf file = { 0 };
	struct ic_annots list = { 0 };
	struct ic_error err = { 0 };

	write_file(&file, &a, 1);
	for (size_t n = 0; n < file.len; n++) {
		ck_assert_msg(!ic_annots_load(file.data, n, &list, &err),
		    "%zu bytes of %zu", n, file.len);
	}
	ic_buf_putc(&file, 0);
	ck_assert(!ic_annots_load(file.data, file.len, &list, &err));
	ck_assert(list.n == 0 && !list.at && err.code == IC_EBUG);
	ic_buf_finish(&file);
}
END_TEST

START_TEST(a_rectangle_lies_within_its_page)
{
	struct ic_rect r[] = { { 0, 0, 612001, 10 }, { 5, 5, 5, 9 },
		{ -1, 0, 4, 4 }, { 9, 9, 8, 10 } };
	struct ic_annot a = plain();

	a.nrects = 1;
	for (size_t i = 0; i < sizeof(r) / sizeof(*r); i++) {
		a.rects = &r[i];
		ck_assert_msg(!reads(&a, 1), "rectangle %zu", i);
	}
	a.rects = rects;
	ck_assert(reads(&a, 1));
	a.page = 1; /* which is lower */
	ck_assert(!reads(&a, 1));
}
END_TEST

START_TEST(a_string_is_one_plain_line)
{
	static const char *const bad[] = { "a\nb", "a\x1b[2J", "\xff",
		"\xc0\x80", "\xe2\x80\xae", "\xef\xbb\xbf", "\x7f",
		"\xc2\x85" };
	struct ic_annot a = plain();
	char longer[IC_ANNOT_NAME_MAX + 2];

	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
		a.contents = bad[i];
		ck_assert_msg(!reads(&a, 1), "string %zu", i);
	}
	a.contents = "\xef\xbf\xbd";
	ck_assert(reads(&a, 1));
	memset(longer, 'x', sizeof(longer) - 1);
	longer[IC_ANNOT_NAME_MAX + 1] = '\0';
	a.contents = longer;
	ck_assert(reads(&a, 1));
	a.author = longer;
	ck_assert(!reads(&a, 1));
	a.author = longer + 1;
	ck_assert(reads(&a, 1));
}
END_TEST

START_TEST(numbers_are_within_their_range)
{
	struct ic_annot a;

#define REFUSED(field, value) \
	do { \
		a = plain(); \
		a.field = (value); \
		ck_assert_msg(!reads(&a, 1), #field " = " #value); \
	} while (0)
	REFUSED(type, IC_ANNOT_TYPE_COUNT);
	REFUSED(flags, 1u << IC_ANNOT_FLAG_COUNT);
	REFUSED(flags, IC_ANNOT_BIT(NO_PAGE));
	REFUSED(state, IC_ANNOT_STATE_COUNT);
	REFUSED(state, IC_ANNOT_STATE_ACCEPTED); /* it is no reply */
	REFUSED(color, 0x1000000);
	REFUSED(page, 2);
	REFUSED(of, 0);     /* it is no reply */
	REFUSED(nrects, 0); /* and does not say why */
#undef REFUSED
}
END_TEST

START_TEST(a_reply_is_to_what_is_no_reply)
{
	struct ic_annot a[3] = { plain(), plain(), plain() };

	a[1].flags = a[2].flags = IC_ANNOT_BIT(REPLY);
	a[1].of = 0;
	a[2].of = 1;
	ck_assert(!reads(a, 3));
	a[2].of = 2;
	ck_assert(!reads(a, 3));
	a[2].of = 3;
	ck_assert(!reads(a, 3));
	a[2].of = UINT32_MAX;
	ck_assert(reads(a, 3));
	a[2].of = 0;
	ck_assert(reads(a, 3));
	a[2].flags |= IC_ANNOT_BIT(GROUPED);
	ck_assert(!reads(a, 3));
}
END_TEST

START_TEST(a_type_has_the_names_of_the_standards)
{
	enum ic_annot_type t;

	for (unsigned i = 0; i < IC_ANNOT_TYPE_COUNT; i++) {
		ck_assert(ic_annot_type_parse(ic_annot_type_word(i), &t));
		ck_assert_uint_eq(t, i);
	}
	ck_assert(ic_annot_type_parse("Box", &t) && t == IC_ANNOT_SQUARE);
	ck_assert(!ic_annot_type_parse("", &t));
	ck_assert(!ic_annot_type_parse("popup", &t));
	ck_assert_uint_eq(ic_annot_type_of("StrikeOut"), IC_ANNOT_STRIKEOUT);
	ck_assert_uint_eq(ic_annot_type_of("strikeout"), IC_ANNOT_OTHER);
	ck_assert_uint_eq(ic_annot_type_of(""), IC_ANNOT_OTHER);
	ck_assert_uint_eq(ic_annot_type_element("fileattachment"),
	    IC_ANNOT_FILE);
	ck_assert_uint_eq(ic_annot_state_of("Accepted"),
	    IC_ANNOT_STATE_ACCEPTED);
	ck_assert_uint_eq(ic_annot_state_of("Marked"), IC_ANNOT_STATE_NONE);
}
END_TEST

static struct ic_annot_pick pick(const char *text)
{
	struct ic_annot_pick p;
	struct ic_error err = { 0 };

	ck_assert_msg(ic_annot_pick_parse(text, &p, &err), "%s: %s", text,
	    err.msg);
	return p;
}

static bool meets(const char *text, const struct ic_annot *a)
{
	struct ic_annot_pick p = pick(text);

	return ic_annot_pick_meets(&p, a);
}

START_TEST(a_pick_names_type_color_and_author)
{
	struct ic_annot a = plain();

	a.author = "EXT: J. Smith";
	ck_assert(meets("highlight", &a));
	ck_assert(meets("Highlight : Yellow", &a));
	ck_assert(meets("*", &a) && meets("*:*:*", &a) && meets("::", &a));
	ck_assert(meets("highlight:#FFFF00", &a));
	ck_assert(meets("highlight:yellow:EXT: J. Smith", &a));
	ck_assert(meets("highlight:: ext: j. smith ", &a));
	ck_assert(!meets("highlight:blue", &a));
	ck_assert(!meets("highlight:#ffff01", &a));
	ck_assert(!meets("highlight:none", &a));
	ck_assert(!meets("highlight:*:EXT", &a));
	ck_assert(!meets("square:yellow", &a));
	a.color = IC_ANNOT_NO_COLOR;
	ck_assert(meets("highlight:none", &a));
	ck_assert(!meets("highlight:yellow", &a));
	ck_assert(meets("highlight:*", &a));
}
END_TEST

START_TEST(a_pick_that_says_nothing_known_is_refused)
{
	static const char *const bad[] = { "", "highlights of mine", "popup",
		"highlight:mauve", "highlight:#ff00", "highlight:#gg0000",
		"highlight:#\x11\x11\x11\x11\x11\x11", "JSmith:yellow",
		"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" };
	struct ic_annot_pick p;
	struct ic_error err;

	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
		err.code = IC_OK;
		ck_assert_msg(!ic_annot_pick_parse(bad[i], &p, &err), "%s",
		    bad[i]);
		ck_assert_int_eq(err.code, IC_EUSAGE);
	}
}
END_TEST

START_TEST(what_says_more_decides)
{
	struct ic_annot_pick take = pick("highlight:yellow");
	struct ic_annot_pick all = pick("highlight");
	struct ic_annot_pick by = pick("highlight::Roe");
	struct ic_annot_pick both = pick("highlight:yellow:Roe");
	struct ic_annot a = plain();

	a.author = "Roe";
	ck_assert_int_eq(ic_annot_fate(&a, NULL, 0, NULL, 0), IC_FATE_OPEN);
	ck_assert_int_eq(ic_annot_fate(&a, &take, 1, &all, 1), IC_FATE_TAKE);
	ck_assert_int_eq(ic_annot_fate(&a, &all, 1, &take, 1), IC_FATE_LEAVE);
	ck_assert_int_eq(ic_annot_fate(&a, &take, 1, &by, 1), IC_FATE_BOTH);
	ck_assert_int_eq(ic_annot_fate(&a, &take, 1, &both, 1), IC_FATE_LEAVE);
	a.type = IC_ANNOT_SQUARE;
	ck_assert_int_eq(ic_annot_fate(&a, &take, 1, &by, 1), IC_FATE_OPEN);
}
END_TEST

Suite *suite_annot(void)
{
	Suite *s = suite_create("annot");
	TCase *t = tcase_create("annot");

	tcase_add_test(t, what_is_written_is_read);
	tcase_add_test(t, a_file_that_is_cut_or_longer_is_refused);
	tcase_add_test(t, a_rectangle_lies_within_its_page);
	tcase_add_test(t, a_string_is_one_plain_line);
	tcase_add_test(t, numbers_are_within_their_range);
	tcase_add_test(t, a_reply_is_to_what_is_no_reply);
	tcase_add_test(t, a_type_has_the_names_of_the_standards);
	tcase_add_test(t, a_pick_names_type_color_and_author);
	tcase_add_test(t, a_pick_that_says_nothing_known_is_refused);
	tcase_add_test(t, what_says_more_decides);
	suite_add_tcase(s, t);
	return s;
}
