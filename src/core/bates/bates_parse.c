/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/bates.h"

#include <stdlib.h>
#include <string.h>

#include "bates_damage.h"
#include "bates_plain.h"

/* One range without its blanks, and as messages may show it. */
struct item {
	char bare[IC_BATES_TEXT_MAX + 1];
	char shown[49];
	const char *at; /* where reading stands in bare */
};

/*
 * Blanks mean nothing, so they go; line ends too, since cells have them.
 * What is shown keeps its blanks, is ASCII, and is cut after 48 characters.
 */
static bool item_init(struct item *it, const char *text, size_t len,
    struct ic_error *err)
{
	size_t n = 0, shown = 0;

	*it = (struct item){ .at = it->bare };
	if (len > IC_BATES_TEXT_MAX) {
		return ic_fail(err, IC_ESPEC,
		    "a Bates number or range is "
		    "longer than %d characters: separate ranges by commas",
		    IC_BATES_TEXT_MAX);
	}
	for (size_t i = 0; i < len;) {
		char c = ic_bates_plain(text, len, &i);

		c = c == '\n' || c == '\r' ? ' ' : c;
		c = c < ' ' ? '?' : c;
		if (c != ' ') {
			it->bare[n++] = c;
		}
		if (shown < sizeof it->shown - 1 && (shown || c != ' ')) {
			it->shown[shown++] = c;
		}
	}
	while (shown && it->shown[shown - 1] == ' ') {
		it->shown[--shown] = '\0';
	}
	return true;
}

/* Length in `bare` of the prefix at it->at, 0 if it is another. */
static size_t prefix_at(const char *at, const char *prefix)
{
	size_t n = 0;

	for (; *prefix; prefix++) {
		if (*prefix == ' ') {
			continue;
		}
		if (at[n] != *prefix) {
			return 0;
		}
		n++;
	}
	return n;
}

/* The longest declared prefix before a digit; false if there is none. */
static bool longest_prefix(const struct ic_prefixes *p, const char *at,
    uint32_t *index, size_t *length)
{
	*length = 0;
	for (size_t i = 0; i < p->n; i++) {
		size_t n = prefix_at(at, p->name[i]);

		if (n > *length && ic_bates_digit(at[n])) {
			*length = n;
			*index = (uint32_t)i;
		}
	}
	return *length > 0;
}

static bool prefix_but_for_case(const char *at, const char *prefix)
{
	for (; *prefix; prefix++) {
		if (*prefix == ' ') {
			continue;
		}
		if (*at != *prefix &&
		    (!ic_bates_letter(*at) || !ic_bates_letter(*prefix) ||
			(*at | 0x20) != (*prefix | 0x20))) {
			return false;
		}
		at++;
	}
	return ic_bates_digit(*at);
}

static bool no_prefix(const struct ic_prefixes *p, const struct item *it,
    struct ic_error *err)
{
	const char *first = p->n ? p->name[0] : "";

	for (size_t i = 0; i < p->n; i++) {
		size_t n = prefix_at(it->at, p->name[i]);

		if (n && !it->at[n]) {
			return ic_fail(err, IC_ESPEC,
			    "\"%s\": no digits "
			    "follow the prefix: write the whole number",
			    it->shown);
		}
		if (prefix_but_for_case(it->at, p->name[i])) {
			return ic_fail(err, IC_ESPEC,
			    "\"%s\": the prefix is "
			    "declared as \"%s\": write it so",
			    it->shown, p->name[i]);
		}
	}
	return ic_fail(err, IC_ESPEC, "\"%s\": %s: %s%s%s%s", it->shown,
	    it->at == it->bare ? "it begins with no declared Bates prefix"
			       : "the end begins with no declared prefix",
	    p->n ? "write it as declared, like \"" : "declare its prefix",
	    first, p->n ? "\"" : "", p->n ? ", or declare its prefix" : "");
}

static bool read_digits(struct item *it, struct ic_bates *b,
    struct ic_error *err)
{
	size_t n = 0;
	uint64_t value = 0;

	for (; ic_bates_digit(it->at[n]); n++) {
		if (n == IC_BATES_DIGITS_MAX) {
			return ic_fail(err, IC_ESPEC,
			    "\"%s\": a number has "
			    "at most %d digits",
			    it->shown, IC_BATES_DIGITS_MAX);
		}
		value = value * 10 + (uint64_t)(it->at[n] - '0');
	}
	it->at += n;
	b->value = value;
	b->digits = (uint8_t)n;
	return true;
}

/* ".001" or "A"; what else stands here is for the caller to refuse. */
static void read_suffix(struct item *it, struct ic_bates *b)
{
	size_t n = 0;

	memset(b->suffix, 0, sizeof b->suffix);
	if (it->at[0] == '.') {
		do {
			n++;
		} while (n < IC_BATES_SUFFIX_MAX && ic_bates_digit(it->at[n]));
		n = n == 1 ? 0 : n;
	} else if (ic_bates_upper(it->at[0])) {
		n = 1;
	}
	memcpy(b->suffix, it->at, n);
	it->at += n;
}

static bool read_number(const struct ic_prefixes *p, struct item *it,
    struct ic_bates *b, struct ic_error *err)
{
	size_t n;

	if (!longest_prefix(p, it->at, &b->prefix, &n)) {
		return no_prefix(p, it, err);
	}
	it->at += n;
	if (!read_digits(it, b, err)) {
		return false;
	}
	read_suffix(it, b);
	return true;
}

static uint64_t pow10_of(unsigned n)
{
	uint64_t v = 1;

	while (n--) {
		v *= 10;
	}
	return v;
}

static bool read_short(struct item *it, const struct ic_bates *first,
    struct ic_bates *last, struct ic_error *err)
{
	uint64_t unit;

