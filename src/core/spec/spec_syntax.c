/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "spec_syntax.h"

#include <string.h>

#include "base/utf8.h"

/* The place of a byte, counted from the start. */
static struct ic_place place_of(const struct ic_source *s, size_t byte)
{
	struct ic_place place = { s, 1, 1 };

	for (size_t i = 0; i < byte; i++) {
		char c = s->text[i];

		if (c == '\n' || (c == '\r' && s->text[i + 1] != '\n')) {
			place.line++;
			place.column = 1;
		} else if (((unsigned char)c & 0xc0) != 0x80) {
			place.column++;
		}
	}
	return place;
}

static bool refuse(struct ic_source *s, size_t byte, struct ic_diags *diags,
    const char *message)
{
	ic_diag_add(diags, IC_LEVEL_ERROR, place_of(s, byte), "%s", message);
	return false;
}

static bool begins(const struct ic_source *s, const char *bytes, size_t n)
{
	return s->len >= n && memcmp(s->text, bytes, n) == 0;
}

/* NUL is looked for first: UTF-16 without its mark is full of them. */
static const char *other_encoding(const struct ic_source *s)
{
	if (begins(s, "\xff\xfe", 2) || begins(s, "\xfe\xff", 2)) {
		return "the spec is UTF-16 text: save it as UTF-8";
	}
	if (begins(s, "PK\3\4", 4)) {
		return "this is a ZIP file or a word processor's document, "
		       "not a spec: save it as plain text in UTF-8";
	}
	if (begins(s, "%PDF-", 5)) {
		return "this is a PDF file, not a spec";
	}
	return NULL;
}

bool ic_syntax_text_ok(struct ic_source *s, struct ic_diags *diags)
{
	const char *other = other_encoding(s);

	if (other) {
		ic_diag_add(diags, IC_LEVEL_ERROR, (struct ic_place){ s, 0, 0 },
		    "%s", other);
		return false;
	}
	for (size_t at = 0; at < s->len;) {
		size_t from = at;
		unsigned char b = (unsigned char)s->text[at];
		uint32_t c;

		if (b >= 0x20 && b < 0x7f) {
			at++;
			continue;
		}
		c = ic_utf8_next(s->text, s->len, &at);
		if (c == 0) {
			return refuse(s, from, diags,
			    "a NUL byte stands "
			    "here: the file is not text, or damaged");
		}
		if (c == IC_UTF8_BAD && at == from + 1) {
			return refuse(s, from, diags,
			    "a byte here is not "
			    "UTF-8: save the spec as UTF-8");
		}
		if ((c < 0x20 && c != '\t' && c != '\n' && c != '\r') ||
		    (c >= 0x7f && c < 0xa0)) {
			return refuse(s, from, diags,
			    "a control character "
			    "stands here: remove it");
		}
	}
	return true;
}

/* What libfyaml's messages hold, and what we say then. */
static const struct {
	const char *word;
	const char *say;
	bool opener; /* name the line of the list or mapping */
} sentence[] = {
	{ "tab ", "a tab stands where only blanks may: indent with blanks",
	    false },
	{ "closing quote", "a quote is opened here and not closed", false },
	{ "trailing content after",
	    "the value goes on after its closing "
	    "quote: quotes within a value are doubled in '...', or written "
	    "\\\" in \"...\"",
	    false },
	{ "multiline plain key",
	    "a value runs on into a line that looks like "
	    "a key: indent the keys of a mapping alike, and quote text that "
	    "holds a colon and a blank",
	    false },
	{ "closing bracket", "a ] is missing", true },
	{ "extra closing", "a ] or } too many stands here", false },
	{ "mismatched flow", "a ] or } stands where the other one belongs",
	    true },
	{ "missing comma", "a comma or a closing ] or } is missing", true },
	{ "invalid extra comma", "a comma too many stands here", false },
	{ "invalid comma in the beginning", "a comma too many stands here",
	    false },
	{ "cannot start with",
	    "a value cannot begin with this character: "
	    "put it in quotes",
	    false },
	{ "mapping on the same line",
	    "a second colon on one line: put text "
	    "that holds a colon and a blank in quotes",
	    false },
	{ "sequence on the same line",
	    "a list begins in a line of its own: "
	    "put text that begins with \"- \" in quotes",
	    false },
	{ "escape",
	    "a backslash in double quotes begins no known character: "
	    "write it twice, or use single quotes",
	    false },
	{ "linebreak found",
	    "text after | or > begins in the next line: put "
	    "text that begins with | or > in quotes",
	    false },
	{ "expected ':'", "a colon and a blank are missing after a key",
	    false },
	{ "after mapping",
	    "the line is not like the keys above it: a colon "
	    "and a blank must follow a key",
	    false },
	{ "end of block sequence",
	    "the line is not like the items above it: "
	    "\"- \" must begin an item",
	    false },
	{ "wrongly indented",
	    "the line is indented less than what it belongs "
	    "to: a quote, [ or { above is perhaps not closed",
	    true },
	{ "indentation", "the indentation fits no line above", false },
	{ "indendation", "the indentation fits no line above", false },
	{ "expected key",
	    "the indentation fits no line above: a key was "
	    "expected here",
	    false },
	{ "alias", "a value cannot begin with *: put it in quotes", false },
	{ "depth", "lists and mappings are nested deeper than a spec needs",
	    false },
};

#define SENTENCES (sizeof sentence / sizeof *sentence)

void ic_syntax_error(struct ic_diags *diags, struct ic_place place,
    const char *why, const struct ic_place *open)
{
	size_t i = 0;

	while (why && i < SENTENCES && !strstr(why, sentence[i].word)) {
		i++;
	}
	if (!why || i == SENTENCES) {
		ic_diag_add(diags, IC_LEVEL_ERROR, place,
		    "this is not YAML: "
		    "look at quotes, brackets and indentation here and in "
		    "the line above");
	} else if (sentence[i].opener && open) {
		ic_diag_add(diags, IC_LEVEL_ERROR, place,
		    "%s; it was opened "
		    "in line %u, column %u",
		    sentence[i].say, open->line, open->column);
	} else {
		ic_diag_add(diags, IC_LEVEL_ERROR, place, "%s",
		    sentence[i].say);
	}
}
