/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * HarfBuzz may end on a signal where an allocation of its own fails, 10 often
 * and 6 once in twenty runs: hb_face_destroy() follows what was never set. The
 * document is refused then, as whenever a child falls, so here it has the
 * memory it asks for.
 */
#include "alloc.h"
#include "base/buf.h"

#define NAME(call) __wrap_##call
#define REAL(call) __real_##call

bool REAL(ic_fontfile_subset)(const uint8_t *cff, size_t len, const bool *used,
    size_t nused, struct ic_buf *out, struct ic_error *err);
bool NAME(ic_fontfile_subset)(const uint8_t *cff, size_t len, const bool *used,
    size_t nused, struct ic_buf *out, struct ic_error *err);

bool NAME(ic_fontfile_subset)(const uint8_t *cff, size_t len, const bool *used,
    size_t nused, struct ic_buf *out, struct ic_error *err)
{
	bool ok;

	alloc_hold(true);
	ok = REAL(ic_fontfile_subset)(cff, len, used, nused, out, err);
	alloc_hold(false);
	return ok;
}
