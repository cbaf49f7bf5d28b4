/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* A spec, as YAML. Its redactions_csv is never there. */
#include "core/spec.h"

#include <stdlib.h>

#include "fuzz.h"
#include "loaded.h"

static bool no_file(void *user, const char *name, char **text, size_t *len,
    struct ic_error *err)
{
	(void)user;
	(void)text;
	(void)len;
	demand(name && *name);
	return ic_fail(err, IC_EINPUT, "there is no such file");
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct ic_spec spec = { 0 };
	struct ic_diags diags = { 0 };
	char *text = fuzz_text(bytes, n);
	const struct ic_spec_io io = { .read = no_file };
	bool ok = ic_spec_load("s.yaml", text, n, &io, &spec, &diags);

	fuzz_loaded(&spec, &diags, ok, text, n);
	ic_diags_finish(&diags);
	ic_spec_finish(&spec);
	free(text);
	return 0;
}
