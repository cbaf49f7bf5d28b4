/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Why a document is refused, and what is worth a warning: one list each, from
 * which messages, manifest words and the man page's tables are made. A child
 * sends the number; the parent prints our own sentence for it, never a string
 * of the child's.
 */
#ifndef IC_CORE_REASON_H
#define IC_CORE_REASON_H

#include <stdbool.h>

/* X(NAME, "word", "sentence that follows the file's name") */
#define IC_REASONS(X) \
	X(NONE, "none", "is done") \
	X(NOT_PDF, "not-pdf", "is not a PDF") \
	X(DAMAGED, "damaged", \
	    "is damaged beyond what can be read: ask for it again") \
	X(NO_PAGES, "no-pages", "has no page") \
	X(PAGE_TREE, "page-tree", \
	    "has a page tree that counts wrong, so that it cannot be split: save it anew as a PDF") \
	X(PART, "part", "is to have pages that its file does not have") \
	X(TOO_MANY_PAGES, "too-many-pages", \
	    "has more pages than this program accepts") \
	X(TOO_FULL, "too-full", \
	    "has a page with more characters than can be compared") \
	X(PASSWORD, "password", \
	    "needs a password: give it by password_file or password_env") \
	X(WRONG_PASSWORD, "wrong-password", \
	    "does not open with the password given") \
	X(PAGE_DAMAGED, "page-damaged", "has a page that cannot be read") \
	X(PAGE_SIZE, "page-size", "has a page with a size of no use") \
	X(MEMORY, "memory", "needs more memory than a document is given") \
	X(READ, "read", "cannot be read to its end") \
	X(WRITE, "write", \
	    "could not be written: the disk is full, or a limit on files (ulimit -f) is met") \
	X(GLYPH, "glyph", \
	    "is to bear a character that the built-in font does not have") \
	X(NO_ROOM, "no-room", \
	    "has a page too small for its number and legend") \
	X(JOB, "job", "met a mistake of this program: report it") \
	X(START, "start", \
	    "got no child that could begin: a limit of this machine is too low") \
	X(CRASH, "crash", "made its child process crash") \
	X(TIMEOUT, "timeout", "took longer than a document is given") \
	X(SYSCALL, "syscall", \
	    "made its child process leave its sandbox: do not trust it") \
	X(KILLED, "killed", "lost its child process to a signal") \
	X(REPLY, "reply", "made its child process reply with nonsense") \
	X(IMAGE_DAMAGED, "image-damaged", \
	    "has a picture file that is damaged or cut short: ask for it again") \
	X(IMAGE_KIND, "image-kind", \
	    "has a picture file of a kind that is not read: make it a PDF") \
	X(IMAGE_SIZE, "image-size", \
	    "has a picture file with more in it than a page is given") \
	X(IMAGE_PAGES, "image-pages", \
	    "has a picture file of several pages where one is said to be: name it by file, as a document") \
	X(SHEET, "sheet", \
	    "has more to say than its slip sheet holds: shorten it") \
	X(CHANGED, "changed", "changed while it was read") \
	X(OCR, "ocr", \
	    "cannot be read by --ocr: Tesseract or its data are not here") \
	X(STRICT, "strict", "has warnings, which --strict makes failures") \
	X(PROOF, "proof", "could not be proved clean") \
	X(TOO_MANY_MARKS, "too-many-annotations", \
	    "has more annotations, or larger ones, than this program accepts") \
	X(XFDF, "xfdf", \
	    "is no XFDF: no XML, of another kind, or with a DOCTYPE or stray marks")

enum ic_reason {
#define IC_X(name, word, sentence) IC_REASON_##name,
	IC_REASONS(IC_X)
#undef IC_X
	    IC_REASON_COUNT
};

/*
 * True if it is the document's own fault that it cannot be read: the same
 * bytes fail again. A want of this machine, and a mistake of this program, are
 * no such reasons.
 */
bool ic_reason_is_unreadable(enum ic_reason r);

