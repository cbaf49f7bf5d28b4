/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Specs with one slip of the keyboard, at every place. */
#include "core/spec.h"

#include <stdlib.h>
#include <string.h>

#include "spec_fixture.h"
#include "suites.h"

static const char *const slip[] = { "'", "\"", "{", "}", "[", "]", ": ", ":",
	"\n", "\r\n", "\n  ", "\n    ", "\n- ", "\t", " ", "- ", "#", " #",
	"&a ", "*", "!", "|", ">", "\\", ",", ", ", "?", "? ", "\n---\n",
	"\n...\n", "%", "@", "`", "\x01", "\xff", "x", "0", ";" };

static const char *const spec[] = {
	HEAD "redactions:\n"
	     "  - { id: R1, bates: COE000003, note: ask SECRET, code: PII,\n"
	     "      rect: [72, 140, 300, 156], description: \"a SECRET b\" }\n"
	     "  - { note: 'SECRET', file: a.pdf, page: 2-3, rect: whole, "
	     "code: [IA] }\n",
	HEAD "redactions:\n"
	     "  - id: R1\n"
	     "    note: |\n"
	     "      SECRET\n"
	     "      # SECRET\n"
	     "    description: >-\n"
	     "      SECRET\n"
	     "    bates: COE000001\n"
	     "    rect: whole\n"
	     "    code: PII # SECRET\n",
};

static const char csv[] = "id,note,bates,x0,y0,x1,y1,code,description\n"
			  "R1,SECRET,COE000001,1,2,3,4,PII,\"a \"\"b\"\"\"\n"
			  "R2,\"a\nSECRET\",COE000002,whole,,,,PII,SECRET\n";

/* What holds of any text: it is told what is wrong, and where. */
static void check(const struct loaded *l)
{
	ck_assert_uint_eq(l->diags.n > 0,
	    l->diags.errors + l->diags.warnings > 0);
	for (size_t i = 0; i < l->diags.n; i++) {
		const struct ic_diag *d = &l->diags.at[i];

		ck_assert_uint_gt(strlen(d->message), 0);
		if (d->excerpt) {
			ck_assert_uint_le(d->caret, strlen(d->excerpt));
		}
	}
	if (l->ok) {
		ck_assert_uint_gt(l->spec.ndocuments, 0);
	}
}

/* `text` with `more` put in at `at`. */
static size_t put_in(char *out, const char *text, size_t at, const char *more)
{
	size_t len = strlen(text), n = strlen(more);

	memcpy(out, text, at);
	memcpy(out + at, more, n);
	memcpy(out + at + n, text + at, len - at);
	return len + n;
}

START_TEST(a_slip_is_survived_and_tells_no_secret)
{
	const char *text = spec[_i];
	char damaged[2048];

	for (size_t at = strlen(HEAD); at <= strlen(text); at++) {
		for (size_t k = 0; k < sizeof slip / sizeof *slip; k++) {
			size_t len = put_in(damaged, text, at, slip[k]);
			struct loaded l;

			load_bytes(&l, damaged, len, NULL, 0);
			check(&l);
			ck_assert_msg(!strstr(all_said(&l), "SECRET"),
			    "\"%s\" at %zu: %s", slip[k], at, all_said(&l));
			unload(&l);
		}
	}
}
END_TEST

START_TEST(a_lost_piece_is_survived)
{
	const char *text = spec[_i];
	char damaged[2048];

	for (size_t at = 0; at < strlen(text); at++) {
		for (size_t n = 1; n < 8 && at + n < strlen(text); n += 2) {
			size_t len = strlen(text) - n;
			struct loaded l;

			memcpy(damaged, text, at);
			memcpy(damaged + at, text + at + n, len - at);
			load_bytes(&l, damaged, len, NULL, 0);
			check(&l);
			unload(&l);
		}
	}
}
END_TEST

START_TEST(a_slip_in_a_csv_is_survived_and_tells_no_secret)
{
	char damaged[1024];

	for (size_t at = 0; at <= strlen(csv); at++) {
		for (size_t k = 0; k < sizeof slip / sizeof *slip; k++) {
			size_t len = put_in(damaged, csv, at, slip[k]);
			struct loaded l;

			load_bytes(&l, HEAD "redactions_csv: m.csv\n",
			    strlen(HEAD "redactions_csv: m.csv\n"), damaged,
			    len);
			check(&l);
			ck_assert_msg(!strstr(all_said(&l), "SECRET"),
			    "\"%s\" at %zu: %s", slip[k], at, all_said(&l));
			unload(&l);
		}
	}
}
END_TEST

Suite *suite_spec_damage(void)
{
	Suite *s = suite_create("spec_damage");
	TCase *t = tcase_create("spec_damage");

	tcase_set_timeout(t, 120);
	tcase_add_loop_test(t, a_slip_is_survived_and_tells_no_secret, 0, 2);
	tcase_add_loop_test(t, a_lost_piece_is_survived, 0, 2);
	tcase_add_test(t, a_slip_in_a_csv_is_survived_and_tells_no_secret);
	suite_add_tcase(s, t);
	return s;
}
