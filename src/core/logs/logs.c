/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Which lists there are, and what stands around all of them. */
#include "core/logs.h"

#include <stdio.h>
#include <string.h>

#include "logs_priv.h"

static const char *const words[] = {
#define IC_X(name, word, file) word,
	IC_LOGS(IC_X)
#undef IC_X
};

static const char *const files[] = {
#define IC_X(name, word, file) file,
	IC_LOGS(IC_X)
#undef IC_X
};

const char *ic_log_word(enum ic_log kind)
{
	return kind < IC_LOG_COUNT ? words[kind] : "";
}

bool ic_log_parse(const char *word, enum ic_log *out)
{
	for (unsigned i = 0; i < IC_LOG_COUNT; i++) {
		if (strcmp(words[i], word) == 0) {
			*out = (enum ic_log)i;
			return true;
		}
	}
	return false;
}

void ic_log_name(enum ic_log kind, enum ic_format format,
    char out[IC_LOG_NAME_MAX])
{
	snprintf(out, IC_LOG_NAME_MAX, "%s.%s", files[kind],
	    ic_format_word(format));
}

bool ic_log_of_name(const char *name, enum ic_log *kind, enum ic_format *format)
{
	char known[IC_LOG_NAME_MAX];

	for (unsigned k = 0; k < IC_LOG_COUNT; k++) {
		for (unsigned f = 0; f < IC_FORMAT_COUNT; f++) {
			ic_log_name((enum ic_log)k, (enum ic_format)f, known);
			if (strcmp(known, name) == 0) {
				*kind = (enum ic_log)k;
				*format = (enum ic_format)f;
				return true;
			}
		}
	}
	return false;
}

bool ic_logs_have(const struct ic_logs *logs, enum ic_log kind,
    enum ic_format format)
{
	if ((kind == IC_LOG_OVERLAY) != (format == IC_FORMAT_DAT)) {
		return false;
	}
	return (logs->kinds >> kind & 1) &&
	    (format == IC_FORMAT_DAT || (logs->formats >> format & 1));
}

/*
 * "COE000001 to COE000311: 12 documents, 104 pages"; or, where one sheet stands
 * for several numbers, "12 documents, 104 numbers on 97 pages".
 */
static void put_extent(const struct ic_manifest *m, struct ic_table *t)
{
	struct ic_buf b = { 0 };
	unsigned long numbers = 0, pages = 0;

	if (!m->ndocuments) {
		return;
	}
	for (size_t i = 0; i < m->ndocuments; i++) {
		numbers += ic_manifest_numbers(&m->documents[i]);
		pages += m->documents[i].npages;
	}
	ic_buf_printf(&b, "%s to %s: %zu document%s, ", m->documents[0].begin,
	    m->documents[m->ndocuments - 1].end, m->ndocuments,
	    m->ndocuments == 1 ? "" : "s");
	if (numbers != pages) {
		ic_buf_printf(&b, "%lu number%s on ", numbers,
		    numbers == 1 ? "" : "s");
	}
	ic_buf_printf(&b, "%lu page%s", pages, pages == 1 ? "" : "s");
	ic_table_caption(t, ic_buf_str(&b));
	t->starved |= b.failed;
	ic_buf_finish(&b);
}

static const struct {
	const char *title, *what; /* what: in messages */
	log_rows_fn *rows;
} lists[] = {
	[IC_LOG_INDEX] = { "Bates Index", "the Bates index", log_index },
	[IC_LOG_EXHIBIT] = { "Designations and Redactions in Dispute",
	    "the exhibit of the joint statement", log_exhibit },
	[IC_LOG_OVERLAY] = { "Overlay", "the overlay", log_overlay },
	[IC_LOG_PRIVILEGE] = { "Privilege Log", "the privilege log",
	    log_privileges },
	[IC_LOG_REDACTION] = { "Redaction Log", "the redaction log",
	    log_redactions },
	[IC_LOG_REPLACEMENT] = { "Replacement List", "the replacement list",
	    log_replacements },
	[IC_LOG_SEALING] = { "Documents and Portions Sought to Be Sealed",
	    "the sealing chart", log_sealing },
};

/* Lest a list of some documents be taken for the production's. */
static void put_scope(const struct ic_manifest *m, enum ic_log kind,
    struct ic_buf *out)
{
	ic_log_volume(m, out);
	if (m->nreplaces == 0 || kind == IC_LOG_REPLACEMENT) {
		return;
	}
	ic_buf_puts(out,
	    " This list is of the replaced documents alone; the list of the "
	    "whole production is that of ");
	log_put_volumes(m, out);
	ic_buf_puts(out, ", as changed by this volume.");
}

bool ic_log_table(const struct ic_manifest *m, enum ic_log kind,
    struct ic_table *out, struct ic_error *err)
{
	struct ic_table t = { 0 };
	struct ic_buf replaces = { 0 };

	ic_table_begin(&t, lists[kind].title);
	if (m->headed) {
		ic_table_head(&t, m->logs.court);
		ic_table_head(&t, m->matter);
	}
	put_extent(m, &t);
	put_scope(m, kind, &replaces);
	ic_table_caption(&t, ic_buf_str(&replaces));
	if (m->partial) {
		ic_table_caption(&t, IC_LOG_PARTIAL);
	}
	lists[kind].rows(m, &t);
	ic_table_note(&t, ic_buf_str(&replaces));
	t.starved |= replaces.failed;
	ic_buf_finish(&replaces);
	if (m->partial) {
		ic_table_note(&t, IC_LOG_PARTIAL);
	}
	ic_table_note(&t, IC_LIMIT_SENTENCE);
	if (!ic_table_check(&t, lists[kind].what, err)) {
		ic_table_finish(&t);
		return false;
	}
	*out = t;
	return true;
}
