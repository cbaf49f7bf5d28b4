/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include <string.h>

#include "qpdf_priv.h"

#define TYPE(name) \
	{ \
		"/Type", IC_Q_NAME, .words = name \
	}
#define KEY(key_, kind_) \
	{ \
		.key = key_, .kind = kind_ \
	}
#define IS(key_, text) \
	{ \
		.key = key_, .kind = IC_Q_IS, .words = text \
	}
#define MAY(key_, text) \
	{ \
		.key = key_, .kind = IC_Q_IS, .optional = true, .words = text \
	}
#define REF(key_, role_) \
	{ \
		key_, IC_Q_REF, .role = role_ \
	}
#define DIRECT(key_, role_) \
	{ \
		key_, IC_Q_DIRECT, .role = role_ \
	}

static const struct ic_qrule trailer[] = {
	KEY("/Size", IC_Q_INT),
	REF("/Root", IC_QROLE_CATALOG),
	KEY("/ID", IC_Q_ID),
	{ 0 },
};

static const struct ic_qrule catalog[] = {
	TYPE("/Catalog"),
	REF("/Pages", IC_QROLE_NODE),
	{ 0 },
};

static const struct ic_qrule node[] = {
	TYPE("/Pages"),
	{ "/Parent", IC_Q_PARENT, .optional = true },
	KEY("/Kids", IC_Q_KIDS),
	KEY("/Count", IC_Q_COUNT),
	{ 0 },
};

static const struct ic_qrule page[] = {
	TYPE("/Page"),
	KEY("/Parent", IC_Q_PARENT),
	KEY("/MediaBox", IC_Q_BOX),
	DIRECT("/Resources", IC_QROLE_RESOURCES),
	REF("/Contents", IC_QROLE_CONTENT),
	{ 0 },
};

static const struct ic_qrule resources[] = {
	{ "/XObject", IC_Q_DIRECT, true, .role = IC_QROLE_XOBJECTS },
	{ "/Font", IC_Q_DIRECT, true, .role = IC_QROLE_FONTS },
	{ "/ExtGState", IC_Q_DIRECT, true, .role = IC_QROLE_STATES },
	{ 0 },
};

static const struct ic_qrule states[] = {
	DIRECT("/G0", IC_QROLE_STATE),
	{ 0 },
};

static const struct ic_qrule state[] = {
	IS("/BM", "/Multiply"),
	IS("/ca", "0.6"),
	{ 0 },
};

static const struct ic_qrule xobjects[] = {
	REF("/Im0", IC_QROLE_IMAGE),
	{ 0 },
};

static const struct ic_qrule fonts[] = {
	{ "/F0", IC_Q_REF, true, .role = IC_QROLE_LABEL_FONT },
	{ "/T0", IC_Q_REF, true, .role = IC_QROLE_TEXT_FONT },
	{ 0 },
};

static const struct ic_qrule content[] = {
	{ "/Filter", IC_Q_NAME, .words = "/FlateDecode" },
	KEY("/Length", IC_Q_INT),
	{ 0 },
};

#define IMAGE \
	TYPE("/XObject"), { "/Subtype", IC_Q_NAME, .words = "/Image" }, \
	    KEY("/Width", IC_Q_INT), KEY("/Height", IC_Q_INT), \
	    KEY("/Length", IC_Q_INT)
#define SPACE(names) \
	{ \
		"/ColorSpace", IC_Q_NAME, .words = names \
	}
#define FILTER(names) \
	{ \
		"/Filter", IC_Q_NAME, .words = names \
	}

static const struct ic_qrule image[] = {
	IMAGE,
	SPACE("/DeviceGray /DeviceRGB"),
	KEY("/BitsPerComponent", IC_Q_INT),
	FILTER("/FlateDecode /DCTDecode /JPXDecode"),
	{ 0 },
};

static const struct ic_qrule image_cmyk[] = {
	IMAGE,
	SPACE("/DeviceCMYK"),
	IS("/BitsPerComponent", "8"),
	FILTER("/DCTDecode"),
	MAY("/Decode", "[ 1 0 1 0 1 0 1 0 ]"),
	{ 0 },
};

