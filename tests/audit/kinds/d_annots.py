# SPDX-License-Identifier: AGPL-3.0-or-later
"""Annotations and fields over text, and what they hold."""
import pdf
from case import LEFT, kind


def look(c, content, pad=3, entries=''):
    """An appearance in the annotation's own place."""
    wide, high = c.w + 2 * pad, 13
    return (f'/AP<</N {c.form(content.format(w=wide, h=high), (0, 0, wide, high), entries)}>>')


FILL = 'q 0 g 0 0 {w:g} {h:g} re f Q'
FRAME = 'q 1 0 0 RG 0.7 w 0.5 0.5 {w:g} {h:g} re S Q'


@kind('square', 'a filled square annotation over a name')
def square(c):
    note = c.annot('Square', '/C[0 0 0]/IC[0 0 0]' + look(c, FILL) if c.bad
                   else '/C[1 0 0]' + look(c, FRAME))
    c.page(c.body(), entries=f'/Annots[{note}]')


@kind('square-without-look', 'a filled square that readers draw themselves')
def square_bare(c):
    note = c.annot('Square', '/C[0 0 0]' + ('/IC[0 0 0]' if c.bad else ''))
    c.page(c.body(), entries=f'/Annots[{note}]')


@kind('white-square', 'a white square annotation over a name')
def white_square(c):
    white = FILL.replace('0 g', '1 g')
    note = c.annot('Square', '/C[1 1 1]/IC[1 1 1]' + look(c, white) if c.bad
                   else '/C[0 0 1]' + look(c, FRAME))
    c.page(c.body(), entries=f'/Annots[{note}]')


@kind('free-text', 'a text box with a white ground over a name')
def free_text(c):
    shown = ('q 1 g 0 0 {w:g} {h:g} re f 0 g BT /F1 8 Tf 2 3 Td (sealed) Tj '
             'ET Q')
    note = (c.annot if c.bad else c.aside)(
        'FreeText', '/DA(/Helv 8 Tf 0 g)/Contents(sealed)/C[1 1 1]'
        + look(c, shown))
    c.page(c.body(), entries=f'/Annots[{note}]')


@kind('stamp', 'a stamp over a name')
def stamp(c):
    shown = FILL + ' 1 g BT /F1 8 Tf 2 3 Td (REDACTED) Tj ET'
    note = (c.annot if c.bad else c.aside)('Stamp', '/Name/Redacted'
                                           + look(c, shown))
    c.page(c.body(), entries=f'/Annots[{note}]')


@kind('picture-stamp', 'a signature picture placed over a name')
def picture_stamp(c):
    image = c.image(2, 2, b'\x10' * 4)
    form = c.form('q 60 0 0 13 0 0 cm /I Do Q', (0, 0, 60, 13),
                  resources=f'/XObject<</I {image}>>')
    note = (c.annot if c.bad else c.aside)('Stamp', f'/AP<</N {form}>>')
    c.page(c.body(), entries=f'/Annots[{note}]')


@kind('ink', 'thick strokes of a pen over a name')
def ink(c):
    y = 6.5 if c.bad else 1
    thick = 13 if c.bad else 1
    note = c.annot('Ink', f'/C[0 0 0]/BS<</W {thick}>>/InkList[[{c.x:g} '
                   f'{c.y + 2:g} {c.x + c.w:g} {c.y + 2:g}]]'
                   + look(c, f'q 0 G {thick} w 0 {y} m {{w:g}} {y} l S Q'))
    c.page(c.body(), entries=f'/Annots[{note}]')


@kind('line', 'a thick line annotation over a name')
def line(c):
    y, thick = (6.5, 14) if c.bad else (1, 1)
    note = c.annot('Line', f'/C[0 0 0]/BS<</W {thick}>>/L[{c.x:g} '
                   f'{c.y + 2:g} {c.x + c.w:g} {c.y + 2:g}]'
                   + look(c, f'q 0 G {thick} w 0 {y} m {{w:g}} {y} l S Q'))
    c.page(c.body(), entries=f'/Annots[{note}]')


@kind('black-highlight', 'a black highlight annotation, multiplied')
def black_highlight(c):
    color = '0 g' if c.bad else '1 1 0 rg'
    shown = 'q /A gs ' + color + ' 0 0 {w:g} {h:g} re f Q'
    form = c.form(shown.format(w=c.w + 6, h=13), (0, 0, c.w + 6, 13),
                  '/Group<</S/Transparency>>',
                  '/ExtGState<</A<</BM/Multiply>>>>')
    note = c.annot('Highlight', f'/C[{"0 0 0" if c.bad else "1 1 0"}]'
                   f'{c.quads()}/AP<</N {form}>>')
    c.page(c.body(), entries=f'/Annots[{note}]')


