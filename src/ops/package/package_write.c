/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* One audience's folder: what the policy gives it, and lists of that. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/digest.h"
#include "package_priv.h"

#define SERVED_FILE 0666
#define SERVED_DIR 0777
#define OWN_FILE 0600
#define OWN_DIR 0700

static bool note(struct pack *p, const char *folder, const char *name,
    const char sha256[65], bool unredacted)
{
	struct pack_set *s = &p->set;
	struct pack_written *w;

	if (s->n == s->cap) {
		size_t cap = s->cap ? 2 * s->cap : 64;
		void *more = reallocarray(s->at, cap, sizeof(*s->at));

		if (!more) {
			return ic_fail(&p->v.err, IC_EENV, "out of memory");
		}
		s->at = more;
		s->cap = cap;
	}
	w = &s->at[s->n];
	*w = (struct pack_written){ .unredacted = unredacted };
	memcpy(w->sha256, sha256, sizeof(w->sha256));
	if (asprintf(&w->path, "%s%s%s", folder, folder[0] ? "/" : "", name) <
	    0) {
		return ic_fail(&p->v.err, IC_EENV, "out of memory");
	}
	s->n++;
	return true;
}

/* Open "VOL001/REDACTED" below the folder, made as far as it is missing. */
static bool open_folder(struct pack *p, const char *folder, bool own,
    struct ic_dir *out)
{
	char first[IC_PROFILE_VOLUME_MAX + 16];
	const char *slash = strchr(folder, '/');
	struct ic_dir upper = { 0 };
	bool ok;

	if (!slash) {
		return ic_dir_sub(&p->set.top, folder,
		    own ? OWN_DIR : SERVED_DIR, out, &p->v.err);
	}
	snprintf(first, sizeof(first), "%.*s", (int)(slash - folder), folder);
	if (!ic_dir_sub(&p->set.top, first, SERVED_DIR, &upper, &p->v.err)) {
		return false;
	}
	ok = ic_dir_sub(&upper, slash + 1, own ? OWN_DIR : SERVED_DIR, out,
	    &p->v.err);
	ic_dir_close(&upper);
	return ok;
}

static const char *folder_of(enum ic_item item)
{
	switch (item) {
	case IC_ITEM_REDACTED:
		return "REDACTED";
	case IC_ITEM_PROPOSED:
	case IC_ITEM_DISPUTED:
	case IC_ITEM_REFERENCE:
		return "UNREDACTED";
	case IC_ITEM_TEXT:
		return "TEXT";
	case IC_ITEM_NATIVE:
		return "NATIVES";
	default:
		return "LOGS";
	}
}

static bool put_file(struct pack *p, const struct pack_file *f)
{
	char folder[IC_PROFILE_VOLUME_MAX + 16];
	char volume[IC_PROFILE_VOLUME_MAX + 1];
	bool own = ic_policy_unredacted(f->item), ok;
	struct ic_dir d = { 0 };

	if (f->volume == PACK_NO_VOLUME) {
		snprintf(folder, sizeof(folder), "%s", folder_of(f->item));
	} else {
		ic_profile_volume(p->volume, f->volume, volume);
		snprintf(folder, sizeof(folder), "%s/%s", volume,
		    folder_of(f->item));
	}
	ok = open_folder(p, folder, own, &d) &&
	    pack_copy(f->dir, f->name, &d, f->as, own ? OWN_FILE : SERVED_FILE,
		f->sha256, &p->v.err) &&
	    note(p, folder, f->as, f->sha256, own);
	ic_dir_close(&d);
	return ok;
}

static bool put_bytes(struct pack *p, const char *folder, const char *name,
    const struct ic_buf *b)
{
	char hex[IC_SHA256_HEX];
	struct ic_dir d = { 0 };
	bool ok = ic_buf_check(b, name, &p->v.err) &&
	    ic_sha256(b->data, b->len, hex, &p->v.err);

	if (!ok) {
		return false;
	}
	if (!folder[0]) {
		ok = ic_dir_write(&p->set.top, name, b->data, b->len,
		    SERVED_FILE, &p->v.err);
	} else {
		ok = open_folder(p, folder, false, &d) &&
		    ic_dir_write(&d, name, b->data, b->len, SERVED_FILE,
			&p->v.err);
		ic_dir_close(&d);
	}
	return ok && note(p, folder, name, hex, false);
}

