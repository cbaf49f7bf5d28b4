/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include <qpdf/qpdf-c.h>

#include "judge_ops.h"
#include "judge_priv.h"
#include "pdf/structure.h"
#include "qpdf_priv.h"

#define OBJECTS_MAX 8000000
#define DEPTH_MAX 16 /* of nested values; a page tree has less */
#define BEAT_EVERY 16

struct walk {
	qpdf_data q;
	struct ic_judge judge;
	const struct ic_slice *s;
	uint8_t *seen; /* enum ic_qrole by object number */
	bool met[IC_QROLES];
	uint32_t size;
	uint32_t pages;
	unsigned depth;
	int parent; /* number of the object that leads here */
};

static bool fault(struct walk *w, enum ic_fault what)
{
	if (w->judge.faults > 0) {
		return false; /* the way back from the first one */
	}
	return ic_judge_fault(&w->judge, what,
	    w->pages < w->s->npages ? w->pages : IC_JUDGE_NO_PAGE,
	    IC_JUDGE_NO_BOX);
}

static bool visit(struct walk *w, qpdf_oh oh, enum ic_qrole role);
static bool dictionary(struct walk *w, qpdf_oh dict, enum ic_qrole role);

static bool kids(struct walk *w, qpdf_oh array)
{
	int n = qpdf_oh_get_array_n_items(w->q, array), parent = w->parent;
	bool ok = n > 0 && qpdf_oh_is_array(w->q, array);

	for (int i = 0; ok && i < n; i++) {
		qpdf_oh kid = qpdf_oh_get_array_item(w->q, array, i);
		bool page = qpdf_oh_is_dictionary_of_type(w->q, kid, "/Page",
		    "");

		w->parent = parent;
		ok = visit(w, kid, page ? IC_QROLE_PAGE : IC_QROLE_NODE);
		qpdf_oh_release(w->q, kid);
	}
	w->parent = parent;
	return ok || fault(w, IC_FAULT_VALUE);
}

static bool one_ref(struct walk *w, qpdf_oh v, enum ic_qrole role)
{
	bool ok = qpdf_oh_is_array(w->q, v) &&
	    qpdf_oh_get_array_n_items(w->q, v) == 1;

	if (ok) {
		qpdf_oh item = qpdf_oh_get_array_item(w->q, v, 0);

		ok = visit(w, item, role);
		qpdf_oh_release(w->q, item);
	}
	return ok;
}

static bool value(struct walk *w, qpdf_oh v, const struct ic_qrule *r)
{
	bool indirect = qpdf_oh_is_indirect(w->q, v);

	switch (r->kind) {
	case IC_Q_PARENT:
		return indirect && w->parent > 0 &&
		    qpdf_oh_get_object_id(w->q, v) == w->parent;
	case IC_Q_REF:
		return visit(w, v, r->role);
	case IC_Q_ONE_REF:
		return !indirect && one_ref(w, v, r->role);
	case IC_Q_KIDS:
		return true; /* walked when the node's other keys are known */
	case IC_Q_DIRECT:
		return !indirect && dictionary(w, v, r->role);
	default:
		return !indirect && ic_qpdf_plain(w->q, v, r);
	}
}

/* Every key is on the list; iteration cannot be nested, so this goes first. */
static bool keys(struct walk *w, qpdf_oh dict, const struct ic_qrule *rules)
{
	bool ok = true;

	qpdf_oh_begin_dict_key_iter(w->q, dict);
	while (qpdf_oh_dict_more_keys(w->q)) {
		const char *key = qpdf_oh_dict_next_key(w->q);
		const struct ic_qrule *r = rules;

		while (r->key && strcmp(r->key, key) != 0) {
			r++;
		}
		ok = ok && r->key;
	}
	return ok || fault(w, IC_FAULT_KEY);
}

static bool dictionary(struct walk *w, qpdf_oh dict, enum ic_qrole role)
{
	const struct ic_qrule *rules = ic_qpdf_rules(role);

	if (!qpdf_oh_is_dictionary(w->q, dict)) {
		return fault(w, IC_FAULT_VALUE);
	}
	if (!keys(w, dict, rules)) {
		return false;
	}
	for (const struct ic_qrule *r = rules; r->key; r++) {
		qpdf_oh v;
		bool ok;

		if (!qpdf_oh_has_key(w->q, dict, r->key)) {
			if (r->optional) {
				continue;
			}
			return fault(w, IC_FAULT_KEY);
		}
		v = qpdf_oh_get_key(w->q, dict, r->key);
		ok = value(w, v, r);
		qpdf_oh_release(w->q, v);
		if (!ok) {
			return fault(w, IC_FAULT_VALUE);
		}
	}
	return true;
}

