/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What a plan may have of the numbers that the registry has already. */
#include "core/registering.h"

#include <string.h>

#include "suites.h"

static const char *const prefix[] = { "COE" };
static const struct ic_prefixes all = { prefix, 1 };

/* A document of a spec: its file, numbers and the letter of its source. */
struct doc {
	const char *file, *first;
	uint32_t pages;
	char source; /* 0: it was not read */
	bool stamped;
	uint32_t page; /* it is a part, from there */
};

struct world {
	struct ic_buf text;
	struct ic_registry registry;
	struct ic_lock lock;
	struct ic_spec spec;
	struct ic_spec_document documents[4];
	struct ic_plan plan;
	struct ic_diags diags;
	bool there;
};

static void hash(char out[65], char source)
{
	memset(out, source, source ? 64 : 65);
	out[64] = '\0';
}

static void make(struct world *w, const struct doc *d, size_t n)
{
	struct ic_error err = { 0 };

	w->spec = (struct ic_spec){ .prefixes = all,
		.documents = w->documents,
		.ndocuments = n };
	for (size_t i = 0; i < n; i++) {
		w->documents[i] = (struct ic_spec_document){ .name = d[i].file,
			.file = d[i].file,
			.has_first = true,
			.stamped = d[i].stamped,
			.part = d[i].page > 0,
			.source_first = d[i].page };
		ck_assert(ic_bates_parse(&all, d[i].first,
		    &w->documents[i].first, NULL));
	}
	ck_assert(ic_plan_begin(&w->spec, &w->plan, &err));
	for (size_t i = 0; i < n; i++) {
		ck_assert(ic_plan_set_pages(&w->plan, i, d[i].pages, &err));
		hash(w->plan.documents[i].sha256, d[i].source);
	}
	ck_assert(ic_plan_number(&w->plan, &w->diags));
}

static void unmake(struct world *w)
{
	ic_plan_finish(&w->plan);
	ic_diags_finish(&w->diags);
	ic_registry_finish(&w->registry);
}

static struct ic_registering of(struct world *w, const char *spec)
{
	struct ic_error err = { 0 };

	ck_assert_msg(ic_registry_load((const char *)w->text.data, w->text.len,
			  &w->registry, &err),
	    "%s", err.msg);
	return (struct ic_registering){ &w->plan, &w->registry, spec,
		"bates.registry", &w->lock, "s.lock", w->there };
}

/* Enter what the spec has; how many lines that were. */
static size_t enter(struct world *w, const char *spec, const struct doc *d,
    size_t n)
{
	struct ic_registering g;
	struct ic_error err = { 0 };
	size_t had;

	make(w, d, n);
	g = of(w, spec);
	had = w->registry.n;
	ck_assert_msg(ic_registering_lines(&g, "2026-12-01T17:02:11Z", &w->text,
			  &err),
	    "%s", err.msg);
	ic_registry_finish(&w->registry);
	of(w, spec);
	had = w->registry.n - had;
	unmake(w);
	w->there = true;
	return had;
}

/* What is said of a spec with one document; "" if nothing. */
static const char *check(struct world *w, const char *spec, struct doc d)
{
	static char said[1024];
	struct ic_registering g;
	bool ok;

	make(w, &d, 1);
	g = of(w, spec);
	ok = ic_registering_check(&g, &w->diags);
	ck_assert_uint_eq(ok, w->diags.errors == 0);
	ck_assert_uint_le(w->diags.n, 1);
	said[0] = '\0';
	if (w->diags.n) {
		strncpy(said, w->diags.at[0].message, sizeof(said) - 1);
	}
	unmake(w);
	return said;
}

static void finish(struct world *w)
{
	ic_buf_finish(&w->text);
	ic_lock_finish(&w->lock);
}

static const struct doc first[] = { { "a.pdf", "COE000001", 3, 'a', 0, 0 },
	{ "b.pdf", "COE000004", 2, 'b', 0, 0 } };

START_TEST(the_same_documents_are_entered_once)
{
	struct world w = { 0 };
	struct doc more[] = { first[1],
		{ "c.pdf", "COE000006", 1, 'c', 0, 0 } };

	ck_assert_uint_eq(enter(&w, "one.yaml", first, 2), 2);
	ck_assert_uint_eq(enter(&w, "one.yaml", first, 2), 0);
	ck_assert_uint_eq(enter(&w, "renamed.yaml", first, 2), 0);
	ck_assert_uint_eq(enter(&w, "one.yaml", more, 2), 1);
	ck_assert_str_eq(check(&w, "one.yaml", first[0]), "");
	ck_assert_str_eq(check(&w, "renamed.yaml", first[0]), "");
	finish(&w);
}
END_TEST

