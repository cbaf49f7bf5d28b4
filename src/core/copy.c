/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/copy.h"

#include <string.h>

#include "core/reason.h"

static const struct {
	const char *word, *suffix, *marked, *burned;
} copies[IC_COPIES] = {
	[IC_COPY_REDACTED] = { "redacted", "", "", "" },
	[IC_COPY_PROPOSED] = { "proposed", "_UNREDACTED-PROPOSED",
	    "UNREDACTED - PROPOSED REDACTIONS HIGHLIGHTED",
	    "AS PROPOSED TO BE REDACTED" },
	[IC_COPY_DISPUTED] = { "disputed", "_UNREDACTED-DISPUTED",
	    "UNREDACTED - PAGES IN DISPUTE, ALL REDACTIONS HIGHLIGHTED",
	    "AS PROPOSED TO BE REDACTED" },
};

const char *ic_copy_word(enum ic_copy copy)
{
	return (unsigned)copy < IC_COPIES ? copies[copy].word : "unknown";
}

bool ic_copy_parse(const char *word, enum ic_copy *out)
{
	for (unsigned i = 0; i < IC_COPIES; i++) {
		if (strcmp(word, copies[i].word) == 0) {
			*out = (enum ic_copy)i;
			return true;
		}
	}
	return false;
}

bool ic_copy_is_unredacted(enum ic_copy copy)
{
	return copy != IC_COPY_REDACTED;
}

const char *ic_copy_suffix(enum ic_copy copy)
{
	return (unsigned)copy < IC_COPIES ? copies[copy].suffix : "_UNREDACTED";
}

const char *ic_copy_banner(enum ic_copy copy, bool marked)
{
	if ((unsigned)copy >= IC_COPIES) {
		return "UNREDACTED";
	}
	return marked ? copies[copy].marked : copies[copy].burned;
}

uint32_t ic_copy_proofs(enum ic_copy copy)
{
	uint32_t all = IC_PROOF_BIT(STRUCTURE) | IC_PROOF_BIT(BOXES) |
	    IC_PROOF_BIT(COLLATERAL) | IC_PROOF_BIT(ENDORSEMENT);

	return copy == IC_COPY_REDACTED ? all | IC_PROOF_BIT(WORDS) : all;
}
