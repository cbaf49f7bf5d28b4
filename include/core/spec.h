/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The spec: what the attorney wrote, read and checked as far as it can be
 * without the documents. Its keys are in incamera-spec(5).
 *
 * Lengths are milli-points of the page as displayed, origin top left,
 * whatever unit the spec uses. Strings are UTF-8, in the spec's arena, and
 * live as long as it does; NULL means "not given" unless said otherwise.
 */
#ifndef IC_CORE_SPEC_H
#define IC_CORE_SPEC_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/error.h"
#include "core/address.h"
#include "core/bates.h"
#include "core/copy.h"
#include "core/diag.h"
#include "core/fields.h"
#include "core/kind.h"
#include "core/logs.h"
#include "core/old_legend.h"
#include "core/rect.h"
#include "core/ruling.h"
#include "core/style.h"
#include "core/unit.h"

#define IC_SPEC_BYTES_MAX ((size_t)256 << 20) /* of a spec or CSV */
#define IC_SPEC_DOCUMENTS_MAX 1000000
#define IC_SPEC_REDACTIONS_MAX 1000000
#define IC_SPEC_CODES_MAX 1000
#define IC_SPEC_FILE_MAX 4095 /* bytes of a file's name */
#define IC_SPEC_DPI_MIN 72
#define IC_SPEC_DPI_MAX 1200

enum ic_engine { IC_ENGINE_AUTO, IC_ENGINE_RASTER };

/* Why documents are shown to the court: it says who may see them whole. */
enum ic_service {
	IC_SERVICE_NONE, /* not given */
	IC_SERVICE_CONFIDENTIALITY,
	IC_SERVICE_PRIVILEGE,
	IC_SERVICE_COUNT
};

/* A line on every page, which a copy that is not redacted may have apart. */
struct ic_legend {
	const char *text; /* NULL: none */
	enum ic_position at;
	const char
	    *unredacted; /* of proposed and disputed copies; NULL: none */
};

/* How copies that are not redacted look. */
struct ic_marking {
	enum ic_mark_color color;
	const char *banner; /* of proposed copies; NULL: ic_copy_banner() */
	enum ic_position banner_at;
};

/* How new numbers look. `first` is the number of the first document. */
struct ic_numbering {
	struct ic_bates first; /* prefix, digits, start */
	enum ic_position at;
	int32_t size;   /* of the font */
	int32_t margin; /* from the page's edges */
	enum ic_conflict on_conflict;
	bool next; /* `start: next`: after all numbers that are taken */
};

/* Page numbers from 1, both ends included. */
struct ic_page_range {
	uint32_t first, last;
};

/* Where the pages of a document that came late have their numbers. */
enum ic_insert {
	IC_INSERT_NONE,
	IC_INSERT_SUFFIX, /* `number: suffix`: COE000123.001, .002 ... */
	IC_INSERT_NEXT    /* `number: next`: the next that nothing has */
};

/*
 * A document. One that the spec writes, or one of those that a folder, a load
 * file or `split` stands for: then `place` is its row of the load file, or
 * that of the item.
 */
