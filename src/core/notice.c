/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/notice.h"

#include <string.h>

#include "base/fs.h"
#include "core/letter.h"
#include "core/register.h"

/* Of one serving, or of one directory. */
static bool same_place(const struct ic_holding *a, const struct ic_holding *b)
{
	return !a->to == !b->to && strcmp(a->place, b->place) == 0 &&
	    (!a->to ||
		(ic_same_party(a->to, b->to) && strcmp(a->date, b->date) == 0));
}

static bool same_party(const struct ic_notice *n, size_t i)
{
	for (size_t k = 0; k < i; k++) {
		if (n->at[k].to && ic_same_party(n->at[k].to, n->at[i].to)) {
			return true;
		}
	}
	return false;
}

static void put_parties(const struct ic_notice *n, struct ic_buf *b)
{
	bool any = false;

	for (size_t i = 0; i < n->n; i++) {
		if (n->at[i].to && !same_party(n, i)) {
			ic_buf_printf(b, "%s%s\n",
			    any ? "        " : "To:     ", n->at[i].to);
			any = true;
		}
	}
	if (!any) {
		ic_buf_puts(b, "To:     ________________________________\n");
	}
}

static void put_files(const struct ic_notice *n, bool letter, struct ic_buf *b)
{
	const struct ic_holding *last = NULL;

	for (size_t i = 0; i < n->n; i++) {
		const struct ic_holding *h = &n->at[i];

		if (letter && !h->to) {
			continue; /* our own folders are nobody else's affair */
		}
		if (!last || !same_place(last, h)) {
			ic_buf_printf(b, "\n  %s, ", h->place);
			if (h->to) {
				ic_buf_printf(b, "served on %s on %s\n", h->to,
				    h->date);
			} else {
				ic_buf_puts(b, "not recorded as served\n");
			}
		}
		/* Where it stands here is nobody else's affair either. */
		ic_buf_printf(b, "    %s\n",
		    letter ? ic_fs_name(h->name) : h->name);
		if (!letter || !h->unredacted) {
			ic_buf_printf(b, "      SHA-256 %s\n", h->sha256);
		}
		last = h;
	}
}

static const char duties[] =
    "After being notified, a party must promptly return, sequester, or "
    "destroy the specified information and any copies it has; must not use "
    "or disclose the information until the claim is resolved; must take "
    "reasonable steps to retrieve the information if the party disclosed it "
    "before being notified; and may promptly present the information to the "
    "court under seal for a determination of the claim. The producing party "
    "must preserve the information until the claim is resolved. Fed. R. Civ. "
    "P. 26(b)(5)(B).";

static const char waiver[] =
    "A disclosure made in a federal proceeding does not operate as a waiver "
    "if it is inadvertent, the holder of the privilege or protection took "
    "reasonable steps to prevent it, and the holder promptly took reasonable "
    "steps to rectify the error, following Rule 26(b)(5)(B). Fed. R. Evid. "
    "502(b). This notice is given to that end. Where an order under Fed. R. "
    "Evid. 502(d) or a protective order says more, it governs.";

bool ic_notice_letter(const struct ic_notice *n, struct ic_buf *out,
    struct ic_error *err)
{
	ic_buf_puts(out,
	    "NOTICE OF A CLAIM OF PRIVILEGE OR PROTECTION AFTER PRODUCTION\n"
	    "Fed. R. Civ. P. 26(b)(5)(B); Fed. R. Evid. 502(b)\n\n");
	if (n->matter) {
		ic_buf_printf(out, "Matter: %s\n", n->matter);
	}
	ic_buf_printf(out, "Date:   %s\n", n->date);
	put_parties(n, out);
	ic_buf_putc(out, '\n');
	ic_letter_paragraph(out, "%s",
	    "The documents that bear these numbers were produced and are "
	    "subject to a claim of privilege or of protection as "
	    "trial-preparation material:");
	for (size_t i = 0; i < n->nranges; i++) {
		ic_buf_printf(out, "  %s\n", n->ranges[i]);
	}
	ic_buf_puts(out, "\nThe basis of the claim:\n\n");
	ic_letter_paragraph(out, "%s", n->basis);
	ic_buf_puts(out,
	    "\nThe files that hold them, and any copies of these:\n");
	put_files(n, true, out);
	ic_buf_putc(out, '\n');
	ic_letter_paragraph(out, "%s", duties);
	ic_letter_paragraph(out, "%s", waiver);
	ic_buf_puts(out,
	    "Please confirm in writing what was done with each copy.\n\n\n"
	    "Signature:     ________________________________\n\n"
	    "Name:          ________________________________\n\n"
	    "Bar number:    ________________________________\n\n"
	    "Attorney for:  ________________________________\n\n"
	    "Date:          ________________________________\n");
	return ic_buf_check(out, "the notice", err);
}

bool ic_notice_list(const struct ic_notice *n, struct ic_buf *out,
    struct ic_error *err)
{
	put_files(n, false, out);
	return ic_buf_check(out, "the list", err);
}
