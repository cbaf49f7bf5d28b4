/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Findings whose severity is known when all pages are. */
#include <string.h>

#include "audit_priv.h"
#include "base/utf8.h"
#include "document_priv.h"
#include "tokens_priv.h"

struct audit_wait {
	struct ic_finding_item item;
	size_t first, n; /* of its words */
	bool identifier;
	unsigned flags; /* of enum audit_wait_flag */
};

static void found(void *user, const struct ic_token *t)
{
	struct audit_waiting *w = user;

	if (w->words.len / sizeof(t->hash) == AUDIT_LATER_WORDS_MAX) {
		w->full = true;
		return;
	}
	ic_buf_add(&w->words, &t->hash, sizeof(t->hash));
}

static void hold_words(struct audit_waiting *w, const char *text)
{
	struct ic_tokens t = { .found = found,
		.user = w,
		.least = AUDIT_WORD_LEAST };
	size_t n = strlen(text);

	for (size_t at = 0; at < n;) {
		uint32_t c = ic_utf8_next(text, n, &at);

		ic_tokens_rune(&t, c == IC_UTF8_BAD ? IC_TOKEN_FOUL : c, 0);
	}
	ic_tokens_end(&t);
}

void audit_later(struct audit *a, const struct ic_finding_item *f,
    const char *text, unsigned flags)
{
	struct audit_waiting *w = &a->waiting;
	struct audit_wait wait = { .item = *f,
		.first = w->words.len / sizeof(uint64_t),
		.identifier = audit_says_identifier(text, strlen(text)),
		.flags = flags };

	if (w->items.len / sizeof(wait) == IC_FINDINGS_MAX) {
		a->full = true;
		return;
	}
	hold_words(w, text);
	wait.n = w->words.len / sizeof(uint64_t) - wait.first;
	wait.item.text = f->text ? ic_arena_strdup(&w->texts, f->text) : NULL;
	ic_buf_add(&w->items, &wait, sizeof(wait));
	if (w->items.failed || w->words.failed ||
	    (f->text && !wait.item.text)) {
		ic_document_throw(&a->doc, IC_REASON_MEMORY);
	}
}

static void settle(struct audit *a, const struct audit_wait *wait)
{
	const uint64_t *words = (const uint64_t *)a->waiting.words.data;
	struct ic_finding_item item = wait->item;
	struct audit_says says = { .identifier = wait->identifier };

	for (size_t i = 0; i < wait->n; i++) {
		audit_says_word(a, words[wait->first + i], &says);
	}
	audit_says_judge(&says, &item);
	if ((wait->flags & AUDIT_DROP) && !says.own && !says.identifier) {
		return;
	}
	if (wait->flags & AUDIT_MILD) {
		item.severity = IC_SEVERITY_NOTICE;
	}
	audit_add(a, &item);
}

void audit_later_settle(struct audit *a)
{
	struct audit_waiting *w = &a->waiting;
	size_t n = w->items.len / sizeof(struct audit_wait);

	for (size_t i = 0; i < n; i++) {
		settle(a, (const struct audit_wait *)w->items.data + i);
	}
	audit_waiting_finish(w);
}

void audit_waiting_finish(struct audit_waiting *w)
{
	ic_buf_finish(&w->items);
	ic_buf_finish(&w->words);
	ic_arena_finish(&w->texts);
	*w = (struct audit_waiting){ 0 };
}
