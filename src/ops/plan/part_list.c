/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What --bates says, on the command line or in a file. */
#include <string.h>
#include <sys/stat.h>

#include "base/fs.h"
#include "part.h"

/* A range a line becomes a list; lines without one are nothing. */
static void join_lines(struct ic_buf *b)
{
	size_t n = 0;
	bool pending = false; /* a line has ended before this one */

	for (size_t i = 0; i < b->len; i++) {
		uint8_t c = b->data[i];

		if (c == '\n' || c == '\r') {
			pending = n > 0;
		} else if ((c != ' ' && c != '\t') || (n > 0 && !pending)) {
			if (pending) {
				b->data[n++] = ';';
			}
			pending = false;
			b->data[n++] = c;
		}
	}
	b->len = n;
}

/* The first line that is no list by itself, from 1; 0: all are. Cuts them. */
static size_t bad_line(const struct ic_prefixes *prefixes, char *s,
    struct ic_error *err)
{
	for (size_t line = 1; *s; line++) {
		size_t n = strcspn(s, "\r\n");
		size_t skip = s[n] ? 1 + (s[n] == '\r' && s[n + 1] == '\n') : 0;
		struct ic_bates_list list = { 0 };
		bool ok;

		s[n] = '\0';
		ok = s[strspn(s, " \t")] == '\0' ||
		    ic_bates_parse_list(prefixes, s, &list, err);
		ic_bates_list_finish(&list);
		if (!ok) {
			return line;
		}
		s += n + skip;
	}
	return 0;
}

static bool file_wrong(const struct ic_prefixes *prefixes, const char *name,
    struct ic_buf *text, struct ic_error *err)
{
	size_t line;

	if (text->len == 0 || memchr(ic_buf_str(text), '\0', text->len)) {
		return ic_fail(err, IC_EUSAGE, "%.120s: %s", name,
		    text->len ? "it is no plain text: save it as UTF-8, with a "
				"range a line"
			      : "it is empty: write a range a line");
	}
	line = bad_line(prefixes, (char *)text->data, err);
	return line ? ic_fail_in(err, "%.120s, line %zu", name, line)
		    : ic_fail_in(err, "%.120s", name);
}

static bool list_of_file(const struct ic_prefixes *prefixes, const char *name,
    struct ic_bates_list *out, struct ic_error *err)
{
	struct ic_buf text = { 0 }, list = { 0 };
	bool ok = ic_fs_read(name, IC_SPEC_BYTES_MAX, &text, err);

	if (ok && !ic_buf_puts(&list, ic_buf_str(&text))) {
		ok = ic_fail(err, IC_EENV, "out of memory");
	} else if (ok) {
		join_lines(&list);
		ok = (!memchr(ic_buf_str(&text), '\0', text.len) &&
			 ic_bates_parse_list(prefixes, ic_buf_str(&list), out,
			     err)) ||
		    file_wrong(prefixes, name, &text, err);
	}
	ic_buf_finish(&text);
	ic_buf_finish(&list);
	return ok;
}

bool part_list(const struct ic_prefixes *prefixes, const char *said,
    struct ic_bates_list *out, struct ic_error *err)
{
	struct stat st;

	if (said[0] == '@') {
		return list_of_file(prefixes, said + 1, out, err);
	}
	if (ic_bates_parse_list(prefixes, said, out, err)) {
		return true;
	}
	return stat(said, &st) == 0
	    ? ic_fail(err, IC_EUSAGE,
		  "--bates %.120s: that is a file: write @ before the "
		  "name of a file with ranges",
		  said)
	    : ic_fail_in(err, "--bates");
}
