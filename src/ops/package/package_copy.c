/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "base/digest.h"
#include "base/fs.h"
#include "package_priv.h"

#define PIECE ((size_t)256 << 10)

static bool pour(int from, int to, const char *name, struct ic_error *err)
{
	static uint8_t piece[PIECE];
	off_t at = 0;

	for (;;) {
		ssize_t n = pread(from, piece, PIECE, at);

		if (n < 0 && errno == EINTR) {
			continue;
		}
		if (n < 0 ||
		    (n > 0 && !ic_fs_write_all(to, piece, (size_t)n))) {
			return ic_fail(err, IC_EENV,
			    "%.200s cannot be copied: %s", name,
			    n < 0 ? "it cannot be read to its end"
				  : "the disk is full, or cannot be written");
		}
		if (n == 0) {
			return true;
		}
		at += n;
	}
}

bool pack_copy(const struct ic_dir *from, const char *name,
    const struct ic_dir *to, const char *as, mode_t mode, const char sha256[65],
    struct ic_error *err)
{
	struct ic_temp temp = { 0 };
	char hex[IC_SHA256_HEX];
	bool ok;
	int fd;

	if (!ic_dir_file(from, name, &fd, NULL, err)) {
		return false;
	}
	ok = ic_temp_open(to, mode, &temp, err) &&
	    pour(fd, temp.fd, name, err) &&
	    ic_sha256_fd(temp.fd, hex, NULL, err);
	if (ok && strcmp(hex, sha256) != 0) {
		ok = ic_fail(err, IC_EPROOF,
		    "%.200s is not the file that was proved: its hash differs",
		    name);
	}
	ok = ok && ic_temp_publish(&temp, as, err);
	ic_temp_close(&temp);
	close(fd);
	return ok;
}
