/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "base/fault.h"
#include "core/job.h"
#include "pdf/lines.h"
#include "pdf/roles.h"
#include "pdf/scout.h"

static bool send(void *user, const struct ic_reply *r)
{
	(void)user;
	ic_fault_point("scout-says");
	return ic_child_reply(r, sizeof(*r));
}

static enum ic_reason scout(const struct ic_slice *s, const char *password,
    uint32_t *page)
{
	struct ic_document_part part = ic_document_part_of(s);
	struct ic_document doc;
	enum ic_reason why = ic_document_open_source(&doc, IC_CHILD_SOURCE,
	    password, &part, page);

	ic_fault_point("scout-opens");
	if (why == IC_REASON_NONE) {
		why = s->ask == IC_ASK_LINES
		    ? ic_lines_document(&doc, s, send, NULL)
		    : ic_scout_document(&doc, s, send, NULL);
		*page = doc.fault;
		ic_document_close(&doc);
	}
	return why;
}

int ic_scout_run(const uint8_t *job, size_t n)
{
	struct ic_reply end = { .magic = IC_REPLY_MAGIC,
		.kind = IC_REPLY_END,
		.page = UINT32_MAX };
	enum ic_reason why;
	struct ic_error err = { 0 };
	char password[IC_PASSWORD_MAX + 1];
	struct ic_slice s = { 0 };

	if (ic_job_split(job, n, &s, password, &err)) {
		why = scout(&s, password, &end.page);
	} else {
		why = ic_job_reason(&err);
	}
	ic_slice_finish(&s);
	if (why == IC_REASON_KILLED) {
		return 1;
	}
	end.u.end.reason = why;
	return ic_child_reply(&end, sizeof(end)) ? 0 : 1;
}
