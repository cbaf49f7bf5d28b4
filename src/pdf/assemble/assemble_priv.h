/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The parts of an assembly: its pictures, and the file that they make. */
#ifndef IC_PDF_ASSEMBLE_PRIV_H
#define IC_PDF_ASSEMBLE_PRIV_H

#include "assemble.h"
#include "base/buf.h"
#include "core/slice.h"
#include "imagefile.h"

#define IC_ASSEMBLY_NONE UINT32_MAX

struct ic_assembly {
	int fd;
	struct ic_imagefile *pictures; /* owned */
	uint32_t n;
	uint64_t *room; /* n + 1: where each picture's object begins */
	struct ic_buf head, tail;
	/* The picture that is there. */
	uint32_t made; /* IC_ASSEMBLY_NONE: none */
	bool damaged;
	struct ic_buf object;
};

/* Find the pictures of a->fd, and look at their heads (assemble_find.c). */
enum ic_reason ic_assembly_find(struct ic_assembly *a, uint32_t *page);

/* Write head, room and tail. */
enum ic_reason ic_assembly_lay_out(struct ic_assembly *a);

/* Append the object of a picture whose code is in `code`. */
bool ic_assembly_object(const struct ic_assembly *a, uint32_t page,
    const struct ic_buf *code, struct ic_buf *out);

#endif
