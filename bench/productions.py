# SPDX-License-Identifier: AGPL-3.0-or-later
"""The productions of the benchmark, made from seeds.

A production is a directory: docs/*.pdf, production.yaml with a box on every
page, nobox.yaml with none, and production.json, which says what is there.
The same seed, Ghostscript and zlib make the same bytes.
"""
import dataclasses
import hashlib
import json
import pathlib
import random
import shutil
import subprocess

import files
import pages

HERE = pathlib.Path(__file__).resolve().parent
SIZE = (612, 792)
SHORT = [1, 2, 4, 6, 7, 10]     # five pages on average
SHEETS = 12                                 # that go through a scanner


@dataclasses.dataclass(frozen=True)
class Kind:
    """A page class."""
    what: str
    draw: object = None         # born-digital: what draws a page
    codec: str = ''             # scans: jpeg, g4 or photo
    dpi: int = 0
    ocr: bool = False
    mix: tuple = ()             # or other kinds, in turn


KINDS = {
    'letter': Kind('letter', pages.letter),
    'text': Kind('full text page', pages.text),
    'form': Kind('form', pages.form),
    'sheet': Kind('dense sheet', pages.sheet),
    'blank': Kind('a line of text', pages.blank),
    'mixed': Kind('born-digital, mixed', pages.mixed),
    'gray200': Kind('gray JPEG 200 dpi', codec='jpeg', dpi=200),
    'gray300': Kind('gray JPEG 300 dpi', codec='jpeg', dpi=300),
    'g4': Kind('G4 300 dpi, OCR', codec='g4', dpi=300, ocr=True),
    'photo': Kind('colour photograph', codec='photo', dpi=200),
    'scans': Kind('scans, mixed', mix=('g4', 'g4', 'g4', 'gray200')),
}
BORN = ('letter', 'text', 'form', 'sheet')
SCANS = ('gray200', 'gray300', 'g4', 'photo')


@dataclasses.dataclass(frozen=True)
class Wanted:
    """A production: a page class, and how many pages each document has."""
    kind: str
    shape: str
    counts: tuple

    @property
    def name(self):
        return f'{self.kind}-{self.shape}'

    @property
    def pages(self):
        return sum(self.counts)


