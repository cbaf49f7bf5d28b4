/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What an earlier run froze, against what this one would do. */
#include <stdio.h>
#include <string.h>

#include "apply_priv.h"
#include "base/fs.h"

char *apply_lock_name(const char *spec)
{
	const char *name = ic_fs_name(spec);
	const char *dot = strrchr(name, '.');
	int len = dot && dot != name ? (int)(dot - name) : (int)strlen(name);
	char *out = NULL;

	if (asprintf(&out, "%.*s.lock", len, name) < 0) {
		return NULL;
	}
	return out;
}

static void report_conflict(void *user, const struct ic_lock_conflict *c)
{
	struct ic_run *run = user;
	struct ic_buf text = { 0 };

	if (ic_lock_conflict_text(c, &text)) {
		ic_diag_add(&run->diags, IC_LEVEL_ERROR, (struct ic_place){ 0 },
		    "%s", ic_buf_str(&text));
	}
	ic_buf_finish(&text);
}

bool apply_thaw(struct apply *a, const struct ic_dir *dir, const char *name,
    struct ic_buf *out, struct ic_error *err)
{
	struct ic_run *run = a->p.run;
	struct ic_lock old = { 0 }, now = { 0 }, merged = { 0 };
	struct ic_buf text = { 0 };
	size_t conflicts = 0;
	bool have = ic_dir_has(dir, name);
	bool ok = (!have ||
		      ic_dir_read(dir, name, IC_LOCK_BYTES_MAX, &text, err)) &&
	    (!have || ic_lock_load(ic_buf_str(&text), text.len, &old, err) ||
		ic_fail_in(err, "%s", name)) &&
	    ic_plan_lock(&run->plan, &now, err) &&
	    ic_lock_check(&old, &now, report_conflict, run, &conflicts, err) &&
	    ic_lock_merge(&old, &now, &merged, err) &&
	    ic_lock_dump(&merged, out, err);

	if (ok && out->len == text.len &&
	    memcmp(out->data, text.data, out->len) == 0) {
		ic_buf_reset(out);
	}
	ic_lock_finish(&old);
	ic_lock_finish(&now);
	ic_lock_finish(&merged);
	ic_buf_finish(&text);
	return ok && conflicts == 0;
}
