/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Lines of a page and pages of an order, as lawyers cite them: "4", "4-9",
 * "12:4-12:9", "3, 7-9". Numbers have at most four digits, so that the serial
 * number that a spreadsheet makes of a date is none.
 */
#ifndef IC_CORE_LINES_H
#define IC_CORE_LINES_H

#include <stdbool.h>

#define IC_LINES_MAX 64 /* with its NUL */

/* What is wrong with a cell or key "lines". */
#define IC_LINES_FAULT \
	"\"lines\" must be lines like 4-9 or 12:4-12:9: a spreadsheet makes " \
	"dates of them unless the column is formatted as text"

/*
 * The text without blanks, its dashes (any of Unicode) plain ones, a comma
 * between its parts. False if it is no such citation.
 */
bool ic_lines_parse(const char *text, char out[IC_LINES_MAX]);

#endif
