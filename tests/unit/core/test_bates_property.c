/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Properties of Bates numbers over many random ones. The generator is our
 * own (xorshift64*) and seeded, so that a failure comes back.
 */
#include "core/bates.h"

#include <stdio.h>
#include <string.h>

#include "suites.h"

#define ROUNDS 20000

static uint64_t state;

static uint64_t below(uint64_t n)
{
	state ^= state >> 12;
	state ^= state << 25;
	state ^= state >> 27;
	return (state * 0x2545f4914f6cdd1du >> 11) % n;
}

/* Up to 6 prefixes that are allowed together; nested ones are frequent. */
struct set {
	char text[6][IC_BATES_PREFIX_MAX + 1];
	const char *name[6];
	struct ic_prefixes p;
};

static void random_prefix(const struct set *s, size_t i, char *out)
{
	static const char chars[] = "ABCXYZabcxyz0123456789 -_.";
	size_t n = 0;

	if (i && below(2)) {
		const char *nest = s->text[below(i)];

		n = strlen(nest);
		memcpy(out, nest, n);
	}
	for (size_t more = 1 + below(4); more && n < IC_BATES_PREFIX_MAX;
	     more--) {
		out[n++] = chars[below(sizeof chars - 1)];
	}
	out[n] = '\0';
}

static void random_set(struct set *s)
{
	size_t want = 1 + below(6);

	*s = (struct set){ 0 };
	s->p.name = s->name;
	while (s->p.n < want) {
		size_t i = s->p.n;

		memset(s->text[i], 0, sizeof s->text[i]);
		random_prefix(s, i, s->text[i]);
		s->name[i] = s->text[i];
		s->p.n++;
		if (!ic_bates_prefixes_ok(&s->p, NULL)) {
			s->p.n--;
		}
	}
}

static struct ic_bates random_number(const struct set *s)
{
	struct ic_bates b = { .prefix = (uint32_t)below(s->p.n) };
	uint64_t most = 1;

	b.digits = (uint8_t)(1 + below(below(4) ? 3 : IC_BATES_DIGITS_MAX));
	for (uint8_t i = 0; i < b.digits; i++) {
		most *= 10;
	}
	b.value = below(most);
	switch (below(4)) {
	case 0:
		b.suffix[0] = (char)('A' + below(26));
		break;
	case 1:
		snprintf(b.suffix, sizeof b.suffix, ".%0*u", 1 + (int)below(3),
		    (unsigned)below(100));
		break;
	default:
		break;
	}
	return b;
}

START_TEST(what_is_formatted_parses_to_the_same_number)
{
	struct set s;

	state = 1;
	for (int i = 0; i < ROUNDS; i++) {
		struct ic_bates a, b;
		struct ic_error err = { 0 };
		char text[IC_BATES_MAX], again[IC_BATES_MAX];

		random_set(&s);
		a = random_number(&s);
		ic_bates_format(&s.p, &a, text);
		ck_assert_msg(ic_bates_parse(&s.p, text, &b, &err), "%d: %s", i,
		    err.msg);
		ic_bates_format(&s.p, &b, again);
		ck_assert_str_eq(text, again);
		ck_assert_int_eq(ic_bates_cmp(&a, &b), 0);
		ck_assert_uint_eq(a.prefix, b.prefix);
	}
}
END_TEST

START_TEST(the_order_is_total_and_agrees_with_containment)
{
	struct set s;

	state = 2;
	for (int i = 0; i < ROUNDS; i++) {
		struct ic_bates a, b, c;
		int ab, bc, ac;

		if (i % 64 == 0) {
			random_set(&s);
		}
		a = random_number(&s);
		b = random_number(&s);
		c = random_number(&s);
		ab = ic_bates_cmp(&a, &b);
		bc = ic_bates_cmp(&b, &c);
		ac = ic_bates_cmp(&a, &c);
		ck_assert_int_eq(ab<0, ic_bates_cmp(&b, &a)> 0);
		if (ab <= 0 && bc <= 0) {
			ck_assert_int_le(ac, 0);
		}
		if (ab == 0) {
			char x[IC_BATES_MAX], y[IC_BATES_MAX];

			ic_bates_format(&s.p, &a, x);
			ic_bates_format(&s.p, &b, y);
			ck_assert_str_eq(x, y);
		}
		if (ac <= 0) {
			struct ic_bates_range r = { a, c };

			ck_assert_int_eq(ic_bates_in(&r, &b),
			    ab <= 0 && bc <= 0);
		}
	}
}
END_TEST

