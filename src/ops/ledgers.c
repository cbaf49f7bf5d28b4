/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "ledgers.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/fs.h"
#include "ops_priv.h"
#include "outdir.h"

char *ledger_name(const char *spec, const char *extension)
{
	const char *name = ic_fs_name(spec);
	const char *dot = strrchr(name, '.');
	int len = dot && dot != name ? (int)(dot - name) : (int)strlen(name);
	char *out = NULL;

	return asprintf(&out, "%.*s.%s", len, name, extension) < 0 ? NULL : out;
}

void ledger_time(char out[LEDGER_TIME_MAX])
{
	time_t t = time(NULL);
	struct tm tm;

	out[0] = '\0';
	if (gmtime_r(&t, &tm)) {
		strftime(out, LEDGER_TIME_MAX, "%Y-%m-%dT%H:%M:%SZ", &tm);
	}
}

static bool read_text(const struct ic_dir *d, const char *name,
    struct ic_buf *text, struct ic_error *err)
{
	return !ic_dir_has(d, name) ||
	    ic_dir_read(d, name, IC_LEDGER_BYTES_MAX, text, err);
}

static bool broken(const char *name, struct ic_error *err)
{
	struct ic_error why = *err;

	if (why.code != IC_ESPEC) {
		return false;
	}
	return ic_fail(err, IC_ESPEC,
	    "%s: %s; put back the file as it was: it is only ever added to",
	    name, why.msg);
}

bool ledger_register(const struct ic_dir *d, const char *name,
    struct ic_register *out, struct ic_error *err)
{
	struct ic_buf text = { 0 };
	bool ok = read_text(d, name, &text, err) &&
	    (ic_register_load((const char *)text.data, text.len, out, err) ||
		broken(name, err));

	ic_buf_finish(&text);
	return ok;
}

bool ledger_claims(const struct ic_dir *d, const char *name,
    struct ic_claims *out, struct ic_error *err)
{
	struct ic_buf text = { 0 };
	bool ok = read_text(d, name, &text, err) &&
	    (ic_claims_load((const char *)text.data, text.len, out, err) ||
		broken(name, err));

	ic_buf_finish(&text);
	return ok;
}

char *ledger_volume(const char *path)
{
	char *real = realpath(path, NULL);
	char *own = real ? real : strdup(path), *out;
	size_t n = own ? strlen(own) : 0;

	while (n > 1 && own[n - 1] == '/') {
		own[--n] = '\0';
	}
	out = own ? strdup(ic_fs_name(own)) : NULL;
	free(own);
	return out;
}

bool ledger_find(struct ic_run *run, const char *file, const char *fmt, ...)
{
	char text[512];
	struct ic_finding f = { .level = IC_LEVEL_ERROR,
		.file = ic_arena_strdup(&run->arena, file) };
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	f.sentence = ic_arena_strdup(&run->arena, text);
	if (!f.file || !f.sentence) {
		return ic_fail(&run->err, IC_EENV, "out of memory");
	}
	return ic_run_find(run, &f);
}

/* VOL002 after VOL001; "NEW" where there is no number to go on from. */
static void next_volume(const char *name, char out[IC_SERVED_VOLUME_MAX + 1])
{
	size_t n = strlen(name), at = n;

	snprintf(out, IC_SERVED_VOLUME_MAX + 1, "%s", name);
	while (at > 0 && out[at - 1] == '9') {
		out[--at] = '0';
	}
	if (n > IC_SERVED_VOLUME_MAX || at == 0 || out[at - 1] < '0' ||
	    out[at - 1] > '8') {
		snprintf(out, IC_SERVED_VOLUME_MAX + 1, "NEW");
		return;
	}
	out[at - 1]++;
}

static bool is_served(const char *path, const struct ic_serving *s,
    struct ic_error *err)
{
	char next[IC_SERVED_VOLUME_MAX + 1];

	next_volume(s->volume, next);
	return ic_fail(err, IC_ESPEC,
	    "%s was served on %s on %s: nothing in it is touched; make a "
	    "replacement with -o %s --replaces %s",
	    s->volume, s->to, s->date, next, path);
}

/* What the volume says of itself, wherever it stands. */
static bool volume_may(const char *path, struct ic_error *err)
{
	char *private = ic_fs_join(path, PRIVATE);
	struct ic_dir d = { 0 };
	struct ic_register own = { 0 };
	struct ic_error why = { 0 };
	bool ok = private || ic_fail(err, IC_EENV, "out of memory");

	if (ok && ic_dir_open(private, &d, &why)) {
		ok = ledger_register(&d, SERVED, &own, err) &&
		    (own.n == 0 || is_served(path, &own.at[0], err));
	} else if (ok && why.code == IC_EENV) {
		*err = why;
		ok = false;
	}
	ic_register_finish(&own);
	ic_dir_close(&d);
	free(private);
	return ok;
}

bool ledger_may_write(const char *spec, const char *out, struct ic_error *err)
{
	char *directory = ic_fs_parent(spec), *volume = ledger_volume(out),
	     *file = ledger_name(spec, "served");
	struct ic_dir dir = { 0 };
	struct ic_register all = { 0 };
	const struct ic_serving *s;
	bool ok = (directory && volume && file) ||
	    ic_fail(err, IC_EENV, "out of memory");

	ok = ok && volume_may(out, err);
	/* A spec that is not there is told of when it is read. */
	if (ok && ic_dir_open(directory, &dir, NULL)) {
		ok = ledger_register(&dir, file, &all, err);
		s = ok ? ic_register_volume(&all, volume) : NULL;
		ok = ok && (!s || is_served(out, s, err));
	}
	ic_register_finish(&all);
	ic_dir_close(&dir);
	free(directory);
	free(volume);
	free(file);
	return ok;
}
