/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "standing.h"

#include <stdlib.h>
#include <string.h>

#include "apply_priv.h"
#include "base/fs.h"

static void open_half(const char *out, const char *half, struct ic_dir *dir)
{
	char *path = ic_fs_join(out, half);
	struct ic_error ignored = { 0 };

	if (path) {
		ic_dir_open(path, dir, &ignored);
	}
	free(path);
}

static int by_output(const void *a, const void *b)
{
	const struct ic_manifest_document *const *x = a, *const *y = b;

	return strcmp((*x)->output, (*y)->output);
}

static bool sort(struct standing *s, struct ic_error *err)
{
	struct ic_manifest *m = &s->manifest;

	s->n = m->ndocuments + m->ncopies;
	s->sorted = calloc(s->n + 1, sizeof(*s->sorted));
	if (!s->sorted) {
		return ic_fail(err, IC_EENV, "out of memory");
	}
	for (size_t i = 0; i < s->n; i++) {
		s->sorted[i] = ic_manifest_product(m, i);
	}
	qsort(s->sorted, s->n, sizeof(*s->sorted), by_output);
	return true;
}

/* What cannot be read says nothing; then all is opened. */
static bool load(const struct ic_dir *private, struct standing *s,
    struct ic_error *err)
{
	struct ic_buf text = { 0 };
	struct ic_error why = { 0 };
	bool ok = journal_load(private, &s->journal, &why) &&
	    ic_dir_read(private, MANIFEST, IC_MANIFEST_BYTES_MAX, &text,
		&why) &&
	    ic_manifest_load((const char *)text.data, text.len, &s->manifest,
		&why) &&
	    sort(s, &why);

	ic_buf_finish(&text);
	if (!ok && why.code == IC_EENV) {
		*err = why;
	}
	return ok || why.code != IC_EENV;
}

bool standing_open(const char *out, struct standing *s, struct ic_error *err)
{
	struct ic_dir private = { 0 };
	bool ok = true;

	open_half(out, REDACTED, &s->redacted);
	open_half(out, UNREDACTED, &s->unredacted);
	open_half(out, PRIVATE, &private);
	if (private.path) {
		ok = load(&private, s, err);
	}
	ic_dir_close(&private);
	return ok;
}

static bool has_copy(const struct standing *s, const struct ic_plan_document *d,
    enum ic_copy copy)
{
	const struct ic_dir *dir = ic_copy_is_unredacted(copy) ? &s->unredacted
							       : &s->redacted;
	char name[OUTPUT_MAX];

	apply_output_name(d, copy, name);
	return dir->path && ic_dir_has(dir, name);
}

bool standing_has(const struct standing *s, const struct ic_plan_document *d)
{
	for (unsigned c = 0; c < IC_COPIES; c++) {
		if (has_copy(s, d, (enum ic_copy)c)) {
			return true;
		}
	}
	return false;
}

static const struct ic_manifest_document *find(const struct standing *s,
    const struct ic_plan_document *d, enum ic_copy copy)
{
	char output[OUTPUT_MAX];
	const struct ic_manifest_document key = { .output = output };
	const struct ic_manifest_document *want = &key, **found;

	apply_output_path(d, copy, output);
	found = s->n > 0
	    ? bsearch(&want, s->sorted, s->n, sizeof(*s->sorted), by_output)
	    : NULL;
	return found ? *found : NULL;
}

/* True if that copy was made of what it would be made of now. */
static bool is_current(const struct standing *s,
    const struct ic_plan_document *d, enum ic_copy copy, const char *told,
    const char *versions)
{
	const struct journal_entry *e;
	char name[OUTPUT_MAX];

	apply_output_name(d, copy, name);
	e = journal_find(&s->journal, name);
	return e && *told && strcmp(e->told, told) == 0 &&
	    strcmp(e->source, d->sha256) == 0 &&
	    strcmp(e->versions, versions) == 0 && find(s, d, copy);
}

/*
 * Its redacted copy must be there, which alone has all pages; and what was read
 * in vain then may be read today. Where a box covered a word of court or
 * matter, nobody knows any more in which document.
 */
static bool may_restore(const struct standing *s,
    const struct ic_plan_document *d, const char *told, const char *versions)
{
	const struct ic_manifest_document *was = find(s, d, IC_COPY_REDACTED);

	if (!was || !s->manifest.headed || was->kind != d->kind ||
	    was->npages != d->npages || !has_copy(s, d, IC_COPY_REDACTED)) {
		return false;
	}
	for (unsigned c = 0; c < IC_COPIES; c++) {
		if (has_copy(s, d, (enum ic_copy)c) &&
		    !is_current(s, d, (enum ic_copy)c, told, versions)) {
			return false;
		}
	}
	return true;
}

static void take_page(struct ic_plan_page *p, const struct ic_manifest_page *m)
{
	p->size = m->size;
	p->notes = m->notes;
	p->endorse = m->endorse;
	p->number_at = (uint8_t)m->number_at;
}

static void take(const struct standing *s, struct ic_plan_document *d)
{
	const struct ic_manifest_document *was = find(s, d, IC_COPY_REDACTED);

	d->notes = was->notes;
	d->bytes = was->native_bytes;
	for (uint32_t i = 0; i < d->npages; i++) {
		take_page(&d->pages[i], &was->pages[i]);
	}
	for (unsigned c = 0; c < IC_COPIES; c++) {
		was = find(s, d, (enum ic_copy)c);
		if (was) {
			d->layout[c] = (struct ic_layout){
				.room_top = was->room_top,
				.room_bottom = was->room_bottom,
				.room_right = was->room_right,
				.ids_at = was->ids_at,
				.plate = was->plate,
			};
		}
	}
}

bool standing_restore(const struct standing *s, struct ic_plan *plan,
    struct ic_told *told, const char *versions, size_t document,
    struct ic_error *err)
{
	struct ic_plan_document *d = &plan->documents[document];
	char hash[IC_TOLD_HEX];

	if (!d->unopened || !d->sha256[0]) {
		return true;
	}
	if (!ic_told_hash(told, document, hash, err)) {
		return false;
	}
	if (!may_restore(s, d, hash, versions)) {
		return true;
	}
	if (!ic_plan_restore(plan, document, err)) {
		return false;
	}
	take(s, d);
	return true;
}

void standing_close(struct standing *s)
{
	ic_dir_close(&s->redacted);
	ic_dir_close(&s->unredacted);
	journal_finish(&s->journal);
	ic_manifest_finish(&s->manifest);
	free(s->sorted);
	*s = (struct standing){ 0 };
}
