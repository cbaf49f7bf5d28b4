/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What a child drew is in memory of the kernel's, with no name anywhere. */
#include "audit_pictures.h"

#include <errno.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/fs.h"
#include "ops/pool.h"
#include "pdf/roles.h"

#define ENDS 8 /* children of one file that may end early */

struct taking {
	const struct audit_pictures *work;
	uint32_t first; /* of the asks, that this child is to take */
	struct ic_buf job, px;
	int source, product;
	bool begun;
};

static bool next(void *user, size_t item, struct ic_pool_child *out)
{
	struct taking *t = user;

	(void)item;
	if (t->begun) {
		return false;
	}
	t->begun = true;
	out->name = "audit-pictures";
	out->spawn.role = IC_ROLE_AUDIT_PICTURES;
	out->spawn.job = t->job.data;
	out->spawn.len = t->job.len;
	out->spawn.source = t->source;
	out->spawn.product = t->product;
	out->spawn.cpu_seconds = ic_pool_cpu(t->work->n);
	return true;
}

static bool end(void *user, size_t item, enum ic_reason why)
{
	(void)user;
	(void)item;
	(void)why;
	return true;
}

/*
 * The picture at *at, which moves on; *none if it could not be made. False, if
 * what is there is not what was asked for, or nothing.
 */
static bool read_one(struct taking *t, const struct ic_audit_ask *ask,
    uint64_t *at, struct ic_picture *p, bool *none)
{
	uint8_t made, head[IC_PICTURE_HEAD], *room;
	size_t n;

	if (!ic_fs_read_at(t->product, &made, 1, *at) || made > 1) {
		return false;
	}
	*at += 1;
	*none = made == 0;
	if (*none) {
		return true;
	}
	if (!ic_fs_read_at(t->product, head, sizeof(head), *at) ||
	    !ic_picture_head_read(head, &ask->at, ask->dpi, p) ||
	    (uint64_t)p->w * p->h > IC_AUDIT_PICTURE_PIXELS) {
		return false;
	}
	n = (size_t)p->w * p->h * 3;
	ic_buf_reset(&t->px);
	room = ic_buf_room(&t->px, n);
	if (!room || !ic_fs_read_at(t->product, room, n, *at + sizeof(head))) {
		return false;
	}
	p->px = room;
	*at += sizeof(head) + n;
	return true;
}

/* Hand over what the child made; *done is how many it has spoken of. */
static bool hand_over(struct taking *t, uint32_t n, uint32_t *done,
    struct ic_error *err)
{
	const struct audit_pictures *w = t->work;
	uint64_t at = 0;

	for (*done = 0; *done < n; (*done)++) {
		uint32_t i = t->first + *done;
		struct ic_picture p = { 0 };
		bool none;

		if (!read_one(t, &w->asks[i], &at, &p, &none)) {
			return true;
		}
		if (!none && !w->take(w->user, i, &p, t->px.data, err)) {
			return false;
		}
	}
	return true;
}

static bool run(struct taking *t, struct ic_zygote *z, uint32_t n,
    uint32_t *done, struct ic_error *err)
{
	const struct ic_pool_work pool = { next, ic_pool_no_reply, end, t };
	const size_t item = 0;
	bool ok;

	t->begun = false;
	t->product = memfd_create("pictures", MFD_CLOEXEC);
	if (t->product < 0) {
		return ic_fail(err, IC_EENV, "no memory for pictures: %s",
		    strerror(errno));
	}
	ic_buf_reset(&t->job);
	ok = ic_audit_asks_join(&t->work->asks[t->first], n, t->work->password,
		 &t->job, err) &&
	    ic_pool_run(z, &item, 1, 1, &pool, t->work->stop, err) &&
	    hand_over(t, n, done, err);
	close(t->product);
	return ok;
}

/* A page at which a child ended is passed by. */
static uint32_t behind(const struct audit_pictures *w, uint32_t i)
{
	uint32_t page = i < w->n ? w->asks[i].at.page : 0;

	while (i < w->n && w->asks[i].at.page == page) {
		i++;
	}
	return i;
}

static bool run_all(struct taking *t, struct ic_zygote *z, struct ic_error *err)
{
	unsigned ends = 0;

	while (t->first < t->work->n && ends < ENDS) {
		uint32_t n = t->work->n - t->first, done = 0;

		n = n < IC_AUDIT_PICTURES_MAX ? n : IC_AUDIT_PICTURES_MAX;
		if (!run(t, z, n, &done, err)) {
			return false;
		}
		t->first += done;
		if (done < n) {
			t->first = behind(t->work, t->first);
			ends++;
		}
	}
	return true;
}

bool audit_take_pictures(struct ic_zygote *z, const struct audit_pictures *w,
    struct ic_error *err)
{
	struct taking t = { .work = w,
		.px = { .max = 3 * IC_AUDIT_PICTURE_PIXELS } };
	struct ic_error why = { 0 };
	uint64_t size;
	bool ok;

	if (w->n == 0 || !ic_fs_open(w->path, &t.source, &size, &why)) {
		return true;
	}
	ok = size != w->size || run_all(&t, z, err);
	close(t.source);
	explicit_bzero(t.job.data, t.job.len);
	ic_buf_finish(&t.job);
	ic_buf_finish(&t.px);
	return ok;
}
