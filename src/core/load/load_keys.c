/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The keys of items that stand for many documents, and of late ones. */
#include <string.h>

#include "load_item.h"

static struct ic_load_item *item_of(struct ic_reader *r, void *to)
{
	struct ic_raw_document *doc = to;

	if (!doc->item) {
		doc->item = ic_arena_alloc(&r->raw, 1, sizeof *doc->item);
		if (!doc->item) {
			ic_error_memory(r);
			ic_yaml_skip(&r->y);
		}
	}
	return doc->item;
}

static void read_name(struct ic_reader *r, const char *key,
    struct ic_field *out)
{
	const char *name = NULL;
	struct ic_place place = r->y.place;

	ic_read_file(r, key, &name);
	*out = (struct ic_field){ name, place.line, place.column };
}

#define NAME_KEY(key) \
	void ic_read_doc_##key(struct ic_reader *r, void *to) \
	{ \
		struct ic_load_item *item = item_of(r, to); \
		if (item) { \
			read_name(r, #key, &item->key); \
		} \
	}

NAME_KEY(folder)
NAME_KEY(load)
NAME_KEY(root)
NAME_KEY(pdf)

/* A list is of a document's pages, a name that of an Opticon file. */
void ic_read_doc_images(struct ic_reader *r, void *to)
{
	struct ic_load_item *item;

	if (r->y.kind == IC_YAML_LIST) {
		ic_read_images_list(r, to);
		return;
	}
	item = item_of(r, to);
	if (item) {
		read_name(r, "images", &item->images);
	}
}

void ic_read_doc_encoding(struct ic_reader *r, void *to)
{
	static const char *const words[] = { "utf-8", "utf-16le", "utf-16be",
		"cp1252" };
	struct ic_load_item *item = item_of(r, to);
	unsigned v;

	if (item && ic_read_word(r, "encoding", words, 4, &v)) {
		item->encoding = (enum ic_charset)(v + IC_CHARSET_UTF8);
	}
}

void ic_read_doc_dates(struct ic_reader *r, void *to)
{
	static const char *const words[] = { "mdy", "dmy" };
	struct ic_load_item *item = item_of(r, to);
	unsigned v;

	if (item && ic_read_word(r, "dates", words, 2, &v)) {
		item->days = (enum ic_day_order)(v + IC_DAYS_MDY);
	}
}

static void read_wish(struct ic_reader *r, struct ic_load_wish *w,
    enum ic_load_column c)
{
	bool several = c == IC_LOAD_FIELDS + IC_FIELD_AUTHOR ||
	    c == IC_LOAD_FIELDS + IC_FIELD_RECIPIENTS;
	struct ic_field *list = NULL, one;
	size_t n = 1;

	if (several) {
		n = ic_read_texts(r, &r->raw, ic_load_column_word(c),
		    IC_LOAD_JOINED_MAX, &list);
	} else if (ic_read_text(r, &r->raw, ic_load_column_word(c), &one)) {
		list = &one;
	}
	for (size_t i = 0; list && i < n; i++) {
		w->name[w->n++] = list[i];
	}
	if (w->n == 1 && strcmp(w->name[0].text, "none") == 0) {
		w->none = true;
		w->n = 0;
	}
}

#define WISH(NAME, key, column) \
	static void wish_##NAME(struct ic_reader *r, void *to) \
	{ \
		struct ic_load_item *item = to; \
		read_wish(r, &item->wish[column], \
		    (enum ic_load_column)(column)); \
	}

#define COLUMN(NAME, key) WISH(NAME, key, IC_LOAD_##NAME)
#define FIELD(NAME, key) WISH(NAME, key, IC_LOAD_FIELDS + IC_FIELD_##NAME)

IC_LOAD_COLUMNS(COLUMN)
IC_FIELDS(FIELD)

static const struct ic_key wish_keys[] = {
	{ "begbates", wish_BEGBATES, false },
	{ "endbates", wish_ENDBATES, false },
	{ "pages", wish_PAGES, false },
	{ "file", wish_FILE, false },
	{ "category", wish_CATEGORY, false },
	{ "designation", wish_DESIGNATION, false },
	{ "dispute", wish_DISPUTE, false },
	{ "date", wish_DATE, false },
	{ "author", wish_AUTHOR, false },
	{ "recipients", wish_RECIPIENTS, false },
	{ "doctype", wish_DOCTYPE, false },
	{ "privilege", wish_PRIVILEGE, false },
	{ "title", wish_TITLE, false },
	{ "parent", wish_PARENT, false },
	{ "description", wish_DESCRIPTION, false },
};

_Static_assert(sizeof wish_keys / sizeof *wish_keys == IC_LOAD_COLUMN_COUNT,
    "a key for each column");

const struct ic_mapping ic_map_load_fields = { "fields", wish_keys,
	sizeof wish_keys / sizeof *wish_keys };

void ic_read_doc_fields(struct ic_reader *r, void *to)
{
	struct ic_load_item *item = item_of(r, to);

	if (item) {
		ic_read_mapping(r, &ic_map_load_fields, item);
	}
}

/* The word numbers, or ranges. */
void ic_read_doc_split(struct ic_reader *r, void *to)
{
	struct ic_raw_document *doc = to;

	doc->nsplit = ic_read_texts(r, &r->raw, "split", IC_SPEC_SPLITS_MAX,
	    &doc->split);
	if (doc->nsplit == 1 && strcmp(doc->split[0].text, "numbers") == 0) {
		doc->d.split = true;
	}
}

void ic_read_doc_after(struct ic_reader *r, void *to)
{
	struct ic_raw_document *doc = to;

	ic_read_text(r, &r->raw, "after", &doc->after);
}

void ic_read_doc_number(struct ic_reader *r, void *to)
{
	static const char *const words[] = { "suffix", "next" };
	struct ic_raw_document *doc = to;
	unsigned v;

	if (ic_read_word(r, "number", words, 2, &v)) {
		doc->d.insert = (enum ic_insert)(v + IC_INSERT_SUFFIX);
	}
}
