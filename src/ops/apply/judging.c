/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "ops_priv.h"
#include "pdf/roles.h"

static const struct judging {
	const char *name;
	enum ic_role_id role;
	uint32_t proofs;
} judgings[] = {
	[IC_JUDGING_STRUCTURE] = { "structure", IC_ROLE_STRUCTURE,
	    IC_PROOFS_STRUCTURE },
	[IC_JUDGING_CONTENT] = { "content", IC_ROLE_CONTENT,
	    IC_PROOFS_CONTENT },
	[IC_JUDGING_REST] = { "rest", IC_ROLE_CONTENT, IC_PROOFS_ORIGINAL },
};

void ic_pool_judge(struct ic_pool_child *child, enum ic_judging which,
    enum ic_copy copy, int finished, int source)
{
	const struct judging *j = &judgings[which];

	child->name = j->name;
	child->spawn.role = j->role;
	child->spawn.source = finished;
	if (which == IC_JUDGING_REST) {
		child->spawn.original = source;
	}
	child->limits.proofs = j->proofs & ic_copy_proofs(copy);
}
