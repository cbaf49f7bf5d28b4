/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "import_priv.h"

#define REPLIES_MAX 100  /* to a mark; a note holds no more */
#define WHOLE_WITHIN 500 /* milli-points: how nearly a mark is its page */

struct ic_told_mark *import_tell(struct import *m, const struct import_file *f,
    uint32_t page, enum ic_mark_end end, const char *why)
{
	struct ic_imported *out = m->out;
	size_t file = (size_t)(f - m->files);
	struct ic_told_mark *t;

	if (out->nmarks == m->cap_marks) {
		size_t cap = m->cap_marks ? 2 * m->cap_marks : 256;
		void *p = reallocarray(out->marks, cap, sizeof(*out->marks));

		if (!p) {
			ic_fail(&m->p.err, IC_EENV, "out of memory");
			return NULL;
		}
		out->marks = p;
		m->cap_marks = cap;
	}
	t = &out->marks[out->nmarks++];
	*t = (struct ic_told_mark){ .file = (uint32_t)file,
		.page = page,
		.type = IC_ANNOT_TYPE_COUNT,
		.color = IC_ANNOT_NO_COLOR,
		.author = "",
		.end = end,
		.why = why };
	out->files[file].nmarks++;
	return t;
}

static bool grow_rows(struct import *m)
{
	size_t cap = m->cap_rows ? 2 * m->cap_rows : 256;
	void *p;

	if (m->nrows < m->cap_rows) {
		return true;
	}
	p = reallocarray(m->rows, cap, sizeof(*m->rows));
	if (!p) {
		return ic_fail(&m->p.err, IC_EENV, "out of memory");
	}
	m->rows = p;
	m->cap_rows = cap;
	return true;
}

static bool is_whole(struct ic_rect r, struct ic_size s)
{
	return r.x0 <= WHOLE_WITHIN && r.y0 <= WHOLE_WITHIN &&
	    r.x1 >= s.w - WHOLE_WITHIN && r.y1 >= s.h - WHOLE_WITHIN;
}

bool import_add_row(struct import *m, const struct ic_found_page *found,
    struct ic_rect rect, const struct import_words *words)
{
	struct ic_size page = found->fit.page;
	struct ic_mark_row *r;

	if (!grow_rows(m)) {
		return false;
	}
	r = &m->rows[m->nrows++];
	*r = (struct ic_mark_row){ .document = found->document,
		.page = found->page,
		.rect = ic_rect_intersect(rect, ic_rect_of(page)),
		.id = words->id,
		.derived = words->derived,
		.codes = words->codes,
		.note = words->note,
		.kept = words->kept,
		.mark = (uint32_t)m->out->nmarks - 1 };
	r->whole = is_whole(r->rect, page);
	if (r->whole) {
		r->rect = ic_rect_of(page);
	}
	return true;
}

const char *import_code_for(struct import *m, const struct ic_annot *a)
{
	const char *all = NULL;

	for (size_t i = 0; i < m->ncodes; i++) {
		if (m->codes[i].all) {
			all = m->codes[i].codes;
		} else if (a && ic_annot_pick_meets(&m->codes[i].pick, a)) {
			return m->codes[i].codes;
		}
	}
	return all;
}

static bool words_codes(struct import *m, const struct ic_annot *a,
    struct import_words *out)
{
	struct ic_buf b = { 0 };
	bool ok = true;

	out->codes = NULL;
	if (ic_codes_named(&m->p.run->spec, a->overlay, &b)) {
		out->codes = ic_arena_strdup(&m->out->arena, ic_buf_str(&b));
		ok = out->codes != NULL;
	}
	ok = ok && !b.failed;
	ic_buf_finish(&b);
	if (!out->codes) {
		out->codes = import_code_for(m, a);
	}
	return ok || ic_fail(&m->p.err, IC_EENV, "out of memory");
}

/* True if a viewer shows that note so: it went out, and came back. */
static bool is_kept(const char *note, const char *contents)
{
	struct ic_buf line = { 0 };
	bool same = ic_annot_text(&line, note, IC_ANNOT_TEXT_MAX) &&
	    !line.failed && strcmp(ic_buf_str(&line), contents) == 0;

	ic_buf_finish(&line);
	return same;
}

