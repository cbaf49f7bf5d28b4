# SPDX-License-Identifier: AGPL-3.0-or-later
"""What lies beside the pages: revisions, leftovers, metadata, attachments."""
import struct
import zlib

import pdf
from case import LEFT, SIZE, TOP, kind

BESIDE = {'where': False, 'shown': None}
FILE = {**BESIDE, 'owner': 'FILE', 'worst': 'warning'}
OBJECTS = {**BESIDE, 'owner': 'OBJECTS'}


def covered(c):
    """A page with a bar over the word; in the twin the word is gone."""
    c.page(c.body() + c.bar() if c.bad else c.body('rest') + c.bar(pad=9))


def said(c):
    """What stands elsewhere: the word, or what anybody may read."""
    return c.secret if c.bad else 'Motion to compel'


def again(name, what, **more):
    return kind(name, what, 'repeated-text', **{**OBJECTS, **more})


@kind('old-revision', 'a name taken out by an update, and still there before',
      'earlier-revision', **{**FILE, 'where': True})
def old_revision(c):
    content = c.pdf.reserve()
    c.pdf.put(content, pdf.stream(c.body()))
    c.pdf.page('/MediaBox[0 0 612 792]/Contents '
               f'{content} 0 R/Resources<</Font<</F1 {c.font}>>>>')
    first = c.pdf.bytes()
    if not c.bad:
        return first
    new = {content: pdf.stream(c.body('rest'))}
    return pdf.write(first, new, '', pdf.table_of(first))


@kind('bar-by-update', 'a bar that came by an update, on a page redrawn',
      'earlier-revision', **{**FILE, 'where': True})
def bar_by_update(c):
    content = c.pdf.reserve()
    c.pdf.put(content, pdf.stream(c.body()))
    c.pdf.page('/MediaBox[0 0 612 792]/Contents '
               f'{content} 0 R/Resources<</Font<</F1 {c.font}>>>>')
    new = {content: pdf.stream(c.body('rest') + c.bar(pad=9))}
    if not c.bad:
        c.pdf.put(content, new[content])
        return c.pdf.bytes()
    first = c.pdf.bytes()
    return pdf.write(first, new, '', pdf.table_of(first))


@kind('page-taken-out', 'a page that an update took out of the tree',
      'earlier-revision orphan', **FILE)
def page_taken_out(c):
    c.page(c.body('rest'))
    if c.bad:
        c.page(c.body('none') + c.word())
    first = c.pdf.bytes()
    if not c.bad:
        return first
    tree = f'<</Type/Pages/Kids[{c.pdf.pages[0]}]/Count 1>>'
    return pdf.write(first, {2: tree}, '', pdf.table_of(first))


@kind('after-the-end', 'text behind the end of the file', 'bytes-outside',
      **FILE)
def after_the_end(c):
    c.page(c.body('rest'))
    more = f'<note>{c.secret} signed it</note>\n' * 3 if c.bad else '\r\n\0\0'
    return c.pdf.bytes() + more.encode()


@kind('file-behind-the-file', 'another file that hangs behind this one',
      'bytes-outside', **FILE)
def file_behind(c):
    c.page(c.body('rest'))
    zipped = b'PK\x03\x04' + zlib.compress(c.secret.encode() * 40) * 4
    return c.pdf.bytes() + (zipped if c.bad else b'\n')


@kind('before-the-start', 'a mail that stands before the file starts',
      'bytes-outside', **FILE)
def before_the_start(c):
    c.page(c.body('rest'))
    mail = f'From: {c.secret}@example.org\r\nSubject: draft\r\n\r\n'
    return (mail.encode() if c.bad else b'') + c.pdf.bytes()


@kind('orphan-content', 'an old content stream that no page has',
      'orphan', **FILE)
def orphan_content(c):
    c.page(c.body('rest'))
    if c.bad:
        c.pdf.stream(c.body())


@kind('unlisted-object', 'an old object that the table passes by',
      'bytes-outside orphan', **FILE)
def unlisted(c):
    number = c.pdf.reserve()
    old = pdf.stream(c.body())
    c.pdf.put(number, pdf.stream(c.body('rest')))
    c.pdf.page(f'/MediaBox[0 0 612 792]/Contents {number} 0 R'
               f'/Resources<</Font<</F1 {c.font}>>>>')
    start = pdf.HEAD
    if c.bad:
        start += b'%d 0 obj\n' % number + old + b'\nendobj\n'
    return pdf.write(start, c.pdf.finished(), '')


@again('title', 'a title that names whom the page covers')
def title(c):
    covered(c)
    info = c.pdf.add(f'<</Title({said(c)})/Producer(Word)>>')
    c.pdf.trailer = f'/Info {info}'


