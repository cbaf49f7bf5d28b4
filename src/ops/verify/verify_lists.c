/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Proof 6: the served lists, row by row, and the hashes over them as they
 * stand there.
 */
#include <stdio.h>
#include <string.h>

#include "base/digest.h"
#include "core/reference.h"
#include "core/served.h"
#include "logs.h"
#include "reference.h"
#include "verify_priv.h"

/* Findings of one list; one of another production differs in every row. */
#define ROWS_TOLD 200

struct list {
	struct verify *v;
	const char *shown;
	const char *says; /* "plan", "manifest"; NULL: the files themselves */
	size_t told, more;
};

/* ("B, COE000002") */
static void put_key(struct ic_buf *b, const struct ic_row_finding *f)
{
	ic_buf_printf(b, "\"%s%s%s\"", f->key[0] ? f->key[0] : "",
	    f->key[1] && f->key[1][0] ? ", " : "", f->key[1] ? f->key[1] : "");
}

static void put_sentence(struct ic_buf *b, const struct list *l,
    const struct ic_row_finding *f)
{
	switch (f->fault) {
	case IC_ROW_ADDED:
		ic_buf_printf(b, "row %zu is not of the %s", f->row,
		    l->says ? l->says : "production");
		break;
	case IC_ROW_MISSING:
		ic_buf_puts(b, "has no row ");
		put_key(b, f);
		break;
	case IC_ROW_MOVED:
		ic_buf_printf(b, "row %zu, ", f->row);
		put_key(b, f);
		ic_buf_puts(b, ", is out of its place");
		break;
	case IC_ROW_CELL:
		ic_buf_printf(b, "row %zu, ", f->row);
		put_key(b, f);
		if (l->says) {
			ic_buf_printf(b, ": \"%s\" is not what the %s says",
			    f->column, l->says);
		} else {
			ic_buf_printf(b, ": its %s is not the file's",
			    f->column);
		}
		break;
	case IC_ROW_FORM:
		ic_buf_puts(b, "is not written as this program writes it");
		break;
	default:
		ic_buf_puts(b, "is not a list that can be read");
		break;
	}
}

static bool tell(void *user, const struct ic_row_finding *f)
{
	struct list *l = user;
	struct ic_buf b = { 0 };
	bool ok;

	if (l->told == ROWS_TOLD) {
		l->more++;
		return true;
	}
	l->told++;
	put_sentence(&b, l, f);
	ok = ic_buf_check(&b, l->shown, &l->v->err) &&
	    verify_find(l->v, l->shown, "%s", ic_buf_str(&b));
	ic_buf_finish(&b);
	return ok;
}

/* Its bytes, which stay with the caller, against those it is to have. */
static bool compare(struct list *l, const struct ic_served_form *form,
    const struct ic_buf *have, struct ic_buf *want)
{
	struct verify *v = l->v;
	struct ic_buf copy = { 0 };
	bool ok;

	ic_buf_add(&copy, have->data, have->len);
	ok = ic_buf_check(&copy, l->shown, &v->err) &&
	    ic_served_compare(form, &copy, want, tell, l, &v->err) &&
	    (l->more == 0 ||
		verify_find(v, l->shown, "has %zu more such rows", l->more));
	ic_buf_finish(&copy);
	return ok;
}

/* Read a list; a missing one is told, and is empty. */
static bool read_list(struct verify *v, const struct ic_dir *d,
    const char *name, const char *shown, struct ic_buf *out, bool *there)
{
	struct ic_error err = { 0 };

	*there = ic_dir_read(d, name, IC_MANIFEST_BYTES_MAX, out, &err);
	if (*there) {
		return true;
	}
	if (err.code == IC_EENV) {
		v->err = err;
		return false;
	}
	return verify_find(v, shown, "is missing");
}

/*
 * A page or spreadsheet of another version of this program, or of other
 * libraries, has other bytes. Then it is to be the file that was written.
 */
static bool of_another_maker(const struct verify *v, const struct logs_file *f,
    const char *sha256)
{
	const struct ic_manifest *was = verify_has_spec(v) ? &v->proved : v->m;

	return was->version &&
	    (strcmp(was->version, IC_VERSION) != 0 ||
		(f->format == IC_FORMAT_XLSX && was->log_sums.maker &&
		    strcmp(was->log_sums.maker, logs_maker(&v->m->logs)) !=
			0)) &&
	    strcmp(was->log_sums.sha256[f->kind][f->format], sha256) == 0;
}

static bool compare_bytes(struct list *l, const struct logs_file *f,
    const struct ic_buf *have, const char *sha256)
{
	return (have->len == f->bytes->len &&
		   memcmp(have->data, f->bytes->data, have->len) == 0) ||
	    of_another_maker(l->v, f, sha256) ||
	    verify_find(l->v, l->shown, "is not what the %s says", l->says);
}

