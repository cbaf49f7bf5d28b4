/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What all that calls libjpeg needs: a way out of its errors, and a place for
 * its code stream.
 *
 *	struct ic_jpeg_trap trap;
 *
 *	c.err = ic_jpeg_trap_set(&trap);
 *	if (setjmp(trap.back)) {
 *		jpeg_destroy_compress(&c);
 *		...trap.mgr.msg_code says why
 *	}
 */
#ifndef IC_PDF_JPEG_IO_H
#define IC_PDF_JPEG_IO_H

#include <setjmp.h>
#include <stdio.h>

#include <jpeglib.h>

#include "base/buf.h"

/* libjpeg leaves through error_exit, which must not return. */
struct ic_jpeg_trap {
	struct jpeg_error_mgr mgr; /* num_warnings counts; nothing is printed */
	jmp_buf back;
};

/* Make an error jump to trap->back. The caller sets that before libjpeg. */
struct jpeg_error_mgr *ic_jpeg_trap_set(struct ic_jpeg_trap *trap);

/* A code stream that grows in an ic_buf. */
struct ic_jpeg_sink {
	struct jpeg_destination_mgr mgr;
	struct ic_buf *b;
};

/* Let c's code stream be appended to b; want of memory there is an error. */
void ic_jpeg_sink_set(struct ic_jpeg_sink *sink, struct ic_buf *b,
    j_compress_ptr c);

#endif
