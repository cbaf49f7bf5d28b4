# SPDX-License-Identifier: AGPL-3.0-or-later
"""Pages of text, rules and tables, which know where each word stands.

Points, origin top left, y down. In a text, [[key:some words]] marks words
that a redaction is to cover: Page.marks[key] collects their rectangles, one
a line.
"""
import re
import unicodedata

from kit import metrics, pdfout

MARK = re.compile(r'\[\[([^:\]]+):([^\]]*)\]\]')
ASCENT, DESCENT = 0.74, 0.22


def split_marks(text):
    """[(text, key or None)] of a marked text."""
    out, at = [], 0
    for found in MARK.finditer(text):
        out.append((text[at:found.start()], None))
        out.append((found.group(2), found.group(1)))
        at = found.end()
    out.append((text[at:], None))
    return [(part, key) for part, key in out if part]


def plain(text):
    return ''.join(part for part, _ in split_marks(text))


def words_of(text):
    """Words, each a marked text: no mark spans a blank."""
    words, word = [], ''
    for part, key in split_marks(text):
        pieces = part.split(' ')
        for at, piece in enumerate(pieces):
            if at:
                words.append(word)
                word = ''
            word += f'[[{key}:{piece}]]' if key and piece else piece
    return [word for word in words + [word] if word]


class Page:
    """One page: operators, and the words and marks on it."""

    def __init__(self, width=612, height=792):
        self.width, self.height = width, height
        self.ops, self.marks, self.hidden = [], {}, []
        self.words, self.textless = [], False
        self.fonts, self.entries, self.xobjects = set(), '', {}

    def op(self, *parts):
        self.ops.append(' '.join(part if isinstance(part, str)
                                 else pdfout.number(part) for part in parts))

    def y(self, y):
        return self.height - y

    def note(self, key, x0, y0, x1, y1):
        """Mark a rectangle; one that goes on to the right is joined."""
        rects = self.marks.setdefault(key, [])
        if (rects and abs(rects[-1][1] - y0) < 0.6
                and -3 < x0 - rects[-1][2] < 8):
            x0, top, _, bottom = rects.pop()
            y0, y1 = min(y0, top), max(y1, bottom)
        rects.append((x0, y0, x1, y1))

    def place(self, text, x, y, font, size, stretch=0):
        """Remember where each word of a line stands."""
        for word in re.findall(r'\S+|\s', text):
            wide = metrics.width(word, font, size)
            if word != ' ':
                self.words.append((unicodedata.normalize('NFKC', word), (
                    x, y - ASCENT * size, x + wide, y + DESCENT * size)))
            x += wide + (stretch if word == ' ' else 0)

    def text(self, x, y, text, font='T', size=11, color=0, stretch=0):
        """A line from x on, baseline y; returns its end."""
        self.fonts.add(font)
        at = x
        for part, key in split_marks(text):
            wide = metrics.width(part, font, size)
            wide += stretch * part.count(' ')
            if key:
                self.note(key, at, y - ASCENT * size, at + wide,
                          y + DESCENT * size)
            self.place(part, at, y, font, size, stretch)
            at += wide
        gray = (f'{pdfout.number(color)} g' if not isinstance(color, tuple)
                else ' '.join(map(pdfout.number, color)) + ' rg')
        space = f'{pdfout.number(stretch)} Tw ' if stretch else ''
        self.ops.append(f'BT /{font} {pdfout.number(size)} Tf {gray} {space}'
                        f'1 0 0 1 {pdfout.number(x)} '
                        f'{pdfout.number(self.y(y))} Tm '
                        f'{pdfout.string(metrics.encode(plain(text), font))} Tj'
                        + (' 0 Tw ET' if stretch else ' ET'))
        return at

    def right(self, x, y, text, font='T', size=11, color=0):
        wide = metrics.width(plain(text), font, size)
        self.text(x - wide, y, text, font, size, color)

    def center(self, x, y, text, font='T', size=11, color=0):
        wide = metrics.width(plain(text), font, size)
        self.text(x - wide / 2, y, text, font, size, color)

    def lines(self, text, wide, font, size):
        """The marked text broken into lines of this width."""
        out, line, used = [], [], 0
        blank = metrics.width(' ', font, size)
        for word in words_of(text):
            need = metrics.width(plain(word), font, size)
            if line and used + blank + need > wide:
                out.append((line, used))
                line, used = [], 0
            used += need + (blank if line else 0)
            line.append(word)
        return out + [(line, used)]

    def para(self, x, y, text, wide, font='T', size=11, lead=None,
             justify=False, color=0):
        """Wrapped text, first baseline y; returns the next baseline."""
        lead = lead or size * 1.3
        rows = self.lines(text, wide, font, size)
        for at, (line, used) in enumerate(rows):
            gaps = len(line) - 1
            stretch = ((wide - used) / gaps
                       if justify and gaps and at + 1 < len(rows) else 0)
            self.text(x, y, ' '.join(line), font, size, color, stretch)
            y += lead
        return y

    def line(self, x0, y0, x1, y1, wide=0.6, gray=0):
        self.op(gray, 'G', wide, 'w', x0, self.y(y0), 'm', x1, self.y(y1),
                'l', 'S')

    def box(self, x0, y0, x1, y1, wide=0.6, gray=0):
        self.op(gray, 'G', wide, 'w', x0, self.y(y1), x1 - x0, y1 - y0,
                're', 'S')

    def fill(self, x0, y0, x1, y1, color=0.9):
        paint = ([*color, 'rg'] if isinstance(color, tuple) else [color, 'g'])
        self.op(*paint, x0, self.y(y1), x1 - x0, y1 - y0, 're', 'f')

    def table(self, x, y, widths, rows, font='H', size=8.5, pad=4,
              head=0.86, gray=0.45):
        """Ruled rows of wrapped cells, the first one a heading; returns
        the y under it."""
        total = sum(widths)
        for nth, row in enumerate(rows):
            face = font + 'B' if nth == 0 and head is not None else font
            cells = [self.lines(cell, wide - 2 * pad, face, size)
                     for cell, wide in zip(row, widths)]
            tall = max(map(len, cells)) * size * 1.25 + 2 * pad - 1
            if nth == 0 and head is not None:
                self.fill(x, y, x + total, y + tall, head)
            at = x
            for cell, wide in zip(row, widths):
                self.para(at + pad, y + pad + size * 0.8, cell,
                          wide - 2 * pad, face, size, size * 1.25)
                self.box(at, y, at + wide, y + tall, 0.5, gray)
                at += wide
            y += tall
        return y

    def image(self, name, obj, x, y, wide, tall):
        self.xobjects[name] = obj
        self.op('q', wide, '0 0', tall, x, self.y(y + tall), f'cm /{name} Do',
                'Q')


