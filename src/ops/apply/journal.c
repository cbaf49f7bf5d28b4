/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "journal.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <jansson.h>

#include "base/json.h"
#include "core/slice.h"
#include "outdir.h"

#define JOURNAL_MAX ((size_t)1 << 30)

static bool get_hash(json_t *o, const char *key, char out[65])
{
	const char *s = json_string_value(json_object_get(o, key));

	if (!s || strlen(s) != 64) {
		return false;
	}
	memcpy(out, s, 65);
	return true;
}

static const char *get_text(struct journal *j, json_t *o, const char *key)
{
	const char *s = json_string_value(json_object_get(o, key));

	return s ? ic_arena_strdup(&j->arena, s) : NULL;
}

static bool get_number(json_t *v, int64_t max, uint32_t *out)
{
	json_int_t n = json_integer_value(v);

	if (!json_is_integer(v) || n < 0 || n > max) {
		return false;
	}
	*out = (uint32_t)n;
	return true;
}

static bool get_page(json_t *a, struct made_page *p)
{
	uint32_t encoding, scan;

	if (!get_number(json_array_get(a, 0), IC_ENCODING_COUNT - 1,
		&encoding) ||
	    !get_number(json_array_get(a, 5), IC_SCAN_COUNT - 1, &scan)) {
		return false;
	}
	p->encoding = (enum ic_encoding)encoding;
	p->scan = (enum ic_scan)scan;
	return get_number(json_array_get(a, 1), 2400, &p->dpi) &&
	    get_number(json_array_get(a, 2), UINT32_MAX, &p->labels) &&
	    get_number(json_array_get(a, 3), UINT32_MAX, &p->bytes) &&
	    get_number(json_array_get(a, 4), (1u << IC_NOTE_COUNT) - 1,
		&p->notes);
}

static bool get_pages(struct journal *j, json_t *a, struct journal_entry *e)
{
	size_t n = json_array_size(a);
	struct made_page *pages;

	if (n == 0 || n > IC_SLICE_PAGES_MAX) {
		return false;
	}
	pages = ic_arena_alloc(&j->arena, n, sizeof(*pages));
	for (size_t i = 0; pages && i < n; i++) {
		if (!get_page(json_array_get(a, i), &pages[i])) {
			return false;
		}
	}
	e->pages = pages;
	e->npages = (uint32_t)n;
	return pages != NULL;
}

/* Of one proof: a row for each thing, which is empty if it was not set. */
static bool get_rows(json_t *a, enum ic_proof p, struct ic_measures *m)
{
	uint32_t n = ic_measures_count(m, p);

	if (json_array_size(a) != n) {
		return false;
	}
	for (uint32_t i = 0; i < n; i++) {
		json_t *from = json_array_get(a, i);
		size_t left = json_array_size(from);
		int32_t row[IC_MEASURED] = { 0 };
		uint32_t number;

		for (unsigned k = 0; left && k < IC_MEASURED; k++) {
			if (!get_number(json_array_get(from, k), INT32_MAX,
				&number)) {
				return false;
			}
			row[k] = (int32_t)number;
		}
		if (left && !ic_measures_set(m, p, i, row)) {
			return false;
		}
	}
	return true;
}

static bool get_measures(struct journal *j, json_t *o, struct journal_entry *e)
{
	size_t boxes = 0;

	for (int p = 1; p < IC_PROOF_COUNT; p++) {
		if (ic_measure_scope((enum ic_proof)p) == IC_SCOPE_BOX) {
			boxes = json_array_size(json_object_get(o,
			    ic_proof_word((enum ic_proof)p)));
		}
	}
	if (boxes > IC_SLICE_BOXES_MAX ||
	    !ic_measures_begin(&e->measures, &j->arena, e->npages,
		(uint32_t)boxes)) {
		return false;
	}
	for (int p = 1; p < IC_PROOF_COUNT; p++) {
		if (!get_rows(json_object_get(o,
				  ic_proof_word((enum ic_proof)p)),
			(enum ic_proof)p, &e->measures)) {
			return false;
		}
	}
	return true;
}

static bool get_entry(struct journal *j, json_t *o, struct journal_entry *e)
{
	json_t *bytes = json_object_get(o, "bytes");

	e->output = get_text(j, o, "output");
	e->versions = get_text(j, o, "versions");
	e->bytes = (uint64_t)json_integer_value(bytes);
	if (json_object_get(o, "told") && !get_hash(o, "told", e->told)) {
		return false;
	}
	return e->output && e->versions && json_is_integer(bytes) &&
	    get_hash(o, "slice", e->slice) &&
	    get_hash(o, "source", e->source) &&
	    get_hash(o, "sha256", e->sha256) &&
	    get_number(json_object_get(o, "proofs"), UINT32_MAX, &e->proofs) &&
	    get_pages(j, json_object_get(o, "pages"), e) &&
	    get_measures(j, json_object_get(o, "measured"), e);
}

static bool add_line(struct journal *j, const char *line, size_t len)
{
	json_t *o = json_loadb(line, len, JSON_REJECT_DUPLICATES, NULL);
	struct journal_entry e = { 0 };
	bool good = o && get_entry(j, o, &e);

	json_decref(o);
	if (!good) {
		return true;
	}
	if (j->n == j->cap) {
		size_t cap = j->cap ? 2 * j->cap : 256;
		void *p = reallocarray(j->at, cap, sizeof(*j->at));

		if (!p) {
			return false;
		}
		j->at = p;
		j->cap = cap;
	}
	j->at[j->n++] = e;
	return true;
}

