/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What plan --show tells the person at the terminal, and nobody else. */
#ifndef IC_OPS_SHOWING_H
#define IC_OPS_SHOWING_H

#include "ops_priv.h"

/* Fill run->shown, after the plan is made. False with p->err. */
bool show_places(struct ic_production *p);

#endif
