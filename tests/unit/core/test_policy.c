/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/policy.h"

#include "suites.h"

/*
 * The policy once more, as an attorney would say it: a letter for each
 * audience that has the item, for confidentiality and for privilege.
 */
static const struct {
	enum ic_item item;
	const char *confidentiality, *privilege;
} wanted[] = {
	{ IC_ITEM_REDACTED, "cop", "cop" },
	{ IC_ITEM_PROPOSED, "co", "c" },
	{ IC_ITEM_DISPUTED, "co", "c" },
	{ IC_ITEM_NATIVE, "co", "c" },
	{ IC_ITEM_PLACEHOLDER, "co", "c" },
	{ IC_ITEM_TEXT, "o", "o" },
	{ IC_ITEM_LOAD_FILE, "o", "o" },
	{ IC_ITEM_REDACTION_LOG, "co", "co" },
	{ IC_ITEM_PUBLIC_LOG, "p", "p" },
	{ IC_ITEM_BATES_INDEX, "co", "co" },
	{ IC_ITEM_PRIVILEGE_LOG, "co", "co" },
	{ IC_ITEM_SEALING_CHART, "co", "co" },
	{ IC_ITEM_EXHIBIT, "co", "co" },
	{ IC_ITEM_REPLACEMENT, "co", "co" },
	{ IC_ITEM_OVERLAY, "o", "o" },
	{ IC_ITEM_REFERENCE, "co", "c" },
	{ IC_ITEM_TRANSMITTAL, "co", "co" },
};

#define WANTED (sizeof(wanted) / sizeof(wanted[0]))

static const char *who(enum ic_service s, enum ic_item item)
{
	static char out[2][IC_AUDIENCE_COUNT + 1];
	static unsigned turn;
	char *to = out[turn++ % 2];
	size_t n = 0;

	for (unsigned a = 0; a < IC_AUDIENCE_COUNT; a++) {
		if (ic_policy_may(s, item, (enum ic_audience)a)) {
			to[n++] = "cop"[a];
		}
	}
	to[n] = '\0';
	return to;
}

START_TEST(every_cell_is_as_it_was_decided)
{
	ck_assert_uint_eq(WANTED, IC_ITEM_COUNT);
	for (size_t i = 0; i < WANTED; i++) {
		ck_assert_str_eq(who(IC_SERVICE_CONFIDENTIALITY,
				     wanted[i].item),
		    wanted[i].confidentiality);
		ck_assert_str_eq(who(IC_SERVICE_PRIVILEGE, wanted[i].item),
		    wanted[i].privilege);
	}
}
END_TEST

START_TEST(without_service_nobody_gets_anything)
{
	for (unsigned i = 0; i < IC_ITEM_COUNT; i++) {
		ck_assert_str_eq(who(IC_SERVICE_NONE, (enum ic_item)i), "");
	}
}
END_TEST

START_TEST(what_is_unredacted_is_never_public_nor_the_opponents_in_privilege)
{
	for (unsigned i = 0; i < IC_ITEM_COUNT; i++) {
		enum ic_item item = (enum ic_item)i;

		if (!ic_policy_unredacted(item)) {
			continue;
		}
		ck_assert(!ic_policy_may(IC_SERVICE_CONFIDENTIALITY, item,
		    IC_AUDIENCE_PUBLIC));
		ck_assert(!ic_policy_may(IC_SERVICE_PRIVILEGE, item,
		    IC_AUDIENCE_PUBLIC));
		ck_assert(!ic_policy_may(IC_SERVICE_PRIVILEGE, item,
		    IC_AUDIENCE_OPPOSING));
	}
	ck_assert(ic_policy_unredacted(IC_ITEM_PROPOSED));
	ck_assert(ic_policy_unredacted(IC_ITEM_DISPUTED));
	ck_assert(ic_policy_unredacted(IC_ITEM_REFERENCE));
	ck_assert(ic_policy_unredacted(IC_ITEM_NATIVE));
}
END_TEST

START_TEST(logs_are_known_by_their_names)
{
	enum ic_item item;

	ck_assert(ic_policy_log("redaction-log.csv", &item));
	ck_assert_int_eq(item, IC_ITEM_REDACTION_LOG);
	ck_assert(ic_policy_log("joint-statement-exhibit.html", &item));
	ck_assert_int_eq(item, IC_ITEM_EXHIBIT);
	ck_assert(ic_policy_log("privilege-log.xlsx", &item));
	ck_assert_int_eq(item, IC_ITEM_PRIVILEGE_LOG);
	ck_assert(!ic_policy_log("redaction-log", &item));
	ck_assert(!ic_policy_log("redaction-log.csv.bak", &item));
	ck_assert(!ic_policy_log("redaction-logs.csv", &item));
	ck_assert(!ic_policy_log("manifest.json", &item));
}
END_TEST

START_TEST(audiences_are_their_folders)
{
	enum ic_audience a;

	ck_assert(ic_audience_parse("opposing-party", &a));
	ck_assert_int_eq(a, IC_AUDIENCE_OPPOSING);
	ck_assert(!ic_audience_parse("opposing", &a));
	ck_assert(!ic_audience_parse("", &a));
}
END_TEST

Suite *suite_policy(void)
{
	Suite *s = suite_create("policy");
	TCase *t = tcase_create("policy");

	tcase_add_test(t, every_cell_is_as_it_was_decided);
	tcase_add_test(t, without_service_nobody_gets_anything);
	tcase_add_test(t,
	    what_is_unredacted_is_never_public_nor_the_opponents_in_privilege);
	tcase_add_test(t, logs_are_known_by_their_names);
	tcase_add_test(t, audiences_are_their_folders);
	suite_add_tcase(s, t);
	return s;
}
