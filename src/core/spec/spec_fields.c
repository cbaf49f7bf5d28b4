/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The fields of documents and redactions, as they are written. */
#include <string.h>

#include "base/buf.h"
#include "core/date.h"
#include "spec_priv.h"

static const char *const disputes[] = { "open", "resolved" };

static const char *keep(struct ic_reader *r, const char *text)
{
	char *copy = ic_arena_strdup(&r->spec->arena, text);

	if (!copy) {
		ic_error_memory(r);
	}
	return copy;
}

static const char *keep_date(struct ic_reader *r, const char *text,
    struct ic_place place)
{
	char day[IC_DATE_MAX];
	struct ic_error err = { 0 };

	if (ic_date_parse_document(text, day, &err)) {
		return keep(r, day);
	}
	ic_error_at(r, place, "\"date\" %s", err.msg);
	return NULL;
}

static const char *keep_dispute(struct ic_reader *r, const char *text,
    struct ic_place place)
{
	for (size_t i = 0; i < 2; i++) {
		if (strcmp(text, disputes[i]) == 0) {
			return disputes[i];
		}
	}
	ic_error_at(r, place, "\"dispute\" must be open or resolved");
	return NULL;
}

const char *ic_field_keep(struct ic_reader *r, enum ic_field_key k, char *text,
    struct ic_place place)
{
	if (strlen(text) > IC_SPEC_TEXT_MAX) {
		ic_error_at(r, place,
		    "\"%s\" is longer than %d bytes: shorten it",
		    ic_field_word(k), IC_SPEC_TEXT_MAX);
		return NULL;
	}
	for (char *c = text; *c; c++) {
		*c = strchr("\t\r\n", *c) ? ' ' : *c;
	}
	switch (k) {
	case IC_FIELD_DATE:
		return keep_date(r, text, place);
	case IC_FIELD_DISPUTE:
		return keep_dispute(r, text, place);
	default:
		return keep(r, text);
	}
}

/* Persons may be a list; logs part them with semicolons. */
static bool read_value(struct ic_reader *r, enum ic_field_key k,
    struct ic_buf *out)
{
	bool several = k == IC_FIELD_AUTHOR || k == IC_FIELD_RECIPIENTS;
	struct ic_field *list, one;
	size_t n = 1;

	if (several) {
		n = ic_read_texts(r, &r->raw, ic_field_word(k),
		    IC_SPEC_NAMES_MAX, &list);
	} else if (ic_read_text(r, &r->raw, ic_field_word(k), &one)) {
		list = &one;
	} else {
		return false;
	}
	for (size_t i = 0; i < n; i++) {
		ic_buf_puts(out, i ? "; " : "");
		ic_buf_puts(out, list[i].text);
	}
	if (out->failed) {
		ic_error_memory(r);
	}
	return n > 0 && !out->failed;
}

void ic_read_field(struct ic_reader *r, enum ic_field_key k,
    struct ic_fields *to)
{
	struct ic_place place = r->y.place;
	struct ic_buf b = { 0 };
	char *text;

	if (read_value(r, k, &b)) {
		text = ic_arena_strdup(&r->raw, ic_buf_str(&b));
		if (!text) {
			ic_error_memory(r);
		} else if (*text) {
			to->value[k] = ic_field_keep(r, k, text, place);
		}
	}
	ic_buf_finish(&b);
}
