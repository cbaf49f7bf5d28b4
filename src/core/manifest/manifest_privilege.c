/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Whether a set is a matter of privilege. It is if anything of the production
 * is, for what one document covers another may repeat, wherever that stands.
 */
#include "core/manifest.h"

static bool is_privileged(const struct ic_manifest *m, const uint16_t *codes,
    uint32_t n, const struct ic_fields *fields)
{
	for (uint32_t i = 0; i < n; i++) {
		if (m->codes[codes[i]].privileged) {
			return true;
		}
	}
	return *ic_field(fields, IC_FIELD_PRIVILEGE);
}

const char *ic_manifest_privilege(const struct ic_manifest *m)
{
	for (size_t i = 0; i < m->nredactions; i++) {
		const struct ic_manifest_redaction *r = &m->redactions[i];

		if (is_privileged(m, r->code, r->ncodes, &r->fields)) {
			return r->id;
		}
	}
	for (size_t i = 0; i < m->ndocuments + m->ncopies; i++) {
		const struct ic_manifest_document *d = ic_manifest_product(m,
		    i);

		if (is_privileged(m, d->code, d->ncodes, &d->fields)) {
			return d->begin;
		}
	}
	return m->privilege && *m->privilege ? m->privilege : NULL;
}
