/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Source PDFs that a test writes itself, byte by byte.
 *
 *	struct testpdf t = { 0 };
 *	testpdf_begin(&t);
 *	testpdf_object(&t, "<</Type/Catalog/Pages 2 0 R>>");   object 1
 *	testpdf_stream(&t, "", "0 0 9 9 re f");                 and so on
 *	testpdf_end(&t);
 *	fd = testpdf_fd(&t);
 */
#ifndef IC_UNIT_PDF_TESTPDF_H
#define IC_UNIT_PDF_TESTPDF_H

#include <stddef.h>

#include "base/buf.h"

#define TESTPDF_OBJECTS 8192

struct testpdf {
	struct ic_buf b;
	size_t offsets[TESTPDF_OBJECTS];
	int n; /* objects so far */
};

void testpdf_begin(struct testpdf *t);

/* The next object; its number. */
int testpdf_object(struct testpdf *t, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

/* A stream with the keys and data; its number. */
int testpdf_stream(struct testpdf *t, const char *keys, const char *data);
int testpdf_bytes(struct testpdf *t, const char *keys, const void *data,
    size_t n);

/* Table and trailer, whose root is object 1. */
void testpdf_end(struct testpdf *t);

/* A whole file of one page: its keys besides Type, Parent and Contents. */
void testpdf_page(struct testpdf *t, const char *keys, const char *content);

/* An unnamed file with the bytes; the caller closes it. */
int testpdf_fd(const struct testpdf *t);

/* Write the bytes to a path. */
void testpdf_save(const struct testpdf *t, const char *path);

void testpdf_finish(struct testpdf *t);

/* A gray or RGB picture from a PNM file (P4, P5, P6) of another program. */
struct testpnm {
	int w, h, comps;
	unsigned char *px; /* owned */
};

/* Run a command whose standard output is a PNM. */
struct testpnm testpnm_run(const char *command);
void testpnm_finish(struct testpnm *p);

#endif
