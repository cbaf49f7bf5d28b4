/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Home addresses: a number, a street's name and "Street" or the like. Courts
 * and counsel have addresses, too, on every pleading; so a label must say that
 * somebody lives there, or a town, state and ZIP must follow and nothing be
 * near that an office would have.
 */
#include "ids_priv.h"

#define NEAR 40
#define WORDS_MAX 4    /* of a street's name */
#define BEHIND_MAX 80  /* characters to the ZIP */
#define AROUND_MAX 240 /* characters before it that may name an office */

static const char *const home[] = { "resides at", "resided at", "residing at",
	"reside at", "lives at", "lived at", "living at", "live at",
	"home address", "residence", "residence address", "residential address",
	"domiciled at", "home", "street address", "dwelling at", "house at",
	NULL };

static const char *const street[] = { "street", "st", "avenue", "ave", "av",
	"road", "rd", "drive", "dr", "lane", "ln", "boulevard", "blvd", "court",
	"ct", "circle", "cir", "place", "pl", "terrace", "ter", "way", "trail",
	"trl", "parkway", "pkwy", "highway", "hwy", "cove", "loop", "alley",
	"crescent", "row", "walk", "path", "run", "square", NULL };

static const char *const office[] = { "suite", "ste", "floor", "fl", "room",
	"rm", "building", "bldg", "plaza", "p.o", "po box", "box", "tower",
	"center", "courthouse", "llp", "esq", "attorney", "attorneys", "law",
	"counsel", "inc", "corp", "corporation", "company", "llc", "bank",
	"clerk", "court", "federal", "department", "office", "offices",
	"bureau", "university", "headquarters", "store", "restaurant",
	"hospital", "incorporated", "ltd", "administration", "agency",
	"division", "dept", "institute", "association", "society", "foundation",
	"services", "school", "college", "church", "hotel", "museum", "press",
	"publisher", "city hall", "police", NULL };

static const char states[] =
    " al ak az ar ca co ct de dc fl ga hi id il in ia ks ky la me md ma mi mn"
    " ms mo mt ne nv nh nj nm ny nc nd oh ok or pa pr ri sc sd tn tx ut vt va"
    " wa wv wi wy ";

static bool any_of(const struct ids_text *t, size_t from, size_t to,
    const char *const *words)
{
	for (size_t i = from; i < to; i++) {
		for (const char *const *w = words; *w; w++) {
			if (ids_label_at(t, i, *w)) {
				return true;
			}
		}
	}
	return false;
}

static bool is_state(const struct ids_text *t, size_t i)
{
	for (size_t k = 0; k + 3 < sizeof(states); k += 3) {
		if (ids_at(t, i) == (unsigned char)states[k + 1] &&
		    ids_at(t, i + 1) == (unsigned char)states[k + 2]) {
			return t->at[i].upper;
		}
	}
	return false;
}

/* The five digits of a ZIP, its state before them: where they end; 0: none. */
static size_t zip_behind(const struct ids_text *t, size_t from)
{
	for (size_t i = from; i < from + BEHIND_MAX && i < t->n; i++) {
		size_t back = i;

		if (!ids_digits_are(t, i, 5)) {
			continue;
		}
		while (back > from &&
		    (ids_is_blank(ids_at(t, back - 1)) ||
			ids_at(t, back - 1) == '.' ||
			ids_at(t, back - 1) == ',')) {
			back--;
		}
		if (back == i || back < from + 3) {
			return 0;
		}
		/* A state's two letters, or its name in full. */
		if ((is_state(t, back - 2) &&
			!ids_is_letter(ids_at(t, back - 3))) ||
		    (back > from + 4 && ids_is_letter(ids_at(t, back - 1)) &&
			ids_is_letter(ids_at(t, back - 4)))) {
			return i + 5;
		}
		return 0;
	}
	return 0;
}

/* "1402 North Oak Ridge Drive": where it ends; 0: none. */
static size_t street_at(const struct ids_text *t, size_t i)
{
	size_t k = i;

	while (ids_is_digit(ids_at(t, k)) && k < i + 6) {
		k++;
	}
	if (k == i || ids_at(t, k) != ' ' ||
	    (ids_at(t, i) == '0' && k == i + 1)) {
		return 0;
	}
	for (unsigned words = 0; words <= WORDS_MAX + 1; words++) {
		size_t word = ids_skip_blanks(t, k, 1);

		if (word == k || ids_at(t, k) != ' ') {
			return 0;
		}
		for (const char *const *s = street; words > 0 && *s; s++) {
			size_t end = ids_label_at(t, word, *s);

			if (end && t->at[word].upper) {
				return end;
			}
		}
		if (!ids_is_alnum(ids_at(t, word)) ||
		    (ids_is_letter(ids_at(t, word)) && !t->at[word].upper)) {
			return 0;
		}
		k = word;
		while (ids_is_alnum(ids_at(t, k)) || ids_at(t, k) == '.' ||
		    ids_at(t, k) == '\'' || ids_at(t, k) == '-') {
			k++;
		}
	}
	return 0;
}

bool ids_address_at(const struct ids_text *t, size_t i, struct ids_match *m)
{
	size_t to, zip, before;

	if (!ids_is_digit(ids_at(t, i)) ||
	    (i > 0 &&
		(ids_is_alnum(ids_at(t, i - 1)) || ids_at(t, i - 1) == '.' ||
		    ids_at(t, i - 1) == '-' || ids_at(t, i - 1) == '$' ||
		    ids_at(t, i - 1) == ':' || ids_at(t, i - 1) == '/'))) {
		return false;
	}
	to = street_at(t, i);
	if (!to) {
		return false;
	}
	zip = zip_behind(t, to);
	before = i > AROUND_MAX ? i - AROUND_MAX : 0;
	if (!ids_label_before(t, i, home, NEAR) &&
	    (!zip || any_of(t, before, i, office) ||
		any_of(t, to, zip, office))) {
		return false;
	}
	*m = (struct ids_match){ IC_FINDING_HOME_ADDRESS, i, zip ? zip : to,
		0 };
	return true;
}
