/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The writer's lower half: bytes to a descriptor, hashed as they go, and the
 * offset of each object.
 */
#ifndef IC_PDF_WRITER_OUT_H
#define IC_PDF_WRITER_OUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <libdeflate.h>
#include <openssl/evp.h>

#include "pdf/writer.h"

#define IC_OUT_BUFFER 65536

struct ic_out_page {
	struct ic_size size;
	uint32_t image, content; /* object numbers; image 0: none */
	bool text_font, label_font, marks;
	uint32_t text_highest;
};

struct ic_writer {
	int fd;
	bool failed;
	int saved_errno;
	uint64_t at;                 /* offset of the next byte */
	EVP_MD_CTX *hash;            /* of all bytes so far */
	uint64_t *offsets;           /* by object number; 0: not written yet */
	size_t objects, objects_cap; /* highest number given + 1 */
	struct ic_out_page *pages;
	size_t npages, pages_cap;
	struct ic_buf scratch;                 /* deflated contents */
	struct libdeflate_compressor *deflate; /* NULL until it is needed */
	size_t used;
	uint8_t buffer[IC_OUT_BUFFER];
};

/* The next free object number, or 0 without memory. */
uint32_t ic_out_number(struct ic_writer *w);

/* Append bytes or formatted text. Failure is kept in w->failed. */
void ic_out_add(struct ic_writer *w, const void *bytes, size_t n);
void ic_out_printf(struct ic_writer *w, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

/* Write what is buffered. */
void ic_out_flush(struct ic_writer *w);

/* "N 0 obj\n" and "\nendobj\n"; the offset is recorded. */
void ic_out_begin(struct ic_writer *w, uint32_t number);
void ic_out_end(struct ic_writer *w);

/*
 * A whole stream object: `keys` stand before /Length ("" or "/Key value");
 * the plain one takes data as it is, the other deflates it and says so.
 */
void ic_out_stream(struct ic_writer *w, uint32_t number, const char *keys,
    const uint8_t *data, size_t n);
void ic_out_deflated(struct ic_writer *w, uint32_t number, const char *keys,
    const uint8_t *data, size_t n);

/* True, or why writing failed. */
bool ic_out_check(const struct ic_writer *w, struct ic_error *err);

/* The fonts' objects (writer_fonts.c); *ref is the Type0 font's number. */
bool ic_out_text_font(struct ic_writer *w, uint32_t highest, uint32_t *ref,
    struct ic_error *err);
bool ic_out_label_font(struct ic_writer *w, const struct ic_font *f,
    uint32_t *ref, struct ic_error *err);

#endif
