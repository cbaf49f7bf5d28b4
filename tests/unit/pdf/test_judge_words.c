/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Proof 4: a production of three pages is made, a word is planted in it in
 * every place and spelling that there is, and the judge is to say under which
 * box it stood; and what looks like a survivor and is none must pass.
 */
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "core/job.h"
#include "core/reply.h"
#include "make.h"
#include "pdf/document.h"
#include "pdf/roles.h"
#include "seed.h"
#include "suites.h"
#include "testpdf.h"

#define PAGES 3

/* What lies under the box of the first page, 72 to 300, 636 to 652. */
#define COVERED "BT /F 10 Tf 80 640 Td (Zq Quimbyson 4412-77 x) Tj ET\n"

#define OPEN "BT /F 10 Tf 72 600 Td (An open page) Tj ET\n"

static struct make made;
static struct ic_zygote *zygote;
static struct seed seed;

static void setup(void)
{
	struct ic_error err = { 0 };

	ck_assert_msg(ic_zygote_open(ic_pdf_roles, IC_ROLES, true, &zygote,
			  &err),
	    "%s", err.msg);
	make_slice(&made, PAGES, false);
	made.slice.dpi = 100;
}

static void teardown(void)
{
	ic_zygote_close(zygote);
	seed_finish(&seed);
}

/* Letter pages of these contents, Helvetica in WinAnsi as /F. */
static int source(const char *const content[PAGES])
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
	for (int i = 0; i < PAGES; i++) {
		testpdf_object(&t,
		    "<</Type/Page/Parent 2 0 R/Contents %d 0 R>>", 5 + 2 * i);
		testpdf_stream(&t, "", content[i] ? content[i] : "");
	}
	testpdf_end(&t);
	fd = testpdf_fd(&t);
	testpdf_finish(&t);
	return fd;
}

/* Have it made, and take the product apart. */
static void make_product(int from)
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
	ck_assert(ic_slice_pack(&made.slice, &slice, &err));
	ck_assert(ic_job_join(&slice, NULL, &job, &err));
	spawn.job = job.data;
	spawn.len = job.len;
	ck_assert_msg(ic_zygote_spawn(zygote, &spawn, &p, &err), "%s", err.msg);
	wait = (struct pollfd){ p.reply, POLLIN, 0 };
	while (poll(&wait, 1, 60000) == 1 &&
	    read(p.reply, &r, sizeof(r)) == sizeof(r)) {
		;
	}
	ck_assert_int_eq(ic_proc_reap(&p), IC_EXIT_OK);
	ck_assert_int_eq(r.kind, IC_REPLY_END);
	ck_assert_int_eq(r.u.end.reason, IC_REASON_NONE);
	seed_finish(&seed);
	seed_load(&seed, path);
	unlink(path);
	close(product);
	ic_buf_finish(&slice);
	ic_buf_finish(&job);
}

/* What proof 4 said. */
struct told {
	unsigned faults, passed, measured;
	enum ic_fault fault; /* the first, and where */
	uint32_t page, box;
	int32_t searched;
};

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

static struct told judge_bytes(const struct ic_buf *bytes, int from)
{
	int fd = file_of(bytes);
	struct ic_document doc, original;
	struct told t = { 0 };

	ck_assert_int_eq(ic_document_open(&doc, fd, ""), IC_REASON_NONE);
	ck_assert_int_eq(ic_document_open(&original, from, ""), IC_REASON_NONE);
	ic_judge_content(&doc, &original, &made.slice, hear, &t);
	ic_document_close(&original);
	ic_document_close(&doc);
	close(fd);
	return t;
}

static struct told judge_seed(int from)
{
	struct ic_buf bytes = { 0 };
	struct told t;

	seed_write(&seed, &bytes);
	t = judge_bytes(&bytes, from);
	ic_buf_finish(&bytes);
	return t;
}

static void expect_word(const char *name, const struct told *t, uint32_t page,
    uint32_t box)
{
	ck_assert_msg(t->faults > 0 && t->fault == IC_FAULT_WORD && !t->passed,
	    "%s: %u faults, %s", name, t->faults, ic_fault_sentence(t->fault));
	ck_assert_msg(t->page == page && t->box == box,
	    "%s: page %u, box %u, not %u, %u", name, t->page, t->box, page,
	    box);
}

static void expect_pass(const char *name, const struct told *t)
{
	ck_assert_msg(t->faults == 0 && t->passed == 1 && t->measured == 1,
	    "%s: %u faults, %s, passed %u, measured %u", name, t->faults,
	    ic_fault_sentence(t->fault), t->passed, t->measured);
}

