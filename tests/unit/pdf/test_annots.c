/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The reader of annotations as it runs: in a child, in the sandbox. */
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/child.h"
#include "core/annot.h"
#include "core/annot_job.h"
#include "core/reply.h"
#include "pdf/roles.h"
#include "suites.h"
#include "testpdf.h"

#define FILE_MAX 65536

static const struct ic_role roles[] = {
	{ "annots", ic_annots_run,
	    { (uint64_t)2 << 30, IC_ANNOTS_BYTES_MAX, false, false }, NULL },
};

static struct ic_zygote *zygote;
static struct testpdf pdf;
static struct ic_annots list;

static void setup(void)
{
	struct ic_error err = { 0 };

	ck_assert_msg(ic_zygote_open(roles, 1, true, &zygote, &err), "%s",
	    err.msg);
}

static void teardown(void)
{
	ic_annots_finish(&list);
	testpdf_finish(&pdf);
	ic_zygote_close(zygote);
	zygote = NULL;
}

static uint32_t reason_of(struct ic_proc *p)
{
	struct pollfd wait = { p->reply, POLLIN, 0 };
	uint32_t reason = UINT32_MAX;
	struct ic_reply r;

	while (poll(&wait, 1, 60000) == 1 &&
	    read(p->reply, &r, sizeof(r)) == (ssize_t)sizeof(r)) {
		if (r.kind == IC_REPLY_END) {
			reason = r.u.end.reason;
		}
	}
	ck_assert_int_eq(ic_proc_reap(p, NULL), IC_EXIT_OK);
	return reason;
}

/* Read `pdf`, or an XFDF about it (ALONE: about nothing), into `list`. */
static uint32_t ask(enum ic_annot_source what, const char *xfdf)
{
	struct ic_annot_job job = { .what = what,
		.text = (const uint8_t *)xfdf,
		.len = xfdf ? strlen(xfdf) : 0 };
	static uint8_t bytes[FILE_MAX];
	int fd = what == IC_ANNOTS_ALONE ? -1 : testpdf_fd(&pdf);
	int out = memfd_create("test", MFD_CLOEXEC);
	struct ic_spawn spawn = { 0, NULL, 0, fd, out, -1, 60 };
	struct ic_buf b = { 0 };
	struct ic_error err = { 0 };
	struct ic_proc p;
	uint32_t reason;

	ck_assert(ic_annot_job_join(&job, &b, &err));
	spawn.job = b.data;
	spawn.len = b.len;
	ck_assert_msg(ic_zygote_spawn(zygote, &spawn, &p, &err), "%s", err.msg);
	reason = reason_of(&p);
	ic_annots_finish(&list);
	if (reason == IC_REASON_NONE) {
		ssize_t n = pread(out, bytes, sizeof(bytes), 0);

		ck_assert_int_ge(n, 0);
		ck_assert_msg(ic_annots_load(bytes, (size_t)n, &list, &err),
		    "%s", err.msg);
	}
	ic_buf_finish(&b);
	close(fd);
	close(out);
	return reason;
}

/* The annotations of a page that has these keys. */
static void read_page(const char *keys)
{
	testpdf_finish(&pdf);
	testpdf_page(&pdf, keys, "");
	ck_assert_uint_eq(ask(IC_ANNOTS_OF_PDF, NULL), IC_REASON_NONE);
}

/* The only annotation of a page of 200 by 300 points. */
static const struct ic_annot *only(const char *keys)
{
	char page[2048];

	snprintf(page, sizeof(page), "/MediaBox[0 0 200 300]/Annots[<<%s>>]",
	    keys);
	read_page(page);
	ck_assert_uint_eq(list.n, 1);
	return &list.at[0];
}

static void is_rect(const struct ic_annot *a, uint32_t i, int32_t x0,
    int32_t y0, int32_t x1, int32_t y1)
{
	const struct ic_rect r = { x0, y0, x1, y1 };

	ck_assert_uint_lt(i, a->nrects);
	ck_assert_msg(memcmp(&a->rects[i], &r, sizeof(r)) == 0,
	    "[%d %d %d %d], not [%d %d %d %d]", a->rects[i].x0, a->rects[i].y0,
	    a->rects[i].x1, a->rects[i].y1, x0, y0, x1, y1);
}

