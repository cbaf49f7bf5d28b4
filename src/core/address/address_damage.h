/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What a spreadsheet makes of an address that is typed into it. */
#ifndef IC_CORE_ADDRESS_DAMAGE_H
#define IC_CORE_ADDRESS_DAMAGE_H

/*
 * "a date" for 9-Apr, 4/9/2026 or 2026-04-09, "a time" for 45:12:00 or 12:45
 * PM, "a number" for 0.520833 or 46121; NULL for what is none of these.
 */
const char *address_damage(const char *text);

#endif
