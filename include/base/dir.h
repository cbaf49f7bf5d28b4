/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * An open directory, and files in it that are there whole or not at all.
 *
 * Everything goes by descriptor and one name, so nobody can move a parent
 * away under us, and nothing follows a symbolic link below the directory. A
 * name with a slash, "", "." or ".." is IC_EBUG; other failures are IC_EENV
 * unless said otherwise. Messages name the path as it was opened.
 *
 * The commit protocol:
 *
 *	ic_temp_open(&dir, 0666, &temp, err)   nobody sees it
 *	(a child writes temp.fd)
 *	ic_temp_reopen(&temp, &fd, err)        for judges, read only
 *	ic_temp_publish(&temp, "COE000001.pdf", err)
 *	ic_temp_close(&temp)
 *
 * publish() syncs the file, lets it appear, or takes the place of the one
 * that has the name, in one step, and syncs the directory. Where the file
 * system has no unnamed files (O_TMPFILE) or /proc is missing, the temporary
 * has a name, ic_dir_is_leftover() knows it, and only a kill leaves it there;
 * so does a kill in the middle of a replacement.
 */
#ifndef IC_BASE_DIR_H
#define IC_BASE_DIR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "base/buf.h"
#include "base/error.h"

#define IC_DIR_ENTRIES_MAX 1000000
#define IC_TEMP_NAME_MAX 40

/* The zero value is closed. */
struct ic_dir {
	int fd;     /* valid while path is not NULL */
	char *path; /* owned */
	bool made;  /* it was not there before */
};

/* Open a directory. IC_EINPUT if it is not there or no directory. */
bool ic_dir_open(const char *path, struct ic_dir *out, struct ic_error *err);

/*
 * The same, made first if it is missing; its parent must exist. The umask
 * applies to `mode`.
 */
bool ic_dir_make(const char *path, mode_t mode, struct ic_dir *out,
    struct ic_error *err);

/*
 * Open a directory in `d`, made first if it is missing. With mode 0700 it is
 * private afterwards, whatever it was before.
 */
bool ic_dir_sub(const struct ic_dir *d, const char *name, mode_t mode,
    struct ic_dir *out, struct ic_error *err);

/*
 * Keep others that call this from the directory until it is closed; IC_EENV
 * at once if another process has it. A file system without locks is let be.
 */
bool ic_dir_lock(const struct ic_dir *d, struct ic_error *err);

/*
 * Close a directory; if it was made, and is empty, it goes too. What cannot
 * be removed stays. NULL is allowed.
 */
void ic_dir_unmake(struct ic_dir *d);

/* True if its path still leads to the directory that was opened. */
bool ic_dir_stands(const struct ic_dir *d);

/* Make what was done in the directory survive a power failure. */
bool ic_dir_sync(const struct ic_dir *d, struct ic_error *err);

/* Close; free; return to the zero value. NULL is allowed. */
void ic_dir_close(struct ic_dir *d);

enum ic_entry { IC_ENTRY_FILE, IC_ENTRY_DIR, IC_ENTRY_LINK, IC_ENTRY_OTHER };

/* Called with each entry; false, with *err filled, ends the listing. */
typedef bool ic_entry_fn(void *user, const char *name, enum ic_entry kind,
    struct ic_error *err);

/*
 * All entries but "." and "..", in the order of their bytes. IC_ELIMIT
 * beyond IC_DIR_ENTRIES_MAX.
 */
bool ic_dir_list(const struct ic_dir *d, ic_entry_fn *each, void *user,
    struct ic_error *err);

/*
 * Open a regular file to read; *size, if not NULL, is its length. A missing
 * one is IC_EINPUT. The caller closes *fd.
 */
bool ic_dir_file(const struct ic_dir *d, const char *name, int *fd,
    uint64_t *size, struct ic_error *err);

/*
 * False only if nothing has the name: what cannot be read is not missing.
 */
bool ic_dir_has(const struct ic_dir *d, const char *name);

/* Append the content of a regular file of at most `max` bytes. */
bool ic_dir_read(const struct ic_dir *d, const char *name, size_t max,
    struct ic_buf *out, struct ic_error *err);

/* Write a whole file, or leave what has the name as it is. */
bool ic_dir_write(const struct ic_dir *d, const char *name, const void *bytes,
    size_t n, mode_t mode, struct ic_error *err);

/*
 * Append a line, its newline among the n bytes, to a private file (0600),
 * which is made if it is missing, and sync it. On a full disk the file keeps
 * its old length. A kill may cut the line: the reader must skip what it does
 * not understand, and the next line begins on its own.
 */
bool ic_dir_append(const struct ic_dir *d, const char *name, const void *line,
    size_t n, struct ic_error *err);

/*
 * Keep others that call this from a file to which lines are appended, until
 * the descriptor is closed; it is made (0600) if it is missing. Waits for a
 * while, then IC_EENV. A file system without locks is let be.
 */
bool ic_dir_hold(const struct ic_dir *d, const char *name, int *fd,
    struct ic_error *err);

/* Remove a file for good. One that is not there is removed already. */
bool ic_dir_remove(const struct ic_dir *d, const char *name,
    struct ic_error *err);

/*
 * Remove a file, a link or a directory with all that is in it; no link is
 * followed. One that is not there is removed already.
 */
bool ic_dir_remove_tree(const struct ic_dir *d, const char *name,
    struct ic_error *err);

/*
 * Give a directory in `d` another name there, in one step, and sync `d`.
 * IC_ESPEC if something has that name that is no empty directory.
 */
bool ic_dir_rename(const struct ic_dir *d, const char *from, const char *to,
    struct ic_error *err);

/* True for the name of a temporary that a kill left behind. */
bool ic_dir_is_leftover(const char *name);

/*
 * A name that no file has yet, as leftovers have them: for what another
 * library writes by name. False without random numbers.
 */
bool ic_dir_leftover_name(char out[IC_TEMP_NAME_MAX]);

/* Remove all leftovers. Only under ic_dir_lock(). */
bool ic_dir_sweep(const struct ic_dir *d, struct ic_error *err);

/* A file on its way. The zero value is closed. */
struct ic_temp {
	int fd; /* to write; valid while open */
	bool open;
	const struct ic_dir *dir;    /* borrowed */
	char name[IC_TEMP_NAME_MAX]; /* in dir; "": it has none */
};

/*
 * A new empty file in `d`. The umask applies to `mode` (0666 for what is
 * served, 0600 for what is not).
 */
bool ic_temp_open(const struct ic_dir *d, mode_t mode, struct ic_temp *out,
    struct ic_error *err);

/* The same file, read only, with its own offset. The caller closes *fd. */
bool ic_temp_reopen(const struct ic_temp *t, int *fd, struct ic_error *err);

/*
 * Give the file its name in its directory, in the place of one that has it.
 * On failure that one stays as it was, unless it is the disk that fails. Once
 * only; then close.
 */
bool ic_temp_publish(struct ic_temp *t, const char *name, struct ic_error *err);

/* Close; what was not published is gone. NULL is allowed. */
void ic_temp_close(struct ic_temp *t);

#endif
