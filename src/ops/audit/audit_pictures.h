/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* audit --html: pictures of what was found, and the report. */
#ifndef IC_OPS_AUDIT_PICTURES_H
#define IC_OPS_AUDIT_PICTURES_H

#include "base/dir.h"
#include "core/audit_report.h"
#include "ops/audit.h"

/* What is asked of one file's child. All borrowed. */
struct audit_pictures {
	const char *path;
	uint64_t size;        /* bytes that it had */
	const char *password; /* NULL or "": none */
	const struct ic_audit_ask *asks;
	uint32_t n;
	/* A picture: p->px may be written to. False, with err set, ends it. */
	bool (*take)(void *user, uint32_t i, const struct ic_picture *p,
	    uint8_t *px, struct ic_error *err);
	void *user;
	const volatile sig_atomic_t *stop;
};

/*
 * Have them made, and hand over those that were. A file that cannot be read,
 * or has another size by now, or a child that ends early, means fewer pictures,
 * and is no error. IC_EENV.
 */
bool audit_take_pictures(struct ic_zygote *z, const struct audit_pictures *w,
    struct ic_error *err);

/*
 * The directory of the report that `file` is to be: as private_page_open() has
 * it.
 */
bool audit_report_open(const char *file, struct ic_dir *out,
    struct ic_error *err);

/* Write it, private, about all that was looked at. IC_EENV or IC_ELIMIT. */
bool audit_report_write(struct ic_zygote *z, const struct ic_options *o,
    const char *password, const struct ic_ui *ui, const struct ic_audited *a,
    const struct ic_dir *dir, struct ic_error *err);

#endif
