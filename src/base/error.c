/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "base/error.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

bool ic_fail(struct ic_error *err, enum ic_code code, const char *fmt, ...)
{
	va_list ap;

	if (!err) {
		return false;
	}
	err->code = code;
	va_start(ap, fmt);
	vsnprintf(err->msg, sizeof(err->msg), fmt, ap);
	va_end(ap);
	return false;
}

bool ic_fail_in(struct ic_error *err, const char *fmt, ...)
{
	char inner[IC_ERROR_MAX];
	va_list ap;
	size_t len;

	if (!err) {
		return false;
	}
	memcpy(inner, err->msg, sizeof(inner));
	va_start(ap, fmt);
	vsnprintf(err->msg, sizeof(err->msg), fmt, ap);
	va_end(ap);
	len = strlen(err->msg);
	snprintf(err->msg + len, sizeof(err->msg) - len, ": %s", inner);
	return false;
}
