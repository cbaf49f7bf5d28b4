/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Which part of a file a key leads to (ISO 32000-2, 7.7 and what it names). */
#include <string.h>

#include "audit_tour.h"

static const struct {
	const char *key;
	enum ic_finding_place place;
} places[] = {
	{ "Info", IC_PLACE_INFO },
	{ "Metadata", IC_PLACE_XMP },
	{ "PieceInfo", IC_PLACE_PIECE_INFO },
	{ "Thumb", IC_PLACE_THUMBNAIL },
	{ "EmbeddedFiles", IC_PLACE_ATTACHMENT },
	{ "EF", IC_PLACE_ATTACHMENT },
	{ "RF", IC_PLACE_ATTACHMENT },
	{ "AF", IC_PLACE_ATTACHMENT },
	{ "FS", IC_PLACE_ATTACHMENT },
	{ "XFA", IC_PLACE_XFA },
	{ "JS", IC_PLACE_SCRIPT },
	{ "JavaScript", IC_PLACE_SCRIPT },
	{ "ActualText", IC_PLACE_ACTUAL_TEXT },
	{ "Alt", IC_PLACE_ALT },
	{ "E", IC_PLACE_ALT },
	{ "OCProperties", IC_PLACE_LAYER },
	{ "OC", IC_PLACE_LAYER },
	{ "Outlines", IC_PLACE_OUTLINE },
	{ "Dests", IC_PLACE_DESTINATION },
	{ "PageLabels", IC_PLACE_LABEL },
	{ "StructTreeRoot", IC_PLACE_STRUCTURE },
	{ "AcroForm", IC_PLACE_FIELD },
	{ "Annots", IC_PLACE_ANNOTATION },
	{ "URI", IC_PLACE_LINK },
	{ "Font", IC_PLACE_FONT },
};

/* What lies within these is of them, whatever it is called there. */
static bool is_whole(enum ic_finding_place place)
{
	switch (place) {
	case IC_PLACE_PIECE_INFO:
	case IC_PLACE_INDEX:
	case IC_PLACE_ATTACHMENT:
	case IC_PLACE_XFA:
	case IC_PLACE_SCRIPT:
	case IC_PLACE_THUMBNAIL:
	case IC_PLACE_XMP:
	case IC_PLACE_INFO:
	case IC_PLACE_FONT:
		return true;
	default:
		return false;
	}
}

/* Acrobat keeps its index of words in private data. */
static bool is_index(const char *key)
{
	return strstr(key, "Index") || strstr(key, "Srch") ||
	    strstr(key, "Search");
}

enum ic_finding_place audit_place_of(enum ic_finding_place from,
    const char *key)
{
	if (is_index(key)) {
		return IC_PLACE_INDEX;
	}
	if (is_whole(from)) {
		return from;
	}
	for (size_t i = 0; i < sizeof(places) / sizeof(*places); i++) {
		if (strcmp(places[i].key, key) == 0) {
			return places[i].place;
		}
	}
	return from;
}
