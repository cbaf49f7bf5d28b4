/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "spec_fixture.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

struct csv {
	const char *text;
	size_t len;
};

static bool give(void *user, const char *name, char **text, size_t *len,
    struct ic_error *err)
{
	const struct csv *csv = user;

	(void)name;
	if (!csv->text) {
		return ic_fail(err, IC_EINPUT, "there is no such file");
	}
	*text = malloc(csv->len + 1);
	ck_assert_ptr_nonnull(*text);
	memcpy(*text, csv->text, csv->len);
	(*text)[csv->len] = '\0';
	*len = csv->len;
	return true;
}

void load_bytes(struct loaded *l, const char *text, size_t len, const char *csv,
    size_t csv_len)
{
	struct csv c = { csv, csv_len };
	const struct ic_spec_io io = { .read = give, .user = &c };

	*l = (struct loaded){ 0 };
	l->ok = ic_spec_load("s.yaml", text, len, &io, &l->spec, &l->diags);
	ic_diags_sort(&l->diags);
	ck_assert_int_eq(l->ok, l->diags.errors == 0);
}

void load(struct loaded *l, const char *text, const char *csv)
{
	load_bytes(l, text, strlen(text), csv, csv ? strlen(csv) : 0);
}

static bool copy(const struct given *f, char **text, size_t *len)
{
	*len = f->len ? f->len : strlen(f->text);
	*text = malloc(*len + 1);
	ck_assert_ptr_nonnull(*text);
	memcpy(*text, f->text, *len);
	(*text)[*len] = '\0';
	return true;
}

static bool read_given(void *user, const char *name, char **text, size_t *len,
    struct ic_error *err)
{
	for (const struct given *f = user; f->name; f++) {
		if (strcmp(f->name, name) == 0) {
			return copy(f, text, len);
		}
	}
	return ic_fail(err, IC_EINPUT, "there is no such file");
}

static bool list_given(void *user, const char *folder, ic_spec_each_fn *each,
    void *to, struct ic_error *err)
{
	size_t n = strlen(folder);

	n -= n && folder[n - 1] == '/';
	for (const struct given *f = user; f->name; f++) {
		if (strncmp(f->name, folder, n) == 0 && f->name[n] == '/' &&
		    !each(to, f->name, err)) {
			return false;
		}
	}
	return true;
}

static bool find_given(void *user, const char *root, const char *path,
    char out[IC_SPEC_FILE_MAX + 1], enum ic_found *what, struct ic_error *err)
{
	char want[2 * IC_SPEC_FILE_MAX + 2];
	size_t n;

	(void)err;
	snprintf(want, sizeof want, "%s%s%s", root ? root : "",
	    root && *root ? "/" : "", path);
	n = strlen(want);
	*what = IC_FOUND_NOTHING;
	for (const struct given *f = user; f->name; f++) {
		if (strncasecmp(f->name, want, n) == 0 &&
		    (!f->name[n] || f->name[n] == '/')) {
			*what = f->name[n] ? IC_FOUND_FOLDER : IC_FOUND_FILE;
			snprintf(out, IC_SPEC_FILE_MAX + 1, "%.*s", (int)n,
			    f->name);
			return true;
		}
	}
	return true;
}

void load_given(struct loaded *l, const char *text, const struct given *files)
{
	const struct ic_spec_io io = { read_given, list_given, find_given,
		(void *)(uintptr_t)files };

	*l = (struct loaded){ 0 };
	l->ok = ic_spec_load("s.yaml", text, strlen(text), &io, &l->spec,
	    &l->diags);
	ic_diags_sort(&l->diags);
	ck_assert_int_eq(l->ok, l->diags.errors == 0);
}

void unload(struct loaded *l)
{
	ic_diags_finish(&l->diags);
	ic_spec_finish(&l->spec);
}

const char *said(const struct loaded *l, size_t i)
{
	static char out[2][1024];
	static unsigned turn;
	char *s = out[turn++ % 2];
	const struct ic_diag *d = &l->diags.at[i];

	if (i >= l->diags.n) {
		return "nothing";
	}
	if (d->place.line && d->place.column) {
		snprintf(s, sizeof *out, "%u:%u: %s", d->place.line,
		    d->place.column, d->message);
	} else if (d->place.line) {
		snprintf(s, sizeof *out, "%u: %s", d->place.line, d->message);
	} else {
		snprintf(s, sizeof *out, "%s", d->message);
	}
	return s;
}

const char *all_said(const struct loaded *l)
{
	static char out[1 << 16];
	size_t len = 0;

	out[0] = '\0';
	for (size_t i = 0; i < l->diags.n && len < sizeof out; i++) {
		const struct ic_diag *d = &l->diags.at[i];

		len += (size_t)snprintf(out + len, sizeof out - len, "%s\n%s\n",
		    d->message, d->excerpt ? d->excerpt : "");
	}
	return out;
}