#define QUADS \
	"/Subtype/Redact/Rect[10 200 90 260]/QuadPoints" \
	"[10 260 90 260 10 250 90 250  10 210 50 210 50 200 10 200]"

START_TEST(quadrilaterals_are_read_in_both_orders)
{
	const struct ic_annot *a = only(
	    QUADS "/OverlayText(PII)/T(J. Smith)/NM(R1)/Subj(Redact)"
		  "/Contents(ask\\nJS)/C[1 0 0]/IC[0 0 0]");

	ck_assert_uint_eq(a->type, IC_ANNOT_REDACT);
	ck_assert_uint_eq(a->nrects, 2);
	is_rect(a, 0, 10000, 40000, 90000, 50000);
	is_rect(a, 1, 10000, 90000, 50000, 100000);
	ck_assert_uint_eq(a->flags, 0);
	ck_assert_uint_eq(a->color, 0xff0000);
	ck_assert_str_eq(a->overlay, "PII");
	ck_assert_str_eq(a->author, "J. Smith");
	ck_assert_str_eq(a->name, "R1");
	ck_assert_str_eq(a->contents, "ask JS");
}
END_TEST

static const struct {
	const char *keys;
	struct ic_size size;
	struct ic_rect rect;
} turned[] = {
	{ "", { 200000, 300000 }, { 10000, 40000, 90000, 50000 } },
	{ "/Rotate 90", { 300000, 200000 }, { 250000, 10000, 260000, 90000 } },
	{ "/Rotate 180", { 200000, 300000 },
	    { 110000, 250000, 190000, 260000 } },
	{ "/Rotate 270", { 300000, 200000 }, { 40000, 110000, 50000, 190000 } },
	{ "/UserUnit 2.5", { 500000, 750000 },
	    { 25000, 100000, 225000, 125000 } },
	{ "/CropBox[5 7 150 290]", { 145000, 283000 },
	    { 5000, 30000, 85000, 40000 } },
	{ "/CropBox[5 7 150 290]/Rotate 90/UserUnit 2", { 566000, 290000 },
	    { 486000, 10000, 506000, 170000 } },
};

START_TEST(rectangles_are_of_the_page_as_shown)
{
	char page[1024];

	snprintf(page, sizeof(page), "/MediaBox[0 0 200 300]%s/Annots[<<%s>>]",
	    turned[_i].keys, QUADS);
	read_page(page);
	ck_assert_int_eq(list.pages[0].w, turned[_i].size.w);
	ck_assert_int_eq(list.pages[0].h, turned[_i].size.h);
	is_rect(&list.at[0], 0, turned[_i].rect.x0, turned[_i].rect.y0,
	    turned[_i].rect.x1, turned[_i].rect.y1);
}
END_TEST

START_TEST(a_milli_point_comes_back_as_it_was)
{
	const struct ic_annot *a = only(
	    "/Subtype/Redact/Rect[10.001 250.123 90.999 260.877]");

	is_rect(a, 0, 10001, 39123, 90999, 49877);
	a = only("/Subtype/Square/Rect[10.0015 250.1235 90.9985 260.8765]");
	is_rect(a, 0, 10001, 39123, 90999, 49877);
}
END_TEST