/* How a plant goes into the product. */
enum where {
	LAYER,   /* operators at the end of the third page's content */
	OBJECT,  /* an object of its own */
	STREAM,  /* the deflated bytes of a stream of its own */
	STORED,  /* the same bytes as they are */
	SAMPLES, /* a picture of two bits, deflated */
	DEEP,    /* a picture of eight bits, deflated */
	FONT     /* a font program, deflated */
};

static void plant_stream(const char *keys, const char *data, size_t n,
    bool deflated)
{
	char body[256];
	unsigned at;

	snprintf(body, sizeof(body),
	    "<<%s/Filter/FlateDecode/Length 1>>\nstream\nx\nendstream", keys);
	at = seed_add(&seed, body);
	if (deflated) {
		seed_deflate(&seed, at, data, n);
	} else {
		seed_stream(&seed, at, data, n);
	}
}

#define IMAGE "/Type/XObject/Subtype/Image/Width 9/Height 9"

static void plant(enum where where, const char *what, size_t n)
{
	switch (where) {
	case LAYER:
		seed_content(&seed, 2, "", what);
		break;
	case OBJECT:
		seed_add(&seed, what);
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

/* "Quimbyson" in UTF-16BE, as digits. */
#define WIDE "005100750069006D006200790073006F006E"
#define SHOW(hex) "BT 3 Tr /T0 10 Tf 1 0 0 1 72 500 Tm <" hex "> Tj ET\n"

struct planted {
	const char *name;
	enum where where;
	const char *what;
	size_t n;
};

#define PLANT(name_, where_, text) \
	{ \
		name_, where_, text, sizeof(text) - 1 \
	}

static const struct planted survivors[] = {
	PLANT("a word in the layer", LAYER, SHOW(WIDE)),
	PLANT("in small letters", LAYER,
	    SHOW("007100750069006D006200790073006F006E")),
	PLANT("in full width", LAYER,
	    SHOW("FF31FF55FF49FF4DFF42FF59FF53FF4FFF4E")),
	PLANT("between other characters", LAYER,
	    SHOW("0028" WIDE "002C0020005A")),
	PLANT("in two pieces", LAYER,
	    "BT 3 Tr /T0 10 Tf 1 0 0 1 72 500 Tm <005100750069006D> Tj "
	    "<006200790073006F006E> Tj ET\n"),
	PLANT("in pieces of one operator", LAYER,
	    "BT 3 Tr /T0 10 Tf 1 0 0 1 72 500 Tm [<005100750069006D> 0 "
	    "<006200790073006F006E>] TJ ET\n"),
	PLANT("a word of two letters", LAYER, SHOW("007A0071")),
	PLANT("a word of one letter", LAYER, SHOW("0078")),
	PLANT("a number without its hyphen", LAYER,
	    SHOW("003400340031003200370037")),
	PLANT("a part of the number", LAYER, SHOW("0034003400310032")),
	PLANT("visible text that nobody planned", LAYER,
	    "BT 0 Tr /T0 10 Tf 1 0 0 1 72 500 Tm <" WIDE "> Tj ET\n"),
	PLANT("a literal string", LAYER,
	    "BT 3 Tr /T0 10 Tf (Quimbyson) Tj ET\n"),
	PLANT("a literal string in the label font", LAYER,
	    "BT 3 Tr /F0 10 Tf (Quimbyson) Tj ET\n"),
	PLANT("an operand of marked content", LAYER,
	    "/Span <</ActualText(Quimbyson)>> BDC EMC\n"),
	PLANT("a comment in a content", LAYER, "% of Quimbyson\n"),
	PLANT("a name in a content", LAYER, "/Quimbyson Do\n"),
	PLANT("a string of an object", OBJECT, "<</A(for Quimbyson only)>>"),
	PLANT("a short word in a string", OBJECT, "<</A(to zq.)>>"),
	PLANT("escapes", OBJECT, "<</A(\\121uim\\142yson)>>"),
	PLANT("a broken line in a string", OBJECT, "<</A(Quim\\\nbyson)>>"),
	PLANT("nested parentheses", OBJECT, "<</A((a)(Quimbyson))>>"),
	PLANT("hexadecimal digits of a string", OBJECT,
	    "<</A<51 75 69 6d6279736F6E>>>"),
	PLANT("UTF-16 with its mark", OBJECT, "<</A<FEFF" WIDE ">>>"),
	PLANT("UTF-16 the other way round", OBJECT,
	    "<</A<FFFE5100750069006D006200790073006F006E00>>>"),
	PLANT("digits as text", OBJECT, "<</A(5175696d6279736f6e)>>"),
	PLANT("wide digits as text", OBJECT, "<</A(" WIDE ")>>"),
	PLANT("a name", OBJECT, "<</Quimbyson true>>"),
	PLANT("a name as a value", OBJECT, "<</A/by.Quimbyson>>"),
	PLANT("a name in digits", OBJECT, "<</A/Q#75imbyson>>"),
	PLANT("a comment", OBJECT, "<</A 1>>%Quimbyson"),
	PLANT("a word that is no token", OBJECT, "<</A Quimbyson>>"),
	PLANT("a stream that nothing refers to", STREAM, "by Quimbyson"),
	PLANT("a string in an object stream", STREAM,
	    "8 0 9 12 <</T(Quimbyson)>>"),
	PLANT("a CMap that maps to a word", STREAM,
	    "begincmap 1 beginbfchar <0001> <" WIDE "> endbfchar endcmap"),
	PLANT("bytes of a code stream", STORED,
	    "\xff\xd8"
	    "Quimbyson"),
	PLANT("capitals in a code stream", STORED, "\xff\xd8QUIMBYSON"),
	PLANT("UTF-16 in a code stream", STORED,
	    "\xff\xd8\0Q\0u\0i\0m\0b\0y\0s\0o\0n"),
	PLANT("UTF-16 the other way in a code stream", STORED,
	    "\xff\xd8Q\0u\0i\0m\0b\0y\0s\0o\0n\0"),
	PLANT("digits in a code stream", STORED,
	    "\xff\xd8"
	    "5175696D6279736F6E"),
	PLANT("small letters in samples", SAMPLES, "\xff\xff quimbyson\xff"),
	PLANT("digits in samples", SAMPLES,
	    "\1\2"
	    "5175696d6279736f6e"),
	PLANT("a word in a font", FONT, "\1\4CIDquimbyson\2"),
};

#define SURVIVORS (int)(sizeof(survivors) / sizeof(survivors[0]))

START_TEST(a_covered_word_is_found_wherever_it_survives)
{
	static const char *const pages[PAGES] = { COVERED, OPEN, OPEN };
	const struct planted *p = &survivors[_i];
	int from = source(pages);
	struct told t;

	make_product(from);
	plant(p->where, p->what, p->n);
	t = judge_seed(from);
	expect_word(p->name, &t, 0, 0);
	close(from);
}
END_TEST

static const struct planted innocent[] = {
	PLANT("nothing", OBJECT, "<</A 1>>"),
	PLANT("a longer word in the layer", LAYER, SHOW(WIDE "006900610064")),
	PLANT("a longer word in a string", OBJECT, "<</A(zqs 14412 x2)>>"),
	PLANT("a shorter word in a string", OBJECT, "<</A(Quimby son)>>"),
	PLANT("a size as large as a number", OBJECT, "<</A 4412/B 77>>"),
	PLANT("a place as far as a number", LAYER, "1 0 0 1 4412 77 cm\n"),
	PLANT("a short word among bytes", STORED,
	    "\xff\xd8"
	    "\1zq\1"),
	PLANT("a short word in samples", SAMPLES, "\1 zq 4412-77 \2"),
	PLANT("a word in smooth samples", DEEP, "\1Quimbyson\2"),
	PLANT("a CMap's characters", STREAM,
	    "begincmap 1 beginbfchar <0001> <0078> endbfchar endcmap"),
	PLANT("glyph numbers that would spell it", LAYER,
	    "BT 3 Tr /F0 10 Tf <" WIDE "> Tj ET\n"),
};

#define INNOCENT (int)(sizeof(innocent) / sizeof(innocent[0]))

START_TEST(what_is_no_word_of_its_own_is_no_survivor)
{
	static const char *const pages[PAGES] = { COVERED, OPEN, OPEN };
	const struct planted *p = &innocent[_i];
	int from = source(pages);
	struct told t;

	make_product(from);
	plant(p->where, p->what, p->n);
	t = judge_seed(from);
	expect_pass(p->name, &t);
	ck_assert_int_gt(t.searched, 1000);
	close(from);
}
END_TEST

Suite *suite_judge_words(void)
{
	Suite *s = suite_create("judge_words");
	TCase *t = tcase_create("judge_words");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_set_timeout(t, 120);
	tcase_add_loop_test(t, a_covered_word_is_found_wherever_it_survives, 0,
	    SURVIVORS);
	tcase_add_loop_test(t, what_is_no_word_of_its_own_is_no_survivor, 0,
	    INNOCENT);
	suite_add_tcase(s, t);
	return s;
}
