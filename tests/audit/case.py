# SPDX-License-Identifier: AGPL-3.0-or-later
"""Kinds of failed redaction, each a bad file and its innocent twin.

A kind is a function that fills a Case twice: once with `bad`, and once as the
twin, which looks much the same and holds nothing that it should not. The pages
are those of an ordinary filing, in a font that is in the file, so that a twin
gives no cause for any error or warning.
"""
import fnmatch
import hashlib
import importlib
import pathlib
import struct
import sys
import zlib

sys.path.append(str(pathlib.Path(__file__).resolve().parent.parent
                    / 'leaklab'))

import pdf  # noqa: E402

PAGE = 612, 792                 # points
LEFT = 72
SIZE = 12
LEADING = 20
TOP = 700                       # baseline of the first line, user space
SPOT_LINE = 4                   # the line that the secret is in

# Helvetica's widths of 32 to 126, in thousandths.
WIDTHS = [278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333,
          278, 278, 556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278,
          584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722,
          278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667,
          944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556,
          556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333,
          500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584]
# The same letters as a font program; a dependency of Ghostscript.
FONT = '/usr/share/fonts/opentype/urw-base35/NimbusSans-Regular.otf'

NAMES = '''Kowalczyk Abernathy Delacroix Oyelaran Brzezinski Vandermeer
Hightower Castellano Wojciechow Fairbanks Montague Thackeray Zimmerman
Lindqvist Papadakis Ravenscroft Winterbourne Quisenberry Dombrowski
Makepeace'''.split()

LINES = [
    'This matter comes before the court on the motion of the defendant to',
    'compel answers to the second set of interrogatories. The parties have',
    'briefed the motion and the court heard argument from both of them. It',
    'is undisputed that the agreement was signed in the office of counsel.',
    'The witness, {}, told them so on the record.',
    'No other person was present when the agreement was read aloud, and no',
    'copy of it was kept. The plaintiff objects that the request is broad',
    'and that it asks for what was never written down. The objection goes',
    'to weight. The motion is granted in part, for the reasons that follow,',
    'and denied in all other respects without prejudice to its renewal.',
]

KINDS = {}
RANK = {'error': 0, 'warning': 1, 'notice': 2}


def width(text, size=SIZE):
    return sum(WIDTHS[ord(c) - 32] for c in text) * size / 1000


def program():
    """The letters' outlines alone, as /FontFile3 wants them."""
    data = pathlib.Path(FONT).read_bytes()
    for at in range(12, 12 + 16 * struct.unpack('>H', data[4:6])[0], 16):
        tag, _, start, size = struct.unpack('>4sIII', data[at:at + 16])
        if tag == b'CFF ':
            return zlib.compress(data[start:start + size], 9)
    raise ValueError('no outlines in ' + FONT)


PROGRAM = program()


class Kind:
    """words      kinds of finding that are right
    worst      the least severity that is enough
    shown      --show tells the word; False: it never may; None: either way
    where      the finding must meet the case's `spot`
    owner      who looks for it
    options    of the command line, that it needs
    """

    def __init__(self, name, what, words, make, worst='error', shown=True,
                 where=True, page=1, owner='COVER', options=()):
        self.name, self.what, self.make = name, what, make
        self.words = words.split()
        self.worst, self.shown, self.where = worst, shown, where
        self.page, self.owner, self.options = page, owner, options

    def case(self, bad):
        case = Case(self, bad)
        case.data = self.make(case) or case.pdf.bytes()
        return case


def kind(name, what, words='covered-text', **more):
    """Name a kind, say in a few words what it is, and what must be found."""
    def known(make):
        if name in KINDS:
            raise ValueError(f'two kinds are called {name}')
        KINDS[name] = Kind(name, what, words, make, **more)
        return make
    return known


def load():
    """All kinds, in the order of their files."""
    here = pathlib.Path(__file__).resolve().parent
    sys.path.insert(0, str(here))
    for path in sorted((here / 'kinds').glob('[a-z]*.py')):
        importlib.import_module('kinds.' + path.stem)
    return KINDS


def chosen(pattern):
    return [k for name, k in load().items() if fnmatch.fnmatch(name, pattern)]


