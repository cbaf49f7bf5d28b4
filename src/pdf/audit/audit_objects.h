/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What a file holds beside its pages, as a walk over its objects meets it. Of
 * each kind one finding is made, of the worst of what was met, with how many
 * there were.
 */
#ifndef IC_PDF_AUDIT_OBJECTS_H
#define IC_PDF_AUDIT_OBJECTS_H

#include "audit_repeat.h"
#include "audit_tour.h"

struct audit_tally {
	uint32_t n;
	uint32_t severity; /* of the worst, as are the next three */
	uint32_t page;
	uint32_t place;
	uint32_t detail;
};

struct audit_objects {
	struct audit *a;
	struct audit_repeat repeat;
	struct audit_tally of[IC_FINDING_KIND_COUNT];
	bool info, xmp;
};

/* One more of a kind. */
void audit_note(struct audit_objects *o, enum ic_finding_kind kind,
    enum ic_severity severity, const struct audit_spot *at,
    enum ic_finding_place place);

/* What a dictionary is worth. They throw. */
void audit_look_action(struct audit_objects *o, pdf_obj *obj,
    const struct audit_spot *at);
void audit_look_image(struct audit_objects *o, pdf_obj *obj,
    const struct audit_spot *at);
void audit_look_content(struct audit_objects *o, pdf_obj *obj,
    const struct audit_spot *at);

/* A text that stands for what is shown: /ActualText, /Alt, /E. */
void audit_look_alternate(struct audit_objects *o, pdf_obj *string,
    const struct audit_spot *at);

#endif
