/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/slice.h"

#include <stdlib.h>
#include <string.h>

#define SLICE_MAGIC 0x3253434fu

/*
 * The flat form: the fixed head below, then pages, boxes, lines, cells,
 * prefixes and the string pool, each as it lies in memory. Both ends are the
 * same program on the same machine; what is asserted is that no struct has
 * padding, which would make equal slices differ in their hash.
 */
struct head {
	uint32_t magic;
	uint32_t ask, dpi, size, margin, room_top, room_bottom, room_right;
	uint32_t legend, source_pages, source_first;
	uint8_t color, fill, labels, plate, stamped, legend_at, raster;
	uint8_t banner_at, mark, ids_at, extent, zero;
	uint32_t npages, nboxes, nlines, ncells, nprefixes, nstrings;
};

_Static_assert(sizeof(struct head) == 20 * 4, "head has padding");
_Static_assert(sizeof(struct ic_slice_page) == 48, "page has padding");
_Static_assert(sizeof(struct ic_slice_box) == 24, "box has padding");
_Static_assert(sizeof(struct ic_slice_line) == 8, "line has padding");
_Static_assert(sizeof(struct ic_slice_cell) == 8, "cell has padding");

const char *ic_slice_str(const struct ic_slice *s, uint32_t at)
{
	return at && at < s->nstrings ? s->strings + at : "";
}

bool ic_slice_pack(const struct ic_slice *s, struct ic_buf *out,
    struct ic_error *err)
{
	struct head h = {
		.magic = SLICE_MAGIC,
		.ask = s->ask,
		.dpi = s->dpi,
		.size = s->size,
		.margin = s->margin,
		.room_top = s->room_top,
		.room_bottom = s->room_bottom,
		.room_right = s->room_right,
		.legend = s->legend,
		.source_pages = s->source_pages,
		.source_first = s->source_first,
		.color = s->color,
		.fill = s->fill,
		.labels = s->labels,
		.plate = s->plate,
		.stamped = s->stamped,
		.legend_at = s->legend_at,
		.raster = s->raster,
		.banner_at = s->banner_at,
		.mark = s->mark,
		.ids_at = s->ids_at,
		.extent = s->extent,
		.npages = s->npages,
		.nboxes = s->nboxes,
		.nlines = s->nlines,
		.ncells = s->ncells,
		.nprefixes = s->nprefixes,
		.nstrings = s->nstrings,
	};

	ic_buf_add(out, &h, sizeof(h));
	ic_buf_add(out, s->pages, s->npages * sizeof(*s->pages));
	ic_buf_add(out, s->boxes, s->nboxes * sizeof(*s->boxes));
	ic_buf_add(out, s->lines, s->nlines * sizeof(*s->lines));
	ic_buf_add(out, s->cells, s->ncells * sizeof(*s->cells));
	ic_buf_add(out, s->prefixes, s->nprefixes * sizeof(*s->prefixes));
	ic_buf_add(out, s->strings, s->nstrings);
	return ic_buf_check(out, "the plan of one document", err);
}

static bool str_ok(const struct ic_slice *s, uint32_t at)
{
	return at == 0 || at < s->nstrings;
}

/* A sheet bears lines, and nothing that belongs to a page of a source. */
static bool source_ok(const struct ic_slice *s, const struct ic_slice_page *p)
{
	if (p->source != IC_SLICE_NO_SOURCE) {
		return p->source < s->source_pages && p->nlines == 0;
	}
	return p->whole == 0 && p->marked == 0 && p->nboxes == 0 &&
	    p->label == 0;
}

static bool page_ok(const struct ic_slice *s, const struct ic_slice_page *p)
{
	static const uint8_t zero[sizeof(p->zero)];

	return p->size.w >= 0 && p->size.w <= IC_MPT_MAX && p->size.h >= 0 &&
	    p->size.h <= IC_MPT_MAX && str_ok(s, p->number) &&
	    str_ok(s, p->label) && p->box <= s->nboxes &&
	    p->nboxes <= s->nboxes - p->box && p->line <= s->nlines &&
	    p->nlines <= s->nlines - p->line && p->whole <= 1 &&
	    p->endorse <= 1 && p->legend <= 1 && p->number_at < IC_POSITIONS &&
	    p->marked <= 1 && str_ok(s, p->banner) && source_ok(s, p) &&
	    memcmp(p->zero, zero, sizeof(zero)) == 0;
}

static bool line_ok(const struct ic_slice *s, const struct ic_slice_line *l)
{
	return str_ok(s, l->text) && l->size < IC_LINE_SIZES &&
	    l->align < IC_ALIGNS && l->joins <= 1 && l->zero == 0;
}

