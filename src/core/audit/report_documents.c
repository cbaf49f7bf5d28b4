/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The table of all documents: those to act on, and folded those that are not.
 */
#include <inttypes.h>
#include <string.h>

#include "core/html.h"
#include "report_priv.h"

void report_name(const char *name, struct ic_buf *out)
{
	const char *slash = strrchr(name, '/');
	struct ic_buf folder = { 0 };

	if (slash) {
		ic_buf_add(&folder, name, (size_t)(slash + 1 - name));
		out->failed |= folder.failed;
		ic_buf_puts(out, "<span class=\"dir\">");
		ic_html_text(out, ic_buf_str(&folder));
		ic_buf_puts(out, "</span>");
	}
	ic_html_text(out, slash ? slash + 1 : name);
	ic_buf_finish(&folder);
}

uint32_t ic_report_worst(const struct ic_findings *l)
{
	uint32_t s = 0;

	while (s < IC_SEVERITY_COUNT &&
	    ic_findings_count(l, (enum ic_severity)s) == 0) {
		s++;
	}
	return s;
}

const char *report_worst(const struct ic_findings *l)
{
	uint32_t s = ic_report_worst(l);

	return s < IC_SEVERITY_COUNT ? ic_severity_word(s) : "none";
}

void report_verdict(const struct ic_report_document *d, struct ic_buf *out)
{
	static const char *const says[IC_SEVERITY_COUNT + 1] = { "Do not file",
		"Look first", "Notices only", "Nothing found" };
	const char *word = report_worst(d->findings);

	ic_buf_printf(out,
	    "<span class=\"badge %s\"><svg aria-hidden=\"true\"><use "
	    "href=\"#i-%s\"/></svg>%s</span>",
	    word, word, says[ic_report_worst(d->findings)]);
}

static void put_row(const struct ic_report *r, size_t i, struct ic_buf *out)
{
	const struct ic_report_document *d = &r->documents[i];

	ic_buf_puts(out, "<tr><th scope=\"row\">");
	if (d->findings->n > 0) {
		ic_buf_printf(out, "<a href=\"#d%zu\">", i + 1);
	}
	report_name(d->name, out);
	ic_buf_puts(out, d->findings->n > 0 ? "</a></th><td>" : "</th><td>");
	report_verdict(d, out);
	ic_buf_puts(out, "</td>");
	for (uint32_t s = 0; s < IC_SEVERITY_COUNT; s++) {
		uint32_t n = ic_findings_count(d->findings, s);

		ic_buf_printf(out,
		    "<td class=\"num%s\" data-l=\"%s%s\">%" PRIu32 "</td>",
		    n ? "" : " zero", ic_severity_word(s), n == 1 ? "" : "s",
		    n);
	}
	ic_buf_printf(out,
	    "<td class=\"num\" data-l=\"page%s\">%" PRIu32 "</td></tr>\n",
	    d->findings->npages == 1 ? "" : "s", d->findings->npages);
}

/* Those whose worst finding is of these severities; how many they are. */
static size_t put_rows(const struct ic_report *r, uint32_t from, uint32_t to,
    struct ic_buf *out)
{
	size_t n = 0;

	for (size_t i = 0; i < r->ndocuments; i++) {
		uint32_t worst = ic_report_worst(r->documents[i].findings);

		if (worst < from || worst > to) {
			continue;
		}
		if (n++ == 0) {
			ic_buf_puts(out,
			    "<table>\n<thead><tr>"
			    "<th scope=\"col\">Document</th>"
			    "<th scope=\"col\">Verdict</th>"
			    "<th scope=\"col\">Errors</th>"
			    "<th scope=\"col\">Warnings</th>"
			    "<th scope=\"col\">Notices</th>"
			    "<th scope=\"col\">Pages</th></tr></thead>\n"
			    "<tbody>\n");
		}
		put_row(r, i, out);
	}
	ic_buf_puts(out, n > 0 ? "</tbody>\n</table>\n" : "");
	return n;
}

static void put_folded(const struct ic_report *r, uint32_t worst,
    const char *says, bool open, struct ic_buf *out)
{
	size_t n = 0;

	for (size_t i = 0; i < r->ndocuments; i++) {
		n += ic_report_worst(r->documents[i].findings) == worst;
	}
	if (n > 0) {
		ic_buf_printf(out,
		    "<details%s><summary>%zu document%s %s</summary>\n",
		    open ? " open" : "", n, n == 1 ? "" : "s", says);
		put_rows(r, worst, worst, out);
		ic_buf_puts(out, "</details>\n");
	}
}

static void put_others(const struct ic_report *r, struct ic_buf *out)
{
	bool one = r->others == 1;

	if (r->others > 0) {
		ic_buf_printf(out,
		    "<p class=\"quiet\">%zu other file%s %s no PDF, and %s "
		    "not looked at.</p>\n",
		    r->others, one ? "" : "s", one ? "is" : "are",
		    one ? "was" : "were");
	}
}

void report_documents(const struct ic_report *r, struct ic_buf *out)
{
	size_t n;

	ic_buf_puts(out,
	    "<section class=\"docs\" aria-labelledby=\"docs\">\n"
	    "<h2 id=\"docs\">Documents</h2>\n");
	n = put_rows(r, IC_SEVERITY_ERROR, IC_SEVERITY_WARNING, out);
	put_folded(r, IC_SEVERITY_NOTICE, "with notices only", n == 0, out);
	put_folded(r, IC_SEVERITY_COUNT, "in which nothing was found", n == 0,
	    out);
	put_others(r, out);
	ic_buf_puts(out, "</section>\n");
}
