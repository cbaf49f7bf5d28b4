/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What the scouts find out, first of all documents their page counts and
 * sizes, then what is under boxes and where endorsements are to stand.
 */
#ifndef IC_OPS_SCOUTING_H
#define IC_OPS_SCOUTING_H

#include "ops_priv.h"

/*
 * Send a scout to each document, for IC_PHASE_SCOUT or IC_PHASE_LOOK; the
 * latter looks at p->scouted, a copy. False with p->err; what is wrong with a
 * document is a diagnostic, or its failure.
 */
bool scout_run(struct ic_production *p, enum ic_phase phase);

/* Find the places of redactions with an address. After ic_plan_number(). */
bool scout_addresses(struct ic_production *p);

/* What a scout that reads line numbers says; false if it makes no sense. */
bool scout_lines(struct ic_production *p, size_t i, const struct ic_reply *r);

/* Add an error about a document: its name, and what it does or lacks. */
void scout_error(struct ic_production *p, size_t i, const char *what);

/* A file that cannot be had is the spec's to name; anything else ends all. */
bool scout_source_error(struct ic_production *p, size_t i,
    const struct ic_error *err);

/* True if a sheet may stand for what cannot be read, for such a reason. */
bool scout_sheet_instead(const struct ic_production *p, size_t i,
    enum ic_reason why);

#endif
