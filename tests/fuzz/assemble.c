/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Picture files: a bundle, a TIFF or a JPEG. What is opened has pages of sizes
 * within their limits; each is made within its room, and made again it is the
 * same; a refusal says why.
 */
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "assemble.h"
#include "assemble_priv.h"
#include "fuzz.h"

/* Sums are enough to see that bytes are the same. */
static uint64_t sum(const uint8_t *p, size_t n)
{
	uint64_t h = 14695981039346656037u;

	while (n-- > 0) {
		h = (h ^ *p++) * 1099511628211u;
	}
	return h;
}

static void check_size(const struct ic_imagefile *p)
{
	struct ic_size size;

	ic_imagefile_size(p, &size);
	demand(size.w >= IC_MPT && size.h >= IC_MPT);
	demand(size.w <= IC_MPT_MAX && size.h <= IC_MPT_MAX);
	demand(p->orientation >= 1 && p->orientation <= 8);
	demand((uint64_t)p->w * p->h <= IC_IMAGEFILE_PIXELS_MAX);
}

static void check_page(struct ic_assembly *a, uint32_t page)
{
	enum ic_reason why;
	uint64_t first;
	bool damaged;

	check_size(&a->pictures[page]);
	why = ic_assembly_make(a, page, &damaged);
	if (why != IC_REASON_NONE) {
		demand(why < IC_REASON_COUNT);
		return;
	}
	demand(a->object.len <= a->room[page + 1] - a->room[page]);
	first = sum(a->object.data, a->object.len);
	a->made = IC_ASSEMBLY_NONE;
	demand(ic_assembly_make(a, page, &damaged) == IC_REASON_NONE);
	demand(sum(a->object.data, a->object.len) == first);
}

/* Head and tail can be read through, and end. */
static void check_file(struct ic_assembly *a)
{
	uint64_t at = a->room[a->n];
	enum ic_reason why;
	bool damaged;
	size_t n;

	while (ic_assembly_at(a, at, &n, &damaged, &why)) {
		demand(n > 0);
		at += n;
	}
	demand(why == IC_REASON_NONE && at == ic_assembly_size(a));
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	int fd = memfd_create("fuzz", MFD_CLOEXEC);
	struct ic_assembly *a = NULL;
	uint32_t page;
	enum ic_reason why;

	demand(fd >= 0 && write(fd, bytes, n) == (ssize_t)n);
	why = ic_assembly_open(fd, &a, &page);
	if (why == IC_REASON_NONE) {
		demand(a->n > 0 && ic_assembly_begins(bytes, n));
		for (uint32_t i = 0; i < a->n && i < 3; i++) {
			check_page(a, i);
		}
		check_file(a);
	} else {
		demand(why < IC_REASON_COUNT && !a);
	}
	ic_assembly_close(a);
	close(fd);
	return 0;
}
