/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "logs.h"

#include <stdlib.h>

#include "table_xlsx.h"

bool logs_render(const struct ic_table *t, enum ic_format format,
    const struct ic_dir *scratch, struct ic_buf *out, struct ic_error *err)
{
	switch (format) {
	case IC_FORMAT_XLSX:
		return table_xlsx(t, scratch, out, err);
	case IC_FORMAT_HTML:
		ic_table_html(t, out);
		break;
	case IC_FORMAT_DAT:
		ic_table_dat(t, out);
		break;
	default:
		ic_table_csv(t, out);
		break;
	}
	return ic_buf_check(out, t->title, err);
}

static bool each_format(const struct ic_manifest *m, enum ic_log kind,
    const struct ic_table *t, const struct ic_dir *scratch, logs_fn *fn,
    void *user, struct ic_error *err)
{
	bool ok = true;

	for (unsigned i = 0; ok && i < IC_FORMAT_COUNT; i++) {
		struct ic_buf bytes = { 0 };
		struct logs_file f = { .kind = kind,
			.format = (enum ic_format)i,
			.table = t,
			.bytes = &bytes };

		if (!ic_logs_have(&m->logs, kind, f.format)) {
			continue;
		}
		ic_log_name(kind, f.format, f.name);
		ok = logs_render(t, f.format, scratch, &bytes, err) &&
		    fn(user, &f, err);
		ic_buf_finish(&bytes);
	}
	return ok;
}

bool logs_each(const struct ic_manifest *m, const struct ic_dir *scratch,
    logs_fn *fn, void *user, struct ic_error *err)
{
	bool ok = true;

	for (unsigned k = 0; ok && k < IC_LOG_COUNT; k++) {
		struct ic_table t = { 0 };

		if (m->logs.kinds >> k & 1) {
			ok = ic_log_table(m, (enum ic_log)k, &t, err) &&
			    each_format(m, (enum ic_log)k, &t, scratch, fn,
				user, err);
			ic_table_finish(&t);
		}
	}
	return ok;
}

bool logs_scratch(struct ic_dir *out, struct ic_error *err)
{
	const char *path = getenv("TMPDIR");

	return ic_dir_open(path && path[0] ? path : "/tmp", out, err);
}

const char *logs_maker(const struct ic_logs *logs)
{
	return logs->formats & IC_FORMAT_BIT(XLSX) ? table_xlsx_maker() : "";
}
