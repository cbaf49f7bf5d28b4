#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Which words of the sources the outputs still have, judged by pdftotext.

recall.py OUT ROOT
    OUT is what `incamera apply` made, ROOT the folder of its spec.
recall.py --run INCAMERA FOLDER
    Redact the files that FOLDER/INDEX.tsv calls ordinary, with boxes over
    words chosen by a fixed rule, and measure that.

Two numbers: the share of words outside boxes that the outputs have (a word
twice on a page counts twice), and how many words under boxes the outputs
still have there. A word that is partly under a box counts for neither.
Status 0 if the first is at least 99 % and the second 0.
"""
import argparse
import collections
import html
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unicodedata

WORD = re.compile(r'<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)"'
                  r' yMax="([-\d.]+)">(.*?)</word>', re.S)
PAGE = re.compile(r'<page width="([\d.]+)" height="([\d.]+)">(.*?)</page>',
                  re.S)
DASHES = dict.fromkeys([0xad, *range(0x2010, 0x2016), 0x2212, 0xfe58, 0xfe63,
                        0xff0d, ord('-')])
GAP = 0.5  # points around a box that its redaction takes too
Word = collections.namedtuple('Word', 'text rect')


def normal(text):
    """The same for all that readers write differently."""
    return unicodedata.normalize('NFKC', html.unescape(text)).translate(
        DASHES)


def words_of(path):
    """[(longer side, [Word])] of each page as displayed, in points."""
    done = subprocess.run(['pdftotext', '-bbox', '-cropbox', str(path), '-'],
                          check=True, stdout=subprocess.PIPE,
                          stderr=subprocess.DEVNULL)
    pages = []
    for wide, tall, body in PAGE.findall(done.stdout.decode('utf-8',
                                                            'replace')):
        words = []
        for *rect, text in WORD.findall(body):
            text = normal(text)
            if text:
                words.append(Word(text, tuple(map(float, rect))))
        pages.append((max(float(wide), float(tall)), words))
    return pages


def shared(rect, box):
    """The share of the rectangle that lies in the box."""
    wide = min(rect[2], box[2]) - max(rect[0], box[0])
    tall = min(rect[3], box[3]) - max(rect[1], box[1])
    area = (rect[2] - rect[0]) * (rect[3] - rect[1])
    return wide * tall / area if wide > 0 and tall > 0 and area > 0 else 0


def core(rect):
    """A word without the room above and below that its font claims."""
    x0, y0, x1, y1 = rect
    cut = (y1 - y0) * 0.2
    return x0, y0 + cut, x1, y1 - cut


def inside(rect, boxes):
    return any(box is None or shared(core(rect), box) >= 0.5
               for box in boxes)


def outside(rect, boxes):
    return not any(box is None or shared(core(rect), (
        box[0] - GAP, box[1] - GAP, box[2] + GAP, box[3] + GAP)) > 0
        for box in boxes)


def on_page(rect, wide, tall):
    """No page shows what lies past its edge."""
    x, y = (rect[0] + rect[2]) / 2, (rect[1] + rect[3]) / 2
    return 0 <= x <= wide and 0 <= y <= tall


class Page:
    """A page of the manifest and its words, before and after."""

    def __init__(self, entry, source, output):
        self.number = entry['number']
        wide, tall = (side / 1000 for side in entry['size'])
        longer, before = source
        unit = max(wide, tall) / longer
        # poppler knows no UserUnit.
        unit = round(unit, 2) if abs(unit - 1) > 0.01 else 1
        self.boxes = [None if box['rect'] == 'whole' else
                      tuple(v / 1000 for v in box['rect'])
                      for box in entry.get('boxes', [])]
        self.before = [Word(text, tuple(v * unit for v in rect))
                       for text, rect in before]
        self.before = [word for word in self.before
                       if on_page(word.rect, wide, tall)]
        placed = entry.get('placement', {})
        scale = placed.get('scale_ppm', 1000000) / 1000000
        dx, dy = placed.get('dx', 0) / 1000, placed.get('dy', 0) / 1000
        self.after = [Word(text, ((rect[0] - dx) / scale,
                                  (rect[1] - dy) / scale,
                                  (rect[2] - dx) / scale,
                                  (rect[3] - dy) / scale))
                      for text, rect in output[1]]

    def outer(self):
        """(words outside boxes, those of them that the output has)."""
        want = collections.Counter(
            word.text for word in self.before
            if outside(word.rect, self.boxes))
        have = collections.Counter(word.text for word in self.after)
        return want, want & have

    def inner(self):
        """(words under boxes, those that the output has there)."""
        want = collections.Counter(
            word.text for word in self.before
            if inside(word.rect, self.boxes))
        have = collections.Counter(
            word.text for word in self.after
            if not outside(word.rect, self.boxes))
        return want, want & have


def pages(out, root):
    """All pages of a production."""
    manifest = json.loads((out / 'private/manifest.json').read_text('utf-8'))
    for document in manifest['documents']:
        if not document.get('output'):
            continue
        source = words_of(root / document['source'])
        output = words_of(out / document['output'])
        if not len(source) == len(output) == len(document['pages']):
            raise SystemExit(f'{document["output"]}: {len(source)} pages '
                             f'became {len(output)}')
        for entry, before, after in zip(document['pages'], source, output):
            yield document['source'], Page(entry, before, after)


def measure(out, root, verbose):
    """Print both numbers; True if they are good."""
    total = collections.Counter()
    by_file = collections.defaultdict(collections.Counter)
    for source, page in pages(out, root):
        want, have = page.outer()
        covered, left = page.inner()
        for count in (total, by_file[source]):
            count['want'] += want.total()
            count['have'] += have.total()
            count['covered'] += covered.total()
            count['left'] += left.total()
        if verbose and (want - have or left):
            print(f'# {source} {page.number}: lost '
                  f'{" ".join(sorted(want - have)[:12])!r}, left {left.total()}')
    for source, count in sorted(by_file.items()):
        if count['left'] or count['have'] < 0.99 * count['want']:
            print(f'# {source}: {count["have"]} of {count["want"]} words '
                  f'outside boxes, {count["left"]} of {count["covered"]} '
                  'inside')
    share = 100 * total['have'] / total['want'] if total['want'] else 100
    print(f'recall outside boxes: {share:.2f} % ({total["have"]} of '
          f'{total["want"]} words, {len(by_file)} files)')
    print(f'words found inside boxes: {total["left"]} (of '
          f'{total["covered"]})')
    return total['want'] > 0 and share >= 99 and total['left'] == 0


class Dice:
    """The same throws for the same name."""

    def __init__(self, name):
        self.state = sum(ord(c) * 31 ** at for at, c in enumerate(name))

    def below(self, n):
        self.state = (self.state * 6364136223846793005
                      + 1442695040888963407) % (1 << 64)
        return (self.state >> 33) % n


def boxes_for(name, path):
    """Lines of a spec: about one word in 60 of each page is covered."""
    dice, out = Dice(name), []
    for nth, (_, words) in enumerate(words_of(path), 1):
        words = [word for word in words
                 if word.rect[2] - word.rect[0] > 8 and word.rect[0] > 2
                 and word.rect[1] > 2]
        for _ in range(1 + len(words) // 60 if words else 0):
            x0, y0, x1, y1 = core(words[dice.below(len(words))].rect)
            line = (f'  - {{ file: "{name}", page: {nth}, rect: '
                    f'[{x0 - 1:.2f}, {y0 - 1:.2f}, {x1 + 1:.2f}, '
                    f'{y1 + 1:.2f}], code: ZQX }}')
            if line not in out:
                out.append(line)
    return out


def ordinary(folder):
    """The names that INDEX.tsv calls ordinary."""
    lines = (folder / 'INDEX.tsv').read_text('utf-8').splitlines()
    head = lines[0].split('\t')
    for line in lines[1:]:
        row = dict(zip(head, line.split('\t')))
        if row['why'] == 'ordinary':
            yield row['file']


def run(program, folder, verbose):
    """Redact the ordinary files of a folder and measure."""
    with tempfile.TemporaryDirectory() as work:
        work, names, boxes = pathlib.Path(work), [], []
        for name in ordinary(folder):
            try:
                found = boxes_for(name, folder / name)
            except subprocess.CalledProcessError:
                print(f'# {name}: pdftotext cannot read it')
                continue
            shutil.copyfile(folder / name, work / name)
            names.append(name)
            boxes += found
        spec = ['matter: recall', 'bates: { prefix: RCL, digits: 6 }',
                'prefixes: [RCL]', 'legend: none',
                'codes: { ZQX: { text: x, basis: x } }', 'documents:']
        spec += [f'  - "{name}"' for name in names]
        spec += ['redactions:', *boxes] if boxes else []
        (work / 'recall.yaml').write_text('\n'.join(spec) + '\n', 'utf-8')
        done = subprocess.run([program, 'apply', '-q', 'recall.yaml', '-o',
                               'out'], cwd=work, check=False)
        if done.returncode not in (0, 3):
            raise SystemExit(f'apply: status {done.returncode}')
        return measure(work / 'out', work, verbose)


def main():
    args = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    args.add_argument('--run', metavar='INCAMERA')
    args.add_argument('-v', '--verbose', action='store_true')
    args.add_argument('folder', nargs='+', type=pathlib.Path)
    args = args.parse_args()
    if args.run:
        good = run(pathlib.Path(args.run).resolve(), args.folder[0],
                   args.verbose)
    elif len(args.folder) == 2:
        good = measure(*args.folder, args.verbose)
    else:
        raise SystemExit('recall.py OUT ROOT')
    return 0 if good else 1


if __name__ == '__main__':
    sys.exit(main())
