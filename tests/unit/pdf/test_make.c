/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/job.h"
#include "core/reply.h"
#include "pdf/document.h"
#include "pdf/judge_content.h"
#include "pdf/roles.h"
#include "pdf/structure.h"
#include "suites.h"
#include "testpdf.h"

#define PAGES 8

static struct testpdf t;
static struct ic_slice slice;
static struct ic_slice_page pages[PAGES];
static struct ic_slice_box boxes[PAGES];
static char strings[512];
static const char *password;
static rlim_t largest;
static char path[] = "/tmp/ic-make-XXXXXX";

/* What the child said. */
static struct ic_reply said[64];
static unsigned nsaid;
static int status;

static uint32_t intern(const char *text)
{
	uint32_t at = slice.nstrings;

	strcpy(strings + at, text);
	slice.nstrings += (uint32_t)strlen(text) + 1;
	return at;
}

/* Pages of 300 x 200 pt with a number each and a box on "Secret". */
static void plan(uint32_t n)
{
	char number[16];

	slice = (struct ic_slice){ .dpi = 150,
		.size = 10000,
		.margin = 9000,
		.labels = 1,
		.legend_at = IC_BOTTOM_LEFT,
		.npages = n,
		.nboxes = n,
		.nstrings = 1,
		.source_pages = n,
		.pages = pages,
		.boxes = boxes,
		.strings = strings };
	uint32_t label = intern("PII");

	for (uint32_t i = 0; i < n; i++) {
		snprintf(number, sizeof(number), "COE%06u", i + 1);
		boxes[i] = (struct ic_slice_box){
			{ 95000, 40000, 200000, 65000 }, label, 0
		};
		pages[i] = (struct ic_slice_page){ .size = { 300000, 200000 },
			.number = intern(number),
			.source = i,
			.box = i,
			.nboxes = 1,
			.endorse = 1,
			.number_at = IC_BOTTOM_RIGHT };
	}
}

static void setup(void)
{
	strcpy(path + strlen(path) - 6, "XXXXXX");
	close(mkstemp(path));
	password = "";
	largest = RLIM_INFINITY;
	plan(1);
}

static void teardown(void)
{
	testpdf_finish(&t);
	unlink(path);
}

#define TEXT \
	"BT /F 20 Tf 20 145 Td (Known Secret) Tj 0 -60 Td " \
	"(Rest of the page) Tj ET "

/* A source of n pages with the same contents. */
static void source(uint32_t n, const char *content)
{
	testpdf_finish(&t);
	testpdf_begin(&t);
	testpdf_object(&t, "<</Type/Catalog/Pages 2 0 R>>");
	t.offsets[++t.n] = t.b.len;
	ic_buf_puts(&t.b, "2 0 obj\n<</Type/Pages/Kids[");
	for (uint32_t i = 0; i < n; i++) {
		ic_buf_printf(&t.b, "%u 0 R ", (unsigned)i + 5);
	}
	ic_buf_printf(&t.b, "]/Count %u>>\nendobj\n", (unsigned)n);
	testpdf_stream(&t, "", content);
	testpdf_object(&t,
	    "<</Type/Font/Subtype/Type1"
	    "/BaseFont/Helvetica>>");
	for (uint32_t i = 0; i < n; i++) {
		testpdf_object(&t,
		    "<</Type/Page/Parent 2 0 R/MediaBox"
		    "[0 0 300 200]/Contents 3 0 R/Resources<</Font"
		    "<</F 4 0 R>>>>>>");
	}
	testpdf_end(&t);
}

static _Noreturn void be_child(const struct ic_buf *job, int reply)
{
	int in = testpdf_fd(&t);
	int out = open(path, O_RDWR | O_TRUNC | O_CLOEXEC);
	struct rlimit limit = { largest, largest };

	/* Out of the way first: one of them may be 3, 4 or 5 itself. */
	reply = fcntl(reply, F_DUPFD, 20);
	in = fcntl(in, F_DUPFD, 20);
	out = fcntl(out, F_DUPFD, 20);
	signal(SIGXFSZ, SIG_IGN);
	if (dup2(reply, IC_CHILD_REPLY) < 0 || dup2(in, IC_CHILD_SOURCE) < 0 ||
	    dup2(out, IC_CHILD_PRODUCT) < 0 ||
	    setrlimit(RLIMIT_FSIZE, &limit) != 0) {
		_exit(99);
	}
	_exit(ic_make_run(job->data, job->len));
}

static void listen_to(int fd)
{
	struct ic_reply r;
	struct ic_reply_limits limits = { .pages = slice.npages,
		.boxes = slice.nboxes };

	nsaid = 0;
	while (read(fd, &r, sizeof(r)) == (ssize_t)sizeof(r)) {
		ck_assert_msg(ic_reply_ok(&r, &limits), "kind %u",
		    (unsigned)r.kind);
		if (r.kind != IC_REPLY_BEAT) {
			ck_assert_uint_lt(nsaid, 64);
			said[nsaid++] = r;
		}
	}
}

