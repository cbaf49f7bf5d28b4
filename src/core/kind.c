/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/kind.h"

#include <string.h>

#include "core/reason.h"

#define EXTENSION_MAX 16

static const char *const words[IC_KIND_COUNT] = {
#define IC_X(name, word) word,
	IC_KINDS(IC_X)
#undef IC_X
};

const char *ic_kind_word(enum ic_kind k)
{
	return (unsigned)k < IC_KIND_COUNT ? words[k] : "unknown";
}

bool ic_kind_parse(const char *word, enum ic_kind *out)
{
	for (unsigned i = 0; i < IC_KIND_COUNT; i++) {
		if (strcmp(word, words[i]) == 0) {
			*out = (enum ic_kind)i;
			return true;
		}
	}
	return false;
}

uint32_t ic_kind_proofs(enum ic_kind k, enum ic_copy copy)
{
	const uint32_t of_source = IC_PROOF_BIT(COLLATERAL) |
	    IC_PROOF_BIT(WORDS);
	uint32_t all = ic_copy_proofs(copy);

	return k == IC_KIND_DOCUMENT ? all : all & ~of_source;
}

const char *ic_native_extension(const char *file)
{
	static const char ok[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				 "abcdefghijklmnopqrstuvwxyz0123456789";
	const char *slash = strrchr(file, '/');
	const char *name = slash ? slash + 1 : file;
	const char *dot = strrchr(name, '.');
	size_t n;

	if (!dot || dot == name) {
		return NULL;
	}
	n = strlen(dot + 1);
	return n > 0 && n <= EXTENSION_MAX && strspn(dot + 1, ok) == n ? dot
								       : NULL;
}
