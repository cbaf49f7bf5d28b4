/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What the attorney reads at 2 a.m.: erroneous specs and the whole message
 * that each gives, at its line and column.
 */
#include "core/spec.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "spec_fixture.h"
#include "suites.h"

/* A redaction of HEAD's, in line 5: the first 4 columns are "  - ". */
#define R(body) HEAD "redactions:\n  - { " body " }\n"
/* A document in line 4, beside b.pdf. */
#define DOCS(entry) \
	"bates: { prefix: COE }\ncodes: { PII: { basis: x } }\n" \
	"documents: [b.pdf,\n    " entry "]\n"
#define AT "bates: COE000001, "
#define PII ", code: PII"

static const struct {
	const char *spec;
	const char *said; /* the one error */
} one_error[] = {
	/* The whole */
	{ "", "the spec is empty" },
	{ "# nothing\n", "the spec is empty" },
	{ "{}\n", "the spec is empty" },
	{ "bates: {}\ndocuments: [a.pdf]\n",
	    "1:8: \"bates\" has no \"prefix\": write the "
	    "letters that stand before the digits" },
	{ "- a\n", "1:1: the spec must be keys with values, like matter: ..." },
	{ "COE\n", "1:1: the spec must be keys with values, like matter: ..." },
	{ "documents: [a.pdf]\n",
	    "the spec has no \"bates\": write how pages "
	    "are numbered, like bates: { prefix: COE }" },
	{ "bates: { prefix: COE }\n", "the spec has no \"documents\"" },
	{ HEAD "documents: [c.pdf]\n",
	    "4:1: \"documents\" stands here twice, "
	    "first in line 2: remove one" },
	{ HEAD "Unit: mm\n",
	    "4:1: the spec has no key \"Unit\": did you mean "
	    "\"units\"?" },
	{ HEAD "xyzzy: mm\n", "4:1: the spec has no key \"xyzzy\"" },
	{ HEAD "? [a, b]\n: c\n", "4:3: the spec has a key that is no word" },
	{ HEAD "matter: [x]\n",
	    "4:9: \"matter\" must be one value, not a list" },
	{ HEAD "matter: \"a\\x1b[2J\"\n",
	    "4:9: \"matter\" holds a control character: remove it" },
	{ HEAD "units: cm\n", "4:8: \"units\" must be pt, in or mm" },
	{ HEAD "engine: vector\n", "4:9: \"engine\" must be auto or raster" },

	/* Numbers and their look */
	{ "bates: COE\ndocuments: [a.pdf]\n",
	    "1:8: \"bates\" must be keys "
	    "with values, like prefix: ..." },
	{ "bates: { digits: 6 }\ndocuments: [a.pdf]\n",
	    "1:8: \"bates\" has "
	    "no \"prefix\": write the letters that stand before the digits" },
	{ "bates: { prefix: COE2 }\ndocuments: [a.pdf]\n",
	    "1:18: the Bates "
	    "prefix \"COE2\" ends in a digit, so that nobody can tell where "
	    "the number begins: end it with a letter, -, _ or ." },
	{ "bates: { prefix: 'C/E' }\ndocuments: [a.pdf]\n",
	    "1:18: character 2 "
	    "of a Bates prefix cannot stand in a file name: use letters, "
	    "digits, blank, - _ and ." },
	{ "bates: { prefix: COE }\nprefixes: [ABC, coe]\ndocuments: [a.pdf]\n",
	    "2:17: the Bates prefixes \"COE\" and \"coe\" are the same but for "
	    "case or blanks: declare one" },
	{ "bates: { prefix: COE, digits: 0 }\ndocuments: [a.pdf]\n",
	    "1:31: "
	    "\"digits\" must be a whole number from 1 to 18" },
	{ "bates: { prefix: COE, digits: 19 }\ndocuments: [a.pdf]\n",
	    "1:31: "
	    "\"digits\" must be a whole number from 1 to 18" },
	{ "bates: { prefix: COE, start: -1 }\ndocuments: [a.pdf]\n",
	    "1:30: "
	    "\"start\" must be a whole number of at most 18 digits, or "
	    "next, to go on after what was produced before" },
	{ "bates: { prefix: COE, digits: 3, start: 1000 }\n"
	  "documents: [a.pdf]\n",
	    "1:41: \"start\" needs 4 digits, and \"digits\" is 3" },
	{ "bates: { prefix: COE, size: 3 }\ndocuments: [a.pdf]\n",
	    "1:29: \"size\" must be from 5 to 72 points" },
	{ "bates: { prefix: COE, margin: 1 cm }\ndocuments: [a.pdf]\n",
	    "1:31: \"margin\" is not a number" },
	{ "bates: { prefix: COE, position: bottom }\ndocuments: [a.pdf]\n",
	    "1:33: \"position\" must be top-left, top-center, top-right, "
	    "bottom-left, bottom-center or bottom-right" },
	{ "bates: { prefix: COE, on_conflict: plat }\ndocuments: [a.pdf]\n",
	    "1:36: \"on_conflict\" must be shrink or plate: did you mean "
	    "\"plate\"?" },
	{ HEAD "prefixes: []\n",
	    "4:11: \"prefixes\" is an empty list: give it "
	    "a value, or leave it out" },
	{ HEAD "legend: CONFIDENTIAL\n",
	    "4:9: \"legend\" must be none, or "
	    "text and position: { text: \"...\", position: bottom-left }" },
	{ HEAD "legend: { position: top-left }\n",
	    "4:9: \"legend\" has no "
	    "\"text\": write none if there is to be no legend" },
	{ HEAD "legend: { text: C, position: bottom-right }\n",
	    "4:9: the "
	    "legend and the numbers have the same \"position\": move one" },
	{ HEAD "raster: { dpi: 50 }\n",
	    "4:16: \"dpi\" must be a whole number from 72 to 1200" },
	{ HEAD "raster: { color: grey }\n",
	    "4:18: \"color\" must be auto, "
	    "bilevel, gray or color: did you mean \"gray\"?" },
	{ HEAD "boxes: { fill: red }\n",
	    "4:16: \"fill\" must be black or white" },
	{ HEAD "boxes: { label: codes }\n",
	    "4:17: \"label\" must be none or "
	    "code: did you mean \"code\"?" },

	/* Slip sheets */
	{ DOCS("{ file: a.pdf, withhold: true }"),
	    "4:5: a withheld document needs \"code\", the ground on which it is "
	    "withheld" },
	{ DOCS("{ file: a.pdf, withhold: yes, code: PII }"),
	    "4:30: \"withhold\" must be false or true" },
	{ DOCS("{ withhold: true, code: PII }"),
	    "4:5: a document has no \"file\"" },
	{ DOCS("{ file: a.pdf, withhold: true, code: PIL }"),
	    "4:42: \"codes\" declares no such code: did you mean \"PII\"?" },
	{ DOCS("{ file: a.pdf, code: PII }"),
	    "4:5: \"code\" says why a document is withheld: write withhold: "
	    "true beside it, or remove it" },
	{ DOCS("{ file: a.pdf, sheets: page }"),
	    "4:5: \"sheets\" is for a withheld document: write withhold: true "
	    "beside it, or remove it" },
	{ DOCS("{ file: a.pdf, withhold: true, code: PII, sheets: pages }"),
	    "4:55: \"sheets\" must be document or page: did you mean "
	    "\"page\"?" },
	{ DOCS("{ placeholder: x, native: a.mp4, withhold: true, code: PII }"),
	    "4:5: a document is withheld or produced as a native file: leave "
	    "out \"withhold\", or \"placeholder\" and \"native\"" },
	{ DOCS("{ file: a.pdf, withhold: true, code: PII, unreadable: true }"),
	    "4:5: \"unreadable\" is for a document that would else be drawn: "
	    "leave it out, or \"withhold\", \"placeholder\" and "
	    "\"native\"" },
	{ DOCS("{ native: a.mp4 }"),
	    "4:5: \"native\" needs \"placeholder\", what the page says that "
	    "stands for the file" },
	{ DOCS("{ placeholder: Native }"),
	    "4:5: \"placeholder\" needs \"native\", the file that it stands "
	    "for" },
	{ DOCS("{ placeholder: \"\", native: a.mp4 }"),
	    "4:20: \"placeholder\" is empty: write what the page says, such as "
	    "\"Produced in native format\"" },
	{ DOCS("{ file: a.pdf, placeholder: x, native: a.mp4 }"),
	    "4:5: a placeholder stands for the file that \"native\" names: "
	    "remove \"file\"" },
	{ DOCS("{ placeholder: x, native: a.mp4, stamped: true, "
	       "bates: COE000001 }"),
	    "4:5: a placeholder is a page of this program's making, which "
	    "bears no number yet: remove \"stamped\"" },
	{ DOCS("{ placeholder: x, native: a.mp4, password_env: PW }"),
	    "4:5: a native file is not opened: remove its password" },
	{ DOCS("{ placeholder: x, native: a.mp4, code: PII }"),
	    "4:5: \"code\" says why a document is withheld: write withhold: "
	    "true beside it, or remove it" },
	{ DOCS("{ placeholder: x, native: video }"),
	    "4:31: the name of \"native\" ends in no extension of letters and "
	    "digits, which its new name would end with: rename the file, like "
	    "video.mp4" },
	{ DOCS("{ placeholder: x, native: b.pdf }"),
	    "4:5: the same file is a document in line 3: name each file once" },
	{ HEAD "on_unreadable: ignore\n",
	    "4:16: \"on_unreadable\" must be stop or slip-sheet" },

	/* Documents */
	{ "bates: { prefix: COE }\ndocuments: []\n",
	    "2:12: \"documents\" is "
	    "an empty list: name the files to be produced" },
	{ "bates: { prefix: COE }\ndocuments: [a.pdf, '']\n",
	    "2:20: "
	    "\"documents\" is empty: give it a value, or leave it out" },
	{ "bates: { prefix: COE }\ndocuments: [x/a.pdf, x//./a.pdf]\n",
	    "2:22: the same file is a document in line 2: name each file "
	    "once" },
	{ "bates: { prefix: COE }\ndocuments: [{ bates: COE000001 }]\n",
	    "2:13: a document has no \"file\"" },
	{ "bates: { prefix: COE }\ndocuments: [{ file: a.pdf, bates: 5 }]\n",
	    "2:35: \"5\" has no prefix, as a spreadsheet may leave it: write "
	    "it whole, with COE and all its zeros" },
	{ "bates: { prefix: COE }\n"
	  "documents: [{ file: a.pdf, stamped: true }]\n",
	    "2:13: a stamped "
	    "document needs \"bates\", the number that its first page bears" },
	{ "bates: { prefix: COE }\ndocuments: [{ file: a.pdf, stamped: yes "
	  "}]\n",
	    "2:37: \"stamped\" must be false or true" },
	{ "bates: { prefix: COE }\ndocuments: [{ file: a.pdf, password: pw "
	  "}]\n",
	    "2:28: a document has no key \"password\": did you mean "
	    "\"password_file\"?" },
	{ "bates: { prefix: COE }\ndocuments: [{ file: a.pdf, password_env: "
	  "'my pw' }]\n",
	    "2:42: \"password_env\" must be the name of an "
	    "environment variable, not the password: letters, digits and _" },
	{ "bates: { prefix: COE }\ndocuments: [{ file: a.pdf, password_env: P,"
	  " password_file: p }]\n",
	    "2:13: a document has \"password_file\" "
	    "and \"password_env\": leave one out" },

	/* Codes */
	{ HEAD "codes: { X: { } }\n",
	    "4:1: \"codes\" stands here twice, "
	    "first in line 3: remove one" },
	{ "bates: { prefix: COE }\ndocuments: [a.pdf]\ncodes:\n  A: {}\n"
	  "  A: {}\n",
	    "5:3: code \"A\" stands here twice, first in line 4: remove one" },
	{ "bates: { prefix: COE }\ndocuments: [a.pdf]\ncodes: { 'A,B': {} }\n",
	    "3:10: a code is of printable ASCII without comma, semicolon and "
	    "double quote, since boxes bear it" },
	{ "bates: { prefix: COE }\ndocuments: [a.pdf]\ncodes: [A]\n",
	    "3:8: \"codes\" must be names with their text and basis, like "
	    "PII: { text: \"...\", basis: \"...\" }" },
	{ "bates: { prefix: COE }\ndocuments: [a.pdf]\ncodes: { A: x }\n",
	    "3:13: a code must be keys with values, like text: ..." },

	/* Redactions */
	{ HEAD "redactions: { }\n",
	    "4:13: \"redactions\" must be a list, each "
	    "in a line of its own after \"- \"" },
	{ HEAD "redactions: [x]\n",
	    "4:14: a redaction must be keys with "
	    "values, like { bates: COE000003, rect: whole, code: PII }" },
	{ R("rect: whole" PII),
	    "5:5: a redaction names no page: give it "
	    "\"bates\", or \"file\" and \"page\"" },
	{ R(AT "file: a.pdf, page: 1, rect: whole" PII),
	    "5:5: a redaction has "
	    "\"bates\" and \"file\": leave one out" },
	{ R(AT "page: 1, rect: whole" PII),
	    "5:5: a redaction has \"bates\" "
	    "and \"page\": pages are named by one of them" },
	{ R("file: a.pdf, rect: whole" PII),
	    "5:5: a redaction with \"file\" needs \"page\"" },
	{ R("file: c.pdf, page: 1, rect: whole" PII),
	    "5:13: no document has "
	    "this file: write it as \"documents\" does" },
	{ R(AT "code: PII"),
	    "5:5: a redaction has no \"rect\": give [left, "
	    "top, right, bottom], or whole, or \"lines\", \"cite\" or "
	    "\"keep\"" },
	{ R(AT "rect: whole"),
	    "5:5: a redaction has no \"code\": say why it is made" },
	{ R("bates: COE000001-COE, rect: whole" PII),
	    "5:14: \"COE000001-COE\""
	    ": no digits follow the prefix: write the whole number" },
	{ R("bates: COE000009-3, rect: whole" PII),
	    "5:14: \"COE000009-3\": "
	    "the range runs backwards: write the lower number first" },
	{ R("bates: 2026-03-12, rect: whole" PII),
	    "5:14: \"2026-03-12\" is a "
	    "date: a spreadsheet makes dates of numbers; format the column as "
	    "text and write the Bates number with its prefix" },
	{ R("file: a.pdf, page: 0, rect: whole" PII),
	    "5:26: \"page\" holds 0: "
	    "a document's first page is 1, whatever is printed on it" },
	{ R("file: a.pdf, page: 3-2, rect: whole" PII),
	    "5:26: \"page\" runs "
	    "backwards from 3 to 2: write the lower number first" },
	{ R("file: a.pdf, page: 'all', rect: whole" PII),
	    "5:26: \"page\" must "
	    "be page numbers from 1, like 3, 2-3 or 1,4-6" },
	{ R("file: a.pdf, page: 1-, rect: whole" PII),
	    "5:26: \"page\" must be "
	    "page numbers from 1, like 3, 2-3 or 1,4-6" },
	{ R("file: a.pdf, page: 1000001, rect: whole" PII),
	    "5:26: \"page\" holds a number above 1000000" },
	{ R(AT "rect: Whole" PII),
	    "5:31: \"rect\" must be whole, or the four "
	    "numbers [left, top, right, bottom]" },
	{ R(AT "rect: [1, 2, 3]" PII),
	    "5:31: \"rect\" must be whole, or the "
	    "four numbers [left, top, right, bottom]: here are 3" },
	{ R(AT "rect: [1,5, 2, 3, 4]" PII),
	    "5:31: \"rect\" must be whole, or "
	    "the four numbers [left, top, right, bottom]: here are 5" },
	{ R(AT "rect: [1, 2, 3, [4]]" PII),
	    "5:41: number 4 of \"rect\" is not a number" },
	{ R(AT "rect: [1, 2, 3, 1e3]" PII),
	    "5:41: number 4 of \"rect\" has an "
	    "exponent: write the number out" },
	{ R(AT "rect: ['1,5', 2, 3, 4]" PII),
	    "5:32: number 1 of \"rect\" has "
	    "a decimal comma: write a point" },
	{ R(AT "rect: [1, 2, 3, .inf]" PII),
	    "5:41: number 4 of \"rect\" is not a number" },
	{ R(AT "rect: [0x1, 2, 3, 4]" PII),
	    "5:32: number 1 of \"rect\" is not a number" },
	{ R(AT "rect: [1, 2, 3, 99999999999]" PII),
	    "5:41: number 4 of \"rect\" is larger than any page" },
	{ R(AT "rect: [1, 2, 3, 1000001]" PII),
	    "5:31: number 4 of the "
	    "rectangle is larger than any page" },
	{ R(AT "rect: [3, 2, 1, 4]" PII),
	    "5:31: the rectangle is inverted: "
	    "write left, top, right, bottom, counted from the top left corner "
	    "of the page" },
	{ R(AT "rect: [1, 2, 1.0001, 4]" PII),
	    "5:31: the rectangle is empty: "
	    "its left and right are the same" },
	{ R(AT "rect: [1, 2, 3, 2]" PII),
	    "5:31: the rectangle is empty: its "
	    "top and bottom are the same" },
	{ R(AT "rect: whole, code: [PII, XY]"),
	    "5:50: \"codes\" declares no such code" },
	{ R(AT "rect: whole, code: pii"),
	    "5:44: \"codes\" declares no such "
	    "code: did you mean \"PII\"?" },
	{ R(AT "rect: whole, code: []"),
	    "5:44: \"code\" is an empty list: "
	    "give it a value, or leave it out" },
	{ R(AT "rect: whole, code: 'PII,'"),
	    "5:44: a code is missing: write "
	    "one, or leave out the comma beside it" },
	{ R(AT "rect: whole, code: "),
	    "5:38: \"code\" is empty: give it a value, or leave it out" },
	{ R(AT "id: 'R 1', rect: whole" PII),
	    "5:29: an id holds no blank, "
	    "comma, semicolon, quote or control character: the log bears it" },
	{ R(AT "id: '', rect: whole" PII), "5:29: an id has 1 to 64 bytes" },
	{ R(AT "status: drawn, rect: whole" PII),
	    "5:33: \"status\" must be "
	    "proposed, candidate, agreed, objected, granted, modified, denied "
	    "or withdrawn" },
	{ R(AT "rect: whole, id: A" PII) "  - { " AT "rect: whole, id: A" PII
					 " }\n",
	    "6:42: id \"A\" stands twice, first in s.yaml, line 5: an "
	    "id names one redaction" },
	{ R(AT "rect: whole, code: PII, code: IA"),
	    "5:49: \"code\" stands "
	    "here twice, first in line 5: remove one" },
	{ R(AT "rect: whole, nots: ask JS" PII),
	    "5:38: a redaction has no key "
	    "\"nots\": did you mean \"note\"?" },
	{ R(AT "rect: whole, note ask JS" PII),
	    "5:38: a redaction has no such "
	    "key: a colon and a blank stand between a key and its value, and "
	    "text that holds a comma must be quoted" },
	{ R(AT "rect: whole, note: ask, Weatherby: now" PII),
	    "5:49: a redaction has no "
	    "such key: a colon and a blank stand between a key and its value, "
	    "and text that holds a comma must be quoted" },
	{ R(AT "rect: whole, note: ask, JS" PII),
	    "5:49: a redaction has no "
	    "such key: a colon and a blank stand between a key and its value, "
	    "and text that holds a comma must be quoted" },

	/* YAML that a spec does without */
	{ HEAD "matter: &x y\n",
	    "4:12: anchors (&) are not accepted in a "
	    "spec: write the value out, or quote it if it is text" },
	{ HEAD "matter: *x\n",
	    "4:10: aliases (*) are not accepted in a spec: "
	    "write the value out, or quote it if it is text" },
	{ HEAD "matter: !!str y\n",
	    "4:15: tags (!) are not accepted in a "
	    "spec: every value is text as it stands; quote it if it begins "
	    "with !" },
	{ R(AT "rect: whole, note: !!binary aGk=" PII),
	    "5:53: tags (!) are "
	    "not accepted in a spec: every value is text as it stands; quote "
	    "it if it begins with !" },
	{ HEAD "---\n" HEAD,
	    "4:1: a second YAML document begins here: a spec "
	    "is one document" },
	{ HEAD "...\nmatter: x\n",
	    "5:1: a second YAML document begins here: "
	    "a spec is one document" },
	{ "%YAML 1.1\n---\n" HEAD,
	    "2:1: directives (%) are not accepted in a "
	    "spec: remove the line" },
	{ HEAD "matter: [[[[[[[[[[[[[[[[[[x]]]]]]]]]]]]]]]]]]\n",
	    "4:24: lists "
	    "and mappings are nested deeper than a spec needs" },
	{ "\xff\xfe"
	  "b\0",
	    "the spec is UTF-16 text: save it as UTF-8" },
	{ "PK\3\4...",
	    "this is a ZIP file or a word processor's document, "
	    "not a spec: save it as plain text in UTF-8" },
	{ "%PDF-1.7\n", "this is a PDF file, not a spec" },
	{ HEAD "matter: caf\xe9 x\n",
	    "4:12: a byte here is not UTF-8: save the spec as UTF-8" },
	{ HEAD "matter: a\x1b[2J\n",
	    "4:10: a control character stands here: remove it" },

	/* YAML that is none: only that error, whatever else is wrong */
	{ HEAD "xyzzy: 1\nmatter:\n\tx: y\n",
	    "6:1: a tab stands where only "
	    "blanks may: indent with blanks" },
	{ HEAD "xyzzy: 1\nmatter: \"x\n",
	    "5:10: a quote is opened here and "
	    "not closed" },
	{ HEAD "xyzzy: 1\nmatter: Roe v. County: the case\n",
	    "5:22: a second "
	    "colon on one line: put text that holds a colon and a blank in "
	    "quotes" },
	{ HEAD "prefixes: [COE, ABC\n",
	    "5:1: a ] is missing; it was opened "
	    "in line 4, column 11" },
	{ HEAD "raster: { dpi: 300\nunits: pt\n",
	    "5:6: a comma or a closing ] "
	    "or } is missing; it was opened in line 4, column 9" },
	{ HEAD "raster: { dpi: 300 ]\n",
	    "4:20: a ] or } stands where the "
	    "other one belongs; it was opened in line 4, column 9" },
	{ HEAD "matter: 'it's'\n",
	    "4:13: the value goes on after its closing "
	    "quote: quotes within a value are doubled in '...', or written "
	    "\\\" in \"...\"" },
	{ HEAD "matter: x\nunits\n",
	    "5:1: the line is not like the keys "
	    "above it: a colon and a blank must follow a key" },
	{ HEAD "matter: - x\n",
	    "4:9: a list begins in a line of its own: put "
	    "text that begins with \"- \" in quotes" },
	{ HEAD "matter: x\n  units: pt\n",
	    "4:9: a value runs on into a "
	    "line that looks like a key: indent the keys of a mapping alike, "
	    "and quote text that holds a colon and a blank" },
	{ HEAD "boxes:\n  fill: black\n label: code\n",
	    "6:2: the "
	    "indentation fits no line above" },
	{ HEAD "matter: @x\n",
	    "4:9: a value cannot begin with this character: "
	    "put it in quotes" },
	{ HEAD "matter: \"C:\\q\"\n",
	    "4:12: a backslash in double quotes "
	    "begins no known character: write it twice, or use single "
	    "quotes" },
};