class Book:
    """A document: pages, and what hides beside them."""

    def __init__(self, file, packed=False):
        self.file, self.pdf, self.pages = file, pdfout.Pdf(packed), []
        self.catalog, self.info, self.hidden = '', None, []
        self.fonts = {}

    def page(self, width=612, height=792):
        page = Page(width, height)
        self.pages.append(page)
        return page

    def font(self, name):
        if name not in self.fonts:
            base = metrics.FONTS[name][0]
            if not base:
                raise ValueError(f'{name} is not a standard font')
            self.fonts[name] = self.pdf.add(
                f'<</Type/Font/Subtype/Type1/BaseFont/{base}'
                '/Encoding/WinAnsiEncoding>>')
        return self.fonts[name]

    def bytes(self):
        """Write all pages and the end."""
        pdf, tree, kids = self.pdf, self.pdf.reserve(), []
        for page in self.pages:
            fonts = ''.join(f'/{name} {self.font(name)} 0 R'
                            for name in sorted(page.fonts))
            drawn = ''.join(f'/{name} {obj} 0 R'
                            for name, obj in sorted(page.xobjects.items()))
            body = pdf.stream('', '\n'.join(page.ops).encode('latin-1'))
            box = ('' if '/MediaBox' in page.entries else
                   f'/MediaBox[0 0 {pdfout.number(page.width)} '
                   f'{pdfout.number(page.height)}]')
            props = page.properties if hasattr(page, 'properties') else ''
            kids.append(pdf.add(
                f'<</Type/Page/Parent {tree} 0 R{box}{page.entries}'
                f'/Resources<</Font<<{fonts}>>/XObject<<{drawn}>>{props}>>'
                f'/Contents {body} 0 R>>'))
        pdf.set(tree, f'<</Type/Pages/Count {len(kids)}/Kids['
                + ' '.join(f'{kid} 0 R' for kid in kids) + ']>>')
        root = pdf.add(f'<</Type/Catalog/Pages {tree} 0 R{self.catalog}>>')
        return pdf.save(root, self.info)
