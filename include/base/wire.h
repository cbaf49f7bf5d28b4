/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Bytes between a parent and its children: numbers of 4 little-endian bytes,
 * strings as their length and their bytes. Whoever wrote what is read may be
 * hostile: a reader never goes beyond its end, and each length is held against
 * a limit first.
 */
#ifndef IC_BASE_WIRE_H
#define IC_BASE_WIRE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"

/* What is left to read; borrowed bytes. */
struct ic_wire {
	const uint8_t *at, *end;
	bool cut; /* something was asked for that goes on behind the end */
};

/* Append; a lack of memory is in out->failed. */
void ic_wire_put_u32(struct ic_buf *out, uint32_t v);
void ic_wire_put_i32(struct ic_buf *out, int32_t v);
void ic_wire_put_bytes(struct ic_buf *out, const void *bytes, size_t n);

/* Read and go on; false, with nothing read, if that is not there. */
bool ic_wire_take_u32(struct ic_wire *w, uint32_t *out);
bool ic_wire_take_i32(struct ic_wire *w, int32_t *out);

/* The bytes of a string, borrowed; false if there are more than `max`, too. */
bool ic_wire_take_bytes(struct ic_wire *w, size_t max, const uint8_t **out,
    size_t *n);

#endif