/* X(NAME, "word", "sentence"): bit number = position in the list */
#define IC_NOTES(X) \
	X(REPAIRED, "repaired", \
	    "was repaired on reading: compare its pages with the original") \
	X(OWNER_PASSWORD, "owner-password", \
	    "is encrypted with an owner password only") \
	X(XFA, "xfa", "holds an XFA form: what is drawn is its static part") \
	X(SIGNATURE, "signature", \
	    "is signed: no signature survives redaction") \
	X(ATTACHMENTS, "attachments", \
	    "has files attached, which are not part of the output") \
	X(REDACT_ANNOT, "redact-annotation", \
	    "bears a /Redact annotation that was never applied") \
	X(DRAW_ERRORS, "draw-errors", \
	    "was drawn with errors: look at the page") \
	X(EMPTY_BOX, "empty-box", "has a box over nothing") \
	X(LOWER_DPI, "lower-dpi", \
	    "was drawn at a lower resolution because of its size") \
	X(SHRUNK, "shrunk", "was shrunk to make room for its endorsement") \
	X(PLATE, "plate", "bears its endorsement on a white plate") \
	X(NO_LABEL, "no-label", \
	    "has a box too small for its code, or no room for a mark's id") \
	X(STAMP_ASSERTED, "stamp-asserted", \
	    "bears a number that could not be compared") \
	X(STAMP_OTHER, "stamp-other", \
	    "bears another number than the one it is said to have") \
	X(STAMP_COVERED, "stamp-covered", \
	    "has its printed number under a box: it is endorsed again") \
	X(NO_BASIS, "no-basis", "is redacted under a code without a basis") \
	X(UNREADABLE, "unreadable", \
	    "could not be read: a slip sheet stands in its place") \
	X(LEGEND_KEPT, "legend-kept", \
	    "shows no old legend in its text: nothing is covered there") \
	X(LEGEND_UNSEEN, "legend-unseen", \
	    "has no text in which an old legend could be found: look at it") \
	X(PRIVILEGED, "privileged", \
	    "is said to be privileged, and nothing of it is withheld for that") \
	X(NO_RESOLUTION, "no-resolution", \
	    "is a picture that says no resolution of use: its page's size is a guess")

enum ic_note {
#define IC_X(name, word, sentence) IC_NOTE_##name,
	IC_NOTES(IC_X)
#undef IC_X
	    IC_NOTE_COUNT
};

#define IC_NOTE_BIT(name) (1u << IC_NOTE_##name)

/* The list's word or sentence; "unknown" outside the list. Static strings. */
const char *ic_reason_word(enum ic_reason r);
const char *ic_reason_sentence(enum ic_reason r);
const char *ic_note_word(enum ic_note n);
const char *ic_note_sentence(enum ic_note n);

/* X(NAME, "word"): how a page's pixels were made or kept */
#define IC_ENCODINGS(X) \
	X(NONE, "none") \
	X(BILEVEL, "bilevel") \
	X(GRAY2, "gray2") \
	X(GRAY4, "gray4") \
	X(GRAY8, "gray8") \
	X(RGB2, "rgb2") \
	X(RGB4, "rgb4") \
	X(RGB8, "rgb8") \
	X(JPEG_GRAY, "jpeg-gray") \
	X(JPEG_RGB, "jpeg-rgb") \
	X(JPX_GRAY, "jpx-gray") \
	X(JPX_RGB, "jpx-rgb") \
	X(JPEG_CMYK, "jpeg-cmyk")

enum ic_encoding {
#define IC_X(name, word) IC_ENCODING_##name,
	IC_ENCODINGS(IC_X)
#undef IC_X
	    IC_ENCODING_COUNT
};

/* The list's word; "unknown" outside the list. A static string. */
const char *ic_encoding_word(enum ic_encoding e);

/*
 * X(NAME, "word", "sentence"): whether a page is a pure scan, which keeps its
 * own pixels, and if not, why it is drawn. The sentence is the man page's.
 */
#define IC_SCANS(X) \
	X(NONE, "none", "nothing of it is shown") \
	X(KEPT, "kept", "it is a scan, and is not drawn") \
	X(ENGINE, "engine", "the spec says engine: raster") \
	X(COLOR, "color", "the spec forces another color") \
	X(NO_PICTURE, "no-picture", "no picture is on it") \
	X(PAINT, "paint", "more is painted than one picture") \
	X(MASK, "mask", "its picture is masked, transparent or blended") \
	X(CLIP, "clip", "its picture is clipped") \
	X(SKEW, "skew", "its picture is turned by no quarter turn") \
	X(PARTIAL, "partial", "its picture does not cover it") \
	X(SPACE, "color-space", "its picture has colours of another kind") \
	X(CODEC, "codec", "its picture is coded in another way") \
	X(DAMAGED, "damaged", "its picture is damaged") \
	X(LARGE, "large", "its picture has too many pixels") \
	X(BOX, "box", \
	    "its picture is coded too coarsely to be cut at an edge") \
	X(FILLS, "fills", "an old legend is covered on it, in another color")

enum ic_scan {
#define IC_X(name, word, sentence) IC_SCAN_##name,
	IC_SCANS(IC_X)
#undef IC_X
	    IC_SCAN_COUNT
};

/* The list's word; "unknown" outside the list. A static string. */
const char *ic_scan_word(enum ic_scan s);

/* X(NAME, "word"): the proofs of DESIGN, in their numbers from 1 */
#define IC_PROOFS(X) \
	X(STRUCTURE, "structure") \
	X(BOXES, "boxes") \
	X(COLLATERAL, "collateral") \
	X(WORDS, "words") \
	X(ENDORSEMENT, "endorsement") \
	X(LOGS, "logs")

