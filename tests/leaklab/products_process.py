# SPDX-License-Identifier: AGPL-3.0-or-later
"""Processes: command lines, environments, memory of children, core files,
and what a kill leaves anywhere."""
import contextlib
import os
import pathlib
import re
import resource
import shutil
import signal
import subprocess
import time

import lab
from products import Late, NotTried, PATIENCE, product

# A sanitizer's shadow is larger than any memory.
MAPPING = 1 << 30

# Of a document whose children are to live long enough to be looked at.
PAGES = 400

PROC = pathlib.Path('/proc/self/stat')
ROOT = pathlib.Path(__file__).resolve().parents[2]


def points():
    """The fault points that the sources name."""
    text = ''.join(path.read_text() for path in
                   sorted((ROOT / 'src').rglob('*.c')))
    return sorted(set(re.findall(r'ic_fault_point\("([a-z-]+)"\)', text)))


def proc(pid, name):
    """A file of /proc, b'' if it cannot be read or is gone."""
    try:
        return pathlib.Path(f'/proc/{pid}/{name}').read_bytes()
    except OSError:
        return b''


def children(pid):
    """[(pid, name)] of the processes that have this parent."""
    found = []
    for entry in pathlib.Path('/proc').glob('[0-9]*'):
        fields = proc(entry.name, 'stat').rpartition(b')')[2].split()
        if len(fields) > 1 and int(fields[1]) == pid:
            found.append((int(entry.name), proc(entry.name, 'comm').decode()
                          .strip()))
    return found


def memory(pid):
    """All that a process has in its memory and may write; of one that ends
    meanwhile, what was there."""
    data = []
    try:
        with open(f'/proc/{pid}/mem', 'rb') as mem:
            for line in proc(pid, 'maps').decode().splitlines():
                span, access = line.split()[:2]
                first, last = (int(n, 16) for n in span.split('-'))
                if not access.startswith('rw') or last - first > MAPPING:
                    continue
                with contextlib.suppress(OSError, OverflowError):
                    mem.seek(first)
                    data.append(mem.read(last - first))
    except PermissionError as why:
        raise NotTried('memory of a child cannot be read here') from why
    except OSError:
        pass
    return b''.join(data)


def holds(data, words):
    """Which of the words stand in the memory of a process."""
    return [word for word in words if any(
        code in data for code in (word.encode(), word.encode('utf-16-le'),
                                  word.lower().encode()))]


@contextlib.contextmanager
def running(run, *arguments, program=None, **env):
    """The program in the background, allowed to leave core files."""
    if not PROC.exists():
        raise NotTried('there is no /proc here')
    process = subprocess.Popen(
        [program or run.program, *arguments], cwd=run.folder,
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, 'TMPDIR': str(run.folder / 'tmp'), **env},
        preexec_fn=lambda: resource.setrlimit(
            resource.RLIMIT_CORE,
            (resource.getrlimit(resource.RLIMIT_CORE)[1],) * 2))
    try:
        yield process
    finally:
        for pid, _ in children(process.pid):
            with contextlib.suppress(OSError):
                os.kill(pid, signal.SIGCONT)
        process.kill()
        process.communicate(timeout=PATIENCE)


def settled(process):
    """Wait until a program stands at its fault point."""
    calm, until = 0, time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if process.poll() is not None:
            return False
        fields = proc(process.pid, 'stat').rpartition(b')')[2].split()
        others = [name for _, name in children(process.pid)
                  if name != 'incamera-zygote']
        calm = calm + 1 if fields[:1] in ([b'S'], [b'T']) and not others else 0
        if calm == 10:
            return True
        time.sleep(0.03)
    return False


def plain_build(run):
    """A sanitizer keeps a copy of the environment, and ends on signals."""
    if b'__asan_init' in pathlib.Path(run.program).read_bytes():
        raise NotTried('the program is built with sanitizers')


def stopped(run, point='judged', **env):
    return running(run, 'apply', 'in/lab.yaml', '-o', 'out', '-j1',
                   program=run.hooks, INCAMERA_FAULT=f'{point}:stop', **env)


def two_documents(run):
    """a.pdf with the secret of this twin, b.pdf with the other's."""
    other = lab.Case(run.name, 1 - run.twin)
    for name, case in (('a.pdf', run.case), ('b.pdf', other)):
        case.plain()
        for _ in range(PAGES):
            case.page('0.5 g 10 10 200 60 re f')
        run.document(name, case)
    run.spec(head='# raster\n', document=' }\n  - { file: b.pdf',
             more=f', note: ask {run.secret} }}\n  - {{ bates: LAB000042, '
                  'rect: [30, 80, 200, 110], code: X, description: second '
                  f'one, note: ask {other.secret}')
    return other