static void run_job(const struct ic_buf *job)
{
	int pair[2];
	pid_t pid;

	ck_assert_int_eq(socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0,
			     pair),
	    0);
	pid = fork();
	ck_assert_int_ge(pid, 0);
	if (pid == 0) {
		be_child(job, pair[1]);
	}
	close(pair[1]);
	listen_to(pair[0]);
	close(pair[0]);
	ck_assert_int_eq(waitpid(pid, &status, 0), pid);
}

/* Run the maker on `t` and the slice; why it ended. */
static enum ic_reason make(void)
{
	struct ic_buf packed = { 0 }, job = { 0 };
	struct ic_error err = { 0 };

	ck_assert(ic_slice_pack(&slice, &packed, &err));
	ck_assert(ic_job_join(&packed, password, &job, &err));
	run_job(&job);
	ic_buf_finish(&packed);
	ic_buf_finish(&job);
	ck_assert_msg(WIFEXITED(status) && WEXITSTATUS(status) == 0, "%#x",
	    (unsigned)status);
	ck_assert_uint_gt(nsaid, 0);
	ck_assert_uint_eq(said[nsaid - 1].kind, IC_REPLY_END);
	return (enum ic_reason)said[nsaid - 1].u.end.reason;
}

static char *ask(const char *before, const char *after)
{
	static char answer[65536];
	char line[256];
	FILE *p;
	size_t n;

	snprintf(line, sizeof(line), "%s %s %s 2>&1", before, path, after);
	p = popen(line, "r");
	ck_assert_ptr_nonnull(p);
	n = fread(answer, 1, sizeof(answer) - 1, p);
	answer[n] = '\0';
	ck_assert_msg(pclose(p) == 0, "%s: %s", line, answer);
	return answer;
}

static void note_fault(void *user, const struct ic_reply *r)
{
	if (r->kind == IC_REPLY_PROOF && !r->u.proof.ok) {
		*(uint32_t *)user = r->u.proof.fault;
	}
}

/* All judges and qpdf are content with what was made. */
static void judge(void)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	uint32_t fault = IC_FAULT_NONE;
	struct ic_window file;
	struct ic_document doc;
	struct stat st;
	uint8_t *bytes;
	size_t n;

	ic_window_open(&file, fd, IC_WINDOW_PIECE);
	ck_assert_msg(ic_tiler_judge(&file, &slice, note_fault, &fault),
	    "tiler: %s", ic_fault_sentence((enum ic_fault)fault));
	ic_window_close(&file);
	ck_assert_int_eq(fstat(fd, &st), 0);
	n = (size_t)st.st_size;
	bytes = malloc(n);
	ck_assert_int_eq(pread(fd, bytes, n, 0), (ssize_t)n);
	ck_assert_msg(ic_qpdf_judge(bytes, n, &slice, note_fault, &fault),
	    "qpdf: %s", ic_fault_sentence((enum ic_fault)fault));
	ck_assert_int_eq(ic_document_open(&doc, fd, ""), IC_REASON_NONE);
	ck_assert_msg(ic_judge_boxes(&doc, &slice, note_fault, &fault),
	    "boxes: %s", ic_fault_sentence((enum ic_fault)fault));
	ck_assert_msg(ic_judge_endorsements(&doc, &slice, note_fault, &fault),
	    "endorsements: %s", ic_fault_sentence((enum ic_fault)fault));
	ic_document_close(&doc);
	free(bytes);
	close(fd);
	ask("qpdf --check", "");
}

START_TEST(a_page_is_made_without_what_its_box_covers)
{
	char *words;

	source(1, TEXT);
	ck_assert_int_eq(make(), IC_REASON_NONE);
	ck_assert_uint_eq(nsaid, 2);
	ck_assert_uint_eq(said[0].kind, IC_REPLY_PAGE);
	ck_assert_uint_eq(said[0].u.at_page.encoding, IC_ENCODING_GRAY2);
	ck_assert_uint_eq(said[0].u.at_page.labels, 1);
	ck_assert_uint_eq(said[0].u.at_page.notes, 0);
	judge();
	words = ask("pdftotext", "-");
	ck_assert_ptr_nonnull(strstr(words, "Known"));
	ck_assert_ptr_nonnull(strstr(words, "Rest of the page"));
	ck_assert_ptr_nonnull(strstr(words, "COE000001"));
	ck_assert_ptr_nonnull(strstr(words, "PII"));
	ck_assert_ptr_null(strstr(words, "Secret"));
}
END_TEST

