/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "against.h"

#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "core/job.h"
#include "core/reply.h"
#include "pdf/roles.h"
#include "plants.h"
#include "testpdf.h"
#include "unit.h"

#define COMMON \
	"BT /F 10 Tf 72 600 Td (Interview of 14 May at the station) Tj ET\n" \
	"BT /F 10 Tf 80 640 Td (under the box) Tj ET\n"

#define MAP \
	"/CIDInit /ProcSet findresource begin 12 dict begin begincmap " \
	"1 begincodespacerange <00> <FF> endcodespacerange " \
	"8 beginbfchar <41> <05D0> <42> <05D1> <43> <05D2> <44> <05D3> " \
	"<4C> <006600660069> <53> <D83DDE00> <47> <006100200062> " \
	"<50> <D835DC5D> endbfchar endcmap end end"

struct make against_made;
char against_path[64];

static struct ic_zygote *zygote;

void against_open(void)
{
	struct ic_error err = { 0 };
	int fd;

	ck_assert_msg(ic_zygote_open(ic_pdf_roles, IC_ROLES, true, &zygote,
			  &err),
	    "%s", err.msg);
	make_slice(&against_made, 1, false);
	against_made.slice.dpi = 300;
	snprintf(against_path, sizeof(against_path), "/tmp/ic-against-XXXXXX");
	fd = mkstemp(against_path);
	ck_assert_int_ge(fd, 0);
	close(fd);
}

void against_close(void)
{
	unlink(against_path);
	ic_zygote_close(zygote);
	zygote = NULL;
}

static void add_fonts(struct testpdf *t)
{
	testpdf_object(t,
	    "<</Type/Font/Subtype/Type1/BaseFont/Helvetica"
	    "/Encoding/WinAnsiEncoding/ToUnicode 6 0 R>>");
	testpdf_stream(t, "", MAP);
	testpdf_object(t,
	    "<</Type/Font/Subtype/Type0/BaseFont/MSung"
	    "/Encoding/UniJIS-UCS2-H/DescendantFonts[9 0 R]>>");
	testpdf_object(t,
	    "<</Type/Font/Subtype/Type0/BaseFont/MSung"
	    "/Encoding/UniJIS-UCS2-V/DescendantFonts[9 0 R]>>");
	testpdf_object(t,
	    "<</Type/Font/Subtype/CIDFontType0/BaseFont/MSung"
	    "/CIDSystemInfo<</Registry(Adobe)/Ordering(Japan1)/Supplement 2"
	    ">>/FontDescriptor 10 0 R>>");
	testpdf_object(t,
	    "<</Type/FontDescriptor/FontName/MSung/Flags 4"
	    "/FontBBox[0 -120 1000 880]/ItalicAngle 0/Ascent 880"
	    "/Descent -120/CapHeight 700/StemV 80>>");
	testpdf_object(t,
	    "<</Type/Font/Subtype/Type3/FontMatrix"
	    "[0.001 0 0 0.001 0 0]/FontBBox[0 -200 1000 800]/FirstChar 65"
	    "/LastChar 66/Widths[700 700]/CharProcs<</A 12 0 R/B 13 0 R>>"
	    "/Resources<<>>/Encoding<</Differences[65/A/B]>>>>");
	testpdf_stream(t, "",
	    "700 0 0 0 600 700 d1 100 0 200 700 re f 100 0 500 200 re f");
	testpdf_stream(t, "",
	    "700 0 0 0 600 700 d1 400 0 200 700 re f 100 0 500 200 re f");
}

