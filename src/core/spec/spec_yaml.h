/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * YAML as a flat run of values: libfyaml's events without what a spec must
 * not hold. Aliases, anchors, tags, directives, a second document, bytes that
 * are no UTF-8, control characters and deep nesting are errors here.
 *
 * Every scalar is text, whatever it looks like and however it is quoted.
 */
#ifndef IC_CORE_SPEC_YAML_H
#define IC_CORE_SPEC_YAML_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/diag.h"

#define IC_YAML_DEPTH_MAX 16
#define IC_YAML_SCALAR_MAX ((size_t)1 << 20) /* bytes of one value */

enum ic_yaml_kind {
	IC_YAML_STOP, /* the document's end, or an error that ends it */
	IC_YAML_SCALAR,
	IC_YAML_LIST,
	IC_YAML_MAP,
	IC_YAML_CLOSE /* of the innermost list or mapping */
};

struct fy_parser;
struct fy_diag;
struct fy_event;

struct ic_yaml {
	/* The current value. `text` is borrowed until the next one. */
	enum ic_yaml_kind kind;
	const char *text; /* not NUL-terminated */
	size_t len;
	struct ic_place place;
	bool quoted;

	bool secret; /* scalars that follow are masked */
	bool broken; /* the one error in `fatal` ended the reading */

	struct ic_source *source;
	struct ic_diags *diags, *fatal;
	struct fy_parser *parser;
	struct fy_diag *log;
	struct fy_event *event;
	struct ic_span span; /* of the current scalar */
	struct ic_span *spans;
	size_t nspans, cap;
	unsigned depth;
	bool ended;
	bool whole; /* the stream has no document */
	struct ic_place open[IC_YAML_DEPTH_MAX]; /* what is not yet closed */
	size_t at; /* byte whose place is line, column */
	uint32_t line, column;
};

/*
 * Begin to read; all is borrowed. False if nothing can be read; the reason is
 * in `fatal`, as is that of every end before the text's. Other errors go to
 * `diags`. Then call next for the first value.
 */
bool ic_yaml_open(struct ic_yaml *y, struct ic_source *source,
    struct ic_diags *diags, struct ic_diags *fatal);

/* Go to the next value. After STOP there is none. */
void ic_yaml_next(struct ic_yaml *y);

/* Mask the current scalar in excerpts, for it was none that may be shown. */
void ic_yaml_mask(struct ic_yaml *y);

/* The same for an earlier scalar, if no later one was masked yet. */
void ic_yaml_mask_span(struct ic_yaml *y, struct ic_span span);

/*
 * Go to the last event of the current value. What a list or mapping holds is
 * masked, for nobody knows what it was meant to be; drop masks a scalar too.
 */
void ic_yaml_skip(struct ic_yaml *y);
void ic_yaml_drop(struct ic_yaml *y);

/*
 * After STOP: whether anything but blanks and comments follows, which is an
 * error. Then the source's spans and `known` are as complete as they get.
 */
void ic_yaml_end(struct ic_yaml *y);

/* Free all but the spans, which become the caller's. */
struct ic_span *ic_yaml_close(struct ic_yaml *y);

#endif
