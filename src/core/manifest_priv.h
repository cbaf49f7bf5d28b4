/* SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef IC_CORE_MANIFEST_PRIV_H
#define IC_CORE_MANIFEST_PRIV_H

#include <jansson.h>

#include "core/manifest.h"

/*
 * Read the "proofs" of a document whose pages are read. False if they are not
 * what ic_manifest_proofs() writes.
 */
bool manifest_load_proofs(struct ic_manifest *m, struct ic_manifest_document *d,
    json_t *a);

#endif
