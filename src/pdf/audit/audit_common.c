/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Words that are in every file and say nothing of what a box hides. */
#include <stdlib.h>
#include <string.h>

#include "audit_repeat.h"
#include "words_priv.h"

#define DIGITS_LEAST 5 /* of a number that is looked for */

/* In the order of their bytes. */
static const char *const common[] = { "about", "adobe", "all", "also", "and",
	"any", "are", "because", "been", "before", "but", "can", "could",
	"date", "default", "description", "did", "document", "does", "event",
	"false", "file", "for", "form", "from", "function", "had", "has",
	"have", "her", "him", "his", "http", "https", "image", "into", "its",
	"may", "name", "new", "not", "null", "one", "only", "other", "our",
	"out", "page", "pages", "pdf", "said", "section", "see", "she",
	"should", "such", "text", "than", "that", "the", "their", "them",
	"then", "there", "these", "they", "this", "title", "true", "two",
	"type", "undefined", "untitled", "user", "value", "var", "version",
	"was", "were", "what", "when", "where", "which", "who", "will", "with",
	"word", "would", "www", "xml", "you", "your" };

static int compare(const void *key, const void *member)
{
	return strcmp(key, *(const char *const *)member);
}

static bool is_number(const uint32_t *runes, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (!ic_rune_is_digit(runes[i])) {
			return false;
		}
	}
	return true;
}

bool audit_word_is_common(const uint32_t *runes, size_t n)
{
	char word[16];

	if (is_number(runes, n)) {
		return n < DIGITS_LEAST;
	}
	if (n >= sizeof(word)) {
		return false;
	}
	for (size_t i = 0; i < n; i++) {
		uint32_t c = ic_rune_lower(runes[i]);

		if (c >= 0x80) {
			return false;
		}
		word[i] = (char)c;
	}
	word[n] = '\0';
	return bsearch(word, common, sizeof(common) / sizeof(*common),
		   sizeof(*common), compare) != NULL;
}
