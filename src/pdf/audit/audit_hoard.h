/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What is found in bytes and objects that no page leads to: the text in their
 * strings, in the order of the file, and whether there are pictures.
 */
#ifndef IC_PDF_AUDIT_HOARD_H
#define IC_PDF_AUDIT_HOARD_H

#include "audit_priv.h"
#include "audit_raw.h"

#define AUDIT_HOARD_TEXT ((size_t)4 << 20)    /* of all of it */
#define AUDIT_HOARD_STREAM ((size_t)16 << 20) /* one that is read, inflated */

/* The zero value is empty. */
struct audit_hoard {
	struct ic_buf text; /* UTF-8 */
	bool blind;         /* there is text whose characters are not known */
	bool picture;
	bool full;        /* there was more */
	uint32_t objects; /* that are more than leftovers or not: all */
};

/* The strings of a content stream or of objects. */
void audit_hoard_strings(struct audit_hoard *h, const uint8_t *p, size_t n);

/* Bytes that may be text themselves. */
void audit_hoard_bytes(struct audit_hoard *h, const uint8_t *p, size_t n);

/* UTF-8, and a line's end. */
void audit_hoard_text(struct audit_hoard *h, const char *text, size_t n);

/*
 * An object as it lies in the file: its strings, and its stream's; of an
 * encrypted one, or of what programs say of themselves, that it is there.
 */
void audit_hoard_object(struct audit_hoard *h, struct ic_window *w,
    const struct raw_object *o, bool encrypted);

/*
 * Add the finding `f`, its severity by what the hoard says. Nothing without
 * objects or text. Throws.
 */
void audit_hoard_tell(struct audit *a, struct audit_hoard *h,
    struct ic_finding_item f);

/* Wipe and free. */
void audit_hoard_finish(struct audit_hoard *h);

#endif
