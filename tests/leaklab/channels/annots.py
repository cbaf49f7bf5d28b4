# SPDX-License-Identifier: AGPL-3.0-or-later
"""Annotations of every type (ISO 32000-1, table 169), their strings, their
appearances seen and unseen, and where else they keep words."""
import pdf
import pixels
from annotation import (BESIDE, CONTROL_SPOT, HIGH, PICTURE_BOX, SPOT, WIDE,
                        annot, line, look, looks, over, quads, rect,
                        told)
from lab import channel


def page_of(case, *annots, **more):
    case.page('', control=more.pop('control', False),
              entries=f'/Annots[{" ".join(annots)}]', **more)


def both(case, subtype, entries=''):
    """Secret and control, each in an annotation of its own."""
    page_of(case, *(
        looks(case, subtype, spot, word, told(word) + entries.replace(
            'WORD', word).replace('LINE', line(spot)).replace(
                'QUADS', quads(spot)))
        for spot, word in ((SPOT, case.secret), (CONTROL_SPOT, case.control))))


# Types that have a picture of their own, and what theirs alone may hold.
for name, subtype, more in (
        ('text', 'Text', '/Name/WORD/State(WORD)/StateModel(WORD)'),
        ('free-text', 'FreeText', '/IT/FreeTextCallout/Q 1'),
        ('line', 'Line', '/L[LINE]/Cap true/LE[/WORD/None]/Measure'
         '<</Subtype/RL/R(WORD)/X[<</U(WORD)/C 1>>]/D[<</U(WORD)/C 1>>]'
         '/A[<</U(WORD)/C 1>>]>>'),
        ('square', 'Square', '/BE<</S/C/I 1>>/IC[1 1 1]'),
        ('circle', 'Circle', '/RD[1 1 1 1]'),
        ('polygon', 'Polygon', '/Vertices[LINE]/IT/PolygonCloud'),
        ('polyline', 'PolyLine', '/Vertices[LINE]/IT/PolyLineDimension'),
        ('underline', 'Underline', 'QUADS'),
        ('squiggly', 'Squiggly', 'QUADS'),
        ('strikeout', 'StrikeOut', 'QUADS'),
        ('stamp', 'Stamp', '/Name/WORD'),
        ('caret', 'Caret', '/Sy/P'),
        ('ink', 'Ink', '/InkList[[LINE]]'),
        ('movie', 'Movie', '/Movie<</F(WORD.avi)>>'),
        ('printer-mark', 'PrinterMark', '/MN/WORD'),
        ('watermark', 'Watermark', '/FixedPrint<</Type/FixedPrint>>'),
        ('redact', 'Redact', 'QUADS/OverlayText(WORD)/Repeat true'),
        ('projection', 'Projection', '/ExData<</Type/ExData/Subtype/3DM>>'),
        ('3d', '3D', '/3DA<</A/XA>>/3DV<</Type/3DView/XN(WORD)/IN(WORD)>>'),
        ('rich-media', 'RichMedia', '/RichMediaContent<</Configurations['
         '<</Type/RichMediaConfiguration/Name(WORD)>>]>>'),
        ('made-up', 'WORD', '/WORD/WORD')):
    def typed(case, subtype=subtype, more=more):
        both(case, subtype.replace('WORD', 'X' + case.control), more)
    channel('annots.' + name, f'in a {subtype} annotation and its strings'
            if subtype != 'WORD' else 'in an annotation of no known type')(
                typed)


@channel('annots.highlight', 'highlighted, and told by the highlight')
def highlight(case):
    page_of(case, *(
        annot(case, 'Highlight', spot, f'/F 4/C[1 1 0]{quads(spot)}'
              f'/AP<</N {look(case, word)}>>{told(word)}')
        for spot, word in ((SPOT, case.secret),
                           (CONTROL_SPOT, case.control))), control=True)


@channel('annots.redact-overlay', 'in what a redaction would leave')
def redact_overlay(case):
    """It was marked, and never applied."""
    over(case, 'Redact', f'/F 4/IC[0 0 0]/RO {look(case, case.secret)}/AP<</R '
         f'{look(case, case.secret)}/D {look(case, case.secret)}>>'
         f'/OverlayText(WORD)/Q 1{quads(SPOT)}'
         f'{told(case.secret)}')


@channel('annots.screen', 'in the media clip of a screen')
def screen(case):
    over(case, 'Screen', '/MK<</CA(WORD)/RC(WORD)/AC(WORD)>>/T(WORD)/A'
         '<</S/Rendition/OP 0/R<</S/MR/N(WORD)/C<</S/MCD/N(WORD)'
         '/CT(video/WORD)/D(WORD.mov)/Alt[(en)(WORD)]>>>>>>'
         f'/AP<</N {look(case, case.secret)}>>')


@channel('annots.popup', 'in a popup of a note')
def popup(case):
    parent, window = case.pdf.reserve(), case.pdf.reserve()
    case.pdf.put(parent, f'<</Type/Annot/Subtype/Text{rect(SPOT)}'
                 f'{told(case.secret)}/Popup {window} 0 R>>')
    case.pdf.put(window, f'<</Type/Annot/Subtype/Popup{rect(BESIDE)}'
                 f'/Open true/Parent {parent} 0 R{told(case.secret)}>>')
    case.page(case.shown(),
              entries=f'/Annots[{parent} 0 R {window} 0 R]')


