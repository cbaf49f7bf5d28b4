/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "spec_yaml.h"

#include <libfyaml.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "spec_syntax.h"

/* Move line and column on to byte `to`; an earlier one is left alone. */
static void move_to(struct ic_yaml *y, size_t to)
{
	const char *t = y->source->text;

	while (y->at < to) {
		char c = t[y->at++];

		if (c == '\n' || (c == '\r' && t[y->at] != '\n')) {
			y->line++;
			y->column = 1;
		} else if (((unsigned char)c & 0xc0) != 0x80 && c != '\r') {
			y->column++;
		}
	}
}

static struct ic_place here(const struct ic_yaml *y)
{
	return (struct ic_place){ y->source, y->line, y->column };
}

static void stop(struct ic_yaml *y)
{
	y->kind = IC_YAML_STOP;
	y->text = "";
	y->len = 0;
	y->ended = true;
}

static void stop_at(struct ic_yaml *y, struct ic_place place,
    const char *message)
{
	ic_diag_add(y->fatal, IC_LEVEL_ERROR, place, "%s", message);
	y->broken = true;
	stop(y);
}

static bool open_parser(struct ic_yaml *y)
{
	struct fy_parse_cfg cfg = { .flags = FYPCF_QUIET | FYPCF_JSON_NONE |
		    FYPCF_DEFAULT_VERSION_1_2 };
	struct fy_diag_cfg log;

	/* Errors are collected, so that the library itself prints nothing. */
	fy_diag_cfg_default(&log);
	log.fp = NULL;
	log.output_fn = NULL;
	y->log = fy_diag_create(&log);
	if (!y->log) {
		return false;
	}
	fy_diag_set_collect_errors(y->log, true);
	cfg.diag = y->log;
	y->parser = fy_parser_create(&cfg);
	return y->parser &&
	    fy_parser_set_string(y->parser, y->source->text, y->source->len) ==
	    0;
}

bool ic_yaml_open(struct ic_yaml *y, struct ic_source *source,
    struct ic_diags *diags, struct ic_diags *fatal)
{
	*y = (struct ic_yaml){ .source = source,
		.diags = diags,
		.fatal = fatal,
		.line = 1,
		.column = 1 };
	if (!ic_syntax_text_ok(source, fatal)) {
		y->broken = true;
		return false;
	}
	if (strncmp(source->text, "\xef\xbb\xbf", 3) == 0) {
		y->at = 3; /* a byte order mark has no column */
	}
	if (!open_parser(y)) {
		stop_at(y, (struct ic_place){ source, 0, 0 }, "out of memory");
		return false;
	}
	return true;
}

/* Spans are added in the order of the text, each once. */
void ic_yaml_mask_span(struct ic_yaml *y, struct ic_span span)
{
	if (span.from == span.to ||
	    (y->nspans && y->spans[y->nspans - 1].to >= span.to)) {
		return;
	}
	if (y->nspans == y->cap) {
		size_t cap = y->cap ? y->cap * 2 : 64;
		void *more = realloc(y->spans, cap * sizeof *y->spans);

		if (!more) {
			stop_at(y, here(y), "out of memory");
			return;
		}
		y->spans = more;
		y->cap = cap;
	}
	y->spans[y->nspans++] = span;
	y->source->secret = y->spans;
	y->source->nsecret = y->nspans;
}

void ic_yaml_mask(struct ic_yaml *y)
{
	if (y->kind == IC_YAML_SCALAR) {
		ic_yaml_mask_span(y, y->span);
	}
}

/* A block of text ends where the next line's text begins: too late. */
static size_t trimmed(const char *text, size_t from, size_t to)
{
	while (to > from && strchr(" \t\r\n", text[to - 1])) {
		to--;
	}
	return to;
}

