/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * How the judges speak: a reply a fault, one with ok = 1 if there was none,
 * and beats between, so that a parent knows that work goes on.
 */
#ifndef IC_PDF_JUDGE_PRIV_H
#define IC_PDF_JUDGE_PRIV_H

#include "pdf/judge_content.h"

/* Faults that are told; a file that is wrong throughout is not told more. */
#define IC_JUDGE_FAULTS_MAX 64

#define IC_JUDGE_NO_PAGE UINT32_MAX
#define IC_JUDGE_NO_BOX UINT32_MAX

struct ic_judge {
	ic_judge_report_fn *report;
	void *user;
	enum ic_proof proof;
	unsigned faults;
};

/* Report a fault; returns false. */
bool ic_judge_fault(struct ic_judge *j, enum ic_fault fault, uint32_t page,
    uint32_t box);

/* The same with what was measured: up to four numbers of the fault's own. */
bool ic_judge_measured(struct ic_judge *j, enum ic_fault fault, uint32_t page,
    uint32_t box, const int32_t measured[4]);

/* Report what was measured of a page, a box or, with neither, the document. */
void ic_judge_say(struct ic_judge *j, uint32_t page, uint32_t box,
    const int32_t measured[IC_MEASURED]);

/* Say that work goes on. */
void ic_judge_beat(struct ic_judge *j);

/* Report that nothing was found, if so; true if nothing was. */
bool ic_judge_end(struct ic_judge *j);

#endif
