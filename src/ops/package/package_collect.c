/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What the production has to give, each file compared with its manifest. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/digest.h"
#include "base/fs.h"
#include "base/utf8.h"
#include "core/textline.h"
#include "package_parts.h"

#define NAME_BYTES_MAX 240

bool pack_name_ok(const char *name)
{
	size_t n = strlen(name);

	if (n == 0 || n > NAME_BYTES_MAX || name[0] == '.' || name[0] == '-') {
		return false;
	}
	for (size_t at = 0; at < n;) {
		size_t from = at;
		uint32_t c = ic_utf8_next(name, n, &at);

		if (ic_textline_hides(c) || strchr("/\\:*?\"<>|", name[from]) ||
		    (c == IC_UTF8_BAD && at == from + 1)) {
			return false;
		}
	}
	return name[n - 1] != ' ' && name[n - 1] != '.';
}

/* Hash a file of the production; false, with a finding, if it is another. */
static bool is_proved(struct pack *p, const struct ic_dir *d, const char *name,
    const char *shown, const char sha256[65], bool *ok)
{
	struct ic_error err = { 0 };
	char hex[IC_SHA256_HEX];
	int fd;

	*ok = false;
	if (!ic_dir_file(d, name, &fd, NULL, &err)) {
		return err.code == IC_EENV
		    ? (p->v.err = err, false)
		    : verify_find(&p->v, shown, "is missing");
	}
	if (!ic_sha256_fd(fd, hex, NULL, &p->v.err)) {
		close(fd);
		return false;
	}
	close(fd);
	*ok = strcmp(hex, sha256) == 0;
	return *ok ||
	    verify_find(&p->v, shown,
		"is not the file that was proved: its hash differs");
}

/* "Ex. COE000001-COE000009.pdf", of the profile's pattern. */
char *pack_file_name(const struct pack *p, const char *begin, const char *end,
    enum ic_item item)
{
	static const char mark[] = "{range}";
	const char *names = p->profile.names, *at = strstr(names, mark);
	struct ic_buf b = { 0 };
	char *out = NULL;

	ic_buf_add(&b, names, (size_t)(at - names));
	ic_buf_puts(&b, begin);
	if (strcmp(begin, end) != 0) {
		ic_buf_printf(&b, "-%s", end);
	}
	ic_buf_puts(&b, at + strlen(mark));
	ic_buf_printf(&b, "%s.pdf", ic_copy_suffix(pack_copy_of(item)));
	if (!b.failed) {
		out = ic_arena_strdup(&p->v.a.p.run->arena, ic_buf_str(&b));
	}
	ic_buf_finish(&b);
	return out;
}

static bool out_of_memory(struct pack *p)
{
	return ic_fail(&p->v.err, IC_EENV, "out of memory");
}

enum ic_item pack_item_of(enum ic_copy copy)
{
	return copy == IC_COPY_PROPOSED ? IC_ITEM_PROPOSED
	    : copy == IC_COPY_DISPUTED  ? IC_ITEM_DISPUTED
					: IC_ITEM_REDACTED;
}

/* Of what nobody here may have, it does not matter where it is. */
static bool is_away(const struct pack *p, const struct pack_file *f)
{
	return !f->dir->path && !pack_wanted(p, f->item);
}

static bool add_copy(struct pack *p, size_t i,
    const struct ic_manifest_document *d)
{
	struct pack_file f = { .item = pack_item_of(d->copy),
		.document = i,
		.of = d,
		.pages = d->npages,
		.dir = outdir_of(&p->v.dir, d->copy),
		.name = ic_fs_name(d->output),
		.bytes = d->bytes };
	bool proved;

	memcpy(f.sha256, d->sha256, sizeof(f.sha256));
	f.as = pack_file_name(p, d->begin, d->end, f.item);
	if (!f.as) {
		return out_of_memory(p);
	}
	if (is_away(p, &f)) {
		return true;
	}
	if (!f.dir->path) {
		return verify_find(&p->v, d->output, "is missing");
	}
	if (!is_proved(p, f.dir, f.name, d->output, f.sha256, &proved)) {
		return false;
	}
	if (proved && (!pack_name_ok(f.name) || !pack_name_ok(f.as))) {
		return verify_find(&p->v, d->output,
		    "has a name that no file of a package may have");
	}
	return !proved || pack_add(p, &f);
}

