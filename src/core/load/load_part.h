/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Documents that are pages of a larger file. */
#ifndef IC_CORE_LOAD_PART_H
#define IC_CORE_LOAD_PART_H

#include "load_item.h"

/*
 * Make a document with file and first number a part of that file, and give it
 * its name: "whole.pdf#COE000015". False, reported, without memory.
 */
bool ic_document_part(struct ic_reader *r, struct ic_spec_document *d);

#endif