static const struct {
	const char *keys;
	enum ic_annot_type type;
	struct ic_rect rect;
} shapes[] = {
	{ "/Subtype/Square/Rect[90 260 10 250]/RD[2 1 3 4]", IC_ANNOT_SQUARE,
	    { 12000, 44000, 87000, 49000 } },
	{ "/Subtype/Circle/Rect[10 250 90 260]/RD[50 0 50 0]", IC_ANNOT_CIRCLE,
	    { 10000, 40000, 90000, 50000 } },
	{ "/Subtype/Ink/InkList[[10 250 90 260]]/BS<</W 4>>", IC_ANNOT_INK,
	    { 8000, 38000, 92000, 52000 } },
	{ "/Subtype/Line/L[10 250 90 250]/Border[0 0 10]", IC_ANNOT_LINE,
	    { 5000, 45000, 95000, 55000 } },
	{ "/Subtype/Polygon/Vertices[10 250 90 250 50 260]/BS<</W 0>>",
	    IC_ANNOT_POLYGON, { 10000, 40000, 90000, 50000 } },
	{ "/Subtype/Highlight/Rect[10 250 90 260]", IC_ANNOT_HIGHLIGHT,
	    { 10000, 40000, 90000, 50000 } },
	{ "/Subtype/FreeText/Rect[10 250 90 260]", IC_ANNOT_FREETEXT,
	    { 10000, 40000, 90000, 50000 } },
	{ "/Subtype/Hologram/Rect[10 250 90 260]", IC_ANNOT_OTHER,
	    { 10000, 40000, 90000, 50000 } },
};

START_TEST(each_shape_has_its_place)
{
	const struct ic_annot *a = only(shapes[_i].keys);

	ck_assert_uint_eq(a->type, shapes[_i].type);
	ck_assert_uint_eq(a->nrects, 1);
	ck_assert_uint_eq(a->flags, 0);
	is_rect(a, 0, shapes[_i].rect.x0, shapes[_i].rect.y0,
	    shapes[_i].rect.x1, shapes[_i].rect.y1);
}
END_TEST

static const struct {
	const char *keys;
	uint32_t flags, nrects;
} odd[] = {
	{ "/Rect[10 250 10 260]", IC_ANNOT_BIT(EMPTY), 0 },
	{ "", IC_ANNOT_BIT(BROKEN), 0 },
	{ "/Rect[10 250 (a) 260]", IC_ANNOT_BIT(BROKEN), 0 },
	{ "/QuadPoints[10 250 90 250 10]/Rect[10 250 90 260]",
	    IC_ANNOT_BIT(BROKEN), 1 },
	{ "/Rect[10 220 90 260]/QuadPoints[10 250 90 250 10 260 90 260"
	  " 10 220 90 220 10 (a) 90 230]",
	    IC_ANNOT_BIT(BROKEN), 1 },
	{ "/Rect[10 220 90 260]/QuadPoints[10 250 90 250 10 260 90 260"
	  " 10 220 90 220 10 220 90 220]",
	    IC_ANNOT_BIT(EMPTY), 1 },
	{ "/Rect[300 250 390 260]", IC_ANNOT_BIT(OUTSIDE), 0 },
	{ "/Rect[150 250 201 260]", IC_ANNOT_BIT(OUTSIDE), 1 },
	{ "/Rect[150 250 200.5 260]", 0, 1 },
	{ "/QuadPoints[10 250 90 262 10 260 90 272]", IC_ANNOT_BIT(SLANTED),
	    1 },
	{ "/Rect[10 50 90 60]/QuadPoints[10 250 90 250 10 260 90 260]",
	    IC_ANNOT_BIT(APART), 1 },
	{ "/Rect[10 250 90 260]/F 2", IC_ANNOT_BIT(HIDDEN), 1 },
	{ "/Rect[10 250 90 260]/F 32", IC_ANNOT_BIT(HIDDEN), 1 },
	{ "/Rect[10 250 90 260]/F 4", 0, 1 },
	{ "/Rect[10 250 90 260]/IRT<<>>", IC_ANNOT_BIT(REPLY), 1 },
};

START_TEST(what_is_odd_is_said)
{
	char keys[512];
	const struct ic_annot *a;

	snprintf(keys, sizeof(keys), "/Subtype/Highlight%s", odd[_i].keys);
	a = only(keys);
	ck_assert_msg(a->flags == odd[_i].flags, "%s: %x, not %x", odd[_i].keys,
	    a->flags, odd[_i].flags);
	ck_assert_uint_eq(a->nrects, odd[_i].nrects);
}
END_TEST

