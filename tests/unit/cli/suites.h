/* SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef IC_UNIT_CLI_SUITES_H
#define IC_UNIT_CLI_SUITES_H

#include "unit.h"

ic_suite_fn suite_suggest;
ic_suite_fn suite_visible;

#endif
