/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/lock.h"

#include <stdio.h>
#include <string.h>

#include "suites.h"

#define SHA_A "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
#define SHA_B "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"

static const struct ic_rect box = { 72000, 140000, 300000, 156000 };

static void add_doc(struct ic_lock *l, const char *file, const char *sha,
    uint32_t pages, const char *first)
{
	ck_assert(ic_lock_add_document(l, file, sha, pages, first, NULL));
	ck_assert(ic_lock_seal(l, NULL));
}

static void add_red(struct ic_lock *l, const char *id, const char *page,
    const struct ic_rect *r)
{
	ck_assert(ic_lock_add_redaction(l, id, page, r, NULL));
	ck_assert(ic_lock_seal(l, NULL));
}

static struct ic_lock sample(void)
{
	struct ic_lock l = { 0 };

	add_doc(&l, "police/r.pdf", SHA_B, 2, "COE000120");
	add_doc(&l, "ia/a.pdf", SHA_A, 14, "COE000001");
	add_red(&l, "R2", "COE000010-COE000014", NULL);
	add_red(&l, "R1", "COE000003", &box);
	return l;
}

static const char *dump(const struct ic_lock *l)
{
	static char s[4096];
	struct ic_buf b = { 0 };

	ck_assert(ic_lock_dump(l, &b, NULL));
	snprintf(s, sizeof s, "%s", ic_buf_str(&b));
	ic_buf_finish(&b);
	return s;
}

static const char text[] =
    "{\n\"format\": \"incamera.lock/1\",\n"
    "\"documents\": [\n"
    "{\"file\":\"ia/a.pdf\",\"sha256\":\"" SHA_A "\",\"pages\":14,"
    "\"first\":\"COE000001\"},\n"
    "{\"file\":\"police/r.pdf\",\"sha256\":\"" SHA_B "\",\"pages\":2,"
    "\"first\":\"COE000120\"}\n"
    "],\n\"redactions\": [\n"
    "{\"id\":\"R1\",\"page\":\"COE000003\","
    "\"rect\":[72000,140000,300000,156000]},\n"
    "{\"id\":\"R2\",\"page\":\"COE000010-COE000014\",\"rect\":\"whole\"}\n"
    "]\n}\n";

START_TEST(the_same_lock_has_the_same_bytes_and_reads_back)
{
	struct ic_lock l = sample(), back = { 0 }, none = { 0 };

	ck_assert_str_eq(dump(&l), text);
	ck_assert(ic_lock_load(text, strlen(text), &back, NULL));
	ck_assert_str_eq(dump(&back), text);
	ck_assert(ic_lock_load(dump(&none), strlen(dump(&none)), &back, NULL));
	ck_assert_uint_eq(back.ndocuments + back.nredactions, 0);
	ic_lock_finish(&l);
	ic_lock_finish(&back);
	ic_lock_finish(NULL);
}
END_TEST

/* What is changed in a good lock file, and what the message says then. */
static const struct {
	const char *from, *to, *says;
} edits[] = {
	{ "lock/1", "lock/2", "not of the format incamera.lock/1" },
	{ "]\n}\n", "]\n", "is not JSON from line" },
	{ "\"pages\":14", "\"pages\":0", "documents entry 1" },
	{ "\"pages\":2", "\"pages\":\"2\"", "documents entry 2" },
	{ "\"pages\":14", "\"leaves\":14", "documents entry 1" },
	{ "\"sha256\":\"a", "\"sha256\":\"A", "documents entry 1" },
	{ "police/r.pdf", "ia/a.pdf", "ia/a.pdf is listed twice" },
	{ "\"R2\"", "\"R1\"", "the id R1 is given to two" },
	{ "\"whole\"", "\"part\"", "redactions entry 2" },
	{ "[72000,", "[7.5,", "redactions entry 1" },
	{ "[72000,", "[900000,", "redactions entry 1" },
	{ "[72000,", "[9999999999,", "redactions entry 1" },
	{ "[72000,", "[1,72000,", "redactions entry 1" },
	{ "\"pages\":14", "\"pages\":14,\"pages\":14", "is not JSON" },
	{ "\"R1\"", "\"R\\u0000\"", "is not JSON" },
	{ "\"documents\"", "\"x\":1,\"documents\"", "top entry" },
};

