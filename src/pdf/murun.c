/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "pdf/murun.h"

#include <malloc.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

/* Before each allocation: the list of all. As long as malloc() aligns to. */
struct ic_murun_block {
	_Alignas(max_align_t) struct ic_murun_block *prev;
	struct ic_murun_block *next;
};

static void link_block(struct ic_murun *mu, struct ic_murun_block *b)
{
	b->prev = NULL;
	b->next = mu->blocks;
	if (b->next) {
		b->next->prev = b;
	}
	mu->blocks = b;
	mu->used += malloc_usable_size(b);
}

static void unlink_block(struct ic_murun *mu, struct ic_murun_block *b)
{
	if (b->prev) {
		b->prev->next = b->next;
	} else {
		mu->blocks = b->next;
	}
	if (b->next) {
		b->next->prev = b->prev;
	}
	mu->used -= malloc_usable_size(b);
}

static void *count_malloc(void *user, size_t size)
{
	struct ic_murun *mu = user;
	struct ic_murun_block *b = NULL;

	if (size <= mu->limit && mu->used <= mu->limit - size) {
		b = malloc(sizeof(*b) + size);
	}
	if (!b) {
		mu->starved = true; /* by the limit, or RLIMIT_AS */
		return NULL;
	}
	link_block(mu, b);
	return b + 1;
}

/* Once it starved it frees nothing: see ic_murun_close(). */
static void count_free(void *user, void *p)
{
	struct ic_murun *mu = user;
	struct ic_murun_block *b = p;

	if (b && !mu->starved) {
		unlink_block(mu, --b);
		free(b);
	}
}

static void *count_realloc(void *user, void *old, size_t size)
{
	struct ic_murun *mu = user;
	struct ic_murun_block *b = old, *p = NULL;
	size_t had;

	if (!b) {
		return count_malloc(user, size);
	}
	had = malloc_usable_size(--b);
	if (size <= mu->limit && mu->used - had <= mu->limit - size &&
	    !mu->starved) {
		unlink_block(mu, b);
		p = realloc(b, sizeof(*p) + size);
		link_block(mu, p ? p : b);
	}
	if (!p) {
		mu->starved = true;
		return NULL;
	}
	return p + 1;
}

static void free_all(struct ic_murun *mu)
{
	while (mu->blocks) {
		struct ic_murun_block *b = mu->blocks;

		mu->blocks = b->next;
		free(b);
	}
}

/* How a warning starts after which a part of the page is missing. */
static const char *const losses[] = {
	"read error; treating as end of file",
	"padding truncated image",
	"premature end",
	"ignoring zlib error",
	"cannot render glyph",
	"cannot draw text",
	"cannot load content stream",
	"image components are missing data",
	"jbig2dec error",
	"openjpeg error",
};

/* MuPDF has no other sign of a picture that ends early: it is padded. */
static void count_warning(void *user, const char *message)
{
	struct ic_murun *mu = user;

	mu->warnings += mu->warnings < ~0u;
	for (size_t i = 0; i < sizeof(losses) / sizeof(*losses); i++) {
		if (!strncmp(message, losses[i], strlen(losses[i]))) {
			mu->losses += mu->losses < ~0u;
			return;
		}
	}
}

static void count_error(void *user, const char *message)
{
	struct ic_murun *mu = user;

	(void)message;
	mu->errors += mu->errors < ~0u;
}

bool ic_murun_open(struct ic_murun *mu, size_t limit, size_t store,
    struct ic_error *err)
{
	fz_alloc_context alloc = { mu, count_malloc, count_realloc,
		count_free };

	*mu = (struct ic_murun){ .limit = limit };
	mu->ctx = fz_new_context(&alloc, NULL, store);
	if (!mu->ctx) {
		free_all(mu);
		return ic_fail(err, IC_EENV, "out of memory");
	}
	fz_set_warning_callback(mu->ctx, count_warning, mu);
	fz_set_error_callback(mu->ctx, count_error, mu);
	return true;
}

bool ic_murun_caught(struct ic_murun *mu, struct ic_error *err)
{
#if FZ_VERSION_MAJOR > 1 || FZ_VERSION_MINOR >= 24
	fz_report_error(mu->ctx);
#endif
	if (mu->starved) {
		return ic_fail(err, IC_ELIMIT,
		    "needs more memory than a document is given");
	}
	return ic_fail(err, IC_EINPUT, "is damaged beyond what can be read");
}

void ic_murun_close(struct ic_murun *mu)
{
	if (!mu) {
		return;
	}
	if (!mu->starved) {
		fz_drop_context(mu->ctx);
	}
	free_all(mu);
	*mu = (struct ic_murun){ 0 };
}
