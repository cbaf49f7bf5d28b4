/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What is asked for, and who may have what. */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "ops/profiles.h"
#include "package_priv.h"

bool pack_refuse(struct pack *p, const char *fmt, ...)
{
	char text[IC_ERROR_MAX];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	return ic_fail(&p->v.err, IC_ESPEC, "%s", text);
}

/* What makes it a matter of privilege, whatever the spec says; or NULL. */
static const char *privileged(const struct pack *p)
{
	const struct ic_manifest *m = p->v.m;

	for (size_t i = 0; i < m->nredactions; i++) {
		const struct ic_manifest_redaction *r = &m->redactions[i];

		if (r->privileged ||
		    *ic_field(&r->fields, IC_FIELD_PRIVILEGE)) {
			return r->id;
		}
	}
	for (size_t i = 0; i < pack_ndocuments(p); i++) {
		const struct ic_manifest_document *d = &pack_documents(p)[i];

		if (pack_is_privileged(m, d)) {
			return d->begin;
		}
	}
	/* Of a part of a production the rest counts, too. */
	return m->privileged;
}

bool pack_decide(struct pack *p)
{
	const struct ic_manifest *m = p->v.m;

	if (!m->codes) {
		return pack_refuse(p,
		    "%s was made by an older version of this program: run "
		    "apply --resume again",
		    p->v.a.p.o->out);
	}
	if (m->service == IC_SERVICE_NONE) {
		return pack_refuse(p,
		    "the spec does not say who may see what: write \"service: "
		    "confidentiality\" (the other side may see the documents "
		    "whole) or \"service: privilege\" (it may not), and run "
		    "apply --resume");
	}
	p->service = m->service;
	p->forced = NULL;
	if (m->service == IC_SERVICE_CONFIDENTIALITY) {
		p->forced = privileged(p);
	}
	if (p->forced) {
		p->service = IC_SERVICE_PRIVILEGE;
	}
	return true;
}

static bool protects(const struct ic_manifest *m, const struct ic_spec_code *c)
{
	for (size_t i = 0; i < m->ncodes; i++) {
		if (strcmp(m->codes[i].name, c->name) == 0) {
			return m->codes[i].privileged || !c->privileged;
		}
	}
	return true;
}

/* Whoever has just written "service: privilege" means this package, too. */
bool pack_agree(struct pack *p)
{
	const struct ic_manifest *m = p->v.m;
	const struct ic_spec *s = &p->made.run->spec;
	bool ok;

	if (!p->made.o->spec) {
		return true;
	}
	if (!pack_load_spec(p)) {
		return false;
	}
	ok = s->service == m->service;
	for (size_t i = 0; i < s->ncodes; i++) {
		ok = ok && protects(m, &s->codes[i]);
	}
	return ok ||
	    pack_refuse(p,
		"the spec says now of service or privilege what it did not "
		"when %s was made: run apply --resume, then package again",
		p->v.a.p.o->out);
}

/* The audiences of the profile, or those of them that are asked for. */
static bool choose_audiences(struct pack *p)
{
	const struct ic_options *o = p->v.a.p.o;

	p->audiences = o->nto ? 0 : p->profile.audiences;
	for (size_t i = 0; i < o->nto; i++) {
		enum ic_audience a;

		if (!ic_audience_parse(o->to[i], &a)) {
			return pack_refuse(p,
			    "there is no audience \"%.100s\": --to takes %s, "
			    "%s or %s",
			    o->to[i], ic_audience_word(IC_AUDIENCE_COURT),
			    ic_audience_word(IC_AUDIENCE_OPPOSING),
			    ic_audience_word(IC_AUDIENCE_PUBLIC));
		}
		if (!(p->profile.audiences >> a & 1)) {
			return pack_refuse(p,
			    "the profile %.100s makes no folder for %s",
			    o->profile, o->to[i]);
		}
		p->audiences |= 1u << a;
	}
	return true;
}

static bool choose_columns(struct pack *p)
{
	const struct ic_options *o = p->v.a.p.o;

	for (size_t i = 0; i < o->ncolumns; i++) {
		unsigned k = 0;

		while (k < IC_FIELD_COUNT &&
		    strcasecmp(o->columns[i],
			ic_field_word((enum ic_field_key)k)) != 0) {
			k++;
		}
		if (k == IC_FIELD_COUNT) {
			return pack_refuse(p,
			    "there is no column \"%.100s\": --column takes a "
			    "field of documents, such as date or author",
			    o->columns[i]);
		}
		p->columns |= 1u << k;
	}
	return true;
}

bool pack_choose(struct pack *p)
{
	const struct ic_options *o = p->v.a.p.o;

	if (!ic_profile_open(o->profile, &p->profile, &p->v.a.p.run->diags,
		&p->v.err)) {
		return false;
	}
	p->volume = o->volume ? o->volume : p->profile.volume;
	if (!ic_profile_volume_ok(p->volume)) {
		return pack_refuse(p,
		    "--volume takes letters and then digits, like VOL001, not "
		    "\"%.100s\"",
		    p->volume);
	}
	return choose_audiences(p) && choose_columns(p);
}
