/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What a document is made of, other than all of one file: a picture file for
 * each page, or some pages of a file.
 */
#include <stdio.h>

#include "load_item.h"

#define IMAGES_MAX 100000

void ic_read_images_list(struct ic_reader *r, struct ic_raw_document *doc)
{
	struct ic_field *list = NULL;
	size_t n = ic_read_texts(r, &r->spec->arena, "images", IMAGES_MAX,
	    &list);

	doc->images = ic_arena_alloc(&r->spec->arena, n, sizeof(*doc->images));
	if (n && !doc->images) {
		ic_error_memory(r);
		return;
	}
	for (size_t i = 0; i < n; i++) {
		struct ic_place at = { r->source, list[i].line,
			list[i].column };

		doc->images[i] = list[i].text;
		if (!ic_is_image(list[i].text)) {
			ic_error_at(r, at,
			    "the pages of \"images\" are TIFF or JPEG files: "
			    "this name ends in none of .tif, .tiff, .jpg and "
			    ".jpeg");
		}
	}
	doc->nimages = (uint32_t)n;
}

void ic_read_doc_pages(struct ic_reader *r, void *to)
{
	struct ic_raw_document *doc = to;

	ic_read_text(r, &r->raw, "pages", &doc->pages);
}

/* Of what the two say, and what else is there. */
static const char *fault_of(const struct ic_raw_document *doc)
{
	if (doc->nimages &&
	    (doc->d.file || doc->native || doc->item || doc->nsplit)) {
		return "\"images\" lists the files of a document's pages: "
		       "remove \"file\", \"native\" and \"split\", and what is "
		       "for load files";
	}
	if (doc->pages.text &&
	    (!doc->d.file || doc->native || doc->item || doc->nsplit)) {
		return "\"pages\" are those of \"file\" that are the document: "
		       "remove \"images\", \"native\" and \"split\", and what "
		       "is for load files";
	}
	return NULL;
}

/* "whole.pdf#15-28": its numbers may not be known yet. */
static bool name_part(struct ic_reader *r, struct ic_raw_document *doc)
{
	char name[IC_SPEC_FILE_MAX + 32];

	snprintf(name, sizeof(name), "%.*s#%lu-%lu", IC_SPEC_FILE_MAX,
	    doc->d.file, (unsigned long)doc->d.source_first + 1,
	    (unsigned long)doc->d.source_first + doc->d.source_pages);
	doc->d.name = ic_arena_strdup(&r->spec->arena, name);
	if (!doc->d.name) {
		ic_error_memory(r);
	}
	return doc->d.name != NULL;
}

static void take_pages(struct ic_reader *r, struct ic_raw_document *doc)
{
	struct ic_place at = { r->source, doc->pages.line, doc->pages.column };
	const struct ic_page_range *range;
	struct ic_error err;
	uint32_t n;

	if (!ic_pages_parse(&r->raw, doc->pages.text, &range, &n, &err)) {
		ic_error_at(r, at,
		    "\"pages\" must be page numbers of the file from 1, like "
		    "15-28");
		return;
	}
	if (n != 1) {
		ic_error_at(r, at,
		    "the \"pages\" of a document follow one another: write "
		    "one range, like 15-28");
		return;
	}
	doc->d.part = true;
	doc->d.source_first = range->first - 1;
	doc->d.source_pages = range->last - range->first + 1;
	name_part(r, doc);
}

void ic_source_check(struct ic_reader *r, struct ic_raw_document *doc)
{
	const char *fault = fault_of(doc);

	if (fault) {
		ic_error_at(r, doc->d.place, "%s", fault);
	} else if (doc->nimages) {
		doc->d.file = doc->d.name = doc->images[0];
		doc->d.images = doc->images;
		doc->d.nimages = doc->nimages;
	} else if (doc->pages.text) {
		take_pages(r, doc);
	}
}
