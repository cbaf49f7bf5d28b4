/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include <string.h>

#include "qpdf_priv.h"

#define ID_BYTES 32

static bool number_at(qpdf_data q, qpdf_oh array, int i, double *out)
{
	qpdf_oh item = qpdf_oh_get_array_item(q, array, i);
	bool ok = !qpdf_oh_is_indirect(q, item) &&
	    qpdf_oh_get_value_as_number(q, item, out);

	qpdf_oh_release(q, item);
	return ok;
}

static bool box(qpdf_data q, qpdf_oh v)
{
	double n[4] = { 0 };

	if (!qpdf_oh_is_array(q, v) || qpdf_oh_get_array_n_items(q, v) != 4) {
		return false;
	}
	for (int i = 0; i < 4; i++) {
		if (!number_at(q, v, i, &n[i])) {
			return false;
		}
	}
	return n[0] == 0 && n[1] == 0 && n[2] > 0 && n[3] > 0;
}

static bool one_width(qpdf_data q, qpdf_oh array, int i)
{
	qpdf_oh item = qpdf_oh_get_array_item(q, array, i);
	double width;
	bool ok = qpdf_oh_is_array(q, item) && !qpdf_oh_is_indirect(q, item) &&
	    qpdf_oh_get_array_n_items(q, item) == 1 &&
	    number_at(q, item, 0, &width) && width >= 0;

	qpdf_oh_release(q, item);
	return ok;
}

static bool widths(qpdf_data q, qpdf_oh v)
{
	int n = qpdf_oh_get_array_n_items(q, v);
	double last = 0, cid = 0;

	if (!qpdf_oh_is_array(q, v) || n < 2 || n % 2 != 0) {
		return false;
	}
	for (int i = 0; i < n; i += 2) {
		if (!number_at(q, v, i, &cid) || cid <= last ||
		    cid > UINT16_MAX || !one_width(q, v, i + 1)) {
			return false;
		}
		last = cid;
	}
	return true;
}

static bool id(qpdf_data q, qpdf_oh v)
{
	bool ok = qpdf_oh_is_array(q, v) &&
	    qpdf_oh_get_array_n_items(q, v) == 2;

	for (int i = 0; ok && i < 2; i++) {
		qpdf_oh item = qpdf_oh_get_array_item(q, v, i);
		size_t n = 0;

		qpdf_oh_get_binary_string_value(q, item, &n);
		ok = qpdf_oh_is_string(q, item) && n == ID_BYTES;
		qpdf_oh_release(q, item);
	}
	return ok;
}

static bool subset(const char *name, const char *font)
{
	if (*name++ != '/') {
		return false;
	}
	for (int i = 0; i < 6; i++, name++) {
		if (*name < 'A' || *name > 'Z') {
			return false;
		}
	}
	return *name == '+' && strcmp(name + 1, font) == 0;
}

bool ic_qpdf_plain(qpdf_data q, qpdf_oh v, const struct ic_qrule *r)
{
	long long n = -1;

	switch (r->kind) {
	case IC_Q_NAME:
		return qpdf_oh_is_name(q, v) &&
		    ic_qpdf_word(r->words, qpdf_oh_get_name(q, v));
	case IC_Q_SUBSET:
		return qpdf_oh_is_name(q, v) &&
		    subset(qpdf_oh_get_name(q, v), r->words);
	case IC_Q_STRING:
		return qpdf_oh_is_string(q, v) &&
		    strcmp(qpdf_oh_get_string_value(q, v), r->words) == 0;
	case IC_Q_INT:
	case IC_Q_COUNT:
		return qpdf_oh_get_value_as_longlong(q, v, &n) && n >= 0;
	case IC_Q_IS:
		return strcmp(qpdf_oh_unparse(q, v), r->words) == 0;
	case IC_Q_BOX:
		return box(q, v);
	case IC_Q_WIDTHS:
		return widths(q, v);
	case IC_Q_ID:
		return id(q, v);
	default:
		return false;
	}
}
