/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "fuzz.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void fuzz_broken(const char *file, int line, const char *claim)
{
	fprintf(stderr, "%s:%d: not so: %s\n", file, line, claim);
	abort();
}

bool fuzz_plain(const char *text)
{
	for (const unsigned char *c = (const void *)text; *c; c++) {
		/* C1 is C2 80 to C2 9F. */
		if (*c < 0x20 || *c == 0x7f ||
		    (*c == 0xc2 && c[1] >= 0x80 && c[1] < 0xa0)) {
			return false;
		}
	}
	return true;
}

void fuzz_refused(const struct ic_error *err)
{
	demand(err->code != IC_OK);
	demand(memchr(err->msg, '\0', sizeof(err->msg)));
	demand(err->msg[0] != '\0');
	demand(!strchr(err->msg, '\n'));
}

bool fuzz_same(const struct ic_buf *a, const struct ic_buf *b)
{
	return a->len == b->len &&
	    (a->len == 0 || memcmp(a->data, b->data, a->len) == 0);
}

char *fuzz_text(const uint8_t *bytes, size_t n)
{
	char *text = malloc(n + 1);

	demand(text != NULL);
	if (n) {
		memcpy(text, bytes, n);
	}
	text[n] = '\0';
	return text;
}
