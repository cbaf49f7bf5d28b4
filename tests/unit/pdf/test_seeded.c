/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * One table of seeded faults: what is planted, and the judge that must see
 * it. All judges run on each, so the table also shows that none can be left
 * out: each is the only one to see at least one of them.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "against.h"
#include "pdf/document.h"
#include "pdf/judge_content.h"
#include "pdf/structure.h"
#include "plants.h"
#include "suites.h"

enum judge { TILER, QPDF, BOXES, ENDORSEMENT, REST, WORDS, JUDGES };

static const struct {
	const char *name;
	enum ic_proof proof;
} judges[JUDGES] = {
	[TILER] = { "tiler", IC_PROOF_STRUCTURE },
	[QPDF] = { "qpdf", IC_PROOF_STRUCTURE },
	[BOXES] = { "boxes", IC_PROOF_BOXES },
	[ENDORSEMENT] = { "endorsement", IC_PROOF_ENDORSEMENT },
	[REST] = { "rest", IC_PROOF_COLLATERAL },
	[WORDS] = { "words", IC_PROOF_WORDS },
};

static char path[64];
static bool against;      /* what it stands for is open */
static int original = -1; /* the source, where there is one */
static struct ic_slice *plan;

static void setup(void)
{
	int fd;

	snprintf(path, sizeof(path), "/tmp/ic-seeded-XXXXXX");
	fd = mkstemp(path);
	ck_assert_int_ge(fd, 0);
	close(fd);
}

static void teardown(void)
{
	unlink(path);
	if (against) {
		against_close();
		against = false;
	}
	seed_finish(&plant_seed);
	ic_buf_finish(&plant_bytes);
}

struct seeded {
	const char *what;
	enum judge by;
	enum ic_fault fault;
	enum make_fault maker; /* planted by the maker */
	void (*plant)(void);   /* in an object or a content */
	void (*bend)(void);    /* in the bytes */
	const char *source;    /* of which it is made; NULL: of none */
	/* the same, and judged against it or another */
	const struct against_change *change;
	const struct against_layer *layer;
};

#define OBJECT(what_, by_, fault_, plant_) \
	{ \
		.what = what_, .by = by_, .fault = IC_FAULT_##fault_, \
		.plant = plant_ \
	}
#define BYTES(what_, by_, fault_, bend_) \
	{ \
		.what = what_, .by = by_, .fault = IC_FAULT_##fault_, \
		.bend = bend_ \
	}
#define MADE(what_, by_, fault_, maker_) \
	{ \
		.what = what_, .by = by_, .fault = IC_FAULT_##fault_, \
		.maker = maker_ \
	}
/* In a product of PLANT_COVERED; proof 4 sees it, whoever is named. */
#define COVERED(what_, by_, fault_, plant_) \
	{ \
		.what = what_, .by = by_, .fault = IC_FAULT_##fault_, \
		.source = PLANT_COVERED, .plant = plant_ \
	}

