/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What --json prints of how a run went. */
#include "report.h"

void report_messages(struct ic_json *j, const struct ic_run *run,
    const char *key, enum ic_level level)
{
	ic_json_array(j, key);
	for (size_t i = 0; i < run->diags.n; i++) {
		const struct ic_diag *d = &run->diags.at[i];

		if (d->level != level) {
			continue;
		}
		ic_json_object(j, NULL);
		ic_json_string(j, "file",
		    d->place.source ? d->place.source->name : NULL);
		ic_json_int(j, "line", d->place.line);
		ic_json_int(j, "column", d->place.column);
		ic_json_string(j, "message", d->message);
		ic_json_end(j);
	}
	for (size_t i = 0; i < run->nfindings; i++) {
		const struct ic_finding *f = &run->findings[i];

		if (f->level != level) {
			continue;
		}
		ic_json_object(j, NULL);
		ic_json_string(j, "file", f->file);
		ic_json_int(j, "page", f->page);
		ic_json_int(j, "more_pages", f->more);
		ic_json_string(j, "number", f->number);
		ic_json_string(j, "redaction", f->redaction);
		ic_json_string(j, "reason", ic_reason_word(f->reason));
		ic_json_string(j, "proof",
		    f->proof ? ic_proof_word(f->proof) : NULL);
		ic_json_string(j, "message", f->sentence);
		ic_json_end(j);
	}
	ic_json_end(j);
}

void report_left(struct ic_json *j, const struct ic_run *run)
{
	if (!run->summary.partial) {
		return;
	}
	ic_json_array(j, "would_change");
	for (size_t i = 0; i < run->nleft; i++) {
		const struct ic_left *l = &run->left[i];

		ic_json_object(j, NULL);
		ic_json_string(j, "range",
		    run->plan.documents[l->document].range);
		ic_json_int(j, "new", l->fresh);
		ic_json_int(j, "changed", l->changed);
		ic_json_end(j);
	}
	ic_json_end(j);
}

static void put_copies(struct ic_json *j, const struct ic_summary *s)
{
	ic_json_object(j, "copies");
	for (int c = 0; c < IC_COPIES; c++) {
		const struct ic_made_copy *m = &s->made[c];

		if (s->copies >> c & 1) {
			ic_json_object(j, ic_copy_word((enum ic_copy)c));
			ic_json_int(j, "files", (int64_t)m->files);
			ic_json_int(j, "kept", (int64_t)m->kept);
			ic_json_int(j, "pages", (int64_t)m->pages);
			ic_json_int(j, "bytes", (int64_t)m->bytes);
			ic_json_end(j);
		}
	}
	ic_json_end(j);
}

static void put_summary(struct ic_json *j, const struct ic_summary *s)
{
	ic_json_object(j, "summary");
	ic_json_int(j, "documents", (int64_t)s->documents);
	ic_json_int(j, "done", (int64_t)s->done);
	ic_json_int(j, "kept", (int64_t)s->kept);
	ic_json_int(j, "failed", (int64_t)s->failed);
	ic_json_int(j, "pages", (int64_t)s->pages);
	ic_json_int(j, "redactions", (int64_t)s->redactions);
	ic_json_int(j, "regions", (int64_t)s->regions);
	ic_json_int(j, "bytes", (int64_t)s->bytes);
	ic_json_int(j, "milliseconds", (int64_t)(s->seconds * 1000));
	ic_json_bool(j, "partial", s->partial);
	if (s->nreplaces > 0) {
		ic_json_array(j, "replaces");
		for (size_t i = 0; i < s->nreplaces; i++) {
			ic_json_string(j, NULL, s->replaces[i]);
		}
		ic_json_end(j);
		ic_json_int(j, "standing", (int64_t)s->standing);
	}
	ic_json_bool(j, "seccomp", s->sandbox.seccomp);
	ic_json_int(j, "landlock", s->sandbox.landlock);
	put_copies(j, s);
	ic_json_object(j, "codes");
	for (size_t i = 0; i < s->ncodes; i++) {
		ic_json_int(j, s->codes[i].code,
		    (int64_t)s->codes[i].redactions);
	}
	ic_json_end(j);
	ic_json_object(j, "kinds");
	for (unsigned i = 0; i < IC_KIND_COUNT; i++) {
		ic_json_int(j, ic_kind_word((enum ic_kind)i),
		    (int64_t)s->kinds[i]);
	}
	ic_json_end(j);
	ic_json_int(j, "sheets", (int64_t)s->sheets);
	ic_json_object(j, "pages_by_encoding");
	for (unsigned i = 0; i < IC_ENCODING_COUNT; i++) {
		if (s->pages_by_encoding[i]) {
			ic_json_int(j, ic_encoding_word((enum ic_encoding)i),
			    (int64_t)s->pages_by_encoding[i]);
		}
	}
	ic_json_end(j);
	ic_json_object(j, "pages_by_scan");
	for (unsigned i = 0; i < IC_SCAN_COUNT; i++) {
		if (s->pages_by_scan[i]) {
			ic_json_int(j, ic_scan_word((enum ic_scan)i),
			    (int64_t)s->pages_by_scan[i]);
		}
	}
	ic_json_end(j);
	ic_json_int(j, "pages_shrunk", (int64_t)s->pages_shrunk);
	ic_json_int(j, "numbers_agree", (int64_t)s->numbers_agree);
	ic_json_int(j, "numbers_unread", (int64_t)s->numbers_unread);
	ic_json_end(j);
}

