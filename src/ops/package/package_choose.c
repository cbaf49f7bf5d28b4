/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What is asked for, and who may have what. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ledgers.h"
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

bool pack_decide(struct pack *p)
{
	const struct ic_manifest *m = p->v.m;

	if (!m->codes || !m->privilege) {
		return pack_refuse(p,
		    "%s was made by an older version of this program, which "
		    "did not record whether anything in the production is "
		    "privileged: run apply --resume again, or if it was "
		    "served, apply into a new directory",
		    p->v.a.p.o->out);
	}
	p->service = m->service;
	if (p->service == IC_SERVICE_NONE) {
		p->service = p->spec_service;
	}
	if (p->service == IC_SERVICE_NONE) {
		return pack_refuse(p,
		    "the spec does not say who may see what: write \"service: "
		    "confidentiality\" (the other side may see the documents "
		    "whole) or \"service: privilege\" (it may not)");
	}
	p->forced = NULL;
	if (p->service == IC_SERVICE_CONFIDENTIALITY) {
		p->forced = ic_manifest_privilege(m);
		p->forced = p->forced    ? p->forced
		    : *p->spec_privilege ? p->spec_privilege
					 : NULL;
	}
	/* The stricter of what it said then and says now. */
	if (p->forced || p->spec_service == IC_SERVICE_PRIVILEGE) {
		p->service = IC_SERVICE_PRIVILEGE;
	}
	return true;
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

/* VOL002 is called so in its package, too; a directory "out" is VOL001. */
static const char *own_name(struct pack *p)
{
	char *name = ledger_volume(p->v.a.p.o->out);
	const char *own = p->profile.volume;

	if (name && ic_profile_volume_ok(name)) {
		own = ic_arena_strdup(&p->v.a.p.run->arena, name);
	}
	free(name);
	return own;
}

bool pack_choose(struct pack *p)
{
	const struct ic_options *o = p->v.a.p.o;

	if (!ic_profile_open(o->profile, &p->profile, &p->v.a.p.run->diags,
		&p->v.err)) {
		return false;
	}
	p->volume = o->volume ? o->volume : own_name(p);
	if (!p->volume) {
		return ic_fail(&p->v.err, IC_EENV, "out of memory");
	}
	if (!ic_profile_volume_ok(p->volume)) {
		return pack_refuse(p,
		    "--volume takes letters and then digits, like VOL001, not "
		    "\"%.100s\"",
		    p->volume);
	}
	return choose_audiences(p) && choose_columns(p);
}
