/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Redactions as an XFDF (ISO 19444-1), in user space of their PDF. */
#include "annotate_priv.h"
#include "core/html.h"

static void put_attribute(struct ic_buf *out, const char *name,
    const char *value)
{
	if (*value) {
		ic_buf_printf(out, " %s=\"", name);
		ic_html_text(out, value);
		ic_buf_putc(out, '"');
	}
}

static void put_numbers(struct ic_buf *out, const double *v, int n, bool first)
{
	for (int i = 0; i < n; i++) {
		if (i > 0 || !first) {
			ic_buf_putc(out, ',');
		}
		annotate_number(out, v[i]);
	}
}

static void put_places(struct ic_buf *out, const struct ic_geometry *g,
    const struct ic_annot *a)
{
	double box[4];

	annotate_around(g, a, box);
	ic_buf_puts(out, " rect=\"");
	put_numbers(out, box, 4, true);
	ic_buf_puts(out, "\" coords=\"");
	for (uint32_t i = 0; i < a->nrects; i++) {
		double c[4];

		annotate_corners(g, a->rects[i], c);
		put_numbers(out,
		    (const double[]){ c[0], c[3], c[2], c[3], c[0], c[1], c[2],
			c[1] },
		    8, i == 0);
	}
	ic_buf_putc(out, '"');
}

static void put_annot(struct ic_buf *out, const struct ic_geometry *g,
    const struct ic_annot *a)
{
	ic_buf_printf(out, "<redact page=\"%lu\"", (unsigned long)a->page);
	put_places(out, g, a);
	ic_buf_printf(out, " color=\"#FF0000\" interior-color=\"#%06lX\"",
	    (unsigned long)a->color);
	ic_buf_puts(out, " flags=\"print\"");
	put_attribute(out, "name", a->name);
	put_attribute(out, "title", a->author);
	put_attribute(out, "subject", a->subject);
	put_attribute(out, "overlay-text", a->overlay);
	if (a->contents[0]) {
		ic_buf_puts(out, "><contents>");
		ic_html_text(out, a->contents);
		ic_buf_puts(out, "</contents></redact>\n");
	} else {
		ic_buf_puts(out, "/>\n");
	}
}

void annotate_xfdf(const struct ic_annots *list,
    const struct ic_geometry *geometry, struct ic_buf *out)
{
	ic_buf_puts(out,
	    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
	    "<xfdf xmlns=\"http://ns.adobe.com/xfdf/\" "
	    "xml:space=\"preserve\">\n");
	if (list->href[0]) {
		ic_buf_puts(out, "<f");
		put_attribute(out, "href", list->href);
		ic_buf_puts(out, "/>\n");
	}
	ic_buf_puts(out, "<annots>\n");
	for (uint32_t i = 0; i < list->n; i++) {
		put_annot(out, &geometry[list->at[i].page], &list->at[i]);
	}
	ic_buf_puts(out, "</annots>\n</xfdf>\n");
}
