# SPDX-License-Identifier: AGPL-3.0-or-later
"""A volume as an opponent produces it, and what attorneys make of it.

	VOL001/DATA/COE.dat	Concordance, UTF-16LE, thorn and 0x14
	VOL001/DATA/COE.opt	Opticon: the pages that are pictures
	VOL001/PDF/0001/...	a PDF a document, its numbers printed on it
	VOL001/IMAGES/0001/...	single-page G4, of documents that were scanned
	VOL001/NATIVES/0001/...	a few spreadsheets, each with a page for it
	disputed.txt		the ranges in dispute, a line each
	binder.pdf		pages of these, with marks on them

All follows from a seed.
"""
import datetime
import os
import pathlib
import random
import struct
import subprocess

import pages
from files import Out, font_object
from samples_kit import layout, pdfout

PREFIX, DIGITS = 'COE', 6
LEGEND = 'CONFIDENTIAL - SUBJECT TO PROTECTIVE ORDER'
KINDS = ((pages.letter, 'Correspondence', 38), (pages.text, 'Report', 34),
         (pages.form, 'Form', 16), (pages.sheet, 'Spreadsheet', 12))
ISSUES = ('Discipline', 'Training', 'Use of force', 'Overtime', 'Policy')
# Who writes and gets them: none is ever covered.
STAFF = ('Imani Okafor', 'Ruth Szabo', 'Dov Lindqvist', 'Paz Arriaga',
         'Noor Haddad', 'Kenji Watarai', 'Ada Brzozowski', 'Teo Marchetti')
SCANNED, NATIVE = 0.12, 0.006
SCAN_DPI = 200


def number(value):
    return f'{PREFIX}{value:0{DIGITS}d}'


class Document:
    """What is known of a document before it is drawn."""

    def __init__(self, rng, first, parent):
        self.seed = rng.random()
        self.kind, self.doctype, _ = rng.choices(
            KINDS, [weight for *_, weight in KINDS])[0]
        # Most are short; one page to twelve.
        self.count = min(12, 1 + int(rng.expovariate(0.42)))
        draw = rng.random()
        self.scanned = draw < SCANNED
        self.native = not self.scanned and draw < SCANNED + NATIVE
        if self.native:
            self.count = 1
        self.first, self.parent = first, parent
        self.date = datetime.date(2017, 1, 1) + datetime.timedelta(
            days=rng.randrange(1400))
        self.author, self.to = rng.sample(STAFF, 2)
        self.issue = rng.choice(ISSUES)
        self.title = f'{self.doctype} of {self.date:%B %Y}'

    @property
    def last(self):
        return self.first + self.count - 1

    @property
    def range(self):
        return (number(self.first) if self.count == 1
                else f'{number(self.first)}-{number(self.last)}')

    @property
    def pdf(self):
        return f'PDF/{self.first // 1000:04d}/{number(self.first)}.pdf'

    def image(self, page):
        return f'IMAGES/{self.first // 1000:04d}/{number(self.first + page)}.tif'

    def xlsx(self):
        return f'NATIVES/{self.first // 1000:04d}/{number(self.first)}.xlsx'

    def draw(self):
        """Its pages, the same each time."""
        rng = random.Random(self.seed)
        return [self.page(rng, at) for at in range(self.count)]

    def page(self, rng, at):
        page = layout.Page()
        if self.native:
            page.center(306, 396, 'DOCUMENT PRODUCED IN NATIVE FORMAT', 'HB',
                        14)
        else:
            self.kind(page, rng)
        if not self.native and rng.random() < 0.1:
            # A body that cites a number, its own or another.
            page.text(72, 738, 'See also '
                      + number(rng.randrange(1, self.last + 400)) + '.', 'T')
        page.right(594, 780, number(self.first + at), 'H', 10)
        page.text(18, 780, LEGEND, 'H', 8)
        return page


def plan(seed, count):
    """The documents of a volume; attachments follow their parents."""
    rng = random.Random(seed)
    out, first, parent = [], 1, None
    for _ in range(count):
        attached = parent is not None and rng.random() < 0.3
        one = Document(rng, first, parent if attached else None)
        out.append(one)
        parent = parent if attached else one
        first = one.last + 1
    return out


