/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What an item's name is, and what its keys may not be together. */
#include <string.h>

#include "load_item.h"

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

bool ic_names_alike(const char *a, const char *b, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (lower(a[i]) != lower(b[i])) {
			return false;
		}
		if (!a[i]) {
			break;
		}
	}
	return true;
}

bool ic_name_ends(const char *name, const char *ending)
{
	size_t len = strlen(name), n = strlen(ending);

	return len >= n && ic_names_alike(name + len - n, ending, n);
}

bool ic_is_image(const char *name)
{
	return ic_name_ends(name, ".tif") || ic_name_ends(name, ".tiff") ||
	    ic_name_ends(name, ".jpg") || ic_name_ends(name, ".jpeg");
}

bool ic_document_file(struct ic_spec_document *d, const char *name)
{
	d->file = d->name = name;
	return ic_is_image(name) || ic_name_ends(name, ".pdf");
}

static bool is_load_file(const char *name)
{
	return ic_name_ends(name, ".dat") || ic_name_ends(name, ".opt") ||
	    ic_name_ends(name, ".csv");
}

/* What the file system says, of a name that could be a folder's. */
static bool is_folder(const struct ic_reader *r, const char *name)
{
	char real[IC_SPEC_FILE_MAX + 1];
	enum ic_found what = IC_FOUND_NOTHING;
	struct ic_error err;

	if (ic_name_ends(name, "/")) {
		return true;
	}
	return !ic_name_ends(name, ".pdf") && !ic_is_image(name) &&
	    r->io->find &&
	    r->io->find(r->io->user, NULL, name, real, &what, &err) &&
	    what == IC_FOUND_FOLDER;
}

bool ic_item_of_name(struct ic_reader *r, struct ic_raw_document *doc)
{
	const char *name = doc->d.file;
	struct ic_field f = { name, doc->d.place.line, doc->d.place.column };
	bool load = is_load_file(name);

	if (!load && !is_folder(r, name)) {
		return true;
	}
	doc->item = ic_arena_alloc(&r->raw, 1, sizeof *doc->item);
	if (!doc->item) {
		ic_error_memory(r);
		return false;
	}
	*(load ? &doc->item->load : &doc->item->folder) = f;
	doc->d.file = NULL;
	return true;
}

static const char *load_fault(const struct ic_raw_document *doc)
{
	const struct ic_load_item *i = doc->item;

	if (!i->load.text) {
		return i->root.text || i->images.text || i->pdf.text ||
			i->encoding || i->days
		    ? "\"root\", \"images\", \"pdf\", \"encoding\", \"dates\" "
		      "and \"fields\" are for \"load\": name a load file, or "
		      "leave them out"
		    : NULL;
	}
	if (doc->bates.text) {
		return "a load file gives each document its number: remove "
		       "\"bates\"";
	}
	if (i->pdf.text && i->images.text) {
		return "the pages of a load file are in \"pdf\" or in "
		       "\"images\": leave one out";
	}
	return NULL;
}

static const char *item_fault(const struct ic_raw_document *doc)
{
	const struct ic_load_item *i = doc->item;

	if (i->folder.text && i->load.text) {
		return "an item has \"folder\" and \"load\": write two items";
	}
	if (!i->folder.text && !i->load.text) {
		return load_fault(doc);
	}
	if (doc->d.file || doc->native || doc->d.placeholder) {
		return "\"folder\" and \"load\" stand for many documents: "
		       "remove \"file\", \"placeholder\" and \"native\"";
	}
	if (doc->nsplit || doc->after.text || doc->d.insert ||
	    doc->unreadable) {
		return "\"split\", \"after\", \"number\" and \"unreadable\" "
		       "are for one file: write it as an item of its own";
	}
	if (i->folder.text && doc->d.stamped && doc->bates.text) {
		return "the numbers of a stamped folder are in its files' "
		       "names: remove \"bates\"";
	}
	return load_fault(doc);
}

static const char *split_fault(const struct ic_raw_document *doc)
{
	if (!doc->d.stamped) {
		return "\"split\" goes by the numbers that pages bear: write "
		       "stamped: true";
	}
	if (doc->bates.text) {
		return "\"split\" says which numbers there are: remove "
		       "\"bates\"";
	}
	if (doc->d.kind != IC_KIND_DOCUMENT) {
		return "a file that is split is produced page by page: remove "
		       "\"withhold\", \"placeholder\" or \"unreadable\"";
	}
	return NULL;
}

static const char *late_fault(const struct ic_raw_document *doc)
{
	if (!doc->after.text || !doc->d.insert) {
		return "\"after\" and \"number\" go together: say the number "
		       "that the document comes after, and whether it takes "
		       "numbers with a suffix or the next free ones";
	}
	if (doc->bates.text || doc->d.stamped || doc->nsplit) {
		return "\"after\" gives a late document its numbers: remove "
		       "\"bates\", \"stamped\" and \"split\"";
	}
	return NULL;
}

void ic_item_check(struct ic_reader *r, struct ic_raw_document *doc)
{
	const char *fault = doc->item ? item_fault(doc) : NULL;

	if (!fault && doc->nsplit) {
		fault = split_fault(doc);
	}
	if (!fault && (doc->after.text || doc->d.insert)) {
		fault = late_fault(doc);
	}
	if (fault) {
		ic_error_at(r, doc->d.place, "%s", fault);
		doc->item = NULL; /* nothing comes of it */
		doc->nsplit = 0;
	}
}
