/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A list of marks of another tool. Whatever it holds, a row that is read is a
 * box with a size on some page, and reading ends.
 */
#include "core/mark_table.h"
#include "fuzz.h"

static void check(const struct ic_mark_line *l)
{
	demand(l->bates && l->file && l->code && l->note);
	demand(*l->bates != '\0' || l->has_page);
	demand(l->whole || !ic_rect_is_empty(l->rect));
}

static void read_as(const uint8_t *bytes, size_t n,
    const struct ic_mark_ask *ask)
{
	struct ic_mark_table t = { 0 };
	struct ic_mark_line line;
	struct ic_error err = { 0 };
	uint32_t last = 0;

	if (ic_mark_table_open(&t, fuzz_text(bytes, n), n, ask, &err)) {
		for (;;) {
			if (ic_mark_table_next(&t, &line, &err)) {
				check(&line);
				demand(line.row > last);
				last = line.row;
			} else if (err.code != IC_ESPEC) {
				break;
			}
		}
	}
	ic_mark_table_close(&t);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	const struct ic_mark_ask usual = { NULL, NULL, NULL, NULL };
	const struct ic_mark_ask other = { "bates=Control Number,x0=Left",
		"px:300", "bottom-left", "0" };

	read_as(bytes, n, &usual);
	read_as(bytes, n, &other);
	return 0;
}
