/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Words that a page covers, said again elsewhere in its file. */
#include "audit_made.h"
#include "suites.h"

#define REPEATED IC_FINDING_REPEATED_TEXT

static struct testpdf t;

static void teardown(void)
{
	testpdf_finish(&t);
	audited_teardown();
}

static const struct made repeated[] = {
	{ .page = MARKED,
	    .info = "/Title(On Zebulon)",
	    .kind = REPEATED,
	    .severity = ERROR,
	    .place = IC_PLACE_INFO },
	{ .page = MARKED,
	    .info = "/Title<FEFF005A006500620075006C006F006E>",
	    .kind = REPEATED,
	    .severity = ERROR,
	    .place = IC_PLACE_INFO },
	{ .page = MARKED,
	    .info = "/Author(Quigley)",
	    .kind = REPEATED,
	    .severity = WARNING,
	    .place = IC_PLACE_INFO },
	{ .page = MARKED,
	    .info = "/Zebulon(client)",
	    .kind = REPEATED,
	    .severity = ERROR,
	    .place = IC_PLACE_INFO },
	{ .page = MARKED,
	    .info = "/Title(Plain words)/Producer(Quigley)",
	    .kind = REPEATED,
	    .severity = NONE },
	{ .page = MARKED,
	    .info = "/Title(On Zebulon)",
	    .content = TEXT NAMES "BT /F 12 Tf 20 20 Td (Zebulon) Tj ET",
	    .kind = REPEATED,
	    .severity = NONE },
	{ .info = "/Title(On Zebulon)", .kind = REPEATED, .severity = NONE },
	{ .page = MARKED,
	    .catalog = "/Metadata 6 0 R",
	    .six = "<x:xmpmeta><dc:title><rdf:Alt><rdf:li>Of Qu&#105;gley"
		   "</rdf:li></rdf:Alt></dc:title></x:xmpmeta>",
	    .kind = REPEATED,
	    .severity = ERROR,
	    .place = IC_PLACE_XMP },
	{ .page = MARKED,
	    .catalog = "/Metadata 6 0 R",
	    .six = "<x:xmpmeta><zebulon:quigley>x</zebulon:quigley>"
		   "</x:xmpmeta>",
	    .kind = REPEATED,
	    .severity = NONE },
	{ .page = MARKED,
	    .catalog = "/Outlines<</First<</Title(Zebulon)>>>>",
	    .kind = REPEATED,
	    .severity = ERROR,
	    .place = IC_PLACE_OUTLINE },
	{ .page = MARKED,
	    .catalog = "/Dests<</Quigley[3 0 R/Fit]>>",
	    .kind = REPEATED,
	    .severity = ERROR,
	    .place = IC_PLACE_DESTINATION },
	{ .page = MARKED,
	    .catalog = "/Names<</Dests<</Names[(Quigley)[3 0 R/Fit]]>>>>",
	    .kind = REPEATED,
	    .severity = ERROR,
	    .place = IC_PLACE_DESTINATION },
	{ .page = MARKED,
	    .catalog = "/PieceInfo<</SearchIndex<</Private 6 0 R>>>>",
	    .six = "\1\2\3\4\5Zebulon\1Quigley\1",
	    .kind = REPEATED,
	    .severity = ERROR,
	    .place = IC_PLACE_INDEX },
	{ .page = MARKED,
	    .catalog = "/PieceInfo<</App<</Private 6 0 R>>>>",
	    .six = "was Zebulon",
	    .kind = REPEATED,
	    .severity = ERROR,
	    .place = IC_PLACE_PIECE_INFO },
	{ .page = MARKED,
	    .catalog = "/PageLabels<</Nums[0<</P(Quigley-)>>]>>",
	    .kind = REPEATED,
	    .severity = ERROR,
	    .place = IC_PLACE_LABEL },
	{ .page = MARKED,
	    .catalog = "/StructTreeRoot<</K<</S/P/T(Quigley)>>>>",
	    .kind = REPEATED,
	    .severity = ERROR,
	    .place = IC_PLACE_STRUCTURE },
	{ .page = MARKED,
	    .catalog = "/StructTreeRoot<</K<</S/Figure/Alt(Quigley)>>>>",
	    .kind = REPEATED,
	    .severity = ERROR,
	    .place = IC_PLACE_ALT },
	{ .page = MARKED,
	    .catalog = "/OCProperties<</OCGs[<</Name(Quigley)>>]>>",
	    .kind = REPEATED,
	    .severity = ERROR,
	    .place = IC_PLACE_LAYER },
	{ .page = MARKED,
	    .catalog = "/AcroForm<</Fields[<</V(Quigley)>>]>>",
	    .kind = REPEATED,
	    .severity = ERROR,
	    .place = IC_PLACE_FIELD },
	{ .page = MARKED,
	    .catalog = "/AcroForm<</XFA 6 0 R>>",
	    .six = "<xfa><a>Quigley</a></xfa>",
	    .kind = REPEATED,
	    .severity = ERROR,
	    .place = IC_PLACE_XFA },
	{ .page = MARKED,
	    .catalog = "/Names<</JavaScript<</Names[(a)<</JS(Quigley\\(\\))"
		       ">>]>>>>",
	    .kind = REPEATED,
	    .severity = ERROR,
	    .place = IC_PLACE_SCRIPT },
	{ .page = MARKED,
	    .catalog = "/Names<</EmbeddedFiles<</Names[(a)<</EF<</F 6 0 R"
		       ">>>>]>>>>",
	    .six = "a;b\nQuigley;1\n",
	    .kind = REPEATED,
	    .severity = ERROR,
	    .place = IC_PLACE_ATTACHMENT },
	{ .page = "/Annots[" MARK "<</Subtype/Link/Rect[0 0 9 9]"
		  "/A<</S/URI/URI(http://a.test/quigley)>>>>]",
	    .kind = REPEATED,
	    .severity = ERROR,
	    .place = IC_PLACE_LINK },
	{ .page = MARKED,
	    .content = TEXT NAMES "/Span<</ActualText(Ze\\142ulon)>>BDC EMC",
	    .kind = REPEATED,
	    .severity = ERROR,
	    .place = IC_PLACE_ACTUAL_TEXT },
	{ .page = "/Annots[" MARK "<</Subtype/Link/Rect[0 0 9 9]"
		  "/A<</S/URI/URI(http://a.test/of%20quigley)>>>>]",
	    .kind = REPEATED,
	    .severity = ERROR,
	    .place = IC_PLACE_LINK },
	{ .page = MARKED,
	    .catalog = "/AF[<</F(zebulonQuigley2.doc)/EF<</F 6 0 R>>>>]",
	    .kind = REPEATED,
	    .severity = ERROR,
	    .place = IC_PLACE_ATTACHMENT },
};

START_TEST(a_covered_word_is_found_wherever_it_is_said)
{
	audit_check(&t, &repeated[_i]);
}
END_TEST

START_TEST(a_covered_word_is_told_only_if_it_is_asked_for)
{
	audit_make(&t, &repeated[0]);
	ck_assert_str_eq(audited_first(audited(&t, true), REPEATED)->text,
	    "Zebulon");
}
END_TEST

#define COUNT(a) ((int)(sizeof(a) / sizeof((a)[0])))

Suite *suite_audit_repeat(void)
{
	Suite *s = suite_create("audit_repeat");
	TCase *c = tcase_create("audit_repeat");

	tcase_add_checked_fixture(c, audited_setup, teardown);
	tcase_add_loop_test(c, a_covered_word_is_found_wherever_it_is_said, 0,
	    COUNT(repeated));
	tcase_add_test(c, a_covered_word_is_told_only_if_it_is_asked_for);
	suite_add_tcase(s, c);
	return s;
}
