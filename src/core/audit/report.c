/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The frame of the report: its documents, and what stands at its end. */
#include "core/audit_report.h"

#include <inttypes.h>

#include "core/html.h"
#include "report_priv.h"

void ic_report_begin(struct ic_report *r, struct ic_buf *out)
{
	r->document = r->finding = 0;
	report_head(r, out);
	ic_buf_puts(out, "<div id=\"findings\" tabindex=\"-1\">\n");
}

static void put_counts(const struct ic_findings *l, struct ic_buf *out)
{
	const char *sep = "";

	for (uint32_t s = 0; s < IC_SEVERITY_COUNT; s++) {
		uint32_t n = ic_findings_count(l, s);

		if (n > 0) {
			ic_buf_printf(out, "%s%" PRIu32 " %s%s", sep, n,
			    ic_severity_word(s), n == 1 ? "" : "s");
			sep = ", ";
		}
	}
	if (l->npages > 0) {
		ic_buf_printf(out, "; %" PRIu32 " page%s", l->npages,
		    l->npages == 1 ? "" : "s");
	}
}

static void put_items(struct ic_report *r, const struct ic_findings *l,
    const struct ic_report_item *items, size_t n, struct ic_buf *out)
{
	for (size_t i = 0; i < n; i++) {
		r->finding++;
		report_item(r, l, &items[i], out);
	}
}

/* Notices are many, and matter least: they wait to be opened. */
static size_t first_notice(const struct ic_report_item *items, size_t n)
{
	size_t i = 0;

	while (i < n && items[i].finding->severity != IC_SEVERITY_NOTICE) {
		i++;
	}
	return i;
}

void ic_report_document(struct ic_report *r, const struct ic_report_item *items,
    size_t n, struct ic_buf *out)
{
	const struct ic_report_document *d = &r->documents[r->document++];
	const struct ic_findings *l = d->findings;
	size_t notice = first_notice(items, n);

	if (l->n == 0) {
		return;
	}
	ic_buf_printf(out,
	    "<section class=\"doc w-%s\" id=\"d%zu\" aria-labelledby=\"n%zu\">\n"
	    "<h3 id=\"n%zu\">",
	    report_worst(l), r->document, r->document, r->document);
	report_name(d->name, out);
	ic_buf_puts(out, "</h3>\n<p class=\"sum\">");
	report_verdict(d, out);
	ic_buf_puts(out, "<span>");
	put_counts(l, out);
	ic_buf_puts(out, "</span></p>\n");
	if (d->unread) {
		ic_buf_puts(out,
		    "<p class=\"sum\"><b>It was not read to its "
		    "end: there may be more.</b></p>\n");
	}
	put_items(r, l, items, notice, out);
	if (notice < n) {
		ic_buf_printf(out,
		    "<details class=\"tail\"%s><summary>%zu notice%s</summary>\n",
		    r->ndocuments == 1 && notice == 0 ? " open" : "",
		    n - notice, n - notice == 1 ? "" : "s");
		put_items(r, l, items + notice, n - notice, out);
		ic_buf_puts(out, "</details>\n");
	}
	if (n < l->n) {
		ic_buf_printf(out,
		    "<p class=\"sum\"><b>%zu more findings</b> of this "
		    "document are not listed here: --json has all.</p>\n",
		    (size_t)l->n - n);
	}
	ic_buf_puts(out, "</section>\n");
}

void ic_report_end(struct ic_report *r, struct ic_buf *out)
{
	ic_buf_puts(out, "</div>\n</main>\n<footer><p>");
	ic_html_text(out, r->limit ? r->limit : "");
	ic_buf_puts(out, "</p></footer>\n<script>");
	report_script(out);
	ic_buf_puts(out, "</script>\n</body>\n</html>\n");
}