static bool scalars_ok(const struct ic_slice *s)
{
	return s->color <= IC_COLOR_RGB && s->fill <= IC_FILL_WHITE &&
	    s->labels <= 1 && s->plate <= 1 && s->stamped <= 1 &&
	    s->raster <= 1 && s->legend_at < IC_POSITIONS &&
	    s->banner_at < IC_POSITIONS && s->mark < IC_MARK_COLORS &&
	    s->ids_at < IC_SIDES && str_ok(s, s->legend) && s->dpi <= 2400 &&
	    s->size <= IC_MPT_MAX && s->margin <= IC_MPT_MAX &&
	    s->room_top <= IC_MPT_MAX && s->room_bottom <= IC_MPT_MAX &&
	    s->room_right <= IC_MPT_MAX &&
	    s->source_pages <= IC_SLICE_PAGES_MAX;
}

static bool part_ok(const struct ic_slice *s)
{
	return s->extent == IC_EXTENT_ALL
	    ? s->source_first == 0
	    : s->extent < IC_EXTENTS && s->source_pages > 0 &&
		s->source_first <= IC_SLICE_FILE_MAX - s->source_pages;
}

static bool slice_ok(const struct ic_slice *s)
{
	if (!scalars_ok(s) || !part_ok(s) ||
	    (s->nstrings && s->strings[s->nstrings - 1] != '\0')) {
		return false;
	}
	for (uint32_t i = 0; i < s->npages; i++) {
		if (!page_ok(s, &s->pages[i])) {
			return false;
		}
	}
	for (uint32_t i = 0; i < s->nboxes; i++) {
		if (!str_ok(s, s->boxes[i].label) || s->boxes[i].cover > 1 ||
		    ic_rect_is_empty(s->boxes[i].rect)) {
			return false;
		}
	}
	for (uint32_t i = 0; i < s->nlines; i++) {
		if (!line_ok(s, &s->lines[i])) {
			return false;
		}
	}
	for (uint32_t i = 0; i < s->ncells; i++) {
		if (!str_ok(s, s->cells[i].text)) {
			return false;
		}
	}
	for (uint32_t i = 0; i < s->nprefixes; i++) {
		if (!str_ok(s, s->prefixes[i])) {
			return false;
		}
	}
	return true;
}

static void from_head(const struct head *h, struct ic_slice *s)
{
	*s = (struct ic_slice){
		.ask = h->ask,
		.dpi = h->dpi,
		.size = h->size,
		.margin = h->margin,
		.room_top = h->room_top,
		.room_bottom = h->room_bottom,
		.room_right = h->room_right,
		.legend = h->legend,
		.source_pages = h->source_pages,
		.source_first = h->source_first,
		.color = h->color,
		.fill = h->fill,
		.labels = h->labels,
		.plate = h->plate,
		.stamped = h->stamped,
		.legend_at = h->legend_at,
		.raster = h->raster,
		.banner_at = h->banner_at,
		.mark = h->mark,
		.ids_at = h->ids_at,
		.extent = h->extent,
		.npages = h->npages,
		.nboxes = h->nboxes,
		.nlines = h->nlines,
		.ncells = h->ncells,
		.nprefixes = h->nprefixes,
		.nstrings = h->nstrings,
	};
}

bool ic_slice_unpack(const uint8_t *bytes, size_t n, struct ic_slice *out,
    struct ic_error *err)
{
	struct head h;
	struct ic_slice s;
	uint8_t *p;
	uint64_t want;

	if (n < sizeof(h)) {
		return ic_fail(err, IC_EBUG, "a job is cut short");
	}
	memcpy(&h, bytes, sizeof(h));
	from_head(&h, &s);
	want = sizeof(h) + (uint64_t)h.npages * sizeof(*s.pages) +
	    (uint64_t)h.nboxes * sizeof(*s.boxes) +
	    (uint64_t)h.nlines * sizeof(*s.lines) +
	    (uint64_t)h.ncells * sizeof(*s.cells) +
	    (uint64_t)h.nprefixes * sizeof(*s.prefixes) + h.nstrings;
	if (h.magic != SLICE_MAGIC || h.zero || h.npages > IC_SLICE_PAGES_MAX ||
	    h.nboxes > IC_SLICE_BOXES_MAX || h.nlines > IC_SLICE_LINES_MAX ||
	    want != n) {
		return ic_fail(err, IC_EBUG, "a job is malformed");
	}
	p = malloc(n);
	if (!p) {
		return ic_fail(err, IC_EENV, "out of memory");
	}
	memcpy(p, bytes, n);
	s.memory = p;
	s.pages = (void *)(p + sizeof(h));
	s.boxes = (void *)(s.pages + s.npages);
	s.lines = (void *)(s.boxes + s.nboxes);
	s.cells = (void *)(s.lines + s.nlines);
	s.prefixes = (void *)(s.cells + s.ncells);
	s.strings = (void *)(s.prefixes + s.nprefixes);
	if (!slice_ok(&s)) {
		free(p);
		return ic_fail(err, IC_EBUG, "a job is out of range");
	}
	*out = s;
	return true;
}

