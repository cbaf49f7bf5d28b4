# SPDX-License-Identifier: AGPL-3.0-or-later
"""produced/COE000300-COE000311.pdf: pages that bear their numbers already.

The last one is a picture without words, so its number cannot be compared.
"""
from kit import g4, layout, scan

MANUAL = [
    ('300.1  Purpose', [
        'This chapter guides the use of force by members of the office. It '
        'does not set a standard of care beyond what the law requires.',
        'A member who sees another use force that is plainly beyond what is '
        'needed shall step in when it is safe to do so, and shall report it '
        'to a supervisor before the end of the shift.']),
    ('300.3  Holds', [
        'A hold is any grip that limits where a person can go. A hold that '
        'causes pain is force. It ends when resistance ends.',
        'The member shall say what is wanted, wait as long as safety allows '
        'for an answer, and say it again before a hold is applied.']),
    ('344.1  Reports', [
        'Each use of force is written down by the member who used it, on the '
        'same day, with the reason, the words spoken, and any injury seen or '
        'claimed. A supervisor watches the recordings before signing.',
        'Questions about this chapter go to [[m-{0}:{1}]].']),
]
CONTACTS = ['Lt. Erasmus Holloway, ext. 4471', 'Sgt. Philomena Dray, ext. '
            '4482', 'Cpl. Thelonius Marsh, ext. 4490']
GIVEN = ('Adela Bertram Cosima Dorian Elspeth Florian Gwendolyn Horatio '
         'Isaura Jocasta Kermit Leocadia').split()
FAMILY = ('Abernethy Blackstock Cruikshank Dalrymple Etheridge Fennimore '
          'Gillingham Huddlestone Ingersoll Jellicoe Kirkbride Loxley').split()
COURSES = ['Arrest and control', 'Report writing', 'Crisis intervention',
           'Contacts at the door']


def stamp(page, nth):
    number = f'COE{300 + nth:06d}'
    page.right(594, 774, number, 'HB', 10)
    page.text(18, 774, 'CONFIDENTIAL', 'H', 8)
    page.note(number, 530, 763, 597, 778)


def manual(book, nth):
    page = book.page()
    page.text(90, 62, 'COUNTY OF EXAMPLE SHERIFF\u2019S OFFICE', 'TB', 10)
    page.right(522, 62, 'Policy Manual', 'TI', 10)
    page.line(90, 68, 522, 68, 1)
    y = 104
    for title, texts in MANUAL:
        page.text(90, y, title, 'TB', 12)
        y += 20
        for text in texts:
            text = text.replace('{0}', str(nth)).replace('{1}',
                                                         CONTACTS[nth])
            y = page.para(90, y, text, 432, 'T', 11.5, 15.5, True) + 6
        y += 10
    page.center(306, 720, f'Chapter 300, part {nth + 1}', 'TI', 9)
    return page


def sign_in(book, nth):
    page = book.page()
    noise = scan.Noise(300 + nth)
    page.text(72, 70, 'TRAINING SIGN-IN SHEET', 'HB', 14)
    page.text(72, 90, f'{COURSES[nth]}, {3 + nth}/1{nth}/2017', 'H', 10.5)
    rows = [['No.', 'Name', 'Badge', 'Cell telephone', 'Score']]
    for at in range(12):
        name = f'{GIVEN[(at * 5 + nth) % 12]} {FAMILY[(at + nth * 3) % 12]}'
        phone = f'(209) 555-01{10 + noise.below(90)}'
        key = f't{nth}-{at}'
        if at == 4:
            name, phone = f'[[{key}:{name}]]', f'[[{key}p:{phone}]]'
        rows.append([str(at + 1), name, str(40000 + noise.below(2000)),
                     phone, str(70 + noise.below(30))])
    y = page.table(72, 108, [36, 180, 70, 112, 70], rows, size=9.5, pad=5)
    page.text(72, y + 26, 'Instructor: Sgt. Philippa Dunstan-Gray', 'H', 10)
    return page


def statistics(book, nth):
    page = book.page()
    noise = scan.Noise(700 + nth)
    page.text(72, 70, f'Calls by beat, quarter {nth + 1} of 2017', 'HB', 14)
    page.line(96, 420, 516, 420, 1)
    page.line(96, 420, 96, 120, 1)
    for beat in range(12):
        tall = 40 + noise.below(220)
        x = 108 + beat * 34
        page.fill(x, 420 - tall, x + 22, 420, (0.25, 0.42, 0.62))
        page.center(x + 11, 432, str(beat + 1), 'H', 8)
        page.center(x + 11, 415 - tall, str(tall), 'H', 7.5, 0.2)
    page.text(96, 452, 'Beat', 'H', 9)
    page.para(72, 486, f'Prepared by analyst [[a-{nth}:Saskia Vantongeren'
              ']] from the dispatch system. Calls that were cancelled before '
              'a unit arrived are not counted.', 468, 'T', 11, 15)
    return page


def picture(book):
    """A sheet of 200 dpi, number and all."""
    page = book.page()
    page.textless = True
    sheet = scan.Scan(page, 200, 0.002, 77)
    sheet.text(86, 110, 'RECEIPT FOR PROPERTY', 10.8, 0.14)
    y = sheet.para(86, 160, 'RECEIVED FROM THE EVIDENCE ROOM: ONE CAMERA '
                   'CARD, MARKED P-17, IN A SEALED ENVELOPE.', 56)
    sheet.text(86, y + 30, 'SIGNED FOR BY [[x-1:M. QUILLFEATHER]]')
    sheet.text(86, y + 60, 'DATE 10-02-18')
    sheet.text(486, 772, 'COE000311')
    sheet.specks(60)
    wide, tall = sheet.bits.width, sheet.bits.height
    obj = book.pdf.stream(
        f'/Type/XObject/Subtype/Image/Width {wide}/Height {tall}'
        '/BitsPerComponent 1/ColorSpace/DeviceGray/Filter/CCITTFaxDecode'
        f'/DecodeParms<</K -1/Columns {wide}/Rows {tall}>>',
        g4.encode(sheet.bits), False)
    page.image('Im0', obj, 0, 0, page.width, page.height)


def build():
    book = layout.Book('produced/COE000300-COE000311.pdf')
    pages = [manual(book, nth) for nth in range(3)]
    pages += [sign_in(book, nth) for nth in range(4)]
    pages += [statistics(book, nth) for nth in range(4)]
    for nth, page in enumerate(pages):
        stamp(page, nth)
    picture(book)
    return book
