/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "pdf/ocr.h"

#include <dlfcn.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <tesseract/capi.h>
#include <tesseract/version.h>

#include "base/fs.h"

#define TEXT_OF(x) #x
#define TEXT(x) TEXT_OF(x)

/* As both Debian releases name it. */
#define LIBRARY "libtesseract.so." TEXT(TESSERACT_MAJOR_VERSION)
#define DATA IC_TESSDATA "/eng.traineddata"

#define DATA_MAX ((size_t)64 << 20)

/* X(function): those of the library that are used. */
#define FUNCTIONS(X) \
	X(TessBaseAPICreate) \
	X(TessBaseAPIInit5) \
	X(TessBaseAPISetPageSegMode) \
	X(TessBaseAPISetImage) \
	X(TessBaseAPISetSourceResolution) \
	X(TessBaseAPIRecognize) \
	X(TessBaseAPIGetIterator) \
	X(TessBaseAPIClear) \
	X(TessResultIteratorGetPageIteratorConst) \
	X(TessResultIteratorGetUTF8Text) \
	X(TessResultIteratorNext) \
	X(TessResultIteratorDelete) \
	X(TessPageIteratorIsAtBeginningOf) \
	X(TessPageIteratorBoundingBox) \
	X(TessDeleteText)

static struct {
	bool wanted;
	TessBaseAPI *engine; /* NULL: it cannot read */
#define X(name) __typeof__(&name) name;
	FUNCTIONS(X)
#undef X
} ocr;

bool ic_ocr_request(void)
{
	ocr.wanted = true;
	return true;
}

bool ic_ocr_ready(void)
{
	return ocr.engine != NULL;
}

static bool find(void *library, const char *name, void *to, size_t n)
{
	void *at = dlsym(library, name);

	/* POSIX lets a function's address be had so, C does not say it. */
	memcpy(to, &at, n);
	return at != NULL;
}

static bool load_library(void)
{
	void *library;

	/* Read when the library's OpenMP begins: it shall start no thread. */
	setenv("OMP_THREAD_LIMIT", "1", 1);
	library = dlopen(LIBRARY, RTLD_NOW | RTLD_LOCAL);
	if (!library) {
		return false;
	}
#define X(name) \
	if (!find(library, #name, &ocr.name, sizeof(ocr.name))) { \
		return false; \
	}
	FUNCTIONS(X)
#undef X
	return true;
}

/* The language data; NULL if it is not there. */
static char *load_data(size_t *n)
{
	int fd = open(DATA, O_RDONLY | O_CLOEXEC);
	off_t size = fd >= 0 ? lseek(fd, 0, SEEK_END) : 0;
	char *data = size > 0 && (size_t)size <= DATA_MAX ? malloc((size_t)size)
							  : NULL;

	if (data && !ic_fs_read_at(fd, data, (size_t)size, 0)) {
		free(data);
		data = NULL;
	}
	*n = data ? (size_t)size : 0;
	if (fd >= 0) {
		close(fd);
	}
	return data;
}

/* A dictionary would make words of numbers. */
static TessBaseAPI *start(const char *data, size_t n)
{
	static char freq[] = "load_freq_dawg", words[] = "load_system_dawg";
	static char off[] = "0";
	char *names[] = { freq, words }, *values[] = { off, off };
	TessBaseAPI *engine = ocr.TessBaseAPICreate();

	if (!engine ||
	    ocr.TessBaseAPIInit5(engine, data, (int)n, "eng", OEM_LSTM_ONLY,
		NULL, 0, names, values, 2, 0) != 0) {
		return NULL;
	}
	ocr.TessBaseAPISetPageSegMode(engine, PSM_SPARSE_TEXT);
	return engine;
}

void ic_ocr_warm(void)
{
	size_t n;
	char *data;

	if (!ocr.wanted || !load_library()) {
		return;
	}
	data = load_data(&n);
	if (data) {
		ocr.engine = start(data, n);
	}
	free(data);
}

static bool take_symbol(TessResultIterator *at, ic_ocr_fn *fn, void *user)
{
	const TessPageIterator
	    *page = ocr.TessResultIteratorGetPageIteratorConst(at);
	struct ic_ocr_symbol s = { 0 };
	char *text = ocr.TessResultIteratorGetUTF8Text(at, RIL_SYMBOL);
	bool ok = true;

	if (text && strlen(text) < sizeof(s.text) &&
	    ocr.TessPageIteratorBoundingBox(page, RIL_SYMBOL, &s.x0, &s.y0,
		&s.x1, &s.y1)) {
		memcpy(s.text, text, strlen(text));
		s.word = ocr.TessPageIteratorIsAtBeginningOf(page, RIL_WORD);
		s.line = ocr.TessPageIteratorIsAtBeginningOf(page,
		    RIL_TEXTLINE);
		ok = fn(user, &s);
	}
	ocr.TessDeleteText(text);
	return ok;
}

bool ic_ocr_read(const uint8_t *px, int w, int h, size_t stride, unsigned dpi,
    ic_ocr_fn *fn, void *user)
{
	TessResultIterator *at;
	bool ok;

	ocr.TessBaseAPISetImage(ocr.engine, px, w, h, 1, (int)stride);
	ocr.TessBaseAPISetSourceResolution(ocr.engine, (int)dpi);
	ok = ocr.TessBaseAPIRecognize(ocr.engine, NULL) == 0;
	at = ok ? ocr.TessBaseAPIGetIterator(ocr.engine) : NULL;
	while (at && take_symbol(at, fn, user) &&
	    ocr.TessResultIteratorNext(at, RIL_SYMBOL)) {
	}
	if (at) {
		ocr.TessResultIteratorDelete(at);
	}
	ocr.TessBaseAPIClear(ocr.engine);
	return ok;
}
