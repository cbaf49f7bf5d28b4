/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Proof 4, what it looks for: which words a box covers, and which of them the
 * reader sees elsewhere.
 */
#include <string.h>
#include <unistd.h>

#include "suites.h"
#include "survivor.h"

struct scene {
	const char *name;
	const char *pages[SURVIVOR_PAGES];
	enum where where;
	const char *what;
	bool found;
	uint32_t page;
};

#define NOTHING "<</Type 1>>"

/* 48 points wide, of which the box takes 20: Quim is under it, byson not. */
#define CUT "BT /F 10 Tf 280 640 Td (Quimbyson) Tj ET\n"

#define BROKEN "BT /F 6 Tf 80 645 Td (Quim-) Tj 0 -7 Td (byson) Tj ET\n"
#define BROKEN_OPEN "BT /F 10 Tf 72 600 Td (Quim-) Tj 0 -12 Td (byson) Tj ET\n"

static const struct scene scenes[] = {
	{ "covered here, to be seen there",
	    { BOXED("Quimbyson"), SHOWN("Quimbyson"), OPEN }, OBJECT,
	    "<</A(Quimbyson)>>", false, 0 },
	{ "to be seen in another case",
	    { BOXED("Quimbyson"), SHOWN("by QUIMBYSON, too"), OPEN }, OBJECT,
	    "<</A(Quimbyson)>>", false, 0 },
	{ "covered on the second page alone",
	    { OPEN, BOXED("Quimbyson"), OPEN }, OBJECT, "<</A(Quimbyson)>>",
	    true, 1 },
	{ "covered twice, in the layer of the third page",
	    { BOXED("Quimbyson"), BOXED("Quimbyson"), OPEN }, LAYER, SHOW(WIDE),
	    true, 0 },
	{ "elsewhere in white on white",
	    { BOXED("Quimbyson"), "1 g " SHOWN("Quimbyson"), OPEN }, OBJECT,
	    "<</A(Quimbyson)>>", true, 0 },
	{ "elsewhere invisible and without ink",
	    { BOXED("Quimbyson"), "BT 3 Tr ET " SHOWN("Quimbyson"), OPEN },
	    OBJECT, "<</A(Quimbyson)>>", true, 0 },
	{ "elsewhere below a bar",
	    { BOXED("Quimbyson"), SHOWN("Quimbyson") "0 g 60 590 120 30 re f",
		OPEN },
	    OBJECT, "<</A(Quimbyson)>>", true, 0 },
	{ "elsewhere as a part of a longer word",
	    { BOXED("Quimbyson"), SHOWN("Quimbysoniad"), OPEN }, OBJECT,
	    "<</A(Quimbyson)>>", true, 0 },
	{ "invisible under the box", { "BT 3 Tr ET " COVERED, OPEN, OPEN },
	    OBJECT, "<</A(Quimbyson)>>", true, 0 },
	{ "white under the box", { "1 g " COVERED, OPEN, OPEN }, OBJECT,
	    "<</A(Quimbyson)>>", true, 0 },
	{ "cut by the box's edge", { CUT, OPEN, OPEN }, OBJECT, NOTHING, false,
	    0 },
	{ "the word that the edge cuts", { CUT, OPEN, OPEN }, OBJECT,
	    "<</A(Quimbyson)>>", true, 0 },
	{ "what of it lay under the box", { CUT, OPEN, OPEN }, OBJECT,
	    "<</A(quim)>>", true, 0 },
	{ "what of it did not", { CUT, OPEN, OPEN }, OBJECT, "<</A(byson)>>",
	    false, 0 },
	{ "broken over a line under the box", { BROKEN, OPEN, OPEN }, OBJECT,
	    "<</A(Quimbyson)>>", true, 0 },
	{ "one half of it", { BROKEN, OPEN, OPEN }, OBJECT, "<</A(byson)>>",
	    true, 0 },
	{ "broken over a line in the open",
	    { BOXED("Quimbyson"), BROKEN_OPEN, OPEN }, OBJECT,
	    "<</A(Quimbyson)>>", false, 0 },
	{ "an accent in Latin-1", { BOXED("Jos\\351"), OPEN, OPEN }, OBJECT,
	    "<</A(JOS\xc9)>>", true, 0 },
	{ "an accent in UTF-8", { BOXED("Jos\\351"), OPEN, OPEN }, OBJECT,
	    "<</A(Jos\xc3\xa9)>>", true, 0 },
	{ "an accent apart in UTF-8", { BOXED("Jos\\351"), OPEN, OPEN }, OBJECT,
	    "<</A(Jose\xcc\x81)>>", true, 0 },
	{ "an accent apart in the layer", { BOXED("Jos\\351"), OPEN, OPEN },
	    LAYER, SHOW("004A006F007300650301"), true, 0 },
	{ "the word without its accent", { BOXED("Jos\\351"), OPEN, OPEN },
	    OBJECT, "<</A(Jose)>>", false, 0 },
	{ "a ligature", { BOXED("Kofi"), OPEN, OPEN }, OBJECT,
	    "<</A<FEFF004B006FFB01>>>", true, 0 },
	{ "the writer's vocabulary",
	    { BOXED("Resources Page stream Type Width Adobe Identity"), OPEN,
		OPEN },
	    OBJECT, NOTHING, false, 0 },
	{ "what the fonts say of themselves",
	    { BOXED("Copyright Design Development Nimbus Regular"), OPEN,
		OPEN },
	    OBJECT, NOTHING, false, 0 },
	{ "the writer's vocabulary in a string",
	    { BOXED("Adobe Resources"), OPEN, OPEN }, OBJECT,
	    "<</A(Resources)>>", true, 0 },
	{ "and in the layer", { BOXED("Catalog"), OPEN, OPEN }, LAYER,
	    SHOW("0043006100740061006C006F0067"), true, 0 },
	{ "what the plan prints",
	    { BOXED("PII COE000001 CONFIDENTIAL ORDER IA"), OPEN, OPEN },
	    OBJECT, NOTHING, false, 0 },
	{ "what the plan prints, in the layer",
	    { BOXED("PII CONFIDENTIAL"), OPEN, OPEN }, LAYER,
	    SHOW("005000490049"), true, 0 },
	{ "short words", { BOXED("a b 1 2 0 I of W K Q f"), OPEN, OPEN },
	    OBJECT, NOTHING, false, 0 },
	{ "a long number as a number",
	    { BOXED("4111222233334444"), OPEN, OPEN }, OBJECT,
	    "<</N 4111222233334444>>", true, 0 },
	{ "a very long word in deep samples",
	    { BOXED("Quimbysonianismus"), OPEN, OPEN }, DEEP,
	    "..Quimbysonianismus..", true, 0 },
	{ "a word of like letters in samples",
	    { BOXED("UUUUUUUUUU"), OPEN, OPEN }, SAMPLES, "..UUUUUUUUUUUU..",
	    false, 0 },
};

