/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What the spec says of many documents at once: a folder, a load file, a file
 * that is split. When prefixes are known an item becomes the documents that it
 * stands for, each a copy of the item's own ic_spec_document with what its
 * file's name or its row says.
 */
#ifndef IC_CORE_LOAD_ITEM_H
#define IC_CORE_LOAD_ITEM_H

#include "load_columns.h"
#include "spec_priv.h"

/* The order of the numbers of a date that is no normal one. */
enum ic_day_order { IC_DAYS_NONE, IC_DAYS_MDY, IC_DAYS_DMY };

/* Where an item's documents come from, as it is written. */
struct ic_load_item {
	struct ic_field folder, load; /* one of them */
	struct ic_field root, images, pdf;
	enum ic_charset encoding;
	enum ic_day_order days;
	struct ic_load_wish wish[IC_LOAD_COLUMN_COUNT];
};

/* load_keys.c: keys of a document, into a struct ic_raw_document. */
ic_read_fn ic_read_doc_folder, ic_read_doc_load, ic_read_doc_root,
    ic_read_doc_images, ic_read_doc_pdf, ic_read_doc_encoding,
    ic_read_doc_dates, ic_read_doc_fields, ic_read_doc_split, ic_read_doc_after,
    ic_read_doc_number;

/*
 * spec_source.c: the list of `images`, `pages`, and what is wrong with them;
 * then the document has what they say.
 */
void ic_read_images_list(struct ic_reader *r, struct ic_raw_document *doc);
void ic_read_doc_pages(struct ic_reader *r, void *to);
void ic_source_check(struct ic_reader *r, struct ic_raw_document *doc);

extern const struct ic_mapping ic_map_load_fields;

/*
 * An item that is a name alone: a folder, a load file, or a document. Its
 * item stays NULL for a document. False, reported, without memory.
 */
bool ic_item_of_name(struct ic_reader *r, struct ic_raw_document *doc);

/* What is wrong with an item's keys, of which `bates` one may be; reported. */
void ic_item_check(struct ic_reader *r, struct ic_raw_document *doc);

/* Put the documents of an item, or of `split`, into the spec. */
void ic_expand_folder(struct ic_reader *r, const struct ic_raw_document *doc);
void ic_expand_load(struct ic_reader *r, const struct ic_raw_document *doc);
void ic_expand_split(struct ic_reader *r, const struct ic_raw_document *doc);

/*
 * load_numbers.c: report a number that two documents have, as far as load
 * files say which they have.
 */
void ic_load_check_numbers(struct ic_reader *r);

/* True if the name is that of a picture: .tif, .tiff, .jpg, .jpeg. */
bool ic_is_image(const char *name);

/* True if the first n bytes differ in nothing but the case of ASCII. */
bool ic_names_alike(const char *a, const char *b, size_t n);

/* True if it ends in `ending`, whatever the case of either. */
bool ic_name_ends(const char *name, const char *ending);

/*
 * Give a document its file of that name. False if it is neither PDF, TIFF nor
 * JPEG, by what the name ends in.
 */
bool ic_document_file(struct ic_spec_document *d, const char *name);

#endif
