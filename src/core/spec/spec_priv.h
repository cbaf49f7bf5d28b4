/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * How a spec is read. The YAML is walked once; keys may come in any order,
 * so what depends on prefixes, units, documents or codes is kept as text and
 * resolved when all was read. CSV rows become the same raw redactions.
 *
 * A read function begins with the reader on the first event of its value and
 * ends on the last one. It reports what is wrong and goes on.
 */
#ifndef IC_CORE_SPEC_PRIV_H
#define IC_CORE_SPEC_PRIV_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "core/index.h"
#include "core/spec.h"
#include "core/unit.h"
#include "diag_priv.h"
#include "spec_yaml.h"

#define IC_SPEC_KEYS_MAX 64   /* bits of what was seen */
#define IC_SPEC_TEXT_MAX 2000 /* bytes of matter, legend, description, note */
#define IC_SPEC_ID_MAX 64
#define IC_SPEC_CODE_MAX 32
#define IC_SPEC_CODES_OF_ONE_MAX 32 /* codes of one redaction */
#define IC_SPEC_PREFIXES_MAX 200
#define IC_SPEC_CSVS_MAX 200      /* files of redactions_csv */
#define IC_SPEC_NAMES_MAX 200     /* authors, recipients */
#define IC_SPEC_SPLITS_MAX 100000 /* ranges of one file */
#define IC_SPEC_PAGE_MAX 1000000  /* the highest page number */

/* A text and where it stands; NULL: not given. In an arena. */
struct ic_field {
	const char *text;
	uint32_t line, column;
};

/* The order of a redaction's keys. */
enum {
	IC_HAS_ID = 1,
	IC_HAS_BATES = 2,
	IC_HAS_FILE = 4,
	IC_HAS_PAGE = 8,
	IC_HAS_RECT = 16,
	IC_HAS_CODE = 32,
	IC_HAS_LINES = 1 << 12,
	IC_HAS_CITE = 1 << 14,
	IC_HAS_KEEP = 1 << 15,
	IC_HAS_KEYS = 16,
	IC_HAS_NOTHING = -1 /* it was no redaction, which was reported */
};

enum ic_raw_area { IC_RAW_NONE, IC_RAW_RECT, IC_RAW_WHOLE };

/* An area that is no rectangle, as written; in the reader's arena. */
struct ic_raw_where {
	struct ic_field lines, cite;
	struct ic_field keep; /* its place; the text of a cell */
	struct ic_field keep_lines, keep_cite;
	const int64_t *sides; /* four a rectangle that is kept, as in ic_raw */
	uint32_t nsides;
	bool bad; /* reported */
};

/* A redaction as written. */
struct ic_raw {
	const struct ic_source *source;
	uint32_t line, column;
	struct ic_field id, bates, file, page;
	struct ic_field *codes;
	uint32_t ncodes;
	uint32_t area_line, area_column;
	int64_t side[4]; /* x0 y0 x1 y1, millionths of the spec's unit */
	uint8_t area;    /* enum ic_raw_area */
	uint8_t status;  /* enum ic_status */
	int32_t seen;    /* IC_HAS_ bits; what was seen but is not here was
			    reported */
	struct ic_raw_where *where; /* NULL: none of its keys is there */
	const char *description, *note, *reference;
	struct ic_fields *fields; /* in the spec's arena; NULL: none */
};

struct ic_load_item;

/* What a document needs beside its ic_spec_document, until resolved. */
struct ic_raw_document {
	struct ic_spec_document d;
	struct ic_field bates, parent;
	struct ic_raw *why; /* its codes; NULL: none */
	const char *native;
	struct ic_load_item *item; /* it stands for many; NULL: it does not */
	struct ic_field *split;    /* nsplit of them */
	size_t nsplit;
	struct ic_field after, pages;
	const char **images; /* nimages of them, in the spec's arena */
	uint32_t nimages;
	bool sheets_given, withheld, unreadable;
};

struct ic_reader {
	struct ic_yaml y;
	struct ic_spec *spec;
	const struct ic_spec_io *io;
	struct ic_diags *diags;
	struct ic_arena raw; /* freed when all is resolved */
	struct ic_source *source, *csv;

	/* As written; resolved at the end. */
	struct ic_field bates_prefix;
	struct ic_field *prefixes;
	size_t nprefixes;
	uint64_t start;
	struct ic_place start_at, legend_at;
	unsigned digits;
	struct ic_field *csv_names; /* redactions_csv */
	struct ic_field
	    *misnumbered; /* lists of numbers, nmisnumbered of them */
	size_t nmisnumbered;
	size_t ncsvs;
	const char *rows_name; /* documents_csv */
	struct ic_place rows_at;
	char **csv_texts; /* raw redactions point into them; ncsvs */
	const char *rulings_name;
	struct ic_place rulings_at;

