/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* In which copies documents are made, and what each bears on its pages. */
#include <string.h>
#include <strings.h>

#include "spec_priv.h"

#define COUNT(a) (sizeof(a) / sizeof *(a))

/* In the order of their enums. */
static const char *const words[] = { "redacted", "proposed", "disputed" };
static const char *const colors[] = { "yellow", "gray", "blue", "pink", "green",
	"orange" };

static bool read_copy(struct ic_reader *r)
{
	struct ic_spec *spec = r->spec;
	unsigned v;

	if (!ic_read_word(r, "copies", words, COUNT(words), &v)) {
		return false;
	}
	if (spec->copies >> v & 1) {
		ic_error_here(r, "\"copies\" names %s twice: remove one",
		    words[v]);
		return false;
	}
	spec->copies |= 1u << v;
	return true;
}

void ic_read_copies(struct ic_reader *r, void *to)
{
	struct ic_place place = r->y.place;
	bool ok = true;

	(void)to;
	r->spec->copies = 0;
	if (r->y.kind != IC_YAML_LIST) {
		ok = read_copy(r);
	} else {
		ic_yaml_next(&r->y);
		while (
		    r->y.kind != IC_YAML_CLOSE && r->y.kind != IC_YAML_STOP) {
			ok = read_copy(r) && ok;
			ic_yaml_next(&r->y);
		}
	}
	if (ok && !(r->spec->copies & IC_COPY_BIT(REDACTED))) {
		ic_error_at(r, place,
		    "\"copies\" does not name redacted: the log and the "
		    "index are of that copy, so write [redacted, proposed]");
	}
}

static void read_color(struct ic_reader *r, void *to)
{
	unsigned v;

	(void)to;
	if (ic_read_word(r, "color", colors, COUNT(colors), &v)) {
		r->spec->marking.color = (enum ic_mark_color)v;
	}
}

/* True if a word of the text is UNREDACTED, in any case. */
static bool says_so(const char *text)
{
	static const char word[] = "unredacted";

	for (; *text; text++) {
		if (strncasecmp(text, word, sizeof word - 1) == 0) {
			return true;
		}
	}
	return false;
}

static void read_banner(struct ic_reader *r, void *to)
{
	const char *text = NULL;
	size_t errors = r->diags->errors;

	(void)to;
	ic_read_line(r, "banner", &text);
	if (r->diags->errors != errors) {
		return;
	}
	if (!text || !says_so(text)) {
		ic_error_here(r,
		    "\"banner\" must hold the word UNREDACTED: a copy that "
		    "is not redacted says so on every page");
		return;
	}
	r->spec->marking.banner = text;
}

static void read_banner_at(struct ic_reader *r, void *to)
{
	(void)to;
	ic_read_position(r, "banner_at", &r->spec->marking.banner_at);
}

static const struct ic_key proposed_keys[] = {
	{ "color", read_color, false },
	{ "banner", read_banner, true },
	{ "banner_at", read_banner_at, false },
};

const struct ic_mapping ic_map_proposed = { "\"proposed\"", proposed_keys,
	COUNT(proposed_keys) };

void ic_read_proposed(struct ic_reader *r, void *to)
{
	ic_read_mapping(r, &ic_map_proposed, to);
}

/* A legend as it is written: for all copies, and for one kind of them. */
struct raw_legend {
	struct ic_legend l; /* text: for all */
	const char *redacted;
	bool has_redacted, has_unredacted; /* NULL is none then */
};

static void read_legend_text(struct ic_reader *r, void *to)
{
	struct raw_legend *legend = to;

	ic_read_line(r, "text", &legend->l.text);
}

/* A line, or none. */
static bool read_own(struct ic_reader *r, const char *key, const char **out)
{
	size_t errors = r->diags->errors;

	if (r->y.kind == IC_YAML_SCALAR && !r->y.quoted && r->y.len == 4 &&
	    memcmp(r->y.text, "none", 4) == 0) {
		return true;
	}
	ic_read_line(r, key, out);
	if (!*out && r->diags->errors == errors) {
		ic_error_here(r,
		    "\"%s\" is empty: write none if that copy is to have no "
		    "legend",
		    key);
	}
	return *out != NULL;
}