/* Where the event's token stands; a value left empty has none of its own. */
static void locate(struct ic_yaml *y, struct fy_event *e)
{
	const struct fy_mark *from = fy_event_start_mark(e);
	const struct fy_mark *to = fy_event_end_mark(e);
	bool empty = e->type == FYET_SCALAR && !y->quoted && from && to &&
	    from->input_pos == to->input_pos;
	size_t at;

	y->span = (struct ic_span){ 0 };
	if (from && from->input_pos <= y->source->len && !empty) {
		at = from->input_pos;
		/* A quote belongs to what it quotes. */
		at -= y->quoted && at > y->at;
		move_to(y, at);
		y->place = here(y);
	}
	if (from && to && to->input_pos <= y->source->len &&
	    to->input_pos >= y->source->known) {
		y->span = (struct ic_span){ (uint32_t)from->input_pos,
			(uint32_t)trimmed(y->source->text, from->input_pos,
			    to->input_pos) };
		y->source->known = to->input_pos;
	}
}

/* The library gives no text where it has no memory for one. */
static bool is_starved(const struct ic_yaml *y, struct fy_token *value)
{
	uint32_t quotes = y->quoted ? 2 : 0;

	return value && y->len == 0 &&
	    (y->quoted || fy_token_scalar_style(value) == FYSS_PLAIN) &&
	    y->span.to - y->span.from > quotes;
}

static void set_scalar(struct ic_yaml *y, struct fy_token *value)
{
	y->kind = IC_YAML_SCALAR;
	y->text = value ? fy_token_get_text(value, &y->len) : "";
	if (!value || !y->text) {
		y->text = "";
		y->len = 0;
	}
	if (is_starved(y, value)) {
		stop_at(y, y->place, "there is no memory to read this value");
	}
	/* A quote that is closed too late swallows other keys, or a comment. */
	if (y->secret || memchr(y->text, ':', y->len) ||
	    memchr(y->text, '#', y->len)) {
		ic_yaml_mask(y);
	}
	if (y->len > IC_YAML_SCALAR_MAX) {
		stop_at(y, y->place, "a value is longer than 1 MB");
	}
}

/* An anchor may be what was meant to be text, as in "note: &c. and so on". */
static void check_property(struct ic_yaml *y, struct fy_token *token,
    const char *message)
{
	const struct fy_mark *from = token ? fy_token_start_mark(token) : NULL;
	const struct fy_mark *to = token ? fy_token_end_mark(token) : NULL;

	if (!token) {
		return;
	}
	ic_diag_add(y->diags, IC_LEVEL_ERROR, y->place, "%s", message);
	if (y->secret && from && to && to->input_pos <= y->source->len) {
		ic_yaml_mask_span(y,
		    (struct ic_span){ (uint32_t)from->input_pos,
			(uint32_t)to->input_pos });
	}
}

static void check_properties(struct ic_yaml *y, struct fy_token *anchor,
    struct fy_token *tag)
{
	check_property(y, anchor,
	    "anchors (&) are not accepted in a spec: "
	    "write the value out, or quote it if it is text");
	check_property(y, tag,
	    "tags (!) are not accepted in a spec: every "
	    "value is text as it stands; quote it if it begins with !");
}

static void enter(struct ic_yaml *y, enum ic_yaml_kind kind)
{
	y->kind = kind;
	if (y->depth == IC_YAML_DEPTH_MAX) {
		stop_at(y, y->place,
		    "lists and mappings are nested deeper "
		    "than a spec needs");
		return;
	}
	y->open[y->depth++] = y->place;
}

static void leave(struct ic_yaml *y)
{
	y->kind = IC_YAML_CLOSE;
	y->depth -= y->depth > 0;
}