@product('products.command-line', 'in names and command lines of processes')
def command_line(run):
    word = run.secret
    run.document(f'{word}.pdf')
    run.spec(file=f'{word}.pdf', more=f', note: {word}')
    found, names = [], set()
    for point in ('made', 'judged', 'derived'):
        with stopped(run, point) as process:
            run.claim('it stops there', settled(process))
            for pid, name in [(process.pid, ''), *children(process.pid)]:
                names.add(name)
                for what in ('cmdline', 'comm'):
                    found += [f'{what} of {name}: {way}' for way in
                              run.ways(proc(pid, what))]
        shutil.rmtree(run.folder / 'out', ignore_errors=True)
    run.claim('the zygote is among them', 'incamera-zygote' in names)
    return found


@product('products.environment', 'in the environment of the zygote')
def environment(run):
    plain_build(run)
    run.document()
    run.spec(document=', password_env: LAB_PASSWORD')
    with stopped(run, LAB_PASSWORD=run.secret) as process:
        run.claim('it stops there', settled(process))
        run.claim('the parent has it', run.ways(proc(process.pid,
                                                     'environ')))
        zygote = children(process.pid)
        run.claim('there is a zygote', zygote)
        return [f'environment of {name}' for pid, name in zygote
                if holds(proc(pid, 'environ') + memory(pid),
                         [run.secret])]


@product('products.zygote', 'in the memory of the zygote')
def zygote(run):
    other = two_documents(run)
    words = [run.secret, other.secret, run.case.control, 'innocent words']
    with stopped(run) as process:
        run.claim('it stops there', settled(process))
        run.claim('the parent has the spec in its memory',
                  holds(memory(process.pid), words))
        found = []
        for pid, name in children(process.pid):
            found += [f'{name}: {word}' for word in holds(memory(pid),
                                                          words)]
            files = [os.readlink(link) for link in pathlib.Path(
                f'/proc/{pid}/fd').iterdir()]
            found += [f'{name} has {file} open' for file in files
                      if str(run.folder) in file]
        run.claim('there is a zygote', children(process.pid))
        return found


@contextlib.contextmanager
def halted(pid):
    """A process that does not move: whether it stands still. It goes on
    afterwards whatever was found, for who waits for it has no end."""
    os.kill(pid, signal.SIGSTOP)
    try:
        for _ in range(500):    # a signal needs its time to get there
            state = proc(pid, 'stat').rpartition(b')')[2].split()[:1]
            if state in ([b'T'], [b'Z'], []):
                break
            time.sleep(0.01)
        yield state == [b'T']
    finally:
        with contextlib.suppress(OSError):
            os.kill(pid, signal.SIGCONT)


def seen(process):
    """Stop each child of the program once, soon after its start, and yield
    its name, its pid and the files that it has open. The zygote bears the
    program's name until it has taken its own. What the program does aside, in
    a copy of itself, reads no document (base/aside.h)."""
    known, until = set(), time.monotonic() + PATIENCE
    while process.poll() is None:
        if time.monotonic() > until:
            raise Late(f'the program to end, which still has the children '
                       f'{sorted(name for _, name in children(process.pid))}')
        for pid, name in children(process.pid):
            if pid in known or name in ('incamera-zygote', 'incamera-aside'):
                continue
            time.sleep(0.05)
            with contextlib.suppress(OSError), halted(pid) as still:
                if not still or proc(pid, 'comm').decode().strip() != name:
                    continue
                known.add(pid)
                files = [os.readlink(link) for link in pathlib.Path(
                    f'/proc/{pid}/fd').iterdir()]
                yield name, pid, files
        time.sleep(0.005)


@product('products.children', "in a child of another document's")
def other_child(run):
    other = two_documents(run)
    found, kinds = [], set()
    with running(run, 'apply', 'in/lab.yaml', '-o', 'out', '-j1') as process:
        for name, pid, files in seen(process):
            data = memory(pid)
            of_a = any(file.endswith('in/a.pdf') for file in files)
            of_b = any(file.endswith('in/b.pdf') for file in files)
            kinds.add((name, of_a))
            words = (['innocent words'] if of_b else []) + (
                [other.secret, 'second one'] if of_a else [run.secret]
                if of_b else [])
            found += [f'{name} holds {word}' for word in holds(data, words)]
            found += [f'{name}: note' for word in (run.secret, other.secret)
                      if f'ask {word}'.encode() in data]
            found += [f'{name} has {file} open' for file in files
                      if 'lab.yaml' in file or (of_a and 'b.pdf' in file)]
            found += [f'{name}: a word in {what}' for what in (
                'cmdline', 'comm', 'environ')
                if run.ways(proc(pid, what))]
        process.wait(PATIENCE)
        run.claim('the run ends with status 0', process.returncode == 0)
    if not found and not {True, False} <= {of_a for _, of_a in kinds}:
        raise NotTried('the children of one document were gone too soon')
    return found