struct ic_spec_document {
	struct ic_place place;
	/*
	 * What messages, lock, journal and manifest call it, and what `file:`
	 * of a redaction names. No two documents have the same. The file, or,
	 * of a part, the file and its first number: "whole.pdf#COE000015".
	 */
	const char *name;
	/* Relative to the spec; of a document with images the first one. */
	const char *file;
	/*
	 * Its pages, a TIFF or JPEG file each, in their order, relative to the
	 * spec. NULL: `file` has all of them, or is what `kind` says.
	 */
	const char *const *images;
	uint32_t nimages;
	/*
	 * It is some of the pages of `file`, which other documents are made of
	 * too: source_pages of them, from source_first (from 0). 0 pages: not
	 * known, until the numbers on the pages are read.
	 */
	bool part;
	uint32_t source_first, source_pages;
	/* `split: numbers`: as many documents as its pages' numbers say. */
	bool split;
	enum ic_kind kind;     /* NATIVE: `file` is the native itself */
	enum ic_sheets sheets; /* WITHHELD */
	const uint16_t *codes; /* WITHHELD: indexes in ic_spec.codes */
	uint32_t ncodes;
	/*
	 * WITHHELD by a claim that was made after it was produced: its basis.
	 * No key says so; who knows of claims sets it with the kind, before
	 * ic_plan_begin(). There need be no code then, and redactions of it
	 * fall away instead of being errors.
	 */
	const char *claim;
	const char *claimed;     /* the day of that claim */
	const char *placeholder; /* NATIVE, or claimed: what its page says */
	bool has_first;          /* `first` was given */
	struct ic_bates first;   /* of its first page */
	bool has_last;           /* a load file says where it ends, */
	struct ic_bates last;    /*   this number included; first is given */
	uint32_t pages_said;     /* its page count, as said; 0: not said */
	enum ic_insert insert;   /* where `after` is given; no has_first */
	struct ic_bates after;
	bool stamped;    /* bears its numbers */
	bool has_legend; /* `legend` overrides the spec's */
	struct ic_legend legend;
	bool has_old;              /* `old_legend` overrides the spec's */
	struct ic_old_legend old;  /* KEEP unless stamped */
	const char *password_file; /* relative to the spec */
	const char *password_env;
	struct ic_fields fields; /* the spec's own; the plan has all */
};

struct ic_spec_code {
	struct ic_place place;
	const char *name; /* "PII" */
	const char *text; /* "" if not given */
	const char *basis;
	bool privileged; /* what it covers goes to no other party */
	bool personal;   /* Fed. R. Civ. P. 5.2(a): a reference may be given */
};

enum ic_target { IC_TARGET_BATES, IC_TARGET_FILE };
enum ic_area {
	IC_AREA_RECT,
	IC_AREA_WHOLE,
	IC_AREA_LINES, /* `address`, on each of its pages */
	IC_AREA_CITE,  /* `address`, among its pages */
	IC_AREA_KEEP   /* all of its pages but `address` or `kept` */
};

struct ic_redaction {
	struct ic_place place;
	const char *id; /* NULL: derived when resolved */
	enum ic_target target;
	const struct ic_bates_range *bates; /* BATES: nbates of them */
	uint32_t nbates;
	uint32_t document; /* FILE: index in ic_spec.documents */
	/* FILE: npages of them; none with an address that is a cite: all */
	const struct ic_page_range *pages;
	uint32_t npages;
	enum ic_area area;
	const struct ic_address *address; /* LINES, CITE; KEEP: NULL, or */
	const struct ic_rect *kept;       /*   of nkept rectangles, as */
	uint32_t nkept;                   /*   written; else 0 */
	struct ic_rect rect;   /* RECT: as written, perhaps off its page */
	const uint16_t *codes; /* indexes in ic_spec.codes */
	uint32_t ncodes;
	enum ic_status status;
	bool old_legend;   /* not written: covers its document's */
	const char *lines; /* where in the page's lines: "4-9", as somebody
			      wrote it, or its address; NULL */
	const char *description; /* for the court; NULL */
	const char *note;        /* work product: no output, no message */
	/* What is covered, for the sealed reference list alone: it is secret.
	 */
	const char *reference;
	const struct ic_fields *fields; /* category, privilege, dispute; NULL:
					   none */
	/* ic_plan_rule(): what was decided, and what it was before. */
	const struct ic_ruling *ruling; /* NULL: no row met it */
	enum ic_status written_status;
	bool moved; /* `area` and `rect` are the ruling's; these the spec's: */
	enum ic_area written_area;
	struct ic_rect written_rect;
};

