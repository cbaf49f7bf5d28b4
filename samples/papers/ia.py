# SPDX-License-Identifier: AGPL-3.0-or-later
"""ia/2018-114.pdf: an internal-affairs report, 14 pages with tables."""
from kit import layout
from papers import ia_text as words

NAVY = (0.12, 0.18, 0.34)
LEFT, RIGHT, WIDE = 72, 540, 468


def sheet(book, title):
    """A page with its head and foot; returns it."""
    page = book.page()
    nth = len(book.pages)
    page.fill(LEFT, 46, RIGHT, 48, NAVY)
    page.text(LEFT, 40, 'COUNTY OF EXAMPLE SHERIFF’S OFFICE', 'HB', 8, NAVY)
    page.right(RIGHT, 40, 'Professional Standards Unit', 'H', 8, NAVY)
    page.line(LEFT, 728, RIGHT, 728, 0.5, 0.5)
    page.text(LEFT, 740, 'Investigation IA 2018-114', 'HI', 8, 0.3)
    page.right(RIGHT, 740, f'Page {nth} of 14', 'HI', 8, 0.3)
    if title:
        page.text(LEFT, 78, title, 'HB', 13, NAVY)
    return page


def prose(page, y, paragraphs, **how):
    for text in paragraphs:
        y = page.para(LEFT, y, text, WIDE, 'T', 10.8, 14.2, True, **how) + 6
    return y


def heading(page, y, text):
    page.text(LEFT, y, text, 'HB', 10.5, NAVY)
    return y + 17


def cover(book):
    page = sheet(book, '')
    page.box(262, 96, 350, 184, 1.6, 0.25)
    page.box(268, 102, 344, 178, 0.6, 0.25)
    page.center(306, 146, 'PSU', 'TB', 34, NAVY)
    page.center(306, 226, 'REPORT OF INVESTIGATION', 'HB', 19, NAVY)
    page.center(306, 248, 'IA 2018-114', 'H', 14, 0.2)
    y = page.table(126, 286, [130, 230], words.COVER, size=9.5, pad=5,
                   head=None)
    page.para(126, y + 30, words.WARNING, 360, 'HI', 8.5, 11.5, color=0.25)


def contents(book):
    page = sheet(book, 'Contents')
    y = 108
    for title, at in words.CONTENTS:
        end = page.text(LEFT, y, title, 'T', 11)
        page.right(RIGHT, y, str(at), 'T', 11)
        page.op('q [0.6 3] 0 d 1 J')
        page.line(end + 6, y - 1, RIGHT - 18, y - 1, 0.7, 0.4)
        page.op('Q')
        y += 19
    y = heading(page, y + 20, '1.  Synopsis')
    prose(page, y, words.SYNOPSIS)


def people(book):
    page = sheet(book, '2.  Persons concerned')
    y = heading(page, 108, '2.1  Complainant')
    y = page.table(LEFT, y - 4, [118, 350], words.COMPLAINANT, size=9,
                   head=None)
    y = heading(page, y + 30, '2.2  Subject deputies')
    y = page.table(LEFT, y - 4, [118, 60, 92, 99, 99], words.DEPUTIES)
    y = heading(page, y + 30, '2.3  How the complaint was received')
    prose(page, y, words.RECEIVED)

    page = sheet(book, '3.  Witnesses and exhibits')
    y = page.table(LEFT, 98, [24, 112, 134, 84, 114], words.WITNESSES)
    y = heading(page, y + 28, '3.1  Exhibits')
    page.table(LEFT, y - 4, [34, 250, 92, 92], words.EXHIBITS)


def statements(book):
    page = sheet(book, '4.  Statement of the complainant')
    prose(page, 106, words.STATEMENT_1)
    page = sheet(book, '4.  Statement of the complainant (continued)')
    y = prose(page, 106, words.STATEMENT_2)
    y = heading(page, y + 10, '4.1  Injuries as described')
    page.table(LEFT, y - 4, [120, 248, 100], words.INJURIES)
    page = sheet(book, '5.  Statements of the subject deputies')
    y = heading(page, 106, '5.1  First subject')
    y = prose(page, y, words.DEPUTY_1)
    y = heading(page, y + 8, '5.2  Second subject')
    prose(page, y, words.DEPUTY_2)
    page = sheet(book, '6.  Dispatch record')
    page.table(LEFT, 98, [52, 58, 66, 292], words.DISPATCH, font='H')
    page = sheet(book, '7.  Body-worn camera and scene')
    y = prose(page, 106, words.CAMERA)
    sketch(page, y + 8)


