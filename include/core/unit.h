/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The units in which a spec writes boxes, and how a number is written in them
 * so that it is read as the same milli-points again.
 */
#ifndef IC_CORE_UNIT_H
#define IC_CORE_UNIT_H

#include <stdbool.h>
#include <stdint.h>

enum ic_unit { IC_UNIT_PT, IC_UNIT_IN, IC_UNIT_MM };

#define IC_UNIT_TEXT_MAX 24

/*
 * Milli-points of a length in millionths of the unit, rounded half away from
 * 0; false if it is larger than any page.
 */
bool ic_unit_mpt(enum ic_unit unit, int64_t millionths, int32_t *out);

/* The shortest decimal number that ic_unit_mpt() makes these of. */
void ic_unit_text(enum ic_unit unit, int32_t mpt, char out[IC_UNIT_TEXT_MAX]);

#endif
