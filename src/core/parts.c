/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/parts.h"

#define DPI_MIN 72
#define DPI_MAX 2400

uint32_t ic_parts_cut(const uint64_t *bytes, uint32_t n, uint64_t limit,
    struct ic_part *parts, uint32_t *page)
{
	uint64_t room = limit > IC_PARTS_FIXED ? limit - IC_PARTS_FIXED : 0;
	uint64_t used = 0;
	uint32_t count = 0;

	for (uint32_t i = 0; i < n; i++) {
		if (bytes[i] > room) {
			*page = i;
			return 0;
		}
		if (count == 0 || bytes[i] > room - used) {
			parts[count++] = (struct ic_part){ i, 0 };
			used = 0;
		}
		parts[count - 1].n++;
		used += bytes[i];
	}
	return count;
}

void ic_parts_weigh(const uint32_t *pictures, uint32_t n, uint64_t total,
    uint64_t *bytes)
{
	uint64_t sum = 0, share;

	for (uint32_t i = 0; i < n; i++) {
		sum += pictures[i];
	}
	sum += IC_PARTS_FIXED;
	share = total > sum ? (total - sum + n - 1) / n : 0;
	for (uint32_t i = 0; i < n; i++) {
		bytes[i] = pictures[i] + share;
	}
}

uint32_t ic_parts_dpi(uint64_t bytes, uint64_t limit, uint32_t dpi)
{
	uint32_t most = dpi > DPI_MAX ? DPI_MAX : dpi;

	for (uint32_t d = most; d >= DPI_MIN; d--) {
		double scale = (double)d / most;

		if ((double)bytes * scale * scale <= (double)limit) {
			return d;
		}
	}
	return 0;
}
