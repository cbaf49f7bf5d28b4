/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What `audit` finds in a PDF. A sandboxed child (IC_ROLE_AUDIT) looks and
 * writes the bytes below; ic_findings_load() reads them in the parent, which
 * believes nothing of them: numbers in their range, rectangles of bounded size,
 * texts of one bounded line that says what it shows.
 *
 * Rectangles are milli-points of their page as displayed, origin top left. What
 * is found off the page lies off it, so a rectangle may leave its page and have
 * negative edges.
 *
 * A text is the document's: words under a cover, or the last characters of an
 * identifier. The child writes the first only if it was asked to
 * (core/audit_job.h). It goes to where the person who asked wants it, and is
 * never logged.
 */
#ifndef IC_CORE_FINDING_H
#define IC_CORE_FINDING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"
#include "core/rect.h"

#define IC_FINDINGS_MAX 100000                    /* of a document */
#define IC_FINDINGS_BYTES_MAX ((size_t)128 << 20) /* of a child's file */
#define IC_FINDING_TEXT_MAX 4096                  /* bytes */
#define IC_FINDING_LAST_MAX 4 /* characters of an identifier that are told */
#define IC_FINDING_NO_PAGE UINT32_MAX
#define IC_FINDING_NO_STEP UINT32_MAX

/* X(NAME, "word"): worst first */
#define IC_SEVERITIES(X) \
	X(ERROR, "error") \
	X(WARNING, "warning") \
	X(NOTICE, "notice")

enum ic_severity {
#define IC_X(name, word) IC_SEVERITY_##name,
	IC_SEVERITIES(IC_X)
#undef IC_X
	    IC_SEVERITY_COUNT
};

/* X(NAME, "word", "heading of a report"): what a kind is about */
#define IC_FINDING_GROUPS(X) \
	X(READING, "reading", "What could not be looked at") \
	X(COVER, "cover", "Content that the page does not show") \
	X(HIDDEN, "hidden", "Data beside the pages") \
	X(PRIVACY, "privacy", "Personal data") \
	X(FILING, "filing", "What a court may not accept")

enum ic_finding_group {
#define IC_X(name, word, heading) IC_FINDING_GROUP_##name,
	IC_FINDING_GROUPS(IC_X)
#undef IC_X
	    IC_FINDING_GROUP_COUNT
};

/*
 * X(NAME, "word", GROUP, "what it is", "what to do"): the kinds, which
 * incamera(1) documents. The words are a contract: --json prints them.
 */
