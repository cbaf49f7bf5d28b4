/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The lists that go along with the documents, in logs/: which there are, what
 * their files are called, and what each says. All are derived from the
 * manifest and from nothing else, so that proof 6 is: derive them again.
 *
 * None quotes a document. What a cell says was written for it: numbers, ids,
 * codes, and the fields, which the scout has held against the covered words.
 */
#ifndef IC_CORE_LOGS_H
#define IC_CORE_LOGS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "core/table.h"

/* X(NAME, "word", "file"), in the order of their files' names. */
#define IC_LOGS(X) \
	X(INDEX, "index", "bates-index") \
	X(EXHIBIT, "exhibit", "joint-statement-exhibit") \
	X(OVERLAY, "overlay", "overlay") \
	X(PRIVILEGE, "privilege", "privilege-log") \
	X(REDACTION, "redaction", "redaction-log") \
	X(REPLACEMENT, "replacement", "replacement-list") \
	X(SEALING, "sealing", "sealing-chart")

enum ic_log {
#define IC_X(name, word, file) IC_LOG_##name,
	IC_LOGS(IC_X)
#undef IC_X
	    IC_LOG_COUNT
};

#define IC_LOG_NAME_MAX 40
#define IC_LOG_BIT(name) (1u << IC_LOG_##name)
#define IC_FORMAT_BIT(name) (1u << IC_FORMAT_##name)

/*
 * What a replacement volume has beside: the list that covers it, and a load
 * file that lays it over the volumes that it replaces. No spec asks for these,
 * and nothing else is in the form of the second.
 */
#define IC_LOGS_REPLACING (IC_LOG_BIT(REPLACEMENT) | IC_LOG_BIT(OVERLAY))

/* What is made where the spec does not say; privilege: where it is claimed. */
#define IC_LOGS_USUAL (IC_LOG_BIT(REDACTION) | IC_LOG_BIT(INDEX))
#define IC_FORMATS_USUAL \
	(IC_FORMAT_BIT(CSV) | IC_FORMAT_BIT(XLSX) | IC_FORMAT_BIT(HTML))

/* Which lists a production has: of the spec, and of the manifest. */
struct ic_logs {
	uint32_t kinds;    /* IC_LOG_BIT()s */
	uint32_t formats;  /* IC_FORMAT_BIT()s */
	const char *court; /* stands over the matter; "": none */
};

/* A list that was written, and what made the bytes of it. */
struct ic_log_sums {
	const char *maker; /* of spreadsheets: libraries; "": none was made */
	char sha256[IC_LOG_COUNT][IC_FORMAT_COUNT][65]; /* "": not there */
};

/* "redaction"; and the kind of a word, or false. */
const char *ic_log_word(enum ic_log kind);
bool ic_log_parse(const char *word, enum ic_log *out);

/* "redaction-log.csv"; and what a file of that name holds, or false. */
void ic_log_name(enum ic_log kind, enum ic_format format,
    char out[IC_LOG_NAME_MAX]);
bool ic_log_of_name(const char *name, enum ic_log *kind,
    enum ic_format *format);

/* True if there is to be such a list. */
bool ic_logs_have(const struct ic_logs *logs, enum ic_log kind,
    enum ic_format format);

/* What a list says in a line of its own if documents are missing. */
#define IC_LOG_PARTIAL \
	"PARTIAL: not all documents of the production are in this set."

struct ic_manifest;

/*
 * Append, of a replacement volume, that it is one, of how many documents and of
 * what; of any other nothing.
 */
void ic_log_volume(const struct ic_manifest *m, struct ic_buf *out);

/* True if its privilege log has a row. */
bool ic_log_has_claims(const struct ic_manifest *m);

/*
 * Make a list. `out` must be zeroed. It ends with what is not verified, and
 * says PARTIAL if documents are missing.
 */
bool ic_log_table(const struct ic_manifest *m, enum ic_log kind,
    struct ic_table *out, struct ic_error *err);

/*
 * IC_ESPEC, naming document and key, if a row of a privilege log lacks its
 * privilege or its description. Other lists lack nothing.
 */
bool ic_log_is_complete(const struct ic_table *t, enum ic_log kind,
    struct ic_error *err);

#endif