static const struct {
	const char *keys;
	uint32_t color;
} colored[] = {
	{ "/Subtype/Square/C[1 0 0]/IC[0 0 0]", 0x000000 },
	{ "/Subtype/Square/C[1 0 0]/IC[]", 0xff0000 },
	{ "/Subtype/Redact/C[1 0 0]/IC[0 0 0]", 0xff0000 },
	{ "/Subtype/Highlight/C[.5]", 0x808080 },
	{ "/Subtype/Highlight/C[0 0 1 0]", 0xffff00 },
	{ "/Subtype/Highlight/C[9 -9 0]", 0xff0000 },
	{ "/Subtype/Highlight/C[]", IC_ANNOT_NO_COLOR },
	{ "/Subtype/Highlight/C[/a 1 1]", IC_ANNOT_NO_COLOR },
	{ "/Subtype/Highlight", IC_ANNOT_NO_COLOR },
};

START_TEST(a_shape_has_the_color_of_its_inside)
{
	ck_assert_uint_eq(only(colored[_i].keys)->color, colored[_i].color);
}
END_TEST

START_TEST(what_is_no_mark_is_not_read)
{
	read_page("/Annots[<</Subtype/Link/Rect[0 0 9 9]>>"
		  "<</Subtype/Widget/Rect[0 0 9 9]>>"
		  "<</Subtype/Popup/Rect[0 0 9 9]>> 17 (a) null 99 0 R]");
	ck_assert_uint_eq(list.n, 0);
	ck_assert_uint_eq(list.npages, 1);
}
END_TEST

START_TEST(a_reply_is_about_the_first_of_its_chain)
{
	testpdf_begin(&pdf);
	testpdf_object(&pdf, "<</Type/Catalog/Pages 2 0 R>>");
	testpdf_object(&pdf, "<</Type/Pages/Kids[3 0 R]/Count 1>>");
	testpdf_object(&pdf,
	    "<</Type/Page/Parent 2 0 R/Annots"
	    "[5 0 R 4 0 R 6 0 R 7 0 R 8 0 R 9 0 R]>>");
	testpdf_object(&pdf, "<</Subtype/Square/Rect[0 0 9 9]>>");
	testpdf_object(&pdf, "<</Subtype/Text/IRT 4 0 R/Rect[0 0 9 9]>>");
	testpdf_object(&pdf,
	    "<</Subtype/Text/IRT 5 0 R/Rect[0 0 9 9]"
	    "/State(Rejected)/StateModel(Review)>>");
	testpdf_object(&pdf, "<</Subtype/Text/IRT 8 0 R/Rect[0 0 9 9]>>");
	testpdf_object(&pdf, "<</Subtype/Text/IRT 7 0 R/Rect[0 0 9 9]>>");
	testpdf_object(&pdf,
	    "<</Subtype/StrikeOut/IRT 4 0 R/RT/Group/Rect[0 0 9 9]>>");
	testpdf_end(&pdf);
	ck_assert_uint_eq(ask(IC_ANNOTS_OF_PDF, NULL), IC_REASON_NONE);
	ck_assert_uint_eq(list.n, 6);
	ck_assert_uint_eq(list.at[0].of, 1);
	ck_assert_uint_eq(list.at[1].of, UINT32_MAX);
	ck_assert_uint_eq(list.at[1].state, IC_ANNOT_STATE_REJECTED);
	ck_assert_uint_eq(list.at[2].of, 1);
	ck_assert_uint_eq(list.at[3].of, UINT32_MAX); /* these two go round */
	ck_assert_uint_eq(list.at[4].of, UINT32_MAX);
	ck_assert_uint_eq(list.at[5].of, 1);
	ck_assert_uint_eq(list.at[5].flags, IC_ANNOT_BIT(GROUPED));
}
END_TEST

