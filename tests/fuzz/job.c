/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* A child's job: a packed slice and a password. */
#include "core/job.h"

#include <string.h>

#include "fuzz.h"

static void check_page(const struct ic_slice *s, const struct ic_slice_page *p)
{
	struct ic_placement at = ic_slice_placement(s, p->size);
	struct ic_rect r = ic_placement_rect(at, ic_rect_of(p->size));

	demand(at.scale >= 0 && at.scale <= 1000000);
	if (p->size.w > 0 && p->size.h > 0) {
		demand(ic_rect_contains(ic_rect_of(p->size), r));
	}
	demand(p->box + p->nboxes <= s->nboxes);
	demand(strlen(ic_slice_str(s, p->number)) < s->nstrings + 1u);
	demand(strlen(ic_slice_str(s, p->label)) < s->nstrings + 1u);
}

static void check(const struct ic_slice *s, const char *password,
    const uint8_t *bytes, size_t n)
{
	struct ic_buf slice = { 0 }, job = { 0 };
	struct ic_error err = { 0 };

	demand(ic_slice_pack(s, &slice, &err));
	/* A password with a NUL in it is never sent. */
	if (slice.len + strlen(password) + 4 == n) {
		demand(ic_job_join(&slice, password, &job, &err));
		demand(job.len == n && memcmp(job.data, bytes, n) == 0);
	}
	for (uint32_t i = 0; i < s->npages; i++) {
		check_page(s, &s->pages[i]);
	}
	for (uint32_t i = 0; i < s->nboxes; i++) {
		demand(!ic_rect_is_empty(s->boxes[i].rect));
	}
	ic_buf_finish(&slice);
	ic_buf_finish(&job);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	char password[IC_PASSWORD_MAX + 1];
	struct ic_slice s = { 0 };
	struct ic_error err = { 0 };

	if (ic_job_split(bytes, n, &s, password, &err)) {
		check(&s, password, bytes, n);
	} else {
		fuzz_refused(&err);
		demand(!s.memory && !s.npages);
	}
	ic_slice_finish(&s);
	return 0;
}