	if (first->suffix[0]) {
		return ic_fail(err, IC_ESPEC,
		    "\"%s\": a short end after a "
		    "suffix has two readings: write the whole last number",
		    it->shown);
	}
	*last = *first;
	if (!read_digits(it, last, err)) {
		return false;
	}
	if (last->digits > first->digits) {
		return ic_fail(err, IC_ESPEC,
		    "\"%s\": the short end has more "
		    "digits (%d) than the number before it (%d): write both "
		    "numbers whole",
		    it->shown, last->digits, first->digits);
	}
	unit = pow10_of(last->digits);
	last->value += first->value / unit * unit;
	last->digits = first->digits;
	read_suffix(it, last);
	return true;
}

static bool read_end(const struct ic_prefixes *p, struct item *it,
    const struct ic_bates *first, struct ic_bates *last, struct ic_error *err)
{
	uint32_t index;
	size_t n;

	if (!*it->at) {
		return ic_fail(err, IC_ESPEC,
		    "\"%s\": nothing follows the "
		    "dash: write the last number, or no dash",
		    it->shown);
	}
	if (ic_bates_digit(*it->at) && !longest_prefix(p, it->at, &index, &n)) {
		return read_short(it, first, last, err);
	}
	return read_number(p, it, last, err);
}

static bool check_range(const struct item *it, const struct ic_bates_range *r,
    struct ic_error *err)
{
	if (r->first.prefix != r->last.prefix) {
		return ic_fail(err, IC_ESPEC,
		    "\"%s\": the two ends have "
		    "different prefixes: write two ranges, separated by a "
		    "comma",
		    it->shown);
	}
	if (r->first.digits != r->last.digits) {
		return ic_fail(err, IC_ESPEC,
		    "\"%s\": the two ends have %d "
		    "and %d digits: write both as they are printed",
		    it->shown, r->first.digits, r->last.digits);
	}
	if (ic_bates_cmp(&r->first, &r->last) > 0) {
		return ic_fail(err, IC_ESPEC,
		    "\"%s\": the range runs "
		    "backwards: write the lower number first",
		    it->shown);
	}
	return true;
}

static bool at_end(const struct item *it, struct ic_error *err)
{
	char c = *it->at;

	if (!c) {
		return true;
	}
	if (c >= 'a' && c <= 'z' && !it->at[1]) {
		return ic_fail(err, IC_ESPEC,
		    "\"%s\": a suffix is one capital "
		    "letter: write %c",
		    it->shown, c - 32);
	}
	return ic_fail(err, IC_ESPEC,
	    "\"%s\": \"%.16s\" is left over after "
	    "the number: separate numbers by commas",
	    it->shown, it->at);
}

static bool parse_range(const struct ic_prefixes *p, const char *text,
    size_t len, struct ic_bates_range *out, struct ic_error *err)
{
	struct item it;
	struct ic_bates_range r = { 0 };

	if (!item_init(&it, text, len, err)) {
		return false;
	}
	if (!*it.bare) {
		return ic_fail(err, IC_ESPEC,
		    "a Bates number is missing: "
		    "write one, or leave out the comma beside it");
	}
	if (!ic_bates_undamaged(p, it.bare, it.shown, err) ||
	    !read_number(p, &it, &r.first, err)) {
		return false;
	}
	r.last = r.first;
	if (*it.at == '-') {
		it.at++;
		if (!read_end(p, &it, &r.first, &r.last, err)) {
			return false;
		}
	}
	if (!at_end(&it, err) || !check_range(&it, &r, err)) {
		return false;
	}
	*out = r;
	return true;
}

bool ic_bates_parse(const struct ic_prefixes *p, const char *text,
    struct ic_bates *out, struct ic_error *err)
{
	struct ic_bates_range r;
	size_t len = strlen(text);

	if (strcspn(text, ",;") != len) {
		return ic_fail(err, IC_ESPEC,
		    "a list of Bates numbers stands "
		    "where one number belongs: write one number");
	}
	if (!parse_range(p, text, len, &r, err)) {
		return false;
	}
	if (ic_bates_cmp(&r.first, &r.last) != 0) {
		return ic_fail(err, IC_ESPEC,
		    "a range of Bates numbers stands "
		    "where one number belongs: write its first number");
	}
	*out = r.first;
	return true;
}

static bool push(struct ic_bates_list *list, const struct ic_bates_range *r,
    struct ic_error *err)
{
	if (list->n == IC_BATES_RANGES_MAX) {
		return ic_fail(err, IC_ESPEC,
		    "a list holds more than %d Bates "
		    "ranges: split it",
		    IC_BATES_RANGES_MAX);
	}
	if (list->n == list->cap) {
		size_t cap = list->cap ? list->cap * 2 : 4;
		void *at = realloc(list->at, cap * sizeof *list->at);

		if (!at) {
			return ic_fail(err, IC_EENV, "out of memory");
		}
		list->at = at;
		list->cap = cap;
	}
	list->at[list->n++] = *r;
	return true;
}

bool ic_bates_parse_list(const struct ic_prefixes *p, const char *text,
    struct ic_bates_list *out, struct ic_error *err)
{
	struct ic_bates_list list = { 0 };
	struct ic_bates_range r;

	for (;;) {
		size_t len = strcspn(text, ",;");

		if (!parse_range(p, text, len, &r, err) ||
		    !push(&list, &r, err)) {
			ic_bates_list_finish(&list);
			return false;
		}
		if (!text[len]) {
			break;
		}
		text += len + 1;
	}
	ic_bates_list_finish(out);
	*out = list;
	return true;
}

void ic_bates_list_finish(struct ic_bates_list *list)
{
	if (list) {
		free(list->at);
		*list = (struct ic_bates_list){ 0 };
	}
}
