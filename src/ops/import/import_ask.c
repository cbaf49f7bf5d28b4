/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "import_priv.h"

/* What stands on the command line is the user's own to read. */
static bool parse_pick(struct import *m, const char *option, const char *all,
    const char *text, struct ic_annot_pick *out)
{
	return ic_annot_pick_parse(text, out, &m->p.run->err) ||
	    ic_fail_in(&m->p.run->err, "%s %.80s", option, all);
}

static bool parse_picks(struct import *m, const char *option,
    const char *const *text, size_t n, struct ic_annot_pick *out, size_t *nout)
{
	for (size_t i = 0; i < n; i++) {
		if (!parse_pick(m, option, text[i], text[i], &out[i])) {
			return false;
		}
	}
	*nout = n;
	return true;
}

/* The codes before a '=', or all of it; declared ones and nothing else. */
static bool parse_codes(struct import *m, const char *text, size_t len,
    struct import_code *out)
{
	struct ic_buf b = { 0 };
	char *words = ic_arena_strndup(&m->out->arena, text, len);
	bool ok = words && ic_codes_only(&m->p.run->spec, words, &b);

	out->codes = ok ? ic_arena_strdup(&m->out->arena, ic_buf_str(&b)) : "";
	ic_buf_finish(&b);
	if (!words || !out->codes) {
		return ic_fail(&m->p.err, IC_EENV, "out of memory");
	}
	return ok ||
	    ic_fail(&m->p.run->err, IC_ESPEC,
		"--code %s: the spec declares no such code: it must be one of "
		"its \"codes\", or some with commas between them, and perhaps "
		"= and what marks have it",
		words);
}

/* "PII", "PII=highlight:yellow" */
static bool parse_code(struct import *m, const char *text,
    struct import_code *out)
{
	const char *is = strchr(text, '=');

	out->all = !is;
	return parse_codes(m, text, is ? (size_t)(is - text) : strlen(text),
		   out) &&
	    (!is || parse_pick(m, "--code", text, is + 1, &out->pick));
}

static bool skip_wrong(struct import *m)
{
	return ic_fail(&m->p.run->err, IC_ESPEC,
	    "--skip takes page numbers of the file, from 1, like 1 or 1,5-6");
}

/* A number of a list; *t moves past it. */
static bool read_page(const char **t, uint32_t *out)
{
	uint32_t v = 0;
	const char *from = *t;

	for (; **t >= '0' && **t <= '9' && v <= IC_SLICE_PAGES_MAX; (*t)++) {
		v = v * 10 + (uint32_t)(**t - '0');
	}
	*out = v;
	return *t > from && v > 0 && v <= IC_SLICE_PAGES_MAX;
}

static bool parse_skips(struct import *m)
{
	const char *t = m->p.o->skip;
	uint32_t n = 1;

	if (!t) {
		return true;
	}
	for (const char *c = t; *c; c++) {
		n += *c == ',';
	}
	m->skips = calloc(n, sizeof(*m->skips));
	if (!m->skips) {
		return ic_fail(&m->p.err, IC_EENV, "out of memory");
	}
	for (uint32_t i = 0; i < n; i++) {
		struct ic_page_range *r = &m->skips[i];

		if (!read_page(&t, &r->first)) {
			return skip_wrong(m);
		}
		r->last = r->first;
		if (*t == '-' && (t++, !read_page(&t, &r->last))) {
			return skip_wrong(m);
		}
		if (r->last < r->first || (*t && *t != ',')) {
			return skip_wrong(m);
		}
		t += *t == ',';
		m->nskips++;
	}
	return true;
}

bool import_ask(struct import *m)
{
	static const char *const usual[] = { "redact" };
	const struct ic_options *o = m->p.o;
	const bool none = o->ntakes == 0;

	if (!parse_picks(m, "--take", none ? usual : o->takes,
		none ? 1 : o->ntakes, m->take, &m->ntake) ||
	    !parse_picks(m, "--leave", o->leaves, o->nleaves, m->leave,
		&m->nleave)) {
		return false;
	}
	for (size_t i = 0; i < o->ncoded; i++) {
		if (!parse_code(m, o->coded[i], &m->codes[m->ncodes++])) {
			return false;
		}
	}
	m->out->file = o->file;
	return parse_skips(m);
}
