/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/numbers.h"

#include <stdlib.h>
#include <string.h>

#include "core/slice.h"

#define SUFFIX_DIGITS_MAX 6
#define SUFFIX_STEP 1000000u /* a suffix of digits: their count, then value */

uint32_t ic_numbers_suffix(const char *suffix)
{
	uint32_t digits = (uint32_t)strlen(suffix), value = 0;

	if (digits == 0) {
		return 0;
	}
	if (suffix[0] != '.') {
		return (uint32_t)(suffix[0] - 'A') + 1;
	}
	for (uint32_t i = 1; i < digits; i++) {
		value = 10 * value + (uint32_t)(suffix[i] - '0');
	}
	return (digits - 1) * SUFFIX_STEP + value;
}

bool ic_numbers_suffix_text(uint32_t code, char out[IC_BATES_SUFFIX_MAX + 1])
{
	uint32_t digits = code / SUFFIX_STEP, value = code % SUFFIX_STEP;

	memset(out, 0, IC_BATES_SUFFIX_MAX + 1);
	if (digits == 0) {
		if (value > 26) {
			return false;
		}
		if (value > 0) {
			out[0] = (char)('A' + value - 1);
		}
		return true;
	}
	if (digits > SUFFIX_DIGITS_MAX) {
		return false;
	}
	out[0] = '.';
	for (uint32_t i = digits; i > 0; i--) {
		out[i] = (char)('0' + value % 10);
		value /= 10;
	}
	return value == 0;
}

/* Room for one more number, and for the page that is being told. */
static bool room(struct ic_numbers *n)
{
	if (n->npages >= n->cap_pages) {
		uint32_t cap = n->cap_pages ? 2 * n->cap_pages : 16;
		struct ic_number_page *p = reallocarray(n->pages, cap,
		    sizeof(*p));

		if (!p) {
			return false;
		}
		memset(p + n->cap_pages, 0, (cap - n->cap_pages) * sizeof(*p));
		n->pages = p;
		n->cap_pages = cap;
	}
	if (n->n >= n->cap) {
		uint32_t cap = n->cap ? 2 * n->cap : 16;
		struct ic_number *p = reallocarray(n->at, cap, sizeof(*p));

		if (!p) {
			return false;
		}
		n->at = p;
		n->cap = cap;
	}
	return true;
}

static bool add_number(struct ic_numbers *n, const struct ic_reply_number *r)
{
	struct ic_number_page *p = &n->pages[n->npages];
	struct ic_number new = { .rect = r->rect,
		.em = (int32_t)r->em,
		.where = (uint8_t)r->where,
		.alone = r->alone != 0 };

	new.bates.prefix = r->prefix;
	new.bates.value = (uint64_t)r->high << 32 | r->low;
	new.bates.digits = (uint8_t)r->digits;
	ic_numbers_suffix_text(r->suffix, new.bates.suffix);
	if (r->where == IC_NUMBER_LABEL) {
		if (p->has_label) {
			return false;
		}
		p->has_label = true;
		p->label = new.bates;
		return true;
	}
	if (p->n == IC_NUMBERS_PAGE_MAX) {
		return false;
	}
	n->at[n->n++] = new;
	p->n++;
	return true;
}

bool ic_numbers_add(struct ic_numbers *n, const struct ic_reply *r,
    bool *memory)
{
	struct ic_number_page *p;

	if (memory) {
		*memory = false;
	}
	if (r->page != n->npages || n->npages == IC_SLICE_PAGES_MAX) {
		return false;
	}
	if (!room(n)) {
		if (memory) {
			*memory = true;
		}
		return false;
	}
	if (r->kind == IC_REPLY_NUMBER) {
		return add_number(n, &r->u.number);
	}
	if (r->kind != IC_REPLY_PAGE) {
		return false;
	}
	p = &n->pages[n->npages++];
	p->first = n->n - p->n;
	p->size = r->u.at_page.size;
	p->text = r->u.at_page.glyphs > 0;
	p->chosen = IC_NUMBERS_NONE;
	return true;
}

const struct ic_number *ic_numbers_of(const struct ic_numbers *n, uint32_t page)
{
	if (page >= n->npages || n->pages[page].chosen == IC_NUMBERS_NONE) {
		return NULL;
	}
	return &n->at[n->pages[page].chosen];
}

void ic_numbers_finish(struct ic_numbers *n)
{
	if (n) {
		free(n->pages);
		free(n->at);
		*n = (struct ic_numbers){ 0 };
	}
}
