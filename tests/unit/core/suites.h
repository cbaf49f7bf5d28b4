/* SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef IC_UNIT_CORE_SUITES_H
#define IC_UNIT_CORE_SUITES_H

#include "unit.h"

ic_suite_fn suite_address;
ic_suite_fn suite_annot;
ic_suite_fn suite_bates;
ic_suite_fn suite_bates_property;
ic_suite_fn suite_copies;
ic_suite_fn suite_csvread;
ic_suite_fn suite_csvwrite;
ic_suite_fn suite_diag;
ic_suite_fn suite_documents_csv;
ic_suite_fn suite_fields;
ic_suite_fn suite_hue;
ic_suite_fn suite_inserts;
ic_suite_fn suite_fit;
ic_suite_fn suite_letter;
ic_suite_fn suite_load;
ic_suite_fn suite_load_documents;
ic_suite_fn suite_loadfile;
ic_suite_fn suite_lock;
ic_suite_fn suite_logs;
ic_suite_fn suite_manifest;
ic_suite_fn suite_manifest_sheets;
ic_suite_fn suite_mark_rows;
ic_suite_fn suite_match;
ic_suite_fn suite_measures;
ic_suite_fn suite_natural;
ic_suite_fn suite_needles;
ic_suite_fn suite_numbers;
ic_suite_fn suite_old_legend;
ic_suite_fn suite_picture;
ic_suite_fn suite_plan;
ic_suite_fn suite_plan_address;
ic_suite_fn suite_plan_part;
ic_suite_fn suite_policy;
ic_suite_fn suite_profile;
ic_suite_fn suite_rect;
ic_suite_fn suite_register;
ic_suite_fn suite_rulings;
ic_suite_fn suite_served;
ic_suite_fn suite_sheets;
ic_suite_fn suite_slice;
ic_suite_fn suite_slice_part;
ic_suite_fn suite_registering;
ic_suite_fn suite_registry;
ic_suite_fn suite_spans;
ic_suite_fn suite_spec;
ic_suite_fn suite_spec_damage;
ic_suite_fn suite_spec_errors;
ic_suite_fn suite_spec_split;
ic_suite_fn suite_table;
ic_suite_fn suite_unit;

#endif
