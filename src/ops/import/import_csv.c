/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "import_priv.h"

bool import_take_csv(struct import *m, const struct import_file *f)
{
	return import_refuse(m, f->path, 0, "is a CSV");
}