START_TEST(a_text_is_one_line_that_says_what_it_shows)
{
	const struct ic_annot *a = only(
	    "/Subtype/Text/Rect[0 0 9 9]/Contents<FEFF00410009202E0042D83D>"
	    "/T(\\033[2J  x \\))/Subj<FEFFFEFF>/OverlayText(no)");

	/* Half of a surrogate pair is one or more bytes that are none. */
	ck_assert_msg(strncmp(a->contents, "A B\xef\xbf\xbd", 6) == 0, "%s",
	    a->contents);
	ck_assert_str_eq(a->author, "[2J x )");
	ck_assert_str_eq(a->subject, "");
	ck_assert_str_eq(a->overlay, "");
}
END_TEST

START_TEST(a_long_text_is_cut_and_says_so)
{
	struct ic_buf keys = { 0 };

	ic_buf_puts(&keys, "/Annots[<</Subtype/Text/Rect[0 0 9 9]/Contents(");
	for (int i = 0; i < 3000; i++) {
		ic_buf_puts(&keys, "\xe9\xe9"); /* 4 bytes in UTF-8 */
	}
	ic_buf_puts(&keys, ")>>]");
	read_page(ic_buf_str(&keys));
	ck_assert_uint_eq(strlen(list.at[0].contents), IC_ANNOT_TEXT_MAX);
	ck_assert(list.at[0].flags & IC_ANNOT_BIT(LONG));
	ic_buf_finish(&keys);
}
END_TEST

#define XFDF \
	"<?xml version='1.0' encoding='UTF-8'?>\n" \
	"<xfdf xmlns='http://ns.adobe.com/xfdf/' xml:space='preserve'>" \
	"<f href='../x.pdf'/><annots>"
#define XFDF_END "</annots></xfdf>"

static void about_page(const char *keys, const char *annots)
{
	char text[4096];

	testpdf_finish(&pdf);
	testpdf_page(&pdf, keys, "");
	snprintf(text, sizeof(text), XFDF "%s" XFDF_END, annots);
	ck_assert_uint_eq(ask(IC_ANNOTS_OF_XFDF, text), IC_REASON_NONE);
}

START_TEST(an_xfdf_says_what_the_pdf_would)
{
	const struct ic_annot *a;

	about_page("/MediaBox[0 0 200 300]/Rotate 90",
	    "<redact page='0' rect='10,200,90,260' name='R1' title='J. Smith' "
	    "color='#FF0000' interior-color='#000000' overlay-text='PII' "
	    "flags='print' coords='10,260,90,260,10,250,90,250'>"
	    "<contents>ask &amp; tell&#10;JS</contents><popup page='0'>"
	    "<contents>no</contents></popup></redact>"
	    "<text page='0' rect='0,0,9,9' inreplyto='R1' state='Accepted' "
	    "statemodel='Review' flags='print,hidden'/>");
	ck_assert_str_eq(list.href, "../x.pdf");
	ck_assert_uint_eq(list.n, 2);
	a = &list.at[0];
	is_rect(a, 0, 250000, 10000, 260000, 90000);
	ck_assert_uint_eq(a->flags, 0);
	ck_assert_uint_eq(a->color, 0xff0000);
	ck_assert_uint_eq(a->state, IC_ANNOT_STATE_ACCEPTED);
	ck_assert_str_eq(a->name, "R1");
	ck_assert_str_eq(a->author, "J. Smith");
	ck_assert_str_eq(a->overlay, "PII");
	ck_assert_str_eq(a->contents, "ask & tell JS");
	ck_assert_uint_eq(list.at[1].of, 0);
	ck_assert_uint_eq(list.at[1].flags,
	    IC_ANNOT_BIT(REPLY) | IC_ANNOT_BIT(HIDDEN));
}
END_TEST

