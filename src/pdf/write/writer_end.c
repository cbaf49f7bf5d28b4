/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include <stdio.h>
#include <stdlib.h>

#include "pdf/font.h"
#include "writer_out.h"

#define CATALOG 1u
#define PAGES 2u
#define KIDS 64u  /* of a page tree node */
#define LEVELS 8u /* 64 to the 6th pages and more than memory holds */

struct node {
	uint32_t number, parent;
	uint32_t first, kids; /* range in the level below */
	uint32_t count;       /* pages below */
};

static void page_object(struct ic_writer *w, const struct ic_out_page *p,
    const struct node *n, uint32_t f0, uint32_t t0)
{
	struct ic_buf box = { 0 };

	ic_writer_number(&box, p->size.w);
	ic_buf_putc(&box, ' ');
	ic_writer_number(&box, p->size.h);
	ic_out_begin(w, n->number);
	ic_out_printf(w,
	    "<</Type/Page/Parent %u 0 R/MediaBox[0 0 %s]"
	    "/Resources<<",
	    (unsigned)n->parent, ic_buf_str(&box));
	if (p->image) {
		ic_out_printf(w, "/XObject<</Im0 %u 0 R>>", (unsigned)p->image);
	}
	if (p->marks) {
		ic_out_printf(w, "/ExtGState<</G0<</BM/Multiply/ca 0.%d>>>>",
		    IC_HIGHLIGHT_ALPHA / 100);
	}
	if (p->label_font || p->text_font) {
		ic_out_printf(w, "/Font<<");
		if (p->label_font) {
			ic_out_printf(w, "/F0 %u 0 R", (unsigned)f0);
		}
		if (p->text_font) {
			ic_out_printf(w, "/T0 %u 0 R", (unsigned)t0);
		}
		ic_out_printf(w, ">>");
	}
	ic_out_printf(w, ">>/Contents %u 0 R>>", (unsigned)p->content);
	ic_out_end(w);
	ic_buf_finish(&box);
}

static void node_object(struct ic_writer *w, const struct node *n,
    const struct node *below)
{
	ic_out_begin(w, n->number);
	ic_out_printf(w, "<</Type/Pages");
	if (n->parent) {
		ic_out_printf(w, "/Parent %u 0 R", (unsigned)n->parent);
	}
	ic_out_printf(w, "/Kids[");
	for (uint32_t i = 0; i < n->kids; i++) {
		ic_out_printf(w, "%s%u 0 R", i ? " " : "",
		    (unsigned)below[n->first + i].number);
	}
	ic_out_printf(w, "]/Count %u>>", (unsigned)n->count);
	ic_out_end(w);
}

/* The nodes above a level; the last level is the root alone. */
static struct node *level_above(struct ic_writer *w, struct node *below,
    uint32_t n, uint32_t *out_n)
{
	uint32_t m = (n + KIDS - 1) / KIDS;
	struct node *up = calloc(m, sizeof(*up));

	for (uint32_t i = 0; up && i < m; i++) {
		up[i].number = m == 1 ? PAGES : ic_out_number(w);
		up[i].first = i * KIDS;
		up[i].kids = n - i * KIDS < KIDS ? n - i * KIDS : KIDS;
		for (uint32_t k = 0; k < up[i].kids; k++) {
			below[up[i].first + k].parent = up[i].number;
			up[i].count += below[up[i].first + k].count;
		}
	}
	*out_n = m;
	return up;
}

/* Levels from the pages up to the root; 0 without memory. */
static unsigned build(struct ic_writer *w, struct node *level[LEVELS],
    uint32_t n[LEVELS])
{
	unsigned top = 0;

	n[0] = (uint32_t)w->npages;
	level[0] = calloc(n[0], sizeof(*level[0]));
	if (!level[0]) {
		return 0;
	}
	for (uint32_t i = 0; i < n[0]; i++) {
		level[0][i].number = ic_out_number(w);
		level[0][i].count = 1;
	}
	do {
		level[top + 1] = level_above(w, level[top], n[top],
		    &n[top + 1]);
		top++;
	} while (level[top] && n[top] > 1 && top + 1 < LEVELS);
	return level[top] && n[top] == 1 ? top : 0;
}

static bool tree(struct ic_writer *w, uint32_t f0, uint32_t t0)
{
	struct node *level[LEVELS] = { NULL };
	uint32_t n[LEVELS] = { 0 };
	unsigned top = build(w, level, n);

	for (uint32_t i = 0; top > 0 && i < n[0]; i++) {
		page_object(w, &w->pages[i], &level[0][i], f0, t0);
	}
	for (unsigned k = 1; k <= top; k++) {
		for (uint32_t i = 0; i < n[k]; i++) {
			node_object(w, &level[k][i], level[k - 1]);
		}
	}
	for (unsigned k = 0; k < LEVELS; k++) {
		free(level[k]);
	}
	return top > 0;
}

static void trailer(struct ic_writer *w)
{
	uint8_t md[EVP_MAX_MD_SIZE] = { 0 };
	char id[65];
	uint64_t at = w->at;

	if (EVP_DigestFinal_ex(w->hash, md, NULL) != 1 ||
	    EVP_DigestInit_ex(w->hash, EVP_sha256(), NULL) != 1) {
		w->failed = true;
		return;
	}
	for (int i = 0; i < 32; i++) {
		snprintf(id + 2 * i, 3, "%02X", md[i]);
	}
	ic_out_printf(w, "xref\n0 %zu\n0000000000 65535 f \n", w->objects);
	for (size_t i = 1; i < w->objects; i++) {
		ic_out_printf(w, "%010llu 00000 n \n",
		    (unsigned long long)w->offsets[i]);
	}
	ic_out_printf(w,
	    "trailer\n<</Size %zu/Root 1 0 R/ID[<%s><%s>]>>\n"
	    "startxref\n%llu\n%%%%EOF\n",
	    w->objects, id, id, (unsigned long long)at);
	ic_out_flush(w);
}

static bool fonts(struct ic_writer *w, const struct ic_font *label_font,
    uint32_t *f0, uint32_t *t0, struct ic_error *err)
{
	bool text = false, label = false;
	uint32_t highest = 0;

	for (size_t i = 0; i < w->npages; i++) {
		text |= w->pages[i].text_font;
		if (w->pages[i].text_highest > highest) {
			highest = w->pages[i].text_highest;
		}
		label |= w->pages[i].label_font;
	}
	if (label && (!label_font || ic_font_used(label_font, NULL) == 0)) {
		return ic_fail(err, IC_EBUG, "a page has a label and no font");
	}
	return (!label || ic_out_label_font(w, label_font, f0, err)) &&
	    (!text || ic_out_text_font(w, highest, t0, err));
}

bool ic_writer_finish(struct ic_writer *w, struct ic_font *label_font,
    struct ic_error *err)
{
	uint32_t f0 = 0, t0 = 0;

	if (w->npages == 0) {
		return ic_fail(err, IC_EBUG, "an output without a page");
	}
	if (!fonts(w, label_font, &f0, &t0, err)) {
		return false;
	}
	if (!tree(w, f0, t0)) {
		return ic_fail(err, IC_EENV, "out of memory");
	}
	ic_out_begin(w, CATALOG);
	ic_out_printf(w, "<</Type/Catalog/Pages %u 0 R>>", PAGES);
	ic_out_end(w);
	for (size_t i = 1; i < w->objects; i++) {
		w->failed |= w->offsets[i] == 0;
	}
	trailer(w);
	return ic_out_check(w, err);
}
