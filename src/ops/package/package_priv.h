/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A package on its way: what there is to give, then a folder for each
 * audience, filled in a directory beside the one that is wanted, looked
 * through once more, and renamed. Nothing is written elsewhere.
 *
 *	DIR/opposing-party/README.txt  TRANSMITTAL.txt  INDEX.csv  INDEX.html
 *	                   SHA256SUMS  LOGS/
 *	                   VOL001/REDACTED/  UNREDACTED/  TEXT/  NATIVES/
 *	                          DATA/VOL001.dat
 */
#ifndef IC_OPS_PACKAGE_PRIV_H
#define IC_OPS_PACKAGE_PRIV_H

#include "core/copy.h"
#include "core/parts.h"
#include "core/policy.h"
#include "core/profile.h"
#include "core/table.h"
#include "verify_priv.h"

#define PACK_NO_VOLUME UINT32_MAX

/* A file that somebody may have. */
struct pack_file {
	enum ic_item item;
	size_t document; /* its index in the manifest; SIZE_MAX: of none */
	const struct ic_manifest_document *of; /* in this copy; NULL: none */
	uint32_t first, pages;    /* of the document, from 0; PDFs and texts */
	bool part;                /* not all of it */
	const struct ic_dir *dir; /* where it is now */
	const char *name;         /* and how it is called there */
	const char *as;           /* how it will be called */
	char sha256[65];
	uint64_t bytes;
	uint32_t volume; /* from 0; NO_VOLUME: beside the volumes */
	bool large;      /* was said to be over the limit of a volume */
};

/* A file of an audience's folder, as it was written. */
struct pack_written {
	char *path; /* owned; below the audience's folder */
	char sha256[65];
	bool unredacted;
	bool found; /* by the last look */
};

/* An audience's folder. */
struct pack_set {
	struct ic_dir top;
	struct pack_written *at; /* owned */
	size_t n, cap;
};

/* A document's family: those that hang together by `parent`. */
struct pack_family {
	size_t root; /* index of the document on top */
	size_t last; /* of the root: the last of all */
	bool many;   /* of the root: it is not alone */
};

struct pack {
	struct verify v;           /* the production; v.err is everyone's */
	struct ic_options plain;   /* v's: without a spec */
	struct ic_production made; /* with a spec: for parts and natives */
	struct ic_profile profile;
	const char *volume; /* name of the first */
	unsigned audiences; /* bits */
	unsigned columns;   /* bits of enum ic_field_key, for load files */
	enum ic_service spec_service; /* as the spec is today */
	const char *spec_privilege;   /* "": nothing is privileged in it */
	enum ic_service service;
	const char *forced;   /* why privilege; NULL: the spec says it */
	struct ic_dir parent; /* of the package */
	char *name, *temporary;
	bool planned;            /* made has a plan */
	bool ours;               /* the temporary is locked */
	struct ic_dir top;       /* the temporary */
	struct ic_dir stage;     /* in it: what is made on the way */
	struct pack_file *files; /* owned; by document and part */
	size_t nfiles, cap;
	struct ic_dir *places; /* owned; where native files are */
	size_t nplaces;
	uint32_t nvolumes; /* of the audience that is being written */
	uint32_t most_volumes;
	size_t nparts; /* documents that were parted */
	const struct ic_manifest_document **begins; /* owned; by number */
	struct pack_family *families;               /* owned; one a document */
	enum ic_audience audience;                  /* that is being written */
	struct pack_set set;
};

/* package.c */

/* A file is added; false without memory. */
bool pack_add(struct pack *p, const struct pack_file *f);

