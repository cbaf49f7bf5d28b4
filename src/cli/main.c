/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include <fcntl.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "pdf/ocr.h"
#include "pdf/roles.h"
#include "print_priv.h"
#include "signals_priv.h"

/* A file of ours must never get the number of a standard stream. */
static bool open_standard_streams(void)
{
	int fd;

	do {
		fd = open("/dev/null", O_RDWR | O_CLOEXEC);
	} while (fd >= 0 && fd <= STDERR_FILENO && fcntl(fd, F_SETFD, 0) == 0);
	if (fd < 0) {
		return fcntl(STDERR_FILENO, F_GETFD) >= 0;
	}
	close(fd);
	return true;
}

/*
 * We hold notes, passwords and all words of the spec: none of it may end in a
 * core file. Other than 0, a limit of 1 byte is obeyed for the cores that go
 * to a program as well.
 */
static bool forbid_cores(void)
{
	struct rlimit limit;

	if (getrlimit(RLIMIT_CORE, &limit) != 0) {
		return false;
	}
	limit.rlim_max = limit.rlim_max < 1 ? 0 : 1;
	limit.rlim_cur = limit.rlim_max;
	return setrlimit(RLIMIT_CORE, &limit) == 0;
}

static const char *next_command(void *user, size_t i)
{
	(void)user;
	return ic_commands[i].name;
}

/* The command that argv[1] names, "--help" and "--version" among them. */
static const struct ic_command *find_command(const char *word)
{
	const struct ic_command *c;
	const char *near;

	if (strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0) {
		word = "help";
	} else if (strcmp(word, "--version") == 0) {
		word = "version";
	}
	c = ic_command_lookup(word);
	if (c != NULL) {
		return c;
	}
	near = ic_suggest(word, next_command, NULL);
	if (near != NULL) {
		ic_usage_error(NULL,
		    "there is no command \"%s\": did you mean \"%s\"?", word,
		    near);
	} else {
		ic_usage_error(NULL, "there is no command \"%s\"", word);
	}
	return NULL;
}

/*
 * Run the command. Its zygote is forked before any file is read, so that no
 * child can hold a word of the spec.
 */
static int run(struct ic_cli *cli)
{
	struct ic_error err = { 0 };
	int status;

	if (cli->help) {
		ic_usage_command(cli->command);
		return IC_DONE;
	}
	if ((cli->command->options & IC_OPT_JOBS) == 0) {
		return cli->command->run(cli);
	}
	if (cli->options.ocr && !ic_ocr_request()) {
		return ic_usage_error(cli->command->name,
		    "this build has no --ocr: build it with libtesseract-dev");
	}
	if (!ic_zygote_open(ic_pdf_roles, IC_ROLES, cli->sandbox, &cli->zygote,
		&err)) {
		ic_print_message(IC_LEVEL_ERROR, NULL, "%s", err.msg);
		return IC_STOPPED;
	}
	if (!cli->sandbox) {
		ic_print_message(IC_LEVEL_WARNING, NULL,
		    "--no-sandbox: a hostile PDF can take over this account; "
		    "use it for documents that you trust");
	}
	status = cli->command->run(cli);
	ic_zygote_close(cli->zygote);
	return status;
}

int main(int argc, char **argv)
{
	struct ic_cli cli = { .sandbox = true };

	if (!open_standard_streams() || !forbid_cores()) {
		return IC_STOPPED;
	}
	ic_signals_begin();
	if (argc < 2) {
		return ic_usage_error(NULL, "which command?");
	}
	cli.command = find_command(argv[1]);
	if (cli.command == NULL || !ic_options_read(argc - 1, argv + 1, &cli)) {
		return IC_REFUSED;
	}
	return ic_print_finish(run(&cli));
}
