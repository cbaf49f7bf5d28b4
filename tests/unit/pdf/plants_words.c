/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A word that stood under a box, left in the file by one way or another: for
 * proof 4, and for the structure, which most ways do not pass either.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "plants.h"
#include "unit.h"

#define WORD "Quimbyson"

/* In UTF-16BE, as digits. */
#define FIRST "005100750069006D"
#define SECOND "006200790073006F006E"

/* Over the first word of the page. */
void plant_covered_in_layer(void)
{
	plant_hidden(WORD, 100, 72, 600);
}

/* Where the source has it, too, but nobody sees it. */
void plant_covered_and_unseen(void)
{
	plant_hidden(WORD, 112, 72, 500);
}

void plant_covered_in_string(void)
{
	seed_content(&plant_seed, 0, "",
	    "BT 3 Tr /T0 10 Tf 1 0 0 1 72 600 Tm (" WORD ") Tj ET\n");
}

void plant_covered_in_pieces(void)
{
	seed_content(&plant_seed, 0, "",
	    "BT 3 Tr /T0 10 Tf 1 0 0 1 72 600 Tm "
	    "[<" FIRST "> 0 <" SECOND ">] TJ ET\n");
}

void plant_covered_in_comment(void)
{
	seed_content(&plant_seed, 0, "", "%" WORD "\n");
}

/* A profile may say of itself what it likes. */
void plant_covered_in_profile(void)
{
	static const char said[] = "acsp desc by " WORD;
	char space[64];
	unsigned at = seed_add(&plant_seed,
	    "<</N 1/Filter/FlateDecode/Length 1>>\nstream\nx\nendstream");

	seed_deflate(&plant_seed, at, said, sizeof(said) - 1);
	snprintf(space, sizeof(space), "/ColorSpace[/ICCBased %u 0 R]", at);
	seed_replace(&plant_seed, plant_image(0), "/ColorSpace/DeviceGray",
	    space);
}

/* A code that no page shows stands for the word. */
void plant_covered_in_cmap(void)
{
	unsigned font = seed_find(&plant_seed, "/BaseFont/IncameraText", 0);
	const char *ref = strstr(ic_buf_str(&plant_seed.object[font]),
	    "/ToUnicode ");
	unsigned map;
	char *text, *end;
	size_t n;

	ck_assert_ptr_nonnull(ref);
	map = (unsigned)strtoul(ref + 11, NULL, 10);
	text = seed_inflate(&plant_seed, map, &n);
	text = realloc(text, n + 256);
	ck_assert_ptr_nonnull(text);
	end = strstr(text, "endcmap");
	ck_assert_ptr_nonnull(end);
	n = (size_t)(end - text) +
	    (size_t)sprintf(end,
		"1 beginbfchar\n<0001> <" FIRST SECOND ">\nendbfchar\n"
		"endcmap\nCMapName currentdict /CMap defineresource pop\n"
		"end\nend\n");
	seed_deflate(&plant_seed, map, text, n);
	free(text);
}

void plant_covered_in_utf16(void)
{
	seed_replace(&plant_seed, seed_find(&plant_seed, "/Type/Page/", 0),
	    "/Type/Page/", "/Type/Page/T<FEFF" FIRST SECOND ">/");
}

void plant_covered_in_name(void)
{
	seed_replace(&plant_seed, seed_find(&plant_seed, "/Type/Page/", 0),
	    "/Im0 ", "/" WORD " ");
	seed_content(&plant_seed, 0, "/Im0 Do", "/" WORD " Do");
}

/* In a stream that is stored as it is, as a code stream has remarks. */
void plant_covered_in_jpeg(void)
{
	static const char data[] = "\xff\xd8\xff\xfe\0\x0b" WORD "\xff\xd9";
	unsigned at = seed_add(&plant_seed,
	    "<</Filter/DCTDecode/Length 1>>\nstream\nx\nendstream");

	seed_stream(&plant_seed, at, data, sizeof(data) - 1);
}
