/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/starter.h"

#include <stdlib.h>
#include <string.h>

#include "load_day.h"
#include "load_item.h"

/* A number as it seems to be. */
struct guess {
	char prefix[IC_BATES_PREFIX_MAX + 1];
	unsigned digits;
	uint64_t value;
};

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Bytes of a suffix at the end: ".001" after digits, or a letter. */
static size_t suffix_of(const char *text, size_t len)
{
	size_t n = 0;

	while (n < len && is_digit(text[len - 1 - n])) {
		n++;
	}
	if (n > 0) {
		return n + 1 < len && n < IC_BATES_SUFFIX_MAX &&
			text[len - 1 - n] == '.' && is_digit(text[len - 2 - n])
		    ? n + 1
		    : 0;
	}
	return len > 1 && text[len - 1] >= 'A' && text[len - 1] <= 'Z' &&
	    is_digit(text[len - 2]);
}

static bool guess(const char *text, size_t len, unsigned least,
    struct guess *out)
{
	size_t n = 0;

	len -= suffix_of(text, len);
	while (n < len && is_digit(text[len - 1 - n])) {
		n++;
	}
	if (n < least || n > IC_BATES_DIGITS_MAX ||
	    len - n > IC_BATES_PREFIX_MAX) {
		return false;
	}
	*out = (struct guess){ .digits = (unsigned)n };
	memcpy(out->prefix, text, len - n);
	return ic_bates_prefix_ok(out->prefix, NULL) &&
	    ic_integer_parse(text + len - n, n, UINT64_MAX, &out->value);
}

/* A range: at one of its dashes it is two numbers of one series. */
static bool guess_range(const char *text, size_t len, unsigned least,
    struct guess *low, struct guess *high)
{
	for (size_t i = 1; i + 1 < len; i++) {
		size_t a = i, b = i + 1;

		if (text[i] != '-' && text[i] != '_') {
			continue;
		}
		while (a && text[a - 1] == ' ') {
			a--;
		}
		while (b < len && text[b] == ' ') {
			b++;
		}
		if (guess(text, a, least, low) &&
		    guess(text + b, len - b, least, high) &&
		    strcmp(low->prefix, high->prefix) == 0 &&
		    low->digits == high->digits && low->value <= high->value) {
			return true;
		}
	}
	*high = (struct guess){ 0 };
	return guess(text, len, least, low);
}

static struct ic_starter_prefix *prefix_of(struct ic_starter *s,
    const struct guess *g)
{
	struct ic_starter_prefix *p;

	for (size_t i = 0; i < s->n; i++) {
		if (strcmp(s->at[i].name, g->prefix) == 0) {
			return &s->at[i];
		}
	}
	if (s->n == IC_STARTER_PREFIXES_MAX) {
		return NULL;
	}
	p = &s->at[s->n++];
	*p = (struct ic_starter_prefix){ .digits = g->digits,
		.low = g->value,
		.high = g->value };
	memcpy(p->name, g->prefix, sizeof p->name);
	return p;
}

static void note(struct ic_starter_prefix *p, const struct guess *g)
{
	p->low = g->value < p->low ? g->value : p->low;
	p->high = g->value > p->high ? g->value : p->high;
	p->digits = g->digits > p->digits ? g->digits : p->digits;
}

void ic_starter_number(struct ic_starter *s, const char *text, bool name)
{
	unsigned least = name ? IC_STARTER_NAME_DIGITS : IC_STARTER_CELL_DIGITS;
	const char *slash = name ? strrchr(text, '/') : NULL;
	struct ic_starter_prefix *p;
	struct guess low, high;
	const char *dot;
	size_t len;

	text = slash ? slash + 1 : text;
	dot = name ? strrchr(text, '.') : NULL;
	len = dot ? (size_t)(dot - text) : strlen(text);
	s->ndocuments++;
	if (!guess_range(text, len, least, &low, &high)) {
		return;
	}
	p = prefix_of(s, &low);
	if (p) {
		note(p, &low);
		if (high.digits) {
			note(p, &high);
		}
		p->n++;
		s->nnumbered++;
	}
}

