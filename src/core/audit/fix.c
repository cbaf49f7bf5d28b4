/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/fix.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "core/starter.h"

#define BOXES_MAX 400 /* of a page and code; more become one */

enum code { CODE_HIDDEN, CODE_PERSONAL, CODE_PRIVATE, CODES };

static const char *const code_names[CODES] = { "HID", "PII", "PRI" };

struct box {
	uint32_t page;
	enum code code;
	bool withdrawn;
	uint32_t kind;
	struct ic_rect rect;
};

static bool is_serious(const struct ic_finding_item *f)
{
	return f->severity != IC_SEVERITY_NOTICE;
}

bool ic_fix_wants(const struct ic_findings *list)
{
	bool wants = false;

	for (uint32_t i = 0; i < list->n; i++) {
		const struct ic_finding_item *f = &list->at[i];
		enum ic_finding_group g = ic_finding_group_of(f->kind);

		if (f->kind == IC_FINDING_UNREADABLE) {
			return false;
		}
		wants |= is_serious(f) &&
		    (g == IC_FINDING_GROUP_COVER ||
			g == IC_FINDING_GROUP_HIDDEN ||
			g == IC_FINDING_GROUP_PRIVACY);
	}
	return wants && list->npages > 0;
}

/*
 * Kinds whose place shows something that is not to stay, or where a reader is
 * to see that something went. What else the page does not show goes unseen.
 */
static bool is_boxed(const struct ic_finding_item *f)
{
	switch (f->kind) {
	case IC_FINDING_COVERED_TEXT:
	case IC_FINDING_COVERED_IMAGE:
	case IC_FINDING_COVERED_DRAWING:
	case IC_FINDING_UNAPPLIED_REDACTION:
	case IC_FINDING_CROSSED_TEXT:
	case IC_FINDING_INVISIBLE_TEXT:
	case IC_FINDING_HUGGING_BOX:
		return true;
	default:
		return ic_finding_group_of(f->kind) == IC_FINDING_GROUP_PRIVACY;
	}
}

static enum code code_of(uint32_t kind)
{
	switch (kind) {
	case IC_FINDING_SOCIAL_SECURITY:
	case IC_FINDING_TAXPAYER:
	case IC_FINDING_BIRTH_DATE:
	case IC_FINDING_MINOR:
	case IC_FINDING_ACCOUNT:
		return CODE_PERSONAL;
	default:
		return ic_finding_group_of(kind) == IC_FINDING_GROUP_PRIVACY
		    ? CODE_PRIVATE
		    : CODE_HIDDEN;
	}
}

static size_t take_boxes(const struct ic_findings *l, struct box *out)
{
	size_t n = 0;

	for (uint32_t i = 0; i < l->n; i++) {
		const struct ic_finding_item *f = &l->at[i];
		struct ic_rect r;

		if (!is_boxed(f) || f->page >= l->npages ||
		    ic_rect_is_empty(f->rect)) {
			continue;
		}
		r = ic_rect_intersect(ic_rect_grow(f->rect, IC_FIX_PAD),
		    ic_rect_of(l->pages[f->page]));
		if (!ic_rect_is_empty(r)) {
			out[n++] = (struct box){ f->page, code_of(f->kind),
				!is_serious(f), f->kind, r };
		}
	}
	return n;
}

static bool alike(const struct box *a, const struct box *b)
{
	return a->page == b->page && a->code == b->code &&
	    a->withdrawn == b->withdrawn;
}

static int by_place(const void *a, const void *b)
{
	const struct box *x = a, *y = b;

	if (x->page != y->page) {
		return x->page < y->page ? -1 : 1;
	}
	if (x->code != y->code) {
		return x->code < y->code ? -1 : 1;
	}
	if (x->withdrawn != y->withdrawn) {
		return x->withdrawn ? 1 : -1;
	}
	if (x->rect.y0 != y->rect.y0) {
		return x->rect.y0 < y->rect.y0 ? -1 : 1;
	}
	return (x->rect.x0 > y->rect.x0) - (x->rect.x0 < y->rect.x0);
}

/* Join what meets until nothing does; how many are left of n. */
static size_t join_alike(struct box *at, size_t n)
{
	bool joined = true;

	while (joined) {
		joined = false;
		for (size_t i = 0; i < n; i++) {
			for (size_t k = i + 1; k < n;) {
				if (n <= BOXES_MAX &&
				    !ic_rect_touches(at[i].rect, at[k].rect)) {
					k++;
					continue;
				}
				at[i].rect = ic_rect_union(at[i].rect,
				    at[k].rect);
				at[k] = at[--n];
				joined = true;
			}
		}
	}
	return n;
}

static size_t join(struct box *at, size_t n)
{
	size_t out = 0, end;

	qsort(at, n, sizeof(*at), by_place);
	for (size_t i = 0; i < n; i = end) {
		size_t left;

		for (end = i + 1; end < n && alike(&at[i], &at[end]); end++) {
		}
		left = join_alike(at + i, end - i);
		memmove(at + out, at + i, left * sizeof(*at));
		out += left;
	}
	qsort(at, out, sizeof(*at), by_place);
	return out;
}