static const struct {
	const char *text;
	uint32_t flags;
	struct ic_rect rect;
} elements[] = {
	{ "<square page='0' rect='10,250,90,260' fringe='2,1,3,4'/>", 0,
	    { 12000, 44000, 87000, 49000 } },
	{ "<ink page='0' width='4'><inklist><gesture>10,250;90,260</gesture>"
	  "</inklist></ink>",
	    0, { 8000, 38000, 92000, 52000 } },
	{ "<line page='0' start='10,250' end='90,250' width='10'/>", 0,
	    { 5000, 45000, 95000, 55000 } },
	{ "<polygon page='0' width='0'><vertices>10,250;90,250;50,260"
	  "</vertices></polygon>",
	    0, { 10000, 40000, 90000, 50000 } },
	{ "<highlight page='0' rect='10,250,90,260'/>", 0,
	    { 10000, 40000, 90000, 50000 } },
	{ "<highlight page='0' rect='10,250,90,260' coords='1,2,x'/>",
	    IC_ANNOT_BIT(BROKEN), { 10000, 40000, 90000, 50000 } },
	{ "<square page='1' rect='10,250,90,260'/>", IC_ANNOT_BIT(NO_PAGE),
	    { 0 } },
	{ "<square page='-1' rect='10,250,90,260'/>", IC_ANNOT_BIT(NO_PAGE),
	    { 0 } },
	{ "<highlight page='0' rect='10,250,90,260' "
	  "coords='10,260,90,260,10,250,90,250,10,240,90,240'/>",
	    IC_ANNOT_BIT(BROKEN), { 10000, 40000, 90000, 50000 } },
	{ "<ink page='0' rect='8,248,92,262' width='4'><inklist>"
	  "<gesture>10,250;90,260</gesture><gesture>1e1,250;90,260</gesture>"
	  "</inklist></ink>",
	    IC_ANNOT_BIT(BROKEN), { 8000, 38000, 92000, 52000 } },
	{ "<square page='0' rect='10,250,90'/>", IC_ANNOT_BIT(BROKEN), { 0 } },
	{ "<square page='0' rect='nan,250,90,inf'/>", IC_ANNOT_BIT(BROKEN),
	    { 0 } },
	{ "<square page='0' rect='900,250,990,260'/>", IC_ANNOT_BIT(OUTSIDE),
	    { 0 } },
};

START_TEST(each_element_has_its_place)
{
	const struct ic_rect *r = &elements[_i].rect;

	about_page("/MediaBox[0 0 200 300]", elements[_i].text);
	ck_assert_uint_eq(list.n, 1);
	ck_assert_uint_eq(list.at[0].flags, elements[_i].flags);
	if (!ic_rect_is_empty(*r)) {
		is_rect(&list.at[0], 0, r->x0, r->y0, r->x1, r->y1);
	} else {
		ck_assert_uint_eq(list.at[0].nrects, 0);
	}
}
END_TEST

START_TEST(rich_text_counts_where_there_is_no_plain_one)
{
	about_page("",
	    "<text page='0' rect='0,0,9,9'><contents-richtext>"
	    "<body xmlns='http://www.w3.org/1999/xhtml'><p>ask <b>JS</b></p>"
	    "<p>now</p></body></contents-richtext></text>");
	ck_assert_str_eq(list.at[0].contents, "ask JS now");
}
END_TEST

START_TEST(an_xfdf_without_its_pdf_tells_which_it_is_about)
{
	ck_assert_uint_eq(ask(IC_ANNOTS_ALONE,
			      XFDF "<square page='3' rect='1,1,9,9' "
				   "color='#ffd100'/>" XFDF_END),
	    IC_REASON_NONE);
	ck_assert_str_eq(list.href, "../x.pdf");
	ck_assert_uint_eq(list.npages, 0);
	ck_assert_uint_eq(list.n, 1);
	ck_assert_uint_eq(list.at[0].page, 3);
	ck_assert_uint_eq(list.at[0].color, 0xffd100);
	ck_assert_uint_eq(list.at[0].flags, IC_ANNOT_BIT(NO_PAGE));
}
END_TEST

