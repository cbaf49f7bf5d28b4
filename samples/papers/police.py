# SPDX-License-Identifier: AGPL-3.0-or-later
"""police/r-1042.pdf: a crime report, a form with fields on two pages.

The fields of page 1 bring their appearance, those of page 2 do not.
"""
from kit import layout, metrics, pdfout

LEFT, TOP = 40, 96
BLUE = (0.05, 0.1, 0.45)

# Rows of (label, value, share of the width).
FIRST = [
    [('Case number', 'R-1042', 2), ('Incident', '18-0309-2140', 2),
     ('Date and time', '03/09/2018  21:40', 3), ('Beat', '7', 1)],
    [('Location', 'Alder Street at Larkmeadow Court, Example', 5),
     ('Code', '415 PC, disturbance', 3)],
    [('Victim: last, first', '[[v-name:Quillfeather, Marisol]]', 4),
     ('Sex', 'F', 1), ('Date of birth', '[[v-dob:04/17/1971]]', 2)],
    [('Residence', '[[v-addr:1184 Larkmeadow Court 6B]]', 5),
     ('Telephone', '[[v-tel:209-555-0142]]', 3)],
    [('Employer', '[[v-work:Hollowmere Bindery]]', 4),
     ('Driver license', '[[v-dl:X0417726]]', 3)],
    [('Reporting person', '[[p-name:Ploverton, Henrietta]]', 4),
     ('Telephone', '[[p-tel:209-555-0150]]', 3)],
    [('Property', 'none', 3), ('Evidence', 'two recordings', 3),
     ('Photographs', 'no', 2)],
    [('Reporting deputy', 'T. Wexcombe', 4), ('Badge', '40713', 2),
     ('Approved by', 'Sgt. R. Oldacre', 3)],
]
SECOND = [
    [('Case number', 'R-1042', 2), ('Supplement by', 'I. Carrowmore', 3),
     ('Badge', '41968', 2)],
    [('Second person: last, first', '[[q-name:Quillfeather, Anselmo]]', 4),
     ('Date of birth', '[[q-dob:08/02/1968]]', 2)],
    [('Residence', '[[q-addr:212 Gorsefield Road]]', 5),
     ('Telephone', '[[q-tel:209-555-0196]]', 3)],
    [('Vehicle', '[[q-car:gray sedan 7ZQX558]]', 4), ('Seen', 'kerb', 2)],
]
BOXES = [('Domestic relation', True), ('Weapon', False),
         ('Alcohol', False), ('Injury visible', True),
         ('Medical aid called', True), ('Recorded', True)]
NARRATIVE = [
    'On the above date and time I was sent to a call of a loud argument. On '
    'arrival I met the resident at the front door. I asked her to step '
    'outside so that we could talk. She was upset and did not wish to come '
    'out. I guided her by the arm to the porch, where she sat down. [[n-1:Her '
    'son Teodoro]] was in the hall.',
    'I spoke with her brother, who said that the argument was about the cost '
    'of care for [[n-2:their mother at Saint Brannoc Residence]]. He had not '
    'touched her and she had not touched him. Both said that they wanted no '
    'further action.',
    'Engine 4 looked at a scrape on her hand. She declined transport. I gave '
    'both a card with the number of this report and cleared.',
    'Supplement. I stood to the left of the door. I have nothing to add to '
    'the above. The neighbour across the street, [[n-3:Mr. Achterberg]], '
    'called out while we were at the door; he did not want to be contacted.',
]


def head(page, title):
    page.fill(LEFT, 36, 572, 66, 0.15)
    page.text(LEFT + 10, 56, 'CRIME REPORT', 'HB', 15, 1)
    page.right(562, 55, title, 'H', 10, 1)
    page.text(LEFT, 82, 'County of Example Sheriff\u2019s Office', 'H', 8.5,
              0.25)
    page.right(572, 82, 'Form SO-12 (rev. 7/15)', 'H', 8.5, 0.25)


def appearance(pdf, font, wide, tall, text):
    body = (f'/Tx BMC q BT /Helv 11 Tf 0.05 0.1 0.45 rg 3 '
            f'{pdfout.number(tall / 2 - 4)} Td {pdfout.string(text)} Tj '
            'ET Q EMC')
    return pdf.stream(
        f'/Type/XObject/Subtype/Form/BBox[0 0 {pdfout.number(wide)} '
        f'{pdfout.number(tall)}]/Resources<</Font<</Helv {font} 0 R>>>>',
        body.encode('cp1252'))


def field(book, page, font, name, text, x, y, wide, tall, with_look):
    """A text field; its words and marks are the page's."""
    at = x + 3
    for part, key in layout.split_marks(text):
        used = metrics.width(part, 'H', 11)
        if key:
            page.note(key, at - 1, y + 2, at + used + 3, y + tall - 1)
        page.place(part, at, y + tall / 2 + 4, 'H', 11)
        at += used
    value = layout.plain(text)
    look = ''
    if with_look:
        obj = appearance(book.pdf, font, wide, tall, value)
        look = f'/AP<</N {obj} 0 R>>'
    return book.pdf.add(
        f'<</Type/Annot/Subtype/Widget/FT/Tx/F 4/T{pdfout.string(name)}'
        f'/V{pdfout.string(value)}/DA(0.05 0.1 0.45 rg /Helv 11 Tf)'
        f'/Rect[{pdfout.number(x)} {pdfout.number(page.y(y + tall))} '
        f'{pdfout.number(x + wide)} {pdfout.number(page.y(y))}]{look}>>')


