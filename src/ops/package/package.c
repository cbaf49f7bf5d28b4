/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * From a finished output directory to a folder for each audience. First the
 * production is looked at, then it is decided who may have what, then all of
 * it is made, looked through, and named: or nothing is.
 */
#include <stdlib.h>
#include <string.h>

#include "base/fault.h"
#include "package_priv.h"

bool pack_add(struct pack *p, const struct pack_file *f)
{
	if (p->nfiles == p->cap) {
		size_t cap = p->cap ? 2 * p->cap : 256;
		void *more = reallocarray(p->files, cap, sizeof(*p->files));

		if (!more) {
			return ic_fail(&p->v.err, IC_EENV, "out of memory");
		}
		p->files = more;
		p->cap = cap;
	}
	p->files[p->nfiles++] = *f;
	return true;
}

bool pack_warn(struct pack *p, const char *file, const char *sentence)
{
	struct ic_run *run = p->v.a.p.run;
	const struct ic_finding f = { .level = IC_LEVEL_WARNING,
		.file = file,
		.sentence = sentence };

	return ic_run_find(run, &f) || (p->v.err = run->err, false);
}

bool pack_wanted(const struct pack *p, enum ic_item item)
{
	for (unsigned a = 0; a < IC_AUDIENCE_COUNT; a++) {
		if ((p->audiences >> a & 1) &&
		    ic_policy_may(p->service, item, (enum ic_audience)a)) {
			return true;
		}
	}
	return false;
}

bool pack_may(const struct pack *p, enum ic_item item)
{
	return ic_policy_may(p->service, item, p->audience);
}

/* What is of a placeholder bears the native file's hash, whatever it is. */
static bool goes_to(const struct pack *p, const struct pack_file *f,
    enum ic_audience a)
{
	return ic_policy_may(p->service, f->item, a) &&
	    (!f->of || f->of->kind != IC_KIND_NATIVE ||
		ic_policy_may(p->service, IC_ITEM_PLACEHOLDER, a));
}

bool pack_gets(const struct pack *p, const struct pack_file *f)
{
	return goes_to(p, f, p->audience);
}

const char *pack_begin(const struct pack *p, const struct pack_file *f)
{
	(void)p;
	return f->part ? f->of->pages[f->first].number : f->of->begin;
}

const char *pack_end(const struct pack *p, const struct pack_file *f)
{
	(void)p;
	return f->part ? f->of->pages[f->first + f->pages - 1].number
		       : f->of->end;
}

static size_t errors_of(const struct ic_run *run)
{
	size_t n = 0;

	for (size_t i = 0; i < run->nfindings; i++) {
		n += run->findings[i].level == IC_LEVEL_ERROR;
	}
	return n;
}

/* The production as it is to be: nothing missing, nothing else, no change. */
static enum ic_outcome open_production(struct pack *p)
{
	struct verify *v = &p->v;
	struct ic_run *run = v->a.p.run;

	if (!outdir_open_existing(v->a.p.o->out, &v->dir, &v->err)) {
		return v->err.code == IC_EENV ? IC_STOPPED : IC_REFUSED;
	}
	if (!v->dir.private.path) {
		pack_refuse(p,
		    "%s has no " PRIVATE ", and only its manifest says what "
		    "may be given to whom",
		    v->a.p.o->out);
		return IC_REFUSED;
	}
	if (!ic_dir_lock(&v->dir.top, &v->err)) {
		return IC_STOPPED;
	}
	if (!verify_load(v, v->m)) {
		return v->err.code ? IC_STOPPED : IC_FINDINGS;
	}
	if (!verify_sort(v->m, &v->names, &v->err) || !verify_names(v) ||
	    !verify_lists(v)) {
		return IC_STOPPED;
	}
	if (errors_of(run)) {
		return IC_FINDINGS;
	}
	/* Of what verify did not look at is told here what becomes of it. */
	run->nfindings = 0;
	return IC_DONE;
}

enum ic_outcome pack_plan(struct pack *p)
{
	if (p->planned) {
		return IC_DONE;
	}
	/* As the copies were made. */
	p->planned = true;
	p->made.lift_denied = p->v.m->lift_denied;
	p->made.copies = p->v.m->disputed_only ? IC_COPY_BIT(DISPUTED) : 0;
	return ic_plan_production(&p->made);
}

static enum ic_outcome of_error(const struct pack *p)
{
	switch (p->v.err.code) {
	case IC_EUSAGE:
	case IC_ESPEC:
	case IC_EINPUT:
	case IC_ELIMIT:
		return IC_REFUSED;
	case IC_EPROOF:
		return IC_FINDINGS;
	default:
		return IC_STOPPED;
	}
}

