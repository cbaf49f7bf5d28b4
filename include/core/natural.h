/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The order in which people count: R5 before R13. */
#ifndef IC_CORE_NATURAL_H
#define IC_CORE_NATURAL_H

/*
 * Compare byte by byte, but runs of decimal digits as numbers of any length.
 * 0 only for strings that are the same: those that differ in leading zeros
 * come in their bytes' order.
 */
int ic_natural_cmp(const char *a, const char *b);

#endif
