/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Lines by number, by document and by source. */
#include <stdlib.h>
#include <string.h>

#include "registry_priv.h"

/* Readers of a number see neither a blank nor the case of its prefix. */
static void plain_prefix(const char *prefix, char out[IC_BATES_PREFIX_MAX + 1])
{
	size_t n = 0;

	for (; *prefix && n < IC_BATES_PREFIX_MAX; prefix++) {
		char c = *prefix;

		if (c != ' ') {
			out[n++] = (char)(c >= 'a' && c <= 'z' ? c - 32 : c);
		}
	}
	out[n] = '\0';
}

static bool find_prefix(const struct ic_registry *r, const char *prefix,
    uint32_t *out)
{
	char key[IC_BATES_PREFIX_MAX + 1];

	plain_prefix(prefix, key);
	for (size_t i = 0; i < r->nprefixes; i++) {
		if (strcmp(r->prefix[i], key) == 0) {
			*out = (uint32_t)i;
			return true;
		}
	}
	return false;
}

bool registry_prefix(struct ic_registry *r, const char *prefix, uint32_t *out,
    struct ic_error *err)
{
	char key[IC_BATES_PREFIX_MAX + 1];
	const char *kept;
	void *p;

	if (find_prefix(r, prefix, out)) {
		return true;
	}
	if (r->nprefixes >= IC_REGISTRY_PREFIXES_MAX) {
		return ic_fail(err, IC_ELIMIT,
		    "has one prefix too many: there are %d",
		    IC_REGISTRY_PREFIXES_MAX);
	}
	plain_prefix(prefix, key);
	kept = ic_arena_strdup(&r->arena, key);
	p = reallocarray(r->prefix, r->nprefixes + 1, sizeof(*r->prefix));
	r->prefix = p ? p : r->prefix;
	if (!kept || !p) {
		return ic_fail(err, IC_EENV, "out of memory");
	}
	r->prefix[r->nprefixes] = kept;
	*out = (uint32_t)r->nprefixes++;
	return true;
}

static int cmp_document(const struct ic_registered *a, const char *spec,
    const char *file)
{
	int c = strcmp(a->spec, spec);

	return c ? c : strcmp(a->file, file);
}

static int by_file(const void *a, const void *b, void *user)
{
	const struct ic_registry *r = user;
	uint32_t i = *(const uint32_t *)a, k = *(const uint32_t *)b;
	int c = cmp_document(&r->at[i], r->at[k].spec, r->at[k].file);

	return c ? c : (i > k) - (i < k);
}

static int by_sha256(const void *a, const void *b, void *user)
{
	const struct ic_registry *r = user;
	uint32_t i = *(const uint32_t *)a, k = *(const uint32_t *)b;
	int c = strcmp(r->at[i].sha256, r->at[k].sha256);

	return c ? c : (i > k) - (i < k);
}

bool registry_sort(struct ic_registry *r, struct ic_error *err)
{
	r->by_file = reallocarray(NULL, r->n + 1, sizeof(*r->by_file));
	r->by_sha256 = reallocarray(NULL, r->n + 1, sizeof(*r->by_sha256));
	if (!r->by_file || !r->by_sha256) {
		return ic_fail(err, IC_EENV, "out of memory");
	}
	for (size_t i = 0; i < r->n; i++) {
		r->by_file[i] = r->by_sha256[i] = (uint32_t)i;
	}
	qsort_r(r->by_file, r->n, sizeof(*r->by_file), by_file, r);
	qsort_r(r->by_sha256, r->n, sizeof(*r->by_sha256), by_sha256, r);
	return ic_spans_seal(&r->spans, err);
}

bool ic_registry_number(const struct ic_registry *r,
    const struct ic_prefixes *p, const struct ic_bates *b, struct ic_bates *out)
{
	struct ic_bates own = *b;

	if (b->prefix >= p->n ||
	    !find_prefix(r, p->name[b->prefix], &own.prefix)) {
		return false;
	}
	*out = own;
	return true;
}

bool ic_registry_spec_number(const struct ic_registry *r,
    const struct ic_prefixes *p, const struct ic_bates *b, struct ic_bates *out)
{
	char key[IC_BATES_PREFIX_MAX + 1];

	for (size_t i = 0; i < p->n && b->prefix < r->nprefixes; i++) {
		plain_prefix(p->name[i], key);
		if (strcmp(key, r->prefix[b->prefix]) == 0) {
			*out = *b;
			out->prefix = (uint32_t)i;
			return true;
		}
	}
	return false;
}

const struct ic_registered *ic_registry_document(const struct ic_registry *r,
    const char *spec, const char *file)
{
	const struct ic_registered *e;
	size_t lo = 0, hi = r->n;

	/* The last one that is not beyond the document. */
	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;

		if (cmp_document(&r->at[r->by_file[mid]], spec, file) <= 0) {
			lo = mid + 1;
		} else {
			hi = mid;
		}
	}
	if (lo == 0) {
		return NULL;
	}
	e = &r->at[r->by_file[lo - 1]];
	return cmp_document(e, spec, file) == 0 ? e : NULL;
}

const struct ic_registered *ic_registry_source(const struct ic_registry *r,
    const char *sha256, size_t nth)
{
	const struct ic_registered *e;
	size_t lo = 0, hi = r->n;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;

		if (strcmp(r->at[r->by_sha256[mid]].sha256, sha256) < 0) {
			lo = mid + 1;
		} else {
			hi = mid;
		}
	}
	if (nth >= r->n - lo) {
		return NULL;
	}
	e = &r->at[r->by_sha256[lo + nth]];
	return strcmp(e->sha256, sha256) == 0 ? e : NULL;
}
