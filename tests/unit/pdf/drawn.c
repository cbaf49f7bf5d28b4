/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "drawn.h"

#include <check.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <zlib.h>

#include "pdf/burn.h"
#include "pdf/draw.h"
#include "pdf/writer.h"
#include "testpdf.h"

static void list_page(struct drawn *d)
{
	pdf_page *page = ic_document_page(&d->doc, 0, &d->geometry);
	uint32_t notes = 0;

	d->list = ic_draw_list(&d->doc, page, &d->geometry, &notes);
	fz_drop_page(d->doc.mu.ctx, &page->super);
	ck_assert_uint_eq(notes & IC_NOTE_BIT(DRAW_ERRORS), 0);
}

void drawn_open(struct drawn *d, struct testpdf *t)
{
	bool ok = true;

	*d = (struct drawn){ .fd = testpdf_fd(t) };
	testpdf_finish(t);
	ck_assert_int_eq(ic_document_open(&d->doc, d->fd, ""), IC_REASON_NONE);
	fz_try(d->doc.mu.ctx) {
		list_page(d);
	}
	fz_catch(d->doc.mu.ctx) {
		ok = false;
	}
	ck_assert(ok);
	d->page.size = d->geometry.size;
	d->slice = (struct ic_slice){ .npages = 1,
		.pages = &d->page,
		.boxes = d->boxes };
}

void drawn_page(struct drawn *d, const char *keys, const char *content)
{
	static struct testpdf t;

	testpdf_page(&t, keys, content);
	drawn_open(d, &t);
}

void drawn_box(struct drawn *d, int x0, int y0, int x1, int y1)
{
	ck_assert_uint_lt(d->slice.nboxes, DRAWN_BOXES);
	d->boxes[d->slice.nboxes++].rect = (struct ic_rect){ x0 * IC_MPT,
		y0 * IC_MPT, x1 * IC_MPT, y1 * IC_MPT };
	d->page.nboxes = d->slice.nboxes;
}

static void quantise(struct ic_raster *r, int levels)
{
	size_t n = r->stride * (size_t)r->h;

	for (size_t i = 0; levels > 1 && i < n; i++) {
		int v = (r->px[i] * (levels - 1) + 127) / 255;

		r->px[i] = (uint8_t)(v * 255 / (levels - 1));
	}
}

void drawn_raster(struct drawn *d, uint32_t dpi, int levels)
{
	uint32_t notes = 0;
	bool ok = true;

	fz_try(d->doc.mu.ctx) {
		ic_draw_raster(&d->doc, d->list, d->geometry.size, dpi,
		    IC_COLOR_AUTO, &d->raster, &notes);
	}
	fz_catch(d->doc.mu.ctx) {
		ok = false;
	}
	ck_assert(ok);
	quantise(&d->raster, levels);
	ic_burn_page(&d->raster, &d->slice, 0);
	ic_draw_settle(&d->raster, IC_COLOR_AUTO);
}

void drawn_layer(struct drawn *d)
{
	bool ok = true;

	fz_try(d->doc.mu.ctx) {
		ic_text_layer(d->doc.mu.ctx, &d->doc.masks, d->list, &d->slice,
		    0, &d->raster, &d->content, &d->counts);
	}
	fz_catch(d->doc.mu.ctx) {
		ok = false;
	}
	ck_assert(ok);
}

static void write_out(struct drawn *d, int fd)
{
	size_t n = d->raster.stride * (size_t)d->raster.h;
	uLongf z = compressBound(n);
	uint8_t *bytes = malloc(z);
	struct ic_image im = { .w = d->raster.w,
		.h = d->raster.h,
		.encoding = d->raster.comps == 3 ? IC_ENCODING_RGB8
						 : IC_ENCODING_GRAY8,
		.data = bytes };
	struct ic_page_out p = { .size = d->geometry.size,
		.spot = ic_writer_spot(d->geometry.size,
		    ic_slice_placement(&d->slice, d->geometry.size)),
		.content = d->content.data,
		.len = d->content.len,
		.text_font = d->content.len > 0,
		.text_highest = d->counts.highest };
	struct ic_writer *w = NULL;
	struct ic_error err = { 0 };

	ck_assert_ptr_nonnull(bytes);
	ck_assert_int_eq(compress2(bytes, &z, d->raster.px, n, 1), Z_OK);
	im.len = z;
	ck_assert(ic_writer_open(&w, fd, &err));
	ck_assert_msg(ic_writer_image(w, &im, &p.image, &err), "%s", err.msg);
	ck_assert_msg(ic_writer_page(w, &p, &err), "%s", err.msg);
	ck_assert_msg(ic_writer_finish(w, NULL, &err), "%s", err.msg);
	ic_writer_close(w);
	free(bytes);
}

static void squeeze(char *s)
{
	char *to = s;

	for (char *from = s; *from; from++) {
		bool blank = strchr(" \t\r\n\f", *from) != NULL;

		if (!blank) {
			*to++ = *from;
		} else if (to > s && to[-1] != ' ') {
			*to++ = ' ';
		}
	}
	to -= to > s && to[-1] == ' ';
	*to = '\0';
}

static const char *ask(const char *path, const char *option)
{
	static char said[65536];
	char line[256];
	FILE *p;
	size_t n;

	snprintf(line, sizeof(line), "pdftotext %s %s -", option, path);
	p = popen(line, "r");
	ck_assert_ptr_nonnull(p);
	n = fread(said, 1, sizeof(said) - 1, p);
	said[n] = '\0';
	ck_assert_int_eq(pclose(p), 0);
	squeeze(said);
	return said;
}

const char *drawn_text(struct drawn *d, const char *option)
{
	char path[] = "/tmp/ic-drawn-XXXXXX";
	const char *said;
	int fd;

	if (!d->raster.px) {
		drawn_raster(d, DRAWN_DPI, 4);
	}
	drawn_layer(d);
	fd = mkstemp(path);
	ck_assert_int_ge(fd, 0);
	write_out(d, fd);
	close(fd);
	said = ask(path, option);
	unlink(path);
	return said;
}

void drawn_close(struct drawn *d)
{
	fz_drop_display_list(d->doc.mu.ctx, d->list);
	ic_raster_finish(&d->raster);
	ic_buf_finish(&d->content);
	ic_document_close(&d->doc);
	close(d->fd);
}

const char *drawn_read(const char *keys, const char *content)
{
	struct drawn d;
	const char *said;

	drawn_page(&d, keys, content);
	said = drawn_text(&d, "-raw");
	drawn_close(&d);
	return said;
}
