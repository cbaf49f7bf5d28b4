/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Which annotations somebody means: TYPE[:COLOUR[:AUTHOR]], as --take and
 * --leave have it.
 *
 *	highlight              of any colour, by anyone
 *	highlight:yellow       a word of core/hue.h
 *	square:#ff0000         exactly this colour
 *	highlight:none         without a colour
 *	highlight:*:J. Smith   of any colour, by J. Smith
 *	*::EXT: Roe            of any type and colour, by "EXT: Roe"
 *
 * TYPE is a word of ic_annot_type_parse(); "*" or nothing is any. AUTHOR is
 * all that follows the second colon, colons and blanks included; blanks at its
 * ends and the case of ASCII letters do not count, and nothing is any.
 */
#ifndef IC_CORE_ANNOT_PICK_H
#define IC_CORE_ANNOT_PICK_H

#include "base/error.h"
#include "core/annot.h"
#include "core/hue.h"

struct ic_annot_pick {
	bool any_type;
	enum ic_annot_type type;
	enum ic_annot_tone {
		IC_TONE_ANY,
		IC_TONE_NONE, /* it has no colour */
		IC_TONE_HUE,
		IC_TONE_EXACT
	} tone;
	enum ic_hue hue;
	uint32_t rgb;
	const char *author; /* borrowed of the text, and trimmed; n bytes */
	size_t nauthor;     /* 0: anyone */
};

/*
 * Read one. IC_EUSAGE with a sentence that names the part, and what there is
 * to choose from.
 */
bool ic_annot_pick_parse(const char *text, struct ic_annot_pick *out,
    struct ic_error *err);

/* True if the annotation is one that it means. */
bool ic_annot_pick_meets(const struct ic_annot_pick *p,
    const struct ic_annot *a);

/* What is to become of an annotation. */
enum ic_annot_fate {
	IC_FATE_OPEN, /* nothing speaks of it */
	IC_FATE_TAKE,
	IC_FATE_LEAVE,
	IC_FATE_BOTH /* one says take, one leave, and neither says more */
};

/*
 * Of the picks that meet it the one counts that names more of type, colour
 * and author; so a color of a type may be taken and the rest of it left.
 */
enum ic_annot_fate ic_annot_fate(const struct ic_annot *a,
    const struct ic_annot_pick *take, size_t ntake,
    const struct ic_annot_pick *leave, size_t nleave);

#endif
