# SPDX-License-Identifier: AGPL-3.0-or-later
"""misc/: a page turned, a page cropped, a plan with UserUnit, and a page
with ink down to its edge."""
from kit import layout, scan

ROSTER = [
    ['Post', 'Deputy', 'Badge', 'On', 'Off', 'Relief', 'Home telephone'],
    ['P-11', 'Nathaniel Orrington', '40220', '14:00', '00:00', 'P-31',
     '[[r-1:(209) 555-0122]]'],
    ['P-17', 'Tobias Wexcombe', '40713', '14:00', '00:00', 'P-37',
     '[[r-2:(209) 555-0163]]'],
    ['P-22', 'Ines Carrowmore', '41968', '16:00', '02:00', 'P-42',
     '[[r-3:(209) 555-0119]]'],
    ['P-25', 'Bartholomew Keane', '40105', '16:00', '02:00', 'P-45',
     '[[r-4:(209) 555-0177]]'],
    ['S-2', 'Sgt. Rosamund Oldacre', '38871', '14:00', '00:00', 'S-4',
     '[[r-5:(209) 555-0129]]'],
    ['DISP', 'Vivian Tremaine', 'C-114', '15:00', '23:00', 'C-120',
     '[[r-6:(209) 555-0181]]'],
]


def rotated():
    """A landscape roster on a portrait sheet, shown by /Rotate 90."""
    book = layout.Book('misc/roster-rotated.pdf')
    page = book.page(792, 612)
    page.fill(48, 44, 744, 74, (0.2, 0.3, 0.25))
    page.text(60, 64, 'DUTY ROSTER, SECOND WATCH', 'HB', 14, 1)
    page.right(732, 64, 'Friday, March 9, 2018', 'H', 11, 1)
    y = page.table(48, 92, [60, 190, 70, 64, 64, 70, 178], ROSTER, size=10,
                   pad=6)
    page.para(48, y + 28, 'Overtime: P-17 worked the first watch of the same '
              'day and the second watch of the three days before it. Leave '
              'was refused to [[r-7:Deputy Keane]] for want of relief.', 696,
              'T', 12, 16)
    page.text(48, y + 92, 'Signed for the watch commander', 'HI', 9, 0.3)
    # Drawn upright above; the sheet itself lies on its side.
    page.ops.insert(0, 'q 0 1 -1 0 612 0 cm')
    page.ops.append('Q')
    page.entries = '/MediaBox[0 0 612 792]/Rotate 90'
    return book


LEDGER = [['Date', 'Payee', 'Purpose', 'Amount']] + [
    ['04/02/2018', '[[l-1:Brackenbury, O.]]', 'evaluation', '1,450.00'],
    ['04/09/2018', 'Valley Reporting', 'transcript', '862.50'],
    ['04/16/2018', '[[l-2:Marchbanks LLP]]', 'advice', '12,300.00'],
    ['05/21/2018', '[[l-3:Oxnard, F.]]', 'fitness review', '2,900.00'],
    ['06/04/2018', 'Valley Reporting', 'transcript', '1,104.00'],
    ['06/18/2018', 'Digital Evidence Co.', 'storage', '240.00'],
    ['07/02/2018', '[[l-4:Quillfeather, M.]]', 'property claim', '318.75'],
]


def cropped():
    """CropBox inside a MediaBox that begins below zero; the margin around
    the crop holds a printer's marks and a note."""
    book = layout.Book('misc/ledger-cropped.pdf')
    page = book.page(612, 700)
    page.text(54, 60, 'Risk Management', 'HB', 9, 0.3)
    page.text(54, 84, 'Ledger of claim 18-0442', 'TB', 16)
    y = page.table(54, 104, [90, 180, 130, 104], LEDGER, size=10, pad=5)
    page.right(558, y + 24, 'Total  19,175.25', 'HB', 10.5)
    page.para(54, y + 58, 'Reserves are set by the board and are not shown '
              'here. The claim was opened by [[l-5:adjuster Thaddeus '
              'Winterbourne]].', 504, 'T', 11, 15)
    page.text(54, 690, 'Accounts payable, run of July 5, 2018', 'HI', 8.5,
              0.3)
    for x, y in ((-30, -30), (642, -30), (-30, 730), (642, 730)):
        page.line(x - 14, y, x + 14, y, 0.5)
        page.line(x, y - 14, x, y + 14, 0.5)
    shown = list(page.words)
    page.text(150, 740, 'proof for Pellworthy: reserve 250,000', 'H', 9)
    page.words = shown
    # The crop is 612 x 700 with its corner at (-20, -40).
    page.ops.insert(0, 'q 1 0 0 1 -20 -40 cm')
    page.ops.append('Q')
    page.entries = ('/MediaBox[-80 -110 652 720]/CropBox[-20 -40 592 660]')
    book.hidden = ['Pellworthy']
    return book


