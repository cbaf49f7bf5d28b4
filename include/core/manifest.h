/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The manifest, "incamera.manifest/1": what was made, exactly. It is private.
 * The served logs are derived from it and from nothing else, so that proof 6
 * is: derive them again and compare the bytes. The judges' slices are derived
 * from it too, so that `verify` needs neither the spec nor a source.
 *
 * It holds no covered word, and no hash, count or length of one: how many
 * characters a box removed is not in it. Documents are sorted by number, their
 * unredacted copies by that and then by copy. What is served is made of the
 * documents alone: no log and no list knows of the copies.
 * Lengths are milli-points. Strings are in the manifest's arena, never NULL
 * unless said.
 */
#ifndef IC_CORE_MANIFEST_H
#define IC_CORE_MANIFEST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/json.h"
#include "core/copy.h"
#include "core/logs.h"
#include "core/fields.h"
#include "core/kind.h"
#include "core/measures.h"
#include "core/reason.h"
#include "core/rect.h"
#include "core/slice.h"
#include "core/spec.h"
#include "core/style.h"

#define IC_MANIFEST_FORMAT "incamera.manifest/1"
#define IC_VERIFY_FORMAT "incamera.verify/1"
#define IC_MANIFEST_BYTES_MAX ((size_t)1 << 30)

/* One redaction on one page. */
struct ic_manifest_box {
	uint32_t redaction; /* index in ic_manifest.redactions */
	bool whole;
	struct ic_rect rect; /* zero if whole */
	bool old_legend;     /* covers one: no redaction to logs */
	bool plain;          /* it bears no label: another of the page does */
};

struct ic_manifest_page {
	const char *number;
	struct ic_size size;
	const struct ic_manifest_box *boxes;
	uint32_t nboxes;
	uint32_t source;      /* page of the document that it shows */
	bool marked;          /* boxes are marks, nothing is burned */
	bool endorse, legend; /* stamped by us */
	enum ic_position number_at;
	/* What the maker did. */
	enum ic_encoding encoding;
	enum ic_scan scan;
	uint32_t dpi, labels, bytes, notes;
};

/* A redaction that is not what it was in the volume that is replaced. */
struct ic_manifest_change {
	const char *id; /* "": one that the spec does not list any more */
	enum ic_status status;
	bool burned;     /* it is there, another than before */
	const char *ecf; /* of the order on it, or "" */
	const char *order_page;
	const char *order_date;
};

/* A document in one copy. */
struct ic_manifest_document {
	enum ic_copy copy;
	enum ic_kind kind;
	uint32_t numbers;      /* that it takes; 0: as many as pages */
	bool each;             /* WITHHELD: there is a sheet for each of them */
	enum ic_reason unread; /* why it could not be read; NONE: it could */
	bool uncounted;        /* nor could its pages be counted */
	const uint16_t *code;  /* WITHHELD: indexes in ic_manifest.codes */
	uint32_t ncodes;
	const char *claim; /* WITHHELD: made after it was produced; or NULL */
	const char *placeholder; /* NATIVE: what its page says */
	const char *native;      /* its new name: "COE000500.mp4" */
	char native_sha256[65];  /* which is served, as its size is */
	uint64_t native_bytes;
	const char *output; /* "redacted/COE000001-COE000014.pdf" */
	char sha256[65];
	uint64_t bytes;
	const char *begin, *end; /* Bates numbers */
	const char *after;       /* behind which it has its place; or NULL */
	const char *source;      /* as the spec writes it */
	char source_sha256[65];
	bool stamped, plate;
	const char *legend; /* "": none */
	enum ic_position legend_at;
	const char *banner[2]; /* of burned and of marked pages; "": none */
	int32_t room_top, room_bottom, room_right;
	enum ic_side ids_at;
	uint32_t notes;
	uint32_t source_pages; /* of the document */
	const struct ic_manifest_page *pages;
	uint32_t npages;
	uint32_t ran;    /* bits of enum ic_proof */
	uint32_t proofs; /* of these, the ones that were passed */
	struct ic_measures measures;
	struct ic_fields fields; /* NULL: not given */
	/* Of a redacted one in a replacement volume. */
	const char *replaces; /* the volume that held it; NULL: none */
	enum ic_kind was;     /* what it was there */
	const struct ic_manifest_change *changes;
	uint32_t nchanges;
	/* Of a redacted one: the same document in other copies, borrowed. */
	const struct ic_manifest_document *copies;
	uint32_t ncopies;
};

struct ic_manifest_redaction {
	const char *id;
	const char *codes; /* "IA, PII" */
	const char *basis; /* of its codes, "; " between them */
	const char *description;
	const char *address;  /* "lines 4-9", "all but 45:12-46:3"; "" or
				 NULL: none */
	const uint16_t *code; /* indexes in ic_manifest.codes */
	uint32_t ncodes;
	bool privileged; /* one of its codes is */
	bool old_legend; /* as its boxes */
	enum ic_status status;
	const char *ecf; /* of the order on it, as in struct ic_order, or "" */
	const char *order_page;
	const char *order_date;
	struct ic_fields fields; /* category, privilege, dispute */
};

/* A code of the spec, in its order, whether used or not. */
struct ic_manifest_code {
	const char *name, *text, *basis;
	bool privileged;
};

/* It stands in a volume that this one replaces in part. */
#define IC_MISSING_UNCHANGED "unchanged"

/* A document of the plan that has no output. */
struct ic_manifest_missing {
	const char *range; /* Bates range */
	const char *source;
	const char
	    *why; /* a word of IC_REASONS, "not-selected", or UNCHANGED */
};