START_TEST(an_edited_lock_file_is_refused)
{
	for (size_t i = 0; i < sizeof edits / sizeof *edits; i++) {
		char s[2048];
		const char *at = strstr(text, edits[i].from);
		struct ic_lock l = { 0 };
		struct ic_error err = { 0 };

		ck_assert_ptr_nonnull(at);
		snprintf(s, sizeof s, "%.*s%s%s", (int)(at - text), text,
		    edits[i].to, at + strlen(edits[i].from));
		ck_assert_msg(!ic_lock_load(s, strlen(s), &l, &err), "%s",
		    edits[i].to);
		ck_assert_int_eq(err.code, IC_ESPEC);
		ck_assert_msg(strstr(err.msg, edits[i].says) != NULL, "%s: %s",
		    edits[i].to, err.msg);
	}
}
END_TEST

static char seen[2048];

static void note(void *user, const struct ic_lock_conflict *c)
{
	struct ic_buf b = { 0 };
	size_t n = strlen(seen);

	(void)user;
	ck_assert(ic_lock_conflict_text(c, &b));
	snprintf(seen + n, sizeof seen - n, "%s\n", ic_buf_str(&b));
	ic_buf_finish(&b);
}

/* Compare with the sample lock; returns the sentences. Finishes `now`. */
static const char *against(struct ic_lock *now, size_t want)
{
	struct ic_lock old = sample();
	size_t n = 99;

	seen[0] = '\0';
	ck_assert(ic_lock_check(&old, now, note, NULL, &n, NULL));
	ck_assert_msg(n == want, "%zu: %s", n, seen);
	ic_lock_finish(&old);
	ic_lock_finish(now);
	return seen;
}

START_TEST(an_unchanged_or_smaller_or_larger_production_agrees)
{
	struct ic_lock same = sample(), none = { 0 }, more = sample();

	against(&same, 0);
	against(&none, 0);
	add_doc(&more, "new.pdf", SHA_A, 105, "COE000015");
	add_doc(&more, "last.pdf", SHA_A, 9, "COE000122");
	add_doc(&more, "other.pdf", SHA_A, 9, "PLTF-000001");
	add_doc(&more, "wide.pdf", SHA_A, 9, "COE00001");
	add_red(&more, "R3", "COE000003", &box);
	against(&more, 0);
}
END_TEST

START_TEST(each_conflict_shows_both_sides)
{
	struct ic_lock a = { 0 }, b = { 0 }, c = { 0 }, d = { 0 };
	struct ic_rect other = ic_rect_grow(box, 1);

	add_doc(&a, "ia/a.pdf", SHA_B, 14, "COE000001");
	ck_assert_str_eq(against(&a, 1),
	    "ia/a.pdf is not the file that was "
	    "produced as COE000001 (SHA-256 was aaaaaaaaaaaaaaaa, is "
	    "bbbbbbbbbbbbbbbb): put the old file back, or list the new one "
	    "under another name and number\n");
	add_doc(&b, "ia/a.pdf", SHA_A, 14, "COE000201");
	ck_assert_str_eq(against(&b, 1),
	    "ia/a.pdf began at COE000001 and "
	    "would now begin at COE000201: give it bates: COE000001\n");
	add_red(&c, "R1", "COE000003", &other);
	ck_assert_str_eq(against(&c, 1),
	    "the id R1 stood for [72.000, "
	    "140.000, 300.000, 156.000] pt on COE000003 and would now stand "
	    "for [71.999, 139.999, 300.001, 156.001] pt on COE000003: give "
	    "the new box a new id\n");
	add_red(&d, "R2", "COE000010", NULL);
	ck_assert_ptr_nonnull(strstr(against(&d, 1),
	    "would now stand for the whole of COE000010:"));
}
END_TEST