START_TEST(one_fault_gives_one_error_at_its_place)
{
	struct loaded l;

	load(&l, one_error[_i].spec, NULL);
	ck_assert_str_eq(said(&l, 0), one_error[_i].said);
	ck_assert_uint_eq(l.diags.errors, 1);
	unload(&l);
}
END_TEST

START_TEST(a_nul_byte_does_not_end_the_spec)
{
	static const char spec[] = HEAD "matter: x\0y\n";
	struct loaded l;

	load_bytes(&l, spec, sizeof spec - 1, NULL, 0);
	ck_assert_uint_eq(l.diags.errors, 1);
	ck_assert_str_eq(said(&l, 0),
	    "4:10: a NUL byte stands here: the file "
	    "is not text, or damaged");
	unload(&l);
}
END_TEST

START_TEST(all_errors_are_said_at_once_in_the_order_of_the_text)
{
	struct loaded l;

	load(&l,
	    "bates: { prefix: COE, digts: 6 }\n"
	    "documents: [a.pdf, a.pdf]\n"
	    "redactions:\n"
	    "  - { bates: COE1-COE, rect: [1, 2], code: X }\n"
	    "  - { }\n"
	    "units: cm\n",
	    NULL);
	ck_assert_str_eq(said(&l, 0),
	    "1:23: \"bates\" has no key \"digts\": "
	    "did you mean \"digits\"?");
	ck_assert_str_eq(said(&l, 1),
	    "2:20: the same file is a document in "
	    "line 2: name each file once");
	ck_assert_str_eq(said(&l, 2),
	    "4:14: \"COE1-COE\": no digits follow "
	    "the prefix: write the whole number");
	ck_assert_str_eq(said(&l, 3),
	    "4:30: \"rect\" must be whole, or the "
	    "four numbers [left, top, right, bottom]: here are 2");
	ck_assert_str_eq(said(&l, 4),
	    "4:44: \"codes\" declares no such "
	    "code");
	ck_assert_str_eq(said(&l, 5),
	    "5:5: a redaction names no page: give "
	    "it \"bates\", or \"file\" and \"page\"");
	ck_assert_uint_eq(l.diags.errors, 9);
	ck_assert_uint_eq(l.diags.at[8].place.line, 6);
	unload(&l);
}
END_TEST

