/* SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef IC_UNIT_BASE_SUITES_H
#define IC_UNIT_BASE_SUITES_H

#include "unit.h"

ic_suite_fn suite_arena;
ic_suite_fn suite_aside;
ic_suite_fn suite_buf;
ic_suite_fn suite_child;
ic_suite_fn suite_dir;
ic_suite_fn suite_dir_tree;
ic_suite_fn suite_fault;
ic_suite_fn suite_fs;
ic_suite_fn suite_json;
ic_suite_fn suite_sandbox;
ic_suite_fn suite_tree;
ic_suite_fn suite_window;

#endif