def choose(documents, seed, count):
    """Those in dispute: none is native, some are scanned."""
    rng = random.Random(seed + 1)
    usual = [d for d in documents if not d.native and d.count > 1]
    return sorted(rng.sample(usual, count), key=lambda d: d.first)


def page_object(out, tree, fonts, page, extra=''):
    for name in sorted(page.fonts - set(fonts)):
        fonts[name] = font_object(out, name)
    used = ''.join(f'/{n} {fonts[n]} 0 R' for n in sorted(page.fonts))
    body = out.stream('', '\n'.join(page.ops).encode('latin-1'), True)
    return out.add(
        f'<</Type/Page/Parent {tree} 0 R/MediaBox[0 0 {page.width} '
        f'{page.height}]/Resources<</Font<<{used}>>>>'
        f'/Contents {body} 0 R{extra}>>')


def write_pdf(drawn, target):
    out, fonts = Out(target), {}
    tree = out.reserve()
    out.tree(tree, [page_object(out, tree, fonts, page) for page in drawn])


def strip_of(tiff):
    """Width, height and the one strip of a little-endian G4 file."""
    data = tiff.read_bytes()
    at, = struct.unpack_from('<I', data, 4)
    count, = struct.unpack_from('<H', data, at)
    tags = {}
    for k in range(count):
        tag, kind, _, value = struct.unpack_from('<HHII', data,
                                                 at + 2 + 12 * k)
        tags[tag] = value & 0xffff if kind == 3 else value
    return tags[256], tags[257], data[tags[273]:tags[273] + tags[279]]


def write_tiff(target, wide, tall, strip):
    """One strip, as production vendors write it; with no date in it."""
    tags = ((256, 4, wide), (257, 4, tall), (258, 3, 1), (259, 3, 4),
            (262, 3, 0), (273, 4, 8), (277, 3, 1), (278, 4, tall),
            (279, 4, len(strip)))
    data = strip + b'\0' * (len(strip) % 2)
    at = 8 + len(data)
    end = at + 2 + 12 * (len(tags) + 3) + 4
    tags += ((282, 5, end), (283, 5, end), (296, 3, 2))
    entries = b''.join(struct.pack('<HHII', tag, kind, 1, value)
                       for tag, kind, value in tags)
    target.write_bytes(b'II*\0' + struct.pack('<I', at) + data
                       + struct.pack('<H', len(tags)) + entries
                       + struct.pack('<III', 0, SCAN_DPI, 1))


def write_scans(root, documents, work):
    """Ghostscript draws all of them at once, a G4 file a page."""
    named, drawn = [], []
    for d in documents:
        drawn += d.draw()
        named += [root / d.image(at) for at in range(d.count)]
    if not drawn:
        return
    work.mkdir(exist_ok=True)
    write_pdf(drawn, work / 'all.pdf')
    subprocess.run(
        ['gs', '-q', '-dNOPAUSE', '-dBATCH', '-dSAFER', '-sDEVICE=tiffg4',
         f'-r{SCAN_DPI}', '-dMaxStripSize=0', '-dAdjustWidth=0',
         f'-sOutputFile={work}/%06d.tif', str(work / 'all.pdf')], check=True)
    for at, target in enumerate(named, 1):
        target.parent.mkdir(parents=True, exist_ok=True)
        drawn_page = work / f'{at:06d}.tif'
        write_tiff(target, *strip_of(drawn_page))
        drawn_page.unlink()
    (work / 'all.pdf').unlink()
    work.rmdir()


COLUMNS = ('Prod Beg', 'Prod End', 'BegAttach', 'EndAttach', 'Pages',
           'Document Date', 'From', 'Recipients', 'Document Type', 'Title',
           'Designation', 'Issue', 'Native Link', 'PDF Path')


def backslashed(path):
    return '.\\' + path.replace('/', '\\')


