/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Words of a scan's text layer where the scan shows a bar, or nothing. A layer
 * is held to its scan only if its other words stand on ink.
 */
#include "audit_scan.h"
#include "audit_priv.h"
#include "ink.h"

#include <math.h>
#include <string.h>

#define JOIN 2.0f     /* em between the lines under one bar */
#define ON_INK 0.7f   /* of its words, if a layer fits its scan */
#define FITTING 0.8f  /* of those on ink have it in all their width */
#define WORDS_LEAST 8 /* of a layer that is known to fit */
#define GAPS 0.5f     /* of the gaps between words are paper */
#define GAPS_LEAST 5
#define LETTERS_LEAST 12 /* of a few words that are weak each */
#define WEAK_LEAST 4

struct scan {
	struct audit *a;
	struct audit_page *p;
	const struct ic_ink *ink;
	struct ic_words words;
	uint8_t *look;    /* of each, enum audit_place_look */
	uint8_t *sense;   /* of each, enum audit_word_sense */
	uint8_t *letters; /* of each */
	int paper;
	uint32_t on_ink, on_bar, on_blank; /* words that are some */
	uint32_t fitting;                  /* of those on ink */
	uint32_t gaps, clear;
};

/* Words of one bar, or of one blank place. */
struct bunch {
	size_t first, last;
	uint32_t words, weak, letters;
	fz_rect rect;
	bool beside; /* a word of the line stands on ink */
};

static bool is_unpainted(const struct audit_page *p, uint32_t glyph)
{
	return p->veiled.state[glyph] == IC_GLYPH_UNPAINTED;
}

static fz_rect box_of(const struct scan *s, const struct ic_word *w)
{
	return audit_word_box(&s->p->glyphs, &s->words, w);
}

/* Is it invisible, and stands on a picture? */
static bool is_layer(const struct scan *s, const struct ic_word *w)
{
	for (uint32_t i = 0; i < w->n; i++) {
		if (!is_unpainted(s->p, s->words.glyphs[w->first + i].index)) {
			return false;
		}
	}
	return audit_on_picture(s->ink, box_of(s, w));
}

static void look_at_word(struct scan *s, size_t i)
{
	const struct ic_word *w = &s->words.at[i];
	uint32_t runes[IC_WORD_RUNES_MAX], letters = 0;
	size_t n;

	s->look[i] = AUDIT_PLACE_OTHER;
	if (!is_layer(s, w)) {
		return;
	}
	n = ic_word_runes(&s->p->glyphs, &s->words, w, runes);
	s->sense[i] = (uint8_t)audit_sense(runes, n, w, &letters);
	s->letters[i] = (uint8_t)(letters < UINT8_MAX ? letters : UINT8_MAX);
	s->look[i] = (uint8_t)audit_place_at(s->p->seen, s->paper, w);
	if (s->sense[i] == AUDIT_SENSE_NONE) {
		return;
	}
	s->on_ink += s->look[i] == AUDIT_PLACE_INK;
	s->fitting += s->look[i] == AUDIT_PLACE_INK &&
	    audit_place_fits(s->p->seen, w);
	s->on_bar += s->look[i] == AUDIT_PLACE_BAR;
	s->on_blank += s->look[i] == AUDIT_PLACE_BLANK;
}

static void look_at_gaps(struct scan *s)
{
	for (size_t i = 1; i < s->words.n; i++) {
		const struct ic_word *a = &s->words.at[i - 1];
		const struct ic_word *b = &s->words.at[i];

		if (s->look[i] == AUDIT_PLACE_INK &&
		    s->look[i - 1] == AUDIT_PLACE_INK &&
		    ic_word_follows(a, b)) {
			s->gaps++;
			s->clear += audit_place_gap(s->p->seen, s->paper, a, b);
		}
	}
}

/* The words stand at the height at which the scan has them. */
static bool is_level(const struct scan *s)
{
	return (float)s->fitting >= FITTING * (float)s->on_ink;
}

/* The words stand where the scan has them. */
static bool fits(const struct scan *s)
{
	uint32_t all = s->on_ink + s->on_blank;

	return s->on_ink >= WORDS_LEAST && is_level(s) &&
	    (float)s->on_ink >= ON_INK * (float)all && s->gaps >= GAPS_LEAST &&
	    (float)s->clear >= GAPS * (float)s->gaps;
}

/* Does a word of the same line, next to this one, stand on ink? */
static bool is_beside_ink(const struct scan *s, size_t i)
{
	const struct ic_word *w = s->words.at;

	return (i > 0 && s->look[i - 1] == AUDIT_PLACE_INK &&
		   ic_word_follows(&w[i - 1], &w[i])) ||
	    (i + 1 < s->words.n && s->look[i + 1] == AUDIT_PLACE_INK &&
		ic_word_follows(&w[i], &w[i + 1]));
}

