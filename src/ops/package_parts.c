/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "package_priv.h"

enum ic_outcome pack_parts(struct pack *p)
{
	for (size_t i = 0; i < p->nfiles; i++) {
		const struct pack_file *f = &p->files[i];

		if (f->document != SIZE_MAX &&
		    f->bytes > p->profile.limit_bytes) {
			ic_fail(&p->v.err, IC_ESPEC,
			    "%.200s has %llu bytes, and the profile allows "
			    "%llu",
			    f->as, (unsigned long long)f->bytes,
			    (unsigned long long)p->profile.limit_bytes);
			return IC_REFUSED;
		}
	}
	return IC_DONE;
}
