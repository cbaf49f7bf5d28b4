/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* A spec from literals, and what was said of it. */
#ifndef IC_UNIT_SPEC_FIXTURE_H
#define IC_UNIT_SPEC_FIXTURE_H

#include "core/diag.h"
#include "core/spec.h"

/* What a redaction needs around it: prefix COE, a.pdf, b.pdf, PII, IA. */
#define HEAD \
	"bates: { prefix: COE }\n" \
	"documents: [a.pdf, b.pdf]\n" \
	"codes: { PII: { basis: x }, IA: { basis: y } }\n"

struct loaded {
	struct ic_spec spec;
	struct ic_diags diags;
	bool ok;
};

/* Load "s.yaml" from `text`; its CSV, whatever its name, holds `csv`. */
void load(struct loaded *l, const char *text, const char *csv);
void load_bytes(struct loaded *l, const char *text, size_t len, const char *csv,
    size_t csv_len);

/* A file beside the spec: text of `len` bytes, or of a string if that is 0. */
struct given {
	const char *name, *text;
	size_t len;
};

/* The same with files; those that end the array have no name. */
void load_given(struct loaded *l, const char *text, const struct given *files);
void unload(struct loaded *l);

/* "2:23: message" of diagnostic i, without its place's 0 parts. */
const char *said(const struct loaded *l, size_t i);

/* All excerpts and messages in one string, to look for secrets in. */
const char *all_said(const struct loaded *l);

#endif
