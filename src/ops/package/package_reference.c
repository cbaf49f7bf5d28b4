/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The sealed reference list holds what boxes cover, so no manifest has a hash
 * of it: that it is right only the spec can tell.
 */
#include <string.h>

#include "core/index.h"
#include "core/reference.h"
#include "package_priv.h"
#include "reference.h"

struct listing {
	const struct pack *p;
	struct ic_index begins; /* of the documents that were made */
};

/* The list speaks of these. */
static bool is_listed(const void *user, size_t document)
{
	const struct listing *l = user;
	const struct ic_plan *plan = &l->p->made.run->plan;
	char number[IC_BATES_MAX];

	if (plan->documents[document].npages == 0) {
		return false;
	}
	ic_plan_page_number(plan, document, 0, number);
	return ic_index_find(&l->begins, number) != IC_INDEX_NONE;
}

static bool list_begins(struct pack *p, struct listing *out)
{
	uint32_t old;

	for (size_t i = 0; i < p->v.m->ndocuments; i++) {
		if (!ic_index_add(&out->begins, p->v.m->documents[i].begin,
			(uint32_t)i, &old)) {
			return ic_fail(&p->v.err, IC_EENV, "out of memory");
		}
	}
	return true;
}

static bool is_right(struct pack *p, const struct pack_file *f,
    const struct ic_buf *want, bool *ok)
{
	struct ic_buf have = { 0 };
	bool read = ic_dir_read(f->dir, f->name, want->len, &have, &p->v.err);

	*ok = read && have.len == want->len &&
	    memcmp(have.data, want->data, want->len) == 0;
	reference_wipe(&have);
	if (!read && p->v.err.code == IC_EENV) {
		return false;
	}
	p->v.err = (struct ic_error){ 0 };
	return *ok ||
	    verify_find(&p->v, f->name, "does not say what the spec says");
}

static bool compare(struct pack *p, const struct ic_buf *csv,
    const struct ic_buf *html)
{
	bool ok;

	for (size_t i = 0; i < p->nfiles; i++) {
		const struct pack_file *f = &p->files[i];

		if (f->item == IC_ITEM_REFERENCE &&
		    !is_right(p, f,
			strcmp(f->name, IC_REFERENCE_CSV) == 0 ? csv : html,
			&ok)) {
			return false;
		}
	}
	return true;
}

static bool check(struct pack *p)
{
	struct ic_table t = { 0 };
	struct ic_buf csv = { 0 }, html = { 0 };
	struct listing l = { .p = p };
	bool ok = list_begins(p, &l) &&
	    ic_reference_table(&p->made.run->plan, is_listed, &l, &t,
		&p->v.err);

	if (ok) {
		ic_table_csv(&t, &csv);
		ic_table_html(&t, &html);
		ok = ic_buf_check(&csv, "the reference list", &p->v.err) &&
		    ic_buf_check(&html, "the reference list", &p->v.err) &&
		    compare(p, &csv, &html);
	}
	ic_index_finish(&l.begins);
	ic_table_finish(&t);
	reference_wipe(&csv);
	reference_wipe(&html);
	return ok;
}

enum ic_outcome pack_reference(struct pack *p)
{
	enum ic_outcome out;

	if (!p->v.m->reference_list || !pack_wanted(p, IC_ITEM_REFERENCE)) {
		return IC_DONE;
	}
	out = pack_plan(p);
	if (out == IC_DONE && !check(p)) {
		out = IC_STOPPED;
	}
	return out;
}
