/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Paints are counted, whatever containers they are in. */
#include "ink_priv.h"

fz_rect ic_ink_clip(const struct ic_ink_device *d)
{
	unsigned n = d->depth < IC_INK_NESTED_MAX ? d->depth
						  : IC_INK_NESTED_MAX - 1;

	return d->clips[n];
}

/* The paint that is being drawn; NULL while listing, or beyond the limit. */
static const struct ic_ink_paint *current(const struct ic_ink_device *d)
{
	return d->of && d->order > 0 && d->order - 1 < d->of->n
	    ? &d->of->at[d->order - 1]
	    : NULL;
}

static void tell(fz_context *ctx, struct ic_ink_device *d, bool after)
{
	const struct ic_ink_paint *p = current(d);

	if (p && p->bar && d->fn) {
		d->fn(ctx, d->arg, d->order - 1, after);
	}
}

static void add(fz_context *ctx, struct ic_ink *ink,
    const struct ic_ink_paint *p)
{
	if (ink->n == IC_INK_PAINTS_MAX) {
		ink->full = true;
		return;
	}
	if (ink->n == ink->cap) {
		size_t cap = ink->cap ? 2 * ink->cap : 256;

		ink->at = fz_realloc_array(ctx, ink->at, cap,
		    struct ic_ink_paint);
		ink->cap = cap;
	}
	ink->at[ink->n++] = *p;
}

/*
 * A paint begins. True if it is to be passed on to the device that draws; when
 * it is listed, *p is what is known of it.
 */
bool ic_ink_begin(fz_context *ctx, struct ic_ink_device *d,
    struct ic_ink_paint *p)
{
	fz_rect whole = p->whole;

	if (d->masks > 0) {
		return d->to != NULL;
	}
	p->rect = fz_intersect_rect(whole, ic_ink_clip(d));
	if (d->span > 0) {
		d->spanned = fz_union_rect(d->spanned, p->rect);
		d->spanned_whole = fz_union_rect(d->spanned_whole, whole);
		if (p->kind == IC_INK_IMAGE) {
			d->span_kind = IC_INK_IMAGE;
		}
		return d->to && p->kind != IC_INK_TEXT;
	}
	d->order++;
	if (!d->to) {
		add(ctx, d->ink, p);
		return false;
	}
	if (p->kind == IC_INK_TEXT || !current(d) ||
	    (d->large && !current(d)->large)) {
		return false;
	}
	tell(ctx, d, false);
	return true;
}

void ic_ink_end(fz_context *ctx, struct ic_ink_device *d)
{
	if (d->to && d->masks == 0 && d->span == 0) {
		tell(ctx, d, true);
	}
}

/* A container is opened, which cuts to `area`; `one`: it is a single paint. */
bool ic_ink_enter(fz_context *ctx, struct ic_ink_device *d, fz_rect area,
    bool silent, bool one)
{
	fz_rect clip = fz_intersect_rect(ic_ink_clip(d), area);
	struct ic_ink_paint p = { .kind = IC_INK_GROUP };

	d->depth++;
	if (d->depth < IC_INK_NESTED_MAX) {
		d->clips[d->depth] = clip;
		d->silent[d->depth] = silent;
	}
	if (one && d->span == 0 && d->masks == 0) {
		d->order++;
		if (d->to) {
			tell(ctx, d, false);
		} else {
			add(ctx, d->ink, &p);
		}
		d->span = d->depth;
		d->span_kind = IC_INK_GROUP;
		d->spanned = d->spanned_whole = fz_empty_rect;
	}
	return d->to && !silent;
}

bool ic_ink_silent(const struct ic_ink_device *d)
{
	return d->depth < IC_INK_NESTED_MAX && d->silent[d->depth];
}

void ic_ink_leave(fz_context *ctx, struct ic_ink_device *d,
    enum ic_ink_kind kind)
{
	if (d->depth == 0) {
		return;
	}
	if (d->span == d->depth) {
		d->span = 0;
		if (d->to) {
			tell(ctx, d, true);
		} else if (d->order > 0 && d->order - 1 < d->ink->n) {
			struct ic_ink_paint *p = &d->ink->at[d->order - 1];

			p->rect = d->spanned;
			p->whole = d->spanned_whole;
			p->kind = d->span_kind == IC_INK_IMAGE ? IC_INK_IMAGE
							       : kind;
		}
	}
	d->depth--;
}

void ic_ink_add_picture(fz_context *ctx, struct ic_ink_device *d,
    fz_image *image, fz_matrix ctm)
{
	struct ic_ink *ink = d->ink;
	uint32_t order = d->span > 0 ? d->order - 1 : d->order;

	if (d->to || d->masks > 0) {
		return;
	}
	if (ink->npictures == IC_INK_PICTURES_MAX) {
		ink->full = true;
		return;
	}
	if (ink->npictures == ink->cpictures) {
		size_t cap = ink->cpictures ? 2 * ink->cpictures : 16;

		ink->pictures = fz_realloc_array(ctx, ink->pictures, cap,
		    struct ic_ink_picture);
		ink->cpictures = cap;
	}
	ink->pictures[ink->npictures++] = (struct ic_ink_picture){
		fz_keep_image(ctx, image), ctm, ic_ink_clip(d), order
	};
}
