# SPDX-License-Identifier: AGPL-3.0-or-later
"""A sheet that went through a typewriter and a scanner."""
from kit import bitmap, layout, strokes

PITCH = 7.2  # points a character: pica


class Noise:
    """The same random numbers on every machine."""

    def __init__(self, seed):
        self.state = seed

    def below(self, n):
        self.state = (self.state * 6364136223846793005
                      + 1442695040888963407) % (1 << 64)
        return (self.state >> 33) % n


class Scan:
    """Typed lines at places in points, drawn at `dpi`; the marks and words
    go to the page. `slope` is how far the sheet lay askew."""

    def __init__(self, page, dpi, slope=0.0, seed=1):
        self.page, self.unit, self.slope = page, dpi / 72, slope
        self.bits = bitmap.Bitmap(round(page.width * self.unit),
                                  round(page.height * self.unit))
        self.noise, self.ocr = Noise(seed), []

    def text(self, x, y, text, pitch=PITCH, weight=0.115):
        """One typed line."""
        at, tall = x, pitch / strokes.ADVANCE * 19
        for part, key in layout.split_marks(text):
            wide = len(part) * pitch
            if key:
                lean = self.slope * (at + wide / 2)
                self.page.note(key, at - 1, y + lean - tall - 1.5,
                               at + wide, y + lean + tall * 0.3 + 1)
            at += wide
        at = x
        for word in layout.plain(text).split(' '):
            if word:
                jolt = (self.noise.below(5) - 2) * 0.06
                self.bits.text(at * self.unit, (y + jolt) * self.unit, word,
                               pitch * self.unit, weight * pitch * self.unit,
                               self.slope)
                lean = y + self.slope * at
                self.ocr.append((at, lean, word, pitch))
                self.page.words.append((word, (
                    at, lean - tall, at + len(word) * pitch,
                    lean + tall * 0.3)))
            at += (len(word) + 1) * pitch
        return at

    def para(self, x, y, text, columns, lead=14.4):
        """Wrapped typing; returns the next baseline."""
        line = ''
        for word in layout.words_of(text) + [None]:
            longer = f'{line} {word}' if line else word
            if word is None or len(layout.plain(longer)) > columns:
                self.text(x, y, line)
                y, line = y + lead, word
            else:
                line = longer
        return y

    def line(self, x0, y0, x1, y1, wide=0.8):
        lean0, lean1 = self.slope * x0, self.slope * x1
        self.bits.line(x0 * self.unit, (y0 + lean0) * self.unit,
                       x1 * self.unit, (y1 + lean1) * self.unit,
                       wide * self.unit)

    def ink(self, x, y, points, scale, wide=1.1):
        """A pen's path, smooth through its points."""
        path = strokes.smooth([((x + px * scale) * self.unit,
                                (y - py * scale) * self.unit)
                               for px, py in points], False)
        self.bits.polyline(path, wide * self.unit)

    def specks(self, count):
        """Dust on the glass."""
        for _ in range(count):
            x = self.noise.below(self.bits.width)
            y = self.noise.below(self.bits.height)
            side = 1 + self.noise.below(3)
            for row in range(side):
                self.bits.span(y + row, x, x + side)

    def ocr_layer(self):
        """Invisible words over the picture, as a scanner's program adds."""
        page = self.page
        page.fonts.add('C')
        page.ops.append('BT 3 Tr')
        for x, y, word, pitch in self.ocr:
            size = pitch / 0.6
            page.ops.append(
                f'/C {size:.3f} Tf 1 0 0 1 {x:.2f} {page.y(y):.2f} Tm '
                f'({word.translate(ESCAPES)}) Tj')
        page.ops.append('0 Tr ET')

    def gray(self, times, paper):
        """(bytes, width, height): each times x times pixels made one."""
        wide = self.bits.width // times
        tall = self.bits.height // times
        full, step = (1 << times) - 1, times * times
        out = bytearray()
        for y in range(tall):
            rows = self.bits.rows[y * times:y * times + times]
            line = bytearray([paper]) * wide
            used = 0
            for row in rows:
                used |= row
            while used:
                x = (self.bits.width - used.bit_length()) // times
                shift = self.bits.width - (x + 1) * times
                if x >= wide or shift < 0:
                    break
                ink = sum(bin(row >> shift & full).count('1')
                          for row in rows)
                line[x] = paper - (paper - 34) * ink // step
                used &= (1 << shift) - 1
            out += line
        return out, wide, tall


ESCAPES = str.maketrans({'(': '\\(', ')': '\\)', '\\': '\\\\'})
