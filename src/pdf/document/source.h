/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A file descriptor as MuPDF's stream, read by pread() in blocks. No mmap: a
 * file cut short while it is read would be a SIGBUS.
 */
#ifndef IC_PDF_SOURCE_H
#define IC_PDF_SOURCE_H

#include <stdbool.h>
#include <stdint.h>

#include <mupdf/fitz.h>

/*
 * A stream over `fd`, which stays the caller's: over its first `most` bytes, or
 * over all of it if that is 0. *failed becomes true when a read fails; it must
 * outlive the stream. Throws.
 */
fz_stream *ic_source_open(fz_context *ctx, int fd, int64_t most, bool *failed);

/*
 * A stream's seek: to a place within `size` bytes. What it had read of them is
 * let go.
 */
void ic_source_seek(fz_stream *stm, int64_t size, int64_t offset, int whence);

struct ic_assembly;

/*
 * A stream over an assembled file. *losses is counted up where what is read is
 * damaged. All must outlive the stream. Throws.
 */
fz_stream *ic_source_assembled(fz_context *ctx, struct ic_assembly *a,
    bool *failed, unsigned *losses);

#endif
