/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The objects of an assembled file, and where they stand. */
#include <inttypes.h>
#include <stdlib.h>

#include "assemble_priv.h"

/* Objects: catalog, page tree, then of each page these, then the table. */
enum { CATALOG = 1, TREE = 2, FIRST = 3, OF_PAGE = 3 };
enum { PAGE, CONTENT, PICTURE };

#define TABLE_ENTRY 9    /* 1 byte of kind, 8 of place */
#define OBJECT_MOST 4096 /* bytes of a picture's object but for its code */
#define HEAD_MAX ((size_t)128 << 20)

/* Readers look for the end in so many last bytes, which must be there. */
#define END_LEAST 2048

static uint32_t number(uint32_t page, unsigned what)
{
	return FIRST + OF_PAGE * page + what;
}

struct layout {
	struct ic_assembly *a;
	uint64_t *at; /* of each object but the first, which is none */
	uint32_t objects;
};

static void begin(struct layout *l, uint32_t object)
{
	l->at[object] = l->a->head.len;
	ic_buf_printf(&l->a->head, "%" PRIu32 " 0 obj\n", object);
}

/* Milli-points as points. */
static void put_points(struct ic_buf *b, int32_t v)
{
	int64_t all = v < 0 ? -(int64_t)v : v;

	ic_buf_printf(b, "%s%" PRId64 ".%03" PRId64 " ", v < 0 ? "-" : "",
	    all / IC_MPT, all % IC_MPT);
}

/*
 * Where the unit square goes, so that the picture's first row and column
 * stand at the sides that its orientation says (TIFF 6.0, Orientation).
 */
static void put_matrix(struct ic_buf *b, unsigned orientation,
    struct ic_size page)
{
	int32_t w = page.w, h = page.h;
	const int32_t m[8][6] = {
		{ w, 0, 0, h, 0, 0 },
		{ -w, 0, 0, h, w, 0 },
		{ -w, 0, 0, -h, w, h },
		{ w, 0, 0, -h, 0, h },
		{ 0, -h, -w, 0, w, h },
		{ 0, -h, w, 0, 0, h },
		{ 0, h, w, 0, 0, 0 },
		{ 0, h, -w, 0, w, 0 },
	};

	for (int i = 0; i < 6; i++) {
		put_points(b, m[orientation - 1][i]);
	}
}

static void put_page(struct layout *l, uint32_t page)
{
	const struct ic_imagefile *p = &l->a->pictures[page];
	struct ic_buf *b = &l->a->head, content = { 0 };
	struct ic_size size;

	ic_imagefile_size(p, &size);
	if (ic_imagefile_is_turned(p)) {
		size = (struct ic_size){ size.h, size.w };
	}
	begin(l, number(page, PAGE));
	ic_buf_printf(b, "<</Type/Page/Parent %d 0 R/MediaBox[0 0 ", TREE);
	put_points(b, size.w);
	put_points(b, size.h);
	ic_buf_printf(b,
	    "]/Resources<</XObject<</I %" PRIu32 " 0 R>>>>/Contents %" PRIu32
	    " 0 R>>\nendobj\n",
	    number(page, PICTURE), number(page, CONTENT));
	put_matrix(&content, p->orientation, size);
	ic_buf_puts(&content, "cm /I Do");
	begin(l, number(page, CONTENT));
	ic_buf_printf(b, "<</Length %zu>>stream\n%s\nendstream\nendobj\n",
	    content.len, ic_buf_str(&content));
	b->failed = b->failed || content.failed;
	ic_buf_finish(&content);
}

static void put_head(struct layout *l)
{
	struct ic_buf *b = &l->a->head;

	ic_buf_puts(b, "%PDF-1.7\n");
	begin(l, CATALOG);
	ic_buf_printf(b, "<</Type/Catalog/Pages %d 0 R>>\nendobj\n", TREE);
	begin(l, TREE);
	ic_buf_printf(b, "<</Type/Pages/Count %" PRIu32 "/Kids[", l->a->n);
	for (uint32_t i = 0; i < l->a->n; i++) {
		ic_buf_printf(b, "%" PRIu32 " 0 R ", number(i, PAGE));
	}
	ic_buf_puts(b, "]>>\nendobj\n");
	for (uint32_t i = 0; i < l->a->n && !b->failed; i++) {
		put_page(l, i);
	}
}

