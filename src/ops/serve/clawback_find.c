/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Who holds a document that is claimed back. */
#include <stdlib.h>
#include <string.h>

#include "base/fs.h"
#include "clawback_priv.h"
#include "core/audience.h"
#include "core/index.h"
#include "core/spans.h"
#include "ledgers.h"
#include "outdir.h"

struct finding {
	struct ic_production *p;
	struct ic_spans wanted;
	struct ic_index served_as; /* what find_served() listed, by key_of() */
	const struct ic_register *served;
	struct ic_holding *at; /* owned */
	size_t n, cap;
};

static bool no_memory(struct ic_run *run)
{
	return ic_fail(&run->err, IC_EENV, "out of memory");
}

static bool ends(void *user, const struct ic_bates_span *span)
{
	(void)user;
	(void)span;
	return false;
}

/* A range that is none of this spec's numbers meets nothing of it. */
static bool meets(const struct finding *f, const char *range)
{
	struct ic_bates_list own = { 0 };
	bool met = range[0] &&
	    ic_bates_parse_list(&f->p->run->spec.prefixes, range, &own, NULL) &&
	    own.n == 1 && !ic_spans_meeting(&f->wanted, &own.at[0], ends, NULL);

	ic_bates_list_finish(&own);
	return met;
}

static bool add(struct finding *f, const struct ic_holding *h)
{
	if (f->n == f->cap) {
		size_t cap = f->cap ? 2 * f->cap : 64;
		void *p = reallocarray(f->at, cap, sizeof(*f->at));

		if (!p) {
			return no_memory(f->p->run);
		}
		f->at = p;
		f->cap = cap;
	}
	f->at[f->n++] = *h;
	return true;
}

static const char *keep(struct finding *f, const char *s, bool *ok)
{
	const char *own = s ? ic_arena_strdup(&f->p->run->arena, s) : NULL;

	*ok = *ok && (own || !s);
	return own;
}

static bool add_copy(struct finding *f, const struct ic_holding *h)
{
	bool ok = true;
	struct ic_holding own = { .place = keep(f, h->place, &ok),
		.to = keep(f, h->to, &ok),
		.date = keep(f, h->date, &ok),
		.name = keep(f, h->name, &ok),
		.range = keep(f, h->range, &ok),
		.sha256 = keep(f, h->sha256, &ok),
		.unredacted = h->unredacted };

	return ok ? add(f, &own) : no_memory(f->p->run);
}

static bool is_unredacted(const char *name)
{
	return strncmp(name, UNREDACTED "/", sizeof(UNREDACTED)) == 0;
}

/* No name has a slash at its beginning, and no hash has one at all. */
static bool put_key(struct ic_buf *out, const char *volume, const char *name,
    const char *sha256)
{
	return ic_buf_printf(out, "%s/%s//%s", sha256, volume, name);
}

static bool add_served(struct finding *f, const struct ic_holding *h)
{
	struct ic_buf key = { 0 };
	const char *kept;
	uint32_t old;
	bool ok;

	put_key(&key, h->place, h->name, h->sha256);
	kept = key.failed
	    ? NULL
	    : ic_arena_strdup(&f->p->run->arena, ic_buf_str(&key));
	ok = kept && ic_index_add(&f->served_as, kept, 0, &old);
	ic_buf_finish(&key);
	return ok ? add_copy(f, h) : no_memory(f->p->run);
}

static bool find_served(struct finding *f)
{
	for (size_t i = 0; i < f->served->n; i++) {
		const struct ic_serving *s = &f->served->at[i];

		for (size_t k = 0; k < s->nfiles; k++) {
			const struct ic_served_file *file = &s->files[k];

			if (meets(f, file->range) &&
			    !add_served(f,
				&(struct ic_holding){ .place = s->volume,
				    .to = s->to,
				    .date = s->date,
				    .name = file->name,
				    .range = file->range,
				    .sha256 = file->sha256,
				    .unredacted = is_unredacted(
					file->name) })) {
				return false;
			}
		}
	}
	return true;
}

/* The same file of the same volume is in the list already. */
static bool is_listed(const struct finding *f, const char *volume,
    const char *name, const char *sha256)
{
	struct ic_buf key = { 0 };
	bool listed = put_key(&key, volume, name, sha256) &&
	    ic_index_find(&f->served_as, ic_buf_str(&key)) != IC_INDEX_NONE;

	ic_buf_finish(&key);
	return listed;
}

static bool find_made(struct finding *f, const struct ic_manifest *m,
    const char *path, const char *volume)
{
	size_t n = m->ndocuments + m->ncopies;

	for (size_t i = 0; i < n; i++) {
		const struct ic_manifest_document *d = ic_manifest_product(m,
		    i);
		char range[IC_BATES_RANGE_MAX];

		snprintf(range, sizeof(range), "%s-%s", d->begin, d->end);
		if (meets(f, range) &&
		    !is_listed(f, volume, d->output, d->sha256) &&
		    !add_copy(f,
			&(struct ic_holding){ .place = path,
			    .name = d->output,
			    .range = range,
			    .sha256 = d->sha256,
			    .unredacted = ic_copy_is_unredacted(d->copy) })) {
			return false;
		}
	}
	return true;
}

