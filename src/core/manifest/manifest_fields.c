/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What a manifest says for logs and load files: fields, codes, and of each
 * redaction its status. An older one says none of it and is read as well.
 */
#include <string.h>

#include "core/address.h"
#include "core/date.h"
#include "manifest_priv.h"

void manifest_dump_fields(struct ic_json *j, const struct ic_fields *f)
{
	ic_json_object(j, "fields");
	for (unsigned k = 0; k < IC_FIELD_COUNT; k++) {
		if (f->value[k]) {
			ic_json_string(j, ic_field_word((enum ic_field_key)k),
			    f->value[k]);
		}
	}
	ic_json_end(j);
}

void manifest_dump_codes(struct ic_json *j, const struct ic_manifest *m)
{
	if (!m->codes) {
		return;
	}
	ic_json_string(j, "service", ic_service_word(m->service));
	if (m->privilege) {
		ic_json_string(j, "privilege", m->privilege);
	}
	ic_json_array(j, "codes");
	for (size_t i = 0; i < m->ncodes; i++) {
		ic_json_object(j, NULL);
		ic_json_string(j, "name", m->codes[i].name);
		ic_json_string(j, "text", m->codes[i].text);
		ic_json_string(j, "basis", m->codes[i].basis);
		ic_json_bool(j, "privileged", m->codes[i].privileged);
		ic_json_end(j);
	}
	ic_json_end(j);
}

void manifest_dump_redaction(struct ic_json *j, const struct ic_manifest *m,
    const struct ic_manifest_redaction *r)
{
	if (!m->codes) {
		return;
	}
	ic_json_array(j, "code");
	for (uint32_t i = 0; i < r->ncodes; i++) {
		ic_json_string(j, NULL, m->codes[r->code[i]].name);
	}
	ic_json_end(j);
	if (r->old_legend) {
		ic_json_bool(j, "old_legend", true);
	}
	if (r->address && *r->address) {
		ic_json_string(j, "address", r->address);
	}
	ic_json_string(j, "status", ic_status_word(r->status));
	manifest_dump_fields(j, &r->fields);
}

static bool value_ok(enum ic_field_key k, const char *value)
{
	char day[IC_DATE_MAX];

	switch (k) {
	case IC_FIELD_DATE:
		return ic_date_parse_document(value, day, NULL) &&
		    strcmp(day, value) == 0;
	case IC_FIELD_DISPUTE:
		return strcmp(value, "open") == 0 ||
		    strcmp(value, "resolved") == 0;
	default:
		return *value != '\0';
	}
}

bool manifest_load_fields(struct ic_manifest *m, json_t *owner,
    struct ic_fields *out)
{
	json_t *o = json_object_get(owner, "fields");
	size_t found = 0;

	if (!o) {
		return true;
	}
	for (unsigned i = 0; i < IC_FIELD_COUNT; i++) {
		enum ic_field_key k = (enum ic_field_key)i;
		const json_t *v = json_object_get(o, ic_field_word(k));

		if (!v) {
			continue;
		}
		out->value[k] = manifest_text(m, v);
		if (!out->value[k] || !value_ok(k, out->value[k])) {
			return false;
		}
		found++;
	}
	return json_is_object(o) && json_object_size(o) == found;
}

static bool load_code(struct ic_manifest *m, const json_t *o,
    struct ic_manifest_code *c)
{
	const json_t *privileged = json_object_get(o, "privileged");

	c->name = manifest_text(m, json_object_get(o, "name"));
	c->text = manifest_text(m, json_object_get(o, "text"));
	c->basis = manifest_text(m, json_object_get(o, "basis"));
	c->privileged = json_is_true(privileged);
	return c->name && c->text && c->basis && json_is_boolean(privileged);
}

bool manifest_load_codes(struct ic_manifest *m, json_t *root)
{
	const json_t *privilege = json_object_get(root, "privilege");
	const char *service = json_string_value(
	    json_object_get(root, "service"));
	const json_t *a = json_object_get(root, "codes");
	size_t n = json_array_size(a);
	unsigned s = 0;

	if (!a && !service && !privilege) {
		return true;
	}
	while (service && s < IC_SERVICE_COUNT &&
	    strcmp(service, ic_service_word((enum ic_service)s)) != 0) {
		s++;
	}
	if (!service || s == IC_SERVICE_COUNT || !json_is_array(a) ||
	    n > IC_SPEC_CODES_MAX) {
		return false;
	}
	m->service = (enum ic_service)s;
	m->privilege = manifest_text(m, privilege);
	if (privilege && !m->privilege) {
		return false;
	}
	m->codes = ic_arena_alloc(&m->arena, n, sizeof(*m->codes));
	for (size_t i = 0; m->codes && i < n; i++) {
		if (!load_code(m, json_array_get(a, i), &m->codes[i])) {
			return false;
		}
		m->ncodes++;
	}
	return m->codes != NULL;
}

bool manifest_find_code(const struct ic_manifest *m, const char *name,
    uint16_t *out)
{
	for (size_t i = 0; name && i < m->ncodes; i++) {
		if (strcmp(m->codes[i].name, name) == 0) {
			*out = (uint16_t)i;
			return true;
		}
	}
	return false;
}

/* "IA, PII" must be these codes' names. */
static bool codes_agree(const struct ic_manifest *m,
    const struct ic_manifest_redaction *r)
{
	const char *at = r->codes;

	for (uint32_t i = 0; i < r->ncodes; i++) {
		const char *name = m->codes[r->code[i]].name;

		if (i && strncmp(at, ", ", 2) != 0) {
			return false;
		}
		at += i ? 2 : 0;
		if (strncmp(at, name, strlen(name)) != 0) {
			return false;
		}
		at += strlen(name);
	}
	return !*at;
}

static bool load_code_names(struct ic_manifest *m, const json_t *a,
    struct ic_manifest_redaction *r)
{
	size_t n = json_array_size(a);
	uint16_t *code = n <= IC_SPEC_CODES_MAX
	    ? ic_arena_alloc(&m->arena, n, sizeof(*code))
	    : NULL;

	if (!code || !json_is_array(a)) {
		return false;
	}
	for (size_t i = 0; i < n; i++) {
		if (!manifest_find_code(m,
			json_string_value(json_array_get(a, i)), &code[i])) {
			return false;
		}
		r->privileged = r->privileged || m->codes[code[i]].privileged;
	}
	r->code = code;
	r->ncodes = (uint32_t)n;
	return codes_agree(m, r);
}

bool manifest_load_redaction(struct ic_manifest *m, json_t *o,
    struct ic_manifest_redaction *r)
{
	const json_t *code = json_object_get(o, "code");
	const json_t *old = json_object_get(o, "old_legend");
	const char *status = json_string_value(json_object_get(o, "status"));
	json_t *address = json_object_get(o, "address");
	unsigned s = 0;

	r->address = address ? manifest_text(m, address) : "";
	if (!r->address || !ic_address_shown(r->address)) {
		return false;
	}
	if (!code && !status) {
		return true;
	}
	while (status && s < IC_STATUS_COUNT &&
	    strcmp(status, ic_status_word((enum ic_status)s)) != 0) {
		s++;
	}
	r->status = (enum ic_status)s;
	r->old_legend = json_is_true(old);
	return (!old || r->old_legend) && status && s < IC_STATUS_COUNT &&
	    load_code_names(m, code, r) &&
	    manifest_load_fields(m, o, &r->fields);
}
