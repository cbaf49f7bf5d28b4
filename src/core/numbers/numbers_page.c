/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/numbers_page.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "core/html.h"

#define AIR (30 * IC_MPT)   /* above and below a number */
#define STRIP (72 * IC_MPT) /* of an edge */
#define FRAME (2 * IC_MPT)  /* around the number itself */

static const char style[] =
    ":root{--paper:#fff;--ink:#161616;--rule:#c9c5bc;--quiet:#5c5952;"
    "--wrong:#a3160c;--card:#faf9f6}\n"
    "@media screen and (prefers-color-scheme:dark){:root{color-scheme:dark;"
    "--paper:#17181b;--ink:#e6e3dc;--rule:#44454a;--quiet:#aaa69d;"
    "--wrong:#ff8f80;--card:#1f2024}}\n"
    "*{box-sizing:border-box}\n"
    "html{background:var(--paper);color:var(--ink)}\n"
    "body{margin:0 auto;padding:2rem 1.5rem 3rem;max-width:62rem;"
    "font:15px/1.45 system-ui,\"Noto Sans\",\"Liberation Sans\",Arial,"
    "sans-serif}\n"
    "h1{font-size:1.5em;margin:0 0 .4rem}\n"
    "h2{font-size:1.1em;margin:2.2rem 0 .3rem;overflow-wrap:anywhere}\n"
    "p{margin:.3rem 0;max-width:46rem}\n"
    ".quiet{color:var(--quiet)}\n"
    "section{margin:.9rem 0;padding:.8rem 1rem 1rem;background:var(--card);"
    "border:1px solid var(--rule);border-radius:6px;break-inside:avoid}\n"
    "h3{font-size:1em;margin:0 0 .5rem}\n"
    "dl{display:grid;grid-template-columns:max-content 1fr;gap:.1rem 1rem;"
    "margin:0 0 .7rem}\n"
    "dt{color:var(--quiet)}\n"
    "dd{margin:0;font-variant-numeric:tabular-nums;overflow-wrap:anywhere}\n"
    ".wrong{color:var(--wrong);font-weight:600}\n"
    "figure{margin:.6rem 0 0}\n"
    "figcaption{font-size:.85em;color:var(--quiet);margin-bottom:.2rem}\n"
    ".shot{position:relative;background:#fff;border:1px solid var(--rule);"
    "line-height:0}\n"
    ".shot img{width:100%;height:auto;display:block}\n"
    ".mark{position:absolute;border:2px solid #d3261a;border-radius:3px}\n";

unsigned ic_numbers_places(const struct ic_number_doubt *x,
    struct ic_rect out[IC_NUMBERS_PLACES_MAX])
{
	struct ic_rect all = ic_rect_of(x->size), r = x->rect;

	if (x->has_printed) {
		out[0] = ic_rect_intersect((struct ic_rect){ 0, r.y0 - AIR,
					       x->size.w, r.y1 + AIR },
		    all);
		return 1;
	}
	if (x->size.h <= 2 * STRIP) {
		out[0] = all;
		return 1;
	}
	out[0] = (struct ic_rect){ 0, 0, x->size.w, STRIP };
	out[1] = (struct ic_rect){ 0, x->size.h - STRIP, x->size.w, x->size.h };
	return 2;
}

static uint64_t wrong_pages(const struct ic_numbers_proof *proof)
{
	uint64_t n = 0;

	for (size_t i = 0; i < proof->n; i++) {
		n += proof->doubts[i].wrong;
	}
	return n;
}

void ic_numbers_page_begin(const struct ic_plan *plan,
    const struct ic_numbers_proof *proof, struct ic_buf *out)
{
	ic_buf_puts(out,
	    IC_NUMBERS_PAGE_MARK
	    "<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
	    "<meta http-equiv=\"Content-Security-Policy\" "
	    "content=\"default-src 'none'; img-src data:; "
	    "style-src 'unsafe-inline'\">\n"
	    "<meta name=\"viewport\" "
	    "content=\"width=device-width, initial-scale=1\">\n"
	    "<title>Numbers on pages</title>\n<style>\n");
	ic_buf_puts(out, style);
	ic_buf_puts(out,
	    "</style>\n</head>\n<body>\n<header>\n"
	    "<h1>Numbers on pages</h1>\n<p class=\"quiet\">");
	ic_html_text(out, plan->spec->matter ? plan->spec->matter : "");
	ic_buf_printf(out,
	    "</p>\n<p>%" PRIu64 " %s the number that the plan gives them. "
	    "<b>%" PRIu64 "</b> bear another one. Of <b>%" PRIu64
	    "</b> none could be read: look at these.</p>\n"
	    "<p class=\"quiet\">Private: it shows pages as they are, before "
	    "redaction.</p>\n</header>\n",
	    proof->agree, proof->agree == 1 ? "page bears" : "pages bear",
	    wrong_pages(proof), proof->unread);
}

static void row(struct ic_buf *out, const char *what, const char *says,
    bool wrong)
{
	ic_buf_printf(out, "<dt>%s</dt><dd%s>", what,
	    wrong ? " class=\"wrong\"" : "");
	ic_html_text(out, says);
	ic_buf_puts(out, "</dd>\n");
}

static const char *base_name(const char *file)
{
	const char *slash = strrchr(file, '/');

	return slash ? slash + 1 : file;
}

void ic_numbers_page_document(const struct ic_plan *plan, size_t document,
    struct ic_buf *out)
{
	const struct ic_plan_document *d = &plan->documents[document];
	const struct ic_place *at = &d->spec->place;