class Scanner:
    """The sheets of a work directory, and what is made of them."""

    def __init__(self, tool, work, sheets=SHEETS):
        self.tool, self.work, self.count = tool, work, sheets
        self.sheets = {}

    def sheet(self, dpi, nth):
        """(drawn page, its rendering at so many dpi)."""
        if dpi not in self.sheets:
            home = self.work / f'sheets-{dpi}'
            home.mkdir(parents=True)
            drawn = [pages.drawn(pages.mixed, random.Random(f'sheet {n}'))
                     for n in range(self.count)]
            files.write_text(drawn, home / 'sheets.pdf')
            subprocess.run(
                ['gs', '-q', '-dNOPAUSE', '-dBATCH', '-dSAFER', f'-r{dpi}',
                 '-sDEVICE=pgmraw', '-dTextAlphaBits=4',
                 '-dGraphicsAlphaBits=4', f'-sOutputFile={home}/%d.pgm',
                 str(home / 'sheets.pdf')], check=True)
            self.sheets[dpi] = [(page, home / f'{n + 1}.pgm')
                                for n, page in enumerate(drawn)]
        return self.sheets[dpi][nth % self.count]

    def plan(self, kind, at, seed, streams):
        """A page to be scanned: (job for the tool, scan, boxes)."""
        kind = KINDS[kind.mix[at % len(kind.mix)]] if kind.mix else kind
        rng = random.Random(f'{kind.what} {seed}')
        dots = tuple(side * kind.dpi // 72 for side in SIZE)
        suffix = 'g4' if kind.codec == 'g4' else 'jpg'
        path = streams / f'{at:05d}.{suffix}'
        skew = rng.randint(-400, 400)
        if kind.codec == 'photo':
            x, y = rng.randint(60, 300), rng.randint(80, 600)
            return (f'photo {path} {seed} 0 {dots[0]}x{dots[1]}',
                    files.Scan(path, dots, SIZE, 3),
                    [(x, y, x + 160, y + 24)])
        page, pgm = self.sheet(kind.dpi, seed)
        boxes = [files.turned(rect, skew, SIZE) for rect in pages.boxes(page)]
        ocr = files.layer(page.words, skew, SIZE) if kind.ocr else ''
        return (f'{kind.codec} {path} {seed} {skew} {pgm}',
                files.Scan(path, dots, SIZE, 1, ocr), boxes)

    def scan(self, jobs):
        halves = [jobs[::2], jobs[1::2]]
        running = []
        for half in halves:
            # Both run at once; each is waited for below.
            # pylint: disable=consider-using-with
            child = subprocess.Popen([str(self.tool), 'make'], text=True,
                                     stdin=subprocess.PIPE)
            child.stdin.write('\n'.join(half) + '\n')
            child.stdin.close()
            running.append(child)
        if any([child.wait() for child in running]):
            raise SystemExit('bench-scan failed')


HEAD = '''matter: Benchmark
bates: { prefix: BEN, digits: 6, start: 1 }
legend: { text: "CONFIDENTIAL - SUBJECT TO PROTECTIVE ORDER" }
raster: { dpi: 200 }
codes:
  PII: { text: Personal identifiers, basis: protective order para. 6 }
documents:
'''


def write_specs(home, documents):
    head = HEAD + ''.join(f'  - docs/{name}\n' for name, _ in documents)
    rows = ['redactions:\n']
    for name, boxes in documents:
        for page, rects in enumerate(boxes, 1):
            for rect in rects:
                where = ', '.join(f'{v:.1f}' for v in rect)
                rows.append(f'  - {{ file: docs/{name}, page: {page}, rect: '
                            f'[{where}], code: PII }}\n')
    (home / 'production.yaml').write_text(head + ''.join(rows))
    (home / 'nobox.yaml').write_text(head)
    (home / 'boxes.json').write_text(json.dumps(
        {name: [[page, list(rect)] for page, rects in enumerate(boxes, 1)
                for rect in rects] for name, boxes in documents}))


def build(wanted, home, scanner):
    kind, documents = KINDS[wanted.kind], []
    (home / 'docs').mkdir(parents=True)
    streams = home / 'streams'
    plans = []
    if not kind.draw:
        streams.mkdir()
        # Other pages in each shape.
        offset = int(hashlib.sha256(wanted.name.encode()).hexdigest()[:6], 16)
        plans = [scanner.plan(kind, at, offset + at, streams)
                 for at in range(wanted.pages)]
        scanner.scan([job for job, _, _ in plans])
    at = 0
    for nth, count in enumerate(wanted.counts):
        target = home / 'docs' / f'{nth + 1:04d}.pdf'
        part = plans[at:at + count]
        if kind.draw:
            drawn = [pages.drawn(kind.draw,
                                 random.Random(f'{wanted.name} {at + k}'))
                     for k in range(count)]
            files.write_text(drawn, target)
            boxes = [pages.boxes(page) for page in drawn]
        else:
            files.write_scans([scan for _, scan, _ in part], target)
            boxes = [rects for _, _, rects in part]
        documents.append((target.name, boxes))
        at += count
    write_specs(home, documents)
    if streams.exists() and wanted.pages > 200:
        shutil.rmtree(streams)
    size = sum(path.stat().st_size for path in (home / 'docs').iterdir())
    (home / 'production.json').write_text(json.dumps(
        {'name': wanted.name, 'pages': wanted.pages,
         'documents': len(wanted.counts), 'bytes': size}))


def fingerprint(tool):
    """Of what makes productions: another one makes them anew."""
    parts = [HERE / name for name in ('pages.py', 'files.py',
                                      'productions.py')] + [tool]
    parts += sorted((HERE.parent / 'samples' / 'kit').glob('*.py'))
    text = b''.join(path.read_bytes() for path in parts)
    return hashlib.sha256(text).hexdigest()


def obtain(wanted, work, tool):
    """The production's directory, made if it is not there."""
    home = work / wanted.name
    mark = home / 'made-by'
    want = f'{fingerprint(tool)} {wanted.counts}'
    if not mark.exists() or mark.read_text() != want:
        shutil.rmtree(home, ignore_errors=True)
        for old in work.glob('sheets-*'):
            shutil.rmtree(old)
        build(wanted, home, Scanner(tool, work))
        mark.write_text(want)
    return home