static bool is_name(struct walk *w, qpdf_oh dict, const char *key,
    const char *name)
{
	qpdf_oh v = qpdf_oh_get_key(w->q, dict, key);
	bool is = qpdf_oh_is_name(w->q, v) &&
	    strcmp(qpdf_oh_get_name(w->q, v), name) == 0;

	qpdf_oh_release(w->q, v);
	return is;
}

/* By its colours and code an image has the keys of one kind or another. */
static enum ic_qrole kind_of(struct walk *w, qpdf_oh dict)
{
	if (!qpdf_oh_is_dictionary(w->q, dict)) {
		return IC_QROLE_IMAGE;
	}
	if (is_name(w, dict, "/Filter", "/CCITTFaxDecode")) {
		return IC_QROLE_IMAGE_FAX;
	}
	if (is_name(w, dict, "/Filter", "/DCTDecode") &&
	    is_name(w, dict, "/ColorSpace", "/DeviceCMYK")) {
		return IC_QROLE_IMAGE_CMYK;
	}
	if (is_name(w, dict, "/Filter", "/FlateDecode") &&
	    qpdf_oh_has_key(w->q, dict, "/DecodeParms")) {
		return IC_QROLE_IMAGE_PNG;
	}
	return IC_QROLE_IMAGE;
}

static bool stream(struct walk *w, qpdf_oh oh, enum ic_qrole role)
{
	qpdf_oh dict;
	uint8_t *p = NULL;
	size_t n = 0;
	bool ok;

	if (!qpdf_oh_is_stream(w->q, oh)) {
		return fault(w, IC_FAULT_VALUE);
	}
	dict = qpdf_oh_get_dict(w->q, oh);
	ok = dictionary(w, dict,
	    role == IC_QROLE_IMAGE ? kind_of(w, dict) : role);
	qpdf_oh_release(w->q, dict);
	if (!ok || role == IC_QROLE_IMAGE || role == IC_QROLE_CONTENT) {
		return ok; /* who looks at pixels decodes them, the page this */
	}
	ok = ic_qpdf_inflate(w->q, oh, &p, &n) && ic_qpdf_stream(role, p, n);
	free(p);
	return ok || fault(w, IC_FAULT_STREAM);
}

/* The handle of dict/a/b, or of null. */
static qpdf_oh below(struct walk *w, qpdf_oh dict, const char *a, const char *b)
{
	qpdf_oh inner = qpdf_oh_get_key(w->q, dict, a);
	qpdf_oh v = qpdf_oh_get_key_if_dict(w->q, inner, b);

	qpdf_oh_release(w->q, inner);
	return v;
}

static bool has(struct walk *w, qpdf_oh dict, const char *a, const char *b)
{
	qpdf_oh v = below(w, dict, a, b);
	bool is = !qpdf_oh_is_null(w->q, v);

	qpdf_oh_release(w->q, v);
	return is;
}

/* What a page paints, against its resources and the plan. */
static bool content(struct walk *w, qpdf_oh page)
{
	const struct ic_slice_page *sp = &w->s->pages[w->pages];
	bool picture = ic_slice_has_picture(sp);
	uint32_t marks = ic_slice_marks(sp);
	qpdf_oh res = qpdf_oh_get_key(w->q, page, "/Resources");
	qpdf_oh oh = qpdf_oh_get_key(w->q, page, "/Contents");
	struct ic_ops_allowed allowed = {
		.image = has(w, res, "/XObject", "/Im0"),
		.text_font = has(w, res, "/Font", "/T0"),
		.label_font = has(w, res, "/Font", "/F0"),
		.plates = w->s->plate,
		.marks = has(w, res, "/ExtGState", "/G0"),
	};
	struct ic_ops_found found;
	size_t n = 0;
	uint8_t *p = NULL;
	bool ok = ic_qpdf_inflate(w->q, oh, &p, &n) &&
	    ic_ops_judge(p, n, &allowed, &found);

	free(p);
	qpdf_oh_release(w->q, oh);
	qpdf_oh_release(w->q, res);
	/* A font that shows nothing is one that no proof reads. */
	if (!ok || found.text_font != allowed.text_font ||
	    found.label_font != allowed.label_font) {
		return fault(w, IC_FAULT_OPERATOR);
	}
	if (allowed.marks != (marks > 0) || found.areas != marks ||
	    found.lines != marks) {
		return fault(w, IC_FAULT_MARK);
	}
	return (allowed.image == picture && found.images == picture) ||
	    fault(w, IC_FAULT_IMAGE);
}

static bool page(struct walk *w, qpdf_oh oh)
{
	bool ok;

	if (w->pages >= w->s->npages) {
		w->pages++;
		return fault(w, IC_FAULT_PAGES);
	}
	if (w->pages % BEAT_EVERY == 0) {
		ic_judge_beat(&w->judge);
	}
	ok = dictionary(w, oh, IC_QROLE_PAGE) && content(w, oh);
	w->pages++;
	return ok;
}