@channel('annots.file-attachment', 'in an attached file and its name')
def file_attachment(case):
    word = case.secret
    file = case.pdf.stream(f'{word} in a file', '/Type/EmbeddedFile'
                           f'/Subtype/text#2F{word}/Params<</Size 20>>')
    over(case, 'FileAttachment', told(word) + '/Name/Paperclip/FS'
         f'<</Type/Filespec/F(WORD.txt)/UF{pdf.utf16(word + ".txt")}'
         f'/Desc(WORD)/EF<</F {file}/UF {file}>>>>')


@channel('annots.sound', 'the samples of a sound, and its strings')
def sound(case):
    sound = case.pdf.stream(case.secret * 9, '/Type/Sound/R 8000/B 8')
    over(case, 'Sound', f'/Sound {sound}/Name/Mic/AP<</N '
         f'{look(case, case.secret)}>>{told(case.secret)}')


@channel('annots.movie-poster', 'the poster of a movie')
def movie_poster(case):
    wide, high, rows = pixels.picture(case.secret, 1, 0)
    poster = case.pdf.stream(
        pixels.samples(rows), '/Type/XObject/Subtype/Image/ColorSpace'
        f'/DeviceGray/BitsPerComponent 8/Width {wide}/Height {high}')
    over(case, 'Movie', f'/Movie<</F(WORD.avi)/Poster {poster}>>/T(WORD)')


@channel('annots.trap-net', 'in a trap network')
def trap_net(case):
    over(case, 'TrapNet', '/LastModified(D:20190102)/FontFauxing[]/AP<</N'
         f'<</On {look(case, case.secret)}>>>>/AS/On/Contents(WORD)')


@channel('annots.3d-stream', 'in a 3D stream, its script and names')
def three_d(case):
    word = case.secret
    script = case.pdf.stream(f'host.console.println("{word}")', deflate=True)
    model = case.pdf.stream(
        f'U3D {word}', f'/Type/3D/Subtype/U3D/OnInstantiate {script}'
        f'/VA[<</Type/3DView/XN({word})>>]/Resources<</Names'
        f'[({word}) {script}]>>')
    over(case, '3D', f'/3DD {model}/Contents(WORD)')


@channel('annots.rich-media-assets', 'an asset of rich media')
def assets(case):
    file = case.pdf.stream(case.secret, '/Type/EmbeddedFile', deflate=True)
    over(case, 'RichMedia', '/RichMediaContent<</Assets<</Names[(WORD.swf)'
         f'<</Type/Filespec/F(WORD.swf)/EF<</F {file}>>>>]>>/Configurations'
         '[<</Name(WORD)/Instances[<</Params<</FlashVars(id=WORD)>>>>]>>]>>')


@channel('annots.free-text-bare', 'a FreeText that readers draw')
def free_text_bare(case):
    page_of(case, *(
        annot(case, 'FreeText', (spot[0], spot[1] + 2),
              f'/F 4/DA(0 g /Helv 14 Tf)/Contents({word})/BS<</W 0>>')
        for spot, word in ((SPOT, case.secret),
                           (CONTROL_SPOT, case.control))))


@channel('annots.ink-strokes', 'drawn by hand')
def ink_strokes(case):
    """The word is in the strokes alone; the control is a picture too."""
    def strokes(word, spot, step):
        out = []
        for row, cells in enumerate(pixels.cells(word)):
            for column, ink in enumerate(cells):
                if ink:
                    x = spot[0] + 6 + step * column
                    y = spot[1] + 7.5 * step - step * row
                    out.append(f'[{x} {y} {x + step} {y}]')
        return f'/F 4/C[0]/BS<</W {step / 2}>>/InkList[{" ".join(out)}]'
    page_of(case, annot(case, 'Ink', SPOT, strokes(case.secret, SPOT, 2)),
            annot(case, 'Ink', CONTROL_SPOT,
                  strokes(case.control[:4], CONTROL_SPOT, 3)))
    case.controls = [(1, PICTURE_BOX, 'picture')]


@channel('annots.vertices', 'the outline of a polygon that tells it')
def vertices(case):
    points = ' '.join(f'{40 + 9 * i} {100 + int(digit)}'
                      for i, digit in enumerate(case.number))
    over(case, 'Polygon', f'/C[0]/IC[0]/F 4/Vertices[{points}]'
         f'/Contents({case.number})')


