/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Proof 3, the invisible layer: what the maker lays over any kind of text
 * passes, and nothing else does.
 */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "against.h"
#include "seed.h"
#include "suites.h"

enum way { UPRIGHT, TURNED, CROPPED, SHRUNK, COARSE, WAYS };

static const char *const keys[WAYS] = {
	[UPRIGHT] = AGAINST_LETTER,
	[TURNED] = AGAINST_LETTER "/Rotate 90",
	[CROPPED] = AGAINST_LETTER "/CropBox[30 40 580 750]",
	[SHRUNK] = AGAINST_LETTER,
	[COARSE] = AGAINST_LETTER,
};

#define INK "0 g 72 500 3 8 re 78 500 3 8 re 84 500 8 2 re 97 500 3 9 re f "

/* A word of the layer, which may be exchanged for another. */
static const struct {
	const char *name, *content, *is, *other;
} sources[] = {
	{ "plain text", "BT /F 10 Tf 72 500 Td (seen by all) Tj ET", "seen",
	    "sown" },
	{ "letters moved one by one",
	    "BT /F 12 Tf 72 500 Td [(k)20(e)-15(r)40(n)] TJ ET", "kern",
	    "kerb" },
	{ "narrow letters", "BT /F 10 Tf 72 500 Td (ill) Tj ET", "ill", "lil" },
	{ "one narrow letter", "BT /F 4 Tf 72 500 Td (i) Tj ET", "i", "l" },
	{ "a slanted line",
	    "BT /F 12 Tf .866 .5 -.5 .866 72 300 Tm (uphill all) Tj ET",
	    "uphill", "upkill" },
	{ "letters that are flipped",
	    "BT /F 12 Tf -1 0 0 1 300 300 Tm (mirror) Tj ET", "mirror",
	    "mirrow" },
	{ "a ligature", "BT /M 12 Tf 72 500 Td (oLce) Tj ET", "office",
	    "offjce" },
	{ "an accent drawn apart",
	    "BT /F 12 Tf 72 500 Td [(caf)] TJ [(\\264)444(e)] TJ ET",
	    "caf\xC3\xA9", "caf\xC3\xAA" },
	{ "an accent drawn after",
	    "BT /F 12 Tf 72 500 Td [(cafe)] TJ 16.6 0 Td (\\264) Tj ET",
	    "caf\xC3\xA9", "caf\xC3\xAA" },
	{ "a letter with its accent", "BT /F 12 Tf 72 500 Td (caf\\351) Tj ET",
	    "caf\xC3\xA9", "cafe" },
	{ "accents by themselves", "BT /F 12 Tf 72 500 Td (\\264\\250x) Tj ET",
	    "\xC2\xB4\xC2\xA8x", "\xC2\xA8\xC2\xB4x" },
	{ "writing to the left",
	    "BT /M 12 Tf 300 500 Td (A) Tj -8 0 Td (B) Tj -8.66 0 Td (C) Tj "
	    "-8.66 0 Td (D) Tj ET",
	    "\xD7\x93\xD7\x92\xD7\x91\xD7\x90",
	    "\xD7\x90\xD7\x91\xD7\x92\xD7\x93" },
	{ "writing to the left in its order",
	    "BT /M 12 Tf 300 500 Td (DCBA) Tj ET",
	    "\xD7\x93\xD7\x92\xD7\x91\xD7\x90",
	    "\xD7\x93\xD7\x92\xD7\x90\xD7\x91" },
	{ "a character beyond U+FFFF", "BT /M 12 Tf 72 500 Td (oSo) Tj ET",
	    "o\xF0\x9F\x98\x80o", "o\xF0\x9F\x98\x81o" },
	{ "a mathematical letter", "BT /M 12 Tf 72 500 Td (oPo) Tj ET", "opo",
	    "oPo" },
	{ "a glyph with a blank in it", "BT /M 12 Tf 72 500 Td (oGo) Tj ET",
	    "oa bo", "oc bo" },
	{ "a CID font", "BT /J 20 Tf 72 500 Td <65E5672C8A9E> Tj ET",
	    "\xE6\x97\xA5\xE6\x9C\xAC\xE8\xAA\x9E",
	    "\xE6\x97\xA5\xE8\xAA\x9E\xE6\x9C\xAC" },
	{ "writing downwards", "BT /V 20 Tf 372 500 Td <65E5672C8A9E> Tj ET",
	    "\xE6\x97\xA5\xE6\x9C\xAC\xE8\xAA\x9E",
	    "\xE6\x97\xA5\xE8\xAA\x9E\xE6\x9C\xAC" },
	{ "a font of Type 3", "BT /T 12 Tf 72 500 Td (AAB) Tj ET", "AAB",
	    "ABA" },
	{ "an OCR layer", INK "BT 3 Tr /F 12 Tf 72 500 Td (seen) Tj ET", "seen",
	    "sown" },
	{ "bold by painting twice",
	    "BT /F 12 Tf 72 500 Td (twofold) Tj .4 0 Td (twofold) Tj ET",
	    "twofold", "twofolds" },
	{ "each letter painted twice",
	    "BT /F 12 Tf 72 500 Td [(i)198(i)-20(l)198(l)-20(l)198(l)] TJ ET",
	    "ill", "iill" },
	{ "large letters painted twice and apart",
	    "BT /F 90 Tf 72 300 Td (lot) Tj 4 0 Td (lot) Tj ET", "lot", "lit" },
	{ "words that touch",
	    "BT /F 12 Tf 72 500 Td (at) Tj /F 9 Tf (once) Tj ET", "once",
	    "onec" },
	{ "words that touch and have one size",
	    "BT /F 12 Tf 72 500 Td (mm) Tj 0 2 Td 20 0 Td (mm) Tj ET", "mm",
	    "nn" },
	{ "a word that the box cuts", "BT /F 12 Tf 282 638 Td (outside) Tj ET",
	    "ide", "ice" },
	{ "a word under an old bar in part",
	    "BT /F 12 Tf 72 500 Td (SECRET) Tj ET 0 g 88 495 16 16 re f", "SE",
	    "SF" },
	{ "white text over black",
	    "0 g 60 490 90 30 re f 1 g BT /F 12 Tf 72 500 Td (SHOWN) Tj ET",
	    "SHOWN", "SHORN" },
	{ "outlines", "BT 1 Tr .7 w /F 24 Tf 72 500 Td (Outline) Tj ET",
	    "Outline", "Outlive" },
	{ "a word of many letters",
	    "BT /F 3 Tf 72 500 Td "
	    "(iiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiii"
	    "iiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiii"
	    "iiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiii"
	    "iiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiii"
	    "iiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiii"
	    ") Tj ET",
	    "Interview", "Interveiw" },
};

