/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Faults to plant in a finished file: in its objects and contents, after
 * which table, /ID and end are made true again, or in its bytes.
 */
#ifndef IC_UNIT_PDF_PLANTS_H
#define IC_UNIT_PDF_PLANTS_H

#include "make.h"
#include "seed.h"

/* What the plants work on. */
extern struct make plant_made;
extern struct seed plant_seed;
extern struct ic_buf plant_bytes;

/* "<0024...>": a string in the label font; good until the next but one. */
const char *plant_shown(const char *text);

/* The object number of the nth picture, from 0. */
unsigned plant_image(unsigned nth);

/* Replace a word of the first page's layer by another, both UTF-8. */
void plant_word(const char *from, const char *to);

/* Text in the layer's font, of 10 points, at the end of the first page. */
void plant_hidden(const char *text, int percent, int x, int y);

typedef void plant_fn(void);

/* In the objects: what the tiler or libqpdf is to see. */
plant_fn plant_gap;
plant_fn plant_second_spelling;
plant_fn plant_comment;
plant_fn plant_repeated_key;
plant_fn plant_behind_deflate;
plant_fn plant_line_behind_deflate;
plant_fn plant_rows_below;
plant_fn plant_clean_jpeg;
plant_fn plant_behind_jpeg;
plant_fn plant_gray_jpeg;
plant_fn plant_clean_jpx;
plant_fn plant_behind_jpx;
plant_fn plant_in_jpx;
plant_fn plant_gray_jpx;
plant_fn plant_clean_g4;
plant_fn plant_behind_g4;
plant_fn plant_rows_below_g4;
plant_fn plant_orphan;
plant_fn plant_metadata;
plant_fn plant_crop_box;
plant_fn plant_annotation;
plant_fn plant_soft_mask;
plant_fn plant_inverted;
plant_fn plant_shared_picture;
plant_fn plant_two_pictures;
plant_fn plant_no_picture;
plant_fn plant_operator;
plant_fn plant_marked_content;
plant_fn plant_text_font;

/* In the objects: what is to be seen on the page. */
plant_fn plant_moved_picture;
plant_fn plant_mirrored_picture;
plant_fn plant_edge_pixel;
plant_fn plant_on_blank_paper;
plant_fn plant_off_page;
plant_fn plant_label_missing;
plant_fn plant_label_lies;
plant_fn plant_unicode_lies;
plant_fn plant_number_small;
plant_fn plant_number_white;
plant_fn plant_number_spread;
plant_fn plant_under_a_plate;
plant_fn plant_stray;
plant_fn plant_legend_wrong;
plant_fn plant_letter_more;
plant_fn plant_extra_page;
plant_fn plant_missing_page;
plant_fn plant_plan_is_whole;

/* A covered word, PLANT_COVERED's, left in the file (plants_words.c). */
#define PLANT_COVERED \
	"BT /F 10 Tf 180 640 Td (Quimbyson) Tj ET " \
	"1 g BT /F 10 Tf 72 500 Td (Quimbyson) Tj ET " \
	"0 g BT /F 12 Tf 71 498 Td (XXXXXXX) Tj ET"

plant_fn plant_covered_in_layer;
plant_fn plant_covered_and_unseen;
plant_fn plant_covered_in_string;
plant_fn plant_covered_in_pieces;
plant_fn plant_covered_in_comment;
plant_fn plant_covered_in_profile;
plant_fn plant_covered_in_cmap;
plant_fn plant_covered_in_utf16;
plant_fn plant_covered_in_name;
plant_fn plant_covered_in_jpeg;

/* In the bytes. */
plant_fn plant_bytes_after;
plant_fn plant_revision;
plant_fn plant_offset;
plant_fn plant_free_entry;
plant_fn plant_wrong_id;
plant_fn plant_info;
plant_fn plant_binary_mark;

#endif
