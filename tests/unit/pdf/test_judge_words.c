/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Proof 4, where it looks: in every place and spelling a covered word is found
 * and told by its box, and what only looks like one passes.
 */
#include <string.h>
#include <unistd.h>

#include <zlib.h>

#include "suites.h"
#include "survivor.h"

struct planted {
	const char *name;
	enum where where;
	const char *what;
	size_t n;
};

#define PLANT(name_, where_, text) \
	{ \
		name_, where_, text, sizeof(text) - 1 \
	}

/* The word, or the start of it, in full width, UTF-8. */
#define BROAD_6 \
	"\xef\xbc\xb1\xef\xbd\x95\xef\xbd\x89\xef\xbd\x8d\xef\xbd\x82" \
	"\xef\xbd\x99"
#define BROAD BROAD_6 "\xef\xbd\x93\xef\xbd\x8f\xef\xbd\x8e"

/* 494 bytes: with 18 more a string is handed on for the first time. */
#define LINE "What one piece says, all others mean. "
#define FOUR LINE LINE LINE LINE
#define LONG FOUR FOUR FOUR LINE

static const struct planted survivors[] = {
	PLANT("a word in the layer", LAYER, SHOW(WIDE)),
	PLANT("in small letters", LAYER,
	    SHOW("007100750069006D006200790073006F006E")),
	PLANT("in full width", LAYER,
	    SHOW("FF31FF55FF49FF4DFF42FF59FF53FF4FFF4E")),
	PLANT("between other characters", LAYER,
	    SHOW("0028" WIDE "002C0020005A")),
	PLANT("in two pieces", LAYER,
	    "BT 3 Tr /T0 10 Tf 1 0 0 1 72 500 Tm <005100750069006D> Tj "
	    "<006200790073006F006E> Tj ET\n"),
	PLANT("in pieces of one operator", LAYER,
	    "BT 3 Tr /T0 10 Tf 1 0 0 1 72 500 Tm [<005100750069006D> 0 "
	    "<006200790073006F006E>] TJ ET\n"),
	PLANT("a word of two letters", LAYER, SHOW("007A0071")),
	PLANT("a word of one letter", LAYER, SHOW("0078")),
	PLANT("a number without its hyphen", LAYER,
	    SHOW("003400340031003200370037")),
	PLANT("a part of the number", LAYER, SHOW("0034003400310032")),
	PLANT("visible text that nobody planned", LAYER,
	    "BT 0 Tr /T0 10 Tf 1 0 0 1 72 500 Tm <" WIDE "> Tj ET\n"),
	PLANT("a literal string", LAYER,
	    "BT 3 Tr /T0 10 Tf (Quimbyson) Tj ET\n"),
	PLANT("a literal string in the label font", LAYER,
	    "BT 3 Tr /F0 10 Tf (Quimbyson) Tj ET\n"),
	PLANT("an operand of marked content", LAYER,
	    "/Span <</ActualText(Quimbyson)>> BDC EMC\n"),
	PLANT("a comment in a content", LAYER, "% of Quimbyson\n"),
	PLANT("a name in a content", LAYER, "/Quimbyson Do\n"),
	PLANT("a string of an object", OBJECT, "<</A(for Quimbyson only)>>"),
	PLANT("a short word in a string", OBJECT, "<</A(to zq.)>>"),
	PLANT("escapes", OBJECT, "<</A(\\121uim\\142yson)>>"),
	PLANT("a broken line in a string", OBJECT, "<</A(Quim\\\nbyson)>>"),
	PLANT("nested parentheses", OBJECT, "<</A((a)(Quimbyson))>>"),
	PLANT("hexadecimal digits of a string", OBJECT,
	    "<</A<51 75 69 6d6279736F6E>>>"),
	PLANT("UTF-16 with its mark", OBJECT, "<</A<FEFF" WIDE ">>>"),
	PLANT("UTF-16 the other way round", OBJECT,
	    "<</A<FFFE5100750069006D006200790073006F006E00>>>"),
	PLANT("full width in UTF-8", OBJECT, "<</A(" BROAD ")>>"),
	PLANT("UTF-8 in a name", OBJECT, "<</A/by." BROAD ">>"),
	PLANT("UTF-8 where a long string is cut", OBJECT,
	    "<</A(" LONG BROAD_6 "son)>>"),
	PLANT("digits as text", OBJECT, "<</A(5175696d6279736f6e)>>"),
	PLANT("wide digits as text", OBJECT, "<</A(" WIDE ")>>"),
	PLANT("a name", OBJECT, "<</Quimbyson true>>"),
	PLANT("a name as a value", OBJECT, "<</A/by.Quimbyson>>"),
	PLANT("a name in digits", OBJECT, "<</A/Q#75imbyson>>"),
	PLANT("a comment", OBJECT, "<</A 1>>%Quimbyson"),
	PLANT("a word that is no token", OBJECT, "<</A Quimbyson>>"),
	PLANT("a stream that nothing refers to", STREAM, "by Quimbyson"),
	PLANT("a string in an object stream", STREAM,
	    "8 0 9 12 <</T(Quimbyson)>>"),
	PLANT("a CMap that maps to a word", STREAM,
	    "begincmap 1 beginbfchar <0001> <" WIDE "> endbfchar endcmap"),
	PLANT("bytes of a code stream", STORED,
	    "\xff\xd8"
	    "Quimbyson"),
	PLANT("capitals in a code stream", STORED, "\xff\xd8QUIMBYSON"),
	PLANT("UTF-16 in a code stream", STORED,
	    "\xff\xd8\0Q\0u\0i\0m\0b\0y\0s\0o\0n"),
	PLANT("UTF-16 the other way in a code stream", STORED,
	    "\xff\xd8Q\0u\0i\0m\0b\0y\0s\0o\0n\0"),
	PLANT("digits in a code stream", STORED,
	    "\xff\xd8"
	    "5175696D6279736F6E"),
	PLANT("small letters in samples", SAMPLES, "\xff\xff quimbyson\xff"),
	PLANT("digits in samples", SAMPLES,
	    "\1\2"
	    "5175696d6279736f6e"),
	PLANT("a code stream that nearly ends", STORED,
	    "\xff\xd8"
	    "endstrendstre Quimbyson"),
	PLANT("a word in a font", FONT, "\1\4CIDquimbyson\2"),
};

