/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What a child drew is in memory of the kernel's, with no name anywhere. */
#include <errno.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/fs.h"
#include "core/job.h"
#include "core/slice_build.h"
#include "ops/numbers.h"
#include "ops/pool.h"
#include "pdf/roles.h"

struct taking {
	const struct ic_pictures_work *work;
	struct ic_buf job;
	int product;
	bool begun;
	enum ic_reason why;
};

static bool make_job(struct taking *t, struct ic_error *err)
{
	const struct ic_pictures_work *w = t->work;
	struct ic_slice_build b;
	struct ic_buf slice = { 0 };
	bool ok;

	ic_slice_begin(&b);
	b.slice.dpi = w->dpi;
	b.slice.source_pages = w->pages ? w->pages : IC_SLICE_PAGES_MAX;
	if (w->pages) {
		b.slice.extent = IC_EXTENT_PART;
		b.slice.source_first = w->first;
	}
	for (size_t i = 0; i < w->n; i++) {
		if (!ic_rect_is_empty(w->asked[i].rect)) {
			ic_slice_add_box(&b, w->asked[i].rect, 0);
		}
		ic_slice_add_page(&b,
		    &(struct ic_slice_page){ .source = w->asked[i].page });
	}
	ok = ic_slice_end(&b, &slice, err) &&
	    ic_job_join(&slice, w->password, &t->job, err);
	ic_buf_finish(&slice);
	return ok;
}

static bool next(void *user, size_t item, struct ic_pool_child *out)
{
	struct taking *t = user;

	(void)item;
	if (t->begun) {
		return false;
	}
	t->begun = true;
	out->name = "picture";
	out->spawn.role = IC_ROLE_PICTURE;
	out->spawn.job = t->job.data;
	out->spawn.len = t->job.len;
	out->spawn.source = t->work->fd;
	out->spawn.product = t->product;
	out->spawn.cpu_seconds = ic_pool_cpu((uint32_t)t->work->n);
	out->usage = t->work->usage;
	return true;
}

static bool reply(void *user, size_t item, const struct ic_reply *r)
{
	(void)user;
	(void)item;
	return r->kind == IC_REPLY_DOCUMENT;
}

static bool end(void *user, size_t item, enum ic_reason why)
{
	struct taking *t = user;

	(void)item;
	t->why = why;
	return true;
}

/* Hand the pictures on; *made is false if they are not what was asked for. */
static bool hand_on(struct taking *t, struct ic_buf *px, bool *made,
    struct ic_error *err)
{
	const struct ic_pictures_work *w = t->work;
	uint8_t head[IC_PICTURE_HEAD], more;
	uint64_t at = 0;

	*made = false;
	for (size_t i = 0; i < w->n; i++) {
		struct ic_picture p;
		uint8_t *room;
		size_t n;

		if (!ic_fs_read_at(t->product, head, sizeof(head), at) ||
		    !ic_picture_head_read(head, &w->asked[i], w->dpi, &p)) {
			return true;
		}
		at += IC_PICTURE_HEAD;
		n = (size_t)p.w * p.h;
		ic_buf_reset(px);
		room = ic_buf_room(px, n);
		if (!room) {
			return ic_fail(err, IC_EENV, "out of memory");
		}
		if (!ic_fs_read_at(t->product, room, n, at)) {
			return true;
		}
		p.px = room;
		at += n;
		if (!w->take(w->user, i, &p, err)) {
			return false;
		}
	}
	*made = !ic_fs_read_at(t->product, &more, 1, at);
	return true;
}

static bool run(struct taking *t, struct ic_zygote *z, struct ic_error *err)
{
	const struct ic_pool_work pool = { next, reply, end, t };
	const size_t item = 0;
	struct ic_buf px = { .max = IC_PICTURE_PIXELS_MAX };
	bool made = false, ok;

	t->product = memfd_create("pictures", MFD_CLOEXEC);
	if (t->product < 0) {
		return ic_fail(err, IC_EENV,
		    "memory for pictures cannot be had: %s", strerror(errno));
	}
	ok = ic_pool_run(z, &item, 1, 1, &pool, t->work->stop, err) &&
	    (t->why || hand_on(t, &px, &made, err));
	if (ok && !t->why && !made) {
		t->why = IC_REASON_REPLY;
	}
	close(t->product);
	ic_buf_finish(&px);
	return ok;
}

bool ic_take_pictures(struct ic_zygote *z, const struct ic_pictures_work *work,
    enum ic_reason *why, struct ic_error *err)
{
	struct taking t = { .work = work };
	bool ok;

	*why = IC_REASON_NONE;
	if (work->n > IC_PICTURES_MAX || work->dpi > IC_PICTURE_DPI_MAX) {
		return ic_fail(err, IC_EBUG, "too many pictures at a time");
	}
	if (work->n == 0) {
		return true;
	}
	ok = make_job(&t, err) && run(&t, z, err);
	*why = t.why;
	ic_buf_finish(&t.job);
	return ok;
}