@again('subject-in-utf-16', 'the same in the subject, in UTF-16')
def subject(c):
    covered(c)
    info = c.pdf.add(f'<</Subject{pdf.utf16("re " + said(c))}>>')
    c.pdf.trailer = f'/Info {info}'


@again('xmp', 'XMP that names whom the page covers')
def xmp(c):
    covered(c)
    packet = ('<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta '
              'xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/'
              '1999/02/22-rdf-syntax-ns#"><rdf:Description xmlns:dc="http://'
              'purl.org/dc/elements/1.1/"><dc:title><rdf:Alt><rdf:li>'
              f'{said(c)}</rdf:li></rdf:Alt></dc:title></rdf:Description>'
              '</rdf:RDF></x:xmpmeta><?xpacket end="w"?>')
    meta = c.pdf.stream(packet, '/Type/Metadata/Subtype/XML')
    c.pdf.catalog = f'/Metadata {meta}'


@again('bookmark', 'a bookmark that names whom the page covers')
def bookmark(c):
    covered(c)
    outlines, item = c.pdf.reserve(), c.pdf.reserve()
    c.pdf.put(item, f'<</Title({said(c)})/Parent {outlines} 0 R/Dest'
              f'[{c.pdf.pages[0]}/Fit]>>')
    c.pdf.put(outlines, f'<</Type/Outlines/First {item} 0 R/Last {item} 0 R'
              '/Count 1>>')
    c.pdf.catalog = f'/Outlines {outlines} 0 R'


@again('destination', 'a destination called after whom the page covers')
def destination(c):
    covered(c)
    c.pdf.catalog = (f'/Names<</Dests<</Names[({said(c)})[{c.pdf.pages[0]}'
                     '/Fit]]>>>>')


@again('page-label', 'a page label that names whom the page covers')
def page_label(c):
    covered(c)
    c.pdf.catalog = f'/PageLabels<</Nums[0<</P({said(c)} )/S/D>>]>>'


@again('layer-name', 'a layer called after whom the page covers')
def layer_name(c):
    covered(c)
    layer = c.pdf.add(f'<</Type/OCG/Name({said(c)})>>')
    c.pdf.catalog = f'/OCProperties<</OCGs[{layer}]/D<</ON[{layer}]>>>>'


@again('structure-alt', 'a description for the blind that says the name')
def structure_alt(c):
    covered(c)
    root, part = c.pdf.reserve(), c.pdf.reserve()
    c.pdf.put(part, f'<</Type/StructElem/S/Figure/P {root} 0 R/Alt'
              f'({said(c)})/Pg {c.pdf.pages[0]}>>')
    c.pdf.put(root, f'<</Type/StructTreeRoot/K {part} 0 R>>')
    c.pdf.catalog = f'/StructTreeRoot {root} 0 R/MarkInfo<</Marked true>>'


@again('word-index', 'a word index of a program that made the file')
def word_index(c):
    covered(c)
    words = c.pdf.stream(f'agreement\n{said(c)}\nwitness\n', deflate=True)
    c.pdf.catalog = ('/PieceInfo<</WordIndex<</LastModified(D:20260101000000Z)'
                     f'/Private {words}>>>>') if c.bad else ''


@kind('piece-info', 'private data of the program that made the file',
      'private-data', **{**OBJECTS, 'worst': 'notice'})
def piece_info(c):
    c.page(c.body('rest'))
    data = c.pdf.stream(c.body(), deflate=True) if c.bad else None
    if c.bad:
        c.pdf.catalog = ('/PieceInfo<</Illustrator<</LastModified'
                         f'(D:20260101000000Z)/Private {data}>>>>')


@kind('thumbnail', 'a small picture of the page before it was redacted',
      'thumbnail', **{**OBJECTS, 'worst': 'notice'})
def thumbnail(c):
    thumb = c.image(60, 80, bytes(255 if (x + y) % 7 else 0 for y in range(80)
                                  for x in range(60)))
    c.page(c.body('rest'), entries=f'/Thumb {thumb}' if c.bad else '')
    if not c.bad:
        c.pdf.put(int(thumb.split()[0]), 'null')


@kind('attachment', 'a draft attached to the file', 'attachment',
      **{**OBJECTS, 'worst': 'warning'})
def attachment(c):
    c.page(c.body('rest'))
    if c.bad:
        data = c.pdf.stream(f'draft of {c.secret}', '/Type/EmbeddedFile')
        spec = c.pdf.add(f'<</Type/Filespec/F(draft.txt)/EF<</F {data}>>>>')
        c.pdf.catalog = f'/Names<</EmbeddedFiles<</Names[(a){spec}]>>>>'


