/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * XFDF (ISO 19444-1), by expat. An XFDF has no document type: one that has is
 * refused, so that there is no entity to expand and nothing outside to read.
 *
 *	xfdf > f, annots > an element an annotation >
 *	    contents, contents-richtext, inklist > gesture, vertices, ...
 */
#include "annots_priv.h"

#include <expat.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "xfdf_values.h"

#define DEPTH_MAX 64
#define TEXT_MAX ((size_t)4 << 20) /* of an element */

enum target { NOTHING, CONTENTS, RICH, GESTURE, VERTICES, OVERLAY };

struct xfdf {
	struct annots *l;
	XML_Parser parser;
	int depth;
	int ignored; /* depth at which what is ignored began; 0: nothing is */
	int held;    /* the same of what `target` gathers */
	bool placed; /* the draft has a place */
	enum target target;
	struct ic_buf text;
	struct annots_draft *d; /* NULL outside an annotation */
	const struct ic_geometry *g;
	double rect[4]; /* NAN: it has none */
	double width;
	struct xfdf_numbers v; /* owned */
	const char *href;
};

static void stop(struct xfdf *x, enum ic_reason why)
{
	if (x->l->why == IC_REASON_NONE) {
		x->l->why = why;
	}
	XML_StopParser(x->parser, XML_FALSE);
}

static const char *text_of(struct xfdf *x, const char *value, size_t max)
{
	return annots_text(x->l, x->d, value, max);
}

/* As of a PDF: the inside of a shape, if that has a colour. */
static void read_color(struct xfdf *x, const XML_Char **atts)
{
	uint32_t line = xfdf_color(xfdf_get(atts, "color"));
	uint32_t inside = xfdf_color(xfdf_get(atts, "interior-color"));
	bool is_redact = x->d->a.type == IC_ANNOT_REDACT;
	uint32_t first = is_redact ? line : inside;

	x->d->a.color = first != IC_ANNOT_NO_COLOR ? first
	    : is_redact                            ? inside
						   : line;
}

static void read_reply(struct xfdf *x, const XML_Char **atts)
{
	const char *of = xfdf_get(atts, "inreplyto");
	const char *type = xfdf_get(atts, "replyType");
	const char *state = xfdf_get(atts, "state");

	if (!of) {
		return;
	}
	x->d->of.name = text_of(x, of, IC_ANNOT_NAME_MAX);
	x->d->a.flags |= type && strcasecmp(type, "group") == 0
	    ? IC_ANNOT_BIT(GROUPED)
	    : IC_ANNOT_BIT(REPLY);
	x->d->a.state = ic_annot_state_of(state ? state : "");
}

static void read_words(struct xfdf *x, const XML_Char **atts)
{
	struct ic_annot *a = &x->d->a;

	a->name = text_of(x, xfdf_get(atts, "name"), IC_ANNOT_NAME_MAX);
	a->author = text_of(x, xfdf_get(atts, "title"), IC_ANNOT_NAME_MAX);
	a->subject = text_of(x, xfdf_get(atts, "subject"), IC_ANNOT_NAME_MAX);
	if (a->type == IC_ANNOT_REDACT) {
		a->overlay = text_of(x, xfdf_get(atts, "overlay-text"),
		    IC_ANNOT_TEXT_MAX);
	}
	x->d->self.name = a->name;
}

static void read_rect(struct xfdf *x, const char *value)
{
	const double *v = x->v.at;

	for (int i = 0; i < 4; i++) {
		x->rect[i] = NAN;
	}
	if (xfdf_numbers(&x->v, value) && x->v.n == 4) {
		x->rect[0] = fmin(v[0], v[2]);
		x->rect[1] = fmin(v[1], v[3]);
		x->rect[2] = fmax(v[0], v[2]);
		x->rect[3] = fmax(v[1], v[3]);
	}
}

/* What the shape keeps from its rectangle's edges. */
static void place_rect(struct xfdf *x, const char *fringe)
{
	double box[4];
	const double *v = x->v.at;

	memcpy(box, x->rect, sizeof(box));
	if (xfdf_numbers(&x->v, fringe) && x->v.n == 4 && v[0] >= 0 &&
	    v[1] >= 0 && v[2] >= 0 && v[3] >= 0 &&
	    v[0] + v[2] < box[2] - box[0] && v[1] + v[3] < box[3] - box[1]) {
		box[0] += v[0];
		box[1] += v[1];
		box[2] -= v[2];
		box[3] -= v[3];
	}
	annots_box(x->l, x->d, x->g, box);
	x->placed = true;
}

static void place_quads(struct xfdf *x, const char *coords)
{
	if (!xfdf_numbers(&x->v, coords) || x->v.n % 8 != 0) {
		x->d->a.flags |= IC_ANNOT_BIT(BROKEN);
	}
	for (size_t i = 0; i + 8 <= x->v.n && !x->l->why; i += 8) {
		annots_quad(x->l, x->d, x->g, x->v.at + i);
		annots_compare(x->d, x->rect, x->v.at + i, 4);
		x->placed = true;
	}
}

