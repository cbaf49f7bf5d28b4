/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The rulings that came back: each row of rulings_csv. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "spec_rulings.h"

/* The keys of incamera-spec(5), and what our own lists call them. */
const struct ic_grid_column ic_ruling_columns[] = {
	{ "id", { NULL } },
	{ "bates", { "bates_page", "bates_range" } },
	{ "document", { NULL } },
	{ "category", { NULL } },
	{ "code", { NULL } },
	{ "x0", { NULL } },
	{ "y0", { NULL } },
	{ "x1", { NULL } },
	{ "y1", { NULL } },
	{ "lines", { NULL } },
	{ "ruling", { NULL } },
	{ "nx0", { NULL } },
	{ "ny0", { NULL } },
	{ "nx1", { NULL } },
	{ "ny1", { NULL } },
	{ "ecf", { "ecf_no" } },
	{ "order_page", { NULL } },
	{ "date", { "order_date" } },
	{ "note", { NULL } },
};

_Static_assert(sizeof ic_ruling_columns / sizeof *ic_ruling_columns ==
	IC_R_COLUMNS,
    "a name for each column");

/*
 * Columns of our own lists that name nothing here. The first is that of lists
 * that have rows for whole documents among those for redactions.
 */
static const char *const others[] = { "no", "codes", "basis", "description",
	"area", "status", "order", NULL };

void ic_ruling_wrong(struct ic_ruling_reader *u, size_t column, const char *say)
{
	ic_grid_error(&u->s, column, "%s", say);
	u->ok = false;
}

char *ic_ruling_cell(struct ic_ruling_reader *u, size_t column)
{
	size_t errors = u->r->diags->errors;
	char *text = ic_grid_cell(&u->s, column);

	u->ok = u->ok && u->r->diags->errors == errors;
	return text;
}

const char *ic_ruling_keep(struct ic_ruling_reader *u, const char *text)
{
	char *copy = ic_arena_strdup(&u->r->spec->arena, text);

	if (!copy) {
		ic_error_memory(u->r);
		u->ok = false;
	}
	return copy;
}

/* What is said of an objection is the other way round of a redaction. */
static const struct {
	const char *said, *hint; /* `said` begins the cell */
} hints[] = {
	{ "sustain", "say granted or denied of the redaction" },
	{ "overrul", "say granted or denied of the redaction" },
	{ "granted in part", "write modified, with the new box" },
	{ "denied in part", "write modified, with the new box" },
	{ "in part", "write modified, with the new box" },
};

/* One word of small letters is quoted: it is no name that slipped in. */
static bool is_word(const char *text)
{
	size_t n = strspn(text, "abcdefghijklmnopqrstuvwxyz");

	return n > 0 && n <= 20 && !text[n];
}

static const char *word_meant(const char *text)
{
	const char *words[IC_STATUS_COUNT];
	enum ic_status s;
	size_t n = 0;

	for (unsigned i = 0; i < IC_STATUS_COUNT; i++) {
		if (ic_status_of_ruling(ic_status_words[i], &s)) {
			words[n++] = ic_status_words[i];
		}
	}
	return ic_did_you_mean(text, words, n);
}

static void take_word(struct ic_ruling_reader *u, const char *text)
{
	const char *meant, *quote = is_word(text) ? text : NULL;

	if (ic_status_of_ruling(text, &u->now->word)) {
		return;
	}
	u->ok = false;
	for (size_t i = 0; i < sizeof hints / sizeof *hints; i++) {
		if (strncasecmp(text, hints[i].said, strlen(hints[i].said)) ==
		    0) {
			ic_grid_error(&u->s, IC_R_RULING,
			    "a ruling must be " IC_RULING_WORDS ": %s",
			    hints[i].hint);
			return;
		}
	}
	meant = word_meant(text);
	ic_grid_error(&u->s, IC_R_RULING,
	    "a ruling must be " IC_RULING_WORDS "%s%s%s%s%s%s",
	    quote ? ", not \"" : "", quote ? quote : "", quote ? "\"" : "",
	    meant ? ": did you mean \"" : "", meant ? meant : "",
	    meant ? "\"?" : "");
}

/* A row of our own lists that speaks of a document, not of a redaction. */
static bool is_of_document(const struct ic_ruling_reader *u)
{
	return (u->s.met_others & 1) && ic_grid_has(&u->s, IC_R_ID) &&
	    !u->now->id;
}

static void check_row(struct ic_ruling_reader *u)
{
	const struct ic_ruling *n = u->now;

	if (is_of_document(u)) {
		ic_ruling_wrong(u, IC_R_RULING,
		    "this row of the list is about a document and names no "
		    "redaction: clear its ruling, and change the document in "
		    "the spec");
		return;
	}
	if (!n->id && !n->nbates && !n->document && !n->has_of &&
	    !n->category && !n->ncodes) {
		ic_ruling_wrong(u, IC_R_RULING,
		    "this ruling says of no redaction which: give its id, or "
		    "bates, document, category or code");
	} else if ((n->has_box || n->lines) && !n->nbates) {
		ic_ruling_wrong(u, n->lines ? IC_R_LINES : IC_R_X0,
		    "a box or lines need the Bates page that they are on");
	}
	if (n->word == IC_STATUS_MODIFIED && !n->has_new) {
		ic_ruling_wrong(u, IC_R_RULING,
		    "what is modified has a new box: give nx0, ny0, nx1 and "
		    "ny1, or write whole into nx0");
	} else if (n->word != IC_STATUS_MODIFIED && n->has_new) {
		ic_ruling_wrong(u, IC_R_RULING,
		    "a new box stands in this row, and only modified has one");
	}
}

