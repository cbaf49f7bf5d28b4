/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/bundle.h"

#include <string.h>

#define MAGIC_LENGTH (sizeof(IC_BUNDLE_MAGIC) - 1)

static void put(uint8_t *out, uint64_t v, unsigned bytes)
{
	for (unsigned i = 0; i < bytes; i++) {
		out[i] = (uint8_t)(v >> (8 * i));
	}
}

static uint64_t get(const uint8_t *from, unsigned bytes)
{
	uint64_t v = 0;

	while (bytes-- > 0) {
		v = v << 8 | from[bytes];
	}
	return v;
}

void ic_bundle_head(uint32_t files, uint8_t out[IC_BUNDLE_HEAD])
{
	memcpy(out, IC_BUNDLE_MAGIC, MAGIC_LENGTH);
	put(out + MAGIC_LENGTH, files, 4);
}

void ic_bundle_length(uint64_t length, uint8_t out[IC_BUNDLE_LENGTH])
{
	put(out, length, IC_BUNDLE_LENGTH);
}

bool ic_bundle_begins(const uint8_t *bytes, size_t n)
{
	return n >= MAGIC_LENGTH &&
	    memcmp(bytes, IC_BUNDLE_MAGIC, MAGIC_LENGTH) == 0;
}

uint32_t ic_bundle_files(const uint8_t head[IC_BUNDLE_HEAD])
{
	uint64_t n = get(head + MAGIC_LENGTH, 4);

	return ic_bundle_begins(head, IC_BUNDLE_HEAD) &&
		n <= IC_BUNDLE_FILES_MAX
	    ? (uint32_t)n
	    : 0;
}

uint64_t ic_bundle_says(const uint8_t length[IC_BUNDLE_LENGTH])
{
	return get(length, IC_BUNDLE_LENGTH);
}
