/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What people read first: a read-me for each folder, and a letter for those
 * who get one. Addresses and signatures are left blank.
 */
#include <stdio.h>
#include <string.h>

#include "core/letter.h"
#include "package_priv.h"

struct count {
	size_t files;
	uint64_t pages;
};

/* The index of disputed pages goes where they go, and is no copy. */
static bool is_cover(const struct pack_file *f)
{
	return f->item == IC_ITEM_DISPUTED && !f->of;
}

static size_t count_covers(const struct pack *p)
{
	size_t n = 0;

	for (size_t i = 0; i < p->nfiles; i++) {
		n += is_cover(&p->files[i]) && pack_gets(p, &p->files[i]);
	}
	return n;
}

static struct count count_of(const struct pack *p, enum ic_item item)
{
	struct count c = { 0 };

	for (size_t i = 0; i < p->nfiles; i++) {
		const struct pack_file *f = &p->files[i];

		if (f->item == item && pack_gets(p, f) && !is_cover(f)) {
			c.files++;
			c.pages += f->pages;
		}
	}
	return c;
}

static const char *plural(uint64_t n)
{
	return n == 1 ? "" : "s";
}

/* Each item that is enclosed, and how much of it. */
static void list_items(const struct pack *p, struct ic_buf *out)
{
	for (unsigned i = 0; i < IC_ITEM_COUNT; i++) {
		enum ic_item item = (enum ic_item)i;
		struct count c = count_of(p, item);

		if (c.files && c.pages) {
			ic_letter_item(out, "%s: %zu file%s, %llu page%s",
			    ic_item_word(item), c.files, plural(c.files),
			    (unsigned long long)c.pages, plural(c.pages));
		} else if (c.files) {
			ic_letter_item(out, "%s: %zu file%s",
			    ic_item_word(item), c.files, plural(c.files));
		}
	}
	if (count_covers(p)) {
		ic_letter_item(out, "index of the pages in dispute: %zu file%s",
		    count_covers(p), plural(count_covers(p)));
	}
	if (pack_may(p, IC_ITEM_LOAD_FILE) &&
	    count_of(p, IC_ITEM_REDACTED).files) {
		ic_letter_item(out, "%s: one for each volume, in DATA",
		    ic_item_word(IC_ITEM_LOAD_FILE));
	}
	if (pack_may(p, IC_ITEM_PUBLIC_LOG)) {
		ic_letter_item(out, "%s", ic_item_word(IC_ITEM_PUBLIC_LOG));
	}
	ic_buf_putc(out, '\n');
}

static void say_volumes(const struct pack *p, struct ic_buf *out)
{
	char first[IC_PROFILE_VOLUME_MAX + 1], last[IC_PROFILE_VOLUME_MAX + 1];

	if (p->nvolumes == 0) {
		return;
	}
	ic_profile_volume(p->volume, 0, first);
	ic_profile_volume(p->volume, p->nvolumes - 1, last);
	if (p->nvolumes == 1) {
		ic_letter_paragraph(out, "Volume: %s.", first);
	} else {
		ic_letter_paragraph(out,
		    "Volumes: %s to %s, %lu of them. Send each by itself: "
		    "together they are more than one volume or e-mail may be.",
		    first, last, (unsigned long)p->nvolumes);
	}
}

static const char *mark_of(enum ic_kind kind)
{
	switch (kind) {
	case IC_KIND_WITHHELD:
		return " (withheld)";
	case IC_KIND_NATIVE:
		return " (native file)";
	case IC_KIND_UNREADABLE:
		return " (could not be read)";
	default:
		return "";
	}
}

/* Each document, on a line of its own; or those of another kind. */
static void list_ranges(const struct pack *p, enum ic_kind kind,
    struct ic_buf *out)
{
	for (size_t i = 0; i < pack_ndocuments(p); i++) {
		const struct ic_manifest_document *d = &pack_documents(p)[i];
		bool many = strcmp(d->begin, d->end) != 0;

		if (kind == IC_KIND_DOCUMENT || d->kind == kind) {
			ic_letter_item(out, "%s%s%s%s", d->begin,
			    many ? " - " : "", many ? d->end : "",
			    kind == IC_KIND_DOCUMENT ? mark_of(d->kind) : "");
		}
	}
	ic_buf_putc(out, '\n');
}

