/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/finding.h"

#include <stdlib.h>
#include <string.h>

#include "core/reason.h"

struct kind {
	const char *word, *what, *todo;
	enum ic_finding_group group;
};

static const struct kind kinds[] = {
#define IC_X(name, word, group, what, todo) \
	{ word, what, todo, IC_FINDING_GROUP_##group },
	IC_FINDING_KINDS(IC_X)
#undef IC_X
};

static const char *const severities[] = {
#define IC_X(name, word) word,
	IC_SEVERITIES(IC_X)
#undef IC_X
};

static const char *const group_words[] = {
#define IC_X(name, word, heading) word,
	IC_FINDING_GROUPS(IC_X)
#undef IC_X
};

static const char *const group_headings[] = {
#define IC_X(name, word, heading) heading,
	IC_FINDING_GROUPS(IC_X)
#undef IC_X
};

static const char *const cover_words[] = {
#define IC_X(name, word, phrase) word,
	IC_COVERS(IC_X)
#undef IC_X
};

static const char *const cover_phrases[] = {
#define IC_X(name, word, phrase) phrase,
	IC_COVERS(IC_X)
#undef IC_X
};

static const char *const place_words[] = {
#define IC_X(name, word, phrase) word,
	IC_FINDING_PLACES(IC_X)
#undef IC_X
};

static const char *const place_phrases[] = {
#define IC_X(name, word, phrase) phrase,
	IC_FINDING_PLACES(IC_X)
#undef IC_X
};

static const char *const details[] = {
#define IC_X(name, sentence) sentence,
	IC_FINDING_DETAILS(IC_X)
#undef IC_X
};

const char *ic_severity_word(uint32_t severity)
{
	return severity < IC_SEVERITY_COUNT ? severities[severity] : "unknown";
}

const char *ic_finding_word(uint32_t kind)
{
	return kind < IC_FINDING_KIND_COUNT ? kinds[kind].word : "unknown";
}

const char *ic_finding_what(uint32_t kind)
{
	return kind < IC_FINDING_KIND_COUNT ? kinds[kind].what : "unknown";
}

const char *ic_finding_todo(uint32_t kind)
{
	return kind < IC_FINDING_KIND_COUNT ? kinds[kind].todo : "unknown";
}

enum ic_finding_group ic_finding_group_of(uint32_t kind)
{
	return kind < IC_FINDING_KIND_COUNT ? kinds[kind].group
					    : IC_FINDING_GROUP_READING;
}

const char *ic_finding_group_word(enum ic_finding_group g)
{
	return g < IC_FINDING_GROUP_COUNT ? group_words[g] : "unknown";
}

const char *ic_finding_group_heading(enum ic_finding_group g)
{
	return g < IC_FINDING_GROUP_COUNT ? group_headings[g] : "unknown";
}

const char *ic_cover_word(uint32_t cover)
{
	return cover < IC_COVER_COUNT ? cover_words[cover] : "unknown";
}

const char *ic_place_word(uint32_t place)
{
	return place < IC_PLACE_COUNT ? place_words[place] : "unknown";
}

/* A clause of a sentence that has begun at `from`. */
static void begin_clause(struct ic_buf *out, size_t from, const char *between)
{
	if (out->len > from) {
		ic_buf_puts(out, between);
	}
}

/* The detail, with the number in the place of its one %u. */
static void add_detail(const struct ic_finding_item *f, struct ic_buf *out)
{
	const char *s = details[f->detail], *mark = strstr(s, "%u");

	if (mark) {
		ic_buf_add(out, s, (size_t)(mark - s));
		ic_buf_printf(out, "%u", (unsigned)f->number);
		s = mark + 2;
	}
	ic_buf_puts(out, s);
}

static bool has_reason(const struct ic_finding_item *f)
{
	return f->detail == IC_DETAIL_NONE &&
	    ic_finding_group_of(f->kind) == IC_FINDING_GROUP_READING &&
	    f->number > IC_REASON_NONE && f->number < IC_REASON_COUNT;
}

/* A spec is where the reason's own sentence sends for a password. */
static void add_reason(const struct ic_finding_item *f, struct ic_buf *out)
{
	enum ic_reason why = (enum ic_reason)f->number;

	ic_buf_puts(out, "it ");
	ic_buf_puts(out,
	    why == IC_REASON_PASSWORD
		? "needs a password: give it with --password-file"
		: ic_reason_sentence(why));
}

bool ic_finding_more(const struct ic_finding_item *f, struct ic_buf *out)
{
	size_t from = out->len;

	if (f->cover > IC_COVER_NONE && f->cover < IC_COVER_COUNT) {
		ic_buf_puts(out, cover_phrases[f->cover]);
	}
	if (f->place > IC_PLACE_NONE && f->place < IC_PLACE_COUNT) {
		begin_clause(out, from, ", ");
		ic_buf_puts(out, place_phrases[f->place]);
	}
	if (f->detail > IC_DETAIL_NONE && f->detail < IC_DETAIL_COUNT) {
		begin_clause(out, from, "; ");
		add_detail(f, out);
	} else if (has_reason(f)) {
		begin_clause(out, from, "; ");
		add_reason(f, out);
	}
	return !out->failed;
}

bool ic_finding_sentence(const struct ic_finding_item *f, struct ic_buf *out)
{
	bool place = f->cover != IC_COVER_NONE || f->place != IC_PLACE_NONE;
	size_t from;

	ic_buf_puts(out, ic_finding_what(f->kind));
	from = out->len;
	ic_buf_puts(out, place || has_reason(f) ? ": " : "; ");
	if (!place && !has_reason(f) && f->detail == IC_DETAIL_NONE) {
		out->len = from;
	}
	return ic_finding_more(f, out);
}

uint32_t ic_findings_count(const struct ic_findings *list,
    enum ic_severity severity)
{
	uint32_t n = 0;

	for (uint32_t i = 0; i < list->n; i++) {
		n += list->at[i].severity == severity;
	}
	return n;
}
