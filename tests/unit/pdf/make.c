/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "make.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <zlib.h>

#include "pdf/endorse.h"
#include "pdf/highlight.h"
#include "pdf/writer.h"
#include "unit.h"

#define DPI 100
#define W 850
#define H 1100

static uint32_t intern(struct make *m, const char *text)
{
	uint32_t at = m->slice.nstrings;

	strcpy(m->strings + at, text);
	m->slice.nstrings += (uint32_t)strlen(text) + 1;
	return at;
}

void make_slice(struct make *m, uint32_t pages, bool whole)
{
	uint32_t label;

	*m = (struct make){ 0 };
	m->slice = (struct ic_slice){ .dpi = DPI,
		.size = 10000,
		.margin = 18000,
		.labels = 1,
		.legend_at = IC_BOTTOM_LEFT,
		.source_pages = pages,
		.npages = pages,
		.nboxes = pages,
		.nstrings = 1,
		.pages = m->pages,
		.boxes = m->boxes,
		.strings = m->strings };
	m->slice.legend = intern(m,
	    "CONFIDENTIAL - SUBJECT TO PROTECTIVE ORDER");
	label = intern(m, "IA, PII");
	for (uint32_t i = 0; i < pages; i++) {
		char number[16];

		snprintf(number, sizeof(number), "COE%06u", i + 1);
		m->boxes[i] = (struct ic_slice_box){
			{ 72000, 140000, 300000, 156000 }, label, 0
		};
		m->pages[i] = (struct ic_slice_page){ .size = { 612000,
							  792000 },
			.number = intern(m, number),
			.source = i,
			.box = i,
			.nboxes = 1,
			.endorse = 1,
			.legend = 1,
			.number_at = IC_BOTTOM_RIGHT };
	}
	if (whole) {
		m->pages[pages - 1].whole = 1;
		m->pages[pages - 1].label = label;
	}
}

static void burn(uint8_t *px, struct ic_rect r, int value)
{
	int x0 = (int)((int64_t)r.x0 * W / 612000) - 1;
	int y0 = (int)((int64_t)r.y0 * H / 792000) - 1;
	int x1 = (int)((int64_t)r.x1 * W / 612000) + 2;
	int y1 = (int)((int64_t)r.y1 * H / 792000) + 2;

	for (int y = y0; y < y1; y++) {
		memset(px + y * W + x0, value, (size_t)(x1 - x0));
	}
}

static uint32_t add_image(struct ic_writer *w, const struct make *m,
    uint32_t page, enum make_fault fault)
{
	int black = m->slice.fill == IC_FILL_BLACK ? 0 : 255;
	uint8_t *px = malloc(W * H);
	uLongf n = compressBound(W * H);
	uint8_t *z = malloc(n);
	uint32_t ref = 0;
	struct ic_error err = { 0 };

	ck_assert(px && z);
	memset(px, 255, W * H);
	for (int y = 300; y < 900; y += 30) {
		memset(px + y * W + 100, 40, 600);
	}
	for (int y = 290; y < 380; y++) {
		/* What the word of the text layer is to be found in. */
		for (int x = 80; x < 140; x += 4) {
			px[y * W + x] = 40;
		}
	}
	if (!m->pages[page].marked || fault == MAKE_GRAY_BOX) {
		burn(px, m->boxes[page].rect,
		    fault == MAKE_GRAY_BOX ? 128 : black);
	}
	if (fault == MAKE_WRONG_PIXEL) {
		px[205 * W + 200] = 90;
	}
	if (fault == MAKE_NUMBER_BURIED) {
		memset(px + 1040 * W, 0, 60 * W);
	}
	ck_assert_int_eq(compress2(z, &n, px, W * H, 1), Z_OK);
	struct ic_image im = { .w = W,
		.h = H,
		.encoding = IC_ENCODING_GRAY8,
		.data = z,
		.len = n };
	ck_assert_msg(ic_writer_image(w, &im, &ref, &err), "%s", err.msg);
	free(px);
	free(z);
	return ref;
}

