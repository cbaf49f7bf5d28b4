/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include <string.h>

#include "core/load.h"

static bool is_slash(char c)
{
	return c == '/' || c == '\\';
}

static bool is_letter(char c)
{
	return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

bool ic_load_path(const char *path, char *out, struct ic_error *err)
{
	size_t n = 0;

	if (is_letter(path[0]) && path[1] == ':') {
		path += 2;
	}
	while (*path) {
		size_t len = strcspn(path, "/\\");

		if (len == 2 && path[0] == '.' && path[1] == '.') {
			return ic_fail(err, IC_ESPEC,
			    "the path leads out of its folder by \"..\": "
			    "correct it");
		}
		if (len && !(len == 1 && *path == '.')) {
			if (n + (n > 0) + len > IC_LOAD_PATH_MAX) {
				return ic_fail(err, IC_ESPEC,
				    "the path is longer than %d bytes",
				    IC_LOAD_PATH_MAX);
			}
			if (n) {
				out[n++] = '/';
			}
			memcpy(out + n, path, len);
			n += len;
		}
		path += len;
		path += is_slash(*path);
	}
	out[n] = '\0';
	return n > 0 || ic_fail(err, IC_ESPEC, "the path names no file");
}
