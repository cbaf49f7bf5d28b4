/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* `clawback`: a claim on documents that were produced, or its end. */
#include "ops/clawback.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "apply_priv.h"
#include "base/fs.h"
#include "clawback_priv.h"
#include "core/lock.h"
#include "ledgers.h"

/* What is open while a claim is made. */
struct claiming {
	struct ic_production p;
	struct ic_clawed *out;
	struct ic_dir beside;
	char *file, *register_file, *lock_file;
	struct ic_lock lock;
	struct ic_register served;
	struct ic_bates_list named;
	struct ic_clawed_document *at; /* of the run's arena */
	size_t n;
	char day[IC_DATE_MAX], time[LEDGER_TIME_MAX];
};

static bool no_memory(struct ic_run *run)
{
	return ic_fail(&run->err, IC_EENV, "out of memory");
}

/* The only privileged code, if the command names none. */
static const char *only_privileged(const struct ic_spec *spec)
{
	const char *name = NULL;

	for (size_t i = 0; i < spec->ncodes; i++) {
		if (spec->codes[i].privileged) {
			if (name) {
				return NULL;
			}
			name = spec->codes[i].name;
		}
	}
	return name;
}

static bool take_code(struct claiming *c, const char **out)
{
	struct ic_run *run = c->p.run;
	const char *asked = c->p.o->code;

	if (!asked) {
		*out = only_privileged(&run->spec);
		return *out ||
		    ic_fail(&run->err, IC_EUSAGE,
			"under which code are they withheld? Name with --code "
			"one that the spec says to be privileged");
	}
	for (size_t i = 0; i < run->spec.ncodes; i++) {
		if (strcmp(run->spec.codes[i].name, asked) == 0 &&
		    run->spec.codes[i].privileged) {
			*out = run->spec.codes[i].name;
			return true;
		}
	}
	return ic_fail(&run->err, IC_EUSAGE,
	    "the spec has no code \"%s\" with privileged: true: say so of it, "
	    "or name another with --code",
	    asked);
}

static bool check_basis(struct claiming *c)
{
	return ic_ledger_text_ok(c->p.o->basis, IC_CLAIM_BASIS_MAX) ||
	    ic_fail(&c->p.run->err, IC_EUSAGE,
		"--basis takes one line of plain text, of at most %d bytes",
		IC_CLAIM_BASIS_MAX);
}

/* What was produced is in the lock, with the numbers that it has for good. */
static bool load_lock(struct claiming *c)
{
	struct ic_run *run = c->p.run;
	struct ic_buf text = { 0 };
	bool ok;

	if (!ic_dir_has(&c->beside, c->lock_file)) {
		return ic_fail(&run->err, IC_ESPEC,
		    "nothing of this spec was produced: there is no %s beside "
		    "it",
		    c->lock_file);
	}
	ok = ic_dir_read(&c->beside, c->lock_file, IC_LOCK_BYTES_MAX, &text,
		 &run->err) &&
	    (ic_lock_load(ic_buf_str(&text), text.len, &c->lock, &run->err) ||
		ic_fail_in(&run->err, "%s", c->lock_file));
	ic_buf_finish(&text);
	return ok;
}

static bool open_all(struct claiming *c)
{
	struct ic_run *run = c->p.run;
	const char *spec = c->p.o->spec;

	c->file = ledger_name(spec, "clawback");
	c->register_file = ledger_name(spec, "served");
	c->lock_file = apply_lock_name(spec);
	return ((c->file && c->register_file && c->lock_file) ||
		   no_memory(run)) &&
	    check_basis(c) && ledger_day(run, c->p.o->date, c->day) &&
	    ic_load_spec(&c->p) &&
	    ic_dir_open(run->directory, &c->beside, &run->err) &&
	    ic_dir_lock(&c->beside, &run->err) && load_lock(c) &&
	    ledger_register(&c->beside, c->register_file, &c->served,
		&run->err) &&
	    ic_bates_parse_list(&run->spec.prefixes, c->p.o->bates, &c->named,
		&run->err);
}

static bool range_of(struct claiming *c, const struct ic_lock_document *d,
    struct ic_bates_range *out)
{
	const struct ic_prefixes *prefixes = &c->p.run->spec.prefixes;

	return ic_bates_parse(prefixes, d->first, &out->first, NULL) &&
	    ic_bates_next(prefixes, &out->first, d->pages - 1, &out->last,
		NULL);
}

/* True if all of the document's numbers were named. */
static bool is_whole(const struct claiming *c, const struct ic_bates_range *r)
{
	for (size_t i = 0; i < c->named.n; i++) {
		if (ic_bates_in(&c->named.at[i], &r->first) &&
		    ic_bates_in(&c->named.at[i], &r->last)) {
			return true;
		}
	}
	return false;
}

static bool is_named(const struct claiming *c, const struct ic_bates_range *r,
    bool *met)
{
	bool named = false;

	for (size_t i = 0; i < c->named.n; i++) {
		if (ic_bates_has_any(r, &c->named.at[i])) {
			named = met[i] = true;
		}
	}
	return named;
}

