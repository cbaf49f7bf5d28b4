/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include <string.h>

#include "judge_priv.h"

static void send(struct ic_judge *j, uint32_t page, bool ok,
    enum ic_fault fault, uint32_t box, const int32_t measured[4])
{
	struct ic_reply r = { .magic = IC_REPLY_MAGIC,
		.kind = IC_REPLY_PROOF,
		.page = page };

	r.u.proof.proof = j->proof;
	r.u.proof.ok = ok;
	r.u.proof.fault = fault;
	r.u.proof.box = box;
	memcpy(r.u.proof.measured, measured, sizeof(r.u.proof.measured));
	j->report(j->user, &r);
}

bool ic_judge_measured(struct ic_judge *j, enum ic_fault fault, uint32_t page,
    uint32_t box, const int32_t measured[4])
{
	if (j->faults < IC_JUDGE_FAULTS_MAX) {
		send(j, page, false, fault, box, measured);
	}
	j->faults += j->faults < ~0u;
	return false;
}

bool ic_judge_fault(struct ic_judge *j, enum ic_fault fault, uint32_t page,
    uint32_t box)
{
	static const int32_t nothing[4] = { 0 };

	return ic_judge_measured(j, fault, page, box, nothing);
}

void ic_judge_say(struct ic_judge *j, uint32_t page, uint32_t box,
    const int32_t measured[IC_MEASURED])
{
	struct ic_reply r = { .magic = IC_REPLY_MAGIC,
		.kind = IC_REPLY_MEASURE,
		.page = page };

	r.u.measure.proof = j->proof;
	r.u.measure.box = box;
	memcpy(r.u.measure.measured, measured, sizeof(r.u.measure.measured));
	j->report(j->user, &r);
}

void ic_judge_beat(struct ic_judge *j)
{
	struct ic_reply r = { .magic = IC_REPLY_MAGIC,
		.kind = IC_REPLY_BEAT,
		.page = IC_JUDGE_NO_PAGE };

	j->report(j->user, &r);
}

bool ic_judge_end(struct ic_judge *j)
{
	static const int32_t nothing[4] = { 0 };

	if (j->faults == 0) {
		send(j, IC_JUDGE_NO_PAGE, true, IC_FAULT_NONE, IC_JUDGE_NO_BOX,
		    nothing);
	}
	return j->faults == 0;
}
