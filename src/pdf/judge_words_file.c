/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The finished file, read from its first byte to its last, without a table,
 * a tree or a length: what lies between `stream` and `endstream` is a stream,
 * what inflates is inflated, and everything is looked through. So nothing that
 * a reader would pass over is passed over here.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <zlib.h>

#include "judge_words.h"
#include "words_priv.h"

#define WINDOW 65536
#define BEAT_EVERY ((uint64_t)16 << 20) /* bytes */
#define SPELLING_MAX (8 * IC_TOKEN_RUNES_MAX)

enum { INFLATES, INFLATED, NO_DEFLATE };

struct search {
	struct ic_judge_run *run;
	struct ic_judge_words *words;
	struct ic_needles needles;
	struct ic_syntax *objects, *content;
	bool text; /* the pass that reads text, too */

	/* Where the file is being read. */
	bool in_stream;
	bool fresh;      /* no byte of the stream has come */
	size_t matched;  /* of "endstream" */
	uint32_t stored; /* states of the needles */
	uint32_t plain;
	uint32_t least; /* characters of a word that counts */
	bool own;       /* and the writer's own words stand here */
	struct ic_syntax_stream said;
	z_stream z;
	int inflating;
	uint64_t inflated; /* of this stream */
	uint64_t at, beat; /* bytes looked through */
	bool failed;
	uint8_t window[WINDOW], file[WINDOW];
};

static void found_token(void *user, const struct ic_token *t)
{
	struct search *s = user;
	struct ic_covered *c = ic_covered_find(s->words, t->hash);

	if (c) {
		c->found = true;
	}
}

static void found_needle(void *user, uint32_t id)
{
	struct search *s = user;
	struct ic_covered *c = &s->words->at[id];

	if (c->n >= s->least && !(s->own && c->own)) {
		c->found = true;
	}
}

static void count(struct search *s, size_t n)
{
	s->at += n;
	if (s->at - s->beat >= BEAT_EVERY) {
		s->beat = s->at;
		ic_judge_beat(s->run->judge);
	}
}

static void look(struct search *s, uint32_t *at, const uint8_t *p, size_t n,
    uint32_t least, bool own)
{
	s->least = least;
	s->own = own;
	*at = ic_needles_feed(&s->needles, *at, p, n, found_needle, s);
}

static uint32_t least_of(struct ic_syntax_stream said)
{
	if (said.font) {
		return IC_WORDS_LEAST_FONT;
	}
	return said.bytes ? IC_WORDS_LEAST_SAMPLES : IC_WORDS_LEAST_BYTES;
}

static void look_at_plain(struct search *s, size_t n)
{
	struct ic_syntax_stream said = s->said;

	count(s, n);
	s->inflated += n;
	if (said.image || said.font) {
		look(s, &s->plain, s->window, n, least_of(said), said.font);
	} else {
		for (size_t i = 0; s->text && i < n; i++) {
			ic_syntax_byte(s->content, s->window[i]);
		}
	}
	if (!said.image && s->inflated > IC_WORDS_INFLATED_MAX) {
		s->failed = true;
	}
}

/* One deflate stream after the other, should there be more. */
static void inflate_on(struct search *s, const uint8_t *p, size_t n)
{
	s->z.next_in = (Bytef *)p;
	s->z.avail_in = (uInt)n;
	while (s->inflating == INFLATES && !s->failed) {
		int rc;

		s->z.next_out = s->window;
		s->z.avail_out = WINDOW;
		rc = inflate(&s->z, Z_NO_FLUSH);
		look_at_plain(s, WINDOW - s->z.avail_out);
		if (rc == Z_STREAM_END && inflateReset(&s->z) == Z_OK) {
			continue;
		}
		if (rc == Z_BUF_ERROR || (rc == Z_OK && s->z.avail_out > 0)) {
			return; /* it wants more */
		}
		s->inflating = rc == Z_OK ? INFLATES : NO_DEFLATE;
	}
}

static void begin_stream(struct search *s)
{
	s->in_stream = s->fresh = true;
	s->said = ic_syntax_said(s->objects);
	s->matched = s->inflated = 0;
	s->stored = s->plain = 0;
	memset(&s->z, 0, sizeof(s->z));
	s->inflating = inflateInit(&s->z) == Z_OK ? INFLATES : NO_DEFLATE;
	s->failed = s->failed || s->inflating != INFLATES;
}

