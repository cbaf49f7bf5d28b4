/* SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef IC_CLI_SIGNALS_PRIV_H
#define IC_CLI_SIGNALS_PRIV_H

#include <signal.h>

/*
 * From now on SIGINT, SIGTERM and SIGHUP raise a flag, unless they are
 * ignored; SIGPIPE becomes EPIPE.
 */
void ic_signals_begin(void);

/* The flag, for ic_ui. */
const volatile sig_atomic_t *ic_signals_stop(void);

#endif
