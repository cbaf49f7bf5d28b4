/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/annot.h"

#include <string.h>
#include <strings.h>

#include "base/utf8.h"
#include "core/textline.h"

static const struct {
	const char *word, *subtype, *element;
} types[IC_ANNOT_TYPE_COUNT] = {
#define IC_X(name, word, subtype, element) { word, subtype, element },
	IC_ANNOT_TYPES(IC_X)
#undef IC_X
};

static const char *const states[IC_ANNOT_STATE_COUNT] = {
#define IC_X(name, word) word,
	IC_ANNOT_STATES(IC_X)
#undef IC_X
};

/* What viewers and people call them. */
static const struct {
	const char *word;
	enum ic_annot_type type;
} more[] = {
	{ "redaction", IC_ANNOT_REDACT },
	{ "strike-out", IC_ANNOT_STRIKEOUT },
	{ "strikethrough", IC_ANNOT_STRIKEOUT },
	{ "squiggle", IC_ANNOT_SQUIGGLY },
	{ "rectangle", IC_ANNOT_SQUARE },
	{ "box", IC_ANNOT_SQUARE },
	{ "oval", IC_ANNOT_CIRCLE },
	{ "ellipse", IC_ANNOT_CIRCLE },
	{ "pen", IC_ANNOT_INK },
	{ "pencil", IC_ANNOT_INK },
	{ "drawing", IC_ANNOT_INK },
	{ "arrow", IC_ANNOT_LINE },
	{ "cloud", IC_ANNOT_POLYGON },
	{ "typewriter", IC_ANNOT_FREETEXT },
	{ "textbox", IC_ANNOT_FREETEXT },
	{ "note", IC_ANNOT_TEXT },
	{ "comment", IC_ANNOT_TEXT },
	{ "insertion", IC_ANNOT_CARET },
	{ "attachment", IC_ANNOT_FILE },
};

const char *ic_annot_type_word(enum ic_annot_type t)
{
	return (unsigned)t < IC_ANNOT_TYPE_COUNT ? types[t].word : "unknown";
}

bool ic_annot_type_parse(const char *word, enum ic_annot_type *out)
{
	for (unsigned i = 0; i < IC_ANNOT_TYPE_COUNT; i++) {
		if (strcasecmp(word, types[i].word) == 0) {
			*out = (enum ic_annot_type)i;
			return true;
		}
	}
	for (size_t i = 0; i < sizeof(more) / sizeof(*more); i++) {
		if (strcasecmp(word, more[i].word) == 0) {
			*out = more[i].type;
			return true;
		}
	}
	return false;
}

enum ic_annot_type ic_annot_type_of(const char *subtype)
{
	for (unsigned i = 0; i < IC_ANNOT_OTHER; i++) {
		if (strcmp(subtype, types[i].subtype) == 0) {
			return (enum ic_annot_type)i;
		}
	}
	return IC_ANNOT_OTHER;
}

enum ic_annot_type ic_annot_type_element(const char *element)
{
	for (unsigned i = 0; i < IC_ANNOT_OTHER; i++) {
		if (strcmp(element, types[i].element) == 0) {
			return (enum ic_annot_type)i;
		}
	}
	return IC_ANNOT_OTHER;
}

enum ic_annot_state ic_annot_state_of(const char *word)
{
	for (unsigned i = 0; i < IC_ANNOT_STATE_COUNT; i++) {
		if (strcasecmp(word, states[i]) == 0) {
			return (enum ic_annot_state)i;
		}
	}
	return IC_ANNOT_STATE_NONE;
}

/* A mark of byte order says nothing; the rest is as it is shown. */
static void add_rune(struct ic_buf *out, size_t start, const char *from,
    size_t n, uint32_t c)
{
	bool open = out->len > start && out->data[out->len - 1] != ' ';

	if (c == ' ' && open) {
		ic_buf_putc(out, ' ');
	} else if (c == IC_UTF8_BAD) {
		ic_buf_puts(out, "\xef\xbf\xbd");
	} else if (c != ' ' && c != 0xfeff) {
		ic_buf_add(out, from, n);
	}
}

bool ic_annot_text(struct ic_buf *out, const char *text, size_t max)
{
	size_t len = strlen(text), start = out->len;
	bool whole = true;

	for (size_t at = 0; whole && at < len;) {
		size_t from = at, before = out->len;
		uint32_t c = ic_textline_next(text, len, &at);

		add_rune(out, start, text + from, at - from, c);
		if (out->len - start > max) {
			out->len = before;
			whole = false;
		}
	}
	while (out->len > start && out->data[out->len - 1] == ' ') {
		out->len--;
	}
	return whole;
}
