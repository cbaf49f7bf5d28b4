/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/unit.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/rect.h"

/* An inch is 72 points, a millimetre 72 / 25.4. */
static const struct {
	int64_t times, by;
} mpt_of[] = { { 1, 1000 }, { 72, 1000 }, { 720, 254000 } };

bool ic_unit_mpt(enum ic_unit unit, int64_t millionths, int32_t *out)
{
	int64_t half = mpt_of[unit].by / 2, v;

	if (millionths > (int64_t)IC_MPT_MAX * 1000 ||
	    millionths < -(int64_t)IC_MPT_MAX * 1000) {
		return false;
	}
	v = millionths * mpt_of[unit].times;
	v = (v + (v < 0 ? -half : half)) / mpt_of[unit].by;
	if (v > IC_MPT_MAX || v < -IC_MPT_MAX) {
		return false;
	}
	*out = (int32_t)v;
	return true;
}

/* Millionths of the unit, rounded to so many decimals; at most six. */
static int64_t rounded(int64_t mpt, int64_t times, int64_t by,
    unsigned decimals)
{
	int64_t step = 1, v;

	for (unsigned i = decimals; i < 6; i++) {
		step *= 10;
	}
	v = (mpt * by + times / 2) / times;
	return (v + step / 2) / step * step;
}

void ic_unit_text(enum ic_unit unit, int32_t mpt, char out[IC_UNIT_TEXT_MAX])
{
	int64_t size = llabs((int64_t)mpt), v = 0;
	int32_t again;
	size_t n;

	for (unsigned d = 0; d <= 6; d++) {
		v = rounded(size, mpt_of[unit].times, mpt_of[unit].by, d);
		if (ic_unit_mpt(unit, v, &again) && again == size) {
			break;
		}
	}
	n = (size_t)snprintf(out, IC_UNIT_TEXT_MAX, "%s%" PRId64 ".%06" PRId64,
	    mpt < 0 ? "-" : "", v / 1000000, v % 1000000);
	while (out[n - 1] == '0') {
		n--;
	}
	out[n - (out[n - 1] == '.')] = '\0';
}
