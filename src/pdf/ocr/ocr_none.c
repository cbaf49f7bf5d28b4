/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* A build without Tesseract. */
#include "pdf/ocr.h"

bool ic_ocr_request(void)
{
	return false;
}

void ic_ocr_warm(void)
{
}

bool ic_ocr_ready(void)
{
	return false;
}

bool ic_ocr_read(const uint8_t *px, int w, int h, size_t stride, unsigned dpi,
    ic_ocr_fn *fn, void *user)
{
	(void)px;
	(void)w;
	(void)h;
	(void)stride;
	(void)dpi;
	(void)fn;
	(void)user;
	return false;
}
