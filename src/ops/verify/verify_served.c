/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* A volume that was served, against the record of it. */
#include <stdlib.h>
#include <string.h>

#include "ledgers.h"
#include "served_priv.h"
#include "verify_priv.h"

/* A record that was changed is a finding, as any other file is. */
static bool load(struct verify *v, const struct ic_dir *d, const char *name,
    const char *shown, struct ic_register *out)
{
	struct ic_error err = { 0 };

	if (ledger_register(d, name, out, &err)) {
		return true;
	}
	if (err.code == IC_EENV) {
		v->err = err;
		return false;
	}
	return verify_find(v, shown,
	    "was changed after it was written: it is only ever added to");
}

/* Each line about the volume: its files, unless the line before had them. */
static bool check_lines(struct verify *v, const struct ic_register *r,
    const char *volume)
{
	const struct ic_serving *last = NULL;

	for (size_t i = 0; i < r->n; i++) {
		const struct ic_serving *s = &r->at[i];

		if (volume && strcmp(s->volume, volume) != 0) {
			continue;
		}
		if ((!last || !ic_serving_same_files(last, s)) &&
		    !served_check(v->a.p.run, &v->dir, s)) {
			v->err = v->a.p.run->err;
			return false;
		}
		last = s;
	}
	return true;
}

static bool is_in(const struct ic_register *r, const struct ic_serving *s)
{
	const struct ic_serving *same = ic_register_find(r, s);

	return same && ic_serving_same_files(same, s);
}

/* Of the two records of the volume each has what the other has. */
static bool compare(struct verify *v, const struct ic_register *own,
    const struct ic_register *all, const char *file, const char *volume)
{
	for (size_t i = 0; i < all->n; i++) {
		const struct ic_serving *s = &all->at[i];

		if (strcmp(s->volume, volume) == 0 && !is_in(own, s) &&
		    !verify_find(v, PRIVATE "/" SERVED,
			"does not say that it was served on %s on %s, as %s "
			"does: give the command \"served\" again",
			s->to, s->date, file)) {
			return false;
		}
	}
	for (size_t i = 0; i < own->n; i++) {
		const struct ic_serving *s = &own->at[i];

		if (strcmp(s->volume, volume) == 0 && !is_in(all, s) &&
		    !verify_find(v, file,
			"does not say that %s was served on %s on %s, as its "
			"own record does",
			volume, s->to, s->date)) {
			return false;
		}
	}
	return true;
}

static bool with_spec(struct verify *v, const struct ic_register *own)
{
	const struct ic_options *o = v->a.p.o;
	struct ic_register all = { 0 };
	struct ic_dir beside = { 0 };
	char *file = ledger_name(o->spec, "served"),
	     *volume = ledger_volume(o->out);
	bool ok = (file && volume) ||
	    ic_fail(&v->err, IC_EENV, "out of memory");

	ok = ok && ic_dir_open(v->a.p.run->directory, &beside, &v->err) &&
	    load(v, &beside, file, file, &all) &&
	    check_lines(v, own->n ? own : &all, own->n ? NULL : volume) &&
	    compare(v, own, &all, file, volume);
	ic_register_finish(&all);
	ic_dir_close(&beside);
	free(file);
	free(volume);
	return ok;
}

bool verify_served(struct verify *v)
{
	struct ic_register own = { 0 };
	bool ok = !v->dir.private.path ||
	    load(v, &v->dir.private, SERVED, PRIVATE "/" SERVED, &own);

	ok = ok &&
	    (v->a.p.o->spec ? with_spec(v, &own) : check_lines(v, &own, NULL));
	ic_register_finish(&own);
	return ok;
}