def family(documents):
    """The last number of each document's family."""
    ends = {}
    for d in documents:
        head = d.parent or d
        ends[head.first] = max(ends.get(head.first, 0), d.last)
    return ends


def row(d, ends):
    head = d.parent or d
    alone = ends[head.first] == d.last and head is d
    return (number(d.first), number(d.last),
            '' if alone else number(head.first),
            '' if alone else number(ends[head.first]), str(d.count),
            d.date.strftime('%m/%d/%Y'), d.author, d.to, d.doctype, d.title,
            'CONFIDENTIAL', d.issue,
            backslashed(d.xlsx()) if d.native else '',
            '' if d.scanned else backslashed(d.pdf))


def write_dat(documents, target, encoding='utf-16'):
    ends = family(documents)
    quote, part = '\u00fe', '\u0014'
    lines = [part.join(quote + cell + quote for cell in cells)
             for cells in [COLUMNS] + [row(d, ends) for d in documents]]
    target.write_text('\r\n'.join(lines) + '\r\n', encoding=encoding,
                      newline='')


def write_opt(documents, target):
    rows = []
    for d in documents:
        for at in range(d.count if d.scanned else 0):
            rows.append(','.join((
                number(d.first + at), 'VOL001', backslashed(d.image(at)),
                '' if at else 'Y', '', '', '' if at else str(d.count))))
    target.write_text('\r\n'.join(rows) + '\r\n', newline='')


def write_volume(root, documents):
    (root / 'DATA').mkdir(parents=True)
    write_dat(documents, root / 'DATA/COE.dat')
    write_opt(documents, root / 'DATA/COE.opt')
    for d in documents:
        if d.scanned:
            continue
        target = root / d.pdf
        target.parent.mkdir(parents=True, exist_ok=True)
        write_pdf(d.draw(), target)
        if d.native:
            target = root / d.xlsx()
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(b'PK\3\4' + str(d.first).encode())
    write_scans(root, [d for d in documents if d.scanned],
                root.parent / 'scans.part')


def scan_object(out, tree, tiff, extra):
    wide, tall, strip = strip_of(tiff)
    image = out.stream(
        f'/Type/XObject/Subtype/Image/Width {wide}/Height {tall}/ColorSpace'
        '/DeviceGray/BitsPerComponent 1/Filter/CCITTFaxDecode/DecodeParms<</K '
        f'-1/Columns {wide}/Rows {tall}>>', strip)
    w, h = wide * 72 / SCAN_DPI, tall * 72 / SCAN_DPI
    body = out.stream('', f'q {w} 0 0 {h} 0 0 cm /Im Do Q'.encode())
    return out.add(f'<</Type/Page/Parent {tree} 0 R/MediaBox[0 0 {w} {h}]'
                   f'/Resources<</XObject<</Im {image} 0 R>>>>'
                   f'/Contents {body} 0 R{extra}>>')


class Marks:
    """Annotations as viewers write them, with what one may trip over."""

    def __init__(self, out, seed):
        self.out, self.rng, self.nth = out, random.Random(seed + 2), 0
        self.made = {}

    def add(self, kind, rect, color, author, extra=''):
        self.nth += 1
        self.made[kind, author] = self.made.get((kind, author), 0) + 1
        box = ' '.join(map(pdfout.number, rect))
        return self.out.add(
            f'<</Type/Annot/Subtype/{kind}/Rect[{box}]/C[{color}]/F 4'
            f'/T({author})/NM(mark-{self.nth:04d})'
            f"/M(D:20261102{self.nth % 24:02d}0000-08'00'){extra}>>")

    def quads(self, rect):
        x0, y0, x1, y1 = map(pdfout.number, rect)
        return (f'/QuadPoints[{x0} {y1} {x1} {y1} {x0} {y0} {x1} {y0}]')

    def redact(self, rect):
        code = self.rng.choice(('PII', 'PII', 'IA'))
        return self.add('Redact', rect, '1 0 0', 'JSmith', self.quads(rect)
                        + f'/OverlayText({code})/IC[0 0 0]'
                        '/DA(/Helv 10 Tf 1 g)/Q 1')

    def highlight(self, rect):
        return self.add('Highlight', rect, '1 1 0', 'JSmith',
                        self.quads(rect) + '/Contents(check with client)')

    def other(self, rect):
        """What another attorney wrote for himself: it is to be left."""
        if self.rng.random() < 0.5:
            return self.add('Highlight', rect, '0.4 1 0.4', 'KLee',
                            self.quads(rect))
        return self.add('Text', (rect[0], rect[1], rect[0] + 18,
                                 rect[1] + 18), '1 1 0.6', 'KLee',
                        '/Name/Comment/Contents(see the other memo)')

    def of_page(self, rects, height):
        ids = []
        for rect in rects:
            up = rect[0] - 1, height - rect[3], rect[2] + 1, height - rect[1]
            ids.append(self.redact(up) if self.rng.random() < 0.7
                       else self.highlight(up))
            if self.rng.random() < 0.2:
                ids.append(self.other(up))
        return ids