static size_t count_kind(const struct pack *p, enum ic_kind kind)
{
	size_t n = 0;

	for (size_t i = 0; i < pack_ndocuments(p); i++) {
		n += pack_documents(p)[i].kind == kind;
	}
	return n;
}

/* Other documents of the production may be in no set or in another. */
static bool is_whole(const struct pack *p)
{
	const struct ic_manifest *m = p->v.m;

	return !m->partial && !m->disputed_only && m->nreplaces == 0;
}

static void say_withheld(const struct pack *p, struct ic_buf *out)
{
	size_t n = count_kind(p, IC_KIND_WITHHELD);
	size_t unread = count_kind(p, IC_KIND_UNREADABLE);

	if (n == 0) {
		ic_letter_paragraph(out, "%s",
		    is_whole(p) ? "No document is withheld."
				: "No document of this set is withheld; of the "
				  "others of the production this set does not "
				  "tell.");
	} else {
		ic_letter_paragraph(out,
		    "Withheld, with a slip sheet in the place of each (%zu):",
		    n);
		list_ranges(p, IC_KIND_WITHHELD, out);
	}
	if (unread) {
		ic_letter_paragraph(out,
		    "These could not be read; a slip sheet stands in the place "
		    "of each (%zu):",
		    unread);
		list_ranges(p, IC_KIND_UNREADABLE, out);
	}
}

/* A placeholder bears the hash of its file: who gets none gets no other. */
static void say_natives(const struct pack *p, struct ic_buf *out)
{
	size_t n = count_kind(p, IC_KIND_NATIVE);

	if (n && !pack_may(p, IC_ITEM_PLACEHOLDER)) {
		ic_letter_paragraph(out,
		    "Native files and their placeholders are not enclosed "
		    "(%zu):",
		    n);
		list_ranges(p, IC_KIND_NATIVE, out);
	}
}

static void say_partial(const struct pack *p, struct ic_buf *out)
{
	struct ic_buf replaces = { 0 };

	ic_log_volume(p->v.m, &replaces);
	if (replaces.len) {
		ic_letter_paragraph(out, "%s", ic_buf_str(&replaces));
	}
	out->failed |= replaces.failed;
	ic_buf_finish(&replaces);
	if (p->v.m->partial) {
		ic_letter_paragraph(out,
		    "PARTIAL: not all documents of the production are in this "
		    "set.");
	}
}

static bool encloses_unredacted(const struct pack *p)
{
	return count_of(p, IC_ITEM_PROPOSED).files ||
	    count_of(p, IC_ITEM_DISPUTED).files ||
	    count_of(p, IC_ITEM_REFERENCE).files;
}

static void warn_reader(const struct pack *p, struct ic_buf *out)
{
	switch (p->audience) {
	case IC_AUDIENCE_PUBLIC:
		ic_letter_paragraph(out,
		    "DO NOT FILE THIS BEFORE THE COURT'S APPROVAL. No document "
		    "is sealed, and none is filed with redactions, without an "
		    "order.");
		break;
	case IC_AUDIENCE_COURT:
		if (encloses_unredacted(p)) {
			ic_letter_paragraph(out,
			    "FOR IN CAMERA REVIEW. The files in UNREDACTED "
			    "show what the redactions cover. They are not for "
			    "the docket, and not for anyone but %s.",
			    ic_policy_may(p->service, IC_ITEM_PROPOSED,
				IC_AUDIENCE_OPPOSING)
				? "the court and the parties"
				: "the court");
		}
		break;
	default:
		if (encloses_unredacted(p)) {
			ic_letter_paragraph(out,
			    "The files in UNREDACTED show what the redactions "
			    "cover. Whoever gets them is bound by the "
			    "protective order.");
		}
		break;
	}
}

/* If it repeats a word that a box covers, whoever writes fills it in. */
static const char *matter(const struct pack *p)
{
	return p->v.m->headed && p->v.m->matter[0]
	    ? p->v.m->matter
	    : "______________________________";
}

