/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The parts of the report. */
#ifndef IC_CORE_REPORT_PRIV_H
#define IC_CORE_REPORT_PRIV_H

#include "core/audit_report.h"

/* Append what stands between <style>, and <script>, and their ends. */
void report_style(struct ic_buf *out);
void report_script(struct ic_buf *out);

/* The head of the page, the summary, the documents, and the filters. */
void report_head(const struct ic_report *r, struct ic_buf *out);

/* A path, of which the file's own name stands out. */
void report_name(const char *name, struct ic_buf *out);

/* The table of the documents. */
void report_documents(const struct ic_report *r, struct ic_buf *out);

/* The word of the worst severity; "none" if there is no finding. */
const char *report_worst(const struct ic_findings *l);

/* What is to be done with a document, in two words, with their icon. */
void report_verdict(const struct ic_report_document *d, struct ic_buf *out);

/* A finding, numbered in the whole report. */
void report_item(const struct ic_report *r, const struct ic_findings *l,
    const struct ic_report_item *item, struct ic_buf *out);

/* Where its place is on its page, or off it; "" if it has none. */
const char *report_where(const struct ic_findings *l,
    const struct ic_finding_item *f);

/* The page's outline with the place, drawn; nothing if it has none. */
void report_map(const struct ic_findings *l, const struct ic_finding_item *f,
    struct ic_buf *out);

/* The mark of a severity: an icon that is told apart by its shape. */
void report_icon(const char *word, struct ic_buf *out);

/* Milli-points, or thousandths of what else, as a decimal number. */
void report_milli(int64_t v, struct ic_buf *out);

#endif
