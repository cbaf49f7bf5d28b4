/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Judged by jansson, a parser that is not ours. */
#include "base/json.h"

#include <string.h>

#include <jansson.h>

#include "suites.h"

static void write_sample(struct ic_json *j)
{
	ic_json_object(j, NULL);
	ic_json_string(j, "format", "incamera.manifest/1");
	ic_json_array(j, "documents");
	ic_json_object(j, NULL);
	ic_json_int(j, "pages", 14);
	ic_json_bool(j, "whole", true);
	ic_json_end(j);
	ic_json_int(j, NULL, INT64_MIN);
	ic_json_string(j, NULL, NULL);
	ic_json_end(j);
	ic_json_array(j, "empty");
	ic_json_end(j);
	ic_json_object(j, "none");
	ic_json_end(j);
	ic_json_end(j);
}

static const struct {
	bool lines;
	const char *want;
} forms[] = {
	{ false,
	    "{\"format\":\"incamera.manifest/1\",\"documents\":"
	    "[{\"pages\":14,\"whole\":true},-9223372036854775808,null],"
	    "\"empty\":[],\"none\":{}}\n" },
	{ true,
	    "{\n\t\"format\": \"incamera.manifest/1\",\n"
	    "\t\"documents\": [\n\t\t{\n\t\t\t\"pages\": 14,\n"
	    "\t\t\t\"whole\": true\n\t\t},\n"
	    "\t\t-9223372036854775808,\n\t\tnull\n\t],\n"
	    "\t\"empty\": [],\n\t\"none\": {}\n}\n" },
};

START_TEST(the_same_calls_give_these_bytes)
{
	struct ic_buf b = { 0 };
	struct ic_json j = { .out = &b, .lines = forms[_i].lines };
	struct ic_error err = { 0 };
	json_t *parsed;

	write_sample(&j);
	ck_assert_msg(ic_json_finish(&j, &err), "%s", err.msg);
	ck_assert_str_eq(ic_buf_str(&b), forms[_i].want);
	parsed = json_loadb((const char *)b.data, b.len, JSON_REJECT_DUPLICATES,
	    NULL);
	ck_assert_ptr_nonnull(parsed);
	ck_assert_uint_eq(json_object_size(parsed), 4);
	json_decref(parsed);
	ic_buf_finish(&b);
}
END_TEST

/* What jansson reads from the string that we wrote. */
static void ck_read_back(const char *s, const char *want)
{
	struct ic_buf b = { 0 };
	struct ic_json j = { .out = &b };
	struct ic_error err = { 0 };
	json_t *parsed;

	ic_json_array(&j, NULL);
	ic_json_string(&j, NULL, s);
	ic_json_end(&j);
	ck_assert_msg(ic_json_finish(&j, &err), "%s", err.msg);
	for (size_t i = 0; i + 1 < b.len; i++) {
		ck_assert_msg(b.data[i] >= 0x20 && b.data[i] != 0x7f,
		    "byte %#x", b.data[i]);
	}
	parsed = json_loadb((const char *)b.data, b.len, 0, NULL);
	ck_assert_msg(parsed != NULL, "not JSON: %s", ic_buf_str(&b));
	ck_assert_str_eq(json_string_value(json_array_get(parsed, 0)), want);
	json_decref(parsed);
	ic_buf_finish(&b);
}

START_TEST(every_character_of_unicode_comes_back)
{
	char s[5] = { 0 };
	json_t *character;

	for (uint32_t c = 1; c < 0x110000; c += c < 0x3000 ? 1 : 251) {
		if (c >= 0xd800 && c < 0xe000) {
			continue;
		}
		memset(s, 0, sizeof(s));
		if (c < 0x80) {
			s[0] = (char)c;
		} else if (c < 0x800) {
			s[0] = (char)(0xc0 | c >> 6);
			s[1] = (char)(0x80 | (c & 0x3f));
		} else if (c < 0x10000) {
			s[0] = (char)(0xe0 | c >> 12);
			s[1] = (char)(0x80 | (c >> 6 & 0x3f));
			s[2] = (char)(0x80 | (c & 0x3f));
		} else {
			s[0] = (char)(0xf0 | c >> 18);
			s[1] = (char)(0x80 | (c >> 12 & 0x3f));
			s[2] = (char)(0x80 | (c >> 6 & 0x3f));
			s[3] = (char)(0x80 | (c & 0x3f));
		}
		character = json_string(s); /* NULL if it is not UTF-8 */
		ck_assert_ptr_nonnull(character);
		json_decref(character);
		ck_read_back(s, s);
	}
}
END_TEST

