# SPDX-License-Identifier: AGPL-3.0-or-later
"""Channels: each is one way to keep a secret under or behind a redaction.

A channel is a function that fills a Case. Each case is made twice, as twins:
with two secrets of the same width in Helvetica and in Courier, letter by
letter, so that neither the place nor the size of anything says which one
was covered.
"""
import fnmatch
import hashlib
import importlib
import pathlib

import pdf

# Letters of one width each in Helvetica: 667 and 722 thousandths.
WIDTHS = 'ABEKPVXY', 'DHNR'
# What controls are made of: no letter of a secret.
OTHERS = 'CFGIJLMOQSTUWZ'
LENGTH = 10

PAGE = 300, 200                 # points
# Where a secret is: its baseline starts here in user space, at this size.
AT = 40, 100
SIZE = 14
# The box over it, on the page as displayed, from its top left.
BOX = 30, 80, 200, 110
CONTROL_AT = 40, 150
# Where a control is looked for, as displayed: by its words, and its ink.
CONTROL_BOX = 36, 34, 200, 58

CHANNELS = {}


class Channel:
    def __init__(self, name, what, make):
        self.name, self.what, self.make = name, what, make
        self.group = name.split('.')[0]

    def case(self, twin):
        """The case of twin 0 or 1, made."""
        case = Case(self.name, twin)
        case.data = self.make(case) or case.pdf.bytes()
        return case


def channel(name, what):
    """Name a channel `group.name`, and say in a few words what it does."""
    def known(make):
        if name in CHANNELS:
            raise ValueError(f'two channels are called {name}')
        CHANNELS[name] = Channel(name, what, make)
        return make
    return known


def load():
    """All channels, group by group, in the order of their files."""
    here = pathlib.Path(__file__).parent / 'channels'
    for path in sorted(here.glob('[a-z]*.py')):
        importlib.import_module('channels.' + path.stem)
    return CHANNELS


def chosen(pattern):
    found = [c for name, c in load().items()
             if fnmatch.fnmatch(name, pattern)]
    if not found:
        raise SystemExit(f'leaklab: no channel is called {pattern}')
    return found


def drawn_from(seed, letters, count):
    digest = hashlib.sha256(seed.encode()).digest()
    return ''.join(letters[b % len(letters)] for b in digest[:count])


def secrets(name):
    """The two words of a channel. No place holds the same letter in both."""
    shape = drawn_from('shape ' + name, '0001', LENGTH)
    digest = hashlib.sha256(b'word ' + name.encode()).digest()
    pair = [], []
    for kind, byte in zip(shape, digest):
        letters = WIDTHS[int(kind)]
        first = byte % len(letters)
        second = (first + 1 + byte // 16 % (len(letters) - 1)) % len(letters)
        pair[0].append(letters[first])
        pair[1].append(letters[second])
    return ''.join(pair[0]), ''.join(pair[1])


class Case:
    """One document in the making.

    twin        0 or 1, for what can say no more than that
    secret      what the box covers; `number` is the same in digits
    control     a word that must still be read in its place
    pdf         the file (pdf.Pdf); F1 Helvetica, C1 Courier are in it
    boxes       [(page, (x0, y0, x1, y1) or 'whole')], as displayed
    controls    [(page, rect, 'word' or 'picture')]: text and ink of the
                control word, or ink like the source's, are to be there
    password    opens the file if it is encrypted
    size        of the pages as displayed, in points
    scan        what the manifest must say of page 1 as a scan, if it matters
    unread      poppler of some versions does not see the control in the
                source, though the standard says it is there
    """

    def __init__(self, name, twin):
        self.name, self.twin = name, twin
        self.secret = secrets(name)[twin]
        self.number = ''.join(str((ord(c) * 7 + i) % 10)
                              for i, c in enumerate(self.secret))
        self.control = drawn_from('control ' + name, OTHERS, 8)
        self.pdf = pdf.Pdf()
        self.helvetica = self.pdf.add(
            '<</Type/Font/Subtype/Type1/BaseFont/Helvetica'
            '/Encoding/WinAnsiEncoding>>')
        self.courier = self.pdf.add(
            '<</Type/Font/Subtype/Type1/BaseFont/Courier'
            '/Encoding/WinAnsiEncoding>>')
        self.size = PAGE
        self.boxes = [(1, BOX)]
        self.controls = [(1, CONTROL_BOX, 'word')]
        self.password = None
        self.scan = None
        self.unread = False

    def fonts(self):
        return f'/F1 {self.helvetica}/C1 {self.courier}'

    def page(self, content, resources='', fonts='', entries='', size=PAGE,
             control=True):
        """A page with this content. `control` draws the control word in its
        usual place; a channel that draws it there itself, or sets `controls`,
        passes False. `fonts` adds to /Font, `resources` beside it, `entries`
        to the page; an entry /MediaBox of its own wins over `size`."""
        if control:
            content = pdf.raw(self.control_shown()) + pdf.raw(content)
        box = '' if '/MediaBox' in entries else (
            f'/MediaBox[0 0 {size[0]} {size[1]}]')
        return self.pdf.page(
            f'{box}/Contents {self.pdf.stream(content)}'
            f'/Resources<</Font<<{self.fonts()}{fonts}>>{resources}>>'
            f'{entries}')

    def shown(self, text=None, at=AT, size=SIZE, font='F1'):
        """Operators that show a text (the secret) with Tj."""
        text = self.secret if text is None else text
        return (f'BT /{font} {size} Tf {at[0]} {at[1]} Td '
                f'({pdf.literal(text)}) Tj ET\n')

    def control_shown(self):
        return 'q 0 g ' + self.shown(self.control, CONTROL_AT) + 'Q\n'

    def plain(self, **more):
        """A page that shows the secret under the box, and the control."""
        return self.page(self.shown(), **more)

    def everywhere(self):
        """The secret in each form a string of a file may take."""
        return {'literal': f'({self.secret})', 'utf16': pdf.utf16(self.secret),
                'hex': pdf.hexed(self.secret)}
