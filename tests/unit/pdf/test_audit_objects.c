/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What a file holds beside its pages, each with what is no fault. */
#include "audit_made.h"
#include "suites.h"

static struct testpdf t;

static void teardown(void)
{
	testpdf_finish(&t);
	audited_teardown();
}

static const struct made others[] = {
	{ .info = "/Producer(a)",
	    .kind = IC_FINDING_INFORMATION,
	    .severity = NOTICE,
	    .place = IC_PLACE_INFO },
	{ .catalog = "/Metadata 6 0 R",
	    .six = "<x/>",
	    .kind = IC_FINDING_INFORMATION,
	    .severity = NOTICE,
	    .place = IC_PLACE_XMP },
	{ .kind = IC_FINDING_INFORMATION, .severity = NONE },
	{ .page = "/PieceInfo<</A<</Private<</A 1>>>>>>",
	    .kind = IC_FINDING_PRIVATE_DATA,
	    .severity = NOTICE,
	    .place = IC_PLACE_PIECE_INFO },
	{ .page = "/PieceInfo<</A<</Private<</A 6 0 R>>>>>>",
	    .kind = IC_FINDING_PRIVATE_DATA,
	    .severity = WARNING,
	    .place = IC_PLACE_PIECE_INFO },
	{ .catalog = "/OpenAction<</S/JavaScript/JS(a\\(\\))>>",
	    .kind = IC_FINDING_SCRIPT,
	    .severity = WARNING,
	    .place = IC_PLACE_SCRIPT },
	{ .catalog = "/AcroForm<</Fields[<</AA<</F<</S/JavaScript"
		     "/JS(AFNumber_Format\\(2,0\\);)>>>>>>]>>",
	    .kind = IC_FINDING_SCRIPT,
	    .severity = NOTICE,
	    .place = IC_PLACE_SCRIPT },
	{ .catalog = "/OpenAction<</S/Launch/F(a)>>",
	    .kind = IC_FINDING_ACTION,
	    .severity = WARNING,
	    .place = IC_PLACE_OTHER },
	{ .catalog = "/OpenAction[3 0 R/Fit]",
	    .kind = IC_FINDING_ACTION,
	    .severity = NONE },
	{ .catalog = "/OpenAction<</S/GoTo/D[3 0 R/Fit]>>",
	    .kind = IC_FINDING_ACTION,
	    .severity = NONE },
	{ .catalog = "/StructTreeRoot<</K<</S/Sound>>>>",
	    .kind = IC_FINDING_ACTION,
	    .severity = NONE },
	{ .page = "/Annots[<</Subtype/Link/Rect[0 0 9 9]/A<</S/URI"
		  "/URI(http://a.test/)>>>>]",
	    .kind = IC_FINDING_LINK,
	    .severity = NOTICE,
	    .place = IC_PLACE_LINK },
	{ .page = "/Annots[<</Subtype/Link/Rect[0 0 9 9]/Dest[3 0 R/Fit]>>]",
	    .kind = IC_FINDING_LINK,
	    .severity = NONE },
	{ .catalog = "/AF[<</EF<</F 6 0 R>>>>]",
	    .kind = IC_FINDING_ATTACHMENT,
	    .severity = WARNING,
	    .place = IC_PLACE_ATTACHMENT },
	{ .content = TEXT "/Span<</ActualText(Quagmire)>>BDC EMC",
	    .kind = IC_FINDING_ALTERNATE_TEXT,
	    .severity = WARNING,
	    .place = IC_PLACE_ACTUAL_TEXT },
	{ .content = TEXT "/Span<</ActualText(pla)>>BDC EMC "
			  "/Span<</ActualText(wordsof)>>BDC EMC",
	    .kind = IC_FINDING_ALTERNATE_TEXT,
	    .severity = NONE },
	{ .catalog = "/StructTreeRoot<</K<</S/Figure/Alt(A quagmire)>>>>",
	    .kind = IC_FINDING_ALTERNATE_TEXT,
	    .severity = NOTICE,
	    .place = IC_PLACE_ALT },
	{ .page = "/Annots[<</Subtype/Text/Rect[9 9 20 20]/Contents(Ask)>>]",
	    .kind = IC_FINDING_COMMENT,
	    .severity = NOTICE,
	    .place = IC_PLACE_ANNOTATION },
	{ .page = "/Annots[<</Subtype/Text/F 2/Rect[9 9 20 20]"
		  "/Contents(Quagmire)>>]",
	    .kind = IC_FINDING_COMMENT,
	    .severity = WARNING,
	    .place = IC_PLACE_ANNOTATION },
	{ .page = "/Annots[<</Subtype/Highlight/Rect[9 9 20 20]/C[1 1 0]"
		  "/QuadPoints[9 20 20 20 9 9 20 9]>>]",
	    .kind = IC_FINDING_COMMENT,
	    .severity = NONE },
	{ .page = "/Annots[<</Subtype/Widget/FT/Tx/F 2/Rect[9 9 90 20]"
		  "/V(Quagmire)>>]",
	    .kind = IC_FINDING_FORM_DATA,
	    .severity = WARNING,
	    .place = IC_PLACE_FIELD },
	{ .page = "/Annots[<</Subtype/Widget/FT/Tx/F 4/Rect[9 9 90 20]"
		  "/V(Quagmire)/AP<</N 6 0 R>>>>]",
	    .six = "",
	    .kind = IC_FINDING_FORM_DATA,
	    .severity = WARNING,
	    .place = IC_PLACE_FIELD },
	{ .page = "/Annots[<</Subtype/Widget/FT/Tx/F 4/Rect[18 145 300 165]"
		  "/V(plainwords)/AP<</N 6 0 R>>>>]",
	    .six = "",
	    .kind = IC_FINDING_FORM_DATA,
	    .severity = NONE },
	{ .catalog = "/OCProperties<</OCGs[7 0 R]/D<</OFF[7 0 R]>>>>",
	    .content = TEXT "/OC/L BDC " NAMES " EMC",
	    .seven = "<</Type/OCG/Name(L)>>",
	    .kind = IC_FINDING_HIDDEN_LAYER,
	    .severity = WARNING,
	    .place = IC_PLACE_NONE },
	{ .catalog = "/OCProperties<</OCGs[7 0 R]/D<</OFF[7 0 R]>>>>",
	    .content = TEXT "/OC/L BDC BT /F 12 Tf 9 9 Td (words) Tj ET EMC",
	    .seven = "<</Type/OCG/Name(L)>>",
	    .kind = IC_FINDING_HIDDEN_LAYER,
	    .severity = NOTICE,
	    .place = IC_PLACE_NONE },
	{ .catalog = "/OCProperties<</OCGs[7 0 R]/D<</ON[7 0 R]>>>>",
	    .content = TEXT "/OC/L BDC " NAMES " EMC",
	    .seven = "<</Type/OCG/Name(L)>>",
	    .kind = IC_FINDING_HIDDEN_LAYER,
	    .severity = NONE },
	{ .catalog = "/OCProperties<</OCGs[7 0 R]/D<<>>>>",
	    .content = TEXT "/OC/L BDC " NAMES " EMC",
	    .seven = "<</Type/OCG/Name(L)/Usage<</View<</ViewState/OFF>>"
		     "/Print<</PrintState/ON>>>>>>",
	    .kind = IC_FINDING_HIDDEN_LAYER,
	    .severity = WARNING,
	    .place = IC_PLACE_NONE },
	{ .catalog = "/OCProperties<</OCGs[7 0 R]/D<<>>>>",
	    .content = TEXT "/OC/L BDC " NAMES " EMC",
	    .seven = "<</Type/OCG/Name(L)/Usage<</Print<</PrintState/OFF>>>>>>",
	    .kind = IC_FINDING_HIDDEN_LAYER,
	    .severity = NOTICE,
	    .place = IC_PLACE_NONE },
	{ .page = "/Annots[<</Subtype/Stamp/F 2/Rect[9 9 90 20]"
		  "/AP<</N 6 0 R>>>>]",
	    .six = "",
	    .kind = IC_FINDING_HIDDEN_LAYER,
	    .severity = NONE },
};

