/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A volume that was served and whose spec has changed since, as by rulings or
 * a claim: what it was served as is then proved, and no more.
 */
#include <stdlib.h>
#include <string.h>

#include "base/digest.h"
#include "ledgers.h"
#include "logs.h"
#include "verify_priv.h"

static bool same_text(struct ic_buf *a, struct ic_buf *b)
{
	bool same = a->len == b->len &&
	    (a->len == 0 || memcmp(a->data, b->data, a->len) == 0);

	ic_buf_finish(a);
	ic_buf_finish(b);
	return same;
}

/* An older manifest does not say who may have what. */
static bool same_privilege(const struct verify *v)
{
	const char *was = v->proved.privilege;

	return !was || !*was == !*v->m->privilege;
}

static bool same_slices(struct verify *v, bool *same)
{
	size_t n = v->m->ndocuments + v->m->ncopies;
	bool ok = true;

	*same = same_privilege(v) &&
	    n == v->proved.ndocuments + v->proved.ncopies;
	for (size_t i = 0; ok && *same && i < n; i++) {
		const struct ic_manifest_document *d = ic_manifest_product(v->m,
		    i);
		const struct ic_manifest_document
		    *was = verify_lookup(&v->proved_names, d->output);
		struct ic_buf a = { 0 }, b = { 0 };

		*same = was != NULL;
		ok = !was ||
		    (ic_manifest_slice(v->m, d, &a, &v->err) &&
			ic_manifest_slice(&v->proved, was, &b, &v->err));
		*same = same_text(&a, &b) && *same;
	}
	return ok;
}

static bool list_text(struct verify *v, const struct ic_manifest *m,
    enum ic_log kind, struct ic_buf *out)
{
	struct ic_table t = { 0 };
	bool ok = ic_log_table(m, kind, &t, &v->err) &&
	    logs_render(&t, IC_FORMAT_CSV, NULL, out, &v->err);

	ic_table_finish(&t);
	return ok;
}

static bool same_lists(struct verify *v, bool *same)
{
	const struct ic_logs *a = &v->m->logs, *b = &v->proved.logs;
	bool ok = true;

	*same = a->kinds == b->kinds && a->formats == b->formats;
	for (unsigned k = 0; ok && *same && k < IC_LOG_COUNT; k++) {
		struct ic_buf is = { 0 }, was = { 0 };

		if (a->kinds >> k & 1) {
			ok = list_text(v, v->m, (enum ic_log)k, &is) &&
			    list_text(v, &v->proved, (enum ic_log)k, &was);
			*same = same_text(&is, &was);
		}
	}
	return ok;
}

/*
 * A list has the hashes of files. Here each file counts as the one that was
 * proved: whether it is that is told later.
 */
static bool same_but_files(struct verify *v, bool *same)
{
	size_t n = v->m->ndocuments + v->m->ncopies;
	char(*kept)[IC_SHA256_HEX] = calloc(n + 1, sizeof(*kept));
	bool ok = kept || ic_fail(&v->err, IC_EENV, "out of memory");

	for (size_t i = 0; ok && i < n; i++) {
		struct ic_manifest_document *d = ic_manifest_product(v->m, i);

		memcpy(kept[i], d->sha256, IC_SHA256_HEX);
		memcpy(d->sha256,
		    verify_lookup(&v->proved_names, d->output)->sha256,
		    IC_SHA256_HEX);
	}
	ok = ok && same_lists(v, same);
	for (size_t i = 0; kept && i < n; i++) {
		memcpy(ic_manifest_product(v->m, i)->sha256, kept[i],
		    IC_SHA256_HEX);
	}
	free(kept);
	return ok;
}

/*
 * A volume that was moved knows its name of then; but what it alone says of
 * itself, whoever changed it may have written, and that excuses nothing.
 */
static const struct ic_serving *confirmed(const struct ic_register *own,
    const struct ic_register *all)
{
	const struct ic_serving *first = own->n ? &own->at[0] : NULL;
	const struct ic_serving *same = first ? ic_register_find(all, first)
					      : NULL;

	return same && ic_serving_same_files(same, first) ? first : NULL;
}

/* Records that cannot be read are told of later, as findings. */
static const struct ic_serving *find_serving(struct verify *v,
    const char *volume, struct ic_register *own, struct ic_register *all)
{
	char *file = ledger_name(v->a.p.o->spec, "served");
	struct ic_dir beside = { 0 };
	struct ic_error told = { 0 };
	const struct ic_serving *s = NULL;

	if (file && ic_dir_open(v->a.p.run->directory, &beside, &told) &&
	    ledger_register(&beside, file, all, &told)) {
		s = ic_register_volume(all, volume);
	}
	if (!s && v->dir.private.path &&
	    ledger_register(&v->dir.private, SERVED, own, &told)) {
		s = confirmed(own, all);
	}
	ic_dir_close(&beside);
	free(file);
	return s;
}

static bool find_earlier(struct verify *v, const char *volume,
    const struct ic_serving *s)
{
	struct ic_run *run = v->a.p.run;
	struct ic_buf b = { 0 };
	struct ic_finding f = { .level = IC_LEVEL_WARNING,
		.file = ic_arena_strdup(&run->arena, volume) };

	ic_buf_printf(&b,
	    "was served on %s on %s under an earlier spec, and nothing of it "
	    "was proved against this one: run verify without --spec, or with "
	    "the spec as it was then",
	    s->to, s->date);
	f.sentence = ic_arena_strdup(&run->arena, ic_buf_str(&b));
	ic_buf_finish(&b);
	if (!f.file || !f.sentence) {
		return ic_fail(&v->err, IC_EENV, "out of memory");
	}
	return ic_run_find(run, &f) || (v->err = run->err, false);
}

/* From here on the volume's own manifest says what is to be there. */
static void go_without(struct verify *v)
{
	ic_manifest_finish(v->m);
	*v->m = v->proved;
	v->proved = (struct ic_manifest){ 0 };
	v->earlier = true;
}

bool verify_earlier(struct verify *v)
{
	struct ic_register own = { 0 }, all = { 0 };
	char *volume = ledger_volume(v->a.p.o->out);
	const struct ic_serving *s = volume && v->proved.version
	    ? find_serving(v, volume, &own, &all)
	    : NULL;
	bool same = true;
	bool ok = volume || ic_fail(&v->err, IC_EENV, "out of memory");

	ok = ok && (!s || same_slices(v, &same)) &&
	    (!s || !same || same_but_files(v, &same));
	if (ok && !same) {
		ok = find_earlier(v, volume, s);
		go_without(v);
	}
	ic_register_finish(&own);
	ic_register_finish(&all);
	free(volume);
	return ok;
}
