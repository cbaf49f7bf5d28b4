/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The codes of G4 (ITU-T T.6, and T.4 of its runs), of reader and writer. */
#ifndef IC_PDF_FAX_CODES_H
#define IC_PDF_FAX_CODES_H

#include <stdint.h>

#define IC_FAX_RUN_BITS 13 /* the longest code of a run */

/* Runs of 0 to 63 pixels, then of 64, 128 ... 2560. */
#define IC_FAX_RUNS 104
#define IC_FAX_MAKEUP 64 /* from this run on another code follows */
#define IC_FAX_MAKEUP_MOST 2560

/* Vertical modes are IC_FAX_VERTICAL - 3 ... + 3: that far right of b1. */
enum ic_fax_mode { IC_FAX_PASS, IC_FAX_HORIZONTAL, IC_FAX_VERTICAL = 5 };
#define IC_FAX_MODES (IC_FAX_VERTICAL + 4)

/* The lowest `bits` of `value`, the highest first. */
struct ic_fax_code {
	uint16_t value;
	uint8_t bits;
};

struct ic_fax_codes {
	struct ic_fax_code run[2][IC_FAX_RUNS]; /* white, black */
	struct ic_fax_code mode[IC_FAX_MODES];
};

/* Where the code of a run below 64 or of a multiple of 64 is. */
static inline int ic_fax_run_index(int run)
{
	return run < IC_FAX_MAKEUP ? run
				   : IC_FAX_MAKEUP - 1 + run / IC_FAX_MAKEUP;
}

/* The run whose code that is. */
static inline int ic_fax_run_at(int index)
{
	return index < IC_FAX_MAKEUP
	    ? index
	    : (index - IC_FAX_MAKEUP + 1) * IC_FAX_MAKEUP;
}

/* Fill all of *out. */
void ic_fax_codes(struct ic_fax_codes *out);

#endif