START_TEST(a_number_once_given_is_never_given_to_another_file)
{
	struct ic_lock in = { 0 }, over = { 0 }, renamed = { 0 };

	add_doc(&in, "new.pdf", SHA_B, 1, "COE000014");
	ck_assert_ptr_nonnull(strstr(against(&in, 1),
	    "new.pdf would take "
	    "numbers from COE000014 on, but ia/a.pdf has them from COE000001 "
	    "on (14 pages)"));
	add_doc(&over, "new.pdf", SHA_B, 106, "COE000015");
	ck_assert_ptr_nonnull(strstr(against(&over, 1), "police/r.pdf"));
	add_doc(&renamed, "renamed.pdf", SHA_A, 14, "COE000001");
	against(&renamed, 0);
}
END_TEST

START_TEST(numbers_with_suffixes_are_taken_as_others_are)
{
	static const struct {
		const char *first;
		uint32_t pages;
		size_t conflicts;
	} now[] = { { "COE000003", 3, 0 }, { "COE000003.004", 9, 0 },
		{ "COE000003.003", 1, 1 }, { "COE000003.0001", 1, 0 },
		{ "COE000007A", 1, 0 }, { "COE000007C", 1, 1 },
		{ "COE000007D", 2, 0 }, { "COE000008B", 1, 0 } };

	for (size_t i = 0; i < sizeof(now) / sizeof(*now); i++) {
		struct ic_lock old = { 0 }, l = { 0 };
		size_t n = 99;

		add_doc(&old, "dot.pdf", SHA_A, 3, "COE000003.001");
		add_doc(&old, "letter.pdf", SHA_A, 2, "COE000007B");
		add_doc(&l, "new.pdf", SHA_B, now[i].pages, now[i].first);
		ck_assert(ic_lock_check(&old, &l, NULL, NULL, &n, NULL));
		ck_assert_msg(n == now[i].conflicts, "%s", now[i].first);
		ic_lock_finish(&old);
		ic_lock_finish(&l);
	}
}
END_TEST

START_TEST(a_document_is_found_by_its_name)
{
	struct ic_lock l = sample();

	ck_assert_str_eq(ic_lock_find(&l, "police/r.pdf")->first, "COE000120");
	ck_assert_ptr_null(ic_lock_find(&l, "police/r.pd"));
	ic_lock_finish(&l);
	ck_assert_ptr_null(ic_lock_find(&l, "police/r.pdf"));
}
END_TEST

START_TEST(a_merge_forgets_nothing_and_keeps_one_name_a_number)
{
	struct ic_lock old = sample(), now = { 0 }, both = { 0 };
	size_t n = 0;

	add_doc(&now, "renamed.pdf", SHA_A, 14, "COE000001");
	add_doc(&now, "new.pdf", SHA_B, 3, "COE000200");
	add_red(&now, "R3", "COE000200", &box);
	add_red(&now, "R1", "COE000003", &box);
	ck_assert(ic_lock_merge(&old, &now, &both, NULL));
	ck_assert_uint_eq(both.ndocuments, 3);
	ck_assert_uint_eq(both.nredactions, 3);
	ck_assert_str_eq(both.documents[0].file, "new.pdf");
	ck_assert_str_eq(both.documents[1].file, "police/r.pdf");
	ck_assert_str_eq(both.documents[2].file, "renamed.pdf");
	ck_assert(ic_lock_check(&both, &now, NULL, NULL, &n, NULL));
	ck_assert_uint_eq(n, 0);
	ic_lock_finish(&old);
	ic_lock_finish(&now);
	ic_lock_finish(&both);
}
END_TEST

START_TEST(a_derived_id_depends_on_page_and_box_alone)
{
	char a[IC_REDACTION_ID_MAX], b[IC_REDACTION_ID_MAX];
	struct ic_rect other = { 72000, 140000, 300000, 156001 };

	ic_redaction_id("COE000003", NULL, a);
	/* FNV-1a 64 of "COE000003\0" from an independent computation. */
	ck_assert_str_eq(a, "COE000003-f02ad0e3");
	ic_redaction_id("COE000003", &box, a);
	ck_assert_str_eq(a, "COE000003-5dc588ee");
	ic_redaction_id("COE000003", &other, b);
	ck_assert_str_ne(a, b);
	ic_redaction_id("COE000004", &box, b);
	ck_assert_str_ne(a + 10, b + 10);
}
END_TEST