/* IC_ESPEC in p->v.err; returns false. */
bool pack_refuse(struct pack *p, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

/* A finding that stops nothing; false without memory. */
bool pack_warn(struct pack *p, const char *file, const char *sentence);

/* True if some audience of this package may have the item. */
bool pack_wanted(const struct pack *p, enum ic_item item);

/* True if the audience that is being written may; and if it gets the file. */
bool pack_may(const struct pack *p, enum ic_item item);
bool pack_gets(const struct pack *p, const struct pack_file *f);

/* Bates numbers of a file's first and last page. */
const char *pack_begin(const struct pack *p, const struct pack_file *f);
const char *pack_end(const struct pack *p, const struct pack_file *f);

/*
 * True if slip sheets stand in a document's place.
 */
bool pack_is_withheld(const struct ic_manifest_document *d);
bool pack_is_sheet(const struct ic_manifest_document *d);

/* package_choose.c */

/* Read the profile and what the command line says of it. */
bool pack_choose(struct pack *p);

/* package_spec.c: what the spec says, which must be this production's. */
bool pack_spec(struct pack *p);

/* Whether it is a matter of confidentiality or privilege. */
bool pack_decide(struct pack *p);

/*
 * With a spec: make the plan again, once, as it was when the copies were made.
 * DONE, REFUSED or STOPPED.
 */
enum ic_outcome pack_plan(struct pack *p);

/* package_reference.c */

/* Look at the reference list, or leave it out. */
enum ic_outcome pack_reference(struct pack *p);

/* package_target.c */

/*
 * The directory that is wanted, and the one beside it that is filled. IC_ESPEC
 * if it is there and not empty, or lies in the production.
 */
bool pack_target_open(struct pack *p, const char *path, struct ic_error *err);
bool pack_target_commit(struct pack *p, struct ic_error *err);

/* Remove what is not committed; close. */
void pack_target_close(struct pack *p);

/* package_collect.c */

/*
 * The documents of the production, by number: redacted, or if it is a set of
 * disputed pages alone, those.
 */
const struct ic_manifest_document *pack_documents(const struct pack *p);
size_t pack_ndocuments(const struct pack *p);

/* The item that a copy is. */
enum ic_item pack_item_of(enum ic_copy copy);

/* What the production has; each file is the one of the manifest. */
bool pack_collect(struct pack *p);

/* A name that can be a file's, and leads nowhere. */
bool pack_name_ok(const char *name);

/*
 * What a PDF of these numbers is called by the profile: an unredacted one says
 * so before its ending. In the run's arena; NULL without memory.
 */
char *pack_file_name(const struct pack *p, const char *begin, const char *end,
    enum ic_item item);

/* package_parts.c */

/*
 * Make documents over the limit again, in parts. FAILED, with findings, if one
 * is not proved; REFUSED if a page alone is over the limit.
 */
enum ic_outcome pack_parts(struct pack *p);

/* Put the files into their order: by document, part and item. */
void pack_sort(struct pack *p);

/* package_natives.c */

/* Find the native files, each the one that its placeholder names. */
bool pack_natives(struct pack *p);

/* package_text.c */

/* Read the text of every redacted copy. */
enum ic_outcome pack_texts(struct pack *p);

/* package_volumes.c */

/* Give each file that the audience gets its volume. */
bool pack_volumes(struct pack *p);

/* package_lists.c: what is written about the files. */

/* Find the families, before a load file is written. */
bool pack_families(struct pack *p);

/* True if a volume has redacted copies, which its load file is of. */
bool pack_has_rows(const struct pack *p, uint32_t volume);
bool pack_load_file(struct pack *p, uint32_t volume, struct ic_buf *out);
bool pack_index(struct pack *p, struct ic_table *out);

/* What was verified, and what was not, of the files of this audience. */
const char *pack_limit(const struct pack *p);
bool pack_public_log(struct pack *p, struct ic_buf *out);

/* package_letters.c */
bool pack_readme(struct pack *p, struct ic_buf *out);
bool pack_transmittal(struct pack *p, struct ic_buf *out);

/* package_write.c */

/* Fill the folder of p->audience, and look through it. */
bool pack_write(struct pack *p);

/* package_check.c: only what was written is there, and nothing it must not. */
bool pack_check(struct pack *p);

/* package_copy.c */

/*
 * Copy a file and look at what was written: IC_EPROOF if its hash is not
 * `sha256`. Mode as in ic_temp_open().
 */
bool pack_copy(const struct ic_dir *from, const char *name,
    const struct ic_dir *to, const char *as, mode_t mode, const char sha256[65],
    struct ic_error *err);

#endif
