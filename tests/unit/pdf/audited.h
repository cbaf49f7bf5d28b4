/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What audit finds in a file that a test made, by the child as it runs: in the
 * sandbox. audited_setup() and audited_teardown() are a checked fixture.
 */
#ifndef IC_UNIT_PDF_AUDITED_H
#define IC_UNIT_PDF_AUDITED_H

#include "core/audit_job.h"
#include "core/finding.h"
#include "testpdf.h"

void audited_setup(void);
void audited_teardown(void);

/* The findings, until the next call; covered words are told if `words`. */
const struct ic_findings *audited(const struct testpdf *t, bool words);

/* The same, of a job. */
const struct ic_findings *audited_as(const struct testpdf *t,
    const struct ic_audit_job *job);

/* How many there are of a kind; the first of it, or NULL. */
uint32_t audited_count(const struct ic_findings *f, enum ic_finding_kind kind);
const struct ic_finding_item *audited_first(const struct ic_findings *f,
    enum ic_finding_kind kind);

#endif
