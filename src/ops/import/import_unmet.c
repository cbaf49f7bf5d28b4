/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What the command line asks for and no file has: most likely misspelt. */
#include <string.h>

#include "import_priv.h"

static bool is_met(const struct import *m, const struct ic_annot_pick *pick)
{
	for (size_t i = 0; i < m->nfiles; i++) {
		const struct ic_annots *list = &m->files[i].annots;

		for (uint32_t k = 0; k < list->n; k++) {
			if (!import_is_words(&list->at[k]) &&
			    ic_annot_pick_meets(pick, &list->at[k])) {
				return true;
			}
		}
	}
	return false;
}

static bool check_pick(struct import *m, const struct ic_annot_pick *pick,
    const char *option, const char *text)
{
	return is_met(m, pick) ||
	    import_warn(m, NULL, 0,
		"%s %.200s meets no mark: see that type, color and author are "
		"spelt as the table has them",
		option, text);
}

bool import_warn_unmet(struct import *m)
{
	const struct ic_options *o = m->p.o;
	bool ok = true;

	for (size_t i = 0; ok && i < o->ntakes; i++) {
		ok = check_pick(m, &m->take[i], "--take", o->takes[i]);
	}
	for (size_t i = 0; ok && i < o->nleaves; i++) {
		ok = check_pick(m, &m->leave[i], "--leave", o->leaves[i]);
	}
	for (size_t i = 0; ok && i < m->ncodes; i++) {
		ok = m->codes[i].all ||
		    check_pick(m, &m->codes[i].pick, "--code", o->coded[i]);
	}
	return ok;
}

bool import_check_skips(struct import *m, const struct import_file *f)
{
	uint32_t last = 0;

	for (uint32_t i = 0; i < m->nskips; i++) {
		last = m->skips[i].last > last ? m->skips[i].last : last;
	}
	return last <= f->npages ||
	    import_refuse(m, f->path, 0,
		"has %u page%s, and --skip names page %u: name pages of the "
		"file, counted from 1",
		f->npages, f->npages == 1 ? "" : "s", last);
}
