/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "audit_says.h"

#include <string.h>

#include "audit_priv.h"
#include "base/utf8.h"
#include "tokens_priv.h"

void audit_says_word(const struct audit *a, uint64_t hash, struct audit_says *s)
{
	unsigned is = audit_words_of(&a->words, hash);

	s->any = true;
	if (is & AUDIT_WORD_SHOWN) {
		return;
	}
	s->own = true;
	s->covered = s->covered || (is & AUDIT_WORD_COVERED) != 0;
}

struct asking {
	const struct audit *a;
	struct audit_says says;
};

static void found(void *user, const struct ic_token *t)
{
	struct asking *q = user;

	audit_says_word(q->a, t->hash, &q->says);
}

struct audit_says audit_says_of(const struct audit *a, const char *text,
    size_t n)
{
	struct asking q = { .a = a };
	struct ic_tokens t = { .found = found,
		.user = &q,
		.least = AUDIT_WORD_LEAST };

	for (size_t at = 0; at < n;) {
		uint32_t c = ic_utf8_next(text, n, &at);

		ic_tokens_rune(&t, c == IC_UTF8_BAD ? IC_TOKEN_FOUL : c, 0);
	}
	ic_tokens_end(&t);
	return q.says;
}

void audit_says_judge(const struct audit_says *s, struct ic_finding_item *f)
{
	if (s->covered) {
		f->severity = IC_SEVERITY_ERROR;
		f->detail = IC_DETAIL_COVERED_WORD;
	} else if (s->identifier) {
		f->severity = IC_SEVERITY_ERROR;
		f->detail = IC_DETAIL_IDENTIFIER;
	} else if (s->own) {
		f->severity = IC_SEVERITY_WARNING;
		f->detail = IC_DETAIL_OWN_WORDS;
	} else {
		f->severity = IC_SEVERITY_NOTICE;
		f->detail = s->any ? IC_DETAIL_SAME_WORDS : IC_DETAIL_NONE;
	}
}