START_TEST(what_lies_beside_the_pages_is_told)
{
	audit_check(&t, &others[_i]);
}
END_TEST

START_TEST(a_cycle_of_objects_ends)
{
	const struct made m = { .catalog = "/Outlines 7 0 R/Names 7 0 R",
		.seven = "<</First 7 0 R/Next 7 0 R/Kids[7 0 R 7 0 R]"
			 "/Parent 7 0 R/A<</S/URI/URI(http://a.test/)>>>>" };

	audit_make(&t, &m);
	ck_assert_uint_eq(audited_count(audited(&t, false), IC_FINDING_LINK),
	    1);
}
END_TEST

START_TEST(many_links_are_one_finding_that_counts_them)
{
	const struct made m = {
		.page = "/Annots[<</Subtype/Link/Rect[0 0 9 9]/A<</S/URI"
			"/URI(http://a.test/)>>>><</Subtype/Link"
			"/Rect[0 0 9 9]/A<</S/URI/URI(http://b.test/)>>>>]"
	};
	const struct ic_findings *f;

	audit_make(&t, &m);
	f = audited(&t, false);
	ck_assert_uint_eq(audited_count(f, IC_FINDING_LINK), 1);
	ck_assert_uint_eq(audited_first(f, IC_FINDING_LINK)->number, 2);
}
END_TEST

