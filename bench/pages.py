# SPDX-License-Identifier: AGPL-3.0-or-later
"""What stands on the pages of the benchmark, and what is covered on them.

Each function draws one page of its class into a layout.Page of the samples'
kit. Words are drawn from a fixed list by a generator that the caller seeds.
What a redaction covers is marked, as the samples do it: names and numbers
that stand on their page once.
"""
from samples_kit import layout

WORDS = '''
the of and to in that was for with as his by on is at from be had this were
which or an are it not but have been their all one would when who will more
no if out so said what up its about into than them can only other new some
time these two may then do first any my now such like our over man me even
most made after also did many before must through years where much your way
well down should because each just those people how too little state good
very make world still own see men work long get here between both life being
under never day same another know while last might us great old year off come
since against go came right used take three officer report witness statement
interview counsel department complaint allegation policy procedure training
supervisor sergeant deputy incident response evidence document produced
request confidential record review finding recommendation discipline conduct
hearing transcript exhibit court county motion order protective deposition
testimony question answer counsel objection plaintiff defendant attached
however therefore pursuant regarding concerning during within without prior
subsequent following approximately vehicle passenger street avenue building
entrance observed approached stated advised requested confirmed denied located
transported received contacted completed assigned investigation supplemental
narrative section paragraph page number date copy file original signature
'''.split()
FIRST = '''Aldous Brigit Casimir Delphine Emeric Fenella Gervase Hester Ignace
Jocasta Kester Leocadia Marius Nerissa Osbert Perdita Quillon Rosalind Silas
Tamsin Ulric Verity Wystan Xanthe Yorick Zenobia'''.split()
LAST = '''Ashgrove Blackwater Cotterill Dunwoody Eastlake Fairweather Greystoke
Hollingbourne Inglethorpe Jessamy Kingsmead Larkspur Merriweather Netherby
Oakhampton Pemberley Quartermain Ravenscroft Stonebridge Thornbury Underhill
Vandermeer Whitcombe Yardley'''.split()


def prose(rng, count):
    """So many words, with sentences in them."""
    out, left = [], 0
    for _ in range(count):
        word = rng.choice(WORDS)
        if left == 0:
            left, word = rng.randint(8, 22), word.capitalize()
        left -= 1
        out.append(word + ('.' if left == 0 else
                           ',' if rng.random() < 0.06 else ''))
    return ' '.join(out).rstrip(',.') + '.'


def name(rng):
    return f'{rng.choice(FIRST)} {rng.choice(LAST)}'


def covered(rng, count):
    """Prose in which a name with a number is to be covered."""
    words = prose(rng, count).split(' ')
    at = rng.randrange(3, count - 3)
    words.insert(at, f'[[box:{name(rng)} ({rng.randrange(10**8, 10**9)})]]')
    return ' '.join(words)


def blank(page, _rng):
    page.text(72, 100, '[[box:A line.]]', 'T', 12)


def letter(page, rng):
    page.center(306, 66, 'COUNTY OF EXAMPLE', 'TB', 16)
    page.center(306, 82, 'Office of Internal Affairs', 'T', 11)
    page.line(72, 92, 540, 92, 1)
    page.text(72, 124, f'March {rng.randint(1, 28)}, 2018', 'T', 12)
    page.text(72, 152, f'[[box:{name(rng)}]]', 'T', 12)
    page.text(72, 167, f'[[box:{rng.randint(100, 9999)} Harbour Lane]]',
              'T', 12)
    page.text(72, 182, 'Exampleton, California', 'T', 12)
    page.text(72, 212, 'Re: ' + prose(rng, 6), 'TB', 12)
    y = 240
    for count in (70, 60, 55):
        y = page.para(72, y, prose(rng, count), 468, 'T', 12, 15) + 8
    page.text(72, y + 12, 'Very truly yours,', 'T', 12)
    page.text(72, y + 58, name(rng), 'T', 12)
    page.text(72, y + 73, 'Lieutenant', 'TI', 12)


def text(page, rng):
    page.text(72, 60, 'INVESTIGATIVE SUMMARY', 'TB', 11)
    page.right(540, 60, f'Page {rng.randint(2, 400)}', 'T', 11)
    y, nth = 86, 0
    while y < 690:
        nth += 1
        body = covered(rng, 90) if nth == 2 else prose(rng, 90)
        y = page.para(72, y, body, 468, 'T', 11, 13.2, justify=True) + 5


def form(page, rng):
    page.fill(54, 44, 558, 68, 0.2)
    page.center(306, 61, 'INCIDENT REPORT', 'HB', 15, 1)
    y = 76
    for row in range(16):
        x = 54
        for col, wide in enumerate((180, 140, 184)):
            page.box(x, y, x + wide, y + 30, 0.7)
            label = ' '.join(rng.choice(WORDS) for _ in range(2)).upper()
            page.text(x + 3, y + 9, label, 'H', 6.5)
            value = f'{rng.choice(WORDS)} {rng.randint(1, 9999)}'
            if row == 3 and col == 0:
                value = f'[[box:{name(rng)}]]'
            page.text(x + 5, y + 24, value, 'C', 10)
            x += wide
        y += 30
    for row in range(5):
        for col in range(4):
            x, top = 60 + col * 124, y + 8 + row * 16
            page.box(x, top, x + 9, top + 9, 0.8)
            if rng.random() < 0.4:
                page.line(x + 1, top + 1, x + 8, top + 8, 1)
                page.line(x + 8, top + 1, x + 1, top + 8, 1)
            page.text(x + 13, top + 8, rng.choice(WORDS), 'H', 8)
    y += 96
    page.box(54, y, 558, y + 90, 0.7)
    page.para(58, y + 12, prose(rng, 60), 492, 'H', 8.5)


def sheet(page, rng):
    """A dense spreadsheet, printed small."""
    wides = (52, 84, 46, 46, 46, 46, 92, 92)
    page.text(54, 50, 'Overtime ledger, by day and unit', 'HB', 9)
    y = 58
    for row in range(70):
        x = 54
        for col, wide in enumerate(wides):
            if row == 0:
                page.fill(x, y, x + wide, y + 9.2, 0.85)
            page.box(x, y, x + wide, y + 9.2, 0.3, 0.3)
            if col == 1:
                cell = name(rng)
                cell = f'[[box:{cell}]]' if row == 30 else cell
            elif col in (6, 7):
                cell = ' '.join(rng.choice(WORDS) for _ in range(3))
            else:
                cell = f'{rng.randint(0, 99999)}.{rng.randint(0, 99):02d}'
            page.text(x + 2, y + 7, cell, 'H', 6)
            x += wide
        y += 9.2


def mixed(page, rng):
    """What a box of paper holds: mostly text."""
    rng.choice((text, text, letter, form, sheet))(page, rng)


def drawn(kind, rng, size=(612, 792)):
    page = layout.Page(*size)
    kind(page, rng)
    return page


def boxes(page):
    """What is to be covered, points from the top left corner."""
    return [tuple(rect) for rects in page.marks.values() for rect in rects]
