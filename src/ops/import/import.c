/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "import_priv.h"

static bool find(struct import *m, enum ic_level level, const char *file,
    uint32_t page, const char *fmt, va_list ap)
{
	struct ic_run *run = m->p.run;
	struct ic_finding f = { .level = level, .page = page };
	char text[512];

	vsnprintf(text, sizeof(text), fmt, ap);
	f.file = file ? ic_arena_strdup(&run->arena, file) : NULL;
	f.sentence = ic_arena_strdup(&run->arena, text);
	return (f.file || !file) && f.sentence
	    ? ic_run_find(run, &f)
	    : ic_fail(&m->p.err, IC_EENV, "out of memory");
}

bool import_refuse(struct import *m, const char *file, uint32_t page,
    const char *fmt, ...)
{
	va_list ap;
	bool ok;

	m->failed = true;
	va_start(ap, fmt);
	ok = find(m, IC_LEVEL_ERROR, file, page, fmt, ap);
	va_end(ap);
	return ok;
}

bool import_warn(struct import *m, const char *file, uint32_t page,
    const char *fmt, ...)
{
	va_list ap;
	bool ok;

	va_start(ap, fmt);
	ok = find(m, IC_LEVEL_WARNING, file, page, fmt, ap);
	va_end(ap);
	return ok;
}

const char *import_number(struct import *m, size_t document, uint32_t page,
    char out[IC_BATES_MAX])
{
	ic_plan_page_number(&m->p.run->plan, document, page, out);
	return out;
}

/* The files and their pages, as they are told. */
static bool tell_files(struct import *m)
{
	struct ic_imported *out = m->out;

	out->files = ic_arena_alloc(&out->arena, m->nfiles,
	    sizeof(*out->files));
	if (!out->files) {
		return ic_fail(&m->p.err, IC_EENV, "out of memory");
	}
	out->nfiles = m->nfiles;
	for (size_t i = 0; i < m->nfiles; i++) {
		struct import_file *f = &m->files[i];

		out->files[i].path = f->path;
		out->files[i].kind = f->kind;
		out->files[i].pages = f->pages;
		out->files[i].npages = f->npages;
	}
	return true;
}

static bool all_steps(struct import *m)
{
	return import_open(m) && !m->failed && import_read_annots(m) &&
	    !m->failed && import_zones(m) && import_find_pages(m) &&
	    tell_files(m) && !m->failed && import_take_marks(m) &&
	    import_warn_unmet(m) && !m->failed && import_write(m);
}

static enum ic_outcome outcome_of(struct import *m, bool ok)
{
	struct ic_run *run = m->p.run;

	if (ok) {
		return m->out->decided ? IC_DONE : IC_FINDINGS;
	}
	ic_diags_sort(&run->diags);
	if (run->err.code == IC_OK) {
		run->err = m->p.err;
	}
	return run->err.code == IC_EENV || run->err.code == IC_EBUG
	    ? IC_STOPPED
	    : IC_REFUSED;
}

/* What measures from below needs the sizes of pages, so all is opened. */
static bool has_csv(const struct ic_options *o)
{
	for (size_t i = 0; i < o->nfiles; i++) {
		if (import_is_csv(o->files[i])) {
			return true;
		}
	}
	return false;
}

enum ic_outcome ic_import_command(struct ic_zygote *z,
    const struct ic_options *o, const struct ic_ui *ui, struct ic_run *run,
    struct ic_imported *out)
{
	struct import m = { .p = { .z = z,
				.o = o,
				.ui = ui,
				.run = run,
				.few = !has_csv(o),
				.awaited = o->file },
		.out = out };
	enum ic_outcome outcome = ic_number_production(&m.p);

	if (outcome == IC_DONE) {
		outcome = outcome_of(&m, import_ask(&m) && all_steps(&m));
	}
	import_close(&m);
	free(m.named);
	free(m.rows);
	free(m.zones);
	free(m.skips);
	run->summary.sandbox = ic_zygote_info(z);
	ic_production_finish(&m.p);
	return outcome;
}

void ic_imported_finish(struct ic_imported *i)
{
	if (!i) {
		return;
	}
	free(i->marks);
	ic_arena_finish(&i->arena);
	*i = (struct ic_imported){ 0 };
}