static void read_legend_redacted(struct ic_reader *r, void *to)
{
	struct raw_legend *legend = to;

	legend->has_redacted = read_own(r, "redacted", &legend->redacted);
}

static void read_legend_proposed(struct ic_reader *r, void *to)
{
	struct raw_legend *legend = to;

	legend->has_unredacted = read_own(r, "proposed", &legend->l.unredacted);
}

static void read_legend_position(struct ic_reader *r, void *to)
{
	struct raw_legend *legend = to;

	ic_read_position(r, "position", &legend->l.at);
}

static const struct ic_key legend_keys[] = {
	{ "text", read_legend_text, true },
	{ "position", read_legend_position, false },
	{ "redacted", read_legend_redacted, true },
	{ "proposed", read_legend_proposed, true },
};

const struct ic_mapping ic_map_legend = { "\"legend\"", legend_keys,
	COUNT(legend_keys) };

void ic_read_legend_into(struct ic_reader *r, struct ic_legend *out)
{
	struct raw_legend legend = { .l.at = IC_BOTTOM_LEFT };
	struct ic_place place = r->y.place;
	size_t errors = r->diags->errors;

	if (r->y.kind == IC_YAML_SCALAR) {
		if (r->y.len != 4 || memcmp(r->y.text, "none", 4) != 0) {
			ic_yaml_mask(&r->y);
			ic_error_here(r,
			    "\"legend\" must be none, or text "
			    "and position: { text: \"...\", position: "
			    "bottom-left }");
		}
	} else {
		ic_read_mapping(r, &ic_map_legend, &legend);
		if (!legend.l.text && !legend.has_redacted &&
		    !legend.has_unredacted && r->diags->errors == errors) {
			ic_error_at(r, place,
			    "\"legend\" has no \"text\": "
			    "write none if there is to be no legend");
		}
	}
	if (!legend.has_unredacted) {
		legend.l.unredacted = legend.l.text;
	}
	if (legend.has_redacted) {
		legend.l.text = legend.redacted;
	}
	*out = legend.l;
}

void ic_read_legend(struct ic_reader *r, void *to)
{
	(void)to;
	r->legend_at = r->y.place;
	ic_read_legend_into(r, &r->spec->legend);
}

const char *ic_legend_of(const struct ic_legend *l, enum ic_copy copy)
{
	return ic_copy_is_unredacted(copy) ? l->unredacted : l->text;
}

bool ic_legend_meets(const struct ic_legend *l, enum ic_position at)
{
	return (l->text || l->unredacted) && l->at == at;
}

static void meets_banner(const struct ic_spec *spec, struct ic_place place,
    const char *what, struct ic_diags *diags)
{
	ic_diag_add(diags, IC_LEVEL_ERROR, place,
	    "%s %s in the place of the banner of unredacted copies, %s: move "
	    "one, as by proposed: { banner_at: ... }",
	    what, strcmp(what, "the numbers") ? "stands" : "stand",
	    ic_position_word(spec->marking.banner_at));
}

void ic_spec_check_copies(const struct ic_spec *spec, uint32_t copies,
    struct ic_diags *diags)
{
	struct ic_place top = { spec->sources[0], 0, 0 };
	enum ic_position at = spec->marking.banner_at;

	if (!(copies & IC_COPIES_UNREDACTED)) {
		return;
	}
	if (spec->numbering.at == at) {
		meets_banner(spec, top, "the numbers", diags);
	}
	if (spec->legend.unredacted && spec->legend.at == at) {
		meets_banner(spec, top, "the legend", diags);
	}
	for (size_t i = 0; i < spec->ndocuments; i++) {
		const struct ic_spec_document *d = &spec->documents[i];

		if (d->has_legend && d->legend.unredacted &&
		    d->legend.at == at) {
			meets_banner(spec, d->place, "the document's legend",
			    diags);
		}
	}
}
