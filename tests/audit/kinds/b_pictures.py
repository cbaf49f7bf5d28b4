# SPDX-License-Identifier: AGPL-3.0-or-later
"""Text under images, patterns, shadings, groups and forms."""
import icc
from case import LEFT, PAGE, kind


def axial(dark, light):
    return ('<</ShadingType 2/ColorSpace/DeviceGray/Coords[0 0 612 0]/Extend'
            f'[true true]/Function<</FunctionType 2/Domain[0 1]/C0[{dark}]/C1'
            f'[{light}]/N 1>>>>')


@kind('black-image', 'a black picture pasted over a name')
def black_image(c):
    name = f'/XObject<</I {c.image(4, 4, bytes(16))}>>'
    c.page(c.body() + (c.place('I') if c.bad
                       else c.place('I', '72 300 90 40')), name)


@kind('pasted-over', 'a picture of paper with other words pasted over a name')
def pasted_over(c):
    import pixels
    wide, high, rows = pixels.picture('WITHHELD', 2)
    name = f'/XObject<</I {c.image(wide, high, pixels.samples(rows))}>>'
    c.page(c.body() + (c.place('I') if c.bad
                       else c.place('I', '72 300 90 40')), name)


@kind('inline-image', 'an inline picture over a name')
def inline_image(c):
    x, y, w, h = (c.box() if c.bad else '72 300 90 40').split()
    c.page(c.body() + f'q {w} 0 0 {h} {x} {y} cm\nBI /W 1 /H 1 /CS /G /BPC 8 '
           '/F /AHx ID 20> EI\nQ\n')


@kind('image-mask', 'a mask of one bit, filled, over a name')
def image_mask(c):
    mask = c.pdf.stream(
        bytes(8), '/Type/XObject/Subtype/Image/Width 8/Height 8/ImageMask true'
        '/BitsPerComponent 1' + ('' if c.bad else '/Decode[1 0]'))
    c.page(c.body() + '0.1 g\n' + c.place('I'), f'/XObject<</I {mask}>>')


@kind('soft-masked-image', 'a picture with a mask that lets nothing through')
def soft_masked(c):
    deep = bytes([255 if c.bad else 30]) * 16
    image = c.image(4, 4, bytes(16), f'/SMask {c.image(4, 4, deep)}')
    c.page(c.body() + c.place('I'), f'/XObject<</I {image}>>')


@kind('tiling', 'a bar filled with a pattern of tiles')
def tiling(c):
    tile = c.pdf.stream(
        '0 g 0 0 4 4 re f 1 G 0.3 w 0 0 m 4 4 l S',
        '/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 4 4]/XStep 4/YStep '
        '4/Resources<<>>')
    if not c.bad:
        tile = c.pdf.stream(
            '0.7 G 0.3 w 0 0 m 4 4 l S', '/PatternType 1/PaintType 1'
            '/TilingType 1/BBox[0 0 4 4]/XStep 4/YStep 4/Resources<<>>')
    bar = f'q /Pattern cs /P scn {c.box()} re f Q\n'
    c.page(c.body() + bar if c.bad else bar + c.body(),
           f'/Pattern<</P {tile}>>')


@kind('shading', 'a gradient painted over a name')
def shading(c):
    bar = f'q {c.box()} re W n /S sh Q\n'
    shade = axial(0, 0.4) if c.bad else axial(0.8, 1)
    c.page(c.body() + bar if c.bad else bar + c.body(),
           f'/Shading<</S {shade}>>')


@kind('shading-pattern', 'a bar filled with a shading pattern')
def shading_pattern(c):
    bar = f'q /Pattern cs /P scn {c.box()} re f Q\n'
    shade = axial(0, 0.3) if c.bad else axial(0.75, 1)
    c.page(c.body() + bar if c.bad else bar + c.body(),
           f'/Pattern<</P <</PatternType 2/Shading {shade}>>>>')


@kind('bar-in-form', 'a bar inside a form XObject')
def bar_in_form(c):
    form = c.form(c.bar() if c.bad else c.bar('0.9 g'))
    c.page(c.body() + '/X Do\n' if c.bad else '/X Do\n' + c.body(),
           f'/XObject<</X {form}>>')


@kind('text-in-nested-forms', 'a name in forms within forms, a bar on the page')
def nested(c):
    form = c.form(c.body())
    for _ in range(4):
        form = c.form('q 1 0 0 1 0 0 cm /N Do Q',
                      resources=f'/XObject<</N {form}>>')
    bar = c.bar() if c.bad else c.bar('0 G 0.5 w').replace('re f', 're S')
    c.page('q /N Do Q\n' + bar, f'/XObject<</N {form}>>')


@kind('placed-page', 'a page placed in a form, moved and scaled, with its bar')
def placed_page(c):
    form = c.form(c.body() + c.bar() if c.bad
                  else c.bar('0.9 g') + c.body())
    x0, y0 = 0.5 * c.x + 100, 0.5 * c.y + 200
    c.spot = c.displayed(x0, y0 - 1, c.w / 2, 6)
    c.page('q 0.5 0 0 0.5 100 200 cm /X Do Q\n', f'/XObject<</X {form}>>')


@kind('opaque-group', 'a bar in a transparency group of full opacity')
def opaque_group(c):
    form = c.form(c.bar(), entries='/Group<</S/Transparency/I true>>')
    alpha = 1 if c.bad else 0.25
    c.page(c.body() + 'q /A gs /X Do Q\n',
           f'/XObject<</X {form}>>/ExtGState<</A<</ca {alpha}/CA {alpha}>>>>')