START_TEST(every_kind_of_page_satisfies_the_judges)
{
	static const struct {
		const char *content;
		uint8_t color;
		enum ic_encoding encoding;
	} rows[] = {
		{ TEXT, IC_COLOR_AUTO, IC_ENCODING_GRAY2 },
		{ TEXT, IC_COLOR_BILEVEL, IC_ENCODING_BILEVEL },
		{ "0 g 48 48 48 48 re f", IC_COLOR_AUTO, IC_ENCODING_BILEVEL },
		{ TEXT ".9 g 10 10 99 40 re f", IC_COLOR_AUTO,
		    IC_ENCODING_GRAY4 },
		{ TEXT "0 .3 .9 rg 10 10 99 40 re f", IC_COLOR_AUTO,
		    IC_ENCODING_RGB4 },
		{ TEXT "0 0 1 rg 10 10 99 40 re f", IC_COLOR_AUTO,
		    IC_ENCODING_RGB2 },
		{ TEXT "0 0 .98 rg 10 10 99 40 re f 1 .98 1 rg 9 9 99 9 re f",
		    IC_COLOR_AUTO, IC_ENCODING_RGB8 },
		{ TEXT "0 .3 .9 rg 10 10 99 40 re f", IC_COLOR_GRAY,
		    IC_ENCODING_GRAY4 },
		{ "q 300 0 0 120 0 80 cm BI/W 2/H 2/BPC 8/CS/G/I true ID "
		  "\x18\xC8\x80\x38 EI Q " TEXT,
		    IC_COLOR_AUTO, IC_ENCODING_JPEG_GRAY },
		{ "q 300 0 0 120 0 80 cm BI/W 2/H 1/BPC 8/CS/RGB/I true ID "
		  "\x18\xC8\x80\x38\x20\xF0 EI Q " TEXT,
		    IC_COLOR_AUTO, IC_ENCODING_JPEG_RGB },
	};
	unsigned got;

	source(1, rows[_i].content);
	slice.color = rows[_i].color;
	ck_assert_int_eq(make(), IC_REASON_NONE);
	got = said[0].u.at_page.encoding;
	ck_assert_msg(got == rows[_i].encoding, "%d: %s", _i,
	    ic_encoding_word((enum ic_encoding)got));
	judge();
}
END_TEST

START_TEST(white_boxes_plates_and_shrinking_satisfy_the_judges)
{
	source(2, TEXT);
	plan(2);
	slice.fill = _i % 2 ? IC_FILL_WHITE : IC_FILL_BLACK;
	slice.legend = intern("CONFIDENTIAL");
	pages[0].legend = 1;
	slice.plate = _i >= 2;
	slice.room_bottom = _i < 2 ? 30000 : 0;
	slice.room_top = _i == 1 ? 11000 : 0;
	ck_assert_int_eq(make(), IC_REASON_NONE);
	ck_assert_uint_eq(said[0].u.at_page.notes,
	    _i < 2 ? IC_NOTE_BIT(SHRUNK) : IC_NOTE_BIT(PLATE));
	judge();
	ck_assert_ptr_nonnull(strstr(ask("pdftotext", "-"), "CONFIDENTIAL"));
}
END_TEST

START_TEST(a_whole_page_box_leaves_no_picture_and_no_word)
{
	char *words;

	source(1, TEXT);
	pages[0].whole = 1;
	pages[0].label = boxes[0].label;
	pages[0].nboxes = 0;
	slice.nboxes = 0;
	ck_assert_int_eq(make(), IC_REASON_NONE);
	judge();
	words = ask("pdftotext", "-");
	ck_assert_ptr_null(strstr(words, "Known"));
	ck_assert_ptr_nonnull(strstr(words, "REDACTED"));
	ck_assert_ptr_nonnull(strstr(words, "PII"));
	ck_assert_ptr_nonnull(strstr(words, "COE000001"));
	ck_assert_ptr_null(strstr(ask("pdfimages -list", ""), "image  "));
}
END_TEST

START_TEST(pages_are_reported_in_order_and_once)
{
	source(PAGES, TEXT);
	plan(PAGES);
	ck_assert_int_eq(make(), IC_REASON_NONE);
	ck_assert_uint_eq(nsaid, PAGES + 1);
	for (uint32_t i = 0; i < PAGES; i++) {
		ck_assert_uint_eq(said[i].kind, IC_REPLY_PAGE);
		ck_assert_uint_eq(said[i].page, i);
	}
	judge();
}
END_TEST

START_TEST(the_same_job_gives_the_same_bytes)
{
	char first[65];

	source(2, TEXT "0 .3 .9 rg 10 10 99 40 re f");
	plan(2);
	ck_assert_int_eq(make(), IC_REASON_NONE);
	memcpy(first, ask("sha256sum", ""), 64);
	first[64] = '\0';
	ck_assert_int_eq(make(), IC_REASON_NONE);
	ck_assert_int_eq(memcmp(first, ask("sha256sum", ""), 64), 0);
}
END_TEST