/* True if the event is one that the reader is to see. */
static bool take(struct ic_yaml *y, struct fy_event *e)
{
	struct fy_token *value = e->type == FYET_SCALAR ? e->scalar.value
							: NULL;
	enum fy_scalar_style style = value ? fy_token_scalar_style(value)
					   : FYSS_PLAIN;

	y->quoted = style == FYSS_SINGLE_QUOTED || style == FYSS_DOUBLE_QUOTED;
	locate(y, e);
	if (y->ended) {
		return true;
	}
	switch (e->type) {
	case FYET_SCALAR:
		check_properties(y, e->scalar.anchor, e->scalar.tag);
		set_scalar(y, value);
		return true;
	case FYET_SEQUENCE_START:
		check_properties(y, e->sequence_start.anchor,
		    e->sequence_start.tag);
		enter(y, IC_YAML_LIST);
		return true;
	case FYET_MAPPING_START:
		check_properties(y, e->mapping_start.anchor,
		    e->mapping_start.tag);
		enter(y, IC_YAML_MAP);
		return true;
	case FYET_SEQUENCE_END:
	case FYET_MAPPING_END:
		leave(y);
		return true;
	case FYET_ALIAS:
		ic_diag_add(y->diags, IC_LEVEL_ERROR, y->place,
		    "aliases (*) "
		    "are not accepted in a spec: write the value out, or "
		    "quote it if it is text");
		set_scalar(y, NULL);
		return true;
	case FYET_DOCUMENT_START:
		if (fy_document_state_version_explicit(
			e->document_start.document_state) ||
		    fy_document_state_tags_explicit(
			e->document_start.document_state)) {
			stop_at(y, y->place,
			    "directives (%) are not accepted "
			    "in a spec: remove the line");
			return true;
		}
		return false;
	case FYET_DOCUMENT_END:
		stop(y);
		return true;
	case FYET_STREAM_END: /* without any document */
		y->whole = true;
		stop(y);
		return true;
	default:
		return false;
	}
}

static void syntax_error(struct ic_yaml *y)
{
	void *walk = NULL;
	const struct fy_diag_error *e = fy_diag_errors_iterate(y->log, &walk);
	struct ic_place place = here(y);

	if (e && e->line > 0) {
		place.line = (uint32_t)e->line;
		place.column = e->column > 0 ? (uint32_t)e->column : 1;
	}
	ic_syntax_error(y->fatal, place, e ? e->msg : NULL,
	    y->depth ? &y->open[y->depth - 1] : NULL);
	y->broken = true;
	stop(y);
}

/* The next event of the library's, or NULL at an error. */
static struct fy_event *parse(struct ic_yaml *y)
{
	if (y->event) {
		fy_parser_event_free(y->parser, y->event);
	}
	y->event = fy_parser_parse(y->parser);
	return y->event;
}

void ic_yaml_next(struct ic_yaml *y)
{
	bool taken = y->ended;

	while (!taken) {
		if (parse(y)) {
			taken = take(y, y->event);
		} else {
			syntax_error(y);
			taken = true;
		}
	}
}

void ic_yaml_skip(struct ic_yaml *y)
{
	unsigned depth = y->depth;
	bool secret = y->secret;

	if (y->kind != IC_YAML_LIST && y->kind != IC_YAML_MAP) {
		return;
	}
	y->secret = true;
	do {
		ic_yaml_next(y);
	} while (y->kind != IC_YAML_STOP && y->depth >= depth);
	y->secret = secret;
}

void ic_yaml_drop(struct ic_yaml *y)
{
	ic_yaml_mask(y);
	ic_yaml_skip(y);
}

void ic_yaml_end(struct ic_yaml *y)
{
	size_t known = y->source->known;
	struct fy_event *e;

	if (y->broken) {
		return;
	}
	if (y->whole) {
		y->source->known = y->source->len;
		return;
	}
	e = parse(y);
	if (!e) {
		syntax_error(y);
	} else if (e->type != FYET_STREAM_END) {
		if (e->type == FYET_DOCUMENT_START &&
		    e->document_start.implicit) {
			e = parse(y);
		}
		if (e) {
			locate(y, e);
		}
		y->source->known = known;
		stop_at(y, y->place,
		    "a second YAML document begins here: a "
		    "spec is one document");
	} else {
		y->source->known = y->source->len;
	}
}

struct ic_span *ic_yaml_close(struct ic_yaml *y)
{
	struct ic_span *spans = y->spans;

	if (y->event) {
		fy_parser_event_free(y->parser, y->event);
	}
	fy_parser_destroy(y->parser);
	if (y->log) {
		fy_diag_destroy(y->log);
	}
	*y = (struct ic_yaml){ 0 };
	return spans;
}
