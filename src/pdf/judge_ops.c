/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "judge_ops.h"

#include <string.h>

#define MICRO 1000000
#define WHOLE_MAX 100000000 /* points; no number of ours is so large */
#define WORD_MAX 5
#define PAINT_END 7  /* steps of painting a picture */
#define MARKS_END 12 /* and of marks */

enum op {
	Q,
	QQ,
	CLIP,
	END,
	CM,
	DO,
	BT,
	ET,
	TF,
	TZ,
	TM,
	TR,
	TD,
	TJ,
	GRAY,
	RE,
	FILL,
	GS,
	FILL_COLOR,
	LINE_COLOR,
	WIDTH,
	STROKE,
	OPS
};

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

struct operands {
	int64_t number[IC_OPS_NUMBERS_MAX]; /* millionths */
	unsigned numbers;
	char other;
	char name[4]; /* without its slash */
	size_t hex;   /* digits of the string */
};

struct reader {
	const uint8_t *p;
	size_t n, at;
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

/* The next operator with its operands, all of its own kind and number. */
static bool next(struct reader *r, enum op *op, struct operands *o)
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

struct state {
	const struct ic_ops_allowed *allowed;
	struct ic_ops_found *found;
	unsigned paint; /* steps of q re W n cm Do Q done */
	unsigned marks; /* of those of marks */
	bool in_text, rectangle;
	char font;       /* 'F', 'T', 0 none yet */
	int64_t mode;    /* of Tr, millionths */
	int64_t stretch; /* of Tz, millionths */
	bool white;
	bool begun; /* something stands behind picture and marks */
};

/*
 * q [re W n] cm /Im0 Do Q stands before everything else, or not at all. It
 * clips or it does not.
 */
static bool picture(struct state *s, enum op op, const struct operands *o)
{
	static const enum op order[PAINT_END] = { Q, RE, CLIP, END, CM, DO,
		QQ };

	if (s->paint == 1 && op == CM) {
		s->paint = 4;
	}
	if (!s->allowed->image || s->paint >= PAINT_END ||
	    op != order[s->paint] || s->in_text || s->font) {
		return false;
	}
	s->paint++;
	s->found->images += op == DO;
	return op != DO || strcmp(o->name, "Im0") == 0;
}

static bool is_color(const struct operands *o)
{
	for (unsigned i = 0; i < 3; i++) {
		if (o->number[i] < 0 || o->number[i] > MICRO) {
			return false;
		}
	}
	return true;
}

static bool operands_ok(enum op op, const struct operands *o)
{
	switch (op) {
	case GS:
		return strcmp(o->name, "G0") == 0;
	case FILL_COLOR:
	case LINE_COLOR:
		return is_color(o);
	case WIDTH:
		return o->number[0] > 0;
	case RE:
		return o->number[2] > 0 && o->number[3] > 0;
	default:
		return true;
	}
}

/*
 * q /G0 gs (rg re f)... Q q (RG w re S)... Q stands right behind the picture,
 * or not at all. Nothing of its state is left behind it.
 */
static bool marks(struct state *s, enum op op, const struct operands *o)
{
	static const enum op order[MARKS_END] = { Q, GS, FILL_COLOR, RE, FILL,
		QQ, Q, LINE_COLOR, WIDTH, RE, STROKE, QQ };

	if (s->marks == 5 && op == FILL_COLOR) {
		s->marks = 2;
	} else if (s->marks == 11 && op == LINE_COLOR) {
		s->marks = 7;
	}
	if (!s->allowed->marks || op != order[s->marks] || s->begun ||
	    !operands_ok(op, o)) {
		return false;
	}
	s->marks++;
	s->found->areas += op == FILL;
	s->found->lines += op == STROKE;
	return true;
}

static bool font(struct state *s, const struct operands *o)
{
	bool text = strcmp(o->name, "T0") == 0;
	bool label = strcmp(o->name, "F0") == 0;

	s->font = text ? 'T' : 'F';
	return s->in_text && o->number[0] > 0 &&
	    ((text && s->allowed->text_font) ||
		(label && s->allowed->label_font));
}

/* The text layer is never seen, labels and endorsements always are. */
static bool show(struct state *s)
{
	s->found->text_font |= s->font == 'T';
	s->found->label_font |= s->font == 'F';
	return s->in_text &&
	    ((s->font == 'T' && s->mode == 3 * MICRO) ||
		(s->font == 'F' && s->mode == 0 && s->stretch == 100 * MICRO));
}

static bool gray(struct state *s, const struct operands *o)
{
	s->white = o->number[0] == MICRO;
	return o->number[0] == 0 || s->white;
}

static bool rectangle(struct state *s, const struct operands *o)
{
	bool ok = s->allowed->plates && !s->in_text && !s->rectangle &&
	    s->white && o->number[2] > 0 && o->number[3] > 0;

	s->rectangle = true;
	return ok;
}

static bool text_object(struct state *s, bool begins)
{
	bool ok = s->in_text != begins;

	s->in_text = begins;
	return ok;
}

static bool apply(struct state *s, enum op op, const struct operands *o)
{
	bool filled = s->rectangle && op == FILL;

	if (s->paint > 0 && s->paint < PAINT_END) {
		return picture(s, op, o);
	}
	if (s->paint == PAINT_END && s->marks < MARKS_END &&
	    (s->marks > 0 || op == Q)) {
		return marks(s, op, o);
	}
	s->begun = s->begun || s->paint == PAINT_END;
	if (s->rectangle != (op == FILL)) {
		return false;
	}
	switch (op) {
	case Q:
	case QQ:
	case CLIP:
	case END:
	case CM:
	case DO:
		return picture(s, op, o);
	case BT:
	case ET:
		return text_object(s, op == BT);
	case TF:
		return font(s, o);
	case TZ:
		s->stretch = o->number[0];
		return s->in_text && o->number[0] > 0;
	case TR:
		s->mode = o->number[0];
		return s->in_text && (s->mode == 0 || s->mode == 3 * MICRO);
	case TM:
	case TD:
		return s->in_text;
	case TJ:
		return show(s);
	case GRAY:
		return gray(s, o);
	case RE:
		return rectangle(s, o);
	default:
		s->rectangle = false;
		return filled;
	}
}

bool ic_ops_judge(const uint8_t *p, size_t n,
    const struct ic_ops_allowed *allowed, struct ic_ops_found *found)
{
	struct reader r = { p, n, 0 };
	struct state s = { .allowed = allowed,
		.found = found,
		.stretch = 100 * MICRO };
	struct operands o;
	enum op op;

	*found = (struct ic_ops_found){ 0 };
	while (r.at < r.n) {
		if (!next(&r, &op, &o) || !apply(&s, op, &o)) {
			return false;
		}
	}
	return !s.in_text && !s.rectangle &&
	    (s.paint == 0 || s.paint == PAINT_END) &&
	    (s.marks == 0 || s.marks == MARKS_END);
}