static void add_line(struct ic_font *f, struct ic_buf *b, const char *paint,
    const char *at, const char *text)
{
	ic_buf_printf(b, "BT 0 Tr /F0 10 Tf %s 1 0 0 1 %s Tm ", paint, at);
	ic_font_use(f, text, b);
	ic_buf_puts(b, " Tj ET\n");
}

/* The slice that the faulty maker believes in. */
static void bend(struct make *m, enum make_fault fault, struct ic_buf *b,
    struct ic_font *f)
{
	switch (fault) {
	case MAKE_GLYPH_IN_BOX:
		add_line(f, b, "0 g", "200 640", "e");
		break;
	case MAKE_HIDDEN_GLYPH_IN_BOX:
		ic_buf_puts(b,
		    "BT 3 Tr /T0 8 Tf 1 0 0 1 80 640 Tm "
		    "<00730065> Tj ET\n");
		break;
	case MAKE_WRONG_LABEL:
		m->boxes[0].label = intern(m, "IA, PIJ");
		break;
	case MAKE_NUMBER_WRONG:
		m->pages[0].number = intern(m, "COE000007");
		break;
	case MAKE_NUMBER_MISSING:
		m->pages[0].endorse = 0;
		break;
	case MAKE_NUMBER_TWICE:
		add_line(f, b, "0 g", "300 700", "COE000001");
		break;
	case MAKE_NUMBER_MOVED:
		m->slice.margin = 30000;
		break;
	case MAKE_NUMBER_WHITE:
		m->pages[0].endorse = 0;
		add_line(f, b, "1 g", "540 20", "COE000001");
		break;
	case MAKE_LEGEND_MISSING:
		m->pages[0].legend = 0;
		break;
	case MAKE_PAGE_SIZE:
		m->pages[0].size.w = 595000;
		break;
	default:
		break;
	}
}

static void add_page(struct ic_writer *w, struct ic_font *f, struct make *m,
    uint32_t page, enum make_fault fault)
{
	struct ic_buf content = { 0 }, marks = { 0 };
	size_t nmarks = 0;
	struct ic_error err = { 0 };
	uint32_t labels = 0, image = 0;

	if (page == 0) {
		bend(m, fault, &content, f);
	}
	if (ic_slice_has_picture(&m->pages[page])) {
		image = add_image(w, m, page, page ? MAKE_CLEAN : fault);
		ic_buf_puts(&content,
		    "BT 3 Tr /T0 10 Tf 100 Tz "
		    "1 0 0 1 72 552 Tm <00770069006500E9> Tj ET\n");
	}
	ck_assert(ic_highlight_marks(&m->slice, page, &marks, &nmarks, &err));
	ck_assert_msg(ic_endorse_content(f, &m->slice, page, &content, &labels,
			  &err),
	    "%s", err.msg);
	struct ic_page_out p = { m->pages[page].size, image,
		ic_writer_spot(m->pages[page].size,
		    ic_slice_placement(&m->slice, m->pages[page].size)),
		content.data, content.len, image != 0, true, 0,
		(const void *)marks.data, nmarks };
	ck_assert_msg(ic_writer_page(w, &p, &err), "%s", err.msg);
	ic_buf_finish(&content);
	ic_buf_finish(&marks);
}

void make_file(const struct make *m, enum make_fault fault, const char *path)
{
	int fd = open(path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	struct make *own = malloc(sizeof(*own));
	struct ic_murun mu;
	struct ic_error err = { 0 };
	struct ic_writer *w = NULL;
	struct ic_font *f = NULL;

	ck_assert(fd >= 0 && own);
	*own = *m;
	own->slice.pages = own->pages;
	own->slice.boxes = own->boxes;
	own->slice.strings = own->strings;
	ck_assert(ic_murun_open(&mu, (size_t)256 << 20, IC_MURUN_STORE, &err));
	ck_assert_msg(ic_font_open(mu.ctx, &f, &err), "%s", err.msg);
	ck_assert(ic_writer_open(&w, fd, &err));
	for (uint32_t i = 0; i < m->slice.npages; i++) {
		add_page(w, f, own, i, fault);
	}
	ck_assert_msg(ic_writer_finish(w, f, &err), "%s", err.msg);
	ic_writer_close(w);
	ic_font_close(f);
	ic_murun_close(&mu);
	free(own);
	close(fd);
}
