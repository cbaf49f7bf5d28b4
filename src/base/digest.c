/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "base/digest.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <openssl/evp.h>

#include "fs_priv.h"

/* Below what malloc takes from the kernel anew each time, page by page. */
#define BLOCK ((size_t)64 << 10)

static bool no_digest(struct ic_error *err)
{
	return ic_fail(err, IC_EENV, "a SHA-256 cannot be had from libcrypto");
}

static void to_hex(const unsigned char *md, char hex[IC_SHA256_HEX])
{
	static const char digits[] = "0123456789abcdef";

	for (int i = 0; i < 32; i++) {
		hex[2 * i] = digits[md[i] >> 4];
		hex[2 * i + 1] = digits[md[i] & 15];
	}
	hex[64] = '\0';
}

bool ic_sha256(const void *bytes, size_t n, char hex[IC_SHA256_HEX],
    struct ic_error *err)
{
	unsigned char md[EVP_MAX_MD_SIZE];

	if (EVP_Digest(n ? bytes : "", n, md, NULL, EVP_sha256(), NULL) != 1) {
		return no_digest(err);
	}
	to_hex(md, hex);
	return true;
}

static bool feed(EVP_MD_CTX *md, int fd, uint8_t *block, uint64_t *size,
    struct ic_error *err)
{
	ssize_t n;

	*size = 0;
	while ((n = pread(fd, block, BLOCK, (off_t)*size)) != 0) {
		if (n < 0 && errno != EINTR) {
			return ic_fail_errno(err, IC_EENV, errno,
			    "a file cannot be read to its end");
		}
		if (n > 0 && EVP_DigestUpdate(md, block, (size_t)n) != 1) {
			return no_digest(err);
		}
		*size += n > 0 ? (uint64_t)n : 0;
	}
	return true;
}

bool ic_digest_begin(struct ic_digest *d, struct ic_error *err)
{
	EVP_MD_CTX *md = EVP_MD_CTX_new();

	d->md = md;
	return (md && EVP_DigestInit_ex(md, EVP_sha256(), NULL) == 1) ||
	    no_digest(err);
}

bool ic_digest_add(struct ic_digest *d, const void *bytes, size_t n,
    struct ic_error *err)
{
	return EVP_DigestUpdate(d->md, bytes, n) == 1 || no_digest(err);
}

bool ic_digest_add_fd(struct ic_digest *d, int fd, uint64_t *size,
    struct ic_error *err)
{
	uint8_t *block = malloc(BLOCK);
	bool ok = block ? feed(d->md, fd, block, size, err) : no_digest(err);

	free(block);
	return ok;
}

bool ic_digest_end(struct ic_digest *d, char hex[IC_SHA256_HEX],
    struct ic_error *err)
{
	unsigned char sum[EVP_MAX_MD_SIZE];

	if (EVP_DigestFinal_ex(d->md, sum, NULL) != 1) {
		return no_digest(err);
	}
	to_hex(sum, hex);
	return true;
}

void ic_digest_finish(struct ic_digest *d)
{
	EVP_MD_CTX_free(d->md);
	d->md = NULL;
}

bool ic_sha256_fd(int fd, char hex[IC_SHA256_HEX], uint64_t *size,
    struct ic_error *err)
{
	struct ic_digest d = { 0 };
	uint64_t n = 0;
	bool ok = ic_digest_begin(&d, err) &&
	    ic_digest_add_fd(&d, fd, &n, err) && ic_digest_end(&d, hex, err);

	ic_digest_finish(&d);
	if (ok && size) {
		*size = n;
	}
	return ok;
}