def grid(book, page, font, rows, y, prefix, with_look):
    out = []
    for nth, row in enumerate(rows):
        unit, x = 532 / sum(share for _, _, share in row), LEFT
        for at, (label, value, share) in enumerate(row):
            wide = unit * share
            page.box(x, y, x + wide, y + 32, 0.7)
            page.text(x + 4, y + 9, label, 'H', 6.5, 0.3)
            out.append(field(book, page, font, f'{prefix}{nth}.{at}', value,
                             x + 2, y + 11, wide - 4, 19, with_look))
            x += wide
        y += 32
    return out, y


def check_boxes(book, page, y):
    pdf, out = book.pdf, []
    on = pdf.stream('/Type/XObject/Subtype/Form/BBox[0 0 11 11]',
                    b'1.4 w 2 2 m 9 9 l 2 9 m 9 2 l S')
    off = pdf.stream('/Type/XObject/Subtype/Form/BBox[0 0 11 11]', b'')
    for nth, (label, checked) in enumerate(BOXES):
        x, at = LEFT + 10 + nth % 3 * 178, y + nth // 3 * 22
        page.box(x, at, x + 11, at + 11, 0.8)
        page.text(x + 17, at + 9, label, 'H', 9.5)
        state = 'Yes' if checked else 'Off'
        out.append(pdf.add(
            f'<</Type/Annot/Subtype/Widget/FT/Btn/F 4/T(box{nth})/V/{state}'
            f'/AS/{state}/AP<</N<</Yes {on} 0 R/Off {off} 0 R>>>>/Rect['
            f'{x} {page.y(at + 11)} {x + 11} {page.y(at)}]>>'))
    return out


def remarks(book, page, mark):
    """A highlight with a comment, and a stamp."""
    pdf = book.pdf
    look = pdf.stream('/Type/XObject/Subtype/Form/BBox[0 0 150 44]'
                      f'/Resources<</Font<</HB {book.font("HB")} 0 R>>>>',
                      b'0.7 0.1 0.1 RG 0.7 0.1 0.1 rg 2 w 2 2 146 40 re S '
                      b'BT /HB 20 Tf 17 15 Td (APPROVED) Tj ET')
    stamp = pdf.add('<</Type/Annot/Subtype/Stamp/F 4/Contents(stamped by '
                    f'Oldbuckle)/Rect[400 120 550 164]/AP<</N {look} 0 R>>>>')
    x0, y0, x1, y1 = mark
    high = pdf.stream('/Type/XObject/Subtype/Form/BBox[0 0 100 10]'
                      '/Resources<</ExtGState<</G<</BM/Multiply>>>>>>',
                      b'/G gs 1 0.93 0.3 rg 0 0 100 10 re f')
    note = pdf.add(
        '<</Type/Annot/Subtype/Highlight/F 4/C[1 .93 .3]/T(Crestfallow)'
        '/Contents(ask Crestfallow whether this is the uncle)'
        f'/QuadPoints[{x0} {page.y(y0)} {x1} {page.y(y0)} {x0} {page.y(y1)} '
        f'{x1} {page.y(y1)}]/Rect[{x0} {page.y(y1)} {x1} {page.y(y0)}]'
        f'/AP<</N {high} 0 R>>>>')
    return [stamp, note]


def build():
    book = layout.Book('police/r-1042.pdf')
    pdf = book.pdf
    font = book.font('H')
    one = book.page()
    head(one, 'Face page')
    first, y = grid(book, one, font, FIRST, TOP, 'f', True)
    first += check_boxes(book, one, y + 18)
    one.text(LEFT, y + 84, 'Synopsis', 'HB', 10)
    one.para(LEFT, y + 100, 'Loud argument between adult siblings. Both parties '
             'separated without arrest. See narrative.', 532, 'T', 11)
    two = book.page()
    head(two, 'Supplement')
    second, y = grid(book, two, font, SECOND, TOP, 's', False)
    two.text(LEFT, y + 30, 'Statements were recorded: see digital evidence '
             'log.', 'T', 11)
    three = book.page()
    head(three, 'Narrative')
    y = 112
    for text in NARRATIVE:
        y = three.para(LEFT, y, text, 532, 'C', 10, 14) + 8
    third = remarks(book, three, (LEFT, y - 45, LEFT + 120, y - 33))
    for page, annots in ((one, first), (two, second), (three, third)):
        page.entries += '/Annots[' + ' '.join(
            f'{num} 0 R' for num in annots) + ']'
    dingbats = pdf.add('<</Type/Font/Subtype/Type1/BaseFont/ZapfDingbats>>')
    fields = ' '.join(f'{num} 0 R' for num in first + second)
    book.catalog = (f'/AcroForm<</Fields[{fields}]/NeedAppearances true'
                    f'/DA(/Helv 0 Tf 0 g)/DR<</Font<</Helv {font} 0 R'
                    f'/ZaDb {dingbats} 0 R>>>>>>')
    book.hidden = ['Crestfallow', 'Oldbuckle']
    return book
