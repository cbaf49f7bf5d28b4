/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Each place of a text is held against each kind. */
#include "core/identifiers.h"

#include "ids_priv.h"

bool ic_identifier_is_personal(uint32_t kind)
{
	return kind == IC_FINDING_SOCIAL_SECURITY ||
	    kind == IC_FINDING_TAXPAYER || kind == IC_FINDING_BIRTH_DATE ||
	    kind == IC_FINDING_MINOR || kind == IC_FINDING_ACCOUNT;
}

/* An identifier of the rule; the surest kinds first. */
static bool personal_at(const struct ids_text *t, size_t i, struct ids_match *m)
{
	return ids_ssn_at(t, i, m) || ids_card_at(t, i, m) ||
	    ids_birth_at(t, i, m) || ids_iban_at(t, i, m) ||
	    ids_account_at(t, i, m);
}

static bool match_at(const struct ids_text *t, size_t i,
    const struct ic_minors *minors, struct ids_match *m)
{
	return personal_at(t, i, m) ||
	    (minors && ids_minor_at(t, i, minors, m)) ||
	    ids_license_at(t, i, m) || ids_phone_at(t, i, m) ||
	    ids_email_at(t, i, m) || ids_address_at(t, i, m);
}

/* Its last characters, without what parts its groups. */
static struct ic_identifier told(const struct ids_text *t,
    const uint32_t *runes, const struct ids_match *m)
{
	struct ic_identifier id = { .kind = m->kind,
		.from = t->at[m->from].from,
		.to = t->at[m->to - 1].from + 1u };
	size_t first = m->to;

	while (id.told < m->told && first > m->from) {
		uint32_t c = ids_at(t, --first);

		id.told += !ids_is_blank(c) && c != '-' && c != '|';
	}
	for (size_t i = first, k = 0; k < id.told; i++) {
		uint32_t c = ids_at(t, i);

		if (!ids_is_blank(c) && c != '-' && c != '|') {
			id.last[k++] = runes[t->at[i].from];
		}
	}
	return id;
}

size_t ic_identifiers_find(const uint32_t *runes, size_t n,
    const struct ic_minors *minors, struct ic_identifier *out, size_t max)
{
	struct ids_text t;
	struct ids_match m;
	size_t found = 0, i = 0;

	if (!ids_fold(runes, n, &t)) {
		return SIZE_MAX;
	}
	while (i < t.n && found < max) {
		if (match_at(&t, i, minors, &m)) {
			out[found++] = told(&t, runes, &m);
			i = m.to > i ? m.to : i + 1;
		} else {
			i++;
		}
	}
	ids_text_finish(&t);
	return found;
}

bool ic_identifiers_any(const uint32_t *runes, size_t n)
{
	struct ids_text t;
	struct ids_match m;
	bool found = false;

	if (!ids_fold(runes, n, &t)) {
		return true;
	}
	for (size_t i = 0; i < t.n && !found; i++) {
		found = personal_at(&t, i, &m);
	}
	ids_text_finish(&t);
	return found;
}
