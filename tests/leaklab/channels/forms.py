# SPDX-License-Identifier: AGPL-3.0-or-later
"""Form XObjects: drawn, nested, shared, cut, switched off, never drawn, and
what their dictionaries hold beside."""
from lab import channel

WHOLE = '/BBox[0 0 300 200]'


def form(case, content, entries=WHOLE, resources='', fonts=True):
    """A form XObject; its reference."""
    own = f'/Resources<</Font<<{case.fonts()}>>{resources}>>' if fonts else ''
    return case.pdf.stream(content,
                           f'/Type/XObject/Subtype/Form{own}{entries}')


def both(case):
    return case.shown() + case.control_shown()


def drawn(case, name, content='/X Do', control=False, more='', **page):
    """A page that has the form `name` as X, and draws it."""
    case.page(content, resources=f'/XObject<</X {name}>>{more}',
              control=control, **page)


@channel('forms.plain', 'in a form')
def plain(case):
    drawn(case, form(case, both(case)))


@channel('forms.nested', 'in the fourth of nested forms')
def nested(case):
    inner = form(case, both(case))
    for _ in range(3):
        inner = form(case, 'q /X Do Q', resources=f'/XObject<</X {inner}>>')
    drawn(case, inner)


@channel('forms.matrix', 'in a form that /Matrix turns upright')
def matrix(case):
    """Drawn on its side at half the size, then turned and doubled."""
    content = '.5 0 0 .5 0 0 cm 0 1 -1 0 200 0 cm ' + both(case)
    drawn(case, form(case, content,
                     '/BBox[0 0 100 150]/Matrix[0 -2 2 0 0 200]'))


@channel('forms.borrowed', 'in a form with the fonts of the page')
def borrowed(case):
    drawn(case, form(case, both(case), fonts=False))


@channel('forms.shared', 'in a form of two pages, covered on each')
def shared(case):
    name = form(case, both(case))
    drawn(case, name)
    drawn(case, name, 'q 1 0 0 1 0 -60 cm /X Do Q')
    case.boxes.append((2, (30, 140, 200, 170)))
    case.controls.append((2, (36, 94, 200, 118), 'word'))


@channel('forms.shared-cut', 'in a form that another page cuts off')
def shared_cut(case):
    name = form(case, both(case))
    drawn(case, name)
    drawn(case, name, 'q 0 130 300 70 re W n /X Do Q')
    case.controls.append((2, case.controls[0][1], 'word'))


@channel('forms.shared-contents', 'in a stream that is a page and a form')
def shared_contents(case):
    name = form(case, both(case))
    case.pdf.page(f'/MediaBox[0 0 300 200]/Contents {name}'
                  f'/Resources<</Font<<{case.fonts()}>>>>')


for key, entries in (
        ('group', '/Group<</S/Transparency>>'),
        ('isolated', '/Group<</S/Transparency/I true/K true/CS/DeviceRGB>>')):
    def grouped(case, entries=entries):
        name = form(case, both(case), WHOLE + entries)
        drawn(case, name, '/G gs /X Do',
              more='/ExtGState<</G<</ca 0.8/CA 0.8/BM/Multiply>>>>')
    channel('forms.' + key, f'in a form with {entries}'[:40])(grouped)


@channel('forms.faint', 'in a group drawn with no opacity')
def faint(case):
    name = form(case, case.shown(), WHOLE + '/Group<</S/Transparency>>')
    drawn(case, name, 'q /G gs /X Do Q', control=True,
          more='/ExtGState<</G<</ca 0/CA 0>>>>')


@channel('forms.bbox', 'outside the /BBox of its form')
def bbox(case):
    drawn(case, form(case, both(case), '/BBox[0 140 300 200]'))


@channel('forms.bbox-empty', 'in a form with an empty /BBox')
def bbox_empty(case):
    drawn(case, form(case, case.shown(), '/BBox[0 0 0 0]'), control=True)


@channel('forms.flat', 'in a form drawn with a flat matrix')
def flat(case):
    drawn(case, form(case, case.shown()), 'q 1 0 0 0 0 0 cm /X Do Q',
          control=True)


@channel('forms.covered', 'in a form that another form covers')
def covered(case):
    over = form(case, '0.5 g 30 90 170 30 re f')
    case.page('/X Do /Y Do', resources=f'/XObject<</X '
              f'{form(case, case.shown())}/Y {over}>>')


@channel('forms.unused', 'in a form that nothing draws')
def unused(case):
    drawn(case, form(case, case.shown()), 'n', control=True)


@channel('forms.unused-inside', 'in a form that a form might draw')
def unused_inside(case):
    never = form(case, case.shown())
    drawn(case, form(case, case.control_shown(),
                     resources=f'/XObject<</Never {never}>>'))


