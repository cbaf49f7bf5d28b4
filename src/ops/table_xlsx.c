/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "table_xlsx.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <xlsxwriter.h>
#include <zlib.h>

#include "base/aside.h"
#include "core/textline.h"

#define HEADER_MAX 254   /* UTF-8 bytes are never fewer than characters */
#define SHEET_MAX 27     /* of a sheet: 31 with the number of further ones */
#define ROWS_MAX 1000000 /* of a sheet, which has room for 1048576 */
#define LETTER 1         /* paper */
#define TEXT_FORMAT 49   /* "@": what is typed into such a cell stays text */
#define CUT " [cut here: the CSV file has all of it]"

/*
 * Every workbook was made at one time, so that the same table gives the same
 * bytes. 1980 is the first year that a ZIP archive knows.
 */
#define CREATED 315532800

const char *table_xlsx_maker(void)
{
	static char text[80];

	if (!text[0]) {
		snprintf(text, sizeof(text), "libxlsxwriter %s, zlib %s",
		    lxw_version(), zlibVersion());
	}
	return text;
}

struct job {
	const struct ic_table *t;
	const struct ic_dir *dir;
	char name[IC_TEMP_NAME_MAX];
	/* In the process that does it. */
	lxw_worksheet *sheet;
	lxw_format *head, *cell, *plain;
	struct ic_buf text;
};

/*
 * A cell's text as the library takes it: one line, cut at a character if it
 * is too long. Lengths count in UTF-16 there, so that the cut leaves twice
 * the room for each character beyond the first plane.
 */
static const char *line(struct job *j, const char *text)
{
	size_t len = strlen(text), units = 0, at = 0, end = 0;

	while (at < len && units <= TABLE_XLSX_CELL_MAX) {
		units += ic_textline_next(text, len, &at) > 0xffff ? 2 : 1;
		end = units <= TABLE_XLSX_CELL_MAX - sizeof(CUT) ? at : end;
	}
	ic_buf_reset(&j->text);
	if (units <= TABLE_XLSX_CELL_MAX) {
		ic_textline_add(&j->text, text);
	} else {
		char *part = strndup(text, end);

		ic_textline_add(&j->text, part ? part : "");
		j->text.failed |= !part;
		ic_buf_puts(&j->text, CUT);
		free(part);
	}
	return ic_buf_str(&j->text);
}

/* True if the library has taken it; it says so of memory, too. */
static bool put(struct job *j, size_t row, size_t column, const char *text,
    lxw_format *format)
{
	return worksheet_write_string(j->sheet, (lxw_row_t)row,
		   (lxw_col_t)column, line(j, text), format) == LXW_NO_ERROR;
}

/* What stands over the printed pages; & begins a command there. */
static void put_header(struct job *j)
{
	struct ic_buf b = { 0 };

	ic_buf_puts(&b, "&C");
	for (const struct ic_table_line *l = j->t->heads.first; l;
	     l = l->next) {
		for (const char *c = line(j, l->text); *c; c++) {
			ic_buf_puts(&b, *c == '&' ? "&" : "");
			ic_buf_putc(&b, *c);
		}
		ic_buf_puts(&b, "\n");
	}
	if (b.len + strlen(j->t->title) > HEADER_MAX) {
		ic_buf_reset(&b);
		ic_buf_puts(&b, "&C");
	}
	ic_buf_puts(&b, j->t->title);
	worksheet_set_header(j->sheet, ic_buf_str(&b));
	worksheet_set_footer(j->sheet, "&RPage &P of &N");
	ic_buf_finish(&b);
}

static void set_up_print(struct job *j)
{
	worksheet_set_landscape(j->sheet);
	worksheet_set_paper(j->sheet, LETTER);
	worksheet_fit_to_pages(j->sheet, 1, 0);
	worksheet_set_margins(j->sheet, 0.6, 0.6, 1.0, 0.8);
	worksheet_gridlines(j->sheet, LXW_SHOW_ALL_GRIDLINES);
	worksheet_repeat_rows(j->sheet, 0, 0);
	put_header(j);
}

