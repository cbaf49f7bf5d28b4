/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What apply_manifest() has at hand while it fills a manifest. Where there is
 * no memory, that is remembered.
 */
#ifndef IC_OPS_FILLER_H
#define IC_OPS_FILLER_H

#include "apply_priv.h"

struct filler {
	struct apply *a;
	struct ic_manifest *m;
	uint32_t *of; /* a spec's redaction -> the manifest's */
	bool starved;
};

/* A copy in the manifest's arena; "" for NULL. */
const char *filler_copy(struct filler *f, const char *s);

/* Copy the fields that are there; `from` may be NULL. */
void filler_fields(struct filler *f, const struct ic_fields *from,
    struct ic_fields *to);

/* Documents, copies, and what is missing, when the redactions are there. */
void filler_documents(struct filler *f);

#endif
