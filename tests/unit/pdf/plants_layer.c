/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Faults in the invisible layer of a page whose picture is as it should be,
 * and in the picture of a page whose source was another.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "against.h"
#include "base/utf8.h"
#include "plants.h"
#include "unit.h"

#define HEX 512

/* "<0077...>": UTF-8 as the text font's codes. */
static void hex(const char *text, char out[HEX])
{
	char *p = out;
	size_t at = 0, n = strlen(text);

	*p++ = '<';
	while (at < n) {
		uint32_t c = ic_utf8_next(text, n, &at);

		ck_assert_int_lt(p - out, HEX - 16);
		if (c > 0xffff) {
			c -= 0x10000;
			p += sprintf(p, "%04X", 0xd800u + (c >> 10));
			c = 0xdc00 + (c & 0x3ff);
		}
		p += sprintf(p, "%04X", (unsigned)c);
	}
	strcpy(p, ">");
}

void plant_word(const char *from, const char *to)
{
	char a[HEX], b[HEX];

	hex(from, a);
	hex(to, b);
	seed_content(&plant_seed, 0, a, b);
}

void plant_hidden(const char *text, int percent, int x, int y)
{
	char word[HEX], line[HEX + 80];

	hex(text, word);
	snprintf(line, sizeof(line),
	    "BT 3 Tr /T0 10 Tf %d Tz 1 0 0 1 %d %d Tm %s Tj ET\n", percent, x,
	    y, word);
	seed_content(&plant_seed, 0, "", line);
}

#define LINE \
	"BT /F 10 Tf 72 500 Td (He saw all three of them on 1 June 1983) Tj ET"

static void exchanged_word(void)
{
	plant_word("three", "seven");
}

static void exchanged_digit(void)
{
	plant_word("1983", "1988");
}

static void transposed_letters(void)
{
	plant_word("saw", "was");
}

static void transposed_digits(void)
{
	plant_word("1983", "1938");
}

static void doubled_letter(void)
{
	plant_word("all", "alll");
}

static void lost_letter(void)
{
	plant_word("three", "thre");
}

static void another_case(void)
{
	plant_word("of", "Of");
}

static void an_accent_more(void)
{
	plant_word("them", "th\xC3\xA9m");
}

static void a_word_on_paper(void)
{
	plant_hidden("not", 100, 300, 200);
}

static void a_word_on_a_picture(void)
{
	plant_hidden("not", 100, 305, 110);
}

/* "three" is moved on "them", which begins with the same letters. */
static void a_moved_word(void)
{
	char word[HEX], *text, *at, line[128];
	size_t n;
	unsigned number = seed_page_content(&plant_seed, 0);

	hex("three", word);
	text = seed_inflate(&plant_seed, number, &n);
	at = strstr(text, word);
	ck_assert_ptr_nonnull(at);
	while (at[-1] != '\n') {
		at--;
	}
	snprintf(line, sizeof(line), "%.*s", (int)strcspn(at, "\n"), at);
	free(text);
	seed_content(&plant_seed, 0, line, "");
	plant_hidden("three", 100, 158, 500);
}

static void a_word_of_a_blank_more(void)
{
	plant_word(" ", "  ");
}

static void a_blank_of_another_kind(void)
{
	plant_word(" ", "\xE2\x80\x8B");
}

static void a_box_words_neighbour(void)
{
	plant_hidden("under", 100, 80, 600);
}

const struct against_layer against_layers[AGAINST_LAYERS] = {
	{ "a word exchanged in the layer", LINE, exchanged_word },
	{ "a digit exchanged in the layer", LINE, exchanged_digit },
	{ "letters of the layer transposed", LINE, transposed_letters },
	{ "digits of the layer transposed", LINE, transposed_digits },
	{ "a letter of the layer doubled", LINE, doubled_letter },
	{ "a letter of the layer left out", LINE, lost_letter },
	{ "a capital in the layer", LINE, another_case },
	{ "an accent in the layer", LINE, an_accent_more },
	{ "a word of the layer on blank paper", LINE, a_word_on_paper },
	{ "a word of the layer on a picture",
	    LINE " .5 g 300 100 40 5 re 300 108 40 5 re f",
	    a_word_on_a_picture },
	{ "a word of the layer in another's place", LINE, a_moved_word },
	{ "two blanks in the layer", LINE, a_word_of_a_blank_more },
	{ "a blank in the layer that is no space", LINE,
	    a_blank_of_another_kind },
	{ "a covered word of the layer over another", LINE,
	    a_box_words_neighbour },
};

const struct against_change against_changes[AGAINST_CHANGES] = {
	{ "a lost comma", "BT /F 10 Tf 200 500 Td (,) Tj ET", "", true },
	{ "a comma lost beside a word", "BT /F 10 Tf 72 500 Td (Roe, J) Tj ET",
	    "BT /F 10 Tf 72 500 Td [(Roe)-278( J)] TJ ET", true },
	{ "a changed digit", "BT /F 10 Tf 72 500 Td (1 June 1983) Tj ET",
	    "BT /F 10 Tf 72 500 Td (1 June 1988) Tj ET", true },
	{ "a changed digit of 8 points",
	    "BT /F 8 Tf 72 500 Td (1 June 1963) Tj ET",
	    "BT /F 8 Tf 72 500 Td (1 June 1993) Tj ET", true },
	{ "a lost light gray watermark",
	    "BT .88 g /F 90 Tf 72 300 Td (DRAFT) Tj ET", "", false },
	{ "a line of text moved by a point",
	    "BT /F 10 Tf 72 500 Td (who was there and saw it) Tj ET",
	    "BT /F 10 Tf 72 499 Td (who was there and saw it) Tj ET", true },
	{ "a line of text moved sideways",
	    "BT /F 10 Tf 72 500 Td (who was there and saw it) Tj ET",
	    "BT /F 10 Tf 73 500 Td (who was there and saw it) Tj ET", true },
	{ "a rule moved by a point", ".6 w 72 480 m 500 480 l S",
	    ".6 w 72 479 m 500 479 l S", true },
	{ "a rule lost", ".4 w 72 480 m 500 480 l S", "", true },
	{ "a picture erased", ".5 g 300 100 80 60 re f", "", true },
	{ "a word added", "", "BT /F 10 Tf 300 200 Td (not) Tj ET", true },
	{ "a stamp of another colour", "1 0 0 rg 400 500 90 20 re f",
	    "0 0 1 rg 400 500 90 20 re f", false },
	{ "a stamp without its colour", "1 0 0 rg 400 500 90 20 re f",
	    ".3 g 400 500 90 20 re f", false },
	{ "a mark close to the box", "BT /F 10 Tf 303 640 Td (,) Tj ET", "",
	    true },
};
