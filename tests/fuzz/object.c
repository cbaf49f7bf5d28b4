/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * One object, which stands as number 2 in a file whose table, trailer and
 * hash are right. What the tiler passes must hold just the bytes that libqpdf
 * reads there: no blank, comment or second spelling beside them.
 */
#include <stdio.h>
#include <string.h>

#include <openssl/evp.h>
#include <qpdf/qpdf-c.h>

#include "fuzz.h"
#include "pdf/structure.h"
#include "tiler_priv.h"

#define HEADER "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n"
/* Without a page tree libqpdf 12 opens no file. */
#define CATALOG \
	"1 0 obj\n<</Type/Catalog/Pages<</Type/Pages/Kids" \
	"[]/Count 0>>>>\nendobj\n"

static void ignore(void *user, const struct ic_reply *r)
{
	(void)user;
	(void)r;
}

static void put_id(struct ic_buf *b)
{
	uint8_t md[EVP_MAX_MD_SIZE];
	size_t n = b->len;
	char hex[65];

	demand(EVP_Digest(b->data, n - strlen("xref\n"), md, NULL, EVP_sha256(),
		   NULL) == 1);
	for (int i = 0; i < 32; i++) {
		snprintf(hex + 2 * i, 3, "%02X", md[i]);
	}
	ic_buf_printf(b,
	    "0 3\n0000000000 65535 f \n%010zu 00000 n \n%010zu 00000 n \n"
	    "trailer\n<</Size 3/Root 1 0 R/ID[<%s><%s>]>>\nstartxref\n"
	    "%zu\n%%%%EOF\n",
	    strlen(HEADER), strlen(HEADER CATALOG), hex, hex,
	    n - strlen("xref\n"));
}

static void seal(const uint8_t *object, size_t n, struct ic_buf *b)
{
	ic_buf_puts(b, HEADER CATALOG "2 0 obj\n");
	ic_buf_add(b, object, n);
	ic_buf_puts(b, "\nendobj\nxref\n");
	put_id(b);
	demand(!b->failed);
}

/* Bytes that mean something; the order of keys is qpdf's own. */
static void count(const char *p, size_t n, unsigned of[256])
{
	memset(of, 0, 256 * sizeof(*of));
	for (size_t i = 0; i < n; i++) {
		of[(uint8_t)p[i]] += p[i] != ' ' && p[i] != '\n';
	}
}

static void compare(const struct ic_buf *file, const uint8_t *object,
    size_t dict)
{
	qpdf_data q = qpdf_init();
	unsigned ours[256], theirs[256];
	const char *text;
	qpdf_oh oh;

	qpdf_silence_errors(q);
	qpdf_set_suppress_warnings(q, QPDF_TRUE);
	qpdf_set_attempt_recovery(q, QPDF_FALSE);
	demand(!(qpdf_read_memory(q, "f", (const char *)file->data, file->len,
		     NULL) &
	    QPDF_ERRORS));
	oh = qpdf_get_object_by_id(q, 2, 0);
	if (qpdf_oh_is_stream(q, oh)) {
		oh = qpdf_oh_get_dict(q, oh);
	}
	text = qpdf_oh_unparse_resolved(q, oh);
	demand(text != NULL);
	count((const char *)object, dict, ours);
	count(text, strlen(text), theirs);
	demand(memcmp(ours, theirs, sizeof(ours)) == 0);
	qpdf_cleanup(&q);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	const struct ic_slice none = { 0 };
	struct ic_buf file = { 0 };
	struct ic_window whole, part;
	struct ic_tile_text t = { &part, 0 };
	struct ic_tile_dict d;

	seal(bytes, n, &file);
	ic_window_over(&whole, file.data, file.len);
	ic_window_over(&part, bytes, n);
	if (ic_tiler_judge(&whole, &none, ignore, NULL)) {
		demand(ic_tile_dict(&t, 0, &d));
		/* qpdf passes over references that lead nowhere. */
		if (!memmem(bytes, t.at, " 0 R", 4)) {
			compare(&file, bytes, t.at);
		}
	}
	ic_buf_finish(&file);
	return 0;
}
