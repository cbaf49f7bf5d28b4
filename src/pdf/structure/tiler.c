/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <openssl/evp.h>

#include "judge_priv.h"
#include "pdf/structure.h"
#include "tiler_priv.h"

#define HEADER "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n"
#define FREE_ENTRY "0000000000 65535 f \n"
#define OFFSET_MAX INT64_C(9999999999)
#define ENTRY 20     /* bytes of a line of the table */
#define ID_DIGITS 64 /* of a SHA-256 */
#define BEAT_EVERY 64

struct tiler {
	struct ic_tile_text t;
	struct ic_judge judge;
	uint64_t *offsets; /* by object number; 0: not met */
	size_t cap;
	size_t count; /* objects met */
	size_t last;  /* highest number met */
};

/* Of a file that cannot be read nothing is said: see ic_tiler_judge(). */
static bool fault(struct tiler *w, enum ic_fault what)
{
	/* Offset in megabytes and bytes: each part fits an int32_t. */
	int32_t at[4] = { (int32_t)(w->t.at >> 20),
		(int32_t)(w->t.at & 0xfffff), 0, 0 };

	return !w->t.w->failed &&
	    ic_judge_measured(&w->judge, what, IC_JUDGE_NO_PAGE,
		IC_JUDGE_NO_BOX, at);
}

static bool note(struct tiler *w, size_t number, size_t at)
{
	if (number >= w->cap) {
		size_t cap = w->cap ? w->cap : 256;
		uint64_t *p;

		while (cap <= number) {
			cap *= 2;
		}
		p = reallocarray(w->offsets, cap, sizeof(*p));
		if (!p) {
			return false;
		}
		memset(p + w->cap, 0, (cap - w->cap) * sizeof(*p));
		w->offsets = p;
		w->cap = cap;
	}
	if (w->offsets[number] != 0) {
		return false;
	}
	w->offsets[number] = at;
	w->last = number > w->last ? number : w->last;
	w->count++;
	return true;
}

/* The bytes between "stream" and "endstream", /Length of them. */
static bool stream(struct tiler *w, const struct ic_tile_dict *d)
{
	const struct ic_tile_value *len = ic_tile_get(&w->t, d, "/Length");
	struct ic_tile_promise promise;
	bool keeps = ic_tile_promises(&w->t, d, &promise);
	const uint8_t *p;

	if (!len || len->kind != IC_TILE_INT || len->n < 0) {
		return fault(w, IC_FAULT_STREAM);
	}
	p = ic_window_at(w->t.w, w->t.at, (size_t)len->n);
	if (!p) {
		return fault(w, IC_FAULT_STREAM);
	}
	if (!keeps || !ic_tile_keeps(&promise, p, (size_t)len->n)) {
		fault(w, IC_FAULT_STREAM);
	}
	w->t.at += (size_t)len->n;
	return ic_tile_word(&w->t, "\nendstream") || fault(w, IC_FAULT_STREAM);
}

/* False where the tiling cannot go on. */
static bool object(struct tiler *w)
{
	size_t from = w->t.at;
	struct ic_tile_dict d;
	int64_t number;

	if (!ic_tile_number(&w->t, IC_TILE_OBJECTS_MAX, &number) ||
	    number == 0 || !ic_tile_word(&w->t, " 0 obj\n")) {
		return fault(w, IC_FAULT_BYTES);
	}
	if (!note(w, (size_t)number, from)) {
		return fault(w, IC_FAULT_REVISION);
	}
	if (!ic_tile_dict(&w->t, 0, &d)) {
		return fault(w, IC_FAULT_SYNTAX);
	}
	if (ic_tile_word(&w->t, "\nstream\n") && !stream(w, &d)) {
		return false;
	}
	return ic_tile_word(&w->t, "\nendobj\n") || fault(w, IC_FAULT_SYNTAX);
}

static bool objects(struct tiler *w)
{
	if (!ic_tile_word(&w->t, HEADER)) {
		return fault(w, IC_FAULT_BYTES);
	}
	while (!ic_tile_word(&w->t, "xref\n")) {
		if (w->count % BEAT_EVERY == 0) {
			ic_judge_beat(&w->judge);
		}
		if (!object(w)) {
			return false;
		}
	}
	return true;
}

/* One line an object, in order, none free but the first, each offset true. */
static bool table(struct tiler *w)
{
	char line[ENTRY + 1];
	int64_t size = 0;

	if (!ic_tile_word(&w->t, "0 ") ||
	    !ic_tile_number(&w->t, IC_TILE_OBJECTS_MAX + 1, &size) ||
	    !ic_tile_word(&w->t, "\n" FREE_ENTRY) ||
	    (size_t)size != w->last + 1 || w->count != w->last) {
		return fault(w, IC_FAULT_XREF);
	}
	for (size_t i = 1; i <= w->last; i++) {
		snprintf(line, sizeof(line), "%010llu 00000 n \n",
		    (unsigned long long)w->offsets[i]);
		if (!ic_tile_word(&w->t, line)) {
			return fault(w, IC_FAULT_XREF);
		}
	}
	return true;
}