START_TEST(a_number_that_another_document_has_names_both)
{
	static const char says[] =
	    "x.pdf would have COE000005-COE000006, but COE000004-COE000005 was "
	    "given to b.pdf (one.yaml, 2026-12-01): no number is used twice, "
	    "so give it another first number by `bates:`";
	struct world w = { 0 };
	struct doc x = { "x.pdf", "COE000005", 2, '9', 0, 0 };

	enter(&w, "one.yaml", first, 2);
	ck_assert_str_eq(check(&w, "two.yaml", x), says);
	ck_assert_str_eq(check(&w, "one.yaml", x), says);
	/* The same source does not make it the same document. */
	x.source = 'b';
	ck_assert_str_eq(check(&w, "two.yaml", x), says);
	x.first = "COE000005.001";
	ck_assert_ptr_nonnull(strstr(check(&w, "two.yaml", x),
	    "x.pdf has numbers already, COE000004-COE000005 (one.yaml), and "
	    "gets others, COE000005.001-COE000005.002"));
	finish(&w);
}
END_TEST

START_TEST(a_document_of_a_spec_is_not_moved_and_not_changed)
{
	struct world w = { 0 };
	struct doc a = first[0];

	enter(&w, "one.yaml", first, 2);
	a.first = "COE000010";
	ck_assert_str_eq(check(&w, "one.yaml", a),
	    "a.pdf was given COE000001-COE000003 on 2026-12-01 and would now "
	    "have COE000010-COE000012: give it bates: COE000001");
	a.source = '9';
	ck_assert_str_eq(check(&w, "one.yaml", a),
	    "a.pdf is not the file that was given COE000001-COE000003 on "
	    "2026-12-01: put the old file back, or list the new one under "
	    "another name and number");
	/* Of another spec it is another document. */
	ck_assert_str_eq(check(&w, "two.yaml", a), "");
	finish(&w);
}
END_TEST

START_TEST(a_stamped_document_is_a_copy_of_what_a_spec_numbered)
{
	static const struct doc copies[] = { { "p/COE000001-COE000003.pdf",
						 "COE000001", 3, '0', true, 0 },
		{ "p/COE000002.pdf", "COE000002", 1, '1', true, 0 },
		{ "again.pdf", "COE000001", 3, '2', true, 0 },
		{ "not-read.pdf", "COE000004", 2, 0, true, 0 } };
	struct world w = { 0 };
	struct doc d = { "p.pdf", "COE000002", 3, '0', true, 0 };

	enter(&w, "one.yaml", first, 2);
	for (size_t i = 0; i < sizeof(copies) / sizeof(*copies); i++) {
		ck_assert_str_eq(check(&w, "motion.yaml", copies[i]), "");
		enter(&w, "motion.yaml", &copies[i], 1);
	}
	ck_assert_ptr_nonnull(strstr(check(&w, "two.yaml", d),
	    "p.pdf is to bear COE000002-COE000004, but COE00000"));
	ck_assert_ptr_nonnull(strstr(check(&w, "two.yaml", d),
	    " (one.yaml, 2026-12-01): `bates:` must name the numbers of one "
	    "document, or of a part of it"));
	finish(&w);
}
END_TEST

START_TEST(two_files_that_bear_one_number_are_the_same_file)
{
	static const struct doc p = { "p.pdf", "COE000010", 5, '0', true, 0 };
	struct world w = { 0 };
	struct doc d = p;

	enter(&w, "one.yaml", &p, 1);
	ck_assert_str_eq(check(&w, "two.yaml", d), "");
	d.first = "COE000012";
	d.page = 2;
	d.pages = 2;
	ck_assert_str_eq(check(&w, "two.yaml", d), "");
	d.page = 1;
	ck_assert_ptr_nonnull(strstr(check(&w, "two.yaml", d),
	    "p.pdf is to bear COE000012-COE000013, but so does another file, "
	    "p.pdf with COE000010-COE000014 (one.yaml, 2026-12-01)"));
	d = p;
	d.source = '1';
	ck_assert_ptr_nonnull(strstr(check(&w, "two.yaml", d),
	    ": name the same file in both, for a number is one document's"));
	/* And what bears numbers has them. */
	d.stamped = false;
	ck_assert_ptr_nonnull(strstr(check(&w, "two.yaml", d),
	    "p.pdf would have COE000010-COE000014, but COE000010-COE000014 "
	    "stands on another p.pdf (one.yaml, 2026-12-01)"));
	finish(&w);
}
END_TEST

