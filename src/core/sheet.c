/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/sheet.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#define CLAIMED "Claimed after it was produced (Fed. R. Civ. P. 26(b)(5)(B))"
#define TITLE_MAX 80 /* bytes of a placeholder's text that is set large */

void ic_native_name(const char *number, const char *file,
    char out[IC_NATIVE_NAME_MAX])
{
	const char *extension = ic_native_extension(file);

	snprintf(out, IC_NATIVE_NAME_MAX, "%s%s", number,
	    extension ? extension : "");
}

static void line(struct ic_slice_build *to, enum ic_line size, const char *text)
{
	const struct ic_slice_line l = { .text = ic_slice_intern(to, text),
		.size = (uint8_t)size,
		.align = IC_ALIGN_CENTER };

	ic_slice_add_line(to, &l);
}

static void gap(struct ic_slice_build *to)
{
	line(to, IC_LINE_TEXT, "");
}

/* "1,234": groups of three digits. */
static void grouped(uint64_t n, char out[32])
{
	char plain[24];
	int len = snprintf(plain, sizeof(plain), "%" PRIu64, n), at = 0;

	for (int i = 0; i < len; i++) {
		if (i > 0 && (len - i) % 3 == 0) {
			out[at++] = ',';
		}
		out[at++] = plain[i];
	}
	out[at] = '\0';
}

/* "14 pages", or which of them this sheet stands for. */
static void pages(const struct ic_sheet *s, uint32_t page,
    struct ic_slice_build *to)
{
	char text[IC_BATES_RANGE_MAX + 64], all[32], nth[32];

	grouped(s->numbers, all);
	grouped((uint64_t)page + 1, nth);
	if (s->each && s->numbers > 1) {
		snprintf(text, sizeof(text), "Page %s of %s (%s)", nth, all,
		    s->range);
	} else {
		snprintf(text, sizeof(text), "%s page%s", all,
		    s->numbers == 1 ? "" : "s");
	}
	line(to, IC_LINE_TEXT, text);
}

/* "PRIV: Attorney-client communication", and the basis below it. */
static void code(const struct ic_sheet_code *c, struct ic_slice_build *to)
{
	struct ic_buf text = { 0 };

	ic_buf_puts(&text, c->name);
	if (*c->text) {
		ic_buf_puts(&text, ": ");
		ic_buf_puts(&text, c->text);
	}
	gap(to);
	line(to, IC_LINE_TEXT, ic_buf_str(&text));
	to->pool.failed |= text.failed;
	ic_buf_finish(&text);
	if (*c->basis) {
		line(to, IC_LINE_SMALL, c->basis);
	}
}

static void withheld(const struct ic_sheet *s, uint32_t page,
    const char *printed, struct ic_slice_build *to)
{
	line(to, IC_LINE_TITLE, "DOCUMENT WITHHELD");
	gap(to);
	line(to, IC_LINE_TEXT, printed);
	if (s->uncounted) {
		line(to, IC_LINE_TEXT,
		    "The number of its pages could not be determined.");
	} else {
		pages(s, page, to);
	}
	for (uint32_t i = 0; i < s->ncodes; i++) {
		code(&s->codes[i], to);
	}
	if (s->claim) {
		gap(to);
		line(to, IC_LINE_TEXT, CLAIMED);
		line(to, IC_LINE_SMALL, s->claim);
	}
}

static void native(const struct ic_sheet *s, const char *printed,
    struct ic_slice_build *to)
{
	char bytes[32], text[64];

	grouped(s->bytes, bytes);
	snprintf(text, sizeof(text), "%s byte%s", bytes,
	    s->bytes == 1 ? "" : "s");
	line(to, strlen(s->text) <= TITLE_MAX ? IC_LINE_TITLE : IC_LINE_TEXT,
	    s->text);
	gap(to);
	line(to, IC_LINE_TEXT, printed);
	gap(to);
	line(to, IC_LINE_TEXT, s->name);
	line(to, IC_LINE_TEXT, text);
	gap(to);
	line(to, IC_LINE_SMALL, "SHA-256");
	line(to, IC_LINE_SMALL, s->sha256);
}

static void unreadable(const struct ic_sheet *s, uint32_t page,
    const char *printed, struct ic_slice_build *to)
{
	line(to, IC_LINE_TITLE, "UNREADABLE DOCUMENT");
	gap(to);
	line(to, IC_LINE_TEXT, printed);
	if (!s->uncounted) {
		pages(s, page, to);
	}
	gap(to);
	line(to, IC_LINE_TEXT,
	    "This document could not be read and is not produced in this "
	    "form.");
}

void ic_sheet_lines(const struct ic_sheet *s, uint32_t page,
    const char *printed, struct ic_slice_build *to)
{
	switch (s->kind) {
	case IC_KIND_WITHHELD:
		withheld(s, page, printed, to);
		break;
	case IC_KIND_NATIVE:
		native(s, printed, to);
		break;
	case IC_KIND_UNREADABLE:
		unreadable(s, page, printed, to);
		break;
	default:
		break;
	}
}
