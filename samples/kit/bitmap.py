# SPDX-License-Identifier: AGPL-3.0-or-later
"""A black and white picture, its rows whole numbers (left is high)."""
import math

from kit import strokes


class Bitmap:
    def __init__(self, width, height):
        self.width, self.height = width, height
        self.rows = [0] * height
        self.cache = {}

    def span(self, y, x0, x1):
        """Black from x0 up to x1 in row y."""
        x0, x1 = max(x0, 0), min(x1, self.width)
        if 0 <= y < self.height and x0 < x1:
            self.rows[y] |= ((1 << (x1 - x0)) - 1) << (self.width - x1)

    def clear(self, y, x0, x1):
        x0, x1 = max(x0, 0), min(x1, self.width)
        if 0 <= y < self.height and x0 < x1:
            self.rows[y] &= ~(((1 << (x1 - x0)) - 1) << (self.width - x1))

    def line(self, x0, y0, x1, y1, wide):
        for y, left, right in pen(x0, y0, x1, y1, wide / 2):
            self.span(y, left, right)

    def polyline(self, points, wide):
        for (x0, y0), (x1, y1) in zip(points, points[1:]):
            self.line(x0, y0, x1, y1, wide)

    def text(self, x, y, text, size, wide, slope=0.0, pitch=1.0):
        """Typewriter text, baseline y, `size` pixels a cell; `slope` is how
        the paper lay. Returns the end."""
        unit = size / strokes.ADVANCE
        for char in text:
            at = x, y + slope * x
            for row, left, right in self.glyph(char, unit, wide):
                self.span(round(at[1]) + row, round(at[0]) + left,
                          round(at[0]) + right)
            x += size * pitch
        return x

    def glyph(self, char, unit, wide):
        key = char, unit, wide
        if key not in self.cache:
            spans = []
            for points in strokes.outline(strokes.LATIN[char]):
                points = [(px * unit, -py * unit) for px, py in points]
                for (x0, y0), (x1, y1) in zip(points, points[1:]):
                    spans += pen(x0, y0, x1, y1, wide / 2)
            self.cache[key] = sorted(set(spans))
        return self.cache[key]

    def bytes(self):
        """Rows padded to bytes, 1 is black."""
        pad = -self.width % 8
        wide = (self.width + pad) // 8
        return b''.join((row << pad).to_bytes(wide, 'big')
                        for row in self.rows)


def pen(x0, y0, x1, y1, r):
    """Rows (y, left, right) that a round pen covers from point to point."""
    length = math.sqrt((x1 - x0) ** 2 + (y1 - y0) ** 2)
    nx, ny = ((y0 - y1) / length * r, (x1 - x0) / length * r) if length else (
        0, 0)
    edges = [((x0 + s * nx, y0 + s * ny), (x1 + s * nx, y1 + s * ny))
             for s in (1, -1)]
    out = []
    top, bottom = min(y0, y1) - r, max(y0, y1) + r
    for y in range(math.ceil(top - 0.5), math.floor(bottom - 0.5) + 1):
        mid, at = y + 0.5, []
        for cx, cy in ((x0, y0), (x1, y1)):
            if abs(mid - cy) <= r:
                half = math.sqrt(r * r - (mid - cy) ** 2)
                at += [cx - half, cx + half]
        for (ax, ay), (bx, by) in edges:
            if ay != by and min(ay, by) <= mid <= max(ay, by):
                at.append(ax + (bx - ax) * (mid - ay) / (by - ay))
        if at:
            left = math.floor(min(at) + 0.5)
            out.append((y, left, max(left + 1, math.floor(max(at) + 0.5))))
    return out