/* The numbers that a file's name begins with. */
static bool name_meets(const struct finding *f, const char *path,
    char range[IC_BATES_RANGE_MAX])
{
	const char *name = ic_fs_name(path);
	const char *mark = strstr(name, "_UNREDACTED");
	const char *end = mark ? mark : strrchr(name, '.');
	size_t n = end ? (size_t)(end - name) : strlen(name);

	if (n >= IC_BATES_RANGE_MAX) {
		return false;
	}
	memcpy(range, name, n);
	range[n] = '\0';
	return meets(f, range);
}

/* A line of SHA256SUMS: a hash, two blanks, a name. */
static bool find_line(struct finding *f, const char *folder, char *line)
{
	char range[IC_BATES_RANGE_MAX];

	if (strlen(line) < 67 || line[64] != ' ' || line[65] != ' ') {
		return true;
	}
	line[64] = '\0';
	return !ic_ledger_hash_ok(line) || !name_meets(f, line + 66, range) ||
	    add_copy(f,
		&(struct ic_holding){ .place = folder,
		    .name = line + 66,
		    .range = range,
		    .sha256 = line,
		    .unredacted = strstr(line + 66, "UNREDACTED") != NULL });
}

/* What a folder of a package holds, by its SHA256SUMS. */
static bool find_packed(struct finding *f, const char *folder)
{
	struct ic_run *run = f->p->run;
	struct ic_dir d = { 0 };
	struct ic_buf text = { 0 };
	bool ok = ic_dir_open(folder, &d, &run->err) &&
	    ic_dir_read(&d, SUMS, IC_MANIFEST_BYTES_MAX, &text, &run->err);
	char *line = ok ? (char *)(uintptr_t)ic_buf_str(&text) : NULL;

	while (ok && *line) {
		size_t n = strcspn(line, "\n");
		bool more = line[n] == '\n';

		line[n] = '\0';
		ok = find_line(f, folder, line);
		line += n + more;
	}
	ic_buf_finish(&text);
	ic_dir_close(&d);
	return ok;
}

static bool find_package(struct finding *f, const char *path,
    const struct ic_dir *top)
{
	bool ok = !ic_dir_has(top, SUMS) || find_packed(f, path);

	for (unsigned a = 0; ok && a < IC_AUDIENCE_COUNT; a++) {
		const char *word = ic_audience_word((enum ic_audience)a);
		char *folder = ic_fs_join(path, word);

		ok = (folder || no_memory(f->p->run)) &&
		    (!ic_dir_has(top, word) || find_packed(f, folder));
		free(folder);
	}
	return ok;
}

static bool look_into(struct finding *f, const char *path)
{
	struct ic_run *run = f->p->run;
	struct outdir d = { 0 };
	struct ic_manifest m = { 0 };
	struct ic_buf text = { 0 };
	char *volume = ledger_volume(path);
	bool ok = (volume || no_memory(run)) &&
	    outdir_open_existing(path, &d, &run->err);

	if (ok && !d.private.path) {
		ok = ic_fail(&run->err, IC_EINPUT,
		    "%s has no " PRIVATE ": what it holds cannot be told",
		    path);
	}
	ok = ok &&
	    ic_dir_read(&d.private, MANIFEST, IC_MANIFEST_BYTES_MAX, &text,
		&run->err) &&
	    ic_manifest_load((const char *)text.data, text.len, &m,
		&run->err) &&
	    find_made(f, &m, path, volume);
	ic_manifest_finish(&m);
	ic_buf_finish(&text);
	outdir_close(&d);
	free(volume);
	return ok;
}

static bool look(struct finding *f, const char *path)
{
	struct ic_dir top = { 0 };
	bool ok = ic_dir_open(path, &top, &f->p->run->err);

	if (ok) {
		ok = !ic_dir_has(&top, REDACTED) && outdir_is_package(&top)
		    ? find_package(f, path, &top)
		    : look_into(f, path);
	}
	ic_dir_close(&top);
	return ok;
}

static bool parse_wanted(struct finding *f, const struct ic_clawed *c)
{
	struct ic_run *run = f->p->run;
	bool ok = true;

	for (size_t i = 0; ok && i < c->n; i++) {
		struct ic_bates_list list = { 0 };

		ok = ic_bates_parse_list(&run->spec.prefixes, c->at[i].range,
			 &list, &run->err) &&
		    ic_spans_add(&f->wanted, &list.at[0], 0, &run->err);
		ic_bates_list_finish(&list);
	}
	return ok && ic_spans_seal(&f->wanted, &run->err);
}

bool clawback_find(struct ic_production *p, const struct ic_register *served,
    struct ic_clawed *out)
{
	struct finding f = { .p = p, .served = served };
	struct ic_run *run = p->run;
	struct ic_holding *at;
	bool ok = parse_wanted(&f, out) && find_served(&f);

	for (size_t i = 0; ok && i < p->o->nlooks; i++) {
		ok = look(&f, p->o->looks[i]);
	}
	at = ok && f.n ? ic_arena_alloc(&run->arena, f.n, sizeof(*at)) : NULL;
	if (at) {
		memcpy(at, f.at, f.n * sizeof(*at));
		out->notice.at = at;
		out->notice.n = f.n;
	} else if (ok && f.n) {
		ok = no_memory(run);
	}
	free(f.at);
	ic_spans_finish(&f.wanted);
	ic_index_finish(&f.served_as);
	return ok;
}
