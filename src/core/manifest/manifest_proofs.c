/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The proofs of a document, with what was measured: one text, which stands in
 * the manifest, in verify.json and in what `verify --json` prints.
 */
#include <string.h>

#include "manifest_priv.h"

/* A box of the slice: what is not a whole page, in the order of the pages. */
struct at_box {
	uint32_t page, box; /* of the manifest */
};

static bool next_box(const struct ic_manifest_document *d, struct at_box *at)
{
	for (; at->page < d->npages; at->page++, at->box = 0) {
		const struct ic_manifest_page *p = &d->pages[at->page];

		while (at->box < p->nboxes) {
			if (!p->boxes[at->box++].whole) {
				return true;
			}
		}
	}
	return false;
}

uint32_t ic_manifest_boxes(const struct ic_manifest_document *d)
{
	struct at_box at = { 0 };
	uint32_t n = 0;

	while (next_box(d, &at)) {
		n++;
	}
	return n;
}

static void put_numbers(struct ic_json *j, enum ic_proof p, const int32_t *row)
{
	for (unsigned i = 0; i < IC_MEASURED; i++) {
		if (ic_measure_name(p, i)[0]) {
			ic_json_int(j, ic_measure_name(p, i), row[i]);
		}
	}
}

/* What the nth row is of; `at` follows it. */
static void put_thing(struct ic_json *j, const struct ic_manifest *m,
    const struct ic_manifest_document *d, enum ic_scope of, uint32_t nth,
    const struct at_box *at)
{
	const struct ic_manifest_box *b;

	if (of == IC_SCOPE_PAGE) {
		ic_json_string(j, "page", d->pages[nth].number);
	} else if (of == IC_SCOPE_BOX) {
		b = &d->pages[at->page].boxes[at->box - 1];
		ic_json_string(j, "page", d->pages[at->page].number);
		ic_json_string(j, "id", m->redactions[b->redaction].id);
	}
}

static void put_measured(struct ic_json *j, const struct ic_manifest *m,
    const struct ic_manifest_document *d, enum ic_proof p)
{
	enum ic_scope of = ic_measure_scope(p);
	struct at_box at = { 0 };

	ic_json_array(j, "measured");
	for (uint32_t i = 0; i < ic_measures_count(&d->measures, p); i++) {
		const int32_t *row = ic_measures_get(&d->measures, p, i);

		if (of == IC_SCOPE_BOX && !next_box(d, &at)) {
			break;
		}
		if (row) {
			ic_json_object(j, NULL);
			put_thing(j, m, d, of, i, &at);
			put_numbers(j, p, row);
			ic_json_end(j);
		}
	}
	ic_json_end(j);
}

void ic_manifest_proofs(struct ic_json *j, const struct ic_manifest *m,
    const struct ic_manifest_document *d)
{
	ic_json_array(j, "proofs");
	for (int p = 1; p < IC_PROOF_COUNT; p++) {
		ic_json_object(j, NULL);
		ic_json_string(j, "name", ic_proof_word((enum ic_proof)p));
		ic_json_bool(j, "ran", d->ran >> p & 1);
		ic_json_bool(j, "ok", d->proofs >> p & 1);
		put_measured(j, m, d, (enum ic_proof)p);
		ic_json_end(j);
	}
	ic_json_end(j);
}

static void put_proved(struct ic_json *j, const struct ic_manifest *m,
    const struct ic_manifest_document *d, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		ic_json_object(j, NULL);
		ic_json_string(j, "output", d[i].output);
		ic_json_string(j, "sha256", d[i].sha256);
		ic_manifest_proofs(j, m, &d[i]);
		ic_json_end(j);
	}
}

void ic_manifest_proved(struct ic_json *j, const struct ic_manifest *m)
{
	ic_json_array(j, "documents");
	put_proved(j, m, m->documents, m->ndocuments);
	put_proved(j, m, m->copies, m->ncopies);
	ic_json_end(j);
}

bool ic_manifest_verify(const struct ic_manifest *m, struct ic_buf *out,
    struct ic_error *err)
{
	struct ic_json j = { .out = out, .lines = true };

	ic_json_object(&j, NULL);
	ic_json_string(&j, "format", IC_VERIFY_FORMAT);
	ic_manifest_proved(&j, m);
	ic_json_string(&j, "limit", IC_LIMIT_SENTENCE);
	ic_json_end(&j);
	return ic_json_finish(&j, err);
}

