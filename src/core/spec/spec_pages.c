/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include <string.h>

#include "spec_priv.h"

static const char *skip_blanks(const char *t)
{
	return t + strspn(t, " ");
}

/* Spreadsheets make 2-Mar or 2/3/2026 of 2-3. */
static bool is_dated(const char *text)
{
	return text[strcspn(text,
		   "/ABCDEFGHIJKLMNOPQRSTUVWXYZ"
		   "abcdefghijklmnopqrstuvwxyz")] &&
	    text[strcspn(text, "0123456789")];
}

static bool malformed(struct ic_error *err)
{
	return ic_fail(err, IC_ESPEC,
	    "\"page\" must be page numbers from 1, "
	    "like 3, 2-3 or 1,4-6");
}

static bool read_page(const char **t, uint32_t *out, struct ic_error *err)
{
	const char *from = skip_blanks(*t);
	size_t len = strspn(from, "0123456789");
	uint64_t v;

	if (len == 0) {
		return malformed(err);
	}
	if (!ic_integer_parse(from, len, IC_SPEC_PAGE_MAX, &v)) {
		return ic_fail(err, IC_ESPEC,
		    "\"page\" holds a number above "
		    "%d",
		    IC_SPEC_PAGE_MAX);
	}
	if (v == 0) {
		return ic_fail(err, IC_ESPEC,
		    "\"page\" holds 0: a document's "
		    "first page is 1, whatever is printed on it");
	}
	*out = (uint32_t)v;
	*t = skip_blanks(from + len);
	return true;
}

/* Excel and word processors write an en dash for a hyphen. */
static size_t dash_at(const char *t)
{
	return *t == '-' ? 1
	    : strncmp(t, "\xe2\x80\x93", 3) == 0 ||
		strncmp(t, "\xe2\x80\x91", 3) == 0 ||
		strncmp(t, "\xe2\x80\x90", 3) == 0
	    ? 3
	    : 0;
}

static bool read_range(const char **t, struct ic_page_range *out,
    struct ic_error *err)
{
	size_t dash;

	if (!read_page(t, &out->first, err)) {
		return false;
	}
	out->last = out->first;
	dash = dash_at(*t);
	if (dash) {
		*t += dash;
		if (!read_page(t, &out->last, err)) {
			return false;
		}
	}
	if (out->last < out->first) {
		return ic_fail(err, IC_ESPEC,
		    "\"page\" runs backwards from "
		    "%u to %u: write the lower number first",
		    out->first, out->last);
	}
	if (**t && !strchr(",;", **t)) {
		return malformed(err);
	}
	return true;
}

bool ic_pages_parse(struct ic_arena *a, const char *text,
    const struct ic_page_range **out, uint32_t *n, struct ic_error *err)
{
	struct ic_page_range *list;
	uint32_t count = 1, i = 0;

	if (is_dated(text)) {
		return ic_fail(err, IC_ESPEC,
		    "\"page\" is perhaps a date, "
		    "which spreadsheets make of 2-3: format the column as "
		    "text and write page numbers");
	}
	for (const char *t = text; (t = strpbrk(t, ",;")) != NULL; t++) {
		count++;
	}
	list = ic_arena_alloc(a, count, sizeof *list);
	if (!list) {
		return ic_fail(err, IC_EENV, "out of memory");
	}
	for (;; text++) {
		if (!read_range(&text, &list[i++], err)) {
			return false;
		}
		if (!*text) {
			break;
		}
	}
	*out = list;
	*n = count;
	return true;
}
