/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The pictures of a source: of a bundle, or of one file. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "assemble_priv.h"
#include "core/bundle.h"

static bool is_tiff(const uint8_t *p, size_t n)
{
	return n >= 4 &&
	    (memcmp(p, "II*\0", 4) == 0 || memcmp(p, "MM\0*", 4) == 0 ||
		memcmp(p, "II+\0", 4) == 0 || memcmp(p, "MM\0+", 4) == 0);
}

static bool is_jpeg(const uint8_t *p, size_t n)
{
	return n >= 3 && p[0] == 0xff && p[1] == 0xd8 && p[2] == 0xff;
}

bool ic_assembly_begins(const uint8_t *bytes, size_t n)
{
	return ic_bundle_begins(bytes, n) || is_tiff(bytes, n) ||
	    is_jpeg(bytes, n);
}

/* The pictures of one file, their heads not yet read. */
static enum ic_reason open_file(const struct ic_piece *file, uint32_t most,
    struct ic_imagefile **out, uint32_t *n)
{
	uint8_t head[4];

	if (file->len > IC_IMAGEFILE_FILE_MAX) {
		return IC_REASON_IMAGE_SIZE;
	}
	if (!ic_piece_read(file, 0, head, sizeof(head))) {
		return file->len < sizeof(head) ? IC_REASON_IMAGE_DAMAGED
						: IC_REASON_READ;
	}
	if (is_tiff(head, sizeof(head))) {
		return ic_tiff_find(file, most, out, n);
	}
	if (!is_jpeg(head, sizeof(head))) {
		return IC_REASON_IMAGE_KIND;
	}
	*out = calloc(1, sizeof(**out));
	if (!*out) {
		return IC_REASON_MEMORY;
	}
	(*out)->file = *file;
	*n = 1;
	return IC_REASON_NONE;
}

/* The next file of a bundle, of which *at is then behind the end. */
static bool next_file(const struct ic_piece *all, uint64_t *at,
    struct ic_piece *out)
{
	uint8_t length[IC_BUNDLE_LENGTH];
	uint64_t n;

	if (!ic_piece_read(all, *at, length, sizeof(length))) {
		return false;
	}
	*at += sizeof(length);
	n = ic_bundle_says(length);
	if (n > all->len - *at) {
		return false;
	}
	*out = (struct ic_piece){ all->fd, all->at + *at, n };
	*at += n;
	return true;
}

/* The parent has written it: what does not fit is no picture's fault. */
static enum ic_reason open_bundle(struct ic_assembly *a,
    const struct ic_piece *all, uint32_t *page)
{
	uint64_t at = IC_BUNDLE_HEAD;
	uint8_t head[IC_BUNDLE_HEAD];
	uint32_t files = ic_piece_read(all, 0, head, sizeof(head))
	    ? ic_bundle_files(head)
	    : 0;

	if (files == 0) {
		return IC_REASON_DAMAGED;
	}
	a->pictures = calloc(files, sizeof(*a->pictures));
	if (!a->pictures) {
		return IC_REASON_MEMORY;
	}
	for (; a->n < files; a->n++) {
		struct ic_imagefile *one = NULL;
		struct ic_piece file;
		enum ic_reason why;
		uint32_t n;

		if (!next_file(all, &at, &file)) {
			return IC_REASON_DAMAGED;
		}
		why = open_file(&file, 1, &one, &n);
		if (why != IC_REASON_NONE) {
			*page = a->n;
			return why;
		}
		a->pictures[a->n] = *one;
		free(one);
	}
	return at == all->len ? IC_REASON_NONE : IC_REASON_DAMAGED;
}

static enum ic_reason look_at_heads(struct ic_assembly *a, uint32_t *page)
{
	for (uint32_t i = 0; i < a->n; i++) {
		struct ic_imagefile *p = &a->pictures[i];
		enum ic_reason why = p->tiff ? ic_tiff_look(p)
					     : ic_jpeg_look(p);

		if (why != IC_REASON_NONE) {
			*page = i;
			return why;
		}
	}
	return IC_REASON_NONE;
}

enum ic_reason ic_assembly_find(struct ic_assembly *a, uint32_t *page)
{
	off_t size = lseek(a->fd, 0, SEEK_END); /* fstat() is fatal here */
	struct ic_piece all = { a->fd, 0, size > 0 ? (uint64_t)size : 0 };
	uint8_t head[sizeof(IC_BUNDLE_MAGIC) - 1];
	enum ic_reason why;

	if (size < 0) {
		return IC_REASON_READ;
	}
	if (ic_piece_read(&all, 0, head, sizeof(head)) &&
	    ic_bundle_begins(head, sizeof(head))) {
		why = open_bundle(a, &all, page);
	} else {
		why = open_file(&all, IC_SLICE_PAGES_MAX, &a->pictures, &a->n);
	}
	return why == IC_REASON_NONE ? look_at_heads(a, page) : why;
}