#define SURVIVORS (int)(sizeof(survivors) / sizeof(survivors[0]))

START_TEST(a_covered_word_is_found_wherever_it_survives)
{
	static const char *const pages[SURVIVOR_PAGES] = { COVERED, OPEN,
		OPEN };
	const struct planted *p = &survivors[_i];
	int from = survivor_source(pages);
	struct told t;

	survivor_make(from);
	survivor_plant(p->where, p->what, p->n);
	t = survivor_judge(from);
	survivor_found(p->name, &t, 0, 0);
	close(from);
}
END_TEST

static const struct planted innocent[] = {
	PLANT("nothing", OBJECT, "<</A 1>>"),
	PLANT("a longer word in the layer", LAYER, SHOW(WIDE "006900610064")),
	PLANT("a longer word in a string", OBJECT, "<</A(zqs 14412 x2)>>"),
	PLANT("a shorter word in a string", OBJECT, "<</A(Quimby son)>>"),
	PLANT("a size as large as a number", OBJECT, "<</A 4412/B 77>>"),
	PLANT("a place as far as a number", LAYER, "1 0 0 1 4412 77 cm\n"),
	PLANT("a short word among bytes", STORED,
	    "\xff\xd8"
	    "\1zq\1"),
	PLANT("a short word in samples", SAMPLES, "\1 zq 4412-77 \2"),
	PLANT("a word in smooth samples", DEEP, "\1Quimbyson\2"),
	PLANT("a CMap's characters", STREAM,
	    "begincmap 1 beginbfchar <0001> <0078> endbfchar endcmap"),
	PLANT("glyph numbers that would spell it", LAYER,
	    "BT 3 Tr /F0 10 Tf <" WIDE "> Tj ET\n"),
};

#define INNOCENT (int)(sizeof(innocent) / sizeof(innocent[0]))

START_TEST(what_is_no_word_of_its_own_is_no_survivor)
{
	static const char *const pages[SURVIVOR_PAGES] = { COVERED, OPEN,
		OPEN };
	const struct planted *p = &innocent[_i];
	int from = survivor_source(pages);
	struct told t;

	survivor_make(from);
	survivor_plant(p->where, p->what, p->n);
	t = survivor_judge(from);
	survivor_none(p->name, &t);
	ck_assert_int_gt(t.searched, 1000);
	close(from);
}
END_TEST

START_TEST(bytes_that_belong_to_no_object_are_read)
{
	static const char *const pages[SURVIVOR_PAGES] = { COVERED, OPEN,
		OPEN };
	static const char *const tails[] = { "Quimbyson", "%Quimbyson\n",
		"stream\nQuimbyson", "(Quimbyson", "<5175696D6279736F6E",
		"/Quimbyson" };
	int from = survivor_source(pages);

	survivor_make(from);
	for (size_t i = 0; i < sizeof(tails) / sizeof(tails[0]); i++) {
		struct ic_buf bytes = { 0 };
		struct told t;

		seed_write(&survivor_seed, &bytes);
		ic_buf_puts(&bytes, tails[i]);
		t = survivor_judge_bytes(&bytes, from);
		survivor_found(tails[i], &t, 0, 0);
		ic_buf_finish(&bytes);
	}
	close(from);
}
END_TEST

