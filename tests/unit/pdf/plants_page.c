/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "plants.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "pdf/font.h"
#include "pdf/murun.h"
#include "unit.h"

#define W 850

struct make plant_made;
struct seed plant_seed;
struct ic_buf plant_bytes;

const char *plant_shown(const char *text)
{
	static char hex[2][128];
	static int turn;
	struct ic_error err = { 0 };
	struct ic_font *f = NULL;
	struct ic_buf b = { 0 };
	struct ic_murun mu;

	turn ^= 1;
	ck_assert(ic_murun_open(&mu, (size_t)64 << 20, IC_MURUN_STORE, &err));
	ck_assert(ic_font_open(mu.ctx, &f, &err));
	ck_assert(ic_font_use(f, text, &b));
	snprintf(hex[turn], sizeof(hex[turn]), "%s", ic_buf_str(&b));
	ic_buf_finish(&b);
	ic_font_close(f);
	ic_murun_close(&mu);
	return hex[turn];
}

unsigned plant_image(unsigned nth)
{
	return seed_find(&plant_seed, "/Type/XObject", nth);
}

void plant_moved_picture(void)
{
	seed_content(&plant_seed, 0, "q 612 0 0 792 0 0 cm",
	    "q 612 0 0 792 2 0 cm");
}

/* Where it should be, but its left is right. */
void plant_mirrored_picture(void)
{
	seed_content(&plant_seed, 0, "q 612 0 0 792 0 0 cm",
	    "q -612 0 0 792 612 0 cm");
}

void plant_edge_pixel(void)
{
	/* The box ends at 156 pt: row 216 is the last that it touches. */
	size_t n;
	char *px = seed_inflate(&plant_seed, plant_image(0), &n);

	px[216 * W + 416] = 1;
	seed_deflate(&plant_seed, plant_image(0), px, n);
	free(px);
}

void plant_on_blank_paper(void)
{
	seed_content(&plant_seed, 0, "1 0 0 1 72 552 Tm", "1 0 0 1 72 100 Tm");
}

void plant_off_page(void)
{
	seed_content(&plant_seed, 0, "1 0 0 1 72 552 Tm", "1 0 0 1 -72 552 Tm");
}

void plant_label_missing(void)
{
	char line[160];

	snprintf(line, sizeof(line), "%s Tj", plant_shown("IA, PII"));
	seed_content(&plant_seed, 0, line, "");
}

void plant_label_lies(void)
{
	seed_content(&plant_seed, 0, plant_shown("IA, PII"),
	    plant_shown("IA, II "));
}

/* Read as COE000001, seen as COE000002: both codes changed. */
void plant_unicode_lies(void)
{
	unsigned at = seed_find(&plant_seed, "/FontFile3", 0);
	unsigned map = at + 2;
	size_t n;
	char one[8], two[8], from[24], to[24], *p;

	snprintf(one, sizeof(one), "%.4s", plant_shown("1") + 1);
	snprintf(two, sizeof(two), "%.4s", plant_shown("2") + 1);
	for (int page = 0; page < 2; page++) {
		const char *is = page ? "COE000002" : "COE000001";
		const char *be = page ? "COE000001" : "COE000002";

		seed_content(&plant_seed, (unsigned)page, plant_shown(is),
		    plant_shown(be));
	}
	p = seed_inflate(&plant_seed, map, &n);
	snprintf(from, sizeof(from), "<%s> <0031>", one);
	snprintf(to, sizeof(to), "<%s> <0032>", two);
	ck_assert(strstr(p, from) && strstr(p, to));
	memcpy(strstr(p, from) + 8, "0032", 4);
	memcpy(strstr(p, to) + 8, "0031", 4);
	seed_deflate(&plant_seed, map, p, n);
	free(p);
}

void plant_number_small(void)
{
	char from[64], to[64];

	snprintf(from, sizeof(from), "Tm %s", plant_shown("COE000001"));
	snprintf(to, sizeof(to), "Tm /F0 1 Tf %s", plant_shown("COE000001"));
	seed_content(&plant_seed, 0, from, to);
}

void plant_number_white(void)
{
	char from[64], to[64];

	snprintf(from, sizeof(from), "Tm %s", plant_shown("COE000001"));
	snprintf(to, sizeof(to), "Tm 1 g %s", plant_shown("COE000001"));
	seed_content(&plant_seed, 0, from, to);
}

void plant_number_spread(void)
{
	/* Whole, but its last digit is elsewhere. */
	char to[128];

	snprintf(to, sizeof(to), "%s Tj 40 0 Td %s", plant_shown("COE00000"),
	    plant_shown("1"));
	seed_content(&plant_seed, 0, plant_shown("COE000001"), to);
}

void plant_under_a_plate(void)
{
	seed_content(&plant_seed, 0, "", "1 g 500 10 100 30 re f\n");
}

void plant_stray(void)
{
	char line[160];

	snprintf(line, sizeof(line),
	    "BT 0 Tr /F0 8 Tf 0 g 1 0 0 1 90 90 Tm "
	    "%s Tj ET\n",
	    plant_shown("CEO"));
	seed_content(&plant_seed, 0, "", line);
}

void plant_legend_wrong(void)
{
	seed_content(&plant_seed, 0,
	    plant_shown("CONFIDENTIAL - SUBJECT TO PROTECTIVE "
			"ORDER") +
		100,
	    "0001>");
}

/* The label font with a letter more, which no page shows. */
void plant_letter_more(void)
{
	struct ic_error err = { 0 };
	struct ic_font *f = NULL;
	struct ic_buf b = { 0 };
	struct ic_murun mu;

	ck_assert(ic_murun_open(&mu, (size_t)64 << 20, IC_MURUN_STORE, &err));
	ck_assert(ic_font_open(mu.ctx, &f, &err));
	ck_assert(ic_font_use(f, "COE000001COE000002IA, PIIQ", &b));
	ck_assert(
	    ic_font_use(f, "CONFIDENTIAL - SUBJECT TO PROTECTIVE ORDER", &b));
	ic_buf_reset(&b);
	ck_assert(ic_font_subset(f, &b, &err));
	seed_deflate(&plant_seed, seed_find(&plant_seed, "/CIDFontType0C", 0),
	    b.data, b.len);
	ic_buf_finish(&b);
	ic_font_close(f);
	ic_murun_close(&mu);
}

void plant_extra_page(void)
{
	plant_made.slice.npages = 1;
}

void plant_missing_page(void)
{
	plant_made.slice.npages = 3;
	plant_made.pages[2] = plant_made.pages[1];
}

void plant_plan_is_whole(void)
{
	plant_made.pages[0].whole = 1;
}