static bool feed(EVP_MD_CTX *md, struct ic_window *w, size_t n)
{
	bool ok = md && EVP_DigestInit_ex(md, EVP_sha256(), NULL) == 1;
	size_t k;

	for (size_t at = 0; ok && at < n; at += k) {
		const uint8_t *p;

		k = n - at < IC_WINDOW_PIECE ? n - at : IC_WINDOW_PIECE;
		p = ic_window_at(w, at, k);
		ok = p && EVP_DigestUpdate(md, p, k) == 1;
	}
	return ok;
}

/* Of the first n bytes. */
static bool hash(struct ic_window *w, size_t n, char hex[ID_DIGITS + 1])
{
	uint8_t sum[EVP_MAX_MD_SIZE];
	EVP_MD_CTX *md = EVP_MD_CTX_new();
	bool ok = feed(md, w, n) && EVP_DigestFinal_ex(md, sum, NULL) == 1;

	for (int i = 0; ok && i < ID_DIGITS / 2; i++) {
		snprintf(hex + 2 * i, 3, "%02X", sum[i]);
	}
	EVP_MD_CTX_free(md);
	return ok;
}

static bool id(struct tiler *w, size_t xref)
{
	char hex[ID_DIGITS + 1];
	bool same = hash(w->t.w, xref, hex);

	for (int i = 0; i < 2; i++) {
		if (!ic_tile_word(&w->t, "<") ||
		    !ic_window_at(w->t.w, w->t.at, ID_DIGITS)) {
			return fault(w, IC_FAULT_SYNTAX);
		}
		same = same && ic_window_is(w->t.w, w->t.at, hex, ID_DIGITS);
		w->t.at += ID_DIGITS;
		if (!ic_tile_word(&w->t, ">")) {
			return fault(w, IC_FAULT_SYNTAX);
		}
	}
	return same || fault(w, IC_FAULT_ID);
}

static bool trailer(struct tiler *w, size_t xref)
{
	int64_t size = 0, start = 0;

	if (!ic_tile_word(&w->t, "trailer\n<</Size ") ||
	    !ic_tile_number(&w->t, IC_TILE_OBJECTS_MAX + 1, &size) ||
	    (size_t)size != w->last + 1 ||
	    !ic_tile_word(&w->t, "/Root 1 0 R/ID[")) {
		return fault(w, IC_FAULT_SYNTAX);
	}
	if (!id(w, xref)) {
		return false;
	}
	if (!ic_tile_word(&w->t, "]>>\nstartxref\n") ||
	    !ic_tile_number(&w->t, OFFSET_MAX, &start) ||
	    !ic_tile_word(&w->t, "\n%%EOF\n")) {
		return fault(w, IC_FAULT_SYNTAX);
	}
	return (uint64_t)start == xref || fault(w, IC_FAULT_XREF);
}

/* Whatever follows the end is another revision, or bytes of no object. */
static bool end(struct tiler *w)
{
	static const char mark[] = "startxref";
	const size_t n = sizeof(mark) - 1;
	bool found = false;

	if (w->t.at == w->t.w->size) {
		return true;
	}
	for (size_t at = w->t.at, k; !found; at += k - (n - 1)) {
		const uint8_t *p;

		k = ic_window_left(w->t.w, at, IC_WINDOW_PIECE);
		p = ic_window_at(w->t.w, at, k);
		if (!p || k < n) {
			break;
		}
		found = memmem(p, k, mark, n);
	}
	return fault(w, found ? IC_FAULT_REVISION : IC_FAULT_BYTES);
}

static void say_measured(struct tiler *w)
{
	size_t n = ic_window_left(w->t.w, 0, INT32_MAX);
	int32_t said[IC_MEASURED] = { (int32_t)w->count, (int32_t)n };

	ic_judge_say(&w->judge, IC_JUDGE_NO_PAGE, IC_JUDGE_NO_BOX, said);
}

bool ic_tiler_judge(struct ic_window *file, const struct ic_slice *s,
    ic_judge_report_fn *report, void *user)
{
	struct tiler w = { .t = { file, 0 },
		.judge = { report, user, IC_PROOF_STRUCTURE, 0 } };

	(void)s; /* what the plan wants is the other readers' question */
	if (objects(&w)) {
		size_t xref = w.t.at - strlen("xref\n");
		bool whole = table(&w) && trailer(&w, xref);

		if (whole) {
			end(&w);
		}
	}
	free(w.offsets);
	if (file->failed) {
		return false; /* least of all is it said to be clean */
	}
	if (w.judge.faults == 0) {
		say_measured(&w);
	}
	return ic_judge_end(&w.judge);
}
