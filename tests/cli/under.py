#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""under.py [--stopped COMMAND] PROGRAM [ARGUMENT...]

Run the program and see to its end. Whenever it stops itself (see base/fault.h)
COMMAND is given to sh, with the program's number as $PID, which is its process
group's too, and the program goes on. The status is the program's, or 128 and the signal's number.

No process of the program may outlive it: one that still runs ten seconds
after it makes the status 99.
"""
import ctypes
import os
import signal
import subprocess
import sys
import time

PR_SET_CHILD_SUBREAPER = 36
PATIENCE = 10


def status_of(raw):
    """A wait status as a shell has it."""
    if os.WIFSIGNALED(raw):
        return 128 + os.WTERMSIG(raw)
    return os.WEXITSTATUS(raw)


def see_through(pid, command):
    """The wait status of the program, which may stop on its way."""
    while True:
        _, raw = os.waitpid(pid, os.WUNTRACED)
        if not os.WIFSTOPPED(raw):
            return raw
        if command:
            subprocess.run(['sh', '-c', command], check=False,
                           env=dict(os.environ, PID=str(pid)))
        os.kill(pid, signal.SIGCONT)


def orphans_end():
    """Whether all that the program left behind ends in good time."""
    last = time.monotonic() + PATIENCE
    while time.monotonic() < last:
        try:
            pid, _ = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            return True
        if pid == 0:
            time.sleep(0.002)
    return False


def main():
    arguments = sys.argv[1:]
    command = None
    if arguments[0] == '--stopped':
        command, arguments = arguments[1], arguments[2:]
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    pid = os.fork()
    if pid == 0:
        os.setpgid(0, 0)
        # Python ignores some; the program is to have what a shell gives it.
        for number in (signal.SIGPIPE, signal.SIGXFSZ):
            signal.signal(number, signal.SIG_DFL)
        os.execv(arguments[0], arguments)
    raw = see_through(pid, command)
    if not orphans_end():
        print('under.py: a process outlived the program', file=sys.stderr)
        return 99
    return status_of(raw)


if __name__ == '__main__':
    sys.exit(main())
