/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Reading the numbers on the pages of files, and pictures of places on them,
 * in sandboxed children: what proves the numbers of a production, splits a
 * file by them, and finds the pages of a binder.
 */
#ifndef IC_OPS_NUMBERS_H
#define IC_OPS_NUMBERS_H

#include <signal.h>

#include "base/child.h"
#include "core/numbers.h"
#include "core/picture.h"
#include "core/reason.h"

/* A file that is read, or some of its pages. */
struct ic_numbers_file {
	int fd;                /* owned: it is closed when it was read */
	const char *password;  /* NULL: none; borrowed */
	uint32_t first, pages; /* a part of it, from which pages are counted; 0
				* pages: all of it */
	const struct ic_bates *expected; /* see ic_numbers_choose(); borrowed */
};

struct ic_numbers_work {
	/*
	 * Open file `i`: false ends all, with *err. A file that cannot be had
	 * may be told by fd = -1: it is passed over.
	 */
	bool (*open)(void *user, size_t i, struct ic_numbers_file *out,
	    struct ic_error *err);
	/*
	 * It was read: NONE, and what was found, which the callee may take
	 * over by zeroing it; or why it could not be read. `fd` is still open.
	 * False, with *err, ends all.
	 */
	bool (*done)(void *user, size_t i, int fd, enum ic_reason why,
	    struct ic_numbers *found, struct ic_error *err);
	void *user;
	const struct ic_prefixes *prefixes;
	bool ocr; /* read pages that have no text by their pixels */
	unsigned jobs;
	const volatile sig_atomic_t *stop; /* NULL: nothing does */
	struct ic_usage *usage;            /* is added to; NULL: not wanted */
};

/*
 * Read the numbers on the pages of n files, a child each. Which page has which
 * is chosen already. False, with *err, if it could not go on: IC_EENV, or what
 * a callback says.
 */
bool ic_read_numbers(struct ic_zygote *z, size_t n,
    const struct ic_numbers_work *work, struct ic_error *err);

/* What pictures are taken of. */
struct ic_pictures_work {
	int fd;                /* the file; borrowed */
	const char *password;  /* NULL: none */
	uint32_t first, pages; /* a part of it, from which pages are counted; 0
				* pages: all of it */
	uint32_t dpi;          /* at most IC_PICTURE_DPI_MAX */
	const struct ic_picture_ask *asked;
	size_t n; /* at most IC_PICTURES_MAX */
	/*
	 * A picture, in the order asked; its pixels are gone afterwards. False
	 * ends all, with *err.
	 */
	bool (*take)(void *user, size_t i, const struct ic_picture *p,
	    struct ic_error *err);
	void *user;
	const volatile sig_atomic_t *stop;
	struct ic_usage *usage;
};

/*
 * Take pictures of pages of one file, in one child. False with *err if it
 * could not go on; true with *why other than NONE if the file cannot be read,
 * or its child did not write what it was asked for: then some may have been
 * taken all the same. Memory: all pictures, a byte a pixel.
 */
bool ic_take_pictures(struct ic_zygote *z, const struct ic_pictures_work *work,
    enum ic_reason *why, struct ic_error *err);

#endif
