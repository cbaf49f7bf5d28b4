/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The head of the report: what it is, how bad it is, what is shown. */
#include "core/audit_report.h"

#include <stdio.h>

#include "base/digest.h"
#include "core/html.h"
#include "report_priv.h"

static unsigned digit(char c)
{
	return (unsigned)(c <= '9' ? c - '0' : c - 'a' + 10);
}

/* A policy allows what has this hash, and nothing else. */
static void put_hash(void (*add)(struct ic_buf *), struct ic_buf *out)
{
	struct ic_buf text = { 0 };
	char hex[IC_SHA256_HEX];
	uint8_t raw[IC_SHA256_HEX / 2];
	struct ic_error err = { 0 };

	add(&text);
	if (text.failed || !ic_sha256(text.data, text.len, hex, &err)) {
		out->failed = true;
		ic_buf_finish(&text);
		return;
	}
	ic_buf_finish(&text);
	for (size_t i = 0; i < sizeof(raw); i++) {
		raw[i] = (uint8_t)(digit(hex[2 * i]) << 4 |
		    digit(hex[2 * i + 1]));
	}
	ic_buf_puts(out, "'sha256-");
	ic_html_base64(out, raw, sizeof(raw));
	ic_buf_puts(out, "'");
}

static const char icons[] =
    "<svg width=\"0\" height=\"0\" class=\"vh\" aria-hidden=\"true\">"
    "<symbol id=\"i-error\" viewBox=\"0 0 16 16\"><path d=\"M5 .5h6L15.5 5v6"
    "L11 15.5H5L.5 11V5z\" fill=\"currentColor\"/><path class=\"cut\" "
    "d=\"M5.2 5.2l5.6 5.6M10.8 5.2l-5.6 5.6\"/></symbol>"
    "<symbol id=\"i-warning\" viewBox=\"0 0 16 16\"><path d=\"M8 .8l7.6 14H.4z"
    "\" fill=\"currentColor\" stroke=\"currentColor\" stroke-linejoin=\"round\""
    "/><path class=\"cut\" d=\"M8 5.6v4.2M8 12v.6\"/></symbol>"
    "<symbol id=\"i-notice\" viewBox=\"0 0 16 16\"><circle cx=\"8\" cy=\"8\" "
    "r=\"7.5\" fill=\"currentColor\"/><path class=\"cut\" "
    "d=\"M8 7.2v4.4M8 4.2v.6\"/></symbol>"
    "<symbol id=\"i-none\" viewBox=\"0 0 16 16\"><circle cx=\"8\" cy=\"8\" "
    "r=\"7.5\" fill=\"currentColor\"/><path class=\"cut\" "
    "d=\"M4.6 8.3l2.4 2.4 4.5-5\"/></symbol></svg>\n";

void report_icon(const char *word, struct ic_buf *out)
{
	ic_buf_printf(out,
	    "<span class=\"badge %s\"><svg aria-hidden=\"true\">"
	    "<use href=\"#i-%s\"/></svg>%s</span>",
	    word, word, word);
}

static void put_head(struct ic_buf *out)
{
	ic_buf_puts(out,
	    IC_REPORT_MARK
	    "<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
	    "<meta http-equiv=\"Content-Security-Policy\" "
	    "content=\"default-src 'none'; img-src data:; style-src ");
	put_hash(report_style, out);
	ic_buf_puts(out, "; script-src ");
	put_hash(report_script, out);
	ic_buf_puts(out,
	    "; base-uri 'none'; form-action 'none'\">\n"
	    "<meta name=\"viewport\" "
	    "content=\"width=device-width, initial-scale=1\">\n"
	    "<meta name=\"referrer\" content=\"no-referrer\">\n"
	    "<meta name=\"color-scheme\" content=\"light dark\">\n"
	    "<title>Pre-filing review</title>\n<style>");
	report_style(out);
	ic_buf_puts(out,
	    "</style>\n</head>\n<body>\n"
	    "<a class=\"skip\" href=\"#findings\">To the findings</a>\n");
	ic_buf_puts(out, icons);
}

static size_t count(const struct ic_report *r, enum ic_severity s)
{
	size_t n = 0;

	for (size_t i = 0; i < r->ndocuments; i++) {
		n += ic_findings_count(r->documents[i].findings, s);
	}
	return n;
}

static size_t count_group(const struct ic_report *r, enum ic_finding_group g)
{
	size_t n = 0;

	for (size_t i = 0; i < r->ndocuments; i++) {
		const struct ic_findings *l = r->documents[i].findings;

		for (uint32_t k = 0; k < l->n; k++) {
			n += ic_finding_group_of(l->at[k].kind) == g;
		}
	}
	return n;
}

