/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What a log prints must not repeat what a box covers. A description is made
 * of words, though, and "home address" betrays nothing although both words
 * may stand under the box. So the words that every log uses are not asked
 * about: function words, and the vocabulary of legends and of privilege and
 * redaction logs. A name, a street or anything with a digit is never among
 * them.
 */
#include <string.h>

#include "base/utf8.h"
#include "plan_priv.h"

/* Sorted, lower case, ASCII. */
static const char *const plain[] = {
	"about",
	"abuse",
	"accident",
	"account",
	"act",
	"activity",
	"address",
	"addresses",
	"advice",
	"affairs",
	"after",
	"age",
	"all",
	"allegation",
	"also",
	"amendment",
	"and",
	"anticipation",
	"any",
	"appellate",
	"are",
	"area",
	"arrest",
	"article",
	"assault",
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
	"business",
	"by",
	"cal",
	"camera",
	"care",
	"cell",
	"cfr",
	"chart",
	"child",
	"cir",
	"circuit",
	"civ",
	"civil",
	"civilian",
	"claim",
	"clergy",
	"client",
	"clinical",
	"code",
	"column",
	"comment",
	"commercial",
	"common",
	"communication",
	"competitive",
	"complainant",
	"complaint",
	"concerning",
	"conclusion",
	"confidential",
	"constitution",
	"constitutional",
	"consumer",
	"contact",
	"contains",
	"control",
	"conversation",
	"copy",
	"correspondence",
	"counsel",
	"county",
	"court",
	"courts",
	"cpra",
	"crim",
	"crime",
	"criminal",
	"custodial",
	"data",
	"date",
	"dates",
	"decision",
	"defense",
	"deliberative",
	"department",
	"deposition",
	"description",
	"designated",
	"details",
	"diagnosis",
	"disciplinary",
	"discipline",
	"disclosure",
	"discussion",
	"dist",
	"district",
	"dob",
	"doctor",
	"document",
	"draft",
	"driver",
	"drivers",
	"duty",
	"educ",
	"email",
	"emails",
	"emergency",
	"employee",
	"employment",
	"enforcement",
	"enumerated",
	"evaluation",
	"evid",
	"evidence",
	"executive",
	"exempt",
	"exempted",
	"exemption",
	"exhibit",
	"eyes",
	"family",
	"fax",
	"fed",
	"federal",
	"ferpa",
	"file",
	"filed",
	"financial",
	"finding",
	"findings",
	"first",
	"foia",
	"for",
	"form",
	"from",
	"full",
	"gov",
	"government",
	"governmental",
	"guardian",
	"handwritten",
	"has",
	"health",
	"her",
	"highly",
	"hipaa",
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
	"immigration",
	"impressions",
	"inadvertent",
	"incident",
	"informant",
	"information",
	"initials",
	"injury",
	"interest",
	"internal",
	"interview",
	"invasion",
	"investigation",
	"investigative",
	"investigator",
	"investigatory",
	"irrelevant",
	"issue",
	"its",
	"joint",
	"judicial",
	"jury",
	"juvenile",
	"last",
	"law",
	"legal",
	"letter",
	"license",
	"limited",
	"line",
	"lines",
	"list",
	"litigation",
	"location",
	"mail",
	"marital",
	"material",
	"materials",
	"matter",
	"mediation",
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
	"negotiation",
	"negotiations",
	"non",
	"nonresponsive",
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
	"only",
	"opinion",
	"order",
	"ordered",
	"other",
	"our",
	"outside",
	"page",
	"pages",
	"para",
	"paragraph",
	"paras",
	"part",
	"party",
	"patient",
	"payroll",
	"peace",
	"penal",
	"per",
	"person",
	"personal",
	"personnel",
	"phi",
	"phone",
	"photo",
	"photograph",
	"photographs",
	"physician",
	"pii",
	"place",
	"plate",
	"police",
	"portion",
	"preparation",
	"prepared",
	"prior",
	"privacy",
	"private",
	"privilege",
	"privileged",
	"proc",
	"procedure",
	"process",
	"produced",
	"product",
	"prof",
	"proprietary",
	"protected",
	"protection",
	"protective",
	"psychotherapist",
	"pursuant",
	"record",
	"records",
	"redacted",
	"redaction",
	"reference",
	"regarding",
	"related",
	"relating",
	"relevance",
	"relevant",
	"report",
	"reports",
	"request",
	"residence",
	"responsive",
	"restricted",
	"return",
	"returns",
	"review",
	"right",
	"rights",
	"rule",
	"rules",
	"safety",
	"salary",
	"seal",
	"sealed",
	"sec",
	"secret",
	"secrets",
	"section",
	"sections",
	"security",
	"see",
	"sensitive",
	"settlement",
	"sex",
	"sexual",
	"sheet",
	"signature",
	"social",
	"source",
	"spousal",
	"ssn",
	"staff",
	"standing",
	"stat",
	"state",
	"statement",
	"statements",
	"statute",
	"statutory",
	"stipulated",
	"street",
	"subd",
	"subdivision",
	"subject",
	"such",
	"summary",
	"superior",
	"supervisor",
	"supp",
	"table",
	"tactics",
	"tax",
	"taxpayer",
	"technique",
	"techniques",
	"tel",
	"telephone",
	"that",
	"the",
	"their",
	"them",
	"they",
	"third",
	"this",
	"to",
	"trade",
	"training",
	"transcript",
	"treatment",
	"two",
	"under",
	"undercover",
	"undue",
	"unit",
	"unrelated",
	"unresponsive",
	"usc",
	"use",
	"veh",
	"vehicle",
	"version",
	"victim",
	"victims",
	"waiver",
	"was",
	"welf",
	"were",
	"whole",
	"with",
	"within",
	"witness",
	"witnesses",
	"work",
	"workplace",
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

/* A word of a text as it is looked at. */
struct part {
	const char *at;
	size_t len;
	bool number;
	bool apart; /* a blank stands before it */
};

/* The next word from text[*at] on; false at the end. */
static bool next_part(const char *text, size_t len, size_t *at,
    struct part *out)
{
	*out = (struct part){ .number = true };
	while (*at < len) {
		size_t next = *at;
		uint32_t c = ic_utf8_next(text, len, &next);

		if (in_word(c)) {
			out->at = out->at ? out->at : text + *at;
			out->len += next - *at;
			out->number = out->number && c >= '0' && c <= '9';
		} else if (out->at) {
			break;
		} else {
			out->apart = out->apart || c == ' ';
		}
		*at = next;
	}
	return out->at != NULL;
}

/*
 * A code's basis cites rules (42 U.S.C. 1983, Rule 26), so there only long
 * numbers count; a lone digit tells nothing.
 */
static bool telling(const char *word, size_t len, bool all)
{
	if (has_digit(word, len)) {
		return len >= (all ? 2 : 5);
	}
	return len > 0 && !ic_plan_word_is_plain(word, len);
}

static void say(const char *word, size_t len, bool all, struct ic_buf *out)
{
	if (telling(word, len, all)) {
		ic_buf_puts(out, out->len ? " " : "");
		ic_buf_add(out, word, len);
	}
}

/* Words that no blank parts, or numbers that one does, as one word. */
struct joined {
	struct ic_buf text;
	unsigned n;
	bool number;
};

static void end_joined(struct joined *j, bool all, struct ic_buf *out)
{
	if (j->n > 1 && (all || j->number)) {
		say(ic_buf_str(&j->text), j->text.len, all, out);
	}
	ic_buf_reset(&j->text);
	j->n = 0;
	j->number = true;
}

bool ic_plan_telling_words(const char *text, bool all, struct ic_buf *out)
{
	struct joined j = { .number = true };
	size_t len = strlen(text), at = 0;
	struct part p;

	while (next_part(text, len, &at, &p)) {
		if (p.apart && !(j.number && p.number)) {
			end_joined(&j, all, out);
		}
		ic_buf_add(&j.text, p.at, p.len);
		j.number = j.number && p.number;
		j.n++;
		say(p.at, p.len, all, out);
	}
	end_joined(&j, all, out);
	out->failed = out->failed || j.text.failed;
	ic_buf_finish(&j.text);
	return !out->failed;
}
