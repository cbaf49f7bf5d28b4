#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""selftest.py BENCH-COST BENCH-SCAN: the instruments, on what is known.

TAP. A process that is orphaned is measured too; the peak is one process's and
not its launcher's; productions are the same bytes each time; ratios and
targets are what the numbers say.
"""
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

# pylint: disable=wrong-import-position
import productions  # noqa: E402
import report  # noqa: E402
import targets  # noqa: E402
import volume  # noqa: E402

# Half a second of CPU time and 80 MB, in a process that its parent leaves
# alone: of what it waited for we would know anyway.
ORPHAN = '''
import os, time
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        block = bytearray(80_000_000)
        while time.process_time() < 0.5:
            pass
    os._exit(0)
'''


def cost(tool, work, *argv):
    result = work / 'cost.json'
    subprocess.run([tool, result, *argv], check=True,
                   stdout=subprocess.DEVNULL)
    return json.loads(result.read_text())


def orphans_count(tool, work):
    used = cost(tool, work, sys.executable, '-c', ORPHAN)
    return 500 <= used['cpu_ms'] < 2000 and 80000 < used['peak_kb'] < 160000


def peaks_are_not_added(tool, work):
    """Two processes of 80 MB are not one of 160, nor a shell's of nothing."""
    one = f'{sys.executable} -c "b = bytearray(80_000_000)"'
    used = cost(tool, work, 'sh', '-c', f'{one} & {one}; wait')
    return 80000 < used['peak_kb'] < 160000


def launchers_do_not_count(tool, work):
    block = bytearray(200_000_000)
    used = cost(tool, work, 'true')
    return len(block) and used['peak_kb'] < 20000


def failures_are_told(tool, work):
    return (cost(tool, work, 'false')['status'] == 1
            and cost(tool, work, 'true')['status'] == 0)


def tree(home):
    return {str(path.relative_to(home)): path.read_bytes()
            for path in home.rglob('*') if path.is_file()}


def same_each_time(tool, work, kind):
    """Made twice, at one place: its name is in no file of the production."""
    wanted, made = productions.Wanted(kind, 'test', (1, 2)), []
    for _ in range(2):
        home = work / 'production'
        shutil.rmtree(home, ignore_errors=True)
        shutil.rmtree(work / 'sheets-200', ignore_errors=True)
        shutil.rmtree(work / 'sheets-300', ignore_errors=True)
        productions.build(wanted, home,
                          productions.Scanner(tool, work, sheets=2))
        made.append(tree(home))
    boxes = json.loads(made[0]['boxes.json'])
    paged = {name: {page for page, _ in rows} for name, rows in boxes.items()}
    return made[0] == made[1] and paged == {'0001.pdf': {1},
                                            '0002.pdf': {1, 2}}


def volumes_hold_together(work):
    """The same each time; each page is one file or in one, and numbered."""
    made = []
    for nth in range(2):
        documents, disputed = volume.make(work / f'volume-{nth}', 5, 30, 4)
        made.append(tree(work / f'volume-{nth}'))
    last = 0
    for d in documents:
        paths = ([d.image(at) for at in range(d.count)] if d.scanned
                 else [d.pdf])
        if d.first != last + 1 or any(f'VOL001/{path}' not in made[0]
                                      for path in paths):
            return False
        last = d.last
    rows = made[0]['VOL001/DATA/COE.dat'].decode('utf-16').split('\r\n')
    return (made[0] == made[1] and len(disputed) == 4 and len(rows) == 32
            and any(d.scanned for d in documents)
            and b'/Subtype/Redact' in made[0]['binder.pdf'])


def example(own, rest, peer):
    """Results of one class: two runs, of which the first is the smaller."""
    runs = {'incamera': [{'cpu_ms': own + k, 'proofs125_ms': own - rest + k,
                          'bytes': 1000, 'peak_kb': 1, 'other_ms': 0,
                          'ways': {}, 'usage': {name: {'cpu_ms': 1,
                                                       'peak_kb': 1}
                                                for name in report.ROLES}}
                         for k in (0, 2)],
            'pdftoppm + img2pdf': [{'cpu_ms': peer, 'bytes': 1,
                                    'peak_kb': 1}]}
    return {'machine': 'none', 'versions': {}, 'productions': {
        'text-short': {'name': 'text-short', 'pages': 10, 'documents': 2,
                       'bytes': 900, 'kind': 'text', 'shape': 'short',
                       'what': 'full text page', 'program': 'x',
                       'when': '2026', 'load': [1], 'runs': runs}}}


def row(results, beginning):
    return next(r for r in targets.rows(results) if r[0].startswith(beginning))


def targets_are_compared():
    """(100 + 102) / 2 with the rest, 40 less without: 4.48 and 4.52."""
    wants = 'text-short, proofs 1, 2, 5: times pdftoppm'
    return (row(example(100, 40, 273), wants)[2] == 'NO'
            and row(example(100, 40, 276), wants)[1:] == ['4.5', 'yes']
            and row(example(100, 40, 150), 'text-short, all proofs')[1:]
            == ['1.5', 'NO']
            and row(example(100, 40, 150), 'letter-short')[1:] == ['-', '-'])


def tables_are_made():
    text = report.text(example(100, 40, 276), example(200, 80, 276), True)
    return ('| full text page, short |     10.1 |     6.1 |   20.1 |' in text
            and text.startswith('# Results'))


def main():
    cost_tool, scan_tool = (str(pathlib.Path(p).resolve())
                            for p in sys.argv[1:])
    scan_tool = pathlib.Path(scan_tool)
    with tempfile.TemporaryDirectory() as name:
        work = pathlib.Path(name)
        claims = [
            ('an orphan counts', orphans_count, cost_tool, work),
            ('peaks are not added', peaks_are_not_added, cost_tool, work),
            ('a launcher does not count', launchers_do_not_count, cost_tool,
             work),
            ('a failure is told', failures_are_told, cost_tool, work),
            ('targets are compared', targets_are_compared),
            ('tables are made', tables_are_made)]
        if shutil.which('gs'):
            claims += [(f'{kind} is the same each time', same_each_time,
                        scan_tool, work, kind)
                       for kind in ('text', 'g4', 'gray200', 'photo')]
            claims += [('a volume holds together', volumes_hold_together,
                        work)]
        good = [bool(claim(*rest)) for _, claim, *rest in claims]
    for nth, (ok, (what, *_)) in enumerate(zip(good, claims), 1):
        print(f'{"ok" if ok else "not ok"} {nth} - {what}')
    print(f'1..{len(claims)}')
    return 0 if all(good) else 1


if __name__ == '__main__':
    sys.exit(main())