#define FFFD "\xef\xbf\xbd"

static const struct {
	const char *bytes, *want;
} broken[] = {
	{ "a\xff"
	  "b",
	    "a" FFFD "b" },
	{ "\x80", FFFD },
	{ "\xc3", FFFD },
	{ "\xc3(", FFFD "(" },
	{ "\xc0\xaf", FFFD FFFD },                   /* overlong */
	{ "\xed\xa0\x80", FFFD FFFD FFFD },          /* a surrogate */
	{ "\xf4\x90\x80\x80", FFFD FFFD FFFD FFFD }, /* above U+10FFFF */
	{ "\xe2\x82", FFFD FFFD },
	{ "\xf8\x88\x80\x80\x80", FFFD FFFD FFFD FFFD FFFD },
};

START_TEST(bytes_that_are_not_utf_8_become_the_replacement)
{
	ck_read_back(broken[_i].bytes, broken[_i].want);
}
END_TEST

START_TEST(a_terminal_gets_no_escape_of_c1)
{
	struct ic_buf b = { 0 };
	struct ic_json j = { .out = &b };

	ic_json_string(&j, NULL,
	    "\x1b[2J\xc2\x9b"
	    "2J\x7f\"\\");
	ck_assert(ic_json_finish(&j, NULL));
	ck_assert_str_eq(ic_buf_str(&b),
	    "\"\\u001b[2J\\u009b2J\\u007f\\\"\\\\\"\n");
	ic_buf_finish(&b);
}
END_TEST

static void key_in_array(struct ic_json *j)
{
	ic_json_array(j, NULL);
	ic_json_int(j, "key", 1);
	ic_json_end(j);
}

static void no_key_in_object(struct ic_json *j)
{
	ic_json_object(j, NULL);
	ic_json_int(j, NULL, 1);
	ic_json_end(j);
}

static void not_ended(struct ic_json *j)
{
	ic_json_object(j, NULL);
}

static void ended_twice(struct ic_json *j)
{
	ic_json_object(j, NULL);
	ic_json_end(j);
	ic_json_end(j);
}

static void two_values(struct ic_json *j)
{
	ic_json_int(j, NULL, 1);
	ic_json_int(j, NULL, 2);
}

static void nothing(struct ic_json *j)
{
	(void)j;
}

static void too_deep(struct ic_json *j)
{
	for (int i = 0; i <= IC_JSON_DEPTH_MAX; i++) {
		ic_json_array(j, NULL);
	}
	for (int i = 0; i <= IC_JSON_DEPTH_MAX; i++) {
		ic_json_end(j);
	}
}

static void (*const wrong[])(struct ic_json *) = { key_in_array,
	no_key_in_object, not_ended, ended_twice, two_values, nothing,
	too_deep };

START_TEST(calls_that_make_no_value_are_told_at_the_end)
{
	struct ic_buf b = { 0 };
	struct ic_json j = { .out = &b };
	struct ic_error err = { 0 };

	wrong[_i](&j);
	ck_assert_msg(!ic_json_finish(&j, &err), "case %d", _i);
	ck_assert_int_eq(err.code, IC_EBUG);
	ic_buf_finish(&b);
}
END_TEST

START_TEST(a_full_buffer_is_a_limit)
{
	struct ic_buf b = { .max = 8 };
	struct ic_json j = { .out = &b };
	struct ic_error err = { 0 };

	write_sample(&j);
	ck_assert(!ic_json_finish(&j, &err));
	ck_assert_int_eq(err.code, IC_ELIMIT);
	ic_buf_finish(&b);
}
END_TEST

Suite *suite_json(void)
{
	Suite *s = suite_create("json");
	TCase *t = tcase_create("json");

	tcase_set_timeout(t, 60);
	tcase_add_loop_test(t, the_same_calls_give_these_bytes, 0, 2);
	tcase_add_test(t, every_character_of_unicode_comes_back);
	tcase_add_loop_test(t, bytes_that_are_not_utf_8_become_the_replacement,
	    0, sizeof(broken) / sizeof(broken[0]));
	tcase_add_test(t, a_terminal_gets_no_escape_of_c1);
	tcase_add_loop_test(t, calls_that_make_no_value_are_told_at_the_end, 0,
	    sizeof(wrong) / sizeof(wrong[0]));
	tcase_add_test(t, a_full_buffer_is_a_limit);
	suite_add_tcase(s, t);
	return s;
}