def marked(page, rng):
    """Rectangles on a page: what the page has to cover, or a line of it."""
    rects = pages.boxes(page)
    if not rects:
        x = 72 + rng.randrange(200)
        y = 100 + rng.randrange(560)
        rects = [(x, y, x + 120, y + 13)]
    return rects


def write_binder(root, disputed, seed, target):
    """Pages of the disputed documents, each with marks; returns counts."""
    out, fonts, kids = Out(target), {}, []
    tree, marks, rng = out.reserve(), Marks(out, seed), random.Random(seed + 3)
    for d in disputed:
        drawn = d.draw()
        for at in sorted(rng.sample(range(d.count), min(d.count, 3))):
            ids = marks.of_page(marked(drawn[at], rng), 792)
            extra = f'/Annots[{" ".join(f"{i} 0 R" for i in ids)}]'
            kids.append(
                scan_object(out, tree, root / d.image(at), extra)
                if d.scanned
                else page_object(out, tree, fonts, drawn[at], extra))
    out.tree(tree, kids)
    return len(kids), marks.made


def make(work, seed, count, disputed):
    """All of it in `work`; made once. Returns documents, disputed."""
    documents = plan(seed, count)
    chosen = choose(documents, seed, disputed)
    done = work / f'made-{seed}-{count}-{disputed}'
    if not done.exists():
        work.mkdir(parents=True, exist_ok=True)
        write_volume(work / 'VOL001', documents)
        (work / 'disputed.txt').write_text(
            ''.join(d.range + '\n' for d in chosen))
        write_binder(work / 'VOL001', chosen, seed, work / 'binder.pdf')
        done.touch()
    return documents, chosen


ONE_PAGE = 'A page of a large production.'
LINKS_MAX = 30000  # of one file: file systems have a limit


def make_huge(work, count):
    """
    A load file of so many documents of a page. Their files are links to a few,
    for it is the plan that is measured and not the disk.
    """
    root = work / 'HUGE'
    if (root / 'DATA/HUGE.dat').exists():
        return
    documents = []
    for at in range(count):
        d = Document.__new__(Document)
        d.first, d.count, d.parent = at + 1, 1, None
        d.scanned = d.native = False
        d.date = datetime.date(2018, 1, 1 + at % 28)
        d.author, d.to = STAFF[at % 8], STAFF[at % 7]
        d.doctype, d.issue, d.title = 'Letter', ISSUES[at % 5], f'No. {at}'
        documents.append(d)
    for d in documents:
        source = root / f'page-{d.first // LINKS_MAX}.pdf'
        target = root / d.pdf
        target.parent.mkdir(parents=True, exist_ok=True)
        if not source.exists():
            page = layout.Page()
            page.text(72, 100, ONE_PAGE, 'T', 12)
            write_pdf([page], source)
        if not target.exists():
            os.link(source, target)
    (root / 'DATA').mkdir(exist_ok=True)
    write_dat(documents, root / 'DATA/HUGE.dat')


def measure(work):
    """Files and bytes of what was made."""
    sizes = [p.stat().st_size for p in pathlib.Path(work).rglob('*')
             if p.is_file()]
    return len(sizes), sum(sizes)
