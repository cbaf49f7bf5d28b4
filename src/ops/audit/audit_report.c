/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* audit --html: document by document, pictures and what is told of them. */
#include <stdlib.h>
#include <string.h>

#include "audit_pictures.h"
#include "base/fs.h"
#include "png.h"
#include "private_page.h"

/* Which picture one ask is for. */
struct owner {
	uint32_t item;
	size_t at; /* of its PNG, in `pngs` */
};

struct report {
	struct ic_report page;
	struct ic_buf out;
	const struct ic_findings *findings; /* of the document */
	struct ic_report_item *items;       /* of it; owned */
	size_t nitems;
	struct ic_audit_ask asks[2 * IC_REPORT_PICTURES_DOCUMENT];
	struct owner owners[2 * IC_REPORT_PICTURES_DOCUMENT];
	uint32_t nasks;
	struct ic_buf pngs;
	size_t pictured; /* findings, in all */
};

static bool no_memory(struct ic_error *err)
{
	return ic_fail(err, IC_EENV, "out of memory");
}

/* Mask whatever of the page's findings is not to be seen in a picture. */
static bool mask(const struct report *r, const struct ic_audit_ask *ask,
    const struct ic_picture *p, uint8_t *px)
{
	bool masked = false;

	for (uint32_t i = 0; i < r->findings->n && !r->page.show; i++) {
		const struct ic_finding_item *f = &r->findings->at[i];

		if (f->page == p->page && ic_report_is_private(f)) {
			masked |= ic_report_mask(p, ask->dpi, px, f->rect);
		}
	}
	return masked;
}

static struct ic_report_shot *shot_of(const struct report *r, uint32_t ask)
{
	struct ic_report_item *item = &r->items[r->owners[ask].item];

	return r->asks[ask].look == IC_AUDIT_LOOK_SEEN ? &item->seen
						       : &item->under;
}

static bool take(void *user, uint32_t i, const struct ic_picture *p,
    uint8_t *px, struct ic_error *err)
{
	struct report *r = user;
	const struct ic_audit_ask *ask = &r->asks[i];
	struct ic_report_shot *to = shot_of(r, i);

	*to = (struct ic_report_shot){ .view = p->rect,
		.w = p->w,
		.h = p->h,
		.dpi = ask->dpi,
		.masked = mask(r, ask, p, px),
		.look = ask->look };
	r->owners[i].at = r->pngs.len;
	if (!png_write_rgb(p, &r->pngs)) {
		return no_memory(err);
	}
	to->n = r->pngs.len - r->owners[i].at;
	return true;
}

static void ask(struct report *r, uint32_t item)
{
	const struct ic_finding_item *f = r->items[item].finding;
	struct ic_audit_ask *a = &r->asks[r->nasks];

	ic_report_view(r->findings, f, a);
	r->owners[r->nasks++].item = item;
	if (r->page.show && ic_report_look(f) != IC_AUDIT_LOOK_SEEN) {
		r->asks[r->nasks] = *a;
		r->asks[r->nasks].look = ic_report_look(f);
		r->owners[r->nasks++].item = item;
	}
}

/* The worst ones, until there are enough pictures. */
static void ask_all(struct report *r)
{
	uint32_t n = 0;

	r->nasks = 0;
	for (uint32_t i = 0; i < r->nitems; i++) {
		struct ic_report_item *item = &r->items[i];

		if (!ic_report_has_view(r->findings, item->finding)) {
			continue;
		}
		item->wanted = n < IC_REPORT_PICTURES_DOCUMENT &&
		    r->pictured < IC_REPORT_PICTURES;
		item->spared = !item->wanted;
		if (item->wanted) {
			ask(r, i);
			n++;
			r->pictured++;
		}
	}
}

/* What lies under is no news if it looks the same. */
static void compare(struct ic_report_item *item)
{
	if (item->under.n > 0 && item->under.n == item->seen.n &&
	    memcmp(item->under.png, item->seen.png, item->seen.n) == 0) {
		item->under.n = 0;
	}
}

/* PNGs stay where they are from here on. */
static void place_pictures(struct report *r)
{
	for (uint32_t i = 0; i < r->nasks; i++) {
		struct ic_report_shot *s = shot_of(r, i);

		s->png = s->n > 0 ? r->pngs.data + r->owners[i].at : NULL;
	}
	for (size_t i = 0; i < r->nitems; i++) {
		compare(&r->items[i]);
	}
}

static bool put_document(struct report *r, struct ic_zygote *z,
    const struct ic_report_document *d, const char *password,
    const struct ic_ui *ui, struct ic_error *err)
{
	struct audit_pictures w = { .path = d->name,
		.size = d->size,
		.password = password,
		.asks = r->asks,
		.take = take,
		.user = r,
		.stop = ui ? ui->stop : NULL };
	bool ok;

	r->findings = d->findings;
	ic_buf_reset(&r->pngs);
	if (!ic_report_items(r->findings, &r->items, &r->nitems)) {
		return no_memory(err);
	}
	ask_all(r);
	w.n = r->nasks;
	ok = audit_take_pictures(z, &w, err);
	if (ok) {
		place_pictures(r);
		ic_report_document(&r->page, r->items, r->nitems, &r->out);
	}
	free(r->items);
	r->items = NULL;
	return ok;
}

static bool put_all(struct report *r, struct ic_zygote *z, const char *password,
    const struct ic_ui *ui, struct ic_error *err)
{
	ic_report_begin(&r->page, &r->out);
	for (size_t i = 0; i < r->page.ndocuments; i++) {
		if (!put_document(r, z, &r->page.documents[i], password, ui,
			err)) {
			return false;
		}
	}
	ic_report_end(&r->page, &r->out);
	return ic_buf_check(&r->out, "the report", err);
}

/* The worst first; as they came among those that are as bad. */
static struct ic_report_document *documents_of(const struct ic_audited *a)
{
	struct ic_report_document *d = calloc(a->nfiles + 1, sizeof(*d));
	size_t n = 0;

	for (uint32_t s = 0; d && s <= IC_SEVERITY_COUNT; s++) {
		for (size_t i = 0; i < a->nfiles; i++) {
			const struct ic_audited_file *f = &a->files[i];

			if (ic_report_worst(&f->findings) == s) {
				d[n++] = (struct ic_report_document){
					.name = f->path,
					.size = f->size,
					.findings = &f->findings,
					.unread = f->reason != IC_REASON_NONE
				};
			}
		}
	}
	return d;
}

bool audit_report_open(const char *file, struct ic_dir *out,
    struct ic_error *err)
{
	return private_page_open(file, IC_REPORT_MARK, out, err);
}

bool audit_report_write(struct ic_zygote *z, const struct ic_options *o,
    const char *password, const struct ic_ui *ui, const struct ic_audited *a,
    const struct ic_dir *dir, struct ic_error *err)
{
	struct ic_report_document *documents = documents_of(a);
	struct report *r = calloc(1, sizeof(*r));
	bool ok = documents && r;

	if (ok) {
		r->page = (struct ic_report){ .documents = documents,
			.ndocuments = a->nfiles,
			.others = a->others,
			.show = o->show,
			.limit = IC_AUDIT_LIMIT };
		ok = put_all(r, z, password, ui, err) &&
		    ic_dir_write(dir, ic_fs_name(o->html), r->out.data,
			r->out.len, 0600, err);
		ic_buf_finish(&r->out);
		ic_buf_finish(&r->pngs);
	} else {
		no_memory(err);
	}
	free(r);
	free(documents);
	return ok;
}