static const char *const no_xfdf[] = {
	"", "%PDF-1.7", "<xfdf>", "<html/>",
	"<a:xfdf xmlns:a='http://example.com/'/>",
	"<!DOCTYPE xfdf SYSTEM 'file:///etc/passwd'><xfdf/>",
	"<!DOCTYPE x [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;&a;&a;'>]>"
	"<xfdf><annots><text><contents>&b;</contents></text></annots></xfdf>",
	"<xfdf><annots><text><contents>&x;</contents></text></annots></xfdf>",
	"<?xml version='1.0' encoding='x-evil'?><xfdf/>",
	/* Marks that would be overlooked. */
	"<xfdf><redact page='0' rect='1,1,9,9'/></xfdf>",
	"<xfdf><ANNOTS><Redact page='0' rect='1,1,9,9'/></ANNOTS></xfdf>",
	"<xfdf><add><highlight page='0' rect='1,1,9,9'/></add></xfdf>",
	"<xfdf xmlns='http://ns.adobe.com/xfdf/'><annots xmlns='http://a/'>"
	"<square page='0' rect='1,1,9,9'/></annots></xfdf>",
	"<xfdf><a><a><a><a><a><a><a><a><a><a><a><a><a><a><a><a><a><a><a><a><a>"
	"<a><a><a><a><a><a><a><a><a><a><a><a><a><a><a><a><a><a><a><a><a><a><a>"
	"<a><a><a><a><a><a><a><a><a><a><a><a><a><a><a><a><a><a><a><a><a><a><a>"
};

START_TEST(what_is_no_xfdf_is_refused)
{
	ck_assert_uint_eq(ask(IC_ANNOTS_ALONE, no_xfdf[_i]), IC_REASON_XFDF);
}
END_TEST

START_TEST(a_drawing_with_too_many_places_is_refused)
{
	struct ic_buf keys = { 0 };

	ic_buf_puts(&keys, "/Annots[<</Subtype/Redact/QuadPoints[");
	for (int i = 0; i <= IC_ANNOT_RECTS_MAX; i++) {
		ic_buf_puts(&keys, "0 0 9 0 0 9 9 9 ");
	}
	ic_buf_puts(&keys, "]>>]");
	testpdf_page(&pdf, ic_buf_str(&keys), "");
	ck_assert_uint_eq(ask(IC_ANNOTS_OF_PDF, NULL),
	    IC_REASON_TOO_MANY_MARKS);
	ic_buf_finish(&keys);
}
END_TEST

#define COUNT(a) ((int)(sizeof(a) / sizeof((a)[0])))

Suite *suite_annots(void)
{
	Suite *s = suite_create("annots");
	TCase *t = tcase_create("annots");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, quadrilaterals_are_read_in_both_orders);
	tcase_add_loop_test(t, rectangles_are_of_the_page_as_shown, 0,
	    COUNT(turned));
	tcase_add_test(t, a_milli_point_comes_back_as_it_was);
	tcase_add_loop_test(t, each_shape_has_its_place, 0, COUNT(shapes));
	tcase_add_loop_test(t, what_is_odd_is_said, 0, COUNT(odd));
	tcase_add_loop_test(t, a_shape_has_the_color_of_its_inside, 0,
	    COUNT(colored));
	tcase_add_test(t, what_is_no_mark_is_not_read);
	tcase_add_test(t, a_reply_is_about_the_first_of_its_chain);
	tcase_add_test(t, a_text_is_one_line_that_says_what_it_shows);
	tcase_add_test(t, a_long_text_is_cut_and_says_so);
	tcase_add_test(t, an_xfdf_says_what_the_pdf_would);
	tcase_add_loop_test(t, each_element_has_its_place, 0, COUNT(elements));
	tcase_add_test(t, rich_text_counts_where_there_is_no_plain_one);
	tcase_add_test(t, an_xfdf_without_its_pdf_tells_which_it_is_about);
	tcase_add_loop_test(t, what_is_no_xfdf_is_refused, 0, COUNT(no_xfdf));
	tcase_add_test(t, a_drawing_with_too_many_places_is_refused);
	suite_add_tcase(s, t);
	return s;
}