static const struct ic_qrule image_fax[] = {
	IMAGE,
	SPACE("/DeviceGray"),
	IS("/BitsPerComponent", "1"),
	FILTER("/CCITTFaxDecode"),
	DIRECT("/DecodeParms", IC_QROLE_PARMS_FAX),
	{ 0 },
};

static const struct ic_qrule image_png[] = {
	IMAGE,
	SPACE("/DeviceGray /DeviceRGB"),
	IS("/BitsPerComponent", "8"),
	FILTER("/FlateDecode"),
	DIRECT("/DecodeParms", IC_QROLE_PARMS_PNG),
	{ 0 },
};

static const struct ic_qrule parms_fax[] = {
	IS("/K", "-1"),
	KEY("/Columns", IC_Q_INT),
	KEY("/Rows", IC_Q_INT),
	IS("/BlackIs1", "false"),
	{ 0 },
};

static const struct ic_qrule parms_png[] = {
	IS("/Predictor", "15"),
	KEY("/Colors", IC_Q_INT),
	IS("/BitsPerComponent", "8"),
	KEY("/Columns", IC_Q_INT),
	{ 0 },
};

static const struct ic_qrule label_font[] = {
	TYPE("/Font"),
	{ "/Subtype", IC_Q_NAME, .words = "/Type0" },
	{ "/BaseFont", IC_Q_SUBSET, .words = "NimbusSans-Regular" },
	{ "/Encoding", IC_Q_NAME, .words = "/Identity-H" },
	{ "/DescendantFonts", IC_Q_ONE_REF, .role = IC_QROLE_LABEL_CID },
	REF("/ToUnicode", IC_QROLE_LABEL_UNICODE),
	{ 0 },
};

static const struct ic_qrule label_cid[] = {
	TYPE("/Font"),
	{ "/Subtype", IC_Q_NAME, .words = "/CIDFontType0" },
	{ "/BaseFont", IC_Q_SUBSET, .words = "NimbusSans-Regular" },
	DIRECT("/CIDSystemInfo", IC_QROLE_SYSTEM),
	REF("/FontDescriptor", IC_QROLE_LABEL_DESCRIPTOR),
	IS("/DW", "0"),
	KEY("/W", IC_Q_WIDTHS),
	{ 0 },
};

#define METRICS(box, up, down, cap, stem) \
	IS("/Flags", "4"), IS("/FontBBox", box), IS("/ItalicAngle", "0"), \
	    IS("/Ascent", up), IS("/Descent", down), IS("/CapHeight", cap), \
	    IS("/StemV", stem)

static const struct ic_qrule label_descriptor[] = {
	TYPE("/FontDescriptor"),
	{ "/FontName", IC_Q_SUBSET, .words = "NimbusSans-Regular" },
	METRICS("[ -210 -299 1032 1075 ]", "775", "-220", "729", "88"),
	REF("/FontFile3", IC_QROLE_LABEL_FILE),
	{ 0 },
};

static const struct ic_qrule label_file[] = {
	{ "/Subtype", IC_Q_NAME, .words = "/CIDFontType0C" },
	{ "/Filter", IC_Q_NAME, .words = "/FlateDecode" },
	KEY("/Length", IC_Q_INT),
	{ 0 },
};

static const struct ic_qrule text_font[] = {
	TYPE("/Font"),
	{ "/Subtype", IC_Q_NAME, .words = "/Type0" },
	{ "/BaseFont", IC_Q_NAME, .words = "/IncameraText" },
	{ "/Encoding", IC_Q_NAME, .words = "/Identity-H" },
	{ "/DescendantFonts", IC_Q_ONE_REF, .role = IC_QROLE_TEXT_CID },
	REF("/ToUnicode", IC_QROLE_TEXT_UNICODE),
	{ 0 },
};

