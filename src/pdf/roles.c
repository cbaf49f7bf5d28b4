/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "pdf/roles.h"

#include <stdio.h>
#include <string.h>

#include <hb.h>
#include <jpeglib.h>
#include <libdeflate.h>
#include <mupdf/fitz.h>
#include <openjpeg.h>
#include <tiffio.h>
#include <zlib.h>

#include "core/annot.h"
#include "core/audit_pictures.h"
#include "core/finding.h"
#include "core/picture.h"
#include "core/plaintext.h"
#include "core/shown.h"
#include "pdf/font.h"
#include "pdf/ocr.h"

#define GIB ((uint64_t)1 << 30)

/*
 * Address space: MuPDF's own limit of 1 GiB, three buffers of the largest
 * raster, and what OpenJPEG and libjpeg take beside it. The judge of
 * the structure maps a whole output, which is at most 4 GiB.
 */
#define MEMORY_DRAW (3 * GIB)
#define MEMORY_CONTENT (4 * GIB) /* it has two documents open */
#define MEMORY_STRUCTURE (6 * GIB)
#define PRODUCT (4 * GIB)

const struct ic_role ic_pdf_roles[IC_ROLES] = {
	[IC_ROLE_SCOUT] = { "scout", ic_scout_run,
	    { MEMORY_DRAW, 0, false, false }, ic_font_warm },
	[IC_ROLE_MAKE] = { "make", ic_make_run,
	    { MEMORY_DRAW, PRODUCT, false, false }, NULL },
	[IC_ROLE_STRUCTURE] = { "judge-structure", ic_structure_run,
	    { MEMORY_STRUCTURE, 0, false, true }, NULL },
	[IC_ROLE_CONTENT] = { "judge-content", ic_content_run,
	    { MEMORY_CONTENT, 0, true, false }, NULL },
	[IC_ROLE_TEXT] = { "text", ic_text_run,
	    { MEMORY_DRAW, IC_PLAINTEXT_MAX, false, false }, NULL },
	[IC_ROLE_READ] = { "read", ic_read_run,
	    { MEMORY_DRAW, 0, false, false }, ic_ocr_warm },
	[IC_ROLE_PICTURE] = { "picture", ic_picture_run,
	    { MEMORY_DRAW, IC_PICTURES_BYTES_MAX, false, false }, NULL },
	[IC_ROLE_ANNOTS] = { "annots", ic_annots_run,
	    { MEMORY_DRAW, IC_ANNOTS_BYTES_MAX, false, false }, NULL },
	[IC_ROLE_ANNOTATE] = { "annotate", ic_annotate_run,
	    { MEMORY_DRAW, PRODUCT, false, false }, NULL },
	[IC_ROLE_SHOW] = { "show", ic_show_run,
	    { MEMORY_DRAW, IC_SHOWN_BYTES_MAX, false, false }, NULL },
	[IC_ROLE_AUDIT] = { "audit", ic_audit_run,
	    { MEMORY_CONTENT, IC_FINDINGS_BYTES_MAX, false, false }, NULL },
	[IC_ROLE_AUDIT_PICTURES] = { "audit-pictures", ic_audit_pictures_run,
	    { MEMORY_DRAW, IC_AUDIT_PICTURES_BYTES, false, false }, NULL },
};

#define TEXT_OF(x) #x
#define TEXT(x) TEXT_OF(x)

const char *ic_pdf_versions(void)
{
	static char text[200];
	/* "LIBTIFF, Version 4.5.0", and who made it. */
	const char *all = TIFFGetVersion(), *tiff = strstr(all, "Version ");

	tiff = tiff ? tiff + strlen("Version ") : all;
	snprintf(text, sizeof(text),
	    "mupdf %s; zlib %s; libdeflate %s; libjpeg-turbo %s; "
	    "openjpeg %s; harfbuzz %s; libtiff %.*s",
	    FZ_VERSION, zlibVersion(), LIBDEFLATE_VERSION_STRING,
	    TEXT(LIBJPEG_TURBO_VERSION), opj_version(), hb_version_string(),
	    (int)strcspn(tiff, "\n"), tiff);
	return text;
}