struct ic_spec {
	const char *matter;
	struct ic_numbering numbering;
	struct ic_prefixes prefixes; /* numbering's own among them */
	const char *registry;        /* of numbers; NULL: the usual one */
	struct ic_legend legend;
	struct ic_old_legend old_legend; /* of stamped documents */
	/* Pages of theirs of which it is known that they bear another number */
	const struct ic_bates_range *misnumbered;
	uint32_t nmisnumbered;
	uint32_t copies; /* IC_COPY_BIT()s; the redacted one among them */
	struct ic_marking marking;
	enum ic_unit unit; /* in which it writes boxes; here all are mpt */
	uint32_t dpi;
	enum ic_color color;
	enum ic_fill fill;
	bool labels; /* codes are printed on boxes */
	enum ic_engine engine;
	enum ic_unreadable on_unreadable;
	enum ic_service service;
	struct ic_logs logs; /* kinds or formats 0: not given */
	bool reference_list; /* it is made, in unredacted/ */
	struct ic_spec_document *documents;
	size_t ndocuments;
	struct ic_spec_code *codes;
	size_t ncodes;
	struct ic_redaction *redactions; /* YAML's first, then the CSVs' */
	size_t nredactions;
	struct ic_document_row *rows; /* of documents_csv */
	size_t nrows;
	bool has_rulings;          /* rulings_csv was given */
	struct ic_ruling *rulings; /* its rows that have one */
	size_t nrulings;
	uint32_t *unruled; /* the rows of it that have none, nunruled */
	size_t nunruled;
	/* The spec; the first of redactions_csv, rulings_csv, documents_csv. */
	const struct ic_source *sources[4];
	struct ic_arena arena;
};

enum ic_found { IC_FOUND_NOTHING, IC_FOUND_FILE, IC_FOUND_FOLDER };

/* Called with a file's name; false, with *err filled, ends the listing. */
typedef bool ic_spec_each_fn(void *to, const char *name, struct ic_error *err);

/*
 * How the reader of a spec sees files. Names that go in and come out are
 * relative to the spec, unless they are absolute. A message needs no file's
 * name: the reader says where the name stands. `list` and `find` may be NULL:
 * then all is taken for a file that has the name which is written.
 */
struct ic_spec_io {
	/*
	 * The bytes of a CSV or load file. `*text` is malloced,
	 * NUL-terminated, and becomes the caller's.
	 */
	bool (*read)(void *user, const char *name, char **text, size_t *len,
	    struct ic_error *err);
	/*
	 * All regular files of a folder and of those below it, in any order,
	 * each as "folder/below/name". What begins with a point is passed by,
	 * as systems' own files are; a link to a folder is not followed, but
	 * told with a slash at its end.
	 */
	bool (*list)(void *user, const char *folder, ic_spec_each_fn *each,
	    void *to, struct ic_error *err);
	/*
	 * What a path of a load file names in the folder `root` ("" is the
	 * spec's own): its parts are parted by / or \, a drive letter, a share
	 * and slashes in front count for nothing, and where no name is the
	 * same, one that differs only in case is taken. `out` is the real
	 * name, of at most IC_SPEC_FILE_MAX bytes. IC_ESPEC if the path leads
	 * out of `root` by "..", or if two names differ only in case and none
	 * is the same. That nothing is there is no error. If `root` is NULL,
	 * the path is the attorney's own, and names what it names.
	 */
	bool (*find)(void *user, const char *root, const char *path,
	    char out[IC_SPEC_FILE_MAX + 1], enum ic_found *what,
	    struct ic_error *err);
	void *user;
};

/*
 * Read a spec from its text. `name` is what messages call it. `out` must be
 * zeroed. Every semantic error is added to `diags`; after a YAML syntax
 * error only that one. True if there was no error; then `out` is whole. If
 * not, it holds what the diagnostics' places refer to. Finish it in both
 * cases, when the diagnostics are printed. The text is copied.
 */
bool ic_spec_load(const char *name, const char *text, size_t len,
    const struct ic_spec_io *io, struct ic_spec *out, struct ic_diags *diags);

/* Add an error for each thing that stands where these copies' banner does. */
void ic_spec_check_copies(const struct ic_spec *spec, uint32_t copies,
    struct ic_diags *diags);

/*
 * True if a redaction or a document of it is a matter of privilege: one of its
 * codes is privileged, or it has a `privilege` of its own.
 */
bool ic_spec_privileged(const struct ic_spec *s, const struct ic_redaction *r);
bool ic_spec_withholds(const struct ic_spec *s,
    const struct ic_spec_document *d);

/* Free all and return to the zero value. NULL is allowed. */
void ic_spec_finish(struct ic_spec *spec);

/* The legend of a copy; NULL: it has none. */
const char *ic_legend_of(const struct ic_legend *l, enum ic_copy copy);

/* "none", "confidentiality". */
const char *ic_service_word(enum ic_service s);

#endif
