/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What becomes of designations that stamped documents bear. */
#include <stdio.h>
#include <string.h>

#include "spec_priv.h"

static const char *const actions[] = { "keep", "cover" };

static void read_action(struct ic_reader *r, void *to)
{
	struct ic_old_legend *old = to;
	unsigned v;

	if (ic_read_word(r, "old_legend", actions, 2, &v)) {
		old->action = (enum ic_old_action)v;
	}
}

static void read_text(struct ic_reader *r, void *to)
{
	struct ic_old_legend *old = to;

	ic_read_line(r, "text", &old->text);
	if (old->text && ic_old_legend_same(old->text, "")) {
		ic_error_here(r, "\"text\" has no letter and no digit");
		old->text = NULL;
	}
}

static const struct ic_key old_legend_keys[] = {
	{ "text", read_text, true },
	{ "action", read_action, false },
};

const struct ic_mapping ic_map_old_legend = { "\"old_legend\"", old_legend_keys,
	sizeof old_legend_keys / sizeof *old_legend_keys };

void ic_read_old_legend_into(struct ic_reader *r, struct ic_old_legend *out)
{
	if (r->y.kind == IC_YAML_MAP) {
		ic_read_mapping(r, &ic_map_old_legend, out);
	} else {
		read_action(r, out);
	}
}

void ic_read_old_legend(struct ic_reader *r, void *to)
{
	(void)to;
	ic_read_old_legend_into(r, &r->spec->old_legend);
}

size_t ic_count_covers(const struct ic_spec *spec)
{
	size_t n = 0;

	for (size_t i = 0; i < spec->ndocuments; i++) {
		n += spec->documents[i].old.action == IC_OLD_COVER;
	}
	return n;
}

/* Nothing of it is in dispute, and no log tells of it. */
static bool add_cover(struct ic_reader *r, uint32_t document)
{
	struct ic_spec *spec = r->spec;
	const struct ic_spec_document *d = &spec->documents[document];
	char id[IC_BATES_MAX + 16], number[IC_BATES_MAX];
	struct ic_redaction *out = &spec->redactions[spec->nredactions];

	ic_bates_format(&spec->prefixes, &d->first, number);
	snprintf(id, sizeof id, "old-legend-%s", number);
	*out = (struct ic_redaction){ .place = d->place,
		.id = ic_arena_strdup(&spec->arena, id),
		.target = IC_TARGET_FILE,
		.document = document,
		.area = IC_AREA_RECT,
		.status = IC_STATUS_AGREED,
		.old_legend = true };
	if (!out->id) {
		ic_error_memory(r);
		return false;
	}
	spec->nredactions++;
	return true;
}

void ic_add_covers(struct ic_reader *r)
{
	const struct ic_spec *spec = r->spec;

	for (size_t i = 0; i < spec->ndocuments; i++) {
		/* Without its number an error was reported. */
		if (spec->documents[i].old.action == IC_OLD_COVER &&
		    spec->documents[i].has_first &&
		    !add_cover(r, (uint32_t)i)) {
			return;
		}
	}
}
