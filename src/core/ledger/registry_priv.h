/* SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef IC_CORE_REGISTRY_PRIV_H
#define IC_CORE_REGISTRY_PRIV_H

#include "core/registry.h"

/* The registry's index of a prefix, which it has then. */
bool registry_prefix(struct ic_registry *r, const char *prefix, uint32_t *out,
    struct ic_error *err);

/* Make what is found by number, by document and by source. */
bool registry_sort(struct ic_registry *r, struct ic_error *err);

#endif