static const struct seeded table[] = {
	OBJECT("a byte between two objects", TILER, BYTES, plant_gap),
	BYTES("bytes after the end", TILER, BYTES, plant_bytes_after),
	BYTES("another header", TILER, BYTES, plant_binary_mark),
	BYTES("a second revision", TILER, REVISION, plant_revision),
	BYTES("a wrong offset in the table", TILER, XREF, plant_offset),
	BYTES("a free entry in the table", TILER, XREF, plant_free_entry),
	BYTES("a wrong /ID", TILER, ID, plant_wrong_id),
	BYTES("an Info dictionary", TILER, SYNTAX, plant_info),
	OBJECT("a value spelt otherwise", TILER, SYNTAX, plant_second_spelling),
	OBJECT("a comment in an object", TILER, SYNTAX, plant_comment),
	OBJECT("a repeated key", TILER, SYNTAX, plant_repeated_key),
	OBJECT("bytes behind a deflated picture", BOXES, STREAM,
	    plant_behind_deflate),
	OBJECT("a line's end behind a deflated picture", BOXES, STREAM,
	    plant_line_behind_deflate),
	OBJECT("a row below the picture's height", BOXES, STREAM,
	    plant_rows_below),
	OBJECT("bytes behind a JPEG's end", BOXES, STREAM, plant_behind_jpeg),
	OBJECT("bytes behind a JPEG 2000's end", TILER, STREAM,
	    plant_behind_jpx),
	OBJECT("bytes in a JPEG 2000", TILER, STREAM, plant_in_jpx),
	OBJECT("bytes behind a G4's end", BOXES, STREAM, plant_behind_g4),
	OBJECT("rows below a G4's height", BOXES, STREAM, plant_rows_below_g4),
	OBJECT("an object that nothing refers to", QPDF, ORPHAN, plant_orphan),
	OBJECT("a /Metadata stream", QPDF, KEY, plant_metadata),
	OBJECT("a /CropBox", QPDF, KEY, plant_crop_box),
	OBJECT("an /Annots array", QPDF, KEY, plant_annotation),
	OBJECT("a soft mask", QPDF, KEY, plant_soft_mask),
	OBJECT("an inverting /Decode", QPDF, KEY, plant_inverted),
	OBJECT("one picture on two pages", QPDF, VALUE, plant_shared_picture),
	OBJECT("two pictures on a page", QPDF, OPERATOR, plant_two_pictures),
	OBJECT("no picture on a page", QPDF, IMAGE, plant_no_picture),
	OBJECT("a clip", QPDF, OPERATOR, plant_operator),
	OBJECT("an /ActualText", QPDF, OPERATOR, plant_marked_content),
	OBJECT("another text font", QPDF, STREAM, plant_text_font),
	OBJECT("a page more than planned", QPDF, PAGES, plant_extra_page),
	MADE("a gray box", BOXES, BOX_COLOR, MAKE_GRAY_BOX),
	MADE("a wrong pixel in a box", BOXES, BOX_COLOR, MAKE_WRONG_PIXEL),
	OBJECT("a wrong pixel at a box's edge", BOXES, BOX_COLOR,
	    plant_edge_pixel),
	OBJECT("a box in a JPEG too light", BOXES, BOX_COLOR, plant_gray_jpeg),
	OBJECT("a box in a JPEG 2000 one too light", BOXES, BOX_COLOR,
	    plant_gray_jpx),
	OBJECT("a picture out of its place", BOXES, IMAGE, plant_moved_picture),
	OBJECT("a mirrored picture", BOXES, BOX_COLOR, plant_mirrored_picture),
	MADE("a character in a box", BOXES, BOX_GLYPH, MAKE_GLYPH_IN_BOX),
	MADE("an invisible character in a box", BOXES, BOX_GLYPH,
	    MAKE_HIDDEN_GLYPH_IN_BOX),
	OBJECT("invisible words on blank paper", BOXES, LAYER,
	    plant_on_blank_paper),
	OBJECT("invisible words off the page", BOXES, LAYER, plant_off_page),
	MADE("a wrong label", BOXES, BOX_LABEL, MAKE_WRONG_LABEL),
	OBJECT("a label that lacks a letter", BOXES, BOX_LABEL,
	    plant_label_lies),
	OBJECT("no label", BOXES, BOX_LABEL, plant_label_missing),
	OBJECT("a picture below a whole-page box", BOXES, IMAGE,
	    plant_plan_is_whole),
	MADE("a wrong number", ENDORSEMENT, NUMBER_WRONG, MAKE_NUMBER_WRONG),
	MADE("no number", ENDORSEMENT, NUMBER_MISSING, MAKE_NUMBER_MISSING),
	MADE("a number twice", ENDORSEMENT, NUMBER_TWICE, MAKE_NUMBER_TWICE),
	MADE("a number out of its place", ENDORSEMENT, NUMBER_PLACE,
	    MAKE_NUMBER_MOVED),
	MADE("a number in the picture's black", ENDORSEMENT, NUMBER_UNREADABLE,
	    MAKE_NUMBER_BURIED),
	OBJECT("a white number", ENDORSEMENT, NUMBER_UNREADABLE,
	    plant_number_white),
	OBJECT("a number of one point", ENDORSEMENT, NUMBER_UNREADABLE,
	    plant_number_small),
	OBJECT("a number below a plate", ENDORSEMENT, NUMBER_UNREADABLE,
	    plant_under_a_plate),
	OBJECT("a number that reads right and looks wrong", ENDORSEMENT,
	    NUMBER_WRONG, plant_unicode_lies),
	OBJECT("a number in two parts", ENDORSEMENT, NUMBER_WRONG,
	    plant_number_spread),
	MADE("no legend", ENDORSEMENT, LEGEND, MAKE_LEGEND_MISSING),
	OBJECT("a wrong legend", ENDORSEMENT, LEGEND, plant_legend_wrong),
	OBJECT("a letter in the font that no page shows", ENDORSEMENT, FONT,
	    plant_letter_more),
	OBJECT("words that nobody planned", ENDORSEMENT, NUMBER_WRONG,
	    plant_stray),
	MADE("a page of another size", ENDORSEMENT, PAGE_SIZE, MAKE_PAGE_SIZE),
	OBJECT("a page fewer than planned", ENDORSEMENT, PAGES,
	    plant_missing_page),
	COVERED("a covered word in the layer elsewhere", REST, LAYER_TEXT,
	    plant_covered_in_layer),
	COVERED("a covered word where the source hides it", WORDS, WORD,
	    plant_covered_and_unseen),
	COVERED("a covered word as a string of the content", QPDF, OPERATOR,
	    plant_covered_in_string),
	COVERED("a covered word in pieces of one operator", QPDF, OPERATOR,
	    plant_covered_in_pieces),
	COVERED("a covered word in a content's comment", QPDF, OPERATOR,
	    plant_covered_in_comment),
	COVERED("a covered word in a colour profile", QPDF, VALUE,
	    plant_covered_in_profile),
	COVERED("a covered word in ToUnicode", QPDF, STREAM,
	    plant_covered_in_cmap),
	COVERED("a covered word in UTF-16 digits", QPDF, KEY,
	    plant_covered_in_utf16),
	COVERED("a covered word as a picture's name", QPDF, KEY,
	    plant_covered_in_name),
	COVERED("a covered word in a code stream", QPDF, ORPHAN,
	    plant_covered_in_jpeg),
};

