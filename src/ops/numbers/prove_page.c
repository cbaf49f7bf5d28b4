/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* plan --html: the pages whose numbers are in doubt, with pictures. */
#include <stdlib.h>
#include <unistd.h>

#include "base/fs.h"
#include "core/numbers_page.h"
#include "ops/numbers.h"
#include "png.h"
#include "private_page.h"
#include "prove.h"

#define DPI 110
#define SHOWN_MAX 600 /* pages that one report shows */

/* What is shown of one page. */
struct shown {
	unsigned n;
	struct ic_rect place[IC_NUMBERS_PLACES_MAX];
	struct ic_numbers_shot shot[IC_NUMBERS_PLACES_MAX];
	size_t at[IC_NUMBERS_PLACES_MAX]; /* of its PNG, in `pngs` */
};

struct report {
	struct ic_production *p;
	struct ic_buf out;
	const struct ic_number_doubt *doubts; /* of one document */
	struct shown *shown;                  /* one a doubt */
	size_t n;
	struct ic_picture_ask *asked;
	uint32_t *owner; /* of each picture: its doubt, times two, and which */
	size_t nasked;
	struct ic_buf pngs;
};

static bool no_memory(struct ic_error *err)
{
	return ic_fail(err, IC_EENV, "out of memory");
}

static bool take(void *user, size_t i, const struct ic_picture *picture,
    struct ic_error *err)
{
	struct report *r = user;
	struct shown *to = &r->shown[r->owner[i] / IC_NUMBERS_PLACES_MAX];
	unsigned which = r->owner[i] % IC_NUMBERS_PLACES_MAX;

	to->at[which] = r->pngs.len;
	to->shot[which] = (struct ic_numbers_shot){ .rect = picture->rect,
		.w = picture->w,
		.h = picture->h };
	if (!png_write(picture, &r->pngs)) {
		return no_memory(err);
	}
	to->shot[which].n = r->pngs.len - to->at[which];
	return true;
}

static void ask(struct report *r)
{
	for (size_t i = 0; i < r->n; i++) {
		struct shown *s = &r->shown[i];

		s->n = ic_numbers_places(&r->doubts[i], s->place);
		for (unsigned k = 0; k < s->n; k++) {
			r->owner[r->nasked] = (uint32_t)(i *
				IC_NUMBERS_PLACES_MAX +
			    k);
			r->asked[r->nasked++] = (struct ic_picture_ask){
				r->doubts[i].page, s->place[k]
			};
		}
	}
}

/* A file that is gone by now has no pictures, and the page says so. */
static bool photograph(struct report *r, struct ic_error *err)
{
	uint32_t document = r->doubts[0].document;
	struct ic_pictures_work work = { .dpi = DPI,
		.password = r->p->states[document].password,
		.asked = r->asked,
		.n = r->nasked,
		.take = take,
		.user = r,
		.stop = r->p->ui ? r->p->ui->stop : NULL };
	const struct ic_plan_document *d = &r->p->run->plan.documents[document];
	struct ic_error why = { 0 };
	enum ic_reason reason;
	bool ok;

	if (d->spec->part) {
		work.first = d->spec->source_first;
		work.pages = d->numbers;
	}
	if (!ic_open_source(r->p, document, &work.fd, NULL, &why)) {
		return why.code != IC_EENV ||
		    ic_fail(err, IC_EENV, "%s", why.msg);
	}
	ok = ic_take_pictures(r->p->z, &work, &reason, err);
	close(work.fd);
	return ok;
}

static void write_document(struct report *r)
{
	const struct ic_plan *plan = &r->p->run->plan;

	ic_numbers_page_document(plan, r->doubts[0].document, &r->out);
	for (size_t i = 0; i < r->n; i++) {
		struct shown *s = &r->shown[i];

		for (unsigned k = 0; k < s->n; k++) {
			s->shot[k].png = r->pngs.data + s->at[k];
		}
		ic_numbers_page_doubt(plan, &r->doubts[i], s->shot, s->n,
		    &r->out);
	}
}

static bool put_document(struct report *r, struct ic_error *err)
{
	size_t most = r->n * IC_NUMBERS_PLACES_MAX;
	bool ok;

	r->nasked = 0;
	ic_buf_reset(&r->pngs);
	r->shown = calloc(r->n, sizeof(*r->shown));
	r->asked = calloc(most, sizeof(*r->asked));
	r->owner = calloc(most, sizeof(*r->owner));
	ok = r->shown && r->asked && r->owner;
	if (ok) {
		ask(r);
		ok = photograph(r, err);
		write_document(r);
	} else {
		no_memory(err);
	}
	free(r->shown);
	free(r->asked);
	free(r->owner);
	return ok;
}

static bool put_all(struct report *r, struct ic_error *err)
{
	const struct ic_numbers_proof *proof = &r->p->run->proof;
	size_t most = proof->n < SHOWN_MAX ? proof->n : SHOWN_MAX;

	ic_numbers_page_begin(&r->p->run->plan, proof, &r->out);
	for (size_t i = 0; i < most; i += r->n) {
		r->doubts = &proof->doubts[i];
		r->n = 1;
		while (i + r->n < most &&
		    r->doubts[r->n].document == r->doubts[0].document) {
			r->n++;
		}
		if (!put_document(r, err)) {
			return false;
		}
	}
	ic_numbers_page_end(proof, most, &r->out);
	return ic_buf_check(&r->out, "the report", err);
}

bool prove_page_open(const char *file, struct ic_dir *out, struct ic_error *err)
{
	return private_page_open(file, IC_NUMBERS_PAGE_MARK, out, err);
}

bool prove_page_write(struct ic_production *p, const struct ic_dir *dir,
    const char *file, struct ic_error *err)
{
	struct report r = { .p = p };
	bool ok = put_all(&r, err) &&
	    ic_dir_write(dir, ic_fs_name(file), r.out.data, r.out.len, 0600,
		err);

	ic_buf_finish(&r.out);
	ic_buf_finish(&r.pngs);
	return ok;
}
