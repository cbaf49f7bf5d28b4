/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Where the pages of a row are that names no PDF. */
#include <stdio.h>
#include <string.h>

#include "load_dat.h"

/* The Opticon file of the same name beside a load file. */
static bool beside(struct ic_dat *t, char *out)
{
	const char *name = t->item->load.text, *slash = strrchr(name, '/');
	const char *base = slash ? slash + 1 : name, *dot = strrchr(base, '.');
	char folder[IC_SPEC_FILE_MAX + 1], opt[IC_SPEC_FILE_MAX + 5];
	const struct ic_spec_io *io = t->r->io;
	enum ic_found what = IC_FOUND_NOTHING;
	struct ic_error err = { 0 };

	snprintf(folder, sizeof folder, "%.*s",
	    slash == name ? 1 : (int)(slash ? slash - name : 0), name);
	snprintf(opt, sizeof opt, "%.*s.opt",
	    (int)(dot ? (size_t)(dot - base) : strlen(base)), base);
	return io->find && io->find(io->user, folder, opt, out, &what, &err) &&
	    what == IC_FOUND_FILE;
}

bool ic_dat_open_pages(struct ic_dat *t)
{
	const struct ic_field *f = &t->item->images;
	char found[IC_SPEC_FILE_MAX + 1];
	const char *name = f->text;

	if (t->asked_opt) {
		return t->has_opt || !t->opt.r; /* or it was reported */
	}
	t->asked_opt = true;
	if (t->item->pdf.text || (!name && !beside(t, found))) {
		return true;
	}
	f = name ? f : &t->item->load;
	t->has_opt = ic_opt_open(&t->opt, t->r, name ? name : found,
	    (struct ic_place){ t->r->source, f->line, f->column }, t->item);
	return t->has_opt;
}

bool ic_dat_pages_of(struct ic_dat *t, struct ic_spec_document *d)
{
	const struct ic_opt_document *from;
	uint32_t said = d->pages_said;

	if (!ic_dat_open_pages(t)) {
		return false;
	}
	if (!t->has_opt) {
		ic_error_at(t->r, ic_dat_place(t, IC_LOAD_FILE),
		    "the row names no file: a column must name the document's "
		    "PDF, or images: an Opticon file with its pages");
		return false;
	}
	from = d->has_first ? ic_opt_find(&t->opt, &d->first) : NULL;
	if (!from) {
		ic_error_at(t->r, ic_dat_place(t, IC_LOAD_BEGBATES),
		    "%.200s has no pages of this document",
		    t->opt.source->name);
		return false;
	}
	if (!ic_opt_give(&t->opt, from, d)) {
		return false;
	}
	said = said ? said : (uint32_t)ic_dat_count(d);
	if (said && d->pages_said && said != d->pages_said) {
		ic_error_at(t->r, ic_dat_place(t, IC_LOAD_BEGBATES),
		    "the document has %u pages here, and %u in %.200s", said,
		    d->pages_said, t->opt.source->name);
		return false;
	}
	d->pages_said = said ? said : d->pages_said;
	return true;
}

void ic_dat_check_pages(struct ic_dat *t)
{
	if (!t->has_opt || t->r->diags->errors != t->errors) {
		return;
	}
	/* Documents that have a PDF may have pages there, too. */
	for (size_t i = t->made; i < t->r->nmade; i++) {
		if (t->r->made[i].has_first) {
			ic_opt_find(&t->opt, &t->r->made[i].first);
		}
	}
	ic_opt_unused(&t->opt, t->source->name);
}