#define OWN (sizeof(table) / sizeof(*table))
#define SEEDED (OWN + AGAINST_CHANGES + AGAINST_LAYERS)

/* After the table's own rows come those that need a source. */
static struct seeded row(size_t i)
{
	struct seeded s = { .by = REST, .fault = IC_FAULT_COLLATERAL };

	if (i < OWN) {
		return table[i];
	}
	i -= OWN;
	if (i < AGAINST_CHANGES) {
		s.change = &against_changes[i];
		s.what = s.change->name;
		return s;
	}
	s.layer = &against_layers[i - AGAINST_CHANGES];
	s.what = s.layer->name;
	s.fault = IC_FAULT_LAYER_TEXT;
	return s;
}

/* A page of a source, and the source against which it is judged. */
static void plant_against(const struct seeded *s)
{
	const char *is = s->change ? s->change->before
	    : s->layer             ? s->layer->content
				   : s->source;
	int from = against_source(AGAINST_LETTER,
	    s->change ? s->change->after : is);

	if (!against) {
		against_open();
		against = true;
	}
	against_made.slice.dpi = 200;
	plan = &against_made.slice;
	original = against_source(AGAINST_LETTER, is);
	against_make(from);
	close(from);
	seed_finish(&plant_seed);
	seed_load(&plant_seed, against_path);
	if (s->layer) {
		s->layer->plant();
	} else if (s->plant) {
		s->plant();
	}
	seed_write(&plant_seed, &plant_bytes);
	seed_save(&plant_bytes, path);
}

static void plant(const struct seeded *s)
{
	if (s->change || s->layer || s->source) {
		plant_against(s);
		return;
	}
	plan = &plant_made.slice;
	make_slice(&plant_made, 2, false);
	plant_made.slice.plate = s->plant == plant_under_a_plate;
	make_file(&plant_made, s->maker, path);
	seed_finish(&plant_seed);
	seed_load(&plant_seed, path);
	if (s->plant) {
		s->plant();
	}
	seed_write(&plant_seed, &plant_bytes);
	if (s->bend) {
		s->bend();
	}
	seed_save(&plant_bytes, path);
}

/* Two proofs come from one pass. */
static void hear_against(void *user, const struct ic_reply *r)
{
	struct said *said = user;
	bool words = r->kind == IC_REPLY_PROOF &&
	    r->u.proof.proof == IC_PROOF_WORDS;

	said_hear(words ? &said[WORDS] : &said[REST], r);
}

/* As the second of its processes does. */
static void judge_against(struct ic_document *doc, struct said said[JUDGES])
{
	struct ic_document source;

	ck_assert_int_eq(ic_document_open(&source, original, ""),
	    IC_REASON_NONE);
	ic_judge_content(doc, &source, plan, hear_against, said);
	ic_document_close(&source);
	close(original);
	original = -1;
}