/* A sheet with its headings, for rows that begin at `nth` of the table. */
static bool begin_sheet(struct job *j, lxw_workbook *book, size_t nth)
{
	char name[SHEET_MAX + 5];
	int n = snprintf(name, sizeof(name), "%.*s", SHEET_MAX, j->t->title);
	bool ok = true;

	if (nth > 0) {
		snprintf(name + n, sizeof(name) - (size_t)n, " %zu",
		    nth / ROWS_MAX + 1);
	}
	j->sheet = workbook_add_worksheet(book, name);
	if (!j->sheet) {
		return false;
	}
	for (size_t i = 0; ok && i < j->t->ncolumns; i++) {
		lxw_col_t at = (lxw_col_t)i;

		ok = worksheet_set_column(j->sheet, at, at,
			 ic_table_width(j->t, i, NULL) + 2,
			 j->cell) == LXW_NO_ERROR &&
		    put(j, 0, i, j->t->columns[i].name, j->head);
	}
	worksheet_freeze_panes(j->sheet, 1, 0);
	set_up_print(j);
	return ok;
}

static bool end_sheet(struct job *j, size_t rows)
{
	return rows == 0 ||
	    worksheet_autofilter(j->sheet, 0, 0, (lxw_row_t)rows,
		(lxw_col_t)(j->t->ncolumns - 1)) == LXW_NO_ERROR;
}

static bool put_rows(struct job *j, lxw_workbook *book)
{
	const struct ic_table_row *r = j->t->rows;
	size_t nth = 0, row;
	bool ok;

	do {
		ok = begin_sheet(j, book, nth);
		for (row = 0; ok && r && row < ROWS_MAX; r = r->next) {
			row++;
			for (size_t i = 0; ok && i < j->t->ncolumns; i++) {
				ok = put(j, row, i, r->cell[i], j->cell);
			}
		}
		nth += row;
		ok = ok && end_sheet(j, row);
	} while (ok && r);
	row += 2;
	for (const struct ic_table_line *l = j->t->notes.first; ok && l;
	     l = l->next) {
		ok = put(j, row++, 0, l->text, j->plain);
	}
	return ok;
}

static bool make_formats(struct job *j, lxw_workbook *book)
{
	lxw_format **all[] = { &j->head, &j->cell, &j->plain };

	for (size_t i = 0; i < sizeof(all) / sizeof(*all); i++) {
		*all[i] = workbook_add_format(book);
		if (!*all[i]) {
			return false;
		}
		format_set_num_format_index(*all[i], TEXT_FORMAT);
		format_set_align(*all[i], LXW_ALIGN_VERTICAL_TOP);
	}
	format_set_text_wrap(j->cell);
	format_set_text_wrap(j->head);
	format_set_bold(j->head);
	format_set_bottom(j->head, LXW_BORDER_THIN);
	format_set_bg_color(j->head, 0xF3F1EC);
	return true;
}

/* In a process of its own: its directory and its messages are not ours. */
static bool make(void *user)
{
	struct job *j = user;
	char here[] = ".";
	lxw_workbook_options options = { .tmpdir = here };
	lxw_doc_properties properties = { .created = CREATED };
	lxw_workbook *book;
	bool ok;

	if (fchdir(j->dir->fd) != 0) {
		return false;
	}
	book = workbook_new_opt(j->name, &options);
	if (!book) {
		return false;
	}
	properties.title = (char *)(uintptr_t)j->t->title;
	ok = workbook_set_properties(book, &properties) == LXW_NO_ERROR &&
	    make_formats(j, book) && put_rows(j, book);
	return workbook_close(book) == LXW_NO_ERROR && ok && !j->text.failed;
}

bool table_xlsx(const struct ic_table *t, const struct ic_dir *scratch,
    struct ic_buf *out, struct ic_error *err)
{
	struct job j = { .t = t, .dir = scratch };
	char what[320];
	bool ok;

	if (!ic_dir_leftover_name(j.name)) {
		return ic_fail(err, IC_EENV, "there are no random numbers");
	}
	snprintf(what, sizeof(what), "a spreadsheet in %.256s", scratch->path);
	ok = ic_aside(what, make, &j, err) &&
	    ic_dir_read(scratch, j.name, IC_BUF_MAX, out, err);
	unlinkat(scratch->fd, j.name, 0);
	return ok;
}