@channel('forms.itself', 'in a form that draws itself')
def itself(case):
    number = case.pdf.reserve()
    case.pdf.put(number, case.pdf.objects[int(form(
        case, both(case) + 'q 1 0 0 1 0 1 cm /X Do Q',
        resources=f'/XObject<</X {number} 0 R>>').split()[0])])
    drawn(case, f'{number} 0 R')


def layers(case, off, name='Layer', more=''):
    """Optional content of one group; its reference."""
    group = case.pdf.add(f'<</Type/OCG/Name({name}){more}>>')
    off = f'/OFF[{group}]' if off else ''
    case.pdf.catalog += (f'/OCProperties<</OCGs[{group}]/D<</Order[{group}]'
                         f'{off}>>>>')
    return group


@channel('forms.layer-off', 'in a form that a layer switches off')
def layer_off(case):
    group = layers(case, True)
    drawn(case, form(case, case.shown(), WHOLE + f'/OC {group}'),
          control=True)


@channel('forms.layer-on', 'in a form of a layer that is on')
def layer_on(case):
    group = layers(case, False)
    drawn(case, form(case, both(case), WHOLE + f'/OC {group}'))


@channel('forms.layer-marked', 'marked content of a layer that is off')
def layer_marked(case):
    group = layers(case, True)
    case.page('/OC /L BDC ' + case.shown() + 'EMC',
              resources=f'/Properties<</L {group}>>')


@channel('forms.layer-policy', 'in a form shown while a layer is off')
def layer_policy(case):
    group = layers(case, True)
    member = case.pdf.add(f'<</Type/OCMD/OCGs[{group}]/P/AllOff>>')
    drawn(case, form(case, both(case), WHOLE + f'/OC {member}'))


@channel('forms.layer-never', 'in a form hidden by /VE')
def layer_never(case):
    group = layers(case, False)
    member = case.pdf.add(f'<</Type/OCMD/OCGs[{group}]/P/AllOff'
                          f'/VE[/Not {group}]>>')
    drawn(case, form(case, case.shown(), WHOLE + f'/OC {member}'),
          control=True)


@channel('forms.layer-name', "a layer's name and who made it")
def layer_name(case):
    layers(case, False, case.secret, f'/Usage<</CreatorInfo<</Creator'
           f'({case.secret})/Subtype/Artwork>>>>')
    case.page('0.5 g 30 90 170 30 re f')


def beside(name, what, entries):
    """A form of no text whose dictionary holds the secret."""
    def make(case):
        held = case.pdf.stream(f'<x>{case.secret}</x>')
        drawn(case, form(case, '0.5 g 40 95 100 20 re f', WHOLE
                         + entries.replace('SECRET', case.secret)
                         .replace('STREAM', held)), control=True)
    channel('forms.' + name, what)(make)


beside('piece-info', 'in /PieceInfo of a form',
       '/PieceInfo<</App<</LastModified(D:20250101)/Private(SECRET)>>>>'
       '/LastModified(SECRET)')
beside('piece-stream', 'in a stream behind /PieceInfo',
       '/PieceInfo<</App<</LastModified(D:20250101)/Private STREAM>>>>')
beside('metadata', 'in /Metadata of a form', '/Metadata STREAM')
beside('name', 'in /Name and unknown keys of a form',
       '/Name/SECRET/Caption(SECRET)/SECRET true')
beside('ref', 'a page of another file that it stands for',
       '/Ref<</F<</Type/Filespec/F(SECRET.pdf)>>/Page(SECRET)>>')
beside('measure', 'in /Measure and /PtData of a form',
       '/Measure<</Type/Measure/R(SECRET)>>/PtData<</Names[(SECRET)]>>')
beside('file', 'in a file that goes with a form',
       '/AF[<</Type/Filespec/F(SECRET.txt)/EF<</F STREAM>>>>]')


@channel('forms.postscript', 'in a PostScript XObject')
def postscript(case):
    code = f'({case.secret}) show'
    drawn(case, case.pdf.stream(code, '/Type/XObject/Subtype/PS'
                                f'/Level1 {case.pdf.stream(code)}'),
          'q /X Do Q', control=True)


@channel('forms.unknown', 'in an XObject of no known kind')
def unknown(case):
    drawn(case, case.pdf.stream(case.shown(), '/Type/XObject/Subtype/Odd'
                                + WHOLE), 'q /X Do Q', control=True)


@channel('forms.page-two', 'on a page covered as a whole, with the form')
def page_two(case):
    name = form(case, case.shown())
    case.page('', control=True)
    drawn(case, name, 'q 1 0 0 1 0 40 cm /X Do Q')
    case.boxes = [(2, 'whole')]