static struct bunch bunch_from(const struct scan *s, size_t first)
{
	struct bunch b = { .first = first, .last = first };
	float em = s->words.at[first].em;

	b.rect = box_of(s, &s->words.at[first]);
	for (size_t i = first; i < s->words.n; i++) {
		fz_rect r = box_of(s, &s->words.at[i]);

		if (s->look[i] != s->look[first] ||
		    fz_is_empty_rect(fz_intersect_rect(r,
			fz_expand_rect(b.rect, JOIN * em)))) {
			break;
		}
		b.last = i;
		b.words += s->sense[i] == AUDIT_SENSE_WORD;
		b.weak += s->sense[i] == AUDIT_SENSE_WEAK;
		b.letters += s->sense[i] != AUDIT_SENSE_NONE ? s->letters[i]
							     : 0;
		b.beside = b.beside || is_beside_ink(s, i);
		b.rect = fz_union_rect(b.rect, r);
	}
	return b;
}

/* Words are to be words before anybody is alarmed. */
static bool is_read(const struct scan *s, const struct bunch *b, bool blank)
{
	bool some = b->words >= 2 ||
	    (b->words + b->weak >= WEAK_LEAST && b->words > 0 &&
		b->letters >= LETTERS_LEAST);
	bool one = b->words == 1 && b->beside;

	return blank
	    ? fits(s) && (some || one)
	    : is_level(s) && (some || (one && s->on_ink >= WORDS_LEAST));
}

/* What comes after knows that these are covered. */
static void mark(struct scan *s, const struct bunch *b, uint32_t cover)
{
	struct ic_veiled *v = &s->p->veiled;

	for (size_t i = b->first; i <= b->last; i++) {
		const struct ic_word *w = &s->words.at[i];

		for (uint32_t k = 0; k < w->n; k++) {
			v->cover[s->words.glyphs[w->first + k].index] =
			    (uint8_t)cover;
		}
	}
}

static void tell(struct scan *s, const struct bunch *b, bool blank)
{
	struct ic_finding_item f = { .kind = IC_FINDING_COVERED_TEXT,
		.severity = IC_SEVERITY_ERROR,
		.cover = blank ? IC_COVER_BLANK : IC_COVER_SCAN };
	struct ic_buf text = { .max = IC_FINDING_TEXT_MAX };
	fz_context *ctx = s->a->doc.mu.ctx;

	fz_var(text);
	mark(s, b, f.cover);
	fz_try(ctx) {
		if (s->a->job.words) {
			audit_words_text(&s->p->glyphs, &s->words, b->first,
			    b->last, &text);
			f.text = text.failed ? NULL : ic_buf_str(&text);
		}
		audit_add_at(s->a, s->p, f, b->rect);
	}
	fz_always(ctx) {
		ic_buf_finish(&text);
	}
	fz_catch(ctx) {
		fz_rethrow(ctx);
	}
}

static void look(struct scan *s)
{
	fz_context *ctx = s->a->doc.mu.ctx;
	size_t n;

	ic_words_group(ctx, &s->p->glyphs, IC_WORDS_ALL, &s->words);
	n = s->words.n;
	s->look = fz_calloc(ctx, n + 1, 1);
	s->sense = fz_calloc(ctx, n + 1, 1);
	s->letters = fz_calloc(ctx, n + 1, 1);
	s->paper = audit_paper(s->p->seen);
	for (size_t i = 0; i < n; i++) {
		look_at_word(s, i);
	}
	look_at_gaps(s);
	for (size_t i = 0; i < n; i++) {
		bool blank = s->look[i] == AUDIT_PLACE_BLANK;
		struct bunch b;

		if (!blank && s->look[i] != AUDIT_PLACE_BAR) {
			continue;
		}
		b = bunch_from(s, i);
		if (is_read(s, &b, blank)) {
			tell(s, &b, blank);
		}
		i = b.last;
	}
}

/* True if there is a glyph that nobody sees. */
static bool has_layer(const struct audit_page *p)
{
	for (size_t i = 0; i < p->glyphs.n; i++) {
		if (is_unpainted(p, (uint32_t)i)) {
			return true;
		}
	}
	return false;
}

void audit_scan_words(struct audit *a, struct audit_page *p,
    const struct ic_ink *ink)
{
	struct scan s = { .a = a, .p = p, .ink = ink };
	fz_context *ctx = a->doc.mu.ctx;

	if (ink->npictures == 0 || !has_layer(p)) {
		return;
	}
	fz_var(s);
	fz_try(ctx) {
		look(&s);
	}
	fz_always(ctx) {
		ic_words_finish(ctx, &s.words);
		fz_free(ctx, s.look);
		fz_free(ctx, s.sense);
		fz_free(ctx, s.letters);
	}
	fz_catch(ctx) {
		fz_rethrow(ctx);
	}
}
