/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Members that the reports of all commands have, in an object that is open. */
#ifndef IC_OPS_REPORT_H
#define IC_OPS_REPORT_H

#include "base/json.h"
#include "ops/commands.h"

/* At `key`, what was said at that level of the spec and of documents. */
void report_messages(struct ic_json *j, const struct ic_run *run,
    const char *key, enum ic_level level);

/* What each row of the rulings met, and what has no ruling; none: nothing. */
void report_rulings(struct ic_json *j, const struct ic_run *run);

/* Of a part, at "would_change", what is left out and not what it was. */
void report_left(struct ic_json *j, const struct ic_run *run);

#endif
