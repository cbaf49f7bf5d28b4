/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What a log prints must not repeat what a box covers. A description is made
 * of words, though, and "home address" betrays nothing although both words
 * may stand under the box. So the words that every log uses are not asked
 * about: function words, and the vocabulary of privilege and redaction logs.
 * A name, a street or anything with a digit is never among them.
 */
#include <string.h>

#include "base/utf8.h"
#include "plan_priv.h"

/* Sorted, lower case, ASCII. */
static const char *const plain[] = {
	"about",
	"accident",
	"account",
	"activity",
	"address",
	"addresses",
	"advice",
	"affairs",
	"after",
	"age",
	"all",
	"allegation",
	"and",
	"any",
	"are",
	"area",
	"arrest",
	"assessment",
	"attachment",
	"attorney",
	"attorneys",
	"audit",
	"author",
	"bank",
	"before",
	"birth",
	"body",
	"cell",
	"chart",
	"child",
	"civilian",
	"claim",
	"client",
	"code",
	"column",
	"comment",
	"communication",
	"complainant",
	"complaint",
	"concerning",
	"conclusion",
	"confidential",
	"contact",
	"contains",
	"control",
	"conversation",
	"correspondence",
	"counsel",
	"court",
	"criminal",
	"data",
	"date",
	"dates",
	"decision",
	"deliberative",
	"department",
	"deposition",
	"description",
	"details",
	"diagnosis",
	"disciplinary",
	"discipline",
	"discussion",
	"document",
	"draft",
	"driver",
	"drivers",
	"email",
	"emails",
	"emergency",
	"employee",
	"employment",
	"evaluation",
	"evidence",
	"exhibit",
	"family",
	"fax",
	"file",
	"financial",
	"finding",
	"findings",
	"first",
	"for",
	"form",
	"from",
	"full",
	"handwritten",
	"has",
	"her",
	"his",
	"history",
	"home",
	"hospital",
	"identification",
	"identifier",
	"identifiers",
	"identifying",
	"identity",
	"image",
	"incident",
	"informant",
	"information",
	"initials",
	"injury",
	"internal",
	"interview",
	"investigation",
	"investigative",
	"investigator",
	"issue",
	"its",
	"juvenile",
	"last",
	"law",
	"legal",
	"letter",
	"license",
	"line",
	"lines",
	"list",
	"mail",
	"matter",
	"medical",
	"meeting",
	"member",
	"memo",
	"memorandum",
	"mental",
	"message",
	"minor",
	"mobile",
	"name",
	"names",
	"narrative",
	"non",
	"not",
	"note",
	"notes",
	"number",
	"numbers",
	"off",
	"office",
	"officer",
	"officers",
	"official",
	"one",
	"opinion",
	"other",
	"our",
	"page",
	"pages",
	"paragraph",
	"part",
	"party",
	"patient",
	"payroll",
	"per",
	"person",
	"personal",
	"personnel",
	"phone",
	"photo",
	"photograph",
	"photographs",
	"plate",
	"police",
	"portion",
	"prior",
	"privacy",
	"private",
	"privilege",
	"privileged",
	"procedure",
	"process",
	"product",
	"protected",
	"protective",
	"record",
	"records",
	"redacted",
	"redaction",
	"reference",
	"regarding",
	"related",
	"relating",
	"report",
	"reports",
	"request",
	"residence",
	"review",
	"safety",
	"salary",
	"security",
	"sensitive",
	"sheet",
	"signature",
	"social",
	"source",
	"staff",
	"statement",
	"statements",
	"street",
	"subject",
	"summary",
	"supervisor",
	"table",
	"tactics",
	"technique",
	"techniques",
	"telephone",
	"that",
	"the",
	"their",
	"them",
	"they",
	"third",
	"this",
	"to",
	"training",
	"transcript",
	"treatment",
	"two",
	"under",
	"unit",
	"unrelated",
	"vehicle",
	"victim",
	"victims",
	"was",
	"were",
	"whole",
	"with",
	"witness",
	"witnesses",
	"work",
	"year",
	"years",
};

#define WORD_MAX 24

bool ic_plan_word_is_plain(const char *word, size_t len)
{
	char low[WORD_MAX + 1];
	size_t lo = 0, hi = sizeof(plain) / sizeof(plain[0]);

	if (len > WORD_MAX) {
		return false;
	}
	for (size_t i = 0; i < len; i++) {
		char c = word[i];

		low[i] = (char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
	}
	low[len] = '\0';
	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;
		int c = strcmp(low, plain[mid]);

		if (c == 0) {
			return true;
		}
		if (c < 0) {
			hi = mid;
		} else {
			lo = mid + 1;
		}
	}
	return false;
}

/* A letter or digit as far as splitting goes: beyond ASCII all are. */
static bool in_word(uint32_t c)
{
	return c >= 0x80 || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
	    (c >= 'a' && c <= 'z');
}

static bool has_digit(const char *word, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		if (word[i] >= '0' && word[i] <= '9') {
			return true;
		}
	}
	return false;
}

/*
 * A code's basis cites rules (42 U.S.C. 1983, Rule 26), so of it only long
 * numbers count; a lone digit tells nothing.
 */
static bool telling(const char *word, size_t len, bool all)
{
	if (has_digit(word, len)) {
		return len >= (all ? 2 : 5);
	}
	return all && len > 0 && !ic_plan_word_is_plain(word, len);
}

bool ic_plan_telling_words(const char *text, bool all, struct ic_buf *out)
{
	size_t len = strlen(text), at = 0;

	while (at < len) {
		size_t from = at, next = at;

		while (next < len && in_word(ic_utf8_next(text, len, &next))) {
			at = next;
		}
		if (telling(text + from, at - from, all)) {
			ic_buf_puts(out, out->len ? " " : "");
			ic_buf_add(out, text + from, at - from);
		}
		at = next > at ? next : at;
	}
	return !out->failed;
}
