/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/mark_rows.h"
#include "plan_priv.h"

void ic_mark_each_page(const struct ic_plan *plan, const struct ic_redaction *r,
    void (*fn)(void *user, size_t document, uint32_t page), void *user)
{
	const struct ic_plan_walk walk = { .page = fn, .user = user };

	ic_plan_walk_pages(plan, r, &walk);
}
