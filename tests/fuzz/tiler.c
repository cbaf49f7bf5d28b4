/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Proof 1's tiler over the bytes of a whole file. */
#include <stdlib.h>
#include <string.h>

#include "fuzz.h"
#include "pdf/structure.h"

struct verdict {
	unsigned passed, faults;
};

static void take(void *user, const struct ic_reply *r)
{
	const struct ic_reply_limits l = { .proofs = IC_PROOF_BIT(STRUCTURE) };
	struct verdict *v = user;

	demand(ic_reply_ok(r, &l));
	if (r->kind == IC_REPLY_PROOF) {
		v->passed += r->u.proof.ok;
		v->faults += !r->u.proof.ok;
	} else {
		demand(r->kind == IC_REPLY_BEAT || r->kind == IC_REPLY_MEASURE);
	}
}

static bool judge(const uint8_t *bytes, size_t n)
{
	const struct ic_slice none = { 0 };
	struct verdict v = { 0 };
	struct ic_window file;
	bool clean;

	ic_window_over(&file, bytes, n);
	clean = ic_tiler_judge(&file, &none, take, &v);
	demand(v.faults <= 64);
	demand(clean ? v.passed == 1 && v.faults == 0
		     : v.passed == 0 && v.faults > 0);
	return clean;
}

/* Nothing may be left out, and nothing may follow. */
static void check_ends(const uint8_t *bytes, size_t n)
{
	uint8_t *more = malloc(n + 1);

	demand(more != NULL);
	memcpy(more, bytes, n);
	more[n] = '\n';
	demand(!judge(more, n + 1));
	demand(!judge(more, n - 1));
	/* One bit anywhere is another file: /ID is the hash of it. */
	more[n / 2] ^= 1;
	demand(!judge(more, n));
	free(more);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	if (judge(bytes, n)) {
		check_ends(bytes, n);
	}
	return 0;
}