def sketch(page, y):
    """The scene from above."""
    page.box(LEFT, y, RIGHT, y + 250, 0.8, 0.3)
    page.fill(LEFT + 1, y + 150, RIGHT - 1, y + 214, 0.88)
    page.op('q [14 10] 0 d')
    page.line(LEFT + 1, y + 182, RIGHT - 1, y + 182, 1.2, 1)
    page.op('Q')
    page.text(LEFT + 12, y + 206, 'Alder Street', 'HI', 9, 0.25)
    page.fill(120, y + 24, 250, y + 112, (0.93, 0.88, 0.8))
    page.box(120, y + 24, 250, y + 112, 0.8)
    page.text(130, y + 44, 'Residence', 'HB', 8.5)
    page.text(130, y + 56, '[[scene-house:No. 1184]]', 'H', 8.5)
    page.fill(300, y + 60, 380, y + 150, (0.9, 0.9, 0.9))
    page.text(308, y + 76, 'Driveway', 'H', 8, 0.2)
    for x, name in ((330, 'P-17'), (430, 'P-22')):
        page.fill(x, y + 156, x + 44, y + 174, NAVY)
        page.text(x + 10, y + 168, name, 'HB', 8, 1)
    for x, at, name in ((318, 106, 'A'), (352, 124, 'B'), (270, 96, 'C')):
        page.op('q 1 J 0.75 0.1 0.1 RG 9 w', x, page.y(y + at), 'm', x,
                page.y(y + at), 'l S Q')
        page.text(x - 2.6, y + at + 2.8, name, 'HB', 7.5, 1)
    page.text(400, y + 40, 'A  [[scene-a:Quillfeather]]', 'H', 8)
    page.text(400, y + 52, 'B  [[scene-b:Wexcombe]]', 'H', 8)
    page.text(400, y + 64, 'C  [[scene-c:Achterberg]]', 'H', 8)
    page.text(400, y + 84, 'Not to scale. Drawn on scene.', 'HI', 7.5, 0.3)


def sealed(book):
    """Three pages that are withheld whole."""
    for title, rows, text in zip(words.SEALED_TITLES, words.SEALED_TABLES,
                                 words.SEALED_TEXT):
        page = sheet(book, title)
        y = prose(page, 106, text)
        page.table(LEFT, y + 8, [96, 180, 192], rows)


def findings(book):
    page = sheet(book, '9.  Findings')
    y = page.table(LEFT, 98, [26, 196, 92, 154], words.FINDINGS)
    y = heading(page, y + 28, '9.1  Grounds')
    prose(page, y, words.GROUNDS)
    page = sheet(book, '10.  Recommendation and approval')
    y = prose(page, 106, words.RECOMMEND)
    for role, name, day in words.SIGNERS:
        y += 62
        page.line(LEFT, y, LEFT + 220, y, 0.7)
        page.line(400, y, RIGHT, y, 0.7)
        page.text(LEFT, y + 12, f'{name}, {role}', 'H', 8.5)
        page.text(400, y + 12, 'Date', 'H', 8.5)
        page.text(408, y - 5, day, 'TI', 13, NAVY)
        scrawl(page, LEFT + 16, y - 6, name)


def scrawl(page, x, y, name):
    """A signature: a loop for each letter."""
    page.op('q 1 J 1 j 1.1 w 0.1 0.15 0.45 RG', x, page.y(y), 'm')
    for char in name:
        code = ord(char)
        up, wide = 4 + code % 13, 6 + code % 7
        page.op(x + wide, page.y(y - up), x - wide / 2, page.y(y - up),
                x + wide * 0.7, page.y(y + code % 4), 'c')
        x += wide * 0.7
    page.op('S Q')


def build():
    book = layout.Book('ia/2018-114.pdf')
    cover(book)
    contents(book)
    people(book)
    statements(book)
    sealed(book)
    findings(book)
    info = ('/Title(IA 2018-114 draft Peregrinus)/Author(Lt. Hobart Vandersloot)'
            '/Creator(CaseWriter)/Producer(CaseWriter 3.1)')
    book.info = book.pdf.add(f'<<{info}>>')
    book.hidden = ['Peregrinus', 'CaseWriter']
    return book