static bool node(struct walk *w, qpdf_oh oh)
{
	uint32_t before = w->pages;
	qpdf_oh v;
	bool ok = dictionary(w, oh, IC_QROLE_NODE) &&
	    qpdf_oh_has_key(w->q, oh, "/Parent") == (w->parent > 0);
	long long count = -1;

	if (!ok) {
		return fault(w, IC_FAULT_KEY);
	}
	v = qpdf_oh_get_key(w->q, oh, "/Kids");
	w->parent = qpdf_oh_get_object_id(w->q, oh);
	ok = kids(w, v);
	qpdf_oh_release(w->q, v);
	v = qpdf_oh_get_key(w->q, oh, "/Count");
	qpdf_oh_get_value_as_longlong(w->q, v, &count);
	qpdf_oh_release(w->q, v);
	return ok &&
	    (count == (long long)w->pages - before || fault(w, IC_FAULT_VALUE));
}

/* Each object has one role and one place, but for the two fonts. */
static bool first_visit(struct walk *w, qpdf_oh oh, enum ic_qrole role,
    bool *again)
{
	int number = qpdf_oh_get_object_id(w->q, oh);

	*again = false;
	if (!qpdf_oh_is_indirect(w->q, oh) || number <= 0 ||
	    (uint32_t)number >= w->size ||
	    qpdf_oh_get_generation(w->q, oh) != 0) {
		return fault(w, IC_FAULT_VALUE);
	}
	if (w->seen[number] != IC_QROLE_NONE) {
		*again = w->seen[number] == role && ic_qpdf_is_shared(role);
		return *again || fault(w, IC_FAULT_VALUE);
	}
	if (ic_qpdf_is_shared(role) && w->met[role]) {
		return fault(w, IC_FAULT_VALUE);
	}
	w->met[role] = true;
	w->seen[number] = (uint8_t)role;
	return true;
}

static bool visit(struct walk *w, qpdf_oh oh, enum ic_qrole role)
{
	bool again, ok;

	if (!first_visit(w, oh, role, &again) || w->depth >= DEPTH_MAX) {
		return false;
	}
	if (again) {
		return true;
	}
	w->depth++;
	if (ic_qpdf_is_stream(role)) {
		ok = stream(w, oh, role);
	} else if (role == IC_QROLE_PAGE) {
		ok = page(w, oh);
	} else if (role == IC_QROLE_NODE) {
		ok = node(w, oh);
	} else {
		ok = dictionary(w, oh, role);
	}
	w->depth--;
	return ok;
}

static bool orphans(struct walk *w)
{
	for (uint32_t i = 1; i < w->size; i++) {
		if (w->seen[i] == IC_QROLE_NONE) {
			return fault(w, IC_FAULT_ORPHAN);
		}
	}
	return true;
}

static bool walk_all(struct walk *w)
{
	qpdf_oh trailer = qpdf_get_trailer(w->q);
	qpdf_oh size = qpdf_oh_get_key(w->q, trailer, "/Size");
	long long n = 0;

	if (!qpdf_oh_get_value_as_longlong(w->q, size, &n) || n < 1 ||
	    n > OBJECTS_MAX || !(w->seen = calloc((size_t)n, 1))) {
		return fault(w, IC_FAULT_UNREADABLE);
	}
	qpdf_oh_release(w->q, size);
	w->size = (uint32_t)n;
	if (!dictionary(w, trailer, IC_QROLE_TRAILER) || !orphans(w)) {
		return false;
	}
	return w->pages == w->s->npages || fault(w, IC_FAULT_PAGES);
}

bool ic_qpdf_judge(const uint8_t *bytes, size_t n, const struct ic_slice *s,
    ic_judge_report_fn *report, void *user)
{
	struct walk w = { .q = qpdf_init(),
		.s = s,
		.judge = { report, user, IC_PROOF_STRUCTURE, 0 } };

	if (w.q) {
		qpdf_silence_errors(w.q);
		qpdf_set_suppress_warnings(w.q, QPDF_TRUE);
		qpdf_set_attempt_recovery(w.q, QPDF_FALSE);
	}
	if (!w.q ||
	    (qpdf_read_memory(w.q, "output", (const char *)bytes, n, NULL) &
		QPDF_ERRORS) != 0) {
		fault(&w, IC_FAULT_UNREADABLE);
	} else {
		walk_all(&w);
		if (qpdf_more_warnings(w.q) || qpdf_has_error(w.q)) {
			fault(&w, IC_FAULT_SYNTAX);
		}
	}
	if (w.q && qpdf_has_error(w.q)) {
		qpdf_get_error(w.q); /* or cleanup prints it */
	}
	free(w.seen);
	qpdf_cleanup(&w.q);
	return ic_judge_end(&w.judge);
}