/* Of what others get nothing is told. */
static bool has_parts(const struct pack *p)
{
	for (size_t i = 0; i < p->nfiles; i++) {
		if (p->files[i].part && pack_gets(p, &p->files[i])) {
			return true;
		}
	}
	return false;
}

bool pack_readme(struct pack *p, struct ic_buf *out)
{
	ic_letter_paragraph(out, "%s", p->v.m->headed ? p->v.m->matter : "");
	ic_letter_paragraph(out, "This folder: %s",
	    ic_audience_word(p->audience));
	warn_reader(p, out);
	say_partial(p, out);
	ic_letter_paragraph(out, "What is in it:");
	list_items(p, out);
	say_volumes(p, out);
	say_natives(p, out);
	ic_letter_paragraph(out,
	    "INDEX.html and INDEX.csv list the documents. SHA256SUMS lists "
	    "every file of this folder; \"sha256sum -c SHA256SUMS\" compares "
	    "them.");
	if (has_parts(p)) {
		ic_letter_paragraph(out,
		    "Documents over %llu bytes are in parts, each named by its "
		    "own numbers.",
		    (unsigned long long)p->profile.limit_bytes);
	}
	ic_letter_paragraph(out, "Made for: %s", p->profile.title);
	ic_letter_paragraph(out, "Rule: %s. Read on %s: %s", p->profile.rule,
	    p->profile.date, p->profile.source);
	ic_letter_paragraph(out, "%s", p->profile.check);
	if (p->audience == IC_AUDIENCE_COURT) {
		ic_letter_paragraph(out,
		    "The letter leaves the address blank: ask the courtroom "
		    "deputy, and see the rule for the manner.");
	}
	ic_letter_paragraph(out, "%s", pack_limit(p));
	return ic_buf_check(out, "the read-me", &p->v.err);
}

static void say_unredacted(const struct pack *p, struct ic_buf *out)
{
	bool has = encloses_unredacted(p);

	if (p->audience == IC_AUDIENCE_COURT && has) {
		ic_letter_paragraph(out,
		    "The unredacted copies are for in camera review. Each says "
		    "so in its name and on its pages.");
	} else if (p->audience == IC_AUDIENCE_OPPOSING) {
		ic_letter_paragraph(out, "Unredacted copies are %senclosed.",
		    has ? "" : "not ");
	}
}

static void sign(struct ic_buf *out)
{
	ic_letter_paragraph(out, "Respectfully,");
	ic_letter_blank(out, "Signature:");
	ic_letter_blank(out, "Name:");
	ic_letter_blank(out, "Bar number:");
	ic_letter_blank(out, "Attorney for:");
	ic_letter_blank(out, "Date:");
}

bool pack_transmittal(struct pack *p, struct ic_buf *out)
{
	bool court = p->audience == IC_AUDIENCE_COURT;
	const char *to = court ? p->profile.to : "Counsel for the other side";
	size_t n = pack_ndocuments(p);

	ic_letter_paragraph(out, "LETTER OF TRANSMITTAL");
	ic_letter_paragraph(out, "To: %s",
	    *to ? to : "______________________________");
	ic_letter_blank(out, "Address:");
	ic_buf_putc(out, '\n');
	ic_letter_paragraph(out, "Re: %s", matter(p));
	ic_letter_paragraph(out, "%s",
	    court ? p->profile.court : p->profile.opposing);
	say_partial(p, out);
	say_volumes(p, out);
	ic_letter_paragraph(out, "Enclosed:");
	list_items(p, out);
	say_unredacted(p, out);
	say_natives(p, out);
	say_withheld(p, out);
	ic_letter_paragraph(out, "Documents (%zu), by their Bates numbers:", n);
	list_ranges(p, IC_KIND_DOCUMENT, out);
	ic_letter_paragraph(out,
	    "SHA256SUMS, which is enclosed, has the hash of each file.");
	sign(out);
	return ic_buf_check(out, "the letter of transmittal", &p->v.err);
}
