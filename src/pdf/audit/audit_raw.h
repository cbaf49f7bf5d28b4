/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A reader of a PDF's bytes as they lie in the file (ISO 32000-2, 7.2, 7.3 and
 * 7.5): objects, tables and marks, by position. It believes nothing, mends
 * nothing, and shares nothing with MuPDF, so that what readers mend in silence
 * is seen here. A file of no sense ends it soon, and at its own end at the
 * latest.
 */
#ifndef IC_PDF_AUDIT_RAW_H
#define IC_PDF_AUDIT_RAW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/window.h"

#define RAW_WORD_MAX 23   /* bytes of a name or keyword that are kept */
#define RAW_KEYS_MAX 64   /* of a dictionary in which one may be there twice */
#define RAW_DEPTH_MAX 500 /* of values in values */

enum raw_kind {
	RAW_END, /* of the file */
	RAW_INT,
	RAW_REAL,
	RAW_NAME,
	RAW_STRING,
	RAW_OPEN,  /* << */
	RAW_CLOSE, /* >> */
	RAW_ARRAY, /* [ */
	RAW_ARRAY_END,
	RAW_WORD /* any other run of regular characters */
};

struct raw_token {
	enum raw_kind kind;
	size_t at, end;
	int64_t n;                   /* of an INT; else -1 */
	char word[RAW_WORD_MAX + 1]; /* of a NAME, without its slash, or WORD */
};

/* A place in the file. */
struct raw {
	struct ic_window *w;
	size_t at;
};

/* The next token; what it is made of is never wrong, only unlikely. */
void raw_next(struct raw *r, struct raw_token *t);

/* Step over white space and comments. */
void raw_blank(struct raw *r);

/* Step over white space; comments stay. */
void raw_space(struct raw *r);

/* True, and past it, if the next token is this word. */
bool raw_word(struct raw *r, const char *word);

/* Where the next `mark` begins, from r->at to `end`; false: nowhere. */
bool raw_find(const struct raw *r, const char *mark, size_t end, size_t *at);

/* What of a dictionary's own keys counts here. -1: it says none. */
struct raw_dict {
	int64_t length, length_of; /* or the object that says it */
	int64_t prev, xref_stm;
	int64_t linear;  /* /L of a linearized file */
	int64_t hints;   /* where the hints are: /H */
	bool is_info;    /* of a program: /Producer, /CreationDate ... */
	bool is_image;   /* /Subtype/Image */
	bool is_xref;    /* /Type/XRef */
	bool is_objects; /* /Type/ObjStm */
	bool is_linear;  /* /Linearized */
	bool twice;      /* a key is there more than once */
};

/* Read a dictionary that begins at r->at. False where it is none. */
bool raw_dict(struct raw *r, struct raw_dict *out);

struct raw_object {
	int64_t number;
	size_t at;   /* its number's first digit */
	size_t body; /* behind `obj` */
	size_t end;  /* behind `endobj`, or where it breaks off */
	struct raw_dict dict;
	bool is_dict;
	bool is_stream;
	size_t data, data_end; /* of a stream, as it is stored */
	bool wrong_length;     /* /Length leads to no `endstream` */
	bool open;             /* `endobj` is missing */
};

/* What object `number` says, which is a length; -1: nothing. May throw. */
typedef int64_t raw_length_fn(void *user, int64_t number);

/* Read "N G obj ..." at r->at. False where none begins. */
bool raw_object(struct raw *r, raw_length_fn *length, void *user,
    struct raw_object *out);

#endif
