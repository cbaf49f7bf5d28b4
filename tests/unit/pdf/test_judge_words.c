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
	PLANT("a code stream that nearly ends", STORED,
	    "\xff\xd8"
	    "endstrendstre Quimbyson"),
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

struct scene {
	const char *name;
	const char *pages[PAGES];
	enum where where;
	const char *what;
	bool found;
	uint32_t page;
};

#define BOXED(text) "BT /F 10 Tf 80 640 Td (" text ") Tj ET\n"
#define SHOWN(text) "BT /F 10 Tf 72 600 Td (" text ") Tj ET\n"
#define NOTHING "<</Type 1>>"

/* 48 points wide, of which the box takes 20: Quim is under it, byson not. */
#define CUT "BT /F 10 Tf 280 640 Td (Quimbyson) Tj ET\n"

#define BROKEN "BT /F 6 Tf 80 645 Td (Quim-) Tj 0 -7 Td (byson) Tj ET\n"
#define BROKEN_OPEN "BT /F 10 Tf 72 600 Td (Quim-) Tj 0 -12 Td (byson) Tj ET\n"

static const struct scene scenes[] = {
	{ "covered here, to be seen there",
	    { BOXED("Quimbyson"), SHOWN("Quimbyson"), OPEN }, OBJECT,
	    "<</A(Quimbyson)>>", false, 0 },
	{ "to be seen in another case",
	    { BOXED("Quimbyson"), SHOWN("by QUIMBYSON, too"), OPEN }, OBJECT,
	    "<</A(Quimbyson)>>", false, 0 },
	{ "covered on the second page alone",
	    { OPEN, BOXED("Quimbyson"), OPEN }, OBJECT, "<</A(Quimbyson)>>",
	    true, 1 },
	{ "covered twice, in the layer of the third page",
	    { BOXED("Quimbyson"), BOXED("Quimbyson"), OPEN }, LAYER, SHOW(WIDE),
	    true, 0 },
	{ "elsewhere in white on white",
	    { BOXED("Quimbyson"), "1 g " SHOWN("Quimbyson"), OPEN }, OBJECT,
	    "<</A(Quimbyson)>>", true, 0 },
	{ "elsewhere invisible and without ink",
	    { BOXED("Quimbyson"), "BT 3 Tr ET " SHOWN("Quimbyson"), OPEN },
	    OBJECT, "<</A(Quimbyson)>>", true, 0 },
	{ "elsewhere below a bar",
	    { BOXED("Quimbyson"), SHOWN("Quimbyson") "0 g 60 590 120 30 re f",
		OPEN },
	    OBJECT, "<</A(Quimbyson)>>", true, 0 },
	{ "elsewhere as a part of a longer word",
	    { BOXED("Quimbyson"), SHOWN("Quimbysoniad"), OPEN }, OBJECT,
	    "<</A(Quimbyson)>>", true, 0 },
	{ "invisible under the box", { "BT 3 Tr ET " COVERED, OPEN, OPEN },
	    OBJECT, "<</A(Quimbyson)>>", true, 0 },
	{ "white under the box", { "1 g " COVERED, OPEN, OPEN }, OBJECT,
	    "<</A(Quimbyson)>>", true, 0 },
	{ "cut by the box's edge", { CUT, OPEN, OPEN }, OBJECT, NOTHING, false,
	    0 },
	{ "the word that the edge cuts", { CUT, OPEN, OPEN }, OBJECT,
	    "<</A(Quimbyson)>>", true, 0 },
	{ "what of it lay under the box", { CUT, OPEN, OPEN }, OBJECT,
	    "<</A(quim)>>", true, 0 },
	{ "what of it did not", { CUT, OPEN, OPEN }, OBJECT, "<</A(byson)>>",
	    false, 0 },
	{ "broken over a line under the box", { BROKEN, OPEN, OPEN }, OBJECT,
	    "<</A(Quimbyson)>>", true, 0 },
	{ "one half of it", { BROKEN, OPEN, OPEN }, OBJECT, "<</A(byson)>>",
	    true, 0 },
	{ "broken over a line in the open",
	    { BOXED("Quimbyson"), BROKEN_OPEN, OPEN }, OBJECT,
	    "<</A(Quimbyson)>>", false, 0 },
	{ "an accent in Latin-1", { BOXED("Jos\\351"), OPEN, OPEN }, OBJECT,
	    "<</A(JOS\xc9)>>", true, 0 },
	{ "an accent in UTF-8", { BOXED("Jos\\351"), OPEN, OPEN }, OBJECT,
	    "<</A(Jos\xc3\xa9)>>", true, 0 },
	{ "an accent apart in UTF-8", { BOXED("Jos\\351"), OPEN, OPEN }, OBJECT,
	    "<</A(Jose\xcc\x81)>>", true, 0 },
	{ "an accent apart in the layer", { BOXED("Jos\\351"), OPEN, OPEN },
	    LAYER, SHOW("004A006F007300650301"), true, 0 },
	{ "the word without its accent", { BOXED("Jos\\351"), OPEN, OPEN },
	    OBJECT, "<</A(Jose)>>", false, 0 },
	{ "a ligature", { BOXED("Kofi"), OPEN, OPEN }, OBJECT,
	    "<</A<FEFF004B006FFB01>>>", true, 0 },
	{ "the writer's vocabulary",
	    { BOXED("Resources Page stream Type Width Adobe Identity"), OPEN,
		OPEN },
	    OBJECT, NOTHING, false, 0 },
	{ "what the fonts say of themselves",
	    { BOXED("Copyright Design Development Nimbus Regular"), OPEN,
		OPEN },
	    OBJECT, NOTHING, false, 0 },
	{ "the writer's vocabulary in a string",
	    { BOXED("Adobe Resources"), OPEN, OPEN }, OBJECT,
	    "<</A(Resources)>>", true, 0 },
	{ "and in the layer", { BOXED("Catalog"), OPEN, OPEN }, LAYER,
	    SHOW("0043006100740061006C006F0067"), true, 0 },
	{ "what the plan prints",
	    { BOXED("PII COE000001 CONFIDENTIAL ORDER IA"), OPEN, OPEN },
	    OBJECT, NOTHING, false, 0 },
	{ "what the plan prints, in the layer",
	    { BOXED("PII CONFIDENTIAL"), OPEN, OPEN }, LAYER,
	    SHOW("005000490049"), true, 0 },
	{ "short words", { BOXED("a b 1 2 0 I of W K Q f"), OPEN, OPEN },
	    OBJECT, NOTHING, false, 0 },
	{ "a long number as a number",
	    { BOXED("4111222233334444"), OPEN, OPEN }, OBJECT,
	    "<</N 4111222233334444>>", true, 0 },
	{ "a very long word in deep samples",
	    { BOXED("Quimbysonianismus"), OPEN, OPEN }, DEEP,
	    "..Quimbysonianismus..", true, 0 },
	{ "a word of like letters in samples",
	    { BOXED("UUUUUUUUUU"), OPEN, OPEN }, SAMPLES, "..UUUUUUUUUUUU..",
	    false, 0 },
};

