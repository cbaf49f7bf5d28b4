#!/usr/bin/python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""everyday.py PROGRAM [options]: the everyday case, typed and timed.

A production of 1,971 documents, 40 of them in dispute, a binder with marks on
pages of these: from the load file to a package for the court. Each command is
printed as it is typed, with what it said, its time, its CPU time, and the peak
memory of its largest process. PROGRAM is build/src/incamera, of a build in
which `ninja bench-tools` was run. `--huge N` plans a load file of N documents
of one page instead.
"""
import argparse
import json
import pathlib
import shlex
import shutil
import subprocess
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

import volume  # noqa: E402 pylint: disable=wrong-import-position

HEAD = '''matter: Roe v. County of Example, No. 2:26-cv-00001 (E.D. Cal.)
bates: { prefix: COE, digits: 6, start: 1 }
service: confidentiality
copies: [redacted, proposed]
codes:
  PII: { text: Personal identifiers, basis: "protective order para. 6" }
  IA:  { text: Internal-affairs record, basis: official information privilege }
redactions_csv: marks.csv
'''
LOAD = '''documents:
  load: %s.dat
%s  stamped: true
  fields: { begbates: Prod Beg, endbates: Prod End, category: Issue }
'''
SAID = 12  # lines of a command that are printed


class Case:
    """The commands of one case, in its directory, as they are typed."""

    def __init__(self, program, home):
        self.program, self.home = pathlib.Path(program).resolve(), home
        self.cost = self.program.parent.parent / 'bench/bench-cost'
        self.rows = []

    def knows(self, command):
        """True if the program has the command already."""
        done = subprocess.run([self.program, 'help', command], check=False,
                              capture_output=True)
        return done.returncode == 0

    def run(self, line, wanted=(0,)):
        """Type a line; its output is printed, cut in the middle."""
        result = self.home / 'cost.json'
        argv = shlex.split(line)
        assert argv[0] == 'incamera'
        done = subprocess.run(
            [self.cost, result, self.program, *argv[1:]], cwd=self.home,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, text=True, check=True)
        used = json.loads(result.read_text())
        result.unlink()
        status = used['status']
        print(f'$ {line}')
        lines = done.stdout.rstrip('\n').split('\n') if done.stdout else []
        if len(lines) > SAID:
            left = len(lines) - SAID
            lines[SAID // 2:-SAID // 2] = [f'... {left} more lines ...']
        for said in lines:
            print('  ' + said)
        print(f'  [status {status}; {used["wall_ms"] / 1e3:.1f} s, '
              f'{used["cpu_ms"] / 1e3:.1f} s CPU, '
              f'{used["peak_kb"] / 1e3:.0f} MB]\n', flush=True)
        self.rows.append((line, used, status))
        if status not in wanted:
            sys.exit(f'everyday: status {status}, not {wanted}')

    def write(self, name, text):
        """What is typed into a file."""
        (self.home / name).write_text(text)
        print(f'({name})')
        for said in text.rstrip('\n').split('\n')[:40]:
            print('  ' + said)
        print(flush=True)

    def table(self):
        print('| typed | s | CPU s | MB |\n|---|---|---|---|')
        for line, used, _ in self.rows:
            print(f'| `{line}` | {used["wall_ms"] / 1e3:.1f} | '
                  f'{used["cpu_ms"] / 1e3:.1f} | '
                  f'{used["peak_kb"] / 1e3:.0f} |')


def everyday(case):
    if case.knows('new'):
        case.run('incamera new VOL001/DATA/COE.dat -o first.yaml')
    case.write('production.yaml', HEAD + LOAD % (
        'VOL001/DATA/COE', '  images: VOL001/DATA/COE.opt\n'))
    (case.home / 'marks.csv').write_text(
        'id,bates,x0,y0,x1,y1,code,description\n')
    case.run('incamera plan production.yaml')
    case.run('incamera import binder.pdf --spec production.yaml --code PII',
             (1,))
    case.run('incamera import binder.pdf --spec production.yaml --code PII '
             '--take redact --take highlight:yellow:JSmith '
             '--leave highlight:green --leave text -o marks.csv --force')
    case.run('incamera plan --bates @disputed.txt production.yaml')
    case.run('incamera apply --bates @disputed.txt production.yaml -o camera')
    case.run('incamera apply --bates @disputed.txt --resume production.yaml '
             '-o camera')
    case.run('incamera log --kind redaction --format html camera '
             '-o redaction-log.html')
    case.run('incamera package --profile edca-in-camera '
             '--spec production.yaml camera -o package')
    case.run('incamera verify camera')
    case.run('incamera verify --spec production.yaml camera')


def huge(case, count):
    volume.make_huge(case.home, count)
    (case.home / 'marks.csv').write_text('bates,x0,y0,x1,y1,code\n')
    head = HEAD.replace('copies: [redacted, proposed]\n', '')
    case.write('huge.yaml', head.replace('digits: 6', 'digits: 7')
               + LOAD % ('HUGE/DATA/HUGE', ''))
    middle = volume.number(count // 2)
    case.run(f'incamera plan --bates {middle} huge.yaml')
    case.run(f'incamera apply --bates {middle} huge.yaml -o huge')
    case.run('incamera plan -q huge.yaml')


def options():
    parser = argparse.ArgumentParser(description=__doc__.split('\n\n')[0])
    parser.add_argument('program')
    parser.add_argument('--work', type=pathlib.Path,
                        default=pathlib.Path('everyday.work'))
    parser.add_argument('--seed', type=int, default=7)
    parser.add_argument('--documents', type=int, default=1971)
    parser.add_argument('--disputed', type=int, default=40)
    parser.add_argument('--huge', type=int, default=0, metavar='N')
    return parser.parse_args()


def main():
    chosen = options()
    home = chosen.work.resolve()
    case = Case(chosen.program, home)
    if chosen.huge:
        home.mkdir(parents=True, exist_ok=True)
        shutil.rmtree(home / 'huge', ignore_errors=True)
        huge(case, chosen.huge)
        case.table()
        return
    documents, disputed = volume.make(home, chosen.seed, chosen.documents,
                                      chosen.disputed)
    files, size = volume.measure(home / 'VOL001')
    print(f'{len(documents)} documents, '
          f'{sum(d.count for d in documents)} pages, {files} files, '
          f'{size / 1e6:.0f} MB; {len(disputed)} in dispute\n')
    for stale in ('camera', 'package'):
        shutil.rmtree(home / stale, ignore_errors=True)
    for stale in ('production.lock', 'bates.registry', 'redaction-log.html',
                  'first.yaml'):
        (home / stale).unlink(missing_ok=True)
    everyday(case)
    case.table()


if __name__ == '__main__':
    main()