static bool stopped(const struct pack *p)
{
	return ic_stopped(&p->v.a.p);
}

/* True if the audience that is to be written gets some document or list. */
static bool has_anything(const struct pack *p)
{
	for (size_t i = 0; i < p->nfiles; i++) {
		if (pack_gets(p, &p->files[i])) {
			return true;
		}
	}
	return false;
}

static enum ic_outcome write_all(struct pack *p)
{
	for (unsigned a = 0; a < IC_AUDIENCE_COUNT; a++) {
		if (!(p->audiences >> a & 1)) {
			continue;
		}
		if (stopped(p)) {
			ic_fail(&p->v.err, IC_EENV, "interrupted");
			return IC_STOPPED;
		}
		p->audience = (enum ic_audience)a;
		if (!has_anything(p)) {
			p->audiences &= ~(1u << a);
			if (!pack_warn(p, ic_audience_word(p->audience),
				"gets nothing of this set: it has no folder")) {
				return IC_STOPPED;
			}
			continue;
		}
		if (!pack_volumes(p) || !pack_write(p)) {
			return of_error(p);
		}
	}
	ic_fault_file("package", "filled");
	return pack_target_commit(p, &p->v.err) ? IC_DONE : of_error(p);
}

static enum ic_outcome make(struct pack *p)
{
	enum ic_outcome out;

	if (!pack_collect(p)) {
		return of_error(p);
	}
	if (errors_of(p->v.a.p.run)) {
		return IC_FINDINGS;
	}
	out = pack_parts(p);
	if (out == IC_DONE) {
		out = pack_reference(p);
	}
	if (out == IC_DONE && !pack_natives(p)) {
		out = of_error(p);
	}
	if (out == IC_DONE && errors_of(p->v.a.p.run)) {
		out = IC_FINDINGS;
	}
	if (out == IC_DONE) {
		out = pack_texts(p);
	}
	if (out != IC_DONE) {
		return out;
	}
	return pack_families(p) ? write_all(p) : of_error(p);
}

static enum ic_outcome package(struct pack *p)
{
	enum ic_outcome out;

	if (!pack_choose(p)) {
		return p->v.err.code ? of_error(p) : IC_REFUSED;
	}
	out = open_production(p);
	if (out != IC_DONE) {
		return out;
	}
	if (!pack_spec(p) || !pack_decide(p) ||
	    !pack_target_open(p, p->v.a.p.o->package, &p->v.err)) {
		return of_error(p);
	}
	return make(p);
}

static void summarize(struct pack *p)
{
	struct ic_packed *s = &p->v.a.p.run->packed;

	s->service = p->service;
	s->forced = p->forced;
	s->volumes = p->most_volumes;
	s->parts = p->nparts;
	s->documents = pack_ndocuments(p);
	s->partial = p->v.m->partial;
	for (unsigned a = 0; a < IC_AUDIENCE_COUNT; a++) {
		s->made[a] = p->audiences >> a & 1;
		for (size_t i = 0; s->made[a] && i < p->nfiles; i++) {
			const struct pack_file *f = &p->files[i];

			if (goes_to(p, f, (enum ic_audience)a)) {
				s->files[a]++;
				s->bytes[a] += f->bytes;
				s->unredacted[a] += ic_policy_unredacted(
				    f->item);
			}
		}
	}
	s->check = ic_arena_strdup(&p->v.a.p.run->arena, p->profile.check);
}

static void finish(struct pack *p)
{
	pack_target_close(p);
	for (size_t i = 0; i < p->nplaces; i++) {
		ic_dir_close(&p->places[i]);
	}
	free(p->places);
	free(p->files);
	free(p->begins);
	free(p->families);
	free(p->v.names.at);
	outdir_close(&p->v.dir);
	ic_production_finish(&p->made);
}

enum ic_outcome ic_package_command(struct ic_zygote *z,
    const struct ic_options *o, const struct ic_ui *ui, struct ic_run *run)
{
	struct pack p = { .plain = *o };
	enum ic_outcome out;

	p.plain.spec = NULL;
	p.v.a.p = (struct ic_production){ .z = z,
		.o = &p.plain,
		.ui = ui,
		.run = run };
	p.v.m = &run->manifest;
	p.made = (struct ic_production){ .z = z, .o = o, .ui = ui, .run = run };
	run->summary.sandbox = ic_zygote_info(z);
	out = package(&p);
	if (out == IC_DONE) {
		summarize(&p);
	} else if (run->err.code == IC_OK) {
		run->err = p.v.err;
	}
	finish(&p);
	/* Diagnostics speak of the profile's text until they are printed. */
	run->profile = p.profile;
	return out;
}
