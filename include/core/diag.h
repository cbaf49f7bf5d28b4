/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What is wrong with a spec, collected: all of it at once, each with its
 * place, the source line and a caret. Only src/cli prints; the texts here are
 * already masked, so that a secret of the spec reaches no terminal.
 *
 *	incamera: production.yaml:14:9: error: ...
 *	      rect: [72, 140, 300]
 *	            ^
 */
#ifndef IC_CORE_DIAG_H
#define IC_CORE_DIAG_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

#define IC_DIAGS_KEPT 50 /* errors, and warnings; the rest is counted */

enum ic_level { IC_LEVEL_ERROR, IC_LEVEL_WARNING };

/* Bytes of a text, from included, to excluded. */
struct ic_span {
	uint32_t from, to;
};

/*
 * A text that the spec was read from. Lines and columns count from 1. What
 * the spans hold is masked in excerpts, and so is all from `known` on: of
 * what was not read nobody knows whether it is secret.
 */
struct ic_source {
	const char *name; /* as messages show it */
	const char *text; /* whole, NUL-terminated; NULL: no excerpts */
	size_t len;
	bool csv; /* line is a row of the file, column a cell's number */
	const struct ic_span *secret; /* nsecret of them, in order */
	size_t nsecret;
	size_t known;
};

/* The zero value is "no place". */
struct ic_place {
	const struct ic_source *source;
	uint32_t line;
	uint32_t column; /* in characters (YAML) or cells (CSV); 0: none */
};

struct ic_diag {
	enum ic_level level;
	struct ic_place place;
	const char *message; /* one sentence, no newline */
	const char *excerpt; /* the source line, masked; NULL: none */
	uint32_t caret;      /* characters before the caret */
};

/* The zero value holds none. */
struct ic_diags {
	struct ic_diag *at; /* kept ones, in the order added; owned */
	size_t n, cap;
	size_t errors, warnings; /* all that were added */
	struct ic_arena arena;   /* of the texts */
};

/*
 * Add one. The message must hold no secret; characters that could garble a
 * terminal are replaced in it. The place's source is borrowed until finish.
 * If it was read to its end, the excerpt is made at once.
 */
void ic_diag_add(struct ic_diags *d, enum ic_level level, struct ic_place place,
    const char *fmt, ...) __attribute__((format(printf, 4, 5)));

/*
 * Make the excerpts that are still missing, from what is known of their
 * sources by now: where a parser stopped, only up to there.
 */
void ic_diags_excerpt(struct ic_diags *d);

/* Add all of `from`, with excerpts, to `d`; `from` becomes empty. */
void ic_diags_move(struct ic_diags *d, struct ic_diags *from);

/* Put those kept into the order of their files, lines and columns. */
void ic_diags_sort(struct ic_diags *d);

/* Free all and return to the zero value. NULL is allowed. */
void ic_diags_finish(struct ic_diags *d);

#endif