/* An Exif whose first directory has one entry, of this tag. */
static void exif(uint8_t hi, uint8_t lo)
{
	uint8_t jpeg[] = { 0xff, 0xd8, 0xff, 0xe1, 0, 34, 'E', 'x', 'i', 'f', 0,
		0, 'M', 'M', 0, 42, 0, 0, 0, 8, 0, 1, hi, lo, 0, 4, 0, 0, 0, 1,
		0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xda };

	testpdf_finish(&t);
	testpdf_begin(&t);
	testpdf_object(&t, "<</Type/Catalog/Pages 2 0 R>>");
	testpdf_object(&t, "<</Type/Pages/Kids[3 0 R]/Count 1>>");
	testpdf_object(&t,
	    "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]"
	    "/Resources<</XObject<</X 4 0 R>>>>>>");
	testpdf_bytes(&t,
	    "/Subtype/Image/Width 1/Height 1/BitsPerComponent 8"
	    "/ColorSpace/DeviceGray/Filter/DCTDecode",
	    jpeg, sizeof(jpeg));
	testpdf_end(&t);
}

START_TEST(a_picture_that_says_where_it_was_taken_is_a_warning)
{
	exif(0x88, 0x25);
	ck_assert_uint_eq(audited_first(audited(&t, false),
			      IC_FINDING_IMAGE_METADATA)
			      ->severity,
	    WARNING);
}
END_TEST

START_TEST(a_picture_that_names_its_camera_is_a_notice)
{
	exif(0x01, 0x0f);
	ck_assert_uint_eq(audited_first(audited(&t, false),
			      IC_FINDING_IMAGE_METADATA)
			      ->severity,
	    NOTICE);
}
END_TEST

#define COUNT(a) ((int)(sizeof(a) / sizeof((a)[0])))

Suite *suite_audit_objects(void)
{
	Suite *s = suite_create("audit_objects");
	TCase *c = tcase_create("audit_objects");

	tcase_add_checked_fixture(c, audited_setup, teardown);
	tcase_add_loop_test(c, what_lies_beside_the_pages_is_told, 0,
	    COUNT(others));
	tcase_add_test(c, a_cycle_of_objects_ends);
	tcase_add_test(c, many_links_are_one_finding_that_counts_them);
	tcase_add_test(c, a_picture_that_says_where_it_was_taken_is_a_warning);
	tcase_add_test(c, a_picture_that_names_its_camera_is_a_notice);
	suite_add_tcase(s, c);
	return s;
}
