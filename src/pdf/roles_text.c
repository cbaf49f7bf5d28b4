/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The text of a finished file, as its readers find it: what its invisible
 * layer says, its labels and endorsements. It has passed its proofs, so there
 * is nothing else to be found in it.
 */
#include <math.h>

#include "base/buf.h"
#include "base/child.h"
#include "base/fs.h"
#include "core/plaintext.h"
#include "core/reply.h"
#include "pdf/document.h"
#include "pdf/roles.h"

#define SAME_LINE 0.3f /* of the size: more is another baseline */

struct reader {
	struct ic_document doc;
	struct ic_buf text; /* of the page */
	uint64_t written;
	fz_stext_page *page;
	fz_point before; /* baseline of the line before */
	float x;         /* where it ended */
	bool begun;      /* a line stands on the page */
};

static bool say(enum ic_reply_kind kind, enum ic_reason why)
{
	struct ic_reply r = { .magic = IC_REPLY_MAGIC,
		.kind = kind,
		.page = UINT32_MAX };

	r.u.end.reason = why;
	return ic_child_reply(&r, sizeof(r));
}

static void put_rune(struct ic_buf *out, int c)
{
	char utf8[8];

	if (!ic_plaintext_char((uint32_t)c)) {
		c = ' ';
	}
	ic_buf_add(out, utf8, (size_t)fz_runetochar(utf8, c));
}

/* Words far apart are lines of their own to MuPDF; here a baseline is one. */
static bool goes_on(const struct reader *r, const fz_stext_line *line)
{
	const fz_stext_char *c = line->first_char;

	return r->begun && fabsf(line->dir.y) < 0.01f && line->dir.x > 0 &&
	    fabsf(c->origin.y - r->before.y) < SAME_LINE * c->size &&
	    c->origin.x >= r->x - c->size;
}

static void put_line(struct reader *r, const fz_stext_line *line)
{
	const fz_stext_char *c = line->first_char;

	if (!c) {
		return;
	}
	if (r->begun) {
		ic_buf_putc(&r->text, goes_on(r, line) ? ' ' : '\n');
	}
	r->before = c->origin;
	r->begun = true;
	for (; c; c = c->next) {
		put_rune(&r->text, c->c);
		r->x = c->quad.ur.x;
	}
}

/* Throws. */
static void read_page(struct reader *r, uint32_t index)
{
	fz_context *ctx = r->doc.mu.ctx;
	fz_stext_options options = { 0 };
	struct ic_geometry geometry;
	pdf_page *page = ic_document_page(&r->doc, index, &geometry);

	fz_try(ctx) {
		r->page = fz_new_stext_page_from_page(ctx, &page->super,
		    &options);
	}
	fz_always(ctx) {
		fz_drop_page(ctx, &page->super);
	}
	fz_catch(ctx) {
		fz_rethrow(ctx);
	}
	r->begun = false;
	for (const fz_stext_block *b = r->page->first_block; b; b = b->next) {
		if (b->type != FZ_STEXT_BLOCK_TEXT) {
			continue;
		}
		for (const fz_stext_line *l = b->u.t.first_line; l;
		     l = l->next) {
			put_line(r, l);
		}
	}
	if (r->begun) {
		ic_buf_putc(&r->text, '\n');
	}
}

static enum ic_reason read_edge(struct reader *r, uint32_t index)
{
	enum ic_reason why = IC_REASON_NONE;

	r->page = NULL;
	fz_var(why);
	fz_try(r->doc.mu.ctx) {
		read_page(r, index);
		ic_document_check_memory(&r->doc);
	}
	fz_catch(r->doc.mu.ctx) {
		why = ic_document_caught(&r->doc);
	}
	fz_drop_stext_page(r->doc.mu.ctx, r->page);
	if (why == IC_REASON_NONE && r->text.failed) {
		why = IC_REASON_MEMORY;
	}
	return why;
}

static enum ic_reason write_out(struct reader *r)
{
	if (r->written + r->text.len > IC_PLAINTEXT_MAX) {
		return IC_REASON_TOO_FULL;
	}
	r->written += r->text.len;
	return ic_fs_write_all(IC_CHILD_PRODUCT, r->text.data, r->text.len)
	    ? IC_REASON_NONE
	    : IC_REASON_WRITE;
}

static enum ic_reason read_all(struct reader *r, uint32_t pages)
{
	enum ic_reason why = ic_document_open_output(&r->doc, IC_CHILD_SOURCE);

	if (why != IC_REASON_NONE) {
		return why;
	}
	if (r->doc.pages != pages) {
		return IC_REASON_CHANGED;
	}
	for (uint32_t i = 0; why == IC_REASON_NONE && i < pages; i++) {
		ic_buf_reset(&r->text);
		if (i > 0) {
			ic_buf_putc(&r->text, '\f');
		}
		if (!say(IC_REPLY_BEAT, IC_REASON_NONE)) {
			return IC_REASON_KILLED;
		}
		why = read_edge(r, i);
		if (why == IC_REASON_NONE) {
			why = write_out(r);
		}
	}
	return why;
}

int ic_text_run(const uint8_t *job, size_t n)
{
	struct reader r = { .text = { .max = IC_PLAINTEXT_MAX } };
	enum ic_reason why = IC_REASON_JOB;

	if (n == 4) {
		why = read_all(&r,
		    (uint32_t)job[0] | (uint32_t)job[1] << 8 |
			(uint32_t)job[2] << 16 | (uint32_t)job[3] << 24);
	}
	ic_document_close(&r.doc);
	ic_buf_finish(&r.text);
	if (why == IC_REASON_KILLED) {
		return 1;
	}
	return say(IC_REPLY_END, why) ? 0 : 1;
}
