/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include <string.h>

#include "base/utf8.h"
#include "spec_priv.h"

const char *ic_code_fault(const char *name)
{
	size_t len = strlen(name);

	if (len == 0 || len > IC_SPEC_CODE_MAX) {
		return "a code has 1 to 32 bytes";
	}
	for (size_t i = 0; i < len; i++) {
		unsigned char c = (unsigned char)name[i];

		if (c < ' ' || c > '~' || strchr(",;\"", c)) {
			return "a code is of printable ASCII without comma, "
			       "semicolon and double quote, since boxes bear "
			       "it";
		}
	}
	if (name[0] == ' ' || name[len - 1] == ' ') {
		return "a code neither begins nor ends with a blank";
	}
	return NULL;
}

static void read_code_text(struct ic_reader *r, void *to)
{
	struct ic_spec_code *code = to;

	ic_read_line(r, "text", &code->text);
}

static void read_code_basis(struct ic_reader *r, void *to)
{
	struct ic_spec_code *code = to;

	ic_read_line(r, "basis", &code->basis);
}

static void read_code_privileged(struct ic_reader *r, void *to)
{
	struct ic_spec_code *code = to;

	ic_read_bool(r, "privileged", &code->privileged);
}

static void read_code_personal(struct ic_reader *r, void *to)
{
	struct ic_spec_code *code = to;

	ic_read_bool(r, "personal", &code->personal);
}

static const struct ic_key code_keys[] = {
	{ "text", read_code_text, true },
	{ "basis", read_code_basis, false },
	{ "privileged", read_code_privileged, false },
	{ "personal", read_code_personal, false },
};

const struct ic_mapping ic_map_code = { "a code", code_keys,
	sizeof code_keys / sizeof *code_keys };

/* The name that the reader stands on, as a new code; NULL if it is none. */
static struct ic_spec_code *add_code(struct ic_reader *r)
{
	struct ic_place place = r->y.place;
	struct ic_spec_code *more;
	struct ic_field name;
	const char *fault;
	uint32_t old;

	if (!ic_read_text(r, &r->spec->arena, "codes", &name)) {
		return NULL;
	}
	fault = ic_code_fault(name.text);
	if (fault) {
		ic_error_at(r, place, "%s", fault);
		return NULL;
	}
	if (r->ncodes == IC_SPEC_CODES_MAX) {
		ic_error_at(r, place, "there are more than %d codes",
		    IC_SPEC_CODES_MAX);
		return NULL;
	}
	more = ic_grow(r, r->codes, r->ncodes, &r->cap_codes, sizeof *more);
	if (!more) {
		return NULL;
	}
	r->codes = more;
	if (!ic_index_add(&r->by_code, name.text, (uint32_t)r->ncodes, &old)) {
		ic_error_memory(r);
		return NULL;
	}
	if (old != IC_INDEX_NONE) {
		ic_error_at(r, place,
		    "code \"%s\" stands here twice, first "
		    "in line %u: remove one",
		    name.text, r->codes[old].place.line);
		return NULL;
	}
	more = &r->codes[r->ncodes++];
	*more = (struct ic_spec_code){ .place = place, .name = name.text };
	return more;
}

void ic_read_codes(struct ic_reader *r, void *to)
{
	(void)to;
	if (r->y.kind != IC_YAML_MAP) {
		ic_error_here(r,
		    "\"codes\" must be names with their text and "
		    "basis, like PII: { text: \"...\", basis: \"...\" }");
		ic_yaml_drop(&r->y);
		return;
	}
	ic_yaml_next(&r->y);
	while (r->y.kind != IC_YAML_CLOSE && r->y.kind != IC_YAML_STOP) {
		struct ic_spec_code *code = add_code(r);

		ic_yaml_next(&r->y);
		if (code) {
			ic_read_mapping(r, &ic_map_code, code);
		} else {
			ic_yaml_drop(&r->y);
		}
		ic_yaml_next(&r->y);
	}
	for (size_t i = 0; i < r->ncodes; i++) {
		struct ic_spec_code *code = &r->codes[i];

		code->text = code->text ? code->text : "";
		code->basis = code->basis ? code->basis : "";
	}
}

/* What stands there is not quoted: a note may have slipped into the column. */
void ic_unknown_code(struct ic_reader *r, const struct ic_raw *raw,
    const struct ic_field *cell)
{
	struct ic_place place = { raw->source, cell->line, cell->column };
	const char *names[IC_SPEC_CODES_MAX], *meant = NULL;

	for (size_t i = 0; i < r->ncodes; i++) {
		names[i] = r->codes[i].name;
	}
	/* What is only counted needs no advice. */
	if (r->diags->errors < IC_DIAGS_KEPT) {
		meant = ic_did_you_mean(cell->text, names, r->ncodes);
	}
	if (meant) {
		ic_error_at(r, place,
		    "\"codes\" declares no such code: did "
		    "you mean \"%s\"?",
		    meant);
	} else {
		ic_error_at(r, place, "\"codes\" declares no such code");
	}
}
