/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* "logs": which lists go along with the documents, and in which forms. */
#include <string.h>

#include "spec_priv.h"

/* The index of a word, or n; it is reported. */
static size_t find_word(struct ic_reader *r, const char *key,
    const struct ic_field *f, const char *const *words, size_t n,
    const char *all)
{
	struct ic_place place = { r->source, f->line, f->column };
	const char *meant;
	size_t i = 0;

	while (i < n && strcmp(words[i], f->text) != 0) {
		i++;
	}
	if (i == n) {
		meant = ic_did_you_mean(f->text, words, n);
		ic_error_at(r, place, "\"%s\" must be of %s%s%s%s", key, all,
		    meant ? ": did you mean \"" : "", meant ? meant : "",
		    meant ? "\"?" : "");
	}
	return i;
}

/* One word or a list of them, as bits. */
static void read_set(struct ic_reader *r, const char *key,
    const char *const *words, size_t n, const char *all, uint32_t *out)
{
	struct ic_field *list;
	size_t given = ic_read_texts(r, &r->raw, key, n, &list);

	*out = 0;
	for (size_t i = 0; i < given; i++) {
		size_t k = find_word(r, key, &list[i], words, n, all);

		if (k < n) {
			*out |= (uint32_t)1 << k;
		}
	}
}

static void read_kinds(struct ic_reader *r, void *to)
{
	const char *words[IC_LOG_COUNT];

	(void)to;
	for (unsigned i = 0; i < IC_LOG_COUNT; i++) {
		words[i] = IC_LOGS_REPLACING >> i & 1
		    ? ""
		    : ic_log_word((enum ic_log)i);
	}
	read_set(r, "kinds", words, IC_LOG_COUNT,
	    "redaction, index, privilege, sealing and exhibit",
	    &r->spec->logs.kinds);
}

static void read_formats(struct ic_reader *r, void *to)
{
	const char *words[IC_FORMAT_COUNT];

	(void)to;
	for (unsigned i = 0; i < IC_FORMAT_COUNT; i++) {
		words[i] = i == IC_FORMAT_DAT
		    ? ""
		    : ic_format_word((enum ic_format)i);
	}
	read_set(r, "formats", words, IC_FORMAT_COUNT, "csv, html and xlsx",
	    &r->spec->logs.formats);
}

static void read_court(struct ic_reader *r, void *to)
{
	(void)to;
	ic_read_line(r, "court", &r->spec->logs.court);
}

static const struct ic_key log_keys[] = {
	{ "kinds", read_kinds, false },
	{ "formats", read_formats, false },
	{ "court", read_court, false },
};

const struct ic_mapping ic_map_logs = { "\"logs\"", log_keys,
	sizeof log_keys / sizeof *log_keys };

void ic_read_reference_list(struct ic_reader *r, void *to)
{
	(void)to;
	ic_read_bool(r, "reference_list", &r->spec->reference_list);
}

void ic_read_logs(struct ic_reader *r, void *to)
{
	ic_read_mapping(r, &ic_map_logs, to);
}