START_TEST(the_first_50_are_kept_of_many)
{
	char *spec = malloc(10000);
	size_t len = (size_t)snprintf(spec, 10000, HEAD "redactions:\n");
	struct loaded l;

	ck_assert_ptr_nonnull(spec);
	for (int i = 0; i < 60; i++) {
		len += (size_t)snprintf(spec + len, 10000 - len,
		    "  - { bates: COE000001, code: PII, rect: whol }\n");
	}
	load(&l, spec, NULL);
	ck_assert_uint_eq(l.diags.errors, 60);
	ck_assert_uint_eq(l.diags.n, 50);
	ck_assert_uint_eq(l.diags.at[0].place.line, 5);
	unload(&l);
	free(spec);
}
END_TEST

START_TEST(the_caret_stands_under_the_value)
{
	struct loaded l;

	load(&l, R(AT "note: 'ask JS', rect: [1, 2, x, 4]" PII), NULL);
	ck_assert_str_eq(l.diags.at[0].excerpt,
	    "  - { bates: COE000001, "
	    "note: '***', rect: [1, 2, x, 4], code: PII }");
	ck_assert_int_eq(l.diags.at[0].excerpt[l.diags.at[0].caret], 'x');
	unload(&l);
}
END_TEST

/* Wherever a secret stands, and whatever is wrong near it. */
static const char *const leaky[] = {
	R("note: SECRET, rect: x"),
	R("note: 'SECRET', id: 'a b'"),
	R("note: \"SECRET\", note: SECRET, x: 1"),
	R("note: [SECRET, {SECRET: SECRET}], x: 1"),
	R("description: SECRET, pattern: SECRET, keep: [SECRET], rect: x"),
	R("note: ask, SECRET, rect: x"),
	R("note: ask, SECRET: now, rect: x"),
	R("note: ask, SECRET_word: [SECRET], rect: x"),
	R("note: 'ask', 'SECRET', rect: x"),
	R("note: call SECRET, 'SECRET'"),
	R("note SECRET, rect: x"),
	R("note: SECRET, SECRET word: x"),
	R("rect: x, nots: SECRET, text: SECRET"),
	R("note: &SECRET x, rect: x"),
	R("note: *SECRET"),
	R("rect: x, # SECRET\n x: y"),
	R("rect: x} # SECRET\n"),
	R("note: SECRET, rect: [1, 2 }"),
	R("rect: [1, 2, note: SECRET, }"),
	R("rect: \"x, note: SECRET"),
	R("note: \"\\qSECRET\""),
	HEAD "redactions:\n  - note: |\n      SECRET\n      SECRET\n"
	     "    rect: x\n",
	HEAD "redactions:\n  - note: SECRET\n      SECRET\n    rect: x\n",
	HEAD "redactions:\n  - note: SECRET\n      SECRET: x\n    rect: x\n",
	HEAD "redactions:\n  - note: x SECRET: SECRET\n",
	HEAD "redactions:\n  - note: >\n\tSECRET\n",
	HEAD "redactions:\n  - note: @SECRET\n",
	HEAD "redactions:\n  - rect: x\n note: SECRET\n",
	HEAD "redactions:\n  - note: SECRET\n    - SECRET\n",
	HEAD "matter: x\nlegend: SECRET\n",
	HEAD "legend: { text: SECRET, position: x }\n",
	"bates: { prefix: COE }\n"
	"documents: [{ file: a.pdf, password: SECRET }]\n",
	"bates: { prefix: COE }\n"
	"documents: [{ file: a.pdf, password_env: 'SECRET word' }]\n",
	"bates: { prefix: COE }\n"
	"documents: [{ file: a.pdf, passwordfile: SECRET, x: y }]\n",
	"bates: { prefix: COE }\n"
	"documents: [{ file: a.pdf, password_SECRET: SECRET, x: y }]\n",
	HEAD "? SECRET SECRET\n: SECRET\n",
	HEAD "redactions:\n  - { note: SECRET }\n--- SECRET\n",
	HEAD "redactions:\n  - { note: SECRET, x: [[[[[[[[[[[[[[[[[1] }\n",
	HEAD "redactions:\n  - { note: SECRET\xff, rect: x }\n",
	HEAD "redactions:\n  - { note: SECRET\x01 }\n",
};

