/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Files of core/ledger.h: production.served and production.clawback beside
 * the spec, and private/served.jsonl in a volume.
 */
#ifndef IC_OPS_LEDGERS_H
#define IC_OPS_LEDGERS_H

#include "base/dir.h"
#include "core/clawback.h"
#include "core/register.h"

#define SERVED "served.jsonl"

/* What stands beside the spec: "production.served"; the caller frees. */
char *ledger_name(const char *spec, const char *extension);

/*
 * Read one; a missing one is empty. `name` stands before what is wrong with
 * it, and what to do.
 */
bool ledger_register(const struct ic_dir *d, const char *name,
    struct ic_register *out, struct ic_error *err);
bool ledger_claims(const struct ic_dir *d, const char *name,
    struct ic_claims *out, struct ic_error *err);

/* The time of a line: 2026-12-01T17:02:11Z. */
#define LEDGER_TIME_MAX 32
void ledger_time(char out[LEDGER_TIME_MAX]);

/* The name of a volume, which its path ends with; the caller frees. */
char *ledger_volume(const char *path);

/* Add a finding of a file, or a warning; the sentence is printed. */
struct ic_run;
bool ledger_find(struct ic_run *run, const char *file, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));
bool ledger_warn(struct ic_run *run, const char *file, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));

/*
 * What --date says, or today if it says nothing, by this machine's clock and
 * time zone. A day to come is refused; one long past gets a warning.
 */
bool ledger_day(struct ic_run *run, const char *asked, char out[IC_DATE_MAX]);

/*
 * True if neither the register beside the spec nor the volume itself says
 * that it was served. Else IC_ESPEC with the way out.
 */
bool ledger_may_write(const char *spec, const char *out, struct ic_error *err);

#endif
