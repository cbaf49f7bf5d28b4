/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Proof 4: no word that stood under a box survives in decoded streams or
 * strings of the output, unless it is also visible elsewhere in the document.
 *
 * Covered is a word of the source with a glyph that touches a box, 0.5 pt
 * around it included: the word as a whole, its parts between hyphens, dots and
 * the like, what of it lies under the box, and the two halves of one that a
 * hyphen breaks over a line. Visible is a word of glyphs that touch no box
 * and that the reader of the burned page sees.
 *
 * Where words are looked for, and how:
 *
 *	text		the invisible layer, visible text that is no item of
 *			the plan, strings, names, keywords and comments,
 *			whether in objects or in content streams and CMaps:
 *			whole words of any length, case, width, ligatures and
 *			accents folded (tokens_priv.h). Strings are read as
 *			Latin-1, UTF-8, and UTF-16 of both orders, each once
 *			more for the word's hexadecimal digits.
 *	bytes		all of the file as it is stored, and what the streams
 *			of pictures and fonts inflate to: the bytes of longer
 *			words in those encodings, as the word stands, in
 *			capitals and in small letters, wherever they begin.
 *
 * In bytes chance has a part, so words must be long there, and of five
 * different characters, or a flat or regular picture would spell them. In
 * noise, 100 MB of it, 100,000 needles of 8 bytes are met 10^8 * 10^5 / 256^8
 * = 5 * 10^-7 times; in 100 kB of font a thousand of 6 bytes 4 * 10^-7 times.
 * The samples of a smooth picture tell less than a byte each: at half of that,
 * 16 of them are as rare as 8 of noise.
 *
 * Not text: numbers of less than eight digits (sizes and places), the
 * writer's own vocabulary where it stands as name or keyword, the file's ID,
 * a CMap's single characters, and the glyph numbers of the label font.
 *
 * Nothing is told of a word but the page and box where it stood; `searched`
 * counts the output's bytes.
 */
#ifndef IC_PDF_JUDGE_WORDS_H
#define IC_PDF_JUDGE_WORDS_H

#include "base/buf.h"
#include "core/needles.h"
#include "judge_page.h"
#include "tokens_priv.h"

#define IC_COVERED_MAX ((size_t)1 << 20) /* different words of a document */

/* Characters of a word that is looked for in bytes. */
#define IC_WORDS_LEAST_FONT 6
#define IC_WORDS_LEAST_BYTES 8
#define IC_WORDS_LEAST_SAMPLES 16 /* of 8 bits */
#define IC_WORDS_KINDS_LEAST 5    /* different ones among them */
#define IC_WORDS_DIGITS_LEAST 8   /* of a number in a content or object */

/* A stream that is no picture inflates to no more. */
#define IC_WORDS_INFLATED_MAX ((uint64_t)1 << 30)

/* A covered word. */
struct ic_covered {
	uint64_t hash;
	uint32_t page, box; /* where it stood first */
	uint32_t text, n;   /* its characters, in ic_judge_words.runes */
	bool own;           /* the writer's vocabulary holds it */
	bool found;         /* in the output */
	bool seen;          /* elsewhere, by the reader of the output */
};

struct ic_judge_words {
	struct ic_covered *at; /* owned, as all below */
	size_t n, cap;
	uint32_t *slot; /* index + 1, by hash; of spellings too */
	uint64_t *key;
	size_t mask, used;
	struct ic_buf runes;
	bool failed;       /* no memory, or a limit */
	uint64_t searched; /* bytes */
};

/* The word of a hash, or NULL. */
struct ic_covered *ic_covered_find(const struct ic_judge_words *w,
    uint64_t hash);

/* Free it. A zeroed struct is allowed. */
void ic_covered_finish(struct ic_judge_words *w);

/*
 * Gather what the boxes of the original's page cover (judge_words_source.c).
 * False if the page cannot be read. It does not throw.
 */
bool ic_words_cover(struct ic_judge_run *run, struct ic_judge_words *w,
    uint32_t page);

/*
 * Mark the covered words that can also be seen on a page: those of glyphs
 * that touch no box and show in the raster. False as above.
 */
bool ic_words_see(struct ic_judge_run *run, struct ic_judge_words *w,
    uint32_t page, const struct ic_raster *r);

/*
 * Add the bytes of words from *next on, as many as there is room for; *next is
 * then the first that was left out (judge_words_spell.c). Their id is their
 * index.
 */
void ic_words_spell(const struct ic_judge_words *w, size_t *next,
    struct ic_needles *n);

/* Search the finished file, from its first byte to its last. Throws. */
void ic_words_search(fz_context *ctx, struct ic_judge_run *run,
    struct ic_judge_words *w);

/*
 * A reader of PDF's syntax (ISO 32000-1, 7.2 to 7.3) which hands on the text
 * in it, as it comes (judge_words_syntax.c).
 */
struct ic_syntax;

enum ic_syntax_of {
	IC_SYNTAX_OBJECTS, /* a file between its streams */
	IC_SYNTAX_STREAM   /* a content stream or CMap */
};

/* What a stream's dictionary says of it. */
struct ic_syntax_stream {
	bool image, font;
	bool bytes; /* an image of 8 bits a component */
};

/* NULL without memory. Tokens of text are told to `found`. */
struct ic_syntax *ic_syntax_open(enum ic_syntax_of what, ic_token_fn *found,
    void *user);

/* The next byte. True when it ends the keyword `stream`. */
bool ic_syntax_byte(struct ic_syntax *s, uint8_t c);

/* What was said since the last `obj`. */
struct ic_syntax_stream ic_syntax_said(const struct ic_syntax *s);

/* There is no more; the next byte begins another text. */
void ic_syntax_end(struct ic_syntax *s);

/* Free it. NULL is allowed. */
void ic_syntax_close(struct ic_syntax *s);

/* True if a name or keyword of n bytes is the writer's (judge_words_own.c). */
bool ic_words_own(const char *p, size_t n);

/* True if a string of the writer may stand behind this name. */
bool ic_words_own_string(const char *key, const char *p, size_t n);

/* True if a word occurs within a word of the writer or of its fonts. */
bool ic_words_in_own(const uint32_t *runes, size_t n);

#endif
