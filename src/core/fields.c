/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/fields.h"

#include <stddef.h>

static const char *const words[] = {
#define IC_X(name, key) key,
	IC_FIELDS(IC_X)
#undef IC_X
};

const char *ic_field_word(enum ic_field_key k)
{
	return k < IC_FIELD_COUNT ? words[k] : "";
}

const char *ic_field(const struct ic_fields *f, enum ic_field_key k)
{
	return f && k < IC_FIELD_COUNT && f->value[k] ? f->value[k] : "";
}
