/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include <string.h>

#include "load_item.h"

static void read_doc_file(struct ic_reader *r, void *to)
{
	struct ic_raw_document *doc = to;

	ic_read_file(r, "file", &doc->d.file);
}

static void read_doc_bates(struct ic_reader *r, void *to)
{
	struct ic_raw_document *doc = to;

	ic_read_text(r, &r->raw, "bates", &doc->bates);
}

static void read_doc_stamped(struct ic_reader *r, void *to)
{
	struct ic_raw_document *doc = to;

	ic_read_bool(r, "stamped", &doc->d.stamped);
}

static void read_doc_legend(struct ic_reader *r, void *to)
{
	struct ic_raw_document *doc = to;

	doc->d.has_legend = true;
	ic_read_legend_into(r, &doc->d.legend);
}

static void read_doc_old_legend(struct ic_reader *r, void *to)
{
	struct ic_raw_document *doc = to;

	doc->d.has_old = true;
	ic_read_old_legend_into(r, &doc->d.old);
}

static void read_password_file(struct ic_reader *r, void *to)
{
	struct ic_raw_document *doc = to;

	ic_read_file(r, "password_file", &doc->d.password_file);
}

/* What a shell can set. */
static bool variable_ok(const char *name)
{
	static const char ok[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				 "abcdefghijklmnopqrstuvwxyz_0123456789";

	return *name && (*name < '0' || *name > '9') &&
	    strspn(name, ok) == strlen(name);
}

static void read_password_env(struct ic_reader *r, void *to)
{
	struct ic_raw_document *doc = to;
	struct ic_field f;

	if (!ic_read_text(r, &r->spec->arena, "password_env", &f)) {
		return;
	}
	if (!variable_ok(f.text)) {
		ic_error_here(r,
		    "\"password_env\" must be the name of an "
		    "environment variable, not the password: letters, digits "
		    "and _");
		return;
	}
	doc->d.password_env = f.text;
}

#define FIELD(name, key) \
	static void read_##name(struct ic_reader *r, void *to) \
	{ \
		struct ic_raw_document *doc = to; \
		ic_read_field(r, IC_FIELD_##name, &doc->d.fields); \
	}

IC_FIELDS(FIELD)

/* Its number is read when all prefixes are known. */
static void read_parent(struct ic_reader *r, void *to)
{
	struct ic_raw_document *doc = to;
	struct ic_place place = r->y.place;

	read_PARENT(r, to);
	doc->parent = (struct ic_field){ doc->d.fields.value[IC_FIELD_PARENT],
		place.line, place.column };
}

static const struct ic_key document_keys[] = {
	{ "file", read_doc_file, false },
	{ "bates", read_doc_bates, false },
	{ "stamped", read_doc_stamped, false },
	{ "legend", read_doc_legend, false },
	{ "old_legend", read_doc_old_legend, false },
	{ "password_file", read_password_file, true },
	{ "password_env", read_password_env, true },
	{ "withhold", ic_read_withhold, false },
	{ "code", ic_read_document_code, false },
	{ "sheets", ic_read_sheets, false },
	{ "placeholder", ic_read_placeholder, true },
	{ "native", ic_read_native, false },
	{ "unreadable", ic_read_document_unreadable, false },
	{ "category", read_CATEGORY, true },
	{ "designation", read_DESIGNATION, true },
	{ "dispute", read_DISPUTE, false },
	{ "date", read_DATE, false },
	{ "author", read_AUTHOR, true },
	{ "recipients", read_RECIPIENTS, true },
	{ "doctype", read_DOCTYPE, true },
	{ "privilege", read_PRIVILEGE, true },
	{ "title", read_TITLE, true },
	{ "parent", read_parent, false },
	{ "description", read_DESCRIPTION, true },
	{ "folder", ic_read_doc_folder, false },
	{ "load", ic_read_doc_load, false },
	{ "root", ic_read_doc_root, false },
	{ "images", ic_read_doc_images, false },
	{ "pdf", ic_read_doc_pdf, false },
	{ "encoding", ic_read_doc_encoding, false },
	{ "dates", ic_read_doc_dates, false },
	{ "fields", ic_read_doc_fields, false },
	{ "split", ic_read_doc_split, false },
	{ "after", ic_read_doc_after, false },
	{ "number", ic_read_doc_number, false },
	{ "pages", ic_read_doc_pages, false },
};

const struct ic_mapping ic_map_document = { "a document", document_keys,
	sizeof document_keys / sizeof *document_keys };

/* Bits of what ic_read_mapping says it has seen. */
enum { HAS_BATES = 2 };

static void read_one(struct ic_reader *r, struct ic_raw_document *doc)
{
	size_t errors = r->diags->errors;
	uint64_t seen;
	bool many;

	if (r->y.kind == IC_YAML_SCALAR) {
		ic_read_file(r, "documents", &doc->d.file);
		if (doc->d.file) {
			ic_item_of_name(r, doc);
		}
		return;
	}
	seen = ic_read_mapping(r, &ic_map_document, doc);
	many = doc->item || doc->nsplit;
	if (r->diags->errors == errors) {
		ic_check_sheets(r, doc);
		ic_item_check(r, doc);
		ic_source_check(r, doc);
	}
	if (!doc->d.file && !doc->item && r->diags->errors == errors) {
		ic_error_at(r, doc->d.place, "a document has no \"file\"");
	}
	if (doc->d.stamped && !(seen & HAS_BATES) && !many) {
		ic_error_at(r, doc->d.place,
		    "a stamped document needs "
		    "\"bates\", the number that its first page bears");
	}
	if (doc->d.has_old && !doc->d.stamped) {
		ic_error_at(r, doc->d.place,
		    "\"old_legend\" is for documents that were produced "
		    "before: this one is not \"stamped\"");
	}
	if (doc->d.password_file && doc->d.password_env) {
		ic_error_at(r, doc->d.place,
		    "a document has \"password_file\""
		    " and \"password_env\": leave one out");
	}
}

static void read_document(struct ic_reader *r)
{
	struct ic_raw_document *more;

	if (r->ndocuments == IC_SPEC_DOCUMENTS_MAX) {
		ic_error_here(r, "there are more than %d documents",
		    IC_SPEC_DOCUMENTS_MAX);
		r->ndocuments++; /* said once */
	}
	if (r->ndocuments > IC_SPEC_DOCUMENTS_MAX) {
		ic_yaml_drop(&r->y);
		return;
	}
	more = ic_grow(r, r->documents, r->ndocuments, &r->cap_documents,
	    sizeof *more);
	if (!more) {
		ic_yaml_drop(&r->y);
		return;
	}
	r->documents = more;
	more = &r->documents[r->ndocuments++];
	*more = (struct ic_raw_document){ .d.place = r->y.place };
	read_one(r, more);
}

void ic_read_documents(struct ic_reader *r, void *to)
{
	struct ic_place place = r->y.place;

	(void)to;
	if (r->y.kind != IC_YAML_LIST) {
		read_document(r);
		return;
	}
	ic_yaml_next(&r->y);
	while (r->y.kind != IC_YAML_CLOSE && r->y.kind != IC_YAML_STOP) {
		read_document(r);
		ic_yaml_next(&r->y);
	}
	if (r->ndocuments == 0) {
		ic_error_at(r, place,
		    "\"documents\" is an empty list: name "
		    "the files to be produced");
	}
}