/* Add a zeroed ruling. */
static bool next_ruling(struct ic_ruling_reader *u)
{
	struct ic_spec *spec = u->r->spec;
	struct ic_ruling *more;

	if (spec->nrulings == IC_RULINGS_MAX) {
		ic_error_at(u->r, ic_grid_row(&u->s),
		    "there are more than %d rulings", IC_RULINGS_MAX);
		return false;
	}
	more = ic_grow(u->r, u->at, spec->nrulings, &u->cap, sizeof *more);
	if (!more) {
		return false;
	}
	u->at = more;
	u->now = &more[spec->nrulings++];
	*u->now = (struct ic_ruling){ .place = ic_grid_row(&u->s) };
	return true;
}

/* The log's own last lines, which are no rows. */
static bool is_closing(struct ic_ruling_reader *u)
{
	static const char *const begins[] = { "Verified:", "PARTIAL",
		"REPLACEMENT" };
	const char *only = ic_grid_only_cell(&u->s);
	const char *first = ic_grid_first_cell(&u->s);

	for (size_t i = 0; i < sizeof begins / sizeof *begins; i++) {
		if (strncmp(first, begins[i], strlen(begins[i])) == 0) {
			return true;
		}
	}
	/* No id holds a blank. */
	return only && strchr(only, ' ') && ic_grid_has(&u->s, IC_R_ID) &&
	    ic_grid_place(&u->s, IC_R_ID).column == 1 && only == first &&
	    u->s.csv.cell[0] == only;
}

/* A row that nobody has filled in yet. */
static void pass_over(struct ic_ruling_reader *u)
{
	struct ic_spec *spec = u->r->spec;
	uint32_t *more;

	for (size_t i = IC_R_NX0; i <= IC_R_NY1; i++) {
		if (ic_ruling_cell(u, i)) {
			ic_ruling_wrong(u, i,
			    "a new box stands in a row without a ruling: "
			    "write modified, or clear it");
			return;
		}
	}
	more = ic_grow(u->r, u->unruled, spec->nunruled, &u->cap_unruled,
	    sizeof *more);
	if (more) {
		u->unruled = more;
		more[spec->nunruled++] = u->s.csv.row;
	}
}

static void read_row(struct ic_ruling_reader *u)
{
	char *word = ic_ruling_cell(u, IC_R_RULING);

	u->ok = true;
	if (is_closing(u)) {
		if (word) {
			ic_ruling_wrong(u, IC_R_RULING,
			    "this row is the log's own last line and no "
			    "redaction: clear its ruling");
		}
	} else if (!word) {
		pass_over(u);
	} else if (next_ruling(u)) {
		char *order = ic_ruling_cut(word);

		take_word(u, word);
		ic_ruling_select(u);
		ic_ruling_order(u, order);
		if (u->ok) {
			check_row(u);
		}
	}
}

static bool columns_suffice(struct ic_ruling_reader *u)
{
	static const size_t select[] = { IC_R_ID, IC_R_BATES, IC_R_DOCUMENT,
		IC_R_CATEGORY, IC_R_CODE };
	const char *say = "the first row names no column that says of which "
			  "redaction: id, bates, document, category or code";

	for (size_t i = 0; i < sizeof select / sizeof *select; i++) {
		say = ic_grid_has(&u->s, select[i]) ? NULL : say;
	}
	if (!ic_grid_has(&u->s, IC_R_RULING)) {
		say = ic_grid_only_cell(&u->s)
		    ? "the first row names no column \"ruling\""
		    : "the first row names no column \"ruling\": it must hold "
		      "the columns' names";
	}
	if (say) {
		/* Titles stand above the headings of what was exported. */
		ic_error_at(u->r, ic_grid_row(&u->s), "%s%s", say,
		    ic_grid_only_cell(&u->s)
			? ": delete the lines above the headings"
			: "");
	}
	return !say;
}

/* What was gathered, in the spec's own memory. */
static void hand_over(struct ic_ruling_reader *u)
{
	struct ic_spec *spec = u->r->spec;

	spec->rulings = ic_arena_alloc(&spec->arena, spec->nrulings,
	    sizeof *spec->rulings);
	spec->unruled = ic_arena_alloc(&spec->arena, spec->nunruled,
	    sizeof *spec->unruled);
	if (!spec->rulings || !spec->unruled) {
		spec->nrulings = spec->nunruled = 0;
		ic_error_memory(u->r);
		return;
	}
	if (spec->nrulings) {
		memcpy(spec->rulings, u->at,
		    spec->nrulings * sizeof *spec->rulings);
	}
	if (spec->nunruled) {
		memcpy(spec->unruled, u->unruled,
		    spec->nunruled * sizeof *spec->unruled);
	}
}

void ic_read_rulings(struct ic_reader *r, const struct ic_source *source,
    char *text, size_t len)
{
	struct ic_ruling_reader u = { .r = r,
		.s = { .r = r,
		    .source = source,
		    .columns = ic_ruling_columns,
		    .ncolumns = IC_R_COLUMNS,
		    .others = others } };

	r->spec->has_rulings = true;
	if (ic_grid_open(&u.s, text, len) && columns_suffice(&u)) {
		while (ic_grid_next(&u.s)) {
			read_row(&u);
		}
	}
	hand_over(&u);
	ic_grid_close(&u.s);
	ic_bates_list_finish(&u.list);
	free(u.at);
	free(u.unruled);
}
