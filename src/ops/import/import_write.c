/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* All of the rows, in a private file that is new, or none. */
#include <stdlib.h>
#include <string.h>

#include "base/dir.h"
#include "base/fs.h"
#include "core/starter.h"
#include "import_priv.h"

/* Twins stand beside each other: one warning for each place. */
static bool warn_twins(struct import *m)
{
	for (size_t i = 1; i < m->nrows; i++) {
		const struct ic_mark_row *a = &m->rows[i - 1];
		const struct ic_mark_row *b = &m->rows[i];
		const struct ic_told_mark *t = &m->out->marks[b->mark];
		char number[IC_BATES_MAX];

		if (!a->twin || !b->twin || a->document != b->document ||
		    a->page != b->page ||
		    memcmp(&a->rect, &b->rect, sizeof(a->rect)) != 0) {
			continue;
		}
		if (!import_warn(m, m->files[t->file].path, t->page + 1,
			"has a mark that covers the same place of %s as "
			"another one, and says something else: both are taken; "
			"remove a row, or give each its own id",
			import_number(m, b->document, b->page, number))) {
			return false;
		}
	}
	return true;
}

/* True if a list of the spec is the one that is written. */
static bool is_ours(struct import *m, const struct ic_source *list)
{
	char *path = ic_fs_join(m->p.run->directory, list->name);
	char *is = path ? realpath(path, NULL) : NULL;
	char *ours = m->p.o->file ? realpath(m->p.o->file, NULL) : NULL;
	bool same = is && ours && strcmp(is, ours) == 0;

	free(path);
	free(is);
	free(ours);
	return same;
}

/* Of a list without a row only the first that the spec names is known. */
static bool is_listed(struct import *m)
{
	const struct ic_spec *spec = &m->p.run->spec;
	const struct ic_source *last = spec->sources[1];
	bool ours = last && is_ours(m, last);

	for (size_t i = 0; i < spec->nredactions && !ours; i++) {
		const struct ic_source *list = spec->redactions[i].place.source;

		if (list && list != last && list != spec->sources[0]) {
			last = list;
			ours = is_ours(m, last);
		}
	}
	return ours;
}

/* The redaction of the spec that is the row's box already; NULL. */
static const struct ic_redaction *covered(const struct import *m,
    const struct ic_mark_row *r)
{
	const struct import_zone *z = import_zone_first(m, r->document,
	    r->page);
	const struct ic_redaction *all = m->p.run->spec.redactions;

	for (; z < m->zones + m->nzones && z->document == r->document &&
	     z->page == r->page;
	     z++) {
		const struct ic_redaction *q = &all[z->redaction];

		if (r->whole == (q->area == IC_AREA_WHOLE) &&
		    (r->whole ||
			memcmp(&z->rect, &r->rect, sizeof(r->rect)) == 0)) {
			return q;
		}
	}
	return NULL;
}

/* Nobody can have a box twice, so that it is told before plan refuses it. */
static bool warn_covered(struct import *m)
{
	const struct ic_mark_row *first = NULL;
	const struct ic_source *last = NULL, *where = NULL;
	char number[IC_BATES_MAX];
	bool ours = false;
	size_t n = 0;

	for (size_t i = 0; i < m->nrows; i++) {
		const struct ic_redaction *q = covered(m, &m->rows[i]);

		if (!q || !q->place.source) {
			continue;
		}
		if (q->place.source != last) {
			last = q->place.source;
			ours = is_ours(m, last);
		}
		if (!ours && n++ == 0) {
			first = &m->rows[i];
			where = last;
		}
	}
	return n == 0 ||
	    import_warn(m, where->name, 0,
		"has %zu of these boxes already, the first on %s: leave them "
		"out of one of the lists, since a box stands once",
		n, import_number(m, first->document, first->page, number));
}

/* True if it is `head` and nothing else: a line, its end and BOM aside. */
static bool is_head(const char *text, size_t len, const char *head)
{
	size_t n = strcspn(head, "\r\n");

	if (len >= 3 && memcmp(text, "\357\273\277", 3) == 0) {
		text += 3;
		len -= 3;
	}
	while (len > 0 && (text[len - 1] == '\n' || text[len - 1] == '\r')) {
		len--;
	}
	return len == n && memcmp(text, head, n) == 0;
}

static bool stands(struct import *m, const struct ic_dir *dir,
    const struct ic_buf *csv, bool *write)
{
	const char *name = ic_fs_name(m->p.o->file);
	struct ic_buf old = { 0 };
	struct ic_error err = { 0 };
	bool empty = false; /* as `new` made it: there is nothing to lose */

	*write = true;
	if (!ic_dir_has(dir, name)) {
		return true;
	}
	if (ic_dir_read(dir, name, IC_SPEC_BYTES_MAX, &old, &err)) {
		m->out->same = old.len == csv->len &&
		    memcmp(old.data, csv->data, csv->len) == 0;
		empty = old.len > 0 &&
		    is_head((const char *)old.data, old.len, ic_starter_csv());
	}
	ic_buf_finish(&old);
	*write = !m->out->same;
	return m->out->same || empty || m->p.o->force ||
	    import_refuse(m, m->p.o->file, 0,
		"stands there already, and holds something else: give a new "
		"name, or replace it with --force");
}

static bool write_file(struct import *m, const struct ic_buf *csv)
{
	char *parent = ic_fs_parent(m->p.o->file);
	struct ic_dir dir = { 0 };
	bool write = false, ok = parent != NULL;

	if (!ok) {
		ic_fail(&m->p.err, IC_EENV, "out of memory");
	}
	ok = ok && ic_dir_open(parent, &dir, &m->p.err) &&
	    stands(m, &dir, csv, &write);
	if (ok && write && !m->failed) {
		ok = ic_dir_write(&dir, ic_fs_name(m->p.o->file), csv->data,
		    csv->len, 0600, &m->p.err);
		m->out->written = ok;
	}
	ic_dir_close(&dir);
	free(parent);
	return ok;
}

static bool keep_rows(struct import *m)
{
	struct ic_mark_row *rows = ic_arena_alloc(&m->out->arena, m->nrows,
	    sizeof(*rows));

	if (!rows) {
		return ic_fail(&m->p.err, IC_EENV, "out of memory");
	}
	if (m->nrows) {
		memcpy(rows, m->rows, m->nrows * sizeof(*rows));
	}
	m->out->rows = rows;
	m->out->nrows = m->nrows;
	return true;
}

bool import_write(struct import *m)
{
	const struct ic_plan *plan = &m->p.run->plan;
	size_t before = m->nrows;
	struct ic_buf csv = { .max = IC_SPEC_BYTES_MAX };
	bool ok = ic_mark_rows_join(plan, m->rows, &m->nrows, &m->out->arena,
		      &m->p.err) &&
	    warn_twins(m) && warn_covered(m) && keep_rows(m);

	m->out->merged = before - m->nrows;
	if (ok && m->p.o->file && m->out->decided) {
		ok = ic_mark_rows_csv(plan, m->rows, m->nrows, &csv,
			 &m->p.err) &&
		    write_file(m, &csv);
		m->out->listed = is_listed(m);
	}
	ic_buf_finish(&csv);
	return ok && !m->failed;
}
