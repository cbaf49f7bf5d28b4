/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The keys of documents that a slip sheet stands for: those that are withheld,
 * those that are produced as native files, those that cannot be read.
 */
#include "spec_priv.h"

void ic_read_withhold(struct ic_reader *r, void *to)
{
	struct ic_raw_document *doc = to;

	ic_read_bool(r, "withhold", &doc->withheld);
}

void ic_read_document_unreadable(struct ic_reader *r, void *to)
{
	struct ic_raw_document *doc = to;

	ic_read_bool(r, "unreadable", &doc->unreadable);
}

void ic_read_document_code(struct ic_reader *r, void *to)
{
	struct ic_raw_document *doc = to;

	doc->why = ic_arena_alloc(&r->raw, 1, sizeof *doc->why);
	if (!doc->why) {
		ic_error_memory(r);
		ic_yaml_skip(&r->y);
		return;
	}
	*doc->why = (struct ic_raw){ .source = r->source,
		.line = r->y.place.line,
		.column = r->y.place.column };
	ic_read_code(r, doc->why);
}

void ic_read_sheets(struct ic_reader *r, void *to)
{
	static const char *const words[] = { "document", "page" };
	struct ic_raw_document *doc = to;
	unsigned v;

	doc->sheets_given = true;
	if (ic_read_word(r, "sheets", words, 2, &v)) {
		doc->d.sheets = (enum ic_sheets)v;
	}
}

void ic_read_placeholder(struct ic_reader *r, void *to)
{
	struct ic_raw_document *doc = to;
	size_t errors = r->diags->errors;

	ic_read_line(r, "placeholder", &doc->d.placeholder);
	if (!doc->d.placeholder && r->diags->errors == errors) {
		ic_error_here(r,
		    "\"placeholder\" is empty: write what the page says, such "
		    "as \"Produced in native format\"");
	}
}

void ic_read_native(struct ic_reader *r, void *to)
{
	struct ic_raw_document *doc = to;

	ic_read_file(r, "native", &doc->native);
	if (doc->native && !ic_native_extension(doc->native)) {
		ic_error_here(r,
		    "the name of \"native\" ends in no extension of letters "
		    "and digits, which its new name would end with: rename "
		    "the file, like video.mp4");
	}
}

void ic_read_unreadable(struct ic_reader *r, void *to)
{
	static const char *const words[] = { "stop", "slip-sheet" };
	unsigned v;

	(void)to;
	if (ic_read_word(r, "on_unreadable", words, 2, &v)) {
		r->spec->on_unreadable = (enum ic_unreadable)v;
	}
}

/* A document has one kind. */
static const char *kind_fault(const struct ic_raw_document *doc)
{
	bool native = doc->d.placeholder || doc->native;

	if (doc->withheld && native) {
		return "a document is withheld or produced as a native file: "
		       "leave out \"withhold\", or \"placeholder\" and "
		       "\"native\"";
	}
	if (doc->unreadable && (doc->withheld || native)) {
		return "\"unreadable\" is for a document that would else be "
		       "drawn: leave it out, or \"withhold\", \"placeholder\" "
		       "and \"native\"";
	}
	return NULL;
}

/* What is wrong with a document that is withheld; NULL: nothing. */
static const char *withheld_fault(const struct ic_raw_document *doc)
{
	if (!doc->why) {
		return "a withheld document needs \"code\", the ground on "
		       "which it is withheld";
	}
	return NULL;
}

/* And with one that a placeholder stands for. */
static const char *native_fault(const struct ic_raw_document *doc)
{
	if (!doc->d.placeholder) {
		return "\"native\" needs \"placeholder\", what the page says "
		       "that stands for the file";
	}
	if (!doc->native) {
		return "\"placeholder\" needs \"native\", the file that it "
		       "stands for";
	}
	if (doc->d.file) {
		return "a placeholder stands for the file that \"native\" "
		       "names: remove \"file\"";
	}
	if (doc->d.stamped) {
		return "a placeholder is a page of this program's making, "
		       "which bears no number yet: remove \"stamped\"";
	}
	if (doc->d.password_file || doc->d.password_env) {
		return "a native file is not opened: remove its password";
	}
	return NULL;
}

static const char *fault_of(const struct ic_raw_document *doc)
{
	const char *fault = kind_fault(doc);

	if (fault || doc->withheld) {
		return fault ? fault : withheld_fault(doc);
	}
	if (doc->d.placeholder || doc->native) {
		fault = native_fault(doc);
	}
	if (!fault && doc->why) {
		fault = "\"code\" says why a document is withheld: write "
			"withhold: true beside it, or remove it";
	}
	if (!fault && doc->sheets_given) {
		fault = "\"sheets\" is for a withheld document: write "
			"withhold: true beside it, or remove it";
	}
	return fault;
}

void ic_check_sheets(struct ic_reader *r, struct ic_raw_document *doc)
{
	const char *fault = fault_of(doc);

	if (fault) {
		ic_error_at(r, doc->d.place, "%s", fault);
	} else if (doc->withheld) {
		doc->d.kind = IC_KIND_WITHHELD;
	} else if (doc->unreadable) {
		doc->d.kind = IC_KIND_UNREADABLE;
	} else if (doc->native) {
		doc->d.kind = IC_KIND_NATIVE;
		doc->d.file = doc->native;
	}
}
