/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Load files as review platforms and vendors write them, read as rows of
 * cells: Concordance .dat, Opticon .opt, and CSV. There is no standard of any;
 * what is read is what their exports have in common.
 *
 * The encoding is the one that is wanted, or that of the byte order mark;
 * else the file is tried: UTF-16 if every other byte is nearly always 0,
 * UTF-8 if all of it is, and code page 1252 if nothing else is left.
 *
 * How cells are parted and quoted is seen in the first row: the quote is U+00FE
 * (Concordance), ^, ~ or " if the row begins with it and it closes before a
 * mark; the mark is U+0014 (Concordance), U+00B6 (what some make of it), a
 * tab, |, comma or semicolon. A quoted cell may hold marks and line ends.
 * Between other quotes than " there is no escape: a cell ends at the quote
 * before a mark or a line end.
 */
#ifndef IC_CORE_LOAD_H
#define IC_CORE_LOAD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"

#define IC_LOAD_CELLS_MAX 2000 /* of a row */

enum ic_charset {
	IC_CHARSET_FIND,
	IC_CHARSET_UTF8,
	IC_CHARSET_UTF16LE,
	IC_CHARSET_UTF16BE,
	IC_CHARSET_CP1252
};

/* "utf-8"; "" of FIND and outside the list. */
const char *ic_charset_word(enum ic_charset e);

/* A load file that is read. */
struct ic_load {
	uint32_t row; /* of the cells, from 1, the row of names counted */
	char **cell;  /* ncells texts in UTF-8 */
	size_t ncells;
	size_t width;    /* cells of the first row */
	uint32_t column; /* from 1: what an error is about; 0: the row */
	enum ic_charset encoding;
	bool tried; /* neither wanted nor marked, and not UTF-8 */
	bool loose; /* rows may be shorter than the first, as CSV has it */
	char mark[4], quote[4]; /* "" if there is none */

	char *text, *at, *end; /* text: owned */
	size_t cap;
	unsigned unclosed; /* quotes so far that nothing closes to the end */
};

/*
 * Begin to read `text` of `len` bytes and a NUL, which becomes the reader's.
 * IC_ESPEC if it is not in the encoding, with the byte; IC_ELIMIT, IC_EENV.
 * Close it in any case. `opt`: an Opticon file, which has no row of names,
 * rows of any length, and commas.
 */
bool ic_load_open(struct ic_load *l, char *text, size_t len,
    enum ic_charset wanted, bool opt, struct ic_error *err);

/*
 * The next row that is not empty. False at the end, and for a row that is
 * broken: then err->code is IC_ESPEC, and reading may go on with the line
 * after the one where it begins.
 */
bool ic_load_next(struct ic_load *l, struct ic_error *err);

/* Free all and return to the zero value. NULL is allowed. */
void ic_load_close(struct ic_load *l);

/*
 * A cell as one line: line ends, U+00AE where it is Concordance's, and other
 * control characters become blanks, and none are left around it. In place;
 * "" if the row has no such cell.
 */
char *ic_load_line(const struct ic_load *l, size_t cell);

/*
 * A path as load files have it, with slashes: backslashes turned, a drive
 * letter, a share's \\ and slashes in front dropped, "." parts too. `out` is
 * of IC_LOAD_PATH_MAX + 1 bytes. IC_ESPEC if a part is "..", if it is empty,
 * or too long.
 */
#define IC_LOAD_PATH_MAX 4095
bool ic_load_path(const char *path, char *out, struct ic_error *err);

#endif