START_TEST(a_secret_is_never_said)
{
	struct loaded l;

	load(&l, leaky[_i], NULL);
	ck_assert_uint_gt(l.diags.errors, 0);
	ck_assert_msg(!strstr(all_said(&l), "SECRET"), "%s", all_said(&l));
	unload(&l);
}
END_TEST

START_TEST(a_note_of_a_csv_is_never_said)
{
	static const char *const csv[] = {
		"note,bates,x0,code\nSECRET,COE,x,y\n",
		"note,bates,x0,code\n\"SECRET\" SECRET,COE,x,y\n",
		"note,bates,x0,code\n\"SECRET,COE,x,y\n",
		"note,bates,x0,code\nSECRET\xff,COE,x,y\n",
		"SECRET,bates,x0,code\nx,COE,x,y\n",
	};

	for (size_t i = 0; i < sizeof csv / sizeof *csv; i++) {
		struct loaded l;

		load(&l, HEAD "redactions_csv: m.csv\n", csv[i]);
		ck_assert_uint_gt(l.diags.errors, 0);
		ck_assert_ptr_null(strstr(all_said(&l), "SECRET"));
		unload(&l);
	}
}
END_TEST

START_TEST(a_keep_that_a_spreadsheet_damaged_is_told_as_such)
{
	static const struct {
		const char *cell, *what;
	} damaged[] = {
		{ "9-Apr", "a date" },
		{ "4/9/2026", "a date" },
		{ "1/5/1900 12:00", "a time" },
		{ "45:12:00 AM", "a time" },
		{ "0.509722", "a number" },
		{ "72 140 300", NULL },
		{ "72.5 140 300", NULL },
	};

	for (size_t i = 0; i < sizeof damaged / sizeof *damaged; i++) {
		struct loaded l;
		char csv[100];
		const char *said;

		snprintf(csv, sizeof csv, "bates,keep,code\nCOE000001,%s,P\n",
		    damaged[i].cell);
		load(&l, HEAD "redactions_csv: m.csv\n", csv);
		said = all_said(&l);
		ck_assert_msg(!strstr(said, "as text") == !damaged[i].what,
		    "%s", said);
		ck_assert_ptr_nonnull(strstr(said,
		    damaged[i].what ? damaged[i].what : "four numbers"));
		unload(&l);
	}
}
END_TEST

Suite *suite_spec_errors(void)
{
	Suite *s = suite_create("spec_errors");
	TCase *t = tcase_create("spec_errors");

	tcase_add_loop_test(t, one_fault_gives_one_error_at_its_place, 0,
	    sizeof one_error / sizeof *one_error);
	tcase_add_test(t, a_nul_byte_does_not_end_the_spec);
	tcase_add_test(t, all_errors_are_said_at_once_in_the_order_of_the_text);
	tcase_add_test(t, the_first_50_are_kept_of_many);
	tcase_add_test(t, the_caret_stands_under_the_value);
	tcase_add_loop_test(t, a_secret_is_never_said, 0,
	    sizeof leaky / sizeof *leaky);
	tcase_add_test(t, a_note_of_a_csv_is_never_said);
	tcase_add_test(t, a_keep_that_a_spreadsheet_damaged_is_told_as_such);
	suite_add_tcase(s, t);
	return s;
}