@channel('annots.stamp-image', 'a stamp that is an image')
def stamp_image(case):
    def stamp(word, spot, scale):
        wide, high, rows = pixels.picture(word, scale)
        image = case.pdf.stream(
            pixels.samples(rows), '/Type/XObject/Subtype/Image/ColorSpace'
            f'/DeviceGray/BitsPerComponent 8/Width {wide}/Height {high}',
            deflate=True)
        form = case.pdf.stream(
            f'q {wide} 0 0 {high} 4 1 cm /I Do Q', '/Type/XObject/Subtype'
            f'/Form/BBox[0 0 {WIDE} {HIGH}]/Resources<</XObject<</I {image}'
            '>>>>')
        return annot(case, 'Stamp', spot, f'/F 4/AP<</N {form}>>')
    page_of(case, stamp(case.secret, SPOT, 2),
            stamp(case.control[:4], CONTROL_SPOT, 3))
    case.controls = [(1, PICTURE_BOX, 'picture')]


def flagged(name, what, flags, more=''):
    """The secret in an annotation that flags hide; the control in one that
    is shown."""
    def make(case):
        page_of(case, annot(case, 'FreeText', SPOT, f'/F {flags}/AP<</N '
                            f'{look(case, case.secret)}>>'
                            + told(case.secret) + more),
                looks(case, 'FreeText', CONTROL_SPOT, case.control))
    channel('annots.' + name, what)(make)


flagged('hidden', 'in an annotation that is hidden', 2)
flagged('no-view', 'in one that is only printed', 36)
flagged('no-print', 'in one that is only on the screen', 0)
flagged('toggle', 'in one that shows when the mouse comes', 4 + 32 + 256)
flagged('locked', 'in one that is locked', 4 + 64 + 128 + 512)
flagged('opacity', 'in one that is fully transparent', 4, '/CA 0/ca 0')
flagged('unlayered', 'in one whose layer is off', 4,
        '/OC<</Type/OCG/Name(off)/Usage<</View<</ViewState/OFF>>>>>>')


def state(name, what, entries):
    """An appearance that no reader shows of itself."""
    def make(case):
        form = look(case, case.secret)
        blank = case.pdf.stream('', '/Type/XObject/Subtype/Form/BBox'
                                f'[0 0 {WIDE} {HIGH}]')
        page_of(case, annot(
            case, 'Stamp', SPOT, '/F 4' + entries.replace(
                'FORM', form).replace('BLANK', blank)),
            looks(case, 'Stamp', CONTROL_SPOT, case.control))
    channel('annots.' + name, what)(make)


state('rollover', 'in a rollover appearance', '/AP<</N BLANK/R FORM>>')
state('down', 'in a down appearance', '/AP<</N BLANK/D FORM>>')
state('state-off', 'in a state that is off',
      '/AS/A/AP<</N<</A BLANK/B FORM>>>>')
state('state-lost', 'in a state that nothing names',
      '/AS/Z/AP<</N<</A BLANK/B FORM>>>>')
state('appearance-outside', 'in an appearance beyond its box',
      '/AP<</N BLANK/X FORM>>/PieceInfo<</X<</Private FORM>>>>')


@channel('annots.off-page', 'in one beside the page')
def off_page(case):
    page_of(case, looks(case, 'FreeText', (-900, 900), case.secret,
                        told(case.secret)),
            looks(case, 'FreeText', CONTROL_SPOT, case.control))


@channel('annots.empty-rect', 'in one without a size')
def empty_rect(case):
    note = case.pdf.add('<</Type/Annot/Subtype/FreeText/Rect[40 100 40 100]'
                        f'/AP<</N {look(case, case.secret)}>>'
                        f'{told(case.secret)}>>')
    page_of(case, note, looks(case, 'FreeText', CONTROL_SPOT, case.control))


@channel('annots.unlisted', 'in one that only names its page')
def unlisted(case):
    case.plain()
    annot(case, 'FreeText', SPOT,
          f'/P {case.pdf.pages[0]}/AP<</N {look(case, case.secret)}>>'
          + told(case.secret))


@channel('annots.replies', 'in replies to a note, and in a group of them')
def replies(case):
    notes = [annot(case, 'Text', BESIDE, f'/Contents({case.control})')]
    for kind in 'R', 'Group':
        notes.append(annot(
            case, 'Text', BESIDE, f'/IRT {notes[0]}/RT/{kind}/F 30'
            f'/State(Accepted)/StateModel(Review){told(case.secret)}'))
    case.page(case.shown(), entries=f'/Annots[{" ".join(notes)}]')


@channel('annots.border-dash', 'in its border, colour and effects')
def border_dash(case):
    over(case, 'Square', '/BS<</W 1/S/WORD/D[(WORD)]>>/BE<</S/WORD>>'
         '/C[0.9]/Border[1 1 1[(WORD)]]/F 4')


@channel('annots.structure', 'in the tag of an annotation')
def structure(case):
    word = case.secret
    stamp = annot(case, 'Stamp', SPOT, f'/StructParent 0/Lang({word})'
                  f'/AP<</N {look(case, "")}>>')
    case.page(case.shown(), entries=f'/Annots[{stamp}]')
    case.pdf.catalog = (
        '/MarkInfo<</Marked true>>/StructTreeRoot<</Type/StructTreeRoot/K'
        f'<</S/Annot/T({word})/Alt({word})/E({word})/ActualText({word})'
        f'/ID({word})/Pg {case.pdf.pages[0]}'
        f'/K<</Type/OBJR/Obj {stamp}>>>>>>')