@kind('full-alpha', 'a bar with an opacity of 100 percent')
def full_alpha(c):
    alpha = 1 if c.bad else 0.2
    c.page(c.body() + 'q /A gs\n' + c.bar() + 'Q\n',
           f'/ExtGState<</A<</ca {alpha}>>>>')


@kind('black-multiply', 'a black highlight that is multiplied with the page')
def black_multiply(c):
    color = '0 g' if c.bad else '1 0.9 0.2 rg'
    c.page(c.body() + 'q /A gs\n' + c.bar(color) + 'Q\n',
           '/ExtGState<</A<</BM/Multiply>>>>')


@kind('dark-multiply', 'a navy highlight, multiplied: black on nearly black')
def dark_multiply(c):
    color = '0.02 0.02 0.05 rg' if c.bad else '0.6 0.8 1 rg'
    c.page(c.body() + 'q /A gs\n' + c.bar(color) + 'Q\n',
           '/ExtGState<</A<</BM/Multiply>>>>')


@kind('dark-translucent', 'a black highlight of 97 percent opacity')
def dark_translucent(c):
    alpha = 0.97 if c.bad else 0.3
    c.page(c.body() + 'q /A gs\n' + c.bar() + 'Q\n',
           f'/ExtGState<</A<</ca {alpha}>>>>')


@kind('darken', 'a bar with the blend mode Darken')
def darken(c):
    color = '0 g' if c.bad else '0.8 g'
    c.page(c.body() + 'q /A gs\n' + c.bar(color) + 'Q\n',
           '/ExtGState<</A<</BM/Darken>>>>')


@kind('soft-mask-state', 'a bar through a soft mask of the graphics state')
def soft_mask_state(c):
    light = '1 g' if c.bad else '0.15 g'
    mask = c.form(f'{light} 0 0 612 792 re f',
                  entries='/Group<</S/Transparency/CS/DeviceGray>>')
    c.page(c.body() + 'q /A gs\n' + c.bar() + 'Q\n', '/ExtGState<</A<</SMask'
           f'<</S/Luminosity/G {mask}>>>>>>')


@kind('drop-shadow', 'a bar with a drop shadow, both over a name')
def drop_shadow(c):
    soft = bytes(min(255, 40 * min(x, 31 - x)) if 4 < y < 12 else 60
                 for y in range(16) for x in range(32))
    shadow = c.image(32, 16, bytes(512), f'/SMask {c.image(32, 16, soft)}')
    res = f'/XObject<</I {shadow}>>'
    if c.bad:
        c.page(c.body() + c.place('I', c.box(8)) + c.bar('0.4 g'), res)
    else:                       # below a framed panel with the text on it
        c.page(c.place('I', c.box(8, 8, 20)) + c.bar('1 1 0.9 rg')
               + c.body(), res)


@kind('separation', 'a name in no tint of a spot colour')
def separation(c):
    space = ('[/Separation/Navy/DeviceRGB<</FunctionType 2/Domain[0 1]'
             '/C0[1 1 1]/C1[0 0 0.4]/N 1>>]')
    c.page(c.body('rest') + f'/CS cs {0 if c.bad else 1} scn\n' + c.word(),
           f'/ColorSpace<</CS {space}>>')


@kind('profiled-white', 'a name in the white of a colour profile')
def profiled(c):
    profile = c.pdf.stream(icc.gray('gray'), '/N 1')
    c.page(c.body('rest') + f'/CS cs {1 if c.bad else 0.2} scn\n' + c.word(),
           f'/ColorSpace<</CS [/ICCBased {profile}]>>')


@kind('cmyk-black', 'a bar in registration black of four inks over a name')
def cmyk_black(c):
    bar = c.bar('1 1 1 1 k' if c.bad else '0 0 0 0.1 k')
    c.page(c.body() + bar if c.bad else bar + c.body())


@kind('white-on-photo', 'white text on a white part of a picture')
def white_on_photo(c):
    rows = bytes(255 if x < 32 else 40 for _ in range(16) for x in range(64))
    x, y = (100, 350) if c.bad else (300, 350)
    c.spot = c.displayed(x, y - 2, c.w, 11)
    c.page(c.body('rest') + f'q 400 0 0 100 {LEFT} 310 cm /I Do Q\n1 g\n'
           + c.text(c.secret, x, y),
           f'/XObject<</I {c.image(64, 16, rows)}>>')


@kind('picture-of-page', 'a picture of the redacted page over the live text')
def picture_of_page(c):
    c.spot = None
    image = c.image(8, 8, bytes([255] * 24 + [0] * 8 + [255] * 32))
    if c.bad:
        c.page(c.body() + f'q {PAGE[0]} 0 0 {PAGE[1]} 0 0 cm /I Do Q\n',
               f'/XObject<</I {image}>>')
    else:                       # a picture behind the text, as on letterheads
        pale = c.image(8, 8, bytes([255] * 24 + [235] * 8 + [255] * 32))
        c.page(f'q {PAGE[0]} 0 0 {PAGE[1]} 0 0 cm /I Do Q\n' + c.body(),
               f'/XObject<</I {pale}>>')


@kind('watermark-over', 'a dark watermark so large that it hides a name')
def watermark_over(c):
    c.told = c.secret[-5:]      # the rest stands in the hole of the D
    if c.bad:
        big = f'BT /F1 300 Tf 1 Tr 60 w 0 g 40 {c.y - 110:g} Td (DRAFT) Tj ET\n'
        c.page(c.body() + 'q 0 G\n' + big + 'Q\n')
    else:
        c.page(c.body() + 'q /A gs 0.6 g BT /F1 120 Tf 0.7 0.7 -0.7 0.7 120 '
               '200 Tm (DRAFT) Tj ET Q\n', '/ExtGState<</A<</ca 0.3>>>>')