#define IC_FINDING_KINDS(X) \
	X(UNREADABLE, "unreadable", READING, "the file cannot be read", \
	    "look whether its name is right; if so, have it made again") \
	X(PAGE_UNREADABLE, "page-unreadable", READING, \
	    "the page cannot be read", \
	    "do not file it; have the page made again") \
	X(INCOMPLETE, "incomplete", READING, "not all of it was looked at", \
	    "look at the rest by eye, or have the file made again") \
	X(COVERED_TEXT, "covered-text", COVER, \
	    "text that can be copied lies under a cover", \
	    "redact it: the cover hides it from the eye alone") \
	X(COVERED_IMAGE, "covered-image", COVER, \
	    "a picture lies whole under a cover", \
	    "redact it: the cover can be taken off the picture") \
	X(COVERED_DRAWING, "covered-drawing", COVER, \
	    "a drawing lies whole under a cover", \
	    "redact it: the cover can be taken off the drawing") \
	X(UNAPPLIED_REDACTION, "unapplied-redaction", COVER, \
	    "a redaction is marked, and was never applied", \
	    "redact it: what it marks is all still there") \
	X(CROSSED_TEXT, "crossed-text", COVER, \
	    "text is crossed out, and can be read and copied", \
	    "redact it if it is not to be read") \
	X(INVISIBLE_TEXT, "invisible-text", COVER, \
	    "invisible text says something other than the page", \
	    "redact it, or have the text recognized anew") \
	X(CLIPPED_TEXT, "clipped-text", COVER, \
	    "text is clipped away, and can be copied", \
	    "redact it, or take it out where the page was made") \
	X(CROPPED_TEXT, "cropped-text", COVER, \
	    "text lies outside the part of the page that is shown", \
	    "redact it: the crop can be undone") \
	X(OFF_PAGE_TEXT, "off-page-text", COVER, "text lies off the page", \
	    "redact it: it can be found and copied") \
	X(CROPPED_IMAGE, "cropped-image", COVER, \
	    "a picture goes on outside what is shown of it", \
	    "redact it: the rest of the picture is in the file") \
	X(HIDDEN_LAYER, "hidden-layer", COVER, \
	    "a layer holds what is not shown", \
	    "redact it: a reader can switch the layer on") \
	X(HUGGING_BOX, "hugging-box", COVER, \
	    "a box is as wide as the word that it covers", \
	    "pad it: a width tells which words fit") \
	X(REMOVED_WIDTH, "removed-width", COVER, \
	    "the width of removed text is stated", \
	    "redact the page by drawing: the width tells which words fit") \
	X(REPEATED_TEXT, "repeated-text", HIDDEN, \
	    "what is covered on a page is said again elsewhere", \
	    "redact by drawing, which leaves all of this behind") \
	X(EARLIER_REVISION, "earlier-revision", HIDDEN, \
	    "the file holds an earlier revision of itself", \
	    "redact it, or write the file anew: the earlier one can be had") \
	X(BYTES_OUTSIDE, "bytes-outside", HIDDEN, \
	    "bytes stand before the file's start or after its end", \
	    "write the file anew") \
	X(ORPHAN, "orphan", HIDDEN, \
	    "the file holds objects that nothing refers to", \
	    "write the file anew") \
	X(INFORMATION, "information", HIDDEN, \
	    "the file says who made it, with what, or of what", \
	    "look whether the names may be told") \
	X(PRIVATE_DATA, "private-data", HIDDEN, \
	    "the program that made the file kept data of its own in it", \
	    "write the file anew") \
	X(THUMBNAIL, "thumbnail", HIDDEN, \
	    "a small picture of the page is stored beside it", \
	    "write the file anew: it may show the page as it was") \
	X(LINK, "link", HIDDEN, "a link leads out of the file", \
	    "look whether its address may be told") \
	X(ATTACHMENT, "attachment", HIDDEN, "a file is attached", \
	    "take it out, or look through it as well") \
	X(FORM_DATA, "form-data", HIDDEN, \
	    "a form holds values that the page does not show", \
	    "redact it, or print the form to a new file") \
	X(SCRIPT, "script", HIDDEN, "the file holds a program", "take it out") \
	X(ACTION, "action", HIDDEN, "the file does something when opened", \
	    "take it out") \
	X(ALTERNATE_TEXT, "alternate-text", HIDDEN, \
	    "text for readers aloud or for copying is not what is shown", \
	    "look at it; redaction by drawing leaves it behind") \
	X(IMAGE_METADATA, "image-metadata", HIDDEN, \
	    "a picture says where, when or with what it was taken", \
	    "redact by drawing, which leaves it behind") \
	X(IMAGE_ALTERNATE, "image-alternate", HIDDEN, \
	    "a picture has another version of itself", \
	    "redact by drawing, which leaves it behind") \
	X(COMMENT, "comment", HIDDEN, "a comment is attached to the page", \
	    "take it out if it is not to be read") \
	X(SOCIAL_SECURITY, "social-security-number", PRIVACY, \
	    "check: this may be a social-security number in full", \
	    "leave the last four digits only (Fed. R. Civ. P. 5.2(a)(1))") \
	X(TAXPAYER, "taxpayer-number", PRIVACY, \
	    "check: this may be a taxpayer's number in full", \
	    "leave the last four digits only (Fed. R. Civ. P. 5.2(a)(1))") \
	X(BIRTH_DATE, "birth-date", PRIVACY, \
	    "check: this may be a birth date in full", \
	    "leave the year only (Fed. R. Civ. P. 5.2(a)(2))") \
	X(MINOR, "minor-name", PRIVACY, \
	    "check: a name of your list of minors is on the page", \
	    "leave the initials only (Fed. R. Civ. P. 5.2(a)(3))") \
	X(ACCOUNT, "account-number", PRIVACY, \
	    "check: this may be a financial account's number in full", \
	    "leave the last four digits only (Fed. R. Civ. P. 5.2(a)(4))") \
	X(HOME_ADDRESS, "home-address", PRIVACY, \
	    "check: this may be a home address", "ask whether it may be told") \
	X(PHONE, "phone-number", PRIVACY, \
	    "check: this may be a telephone number", \
	    "ask whether it may be told") \
	X(EMAIL, "e-mail-address", PRIVACY, \
	    "check: this may be an e-mail address", \
	    "ask whether it may be told") \
	X(LICENSE, "license-number", PRIVACY, \
	    "check: this may be a driver's license number", \
	    "ask whether it may be told") \
	X(FILE_SIZE, "file-size", FILING, \
	    "the file is larger than the court takes", \
	    "split it, or have scans of fewer dots an inch") \
	X(ENCRYPTED, "encrypted", FILING, "the file is encrypted", \
	    "write it without a password or permissions") \
	X(ACTIVE_CONTENT, "active-content", FILING, \
	    "the file holds what a court's system refuses to take", \
	    "print it to a new file") \
	X(FONT_NOT_EMBEDDED, "font-not-embedded", FILING, \
	    "a font is not in the file, so others see other letters", \
	    "make the file with all fonts embedded") \
	X(PAGE_SIZE, "page-size", FILING, "the page's size is not accepted", \
	    "print it on a page of the size that is asked for") \
	X(NO_TEXT, "no-text", FILING, \
	    "the page is a picture without text that can be searched", \
	    "have its text recognized") \
	X(STRUCTURE, "broken-structure", FILING, \
	    "the file is damaged, and each reader mends it in its own way", \
	    "write the file anew")