@kind('black-highlight-bare', 'a black highlight that readers draw themselves')
def highlight_bare(c):
    note = c.annot('Highlight', f'/C[{"0 0 0" if c.bad else "1 1 0"}]'
                   + c.quads())
    c.page(c.body(), entries=f'/Annots[{note}]')


@kind('struck-out', 'a strike-out annotation through a name', 'crossed-text '
      'covered-text', worst='notice', shown=None)
def struck_out(c):
    kind_of, y = ('StrikeOut', 6.5) if c.bad else ('Underline', 1)
    note = c.annot(kind_of, f'/C[1 0 0]{c.quads()}' + look(
        c, f'q 1 0 0 RG 1.2 w 0 {y} m {{w:g}} {y} l S Q'))
    c.page(c.body(), entries=f'/Annots[{note}]')


@kind('polygon', 'a filled polygon annotation over a name')
def polygon(c):
    corners = (f'/Vertices[{c.x - 2:g} {c.y - 3:g} {c.x + c.w + 2:g} '
               f'{c.y - 3:g} {c.x + c.w + 2:g} {c.y + 9:g} {c.x - 2:g} '
               f'{c.y + 9:g}]')
    note = c.annot('Polygon', '/C[0 0 0]' + corners + (
        '/IC[0 0 0]' + look(c, FILL) if c.bad else look(c, FRAME)))
    c.page(c.body(), entries=f'/Annots[{note}]')


@kind('redact', 'a redaction that is marked and was never applied',
      'unapplied-redaction', owner='OBJECTS')
def redact(c):
    note = c.annot('Redact' if c.bad else 'Square', '/C[1 0 0]' + (
        f'/IC[0 0 0]{c.quads()}/OverlayText(REDACTED)' if c.bad else '')
        + look(c, FRAME))
    c.page(c.body(), entries=f'/Annots[{note}]')


@kind('redact-filled', 'a redaction mark that looks as if it were applied',
      'unapplied-redaction', owner='OBJECTS')
def redact_filled(c):
    if c.bad:
        note = c.annot('Redact', f'/IC[0 0 0]{c.quads()}' + look(c, FILL))
        c.page(c.body(), entries=f'/Annots[{note}]')
    else:                       # it was applied: a bar, and nothing below it
        c.page(c.body('none') + c.bar(pad=12))


@kind('redact-hidden', 'a redaction mark that no reader shows',
      'unapplied-redaction', owner='OBJECTS', shown=None)
def redact_hidden(c):
    note = c.pdf.add(f'<</Type/Annot/Subtype/{"Redact" if c.bad else "Square"}'
                     f'{c.rect()}/F 2{c.quads()}>>')
    c.page(c.body(), entries=f'/Annots[{note}]')


def widget(c, entries, rect=None):
    note = c.pdf.add(f'<</Type/Annot/Subtype/Widget{rect or c.rect()}/F 4'
                     f'{entries}>>')
    c.pdf.catalog += f'/AcroForm<</Fields[{note}]/DR<</Font<</F1 {c.font}>>>>>>'
    return note


@kind('field-as-cover', 'an empty field with a black ground over a name')
def field_cover(c):
    if c.bad:
        note = widget(c, '/FT/Tx/T(f1)/V()/MK<</BG[0 0 0]>>' + look(c, FILL))
    else:
        note = widget(c, '/FT/Tx/T(f1)/V()' + look(c, FRAME),
                      '/Rect[72 300 200 313]')
    c.page(c.body(), entries=f'/Annots[{note}]')


@kind('field-under-bar', 'a value in a field under a bar annotation')
def field_under(c):
    shown = c.form(f'q 0 g BT /F1 12 Tf 3 4 Td ({c.secret}) Tj ET Q',
                   (0, 0, c.w + 6, 13))
    field = widget(c, f'/FT/Tx/T(f1)/V({c.secret})/DA(/F1 12 Tf 0 g)'
                   f'/AP<</N {shown}>>')
    cover = c.annot('Square', '/IC[0 0 0]' + look(c, FILL)) if c.bad else ''
    c.page(c.body('rest'), entries=f'/Annots[{field} {cover}]')


@kind('bar-flattened-over-field', 'a form flattened, its value under a bar')
def flattened(c):
    shown = c.form(f'q 0 g BT /F1 12 Tf 3 4 Td ({c.secret}) Tj ET Q',
                   (0, 0, c.w + 6, 13))
    c.page(c.body('rest') + f'q 1 0 0 1 {c.x - 3:g} {c.y - 4:g} cm /V Do Q\n'
           + (c.bar() if c.bad else ''), f'/XObject<</V {shown}>>')


