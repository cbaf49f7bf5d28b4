/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What `audit` found, as one page of HTML for the person who files: it loads
 * nothing, works without its script, and names files, never what is in them,
 * unless `show` is set. It depends on no clock.
 *
 *	ic_report_begin(&r, out);
 *	ic_report_document(&r, items, n, out);	each, in their order
 *	ic_report_end(&r, out);
 *
 * Pictures come as PNG files; what must not be seen in them is masked by then
 * (ic_report_mask).
 */
#ifndef IC_CORE_AUDIT_REPORT_H
#define IC_CORE_AUDIT_REPORT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "core/audit_pictures.h"
#include "core/finding.h"

/* What a report begins with, by which another may take its place. */
#define IC_REPORT_MARK "<!DOCTYPE html>\n<!-- incamera.audit-report/1 -->\n"

#define IC_REPORT_PICTURES_DOCUMENT 40 /* findings of one that are pictured */
#define IC_REPORT_PICTURES 400         /* and of all */
#define IC_REPORT_ITEMS 1000           /* findings of one that are told */

/* A document: what is told of it. All borrowed. */
struct ic_report_document {
	const char *name; /* its path */
	uint64_t size;    /* bytes */
	const struct ic_findings *findings;
	bool unread; /* it was not read to its end */
};

struct ic_report {
	const struct ic_report_document *documents; /* worst first; borrowed */
	size_t ndocuments;
	size_t others;     /* files beside them that are no PDFs */
	bool show;         /* covered words are told */
	const char *limit; /* what is to be said of what is not found */
	/* Its own count, while it is written. */
	size_t document, finding;
};

/* A picture; borrowed. No bytes: none could be made. */
struct ic_report_shot {
	struct ic_rect view; /* what it shows of the page */
	uint32_t w, h, dpi;  /* pixels, and of them an inch */
	const uint8_t *png;
	size_t n;
	bool masked;   /* a part of it is */
	uint32_t look; /* enum ic_audit_look */
};

/* A finding of a document, and its pictures. */
struct ic_report_item {
	const struct ic_finding_item *finding;
	bool wanted; /* a picture of it was, for it has a place */
	bool spared; /* it would have been one too many */
	struct ic_report_shot seen, under;
};

/* The head, and the table of all documents. */
void ic_report_begin(struct ic_report *r, struct ic_buf *out);

/* The next document, with those of its findings that are told, in order. */
void ic_report_document(struct ic_report *r, const struct ic_report_item *items,
    size_t n, struct ic_buf *out);
void ic_report_end(struct ic_report *r, struct ic_buf *out);

/*
 * Those that are told of a document: worst first, then by page and place, at
 * most IC_REPORT_ITEMS; *items is the caller's to free. False without memory.
 */
bool ic_report_items(const struct ic_findings *l, struct ic_report_item **items,
    size_t *n);

/* The worst severity of them; IC_SEVERITY_COUNT: there are none. */
uint32_t ic_report_worst(const struct ic_findings *l);

/* Whether it has a place on its page that can be seen there. */
bool ic_report_has_view(const struct ic_findings *l,
    const struct ic_finding_item *f);

/* How what it hides can be shown; IC_AUDIT_LOOK_SEEN: not at all. */
enum ic_audit_look ic_report_look(const struct ic_finding_item *f);

/*
 * The picture of such a place: with surroundings, within the page, of a size
 * that can be read and no more.
 */
void ic_report_view(const struct ic_findings *l,
    const struct ic_finding_item *f, struct ic_audit_ask *out);

/* Whether the page shows at its place what is not to be shown. */
bool ic_report_is_private(const struct ic_finding_item *f);

/*
 * Hatch a place of an RGB picture, and what is next to it. Returns whether any
 * of it lies in the picture.
 */
bool ic_report_mask(const struct ic_picture *p, uint32_t dpi, uint8_t *px,
    struct ic_rect place);

#endif