static void place_points(struct xfdf *x)
{
	annots_points(x->l, x->d, x->g, x->v.at, x->v.n / 2, x->width / 2);
	annots_compare(x->d, x->rect, x->v.at, x->v.n / 2);
	x->placed = true;
}

static void place_line(struct xfdf *x, const XML_Char **atts)
{
	const char *ends[2] = { xfdf_get(atts, "start"),
		xfdf_get(atts, "end") };
	double v[4];

	for (int i = 0; i < 2; i++) {
		if (!xfdf_numbers(&x->v, ends[i]) || x->v.n != 2) {
			x->d->a.flags |= IC_ANNOT_BIT(BROKEN);
			return;
		}
		memcpy(v + 2 * i, x->v.at, 2 * sizeof(*v));
	}
	memcpy(x->v.at, v, sizeof(v));
	x->v.n = 4;
	place_points(x);
}

/* What its attributes say of its place; the rest may follow inside. */
static void place(struct xfdf *x, const XML_Char **atts)
{
	const char *coords = xfdf_get(atts, "coords");

	switch (x->d->a.type) {
	case IC_ANNOT_REDACT:
	case IC_ANNOT_HIGHLIGHT:
	case IC_ANNOT_UNDERLINE:
	case IC_ANNOT_STRIKEOUT:
	case IC_ANNOT_SQUIGGLY:
		if (coords) {
			place_quads(x, coords);
		}
		break;
	case IC_ANNOT_LINE:
		place_line(x, atts);
		break;
	case IC_ANNOT_SQUARE:
	case IC_ANNOT_CIRCLE:
	case IC_ANNOT_FREETEXT:
		place_rect(x, xfdf_get(atts, "fringe"));
		break;
	default:
		break;
	}
}

static void begin_annot(struct xfdf *x, const char *name, const XML_Char **atts)
{
	static const char *const no[] = { "link", "popup", "widget" };

	for (size_t i = 0; i < sizeof(no) / sizeof(*no); i++) {
		if (strcmp(name, no[i]) == 0) {
			x->ignored = x->depth;
			return;
		}
	}
	x->d = annots_add(x->l);
	if (!x->d) {
		stop(x, x->l->why);
		return;
	}
	x->placed = false;
	x->d->a.type = ic_annot_type_element(name);
	x->g = annots_page(x->l, x->d, xfdf_page(xfdf_get(atts, "page")));
	if (xfdf_has_word(xfdf_get(atts, "flags"), "hidden") ||
	    xfdf_has_word(xfdf_get(atts, "flags"), "noview")) {
		x->d->a.flags |= IC_ANNOT_BIT(HIDDEN);
	}
	x->width = 1;
	if (xfdf_numbers(&x->v, xfdf_get(atts, "width")) && x->v.n == 1) {
		x->width = x->v.at[0];
	}
	read_color(x, atts);
	read_reply(x, atts);
	read_words(x, atts);
	read_rect(x, xfdf_get(atts, "rect"));
	if (x->g) {
		place(x, atts);
	}
}

static void end_annot(struct xfdf *x)
{
	if (x->g && !x->placed && !x->l->why) {
		place_rect(x, NULL);
	}
	x->d = NULL;
}

static void begin_inside(struct xfdf *x, const char *name)
{
	static const struct {
		const char *name;
		enum target target;
	} inside[] = { { "contents", CONTENTS }, { "contents-richtext", RICH },
		{ "gesture", GESTURE }, { "vertices", VERTICES },
		{ "overlay-text", OVERLAY }, { "OverlayText", OVERLAY } };

	if (x->target != NOTHING) {
		if (x->target == RICH) {
			ic_buf_putc(&x->text, ' '); /* a new paragraph */
		}
		return;
	}
	for (size_t i = 0; i < sizeof(inside) / sizeof(*inside); i++) {
		if (strcmp(name, inside[i].name) == 0) {
			x->target = inside[i].target;
			x->held = x->depth;
			ic_buf_reset(&x->text);
			return;
		}
	}
	if (strcmp(name, "inklist") != 0) {
		x->ignored = x->depth;
	}
}

static void end_inside(struct xfdf *x)
{
	const char *text = ic_buf_str(&x->text);
	struct ic_annot *a = &x->d->a;

	if (x->target == CONTENTS ||
	    (x->target == RICH && a->contents[0] == '\0')) {
		a->contents = text_of(x, text, IC_ANNOT_TEXT_MAX);
	} else if (x->target == OVERLAY && a->type == IC_ANNOT_REDACT) {
		a->overlay = text_of(x, text, IC_ANNOT_TEXT_MAX);
	} else if (x->g &&
	    ((x->target == GESTURE && a->type == IC_ANNOT_INK) ||
		(x->target == VERTICES &&
		    (a->type == IC_ANNOT_POLYGON ||
			a->type == IC_ANNOT_POLYLINE)))) {
		if (xfdf_numbers(&x->v, text) && x->v.n % 2 == 0) {
			place_points(x);
		} else {
			a->flags |= IC_ANNOT_BIT(BROKEN);
		}
	}
	x->target = NOTHING;
}

