/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* "logs" of a manifest: which lists there are, and the bytes of each. */
#include <string.h>

#include "manifest_priv.h"

static void dump_files(struct ic_json *j, const struct ic_manifest *m)
{
	char name[IC_LOG_NAME_MAX];

	ic_json_array(j, "files");
	for (unsigned k = 0; k < IC_LOG_COUNT; k++) {
		for (unsigned f = 0; f < IC_FORMAT_COUNT; f++) {
			if (!m->log_sums.sha256[k][f][0]) {
				continue;
			}
			ic_log_name((enum ic_log)k, (enum ic_format)f, name);
			ic_json_object(j, NULL);
			ic_json_string(j, "name", name);
			ic_json_string(j, "sha256", m->log_sums.sha256[k][f]);
			ic_json_end(j);
		}
	}
	ic_json_end(j);
}

void manifest_dump_logs(struct ic_json *j, const struct ic_manifest *m)
{
	const struct ic_logs *logs = &m->logs;

	ic_json_object(j, "logs");
	ic_json_array(j, "kinds");
	for (unsigned k = 0; k < IC_LOG_COUNT; k++) {
		if (logs->kinds >> k & 1) {
			ic_json_string(j, NULL, ic_log_word((enum ic_log)k));
		}
	}
	ic_json_end(j);
	ic_json_array(j, "formats");
	for (unsigned f = 0; f < IC_FORMAT_COUNT; f++) {
		if (logs->formats >> f & 1) {
			ic_json_string(j, NULL,
			    ic_format_word((enum ic_format)f));
		}
	}
	ic_json_end(j);
	ic_json_string(j, "court", logs->court ? logs->court : "");
	ic_json_bool(j, "headed", m->headed);
	ic_json_bool(j, "reference_list", m->reference_list);
	ic_json_string(j, "maker", m->log_sums.maker ? m->log_sums.maker : "");
	dump_files(j, m);
	ic_json_end(j);
}

/* Each word once, as it is dumped. */
static bool load_kinds(json_t *a, uint32_t *out)
{
	json_t *v;
	size_t i;

	json_array_foreach(a, i, v)
	{
		enum ic_log k;

		if (!json_is_string(v) ||
		    !ic_log_parse(json_string_value(v), &k) || *out >> k) {
			return false;
		}
		*out |= 1u << k;
	}
	return json_is_array(a);
}

static bool load_formats(json_t *a, uint32_t *out)
{
	json_t *v;
	size_t i;

	json_array_foreach(a, i, v)
	{
		enum ic_format f;

		if (!json_is_string(v) ||
		    !ic_format_parse(json_string_value(v), &f) || *out >> f) {
			return false;
		}
		*out |= 1u << f;
	}
	return json_is_array(a);
}

static bool load_files(json_t *a, struct ic_manifest *m)
{
	json_t *v;
	size_t i;

	json_array_foreach(a, i, v)
	{
		const char *name = json_string_value(
		    json_object_get(v, "name"));
		const char *sum = json_string_value(
		    json_object_get(v, "sha256"));
		enum ic_format f;
		enum ic_log k;

		if (!name || !sum || !ic_log_of_name(name, &k, &f) ||
		    strlen(sum) != 64 ||
		    strspn(sum, "0123456789abcdef") != 64) {
			return false;
		}
		memcpy(m->log_sums.sha256[k][f], sum, 65);
	}
	return json_is_array(a);
}

static bool load_text(struct ic_manifest *m, json_t *v, const char **out)
{
	*out = manifest_text(m, v);
	return *out != NULL;
}

bool manifest_load_logs(struct ic_manifest *m, json_t *root)
{
	json_t *o = json_object_get(root, "logs");
	json_t *headed = json_object_get(o, "headed");
	json_t *reference = json_object_get(o, "reference_list");

	if (!o) {
		m->unlisted = true;
		m->logs = (struct ic_logs){ IC_LOGS_USUAL, IC_FORMAT_BIT(CSV),
			"" };
		return true;
	}
	m->headed = json_is_true(headed);
	m->reference_list = json_is_true(reference);
	return json_is_boolean(headed) && json_is_boolean(reference) &&
	    load_kinds(json_object_get(o, "kinds"), &m->logs.kinds) &&
	    load_formats(json_object_get(o, "formats"), &m->logs.formats) &&
	    load_text(m, json_object_get(o, "court"), &m->logs.court) &&
	    load_text(m, json_object_get(o, "maker"), &m->log_sums.maker) &&
	    load_files(json_object_get(o, "files"), m);
}
