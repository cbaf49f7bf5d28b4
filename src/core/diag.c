/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/diag.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "diag_priv.h"

#define MESSAGE_MAX 1100

/* Replace what garbles a terminal, and bytes that are no UTF-8. */
static void make_plain(char *s)
{
	size_t len = strlen(s);

	for (size_t at = 0; at < len;) {
		size_t from = at;
		uint32_t c = ic_utf8_next(s, len, &at);

		if (c == IC_UTF8_BAD || ic_char_hidden(c)) {
			memset(s + from, '?', at - from);
		}
	}
}

static void add_excerpt(struct ic_diags *d, struct ic_diag *diag)
{
	struct ic_buf line = { 0 };
	uint32_t caret;

	if (ic_excerpt(diag->place, &line, &caret) && !line.failed) {
		diag->excerpt = ic_arena_strdup(&d->arena, ic_buf_str(&line));
		diag->caret = caret;
	}
	ic_buf_finish(&line);
}

static struct ic_diag *next_slot(struct ic_diags *d)
{
	size_t cap = d->cap ? d->cap * 2 : 8;
	struct ic_diag *at;

	if (d->n == d->cap) {
		at = realloc(d->at, cap * sizeof *at);
		if (!at) {
			return NULL;
		}
		d->at = at;
		d->cap = cap;
	}
	return &d->at[d->n];
}

void ic_diag_add(struct ic_diags *d, enum ic_level level, struct ic_place place,
    const char *fmt, ...)
{
	size_t *count = level == IC_LEVEL_ERROR ? &d->errors : &d->warnings;
	struct ic_diag *slot;
	char message[MESSAGE_MAX];
	const char *kept;
	va_list ap;

	if (++*count > IC_DIAGS_KEPT) {
		return;
	}
	va_start(ap, fmt);
	vsnprintf(message, sizeof message, fmt, ap);
	va_end(ap);
	make_plain(message);
	kept = ic_arena_strdup(&d->arena, message);
	slot = kept ? next_slot(d) : NULL;
	if (!slot) {
		return; /* it is counted */
	}
	*slot = (struct ic_diag){ level, place, kept, NULL, 0 };
	d->n++;
	if (place.source && place.source->known == place.source->len) {
		add_excerpt(d, slot);
	}
}

void ic_diags_excerpt(struct ic_diags *d)
{
	for (size_t i = 0; i < d->n; i++) {
		if (!d->at[i].excerpt) {
			add_excerpt(d, &d->at[i]);
		}
	}
}

void ic_diags_move(struct ic_diags *d, struct ic_diags *from)
{
	size_t errors = from->errors, warnings = from->warnings;

	for (size_t i = 0; i < from->n; i++) {
		bool error = from->at[i].level == IC_LEVEL_ERROR;

		ic_diag_add(d, from->at[i].level, from->at[i].place, "%s",
		    from->at[i].message);
		errors -= error;
		warnings -= !error;
	}
	/* Those that were counted only. */
	d->errors += errors;
	d->warnings += warnings;
	ic_diags_excerpt(d);
	ic_diags_finish(from);
}

static int cmp_u32(uint32_t a, uint32_t b)
{
	return a < b ? -1 : a > b;
}

/* Without a place first, then the spec, then its CSV. */
static int cmp_diag(const struct ic_diag *a, const struct ic_diag *b)
{
	const struct ic_source *s = a->place.source, *t = b->place.source;
	int c = cmp_u32(s ? 1 + s->csv : 0, t ? 1 + t->csv : 0);

	c = c || s == t ? c : strcmp(s->name, t->name);
	c = c ? c : cmp_u32(a->place.line, b->place.line);
	return c ? c : cmp_u32(a->place.column, b->place.column);
}

void ic_diags_sort(struct ic_diags *d)
{
	/* Stable, and at most 100 of them. */
	for (size_t i = 1; i < d->n; i++) {
		struct ic_diag one = d->at[i];
		size_t k = i;

		for (; k && cmp_diag(&one, &d->at[k - 1]) < 0; k--) {
			d->at[k] = d->at[k - 1];
		}
		d->at[k] = one;
	}
}

void ic_diags_finish(struct ic_diags *d)
{
	if (!d) {
		return;
	}
	free(d->at);
	ic_arena_finish(&d->arena);
	*d = (struct ic_diags){ 0 };
}