static bool put_files(struct pack *p)
{
	for (size_t i = 0; i < p->nfiles; i++) {
		if (pack_gets(p, &p->files[i]) && !put_file(p, &p->files[i])) {
			return false;
		}
	}
	return true;
}

static bool put_load_files(struct pack *p)
{
	bool ok = true;

	for (uint32_t v = 0; ok && v < p->nvolumes; v++) {
		char volume[IC_PROFILE_VOLUME_MAX + 1];
		char folder[IC_PROFILE_VOLUME_MAX + 16];
		char name[IC_PROFILE_VOLUME_MAX + 16];
		struct ic_buf b = { 0 };

		ic_profile_volume(p->volume, v, volume);
		snprintf(folder, sizeof(folder), "%s/DATA", volume);
		snprintf(name, sizeof(name), "%s.dat", volume);
		ok = !pack_has_rows(p, v) ||
		    (pack_load_file(p, v, &b) &&
			put_bytes(p, folder, name, &b));
		ic_buf_finish(&b);
	}
	return ok;
}

static bool put_index(struct pack *p)
{
	struct ic_table t = { 0 };
	struct ic_buf csv = { 0 }, html = { 0 };
	bool ok = pack_index(p, &t);

	if (ok) {
		ic_table_csv(&t, &csv);
		ic_table_html(&t, &html);
		ok = put_bytes(p, "", PACKAGE_INDEX, &csv) &&
		    put_bytes(p, "", "INDEX.html", &html);
	}
	ic_buf_finish(&csv);
	ic_buf_finish(&html);
	ic_table_finish(&t);
	return ok;
}

static bool put_made(struct pack *p, enum ic_item item, const char *folder,
    const char *name, bool (*make)(struct pack *p, struct ic_buf *out))
{
	struct ic_buf b = { 0 };
	bool ok = !pack_may(p, item) ||
	    (make(p, &b) && put_bytes(p, folder, name, &b));

	ic_buf_finish(&b);
	return ok;
}

static int by_path(const void *a, const void *b)
{
	const struct pack_written *x = a, *y = b;

	return strcmp(x->path, y->path);
}

/* Written last: where it is, the folder is whole. */
static bool put_sums(struct pack *p)
{
	struct pack_set *s = &p->set;
	struct ic_buf b = { 0 };
	bool ok;

	if (s->n) {
		qsort(s->at, s->n, sizeof(*s->at), by_path);
	}
	for (size_t i = 0; i < s->n; i++) {
		ic_buf_printf(&b, "%s  %s\n", s->at[i].sha256, s->at[i].path);
	}
	ok = put_bytes(p, "", SUMS, &b);
	ic_buf_finish(&b);
	return ok;
}

static bool fill(struct pack *p)
{
	return put_files(p) &&
	    (!pack_may(p, IC_ITEM_LOAD_FILE) || put_load_files(p)) &&
	    put_index(p) &&
	    put_made(p, IC_ITEM_PUBLIC_LOG, "LOGS", "redaction-log.csv",
		pack_public_log) &&
	    put_made(p, IC_ITEM_TRANSMITTAL, "", "TRANSMITTAL.txt",
		pack_transmittal) &&
	    put_made(p, IC_ITEM_REDACTED, "", "README.txt", pack_readme) &&
	    put_sums(p);
}

/* An audience that gets anything unredacted has a folder of the owner's own. */
static bool has_unredacted(const struct pack *p)
{
	for (size_t i = 0; i < p->nfiles; i++) {
		if (ic_policy_unredacted(p->files[i].item) &&
		    pack_may(p, p->files[i].item)) {
			return true;
		}
	}
	return false;
}

bool pack_write(struct pack *p)
{
	struct pack_set *s = &p->set;
	bool ok = ic_dir_sub(&p->top, ic_audience_word(p->audience),
		      has_unredacted(p) ? OWN_DIR : SERVED_DIR, &s->top,
		      &p->v.err) &&
	    fill(p) && pack_check(p) && ic_dir_sync(&s->top, &p->v.err);

	for (size_t i = 0; i < s->n; i++) {
		free(s->at[i].path);
	}
	free(s->at);
	ic_dir_close(&s->top);
	*s = (struct pack_set){ 0 };
	return ok;
}
