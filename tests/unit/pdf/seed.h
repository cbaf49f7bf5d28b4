/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A finished file taken apart into its objects, so that a test can plant a
 * fault in one and write the file again with a true table, /ID and end: what
 * is wrong is then the planted fault and nothing else.
 */
#ifndef IC_UNIT_PDF_SEED_H
#define IC_UNIT_PDF_SEED_H

#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "core/reply.h"
#include "pdf/judge_content.h"

#define SEED_OBJECTS 1024

struct seed {
	struct ic_buf object[SEED_OBJECTS]; /* "N 0 obj" to its line's end */
	unsigned n;                         /* highest number + 1 */
};

/* Take apart the file at `path`. */
void seed_load(struct seed *s, const char *path);

/* The bytes of a whole file, put together again. */
void seed_write(const struct seed *s, struct ic_buf *out);

/* The number of the nth object that holds `text`, counting from 0. */
unsigned seed_find(struct seed *s, const char *text, unsigned nth);

/* Replace the first `from` in an object's text by `to`. */
void seed_replace(struct seed *s, unsigned number, const char *from,
    const char *to);

/* Add an object, "<<...>>" without number; returns its number. */
unsigned seed_add(struct seed *s, const char *body);

/* The bytes of an object's stream; borrowed. */
const uint8_t *seed_data(const struct seed *s, unsigned number, size_t *n);

/* Give a stream other bytes; /Length follows. */
void seed_stream(struct seed *s, unsigned number, const void *bytes, size_t n);

/* Deflate `text` and make it a stream's bytes. */
void seed_deflate(struct seed *s, unsigned number, const void *bytes, size_t n);

/* The inflated bytes of a stream, NUL-terminated; the caller frees them. */
char *seed_inflate(const struct seed *s, unsigned number, size_t *n);

/* The number of the content stream of the nth page of the file, from 0. */
unsigned seed_page_content(struct seed *s, unsigned page);

/*
 * Replace the first `from` in the content of the nth page of the file, from
 * 0; "" stands for its end.
 */
void seed_content(struct seed *s, unsigned page, const char *from,
    const char *to);

void seed_finish(struct seed *s);

/* What the judges said: the replies but for beats. */
struct said {
	unsigned faults, passed;
	uint32_t fault; /* of the first */
	uint32_t proof, page, box;
};

/* An ic_judge_report_fn whose user is a struct said. */
void said_hear(void *user, const struct ic_reply *reply);

/* Write bytes to a file. */
void seed_save(const struct ic_buf *b, const char *path);

#endif
