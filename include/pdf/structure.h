/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Proof 1 over finished bytes, by two readers that share no code with the
 * writer: an own tiler that accounts for every byte, and libqpdf, which walks
 * every object against the key whitelist.
 */
#ifndef IC_PDF_STRUCTURE_H
#define IC_PDF_STRUCTURE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/window.h"
#include "core/reply.h"
#include "core/slice.h"
#include "pdf/judge_content.h"

/*
 * The bytes are a header, objects, one table, one trailer and one end, each
 * object written as the writer writes it, each offset once, each stream
 * ending where it should; but for the pictures in G4, JPEG and Flate, which
 * proof 2 reads. True if clean; else each fault is reported, but for
 * file->failed, when nothing is known. The window is as long as the longest
 * stream: all is read from front to back, and once more for /ID.
 */
bool ic_tiler_judge(struct ic_window *file, const struct ic_slice *s,
    ic_judge_report_fn *report, void *user);

/*
 * libqpdf, recovery off, reads the same file: each object is reachable, each
 * key is on the list, each value of its kind, each page paints one image. It
 * reads here and there, and little: the bytes may be a mapping that is emptied
 * with each beat that it reports.
 */
bool ic_qpdf_judge(const uint8_t *bytes, size_t n, const struct ic_slice *s,
    ic_judge_report_fn *report, void *user);

#endif
