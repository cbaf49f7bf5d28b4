/* SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef IC_UNIT_PDF_SUITES_H
#define IC_UNIT_PDF_SUITES_H

#include "unit.h"

ic_suite_fn suite_annots;
ic_suite_fn suite_assemble;
ic_suite_fn suite_audit_filing;
ic_suite_fn suite_audit_privacy;
ic_suite_fn suite_audit_file;
ic_suite_fn suite_audit_objects;
ic_suite_fn suite_audit_cover;
ic_suite_fn suite_audit_redactions;
ic_suite_fn suite_audit_repeat;
ic_suite_fn suite_audit_scan;
ic_suite_fn suite_audit_width;
ic_suite_fn suite_burn;
ic_suite_fn suite_codestream;
ic_suite_fn suite_cover;
ic_suite_fn suite_document;
ic_suite_fn suite_encode;
ic_suite_fn suite_encode_flate;
ic_suite_fn suite_fax;
ic_suite_fn suite_geometry;
ic_suite_fn suite_glyphs;
ic_suite_fn suite_ink;
ic_suite_fn suite_judge_content;
ic_suite_fn suite_judge_ops;
ic_suite_fn suite_judge_pixels;
ic_suite_fn suite_judge_rest;
ic_suite_fn suite_judge_scan;
ic_suite_fn suite_judge_text;
ic_suite_fn suite_judge_words;
ic_suite_fn suite_judge_words_seen;
ic_suite_fn suite_lines;
ic_suite_fn suite_make;
ic_suite_fn suite_marks;
ic_suite_fn suite_marks_layout;
ic_suite_fn suite_murun;
ic_suite_fn suite_number;
ic_suite_fn suite_raster;
ic_suite_fn suite_roles_judge;
ic_suite_fn suite_roles_text;
ic_suite_fn suite_scan_jpeg;
ic_suite_fn suite_scan_jpx;
ic_suite_fn suite_scan_look;
ic_suite_fn suite_scout;
ic_suite_fn suite_scout_legend;
ic_suite_fn suite_seeded;
ic_suite_fn suite_sheet;
ic_suite_fn suite_structure;
ic_suite_fn suite_textlayer;
ic_suite_fn suite_visible;
ic_suite_fn suite_windows;
ic_suite_fn suite_writer;

#endif
