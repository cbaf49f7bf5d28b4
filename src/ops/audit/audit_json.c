/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "base/json.h"
#include "ops/audit.h"

static void put_rect(struct ic_json *j, struct ic_rect r)
{
	if (ic_rect_is_empty(r)) {
		return;
	}
	ic_json_array(j, "rect");
	ic_json_int(j, NULL, r.x0);
	ic_json_int(j, NULL, r.y0);
	ic_json_int(j, NULL, r.x1);
	ic_json_int(j, NULL, r.y1);
	ic_json_end(j);
}

static void put_finding(struct ic_json *j, const struct ic_finding_item *f)
{
	struct ic_buf b = { 0 };

	ic_json_object(j, NULL);
	ic_json_string(j, "severity", ic_severity_word(f->severity));
	ic_json_string(j, "kind", ic_finding_word(f->kind));
	ic_json_string(j, "group",
	    ic_finding_group_word(ic_finding_group_of(f->kind)));
	if (f->page != IC_FINDING_NO_PAGE) {
		ic_json_int(j, "page", (int64_t)f->page + 1);
	}
	put_rect(j, f->rect);
	if (f->cover != IC_COVER_NONE) {
		ic_json_string(j, "cover", ic_cover_word(f->cover));
	}
	if (f->place != IC_PLACE_NONE) {
		ic_json_string(j, "place", ic_place_word(f->place));
	}
	ic_finding_sentence(f, &b);
	ic_json_string(j, "message", ic_buf_str(&b));
	ic_json_string(j, "todo", ic_finding_todo(f->kind));
	if (*f->text) {
		ic_json_string(j, "text", f->text);
	}
	ic_json_end(j);
	ic_buf_finish(&b);
}

bool ic_audit_json(const struct ic_audited *a, enum ic_outcome outcome,
    struct ic_buf *out)
{
	struct ic_json j = { .out = out };
	struct ic_error err = { 0 };

	ic_json_object(&j, NULL);
	ic_json_string(&j, "format", "incamera.audit/1");
	ic_json_int(&j, "status", (int64_t)outcome);
	ic_json_array(&j, "documents");
	for (size_t i = 0; i < a->nfiles; i++) {
		const struct ic_audited_file *f = &a->files[i];

		ic_json_object(&j, NULL);
		ic_json_string(&j, "file", f->path);
		ic_json_int(&j, "pages", f->findings.npages);
		ic_json_string(&j, "reason", ic_reason_word(f->reason));
		ic_json_array(&j, "findings");
		for (uint32_t k = 0; k < f->findings.n; k++) {
			put_finding(&j, &f->findings.at[k]);
		}
		ic_json_end(&j);
		ic_json_end(&j);
	}
	ic_json_end(&j);
	ic_json_end(&j);
	return ic_json_finish(&j, &err);
}
