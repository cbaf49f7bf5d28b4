/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A target over files: `fuzz-NAME FILE|DIRECTORY...`, a line of TAP a file.
 * A demand that is not met ends it there, so that the plan comes last.
 */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fuzz.h"

#define PATH_BYTES 4096

static unsigned count;

static void run_file(const char *path)
{
	FILE *f = fopen(path, "rb");
	struct ic_buf b = { 0 };
	uint8_t block[16384];
	uint8_t *own;
	size_t n;

	demand(f != NULL);
	while ((n = fread(block, 1, sizeof(block), f)) > 0) {
		demand(ic_buf_add(&b, block, n));
	}
	demand(!ferror(f));
	fclose(f);
	/* Just as long as the input, for the address sanitizer. */
	own = malloc(b.len ? b.len : 1);
	demand(own != NULL);
	if (b.len) {
		memcpy(own, b.data, b.len);
	}
	LLVMFuzzerTestOneInput(own, b.len);
	printf("ok %u - %s\n", ++count, path);
	fflush(stdout);
	free(own);
	ic_buf_finish(&b);
}

static int visible(const struct dirent *e)
{
	return e->d_name[0] != '.';
}

static void run_all(const char *path)
{
	struct dirent **list;
	int n = scandir(path, &list, visible, alphasort);

	if (n < 0) {
		run_file(path);
		return;
	}
	for (int i = 0; i < n; i++) {
		char name[PATH_BYTES];

		snprintf(name, sizeof(name), "%s/%s", path, list[i]->d_name);
		run_file(name);
		free(list[i]);
	}
	free(list);
}

int main(int argc, char **argv)
{
	for (int i = 1; i < argc; i++) {
		run_all(argv[i]);
	}
	printf("1..%u\n", count);
	return count ? EXIT_SUCCESS : EXIT_FAILURE;
}
