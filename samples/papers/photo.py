# SPDX-License-Identifier: AGPL-3.0-or-later
"""photo/exhibit-7.pdf: a page with a colour photograph, drawn by rule."""
import math

from kit import bitmap, jpeg, layout, scan

WIDE, TALL = 960, 640
X, Y, SCALE = 72, 128, 468 / WIDE


class Picture:
    """Pixels of three bytes."""

    def __init__(self, noise):
        self.rows = [bytearray(WIDE * 3) for _ in range(TALL)]
        self.noise = noise

    def fill(self, x0, y0, x1, y1, top, bottom=None):
        """A rectangle, its colour running from top to bottom."""
        bottom = bottom or top
        for y in range(max(y0, 0), min(y1, TALL)):
            part = [a + (b - a) * (y - y0) // max(1, y1 - y0)
                    for a, b in zip(top, bottom)]
            self.rows[y][x0 * 3:x1 * 3] = bytes(part) * (x1 - x0)

    def disc(self, cx, cy, r, color):
        for y in range(max(cy - r, 0), min(cy + r, TALL)):
            half = round(math.sqrt(r * r - (y - cy) ** 2))
            self.fill(max(cx - half, 0), y, min(cx + half, WIDE), y + 1,
                      color)

    def letters(self, x, y, text, size, color):
        """Painted letters, as on a plate."""
        mask = bitmap.Bitmap(WIDE, TALL)
        mask.text(x, y, text, size, size * 0.17)
        for nth, row in enumerate(mask.rows):
            for at in range(WIDE) if row else ():
                if row >> (WIDE - 1 - at) & 1:
                    self.rows[nth][at * 3:at * 3 + 3] = bytes(color)

    def grain(self):
        """What a small lens and a high sensitivity add: patches of light
        and dark, a fifth as large as the picture's own contrasts."""
        for top in range(0, TALL, 4):
            patch = bytearray()
            for _ in range(WIDE // 4):
                patch += bytes([self.noise.below(13)]) * 12
            for row in self.rows[top:top + 4]:
                for at, add in enumerate(patch):
                    value = row[at] + add - 6
                    row[at] = (0 if value < 0 else 255 if value > 255
                               else value)

    def planes(self):
        """Y, Cb and Cr; the last two at half the size."""
        light = bytearray()
        for row in self.rows:
            light += bytes((299 * r + 587 * g + 114 * b + 500) // 1000
                           for r, g, b in zip(row[::3], row[1::3],
                                              row[2::3]))
        blue, red = bytearray(), bytearray()
        for row in self.rows[::2]:
            for r, g, b in zip(row[::6], row[1::6], row[2::6]):
                blue.append(max(0, min(255, 128 + (
                    -169 * r - 331 * g + 500 * b) // 1000)))
                red.append(max(0, min(255, 128 + (
                    500 * r - 419 * g - 81 * b) // 1000)))
        return [light, blue, red]


def house(pic):
    pic.fill(0, 0, WIDE, 330, (58, 74, 120), (232, 160, 110))
    pic.disc(790, 300, 46, (255, 214, 150))
    for at in range(9):
        pic.disc(560 + at * 52, 352 - at * 13 % 40, 62, (48, 66, 52))
    pic.fill(0, 330, WIDE, TALL, (92, 112, 62), (58, 80, 40))
    pic.fill(90, 110, 560, 470, (206, 194, 172), (176, 162, 140))
    for y in range(122, 470, 16):
        pic.fill(90, y, 560, y + 3, (160, 148, 126))
    for step in range(70):
        pic.fill(60 + step * 3, 112 - step, 590 - step * 3, 113 - step,
                 (92, 58, 50))
    pic.fill(60, 108, 590, 118, (70, 46, 40))
    pic.fill(300, 220, 424, 470, (238, 232, 220))
    pic.fill(312, 232, 412, 470, (118, 34, 32), (86, 22, 24))
    for top in (248, 352):
        for left in (326, 368):
            pic.fill(left, top, left + 30, top + 84, (92, 24, 26))
    pic.disc(400, 366, 6, (226, 190, 90))
    for step in range(26):
        pic.fill(412 + step % 5, 330 + step, 424, 331 + step, (214, 178, 120))
    for left in (140, 464):
        pic.fill(left, 236, left + 70, 344, (240, 236, 226))
        pic.fill(left + 6, 242, left + 64, 338, (250, 214, 130),
                 (230, 170, 90))
        pic.fill(left + 33, 242, left + 37, 338, (240, 236, 226))
        pic.fill(left + 6, 288, left + 64, 292, (240, 236, 226))
    pic.fill(322, 192, 402, 216, (40, 40, 44))
    pic.letters(330, 212, '1184', 16, (240, 226, 170))
    pic.fill(280, 470, 450, 500, (150, 146, 140), (120, 118, 112))
    for step in range(140):
        pic.fill(290 - step, 500 + step, 440 + step // 2, 501 + step,
                 (136, 132, 126))


def car(pic):
    pic.fill(600, 486, 930, 560, (122, 130, 142), (84, 92, 104))
    for step in range(56):
        pic.fill(650 + (56 - step) // 2, 430 + step, 860 - (56 - step) // 3,
                 431 + step, (104, 112, 124))
    pic.fill(682, 442, 742, 482, (40, 50, 64))
    pic.fill(754, 442, 836, 482, (40, 50, 64))
    for cx in (668, 862):
        pic.disc(cx, 560, 38, (26, 26, 28))
        pic.disc(cx, 560, 18, (150, 150, 154))
    pic.fill(704, 520, 822, 552, (244, 244, 238))
    pic.letters(712, 546, '7ZQX558', 14.5, (30, 50, 120))


def build():
    book = layout.Book('photo/exhibit-7.pdf')
    page = book.page()
    page.fill(72, 62, 540, 64, (0.12, 0.18, 0.34))
    page.text(72, 54, 'EXHIBIT 7', 'HB', 11, (0.12, 0.18, 0.34))
    page.right(540, 54, 'IA 2018-114', 'H', 9, 0.3)
    page.text(72, 88, 'Photograph 4 of 11: the doorway', 'TB', 14)
    page.text(72, 108, 'Taken March 9, 2018, 21:58, from across the street',
              'T', 11)
    pic = Picture(scan.Noise(7))
    house(pic)
    car(pic)
    pic.grain()
    data = jpeg.encode(pic.planes(), WIDE, TALL, 72, 150)
    obj = book.pdf.stream(
        f'/Type/XObject/Subtype/Image/Width {WIDE}/Height {TALL}'
        '/BitsPerComponent 8/ColorSpace/DeviceRGB/Filter/DCTDecode', data,
        False)
    page.image('Im0', obj, X, Y, WIDE * SCALE, TALL * SCALE)
    for key, (x0, y0, x1, y1) in (('house', (318, 188, 406, 220)),
                                  ('plate', (700, 516, 826, 556))):
        page.note(key, X + x0 * SCALE, Y + y0 * SCALE, X + x1 * SCALE,
                  Y + y1 * SCALE)
    y = Y + TALL * SCALE + 22
    y = page.para(72, y, 'The frame is split at the height of the latch '
                  '(right of the knob). The sedan is that of [[h-1:Anselmo '
                  'Quillfeather]]. The lamp was lit by the photographer, '
                  '[[h-2:Desmond Achterberg]].', 468, 'T', 11, 14.5)
    page.table(72, y + 8, [110, 358], [
        ['Camera', 'telephone, 8 megapixels, flash off'],
        ['Handed over', 'April 12, 2018, memory card no. [[h-3:MC-60418]]'],
        ['Changes', 'none; prints are cropped'],
        ['Offered by', 'complainant'],
    ], size=9, head=None)
    return book
