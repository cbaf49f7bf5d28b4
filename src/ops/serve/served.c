/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* `served`: what was handed over, to whom and when, by name and hash. */
#include "ops/served.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/digest.h"
#include "base/fault.h"
#include "base/fs.h"
#include "ledgers.h"
#include "ops_priv.h"
#include "outdir.h"
#include "served_priv.h"

/* What is open while a volume is recorded. */
struct recording {
	const struct ic_options *o;
	struct ic_run *run;
	struct ic_served *out;
	struct ic_dir beside; /* the spec's directory */
	char *file, *volume;
	struct outdir dir;
	struct ic_register own; /* the volume's */
	struct ic_serving now;
	char day[IC_DATE_MAX], time[LEDGER_TIME_MAX];
};

static bool open_beside(const struct ic_options *o, struct ic_dir *dir,
    char **file, struct ic_error *err)
{
	char *directory = ic_fs_parent(o->spec);
	int fd = -1;
	bool ok;

	*file = ledger_name(o->spec, "served");
	ok = (directory && *file) || ic_fail(err, IC_EENV, "out of memory");
	ok = ok && ic_fs_open(o->spec, &fd, NULL, err) &&
	    ic_dir_open(directory, dir, err);
	if (fd >= 0) {
		close(fd);
	}
	free(directory);
	return ok;
}

static bool check_words(struct recording *r, struct ic_error *err)
{
	if (!ic_ledger_text_ok(r->o->to[0], IC_SERVED_TO_MAX)) {
		return ic_fail(err, IC_EUSAGE,
		    "--to takes the name of a party in plain text, of at most "
		    "%d bytes",
		    IC_SERVED_TO_MAX);
	}
	if (!ledger_day(r->run, r->o->date, r->day)) {
		return false;
	}
	r->volume = ledger_volume(r->o->out);
	if (!r->volume) {
		return ic_fail(err, IC_EENV, "out of memory");
	}
	if (!ic_ledger_text_ok(r->volume, IC_SERVED_VOLUME_MAX)) {
		return ic_fail(err, IC_EUSAGE,
		    "the directory's name is to stand in the register: give "
		    "it one in plain text, such as VOL001");
	}
	return true;
}

static bool open_all(struct recording *r, struct ic_error *err)
{
	if (!check_words(r, err) ||
	    !open_beside(r->o, &r->beside, &r->file, err) ||
	    !outdir_open_existing(r->o->out, &r->dir, err)) {
		return false;
	}
	if (!r->dir.private.path) {
		return ic_fail(err, IC_EINPUT,
		    "%s has no " PRIVATE ": record the directory that apply "
		    "made, not a copy of a part of it",
		    r->o->out);
	}
	return ic_dir_lock(&r->dir.top, err) &&
	    ledger_register(&r->beside, r->file, &r->out->all, err) &&
	    ledger_register(&r->dir.private, SERVED, &r->own, err);
}

/* Two records of one file must agree, and so must the file. */
static bool differs(struct recording *r, const struct ic_register *reg)
{
	size_t before = r->run->nfindings;

	for (size_t i = 0; i < reg->n; i++) {
		const struct ic_serving *s = &reg->at[i];

		if (strcmp(s->volume, r->volume) == 0 &&
		    !served_agrees(r->run, s, &r->now)) {
			return true;
		}
	}
	return r->run->nfindings > before;
}

/* What could not be read back would stop every later run. */
static bool is_legible(const struct ic_serving *s, struct ic_error *err)
{
	struct ic_register none = { 0 }, back = { 0 };
	struct ic_buf line = { 0 };
	bool ok = ic_register_line(&none, s, &line, err) &&
	    (ic_register_load((const char *)line.data, line.len, &back, NULL) ||
		ic_fail(err, IC_EBUG,
		    "the line for the register is not one that it takes"));

	ic_register_finish(&back);
	ic_buf_finish(&line);
	return ok;
}

static bool append(struct recording *r, const struct ic_register *reg,
    const struct ic_dir *d, const char *name, struct ic_error *err)
{
	struct ic_buf line = { 0 };
	bool ok = ic_register_line(reg, &r->now, &line, err) &&
	    ic_dir_append(d, name, line.data, line.len, err);

	ic_buf_finish(&line);
	return ok;
}

/* Neither is begun if the other cannot be. */
static bool may_append(const struct recording *r, struct ic_error *err)
{
	if (faccessat(r->dir.private.fd, ".", W_OK | X_OK, 0) != 0) {
		return ic_fail(err, IC_EENV,
		    "%s/" PRIVATE " cannot be written: nothing was recorded",
		    r->o->out);
	}
	return true;
}

/* The other half of a line that was written by half: the same words. */
static bool take_half(struct recording *r, const struct ic_serving *half,
    struct ic_error *err)
{
	r->now.at = ic_arena_strdup(&r->run->arena, half->at);
	r->now.to = ic_arena_strdup(&r->run->arena, half->to);
	return (r->now.at && r->now.to) ||
	    ic_fail(err, IC_EENV, "out of memory");
}