static void put_points(struct ic_buf *out, int32_t milli)
{
	ic_buf_printf(out, ",%" PRId32, milli / IC_MPT);
	if (milli % IC_MPT != 0) {
		ic_buf_printf(out, ".%03" PRId32, milli % IC_MPT);
	}
}

/* A cell between quotes (RFC 4180). */
static void put_cell(struct ic_buf *out, const char *text)
{
	ic_buf_putc(out, '"');
	for (; *text; text++) {
		if (*text == '"') {
			ic_buf_putc(out, '"');
		}
		ic_buf_putc(out, *text);
	}
	ic_buf_putc(out, '"');
}

/* id,bates,file,page,x0,y0,x1,y1,code,description,note,status */
static void put_row(struct ic_buf *out, const char *file, const struct box *b)
{
	ic_buf_puts(out, ",,");
	put_cell(out, file);
	ic_buf_printf(out, ",%" PRIu32, b->page + 1);
	put_points(out, b->rect.x0);
	put_points(out, b->rect.y0);
	put_points(out, b->rect.x1);
	put_points(out, b->rect.y1);
	ic_buf_printf(out, ",%s,,", code_names[b->code]);
	put_cell(out, ic_finding_what(b->kind));
	ic_buf_puts(out, b->withdrawn ? ",withdrawn\r\n" : ",\r\n");
}

bool ic_fix_csv(const struct ic_fix_document *d, size_t n, struct ic_buf *out,
    struct ic_fix_rows *rows, struct ic_error *err)
{
	*rows = (struct ic_fix_rows){ 0 };
	ic_buf_puts(out, ic_starter_csv());
	for (size_t i = 0; i < n; i++) {
		struct box *boxes = calloc((size_t)d[i].findings->n + 1,
		    sizeof(*boxes));
		size_t nboxes;

		if (!boxes) {
			return ic_fail(err, IC_EENV, "out of memory");
		}
		nboxes = join(boxes, take_boxes(d[i].findings, boxes));
		for (size_t k = 0; k < nboxes; k++) {
			put_row(out, d[i].name, &boxes[k]);
			rows->withdrawn += boxes[k].withdrawn;
		}
		rows->all += nboxes;
		free(boxes);
	}
	return ic_buf_check(out, "the list of redactions", err);
}

static const char head[] =
    "# What audit found, as redactions: see incamera-spec(5). Look at each "
    "page before\n"
    "# it is filed; what says CONFIRM is a guess, or not known.\n"
    "matter: \"CONFIRM: Plaintiff v. Defendant, No. 0:00-cv-00000 (Court)\"\n\n"
    "# CONFIRM: how the pages are numbered.\n"
    "bates: { prefix: DOC, digits: 6, start: next }\n\n"
    "# Making these anew leaves behind whatever their pages do not show.\n"
    "documents:\n";

static const char codes[] =
    "\n# CONFIRM: why something is covered. `plan` warns of a code without a "
    "basis.\n"
    "codes:\n"
    "  # What a cover hid from the eye alone.\n"
    "  HID: { text: Redacted }\n"
    "  PII: { text: Personal identifier, basis: \"Fed. R. Civ. P. 5.2(a)\",\n"
    "    personal: true }\n"
    "  # Addresses, telephone numbers and the like: those rows are withdrawn, "
    "so that\n"
    "  # nothing is covered, until their status is proposed.\n"
    "  PRI: { text: Private information }\n\n"
    "# What is covered: a row each, in points from the top left corner of the "
    "page.\n"
    "redactions_csv: ";

static bool is_utf8(const char *text)
{
	size_t len = strlen(text);

	for (size_t at = 0; at < len;) {
		size_t from = at;

		if (ic_utf8_next(text, len, &at) == IC_UTF8_BAD &&
		    at == from + 1) {
			return false;
		}
	}
	return true;
}

static bool put_name(struct ic_buf *out, const char *text)
{
	return is_utf8(text) && ic_starter_quoted(out, text);
}

bool ic_fix_spec(const struct ic_fix_document *d, size_t n, const char *csv,
    struct ic_buf *out, struct ic_error *err)
{
	bool ok;

	ic_buf_puts(out, head);
	for (size_t i = 0; i < n; i++) {
		ic_buf_puts(out, "  - { file: ");
		ok = put_name(out, d[i].name);
		if (ok && d[i].password_file) {
			ic_buf_puts(out, ", password_file: ");
			ok = put_name(out, d[i].password_file);
		}
		if (!ok) {
			return ic_fail(err, IC_ESPEC,
			    "the name of file %zu holds what no spec can, a "
			    "control character or no UTF-8: rename it",
			    i + 1);
		}
		ic_buf_puts(out, " }\n");
	}
	ic_buf_puts(out, codes);
	ok = put_name(out, csv);
	ic_buf_puts(out, "\n");
	return ok ? ic_buf_check(out, "the spec", err)
		  : ic_fail(err, IC_ESPEC,
			"the name of the spec holds what no spec can, a "
			"control character or no UTF-8");
}
