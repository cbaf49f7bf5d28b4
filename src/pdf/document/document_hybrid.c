/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "document_priv.h"

#define FIELDS 3      /* of a row: kind, and two numbers */
#define WIDTH_MAX 7   /* bytes of a field */
#define IN_THE_FILE 1 /* kinds of rows: at an offset, */
#define IN_A_STREAM 2 /* or in an object stream */

/* One table of the file, and the stream that tells what it hides. */
struct hybrid {
	struct ic_document *doc;
	int section;
	pdf_obj *dict;  /* of the stream */
	int64_t offset; /* where its data are */
	int number;
	int width[FIELDS];
};

static bool read_row(fz_context *ctx, fz_stream *stm, const struct hybrid *h,
    int64_t *row)
{
	for (int i = 0; i < FIELDS; i++) {
		row[i] = i == 0 && h->width[i] == 0 ? IN_THE_FILE : 0;
		for (int n = h->width[i]; n > 0; n--) {
			int byte = fz_read_byte(ctx, stm);

			if (byte == EOF) {
				return false;
			}
			row[i] = row[i] << 8 | byte;
		}
	}
	return true;
}

/* The table's entry of an object if it says that there is none. */
static pdf_xref_entry *free_entry(const pdf_xref *section, int number)
{
	for (pdf_xref_subsec *s = section->subsec; s; s = s->next) {
		if (number >= s->start && number - s->start < s->len) {
			pdf_xref_entry *e = &s->table[number - s->start];

			return e->type == 'f' ? e : NULL;
		}
	}
	return NULL;
}

/* An object stream that is itself in one would have MuPDF run in circles. */
static bool is_sound(fz_context *ctx, pdf_document *pdf, const int64_t *row)
{
	if (row[0] == IN_THE_FILE) {
		return row[1] > 0;
	}
	return row[1] > 0 && row[1] < pdf_xref_len(ctx, pdf) &&
	    pdf_get_xref_entry_no_null(ctx, pdf, (int)row[1])->type == 'n';
}

static void show(const struct hybrid *h, int number, const int64_t *row)
{
	fz_context *ctx = h->doc->mu.ctx;
	pdf_document *pdf = h->doc->pdf;
	pdf_xref_entry *e;

	/* To ask for an entry may move the tables: hold none before it. */
	if (number >= pdf->max_xref_len || !is_sound(ctx, pdf, row)) {
		return;
	}
	e = free_entry(&pdf->xref_sections[h->section], number);
	if (!e) {
		return;
	}
	pdf_drop_obj(ctx, e->obj);
	*e = (pdf_xref_entry){
		.type = row[0] == IN_THE_FILE ? 'n' : 'o',
		.num = number,
		.ofs = row[1],
		.gen = (unsigned short)row[2],
	};
	if (pdf->xref_index[number] > h->section) {
		pdf->xref_index[number] = h->section;
	}
}

/* Rows of one kind: object streams are to be known before what is in them. */
static void read_rows(const struct hybrid *h, fz_stream *stm, int kind)
{
	fz_context *ctx = h->doc->mu.ctx;
	pdf_obj *index = pdf_dict_get(ctx, h->dict, PDF_NAME(Index));
	int size = pdf_dict_get_int(ctx, h->dict, PDF_NAME(Size));
	int pairs = index ? pdf_array_len(ctx, index) / 2 : 1;
	int64_t row[FIELDS];

	for (int i = 0; i < pairs; i++) {
		int start = index ? pdf_array_get_int(ctx, index, 2 * i) : 0;
		int len = index ? pdf_array_get_int(ctx, index, 2 * i + 1)
				: size;

		if (start < 0 || start > IC_DOCUMENT_NODES ||
		    len > IC_DOCUMENT_NODES) {
			return;
		}
		for (int n = start; n < start + len; n++) {
			if (!read_row(ctx, stm, h, row)) {
				return;
			}
			if (row[0] == kind) {
				show(h, n, row);
			}
		}
	}
}

static void read_stream(const struct hybrid *h, int kind)
{
	fz_context *ctx = h->doc->mu.ctx;
	fz_stream *stm = pdf_open_stream_with_offset(ctx, h->doc->pdf,
	    h->number, h->dict, h->offset);

	fz_try(ctx) {
		if (!pdf_was_repaired(ctx, h->doc->pdf)) {
			read_rows(h, stm, kind);
		}
	}
	fz_always(ctx) {
		fz_drop_stream(ctx, stm);
	}
	fz_catch(ctx) {
		fz_rethrow(ctx);
	}
}

static bool get_widths(struct hybrid *h)
{
	fz_context *ctx = h->doc->mu.ctx;
	pdf_obj *w = pdf_dict_get(ctx, h->dict, PDF_NAME(W));

	for (int i = 0; i < FIELDS; i++) {
		h->width[i] = pdf_array_get_int(ctx, w, i);
		if (h->width[i] < 0 || h->width[i] > WIDTH_MAX) {
			return false;
		}
	}
	return h->width[1] > 0;
}

/* Tables are not encrypted, whatever else is. */
static void read_hidden(struct hybrid *h, int64_t at)
{
	fz_context *ctx = h->doc->mu.ctx;
	pdf_document *pdf = h->doc->pdf;
	pdf_crypt *crypt = pdf->crypt;
	int gen;

	pdf->crypt = NULL;
	fz_try(ctx) {
		fz_seek(ctx, pdf->file, at, SEEK_SET);
		h->dict = pdf_parse_ind_obj(ctx, pdf, pdf->file, &h->number,
		    &gen, &h->offset, NULL);
		if (h->offset > 0 && get_widths(h)) {
			read_stream(h, IN_THE_FILE);
			read_stream(h, IN_A_STREAM);
		}
	}
	fz_always(ctx) {
		pdf->crypt = crypt;
		pdf_drop_obj(ctx, h->dict);
	}
	fz_catch(ctx) {
		fz_rethrow(ctx);
	}
}

void ic_document_find_hidden(struct ic_document *doc)
{
	fz_context *ctx = doc->mu.ctx;
	pdf_document *pdf = doc->pdf;

	for (int i = 0; i < pdf->num_xref_sections; i++) {
		struct hybrid h = { .doc = doc, .section = i };
		int64_t at = pdf_to_int64(ctx,
		    pdf_dict_get(ctx, pdf->xref_sections[i].trailer,
			PDF_NAME(XRefStm)));

		/* A repair looks at the objects themselves. */
		if (pdf_was_repaired(ctx, pdf)) {
			return;
		}
		if (at > 0) {
			read_hidden(&h, at);
		}
	}
}
