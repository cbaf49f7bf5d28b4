/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Finding which page of the production a page of a file is, in the order in
 * which it is tried. A step that finds nothing is no failure; false: it cannot
 * go on.
 */
#ifndef IC_OPS_IMPORT_PAGES_H
#define IC_OPS_IMPORT_PAGES_H

#include "import_priv.h"

/* True if it is known, or dealt with. */
bool import_knows(const struct import_file *f, uint32_t i);
bool import_knows_all(const struct import_file *f);

/* What comparing a page of a file with one of the production came to. */
bool import_is_same(const struct import_pair *p);
bool import_is_other(const struct import_pair *p);

/* The page of the pair is found. */
void import_take(struct import_file *f, const struct import_pair *p,
    enum ic_found_how how);

/* It differs from the page that it says it is: a finding says where. */
bool import_refuse_other(struct import *m, struct import_file *f,
    const struct import_pair *p);

/* The numbers on the pages of files of which pictures do not tell all. */
bool import_read_numbers(struct import *m);

/* A number that is shown is not what the file is named for: a finding. */
bool import_check_names(struct import *m);

/* What shows a number and looks like its page. */
bool import_by_number(struct import *m, struct import_file *f);

/* What stands beside known pages. *more: one was found. */
bool import_by_neighbors(struct import *m, struct import_file *f, bool *more);

/* What looks like one page of all. The pairs are grown, and the caller's. */
bool import_by_picture(struct import *m, struct import_file *f,
    struct import_pair **pairs, size_t *n);

/* A finding for each page that was not found. */
bool import_refuse_pages(struct import *m, struct import_file *f,
    const struct import_pair *pairs, size_t n);

#endif
