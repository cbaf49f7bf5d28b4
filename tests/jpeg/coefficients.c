/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Redaction of JPEGs, judged by libjpeg alone: every coefficient of every block
 * that nothing cuts, the colour of boxes as libjpeg shows them, and that two
 * pictures that differ under their boxes come out as the same bytes.
 */
#include <stdlib.h>
#include <string.h>

#include "judge.h"

static int tests;

static void report(const char *what, int before)
{
	printf("%s %d - %s\n", failures == before ? "ok" : "not ok", ++tests,
	    what);
	fflush(stdout);
}

#define G JCS_GRAYSCALE
#define Y JCS_YCbCr
#define NONE -1

static const struct kind kinds[] = {
	{ "gray", G, 1, 1, .transform = NONE },
	{ "gray, progressive", G, 1, 1, .progressive = true,
	    .transform = NONE },
	{ "gray, arithmetic", G, 1, 1, .arithmetic = true, .transform = NONE },
	{ "gray, arithmetic and progressive", G, 1, 1, .arithmetic = true,
	    .progressive = true, .transform = NONE },
	{ "gray, 2 x 2", G, 2, 2, .transform = NONE },
	{ "gray, 3 x 1", G, 3, 1, .transform = NONE },
	{ "gray, restarts", G, 1, 1, .restart = 1, .transform = NONE },
	{ "4:4:4", Y, 1, 1, .jfif = true, .transform = NONE },
	{ "4:2:2", Y, 2, 1, .jfif = true, .transform = NONE },
	{ "4:2:0", Y, 2, 2, .jfif = true, .transform = NONE },
	{ "4:1:1", Y, 4, 1, .jfif = true, .transform = NONE },
	{ "4:4:0", Y, 1, 2, .jfif = true, .transform = NONE },
	{ "4:1:0", Y, 4, 2, .jfif = true, .transform = NONE },
	{ "4:2:0 with 2 x 1", Y, 2, 2, 2, 1, .transform = 1 },
	{ "4:2:0, progressive", Y, 2, 2, .progressive = true,
	    .transform = NONE },
	{ "4:2:2, arithmetic", Y, 2, 1, .arithmetic = true, .transform = NONE },
	{ "4:2:0, arithmetic and progressive", Y, 2, 2, .arithmetic = true,
	    .progressive = true, .transform = NONE },
	{ "4:2:0, restarts", Y, 2, 2, .restart = 1, .transform = NONE },
	{ "4:2:0, a scan a component", Y, 2, 2, .scattered = true,
	    .transform = NONE },
	{ "Adobe RGB", JCS_RGB, 1, 1, .transform = 1 },
	{ "RGB by /ColorTransform", JCS_RGB, 1, 1, .no_adobe = true,
	    .jfif = true, .transform = 0 },
	{ "RGB, sampled 2 x 1", JCS_RGB, 2, 1, .transform = NONE },
	{ "YCbCr that is named RGB", Y, 2, 2, .names = true,
	    .transform = NONE },
	{ "YCbCr by /ColorTransform", Y, 1, 1, .names = true, .transform = 1 },
	{ "CMYK", JCS_CMYK, 1, 1, .no_adobe = true, .transform = NONE },
	{ "Adobe CMYK", JCS_CMYK, 1, 1, .inverted = true, .transform = NONE },
	{ "CMYK, progressive", JCS_CMYK, 1, 1, .inverted = true,
	    .progressive = true, .transform = NONE },
	{ "Adobe YCCK", JCS_YCCK, 1, 1, .inverted = true, .transform = NONE },
	{ "Adobe YCCK, 4:2:0", JCS_YCCK, 2, 2, .inverted = true,
	    .transform = NONE },
	{ "YCCK, not inverted", JCS_YCCK, 2, 1, .transform = NONE },
	{ "YCCK by /ColorTransform", JCS_YCCK, 1, 1, .no_adobe = true,
	    .transform = 1 },
	{ "gray, quality 30", G, 1, 1, .quality = 30, .transform = NONE },
	{ "gray, quality 95", G, 1, 1, .quality = 95, .transform = NONE },
	{ "4:2:0, quality 50", Y, 2, 2, .quality = 50, .transform = NONE },
	{ "4:2:0, quality 95", Y, 2, 2, .quality = 95, .transform = NONE },
};

#define KINDS (sizeof(kinds) / sizeof(*kinds))