static bool says(json_t *o, const char *key, const char *text)
{
	const char *s = json_string_value(json_object_get(o, key));

	return s && strcmp(s, text) == 0;
}

/* True if the object is of that row. Rows that were not set are not there. */
static bool is_of(json_t *o, const struct ic_manifest *m,
    const struct ic_manifest_document *d, enum ic_scope of, uint32_t nth,
    const struct at_box *at)
{
	const struct ic_manifest_box *b;

	if (of == IC_SCOPE_PAGE) {
		return says(o, "page", d->pages[nth].number);
	}
	if (of == IC_SCOPE_BOX) {
		b = &d->pages[at->page].boxes[at->box - 1];
		return says(o, "page", d->pages[at->page].number) &&
		    says(o, "id", m->redactions[b->redaction].id);
	}
	return true;
}

static bool take_row(struct ic_manifest_document *d, enum ic_proof p,
    uint32_t nth, json_t *o)
{
	int32_t row[IC_MEASURED] = { 0 };

	for (unsigned i = 0; i < IC_MEASURED; i++) {
		const char *name = ic_measure_name(p, i);
		json_t *v = json_object_get(o, name);
		json_int_t n = json_integer_value(v);

		if (!name[0]) {
			continue;
		}
		if (!json_is_integer(v) || n < 0 || n > INT32_MAX) {
			return false;
		}
		row[i] = (int32_t)n;
	}
	return ic_measures_set(&d->measures, p, nth, row);
}

static bool take_measured(const struct ic_manifest *m,
    struct ic_manifest_document *d, enum ic_proof p, json_t *a)
{
	enum ic_scope of = ic_measure_scope(p);
	struct at_box at = { 0 };
	size_t k = 0;

	for (uint32_t i = 0; i < ic_measures_count(&d->measures, p); i++) {
		json_t *o = json_array_get(a, k);

		if (of == IC_SCOPE_BOX && !next_box(d, &at)) {
			return false;
		}
		if (o && is_of(o, m, d, of, i, &at)) {
			if (!take_row(d, p, i, o)) {
				return false;
			}
			k++;
		}
	}
	return json_is_array(a) && k == json_array_size(a);
}

static bool take_proof(const struct ic_manifest *m,
    struct ic_manifest_document *d, enum ic_proof p, json_t *o)
{
	json_t *ran = json_object_get(o, "ran"), *ok = json_object_get(o, "ok");

	if (!says(o, "name", ic_proof_word(p)) || !json_is_boolean(ran) ||
	    !json_is_boolean(ok) || (json_is_true(ok) && !json_is_true(ran))) {
		return false;
	}
	d->ran |= json_is_true(ran) ? 1u << p : 0;
	d->proofs |= json_is_true(ok) ? 1u << p : 0;
	return take_measured(m, d, p, json_object_get(o, "measured"));
}

/* As 0.1.0 before it measured anything: the words of what was passed. */
static bool take_words(struct ic_manifest *m, struct ic_manifest_document *d,
    json_t *a)
{
	for (size_t i = 0; i < json_array_size(a); i++) {
		const char *s = json_string_value(json_array_get(a, i));
		unsigned p = 1;

		while (s && p < IC_PROOF_COUNT &&
		    strcmp(ic_proof_word((enum ic_proof)p), s) != 0) {
			p++;
		}
		if (!s || p == IC_PROOF_COUNT) {
			return false;
		}
		d->proofs |= 1u << p;
	}
	d->ran = d->proofs;
	m->unmeasured = true;
	return true;
}

bool manifest_load_proofs(struct ic_manifest *m, struct ic_manifest_document *d,
    json_t *a)
{
	if (!json_is_array(a)) {
		return false;
	}
	if (!json_is_object(json_array_get(a, 0))) {
		return take_words(m, d, a);
	}
	if (json_array_size(a) != IC_PROOF_COUNT - 1 ||
	    !ic_measures_begin(&d->measures, &m->arena, d->npages,
		ic_manifest_boxes(d))) {
		return false;
	}
	for (int p = 1; p < IC_PROOF_COUNT; p++) {
		if (!take_proof(m, d, (enum ic_proof)p,
			json_array_get(a, (size_t)p - 1))) {
			return false;
		}
	}
	return true;
}