/* A document with its copies; in a set of disputed pages it has no other. */
static bool add_document(struct pack *p, size_t i)
{
	const struct ic_manifest_document *d = &pack_documents(p)[i];

	if (!add_copy(p, i, d)) {
		return false;
	}
	for (uint32_t k = 0; k < d->ncopies; k++) {
		if (!add_copy(p, i, &d->copies[k])) {
			return false;
		}
	}
	return true;
}

static bool add_list(struct pack *p, struct pack_file *f, const char *name,
    struct ic_error *err)
{
	bool ok;
	int fd;

	if (!ic_dir_file(f->dir, name, &fd, NULL, err)) {
		return false;
	}
	ok = ic_sha256_fd(fd, f->sha256, &f->bytes, err);
	close(fd);
	if (!ok) {
		return false;
	}
	f->name = f->as = ic_arena_strdup(&p->v.a.p.run->arena, name);
	return f->name ? pack_add(p, f)
		       : ic_fail(err, IC_EENV, "out of memory");
}

/* Its paths are the volume's; the load file in DATA has those of the folder. */
static bool is_overlay(const char *name)
{
	enum ic_format format;
	enum ic_log kind;

	return ic_log_of_name(name, &kind, &format) && kind == IC_LOG_OVERLAY;
}

/* The served lists; which of them are to be there was looked at already. */
static bool add_log(void *user, const char *name, enum ic_entry kind,
    struct ic_error *err)
{
	struct pack *p = user;
	struct pack_file f = { .document = SIZE_MAX,
		.dir = &p->v.dir.logs,
		.volume = PACK_NO_VOLUME };

	if (kind != IC_ENTRY_FILE || is_overlay(name) ||
	    !ic_policy_log(name, &f.item)) {
		return true;
	}
	return add_list(p, &f, name, err);
}

/* What stands in unredacted/ beside the documents: covers and lists. */
static bool add_cover(void *user, const char *name, enum ic_entry kind,
    struct ic_error *err)
{
	struct pack *p = user;
	struct pack_file f = { .item = IC_ITEM_DISPUTED,
		.document = SIZE_MAX,
		.dir = &p->v.dir.unredacted,
		.volume = PACK_NO_VOLUME };

	if (kind != IC_ENTRY_FILE || !outdir_is_cover(name)) {
		return true;
	}
	if (strncmp(name, "REFERENCE", 9) == 0) {
		f.item = IC_ITEM_REFERENCE;
	}
	return add_list(p, &f, name, err);
}

bool pack_collect(struct pack *p)
{
	for (size_t i = 0; i < pack_ndocuments(p); i++) {
		if (!add_document(p, i)) {
			return false;
		}
	}
	return (!p->v.dir.logs.path ||
		   ic_dir_list(&p->v.dir.logs, add_log, p, &p->v.err)) &&
	    (!p->v.dir.unredacted.path ||
		ic_dir_list(&p->v.dir.unredacted, add_cover, p, &p->v.err));
}

const struct ic_manifest_document *pack_documents(const struct pack *p)
{
	const struct ic_manifest *m = p->v.m;

	return m->disputed_only ? m->copies : m->documents;
}

size_t pack_ndocuments(const struct pack *p)
{
	const struct ic_manifest *m = p->v.m;

	return m->disputed_only ? m->ncopies : m->ndocuments;
}

bool pack_is_sheet(const struct ic_manifest_document *d)
{
	return d->kind != IC_KIND_DOCUMENT;
}

bool pack_is_withheld(const struct ic_manifest_document *d)
{
	return d->kind == IC_KIND_WITHHELD;
}
