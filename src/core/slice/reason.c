/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/reason.h"

#include <stddef.h>

struct words {
	const char *word;
	const char *sentence;
};

static const struct words reasons[] = {
#define IC_X(name, word, sentence) { word, sentence },
	IC_REASONS(IC_X)
#undef IC_X
};

static const struct words notes[] = {
#define IC_X(name, word, sentence) { word, sentence },
	IC_NOTES(IC_X)
#undef IC_X
};

static const char *const encodings[] = {
#define IC_X(name, word) word,
	IC_ENCODINGS(IC_X)
#undef IC_X
};

static const char *const scans[] = {
#define IC_X(name, word, sentence) word,
	IC_SCANS(IC_X)
#undef IC_X
};

static const char *const proofs[] = { "any",
#define IC_X(name, word) word,
	IC_PROOFS(IC_X)
#undef IC_X
};

static const char *const faults[] = {
#define IC_X(name, sentence) sentence,
	IC_FAULTS(IC_X)
#undef IC_X
};

const char *ic_reason_word(enum ic_reason r)
{
	return r < IC_REASON_COUNT ? reasons[r].word : "unknown";
}

const char *ic_reason_sentence(enum ic_reason r)
{
	return r < IC_REASON_COUNT ? reasons[r].sentence : "unknown";
}

const char *ic_note_word(enum ic_note n)
{
	return n < IC_NOTE_COUNT ? notes[n].word : "unknown";
}

const char *ic_note_sentence(enum ic_note n)
{
	return n < IC_NOTE_COUNT ? notes[n].sentence : "unknown";
}

const char *ic_encoding_word(enum ic_encoding e)
{
	return e < IC_ENCODING_COUNT ? encodings[e] : "unknown";
}

const char *ic_scan_word(enum ic_scan s)
{
	return s < IC_SCAN_COUNT ? scans[s] : "unknown";
}

const char *ic_proof_word(enum ic_proof p)
{
	return p < IC_PROOF_COUNT ? proofs[p] : "unknown";
}

const char *ic_fault_sentence(enum ic_fault f)
{
	return f < IC_FAULT_COUNT ? faults[f] : "unknown";
}

const char *ic_measure_name(enum ic_proof p, unsigned nth)
{
	static const char *const names[IC_PROOF_COUNT][IC_MEASURED] = {
#define IC_X(name, of, ...) [IC_PROOF_##name] = { __VA_ARGS__ },
		IC_MEASURES(IC_X)
#undef IC_X
	};
	const char *name = p < IC_PROOF_COUNT && nth < IC_MEASURED
	    ? names[p][nth]
	    : NULL;

	return name ? name : "";
}

enum ic_scope ic_measure_scope(enum ic_proof p)
{
	static const enum ic_scope scopes[IC_PROOF_COUNT] = {
#define IC_X(name, of, ...) [IC_PROOF_##name] = IC_SCOPE_##of,
		IC_MEASURES(IC_X)
#undef IC_X
	};

	return p < IC_PROOF_COUNT ? scopes[p] : IC_SCOPE_NOTHING;
}

bool ic_reason_is_unreadable(enum ic_reason r)
{
	switch (r) {
	case IC_REASON_NOT_PDF:
	case IC_REASON_DAMAGED:
	case IC_REASON_NO_PAGES:
	case IC_REASON_PAGE_TREE:
	case IC_REASON_TOO_MANY_PAGES:
	case IC_REASON_TOO_FULL:
	case IC_REASON_PASSWORD:
	case IC_REASON_WRONG_PASSWORD:
	case IC_REASON_PAGE_DAMAGED:
	case IC_REASON_PAGE_SIZE:
	case IC_REASON_IMAGE_DAMAGED:
	case IC_REASON_IMAGE_KIND:
	case IC_REASON_IMAGE_SIZE:
	case IC_REASON_IMAGE_PAGES:
	case IC_REASON_MEMORY:
	case IC_REASON_CRASH:
	case IC_REASON_TIMEOUT:
	case IC_REASON_SYSCALL:
	case IC_REASON_REPLY:
		return true;
	default:
		return false;
	}
}