enum ic_finding_kind {
#define IC_X(name, word, group, what, todo) IC_FINDING_##name,
	IC_FINDING_KINDS(IC_X)
#undef IC_X
	    IC_FINDING_KIND_COUNT
};

/* X(NAME, "word", "under a black bar"): what hides it. NONE: nothing does. */
#define IC_COVERS(X) \
	X(NONE, "none", "") \
	X(DARK, "dark-fill", "under a dark shape") \
	X(WHITE, "white-fill", "under a white shape") \
	X(COLOR, "coloured-fill", "under a coloured shape") \
	X(STROKE, "stroke", "under thick or hatched lines") \
	X(IMAGE, "image", "under a picture") \
	X(SHADING, "shading", "under a shading") \
	X(TILE, "pattern", "under a pattern") \
	X(TEXT, "text", "under other characters") \
	X(HIGHLIGHT, "highlight", "under a highlight too dark to read") \
	X(ANNOTATION, "annotation", "under an annotation") \
	X(BACKGROUND, "background", "in the colour of what it stands on") \
	X(SCAN, "scan", "in the text layer, where the scan shows a bar") \
	X(BLANK, "blank-scan", "in the text layer, where the scan is blank")

enum ic_cover {
#define IC_X(name, word, phrase) IC_COVER_##name,
	IC_COVERS(IC_X)
#undef IC_X
	    IC_COVER_COUNT
};