static void give_room(struct layout *l)
{
	uint64_t at = l->a->head.len;

	for (uint32_t i = 0; i < l->a->n; i++) {
		l->a->room[i] = at;
		l->at[number(i, PICTURE)] = at;
		at += l->a->pictures[i].most + OBJECT_MOST;
	}
	l->a->room[l->a->n] = at;
}

/* A cross-reference stream (ISO 32000-1, 7.5.8): its places may be large. */
static void put_tail(struct layout *l)
{
	struct ic_buf *b = &l->a->tail;
	uint64_t at = l->a->room[l->a->n] + END_LEAST;

	ic_buf_printf(b, "%*s", END_LEAST, "\n");
	l->at[l->objects - 1] = at;
	ic_buf_printf(b,
	    "%" PRIu32 " 0 obj\n<</Type/XRef/Size %" PRIu32
	    "/W[1 8 0]/Root %d 0 R/Length %" PRIu64 ">>stream\n",
	    l->objects - 1, l->objects, CATALOG,
	    (uint64_t)l->objects * TABLE_ENTRY);
	for (uint32_t i = 0; i < l->objects; i++) {
		ic_buf_putc(b, i > 0);
		for (int shift = 56; shift >= 0; shift -= 8) {
			ic_buf_putc(b, (int)(l->at[i] >> shift & 255));
		}
	}
	ic_buf_printf(b,
	    "\nendstream\nendobj\nstartxref\n%" PRIu64 "\n%%%%EOF\n", at);
}

enum ic_reason ic_assembly_lay_out(struct ic_assembly *a)
{
	struct layout l = { .a = a, .objects = number(a->n, 0) + 1 };
	bool ok;

	a->head.max = HEAD_MAX;
	a->room = calloc((size_t)a->n + 1, sizeof(*a->room));
	l.at = calloc(l.objects, sizeof(*l.at));
	ok = a->room && l.at;
	if (ok) {
		put_head(&l);
		give_room(&l);
		put_tail(&l);
		ok = !a->head.failed && !a->tail.failed;
	}
	free(l.at);
	return ok ? IC_REASON_NONE : IC_REASON_MEMORY;
}

static void put_space(const struct ic_imagefile *p, struct ic_buf *out)
{
	static const char *const names[] = { "/DeviceGray", "/DeviceRGB",
		"/DeviceCMYK" };

	if (p->space != IC_IMAGEFILE_INDEXED) {
		ic_buf_puts(out, names[p->space]);
		return;
	}
	ic_buf_printf(out, "[/Indexed/DeviceRGB %u<", (1u << p->bits) - 1);
	for (unsigned i = 0; i < 1u << p->bits; i++) {
		ic_buf_printf(out, "%02x%02x%02x", p->palette[i][0],
		    p->palette[i][1], p->palette[i][2]);
	}
	ic_buf_puts(out, ">]");
}

static void put_code(const struct ic_imagefile *p, struct ic_buf *out)
{
	if (p->code == IC_IMAGEFILE_G4) {
		ic_buf_printf(out,
		    "/Filter/CCITTFaxDecode/DecodeParms<</K -1/Columns %" PRIu32
		    "/Rows %" PRIu32 "/BlackIs1 %s>>",
		    p->w, p->h, p->black_is_1 ? "true" : "false");
	} else if (p->code == IC_IMAGEFILE_JPEG) {
		ic_buf_puts(out, "/Filter/DCTDecode");
		if (p->inverted) {
			ic_buf_puts(out, "/Decode[1 0 1 0 1 0 1 0]");
		}
	}
}

bool ic_assembly_object(const struct ic_assembly *a, uint32_t page,
    const struct ic_buf *code, struct ic_buf *out)
{
	const struct ic_imagefile *p = &a->pictures[page];

	ic_buf_printf(out,
	    "%" PRIu32 " 0 obj\n<</Type/XObject/Subtype/Image/Width %" PRIu32
	    "/Height %" PRIu32 "/BitsPerComponent %u/ColorSpace",
	    number(page, PICTURE), p->w, p->h, p->bits);
	put_space(p, out);
	put_code(p, out);
	ic_buf_printf(out, "/Length %zu>>stream\n", code->len);
	ic_buf_add(out, code->data, code->len);
	return ic_buf_puts(out, "\nendstream\nendobj\n") && !out->failed;
}