/* What it says, and what the replies to it do. */
static bool words_note(struct import *m, const struct import_file *f,
    uint32_t index, struct import_words *out)
{
	const struct ic_annots *list = &f->annots;
	const struct ic_annot *a = &list->at[index];
	uint32_t first = a->flags & IC_ANNOT_BIT(GROUPED) && a->of < list->n
	    ? a->of
	    : index;
	struct ic_arena *arena = &m->out->arena;

	out->note = out->kept && out->kept->note ? out->kept->note : "";
	if (!is_kept(out->note, list->at[first].contents)) {
		out->note = ic_mark_note_join(arena, out->note,
		    list->at[first].contents);
	}
	if (out->note && first != index) {
		out->note = ic_mark_note_join(arena, out->note, a->contents);
	}
	for (uint32_t i = f->reply[first], k = 0;
	     out->note && i != UINT32_MAX && k < REPLIES_MAX;
	     i = f->next[i], k++) {
		out->note = ic_mark_note_join(arena, out->note,
		    list->at[i].contents);
	}
	if (out->note && *out->note == '\0' && out->kept && out->kept->note) {
		out->note = out->kept->note;
	}
	return out->note || ic_fail(&m->p.err, IC_EENV, "out of memory");
}

struct placing {
	const struct ic_found_page *found;
	struct ic_rect rect;
	bool met;
};

static void meet_page(void *user, size_t document, uint32_t page)
{
	struct placing *p = user;

	p->met |= document == p->found->document && page == p->found->page;
}

static int by_name(const void *x, const void *y, void *user)
{
	const struct ic_plan *plan = user;
	uint32_t i = *(const uint32_t *)x, k = *(const uint32_t *)y;
	int c = strcmp(plan->ids[i], plan->ids[k]);

	return c ? c : (i > k) - (i < k);
}

/* The redactions of the spec by their ids, which a viewer is given. */
static bool list_names(struct import *m)
{
	struct ic_plan *plan = &m->p.run->plan;
	size_t n = plan->spec->nredactions;

	m->named = calloc(n + 1, sizeof(*m->named));
	if (!m->named || !ic_plan_name_all(plan)) {
		return ic_fail(&m->p.err, IC_EENV, "out of memory");
	}
	for (size_t i = 0; i < n; i++) {
		if (plan->ids[i]) {
			m->named[m->nnamed++] = (uint32_t)i;
		}
	}
	if (m->nnamed > 0) {
		qsort_r(m->named, m->nnamed, sizeof(*m->named), by_name, plan);
	}
	return true;
}

/* The index of the redaction that has an id; false if none has. */
static bool find_name(const struct import *m, const char *name, uint32_t *out)
{
	const struct ic_plan *plan = &m->p.run->plan;
	size_t low = 0, high = m->nnamed;

	while (low < high) {
		size_t mid = low + (high - low) / 2;
		int c = strcmp(plan->ids[m->named[mid]], name);

		if (c == 0) {
			*out = m->named[mid];
			return true;
		}
		low = c < 0 ? mid + 1 : low;
		high = c < 0 ? high : mid;
	}
	return false;
}

static bool stands(struct import *m, const struct ic_redaction *r,
    const struct ic_annot *a, const struct ic_found_page *found)
{
	struct placing p = { found, { 0 }, false };

	if (a->nrects == 1) {
		p.rect = ic_fit_to_page(&found->fit, a->rects[0]);
	}
	ic_mark_each_page(&m->p.run->plan, r, meet_page, &p);
	if (!p.met || r->area > IC_AREA_WHOLE) {
		return false;
	}
	return r->area == IC_AREA_WHOLE
	    ? is_whole(p.rect, found->fit.page)
	    : memcmp(&r->rect, &p.rect, sizeof(p.rect)) == 0;
}

/*
 * A redaction of the spec that was given to a viewer comes back with its id:
 * what a viewer does not show of it is kept. An id never names another box, so
 * that one that was moved has none; and one that was derived will be again.
 */
