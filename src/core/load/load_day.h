/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Dates as load files have them: also 20180412, and with a time after them. */
#ifndef IC_CORE_LOAD_DAY_H
#define IC_CORE_LOAD_DAY_H

#include "core/date.h"
#include "load_item.h"

/*
 * The normal form; "" for a date of zeros, which says that there is none.
 * 4/12/2018 is read in the order that was given, else it is refused, for it
 * may be two days; what begins with the year is not.
 */
bool ic_load_day(const char *text, enum ic_day_order order,
    char out[IC_DATE_MAX], struct ic_error *err);

#endif
