/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Who may have what: one table (src/core/policy.c), and nothing else in this
 * program decides it. What the table does not name nobody gets.
 *
 * `service` is the spec's word for what the production protects:
 * confidentiality (the opposing party knows the documents, the public does
 * not) or privilege (the opposing party must not see what is covered). One
 * redaction or withheld document for a privilege makes all of the production
 * a matter of privilege, for what one copy covers another document may
 * repeat.
 */
#ifndef IC_CORE_POLICY_H
#define IC_CORE_POLICY_H

#include <stdbool.h>
#include <stddef.h>

#include "core/audience.h"
#include "core/spec.h"

/* X(NAME, "what people call it") */
#define IC_ITEMS(X) \
	X(REDACTED, "redacted copies") \
	X(PROPOSED, "unredacted copies with the proposals marked") \
	X(DISPUTED, "unredacted pages in dispute") \
	X(NATIVE, "native files") \
	X(PLACEHOLDER, "placeholders of native files") \
	X(TEXT, "text of the redacted copies") \
	X(LOAD_FILE, "load file") \
	X(REDACTION_LOG, "redaction log") \
	X(PUBLIC_LOG, "redaction log without descriptions") \
	X(BATES_INDEX, "Bates index") \
	X(PRIVILEGE_LOG, "privilege log") \
	X(SEALING_CHART, "sealing chart") \
	X(EXHIBIT, "joint statement exhibit") \
	X(REPLACEMENT, "list of replaced documents") \
	X(OVERLAY, "overlay load file") \
	X(REFERENCE, "sealed reference list") \
	X(TRANSMITTAL, "letter of transmittal")

enum ic_item {
#define IC_X(name, what) IC_ITEM_##name,
	IC_ITEMS(IC_X)
#undef IC_X
	    IC_ITEM_COUNT
};

/* True if the audience may have the item. Never for SERVICE_NONE. */
bool ic_policy_may(enum ic_service service, enum ic_item item,
    enum ic_audience audience);

/* True if the item shows what redactions cover, or was never proved. */
bool ic_policy_unredacted(enum ic_item item);

/*
 * The item that a file of out/logs/ is, whatever its format: "redaction-log"
 * of "redaction-log.csv". False if it is none that is known.
 */
bool ic_policy_log(const char *name, enum ic_item *out);

/* "redacted copies" */
const char *ic_item_word(enum ic_item i);

#endif
