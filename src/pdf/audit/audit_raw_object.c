/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include <string.h>

#include "audit_raw.h"

#define STREAM_SLACK 16 /* bytes between a stream's data and `endstream` */

/* The words that no value is, so that a broken one ends at its object's end. */
static bool ends_object(const struct raw_token *t)
{
	return t->kind == RAW_END ||
	    (t->kind == RAW_WORD &&
		(!strcmp(t->word, "endobj") || !strcmp(t->word, "stream") ||
		    !strcmp(t->word, "obj") || !strcmp(t->word, "xref") ||
		    !strcmp(t->word, "startxref")));
}

/* Past the rest of an array or dictionary; *first is its first integer. */
static bool skip_nested(struct raw *r, int64_t *first)
{
	struct raw_token t;
	size_t depth = 1;

	*first = -1;
	while (depth > 0) {
		raw_next(r, &t);
		if (ends_object(&t)) {
			return false;
		}
		if (t.kind == RAW_OPEN || t.kind == RAW_ARRAY) {
			depth++;
		} else if (t.kind == RAW_CLOSE || t.kind == RAW_ARRAY_END) {
			depth--;
		}
		if (*first < 0 && t.kind == RAW_INT) {
			*first = t.n;
		}
		if (depth > RAW_DEPTH_MAX) {
			return false;
		}
	}
	return true;
}

struct value {
	struct raw_token t; /* its first token */
	bool ref;           /* "N G R": t.n is the number */
	int64_t first;      /* of an array: its first integer */
};

/* "N G R", or the number alone. */
static void look_for_ref(struct raw *r, struct value *v)
{
	struct raw to = *r;
	struct raw_token gen;

	raw_next(&to, &gen);
	if (gen.kind == RAW_INT && raw_word(&to, "R")) {
		v->ref = true;
		*r = to;
	}
}

static bool read_value(struct raw *r, struct value *v)
{
	*v = (struct value){ .first = -1 };
	raw_next(r, &v->t);
	if (ends_object(&v->t) || v->t.kind == RAW_CLOSE ||
	    v->t.kind == RAW_ARRAY_END) {
		return false;
	}
	if (v->t.kind == RAW_OPEN || v->t.kind == RAW_ARRAY) {
		return skip_nested(r, &v->first);
	}
	if (v->t.kind == RAW_INT) {
		look_for_ref(r, v);
	}
	return true;
}

static bool is_name(const struct value *v, const char *name)
{
	return v->t.kind == RAW_NAME && !strcmp(v->t.word, name);
}

static void take(struct raw_dict *d, const char *key, const struct value *v)
{
	if (!strcmp(key, "Length")) {
		*(v->ref ? &d->length_of : &d->length) = v->t.n;
	} else if (!strcmp(key, "Prev")) {
		d->prev = v->t.n;
	} else if (!strcmp(key, "XRefStm")) {
		d->xref_stm = v->t.n;
	} else if (!strcmp(key, "L")) {
		d->linear = v->t.n;
	} else if (!strcmp(key, "H")) {
		d->hints = v->first;
	} else if (!strcmp(key, "Linearized")) {
		d->is_linear = true;
	} else if (!strcmp(key, "Producer") || !strcmp(key, "Creator") ||
	    !strcmp(key, "CreationDate") || !strcmp(key, "ModDate")) {
		d->is_info = true;
	} else if (!strcmp(key, "Subtype")) {
		d->is_image = is_name(v, "Image");
	} else if (!strcmp(key, "Type")) {
		d->is_xref = is_name(v, "XRef");
		d->is_objects = is_name(v, "ObjStm");
	}
}

struct keys {
	char at[RAW_KEYS_MAX][RAW_WORD_MAX + 1];
	size_t n;
};

/* Longer ones are cut, and then not compared. */
static bool is_new(struct keys *k, const struct raw_token *t)
{
	if (t->end - t->at > RAW_WORD_MAX || k->n == RAW_KEYS_MAX) {
		return true;
	}
	for (size_t i = 0; i < k->n; i++) {
		if (!strcmp(k->at[i], t->word)) {
			return false;
		}
	}
	memcpy(k->at[k->n++], t->word, sizeof(t->word));
	return true;
}

bool raw_dict(struct raw *r, struct raw_dict *out)
{
	struct raw_dict d = { .length = -1,
		.length_of = -1,
		.prev = -1,
		.xref_stm = -1,
		.linear = -1,
		.hints = -1 };
	struct keys keys = { .n = 0 };
	struct raw_token key;
	struct value v;

	raw_next(r, &key);
	if (key.kind != RAW_OPEN) {
		return false;
	}
	for (raw_next(r, &key); key.kind != RAW_CLOSE; raw_next(r, &key)) {
		if (key.kind != RAW_NAME || !read_value(r, &v)) {
			return false;
		}
		d.twice = !is_new(&keys, &key) || d.twice;
		take(&d, key.word, &v);
	}
	*out = d;
	return true;
}

/* True, and past it, if `endstream` stands behind data that end here. */
static bool ends_here(struct raw *r, size_t end)
{
	struct raw to = { r->w, end };

	raw_space(&to);
	if (to.at - end > STREAM_SLACK || !raw_word(&to, "endstream")) {
		return false;
	}
	r->at = to.at;
	return true;
}

/* Behind the word `stream`. */
static bool stream(struct raw *r, raw_length_fn *length, void *user,
    struct raw_object *o)
{
	int64_t n = o->dict.length;

	if (o->dict.length_of > 0) {
		n = length(user, o->dict.length_of);
	}
	r->at += ic_window_byte(r->w, r->at) == '\r';
	r->at += ic_window_byte(r->w, r->at) == '\n';
	o->is_stream = true;
	o->data = r->at;
	if (n >= 0 && (uint64_t)n <= r->w->size - r->at &&
	    ends_here(r, r->at + (size_t)n)) {
		o->data_end = o->data + (size_t)n;
		return true;
	}
	o->wrong_length = true;
	if (!raw_find(r, "endstream", r->w->size, &o->data_end)) {
		o->data_end = r->w->size;
		r->at = r->w->size;
		return false;
	}
	r->at = o->data_end + strlen("endstream");
	return true;
}

static bool head(struct raw *r, struct raw_object *o)
{
	struct raw_token number, gen;

	raw_next(r, &number);
	raw_next(r, &gen);
	o->number = number.n;
	o->at = number.at;
	return number.kind == RAW_INT && number.n >= 0 && gen.kind == RAW_INT &&
	    gen.n >= 0 && raw_word(r, "obj");
}

/* Past any other value, up to `endobj`. */
static void skip_value(struct raw *r)
{
	struct raw to = *r;
	struct value v;

	if (read_value(&to, &v)) {
		*r = to;
	}
}

bool raw_object(struct raw *r, raw_length_fn *length, void *user,
    struct raw_object *out)
{
	struct raw_object o = { 0 };
	struct raw to = *r;

	if (!head(&to, &o)) {
		return false;
	}
	o.body = to.at;
	*r = to;
	o.is_dict = raw_dict(&to, &o.dict);
	if (o.is_dict) {
		*r = to;
		if (raw_word(r, "stream")) {
			o.open = !stream(r, length, user, &o);
		}
	} else {
		skip_value(r);
	}
	o.open = !raw_word(r, "endobj") || o.open;
	o.end = r->at;
	*out = o;
	return true;
}
