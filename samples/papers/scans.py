# SPDX-License-Identifier: AGPL-3.0-or-later
"""scan/: a gray JPEG scan, and bilevel scans with words under them."""
from kit import g4, jpeg, layout, scan

SIGNATURE = [(0, 0), (3, 9), (6, 12), (5, 3), (4, -3), (8, 3), (11, 6),
             (12, 2), (15, 5), (17, 1), (20, 6), (22, 2), (27, 9), (30, 13),
             (29, 4), (33, 2), (38, 6), (41, 3), (48, 5), (60, 2)]

MEMO = [
    'I was on Alder Street on the evening of Friday, March 9, walking my dog. '
    'I saw two patrol cars and two deputies at the door of the house across '
    'from mine. My neighbour, [[g-1:Mrs. Quillfeather]], stood inside the '
    'door with one hand on the frame.',
    'The taller deputy had her by the wrist. She let go of the frame, and I '
    'heard her say that she was coming. He turned her arm behind her all the '
    'same. I called out, "She is not fighting you!" I have lived here since '
    '1996 and I have never seen a thing like it.',
    'I gave my name to the other deputy, who wrote it in a notebook. I can be '
    'reached at [[g-2:(209) 555-0171]] after six, or through my sister, '
    '[[g-3:Rosalind Achterberg]], at the same number.',
]
MEMO_2 = [
    'I add to my letter that I have since found the picture which I took '
    'with my telephone. It shows the door a minute after it happened. The '
    'frame is split at the height of the latch.',
    'I would rather not have my address known to the deputies. It is '
    '[[g-4:1177 Larkmeadow Court]], and [[g-5:my daughter Isolde]] is alone '
    'there in the afternoon.',
]


def gray_page(book, seed, draw):
    """A typed sheet as a gray JPEG of 150 dpi."""
    page = book.page()
    page.textless = True
    sheet = scan.Scan(page, 450, 0.004, seed)
    draw(sheet)
    sheet.specks(90)
    pixels, wide, tall = sheet.gray(3, 243)
    for y in range(tall):
        start = y * wide
        for x, shade in enumerate((60, 40, 26, 16, 9, 4)):
            at = start + x * 2
            pixels[at] = max(0, pixels[at] - shade)
            pixels[at + 1] = max(0, pixels[at + 1] - shade + 4)
    data = jpeg.encode([pixels], wide, tall, 55, 150)
    obj = book.pdf.stream(
        f'/Type/XObject/Subtype/Image/Width {wide}/Height {tall}'
        '/BitsPerComponent 8/ColorSpace/DeviceGray/Filter/DCTDecode', data,
        False)
    page.image('Im0', obj, 0, 0, page.width, page.height)


def memo_one(sheet):
    sheet.text(338, 92, 'March 12, 2018')
    y = 136
    for line in ('[[g-6:Desmond Achterberg]]', '[[g-7:1177 Larkmeadow Court]]',
                 'Example, California'):
        sheet.text(86, y, line)
        y += 14.4
    sheet.text(86, y + 22, 'To whom it may concern:')
    y += 58
    for text in MEMO:
        y = sheet.para(86, y, text, 60, 18) + 12
    sheet.text(86, y + 20, 'Sincerely,')
    sheet.ink(90, y + 66, SIGNATURE, 2.2)
    sheet.text(86, y + 86, '[[g-8:D. Achterberg]]')


def memo_two(sheet):
    sheet.text(338, 92, 'March 20, 2018')
    y = 136
    for text in MEMO_2:
        y = sheet.para(86, y, text, 60, 18) + 12
    sheet.ink(90, y + 60, SIGNATURE, 2.2)
    sheet.line(86, y + 70, 300, y + 70)
    sheet.text(86, y + 86, 'Received: March 21, 2018  PSU')


def memo():
    book = layout.Book('scan/letter-gray.pdf')
    gray_page(book, 11, memo_one)
    gray_page(book, 12, memo_two)
    return book


