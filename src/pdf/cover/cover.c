/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "pdf/cover.h"

#include <string.h>

void ic_veiled_finish(fz_context *ctx, struct ic_veiled *c)
{
	fz_free(ctx, c->state);
	fz_free(ctx, c->cover);
	fz_free(ctx, c->areas);
	memset(c, 0, sizeof(*c));
}
