/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/clawback.h"

#include <stdlib.h>
#include <string.h>

static const char *text_of(struct ic_claims *c, const json_t *o,
    const char *key, size_t max)
{
	const char *s = json_string_value(json_object_get(o, key));

	return s && ic_ledger_text_ok(s, max) ? ic_arena_strdup(&c->arena, s)
					      : NULL;
}

/* Whatever a file may be called: who shows it makes it visible. */
static const char *file_of(struct ic_claims *c, const json_t *o)
{
	const char *s = json_string_value(json_object_get(o, "file"));

	return s && s[0] && strlen(s) <= IC_CLAIM_FILE_MAX
	    ? ic_arena_strdup(&c->arena, s)
	    : NULL;
}

static bool get_documents(struct ic_claims *c, const json_t *a,
    struct ic_claim *to)
{
	size_t n = json_array_size(a);
	struct ic_claimed *d;

	if (n == 0 || n > IC_CLAIM_DOCUMENTS_MAX) {
		return false;
	}
	d = ic_arena_alloc(&c->arena, n, sizeof(*d));
	for (size_t i = 0; d && i < n; i++) {
		json_t *o = json_array_get(a, i);

		d[i].file = file_of(c, o);
		d[i].range = text_of(c, o, "range", IC_BATES_RANGE_MAX - 1);
		if (!d[i].file || !d[i].range) {
			return false;
		}
	}
	to->documents = d;
	to->ndocuments = n;
	return d != NULL;
}

static bool get_kind(const json_t *o, bool *lifts)
{
	const char *s = json_string_value(json_object_get(o, "claim"));

	*lifts = s && strcmp(s, "lift") == 0;
	return *lifts || (s && strcmp(s, "withhold") == 0);
}

static bool get_code(struct ic_claims *c, const json_t *o, const char **out)
{
	const char *s = json_string_value(json_object_get(o, "code"));

	*out = s && !s[0] ? "" : text_of(c, o, "code", IC_CLAIM_CODE_MAX);
	return *out != NULL;
}

static bool get_claim(struct ic_claims *c, const json_t *o, struct ic_claim *to)
{
	char day[IC_DATE_MAX];

	to->at = text_of(c, o, "at", 32);
	to->date = text_of(c, o, "date", IC_DATE_MAX - 1);
	to->basis = text_of(c, o, "basis", IC_CLAIM_BASIS_MAX);
	return to->at && to->date && to->basis &&
	    ic_date_parse(to->date, day, NULL) && strcmp(day, to->date) == 0 &&
	    get_kind(o, &to->lifts) && get_code(c, o, &to->code) &&
	    get_documents(c, json_object_get(o, "documents"), to);
}

static bool add(void *user, const json_t *o, struct ic_error *err)
{
	struct ic_claims *c = user;
	struct ic_claim claim = { 0 };

	if (!get_claim(c, o, &claim)) {
		return ic_fail(err, IC_ESPEC,
		    "is not one that this program wrote");
	}
	if (c->n == c->cap) {
		size_t cap = c->cap ? 2 * c->cap : 16;
		void *p = reallocarray(c->at, cap, sizeof(*c->at));

		if (!p) {
			return ic_fail(err, IC_EENV, "out of memory");
		}
		c->at = p;
		c->cap = cap;
	}
	c->at[c->n] = claim;
	for (size_t i = 0; i < claim.ndocuments; i++) {
		if (!ic_index_put(&c->last, claim.documents[i].range,
			(uint32_t)c->n)) {
			return ic_fail(err, IC_EENV, "out of memory");
		}
	}
	c->n++;
	return true;
}

bool ic_claims_load(const char *text, size_t len, struct ic_claims *out,
    struct ic_error *err)
{
	struct ic_claims c = { 0 };

	if (!ic_ledger_read(text, len, add, &c, &c.ledger, err)) {
		ic_claims_finish(&c);
		return false;
	}
	*out = c;
	return true;
}

bool ic_claims_line(const struct ic_claims *c, const struct ic_claim *claim,
    struct ic_buf *out, struct ic_error *err)
{
	struct ic_json j = { .out = out };

	ic_ledger_begin(&c->ledger, &j);
	ic_json_string(&j, "at", claim->at);
	ic_json_string(&j, "claim", claim->lifts ? "lift" : "withhold");
	ic_json_string(&j, "date", claim->date);
	ic_json_string(&j, "code", claim->code);
	ic_json_string(&j, "basis", claim->basis);
	ic_json_array(&j, "documents");
	for (size_t i = 0; i < claim->ndocuments; i++) {
		ic_json_object(&j, NULL);
		ic_json_string(&j, "file", claim->documents[i].file);
		ic_json_string(&j, "range", claim->documents[i].range);
		ic_json_end(&j);
	}
	ic_json_end(&j);
	ic_json_end(&j);
	return ic_json_finish(&j, err);
}

const struct ic_claim *ic_claims_on(const struct ic_claims *c,
    const char *range)
{
	uint32_t i = ic_index_find(&c->last, range);

	return i == IC_INDEX_NONE || c->at[i].lifts ? NULL : &c->at[i];
}

bool ic_claims_each(const struct ic_claims *c, ic_claims_fn *each, void *user)
{
	for (size_t i = 0; i < c->n; i++) {
		const struct ic_claim *claim = &c->at[i];

		for (size_t k = 0; k < claim->ndocuments; k++) {
			const struct ic_claimed *d = &claim->documents[k];

			if (ic_claims_on(c, d->range) == claim &&
			    !each(user, claim, d)) {
				return false;
			}
		}
	}
	return true;
}

void ic_claims_finish(struct ic_claims *c)
{
	if (c) {
		free(c->at);
		ic_index_finish(&c->last);
		ic_arena_finish(&c->arena);
		*c = (struct ic_claims){ 0 };
	}
}