CITATION = [
    [('CITATION NO.', 'E 448120'), ('DATE', '03-09-18'), ('TIME', '2217')],
    [('NAME (LAST, FIRST)', '[[b-1:QUILLFEATHER, ANSELMO]]')],
    [('ADDRESS', '[[b-2:212 GORSEFIELD ROAD, EXAMPLE]]')],
    [('DRIVER LICENSE', '[[b-3:Y0619283]]'), ('CLASS', 'C'),
     ('BIRTH DATE', '[[b-4:08-02-68]]')],
    [('VEHICLE', 'GRAY SEDAN'), ('PLATE', '[[b-5:7ZQX558]]')],
    [('VIOLATION', 'PARKED FACING TRAFFIC, V.C. 22502')],
    [('LOCATION', 'ALDER STREET, NORTH KERB')],
    [('OFFICER', 'T. WEXCOMBE'), ('BADGE', '40713')],
]
LOG = [
    ('ITEM', 'DESCRIPTION', 'FROM', 'IN', 'OUT'),
    ('1', 'CAMERA CARD, P-17', '40713', '03-10', '-'),
    ('2', 'CAMERA CARD, P-22', '41968', '03-10', '-'),
    ('3', 'WOOD CHIPS (2), DOOR', 'E-4', '03-10', '-'),
    ('4', '[[b-6:CHART MR-7730291]]', 'HOSPITAL', '04-11', '-'),
    ('5', 'PRINTS (11), DOORWAY', 'COUNSEL', '04-12', '-'),
    ('6', '[[b-7:LETTER OF ACHTERBERG]]', 'MAIL', '03-21', '-'),
    ('7', '[[b-8:VAULT KEY VERMILION]]', 'RECORDS', '03-15', '03-16'),
]


def citation_one(sheet):
    sheet.text(86, 96, 'COUNTY OF EXAMPLE', 10.8, 0.14)
    sheet.text(86, 116, 'NOTICE TO APPEAR (TRAFFIC)')
    y = 136
    for row in CITATION:
        wide, x = 440 / len(row), 80
        for label, value in row:
            sheet.line(x, y, x + wide, y)
            sheet.line(x, y, x, y + 44)
            sheet.text(x + 5, y + 12, label, 4.4, 0.1)
            sheet.text(x + 8, y + 33, value)
            x += wide
        sheet.line(520, y, 520, y + 44)
        y += 44
    sheet.line(80, y, 520, y)
    y = sheet.para(86, y + 30, 'WITHOUT ADMITTING GUILT, I PROMISE TO APPEAR '
                   'AT THE TIME AND PLACE CHECKED BELOW.', 58)
    sheet.ink(250, y + 40, SIGNATURE[::-1], -2.4)
    sheet.line(86, y + 52, 330, y + 52)
    sheet.text(86, y + 66, 'SIGNATURE', 5)


def log_two(sheet):
    sheet.text(86, 96, 'EVIDENCE LOG', 10.8, 0.14)
    sheet.text(86, 116, 'CASE R-1042')
    y, edges = 140, (76, 112, 316, 398, 462, 526)
    sheet.line(76, y, 526, y)
    for row in LOG:
        for x, cell in zip(edges, row):
            sheet.text(x + 7, y + 20, cell)
        sheet.line(76, y + 30, 526, y + 30)
        for x in edges:
            sheet.line(x, y, x, y + 30)
        y += 30
    sheet.para(86, y + 34, 'ITEM 4 IS KEPT SEALED. RELEASE NEEDS THE '
               'SIGNATURE OF THE CUSTODIAN.', 58)
    sheet.ink(330, y + 120, SIGNATURE, 2.5)


def bilevel():
    book = layout.Book('scan/citation-bilevel.pdf')
    for seed, draw in ((21, citation_one), (22, log_two)):
        page = book.page()
        sheet = scan.Scan(page, 300, -0.003, seed)
        draw(sheet)
        sheet.specks(160)
        wide, tall = sheet.bits.width, sheet.bits.height
        keys = (f'/Type/XObject/Subtype/Image/Width {wide}/Height {tall}'
                '/BitsPerComponent 1/ColorSpace/DeviceGray')
        if seed == 21:
            obj = book.pdf.stream(
                keys + f'/Filter/CCITTFaxDecode/DecodeParms<</K -1/Columns '
                f'{wide}/Rows {tall}>>', g4.encode(sheet.bits), False)
        else:
            obj = book.pdf.stream(keys + '/Decode[1 0]', sheet.bits.bytes())
        page.image('Im0', obj, 0, 0, page.width, page.height)
        sheet.ocr_layer()
    return book


def build():
    return [memo(), bilevel()]