static void words_kept(struct import *m, const struct ic_annot *a,
    const struct ic_found_page *found, struct import_words *out)
{
	const struct ic_redaction *r;
	uint32_t i;

	if (!*a->name || !find_name(m, a->name, &i)) {
		return;
	}
	r = &m->p.run->spec.redactions[i];
	out->kept = r;
	if (stands(m, r, a, found)) {
		out->id = m->p.run->plan.ids[i];
		out->derived = !r->id;
	}
}

static const char *type_of(const struct ic_annot *a)
{
	return ic_annot_type_word((enum ic_annot_type)a->type);
}

/* Why a mark that is to be taken cannot be; NULL if it can. */
static bool check_place(struct import *m, const struct import_file *f,
    const struct ic_annot *a, bool *ok)
{
	const struct ic_found_page *found = a->page < f->npages
	    ? &f->pages[a->page]
	    : NULL;
	char number[IC_BATES_MAX];

	*ok = false;
	if (!found || (a->flags & IC_ANNOT_BIT(NO_PAGE))) {
		return import_refuse(m, f->path, 0,
		    "has a %s mark on a page that the file does not have",
		    type_of(a));
	}
	if (a->nrects == 0 && (a->flags & IC_ANNOT_BIT(OUTSIDE))) {
		return import_refuse(m, f->path, a->page + 1,
		    "has a %s mark that lies outside the page: move it onto "
		    "the page, or delete it",
		    type_of(a));
	}
	if (found->how == IC_FOUND_BY_SKIPPED ||
	    found->how == IC_FOUND_BY_NOT) {
		return import_refuse(m, f->path, a->page + 1,
		    "has a %s mark, and is no page of any document: move the "
		    "mark to the page that it is for, or leave it with --leave",
		    type_of(a));
	}
	if (ic_plan_is_sheet(&m->p.run->plan.documents[found->document])) {
		return import_refuse(m, f->path, a->page + 1,
		    "has a %s mark on %s, for which a slip sheet stands: "
		    "nothing of it can be covered",
		    type_of(a),
		    import_number(m, found->document, found->page, number));
	}
	*ok = true;
	return true;
}

/* What of it is taken otherwise than it may look. */
static bool warn_odd(struct import *m, const struct import_file *f,
    const struct ic_annot *a)
{
	return (!(a->flags & IC_ANNOT_BIT(SLANTED)) ||
		   import_warn(m, f->path, a->page + 1,
		       "has a %s mark that is not upright: the rectangle "
		       "around it is taken",
		       type_of(a))) &&
	    (!(a->flags & IC_ANNOT_BIT(EMPTY)) ||
		import_warn(m, f->path, a->page + 1,
		    "has a %s mark of which a part has no size: what has one "
		    "is taken",
		    type_of(a)));
}

static bool add_rows(struct import *m, const struct import_file *f,
    const struct ic_annot *a, const struct import_words *words,
    struct ic_told_mark *t)
{
	const struct ic_found_page *found = &f->pages[a->page];
	struct ic_rect page = ic_rect_of(found->fit.page);
	bool cut = a->flags & IC_ANNOT_BIT(OUTSIDE);

	for (uint32_t i = 0; i < a->nrects; i++) {
		struct ic_rect r = ic_fit_to_page(&found->fit, a->rects[i]);

		if (!ic_rect_touches(r, page)) {
			cut = true;
			continue;
		}
		cut |= !ic_rect_contains(ic_rect_grow(page,
					     found->fit.slack + IC_PLAN_SLACK),
		    r);
		if (!import_add_row(m, found, r, words)) {
			return false;
		}
		t->rows++;
	}
	if (t->rows == 0) {
		return import_refuse(m, f->path, a->page + 1,
		    "has a %s mark that lies outside the page as the "
		    "production has it",
		    type_of(a));
	}
	return (!cut ||
		   import_warn(m, f->path, a->page + 1,
		       "has a %s mark of which a part lies off the page: what "
		       "is on it is taken",
		       type_of(a))) &&
	    warn_odd(m, f, a);
}