#define SCENES (int)(sizeof(scenes) / sizeof(scenes[0]))

START_TEST(what_is_covered_and_what_is_seen_is_told_apart)
{
	const struct scene *c = &scenes[_i];
	int from = source(c->pages);
	struct told t;

	make_product(from);
	plant(c->where, c->what, strlen(c->what));
	t = judge_seed(from);
	if (c->found) {
		expect_word(c->name, &t, c->page, c->page);
	} else {
		expect_pass(c->name, &t);
	}
	close(from);
}
END_TEST

START_TEST(a_word_of_a_page_that_is_covered_whole_has_a_page_and_no_box)
{
	static const char *const pages[PAGES] = { OPEN, OPEN,
		SHOWN("Quimbyson") };
	int from = source(pages);
	struct told t;

	made.pages[2].whole = 1;
	make_product(from);
	t = judge_seed(from);
	expect_pass("whole", &t);
	plant(OBJECT, "<</A(Quimbyson)>>", 17);
	t = judge_seed(from);
	expect_word("whole", &t, 2, UINT32_MAX);
	close(from);
}
END_TEST

START_TEST(bytes_that_belong_to_no_object_are_read)
{
	static const char *const pages[PAGES] = { COVERED, OPEN, OPEN };
	static const char *const tails[] = { "Quimbyson", "%Quimbyson\n",
		"stream\nQuimbyson", "(Quimbyson", "<5175696D6279736F6E",
		"/Quimbyson" };
	int from = source(pages);

	make_product(from);
	for (size_t i = 0; i < sizeof(tails) / sizeof(tails[0]); i++) {
		struct ic_buf bytes = { 0 };
		struct told t;

		seed_write(&seed, &bytes);
		ic_buf_puts(&bytes, tails[i]);
		t = judge_bytes(&bytes, from);
		expect_word(tails[i], &t, 0, 0);
		ic_buf_finish(&bytes);
	}
	close(from);
}
END_TEST

/* However the reader's windows fall. */
START_TEST(a_word_is_found_at_any_place_of_a_long_stream)
{
	static const char *const pages[PAGES] = { COVERED, OPEN, OPEN };
	static char data[140000];
	int from = source(pages);

	make_product(from);
	for (size_t at = 65536 - 10; at <= 65536; at += 2) {
		static const char word[] = "Quimbyson";
		unsigned number = seed.n;
		struct told t;

		memset(data, 0xff, sizeof(data));
		memcpy(data + at, word, sizeof(word) - 1);
		plant(SAMPLES, data, sizeof(data));
		t = judge_seed(from);
		expect_word(word, &t, 0, 0);
		ic_buf_finish(&seed.object[number]);
		seed.n = number;
	}
	close(from);
}
END_TEST

/* Else a stored measure would tell whether words are under the boxes. */
START_TEST(what_is_measured_does_not_depend_on_what_is_covered)
{
	static const char *const words[PAGES] = { COVERED, OPEN, OPEN };
	static const char *const none[PAGES] = { OPEN, OPEN, OPEN };
	int with = source(words), without = source(none);
	struct told a, b;

	make_product(with);
	a = judge_seed(with);
	b = judge_seed(without);
	expect_pass("with", &a);
	expect_pass("without", &b);
	ck_assert_int_eq(a.searched, b.searched);
	close(with);
	close(without);
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
	tcase_add_loop_test(t, what_is_covered_and_what_is_seen_is_told_apart,
	    0, SCENES);
	tcase_add_test(t,
	    a_word_of_a_page_that_is_covered_whole_has_a_page_and_no_box);
	tcase_add_test(t, bytes_that_belong_to_no_object_are_read);
	tcase_add_test(t, a_word_is_found_at_any_place_of_a_long_stream);
	tcase_add_test(t, what_is_measured_does_not_depend_on_what_is_covered);
	suite_add_tcase(s, t);
	return s;
}
