/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/annot_pick.h"

#include <string.h>
#include <strings.h>

#define WORD_MAX 32 /* no word of a type or colour is longer */

/* A part of the text, up to the next colon, without blanks at its ends. */
struct part {
	const char *at;
	size_t n;
};

static struct part trimmed(const char *at, size_t n)
{
	while (n > 0 && (at[0] == ' ' || at[0] == '\t')) {
		at++;
		n--;
	}
	while (n > 0 && (at[n - 1] == ' ' || at[n - 1] == '\t')) {
		n--;
	}
	return (struct part){ at, n };
}

static struct part next_part(const char **text)
{
	size_t n = strcspn(*text, ":");
	struct part p = trimmed(*text, n);

	*text += n + ((*text)[n] == ':');
	return p;
}

static bool is_any(struct part p)
{
	return p.n == 0 || (p.n == 1 && p.at[0] == '*');
}

static void word_of(struct part p, char out[WORD_MAX + 1])
{
	size_t n = p.n <= WORD_MAX ? p.n : 0;

	memcpy(out, p.at, n);
	out[n] = '\0';
}

static bool read_type(struct part p, struct ic_annot_pick *out)
{
	char word[WORD_MAX + 1];

	out->any_type = is_any(p);
	word_of(p, word);
	return out->any_type || ic_annot_type_parse(word, &out->type);
}

static bool read_color(struct part p, struct ic_annot_pick *out)
{
	char word[WORD_MAX + 1];

	word_of(p, word);
	if (is_any(p)) {
		out->tone = IC_TONE_ANY;
	} else if (strcasecmp(word, "none") == 0) {
		out->tone = IC_TONE_NONE;
	} else if (ic_rgb_parse(word, &out->rgb)) {
		out->tone = IC_TONE_EXACT;
	} else {
		out->tone = IC_TONE_HUE;
		return ic_hue_parse(word, &out->hue);
	}
	return true;
}

bool ic_annot_pick_parse(const char *text, struct ic_annot_pick *out,
    struct ic_error *err)
{
	struct ic_annot_pick p = { 0 };
	struct part author;

	if (*text == '\0') {
		return ic_fail(err, IC_EUSAGE,
		    "names no annotations: write TYPE[:COLOR[:AUTHOR]], as "
		    "highlight:yellow");
	}
	if (!read_type(next_part(&text), &p)) {
		return ic_fail(err, IC_EUSAGE,
		    "names a type that no annotation has: write redact, "
		    "highlight, underline, strikeout, squiggly, square, "
		    "circle, ink, line, polygon, polyline, freetext, text, "
		    "stamp, caret, file, other or *");
	}
	if (!read_color(next_part(&text), &p)) {
		return ic_fail(err, IC_EUSAGE,
		    "names a color that is none: write yellow, red, green, "
		    "blue, orange, pink, purple, cyan, black, gray, white, "
		    "none, one like #ffd100, or *");
	}
	author = trimmed(text, strlen(text));
	if (!is_any(author)) {
		p.author = author.at;
		p.nauthor = author.n;
	}
	*out = p;
	return true;
}

static bool meets_color(const struct ic_annot_pick *p, uint32_t color)
{
	switch (p->tone) {
	case IC_TONE_NONE:
		return color == IC_ANNOT_NO_COLOR;
	case IC_TONE_HUE:
		return color != IC_ANNOT_NO_COLOR && ic_hue_of(color) == p->hue;
	case IC_TONE_EXACT:
		return color == p->rgb;
	default:
		return true;
	}
}

static bool meets_author(const struct ic_annot_pick *p, const char *author)
{
	struct part a = trimmed(author, strlen(author));

	return p->nauthor == 0 ||
	    (a.n == p->nauthor && strncasecmp(a.at, p->author, a.n) == 0);
}

bool ic_annot_pick_meets(const struct ic_annot_pick *p,
    const struct ic_annot *a)
{
	return (p->any_type || p->type == a->type) &&
	    meets_color(p, a->color) && meets_author(p, a->author);
}

static int says(const struct ic_annot_pick *p)
{
	return 1 + !p->any_type + (p->tone != IC_TONE_ANY) + (p->nauthor > 0);
}

/* What the one that says most of it names; 0: none meets it. */
static int best(const struct ic_annot *a, const struct ic_annot_pick *list,
    size_t n)
{
	int most = 0;

	for (size_t i = 0; i < n; i++) {
		if (ic_annot_pick_meets(&list[i], a) && says(&list[i]) > most) {
			most = says(&list[i]);
		}
	}
	return most;
}

enum ic_annot_fate ic_annot_fate(const struct ic_annot *a,
    const struct ic_annot_pick *take, size_t ntake,
    const struct ic_annot_pick *leave, size_t nleave)
{
	int taken = best(a, take, ntake), left = best(a, leave, nleave);

	if (taken == 0 && left == 0) {
		return IC_FATE_OPEN;
	}
	return taken > left ? IC_FATE_TAKE
	    : left > taken  ? IC_FATE_LEAVE
			    : IC_FATE_BOTH;
}
