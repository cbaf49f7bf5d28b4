/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What a child writes down for plan --show: its first byte says how many. */
#include <string.h>

#include "core/shown.h"
#include "fuzz.h"

#define PLACES_MAX 16

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct ic_shown got[PLACES_MAX] = { 0 };
	struct ic_buf again = { 0 };
	size_t count = n ? bytes[0] % (PLACES_MAX + 1) : 0;

	if (n == 0 || !ic_shown_read(bytes + 1, n - 1, got, count)) {
		return 0;
	}
	demand(ic_shown_begin(&again));
	for (size_t i = 0; i < count; i++) {
		demand(strlen(got[i].first) < IC_SHOWN_TEXT_MAX);
		demand(fuzz_plain(got[i].first) && fuzz_plain(got[i].last));
		demand(ic_shown_put(&got[i], &again));
	}
	demand(again.len == n - 1 && memcmp(again.data, bytes + 1, n - 1) == 0);
	ic_buf_finish(&again);
	return 0;
}
