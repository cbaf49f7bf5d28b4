/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "audit_made.h"

#include <string.h>

#include "unit.h"

/* Put more into the trailer, behind which nothing is counted. */
static void add_info(struct testpdf *t, const char *info)
{
	static const char root[] = "/Root 1 0 R>>";
	size_t len = strlen(root);
	uint8_t *at = memmem(t->b.data, t->b.len, root, len);
	struct ic_buf b = { 0 };

	ck_assert_ptr_nonnull(at);
	ic_buf_add(&b, t->b.data, (size_t)(at - t->b.data));
	ic_buf_printf(&b, "/Root 1 0 R/Info<<%s>>>>", info);
	ic_buf_add(&b, at + len, t->b.len - (size_t)(at - t->b.data) - len);
	ic_buf_finish(&t->b);
	t->b = b;
}

void audit_make(struct testpdf *t, const struct made *m)
{
	const char *six = m->six ? m->six : "";

	testpdf_finish(t);
	testpdf_begin(t);
	testpdf_object(t, "<</Type/Catalog/Pages 2 0 R%s>>",
	    m->catalog ? m->catalog : "");
	testpdf_object(t, "<</Type/Pages/Kids[3 0 R]/Count 1>>");
	testpdf_object(t,
	    "<</Type/Page/Parent 2 0 R/Contents 4 0 R/MediaBox[0 0 300 200]"
	    "/Resources<</Font<</F 5 0 R>>/Properties<</L 7 0 R>>>>%s>>",
	    m->page ? m->page : "");
	testpdf_stream(t, "", m->content ? m->content : TEXT NAMES);
	testpdf_object(t, "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>");
	testpdf_stream(t, "", six);
	testpdf_object(t, "%s", m->seven ? m->seven : "null");
	testpdf_end(t);
	if (m->info) {
		add_info(t, m->info);
	}
}

void audit_check(struct testpdf *t, const struct made *m)
{
	const struct ic_findings *f;
	const struct ic_finding_item *at;

	audit_make(t, m);
	f = audited(t, false);
	at = audited_first(f, m->kind);
	if (m->severity == NONE) {
		ck_assert_ptr_null(at);
		return;
	}
	ck_assert_ptr_nonnull(at);
	ck_assert_uint_eq(at->severity, m->severity);
	ck_assert_uint_eq(at->place, m->place);
	ck_assert_str_eq(at->text, "");
}