#define SOURCES (int)(sizeof(sources) / sizeof(sources[0]))

static void set_way(enum way way)
{
	struct make *m = &against_made;

	switch (way) {
	case TURNED:
		m->pages[0].size = (struct ic_size){ 792000, 612000 };
		m->boxes[0].rect = (struct ic_rect){ 636000, 72000, 652000,
			300000 };
		break;
	case CROPPED:
		m->pages[0].size = (struct ic_size){ 550000, 710000 };
		m->boxes[0].rect = (struct ic_rect){ 42000, 98000, 270000,
			114000 };
		break;
	case SHRUNK:
		m->slice.room_bottom = 32000;
		break;
	case COARSE:
		m->slice.dpi = 100;
		break;
	default:
		break;
	}
}

START_TEST(what_the_maker_lays_passes)
{
	for (int way = _i % IC_EACH(WAYS); way < WAYS; way += IC_EACH(WAYS)) {
		int fd = against_source(keys[way], sources[_i].content);
		struct told t;

		make_slice(&against_made, 1, false);
		against_made.slice.dpi = 300;
		set_way((enum way)way);
		against_make(fd);
		t = against_judge(fd);
		ck_assert_msg(t.fault == IC_FAULT_NONE && t.passed &&
			t.characters > 0,
		    "%s, way %d: %s, %d characters", sources[_i].name, way,
		    ic_fault_sentence(t.fault), t.characters);
		close(fd);
	}
}
END_TEST

START_TEST(another_word_in_its_place_fails)
{
	for (int way = _i % IC_EACH(SHRUNK + 1); way < SHRUNK + 1;
	     way += IC_EACH(SHRUNK + 1)) {
		int fd = against_source(keys[way], sources[_i].content);
		struct told t;

		make_slice(&against_made, 1, false);
		against_made.slice.dpi = 300;
		set_way((enum way)way);
		against_make(fd);
		against_exchange(sources[_i].is, sources[_i].other);
		t = against_judge(fd);
		ck_assert_msg(t.fault == IC_FAULT_LAYER_TEXT && !t.passed &&
			!t.measured && t.page == 0 && t.box == UINT32_MAX &&
			t.end == IC_REASON_PROOF,
		    "%s, way %d: %s", sources[_i].name, way,
		    ic_fault_sentence(t.fault));
		close(fd);
	}
}
END_TEST

START_TEST(a_fault_in_the_layer_is_seen)
{
	const struct against_layer *l = &against_layers[_i];
	int fd = against_source(AGAINST_LETTER, l->content);
	struct told t;

	against_make(fd);
	t = against_judge(fd);
	ck_assert_msg(t.passed, "%s: %s before", l->name,
	    ic_fault_sentence(t.fault));
	against_plant(l->plant);
	t = against_judge(fd);
	ck_assert_msg(t.fault == IC_FAULT_LAYER_TEXT && !t.passed &&
		t.page == 0 && t.box == UINT32_MAX,
	    "%s: %s", l->name, ic_fault_sentence(t.fault));
	close(fd);
}
END_TEST

Suite *suite_judge_text(void)
{
	Suite *s = suite_create("judge_text");
	TCase *t = tcase_create("judge_text");

	tcase_add_checked_fixture(t, against_open, against_close);
	tcase_set_timeout(t, 120);
	tcase_add_loop_test(t, what_the_maker_lays_passes, 0, SOURCES);
	tcase_add_loop_test(t, another_word_in_its_place_fails, 0, SOURCES);
	tcase_add_loop_test(t, a_fault_in_the_layer_is_seen, 0, AGAINST_LAYERS);
	suite_add_tcase(s, t);
	return s;
}