/* X(NAME, "word", "in a bookmark"): where in the file; NONE: on its page. */
#define IC_FINDING_PLACES(X) \
	X(NONE, "page", "") \
	X(INFO, "info", "in the document information") \
	X(XMP, "xmp", "in the XMP metadata") \
	X(OUTLINE, "outline", "in a bookmark") \
	X(DESTINATION, "destination", "in the name of a destination") \
	X(INDEX, "index", "in a word index") \
	X(LINK, "link", "in a link") \
	X(ATTACHMENT, "attachment", "in an attached file") \
	X(XFA, "xfa", "in an XFA form") \
	X(SCRIPT, "script", "in a script") \
	X(FIELD, "field", "in a form field") \
	X(ACTUAL_TEXT, "actual-text", "in /ActualText") \
	X(ALT, "alt", "in an alternate description") \
	X(ANNOTATION, "annotation", "in an annotation") \
	X(PIECE_INFO, "piece-info", "in /PieceInfo") \
	X(THUMBNAIL, "thumbnail", "in a thumbnail") \
	X(LAYER, "layer", "in a layer's name") \
	X(LABEL, "label", "in a page label") \
	X(STRUCTURE, "structure", "in the structure tree") \
	X(REVISION, "revision", "in an earlier revision") \
	X(ORPHAN, "orphan", "in an object that nothing refers to") \
	X(OUTSIDE, "outside", "in bytes outside the file's objects") \
	X(IMAGE, "image", "in a picture's own data") \
	X(FONT, "font", "in a font") \
	X(TEXT, "text", "in text that the page does not show") \
	X(OTHER, "other", "in another object")

enum ic_finding_place {
#define IC_X(name, word, phrase) IC_PLACE_##name,
	IC_FINDING_PLACES(IC_X)
#undef IC_X
	    IC_PLACE_COUNT
};

/*
 * X(NAME, "what is more to be said"): sentences of our own about a finding,
 * "; "-joined to what its kind says. NONE says nothing. `number` of the finding
 * is what %u stands for; of the kinds of the group READING it is an enum
 * ic_reason, whose sentence is said where there is no detail.
 */
#define IC_FINDING_DETAILS(X) \
	X(NONE, "") \
	X(IDENTIFIER, "it holds what looks like a personal identifier") \
	X(COVERED_WORD, "it holds a word that is covered on a page") \
	X(OWN_WORDS, "it has words that no page shows") \
	X(SAME_WORDS, "it says what the pages show") \
	X(PRINTS, "it is printed") \
	X(MANY, "there are %u of them") \
	X(UNPRINTED, "it is shown, and is not printed") \
	X(PICTURE, "it holds a picture") \
	X(DIFFERS, "it shows something else than the page") \
	X(DRAWING, "it holds a drawing") \
	X(NO_FILE, "there is no such file") \
	X(FORBIDDEN, "this account may not open it") \
	X(FOLDER, "it is a folder that cannot be listed") \
	X(REVISIONS, "it holds %u, and no page lost anything since") \
	X(SIGNED, "it holds %u, and a signature or form values came since") \
	X(OWNER_PASSWORD, "it opens without a password, with permissions") \
	X(USER_PASSWORD, "it opens with a password alone") \
	X(WORDS_GONE, "words that stood here are on no page now") \
	X(WORDS_BOXED, \
	    "words that stood here are on no page now, and a box is there") \
	X(INK_GONE, "what was drawn here is not what is drawn now") \
	X(INK_BOXED, "what was drawn here is gone, and a box is there") \
	X(PAGE_GONE, "a page that said it was taken out") \
	X(PICTURE_AMONG, "a picture is among %u of them") \
	X(CODED_AMONG, \
	    "text or a file that nothing here can read is among %u of them") \
	X(LEFTOVERS, "%u of them, without text or pictures of their own") \
	X(LENGTH_WRONG, "the length of a stream is not what it says") \
	X(KEY_TWICE, "a dictionary has a key twice") \
	X(OBJECT_LOST, "its table leads to where no object is") \
	X(OBJECT_OPEN, "an object has no end") \
	X(PAGES, "%u pages have this, of which this is the first") \
	X(LIMIT, "the limit is %u MB") \
	X(PAD, "pad it by %u points to each side, over the words beside it") \
	X(PAGES_CHANGED, "%u of its pages say something other there")

enum ic_finding_detail {
#define IC_X(name, sentence) IC_DETAIL_##name,
	IC_FINDING_DETAILS(IC_X)
#undef IC_X
	    IC_DETAIL_COUNT
};