static bool add_document(struct claiming *c, const struct ic_lock_document *d,
    const struct ic_bates_range *r)
{
	struct ic_run *run = c->p.run;
	char range[IC_BATES_RANGE_MAX];
	struct ic_clawed_document *to = &c->at[c->n];
	bool stands;

	ic_bates_range_format(&run->spec.prefixes, &r->first, &r->last, range);
	stands = ic_claims_on(&c->p.claims, range) != NULL;
	if (c->p.o->undo && !stands) {
		return true;
	}
	*to = (struct ic_clawed_document){ .file = ic_arena_strdup(&run->arena,
					       d->file),
		.range = ic_arena_strdup(&run->arena, range),
		.changed = c->p.o->undo || !stands,
		.more = !is_whole(c, r) };
	c->n++;
	return (to->file && to->range) || no_memory(run);
}

/* Each range that was named must be of something. */
static bool all_met(struct claiming *c, const bool *met)
{
	struct ic_run *run = c->p.run;

	for (size_t i = 0; i < c->named.n; i++) {
		char text[IC_BATES_RANGE_MAX];

		if (met[i]) {
			continue;
		}
		ic_bates_range_format(&run->spec.prefixes,
		    &c->named.at[i].first, &c->named.at[i].last, text);
		return ic_fail(&run->err, IC_ESPEC,
		    "no document that was produced bears %s", text);
	}
	return true;
}

static bool choose(struct claiming *c)
{
	struct ic_run *run = c->p.run;
	bool *met = calloc(c->named.n + 1, sizeof(*met)), ok = met != NULL;

	c->at = ic_arena_alloc(&run->arena, c->lock.ndocuments + 1,
	    sizeof(*c->at));
	ok = (ok && c->at) || no_memory(run);
	for (size_t i = 0; ok && i < c->lock.ndocuments; i++) {
		const struct ic_lock_document *d = &c->lock.documents[i];
		struct ic_bates_range r;

		ok = !range_of(c, d, &r) || !is_named(c, &r, met) ||
		    add_document(c, d, &r);
	}
	ok = ok && all_met(c, met);
	free(met);
	if (ok && c->n == 0) {
		return ic_fail(&run->err, IC_ESPEC,
		    "no claim stands on %s: there is nothing to lift",
		    c->p.o->bates);
	}
	return ok;
}

/* What could not be read back would stop every later run. */
static bool is_legible(const struct ic_claim *claim, struct ic_error *err)
{
	struct ic_claims none = { 0 }, back = { 0 };
	struct ic_buf line = { 0 };
	bool ok = ic_claims_line(&none, claim, &line, err) &&
	    (ic_claims_load((const char *)line.data, line.len, &back, NULL) ||
		ic_fail(err, IC_ESPEC,
		    "the claim cannot be recorded: the name of a file is "
		    "longer than the ledger takes"));

	ic_claims_finish(&back);
	ic_buf_finish(&line);
	return ok;
}

static bool append(struct claiming *c, const char *code)
{
	struct ic_run *run = c->p.run;
	struct ic_claimed *d = ic_arena_alloc(&run->arena, c->n, sizeof(*d));
	struct ic_claim claim = { .lifts = c->p.o->undo,
		.at = c->time,
		.date = c->day,
		.code = code,
		.basis = c->p.o->basis,
		.documents = d };
	struct ic_buf line = { 0 };
	bool ok = d || no_memory(run);

	for (size_t i = 0; ok && i < c->n; i++) {
		if (c->at[i].changed) {
			d[claim.ndocuments++] = (struct ic_claimed){
				c->at[i].file, c->at[i].range
			};
		}
	}
	if (!ok || claim.ndocuments == 0) {
		return ok;
	}
	ledger_time(c->time);
	ok = is_legible(&claim, &run->err) &&
	    ic_claims_line(&c->p.claims, &claim, &line, &run->err) &&
	    ic_dir_append(&c->beside, c->file, line.data, line.len, &run->err);
	ic_buf_finish(&line);
	return ok;
}

/* An earlier letter is not written over. */
static bool notice_is_free(struct claiming *c)
{
	struct ic_run *run = c->p.run;
	char *directory = c->p.o->notice ? ic_fs_parent(c->p.o->notice) : NULL;
	struct ic_dir dir = { 0 };
	bool ok = true;

	if (!c->p.o->notice) {
		return true;
	}
	ok = (directory || no_memory(run)) &&
	    ic_dir_open(directory, &dir, &run->err);
	if (ok && ic_dir_has(&dir, ic_fs_name(c->p.o->notice))) {
		ok = ic_fail(&run->err, IC_EUSAGE,
		    "%s is there already: name with --notice a file that does "
		    "not exist yet",
		    c->p.o->notice);
	}
	ic_dir_close(&dir);
	free(directory);
	return ok;
}