static void end_stream(struct search *s)
{
	s->in_stream = false;
	s->stored = 0;
	inflateEnd(&s->z);
	ic_syntax_end(s->content);
}

static const char end[] = "endstream";

#define END_LENGTH (sizeof(end) - 1)

/* How many of the bytes are the stream's, "endstream" included. */
static size_t stream_part(struct search *s, const uint8_t *p, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		while (s->matched > 0 && p[i] != (uint8_t)end[s->matched]) {
			/* "endstre" ends with the "e" of another one. */
			s->matched = s->matched == 7;
		}
		s->matched += p[i] == (uint8_t)end[s->matched];
		if (s->matched == END_LENGTH) {
			return i + 1;
		}
	}
	return n;
}

/* The line feed of "stream\r\n" is none of deflate's first bytes. */
static size_t in_stream(struct search *s, const uint8_t *p, size_t n)
{
	size_t k = stream_part(s, p, n), from = s->fresh && *p == '\n';
	bool ends = s->matched == END_LENGTH;
	size_t tail = ends ? END_LENGTH : 0;

	s->fresh = false;
	look(s, &s->stored, p, k > tail ? k - tail : 0, IC_WORDS_LEAST_BYTES,
	    false);
	inflate_on(s, p + from, k - from);
	if (ends) {
		end_stream(s);
	}
	return k;
}

static size_t in_objects(struct search *s, const uint8_t *p, size_t n)
{
	size_t k = 0;
	bool stream = false;

	while (k < n && !stream) {
		stream = ic_syntax_byte(s->objects, p[k++]);
	}
	look(s, &s->stored, p, k, IC_WORDS_LEAST_BYTES, true);
	if (stream) {
		begin_stream(s);
	}
	return k;
}

static void look_through(struct search *s, const uint8_t *p, size_t n)
{
	count(s, n);
	while (n > 0 && !s->failed) {
		size_t k = s->in_stream ? in_stream(s, p, n)
					: in_objects(s, p, n);

		p += k;
		n -= k;
	}
}

static void pass(struct search *s, int fd)
{
	off_t at = 0;
	ssize_t k = 1;

	s->stored = s->plain = 0;
	while (k > 0 && !s->failed) {
		k = pread(fd, s->file, sizeof(s->file), at);
		if (k < 0 && errno == EINTR) {
			k = 1;
			continue;
		}
		if (k > 0) {
			look_through(s, s->file, (size_t)k);
			at += k;
		}
	}
	s->failed = s->failed || k < 0;
	if (s->in_stream) {
		end_stream(s);
	}
	ic_syntax_end(s->objects);
}

/* Bytes of one spelling. */
struct spelling {
	uint8_t at[SPELLING_MAX];
	size_t n;
};

static void put(struct spelling *b, uint32_t byte)
{
	b->at[b->n++] = (uint8_t)byte;
}

static void put_utf8(struct spelling *b, uint32_t c)
{
	if (c < 0x80) {
		put(b, c);
	} else if (c < 0x800) {
		put(b, 0xc0 | c >> 6);
		put(b, 0x80 | (c & 0x3f));
	} else if (c < 0x10000) {
		put(b, 0xe0 | c >> 12);
		put(b, 0x80 | (c >> 6 & 0x3f));
		put(b, 0x80 | (c & 0x3f));
	} else {
		put(b, 0xf0 | c >> 18);
		put(b, 0x80 | (c >> 12 & 0x3f));
		put(b, 0x80 | (c >> 6 & 0x3f));
		put(b, 0x80 | (c & 0x3f));
	}
}

static void put_wide(struct spelling *b, uint32_t unit, bool little)
{
	put(b, little ? unit & 0xff : unit >> 8);
	put(b, little ? unit >> 8 : unit & 0xff);
}

static void put_utf16(struct spelling *b, uint32_t c, bool little)
{
	if (c > 0xffff) {
		c -= 0x10000;
		put_wide(b, 0xd800 | c >> 10, little);
		c = 0xdc00 | (c & 0x3ff);
	}
	put_wide(b, c, little);
}