/* The hashes of lists as they stand there are gathered for SHA256SUMS. */
struct checking {
	struct verify *v;
	struct ic_log_sums have;
};

static bool check_log(void *user, const struct logs_file *f,
    struct ic_error *err)
{
	struct checking *c = user;
	struct verify *v = c->v;
	char shown[sizeof(LOGS) + IC_LOG_NAME_MAX];
	struct list l = { v, shown, verify_has_spec(v) ? "plan" : "manifest", 0,
		0 };
	char *sum = c->have.sha256[f->kind][f->format];
	struct ic_served_form form;
	struct ic_buf have = { 0 };
	bool there = false, ok;

	(void)err;
	snprintf(shown, sizeof(shown), LOGS "/%s", f->name);
	ok = read_list(v, &v->dir.logs, f->name, shown, &have, &there) &&
	    ic_sha256(there ? have.data : f->bytes->data,
		there ? have.len : f->bytes->len, sum, &v->err);
	if (ok && there && f->format == IC_FORMAT_CSV) {
		ic_served_form_of(f->table, &form);
		ok = compare(&l, &form, &have, f->bytes);
	} else if (ok && there) {
		ok = compare_bytes(&l, f, &have, sum);
	}
	ic_buf_finish(&have);
	return ok;
}

static bool check_sums(struct verify *v)
{
	struct list l = { v, SUMS, NULL, 0, 0 };
	struct ic_buf have = { 0 }, want = { 0 };
	bool there = false;
	bool ok = read_list(v, &v->dir.top, SUMS, SUMS, &have, &there) &&
	    (!there ||
		(outdir_sums(v->m, &want, &v->err) &&
		    compare(&l, &ic_served_sums, &have, &want)));

	ic_buf_finish(&have);
	ic_buf_finish(&want);
	return ok;
}

/* One form of the cover index, which is never served. */
static bool check_cover(struct verify *v, const char *name,
    const struct ic_buf *want)
{
	struct ic_buf have = { 0 };
	char shown[128];
	bool there, ok;

	snprintf(shown, sizeof(shown), UNREDACTED "/%s", name);
	ok = read_list(v, &v->dir.unredacted, name, shown, &have, &there);
	if (ok && there &&
	    (have.len != want->len ||
		memcmp(have.data, want->data, want->len) != 0)) {
		ok = verify_find(v, shown, "does not say what the %s says",
		    verify_has_spec(v) ? "plan" : "manifest");
	}
	ic_buf_finish(&have);
	return ok;
}

static bool check_covers(struct verify *v)
{
	struct ic_buf csv = { 0 }, html = { 0 };
	bool ok = ic_manifest_disputed(v->m, &csv, &html, &v->err) &&
	    check_cover(v, DISPUTED_CSV, &csv) &&
	    check_cover(v, DISPUTED_HTML, &html);

	ic_buf_finish(&csv);
	ic_buf_finish(&html);
	return ok;
}

static bool check_served(struct verify *v)
{
	struct checking c = { .v = v };
	struct ic_dir scratch = { 0 };
	struct ic_error err = { 0 };
	bool ok = logs_scratch(&scratch, &v->err);

	if (ok && !logs_each(v->m, &scratch, check_log, &c, &err)) {
		v->err = v->err.code ? v->err : err;
		ok = false;
	}
	ic_dir_close(&scratch);
	c.have.maker = v->m->log_sums.maker;
	v->m->log_sums = c.have;
	return ok && check_sums(v);
}

/* Nothing that is stored knows what is in it: only the spec does. */
static bool check_reference(struct verify *v)
{
	struct ic_run *run = v->a.p.run;
	struct ic_finding f = { .level = IC_LEVEL_WARNING,
		.file = UNREDACTED "/" IC_REFERENCE_CSV,
		.sentence = "was not checked: that needs --spec" };
	struct ic_buf csv = { 0 }, html = { 0 };
	bool ok;

	if (!verify_has_spec(v)) {
		return ic_run_find(run, &f) || (v->err = run->err, false);
	}
	ok = reference_make(&v->a, &csv, &html, &v->err) &&
	    check_cover(v, IC_REFERENCE_CSV, &csv) &&
	    check_cover(v, IC_REFERENCE_HTML, &html);
	reference_wipe(&csv);
	reference_wipe(&html);
	return ok;
}

bool verify_lists(struct verify *v)
{
	bool ok = !v->dir.redacted.path || check_served(v);

	return ok && (v->away || !v->m->reference_list || check_reference(v)) &&
	    (v->away || !ic_manifest_has_disputed(v->m) || check_covers(v));
}
