/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The key whitelist of an output as tables, and the checks of its streams.
 * The walk (qpdf_walk.c) reads them; it knows no key by itself.
 */
#ifndef IC_PDF_QPDF_PRIV_H
#define IC_PDF_QPDF_PRIV_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <qpdf/qpdf-c.h>

/* What an object is for. */
enum ic_qrole {
	IC_QROLE_NONE,
	IC_QROLE_TRAILER,
	IC_QROLE_CATALOG,
	IC_QROLE_NODE,
	IC_QROLE_PAGE,
	IC_QROLE_RESOURCES,
	IC_QROLE_XOBJECTS,
	IC_QROLE_FONTS,
	IC_QROLE_STATES,
	IC_QROLE_STATE,
	IC_QROLE_CONTENT,
	IC_QROLE_IMAGE,
	IC_QROLE_IMAGE_CMYK, /* what an image is, its own keys tell */
	IC_QROLE_IMAGE_FAX,
	IC_QROLE_IMAGE_PNG,
	IC_QROLE_PARMS_FAX,
	IC_QROLE_PARMS_PNG,
	IC_QROLE_LABEL_FONT, /* F0 */
	IC_QROLE_LABEL_CID,
	IC_QROLE_LABEL_DESCRIPTOR,
	IC_QROLE_LABEL_FILE,
	IC_QROLE_LABEL_UNICODE,
	IC_QROLE_TEXT_FONT, /* T0 */
	IC_QROLE_TEXT_CID,
	IC_QROLE_TEXT_DESCRIPTOR,
	IC_QROLE_TEXT_FILE,
	IC_QROLE_TEXT_UNICODE,
	IC_QROLE_TEXT_MAP,
	IC_QROLE_SYSTEM,
	IC_QROLES
};

enum ic_qkind {
	IC_Q_NAME,   /* one of `words`, each with its slash */
	IC_Q_SUBSET, /* "/ABCDEF+" and `words` */
	IC_Q_STRING, /* one of `words` */
	IC_Q_INT,    /* not negative */
	IC_Q_IS,     /* spelt as `words`, as qpdf spells */
	IC_Q_BOX,    /* [0 0 w h], w and h positive */
	IC_Q_WIDTHS, /* n [w] ..., by ascending n */
	IC_Q_ID,     /* an array of two strings of 32 bytes */
	IC_Q_PARENT, /* the object that led here */
	IC_Q_COUNT,  /* pages below; checked after the kids */
	IC_Q_KIDS,
	IC_Q_REF,     /* an object of its own, of `role` */
	IC_Q_ONE_REF, /* an array of one such */
	IC_Q_DIRECT   /* a dictionary in place, of `role` */
};

struct ic_qrule {
	const char *key;
	enum ic_qkind kind;
	bool optional;
	const char *words;
	enum ic_qrole role;
};

/* The keys of a role, ended by a NULL key. */
const struct ic_qrule *ic_qpdf_rules(enum ic_qrole role);

/* True if a role's object is a stream, and if many may refer to it. */
bool ic_qpdf_is_stream(enum ic_qrole role);
bool ic_qpdf_is_shared(enum ic_qrole role);

/* True if a value in place, which leads to no other object, is the rule's. */
bool ic_qpdf_plain(qpdf_data q, qpdf_oh v, const struct ic_qrule *r);

/* True if `word` stands in a list of words with single blanks between. */
bool ic_qpdf_word(const char *words, const char *word);

/*
 * What a stream that is one of Flate inflates to, which the caller frees even
 * if it is false: that it does not, ends before its bytes do, or is too long
 * (qpdf_inflate.c).
 */
bool ic_qpdf_inflate(qpdf_data q, qpdf_oh stream, uint8_t **out, size_t *n);

/*
 * The decoded bytes of a stream whose content is fixed by its role or bound
 * by its form; true for every other role.
 */
bool ic_qpdf_stream(enum ic_qrole role, const uint8_t *p, size_t n);

#endif