static bool record(struct recording *r, struct ic_error *err)
{
	const struct ic_serving *all = ic_register_find(&r->out->all, &r->now);
	const struct ic_serving *own = ic_register_find(&r->own, &r->now);
	char copies[IC_SERVED_COPIES_MAX];
	const char *hint;

	if (all && own) {
		ic_serving_copies(r->now.copies, copies);
		return ic_fail(err, IC_ESPEC,
		    "that %s (%s) was served on %s on %s is recorded already",
		    r->volume, copies, all->to, all->date);
	}
	r->out->completed = all || own;
	if (r->out->completed && !take_half(r, all ? all : own, err)) {
		return false;
	}
	hint = "give the same command again, which goes on from there";
	if (!is_legible(&r->now, err) || !may_append(r, err)) {
		return false;
	}
	if (!all && !append(r, &r->out->all, &r->beside, r->file, err)) {
		return false;
	}
	ic_fault_file("served", "between");
	if (!own && !append(r, &r->own, &r->dir.private, SERVED, err)) {
		struct ic_error why = *err;

		return ic_fail(err, IC_EENV, "%s: %s", why.msg, hint);
	}
	return true;
}

/* What is shown is what was read again. */
static bool reread(struct recording *r, struct ic_error *err)
{
	ic_register_finish(&r->out->all);
	if (!ledger_register(&r->beside, r->file, &r->out->all, err)) {
		return false;
	}
	r->out->now = ic_register_find(&r->out->all, &r->now);
	return r->out->now ||
	    ic_fail(err, IC_EENV, "%s does not hold what was written to it",
		r->file);
}

static enum ic_outcome ended(struct ic_run *run)
{
	return run->err.code == IC_EENV || run->err.code == IC_EBUG
	    ? IC_STOPPED
	    : IC_REFUSED;
}

static enum ic_outcome run_it(struct recording *r)
{
	struct ic_run *run = r->run;
	uint32_t copies = r->o->copies ? r->o->copies : IC_COPY_BIT(REDACTED);

	if (!open_all(r, &run->err)) {
		return ended(run);
	}
	ledger_time(r->time);
	r->now = (struct ic_serving){ .at = r->time,
		.volume = r->volume,
		.to = r->o->to[0],
		.date = r->day,
		.copies = copies };
	if (!served_gather(run, r->o->out, &r->dir, &r->now)) {
		return run->err.code ? ended(run) : IC_FINDINGS;
	}
	if (differs(r, &r->own) || differs(r, &r->out->all)) {
		return run->err.code ? ended(run) : IC_FINDINGS;
	}
	return record(r, &run->err) && reread(r, &run->err) ? IC_DONE
							    : ended(run);
}

enum ic_outcome ic_served_command(const struct ic_options *o,
    struct ic_run *run, struct ic_served *out)
{
	struct recording r = { .o = o, .run = run, .out = out };
	enum ic_outcome end = run_it(&r);

	ic_register_finish(&r.own);
	outdir_close(&r.dir);
	ic_dir_close(&r.beside);
	free(r.file);
	free(r.volume);
	return end;
}

enum ic_outcome ic_served_list(const struct ic_options *o, struct ic_run *run,
    struct ic_served *out)
{
	struct ic_dir beside = { 0 };
	char *file = NULL;
	bool ok = open_beside(o, &beside, &file, &run->err) &&
	    ledger_register(&beside, file, &out->all, &run->err);

	ic_dir_close(&beside);
	free(file);
	return ok ? IC_DONE : ended(run);
}

static void put_serving(struct ic_json *j, const struct ic_serving *s)
{
	ic_json_object(j, NULL);
	ic_json_string(j, "volume", s->volume);
	ic_json_string(j, "to", s->to);
	ic_json_string(j, "date", s->date);
	ic_json_string(j, "recorded", s->at);
	ic_json_array(j, "copies");
	for (unsigned c = 0; c < IC_SERVED_WORDS; c++) {
		if (s->copies >> c & 1) {
			ic_json_string(j, NULL, ic_served_word(c));
		}
	}
	ic_json_end(j);
	ic_json_array(j, "files");
	for (size_t i = 0; i < s->nfiles; i++) {
		ic_json_object(j, NULL);
		ic_json_string(j, "name", s->files[i].name);
		ic_json_string(j, "range", s->files[i].range);
		ic_json_int(j, "bytes", (int64_t)s->files[i].bytes);
		ic_json_string(j, "sha256", s->files[i].sha256);
		ic_json_end(j);
	}
	ic_json_end(j);
	ic_json_end(j);
}

bool ic_served_json(const struct ic_served *s, enum ic_outcome outcome,
    struct ic_buf *out)
{
	struct ic_json j = { .out = out, .lines = true };
	struct ic_error err;

	ic_json_object(&j, NULL);
	ic_json_string(&j, "format", "incamera.served/1");
	ic_json_int(&j, "status", (int64_t)outcome);
	ic_json_bool(&j, "cut", s->all.ledger.cut);
	ic_json_array(&j, "served");
	for (size_t i = 0; i < s->all.n; i++) {
		if (!s->now || s->now == &s->all.at[i]) {
			put_serving(&j, &s->all.at[i]);
		}
	}
	ic_json_end(&j);
	ic_json_end(&j);
	return ic_json_finish(&j, &err);
}

void ic_served_finish(struct ic_served *s)
{
	if (s) {
		ic_register_finish(&s->all);
		*s = (struct ic_served){ 0 };
	}
}
