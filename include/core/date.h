/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Dates as a spec, a CSV or a command's option may have them. One form comes
 * out, that of ISO 8601, which has one reading in every country and sorts as
 * text: YYYY-MM-DD. It may go in, or MM/DD/YYYY with all its digits, as
 * courts of the United States write it. What a spreadsheet makes of either
 * (3/5/2018, 05.03.2018, 5-Mar-18, 43164) is refused by name: in one country
 * it is March, in another May.
 */
#ifndef IC_CORE_DATE_H
#define IC_CORE_DATE_H

#include <stdbool.h>

#include "base/error.h"

#define IC_DATE_MAX 11 /* with its NUL */

/*
 * The normal form of a day. IC_ESPEC: what is wrong, as the end of a sentence
 * ("must be a day, ..."), without the text itself.
 */
bool ic_date_parse(const char *text, char out[IC_DATE_MAX],
    struct ic_error *err);

/*
 * The same for a document, of which less may be known: also YYYY-MM, YYYY,
 * and the word "undated".
 */
bool ic_date_parse_document(const char *text, char out[IC_DATE_MAX],
    struct ic_error *err);

#endif
