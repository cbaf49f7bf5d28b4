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

#include "inflate.h"
#include "judge_words.h"

#define WINDOW 65536
#define HELD_MAX ((size_t)1 << 20)      /* bytes of a stream kept to its end */
#define ROOM ((size_t)4 << 20)          /* and what they inflate to */
#define BEAT_EVERY ((uint64_t)16 << 20) /* bytes */

enum { HELD, INFLATES, NO_DEFLATE };

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
	struct ic_buf held; /* of the stream, while it may be of one piece */
	uint8_t *room;
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

static void look_at_plain(struct search *s, const uint8_t *p, size_t n)
{
	struct ic_syntax_stream said = s->said;

	count(s, n);
	s->inflated += n;
	if (said.image || said.font) {
		look(s, &s->plain, p, n, least_of(said), said.font);
	} else {
		for (size_t i = 0; s->text && i < n; i++) {
			ic_syntax_byte(s->content, p[i]);
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
		look_at_plain(s, s->window, WINDOW - s->z.avail_out);
		if (rc == Z_STREAM_END && inflateReset(&s->z) == Z_OK) {
			continue;
		}
		if (rc == Z_BUF_ERROR || (rc == Z_OK && s->z.avail_out > 0)) {
			return; /* it wants more */
		}
		s->inflating = rc == Z_OK ? INFLATES : NO_DEFLATE;
	}
}

/* What is held is looked at, from `from` on, and no more is held. */
static void let_go(struct search *s, size_t from)
{
	memset(&s->z, 0, sizeof(s->z));
	s->inflating = inflateInit(&s->z) == Z_OK ? INFLATES : NO_DEFLATE;
	s->failed = s->failed || s->inflating != INFLATES;
	inflate_on(s, s->held.data + from, s->held.len - from);
}

/*
 * Of a stream that is as it should be libdeflate makes the same as zlib, and
 * faster. What it does not like, or does not end, zlib reads as far as it is
 * one, and so it does what follows.
 */
static void inflate_held(struct search *s)
{
	size_t used = 0, got = 0;

	if (ic_inflate_some(s->held.data, s->held.len, s->room, ROOM, &used,
		&got)) {
		look_at_plain(s, s->room, got);
	} else {
		used = 0;
	}
	let_go(s, used);
}

static void take_in(struct search *s, const uint8_t *p, size_t n)
{
	if (s->inflating == HELD && s->held.len + n <= HELD_MAX) {
		s->failed = !ic_buf_add(&s->held, p, n) || s->failed;
		return;
	}
	if (s->inflating == HELD) {
		let_go(s, 0);
	}
	inflate_on(s, p, n);
}

static void begin_stream(struct search *s)
{
	s->in_stream = s->fresh = true;
	s->said = ic_syntax_said(s->objects);
	s->matched = s->inflated = 0;
	s->stored = s->plain = 0;
	s->inflating = HELD;
	ic_buf_reset(&s->held);
}

static void end_stream(struct search *s)
{
	if (s->inflating == HELD && !s->failed) {
		inflate_held(s);
	}
	if (s->inflating != HELD) {
		inflateEnd(&s->z);
	}
	s->in_stream = false;
	s->stored = 0;
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
	take_in(s, p + from, k - from);
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

static void gather(struct search *s, size_t *next)
{
	ic_needles_finish(&s->needles);
	ic_words_spell(s->words, next, &s->needles);
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
	s->room = malloc(ROOM);
	s->failed = !s->objects || !s->content || !s->room;
	if (!s->failed) {
		search(s, run->doc->fd);
	}
	failed = s->failed;
	ic_needles_finish(&s->needles);
	ic_syntax_close(s->objects);
	ic_syntax_close(s->content);
	ic_buf_finish(&s->held);
	free(s->room);
	fz_free(ctx, s);
	if (failed) {
		fz_throw(ctx, FZ_ERROR_GENERIC, "not searched");
	}
}
