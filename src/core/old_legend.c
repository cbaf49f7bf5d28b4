/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/old_legend.h"

#include <stddef.h>
#include <string.h>

#include "base/utf8.h"

/* "PRIVILEGED" is none: who wrote the document says so, not who produced it. */
const char *const ic_old_legend_words[] = {
	"CONFIDENTIAL",
	"HIGHLY CONFIDENTIAL",
	"ATTORNEYS' EYES ONLY",
	"OUTSIDE COUNSEL'S EYES ONLY",
	"OUTSIDE COUNSEL ONLY",
	"CONFIDENTIAL - ATTORNEYS' EYES ONLY",
	"CONFIDENTIAL - OUTSIDE COUNSEL'S EYES ONLY",
	"CONFIDENTIAL - OUTSIDE COUNSEL ONLY",
	"HIGHLY CONFIDENTIAL - ATTORNEYS' EYES ONLY",
	"HIGHLY CONFIDENTIAL - OUTSIDE COUNSEL'S EYES ONLY",
	"HIGHLY CONFIDENTIAL - OUTSIDE COUNSEL ONLY",
	"HIGHLY CONFIDENTIAL - SOURCE CODE",
	"SUBJECT TO PROTECTIVE ORDER",
	"SUBJECT TO A PROTECTIVE ORDER",
	"SUBJECT TO STIPULATED PROTECTIVE ORDER",
	"CONFIDENTIAL - SUBJECT TO PROTECTIVE ORDER",
	"CONFIDENTIAL - SUBJECT TO STIPULATED PROTECTIVE ORDER",
	"CONFIDENTIAL PURSUANT TO PROTECTIVE ORDER",
	"CONFIDENTIAL INFORMATION - SUBJECT TO PROTECTIVE ORDER",
	"HIGHLY CONFIDENTIAL - SUBJECT TO PROTECTIVE ORDER",
	"HIGHLY CONFIDENTIAL - ATTORNEYS' EYES ONLY - "
	"SUBJECT TO PROTECTIVE ORDER",
	"CONFIDENTIAL INFORMATION",
	"CONFIDENTIAL MATERIAL",
	"PROTECTED MATERIAL",
	"FILED UNDER SEAL",
	NULL,
};

uint32_t ic_old_legend_count(void)
{
	return sizeof ic_old_legend_words / sizeof *ic_old_legend_words - 1;
}

/*
 * The next letter or digit, or character beyond ASCII that is no dash or
 * quote of typesetters; 0 at the end.
 */
static uint32_t next(const char **at)
{
	while (**at) {
		size_t used = 0;
		uint32_t c = ic_utf8_next(*at, strlen(*at), &used);

		*at += used;
		if (c >= 'A' && c <= 'Z') {
			c += 32;
		}
		if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
		    (c >= 0xc0 && (c < 0x2000 || c > 0x206f))) {
			return c;
		}
	}
	return 0;
}

bool ic_old_legend_same(const char *a, const char *b)
{
	uint32_t x, y;

	do {
		x = next(&a);
		y = next(&b);
	} while (x && x == y);
	return x == y;
}