static const struct ic_qrule text_cid[] = {
	TYPE("/Font"),
	{ "/Subtype", IC_Q_NAME, .words = "/CIDFontType2" },
	{ "/BaseFont", IC_Q_NAME, .words = "/IncameraText" },
	DIRECT("/CIDSystemInfo", IC_QROLE_SYSTEM),
	REF("/FontDescriptor", IC_QROLE_TEXT_DESCRIPTOR),
	IS("/DW", "500"),
	REF("/CIDToGIDMap", IC_QROLE_TEXT_MAP),
	{ 0 },
};

static const struct ic_qrule text_descriptor[] = {
	TYPE("/FontDescriptor"),
	{ "/FontName", IC_Q_NAME, .words = "/IncameraText" },
	METRICS("[ 0 0 500 1000 ]", "800", "-200", "700", "80"),
	REF("/FontFile2", IC_QROLE_TEXT_FILE),
	{ 0 },
};

static const struct ic_qrule text_file[] = {
	KEY("/Length1", IC_Q_INT),
	{ "/Filter", IC_Q_NAME, .words = "/FlateDecode" },
	KEY("/Length", IC_Q_INT),
	{ 0 },
};

static const struct ic_qrule info[] = {
	{ "/Registry", IC_Q_STRING, .words = "Adobe" },
	{ "/Ordering", IC_Q_STRING, .words = "Identity" },
	IS("/Supplement", "0"),
	{ 0 },
};

struct form {
	const struct ic_qrule *rules;
	bool stream, shared;
};

static const struct form forms[IC_QROLES] = {
	[IC_QROLE_TRAILER] = { trailer, false, false },
	[IC_QROLE_CATALOG] = { catalog, false, false },
	[IC_QROLE_NODE] = { node, false, false },
	[IC_QROLE_PAGE] = { page, false, false },
	[IC_QROLE_RESOURCES] = { resources, false, false },
	[IC_QROLE_XOBJECTS] = { xobjects, false, false },
	[IC_QROLE_FONTS] = { fonts, false, false },
	[IC_QROLE_STATES] = { states, false, false },
	[IC_QROLE_STATE] = { state, false, false },
	[IC_QROLE_CONTENT] = { content, true, false },
	[IC_QROLE_IMAGE] = { image, true, false },
	[IC_QROLE_IMAGE_CMYK] = { image_cmyk, true, false },
	[IC_QROLE_IMAGE_FAX] = { image_fax, true, false },
	[IC_QROLE_IMAGE_PNG] = { image_png, true, false },
	[IC_QROLE_PARMS_FAX] = { parms_fax, false, false },
	[IC_QROLE_PARMS_PNG] = { parms_png, false, false },
	[IC_QROLE_LABEL_FONT] = { label_font, false, true },
	[IC_QROLE_LABEL_CID] = { label_cid, false, false },
	[IC_QROLE_LABEL_DESCRIPTOR] = { label_descriptor, false, false },
	[IC_QROLE_LABEL_FILE] = { label_file, true, false },
	[IC_QROLE_LABEL_UNICODE] = { content, true, false },
	[IC_QROLE_TEXT_FONT] = { text_font, false, true },
	[IC_QROLE_TEXT_CID] = { text_cid, false, false },
	[IC_QROLE_TEXT_DESCRIPTOR] = { text_descriptor, false, false },
	[IC_QROLE_TEXT_FILE] = { text_file, true, false },
	[IC_QROLE_TEXT_UNICODE] = { content, true, false },
	[IC_QROLE_TEXT_MAP] = { content, true, false },
	[IC_QROLE_SYSTEM] = { info, false, false },
};

const struct ic_qrule *ic_qpdf_rules(enum ic_qrole role)
{
	return forms[role].rules;
}

bool ic_qpdf_is_stream(enum ic_qrole role)
{
	return forms[role].stream;
}

bool ic_qpdf_is_shared(enum ic_qrole role)
{
	return forms[role].shared;
}

bool ic_qpdf_word(const char *words, const char *word)
{
	size_t k = strlen(word);

	while (k > 0 && *words) {
		size_t n = strcspn(words, " ");

		if (n == k && memcmp(words, word, n) == 0) {
			return true;
		}
		words += n + (words[n] == ' ');
	}
	return false;
}