static const char *open_why(struct import *m, const struct ic_annot *a,
    const struct import_words *words)
{
	if (a->flags & IC_ANNOT_BIT(HIDDEN)) {
		return "is hidden in viewers";
	}
	if (a->flags & IC_ANNOT_BIT(BROKEN)) {
		return "has a place that cannot be read: draw it again";
	}
	if (a->flags & IC_ANNOT_BIT(APART)) {
		return "is said to be in two places: draw it again";
	}
	if (a->nrects == 0 && !(a->flags & IC_ANNOT_BIT(OUTSIDE)) &&
	    !(a->flags & IC_ANNOT_BIT(NO_PAGE))) {
		return "has no size";
	}
	if (!words->codes) {
		return *a->overlay && m->p.run->spec.ncodes
		    ? "its text names no code of the spec: give one with "
		      "--code"
		    : "has no code: give one with --code";
	}
	return NULL;
}

static bool take_mark(struct import *m, const struct import_file *f,
    uint32_t index, struct ic_told_mark *t)
{
	const struct ic_annot *a = &f->annots.at[index];
	struct import_words words = { .id = "" };
	const char *why;
	bool ok;

	if (!words_codes(m, a, &words)) {
		return false;
	}
	why = open_why(m, a, &words);
	if (why) {
		t->end = IC_MARK_OPEN;
		t->why = why;
		return true;
	}
	t->end = IC_MARK_TAKEN;
	t->why = a->state == IC_ANNOT_STATE_REJECTED ||
		a->state == IC_ANNOT_STATE_CANCELLED
	    ? "a review rejected it"
	    : "";
	if (!check_place(m, f, a, &ok) || !ok) {
		return m->p.err.code == IC_OK;
	}
	words_kept(m, a, &f->pages[a->page], &words);
	return words_note(m, f, index, &words) && add_rows(m, f, a, &words, t);
}

bool import_is_words(const struct ic_annot *a)
{
	return (a->flags & IC_ANNOT_BIT(REPLY)) && a->type == IC_ANNOT_TEXT;
}

static bool decide(struct import *m, const struct import_file *f,
    uint32_t index)
{
	const struct ic_annot *a = &f->annots.at[index];
	struct ic_told_mark *t = import_tell(m, f, a->page, IC_MARK_WORDS, "");

	if (!t) {
		return false;
	}
	t->type = (enum ic_annot_type)a->type;
	t->color = a->color;
	t->author = a->author;
	if (a->page < f->npages &&
	    f->pages[a->page].how > IC_FOUND_BY_SKIPPED) {
		import_number(m, f->pages[a->page].document,
		    f->pages[a->page].page, t->number);
	}
	if (import_is_words(a)) {
		return true;
	}
	switch (ic_annot_fate(a, m->take, m->ntake, m->leave, m->nleave)) {
	case IC_FATE_TAKE:
		return take_mark(m, f, index, t);
	case IC_FATE_LEAVE:
		t->end = IC_MARK_LEFT;
		return true;
	case IC_FATE_BOTH:
		t->end = IC_MARK_OPEN;
		t->why = "a --take and a --leave mean it alike";
		return true;
	default:
		t->end = IC_MARK_OPEN;
		t->why = "no --take and no --leave means it";
		return true;
	}
}

/* The result outlives the files. */
static bool keep_authors(struct import *m)
{
	for (size_t i = 0; i < m->out->nmarks; i++) {
		struct ic_told_mark *t = &m->out->marks[i];

		t->author = *t->author
		    ? ic_arena_strdup(&m->out->arena, t->author)
		    : "";
		if (!t->author) {
			return ic_fail(&m->p.err, IC_EENV, "out of memory");
		}
	}
	return true;
}

bool import_take_marks(struct import *m)
{
	struct ic_imported *out = m->out;

	if (!list_names(m)) {
		return false;
	}
	for (size_t i = 0; i < m->nfiles; i++) {
		const struct import_file *f = &m->files[i];

		for (uint32_t k = 0; k < f->annots.n; k++) {
			if (!decide(m, f, k)) {
				return false;
			}
		}
		if (f->kind == IC_MARKS_CSV && !import_take_csv(m, f)) {
			return false;
		}
	}
	for (size_t i = 0; i < out->nmarks; i++) {
		out->ends[out->marks[i].end]++;
	}
	out->decided = out->ends[IC_MARK_OPEN] == 0;
	return keep_authors(m);
}
