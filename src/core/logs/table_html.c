/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* A table as a page that is filed as it is printed, or read on a screen. */
#include <string.h>

#include "core/html.h"
#include "core/table.h"

/*
 * Dark only where a screen asks for it: paper is white. The margin boxes are
 * CSS Paged Media 3; a browser that has none prints its own page numbers. A
 * Bates number and the rest of a row stay on one page. The policy forbids all
 * that a page could load, in case a cell ever were more than text.
 */
static const char style[] =
    ":root{--paper:#fff;--ink:#161616;--rule:#9a968e;--line:#d9d6cf;"
    "--band:#f3f1ec;--quiet:#55524c}\n"
    "@media screen and (prefers-color-scheme:dark){:root{color-scheme:dark;"
    "--paper:#17181b;--ink:#e6e3dc;--rule:#6d6a64;--line:#37383c;"
    "--band:#222428;--quiet:#aaa69d}}\n"
    "*{box-sizing:border-box}\n"
    "html{background:var(--paper);color:var(--ink)}\n"
    "body{margin:0 auto;padding:2.2rem 2rem 3rem;max-width:80rem;"
    "font:15px/1.42 \"Century Schoolbook\",\"TeX Gyre Schola\","
    "\"C059\",Georgia,\"Times New Roman\",serif}\n"
    "header{text-align:center;margin-bottom:1.5rem}\n"
    ".matter{margin:0;font-size:1.05em}\n"
    "h1{margin:.7rem 0 .5rem;font-size:1.3em;font-weight:bold;"
    "letter-spacing:.06em;text-transform:uppercase}\n"
    ".caption{margin:.15rem 0;color:var(--quiet)}\n"
    "table{width:100%;border-collapse:collapse;"
    "border-top:1.5px solid var(--ink);border-bottom:1.5px solid var(--ink)}\n"
    "th,td{padding:.38em .6em;text-align:left;vertical-align:top;"
    "overflow-wrap:break-word;unicode-bidi:plaintext}\n"
    "th{background:var(--band);border-bottom:1px solid var(--rule);"
    "font-size:.9em}\n"
    "td{border-bottom:1px solid var(--line)}\n"
    ".n{white-space:nowrap;font-variant-numeric:tabular-nums lining-nums}\n"
    ".w{overflow-wrap:anywhere}\n"
    ".none{text-align:center;color:var(--quiet);font-style:italic}\n"
    "footer{margin-top:1.2rem;font-size:.92em}\n"
    "footer p{margin:.25rem 0}\n"
    "@media print{:root{color-scheme:light}body{padding:0;max-width:none;"
    "font-size:9pt;line-height:1.3}th,td{padding:2.5pt 4pt}header{margin-bottom:14pt}"
    "thead{display:table-header-group}tr,footer p{break-inside:avoid}"
    "header{break-after:avoid}th,td{print-color-adjust:exact;"
    "-webkit-print-color-adjust:exact}}\n";

static const char page_style[] =
    "@page{size:letter landscape;margin:.7in .65in .8in;"
    "@bottom-left{content:\"%s\";font:8.5pt Georgia,serif;color:#55524c}"
    "@bottom-right{content:\"Page \" counter(page) \" of \" counter(pages);"
    "font:8.5pt Georgia,serif;color:#55524c}}\n";

/* Letters, digits and blanks; all else would have to be escaped in CSS. */
static void put_foot(struct ic_buf *out, const char *title)
{
	const char *at = strstr(page_style, "%s");

	ic_buf_add(out, page_style, (size_t)(at - page_style));
	for (const char *c = title; *c; c++) {
		bool ok = (*c >= 'A' && *c <= 'Z') ||
		    (*c >= 'a' && *c <= 'z') || (*c >= '0' && *c <= '9');

		ic_buf_putc(out, ok ? *c : ' ');
	}
	ic_buf_puts(out, at + 2);
}

static void put_lines(struct ic_buf *out, const struct ic_table_lines *lines,
    const char *tag)
{
	for (const struct ic_table_line *l = lines->first; l; l = l->next) {
		ic_buf_puts(out, tag);
		ic_html_text(out, l->text);
		ic_buf_puts(out, "</p>\n");
	}
}

