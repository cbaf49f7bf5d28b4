/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/measures.h"

#include <string.h>

uint32_t ic_measures_count(const struct ic_measures *m, enum ic_proof p)
{
	switch (ic_measure_scope(p)) {
	case IC_SCOPE_DOCUMENT:
		return m->rows ? 1 : 0;
	case IC_SCOPE_PAGE:
		return m->pages;
	case IC_SCOPE_BOX:
		return m->boxes;
	default:
		return 0;
	}
}

/* Where a proof's rows begin; IC_PROOF_COUNT: how many there are. */
static size_t first_row(const struct ic_measures *m, enum ic_proof p)
{
	size_t n = 0;

	for (int i = 1; i < (int)p; i++) {
		n += ic_measures_count(m, (enum ic_proof)i);
	}
	return n;
}

bool ic_measures_begin(struct ic_measures *m, struct ic_arena *arena,
    uint32_t pages, uint32_t boxes)
{
	static int32_t none[1][IC_MEASURED];
	struct ic_measures made = { pages, boxes, none };
	size_t n = first_row(&made, IC_PROOF_COUNT);

	made.rows = ic_arena_alloc(arena, n, sizeof(*made.rows));
	for (size_t i = 0; made.rows && i < n; i++) {
		made.rows[i][0] = -1;
	}
	if (made.rows) {
		*m = made;
	}
	return made.rows != NULL;
}

bool ic_measures_set(struct ic_measures *m, enum ic_proof p, uint32_t nth,
    const int32_t measured[IC_MEASURED])
{
	int32_t *row;

	if (nth >= ic_measures_count(m, p)) {
		return false;
	}
	row = m->rows[first_row(m, p) + nth];
	if (row[0] >= 0) {
		return false;
	}
	memcpy(row, measured, sizeof(*m->rows));
	return true;
}

bool ic_measures_put(struct ic_measures *m, enum ic_proof p, uint32_t page,
    uint32_t box, const int32_t measured[IC_MEASURED])
{
	enum ic_scope of = ic_measure_scope(p);

	return ic_measures_set(m, p,
	    of == IC_SCOPE_PAGE      ? page
		: of == IC_SCOPE_BOX ? box
				     : 0,
	    measured);
}

const int32_t *ic_measures_get(const struct ic_measures *m, enum ic_proof p,
    uint32_t nth)
{
	const int32_t *row;

	if (nth >= ic_measures_count(m, p)) {
		return NULL;
	}
	row = m->rows[first_row(m, p) + nth];
	return row[0] >= 0 ? row : NULL;
}
