#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""hostile.py INCAMERA ROOT [COUNT [JOBS]]: a production of hostile files.

mutate.py writes COUNT (150) files; one spec names them all. Files without a
page count are refused all at once, before anything is written: they are taken
out, and the rest is tried again. What is left must be made and proved, or
fail with one sentence, file by file. The last line:

    # hostile: 150 files: V verified, R refused, 0 crashed, slowest N s

TAP, a claim a file and a few about the whole.
"""
import concurrent.futures
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import time

HEAD = """\
bates: { prefix: TST, start: 1, size: 5, margin: 3 }
legend: none
raster: { dpi: 100 }
codes: { X: { text: test, basis: test } }
documents:
"""

# What a document must not do to the program, whatever it holds.
OURS = {'job', 'reply', 'syscall'}
# How a child may end without a word, inside of its sandbox.
CONTAINED = {'crash', 'killed'}
CHUNK = 300    # files of one spec
LIMIT = 1800   # seconds of one command
SENTENCE = re.compile(r'X\(\w+, "([\w-]+)",\s*\\?\s*"([^"]*)"')
NAME = re.compile(r'm\d{4}-[\w-]+\.pdf')
PLAIN = re.compile(r'[ -~]*\Z')


def sentences(root):
    """{word: sentence} of the reasons and notes that the program has."""
    text = (root / 'include/core/reason.h').read_text('utf-8')
    known = dict(SENTENCE.findall(text.split('IC_ENCODINGS')[0]))
    known['too-small'] = 'is too small for its number beside its content'
    return known


class Hostile:
    def __init__(self, incamera, root, work):
        self.incamera, self.root, self.work = incamera, root, work
        self.known = sentences(root)
        self.nth, self.bad = 0, 0
        self.count = dict.fromkeys(('verified', 'refused', 'crashed'), 0)
        self.said = {}
        self.slowest = 0

    def claim(self, good, text, why=''):
        self.nth += 1
        self.bad += not good
        print(('ok' if good else 'not ok'), self.nth, '-', text, flush=True)
        if why and not good:
            print('\n'.join('# ' + x for x in str(why).splitlines()[:20]))
        return good

    def run(self, *args):
        begin = time.monotonic()
        done = subprocess.run(
            [self.incamera, *args], cwd=self.work, stdin=subprocess.DEVNULL,
            capture_output=True, timeout=LIMIT, check=False)
        self.slowest = max(self.slowest, time.monotonic() - begin)
        return done

    def apply(self, files, jobs):
        spec = HEAD + ''.join(f'  - {f}\n' for f in files) + 'redactions:\n'
        for i, f in enumerate(files):
            spec += (f'  - {{ id: R{i}, file: {f}, page: 1, '
                     'rect: [1, 1, 2, 2], code: X }\n')
        (self.work / 'spec.yaml').write_text(spec, encoding='utf-8')
        return self.run('apply', f'-j{jobs}', '-q', '--json', 'spec.yaml',
                        '-o', 'out')

    def messages_ok(self, done):
        """One line each, plain, and in words that we know."""
        lines = done.stderr.decode('utf-8', 'replace').splitlines()
        wrong = [x for x in lines if not PLAIN.match(x)]
        said = [x for x in lines if not x.startswith(' ')]
        wrong += [x for x in said if not x.startswith('incamera: ')]
        wrong += [x for x in said
                  if ('.pdf' in x and not any(s in x for s in
                                              self.known.values()))]
        return self.claim(not wrong, f'{len(said)} messages are plain lines '
                          'in words of ours', '\n'.join(wrong))

    def refused(self, file, why, reason=''):
        word = reason or next((w for w, s in self.known.items() if s in why),
                              'other')
        self.said[word] = self.said.get(word, 0) + 1
        crashed = word in CONTAINED
        self.count['crashed' if crashed else 'refused'] += 1
        good = word not in OURS | CONTAINED | {'other'}
        self.claim(good, f'{file} is refused: {word}', why)

    def sift(self, files, jobs):
        """Take out what is refused before anything is written."""
        while files:
            done = self.apply(files, jobs)
            if done.returncode != 2:
                return files, done
            self.messages_ok(done)
            left = set(files)
            for error in json.loads(done.stdout)['errors']:
                for file in NAME.findall(error['message'])[:1]:
                    if file in left:
                        left.remove(file)
                        self.refused(file, error['message'])
            self.claim(not (self.work / 'out').exists()
                       and not (self.work / 'spec.lock').exists()
                       and not (self.work / 'bates.registry').exists(),
                       'nothing was written')
            if len(left) == len(files):
                self.claim(False, 'a refusal names its files', done.stderr)
                return [], done
            files = [f for f in files if f in left]
        return files, None

    def judge(self, path):
        """What another program says of an output; '' is good."""
        for command in (['qpdf', '--check', path],
                        ['pdftotext', '-q', path, '-']):
            done = subprocess.run(command, stdin=subprocess.DEVNULL,
                                  capture_output=True, timeout=LIMIT,
                                  check=False)
            if done.returncode:
                return f'{command[0]}: {done.stderr or done.stdout}'
        return ''

    def made(self, files, done, jobs):
        """Each file has an output that holds, or one error and none."""
        told = json.loads(done.stdout)
        self.claim(done.returncode in (0, 3) and not told.get('stopped'),
                   f'apply ends with 0 or 3 (status {done.returncode})',
                   done.stderr[-2000:])
        self.messages_ok(done)
        failed = {}
        for error in told['errors']:
            failed.setdefault(error['file'], []).append(error)
        manifest = json.loads(
            (self.work / 'out/private/manifest.json').read_bytes())
        output = {d['source']: d['output'] for d in manifest['documents']}
        with concurrent.futures.ThreadPoolExecutor(jobs) as pool:
            verdicts = pool.map(
                lambda f: self.judge(self.work / 'out' / output[f])
                if f in output else None, files)
            for file, why in zip(files, verdicts):
                errors = failed.get(file, [])
                if why is None and len(errors) == 1:
                    self.refused(file, errors[0]['message'],
                                 errors[0].get('reason', ''))
                    continue
                self.count['verified'] += why == ''
                self.claim(why == '' and not errors,
                           f'{file} is made and proved',
                           why or errors or 'neither output nor error')
        self.whole(output)

    def whole(self, output):
        out = self.work / 'out'
        have = {str(p.relative_to(out)) for p in out.rglob('*')
                if p.is_file() or p.is_symlink()}
        want = set(output.values()) | {
            'SHA256SUMS', 'private/manifest.json', 'private/journal.jsonl',
            *(f'logs/{name}.{form}' for form in ('csv', 'html', 'xlsx')
              for name in ('redaction-log', 'bates-index'))}
        extra = {x for x in have - want
                 if not x.startswith('private/') or 'tmp' in x}
        self.claim(not extra and want <= have, 'no other file is there',
                   sorted(extra | (want - have)))
        done = self.run('verify', '-q', 'out')
        self.claim(done.returncode == 0, 'verify proves it again',
                   done.stderr)

    def clean(self):
        for p in sorted((self.work / 'out').rglob('*'), reverse=True):
            p.rmdir() if p.is_dir() else p.unlink()
        for p in (self.work / 'out', ):
            if p.exists():
                p.rmdir()
        for name in ('spec.lock', 'bates.registry'):
            (self.work / name).unlink(missing_ok=True)


def main():
    incamera, root = os.path.abspath(sys.argv[1]), pathlib.Path(sys.argv[2])
    count = int(sys.argv[3]) if len(sys.argv) > 3 else 150
    jobs = int(sys.argv[4]) if len(sys.argv) > 4 else 2
    begin = time.monotonic()
    with tempfile.TemporaryDirectory() as work:
        h = Hostile(incamera, root, pathlib.Path(work))
        subprocess.run(
            [sys.executable, '-B', root / 'tests/hostile/mutate.py',
             root / 'samples', str(count), work], check=True)
        names = sorted(p.name for p in pathlib.Path(work).glob('m*.pdf'))
        for at in range(0, len(names), CHUNK):
            files, done = h.sift(names[at:at + CHUNK], jobs)
            if files:
                h.made(files, done, jobs)
                h.clean()
    print(f'1..{h.nth}')
    print('#', ', '.join(f'{n} {w}' for w, n in sorted(h.said.items())))
    print(f'# hostile: {count} files: {h.count["verified"]} verified, '
          f'{h.count["refused"]} refused, {h.count["crashed"]} crashed, '
          f'slowest command {h.slowest:.0f} s, '
          f'all {time.monotonic() - begin:.0f} s')
    return 1 if h.bad else 0


if __name__ == '__main__':
    sys.exit(main())