START_TEST(formatted_ranges_parse_as_a_list)
{
	struct set s;

	state = 3;
	for (int i = 0; i < ROUNDS / 4; i++) {
		struct ic_bates_range want[5];
		struct ic_bates_list list = { 0 };
		struct ic_error err = { 0 };
		char text[5 * IC_BATES_RANGE_MAX] = "";
		size_t n = 1 + below(5), k;

		random_set(&s);
		for (k = 0; k < n; k++) {
			struct ic_bates a = random_number(&s), b;
			char one[IC_BATES_RANGE_MAX];
			size_t len = strlen(text);

			memset(a.suffix, 0, sizeof a.suffix);
			b = a;
			ic_bates_next(&s.p, &a, below(20), &b, NULL);
			b.suffix[0] = below(4) ? '\0' : 'B';
			want[k] = (struct ic_bates_range){ a, b };
			ic_bates_range_format(&s.p, &a, &b, one);
			snprintf(text + len, sizeof text - len, "%s%s",
			    k ? (below(2) ? ", " : ";") : "", one);
		}
		ck_assert_msg(ic_bates_parse_list(&s.p, text, &list, &err),
		    "%s: %s", text, err.msg);
		ck_assert_uint_eq(list.n, n);
		for (k = 0; k < n; k++) {
			ck_assert_int_eq(ic_bates_cmp(&list.at[k].first,
					     &want[k].first),
			    0);
			ck_assert_int_eq(ic_bates_cmp(&list.at[k].last,
					     &want[k].last),
			    0);
		}
		ic_bates_list_finish(&list);
	}
}
END_TEST

START_TEST(a_short_end_equals_the_long_one)
{
	static const char *const names[] = { "COE", "COE-" };
	static const struct ic_prefixes p = { names, 2 };

	state = 4;
	for (int i = 0; i < ROUNDS; i++) {
		struct ic_bates a = { .prefix = (uint32_t)below(2),
			.value = below(1000000),
			.digits = 6 },
				z = a;
		struct ic_bates_list l = { 0 }, s = { 0 };
		char from[IC_BATES_MAX], to[IC_BATES_MAX], text[200];
		size_t cut;

		z.value += below(1000000 - a.value);
		ic_bates_format(&p, &a, from);
		ic_bates_format(&p, &z, to);
		/* Leave out any leading digits that both have. */
		for (cut = strlen(names[a.prefix]);
		     from[cut + 1] && from[cut] == to[cut] && below(4); cut++) {
			continue;
		}
		snprintf(text, sizeof text, "%s-%s", from, to + cut);
		ck_assert_msg(ic_bates_parse_list(&p, text, &s, NULL), "%s",
		    text);
		snprintf(text, sizeof text, "%s-%s", from, to);
		ck_assert(ic_bates_parse_list(&p, text, &l, NULL));
		ck_assert_int_eq(ic_bates_cmp(&s.at[0].last, &l.at[0].last), 0);
		ck_assert_uint_eq(l.at[0].last.value, z.value);
		ic_bates_list_finish(&l);
		ic_bates_list_finish(&s);
	}
}
END_TEST

START_TEST(random_bytes_are_refused_or_read_and_never_crash)
{
	static const char likely[] = "COE0123456789-.,; A\xe2\x80\x93\xc2\xa0/";
	struct set s;
	char text[300];

	state = 5;
	for (int i = 0; i < ROUNDS; i++) {
		struct ic_bates_list list = { 0 };
		struct ic_bates b, found[4];
		struct ic_error err = { 0 };
		size_t n = below(below(8) ? 24 : sizeof text - 1);

		if (i % 64 == 0) {
			random_set(&s);
		}
		for (size_t k = 0; k < n; k++) {
			text[k] = below(3) ? likely[below(sizeof likely - 1)]
					   : (char)(1 + below(255));
		}
		text[n] = '\0';
		if (!ic_bates_parse_list(&s.p, text, &list, &err)) {
			ck_assert_int_eq(err.code, IC_ESPEC);
			for (const char *c = err.msg; *c; c++) {
				ck_assert(*c >= ' ' && *c < 0x7f);
			}
		}
		ic_bates_list_finish(&list);
		ic_bates_parse(&s.p, text, &b, NULL);
		ic_bates_prefix_ok(text, NULL);
		ic_bates_find(&s.p, text, n, found, 4);
	}
}
END_TEST

START_TEST(a_printed_number_is_found_in_text)
{
	struct set s;

	state = 6;
	for (int i = 0; i < ROUNDS; i++) {
		struct ic_bates a, b = { 0 };
		char one[IC_BATES_MAX], text[IC_BATES_MAX + 16];

		random_set(&s);
		a = random_number(&s);
		ic_bates_format(&s.p, &a, one);
		snprintf(text, sizeof text, "see (%s), there", one);
		ck_assert_msg(ic_bates_find(&s.p, text, strlen(text), &b, 1) >=
			1,
		    "%s", text);
		ck_assert_msg(ic_bates_cmp(&a, &b) == 0, "%s", text);
	}
}
END_TEST

Suite *suite_bates_property(void)
{
	Suite *s = suite_create("bates properties");
	TCase *t = tcase_create("bates properties");

	tcase_set_timeout(t, 60);
	tcase_add_test(t, what_is_formatted_parses_to_the_same_number);
	tcase_add_test(t, the_order_is_total_and_agrees_with_containment);
	tcase_add_test(t, formatted_ranges_parse_as_a_list);
	tcase_add_test(t, a_short_end_equals_the_long_one);
	tcase_add_test(t, random_bytes_are_refused_or_read_and_never_crash);
	tcase_add_test(t, a_printed_number_is_found_in_text);
	suite_add_tcase(s, t);
	return s;
}