def plan():
    """A large drawing: 17 x 22 inches by UserUnit 2."""
    book = layout.Book('misc/site-plan.pdf')
    page = book.page(612, 792)
    page.box(36, 36, 576, 740, 2)
    page.box(42, 42, 570, 734, 0.5)
    page.fill(43, 470, 569, 560, 0.87)
    for at in range(12):
        page.fill(60 + at * 42, 512, 84 + at * 42, 516, 1)
    page.text(60, 550, 'ALDER STREET', 'H', 16, 0.3)
    for nth, (x, name) in enumerate(((60, '1177'), (230, '1184'),
                                     (400, '1190'))):
        top = 600 if nth == 0 else 250
        page.fill(x, top, x + 130, top + 96, (0.94, 0.9, 0.82))
        page.box(x, top, x + 130, top + 96, 1)
        page.text(x + 10, top + 20, f'Lot [[u-{nth}:{name}]]', 'HB', 11)
    page.line(295, 346, 295, 470, 1.2)
    page.text(302, 420, '12.4 m', 'H', 9)
    for at in range(16):
        page.op('q 0.35 0.5 0.3 rg', 70 + at * 32, page.y(220 + at % 3 * 8),
                14, 14, 're f Q')
    page.text(60, 90, 'SITE PLAN, SHEET 2', 'HB', 18)
    page.text(60, 112, 'Surveyed for Risk Management, May 2018, scale 1:200',
              'H', 10)
    page.text(60, 132, 'Camera of [[u-3:Ploverton]] covers the kerb', 'H',
              10)
    page.text(400, 716, 'Drawn: Valley Survey', 'HI', 9)
    page.entries = '/UserUnit 2'
    # What displays is twice as large.
    page.marks = {key: [tuple(2 * v for v in rect) for rect in rects]
                  for key, rects in page.marks.items()}
    page.words = [(word, tuple(2 * v for v in rect))
                  for word, rect in page.words]
    return book


def edge():
    """A printed sheet of figures whose rules and words reach the edges."""
    book = layout.Book('misc/figures-edge.pdf')
    page = book.page()
    noise = scan.Noise(5)
    names = ['Shift', 'Unit', 'Calls', 'Force', 'Reports', 'Minutes']
    page.fill(0, 0, 612, 26, (0.16, 0.34, 0.3))
    page.text(10, 18, 'Use of force by shift, January to March 2018', 'HB',
              12, 1)
    y, rows = 26, 48
    for nth in range(rows):
        tall = (792 - 26) / rows
        if nth % 2:
            page.fill(0, y, 612, y + tall, (0.9, 0.95, 0.93))
        page.line(0, y, 612, y, 0.4, 0.5)
        cells = names if nth == 0 else [
            f'{1 + nth % 3}', f'P-{11 + nth * 7 % 40}',
            f'{20 + noise.below(60)}', f'{noise.below(4)}',
            f'{noise.below(4)}', f'{300 + noise.below(400)}']
        if nth == 17:
            cells[1] = '[[z-1:P-17 Wexcombe]]'
        if nth == 31:
            cells[5] = '[[z-2:98765 disputed]]'
        if nth == rows - 1:
            cells = ['Total', '', '2318', '[[z-3:seventy-seven]]', '61',
                     '23104']
        for x, cell in zip(range(8, 612, 102), cells):
            page.text(x, y + 11.5, cell, 'HB' if nth in (0, rows - 1) else
                      'H', 9)
        y += tall
    for x in range(0, 613, 102):
        page.line(x, 26, x, 792, 0.4, 0.5)
    return book


def build():
    return [rotated(), cropped(), plan(), edge()]
