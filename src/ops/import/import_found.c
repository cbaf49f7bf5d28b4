/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What a compared pair of pages comes to. */
#include "import_pages.h"

bool import_knows(const struct import_file *f, uint32_t i)
{
	return f->pages[i].how != IC_FOUND_BY_NOT;
}

bool import_knows_all(const struct import_file *f)
{
	for (uint32_t i = 0; i < f->npages; i++) {
		if (!import_knows(f, i)) {
			return false;
		}
	}
	return true;
}

bool import_is_same(const struct import_pair *p)
{
	return p->match.likeness == IC_LIKE_SAME;
}

bool import_is_other(const struct import_pair *p)
{
	return p->match.likeness == IC_LIKE_DIFFERS;
}

void import_take(struct import_file *f, const struct import_pair *p,
    enum ic_found_how how)
{
	struct ic_found_page *to = &f->pages[p->file_page];

	to->how = how;
	to->document = p->document;
	to->page = p->page;
	to->fit = p->fit;
	to->compared = import_is_same(p);
}

/* "COE000003, most of all 3.1 in from its left and 4.2 in from its top" */
bool import_refuse_other(struct import *m, struct import_file *f,
    const struct import_pair *p)
{
	char number[IC_BATES_MAX];
	int32_t x = p->match.at.x0 / 7200, y = p->match.at.y0 / 7200;

	/* It is dealt with: no other page may be it. */
	f->pages[p->file_page].how = IC_FOUND_BY_SKIPPED;
	return import_refuse(m, f->path, p->file_page + 1,
	    "is not %s as the production has it: they differ, most of all "
	    "%d.%d in from the left and %d.%d in from the top of that page",
	    import_number(m, p->document, p->page, number), x / 10, x % 10,
	    y / 10, y % 10);
}