class Case:
    """One file in the making.

    bad     the bad one; else its twin
    secret  the word that should not be there; `last` is where only the last
            characters of it may be told
    told    what --show must tell: the word, or what is left of it
    spot    where it is on the page as displayed, points from the top left:
            left, top, right, bottom
    page1   the page that the finding must be on
    """

    def __init__(self, of, bad):
        self.bad = bad
        digest = hashlib.sha256(of.name.encode()).digest()
        self.secret = NAMES[digest[0] % len(NAMES)]
        self.told = self.secret
        self.page1 = of.page
        self.pdf = pdf.Pdf()
        self.font = self.embedded()
        self.x = LEFT + width('The witness, ')
        self.y = TOP - SPOT_LINE * LEADING
        self.w = width(self.secret)
        self.spot = self.displayed(self.x, self.y - 3, self.w, 12)

    def displayed(self, x, y, w, h):
        """A rectangle of user space on an ordinary page, as displayed."""
        return x, PAGE[1] - y - h, x + w, PAGE[1] - y

    def embedded(self):
        file = self.pdf.add(pdf.raw(
            f'<</Subtype/Type1C/Filter/FlateDecode/Length {len(PROGRAM)}>>\n'
            'stream\n') + PROGRAM + b'\nendstream')
        descriptor = self.pdf.add(
            '<</Type/FontDescriptor/FontName/ABCDEF+NimbusSans-Regular/Flags '
            '32/FontBBox[-210 -299 1032 1075]/ItalicAngle 0/Ascent 729'
            f'/Descent -218/CapHeight 729/StemV 85/FontFile3 {file}>>')
        return self.pdf.add(
            '<</Type/Font/Subtype/Type1/BaseFont/ABCDEF+NimbusSans-Regular'
            '/Encoding/WinAnsiEncoding/FirstChar 32/LastChar 126/Widths'
            f'[{" ".join(map(str, WIDTHS))}]/FontDescriptor {descriptor}>>')

    def text(self, text, x=LEFT, y=TOP, size=SIZE, font='F1'):
        """Operators that show a text from here on."""
        return (f'BT /{font} {size} Tf {x:g} {y:g} Td '
                f'({pdf.literal(text)}) Tj ET\n')

    def body(self, spot='all', skip=()):
        """The page's lines, in black. `spot` says what stands on the line of
        the secret: `all` of it; `rest`, with a gap for the word; `none`."""
        out = '0 g\n'
        for at, line in enumerate(LINES):
            y = TOP - at * LEADING
            if at in skip or at == SPOT_LINE and spot == 'none':
                continue
            if at == SPOT_LINE and spot == 'rest':
                before, after = line.split('{}')
                out += self.text(before, y=y)
                out += self.text(after, self.x + self.w, y)
                continue
            out += self.text(line.format(self.secret), y=y)
        return out

    def word(self):
        """The secret alone, in its place, in the colour that is set."""
        return self.text(self.secret, self.x, self.y)

    def box(self, pad=3, below=4, high=13):
        """x y w h of a bar over the word."""
        return (f'{self.x - pad:g} {self.y - below:g} '
                f'{self.w + 2 * pad:g} {high}')

    def bar(self, color='0 g', **more):
        return f'q {color} {self.box(**more)} re f Q\n'

    def rect(self, pad=3):
        """/Rect of an annotation over the word."""
        return (f'/Rect[{self.x - pad:g} {self.y - 4:g} '
                f'{self.x + self.w + pad:g} {self.y + 9:g}]')

    def quads(self):
        left, right = self.x - 1, self.x + self.w + 1
        top, low = self.y + 9, self.y - 4
        return (f'/QuadPoints[{left:g} {top:g} {right:g} {top:g} {left:g} '
                f'{low:g} {right:g} {low:g}]')

    def page(self, content, resources='', fonts='', entries='', size=PAGE):
        box = '' if '/MediaBox' in entries else (
            f'/MediaBox[0 0 {size[0]} {size[1]}]')
        return self.pdf.page(
            f'{box}/Contents {self.pdf.stream(content)}'
            f'/Resources<</Font<</F1 {self.font}{fonts}>>{resources}>>'
            f'{entries}')

    def form(self, content, box=(0, 0) + PAGE, entries='', resources=''):
        """A form XObject."""
        return self.pdf.stream(
            content, '/Type/XObject/Subtype/Form/BBox['
            f'{" ".join(f"{v:g}" for v in box)}]/Resources<</Font<</F1 '
            f'{self.font}>>{resources}>>{entries}')

    def image(self, width, height, samples, entries='', space='/DeviceGray',
              bits=8):
        return self.pdf.stream(
            samples, f'/Type/XObject/Subtype/Image/Width {width}/Height '
            f'{height}/ColorSpace{space}/BitsPerComponent {bits}{entries}',
            deflate='/Filter' not in entries)

    def place(self, name, box=None):
        """Operators that draw an image into a box x y w h."""
        x, y, w, h = (box or self.box()).split()
        return f'q {w} 0 0 {h} {x} {y} cm /{name} Do Q\n'

    def annot(self, subtype, entries, pad=3):
        return self.pdf.add(f'<</Type/Annot/Subtype/{subtype}{self.rect(pad)}'
                            f'/F 4{entries}>>')

    def aside(self, subtype, entries, rect='/Rect[72 300 200 320]'):
        """An annotation where nothing else is."""
        return self.pdf.add(f'<</Type/Annot/Subtype/{subtype}{rect}/F 4'
                            f'{entries}>>')
