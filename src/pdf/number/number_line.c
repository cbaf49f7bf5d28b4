/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* A line of text, whoever read it, and the numbers in it. */
#include "number.h"

#include <string.h>

#include "core/old_legend.h"

#define REST_MAX 255 /* bytes of what may be a designation */

void ic_number_line_put(struct ic_number_line *l, uint32_t rune, uint32_t from)
{
	char utf8[8];
	int n = fz_runetochar(utf8, (int)rune);

	if (l->len + (size_t)n > IC_NUMBER_LINE_MAX) {
		return;
	}
	for (int i = 0; i < n; i++) {
		l->text[l->len] = utf8[i];
		l->from[l->len++] = from;
	}
}

/* True if what else the line says is a designation, or nothing. */
static bool is_alone(const struct ic_number_line *l,
    const struct ic_bates_found *f)
{
	char rest[REST_MAX + 1];
	size_t n = l->len - (f->to - f->from);

	if (n > REST_MAX) {
		return false;
	}
	memcpy(rest, l->text, f->from);
	memcpy(rest + f->from, l->text + f->to, l->len - f->to);
	rest[n] = '\0';
	if (ic_old_legend_same(rest, "")) {
		return true;
	}
	for (uint32_t i = 0; i < ic_old_legend_count(); i++) {
		if (ic_old_legend_same(rest, ic_old_legend_words[i])) {
			return true;
		}
	}
	return false;
}

bool ic_number_in_band(struct ic_rect r, struct ic_size page)
{
	int32_t x = r.x0 / 2 + r.x1 / 2, y = r.y0 / 2 + r.y1 / 2;
	int32_t across = page.w / 10, down = page.h / 10;

	across = across > IC_NUMBERS_BAND ? across : IC_NUMBERS_BAND;
	down = down > IC_NUMBERS_BAND ? down : IC_NUMBERS_BAND;
	return x < across || x > page.w - across || y < down ||
	    y > page.h - down;
}

static int32_t depth(struct ic_rect r, struct ic_size page)
{
	int32_t x = r.x0 / 2 + r.x1 / 2, y = r.y0 / 2 + r.y1 / 2;

	x = x < page.w - x ? x : page.w - x;
	y = y < page.h - y ? y : page.h - y;
	return x < y ? x : y;
}

/* Keep the nearest to an edge, in that order. */
static void keep(struct ic_number_found *out, struct ic_size page,
    const struct ic_number *x)
{
	int32_t d = depth(x->rect, page);
	uint32_t k = out->n;

	while (k > 0 && depth(out->at[k - 1].rect, page) > d) {
		k--;
	}
	if (k == IC_NUMBERS_PAGE_MAX) {
		return;
	}
	if (out->n < IC_NUMBERS_PAGE_MAX) {
		out->n++;
	}
	memmove(out->at + k + 1, out->at + k,
	    (out->n - k - 1) * sizeof(*out->at));
	out->at[k] = *x;
}

static void take(const struct ic_number_line *l, const struct ic_bates_found *f,
    struct ic_number x, struct ic_size page, ic_number_box_fn *box, void *user,
    struct ic_number_found *out)
{
	fz_rect all = fz_empty_rect;

	for (size_t i = f->from; i < f->to; i++) {
		if (l->from[i] != UINT32_MAX) {
			all = fz_union_rect(all, box(user, l->from[i], &x));
		}
	}
	x.rect = ic_rect_intersect(ic_geometry_display(all), ic_rect_of(page));
	if (!ic_rect_is_empty(x.rect) && ic_number_in_band(x.rect, page)) {
		keep(out, page, &x);
	}
}

void ic_number_line_find(const struct ic_number_line *l,
    const struct ic_prefixes *prefixes, struct ic_size page,
    enum ic_number_where where, ic_number_box_fn *box, void *user,
    struct ic_number_found *out)
{
	struct ic_bates_found f;
	size_t at = 0;

	while (ic_bates_find_next(prefixes, l->text, l->len, &at, &f)) {
		struct ic_number x = { .bates = f.number,
			.where = (uint8_t)where,
			.alone = is_alone(l, &f) };

		take(l, &f, x, page, box, user, out);
	}
}