static int by_output(const void *a, const void *b)
{
	const struct journal_entry *x = a, *y = b;
	int c = strcmp(x->output, y->output);

	return c ? c : (x->line > y->line) - (x->line < y->line);
}

/* Keep the last line of each output. */
static void sort(struct journal *j)
{
	size_t n = 0;

	for (size_t i = 0; i < j->n; i++) {
		j->at[i].line = i;
	}
	if (j->n) {
		qsort(j->at, j->n, sizeof(*j->at), by_output);
	}
	for (size_t i = 0; i < j->n; i++) {
		if (i + 1 == j->n ||
		    strcmp(j->at[i].output, j->at[i + 1].output) != 0) {
			j->at[n++] = j->at[i];
		}
	}
	j->n = n;
}

bool journal_parse(const char *text, size_t len, struct journal *out,
    struct ic_error *err)
{
	struct journal j = { 0 };
	const char *end;

	while (len > 0 && (end = memchr(text, '\n', len)) != NULL) {
		size_t n = (size_t)(end - text);

		if (!add_line(&j, text, n)) {
			journal_finish(&j);
			return ic_fail(err, IC_EENV, "out of memory");
		}
		text = end + 1;
		len -= n + 1;
	}
	sort(&j);
	*out = j;
	return true;
}

bool journal_load(const struct ic_dir *private, struct journal *out,
    struct ic_error *err)
{
	struct ic_buf text = { 0 };
	bool ok = !ic_dir_has(private, JOURNAL) ||
	    ic_dir_read(private, JOURNAL, JOURNAL_MAX, &text, err);

	ok = ok && journal_parse((const char *)text.data, text.len, out, err);
	ic_buf_finish(&text);
	return ok;
}

const struct journal_entry *journal_find(const struct journal *j,
    const char *output)
{
	size_t lo = 0, hi = j->n;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;
		int c = strcmp(j->at[mid].output, output);

		if (c == 0) {
			return &j->at[mid];
		}
		if (c < 0) {
			lo = mid + 1;
		} else {
			hi = mid;
		}
	}
	return NULL;
}

static void put_pages(struct ic_json *j, const struct journal_entry *e)
{
	ic_json_array(j, "pages");
	for (uint32_t i = 0; i < e->npages; i++) {
		const struct made_page *p = &e->pages[i];

		ic_json_array(j, NULL);
		ic_json_int(j, NULL, p->encoding);
		ic_json_int(j, NULL, p->dpi);
		ic_json_int(j, NULL, p->labels);
		ic_json_int(j, NULL, p->bytes);
		ic_json_int(j, NULL, p->notes);
		ic_json_int(j, NULL, p->scan);
		ic_json_end(j);
	}
	ic_json_end(j);
}

static void put_measures(struct ic_json *j, const struct ic_measures *m)
{
	ic_json_object(j, "measured");
	for (int p = 1; p < IC_PROOF_COUNT; p++) {
		uint32_t n = ic_measures_count(m, (enum ic_proof)p);

		if (n == 0) {
			continue;
		}
		ic_json_array(j, ic_proof_word((enum ic_proof)p));
		for (uint32_t i = 0; i < n; i++) {
			const int32_t *row = ic_measures_get(m,
			    (enum ic_proof)p, i);

			ic_json_array(j, NULL);
			for (unsigned k = 0; row && k < IC_MEASURED; k++) {
				ic_json_int(j, NULL, row[k]);
			}
			ic_json_end(j);
		}
		ic_json_end(j);
	}
	ic_json_end(j);
}

bool journal_line(const struct journal_entry *e, const char *when,
    struct ic_buf *out, struct ic_error *err)
{
	struct ic_json j = { .out = out };

	ic_json_object(&j, NULL);
	ic_json_string(&j, "at", when);
	ic_json_string(&j, "output", e->output);
	ic_json_string(&j, "slice", e->slice);
	if (e->told[0]) {
		ic_json_string(&j, "told", e->told);
	}
	ic_json_string(&j, "source", e->source);
	ic_json_string(&j, "sha256", e->sha256);
	ic_json_string(&j, "versions", e->versions);
	ic_json_int(&j, "bytes", (int64_t)e->bytes);
	ic_json_int(&j, "proofs", e->proofs);
	put_pages(&j, e);
	put_measures(&j, &e->measures);
	ic_json_end(&j);
	return ic_json_finish(&j, err);
}

bool journal_append(const struct ic_dir *private, const struct journal_entry *e,
    struct ic_error *err)
{
	struct ic_buf b = { 0 };
	char when[32] = "";
	time_t t = time(NULL);
	struct tm tm;
	bool ok;

	if (gmtime_r(&t, &tm)) {
		strftime(when, sizeof(when), "%Y-%m-%dT%H:%M:%SZ", &tm);
	}
	ok = journal_line(e, when, &b, err) &&
	    ic_dir_append(private, JOURNAL, b.data, b.len, err);
	ic_buf_finish(&b);
	return ok;
}

void journal_finish(struct journal *j)
{
	if (j) {
		free(j->at);
		ic_arena_finish(&j->arena);
		*j = (struct journal){ 0 };
	}
}
