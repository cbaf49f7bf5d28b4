/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include <inttypes.h>
#include <string.h>

#include "print_priv.h"

#define WHERE_MAX 4352

static const char *const levels[] = { "error", "warning" };

void ic_print_counted(FILE *f, uint64_t n, const char *noun)
{
	fprintf(f, "%" PRIu64 " %s%s", n, noun, n == 1 ? "" : "s");
}

/* "and 12 more errors", when not all were printed. */
static void print_rest(size_t all, size_t printed, enum ic_level level)
{
	if (all > printed) {
		ic_print_note("and %zu more %s%s", all - printed, levels[level],
		    all - printed == 1 ? "" : "s");
	}
}

/* FILE, FILE:LINE or FILE:LINE:COL; rows and cells are named for a CSV. */
static const char *place_text(const struct ic_place *p, char out[WHERE_MAX])
{
	if (p->source == NULL) {
		return NULL;
	}
	if (p->line == 0) {
		snprintf(out, WHERE_MAX, "%s", p->source->name);
	} else if (p->column == 0) {
		snprintf(out, WHERE_MAX, "%s:%" PRIu32, p->source->name,
		    p->line);
	} else {
		snprintf(out, WHERE_MAX, "%s:%" PRIu32 ":%" PRIu32,
		    p->source->name, p->line, p->column);
	}
	return out;
}

/*
 * The excerpt, and below it as many columns of blanks as the characters
 * before the caret take; tabs stay tabs, so that any tab width fits.
 */
static void print_excerpt(const struct ic_diag *d)
{
	const char *s = d->excerpt;

	fputs("    ", stderr);
	for (const char *c = s; *c != '\0';) {
		size_t n = strcspn(c, "\t");
		char part[WHERE_MAX];

		n = n < sizeof(part) ? n : sizeof(part) - 1;
		memcpy(part, c, n);
		part[n] = '\0';
		ic_print_visible(stderr, part);
		c += n;
		if (*c == '\t') {
			fputc('\t', stderr);
			c++;
		}
	}
	fputs("\n    ", stderr);
	for (uint32_t i = 0; i < d->caret && *s != '\0'; i++) {
		char one[8] = { 0 };
		size_t n = 0;

		do {
			one[n++] = *s++;
		} while (n < 7 && ((unsigned char)*s & 0xc0) == 0x80);
		if (one[0] == '\t') {
			fputc('\t', stderr);
			continue;
		}
		for (size_t w = ic_print_columns(one); w > 0; w--) {
			fputc(' ', stderr);
		}
	}
	fprintf(stderr, "%s^%s\n", ic_terminal_ink(stderr, IC_INK_BOLD),
	    ic_terminal_ink(stderr, IC_INK_PLAIN));
}

void ic_print_diags(const struct ic_diags *diags, const struct ic_cli *cli)
{
	size_t printed[2] = { 0 };
	char where[WHERE_MAX];

	for (size_t i = 0; i < diags->n; i++) {
		const struct ic_diag *d = &diags->at[i];

		if (cli->quiet && d->level == IC_LEVEL_WARNING) {
			continue;
		}
		ic_print_message(d->level, place_text(&d->place, where), "%s",
		    d->message);
		if (d->excerpt != NULL) {
			print_excerpt(d);
		}
		printed[d->level]++;
	}
	print_rest(diags->errors, printed[IC_LEVEL_ERROR], IC_LEVEL_ERROR);
	if (!cli->quiet) {
		print_rest(diags->warnings, printed[IC_LEVEL_WARNING],
		    IC_LEVEL_WARNING);
	}
}

/* FILE, FILE: page 8 (COE000307), FILE: page 8 (COE000307) and 3 more */
static void finding_place(const struct ic_finding *f, struct ic_buf *out)
{
	ic_buf_puts(out, f->file ? f->file : "");
	if (f->page == 0) {
		return;
	}
	ic_buf_printf(out, ": page %" PRIu32, f->page);
	if (f->number) {
		ic_buf_printf(out, " (%s)", f->number);
	}
	if (f->more > 0) {
		ic_buf_printf(out, " and %" PRIu32 " more", f->more);
	}
}

static void print_finding(const struct ic_finding *f)
{
	struct ic_buf buf = { 0 };
	const char *where;

	finding_place(f, &buf);
	where = buf.len > 0 ? ic_buf_str(&buf) : NULL;
	if (f->redaction) {
		ic_print_message(f->level, where, "%s (redaction %s)",
		    f->sentence, f->redaction);
	} else {
		ic_print_message(f->level, where, "%s", f->sentence);
	}
	ic_buf_finish(&buf);
}

void ic_print_findings(const struct ic_run *run, const struct ic_cli *cli)
{
	size_t most = cli->verbose ? SIZE_MAX : IC_FINDINGS_PRINTED;
	size_t seen[2] = { 0 };

	for (size_t i = 0; i < run->nfindings; i++) {
		const struct ic_finding *f = &run->findings[i];

		if (cli->quiet && f->level == IC_LEVEL_WARNING) {
			continue;
		}
		if (seen[f->level]++ < most) {
			print_finding(f);
		}
	}
	print_rest(seen[IC_LEVEL_ERROR], most, IC_LEVEL_ERROR);
	print_rest(seen[IC_LEVEL_WARNING], most, IC_LEVEL_WARNING);
}

size_t ic_print_count(const struct ic_run *run, enum ic_level level)
{
	size_t n = level == IC_LEVEL_ERROR ? run->diags.errors
					   : run->diags.warnings;

	for (size_t i = 0; i < run->nfindings; i++) {
		n += run->findings[i].level == level;
	}
	return n;
}

void ic_print_run(const struct ic_run *run, const struct ic_cli *cli)
{
	ic_progress_clear();
	ic_print_diags(&run->diags, cli);
	ic_print_findings(run, cli);
	if (run->err.code != IC_OK) {
		ic_print_message(IC_LEVEL_ERROR, NULL, "%s", run->err.msg);
	}
}