@kind('hidden-field', 'a field that is not shown, with a value', 'form-data',
      worst='warning', shown=None, where=False, owner='OBJECTS')
def hidden_field(c):
    if c.bad:
        note = c.pdf.add('<</Type/Annot/Subtype/Widget/Rect[72 300 200 320]'
                         f'/F 2/FT/Tx/T(f1)/V({c.secret} told us)>>')
    else:
        shown = c.form(f'q 0 g BT /F1 12 Tf 3 4 Td ({c.secret}) Tj ET Q',
                       (0, 0, 128, 20))
        note = c.pdf.add('<</Type/Annot/Subtype/Widget/Rect[72 300 200 320]'
                         f'/F 4/FT/Tx/T(f1)/V({c.secret})/DA(/F1 12 Tf 0 g)'
                         f'/AP<</N {shown}>>>>')
    c.pdf.catalog = f'/AcroForm<</Fields[{note}]>>'
    c.page(c.body('rest'), entries=f'/Annots[{note}]')


@kind('default-value', 'a field whose default value is the old name',
      'form-data', worst='notice', shown=None, where=False, owner='OBJECTS')
def default_value(c):
    shown = c.form('q 0 g BT /F1 12 Tf 3 4 Td (withheld) Tj ET Q',
                   (0, 0, 128, 20))
    old = f'/DV({c.secret})' if c.bad else ''
    note = c.pdf.add('<</Type/Annot/Subtype/Widget/Rect[72 300 200 320]'
                     f'/F 4/FT/Tx/T(f1)/V(withheld){old}/DA(/F1 12 Tf 0 g)'
                     f'/AP<</N {shown}>>>>')
    c.pdf.catalog = f'/AcroForm<</Fields[{note}]>>'
    c.page(c.body('rest'), entries=f'/Annots[{note}]')


@kind('comment', 'a note on the page that names the witness', 'comment',
      worst='notice', shown=None, owner='OBJECTS')
def comment(c):
    c.spot = None
    if c.bad:
        note = c.aside('Text', f'/T(A. Clerk)/Contents(Ask {c.secret} again.)')
        c.page(c.body('rest'), entries=f'/Annots[{note}]')
    else:
        note = c.aside('Link', '/Dest[null/Fit]/Border[0 0 0]')
        c.page(c.body('rest'), entries='/Annots[]')


@kind('comment-repeats', 'a comment with the name that a bar covers',
      'repeated-text comment', shown=None, where=False, owner='OBJECTS')
def comment_repeats(c):
    note = c.aside('Square', f'/C[1 0 0]/Contents(delete {c.secret})'
                   if c.bad else '/C[1 0 0]')
    c.page(c.body() + c.bar() if c.bad else c.body('none') + c.bar(pad=12),
           entries=f'/Annots[{note}]')


@kind('popup-reply', 'a reply in a thread of comments that names somebody',
      'comment', worst='notice', shown=None, owner='OBJECTS')
def popup_reply(c):
    c.spot = None
    if c.bad:
        first = c.aside('Text', '/Contents(who?)/T(A. Clerk)')
        reply = c.aside('Text', f'/IRT {first}/Contents({c.secret})')
        popup = c.aside('Popup', f'/Parent {reply}/Open false')
        c.page(c.body('rest'), entries=f'/Annots[{first} {reply} {popup}]')
    else:
        c.page(c.body('rest'))


@kind('hidden-annotation', 'a text box that is hidden, and names somebody',
      'comment hidden-layer covered-text', worst='notice', shown=None,
      owner='OBJECTS')
def hidden_annotation(c):
    c.spot = None
    if not c.bad:
        c.page(c.body('rest'))
        return
    note = c.pdf.add('<</Type/Annot/Subtype/FreeText/Rect[72 300 200 320]/F 2'
                     f'/DA(/Helv 8 Tf 0 g)/Contents({c.secret} was there)'
                     f'{look(c, FILL)}>>')
    c.page(c.body('rest'), entries=f'/Annots[{note}]')


@kind('screen-only-cover', 'a cover that is shown and never printed')
def screen_only(c):
    note = c.pdf.add(f'<</Type/Annot/Subtype/Square{c.rect()}/F 0/IC[0 0 0]'
                     f'{look(c, FILL if c.bad else FRAME)}>>')
    c.page(c.body(), entries=f'/Annots[{note}]')
