/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include <string.h>

#include "judge_ops_priv.h"

#define WHOLE_MAX 100000000 /* points; no number of ours is so large */
#define WORD_MAX 5

/* Its operands: n numbers, with a name or a string before them or not. */
struct shape {
	char name[3];
	uint8_t numbers;
	char other; /* '/' a name, '<' a string, 0 none */
};

static const struct shape shapes[OPS] = {
	[Q] = { "q", 0, 0 },
	[QQ] = { "Q", 0, 0 },
	[CLIP] = { "W", 0, 0 },
	[END] = { "n", 0, 0 },
	[CM] = { "cm", 6, 0 },
	[DO] = { "Do", 0, '/' },
	[BT] = { "BT", 0, 0 },
	[ET] = { "ET", 0, 0 },
	[TF] = { "Tf", 1, '/' },
	[TZ] = { "Tz", 1, 0 },
	[TM] = { "Tm", 6, 0 },
	[TR] = { "Tr", 1, 0 },
	[TD] = { "Td", 2, 0 },
	[TJ] = { "Tj", 0, '<' },
	[GRAY] = { "g", 1, 0 },
	[RE] = { "re", 4, 0 },
	[FILL] = { "f", 0, 0 },
	[GS] = { "gs", 0, '/' },
	[FILL_COLOR] = { "rg", 3, 0 },
	[LINE_COLOR] = { "RG", 3, 0 },
	[WIDTH] = { "w", 1, 0 },
	[STROKE] = { "S", 0, 0 },
};

static int peek(const struct reader *r)
{
	return r->at < r->n ? r->p[r->at] : -1;
}

static bool is_digit(int c)
{
	return c >= '0' && c <= '9';
}

static bool is_letter(int c)
{
	return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

/* One blank or line end stands behind each token, and no more. */
static bool separator(struct reader *r)
{
	int c = peek(r);

	r->at += c == ' ' || c == '\n';
	return c == ' ' || c == '\n';
}

/* "-12.345": a fraction has six digits, or fewer and no zero at its end. */
static bool number(struct reader *r, int64_t *out)
{
	bool minus = peek(r) == '-';
	int64_t v = 0, unit = MICRO;
	size_t from;

	r->at += minus;
	from = r->at;
	while (is_digit(peek(r)) && v < WHOLE_MAX) {
		v = v * 10 + (r->p[r->at++] - '0');
	}
	if (r->at == from || (r->at - from > 1 && r->p[from] == '0')) {
		return false;
	}
	v *= MICRO;
	if (peek(r) == '.') {
		r->at++;
		while (is_digit(peek(r)) && unit > 1) {
			unit /= 10;
			v += unit * (r->p[r->at++] - '0');
		}
		if (unit == MICRO || (unit > 1 && r->p[r->at - 1] == '0')) {
			return false;
		}
	}
	*out = minus ? -v : v;
	return !(minus && v == 0);
}

static bool name(struct reader *r, struct operands *o)
{
	size_t n = 0;

	r->at++;
	while (is_letter(peek(r)) || is_digit(peek(r))) {
		if (n + 1 == sizeof(o->name)) {
			return false;
		}
		o->name[n++] = (char)r->p[r->at++];
	}
	o->name[n] = '\0';
	return n > 0;
}

static bool string(struct reader *r, struct operands *o)
{
	size_t from = ++r->at;
	int c;

	while (is_digit(c = peek(r)) || (c >= 'A' && c <= 'F')) {
		r->at++;
	}
	o->hex = r->at - from;
	r->at += c == '>';
	return c == '>' && o->hex > 0 && o->hex % 4 == 0 &&
	    o->hex <= IC_OPS_HEX_MAX;
}

static bool operand(struct reader *r, struct operands *o)
{
	int c = peek(r);

	if (c == '/' || c == '<') {
		if (o->other) {
			return false;
		}
		o->other = (char)c;
		return c == '/' ? name(r, o) : string(r, o);
	}
	return o->numbers < IC_OPS_NUMBERS_MAX &&
	    number(r, &o->number[o->numbers++]);
}

static bool operator(struct reader *r, enum op *out)
{
	size_t from = r->at, len;

	while (is_letter(peek(r)) && r->at - from < WORD_MAX) {
		r->at++;
	}
	len = r->at - from;
	for (int i = 0; i < OPS; i++) {
		if (strlen(shapes[i].name) == len &&
		    memcmp(shapes[i].name, r->p + from, len) == 0) {
			*out = (enum op)i;
			return true;
		}
	}
	return false;
}

bool ic_ops_next(struct reader *r, enum op *op, struct operands *o)
{
	*o = (struct operands){ 0 };
	while (!is_letter(peek(r))) {
		if (!operand(r, o) || !separator(r)) {
			return false;
		}
	}
	return operator(r, op) && separator(r) &&
	    o->numbers == shapes[*op].numbers && o->other == shapes[*op].other;
}
