/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * How things look: messages go to stderr, results to stdout. Whatever comes
 * from a spec, a file name or the command line passes ic_print_visible(), so
 * that no name can move the cursor or turn the writing direction.
 */
#ifndef IC_CLI_PRINT_PRIV_H
#define IC_CLI_PRINT_PRIV_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "cli_priv.h"

#define IC_PROGRAM "incamera"

/* Findings of a level that are printed; the rest is counted. */
#define IC_FINDINGS_PRINTED 50

/* Names for colours; without a terminal, or with NO_COLOR, they are "". */
enum ic_ink { IC_INK_PLAIN, IC_INK_BOLD, IC_INK_RED, IC_INK_YELLOW };
const char *ic_terminal_ink(FILE *f, enum ic_ink ink);

/* True if the stream is a terminal that can move its cursor. */
bool ic_terminal_is(FILE *f);

/* Columns of the terminal, at least 40; 0 if the stream is none. */
unsigned ic_terminal_width(FILE *f);

/*
 * Print UTF-8 text; a control character, direction mark or malformed byte
 * comes out as \x1b or \u202e.
 */
void ic_print_visible(FILE *f, const char *text);

/* How many columns ic_print_visible() takes, one a character. */
size_t ic_print_columns(const char *text);

/*
 * The same within `room` columns (0: no limit): what is too long loses its
 * middle, since the ends of a path tell most.
 */
void ic_print_elided(FILE *f, const char *text, size_t room);

/* "incamera: " WHERE: LEVEL: TEXT. `where` may be NULL. */
void ic_print_message(enum ic_level level, const char *where, const char *fmt,
    ...) __attribute__((format(printf, 3, 4)));

/* "incamera: TEXT", without a level: progress and hints. */
void ic_print_note(const char *fmt, ...) __attribute__((format(printf, 1, 2)));

/*
 * What is wrong with the spec, with excerpts and carets. Warnings are left
 * out if quiet.
 */
void ic_print_diags(const struct ic_diags *diags, const struct ic_cli *cli);

/*
 * What is wrong with documents. Warnings are left out if quiet; if verbose,
 * no finding is.
 */
void ic_print_findings(const struct ic_run *run, const struct ic_cli *cli);

/* How many findings and diagnostics of a level a run has. */
size_t ic_print_count(const struct ic_run *run, enum ic_level level);

/* "1 page", "2 pages": the noun gets an s. */
void ic_print_counted(FILE *f, uint64_t n, const char *noun);

/* The progress of ic_ui; and what must be called before anything prints. */
void ic_progress_begin(struct ic_ui *ui, const struct ic_cli *cli);
void ic_progress_clear(void);

/* What apply or verify did, to stdout. */
void ic_summary_apply(const struct ic_run *run, enum ic_outcome outcome,
    const char *out);
void ic_summary_unchanged(const struct ic_run *run); /* nothing was made */
void ic_summary_numbers(const struct ic_run *run);   /* nothing: none is read */
void ic_summary_verify(const struct ic_run *run, enum ic_outcome outcome,
    const char *out);

/* The table of plan, to stdout; `all` shows each redaction. */
void ic_table_plan(const struct ic_run *run, const char *spec, bool all);

/*
 * Of a part of a production, to stdout: documents that are not made now, though
 * their redactions are not those that were frozen. `all` names every one.
 */
void ic_summary_left(const struct ic_run *run, bool all);

/*
 * What the rulings met, and what is open, to stdout; `all` shows every row.
 * Nothing without a file of rulings.
 */
void ic_table_rulings(const struct ic_run *run, bool all);

/*
 * plan --show: false, and said, unless it may print; and the words of each
 * place, to stdout, which is a terminal.
 */
bool ic_show_may(const struct ic_cli *cli);
void ic_show_places(const struct ic_run *run);

/*
 * What audit found, to stdout: quiet, the errors and the counts alone; verbose,
 * each finding and document.
 */
struct ic_audited;
void ic_table_audit(const struct ic_audited *a, const struct ic_cli *cli);

/* Print bytes of JSON to stdout and free them. False if memory was short. */
bool ic_print_json(struct ic_buf *json);

/*
 * Print why a command stopped, and its diagnostics and findings. To be
 * called before its result is printed.
 */
void ic_print_run(const struct ic_run *run, const struct ic_cli *cli);

/* Flush stdout. 4 if it could not all be written, else `status`. */
int ic_print_finish(int status);

#endif