/* As bytes and as their digits, large and small. */
static bool add_bytes(struct search *s, const struct spelling *b, uint32_t id)
{
	static const char *const digits[] = { "0123456789abcdef",
		"0123456789ABCDEF" };
	bool ok = ic_needles_add(&s->needles, b->at, b->n, id);

	for (int k = 0; ok && k < 2; k++) {
		char hex[2 * SPELLING_MAX];

		for (size_t i = 0; i < b->n; i++) {
			hex[2 * i] = digits[k][b->at[i] >> 4];
			hex[2 * i + 1] = digits[k][b->at[i] & 15];
		}
		ok = ic_needles_add(&s->needles, hex, 2 * b->n, id);
	}
	return ok;
}

enum dress { AS_IS, SMALL, LARGE, DRESSES };
enum coding { LATIN, UTF8, BIG, LITTLE, CODINGS };

static uint32_t dressed(uint32_t c, enum dress d)
{
	return d == SMALL ? ic_rune_lower(c)
	    : d == LARGE  ? ic_rune_upper(c)
			  : c;
}

/*
 * False if the word has no such spelling. A zero before UTF-16's first byte
 * or behind its last is left out: it would be one of what stands there.
 */
static bool spell(const uint32_t *runes, size_t n, enum dress d,
    enum coding coding, struct spelling *b)
{
	b->n = 0;
	for (size_t i = 0; i < n; i++) {
		uint32_t c = dressed(runes[i], d);

		if (coding == LATIN && c > 0xff) {
			return false;
		} else if (coding == LATIN) {
			put(b, c);
		} else if (coding == UTF8) {
			put_utf8(b, c);
		} else {
			put_utf16(b, c, coding == LITTLE);
		}
	}
	return true;
}

static bool add_word(struct search *s, uint32_t id)
{
	const struct ic_covered *c = &s->words->at[id];
	const uint32_t *runes = (const uint32_t *)s->words->runes.data +
	    c->text;
	struct spelling b;

	for (int d = 0; d < DRESSES; d++) {
		for (int k = 0; k < CODINGS; k++) {
			if (spell(runes, c->n, (enum dress)d, (enum coding)k,
				&b) &&
			    !add_bytes(s, &b, id)) {
				return false;
			}
		}
	}
	return true;
}

/* A word that noise and regular pictures do not spell. */
static bool is_long(const struct ic_judge_words *w, const struct ic_covered *c)
{
	const uint32_t *runes = (const uint32_t *)w->runes.data + c->text;
	size_t kinds = 0;

	for (uint32_t i = 0; i < c->n; i++) {
		uint32_t k = 0;

		while (runes[k] != runes[i]) {
			k++;
		}
		kinds += k == i;
	}
	return c->n >= IC_WORDS_LEAST_FONT && kinds >= IC_WORDS_KINDS_LEAST;
}

/* As many words as there is room for, from *next on. */
static void gather(struct search *s, size_t *next)
{
	ic_needles_finish(&s->needles);
	for (; *next < s->words->n; (*next)++) {
		if (is_long(s->words, &s->words->at[*next]) &&
		    !add_word(s, (uint32_t)*next)) {
			break;
		}
	}
	s->failed = !ic_needles_ready(&s->needles);
}

/* Mostly one pass; the first reads the text. */
static void search(struct search *s, int fd)
{
	size_t next = 0, before;

	do {
		before = next;
		gather(s, &next);
		s->text = before == 0;
		if (!s->failed) {
			pass(s, fd);
		}
		if (s->text) {
			s->words->searched = s->at;
		}
	} while (next < s->words->n && next > before && !s->failed);
	s->failed = s->failed || next < s->words->n;
}

void ic_words_search(fz_context *ctx, struct ic_judge_run *run,
    struct ic_judge_words *w)
{
	struct search *s = fz_calloc(ctx, 1, sizeof(*s));
	bool failed;

	s->run = run;
	s->words = w;
	s->objects = ic_syntax_open(IC_SYNTAX_OBJECTS, found_token, s);
	s->content = ic_syntax_open(IC_SYNTAX_STREAM, found_token, s);
	s->failed = !s->objects || !s->content;
	if (!s->failed) {
		search(s, run->doc->fd);
	}
	failed = s->failed;
	ic_needles_finish(&s->needles);
	ic_syntax_close(s->objects);
	ic_syntax_close(s->content);
	fz_free(ctx, s);
	if (failed) {
		fz_throw(ctx, FZ_ERROR_GENERIC, "not searched");
	}
}
