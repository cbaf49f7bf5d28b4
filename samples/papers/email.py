# SPDX-License-Identifier: AGPL-3.0-or-later
"""email/2018-03-thread.pdf: e-mails printed from a mail program.

What hides beside the pages: links, bookmarks, a file attached, XMP, a layer
that is off, white words, words outside the page.
"""
from kit import layout, pdfout

MAILS = [
    [('From', 'Pettibone, Leonora <lpettibone@so.example.gov>'),
     ('To', 'Records Division <records@so.example.gov>'),
     ('Cc', '[[m-cc:Stroudley, Beatrix <bstroudley@so.example.gov>]]'),
     ('Sent', 'Thursday, March 15, 2018 8:12 AM'),
     ('Subject', 'R-1042 and recordings')],
    ['Good morning,',
     'Please send me report R-1042 with every supplement, and hold both '
     'recordings from the evening of March 9. I need the versions as they '
     'stand today, not the corrected ones.',
     'The complainant\u2019s counsel has already asked. [[m-1:Mr. Gascoyne '
     'Thistlewood called my cell, (209) 555-0134, twice]] before breakfast.',
     'Thanks,', 'Leonora'],
    [('From', 'Records Division <records@so.example.gov>'),
     ('To', 'Pettibone, Leonora <lpettibone@so.example.gov>'),
     ('Sent', 'Thursday, March 15, 2018 10:47 AM'),
     ('Subject', 'RE: R-1042 and recordings')],
    ['Sergeant,',
     'The report is attached, with the supplement of March 10. There is a '
     'draft that was never approved; do you want it too? It names a '
     'juvenile, [[m-2:Teodoro Quillfeather]], and I would rather not mail it.',
     'The recordings are on hold under [[m-3:vault key HX-29-VERMILION]].',
     'Records'],
    [('From', 'Pettibone, Leonora <lpettibone@so.example.gov>'),
     ('To', '[[m-4:Ashgrove, Winifred <washgrove@so.example.gov>]]'),
     ('Bcc', '[[m-5:County Counsel <tmarchbanks@counsel.example.gov>]]'),
     ('Sent', 'Friday, March 16, 2018 5:55 PM'),
     ('Subject', 'FW: R-1042 and recordings')],
    ['Captain,',
     'See below. [[m-6:Counsel\u2019s advice was to settle before the '
     'deposition for no more than $85,000]], and I pass that on without '
     'comment.',
     'The schedule for the interviews is on the next page. Nobody has '
     'objected so far.', 'L. P.'],
]
DAYS = [['Date', 'Time', 'Who', 'Room'],
        ['March 22', '09:00', '[[m-7:Ploverton]]', 'B-2'],
        ['March 22', '11:00', '[[m-8:Achterberg]]', 'B-2'],
        ['March 27', '14:00', 'complainant, with counsel', 'offsite'],
        ['April 3', '10:30', '[[m-9:Tannenwald]]', 'B-4'],
        ['May 2', '09:00', 'first subject', 'B-2'],
        ['May 3', '09:00', 'second subject', 'B-2']]
FOOT = ('This message is meant for its addressee. If you are not, delete it '
        'and tell the sender.')


def mail(page, y, fields, body):
    for name, value in fields:
        page.text(72, y, name + ':', 'HB', 9.5)
        y = page.para(130, y, value, 410, 'H', 9.5, 13)
    page.line(72, y, 540, y, 0.8, 0.5)
    y += 20
    for text in body:
        y = page.para(72, y, text, 460, 'H', 10, 13.5) + 7
    return y


def head(page, nth):
    page.text(54, 34, 'R-1042 and recordings', 'H', 8, 0.35)
    page.right(558, 34, f'Page {nth} of 3', 'H', 8, 0.35)


def hide(book, page):
    """Words that no page shows."""
    pdf = book.pdf
    layer = pdf.add('<</Type/OCG/Name(Draftwork)>>')
    page.properties = f'/Properties<</L {layer} 0 R>>'
    page.op('/OC /L BDC')
    page.ops.append('BT /H 12 Tf 0.8 0 0 rg 1 0 0 1 72 120 Tm (draft: '
                    'Bellwether settles) Tj ET')
    page.op('EMC')
    page.ops.append('BT /H 10 Tf 1 g 1 0 0 1 72 100 Tm (white: '
                    'Nightjar) Tj ET')
    page.ops.append('BT /H 10 Tf 0 g 1 0 0 1 700 300 Tm (outside: '
                    'Sandpiper) Tj ET')
    page.fonts.add('H')
    file = pdf.stream('/Type/EmbeddedFile', b'Turnstone is the informant.\n')
    spec = pdf.add('<</Type/Filespec/F(Godwit.txt)/UF(Godwit.txt)/EF<</F '
                   f'{file} 0 R>>>>')
    outline, item = pdf.reserve(), pdf.reserve()
    pdf.set(outline, f'<</Type/Outlines/First {item} 0 R/Last {item} 0 R'
            '/Count 1>>')
    pdf.set(item, f'<</Title(Advice of Lapwing)/Parent {outline} 0 R>>')
    xmp = pdf.stream('/Type/Metadata/Subtype/XML', (
        b'<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta '
        b'xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/'
        b'1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" '
        b'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator><rdf:Seq>'
        b'<rdf:li>Dunlinworth</rdf:li></rdf:Seq></dc:creator>'
        b'</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>'),
        False)
    book.catalog = (
        f'/Outlines {outline} 0 R/Metadata {xmp} 0 R/Names<</EmbeddedFiles'
        f'<</Names[(a) {spec} 0 R]>>>>/OCProperties<</OCGs[{layer} 0 R]/D'
        f'<</OFF[{layer} 0 R]>>>>')
    book.info = pdf.add(f'<</Author{pdfout.string("Whimbrelson")}>>')
    book.hidden = ['Draftwork', 'Bellwether', 'Nightjar', 'Sandpiper',
                   'Turnstone', 'Godwit', 'Lapwing', 'Dunlinworth',
                   'Whimbrelson', 'Ptarmigan']


def build():
    book = layout.Book('email/2018-03-thread.pdf', packed=True)
    one = book.page()
    head(one, 1)
    y = mail(one, 64, MAILS[0], MAILS[1])
    one.para(72, y + 16, FOOT, 460, 'HI', 8, 11, color=0.4)
    two = book.page()
    head(two, 2)
    y = mail(two, 64, MAILS[2], MAILS[3])
    one.entries += ('/Annots[<</Type/Annot/Subtype/Link/Border[0 0 0]/Rect['
                    '130 700 400 716]/A<</S/URI/URI(mailto:ptarmigan@'
                    'Ptarmigan.example)>>>>]')
    two.para(72, y + 16, FOOT, 460, 'HI', 8, 11, color=0.4)
    three = book.page()
    head(three, 3)
    y = mail(three, 64, MAILS[4], MAILS[5])
    three.table(72, y + 10, [90, 70, 200, 70], DAYS, size=9)
    hide(book, two)
    return book