static size_t documents_with_errors(const struct ic_report *r)
{
	size_t n = 0;

	for (size_t i = 0; i < r->ndocuments; i++) {
		n += ic_findings_count(r->documents[i].findings,
			 IC_SEVERITY_ERROR) > 0;
	}
	return n;
}

static void put_tile(const char *word, const char *says, size_t n,
    struct ic_buf *out)
{
	ic_buf_printf(out,
	    "<li class=\"%s%s\"><svg aria-hidden=\"true\"><use "
	    "href=\"#i-%s\"/></svg><b>%zu</b> <span>%s%s</span></li>\n",
	    word, n ? "" : " zero", word, n, says, n == 1 ? "" : "s");
}

static void put_summary(const struct ic_report *r, struct ic_buf *out)
{
	size_t bad = documents_with_errors(r);

	ic_buf_puts(out,
	    "<header class=\"top\">\n<p class=\"eyebrow\">incamera audit</p>\n"
	    "<h1>Pre-filing review</h1>\n<p class=\"lead\">");
	if (bad > 0) {
		ic_buf_printf(out,
		    "<b>%zu of %zu document%s must not be filed as %s.</b>",
		    bad, r->ndocuments, r->ndocuments == 1 ? "" : "s",
		    bad == 1 ? "it is" : "they are");
	} else {
		ic_buf_printf(out, "No error was found in %zu document%s.",
		    r->ndocuments, r->ndocuments == 1 ? "" : "s");
	}
	ic_buf_puts(out, "</p>\n<ul class=\"tiles\">\n");
	for (uint32_t s = 0; s < IC_SEVERITY_COUNT; s++) {
		const char *word = ic_severity_word(s);

		put_tile(word, word, count(r, (enum ic_severity)s), out);
	}
	ic_buf_puts(out,
	    "</ul>\n<p class=\"private\"><b>Private.</b> This "
	    "page shows documents as they are. ");
	ic_buf_puts(out,
	    r->show ? "It tells covered words, too. "
		    : "Covered words, and what personal data was found, are "
		      "masked. ");
	ic_buf_puts(out,
	    "Do not file it, and do not serve it.</p>\n</header>\n");
}

static void put_box(const char *id, const char *says, size_t n,
    struct ic_buf *out)
{
	ic_buf_printf(out,
	    "<label><input type=\"checkbox\" id=\"%s\" checked>"
	    "<span>%s</span> <span class=\"count\">%zu</span></label>\n",
	    id, says, n);
}

/* What is shown: real boxes, which work by style alone. */
static void put_filters(const struct ic_report *r, struct ic_buf *out)
{
	static const char *const says[] = { "Errors", "Warnings", "Notices" };
	char id[32];

	ic_buf_puts(out,
	    "<h2 class=\"found\">Findings</h2>\n<div class=\"bar\" role=\"group\" "
	    "aria-label=\"Which findings are shown\">\n"
	    "<fieldset><legend>Severity</legend>\n");
	for (uint32_t s = 0; s < IC_SEVERITY_COUNT; s++) {
		size_t n = count(r, (enum ic_severity)s);

		if (n > 0) {
			snprintf(id, sizeof(id), "s-%s", ic_severity_word(s));
			put_box(id, says[s], n, out);
		}
	}
	ic_buf_puts(out, "</fieldset>\n<fieldset><legend>About</legend>\n");
	for (int g = 0; g < IC_FINDING_GROUP_COUNT; g++) {
		size_t n = count_group(r, (enum ic_finding_group)g);

		if (n > 0) {
			snprintf(id, sizeof(id), "g-%s",
			    ic_finding_group_word((enum ic_finding_group)g));
			put_box(id,
			    ic_finding_group_heading((enum ic_finding_group)g),
			    n, out);
		}
	}
	ic_buf_puts(out,
	    "</fieldset>\n<div class=\"keys\">"
	    "<output id=\"count\" aria-live=\"polite\"></output>"
	    "<label><input type=\"checkbox\" id=\"keys\" checked>"
	    "<span>Keys <kbd>j</kbd> next, <kbd>k</kbd> previous</span></label>"
	    "</div>\n</div>\n");
}

void report_head(const struct ic_report *r, struct ic_buf *out)
{
	bool any = false;

	for (size_t i = 0; i < r->ndocuments; i++) {
		any |= r->documents[i].findings->n > 0;
	}
	put_head(out);
	put_summary(r, out);
	ic_buf_puts(out, "<main>\n");
	report_documents(r, out);
	if (any) {
		put_filters(r, out);
	}
}
