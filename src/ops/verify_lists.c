/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Proof 6: the served lists, row by row, and the hashes over them as they
 * stand there.
 */
#include <stdio.h>
#include <string.h>

#include "core/served.h"
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
static bool compare(struct list *l, enum ic_served what,
    const struct ic_buf *have, struct ic_buf *want)
{
	struct verify *v = l->v;
	struct ic_buf copy = { 0 };
	bool ok;

	ic_buf_add(&copy, have->data, have->len);
	ok = ic_buf_check(&copy, l->shown, &v->err) &&
	    ic_served_compare(what, &copy, want, tell, l, &v->err) &&
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

/* Of the three lists: as they are, and as they are to be. */
struct lists {
	struct ic_buf log, index, sums;
};

static void lists_finish(struct lists *l)
{
	ic_buf_finish(&l->log);
	ic_buf_finish(&l->index);
	ic_buf_finish(&l->sums);
}

static bool check(struct verify *v, struct lists *have, struct lists *want)
{
	const char *says = verify_has_spec(v) ? "plan" : "manifest";
	struct list log = { v, LOGS "/" REDACTION_LOG, says, 0, 0 };
	struct list index = { v, LOGS "/" BATES_INDEX, says, 0, 0 };
	struct list sums = { v, SUMS, NULL, 0, 0 };
	bool has_log, has_index, has_sums;

	return read_list(v, &v->dir.logs, REDACTION_LOG, log.shown, &have->log,
		   &has_log) &&
	    read_list(v, &v->dir.logs, BATES_INDEX, index.shown, &have->index,
		&has_index) &&
	    read_list(v, &v->dir.top, SUMS, SUMS, &have->sums, &has_sums) &&
	    ic_manifest_redaction_log(v->m, &want->log, &v->err) &&
	    ic_manifest_bates_index(v->m, &want->index, &v->err) &&
	    outdir_sums(v->m, has_log ? &have->log : &want->log,
		has_index ? &have->index : &want->index, &want->sums,
		&v->err) &&
	    (!has_log ||
		compare(&log, IC_SERVED_REDACTIONS, &have->log, &want->log)) &&
	    (!has_index ||
		compare(&index, IC_SERVED_INDEX, &have->index, &want->index)) &&
	    (!has_sums ||
		compare(&sums, IC_SERVED_SUMS, &have->sums, &want->sums));
}

/* One form of the cover index, which is never served. */
static bool check_cover(struct verify *v, const char *name,
    const struct ic_buf *want)
{
	struct ic_buf have = { 0 };
	char shown[sizeof(UNREDACTED) + sizeof(DISPUTED_HTML)];
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

bool verify_lists(struct verify *v)
{
	struct lists have = { 0 }, want = { 0 };
	bool ok = !v->dir.redacted.path || check(v, &have, &want);

	if (ok && !v->away && ic_manifest_has_disputed(v->m)) {
		ok = check_covers(v);
	}
	lists_finish(&have);
	lists_finish(&want);
	return ok;
}
