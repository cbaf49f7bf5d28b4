/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* production.lock, which a person may have edited. */
#include "core/lock.h"

#include "fuzz.h"

static void report(void *user, const struct ic_lock_conflict *c)
{
	struct ic_buf text = { 0 };
	size_t *n = user;

	demand(ic_lock_conflict_text(c, &text) && text.len > 0);
	ic_buf_finish(&text);
	++*n;
}

static size_t conflicts(const struct ic_lock *a, const struct ic_lock *b)
{
	struct ic_error err = { 0 };
	size_t n = 1, told = 0;

	demand(ic_lock_check(a, b, report, &told, &n, &err));
	demand(n == told);
	return n;
}

static void check(const struct ic_lock *lock)
{
	struct ic_lock again = { 0 }, both = { 0 };
	struct ic_buf a = { 0 }, b = { 0 };
	struct ic_error err = { 0 };

	demand(ic_lock_dump(lock, &a, &err));
	demand(ic_lock_load((const char *)a.data, a.len, &again, &err));
	demand(ic_lock_dump(&again, &b, &err));
	demand(fuzz_same(&a, &b));
	/* Its own numbers may meet each other; then it is no lock of ours. */
	if (conflicts(lock, &again) == 0) {
		demand(ic_lock_merge(lock, &again, &both, &err));
		ic_buf_reset(&b);
		demand(ic_lock_dump(&both, &b, &err));
		demand(fuzz_same(&a, &b));
	}
	ic_lock_finish(&again);
	ic_lock_finish(&both);
	ic_buf_finish(&a);
	ic_buf_finish(&b);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct ic_lock lock = { 0 };
	struct ic_error err = { 0 };

	if (ic_lock_load((const char *)bytes, n, &lock, &err)) {
		check(&lock);
	} else {
		fuzz_refused(&err);
		demand(!lock.documents && !lock.redactions);
	}
	ic_lock_finish(&lock);
	return 0;
}