	ic_buf_puts(out, "<h2>");
	ic_html_text(out, d->spec->name);
	ic_buf_puts(out, "</h2>\n<p class=\"quiet\">");
	ic_html_text(out, d->range);
	ic_buf_printf(out, ", %" PRIu32 " page%s", d->npages,
	    d->npages == 1 ? "" : "s");
	if (at->source) {
		ic_buf_puts(out, "; ");
		ic_html_text(out, at->source->name);
		ic_buf_printf(out, ", %s %" PRIu32,
		    at->source->csv ? "row" : "line", at->line);
	}
	ic_buf_puts(out, "</p>\n");
}

static void number_row(struct ic_buf *out, const struct ic_prefixes *px,
    const char *what, const struct ic_bates *b, const struct ic_bates *own)
{
	char text[IC_BATES_MAX];

	ic_bates_format(px, b, text);
	row(out, what, text, own && ic_bates_cmp(b, own) != 0);
}

static const char *printed_as(enum ic_number_where where)
{
	return where == IC_NUMBER_OCR  ? "Read on its picture"
	    : where == IC_NUMBER_LAYER ? "In its invisible text"
				       : "Printed on it";
}

/* What each source says of the page's number. */
static void put_sources(const struct ic_plan *plan,
    const struct ic_number_doubt *x, struct ic_buf *out)
{
	const struct ic_plan_document *d = &plan->documents[x->document];
	const struct ic_spec_document *s = d->spec;
	const struct ic_prefixes *px = &plan->spec->prefixes;
	char text[IC_BATES_RANGE_MAX];
	struct ic_bates own;

	ic_bates_at(&d->first, x->page, &own);
	ic_buf_puts(out, "<dl>\n");
	number_row(out, px, "The plan", &own, NULL);
	if (s->has_first && s->has_last) {
		ic_bates_range_format(px, &s->first, &s->last, text);
		row(out, "Its row, of the document", text, false);
	}
	row(out, "Name of the file", base_name(s->file), false);
	if (x->has_label) {
		number_row(out, px, "Page label", &x->label, &own);
	}
	if (x->has_printed) {
		number_row(out, px, printed_as(x->where), &x->printed, &own);
	} else {
		row(out, "Printed on it", "could not be read", false);
	}
	ic_buf_puts(out, "</dl>\n");
}

/* Thousandths of a picture's side. */
static void put_mark(const struct ic_numbers_shot *s, struct ic_rect r,
    struct ic_buf *out)
{
	int64_t w = (int64_t)s->rect.x1 - s->rect.x0;
	int64_t h = (int64_t)s->rect.y1 - s->rect.y0;
	int64_t side[4];

	r = ic_rect_intersect(ic_rect_grow(r, FRAME), s->rect);
	if (ic_rect_is_empty(r)) {
		return;
	}
	side[0] = ((int64_t)r.x0 - s->rect.x0) * 1000 / w;
	side[1] = ((int64_t)r.y0 - s->rect.y0) * 1000 / h;
	side[2] = ((int64_t)r.x1 - r.x0) * 1000 / w;
	side[3] = ((int64_t)r.y1 - r.y0) * 1000 / h;
	ic_buf_printf(out,
	    "<div class=\"mark\" style=\"left:%d.%d%%;top:%d.%d%%;"
	    "width:%d.%d%%;height:%d.%d%%\"></div>",
	    (int)(side[0] / 10), (int)(side[0] % 10), (int)(side[1] / 10),
	    (int)(side[1] % 10), (int)(side[2] / 10), (int)(side[2] % 10),
	    (int)(side[3] / 10), (int)(side[3] % 10));
}

static void put_shot(const struct ic_number_doubt *x,
    const struct ic_numbers_shot *s, unsigned i, unsigned n, struct ic_buf *out)
{
	ic_buf_printf(out, "<figure><figcaption>%s</figcaption>",
	    n == 1       ? "The place on the page"
		: i == 0 ? "Upper edge"
			 : "Lower edge");
	if (s->n == 0) {
		ic_buf_puts(out,
		    "<p class=\"quiet\">No picture could be made of it.</p>"
		    "</figure>\n");
		return;
	}
	ic_buf_printf(out,
	    "<div class=\"shot\"><img alt=\"\" width=\"%" PRIu32
	    "\" height=\"%" PRIu32 "\" src=\"data:image/png;base64,",
	    s->w, s->h);
	ic_html_base64(out, s->png, s->n);
	ic_buf_puts(out, "\">");
	if (x->has_printed) {
		put_mark(s, x->rect, out);
	}
	ic_buf_puts(out, "</div></figure>\n");
}

void ic_numbers_page_doubt(const struct ic_plan *plan,
    const struct ic_number_doubt *x, const struct ic_numbers_shot *shots,
    unsigned n, struct ic_buf *out)
{
	const char *what = "no number was read";
	char own[IC_BATES_MAX];

	if (x->wrong) {
		what = x->known ? "another number, which is known"
				: "another number";
	}
	ic_plan_page_number(plan, x->document, x->page, own);
	ic_buf_printf(out, "<section>\n<h3>Page %" PRIu32 " (", x->page + 1);
	ic_html_text(out, own);
	ic_buf_printf(out, "): <span%s>%s</span></h3>\n",
	    x->wrong && !x->known ? " class=\"wrong\"" : "", what);
	put_sources(plan, x, out);
	for (unsigned i = 0; i < n; i++) {
		put_shot(x, &shots[i], i, n, out);
	}
	ic_buf_puts(out, "</section>\n");
}

void ic_numbers_page_end(const struct ic_numbers_proof *proof, size_t shown,
    struct ic_buf *out)
{
	uint64_t all = (uint64_t)(proof->n - proof->kept) + proof->unread;

	if (all > shown) {
		ic_buf_printf(out,
		    "<p>%" PRIu64 " more of these pages are not shown.</p>\n",
		    all - (uint64_t)shown);
	}
	ic_buf_puts(out, "</body>\n</html>\n");
}
