/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* A profile of a court: what was read is whole, what was refused says why. */
#include "core/profile.h"

#include <stdlib.h>
#include <string.h>

#include "fuzz.h"

static void is_whole(const struct ic_profile *p)
{
	const char *all[] = { p->title, p->rule, p->source, p->date, p->check,
		p->names, p->volume, p->mark, p->banner, p->to, p->court,
		p->opposing };
	char volume[IC_PROFILE_VOLUME_MAX + 1];

	for (size_t i = 0; i < sizeof(all) / sizeof(all[0]); i++) {
		demand(all[i] && fuzz_plain(all[i]));
	}
	demand(p->limit_bytes >= IC_PROFILE_LIMIT_MIN);
	demand(p->limit_volume >= p->limit_bytes);
	demand(p->audiences > 0 && p->audiences < 1u << IC_AUDIENCE_COUNT);
	demand(strstr(p->names, "{range}") && !strchr(p->names, '/') &&
	    !strcasestr(p->names, "unredacted"));
	demand(ic_profile_volume(p->volume, 0, volume));
	demand(strcmp(volume, p->volume) == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct ic_profile p = { 0 };
	struct ic_diags diags = { 0 };
	char *text = fuzz_text(bytes, n);
	bool ok = ic_profile_load("p.yaml", text, n, &p, &diags);

	demand(ok == (diags.errors == 0));
	if (ok) {
		is_whole(&p);
	}
	for (size_t i = 0; i < diags.n; i++) {
		demand(fuzz_plain(diags.at[i].message));
	}
	ic_diags_finish(&diags);
	ic_profile_finish(&p);
	free(text);
	return 0;
}
