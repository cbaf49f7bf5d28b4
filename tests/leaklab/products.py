#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Our own products: each check is one way in which what incamera writes,
prints or leaves behind could carry a secret.

    products.py PROGRAM HOOKS    all checks and the twin list, as TAP
    products.py twins PROGRAM    which files are the same for two secrets
    products.py list             the checks

A check is a function that gets a Run, says by run.claim() what must be there
(a run that makes nothing leaks nothing), and returns what it found: [] if
that is clean.
"""
import fnmatch
import importlib
import json
import os
import pathlib
import shlex
import signal
import subprocess
import sys
import tempfile

import lab
import witness

SPEC = '''matter: {matter}
bates: {{ prefix: {prefix}, digits: 6, start: 1 }}
legend: {legend}
raster: {{ dpi: 72 }}
{head}codes:
  {code}: {{ text: {text}, basis: {basis} }}
documents:
  - {{ file: {file}{document} }}
redactions:
  - {{ {redaction} }}
{tail}'''
REDACTION = ('{id}bates: {prefix}000001, rect: {rect}, code: {code}, '
             'description: {description}{more}')
USUAL = {
    'matter': 'Leak lab', 'prefix': 'LAB', 'head': '', 'code': 'X',
    'legend': '{ text: CONFIDENTIAL }', 'text': 'Sealed',
    'basis': 'protective order', 'file': 'a.pdf', 'document': '', 'id': '',
    'rect': '[30, 80, 200, 110]', 'description': 'innocent words',
    'more': '', 'tail': '',
}

CHECKS = {}


# Seconds that a run of the program may take, or anything that it is to do.
# On an idle machine the longest takes two.
PATIENCE = 60


class NotTried(Exception):
    """A check cannot be made here; it says why."""


class Late(Exception):
    """What did not come in time; it says what was waited for."""


def product(name, what):
    """Name a check `products.name`, and say in a few words what it is."""
    def known(check):
        if name in CHECKS:
            raise ValueError(f'two checks are called {name}')
        CHECKS[name] = what, check
        return check
    return known


def load():
    """All checks, in the order of their files."""
    for path in sorted(pathlib.Path(__file__).parent.glob('products_*.py')):
        importlib.import_module(path.stem)
    return CHECKS


def value(text):
    """A text as YAML takes it whatever it holds."""
    return json.dumps(text, ensure_ascii=False)


class Done:
    """How the program ended: status, out, err (bytes), told (both)."""

    def __init__(self, status, out, err):
        self.status, self.out, self.err = status, out, err
        self.told = out + err


class Run:
    """A spec and its document in in/, and what the program makes of them.

    case        what the document hides (lab.Case); `secret`, `number`
    claims      {what must be: whether it is}
    given       paths that the check put there; all others are products
    hasty       True if the first finding is enough
    """
    hasty = False

    def __init__(self, name, program, hooks, folder, twin=0):
        self.program, self.hooks = program, hooks
        self.folder = pathlib.Path(folder)
        self.name, self.twin = name, twin
        self.case = lab.Case(name, twin)
        self.secret, self.number = self.case.secret, self.case.number
        self.claims, self.given, self.said = {}, set(), []
        for place in ('in', 'tmp'):
            (self.folder / place).mkdir(parents=True)

    def claim(self, what, true):
        """What must be there, so that finding nothing means something."""
        self.claims[what] = self.claims.get(what, True) and bool(true)

    def give(self, name, data):
        """A file of in/ that is no product."""
        path = self.folder / 'in' / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
        self.given.add(path)
        return path

    def document(self, name='a.pdf', case=None):
        """The document: the secret under the box, the control above."""
        case = case or self.case
        if not case.pdf.pages:
            case.plain()
        return self.give(name, case.pdf.bytes())

    def spec(self, name='lab.yaml', **changes):
        """The usual spec with some words of it changed; `redaction` is all
        of the redaction, `more` what comes behind its usual keys."""
        words = {**USUAL, **changes}
        words.setdefault('redaction', REDACTION.format(**words))
        return self.give(name, SPEC.format(**words))

    def go(self, *arguments, program=None, fault=None, **more):
        """Run the program in the folder."""
        env = {k: v for k, v in os.environ.items()
               if k not in ('INCAMERA_FAULT', 'NO_COLOR')}
        env.update(TMPDIR=str(self.folder / 'tmp'), LC_ALL='C.UTF-8')
        env.update(more.pop('env', {}))
        if fault:
            env['INCAMERA_FAULT'] = fault
        done = subprocess.run(
            [program or (self.hooks if fault else self.program), *arguments],
            cwd=self.folder, stdin=subprocess.DEVNULL, capture_output=True,
            env=env, timeout=PATIENCE, check=False, **more)
        done = Done(done.returncode, done.stdout, done.stderr)
        self.said.append(done)
        return done

    def apply(self, *options, spec='in/lab.yaml', out='out', **more):
        return self.go('apply', spec, '-o', out, '-j1', *options, **more)

    def made(self, done, out='out'):
        """Claim that a run made its documents, the control in them."""
        self.claim('the run ends with status 0', done.status == 0)
        files = sorted((self.folder / out / 'redacted').glob('*.pdf'))
        text = b''.join(witness.told('pdftotext', f, '-') for f in files)
        self.claim('the output has its control',
                   self.case.control.encode() in text)
        return done

    def left(self):
        """All paths in the folder that nobody gave."""
        return [path for path in sorted(self.folder.rglob('*'))
                if path not in self.given
                and path not in (self.folder / 'in', self.folder / 'tmp')]

    def stray(self):
        """What a refused run left although it was to write nothing; it is
        taken away for the next one."""
        found = [f'{path.relative_to(self.folder)} is there'
                 for path in self.left()]
        for path in reversed(self.left()):
            if path.is_dir() and not path.is_symlink():
                path.rmdir()
            else:
                path.unlink()
        return found

    def served(self, out='out'):
        out = self.folder / out
        return [path for path in self.left() if out in path.parents
                and out / 'private' not in (path, *path.parents)]

    def log(self):
        path = self.folder / 'out/logs/redaction-log.csv'
        return path.read_bytes() if path.exists() else b''

    def hunt(self, paths=None, words=None):
        """['path: encoding']: where names and bytes of these paths (all
        that is left) hold one of the words."""
        out = []
        for path in self.left() if paths is None else paths:
            shown = str(path.relative_to(self.folder))
            ways = self.ways(shown.encode(), words)
            if ways:
                out.append(f'the name {shown}: {", ".join(ways)}')
            if path.is_symlink() or not path.is_file():
                continue
            data = path.read_bytes()
            ways = self.ways(data + witness.unzipped(data), words)
            if data[:1024].find(b'%PDF') >= 0:
                ways += witness.found(path, words or self.words())
            out += [f'{shown}: {way}' for way in sorted(set(ways))]
        return out

    def words(self):
        return self.secret, self.number

    def ways(self, data, words=None):
        return sorted({way for word in words or self.words()
                       for way in witness.hunt_bytes(data, word)})

    def heard(self, words=None):
        """Where messages of any run so far hold one of the words."""
        return [f'message of run {nth}: {way}'
                for nth, done in enumerate(self.said, 1)
                for way in self.ways(done.told, words)]

    def fresh(self, twin=None):
        """Another run of the same check, in a folder beside this one."""
        nth = 1 + sum(1 for _ in self.folder.parent.glob(
            self.folder.name + '+*'))
        return Run(self.name, self.program, self.hooks,
                   self.folder.parent / f'{self.folder.name}+{nth}',
                   self.twin if twin is None else twin)


def tried(name, program, hooks, folder):
    """(name, what, findings, control): control is True, a list of claims
    that do not hold, or a text: why the check was not tried."""
    what, check = CHECKS[name]
    run = Run(name, program, hooks, folder)
    try:
        findings = list(check(run) or [])
    except NotTried as why:
        return name, what, [], f'not tried: {why}'
    except Late as why:
        return name, what, [], [f'{PATIENCE} s were not enough for {why}']
    except subprocess.TimeoutExpired as why:
        return name, what, [], [f'{why.timeout:.0f} s were not enough for '
                                f'{shlex.join(map(str, why.cmd))}']
    except OSError as why:          # a product that it reads is not there
        return name, what, [], [f'{why.strerror}: {why.filename}']
    lost = [claim for claim, true in run.claims.items() if not true]
    if not run.claims:
        lost = ['the check claims nothing']
    return name, what, findings, lost or True


def holds(control):
    """Whether the third part of a verdict is no fault."""
    return not isinstance(control, list)


def mind_signals():
    """What a shell in the background or nohup had us ignore, our children
    are to mind."""
    for number in (signal.SIGHUP, signal.SIGQUIT, signal.SIGTERM):
        signal.signal(number, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.default_int_handler)


def run_all(program, hooks, scratch, pattern='*'):
    """[(name, what, findings, control)] of all checks; each works in a
    folder of its own below `scratch`."""
    mind_signals()
    program, hooks = (pathlib.Path(p).resolve() for p in (program, hooks))
    return [tried(name, program, hooks, pathlib.Path(scratch) / name)
            for name in load() if fnmatch.fnmatch(name, pattern)]


def tap(rows):
    good = True
    for nth, (name, what, findings, control) in enumerate(rows, 1):
        fine = not findings and holds(control)
        good &= fine
        skip = f' # SKIP {control}' if isinstance(control, str) else ''
        print(f'{"" if fine else "not "}ok {nth} - {name}: {what}{skip}')
        for line in findings:
            print(f'# found: {line}')
        for line in control if isinstance(control, list) else []:
            print(f'# not there: {line}')
    print(f'1..{len(rows)}')
    return good


def main():
    arguments = sys.argv[1:]
    if arguments == ['list']:
        for name, (what, _) in load().items():
            print(f'{name:32} {what}')
        return 0
    twins = arguments[:1] == ['twins']
    if len(arguments) not in (2, 3):
        print(__doc__, end='')
        return 2
    with tempfile.TemporaryDirectory() as scratch:
        load()
        if twins:
            import products_twins
            print(products_twins.table(arguments[1], scratch), end='')
            return 0
        return 0 if tap(run_all(*arguments[:2], scratch,
                                *arguments[2:])) else 1


if __name__ == '__main__':
    import products             # not twice: its checks register there
    sys.exit(products.main())
