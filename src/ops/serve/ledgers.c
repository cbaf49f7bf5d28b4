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

#define YEAR ((time_t)366 * 24 * 60 * 60)

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

static bool add_finding(struct ic_run *run, enum ic_level level,
    const char *file, const char *fmt, va_list ap)
{
	char text[512];
	struct ic_finding f = { .level = level,
		.file = ic_arena_strdup(&run->arena, file) };

	vsnprintf(text, sizeof(text), fmt, ap);
	f.sentence = ic_arena_strdup(&run->arena, text);
	if (!f.file || !f.sentence) {
		return ic_fail(&run->err, IC_EENV, "out of memory");
	}
	return ic_run_find(run, &f);
}

bool ledger_find(struct ic_run *run, const char *file, const char *fmt, ...)
{
	va_list ap;
	bool ok;

	va_start(ap, fmt);
	ok = add_finding(run, IC_LEVEL_ERROR, file, fmt, ap);
	va_end(ap);
	return ok;
}

bool ledger_warn(struct ic_run *run, const char *file, const char *fmt, ...)
{
	va_list ap;
	bool ok;

	va_start(ap, fmt);
	ok = add_finding(run, IC_LEVEL_WARNING, file, fmt, ap);
	va_end(ap);
	return ok;
}

static bool day_of(time_t t, char out[IC_DATE_MAX])
{
	struct tm tm;

	return localtime_r(&t, &tm) &&
	    strftime(out, IC_DATE_MAX, "%Y-%m-%d", &tm) > 0;
}

bool ledger_day(struct ic_run *run, const char *asked, char out[IC_DATE_MAX])
{
	char today[IC_DATE_MAX], year[IC_DATE_MAX];
	time_t now = time(NULL);

	if (!day_of(now, today) || !day_of(now - YEAR, year)) {
		return ic_fail(&run->err, IC_EENV,
		    "the clock of this machine does not tell the day");
	}
	if (!asked) {
		memcpy(out, today, sizeof(today));
		return true;
	}
	if (!ic_date_parse(asked, out, NULL)) {
		return ic_fail(&run->err, IC_EUSAGE,
		    "--date takes a day such as 2026-12-01, not \"%s\"", asked);
	}
	if (strcmp(out, today) > 0) {
		return ic_fail(&run->err, IC_EUSAGE,
		    "--date %s is still to come, for today is %s: give the day "
		    "on which it was done",
		    out, today);
	}
	return strcmp(out, year) >= 0 ||
	    ledger_warn(run, "--date",
		"%s is more than a year past: see that it is right", out);
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
