/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "spec_fixture.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

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
