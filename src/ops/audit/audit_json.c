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
	if (f->number > 0 &&
	    ic_finding_group_of(f->kind) != IC_FINDING_GROUP_READING) {
		ic_json_int(j, "count", f->number);
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

static void put_document(struct ic_json *j, const struct ic_audited_file *f)
{
	const struct ic_findings *l = &f->findings;

	ic_json_object(j, NULL);
	ic_json_string(j, "file", f->path);
	ic_json_int(j, "bytes", (int64_t)f->size);
	ic_json_int(j, "pages", l->npages);
	ic_json_int(j, "errors", ic_findings_count(l, IC_SEVERITY_ERROR));
	ic_json_int(j, "warnings", ic_findings_count(l, IC_SEVERITY_WARNING));
	ic_json_int(j, "notices", ic_findings_count(l, IC_SEVERITY_NOTICE));
	ic_json_string(j, "reason", ic_reason_word(f->reason));
	ic_json_array(j, "findings");
	for (uint32_t k = 0; k < l->n; k++) {
		put_finding(j, &l->at[k]);
	}
	ic_json_end(j);
	ic_json_end(j);
}

static void put_counts(struct ic_json *j, const struct ic_audited *a)
{
	ic_json_int(j, "errors",
	    (int64_t)ic_audited_count(a, IC_SEVERITY_ERROR));
	ic_json_int(j, "warnings",
	    (int64_t)ic_audited_count(a, IC_SEVERITY_WARNING));
	ic_json_int(j, "notices",
	    (int64_t)ic_audited_count(a, IC_SEVERITY_NOTICE));
	ic_json_object(j, "passed_by");
	ic_json_int(j, "files", (int64_t)a->others);
	ic_json_int(j, "links", (int64_t)a->links);
	ic_json_int(j, "hidden", (int64_t)a->hidden);
	ic_json_end(j);
}

static void put_fix(struct ic_json *j, const struct ic_audited *a)
{
	if (!a->spec) {
		return;
	}
	ic_json_object(j, "fix");
	ic_json_string(j, "spec", a->spec);
	ic_json_string(j, "redactions", a->csv);
	ic_json_int(j, "documents", (int64_t)a->fixed);
	ic_json_int(j, "boxes", (int64_t)a->boxes);
	ic_json_int(j, "withdrawn", (int64_t)a->withdrawn);
	ic_json_end(j);
}

bool ic_audit_json(const struct ic_audited *a, enum ic_outcome outcome,
    struct ic_buf *out)
{
	struct ic_json j = { .out = out };
	struct ic_error err = { 0 };

	ic_json_object(&j, NULL);
	ic_json_string(&j, "format", "incamera.audit/1");
	ic_json_int(&j, "status", (int64_t)outcome);
	put_counts(&j, a);
	put_fix(&j, a);
	ic_json_array(&j, "documents");
	for (size_t i = 0; i < a->nfiles; i++) {
		put_document(&j, &a->files[i]);
	}
	ic_json_end(&j);
	ic_json_end(&j);
	return ic_json_finish(&j, &err);
}