enum ic_proof {
	IC_PROOF_ANY,
#define IC_X(name, word) IC_PROOF_##name,
	IC_PROOFS(IC_X)
#undef IC_X
	    IC_PROOF_COUNT
};

#define IC_PROOF_BIT(name) (1u << IC_PROOF_##name)

/* The list's word; "unknown" outside the list. A static string. */
const char *ic_proof_word(enum ic_proof p);

#define IC_MEASURED 4 /* numbers that a proof measures of one thing */

/*
 * X(NAME, of, "name", ...): what a proof measures, of a box, a page, or the
 * whole document. None of it says how much or what stood under a box.
 *
 *	objects, bytes	of the file
 *	pixels		under the box that were looked at
 *	worst		STRUCTURE none; BOXES: a pixel's distance from the
 *			fill, of 255; COLLATERAL: a cell's from the source,
 *			in thousandths of 1/255
 *	cells		windows of pixels that were compared
 *	characters	of the text layer that were compared
 *	searched	bytes, stored and decoded, in which words were looked
 *for: the same whatever the boxes cover marks		numbers, legends and
 *labels found off		the farthest from its place, milli-points
 */
#define IC_MEASURES(X) \
	X(STRUCTURE, DOCUMENT, "objects", "bytes", "", "") \
	X(BOXES, BOX, "pixels", "worst", "", "") \
	X(COLLATERAL, PAGE, "cells", "worst", "characters", "") \
	X(WORDS, DOCUMENT, "searched", "", "", "") \
	X(ENDORSEMENT, PAGE, "marks", "off", "", "")

/* What a proof's numbers are of. */
enum ic_scope {
	IC_SCOPE_NOTHING,
	IC_SCOPE_DOCUMENT,
	IC_SCOPE_PAGE,
	IC_SCOPE_BOX
};

/* NOTHING outside the list. */
enum ic_scope ic_measure_scope(enum ic_proof p);

/* The name of a proof's nth number; "" if there is none. Static. */
const char *ic_measure_name(enum ic_proof p, unsigned nth);

/* X(NAME, "what a failed proof found") */
#define IC_FAULTS(X) \
	X(NONE, "nothing") \
	X(BYTES, "bytes that belong to no object") \
	X(SYNTAX, "an object that is not written as this program writes it") \
	X(XREF, "a cross-reference that is not exact") \
	X(REVISION, "more than one revision or end of file") \
	X(KEY, "a dictionary key that is not on the list") \
	X(VALUE, "a value of the wrong kind") \
	X(ORPHAN, "an object that nothing refers to") \
	X(OPERATOR, "a content operator that is not on the list") \
	X(STREAM, "a stream that does not end where it should") \
	X(IMAGE, "not exactly one picture of the page") \
	X(PAGES, "not the pages that the plan names") \
	X(ID, "a file identifier that is not the hash of its bytes") \
	X(UNREADABLE, "a file that a second reader cannot open") \
	X(BOX_COLOR, "a pixel under a box without the box's colour") \
	X(BOX_GLYPH, "a character under a box that is not its label") \
	X(BOX_LABEL, "a label that does not say what the plan says") \
	X(SHEET, "a slip sheet that does not say just what the plan says") \
	X(MARK, "a mark that is not the plan's, or not in its place") \
	X(MARK_ID, "an id that does not stand clear in the margin") \
	X(NUMBER_MISSING, "no Bates number where the plan has one") \
	X(NUMBER_WRONG, "a Bates number that is not the plan's") \
	X(NUMBER_TWICE, "a Bates number or legend more than once") \
	X(NUMBER_PLACE, "a Bates number or legend out of its place") \
	X(NUMBER_UNREADABLE, "a Bates number or legend that cannot be read") \
	X(LEGEND, "no legend, or not the plan's") \
	X(BANNER, "no banner, or not the plan's") \
	X(LAYER, "invisible text where the page shows none") \
	X(PAGE_SIZE, "a page that has not its source's size") \
	X(FONT, "a font with a character that no page shows") \
	X(HASH, "bytes that are not the ones that were proved") \
	X(ORIGINAL, "a source that cannot be read again") \
	X(COLLATERAL, "a place outside boxes that is not as in the source") \
	X(LAYER_TEXT, "invisible text that the source does not have there") \
	X(WORD, "a word that stands under a box")

enum ic_fault {
#define IC_X(name, sentence) IC_FAULT_##name,
	IC_FAULTS(IC_X)
#undef IC_X
	    IC_FAULT_COUNT
};

/* "a Bates number that is not the plan's" */
const char *ic_fault_sentence(enum ic_fault f);

#endif
