/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What served lists call the volumes that are replaced. */
#include <stdlib.h>
#include <string.h>

#include "base/fs.h"
#include "ops_priv.h"

static bool name_ok(const char *name)
{
	static const char ok[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				 "abcdefghijklmnopqrstuvwxyz0123456789_-.";
	size_t len = strlen(name);

	return len > 0 && len <= 64 && strspn(name, ok) == len;
}

/* The directory's own name, wherever it is called from. */
static bool name(struct ic_production *p, const char *path, const char **out)
{
	char *real = realpath(path, NULL);

	if (!real) {
		return ic_fail(&p->err, IC_EINPUT,
		    "%s cannot be found: --replaces names the directory of an "
		    "earlier volume",
		    path);
	}
	*out = ic_arena_strdup(&p->run->arena, ic_fs_name(real));
	free(real);
	if (!*out) {
		return ic_fail(&p->err, IC_EENV, "out of memory");
	}
	return name_ok(*out) ||
	    ic_fail(&p->err, IC_ESPEC,
		"--replaces %s: served lists say this name, so it has letters, "
		"digits, - _ and . only: rename the directory",
		path);
}

bool ic_name_volumes(struct ic_production *p)
{
	size_t n = p->o->nreplaces;
	const char **names;

	if (n == 0) {
		return true;
	}
	names = ic_arena_alloc(&p->run->arena, n, sizeof(*names));
	if (!names) {
		return ic_fail(&p->err, IC_EENV, "out of memory");
	}
	for (size_t i = 0; i < n; i++) {
		if (!name(p, p->o->replaces[i], &names[i])) {
			return false;
		}
	}
	p->run->plan.volumes = names;
	p->run->plan.nvolumes = n;
	return true;
}