#define SCENES (int)(sizeof(scenes) / sizeof(scenes[0]))

START_TEST(what_is_covered_and_what_is_seen_is_told_apart)
{
	const struct scene *c = &scenes[_i];
	int from = survivor_source(c->pages);
	struct told t;

	survivor_make(from);
	survivor_plant(c->where, c->what, strlen(c->what));
	t = survivor_judge(from);
	if (c->found) {
		survivor_found(c->name, &t, c->page, c->page);
	} else {
		survivor_none(c->name, &t);
	}
	close(from);
}
END_TEST

START_TEST(a_word_of_a_page_that_is_covered_whole_has_a_page_and_no_box)
{
	static const char *const pages[SURVIVOR_PAGES] = { OPEN, OPEN,
		SHOWN("Quimbyson") };
	int from = survivor_source(pages);
	struct told t;

	survivor_made.pages[2].whole = 1;
	survivor_make(from);
	t = survivor_judge(from);
	survivor_none("whole", &t);
	survivor_plant(OBJECT, "<</A(Quimbyson)>>", 17);
	t = survivor_judge(from);
	survivor_found("whole", &t, 2, UINT32_MAX);
	close(from);
}
END_TEST

/* Else a stored measure would tell whether words are under the boxes. */
START_TEST(what_is_measured_does_not_depend_on_what_is_covered)
{
	static const char *const words[SURVIVOR_PAGES] = { COVERED, OPEN,
		OPEN };
	static const char *const none[SURVIVOR_PAGES] = { OPEN, OPEN, OPEN };
	int with = survivor_source(words), without = survivor_source(none);
	struct told a, b;

	survivor_make(with);
	a = survivor_judge(with);
	b = survivor_judge(without);
	survivor_none("with", &a);
	survivor_none("without", &b);
	ck_assert_int_eq(a.searched, b.searched);
	close(with);
	close(without);
}
END_TEST

Suite *suite_judge_words_seen(void)
{
	Suite *s = suite_create("judge_words_seen");
	TCase *t = tcase_create("judge_words_seen");

	tcase_add_checked_fixture(t, survivor_setup, survivor_teardown);
	tcase_set_timeout(t, 120);
	tcase_add_loop_test(t, what_is_covered_and_what_is_seen_is_told_apart,
	    0, SCENES);
	tcase_add_test(t,
	    a_word_of_a_page_that_is_covered_whole_has_a_page_and_no_box);
	tcase_add_test(t, what_is_measured_does_not_depend_on_what_is_covered);
	suite_add_tcase(s, t);
	return s;
}
