/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "papers.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/dir.h"
#include "core/job.h"
#include "core/manifest.h"
#include "pdf/document.h"
#include "pdf/roles.h"
#include "pdf/structure.h"

/* Descriptors 3, 4 and 5 are the work's, so papers are kept above them. */
static int above(int fd)
{
	int high = fd < 0 ? -1 : fcntl(fd, F_DUPFD_CLOEXEC, 10);

	close(fd);
	return high;
}

/* What a maker tells its parent goes in here. */
static int ear;

/* A process that reads all that is said, so that nobody waits to say it. */
static bool listen_in_vain(void)
{
	char record[256];
	int pair[2];
	pid_t pid;

	if (socketpair(AF_UNIX, SOCK_SEQPACKET, 0, pair) < 0 ||
	    (pid = fork()) < 0) {
		return false;
	}
	if (pid == 0) {
		close(pair[0]);
		while (read(pair[1], record, sizeof(record)) > 0) {
		}
		_exit(0);
	}
	close(pair[1]);
	ear = above(pair[0]);
	return ear >= 0;
}

void papers_hear(void *user, const struct ic_reply *reply)
{
	(void)user;
	(void)reply;
}

bool papers_make(const struct paper *p)
{
	FILE *product = tmpfile();
	bool ok = product && dup2(p->source, IC_CHILD_SOURCE) >= 0 &&
	    dup2(fileno(product), IC_CHILD_PRODUCT) >= 0 &&
	    dup2(ear, IC_CHILD_REPLY) >= 0 &&
	    ic_make_run(p->job.data, p->job.len) == 0;

	if (product) {
		fclose(product);
	}
	return ok;
}

bool papers_structure(const struct paper *p)
{
	struct ic_window w;
	uint8_t *bytes;
	bool ok;

	ic_window_open(&w, p->output, IC_WINDOW_PIECE);
	bytes = mmap(NULL, w.size, PROT_READ, MAP_PRIVATE, p->output, 0);
	ok = bytes != MAP_FAILED &&
	    ic_tiler_judge(&w, &p->slice, papers_hear, NULL) &&
	    ic_qpdf_judge(bytes, w.size, &p->slice, papers_hear, NULL);
	if (bytes != MAP_FAILED) {
		munmap(bytes, w.size);
	}
	ic_window_close(&w);
	return ok;
}

static bool read_manifest(const char *out, struct ic_manifest *m)
{
	char path[4096];
	struct ic_buf text = { 0 };
	struct ic_error err = { 0 };
	struct ic_dir dir = { 0 };
	bool ok;

	snprintf(path, sizeof(path), "%s/private", out);
	ok = ic_dir_open(path, &dir, &err) &&
	    ic_dir_read(&dir, "manifest.json", IC_MANIFEST_BYTES_MAX, &text,
		&err) &&
	    ic_manifest_load((const char *)text.data, text.len, m, &err);
	if (!ok) {
		fprintf(stderr, "bench: %s\n", err.msg);
	}
	ic_dir_close(&dir);
	ic_buf_finish(&text);
	return ok;
}

static int open_in(const char *directory, const char *name)
{
	char path[4096];

	snprintf(path, sizeof(path), "%s/%s", directory, name);
	return open(path, O_RDONLY | O_CLOEXEC);
}

static bool needs_password(int fd)
{
	struct ic_document doc = { 0 };
	bool needs = ic_document_open(&doc, fd, "") != IC_REASON_NONE;

	ic_document_close(&doc);
	return needs;
}

static bool collect(const struct ic_manifest *m, const char *out,
    const char *sources, struct papers *ps)
{
	struct ic_error err = { 0 };

	ps->all = calloc(m->ndocuments, sizeof(*ps->all));
	for (size_t i = 0; ps->all && i < m->ndocuments; i++) {
		const struct ic_manifest_document *d = &m->documents[i];
		struct paper *p = &ps->all[ps->n];
		struct ic_buf slice = { 0 };

		p->output = above(open_in(out, d->output));
		p->source = above(open_in(sources, d->source));
		p->pages = d->npages;
		if (p->output < 0 || p->source < 0 ||
		    !ic_manifest_slice(m, d, &slice, &err) ||
		    !ic_job_join(&slice, NULL, &p->job, &err) ||
		    !ic_slice_unpack(slice.data, slice.len, &p->slice, &err)) {
			fprintf(stderr, "bench: %s: cannot be had\n",
			    d->source);
			return false;
		}
		ic_buf_finish(&slice);
		if (needs_password(p->source)) {
			ps->left_out += p->pages;
			continue;
		}
		ps->pages += p->pages;
		ps->n++;
	}
	return ps->n > 0;
}

bool papers_open(const char *out, const char *sources, struct papers *ps)
{
	struct ic_manifest m = { 0 };
	bool ok = listen_in_vain() && read_manifest(out, &m) &&
	    collect(&m, out, sources, ps);

	ic_manifest_finish(&m);
	return ok;
}
