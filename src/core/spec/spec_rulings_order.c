/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The order of a row of rulings_csv: from its own columns, or else from what
 * our sealing chart writes behind the word of a ruling.
 */
#include <string.h>
#include <strings.h>

#include "core/date.h"
#include "core/lines.h"
#include "spec_rulings.h"

/* The number of "ECF No. 42-1"; NULL if it is none of a docket. */
static const char *docket_number(const char *text)
{
	static const char *const words[] = { "ECF", "Dkt", "Doc", "No", "#",
		".", " " };
	size_t n, k;

	for (size_t i = 0; i < sizeof words / sizeof *words;) {
		size_t len = strlen(words[i]);
		bool here = strncasecmp(text, words[i], len) == 0;

		text += here ? len : 0;
		i = here ? 0 : i + 1;
	}
	n = strspn(text, "0123456789");
	k = text[n] == '-' ? 1 + strspn(text + n + 1, "0123456789") : 0;
	return n == 0 || n > 6 || k == 1 || k > 5 || text[n + k] ? NULL : text;
}

static void take_ecf(struct ic_ruling_reader *u)
{
	const char *text = ic_ruling_cell(u, IC_R_ECF), *number;

	if (!text) {
		return;
	}
	number = docket_number(text);
	if (!number) {
		ic_ruling_wrong(u, IC_R_ECF,
		    "\"ecf\" must be the number of the order on the docket, "
		    "like 42 or 42-1; its page has a column of its own");
		return;
	}
	u->now->order.ecf = ic_ruling_keep(u, number);
}

static void take_date(struct ic_ruling_reader *u)
{
	const char *text = ic_ruling_cell(u, IC_R_DATE);
	char day[IC_DATE_MAX];
	struct ic_error err = { 0 };

	if (text && !ic_date_parse(text, day, &err)) {
		ic_grid_error(&u->s, IC_R_DATE, "\"date\" %s", err.msg);
		u->ok = false;
	} else if (text) {
		u->now->order.date = ic_ruling_keep(u, day);
	}
}

static void take_page(struct ic_ruling_reader *u)
{
	const char *page = ic_ruling_cell(u, IC_R_ORDER_PAGE);
	char out[IC_LINES_MAX];

	if (page && !ic_lines_parse(page, out)) {
		ic_ruling_wrong(u, IC_R_ORDER_PAGE,
		    "\"order_page\" must be pages like 4 or 4-5: a spreadsheet "
		    "makes dates of them unless the column is formatted as "
		    "text");
	} else if (page) {
		u->now->order.page = ic_ruling_keep(u, out);
	}
}

/* The next word of a text, which is cut; "" at its end. */
static char *next_word(char **text)
{
	char *word = *text + strspn(*text, " ");

	*text = word + strcspn(word, " ");
	if (**text) {
		*(*text)++ = '\0';
	}
	return word;
}

/* "(2026-04-09)", or without brackets. */
static bool take_day(struct ic_ruling_reader *u, char *word)
{
	size_t n = strlen(word);
	char day[IC_DATE_MAX];
	struct ic_error err = { 0 };

	if (*word == '(' && word[n - 1] == ')') {
		word[n - 1] = '\0';
		word++;
	}
	if (!ic_date_parse(word, day, &err)) {
		return false;
	}
	u->now->order.date = ic_ruling_keep(u, day);
	return true;
}

/* "ECF 61 at 2 (2026-04-09)", each part of which may be lacking. */
static bool take_written(struct ic_ruling_reader *u, char *text)
{
	char page[IC_LINES_MAX];

	for (char *word; *(word = next_word(&text));) {
		if (strcasecmp(word, "ECF") == 0) {
			const char *number;

			word = next_word(&text);
			number = docket_number(strcasecmp(word, "No.") == 0
				? next_word(&text)
				: word);
			if (!number) {
				return false;
			}
			u->now->order.ecf = ic_ruling_keep(u, number);
		} else if (strcmp(word, "at") == 0) {
			if (!ic_lines_parse(next_word(&text), page)) {
				return false;
			}
			u->now->order.page = ic_ruling_keep(u, page);
		} else if (!take_day(u, word)) {
			return false;
		}
	}
	return true;
}

char *ic_ruling_cut(char *word)
{
	char *comma = strchr(word, ',');

	if (comma) {
		*comma++ = '\0';
	}
	return comma;
}

void ic_ruling_order(struct ic_ruling_reader *u, char *written)
{
	if (u->ok && written && !take_written(u, written)) {
		ic_ruling_wrong(u, IC_R_RULING,
		    "behind a ruling stands at most its order, like granted, "
		    "ECF 61 at 2 (2026-04-09): write what else it says into "
		    "\"note\"");
	}
	take_ecf(u);
	take_date(u);
	take_page(u);
}