static const struct area scattered[] = { { 0, 0, 50, 30 }, { 951, 0, 1001, 28 },
	{ 0, 970, 33, 1003 }, { 960, 977, 1001, 1003 }, { 200, 333, 391, 352 },
	{ 203, 340, 411, 359 }, { 390, 330, 520, 370 }, { 400, 333, 402, 391 },
	{ 601, 333, 602, 334 }, { 611, 339, 640, 340 }, { 500, 0, 531, 41 },
	{ 700, 331, 741, 365 }, { 701, 333, 742, 366 }, { 702, 335, 743, 367 },
	{ 703, 337, 744, 368 }, { 0, 500, 19, 531 } };

#define SCATTERED (sizeof(scattered) / sizeof(*scattered))

#define WHITE 1 /* in white, too */

/* Sanitizers look at memory, which is the same in both colours. */
#ifdef IC_SANITIZER
#define COLOURS 0
#else
#define COLOURS WHITE
#endif

static void one(const struct kind *k, int w, int h, const struct area *boxes,
    size_t n, const struct area *keep, enum scene scene, unsigned flags)
{
	static const char *const scenes[] = { "", ", photo", ", red" };
	char name[160];
	struct shot s = { .k = k,
		.w = w,
		.h = h,
		.boxes = boxes,
		.nboxes = n,
		.keep = keep ? *keep : (struct area){ 0, 0, w, h } };

	for (int fill = 0; fill < 256; fill += flags & WHITE ? 255 : 256) {
		bool large = w > 1000 && n != 1;
		int compared;

		snprintf(name, sizeof(name), "%s, %d x %d, %zu boxes%s%s%s",
		    k->name, w, h, n, keep ? ", cropped" : "", scenes[scene],
		    fill ? ", white" : "");
		subject = name;
		s.fill = (uint8_t)fill;
		compared = judge(&s, scene);
		claim(compared >= (large ? 2000 : 0), "%d blocks compared",
		    compared);
	}
}

static void small(const struct kind *k)
{
	static const int sizes[][2] = { { 1, 1 }, { 7, 9 }, { 17, 33 } };

	for (int i = 0; i < 3; i++) {
		int w = sizes[i][0], h = sizes[i][1];
		struct area whole = { 0, 0, w, h };
		struct area corner = { w / 2, h / 2, w, h };
		struct area first = { 0, 0, 1, 1 };
		struct area keep = { w / 3, h / 3, w - w / 5, h - h / 5 };

		one(k, w, h, NULL, 0, NULL, SCENE_TEXT, 0);
		one(k, w, h, &whole, 1, NULL, SCENE_TEXT, WHITE);
		one(k, w, h, &corner, 1, NULL, SCENE_PHOTO, WHITE);
		one(k, w, h, &first, 1, &keep, SCENE_PHOTO, WHITE);
		one(k, w, h, NULL, 0, &keep, SCENE_PHOTO, 0);
	}
}

static void large(const struct kind *k)
{
	static const struct area whole = { 0, 0, 1001, 1003 };
	static const struct area keep = { 101, 45, 903, 799 };
	static const struct area right = { 0, 0, 501, 502 };

	one(k, 1001, 1003, scattered, SCATTERED, NULL, SCENE_TEXT, COLOURS);
	one(k, 1001, 1003, scattered, SCATTERED, &keep, SCENE_TEXT, 0);
	one(k, 1001, 1003, scattered, SCATTERED, NULL, SCENE_PHOTO, 0);
	if (k->progressive || k->arithmetic || k->restart) {
		return; /* the code is another, not what is done to it */
	}
	one(k, 1001, 1003, &whole, 1, NULL, SCENE_TEXT, 0);
	one(k, 1001, 1003, NULL, 0, &right, SCENE_TEXT, 0);
	one(k, 1001, 1003, scattered, SCATTERED, NULL, SCENE_COLOR, 0);
}

/* With an argument only the kinds whose name begins with it. */
int main(int argc, char **argv)
{
	for (size_t i = 0; i < KINDS; i++) {
		int before = failures;

		if (argc > 1 &&
		    strncmp(kinds[i].name, argv[1], strlen(argv[1])) != 0) {
			continue;
		}
		small(&kinds[i]);
		large(&kinds[i]);
		report(kinds[i].name, before);
	}
	printf("1..%d\n", tests);
	return failures ? EXIT_FAILURE : EXIT_SUCCESS;
}
