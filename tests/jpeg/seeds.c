/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* jpeg-seeds DIRECTORY: seeds for the fuzz target scanjpeg, see its head. */
#include <stdlib.h>
#include <string.h>

#include "source.h"

#define W 37
#define H 29
#define HEAD 22

static const struct {
	struct kind k;
	int comps; /* as the target's first byte has it */
	int transform;
} seeds[] = {
	{ { "gray", JCS_GRAYSCALE, 1, 1, .transform = -1 }, 0, 0 },
	{ { "gray-progressive", JCS_GRAYSCALE, 2, 2, .progressive = true }, 0,
	    0 },
	{ { "gray-arithmetic", JCS_GRAYSCALE, 1, 1, .arithmetic = true }, 0,
	    0 },
	{ { "420", JCS_YCbCr, 2, 2, .jfif = true }, 1, 0 },
	{ { "422-restarts", JCS_YCbCr, 2, 1, .restart = 1 }, 1, 2 },
	{ { "411-progressive", JCS_YCbCr, 4, 1, .progressive = true }, 1, 0 },
	{ { "420-scattered", JCS_YCbCr, 2, 2, .scattered = true }, 1, 0 },
	{ { "rgb", JCS_RGB, 1, 1, .no_adobe = true }, 1, 1 },
	{ { "cmyk-coarse", JCS_CMYK, 1, 1, .quality = 10 }, 2, 0 },
	{ { "ycck", JCS_YCCK, 2, 1, .jfif = false }, 2, 0 },
	{ { "ycck-arithmetic", JCS_YCCK, 2, 2, .arithmetic = true,
	      .progressive = true },
	    2, 0 },
};

static bool write_seed(const char *directory, size_t i)
{
	uint8_t head[HEAD] = { 0, 0, W, 0, H, 0, 0, 255, 255, 2, 20, 40, 180,
		110, 140, 90, 255, 255, 0, 0, 9, 200 };
	char path[4096];
	uint8_t *p;
	size_t n;
	FILE *f;
	bool ok;

	head[0] = (uint8_t)((i & 1) | seeds[i].transform << 2 |
	    seeds[i].comps << 4);
	if (i % 3 == 2) { /* crop it */
		head[5] = 90;
		head[8] = 200;
	}
	p = source_make(&seeds[i].k, W, H, SCENE_PHOTO, NULL, 0, 0, &n);
	snprintf(path, sizeof(path), "%s/%s", directory, seeds[i].k.name);
	f = p ? fopen(path, "wb") : NULL;
	ok = f && fwrite(head, 1, HEAD, f) == HEAD && fwrite(p, 1, n, f) == n;
	ok = f && fclose(f) == 0 && ok;
	free(p);
	return ok;
}

int main(int argc, char **argv)
{
	for (size_t i = 0; argc == 2 && i < sizeof(seeds) / sizeof(*seeds);
	     i++) {
		if (!write_seed(argv[1], i)) {
			return EXIT_FAILURE;
		}
	}
	return argc == 2 ? EXIT_SUCCESS : EXIT_FAILURE;
}