	struct ic_raw_document *documents; /* and items */
	size_t ndocuments, cap_documents;
	struct ic_spec_document *made; /* what they stand for */
	size_t nmade, cap_made;
	struct ic_spec_code *codes;
	size_t ncodes, cap_codes;
	struct ic_raw *raws;
	size_t nraws, cap_raws;

	struct ic_index by_file, by_code, by_id;
	bool no_memory, too_many, too_many_documents; /* reported once */
};

typedef void ic_read_fn(struct ic_reader *r, void *to);

/* A key of a mapping. `secret`: its value is masked in excerpts. */
struct ic_key {
	const char *name;
	ic_read_fn *read;
	bool secret;
};

/* A mapping: what messages call it, and its keys. */
struct ic_mapping {
	const char *what;
	const struct ic_key *key;
	size_t nkeys;
};

/* spec_keys.c */

/*
 * Read a mapping by its table. Bit i of the result says that key i was there.
 * Anything but a mapping is reported and gives 0.
 */
uint64_t ic_read_mapping(struct ic_reader *r, const struct ic_mapping *m,
    void *to);

/* The key or word of `words` that was perhaps meant, or NULL. */
const char *ic_did_you_mean(const char *word, const char *const *words,
    size_t n);

/* spec_scalars.c */

/* Report an error at the current value, at a place of the YAML, at a field. */
void ic_error_here(struct ic_reader *r, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
void ic_error_at(struct ic_reader *r, struct ic_place place, const char *fmt,
    ...) __attribute__((format(printf, 3, 4)));

/* Report, once, that there is no memory. */
void ic_error_memory(struct ic_reader *r);

/* The current value as text in `a`; false, reported, if it is no scalar. */
bool ic_read_text(struct ic_reader *r, struct ic_arena *a, const char *key,
    struct ic_field *out);

/* A list of texts, or one text: count, 0 if anything was wrong. */
size_t ic_read_texts(struct ic_reader *r, struct ic_arena *a, const char *key,
    size_t max, struct ic_field **out);

/* A text of at most IC_SPEC_TEXT_MAX bytes on one line; empty is NULL. */
void ic_read_line(struct ic_reader *r, const char *key, const char **out);

/* A whole number in [min, max]; false, reported, if it is none. */
bool ic_read_integer(struct ic_reader *r, const char *key, uint64_t min,
    uint64_t max, uint64_t *out);

/* A length in points in [min, max] milli-points. */
void ic_read_points(struct ic_reader *r, const char *key, int32_t min,
    int32_t max, int32_t *out);

/* One of n words; its index. False, reported, if it is none of them. */
bool ic_read_word(struct ic_reader *r, const char *key,
    const char *const *words, size_t n, unsigned *out);

/* true or false. */
void ic_read_bool(struct ic_reader *r, const char *key, bool *out);

/* What is wrong with a file's name, as the end of a sentence; NULL: nothing. */
const char *ic_file_fault(const char *name);

/* A file name: not empty, at most IC_SPEC_FILE_MAX bytes. */
void ic_read_file(struct ic_reader *r, const char *key, const char **out);

/* spec_fields.c */

/*
 * The current value as a field of a document or redaction: `to` changes
 * unless it is none, which is reported.
 */
void ic_read_field(struct ic_reader *r, enum ic_field_key k,
    struct ic_fields *to);

/*
 * A field's text as it is kept, in the spec's arena. NULL, reported at
 * `place`, if it cannot be one. `text` is not empty, and is changed.
 */
const char *ic_field_keep(struct ic_reader *r, enum ic_field_key k, char *text,
    struct ic_place place);

/* Where a redaction's fields go; NULL, reported, without memory. */
struct ic_fields *ic_raw_fields(struct ic_reader *r, struct ic_raw *raw);

/* spec_number.c */

enum ic_number {
	IC_NUMBER_OK,
	IC_NUMBER_NONE,
	IC_NUMBER_COMMA,
	IC_NUMBER_EXPONENT,
	IC_NUMBER_LARGE
};

/*
 * A decimal number in millionths: digits, a point, more digits (those after
 * the sixth are dropped), a sign before them.
 */
enum ic_number ic_number_parse(const char *text, size_t len, int64_t *out);

/* What is wrong, as the end of a sentence: "is not a number". */
const char *ic_number_fault(enum ic_number n);

/* Digits only, at most max. */
bool ic_integer_parse(const char *text, size_t len, uint64_t max,
    uint64_t *out);

/* The parts of the spec: spec_settings.c, spec_documents.c and so on. */
ic_read_fn ic_read_bates, ic_read_prefixes, ic_read_legend, ic_read_raster,
    ic_read_boxes, ic_read_units, ic_read_engine, ic_read_service, ic_read_logs,
    ic_read_reference_list, ic_read_documents, ic_read_codes,
    ic_read_redactions, ic_read_copies, ic_read_proposed;

extern const struct ic_mapping ic_map_top, ic_map_logs, ic_map_bates,
    ic_map_legend, ic_map_raster, ic_map_boxes, ic_map_document, ic_map_code,
    ic_map_redaction, ic_map_proposed;

/* Of a redaction, into a struct ic_raw. */
void ic_read_code(struct ic_reader *r, void *to);

/* The codes of a redaction, without repetition; an unknown one is reported. */
void ic_resolve_codes(struct ic_reader *r, const struct ic_raw *raw,
    const uint16_t **codes, uint32_t *n);

/*
 * spec_sheets.c: the keys of documents that a slip sheet stands for, into a
 * struct ic_raw_document, and what is wrong with them.
 */
ic_read_fn ic_read_withhold, ic_read_document_unreadable, ic_read_document_code,
    ic_read_sheets, ic_read_placeholder, ic_read_native;
void ic_check_sheets(struct ic_reader *r, struct ic_raw_document *doc);
void ic_read_unreadable(struct ic_reader *r, void *to);

/* Into a legend: none, or texts and position. */
void ic_read_legend_into(struct ic_reader *r, struct ic_legend *out);

/* True if there is a legend in any copy, and it stands there. */
bool ic_legend_meets(const struct ic_legend *l, enum ic_position at);

/* One of the words of enum ic_position. */
void ic_read_position(struct ic_reader *r, const char *key,
    enum ic_position *out);

/*
 * spec_where.c: the keys lines, cite and keep of a redaction, into a struct
 * ic_raw; the same of a CSV's cells, NULL for an empty one; and what they
 * mean, when all keys were read.
 */
ic_read_fn ic_read_lines, ic_read_cite, ic_read_keep;
void ic_where_cells(struct ic_reader *r, struct ic_raw *raw,
    const struct ic_field *lines, const struct ic_field *cite,
    const struct ic_field *keep);
void ic_resolve_where(struct ic_reader *r, const struct ic_raw *raw,
    struct ic_redaction *out);

/* A list is the same as its items with commas between them. */
void ic_read_joined(struct ic_reader *r, const char *key, struct ic_field *out);

/* spec_old_legend.c: keep, cover, or a text and one of them. */
void ic_read_old_legend_into(struct ic_reader *r, struct ic_old_legend *out);
ic_read_fn ic_read_old_legend;

/*
 * The redactions that cover old legends: one a document, after all others.
 * There is room for as many as were counted.
 */
size_t ic_count_covers(const struct ic_spec *spec);
void ic_add_covers(struct ic_reader *r);

/* Check an id, a code's name, a file's, as far as itself goes; NULL: fine. */
const char *ic_id_fault(const char *id);
const char *ic_code_fault(const char *name);

/* Report a code that is not declared. */
void ic_unknown_code(struct ic_reader *r, const struct ic_raw *raw,
    const struct ic_field *cell);

/* Split at commas and semicolons, blanks trimmed; into r->raw. */
void ic_split_codes(struct ic_reader *r, struct ic_raw *raw,
    const struct ic_field *cells, size_t n);

/* A redaction's slot, or NULL, reported, if there are too many. */
struct ic_raw *ic_raw_new(struct ic_reader *r, struct ic_place place);

/* Settings first, then documents, then redactions. */
void ic_resolve_settings(struct ic_reader *r);
void ic_resolve_documents(struct ic_reader *r);
void ic_resolve_redactions(struct ic_reader *r);

/*
 * Add a document with all that is its own; its name is not yet another's, or
 * that is reported. Said once if there are too many.
 */
void ic_document_put(struct ic_reader *r, const struct ic_spec_document *d);

/* A file of rows that places refer to; NULL, reported, without memory. */
const struct ic_source *ic_csv_source(struct ic_reader *r, const char *name);

/* A file's name without "./" and doubled slashes, in r->raw; or NULL. */
char *ic_plain_name(struct ic_reader *r, const char *file);

/* spec_pages.c: "2-3", "1,4-6" into the spec's arena. */
bool ic_pages_parse(struct ic_arena *a, const char *text,
    const struct ic_page_range **out, uint32_t *n, struct ic_error *err);

/* The rows of documents_csv; `text` is changed and not kept. */
void ic_read_document_rows(struct ic_reader *r, const struct ic_source *source,
    char *text, size_t len);

/* Rows into raws, which then point into `text`; it is changed. */
void ic_read_csv(struct ic_reader *r, char *text, size_t len);

/*
 * Rows of rulings_csv into the spec; `text` is changed, and of no use after.
 * After redactions, documents and codes are resolved.
 */
void ic_read_rulings(struct ic_reader *r, const struct ic_source *source,
    char *text, size_t len);

/* A vector with room for one more of `size` bytes; NULL, reported, if not. */
void *ic_grow(struct ic_reader *r, void *at, size_t n, size_t *cap,
    size_t size);

#endif