/* As the content judge's role does: a file that needs repair is refused. */
static void open_and_judge(struct said said[JUDGES])
{
	struct ic_document doc;
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	enum ic_reason why;

	ck_assert_int_ge(fd, 0);
	why = ic_document_open(&doc, fd, "");
	if (why != IC_REASON_NONE || doc.notes != 0) {
		for (int j = BOXES; j <= ENDORSEMENT; j++) {
			said[j] = (struct said){ .faults = 1,
				.fault = IC_FAULT_UNREADABLE,
				.proof = judges[j].proof };
		}
	} else {
		ic_judge_boxes(&doc, plan, said_hear, &said[BOXES]);
		ic_judge_endorsements(&doc, plan, said_hear,
		    &said[ENDORSEMENT]);
		if (original >= 0) {
			judge_against(&doc, said);
		}
	}
	if (why == IC_REASON_NONE) {
		ic_document_close(&doc);
	}
	close(fd);
}

static void judge_all(struct said said[JUDGES])
{
	struct ic_window file;

	memset(said, 0, JUDGES * sizeof(*said));
	ic_window_over(&file, plant_bytes.data, plant_bytes.len);
	ic_tiler_judge(&file, plan, said_hear, &said[TILER]);
	ic_qpdf_judge(plant_bytes.data, plant_bytes.len, plan, said_hear,
	    &said[QPDF]);
	open_and_judge(said);
}

static void print_row(const struct seeded *s, const struct said said[JUDGES])
{
	printf("# seeded: %-42s %-11s %s\n", s->what, judges[s->by].name,
	    ic_fault_sentence((enum ic_fault)said[s->by].fault));
	fflush(stdout);
}

START_TEST(every_seeded_fault_is_caught_by_the_judge_it_is_for)
{
	struct seeded it = row((size_t)_i), *s = &it;
	struct said said[JUDGES];

	plant(s);
	judge_all(said);
	print_row(s, said);
	ck_assert_msg(said[s->by].faults > 0, "%s: not caught by %s", s->what,
	    judges[s->by].name);
	ck_assert_msg(said[s->by].fault == s->fault, "%s: %s, wanted %s",
	    s->what, ic_fault_sentence((enum ic_fault)said[s->by].fault),
	    ic_fault_sentence(s->fault));
	ck_assert_uint_eq(said[s->by].proof, judges[s->by].proof);
	if (s->source) {
		ck_assert_msg(said[WORDS].fault == IC_FAULT_WORD,
		    "%s: not caught by words", s->what);
	}
}
END_TEST

START_TEST(without_any_one_judge_a_seeded_fault_gets_through)
{
	unsigned alone[JUDGES] = { 0 };

	for (size_t i = 0; i < SEEDED; i++) {
		struct said said[JUDGES];
		struct seeded s = row(i);
		unsigned by = 0, saw = 0;

		plant(&s);
		judge_all(said);
		for (unsigned j = 0; j < JUDGES; j++) {
			if (said[j].faults > 0) {
				by = j;
				saw++;
			}
		}
		ck_assert_uint_gt(saw, 0);
		alone[by] += saw == 1;
	}
	for (unsigned j = 0; j < JUDGES; j++) {
		printf("# seeded: without %s %u of %zu get through\n",
		    judges[j].name, alone[j], SEEDED);
		ck_assert_msg(alone[j] > 0, "%s", judges[j].name);
	}
	fflush(stdout);
}
END_TEST

START_TEST(the_same_files_without_a_fault_pass)
{
	static const struct seeded clean[] = {
		{ .what = "as written" },
		{ .what = "as JPEG", .plant = plant_clean_jpeg },
		{ .what = "as JPEG 2000", .plant = plant_clean_jpx },
		{ .what = "as G4", .plant = plant_clean_g4 },
		{ .what = "of a source", .source = PLANT_COVERED },
	};

	for (size_t i = 0; i < sizeof(clean) / sizeof(*clean); i++) {
		struct said said[JUDGES];

		plant(&clean[i]);
		judge_all(said);
		for (int j = 0; j < JUDGES; j++) {
			ck_assert_msg(said[j].faults == 0, "%s: %s: %s",
			    clean[i].what, judges[j].name,
			    ic_fault_sentence((enum ic_fault)said[j].fault));
		}
	}
}
END_TEST

Suite *suite_seeded(void)
{
	Suite *s = suite_create("seeded");
	TCase *t = tcase_create("seeded");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_set_timeout(t, 400);
	tcase_add_loop_test(t,
	    every_seeded_fault_is_caught_by_the_judge_it_is_for, 0,
	    (int)SEEDED);
	if (IC_EACH(2) == 1) { /* the same faults, counted */
		tcase_add_test(t,
		    without_any_one_judge_a_seeded_fault_gets_through);
	}
	tcase_add_test(t, the_same_files_without_a_fault_pass);
	suite_add_tcase(s, t);
	return s;
}
