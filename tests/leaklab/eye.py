# SPDX-License-Identifier: AGPL-3.0-or-later
"""Pages as poppler draws them, and where it reads a word."""
import functools
import html
import re

import witness

DPI = 100
# Sides of a rectangle lie between pixels: so many stay out of the look.
MARGIN = 2


class Picture:
    """Gray samples of one page, row by row from the top."""

    def __init__(self, pgm):
        head = re.match(rb'P5\s+(\d+)\s+(\d+)\s+255\s', pgm)
        if not head:
            raise ValueError('poppler draws no such page')
        self.width, self.height = int(head[1]), int(head[2])
        self.data = pgm[head.end():]

    def part(self, rect, size):
        """Samples inside a rectangle of a page of this size in points."""
        x = self.width / size[0]
        y = self.height / size[1]
        left, right = int(rect[0] * x), int(rect[2] * x)
        top, bottom = int(rect[1] * y), int(rect[3] * y)
        left, top = max(left + MARGIN, 0), max(top + MARGIN, 0)
        right = min(right - MARGIN, self.width)
        bottom = min(bottom - MARGIN, self.height)
        return b''.join(self.data[r * self.width + left:r * self.width + right]
                        for r in range(top, bottom))


@functools.lru_cache(16)
def drawn(path, page, password=None):
    user = ['-upw', password] if password else []
    return Picture(witness.told(
        'pdftoppm', *user, '-gray', '-r', str(DPI), '-cropbox',
        '-f', str(page), '-l', str(page), path))


def words(path, page, password=None):
    """[(text, rect, page size)] as pdftotext reads them, from the top
    left, in points."""
    user = ['-upw', password] if password else []
    told = witness.told('pdftotext', *user, '-bbox', '-cropbox',
                        '-f', str(page), '-l', str(page), path, '-').decode(
                            errors='replace')
    size = re.search(r'<page width="([\d.]+)" height="([\d.]+)"', told)
    if not size:
        return []
    size = float(size[1]), float(size[2])
    return [(html.unescape(m[5]), tuple(float(v) for v in m.groups()[:4]),
             size) for m in re.finditer(
        r'<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" '
        r'yMax="([-\d.]+)">(.*?)</word>', told)]


def says(path, page, word, rect, size, password=None):
    """Whether the word is read, more than half of it inside the rectangle
    of a page that should have this size."""
    for text, box, real in words(path, page, password):
        if word not in text:
            continue
        if (real[0] < real[1]) != (size[0] < size[1]):
            real = real[::-1]   # poppler tells it before /Rotate
        scale = size[0] / real[0], size[1] / real[1]
        x0, y0, x1, y1 = (v * scale[i % 2] for i, v in enumerate(box))
        wide = min(x1, rect[2]) - max(x0, rect[0])
        high = min(y1, rect[3]) - max(y0, rect[1])
        if wide > 0 and high > 0 and (
                wide * high * 2 > (x1 - x0) * (y1 - y0)):
            return True
    return False


def ink(samples):
    """How many samples are dark."""
    return sum(1 for value in samples if value < 128)


def flat(samples, slack=12):
    return not samples or max(samples) - min(samples) <= slack


def alike(one, other):
    """Whether two pictures of a place show the same: neither is blank, and
    their samples are dark and light together. Of sharp pixels, drawn at
    another resolution, the same word has a correlation of 0.54 or more,
    another word in its place of 0.49 or less."""
    if len(one) != len(other) or flat(one, 60) or flat(other, 60):
        return False
    mean, after = sum(one) / len(one), sum(other) / len(other)
    both = sum((a - mean) * (b - after) for a, b in zip(one, other))
    alone = (sum((a - mean) ** 2 for a in one)
             * sum((b - after) ** 2 for b in other))
    return both > 0 and both * both * 4 > alone
