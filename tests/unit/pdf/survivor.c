/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "survivor.h"

#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "core/job.h"
#include "core/reply.h"
#include "pdf/document.h"
#include "pdf/roles.h"
#include "unit.h"
#include "testpdf.h"

struct make survivor_made;
static struct ic_zygote *zygote;
struct seed survivor_seed;

void survivor_setup(void)
{
	struct ic_error err = { 0 };

	ck_assert_msg(ic_zygote_open(ic_pdf_roles, IC_ROLES, true, &zygote,
			  &err),
	    "%s", err.msg);
	make_slice(&survivor_made, SURVIVOR_PAGES, false);
	survivor_made.slice.dpi = 100;
}

void survivor_teardown(void)
{
	ic_zygote_close(zygote);
	seed_finish(&survivor_seed);
}

int survivor_source(const char *const content[SURVIVOR_PAGES])
{
	struct testpdf t = { 0 };
	int fd;

	testpdf_begin(&t);
	testpdf_object(&t, "<</Type/Catalog/Pages 2 0 R>>");
	testpdf_object(&t,
	    "<</Type/Pages/Count 3/Kids[4 0 R 6 0 R 8 0 R]"
	    "/MediaBox[0 0 612 792]/Resources<</Font<</F 3 0 R>>>>>>");
	testpdf_object(&t,
	    "<</Type/Font/Subtype/Type1/BaseFont/Helvetica"
	    "/Encoding/WinAnsiEncoding>>");
	for (int i = 0; i < SURVIVOR_PAGES; i++) {
		testpdf_object(&t,
		    "<</Type/Page/Parent 2 0 R/Contents %d 0 R>>", 5 + 2 * i);
		testpdf_stream(&t, "", content[i] ? content[i] : "");
	}
	testpdf_end(&t);
	fd = testpdf_fd(&t);
	testpdf_finish(&t);
	return fd;
}

void survivor_make(int from)
{
	char path[] = "/tmp/ic-words-XXXXXX";
	int product = mkstemp(path);
	struct ic_spawn spawn = { .role = IC_ROLE_MAKE,
		.source = from,
		.product = product,
		.original = -1,
		.cpu_seconds = 60 };
	struct ic_buf slice = { 0 }, job = { 0 };
	struct ic_error err = { 0 };
	struct ic_reply r = { 0 };
	struct ic_proc p;
	struct pollfd wait;

	ck_assert(product >= 0);
	ck_assert(ic_slice_pack(&survivor_made.slice, &slice, &err));
	ck_assert(ic_job_join(&slice, NULL, &job, &err));
	spawn.job = job.data;
	spawn.len = job.len;
	ck_assert_msg(ic_zygote_spawn(zygote, &spawn, &p, &err), "%s", err.msg);
	wait = (struct pollfd){ p.reply, POLLIN, 0 };
	while (poll(&wait, 1, 60000) == 1 &&
	    read(p.reply, &r, sizeof(r)) == sizeof(r)) {
		;
	}
	ck_assert_int_eq(ic_proc_reap(&p, NULL), IC_EXIT_OK);
	ck_assert_int_eq(r.kind, IC_REPLY_END);
	ck_assert_int_eq(r.u.end.reason, IC_REASON_NONE);
	seed_finish(&survivor_seed);
	seed_load(&survivor_seed, path);
	unlink(path);
	close(product);
	ic_buf_finish(&slice);
	ic_buf_finish(&job);
}

static void hear(void *user, const struct ic_reply *r)
{
	struct told *t = user;

	if (r->kind == IC_REPLY_MEASURE &&
	    r->u.measure.proof == IC_PROOF_WORDS) {
		t->measured++;
		t->searched = r->u.measure.measured[0];
	} else if (r->kind == IC_REPLY_PROOF &&
	    r->u.proof.proof == IC_PROOF_WORDS) {
		t->passed += r->u.proof.ok;
		if (!r->u.proof.ok && t->faults++ == 0) {
			t->fault = (enum ic_fault)r->u.proof.fault;
			t->page = r->page;
			t->box = r->u.proof.box;
		}
	}
}

static int file_of(const struct ic_buf *bytes)
{
	int fd = memfd_create("product", MFD_CLOEXEC);

	ck_assert_int_ge(fd, 0);
	ck_assert_int_eq(write(fd, bytes->data, bytes->len),
	    (ssize_t)bytes->len);
	return fd;
}

struct told survivor_judge_bytes(const struct ic_buf *bytes, int from)
{
	int fd = file_of(bytes);
	struct ic_document doc, original;
	struct told t = { 0 };

	ck_assert_int_eq(ic_document_open(&doc, fd, ""), IC_REASON_NONE);
	ck_assert_int_eq(ic_document_open(&original, from, ""), IC_REASON_NONE);
	ic_judge_content(&doc, &original, &survivor_made.slice, hear, &t);
	ic_document_close(&original);
	ic_document_close(&doc);
	close(fd);
	return t;
}

struct told survivor_judge(int from)
{
	struct ic_buf bytes = { 0 };
	struct told t;

	seed_write(&survivor_seed, &bytes);
	t = survivor_judge_bytes(&bytes, from);
	ic_buf_finish(&bytes);
	return t;
}

void survivor_found(const char *name, const struct told *t, uint32_t page,
    uint32_t box)
{
	ck_assert_msg(t->faults > 0 && t->fault == IC_FAULT_WORD && !t->passed,
	    "%s: %u faults, %s", name, t->faults, ic_fault_sentence(t->fault));
	ck_assert_msg(t->page == page && t->box == box,
	    "%s: page %u, box %u, not %u, %u", name, t->page, t->box, page,
	    box);
}

void survivor_none(const char *name, const struct told *t)
{
	ck_assert_msg(t->faults == 0 && t->passed == 1 && t->measured == 1,
	    "%s: %u faults, %s, passed %u, measured %u", name, t->faults,
	    ic_fault_sentence(t->fault), t->passed, t->measured);
}

static void plant_stream(const char *keys, const char *data, size_t n,
    bool deflated)
{
	char body[256];
	unsigned at;

	snprintf(body, sizeof(body),
	    "<<%s/Filter/FlateDecode/Length 1>>\nstream\nx\nendstream", keys);
	at = seed_add(&survivor_seed, body);
	if (deflated) {
		seed_deflate(&survivor_seed, at, data, n);
	} else {
		seed_stream(&survivor_seed, at, data, n);
	}
}

#define IMAGE "/Type/XObject/Subtype/Image/Width 9/Height 9"

void survivor_plant(enum where where, const char *what, size_t n)
{
	switch (where) {
	case LAYER:
		seed_content(&survivor_seed, 2, "", what);
		break;
	case OBJECT:
		seed_add(&survivor_seed, what);
		break;
	case STREAM:
	case STORED:
		plant_stream("", what, n, where == STREAM);
		break;
	case SAMPLES:
		plant_stream(IMAGE "/BitsPerComponent 2", what, n, true);
		break;
	case DEEP:
		plant_stream(IMAGE "/BitsPerComponent 8", what, n, true);
		break;
	case FONT:
		plant_stream("/Length1 99", what, n, true);
		break;
	}
}