/* However the reader's windows fall. */
START_TEST(a_word_is_found_at_any_place_of_a_long_stream)
{
	static const char *const pages[SURVIVOR_PAGES] = { COVERED, OPEN,
		OPEN };
	static char data[140000];
	int from = survivor_source(pages);

	survivor_make(from);
	for (size_t at = 65536 - 10; at <= 65536; at += 2) {
		static const char word[] = "Quimbyson";
		unsigned number = survivor_seed.n;
		struct told t;

		memset(data, 0xff, sizeof(data));
		memcpy(data + at, word, sizeof(word) - 1);
		survivor_plant(SAMPLES, data, sizeof(data));
		t = survivor_judge(from);
		survivor_found(word, &t, 0, 0);
		ic_buf_finish(&survivor_seed.object[number]);
		survivor_seed.n = number;
	}
	close(from);
}
END_TEST

START_TEST(a_word_is_found_where_two_readings_of_the_file_meet)
{
	static const char *const pages[SURVIVOR_PAGES] = { COVERED, OPEN,
		OPEN };
	static const char word[] = "Quimbyson";
	static char data[140000];
	int from = survivor_source(pages);

	survivor_make(from);
	memset(data, 0xff, sizeof(data));
	survivor_plant(STORED, data, sizeof(data));
	for (size_t before = 1; before < sizeof(word) - 1; before++) {
		struct ic_buf bytes = { 0 };
		uint8_t *at;
		struct told t;

		seed_write(&survivor_seed, &bytes);
		ck_assert_uint_gt(bytes.len, sizeof(data));
		at = bytes.data + 65536 - before;
		ck_assert(at[0] == 0xff && at[sizeof(word)] == 0xff);
		memcpy(at, word, sizeof(word) - 1);
		t = survivor_judge_bytes(&bytes, from);
		survivor_found(word, &t, 0, 0);
		ic_buf_finish(&bytes);
	}
	close(from);
}
END_TEST

/* The word, deflated, behind what is there. */
static void add_deflated(struct ic_buf *b, const char *text)
{
	uint8_t z[128];
	uLongf n = sizeof(z);

	ck_assert_int_eq(compress(z, &n, (const Bytef *)text, strlen(text)),
	    Z_OK);
	ic_buf_add(b, z, n);
}

START_TEST(deflated_bytes_are_read_however_a_stream_begins_and_goes_on)
{
	static const char *const pages[SURVIVOR_PAGES] = { COVERED, OPEN,
		OPEN };
	static const char *const begins[] = { "<<>>\nstream\n",
		"<<>>\nstream\r\n" };
	int from = survivor_source(pages);

	survivor_make(from);
	for (int i = 0; i < 4; i++) {
		struct ic_buf bytes = { 0 };
		struct told t;

		seed_write(&survivor_seed, &bytes);
		ic_buf_puts(&bytes, begins[i / 2]);
		if (i % 2) {
			add_deflated(&bytes, "One stream, then ");
		}
		add_deflated(&bytes, "Quimbyson");
		ic_buf_puts(&bytes, "\nendstream\n");
		t = survivor_judge_bytes(&bytes, from);
		survivor_found(i % 2 ? "behind another" : "alone", &t, 0, 0);
		ic_buf_finish(&bytes);
	}
	close(from);
}
END_TEST

Suite *suite_judge_words(void)
{
	Suite *s = suite_create("judge_words");
	TCase *t = tcase_create("judge_words");

	tcase_add_checked_fixture(t, survivor_setup, survivor_teardown);
	tcase_set_timeout(t, 120);
	tcase_add_loop_test(t, a_covered_word_is_found_wherever_it_survives, 0,
	    SURVIVORS);
	tcase_add_loop_test(t, what_is_no_word_of_its_own_is_no_survivor, 0,
	    INNOCENT);
	tcase_add_test(t, bytes_that_belong_to_no_object_are_read);
	tcase_add_test(t, a_word_is_found_at_any_place_of_a_long_stream);
	tcase_add_test(t, a_word_is_found_where_two_readings_of_the_file_meet);
	tcase_add_test(t,
	    deflated_bytes_are_read_however_a_stream_begins_and_goes_on);
	suite_add_tcase(s, t);
	return s;
}
