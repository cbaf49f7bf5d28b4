/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Pictures of what `audit` found, in colour: what IC_ROLE_AUDIT_PICTURES is
 * asked for, and what it writes to fd 5. One after another, as asked: a byte,
 * 1, the head of core/picture.h and width x height x 3 bytes, RGB; or a byte,
 * 0, if that picture cannot be made. The parent checks each head against what
 * it asked.
 */
#ifndef IC_CORE_AUDIT_PICTURES_H
#define IC_CORE_AUDIT_PICTURES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/error.h"
#include "core/job.h"
#include "core/picture.h"

#define IC_AUDIT_PICTURES_MAX 256       /* of one child */
#define IC_AUDIT_PICTURE_PIXELS 1000000 /* of one */
#define IC_AUDIT_PICTURES_BYTES \
	((uint64_t)IC_AUDIT_PICTURES_MAX * (3 * IC_AUDIT_PICTURE_PIXELS + 64))

/* What a picture shows of its place. */
enum ic_audit_look {
	IC_AUDIT_LOOK_SEEN,       /* as a reader sees it */
	IC_AUDIT_LOOK_UNDER_TEXT, /* without what is painted over its text */
	IC_AUDIT_LOOK_UNDER_INK, /* without the bar over a picture or drawing */
	IC_AUDIT_LOOK_GLYPHS,    /* all text of the page, and nothing else */
	IC_AUDIT_LOOKS
};

struct ic_audit_ask {
	struct ic_picture_ask at; /* not empty */
	struct ic_rect place;     /* in it, that is looked at; not empty */
	uint32_t dpi;
	uint32_t look; /* enum ic_audit_look */
};

/* The zero value is empty. */
struct ic_audit_asks {
	struct ic_audit_ask at[IC_AUDIT_PICTURES_MAX];
	uint32_t n;
	char password[IC_PASSWORD_MAX + 1];
};

/* Append the job. IC_EBUG if it is more than a child may be asked. */
bool ic_audit_asks_join(const struct ic_audit_ask *at, uint32_t n,
    const char *password, struct ic_buf *out, struct ic_error *err);

/* Read it. False, *out zero, if the bytes are no such job. */
bool ic_audit_asks_split(const uint8_t *bytes, size_t n,
    struct ic_audit_asks *out);

/* Wipe it. NULL is allowed. */
void ic_audit_asks_finish(struct ic_audit_asks *asks);

/* The pixels of what is asked for; false if they are too many, or none. */
bool ic_audit_ask_shape(const struct ic_audit_ask *ask, struct ic_size page,
    struct ic_picture *out);

#endif
