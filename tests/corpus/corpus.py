#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""corpus.py INCAMERA DIRECTORY [JOBS]: a folder of real PDFs, one by one.

Each file goes through `apply`, with a box on its first page and another over
a whole one where it has two, and through `verify`. It must end in a verified
output, or refused with one sentence; no process may crash. The last line:

    corpus: 240 files: V verified, R refused, 0 crashed

Where there is no such directory the line says "skipped". TAP, a claim a file.
"""
import concurrent.futures
import json
import os
import pathlib
import subprocess
import sys
import tempfile

SPEC = """\
bates: {{ prefix: TST, start: 1, size: 5, margin: 3 }}
legend: none
raster: {{ dpi: 150 }}
codes: {{ X: {{ text: test, basis: test }} }}
documents: [ {file} ]
redactions:
  - {{ id: R1, file: {file}, page: 1, rect: [1, 1, 3, 3], code: X }}
"""

# What no document may do to the program, whatever it holds.
CRASHES = {'crash', 'syscall', 'killed', 'reply', 'job'}
LIMIT = 600


def run(*args):
    return subprocess.run(args, stdin=subprocess.DEVNULL,
                          capture_output=True, timeout=LIMIT, check=False)


def verdict(incamera, pdf):
    """('verified' | 'refused' | 'crashed', why)"""
    with tempfile.TemporaryDirectory() as work:
        spec, out = os.path.join(work, 's.yaml'), os.path.join(work, 'out')
        with open(spec, 'w', encoding='utf-8') as f:
            f.write(SPEC.format(file=json.dumps(str(pdf))))
        made = run(incamera, 'apply', '-j1', '-q', '--json', spec, '-o', out)
        if made.returncode not in (0, 2, 3):
            return 'crashed', f'apply ended with {made.returncode}'
        try:
            errors = json.loads(made.stdout)['errors']
        except (ValueError, KeyError):
            return 'crashed', 'apply printed no JSON'
        if made.returncode:
            bad = [e for e in errors if e.get('reason') in CRASHES
                   or 'child process' in e['message']
                   or 'mistake of this program' in e['message']]
            if bad or not errors:
                return 'crashed', bad[0]['message'] if bad else 'no reason'
            if any(e.get('reason') == 'proof' for e in errors):
                return 'refused', 'UNPROVED: ' + errors[0]['message']
            return 'refused', errors[0]['message']
        proved = run(incamera, 'verify', '-j1', '-q', out)
        if proved.returncode:
            return 'crashed', f'verify ended with {proved.returncode}'
        return 'verified', ''


def main():
    incamera, directory = os.path.abspath(sys.argv[1]), sys.argv[2]
    jobs = int(sys.argv[3]) if len(sys.argv) > 3 else os.cpu_count()
    files = sorted(f for f in pathlib.Path(directory).iterdir()
                   if f.suffix.lower() != '.tsv') \
        if os.path.isdir(directory) else []
    if not files:
        print('1..0 # SKIP corpus: skipped')
        print('# corpus: skipped')
        return
    count = dict.fromkeys(('verified', 'refused', 'crashed'), 0)
    print(f'1..{len(files)}')
    with concurrent.futures.ThreadPoolExecutor(jobs) as pool:
        results = pool.map(lambda f: verdict(incamera, f.resolve()), files)
        for i, (pdf, (word, why)) in enumerate(zip(files, results), 1):
            count[word] += 1
            ok = word != 'crashed' and not why.startswith('UNPROVED')
            why = why.replace(str(pdf.resolve()), '').strip()
            print(f'{"ok" if ok else "not ok"} {i} - {pdf.name}: {word}'
                  f'{": " + why if why else ""}', flush=True)
    print(f'# corpus: {len(files)} files: {count["verified"]} verified, '
          f'{count["refused"]} refused, {count["crashed"]} crashed')


if __name__ == '__main__':
    main()
