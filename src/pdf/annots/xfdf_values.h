/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What the attributes of an XFDF's elements say, as values. */
#ifndef IC_PDF_XFDF_VALUES_H
#define IC_PDF_XFDF_VALUES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/annot.h"

#define XFDF_SEPARATOR '|' /* between namespace and name */
#define XFDF_NUMBERS_MAX (8 * IC_ANNOT_RECTS_MAX)

/* A list of numbers; `at` has room for XFDF_NUMBERS_MAX. */
struct xfdf_numbers {
	double *at;
	size_t n;
};

/*
 * Read plain decimal numbers that a comma, semicolon or blank parts. False,
 * and none, if one is malformed or too many; NULL is an empty list.
 */
bool xfdf_numbers(struct xfdf_numbers *x, const char *s);

/* An attribute, "overlay-text" as OverlayText too; NULL if it is absent. */
const char *xfdf_get(const char **atts, const char *name);

/* A color like "#FF0000", which may be NULL; or IC_ANNOT_NO_COLOR. */
uint32_t xfdf_color(const char *s);

/* True if a list of words, which may be NULL, has one, whatever its case. */
bool xfdf_has_word(const char *list, const char *word);

/*
 * The name of an element, whose namespace expat has put before it, without
 * that if it is XFDF's, or if there is none; "" of another.
 */
const char *xfdf_local(const char *name);

/* A page number from 0, which may be NULL; UINT32_MAX if it is none. */
uint32_t xfdf_page(const char *s);

/* True if annotations of a type are called so, in letters of either case. */
bool xfdf_is_type(const char *name);

#endif