START_TEST(a_frozen_document_is_older_than_the_copies_of_it)
{
	static const struct doc p = { "p.pdf", "COE000001", 3, '0', true, 0 };
	struct world w = { 0 };
	char sha[65];

	enter(&w, "motion.yaml", &p, 1);
	ck_assert_ptr_nonnull(
	    strstr(check(&w, "one.yaml", first[0]), "stands on p.pdf"));
	hash(sha, 'a');
	ck_assert(
	    ic_lock_add_document(&w.lock, "a.pdf", sha, 3, "COE000001", NULL));
	ck_assert_str_eq(check(&w, "one.yaml", first[0]),
	    "bates.registry does not know 1 of the documents that s.lock has, "
	    "the first of them COE000001-COE000003: it is younger than they "
	    "are, or was cut, or is another file; they are entered now");
	finish(&w);
}
END_TEST

START_TEST(a_registry_that_is_gone_is_told_of)
{
	struct world w = { 0 };
	char sha[65];

	hash(sha, 'a');
	ck_assert(
	    ic_lock_add_document(&w.lock, "a.pdf", sha, 3, "COE000001", NULL));
	ck_assert_str_eq(check(&w, "one.yaml", first[0]),
	    "bates.registry is not there, though s.lock has documents: their "
	    "numbers are entered now; if it was moved or deleted, put it back, "
	    "for it knows the numbers of other specs");
	ck_assert_uint_eq(enter(&w, "one.yaml", first, 2), 2);
	ck_assert_str_eq(check(&w, "one.yaml", first[0]), "");
	finish(&w);
}
END_TEST

START_TEST(what_was_not_read_is_entered_and_entered_again_when_it_is)
{
	struct world w = { 0 };
	struct doc d = { "p.pdf", "COE000010", 5, 0, true, 0 };

	ck_assert_uint_eq(enter(&w, "one.yaml", &d, 1), 1);
	ck_assert_uint_eq(enter(&w, "one.yaml", &d, 1), 0);
	d.source = '0';
	ck_assert_str_eq(check(&w, "one.yaml", d), "");
	ck_assert_uint_eq(enter(&w, "one.yaml", &d, 1), 1);
	ck_assert_uint_eq(enter(&w, "one.yaml", &d, 1), 0);
	d.source = 0;
	ck_assert_uint_eq(enter(&w, "one.yaml", &d, 1), 0);
	/* Its own spec may say otherwise while nobody has read it. */
	d = (struct doc){ "u.pdf", "COE000050", 5, 0, true, 0 };
	enter(&w, "one.yaml", &d, 1);
	d = (struct doc){ "v.pdf", "COE000051", 1, '4', true, 0 };
	ck_assert_str_eq(check(&w, "one.yaml", d), "");
	ck_assert_str_ne(check(&w, "two.yaml", d), "");
	finish(&w);
}
END_TEST

START_TEST(a_part_of_a_file_is_not_another_part)
{
	static const struct doc p = { "w.pdf#1", "COE000010", 5, '0', 0, 5 };
	struct world w = { 0 };
	struct doc d = p;

	enter(&w, "one.yaml", &p, 1);
	ck_assert_str_eq(check(&w, "two.yaml", d), "");
	d.page = 6;
	ck_assert_str_ne(check(&w, "two.yaml", d), "");
	finish(&w);
}
END_TEST

Suite *suite_registering(void)
{
	Suite *s = suite_create("registering");
	TCase *t = tcase_create("registering");

	tcase_add_test(t, the_same_documents_are_entered_once);
	tcase_add_test(t, a_number_that_another_document_has_names_both);
	tcase_add_test(t, a_document_of_a_spec_is_not_moved_and_not_changed);
	tcase_add_test(t, a_stamped_document_is_a_copy_of_what_a_spec_numbered);
	tcase_add_test(t, two_files_that_bear_one_number_are_the_same_file);
	tcase_add_test(t, a_frozen_document_is_older_than_the_copies_of_it);
	tcase_add_test(t, a_registry_that_is_gone_is_told_of);
	tcase_add_test(t,
	    what_was_not_read_is_entered_and_entered_again_when_it_is);
	tcase_add_test(t, a_part_of_a_file_is_not_another_part);
	suite_add_tcase(s, t);
	return s;
}