static void put_used(struct ic_json *j, const char *key,
    const struct ic_usage *u)
{
	ic_json_object(j, key);
	ic_json_int(j, "processes", (int64_t)u->processes);
	ic_json_int(j, "cpu_ms", (int64_t)(u->cpu_us / 1000));
	ic_json_int(j, "peak_kb", (int64_t)u->peak_kb);
	ic_json_end(j);
}

static void put_usage(struct ic_json *j, const struct ic_summary *s)
{
	static const char *const words[IC_WORKER_COUNT] = {
		[IC_WORKER_SCOUT] = "scout",
		[IC_WORKER_MAKE] = "make",
		[IC_WORKER_STRUCTURE] = "structure",
		[IC_WORKER_CONTENT] = "content",
		[IC_WORKER_REST] = "rest",
	};

	ic_json_object(j, "usage");
	put_used(j, "parent", &s->parent);
	for (unsigned w = 0; w < IC_WORKER_COUNT; w++) {
		put_used(j, words[w], &s->usage[w]);
	}
	ic_json_end(j);
}

static bool run_json(const struct ic_run *run, enum ic_outcome outcome,
    const char *format, bool proved, struct ic_buf *out)
{
	struct ic_json j = { .out = out, .lines = true };

	ic_json_object(&j, NULL);
	ic_json_string(&j, "format", format);
	ic_json_int(&j, "status", outcome);
	put_summary(&j, &run->summary);
	report_messages(&j, run, "errors", IC_LEVEL_ERROR);
	report_messages(&j, run, "warnings", IC_LEVEL_WARNING);
	if (!proved) {
		report_left(&j, run);
		report_rulings(&j, run);
	}
	if (proved) {
		ic_manifest_proved(&j, &run->manifest);
	} else {
		put_usage(&j, &run->summary);
	}
	ic_json_string(&j, "stopped", run->err.code ? run->err.msg : NULL);
	ic_json_string(&j, "limit", IC_LIMIT_SENTENCE);
	ic_json_end(&j);
	return ic_json_finish(&j, NULL);
}

bool ic_apply_json(const struct ic_run *run, enum ic_outcome outcome,
    struct ic_buf *out)
{
	return run_json(run, outcome, "incamera.apply/1", false, out);
}

static void put_packed(struct ic_json *j, const struct ic_packed *s)
{
	ic_json_string(j, "service", ic_service_word(s->service));
	ic_json_string(j, "privilege_by", s->forced);
	ic_json_int(j, "documents", (int64_t)s->documents);
	ic_json_bool(j, "partial", s->partial);
	ic_json_int(j, "volumes", s->volumes);
	ic_json_int(j, "documents_in_parts", (int64_t)s->parts);
	ic_json_object(j, "audiences");
	for (unsigned a = 0; a < IC_AUDIENCE_COUNT; a++) {
		if (!s->made[a]) {
			continue;
		}
		ic_json_object(j, ic_audience_word((enum ic_audience)a));
		ic_json_int(j, "files", (int64_t)s->files[a]);
		ic_json_int(j, "unredacted", (int64_t)s->unredacted[a]);
		ic_json_int(j, "bytes", (int64_t)s->bytes[a]);
		ic_json_end(j);
	}
	ic_json_end(j);
	ic_json_string(j, "check", s->check);
}

bool ic_package_json(const struct ic_run *run, enum ic_outcome outcome,
    struct ic_buf *out)
{
	struct ic_json j = { .out = out, .lines = true };

	ic_json_object(&j, NULL);
	ic_json_string(&j, "format", "incamera.package/1");
	ic_json_int(&j, "status", outcome);
	if (outcome == IC_DONE) {
		put_packed(&j, &run->packed);
	}
	report_messages(&j, run, "errors", IC_LEVEL_ERROR);
	report_messages(&j, run, "warnings", IC_LEVEL_WARNING);
	ic_json_string(&j, "stopped", run->err.code ? run->err.msg : NULL);
	ic_json_string(&j, "limit", IC_LIMIT_SENTENCE);
	ic_json_end(&j);
	return ic_json_finish(&j, NULL);
}

bool ic_verify_json(const struct ic_run *run, enum ic_outcome outcome,
    struct ic_buf *out)
{
	return run_json(run, outcome, IC_VERIFY_FORMAT, true, out);
}