static void put_head(const struct ic_table *t, struct ic_buf *out)
{
	ic_buf_puts(out,
	    "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n"
	    "<meta charset=\"utf-8\">\n"
	    "<meta http-equiv=\"Content-Security-Policy\" "
	    "content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
	    "<meta name=\"viewport\" "
	    "content=\"width=device-width, initial-scale=1\">\n<title>");
	ic_html_text(out, t->title);
	ic_buf_puts(out, "</title>\n<style>\n");
	put_foot(out, t->title);
	ic_buf_puts(out, style);
	ic_buf_puts(out, "</style>\n</head>\n<body>\n<header>\n");
	put_lines(out, &t->heads, "<p class=\"matter\">");
	ic_buf_puts(out, "<h1 id=\"title\">");
	ic_html_text(out, t->title);
	ic_buf_puts(out, "</h1>\n");
	put_lines(out, &t->captions, "<p class=\"caption\">");
	ic_buf_puts(out, "</header>\n");
}

static void put_columns(const struct ic_table *t, struct ic_buf *out)
{
	unsigned all = 0;

	for (size_t i = 0; i < t->ncolumns; i++) {
		all += ic_table_width(t, i, NULL);
	}
	ic_buf_puts(out, "<table aria-labelledby=\"title\">\n<colgroup>");
	for (size_t i = 0; i < t->ncolumns; i++) {
		unsigned permille = 1000 * ic_table_width(t, i, NULL) / all;

		ic_buf_printf(out, "<col style=\"width:%u.%u%%\">",
		    permille / 10, permille % 10);
	}
	ic_buf_puts(out, "</colgroup>\n<thead>\n<tr>");
	for (size_t i = 0; i < t->ncolumns; i++) {
		ic_buf_puts(out, "<th scope=\"col\">");
		ic_html_text(out, t->columns[i].heading);
		ic_buf_puts(out, "</th>");
	}
	ic_buf_puts(out, "</tr>\n</thead>\n<tbody>\n");
}

#define WORD_MAX 28 /* characters, with which a column is still a column */

/* Whether a column has a word that must be parted for the rest to have room. */
static bool has_long_word(const struct ic_table *t, size_t column)
{
	for (const struct ic_table_row *r = t->rows; r; r = r->next) {
		const char *c = r->cell[column];

		for (size_t n; *c; c += n ? n : 1) {
			n = strcspn(c, " -");
			if (n > WORD_MAX) {
				return true;
			}
		}
	}
	return false;
}

static void put_rows(const struct ic_table *t, struct ic_buf *out)
{
	const char *cell[IC_TABLE_COLUMNS_MAX];

	for (size_t i = 0; i < t->ncolumns; i++) {
		bool whole;

		ic_table_width(t, i, &whole);
		cell[i] = whole           ? "<td class=\"n\">"
		    : has_long_word(t, i) ? "<td class=\"w\">"
					  : "<td>";
	}
	for (const struct ic_table_row *r = t->rows; r; r = r->next) {
		ic_buf_puts(out, "<tr>");
		for (size_t i = 0; i < t->ncolumns; i++) {
			ic_buf_puts(out, cell[i]);
			ic_html_text(out, r->cell[i]);
			ic_buf_puts(out, "</td>");
		}
		ic_buf_puts(out, "</tr>\n");
	}
	if (!t->nrows) {
		ic_buf_printf(out,
		    "<tr><td class=\"none\" colspan=\"%zu\">None.</td></tr>\n",
		    t->ncolumns);
	}
	ic_buf_puts(out, "</tbody>\n</table>\n");
}

bool ic_table_html(const struct ic_table *t, struct ic_buf *out)
{
	put_head(t, out);
	put_columns(t, out);
	put_rows(t, out);
	ic_buf_puts(out, "<footer>\n");
	put_lines(out, &t->notes, "<p>");
	ic_buf_puts(out, "</footer>\n</body>\n</html>\n");
	return !out->failed;
}
