/* SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef IC_UNIT_OPS_SUITES_H
#define IC_UNIT_OPS_SUITES_H

#include "unit.h"

ic_suite_fn suite_audit_restart;
ic_suite_fn suite_journal;
ic_suite_fn suite_measure;
ic_suite_fn suite_package;
ic_suite_fn suite_pictures;
ic_suite_fn suite_pool;
ic_suite_fn suite_product;
ic_suite_fn suite_table_xlsx;

#endif