struct ic_manifest {
	const char *version;   /* of this program */
	const char *libraries; /* that made the bytes */
	const char *matter;    /* "": none */
	char spec_sha256[65];
	bool sandbox;
	int landlock;
	uint32_t dpi;
	int32_t size, margin; /* of endorsements */
	enum ic_color color;
	enum ic_fill fill;
	bool labels;
	bool lift_denied; /* what was denied is not burned */
	bool ruled;       /* its spec names a file of rulings */
	bool partial;     /* documents are missing, and stand nowhere else */
	bool unmeasured;  /* read from an older one, without measures */
	const char *const *prefixes;
	uint32_t nprefixes;
	enum ic_mark_color mark;    /* of unredacted copies */
	enum ic_position banner_at; /* on their pages */
	bool copies_partial;        /* some of them are missing */
	bool disputed_only;         /* nothing was made that is served */
	struct ic_manifest_document *documents; /* redacted */
	size_t ndocuments;
	struct ic_manifest_document *copies; /* unredacted */
	size_t ncopies;
	struct ic_manifest_redaction *redactions;
	size_t nredactions;
	enum ic_service service;
	/* What makes all of the production a matter of privilege, in this
	   volume or not: an id or a Bates range; "": nothing. NULL: read from
	   an older one, which did not say. */
	const char *privilege;
	struct ic_manifest_code *codes; /* NULL: read from an older one */
	size_t ncodes;
	struct ic_manifest_missing *missing;
	size_t nmissing;
	struct ic_logs logs;         /* which lists go along */
	struct ic_log_sums log_sums; /* of them as they were written */
	bool headed;                 /* court and matter stand over them */
	bool reference_list;         /* there is one; it knows no more of it */
	bool unlisted; /* read from an older one, which had two, as CSV */
	/* A replacement volume: those that it replaces, and the documents of
	   the whole production. nreplaces 0: it is none. */
	const char *const *replaces;
	uint32_t nreplaces, whole;
	struct ic_arena arena;
};

/* Append the JSON text. */
bool ic_manifest_dump(const struct ic_manifest *m, struct ic_buf *out,
    struct ic_error *err);

/*
 * Read it back. `out` must be zeroed. IC_EINPUT if it is not what dump()
 * writes: verify's answer is then no.
 */
bool ic_manifest_load(const char *text, size_t len, struct ic_manifest *out,
    struct ic_error *err);

/*
 * What makes it a matter of privilege: a redaction or document of its own, or
 * what its `privilege` says; NULL if nothing does. Borrowed.
 */
const char *ic_manifest_privilege(const struct ic_manifest *m);

/* The document in another copy; NULL if there is none. */
const struct ic_manifest_document *
ic_manifest_copy(const struct ic_manifest_document *d, enum ic_copy copy);

/* The i-th of all documents and then all copies. */
struct ic_manifest_document *ic_manifest_product(const struct ic_manifest *m,
    size_t i);

/*
 * Let each document know its copies, when both are complete and in order. False
 * without memory.
 */
bool ic_manifest_link(struct ic_manifest *m);

/* Append the packed slice of one of its documents or copies, for judges. */
bool ic_manifest_slice(const struct ic_manifest *m,
    const struct ic_manifest_document *d, struct ic_buf *out,
    struct ic_error *err);

/*
 * The box of a slice that ic_manifest_slice() made: its page's index and its
 * redaction's id. False out of range.
 */
bool ic_manifest_box_at(const struct ic_manifest *m,
    const struct ic_manifest_document *d, uint32_t box, uint32_t *page,
    const char **id);

/* True if a disputed copy is among the copies. */
bool ic_manifest_has_disputed(const struct ic_manifest *m);

/*
 * Append the cover index of the disputed copies: of each disputed page its
 * number, its pages in the copy, the ids and codes of what is open on it, and
 * how many there are in all.
 */
bool ic_manifest_disputed(const struct ic_manifest *m, struct ic_buf *csv,
    struct ic_buf *html, struct ic_error *err);

/* The Bates numbers that a document takes: of a sheet, more than pages. */
uint32_t ic_manifest_numbers(const struct ic_manifest_document *d);

/* "COE000001-COE000014", or the one number that it has. */
void ic_manifest_range(const struct ic_manifest_document *d,
    char out[IC_BATES_RANGE_MAX]);

/*
 * Of n pages of a document from the index `first` on: true if something of
 * them is redacted, or withheld; a designation that is covered is not. And
 * append the names of their codes, each once, in the spec's order, "; "
 * between them.
 */
bool ic_manifest_is_redacted(const struct ic_manifest_document *d,
    uint32_t first, uint32_t n);
void ic_manifest_put_codes(const struct ic_manifest *m,
    const struct ic_manifest_document *d, uint32_t first, uint32_t n,
    struct ic_buf *out);

/* The boxes of a document's slice: those that are not whole pages. */
uint32_t ic_manifest_boxes(const struct ic_manifest_document *d);

/*
 * Append private/verify.json, "incamera.verify/1": of each document what was
 * proved and measured, as the manifest has it.
 */
bool ic_manifest_verify(const struct ic_manifest *m, struct ic_buf *out,
    struct ic_error *err);

/* Its "documents", in an object that is open; and one document's "proofs". */
void ic_manifest_proved(struct ic_json *j, const struct ic_manifest *m);
void ic_manifest_proofs(struct ic_json *j, const struct ic_manifest *m,
    const struct ic_manifest_document *d);

/* "notes": the words of IC_NOTE_BIT()s, in an object that is open. */
void ic_manifest_notes(struct ic_json *j, uint32_t notes);

/* What stands in the README, the summary and every log. */
#define IC_LIMIT_SENTENCE \
	"Verified: what you listed is gone from these files. " \
	"Not verified: that you listed everything."

/* Free all and return to the zero value. NULL is allowed. */
void ic_manifest_finish(struct ic_manifest *m);

#endif
