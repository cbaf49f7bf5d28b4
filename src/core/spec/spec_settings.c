/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include <string.h>

#include "spec_priv.h"

#define SIZE_MIN (5 * IC_MPT)
#define SIZE_MAX_PT (72 * IC_MPT)
#define MARGIN_MAX (288 * IC_MPT)

#define COUNT(a) (sizeof(a) / sizeof *(a))

/* In the order of their enums. */
static const char *const positions[] = { "top-left", "top-center", "top-right",
	"bottom-left", "bottom-center", "bottom-right" };
static const char *const conflicts[] = { "shrink", "plate" };
static const char *const colors[] = { "auto", "bilevel", "gray", "color" };
static const char *const fills[] = { "black", "white" };
static const char *const labels[] = { "none", "code" };
static const char *const units[] = { "pt", "in", "mm" };
static const char *const engines[] = { "auto", "raster" };
static const char *const services[] = { "none", "confidentiality",
	"privilege" };

void ic_read_position(struct ic_reader *r, const char *key,
    enum ic_position *out)
{
	unsigned v;

	if (ic_read_word(r, key, positions, COUNT(positions), &v)) {
		*out = (enum ic_position)v;
	}
}

static void read_prefix(struct ic_reader *r, void *to)
{
	(void)to;
	ic_read_text(r, &r->spec->arena, "prefix", &r->bates_prefix);
}

static void read_digits(struct ic_reader *r, void *to)
{
	uint64_t v;

	(void)to;
	if (ic_read_integer(r, "digits", 1, IC_BATES_DIGITS_MAX, &v)) {
		r->digits = (unsigned)v;
	}
}

static void read_start(struct ic_reader *r, void *to)
{
	(void)to;
	r->start_at = r->y.place;
	if (r->y.kind == IC_YAML_SCALAR && r->y.len == 4 &&
	    memcmp(r->y.text, "next", 4) == 0) {
		r->spec->numbering.next = true;
		return;
	}
	if (r->y.kind != IC_YAML_SCALAR ||
	    !ic_integer_parse(r->y.text, r->y.len, 999999999999999999,
		&r->start)) {
		ic_error_here(r,
		    "\"start\" must be a whole number of at most 18 digits, "
		    "or next, to go on after what was produced before");
		ic_yaml_skip(&r->y);
	}
}

static void read_registry(struct ic_reader *r, void *to)
{
	(void)to;
	ic_read_file(r, "registry", &r->spec->registry);
}

static void read_bates_position(struct ic_reader *r, void *to)
{
	(void)to;
	ic_read_position(r, "position", &r->spec->numbering.at);
}

static void read_size(struct ic_reader *r, void *to)
{
	(void)to;
	ic_read_points(r, "size", SIZE_MIN, SIZE_MAX_PT,
	    &r->spec->numbering.size);
}

static void read_margin(struct ic_reader *r, void *to)
{
	(void)to;
	ic_read_points(r, "margin", 0, MARGIN_MAX, &r->spec->numbering.margin);
}

static void read_conflict(struct ic_reader *r, void *to)
{
	unsigned v;

	(void)to;
	if (ic_read_word(r, "on_conflict", conflicts, COUNT(conflicts), &v)) {
		r->spec->numbering.on_conflict = (enum ic_conflict)v;
	}
}

static const struct ic_key bates_keys[] = {
	{ "prefix", read_prefix, false },
	{ "digits", read_digits, false },
	{ "start", read_start, false },
	{ "registry", read_registry, false },
	{ "position", read_bates_position, false },
	{ "size", read_size, false },
	{ "margin", read_margin, false },
	{ "on_conflict", read_conflict, false },
};

const struct ic_mapping ic_map_bates = { "\"bates\"", bates_keys,
	COUNT(bates_keys) };

void ic_read_bates(struct ic_reader *r, void *to)
{
	struct ic_place place = r->y.place;
	size_t errors = r->diags->errors;
	uint32_t seen = ic_read_mapping(r, &ic_map_bates, to);

	if (!(seen & 1) && (seen || r->diags->errors == errors)) {
		ic_error_at(r, place,
		    "\"bates\" has no \"prefix\": write the "
		    "letters that stand before the digits");
	}
}

void ic_read_prefixes(struct ic_reader *r, void *to)
{
	(void)to;
	r->nprefixes = ic_read_texts(r, &r->spec->arena, "prefixes",
	    IC_SPEC_PREFIXES_MAX, &r->prefixes);
}

static void read_dpi(struct ic_reader *r, void *to)
{
	uint64_t v;

	(void)to;
	if (ic_read_integer(r, "dpi", IC_SPEC_DPI_MIN, IC_SPEC_DPI_MAX, &v)) {
		r->spec->dpi = (uint32_t)v;
	}
}

static void read_color(struct ic_reader *r, void *to)
{
	unsigned v;

	(void)to;
	if (ic_read_word(r, "color", colors, COUNT(colors), &v)) {
		r->spec->color = (enum ic_color)v;
	}
}

static const struct ic_key raster_keys[] = {
	{ "dpi", read_dpi, false },
	{ "color", read_color, false },
};

const struct ic_mapping ic_map_raster = { "\"raster\"", raster_keys,
	COUNT(raster_keys) };

void ic_read_raster(struct ic_reader *r, void *to)
{
	ic_read_mapping(r, &ic_map_raster, to);
}

static void read_fill(struct ic_reader *r, void *to)
{
	unsigned v;

	(void)to;
	if (ic_read_word(r, "fill", fills, COUNT(fills), &v)) {
		r->spec->fill = (enum ic_fill)v;
	}
}

static void read_label(struct ic_reader *r, void *to)
{
	unsigned v;

	(void)to;
	if (ic_read_word(r, "label", labels, COUNT(labels), &v)) {
		r->spec->labels = v;
	}
}

static const struct ic_key box_keys[] = {
	{ "fill", read_fill, false },
	{ "label", read_label, false },
};

const struct ic_mapping ic_map_boxes = { "\"boxes\"", box_keys,
	COUNT(box_keys) };

void ic_read_boxes(struct ic_reader *r, void *to)
{
	ic_read_mapping(r, &ic_map_boxes, to);
}

void ic_read_units(struct ic_reader *r, void *to)
{
	unsigned v;

	(void)to;
	if (ic_read_word(r, "units", units, COUNT(units), &v)) {
		r->spec->unit = (enum ic_unit)v;
	}
}

void ic_read_engine(struct ic_reader *r, void *to)
{
	unsigned v;

	(void)to;
	if (ic_read_word(r, "engine", engines, COUNT(engines), &v)) {
		r->spec->engine = (enum ic_engine)v;
	}
}

const char *ic_service_word(enum ic_service s)
{
	return s < IC_SERVICE_COUNT ? services[s] : "";
}

/* Nobody is to choose "none": whoever needs it asks for one of the others. */
void ic_read_service(struct ic_reader *r, void *to)
{
	unsigned v;

	(void)to;
	if (ic_read_word(r, "service", services + 1, COUNT(services) - 1, &v)) {
		r->spec->service = (enum ic_service)(v + 1);
	}
}