static bool write_notice(struct claiming *c)
{
	struct ic_run *run = c->p.run;
	char *directory = c->p.o->notice ? ic_fs_parent(c->p.o->notice) : NULL;
	struct ic_dir dir = { 0 };
	struct ic_buf text = { 0 };
	bool ok;

	if (!c->p.o->notice) {
		return true;
	}
	ok = (directory || no_memory(run)) &&
	    ic_notice_letter(&c->out->notice, &text, &run->err) &&
	    ic_dir_open(directory, &dir, &run->err) &&
	    ic_dir_write(&dir, ic_fs_name(c->p.o->notice), text.data, text.len,
		0666, &run->err);
	if (!ok) {
		struct ic_error why = run->err;

		ic_fail(&run->err, IC_EENV,
		    "%s: the claim is recorded, its notice is not written: "
		    "give the same command again",
		    why.msg);
	}
	ic_dir_close(&dir);
	ic_buf_finish(&text);
	free(directory);
	return ok;
}

static bool fill_notice(struct claiming *c, const char *code)
{
	struct ic_run *run = c->p.run;
	struct ic_notice *n = &c->out->notice;
	const char **ranges = ic_arena_alloc(&run->arena, c->n,
	    sizeof(*ranges));

	if (!ranges) {
		return no_memory(run);
	}
	for (size_t i = 0; i < c->n; i++) {
		ranges[i] = c->at[i].range;
	}
	c->out->at = c->at;
	c->out->n = c->n;
	c->out->cut = c->p.claims.ledger.cut;
	*n = (struct ic_notice){ .matter = run->spec.matter,
		.date = ic_arena_strdup(&run->arena, c->day),
		.basis = c->p.o->basis,
		.code = code,
		.ranges = ranges,
		.nranges = c->n };
	return (n->date || no_memory(run)) &&
	    clawback_find(&c->p, &c->served, c->out);
}

/* What was not served yet is not claimed back: one of the days is wrong. */
static bool check_order(struct claiming *c)
{
	const struct ic_notice *n = &c->out->notice;

	for (size_t i = 0; !c->p.o->undo && i < n->n; i++) {
		const struct ic_holding *h = &n->at[i];

		if (h->to && strcmp(c->day, h->date) < 0) {
			return ledger_warn(c->p.run, "--date",
			    "%s is before the day on which %s was served on "
			    "%s, %s: see which of them is right",
			    c->day, h->place, h->to, h->date);
		}
	}
	return true;
}

static bool claim(struct claiming *c)
{
	const char *code = "";

	if (!notice_is_free(c) || !open_all(c) ||
	    (!c->p.o->undo && !take_code(c, &code)) || !choose(c) ||
	    !fill_notice(c, code) || !check_order(c) || !append(c, code)) {
		return false;
	}
	c->out->recorded = true;
	return write_notice(c);
}

enum ic_outcome ic_clawback_command(const struct ic_options *o,
    struct ic_run *run, struct ic_clawed *out)
{
	struct claiming c = { .p = { .o = o, .run = run, .bare = true },
		.out = out };
	bool ok = claim(&c);

	ic_lock_finish(&c.lock);
	ic_register_finish(&c.served);
	ic_bates_list_finish(&c.named);
	ic_dir_close(&c.beside);
	free(c.file);
	free(c.register_file);
	free(c.lock_file);
	ic_production_finish(&c.p);
	ic_diags_sort(&run->diags);
	if (ok) {
		return IC_DONE;
	}
	return run->err.code == IC_EENV || run->err.code == IC_EBUG
	    ? IC_STOPPED
	    : IC_REFUSED;
}

static void put_documents(struct ic_json *j, const struct ic_clawed *c)
{
	ic_json_array(j, "documents");
	for (size_t i = 0; i < c->n; i++) {
		ic_json_object(j, NULL);
		ic_json_string(j, "range", c->at[i].range);
		ic_json_string(j, "file", c->at[i].file);
		ic_json_bool(j, "changed", c->at[i].changed);
		ic_json_bool(j, "more", c->at[i].more);
		ic_json_end(j);
	}
	ic_json_end(j);
}

static void put_holdings(struct ic_json *j, const struct ic_notice *n)
{
	ic_json_array(j, "held");
	for (size_t i = 0; i < n->n; i++) {
		const struct ic_holding *h = &n->at[i];

		ic_json_object(j, NULL);
		ic_json_string(j, "place", h->place);
		ic_json_string(j, "to", h->to);
		ic_json_string(j, "date", h->date);
		ic_json_string(j, "name", h->name);
		ic_json_string(j, "range", h->range);
		ic_json_string(j, "sha256", h->sha256);
		ic_json_bool(j, "unredacted", h->unredacted);
		ic_json_end(j);
	}
	ic_json_end(j);
}

bool ic_clawback_json(const struct ic_clawed *c, const struct ic_options *o,
    struct ic_buf *out)
{
	struct ic_json j = { .out = out, .lines = true };
	struct ic_error err;

	ic_json_object(&j, NULL);
	ic_json_string(&j, "format", "incamera.clawback/1");
	ic_json_string(&j, "claim", o->undo ? "lift" : "withhold");
	ic_json_bool(&j, "recorded", c->recorded);
	ic_json_string(&j, "date", c->notice.date);
	ic_json_string(&j, "code", c->notice.code);
	ic_json_string(&j, "basis", c->notice.basis);
	put_documents(&j, c);
	put_holdings(&j, &c->notice);
	ic_json_end(&j);
	return ic_json_finish(&j, &err);
}