#define LETTER "BT /F 20 Tf 20 145 Td (Known) Tj ET "

START_TEST(what_a_box_covers_does_not_change_a_byte)
{
	static const char *const covered[] = {
		LETTER "BT /F 20 Tf 96 145 Td (Secret) Tj ET",
		LETTER "BT /F 9 Tf 110 150 Td (Another) Tj ET",
		LETTER "1 0 0 rg BT /F 20 Tf 96 145 Td (Red) Tj ET",
		LETTER "0 .3 .9 rg 99 138 99 18 re f",
		LETTER "1 g BT /F 20 Tf 96 145 Td (White) Tj ET",
		LETTER "BT 3 Tr /F 20 Tf 96 145 Td (Unseen) Tj ET",
	};
	char first[64];

	for (size_t i = 0; i < sizeof(covered) / sizeof(*covered); i++) {
		const char *sum;

		source(1, covered[i]);
		ck_assert_int_eq(make(), IC_REASON_NONE);
		sum = ask("sha256sum", "");
		if (i == 0) {
			memcpy(first, sum, sizeof(first));
		}
		ck_assert_msg(memcmp(first, sum, sizeof(first)) == 0,
		    "%s: %.64s, not %.64s", covered[i], sum, first);
	}
}
END_TEST

START_TEST(what_was_planned_on_other_pages_has_changed)
{
	source(1, TEXT);
	pages[0].size.w++;
	ck_assert_int_eq(make(), IC_REASON_CHANGED);
	source(2, TEXT);
	plan(1);
	ck_assert_int_eq(make(), IC_REASON_CHANGED);
	ck_assert_uint_eq(nsaid, 1);
}
END_TEST

START_TEST(what_cannot_be_done_ends_with_its_reason)
{
	source(1, TEXT);
	pages[0].number = intern("\xE4\xB8\xAD"
				 "1");
	ck_assert_int_eq(make(), IC_REASON_GLYPH);
	plan(1);
	slice.margin = 151000;
	ck_assert_int_eq(make(), IC_REASON_NO_ROOM);
	plan(1);
	memset(t.b.data, ' ', t.b.len);
	ck_assert_int_eq(make(), IC_REASON_NOT_PDF);
}
END_TEST

START_TEST(a_disk_that_fills_up_is_said_so)
{
	source(1, TEXT);
	largest = 1000;
	ck_assert_int_eq(make(), IC_REASON_WRITE);
}
END_TEST

START_TEST(a_job_of_nonsense_is_a_mistake_of_ours)
{
	struct ic_buf job = { 0 };

	source(1, TEXT);
	ic_buf_puts(&job, "nonsense");
	run_job(&job);
	ic_buf_finish(&job);
	ck_assert_uint_eq(nsaid, 1);
	ck_assert_uint_eq(said[0].u.end.reason, IC_REASON_JOB);
}
END_TEST

START_TEST(the_libraries_that_make_the_bytes_are_named)
{
	const char *v = ic_pdf_versions();

	ck_assert_msg(strstr(v, "mupdf 1.") && strstr(v, "zlib 1.") &&
		strstr(v, "libjpeg-turbo ") && strstr(v, "openjpeg 2.") &&
		!strchr(v, '\n'),
	    "%s", v);
}
END_TEST

Suite *suite_make(void)
{
	Suite *s = suite_create("make");
	TCase *c = tcase_create("make");

	tcase_add_checked_fixture(c, setup, teardown);
	tcase_set_timeout(c, 60);
	tcase_add_test(c, a_page_is_made_without_what_its_box_covers);
	tcase_add_loop_test(c, every_kind_of_page_satisfies_the_judges, 0, 10);
	tcase_add_loop_test(c,
	    white_boxes_plates_and_shrinking_satisfy_the_judges, 0, 3);
	tcase_add_test(c, a_whole_page_box_leaves_no_picture_and_no_word);
	tcase_add_test(c, pages_are_reported_in_order_and_once);
	tcase_add_test(c, the_same_job_gives_the_same_bytes);
	tcase_add_test(c, what_was_planned_on_other_pages_has_changed);
	tcase_add_test(c, what_a_box_covers_does_not_change_a_byte);
	tcase_add_test(c, what_cannot_be_done_ends_with_its_reason);
	tcase_add_test(c, a_disk_that_fills_up_is_said_so);
	tcase_add_test(c, a_job_of_nonsense_is_a_mistake_of_ours);
	tcase_add_test(c, the_libraries_that_make_the_bytes_are_named);
	suite_add_tcase(s, c);
	return s;
}
