/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* One finding: what it is, what to do, and what its place looks like. */
#include <ctype.h>
#include <inttypes.h>

#include "core/html.h"
#include "report_priv.h"

#define OUTLINE (5 * IC_MPT / 2) /* around the place */

/* A sentence of ours, which begins with a capital. */
static void put_sentence(const char *s, struct ic_buf *out)
{
	if (*s) {
		ic_buf_putc(out, toupper((unsigned char)*s));
		ic_html_text(out, s + 1);
	}
}

/* What is more to be said of it, if anything. */
static void put_more(const struct ic_finding_item *f, struct ic_buf *out)
{
	struct ic_buf s = { 0 };

	ic_finding_more(f, &s);
	out->failed |= s.failed;
	if (s.len > 0) {
		ic_buf_puts(out, "<p class=\"more\">");
		put_sentence(ic_buf_str(&s), out);
		ic_buf_puts(out, ".</p>\n");
	}
	ic_buf_finish(&s);
}

/* The whole sentence, for who does not see the picture. */
static void put_what(const struct ic_finding_item *f, struct ic_buf *out)
{
	struct ic_buf s = { 0 };

	ic_finding_sentence(f, &s);
	out->failed |= s.failed;
	ic_html_text(out, ic_buf_str(&s));
	ic_buf_finish(&s);
}

static void put_head(const struct ic_report *r, const struct ic_findings *l,
    const struct ic_finding_item *f, struct ic_buf *out)
{
	const char *word = ic_severity_word(f->severity);
	const char *where = report_where(l, f);

	ic_buf_puts(out, "<p class=\"meta\">");
	report_icon(word, out);
	if (f->page == IC_FINDING_NO_PAGE) {
		ic_buf_puts(out, "<span>Whole file</span>");
	} else {
		ic_buf_printf(out, "<span>Page %" PRIu64 "%s%s</span>",
		    (uint64_t)f->page + 1, *where ? ", " : "", where);
	}
	ic_buf_printf(out,
	    "<code>%s</code><a class=\"n\" href=\"#f%zu\" "
	    "aria-label=\"Finding %zu, %s\">%zu</a></p>\n<h4 id=\"t%zu\">",
	    ic_finding_word(f->kind), r->finding, r->finding, word, r->finding,
	    r->finding);
	put_sentence(ic_finding_what(f->kind), out);
	ic_buf_puts(out, "</h4>\n");
	put_more(f, out);
	ic_buf_puts(out, "<p class=\"todo\"><b>What to do:</b> ");
	ic_html_text(out, ic_finding_todo(f->kind));
	ic_buf_puts(out, ".</p>\n");
}

/* Of an identifier its end; covered words only if they are to be shown. */
static void put_text(const struct ic_report *r, const struct ic_finding_item *f,
    struct ic_buf *out)
{
	bool ends = ic_finding_group_of(f->kind) == IC_FINDING_GROUP_PRIVACY;

	if (!f->text || !*f->text || (!ends && !r->show)) {
		return;
	}
	ic_buf_puts(out,
	    ends ? "<p class=\"text\">It ends in <q>"
		 : "<p class=\"text\">It says: <q>");
	ic_html_text(out, f->text);
	ic_buf_puts(out, "</q></p>\n");
}

/* The place, in the picture's own pixels. */
static void put_outline(const struct ic_report_shot *s, struct ic_rect place,
    struct ic_buf *out)
{
	struct ic_rect r = ic_rect_intersect(place, s->view);

	if (ic_rect_is_empty(r)) {
		return;
	}
	r = ic_rect_intersect(ic_rect_grow(r, OUTLINE), s->view);
	for (int i = 0; i < 2; i++) {
		ic_buf_printf(out, "<rect class=\"%s\" rx=\"3\" x=\"",
		    i == 0 ? "halo" : "line");
		report_milli(((int64_t)r.x0 - s->view.x0) * s->dpi / 72, out);
		ic_buf_puts(out, "\" y=\"");
		report_milli(((int64_t)r.y0 - s->view.y0) * s->dpi / 72, out);
		ic_buf_puts(out, "\" width=\"");
		report_milli(((int64_t)r.x1 - r.x0) * s->dpi / 72, out);
		ic_buf_puts(out, "\" height=\"");
		report_milli(((int64_t)r.y1 - r.y0) * s->dpi / 72, out);
		ic_buf_puts(out, "\"/>");
	}
}

static void put_shot(const struct ic_report_shot *s,
    const struct ic_finding_item *f, const char *said, const char *caption,
    struct ic_buf *out)
{
	ic_buf_printf(out,
	    "<figure><div class=\"shot\"><img width=\"%" PRIu32
	    "\" height=\"%" PRIu32 "\" alt=\"%s, page %" PRIu64 ": ",
	    s->w, s->h, said, (uint64_t)f->page + 1);
	put_what(f, out);
	ic_buf_puts(out, ".\" src=\"data:image/png;base64,");
	ic_html_base64(out, s->png, s->n);
	ic_buf_printf(out,
	    "\"><svg viewBox=\"0 0 %" PRIu32 " %" PRIu32
	    "\" aria-hidden=\"true\">",
	    s->w, s->h);
	put_outline(s, f->rect, out);
	ic_buf_printf(out,
	    "</svg></div><figcaption>%s%s</figcaption></figure>\n", caption,
	    s->masked ? " Hatched: masked." : "");
}

static void put_pictures(const struct ic_report_item *item, struct ic_buf *out)
{
	if (item->seen.n > 0) {
		put_shot(&item->seen, item->finding, "The place",
		    "The place, as a reader sees it.", out);
	} else if (item->wanted) {
		ic_buf_puts(out,
		    "<p class=\"quiet\">No picture could be made of it.</p>\n");
	} else if (item->spared) {
		ic_buf_puts(out,
		    "<p class=\"quiet\">No picture: there are more findings "
		    "than this page shows pictures of.</p>\n");
	}
	if (item->under.n > 0) {
		put_shot(&item->under, item->finding, "What lies there",
		    item->under.look == IC_AUDIT_LOOK_GLYPHS
			? "All text that the file holds there, and nothing else."
			: "The same place without what hides it.",
		    out);
	}
}

void report_item(const struct ic_report *r, const struct ic_findings *l,
    const struct ic_report_item *item, struct ic_buf *out)
{
	const struct ic_finding_item *f = item->finding;

	ic_buf_printf(out,
	    "<article class=\"f s-%s g-%s\" id=\"f%zu\" "
	    "aria-labelledby=\"t%zu\">\n<div class=\"says\">\n",
	    ic_severity_word(f->severity),
	    ic_finding_group_word(ic_finding_group_of(f->kind)), r->finding,
	    r->finding);
	put_head(r, l, f, out);
	put_text(r, f, out);
	ic_buf_puts(out, "</div>\n");
	report_map(l, f, out);
	ic_buf_puts(out, "<div class=\"pics\">\n");
	put_pictures(item, out);
	ic_buf_puts(out, "</div>\n</article>\n");
}