void ic_slice_finish(struct ic_slice *s)
{
	if (s && s->memory) {
		free(s->memory);
		*s = (struct ic_slice){ 0 };
	}
}

bool ic_slice_has_picture(const struct ic_slice_page *p)
{
	return (!p->whole || p->marked) && p->source != IC_SLICE_NO_SOURCE;
}

bool ic_slice_is_sheets(const struct ic_slice *s)
{
	for (uint32_t i = 0; i < s->npages; i++) {
		if (s->pages[i].source != IC_SLICE_NO_SOURCE) {
			return false;
		}
	}
	return s->npages > 0;
}

uint32_t ic_slice_burned(const struct ic_slice_page *p)
{
	return p->marked ? 0 : p->nboxes;
}

uint32_t ic_slice_marks(const struct ic_slice_page *p)
{
	return p->marked ? p->nboxes + p->whole : 0;
}

bool ic_slice_is_marked(const struct ic_slice *s)
{
	for (uint32_t i = 0; i < s->npages; i++) {
		if (s->pages[i].marked) {
			return true;
		}
	}
	return false;
}

enum ic_fill ic_slice_fill(const struct ic_slice *s, uint32_t box)
{
	return s->boxes[box].cover ? IC_FILL_WHITE : (enum ic_fill)s->fill;
}

bool ic_slice_has_fills(const struct ic_slice *s, uint32_t page)
{
	const struct ic_slice_page *p = &s->pages[page];

	for (uint32_t i = 0; i < p->nboxes; i++) {
		if (s->boxes[p->box + i].cover && s->fill != IC_FILL_WHITE) {
			return true;
		}
	}
	return false;
}

bool ic_slice_is_shrunk(const struct ic_slice *s)
{
	return s->room_top || s->room_bottom || s->room_right;
}

int32_t ic_slice_room(int32_t size, int32_t margin)
{
	return margin + IC_ENDORSE_GAP +
	    (int32_t)((int64_t)size * (IC_FONT_ASCENT + IC_FONT_DESCENT) /
		1000) +
	    2;
}

/*
 * What a shrunk page has free on the side where nothing stands: half of all
 * that is free, unless more than that is wanted on the other.
 */
static int64_t free_side(int32_t width, int32_t scale, int64_t wanted)
{
	int64_t both = (int64_t)width * (1000000 - scale) / 1000000;
	int64_t half = (int64_t)width * (1000000 - scale) / 2000000;

	return half < both - wanted ? half : both - wanted;
}

int32_t ic_slice_side_room(const struct ic_slice *s, struct ic_size page)
{
	int32_t half = page.w / 2;

	return s->room_right < (uint32_t)half ? (int32_t)s->room_right : half;
}

struct ic_placement ic_slice_placement(const struct ic_slice *s,
    struct ic_size page)
{
	struct ic_placement p = { 1000000, 0, 0 };
	int64_t room = (int64_t)s->room_top + s->room_bottom;
	int64_t side, down, across;

	if (!ic_slice_is_shrunk(s) || page.h <= 0 || room >= page.h ||
	    page.w <= 0) {
		return p;
	}
	side = ic_slice_side_room(s, page);
	down = (page.h - room) * 1000000 / page.h;
	across = (page.w - side) * 1000000 / page.w;
	p.scale = (int32_t)(down < across ? down : across);
	p.dx = (int32_t)free_side(page.w, p.scale, side);
	if (s->ids_at == IC_SIDE_LEFT) {
		p.dx = (int32_t)((int64_t)page.w * (1000000 - p.scale) /
			   1000000) -
		    p.dx;
	}
	p.dy = (int32_t)s->room_top;
	if (across < down) {
		p.dy += (int32_t)(page.h - room -
			    (int64_t)page.h * p.scale / 1000000) /
		    2;
	}
	return p;
}

static int32_t place(int32_t v, const struct ic_placement *p, int32_t d,
    int32_t round)
{
	int64_t x = (int64_t)v * p->scale + round;
	int64_t q = x / 1000000;

	return (int32_t)(q - (x % 1000000 < 0)) + d;
}

struct ic_rect ic_placement_rect(struct ic_placement p, struct ic_rect r)
{
	return (struct ic_rect){
		.x0 = place(r.x0, &p, p.dx, 0),
		.y0 = place(r.y0, &p, p.dy, 0),
		.x1 = place(r.x1, &p, p.dx, 999999),
		.y1 = place(r.y1, &p, p.dy, 999999),
	};
}
