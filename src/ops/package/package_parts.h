/* SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef IC_OPS_PACKAGE_PARTS_H
#define IC_OPS_PACKAGE_PARTS_H

#include "package_priv.h"

/* A part of a document in one copy, on its way. */
struct pack_piece {
	size_t document, planned; /* of the manifest, of the plan */
	enum ic_copy copy;
	uint32_t first, n; /* pages of the document */
	uint32_t nboxes;
	struct ic_chain chain;
	struct ic_temp temp;
	int judged; /* -1: closed */
	uint32_t proofs;
	struct ic_failure failure;
	const char *name; /* where it is now */
	char sha256[65];
	uint64_t bytes;
	bool done, dropped; /* dropped: it was too large, smaller ones follow */
};

struct pack_pieces {
	struct pack *p;
	struct pack_piece *at; /* owned */
	size_t n, cap;
};

/*
 * Make and prove those that are not done; each is then done or has failed.
 * False with p->v.err if the run ends.
 */
bool pack_pieces_run(struct pack_pieces *all);

/* The copy that a file is, if it is a PDF. */
enum ic_copy pack_copy_of(enum ic_item item);
bool pack_is_pdf(enum ic_item item);

/*
 * Mark each file that is wanted and over the limit, by its index; how many
 * documents they are of.
 */
size_t pack_find_large(const struct pack *p, bool *large);

/* IC_ESPEC: a page alone is over the limit; and what would fit. */
bool pack_refuse_page(struct pack *p, size_t document, uint32_t page,
    uint64_t bytes);

/* Add a piece that is to be made. */
bool pack_piece_add(struct pack_pieces *all, const struct pack_piece *x);

/* Plan the pieces of the files that are marked. */
bool pack_cut(struct pack_pieces *all, const bool *large);

#endif
