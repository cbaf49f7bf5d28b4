/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What was ruled of a production and its redactions. */
#include <string.h>

#include "manifest_priv.h"

void manifest_dump_rulings(struct ic_json *j, const struct ic_manifest *m)
{
	ic_json_bool(j, "ruled", m->ruled);
	ic_json_bool(j, "lift_denied", m->lift_denied);
}

void manifest_dump_order(struct ic_json *j,
    const struct ic_manifest_redaction *r)
{
	ic_json_string(j, "ecf", r->ecf);
	ic_json_string(j, "order_page", r->order_page);
	ic_json_string(j, "order_date", r->order_date);
}

static bool flag(const json_t *o, const char *key, bool *out)
{
	const json_t *v = json_object_get(o, key);

	*out = json_is_true(v);
	return !v || json_is_boolean(v);
}

/* The text, "" if there is none; NULL if it is no text. */
/* What an older manifest does not say is empty. */
static const char *text(struct ic_manifest *m, const json_t *o, const char *key)
{
	const json_t *v = json_object_get(o, key);

	return v ? manifest_text(m, v) : "";
}

bool manifest_load_rulings(struct ic_manifest *m, json_t *root)
{
	return flag(root, "ruled", &m->ruled) &&
	    flag(root, "lift_denied", &m->lift_denied);
}

bool manifest_load_order(struct ic_manifest *m, json_t *o,
    struct ic_manifest_redaction *r)
{
	r->ecf = text(m, o, "ecf");
	r->order_page = text(m, o, "order_page");
	r->order_date = text(m, o, "order_date");
	return r->ecf && r->order_page && r->order_date;
}