@product('products.core', 'in a core file')
def core(run):
    plain_build(run)
    if resource.getrlimit(resource.RLIMIT_CORE)[1] in (0, 1):
        raise NotTried('no process may leave a core file here')
    run.document()
    run.spec(more=f', note: {run.secret}')
    found = []
    for way in (signal.SIGQUIT, signal.SIGSEGV, signal.SIGABRT):
        with stopped(run) as process:
            run.claim('it stops there', settled(process))
            for pid, name in [(process.pid, 'incamera'),
                              *children(process.pid)]:
                limit = re.search(rb'Max core file size +(\S+)',
                                  proc(pid, 'limits'))
                dumps = limit and limit[1] not in (b'0', b'1')
                run.claim('limits can be read', limit)
                if dumps and name == 'incamera':
                    found.append(f'{name} may leave a core file')
            process.send_signal(way)
            process.send_signal(signal.SIGCONT)
            process.wait(PATIENCE)
            run.claim('the signal ends it', process.returncode == -way)
        found += [str(p) for p in run.left() if 'core' in p.name]
        shutil.rmtree(run.folder / 'out', ignore_errors=True)
    return found + run.hunt()


def shared_memory():
    place = pathlib.Path('/dev/shm')
    return set(place.iterdir()) if place.is_dir() else set()


@product('products.killed', 'in what a kill leaves, at every fault point')
def killed(run):
    whole = run.fresh()
    for one in (run, whole):
        one.document()
        one.spec(more=f', note: {run.secret}')
    whole.made(whole.apply())
    run.claims.update(whole.claims)
    good = {str(p.relative_to(whole.folder)): p.read_bytes()
            for p in whole.served() if p.is_file()}
    found, reached, before = [], 0, shared_memory()
    run.claim('the sources name fault points', len(points()) >= 6)
    for point in points():
        for action, status in (('kill', -9), ('int', 4)):
            done = run.apply(fault=f'{point}:{action}')
            reached += done.status == status
            at = f'{action} at {point}: '
            found += [at + line for line in run.hunt()]
            # Without /proc a product has a name before it is whole.
            parts = {path for path in run.left()
                     if path.name.endswith('.part') and not PROC.exists()}
            found += [f'{at}{path} is left' for path in run.left()
                      if path.name.endswith('.part') and path not in parts
                      or run.folder / 'tmp' in path.parents]
            # A child's end costs its document; then the lists are shorter.
            found += [f'{at}{path} is not what it would be'
                      for path in run.served()
                      if path.is_file() and path not in parts
                      and (done.status != 3 or path.suffix == '.pdf')
                      and good.get(str(path.relative_to(run.folder)))
                      != path.read_bytes()]
            run.claim('--resume ends with status 0',
                      run.apply('--resume').status == 0)
            run.stray()
        if found and run.hasty:
            break
    run.claim('most kills happen', reached >= len(points()))
    found += [f'{path} is in shared memory'
              for path in shared_memory() - before]
    return found + run.heard()


OPENS = re.compile(
    r'(open|openat|creat)\((?:AT_FDCWD(?:<[^>]*>)?, |\d+(?:<[^>]*>)?, )?'
    r'"([^"]*)"(?:, ([A-Z_|0-9]+))?.*= (\d+|-1)')


@product('products.files', 'in a file that has a name before it is proved')
def named_files(run):
    if not shutil.which('strace'):
        raise NotTried('strace is not installed')
    run.document()
    run.spec()
    trace = run.folder / 'trace'
    run.given.add(trace)
    done = run.go('-f', '-o', str(trace), '-e',
                  'trace=open,openat,creat,mkdir,mkdirat,mknod,mknodat,'
                  'rename,renameat,renameat2,symlink,symlinkat',
                  str(run.program), 'apply', 'in/lab.yaml', '-o', 'out',
                  '-j1', program='strace')
    if b'ptrace' in done.err.lower() or done.status == 1:
        raise NotTried('strace may trace nothing here')
    run.made(done)
    # libxlsxwriter takes the name away again as soon as it has the file: parts
    # of a list of what is proved, in private/.
    usual = re.compile(r'/dev/(null|tty)|journal\.jsonl|bates\.registry|'
                       r'\./tmp\.\w{10}|\.incamera-[0-9a-f]{16}\.part')
    found, unnamed = [], 0
    for line in trace.read_text(errors='replace').splitlines():
        match = OPENS.search(line)
        if not match or match[4] == '-1':
            continue
        _, path, flags, _ = match.groups()
        writes = re.search('O_WRONLY|O_RDWR|O_CREAT', flags or 'O_CREAT')
        unnamed += 'O_TMPFILE' in (flags or '')
        if (writes and 'O_TMPFILE' not in (flags or '')
                and 'O_DIRECTORY' not in (flags or '')
                and not usual.fullmatch(path)):
            found.append(line)
    run.claim('outputs are made without a name', unnamed >= 1)
    return found + run.hunt(run.left())
