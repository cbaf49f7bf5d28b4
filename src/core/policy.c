/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/policy.h"

#include <string.h>

#define COURT (1u << IC_AUDIENCE_COURT)
#define OPPOSING (1u << IC_AUDIENCE_OPPOSING)
#define PUBLIC (1u << IC_AUDIENCE_PUBLIC)
#define PARTIES (COURT | OPPOSING)
#define ALL (PARTIES | PUBLIC)
#define NOBODY 0u

/*
 * Who gets what. A native file cannot be redacted and no proof looks into it,
 * so of a matter of privilege only the court has it. Its placeholder bears its
 * size and its hash, by which a guess could be tested: it goes with it.
 */
static const struct row {
	unsigned confidentiality, privilege;
	bool unredacted;
} table[IC_ITEM_COUNT] = {
	/* clang-format off */
	/*                           confidentiality  privilege  unredacted */
	[IC_ITEM_REDACTED]       = { ALL,           ALL,       false },
	[IC_ITEM_PROPOSED]       = { PARTIES,       COURT,     true },
	[IC_ITEM_DISPUTED]       = { PARTIES,       COURT,     true },
	[IC_ITEM_NATIVE]         = { PARTIES,       COURT,     true },
	[IC_ITEM_PLACEHOLDER]    = { PARTIES,       COURT,     false },
	[IC_ITEM_TEXT]           = { OPPOSING,      OPPOSING,  false },
	[IC_ITEM_LOAD_FILE]      = { OPPOSING,      OPPOSING,  false },
	[IC_ITEM_REDACTION_LOG]  = { PARTIES,       PARTIES,   false },
	[IC_ITEM_PUBLIC_LOG]     = { PUBLIC,        PUBLIC,    false },
	[IC_ITEM_BATES_INDEX]    = { PARTIES,       PARTIES,   false },
	[IC_ITEM_PRIVILEGE_LOG]  = { PARTIES,       PARTIES,   false },
	[IC_ITEM_SEALING_CHART]  = { PARTIES,       PARTIES,   false },
	[IC_ITEM_EXHIBIT]        = { PARTIES,       PARTIES,   false },
	[IC_ITEM_REPLACEMENT]    = { PARTIES,       PARTIES,   false },
	[IC_ITEM_OVERLAY]        = { OPPOSING,      OPPOSING,  false },
	[IC_ITEM_REFERENCE]      = { PARTIES,       COURT,     true },
	[IC_ITEM_TRANSMITTAL]    = { PARTIES,       PARTIES,   false },
	/* clang-format on */
};

/* The files of out/logs/, without what tells their format. */
static const struct {
	const char *stem;
	enum ic_item item;
} logs[] = {
	{ "bates-index", IC_ITEM_BATES_INDEX },
	{ "joint-statement-exhibit", IC_ITEM_EXHIBIT },
	{ "overlay", IC_ITEM_OVERLAY },
	{ "privilege-log", IC_ITEM_PRIVILEGE_LOG },
	{ "redaction-log", IC_ITEM_REDACTION_LOG },
	{ "replacement-list", IC_ITEM_REPLACEMENT },
	{ "sealing-chart", IC_ITEM_SEALING_CHART },
};

bool ic_policy_may(enum ic_service service, enum ic_item item,
    enum ic_audience audience)
{
	unsigned who = service == IC_SERVICE_CONFIDENTIALITY
	    ? table[item].confidentiality
	    : service == IC_SERVICE_PRIVILEGE ? table[item].privilege
					      : NOBODY;

	return who >> audience & 1;
}

bool ic_policy_unredacted(enum ic_item item)
{
	return table[item].unredacted;
}

bool ic_policy_log(const char *name, enum ic_item *out)
{
	static const char *const formats[] = { ".csv", ".xlsx", ".html",
		".dat" };

	for (size_t i = 0; i < sizeof(logs) / sizeof(logs[0]); i++) {
		size_t n = strlen(logs[i].stem);

		if (strncmp(name, logs[i].stem, n) != 0) {
			continue;
		}
		for (size_t f = 0; f < sizeof(formats) / sizeof(*formats);
		     f++) {
			if (strcmp(name + n, formats[f]) == 0) {
				*out = logs[i].item;
				return true;
			}
		}
	}
	return false;
}

const char *ic_audience_word(enum ic_audience a)
{
	static const char *const words[] = {
#define IC_X(name, word) word,
		IC_AUDIENCES(IC_X)
#undef IC_X
	};

	return words[a];
}

const char *ic_item_word(enum ic_item i)
{
	static const char *const words[] = {
#define IC_X(name, word) word,
		IC_ITEMS(IC_X)
#undef IC_X
	};

	return words[i];
}

bool ic_audience_parse(const char *word, enum ic_audience *out)
{
	for (unsigned a = 0; a < IC_AUDIENCE_COUNT; a++) {
		if (strcmp(word, ic_audience_word((enum ic_audience)a)) == 0) {
			*out = (enum ic_audience)a;
			return true;
		}
	}
	return false;
}
