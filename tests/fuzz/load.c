/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A load file of a spec that is right: the first byte says which item names
 * it, the rest is the file, and what follows a byte 1 is the .opt beside it.
 * Every path that is found is there, unless its name holds "no". Whatever was
 * read, a document has a file below the root, a name that no other has, numbers
 * in their order, and fields in their forms.
 */
#include <stdlib.h>
#include <string.h>

#include "core/date.h"
#include "core/spec.h"
#include "core/starter.h"
#include "fuzz.h"

#define HEAD "bates: { prefix: COE }\nprefixes: [COE, \"AB-\"]\ndocuments: "

static const char *const items[] = {
	"V/D/x.dat",
	"{ load: V/D/x.csv, root: V, dates: mdy }",
	"{ load: V/D/x.dat, stamped: true, images: V/D/x.opt }",
	"V/D/x.opt",
	"{ load: V/D/x.dat, pdf: w.pdf, stamped: true }",
	"{ load: V/D/x.dat, encoding: utf-16le }",
	"{ load: V/D/x.dat, fields: { begbates: A, file: B, author: [C, D] } }",
};

#define ITEMS (sizeof items / sizeof *items)

struct input {
	const uint8_t *bytes;
	size_t n;
};

static bool give(void *user, const char *name, char **text, size_t *len,
    struct ic_error *err)
{
	const struct input *in = user;
	const uint8_t *part = memchr(in->bytes, 1, in->n);
	size_t first = part ? (size_t)(part - in->bytes) : in->n;
	bool opt = strstr(name, ".opt") != NULL && part;

	(void)err;
	*len = opt ? in->n - first - 1 : first;
	*text = fuzz_text(opt ? part + 1 : in->bytes, *len);
	return true;
}

static bool find(void *user, const char *root, const char *path,
    char out[IC_SPEC_FILE_MAX + 1], enum ic_found *what, struct ic_error *err)
{
	size_t n = root ? strlen(root) : 0;

	(void)user;
	(void)err;
	demand(strlen(path) <= IC_SPEC_FILE_MAX);
	*what = strstr(path, "no") || n + strlen(path) + 1 > IC_SPEC_FILE_MAX
	    ? IC_FOUND_NOTHING
	    : IC_FOUND_FILE;
	if (*what == IC_FOUND_FILE) {
		memcpy(out, root ? root : "", n);
		out[n] = '/';
		memcpy(out + n + 1, path, strlen(path) + 1);
	}
	return true;
}

static bool climbs(const char *name)
{
	for (const char *at = strstr(name, ".."); at; at = strstr(at, "..")) {
		if ((at == name || at[-1] == '/') && (!at[2] || at[2] == '/')) {
			return true;
		}
		at += 2;
	}
	return false;
}

static void check_document(const struct ic_spec *s,
    const struct ic_spec_document *d)
{
	const char *date = d->fields.value[IC_FIELD_DATE];
	const char *parent = d->fields.value[IC_FIELD_PARENT];
	char day[IC_DATE_MAX];
	struct ic_bates b;

	demand(d->name && d->file && *d->file && !climbs(d->file));
	demand(!d->has_last ||
	    (d->has_first && ic_bates_cmp(&d->first, &d->last) <= 0));
	demand((d->images == NULL) == (d->nimages == 0));
	for (uint32_t i = 0; i < d->nimages; i++) {
		demand(d->images[i] && !climbs(d->images[i]));
	}
	for (unsigned k = 0; k < IC_FIELD_COUNT; k++) {
		demand(!d->fields.value[k] ||
		    (*d->fields.value[k] && fuzz_plain(d->fields.value[k])));
	}
	demand(!date ||
	    (ic_date_parse_document(date, day, NULL) &&
		strcmp(day, date) == 0));
	demand(!parent || ic_bates_parse(&s->prefixes, parent, &b, NULL));
	demand(!d->stamped || d->has_first);
}

/* The same file has a first spec, of lines that can be shown. */
static void check_starter(const struct input *in, bool opt)
{
	struct ic_starter s = { .documents = "x", .csv = "y" };
	struct ic_buf text = { 0 };
	struct ic_error err = { 0 };
	char *copy = fuzz_text(in->bytes, in->n);

	if (ic_starter_load(&s, copy, in->n, opt, &err)) {
		demand(s.nnumbered <= s.ndocuments);
		demand(ic_starter_spec(&s, &text, &err));
		for (char *at = (char *)text.data, *end; *at; at = end + 1) {
			end = strchr(at, '\n');
			demand(end != NULL);
			*end = '\0';
			demand(fuzz_plain(at));
			if (end + 1 == (char *)text.data + text.len) {
				break;
			}
		}
	} else {
		fuzz_refused(&err);
	}
	ic_buf_finish(&text);
	ic_starter_finish(&s);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct input in = { bytes + 1, n - 1 };
	const struct ic_spec_io io = { .read = give,
		.find = find,
		.user = &in };
	struct ic_spec spec = { 0 };
	struct ic_diags diags = { 0 };
	char text[300] = HEAD;
	bool ok;

	if (n == 0) {
		return 0;
	}
	strncat(text, items[bytes[0] % ITEMS], sizeof text - sizeof HEAD - 1);
	strncat(text, "\n", 1);
	ok = ic_spec_load("s.yaml", text, strlen(text), &io, &spec, &diags);
	demand(ok == (diags.errors == 0));
	for (size_t i = 0; i < diags.n; i++) {
		demand(fuzz_plain(diags.at[i].message));
	}
	for (size_t i = 0; ok && i < spec.ndocuments; i++) {
		check_document(&spec, &spec.documents[i]);
	}
	ic_diags_finish(&diags);
	ic_spec_finish(&spec);
	check_starter(&in, bytes[0] % ITEMS == 3);
	return 0;
}
