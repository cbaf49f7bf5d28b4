/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * redactions_csv of a spec that is right. What was read is written as a CSV
 * again, and must then be read as the same.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/spec.h"
#include "fuzz.h"
#include "loaded.h"

#define SPEC \
	"bates: { prefix: COE }\n" \
	"prefixes: [COE, \"PL-\"]\n" \
	"documents: [a.pdf, b.pdf]\n" \
	"codes: { PII: { basis: x }, IA: { basis: y } }\n" \
	"redactions_csv: m.csv\n"

#define COLUMNS "id,bates,file,page,x0,y0,x1,y1,code,description,note,status\n"

struct csv {
	const uint8_t *bytes;
	size_t n;
};

static bool give(void *user, const char *name, char **text, size_t *len,
    struct ic_error *err)
{
	const struct csv *csv = user;

	(void)name;
	(void)err;
	*text = fuzz_text(csv->bytes, csv->n);
	*len = csv->n;
	return true;
}

static void put_cell(struct ic_buf *b, const char *text, char end)
{
	ic_buf_putc(b, '"');
	for (; text && *text; text++) {
		if (*text == '"') {
			ic_buf_putc(b, '"');
		}
		ic_buf_putc(b, *text);
	}
	ic_buf_putc(b, '"');
	ic_buf_putc(b, end);
}

static void put_length(struct ic_buf *b, int32_t v)
{
	unsigned u = v < 0 ? 0u - (unsigned)v : (unsigned)v;

	ic_buf_printf(b, "%s%u.%03u,", v < 0 ? "-" : "", u / 1000, u % 1000);
}

static void put_target(struct ic_buf *b, const struct ic_spec *spec,
    const struct ic_redaction *r)
{
	ic_buf_putc(b, '"');
	for (uint32_t i = 0; i < r->nbates; i++) {
		char one[IC_BATES_RANGE_MAX];

		ic_bates_range_format(&spec->prefixes, &r->bates[i].first,
		    &r->bates[i].last, one);
		ic_buf_printf(b, "%s%s", i ? ", " : "", one);
	}
	ic_buf_puts(b, "\",");
	put_cell(b,
	    r->target == IC_TARGET_FILE ? spec->documents[r->document].file
					: "",
	    ',');
	ic_buf_putc(b, '"');
	for (uint32_t i = 0; i < r->npages; i++) {
		ic_buf_printf(b, "%s%u-%u", i ? "," : "", r->pages[i].first,
		    r->pages[i].last);
	}
	ic_buf_puts(b, "\",");
}

static void put_row(struct ic_buf *b, const struct ic_spec *spec,
    const struct ic_redaction *r)
{
	put_cell(b, r->id, ',');
	put_target(b, spec, r);
	if (r->area == IC_AREA_WHOLE) {
		ic_buf_puts(b, "whole,,,,");
	} else {
		put_length(b, r->rect.x0);
		put_length(b, r->rect.y0);
		put_length(b, r->rect.x1);
		put_length(b, r->rect.y1);
	}
	ic_buf_putc(b, '"');
	for (uint32_t i = 0; i < r->ncodes; i++) {
		ic_buf_printf(b, "%s%s", i ? ";" : "",
		    spec->codes[r->codes[i]].name);
	}
	ic_buf_puts(b, "\",");
	put_cell(b, r->description, ',');
	put_cell(b, r->note, ',');
	ic_buf_printf(b, "%s\n", ic_status_word(r->status));
}

static bool load(struct csv *csv, struct ic_spec *spec, struct ic_diags *diags)
{
	const struct ic_spec_io io = { .read = give, .user = csv };

	return ic_spec_load("s.yaml", SPEC, strlen(SPEC), &io, spec, diags);
}

static void write_all(const struct ic_spec *spec, struct ic_buf *out)
{
	ic_buf_puts(out, COLUMNS);
	for (size_t i = 0; i < spec->nredactions; i++) {
		put_row(out, spec, &spec->redactions[i]);
	}
	demand(!out->failed);
}

/* Read what was written, and write it once more. */
static void check_again(const struct ic_spec *spec)
{
	struct ic_buf a = { 0 }, b = { 0 };
	struct ic_spec again = { 0 };
	struct ic_diags diags = { 0 };
	struct csv csv;

	write_all(spec, &a);
	csv = (struct csv){ a.data, a.len };
	demand(load(&csv, &again, &diags));
	demand(again.nredactions == spec->nredactions);
	write_all(&again, &b);
	demand(fuzz_same(&a, &b));
	ic_diags_finish(&diags);
	ic_spec_finish(&again);
	ic_buf_finish(&a);
	ic_buf_finish(&b);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct csv csv = { bytes, n };
	struct ic_spec spec = { 0 };
	struct ic_diags diags = { 0 };
	bool ok = load(&csv, &spec, &diags);

	fuzz_loaded(&spec, &diags, ok, (const char *)bytes, n);
	if (ok) {
		check_again(&spec);
	}
	ic_diags_finish(&diags);
	ic_spec_finish(&spec);
	return 0;
}