@again('attachment-repeats', 'an attached text that says the covered name')
def attachment_repeats(c):
    covered(c)
    if c.bad:
        data = c.pdf.stream(f'draft of {c.secret}', '/Type/EmbeddedFile',
                            deflate=True)
        spec = c.pdf.add(f'<</Type/Filespec/F(draft.txt)/EF<</F {data}>>>>')
        c.pdf.catalog = f'/Names<</EmbeddedFiles<</Names[(a){spec}]>>>>'


@kind('javascript', 'a script that runs when the file is opened',
      'script', **{**OBJECTS, 'worst': 'warning'})
def javascript(c):
    c.page(c.body('rest'))
    if c.bad:
        c.pdf.catalog = '/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>'
    else:
        c.pdf.catalog = f'/OpenAction[{c.pdf.pages[0]}/Fit]'


@kind('launch', 'a button that starts a program', 'action script',
      **{**OBJECTS, 'worst': 'warning'})
def launch(c):
    note = c.aside('Link', '/A<</S/Launch/F(cmd.exe)>>' if c.bad else
                   '/Border[0 0 0]/Dest/top')
    c.page(c.body('rest'), entries=f'/Annots[{note}]')
    c.pdf.catalog = f'/Dests<</top[{c.pdf.pages[0]}/Fit]>>'


@again('link', 'a link whose address says the covered name', owner='OBJECTS')
def link(c):
    note = c.aside('Link', '/Border[0 0 0]/A<</S/URI/URI(https://example.org/'
                   f'{said(c).replace(" ", "-")})>>')
    c.page(c.body() + c.bar() if c.bad else c.body('rest') + c.bar(pad=9),
           entries=f'/Annots[{note}]')


@kind('link-out', 'a link that leads out of the file', 'link',
      **{**OBJECTS, 'worst': 'notice'})
def link_out(c):
    note = c.aside('Link', '/Border[0 0 0]/A<</S/URI/URI(https://example.org/'
                   'share?u=17)>>' if c.bad else
                   '/Border[0 0 0]/Dest/top')
    c.page(c.body('rest'), entries=f'/Annots[{note}]')
    c.pdf.catalog = f'/Dests<</top[{c.pdf.pages[0]}/Fit]>>'


@kind('xfa', 'an XFA form with values of its own', 'form-data repeated-text '
      'active-content', **{**OBJECTS, 'worst': 'warning'})
def xfa(c):
    c.page(c.body('rest'))
    if c.bad:
        data = c.pdf.stream('<xdp:xdp xmlns:xdp="http://ns.adobe.com/xdp/">'
                            f'<xfa:data><name>{c.secret}</name></xfa:data>'
                            '</xdp:xdp>')
        c.pdf.catalog = f'/AcroForm<</Fields[]/XFA {data}>>'


@kind('actual-text', 'text for copying that is not what is shown',
      'alternate-text invisible-text repeated-text',
      **{**OBJECTS, 'worst': 'warning'})
def actual_text(c):
    text = c.secret if c.bad else 'XXXXX'
    c.page(c.body('rest') + f'/Span<</ActualText({text})>>BDC\n'
           + c.text('XXXXX', c.x, c.y) + 'EMC\n')


def exif(gps):
    """A JPEG of 8 x 8 gray pixels with an EXIF block, or none."""
    one = bytes.fromhex(
        'ffdb004300' + '10' * 64 + 'ffc0000b080008000801011100'
        'ffc4001f0000010501010101010100000000000000000102030405060708090a0b'
        'ffc400b5100002010303020403050504040000017d01020300041105122131410613'
        '516107227114328191a1082342b1c11552d1f02433627282090a161718191a252627'
        '28292a3435363738393a434445464748494a535455565758595a636465666768696a'
        '737475767778797a838485868788898a92939495969798999aa2a3a4a5a6a7a8a9aa'
        'b2b3b4b5b6b7b8b9bac2c3c4c5c6c7c8c9cad2d3d4d5d6d7d8d9dae1e2e3e4e5e6e7'
        'e8e9eaf1f2f3f4f5f6f7f8f9faffda0008010100003f00d2cfffd9')
    if not gps:
        return b'\xff\xd8' + one
    ifd = struct.pack('>2sHIH', b'MM', 42, 8, 1)
    ifd += struct.pack('>HHII', 0x8825, 4, 1, 26) + b'\0' * 4
    ifd += struct.pack('>H', 2) + struct.pack('>HHI4s', 1, 2, 2, b'N\0\0\0')
    ifd += struct.pack('>HHII', 2, 5, 3, 56) + b'\0' * 4
    ifd += struct.pack('>6I', 38, 1, 34, 1, 56, 1)
    block = b'Exif\0\0' + ifd
    return (b'\xff\xd8\xff\xe1' + struct.pack('>H', len(block) + 2) + block
            + one)


@kind('exif-gps', 'a photograph that says where it was taken',
      'image-metadata', **{**OBJECTS, 'worst': 'warning'})