static char said_of_lock[400];

static void hear_conflict(void *user, const struct ic_lock_conflict *c)
{
	struct ic_buf b = { 0 };

	(void)user;
	ic_lock_conflict_text(c, &b);
	snprintf(said_of_lock, sizeof(said_of_lock), "%s", ic_buf_str(&b));
	ic_buf_finish(&b);
}

/* Locks of one document, then and now; what is said, "" if nothing. */
static const char *locked(enum ic_kind was, uint32_t had, enum ic_kind is,
    uint32_t has)
{
	char sha[65] = "";
	struct ic_lock a = { 0 }, b = { 0 }, both = { 0 }, again = { 0 };
	struct ic_buf json = { 0 };
	size_t n = 0;

	memset(sha, 'a', 64);
	*said_of_lock = '\0';
	ck_assert(
	    ic_lock_add_document(&a, "x.pdf", sha, had, "COE000120", NULL));
	ic_lock_set_kind(&a, was);
	ck_assert(
	    ic_lock_add_document(&b, "x.pdf", sha, has, "COE000120", NULL));
	ic_lock_set_kind(&b, is);
	ck_assert(ic_lock_check(&a, &b, hear_conflict, NULL, &n, NULL));
	ck_assert(ic_lock_merge(&a, &b, &both, NULL));
	ck_assert(ic_lock_dump(&both, &json, NULL));
	ck_assert(ic_lock_load(ic_buf_str(&json), json.len, &again, NULL));
	ck_assert_int_eq(again.documents[0].kind, is);
	ic_buf_finish(&json);
	ic_lock_finish(&a);
	ic_lock_finish(&b);
	ic_lock_finish(&both);
	ic_lock_finish(&again);
	return said_of_lock;
}

START_TEST(the_lock_keeps_numbers_whatever_stands_on_them)
{
	ck_assert_str_eq(locked(IC_KIND_WITHHELD, 14, IC_KIND_DOCUMENT, 14),
	    "");
	ck_assert_str_eq(locked(IC_KIND_DOCUMENT, 14, IC_KIND_WITHHELD, 14),
	    "");
	ck_assert_str_eq(locked(IC_KIND_UNREADABLE, 1, IC_KIND_DOCUMENT, 1),
	    "");
	ck_assert_str_eq(locked(IC_KIND_UNREADABLE, 1, IC_KIND_DOCUMENT, 14),
	    "x.pdf could not be read when it was produced as COE000120, and "
	    "now has 14 pages: list a copy of it under another name and "
	    "number, and leave this entry as it was");
	ck_assert_str_eq(locked(IC_KIND_DOCUMENT, 14, IC_KIND_UNREADABLE, 1),
	    "x.pdf was produced with 14 pages from COE000120 on, and cannot "
	    "be read this time: see to its password, and use the version of "
	    "this program that produced it");
}
END_TEST

Suite *suite_lock(void)
{
	Suite *s = suite_create("lock");
	TCase *t = tcase_create("lock");

	tcase_add_test(t, the_same_lock_has_the_same_bytes_and_reads_back);
	tcase_add_test(t, an_edited_lock_file_is_refused);
	tcase_add_test(t, an_unchanged_or_smaller_or_larger_production_agrees);
	tcase_add_test(t, each_conflict_shows_both_sides);
	tcase_add_test(t, a_number_once_given_is_never_given_to_another_file);
	tcase_add_test(t, numbers_with_suffixes_are_taken_as_others_are);
	tcase_add_test(t, a_document_is_found_by_its_name);
	tcase_add_test(t, a_merge_forgets_nothing_and_keeps_one_name_a_number);
	tcase_add_test(t, a_derived_id_depends_on_page_and_box_alone);
	tcase_add_test(t, the_lock_keeps_numbers_whatever_stands_on_them);
	suite_add_tcase(s, t);
	return s;
}