struct ic_finding_item {
	uint32_t kind;       /* enum ic_finding_kind */
	uint32_t severity;   /* enum ic_severity */
	uint32_t page;       /* from 0; IC_FINDING_NO_PAGE: the whole file */
	struct ic_rect rect; /* empty: no place, or the whole page */
	uint32_t cover;      /* enum ic_cover */
	uint32_t place;      /* enum ic_finding_place */
	uint32_t detail;     /* enum ic_finding_detail */
	uint32_t number;     /* what `detail` or the kind counts; else 0 */
	const char *text;    /* see above; "" */
};

/* The findings of a document: by page, those of the file last. */
struct ic_findings {
	const struct ic_size *pages; /* displayed sizes, npages of them */
	uint32_t npages;
	struct ic_finding_item *at;
	uint32_t n;
	bool whole;    /* the child said that it had come to its end */
	uint32_t step; /* the last that it began, or NO_STEP: see below */
	struct ic_arena arena;
};

/* Static strings; "unknown" outside the list. */
const char *ic_severity_word(uint32_t severity);
const char *ic_finding_word(uint32_t kind);
const char *ic_finding_what(uint32_t kind);
const char *ic_finding_todo(uint32_t kind);
enum ic_finding_group ic_finding_group_of(uint32_t kind);
const char *ic_finding_group_word(enum ic_finding_group g);
const char *ic_finding_group_heading(enum ic_finding_group g);
const char *ic_cover_word(uint32_t cover);
const char *ic_place_word(uint32_t place);

/*
 * Append what the finding is, in one sentence of ours without a full stop and
 * without its text: "text that can be copied lies under a cover: under a dark
 * shape". False without memory.
 */
bool ic_finding_sentence(const struct ic_finding_item *f, struct ic_buf *out);

/* The same without what its kind is: "under a dark shape"; it may be "". */
bool ic_finding_more(const struct ic_finding_item *f, struct ic_buf *out);

/*
 * Write the child's file: the head; findings, in any order, a page's size
 * (ic_findings_put_page) before anything that lies on it; the end, with their
 * count. A step is said before it is done: a page by its index, then what is
 * of the document, from the count of pages on. So it is known what ended a
 * child that says no end.
 */
bool ic_findings_put_head(struct ic_buf *out, uint32_t npages);
bool ic_findings_put_page(struct ic_buf *out, uint32_t page,
    struct ic_size size);
bool ic_findings_put(struct ic_buf *out, const struct ic_finding_item *f);
bool ic_findings_put_step(struct ic_buf *out, uint32_t step);
bool ic_findings_put_end(struct ic_buf *out, uint32_t n);

/*
 * Read a child's file. One that stops between two records, or within one, is
 * good as far as it goes, and not `whole`: its child was ended. Identical
 * findings are one; they are sorted by page, then from top to bottom. IC_EBUG
 * if anything is off, IC_EENV without memory; then *out, which must be zeroed,
 * is zero. The bytes are copied.
 */
bool ic_findings_load(const uint8_t *bytes, size_t n, struct ic_findings *out,
    struct ic_error *err);

/*
 * Add what a further child found in the same document; `more` is then zero.
 * IC_EBUG if it is no such thing, IC_EENV without memory; then both stay.
 */
bool ic_findings_merge(struct ic_findings *list, struct ic_findings *more,
    struct ic_error *err);

/* Add one that the parent found; the text is copied. False: no memory. */
bool ic_findings_add(struct ic_findings *list, const struct ic_finding_item *f);

/* Wipe and forget those for which `drop` is true. */
typedef bool ic_finding_fn(const struct ic_finding_item *f);
void ic_findings_drop(struct ic_findings *list, ic_finding_fn *drop);

/* How many there are of a severity. */
uint32_t ic_findings_count(const struct ic_findings *list,
    enum ic_severity severity);

/* Wipe the texts, free all, return to the zero value. NULL is allowed. */
void ic_findings_finish(struct ic_findings *list);

#endif