/* A last number widens what is known of its prefix. */
static void take_end(struct ic_starter *s, const char *text)
{
	struct guess g;

	if (s->n && guess(text, strlen(text), IC_STARTER_CELL_DIGITS, &g)) {
		for (size_t i = 0; i < s->n; i++) {
			if (strcmp(s->at[i].name, g.prefix) == 0) {
				note(&s->at[i], &g);
			}
		}
	}
}

/* Which orders a date allows, of those that were still possible. */
static void take_date(struct ic_starter *s, const char *text)
{
	char day[IC_DATE_MAX];
	bool mdy, dmy;

	if (ic_load_day(text, IC_DAYS_NONE, day, NULL)) {
		return;
	}
	mdy = ic_load_day(text, IC_DAYS_MDY, day, NULL);
	dmy = ic_load_day(text, IC_DAYS_DMY, day, NULL);
	if (mdy != dmy) {
		s->dates = mdy ? "mdy" : "dmy";
		s->dates_guessed = false;
	} else if (mdy && !s->dates) {
		s->dates = "mdy";
		s->dates_guessed = true;
	}
}

/* The names of the columns, as a comment of one line may have them. */
static void name_columns(struct ic_starter *s, const struct ic_load *l)
{
	for (size_t i = 0; i < l->ncells && s->columns.len < 1000; i++) {
		ic_buf_puts(&s->columns, i ? ", " : "");
		for (const char *c = ic_load_line(l, i); *c; c++) {
			ic_buf_putc(&s->columns,
			    (unsigned char)*c < 0x80 ? *c : '?');
		}
	}
}

static void take_row(struct ic_starter *s, const struct ic_load *l,
    const struct ic_load_columns *at)
{
	const unsigned date = IC_LOAD_FIELDS + IC_FIELD_DATE;

	ic_starter_number(s,
	    at->n[IC_LOAD_BEGBATES]
		? ic_load_line(l, at->cell[IC_LOAD_BEGBATES][0])
		: "",
	    false);
	if (at->n[IC_LOAD_ENDBATES]) {
		take_end(s, ic_load_line(l, at->cell[IC_LOAD_ENDBATES][0]));
	}
	if (at->n[date]) {
		take_date(s, ic_load_line(l, at->cell[date][0]));
	}
}

/* A row that begins a document, or goes on. */
static void take_page(struct ic_starter *s, const struct ic_load *l)
{
	char begins = *ic_load_line(l, 3);

	if (begins == 'Y' || begins == 'y') {
		ic_starter_number(s, ic_load_line(l, 0), false);
	} else {
		take_end(s, ic_load_line(l, 0));
	}
}

static bool survey(struct ic_starter *s, struct ic_load *l, bool opt,
    struct ic_error *err)
{
	struct ic_load_columns at = { 0 };
	enum ic_load_column wish;
	struct ic_error why = { 0 };

	if (!opt) {
		s->unnamed = !ic_load_columns(l, NULL, &at, &wish, &why) ||
		    !at.n[IC_LOAD_BEGBATES];
		if (s->unnamed) {
			name_columns(s, l);
		}
	}
	for (;;) {
		why.code = IC_OK;
		if (ic_load_next(l, &why)) {
			if (opt) {
				take_page(s, l);
			} else {
				take_row(s, l, &at);
			}
		} else if (why.code == IC_OK) {
			return true;
		} else if (why.code != IC_ESPEC) {
			return ic_fail(err, why.code, "%s", why.msg);
		}
	}
}

bool ic_starter_load(struct ic_starter *s, char *text, size_t len, bool opt,
    struct ic_error *err)
{
	struct ic_load l = { 0 };
	bool ok = ic_load_open(&l, text, len, IC_CHARSET_FIND, opt, err);

	s->load = true;
	s->cp1252 = l.tried && !opt;
	ok = ok && survey(s, &l, opt, err);
	ic_load_close(&l);
	return ok;
}

bool ic_starter_stamped(const struct ic_starter *s)
{
	return s->ndocuments > 0 && s->nnumbered == s->ndocuments;
}

void ic_starter_finish(struct ic_starter *s)
{
	if (s) {
		ic_buf_finish(&s->columns);
	}
}
