/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "audit_says.h"

#include <stdlib.h>

#include "audit_priv.h"
#include "base/utf8.h"
#include "core/identifiers.h"
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
	bool loose;
	struct audit_says says;
};

static void found(void *user, const struct ic_token *t)
{
	struct asking *q = user;

	if (q->loose && audit_words_within(&q->a->words, t->rune, t->n)) {
		q->says.any = true;
		return;
	}
	audit_says_word(q->a, t->hash, &q->says);
}

static struct audit_says ask(const struct audit *a, const char *text, size_t n,
    bool loose)
{
	struct asking q = { .a = a, .loose = loose };
	struct ic_tokens t = { .found = found,
		.user = &q,
		.least = AUDIT_WORD_LEAST };

	for (size_t at = 0; at < n;) {
		uint32_t c = ic_utf8_next(text, n, &at);

		ic_tokens_rune(&t, c == IC_UTF8_BAD ? IC_TOKEN_FOUL : c, 0);
	}
	ic_tokens_end(&t);
	q.says.identifier = audit_says_identifier(text, n);
	return q.says;
}

struct audit_says audit_says_of(const struct audit *a, const char *text,
    size_t n)
{
	return ask(a, text, n, false);
}

struct audit_says audit_says_loosely(const struct audit *a, const char *text,
    size_t n)
{
	return ask(a, text, n, true);
}

bool audit_says_identifier(const char *text, size_t n)
{
	uint32_t *runes = n > 0 ? reallocarray(NULL, n, sizeof(*runes)) : NULL;
	size_t k = 0;
	bool any;

	if (!runes) {
		return false;
	}
	for (size_t at = 0; at < n;) {
		runes[k++] = ic_utf8_next(text, n, &at);
	}
	any = ic_identifiers_any(runes, k);
	free(runes);
	return any;
}

void audit_put_word(struct ic_buf *text, const uint32_t *runes, size_t n)
{
	if (text->len > 0) {
		ic_buf_putc(text, ' ');
	}
	for (size_t i = 0; i < n; i++) {
		char utf8[8];

		ic_buf_add(text, utf8,
		    (size_t)fz_runetochar(utf8, (int)runes[i]));
	}
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
