/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * `split: numbers`: when the numbers on the pages of a file were read, the one
 * document that the spec wrote becomes those that they make.
 */
#ifndef IC_CORE_SPEC_SPLIT_H
#define IC_CORE_SPEC_SPLIT_H

#include "core/spec.h"

/* Pages of a file that are a document: `n` from `page`, and their numbers. */
struct ic_spec_part {
	uint32_t page, n;
	struct ic_bates first, last;
};

/* The parts of one document that is to be split, in the order of its pages. */
struct ic_spec_split {
	uint32_t document;
	const struct ic_spec_part *parts;
	uint32_t n;
};

/*
 * Put the parts in the place of their documents. `splits` are by document. A
 * redaction that names pages of a file which is split is an error: which
 * document's they are its number says. False without memory; then the spec is
 * as it was.
 */
bool ic_spec_split(struct ic_spec *spec, const struct ic_spec_split *splits,
    size_t n, struct ic_diags *diags);

#endif
