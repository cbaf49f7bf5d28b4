/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The text of a first spec. Its comments teach; CONFIRM marks a guess. */
#include <string.h>

#include "core/starter.h"

#define GUESS "DOC" /* a prefix that says that nobody has chosen one */

const char *ic_starter_csv(void)
{
	return "id,bates,file,page,x0,y0,x1,y1,code,description,note,"
	       "status\r\n";
}

bool ic_starter_quoted(struct ic_buf *out, const char *text)
{
	ic_buf_putc(out, '"');
	for (; *text; text++) {
		if ((unsigned char)*text < 0x20 || *text == 0x7f) {
			return false;
		}
		if (*text == '"' || *text == '\\') {
			ic_buf_putc(out, '\\');
		}
		ic_buf_putc(out, *text);
	}
	return ic_buf_putc(out, '"');
}

/* The prefix of the most documents; NULL: there is none. */
static const struct ic_starter_prefix *own(const struct ic_starter *s)
{
	const struct ic_starter_prefix *best = NULL;

	for (size_t i = 0; i < s->n; i++) {
		if (!best || s->at[i].n > best->n) {
			best = &s->at[i];
		}
	}
	return ic_starter_stamped(s) ? best : NULL;
}

static void put_bates(const struct ic_starter *s, struct ic_buf *out)
{
	const struct ic_starter_prefix *p = own(s);

	if (!p) {
		ic_buf_puts(out,
		    "# How new pages are numbered. CONFIRM: all of it is a "
		    "guess.\n"
		    "bates: { prefix: " GUESS ", digits: 6, start: 1 }\n\n");
		return;
	}
	ic_buf_puts(out,
	    "# How new pages are numbered; those of the documents below bear "
	    "their numbers.\n"
	    "bates: { prefix: ");
	ic_starter_quoted(out, p->name);
	ic_buf_printf(out, ", digits: %u, start: %llu }\n", p->digits,
	    (unsigned long long)p->high + 1);
	ic_buf_puts(out, "# All prefixes that occur.\nprefixes: [");
	for (size_t i = 0; i < s->n; i++) {
		ic_buf_puts(out, i ? ", " : "");
		ic_starter_quoted(out, s->at[i].name);
	}
	ic_buf_puts(out, "]\n\n");
}

/* What was seen of the numbers, for whoever is to confirm it. */
static void put_numbers(const struct ic_starter *s, struct ic_buf *out)
{
	if (!ic_starter_stamped(s)) {
		ic_buf_printf(out,
		    "# CONFIRM: %zu of the %zu documents seem to have a number "
		    "in %s.\n"
		    "# Pages that bear theirs need `bates:` and `stamped: "
		    "true`; these get new ones.\n",
		    s->nnumbered, s->ndocuments,
		    s->load ? "the load file" : "their names");
		return;
	}
	ic_buf_printf(out,
	    "# CONFIRM: each of the %zu documents has its number in %s,\n"
	    "# so that pages are taken to bear them:",
	    s->ndocuments, s->load ? "the load file" : "its name");
	for (size_t i = 0; i < s->n; i++) {
		const struct ic_starter_prefix *p = &s->at[i];

		ic_buf_printf(out, "%s %s%0*llu to %s%0*llu", i ? "," : "",
		    p->name, (int)p->digits, (unsigned long long)p->low,
		    p->name, (int)p->digits, (unsigned long long)p->high);
	}
	ic_buf_puts(out,
	    ".\n"
	    "# `plan` reads the pages and says where that is not so. Without\n"
	    "# stamped: true they get new numbers.\n");
}

static void put_seen(struct ic_starter *s, struct ic_buf *out)
{
	if (s->nnumbered) {
		put_numbers(s, out);
	}
	if (s->unnamed) {
		ic_buf_puts(out,
		    "# CONFIRM: no column is known to hold the first number; "
		    "if one does, name it\n"
		    "# by fields: { begbates: \"its name\" }. There are:\n# ");
		ic_buf_puts(out, ic_buf_str(&s->columns));
		ic_buf_putc(out, '\n');
	}
	if (s->cp1252) {
		ic_buf_puts(out,
		    "# CONFIRM encoding: the load file is not Unicode.\n");
	}
	if (s->dates && s->dates_guessed) {
		ic_buf_puts(out,
		    "# CONFIRM dates: month first is a guess; every date "
		    "allows both.\n");
	}
}

static bool put_documents(struct ic_starter *s, struct ic_buf *out)
{
	bool ok;

	put_seen(s, out);
	ic_buf_printf(out,
	    "documents:\n  - { %s: ", s->load ? "load" : "folder");
	ok = ic_starter_quoted(out, s->documents);
	if (s->cp1252) {
		ic_buf_puts(out, ", encoding: cp1252");
	}
	if (s->dates) {
		ic_buf_printf(out, ", dates: %s", s->dates);
	}
	ic_buf_printf(out, "%s }\n\n",
	    ic_starter_stamped(s) ? ", stamped: true" : "");
	return ok;
}

static const char codes[] =
    "# Why something is covered. A box bears the code, the log its text and "
    "basis.\n"
    "codes:\n"
    "  PII: { text: Personal identifier, basis: \"Fed. R. Civ. P. 5.2(a)\",\n"
    "    personal: true }\n"
    "  CONF: { text: Confidential information,\n"
    "    basis: \"CONFIRM: protective order, paragraph\" }\n"
    "  TS: { text: Trade secret or commercial information,\n"
    "    basis: \"Fed. R. Civ. P. 26(c)(1)(G)\" }\n"
    "  # What is covered under these is never shown to the other side.\n"
    "  # AC: { text: Attorney-client privilege, basis: CONFIRM,\n"
    "  #   privileged: true }\n"
    "  # WP: { text: Work product, basis: \"Fed. R. Civ. P. 26(b)(3)\",\n"
    "  #   privileged: true }\n\n";

static const char redactions[] =
    "# What is covered: a row each, in points from the top left corner of the "
    "page:\n"
    "#   ,COE000003,,,72,140,300,156,PII,home address,,\n"
    "# `description` is for the court and the other side; `note` is yours and "
    "is printed\n"
    "# nowhere. x0 may be: whole.\n";

bool ic_starter_spec(struct ic_starter *s, struct ic_buf *out,
    struct ic_error *err)
{
	bool ok;

	ic_buf_puts(out,
	    "# A first spec: see incamera-spec(5). What says CONFIRM is a "
	    "guess, or not known.\n"
	    "matter: \"CONFIRM: Plaintiff v. Defendant, No. 0:00-cv-00000 "
	    "(Court)\"\n\n");
	put_bates(s, out);
	ic_buf_puts(out,
	    "# A line that every page gets.\n"
	    "# legend: { text: CONFIDENTIAL - SUBJECT TO PROTECTIVE ORDER }\n"
	    "# Why the court is shown the documents: confidentiality or "
	    "privilege.\n"
	    "# service: confidentiality\n\n");
	ok = put_documents(s, out);
	ic_buf_puts(out, codes);
	ic_buf_puts(out, redactions);
	ic_buf_puts(out, "redactions_csv: ");
	ok = ic_starter_quoted(out, s->csv) && ok;
	ic_buf_puts(out, "\n");
	if (!ok) {
		return ic_fail(err, IC_ESPEC,
		    "the name of a file holds a control character, which no "
		    "spec can: rename it");
	}
	return ic_buf_check(out, "the spec", err);
}