def exif_gps(c):
    image = c.image(8, 8, exif(c.bad), '/Filter/DCTDecode')
    c.page(c.body('rest') + c.place('I', '72 300 80 80'),
           f'/XObject<</I {image}>>')


@kind('alternate-image', 'a picture with a second version of itself',
      'image-alternate', **{**OBJECTS, 'worst': 'warning'})
def alternate(c):
    other = c.image(4, 4, bytes(range(16)))
    entries = (f'/Alternates[<</Image {other}/DefaultForPrinting true>>]'
               if c.bad else '')
    image = c.image(4, 4, bytes(range(16)), entries)
    if not c.bad:
        c.pdf.put(int(other.split()[0]), 'null')
    c.page(c.body('rest') + c.place('I', '72 300 80 80'),
           f'/XObject<</I {image}>>')


def layered(c, how, words='hidden-layer'):
    layer = c.pdf.add(f'<</Type/OCG/Name(Notes){how}>>')
    c.page(c.body('rest') + '/OC/L BDC\n' + c.word() + 'EMC\n',
           f'/Properties<</L {layer}>>')
    return layer


LAYER = {'owner': 'OBJECTS', 'worst': 'warning', 'shown': None}


@kind('layer-off', 'a name on a layer that is off', 'hidden-layer', **LAYER)
def layer_off(c):
    layer = layered(c, '')
    state = 'OFF' if c.bad else 'ON'
    c.pdf.catalog = f'/OCProperties<</OCGs[{layer}]/D<</{state}[{layer}]>>>>'


@kind('layer-printed', 'a name on a layer that is printed and not shown',
      'hidden-layer', **LAYER)
def layer_printed(c):
    how = '/Usage<</View<</ViewState/OFF>>/Print<</PrintState/ON>>>>'
    layer = layered(c, how if c.bad else '')
    use = (f'/AS[<</Event/View/Category[/View]/OCGs[{layer}]>><</Event/Print'
           f'/Category[/Print]/OCGs[{layer}]>>]')
    c.pdf.catalog = (f'/OCProperties<</OCGs[{layer}]/D<<'
                     f'{use if c.bad else ""}>>>>')


@kind('layer-by-form', 'a form on a layer that is off', 'hidden-layer',
      **LAYER)
def layer_by_form(c):
    layer = c.pdf.add('<</Type/OCG/Name(Draft)>>')
    form = c.form(c.word(), entries=f'/OC {layer}')
    c.page(c.body('rest') + '/X Do\n', f'/XObject<</X {form}>>')
    state = 'OFF' if c.bad else 'ON'
    c.pdf.catalog = f'/OCProperties<</OCGs[{layer}]/D<</{state}[{layer}]>>>>'


@kind('removed-width', 'a gap in a line that states what was taken out',
      'removed-width', owner='WIDTH', worst='notice', shown=None)
def removed_width(c):
    before, after = 'The witness, ', ', told them so on the record.'
    if c.bad:
        line = (f'BT /F1 {SIZE} Tf {LEFT} {c.y} Td [({before}) '
                f'{-c.w * 1000 / SIZE:.1f} ({after})] TJ ET\n')
    else:
        line = c.text(before, y=c.y) + c.text(after, LEFT + 260, c.y)
    c.page(c.body('none') + line + c.bar(pad=0.5 if c.bad else 9))


@kind('hugging-box', 'a bar as wide as the one word that was taken out',
      'hugging-box', owner='WIDTH', worst='notice', shown=None)
def hugging(c):
    if c.bad:
        c.page(c.body('rest') + c.bar(pad=0))
        return
    before, after = 'The witness, ', ', told them so on the record.'
    line = c.text(before, y=c.y) + c.text(after, LEFT + 260, c.y)
    c.page(c.body('none') + line
           + f'q 0 g {c.x:g} {c.y - 4:g} {LEFT + 255 - c.x:g} 13 re f Q\n')


@kind('broken-table', 'a cross-reference table that is wrong',
      'broken-structure', **{**FILE, 'worst': 'notice'})
def broken_table(c):
    c.page(c.body('rest'))
    data = c.pdf.bytes()
    at = data.index(b'xref\n0 1')
    if not c.bad:
        return data
    return data[:at] + data[at:].replace(b'00000 n', b'00001 n').replace(
        b'\n0000000', b'\n0000009')


# TOP is the first line's baseline; the page of a cut file has one.
@kind('cut-short', 'a file that ends in the middle',
      'unreadable broken-structure page-unreadable incomplete',
      **{**FILE, 'worst': 'warning'})
def cut_short(c):
    c.page(c.body('rest') + c.text('Dated', y=TOP - 400))
    data = c.pdf.bytes()
    return data[:len(data) * 2 // 3] if c.bad else data