/* A mark where marks do not stand, or of no known name space: not overlooked.
 */
static bool is_stray(const XML_Char *full, const XML_Char **atts)
{
	const char *bar = strrchr(full, XFDF_SEPARATOR);

	return xfdf_get(atts, "page") && xfdf_is_type(bar ? bar + 1 : full);
}

static void XMLCALL begin(void *user, const XML_Char *full,
    const XML_Char **atts)
{
	struct xfdf *x = user;
	const char *name = xfdf_local(full);

	if (++x->depth > DEPTH_MAX) {
		stop(x, IC_REASON_XFDF);
	} else if (x->ignored || x->l->why) {
		/* expat goes on for a while once it is stopped */
		if (x->ignored == 2 && is_stray(full, atts)) {
			stop(x, IC_REASON_XFDF);
		}
		return;
	} else if (x->depth == 1 && strcmp(name, "xfdf") != 0) {
		stop(x, IC_REASON_XFDF);
	} else if (x->depth == 2) {
		if (strcmp(name, "f") == 0 && x->href[0] == '\0') {
			struct annots_draft none = { 0 };

			x->href = annots_text(x->l, &none,
			    xfdf_get(atts, "href"), IC_ANNOT_TEXT_MAX);
		}
		x->ignored = strcmp(name, "annots") == 0 ? 0 : x->depth;
		if (x->ignored && is_stray(full, atts)) {
			stop(x, IC_REASON_XFDF);
		}
	} else if (x->depth == 3) {
		begin_annot(x, name, atts);
	} else if (x->depth > 3) {
		begin_inside(x, name);
	}
	if (x->l->why) {
		stop(x, x->l->why);
	}
}

static void XMLCALL end(void *user, const XML_Char *name)
{
	struct xfdf *x = user;

	(void)name;
	if (x->l->why) {
		return;
	}
	if (x->ignored) {
		x->ignored = x->ignored == x->depth ? 0 : x->ignored;
	} else if (x->target != NOTHING && x->held == x->depth) {
		end_inside(x);
	} else if (x->depth == 3 && x->d) {
		end_annot(x);
	}
	x->depth--;
	if (x->l->why) {
		stop(x, x->l->why);
	}
}

static void XMLCALL characters(void *user, const XML_Char *s, int n)
{
	struct xfdf *x = user;

	if (x->target != NOTHING && !x->ignored) {
		ic_buf_add(&x->text, s, (size_t)n);
		if (x->text.failed) {
			stop(x, IC_REASON_TOO_MANY_MARKS);
		}
	}
}

static void XMLCALL doctype(void *user, const XML_Char *name,
    const XML_Char *system, const XML_Char *public, int internal)
{
	(void)name;
	(void)system;
	(void)public;
	(void)internal;
	stop(user, IC_REASON_XFDF);
}

static bool parse(struct xfdf *x, const uint8_t *text, size_t len)
{
	XML_SetUserData(x->parser, x);
	XML_SetElementHandler(x->parser, begin, end);
	XML_SetCharacterDataHandler(x->parser, characters);
	XML_SetStartDoctypeDeclHandler(x->parser, doctype);
	XML_SetParamEntityParsing(x->parser, XML_PARAM_ENTITY_PARSING_NEVER);
	if (XML_Parse(x->parser, (const char *)text, (int)len, XML_TRUE) !=
	    XML_STATUS_OK) {
		stop(x,
		    XML_GetErrorCode(x->parser) == XML_ERROR_NO_MEMORY
			? IC_REASON_MEMORY
			: IC_REASON_XFDF);
	}
	return x->l->why == IC_REASON_NONE;
}

bool annots_read_xfdf(struct annots *l, const uint8_t *text, size_t len,
    const char **href)
{
	struct xfdf x = { .l = l, .href = "", .text = { .max = TEXT_MAX } };
	bool ok = false;

	x.v.at = malloc(XFDF_NUMBERS_MAX * sizeof(*x.v.at));
	x.parser = XML_ParserCreateNS(NULL, XFDF_SEPARATOR);
	if (x.v.at && x.parser) {
		ok = parse(&x, text, len);
	} else {
		l->why = IC_REASON_MEMORY;
	}
	if (x.parser) {
		XML_ParserFree(x.parser);
	}
	free(x.v.at);
	ic_buf_finish(&x.text);
	*href = x.href;
	return ok;
}