int against_source(const char *keys, const char *content)
{
	static struct testpdf t;
	char text[2048];
	int fd;

	testpdf_begin(&t);
	testpdf_object(&t, "<</Type/Catalog/Pages 2 0 R>>");
	testpdf_object(&t, "<</Type/Pages/Kids[3 0 R]/Count 1>>");
	testpdf_object(&t,
	    "<</Type/Page/Parent 2 0 R/Contents 4 0 R%s/Resources<</Font<<"
	    "/F<</Type/Font/Subtype/Type1/BaseFont/Helvetica"
	    "/Encoding/WinAnsiEncoding>>"
	    "/M 5 0 R/J 7 0 R/V 8 0 R/T 11 0 R>>>>>>",
	    keys);
	ck_assert_int_lt(snprintf(text, sizeof(text), "%s%s", COMMON, content),
	    (int)sizeof(text));
	testpdf_stream(&t, "", text);
	add_fonts(&t);
	testpdf_end(&t);
	fd = testpdf_fd(&t);
	testpdf_finish(&t);
	return fd;
}

static void hear(struct told *t, const struct ic_reply *r)
{
	if (r->kind == IC_REPLY_END) {
		t->end = (enum ic_reason)r->u.end.reason;
	} else if (r->kind == IC_REPLY_MEASURE &&
	    r->u.measure.proof == IC_PROOF_COLLATERAL) {
		t->measured = true;
		t->worst = r->u.measure.measured[1];
		t->characters = r->u.measure.measured[2];
	} else if (r->kind == IC_REPLY_PROOF &&
	    r->u.proof.proof == IC_PROOF_COLLATERAL) {
		t->passed = t->passed || r->u.proof.ok;
		t->worst = r->u.proof.ok ? t->worst : r->u.proof.measured[1];
		if (t->fault == IC_FAULT_NONE) {
			t->fault = (enum ic_fault)r->u.proof.fault;
			t->page = r->page;
			t->box = r->u.proof.box;
		}
	}
}

static struct told run(unsigned role, int in, int product, int original)
{
	struct ic_spawn spawn = { .role = role,
		.source = in,
		.product = product,
		.original = original,
		.cpu_seconds = 60 };
	struct told t = { .end = IC_REASON_COUNT };
	struct ic_buf slice = { 0 }, job = { 0 };
	struct ic_error err = { 0 };
	struct ic_proc p;
	struct ic_reply r;
	struct pollfd wait;

	ck_assert(ic_slice_pack(&against_made.slice, &slice, &err));
	ck_assert(ic_job_join(&slice, NULL, &job, &err));
	spawn.job = job.data;
	spawn.len = job.len;
	ck_assert_msg(ic_zygote_spawn(zygote, &spawn, &p, &err), "%s", err.msg);
	wait = (struct pollfd){ p.reply, POLLIN, 0 };
	while (poll(&wait, 1, 60000) == 1 &&
	    read(p.reply, &r, sizeof(r)) == sizeof(r)) {
		hear(&t, &r);
	}
	ck_assert_int_eq(ic_proc_reap(&p, NULL), IC_EXIT_OK);
	ic_buf_finish(&slice);
	ic_buf_finish(&job);
	return t;
}

void against_make(int source)
{
	int fd = open(against_path, O_RDWR | O_TRUNC | O_CLOEXEC);

	ck_assert_int_ge(fd, 0);
	ck_assert_int_eq(run(IC_ROLE_MAKE, source, fd, -1).end, IC_REASON_NONE);
	close(fd);
}

struct told against_judge(int original)
{
	int fd = open(against_path, O_RDONLY | O_CLOEXEC);
	struct told t;

	ck_assert_int_ge(fd, 0);
	t = run(IC_ROLE_CONTENT, fd, -1, original);
	close(fd);
	return t;
}

void against_plant(void (*plant)(void))
{
	seed_finish(&plant_seed);
	seed_load(&plant_seed, against_path);
	plant();
	seed_write(&plant_seed, &plant_bytes);
	seed_save(&plant_bytes, against_path);
}

static const char *exchange[2];

static void plant_exchange(void)
{
	plant_word(exchange[0], exchange[1]);
}

void against_exchange(const char *from, const char *to)
{
	exchange[0] = from;
	exchange[1] = to;
	against_plant(plant_exchange);
}
