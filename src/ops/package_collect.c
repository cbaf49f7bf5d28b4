/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What the production has to give, each file compared with its manifest. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/digest.h"
#include "base/utf8.h"
#include "core/textline.h"
#include "package_priv.h"

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
    const char *suffix)
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
	ic_buf_puts(&b, suffix);
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

static bool add_redacted(struct pack *p, size_t i)
{
	const struct ic_manifest_document *d = &p->v.m->documents[i];
	struct pack_file f = { .item = IC_ITEM_REDACTED,
		.document = i,
		.pages = d->npages,
		.dir = &p->v.dir.redacted,
		.name = verify_file_name(d),
		.bytes = d->bytes };
	bool proved;

	memcpy(f.sha256, d->sha256, sizeof(f.sha256));
	if (!is_proved(p, f.dir, f.name, d->output, f.sha256, &proved)) {
		return false;
	}
	f.as = pack_file_name(p, d->begin, d->end, ".pdf");
	if (!f.as) {
		return out_of_memory(p);
	}
	if (proved && (!pack_name_ok(f.name) || !pack_name_ok(f.as))) {
		return verify_find(&p->v, d->output,
		    "has a name that no file of a package may have");
	}
	return !proved || pack_add(p, &f);
}

/* The served lists; which of them are to be there was looked at already. */
static bool add_log(void *user, const char *name, enum ic_entry kind,
    struct ic_error *err)
{
	struct pack *p = user;
	struct pack_file f = { .document = SIZE_MAX, .dir = &p->v.dir.logs };
	bool ok;
	int fd;

	if (kind != IC_ENTRY_FILE || !ic_policy_log(name, &f.item)) {
		return true;
	}
	if (!ic_dir_file(&p->v.dir.logs, name, &fd, NULL, err)) {
		return false;
	}
	ok = ic_sha256_fd(fd, f.sha256, &f.bytes, err);
	close(fd);
	if (!ok) {
		return false;
	}
	f.name = f.as = ic_arena_strdup(&p->v.a.p.run->arena, name);
	f.volume = PACK_NO_VOLUME;
	return f.name ? pack_add(p, &f)
		      : ic_fail(err, IC_EENV, "out of memory");
}

bool pack_collect(struct pack *p)
{
	for (size_t i = 0; i < p->v.m->ndocuments; i++) {
		if (!add_redacted(p, i)) {
			return false;
		}
	}
	return ic_dir_list(&p->v.dir.logs, add_log, p, &p->v.err);
}

bool pack_is_withheld(const struct ic_manifest_document *d)
{
	(void)d;
	return false;
}

void pack_withheld_codes(const struct ic_manifest_document *d, bool *seen)
{
	(void)d;
	(void)seen;
}

bool pack_is_privileged(const struct ic_manifest *m,
    const struct ic_manifest_document *d)
{
	(void)m;
	return *ic_field(&d->fields, IC_FIELD_PRIVILEGE);
}
