/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/address.h"

#include <string.h>

const char *ic_address_word(enum ic_address_kind kind)
{
	return kind == IC_ADDRESS_CITE ? "cite" : "lines";
}

static bool malformed(enum ic_address_kind kind, struct ic_error *err)
{
	return ic_fail(err, IC_ESPEC,
	    kind == IC_ADDRESS_CITE
		? "\"cite\" must be pages and lines of the transcript, like "
		  "45:12-46:3 or 45:12-15, 20"
		: "\"lines\" must be numbers of the page's own lines, like "
		  "4-9 or 4-9, 12: what has a page of its own, like 45:12, "
		  "is a \"cite\"");
}

/* Digits, at most four of them, as the text was found to have. */
static bool take_number(const char **t, uint32_t *out)
{
	for (*out = 0; **t >= '0' && **t <= '9'; (*t)++) {
		*out = *out * 10 + (uint32_t)(**t - '0');
	}
	return *out > 0;
}

/* "45:12", or "12" of a page that is known; of lines that is page 0. */
static bool take_end(const struct ic_address *a, const char **t, uint32_t known,
    uint32_t *page, uint32_t *line)
{
	uint32_t n;

	if (!take_number(t, &n)) {
		return false;
	}
	*page = known;
	*line = n;
	if (**t == ':' && a->kind == IC_ADDRESS_CITE) {
		*page = n;
		(*t)++;
		if (!take_number(t, line)) {
			return false;
		}
	}
	return (a->kind == IC_ADDRESS_LINES || *page > 0) &&
	    *line <= IC_ADDRESS_LINE_MAX;
}

/* The page of which a part without a colon speaks; 0: none is named. */
static uint32_t page_before(const struct ic_address *a)
{
	const struct ic_address_part *p = a->n ? &a->part[a->n - 1] : NULL;

	return p && p->first_page == p->last_page ? p->first_page : 0;
}

static bool take_part(const struct ic_address *a, const char **t,
    struct ic_address_part *p)
{
	if (!take_end(a, t, page_before(a), &p->first_page, &p->first_line)) {
		return false;
	}
	p->last_page = p->first_page;
	p->last_line = p->first_line;
	if (**t != '-') {
		return true;
	}
	(*t)++;
	return take_end(a, t, p->first_page, &p->last_page, &p->last_line);
}

static bool runs_back(const struct ic_address_part *p)
{
	return p->last_page < p->first_page ||
	    (p->last_page == p->first_page && p->last_line < p->first_line);
}

static bool take_parts(struct ic_address *a, struct ic_error *err)
{
	const char *word = ic_address_word(a->kind);
	const char *t = a->text;

	for (;; t++) {
		struct ic_address_part p;

		if (a->n == IC_ADDRESS_PARTS_MAX) {
			return ic_fail(err, IC_ESPEC,
			    "\"%s\" has more than %d parts: write several "
			    "redactions",
			    word, IC_ADDRESS_PARTS_MAX);
		}
		if (!take_part(a, &t, &p) || (*t && *t != ',')) {
			return malformed(a->kind, err);
		}
		if (runs_back(&p)) {
			return ic_fail(err, IC_ESPEC,
			    "\"%s\" runs backwards: write what comes first "
			    "first",
			    word);
		}
		a->part[a->n++] = p;
		if (!*t) {
			return true;
		}
	}
}

bool ic_address_parse(enum ic_address_kind kind, const char *text,
    struct ic_address *out, struct ic_error *err)
{
	struct ic_address a = { .kind = kind };
	const char *damage = ic_address_damage(text);

	if (damage) {
		return ic_fail(err, IC_ESPEC,
		    "\"%s\" is %s, which spreadsheets make of %s: format the "
		    "column as text and write it again",
		    ic_address_word(kind), damage,
		    kind == IC_ADDRESS_CITE ? "a cite like 45:12"
					    : "lines like 4-9");
	}
	if (!ic_lines_parse(text, a.text)) {
		return strlen(text) >= IC_LINES_MAX
		    ? ic_fail(err, IC_ESPEC,
			  "\"%s\" is longer than %d characters: write several "
			  "redactions",
			  ic_address_word(kind), IC_LINES_MAX - 1)
		    : malformed(kind, err);
	}
	if (!take_parts(&a, err)) {
		return false;
	}
	*out = a;
	return true;
}

bool ic_address_put(const struct ic_address *a, struct ic_buf *out)
{
	if (a->kind == IC_ADDRESS_LINES) {
		ic_buf_puts(out,
		    strspn(a->text, "0123456789") == strlen(a->text)
			? "line "
			: "lines ");
	}
	for (const char *t = a->text; *t; t++) {
		ic_buf_putc(out, (uint8_t)*t);
		if (*t == ',') {
			ic_buf_putc(out, ' ');
		}
	}
	return !out->failed;
}

bool ic_address_put_part(const struct ic_address *a, uint32_t part,
    struct ic_buf *out)
{
	const struct ic_address_part *p = &a->part[part < a->n ? part : 0];
	bool one = p->first_page == p->last_page &&
	    p->first_line == p->last_line;

	if (a->kind == IC_ADDRESS_LINES) {
		ic_buf_printf(out, "%s %u", one ? "line" : "lines",
		    p->first_line);
	} else {
		ic_buf_printf(out, "%u:%u", p->first_page, p->first_line);
	}
	if (one) {
		return !out->failed;
	}
	if (p->first_page != p->last_page) {
		return ic_buf_printf(out, "-%u:%u", p->last_page, p->last_line);
	}
	return ic_buf_printf(out, "-%u", p->last_line);
}

static const char *past(const char *text, const char *prefix)
{
	size_t n = strlen(prefix);

	return strncmp(text, prefix, n) == 0 ? text + n : text;
}

bool ic_address_shown(const char *cell)
{
	const char *t = past(cell, "all but ");
	struct ic_address a;
	const char *lines = past(t, "lines ");
	enum ic_address_kind kind = IC_ADDRESS_CITE;

	if (!*cell || strcmp(t, "a part") == 0) {
		return true;
	}
	if (lines == t) {
		lines = past(t, "line ");
	}
	kind = lines != t ? IC_ADDRESS_LINES : IC_ADDRESS_CITE;
	return ic_address_parse(kind, lines, &a, NULL);
}
