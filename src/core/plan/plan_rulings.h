/* SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef IC_CORE_PLAN_RULINGS_H
#define IC_CORE_PLAN_RULINGS_H

#include "core/index.h"
#include "plan_priv.h"

/* A redaction on one of its pages. */
struct ic_ruled_page {
	uint32_t redaction, document, page;
	bool ruled;
};

struct ic_ruler {
	struct ic_plan *plan;
	struct ic_diags *diags;
	struct ic_ruled_page *at; /* by redaction */
	size_t n, cap;
	size_t *first;    /* of each redaction; and where they end */
	uint32_t *sorted; /* indexes of places by number */
	struct ic_index by_id;
	uint32_t current;  /* while they are gathered */
	uint32_t *met_by;  /* of each redaction: row + 1 that met it last */
	uint32_t *decided; /* and the first that did; 0: none */
	uint32_t *met;     /* of the row at hand */
	size_t nmet;
	size_t of; /* the document that the row's range is */
	bool starved;
};

/*
 * Gather the pages of the redactions, which have their ids, into `at`, `first`
 * and `sorted`; the other arrays are there. False without memory.
 */
bool ic_ruler_gather(struct ic_ruler *r);

/*
 * Fill r->met with what a row of the spec's rulings meets. False, reported,
 * if there is nothing.
 */
bool ic_ruler_meet(struct ic_ruler *r, uint32_t row);

#endif
