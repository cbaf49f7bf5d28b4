/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Words that a page covers, said again elsewhere in the file. A word that some
 * page shows openly is no secret; nor are the commonest words, nor numbers of
 * less than five digits.
 */
#ifndef IC_PDF_AUDIT_REPEAT_H
#define IC_PDF_AUDIT_REPEAT_H

#include "audit_tour.h"
#include "base/buf.h"

/* Bytes that are inflated of one stream, and of all of them. */
#define AUDIT_STREAM_MAX ((size_t)16 << 20)
#define AUDIT_STREAMS_MAX ((uint64_t)512 << 20)

/* Characters of a word that is looked for where chance spells words, too. */
#define AUDIT_BINARY_LEAST 6

/* What was found in a place. */
struct audit_repeated {
	uint32_t strong; /* words that a cover hides */
	uint32_t weak;   /* words that are clipped, outside, or in a layer */
	uint32_t page;
	struct ic_buf text; /* the first of them, if they may be told */
};

struct audit_repeat {
	struct audit *a;
	bool any; /* there is a word to be looked for */
	struct audit_repeated in[IC_PLACE_COUNT];
	const struct audit_spot *at; /* what is looked at now */
	enum ic_finding_place place;
	bool author;   /* it names an author */
	uint64_t read; /* bytes of streams */
	bool full;
};

/* Is there anything to look for? */
void audit_repeat_begin(struct audit_repeat *r, struct audit *a);

/* A string or name; a stream that the walk met. Throw. */
void audit_repeat_string(struct audit_repeat *r, pdf_obj *obj,
    const struct audit_spot *at);
void audit_repeat_stream(struct audit_repeat *r, pdf_obj *obj,
    const struct audit_spot *at);

/* Bytes of a text in whatever encoding. */
void audit_repeat_bytes(struct audit_repeat *r, const uint8_t *p, size_t n,
    const struct audit_spot *at);

/* Add the findings. Throws. */
void audit_repeat_tell(struct audit_repeat *r);

void audit_repeat_finish(struct audit_repeat *r);

/* True of a word that is no secret wherever it stands. */
bool audit_word_is_common(const uint32_t *runes, size_t n);

#endif
