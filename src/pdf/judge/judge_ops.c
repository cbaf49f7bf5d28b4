/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include <string.h>

#include "judge_ops_priv.h"

#define PAINT_END 7  /* steps of painting a picture */
#define MARKS_END 12 /* and of marks */

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
		if (!ic_ops_next(&r, &op, &o) || !apply(&s, op, &o)) {
			return false;
		}
	}
	return !s.in_text && !s.rectangle &&
	    (s.paint == 0 || s.paint == PAINT_END) &&
	    (s.marks == 0 || s.marks == MARKS_END);
}
