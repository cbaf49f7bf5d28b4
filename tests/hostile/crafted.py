# SPDX-License-Identifier: AGPL-3.0-or-later
"""Files that somebody built: cycles, absurd numbers, bombs.

Each function yields (name, bytes). Those of slow() take a child to its limit
of CPU time, a minute and a half each.
"""
import zlib

from pdf import (CATALOG, FONT, PAGES, TEXT, classic, modern, objects, page,
                 raw, stream)

HUGE = [b'2147483647', b'2147483648', b'-2147483649', b'9223372036854775808',
        b'1e30', b'-1', b'0', b'99999999999999999999999999', b'0.0000000001',
        b'--5', b'340282350000000000000000000000000000000.0']


def form(resources, content, keys=b''):
    return stream(b'/Type/XObject/Subtype/Form/BBox[0 0 300 200]%s'
                  b'/Resources<<%s>>' % (keys, resources), content)


def with_root(keys, extra):
    made = objects(extra=extra)
    made[1] = b'<</Type/Catalog/Pages 2 0 R%s>>' % keys
    return classic(made)


def tree_cycles():
    for name, kids in [('kids-self', b'<</Type/Pages/Kids[2 0 R]/Count 1>>'),
                       ('kids-self-and-page',
                        b'<</Type/Pages/Kids[3 0 R 2 0 R]/Count 2>>'),
                       ('kids-root', b'<</Type/Pages/Kids[1 0 R]/Count 1>>'),
                       ('kids-deep', b'<</Type/Pages/Kids[6 0 R]/Count 1>>')]:
        made = objects(extra=[b'<</Type/Pages/Kids[7 0 R]/Parent 2 0 R>>',
                              b'<</Type/Pages/Kids[3 0 R 6 0 R]>>'])
        made[2] = kids
        yield name, classic(made)
    made = objects(box=b'')
    made[2] = b'<</Type/Pages/Kids[3 0 R]/Count 1/Parent 2 0 R>>'
    yield 'parent-self', classic(made)
    made = objects(box=b'')
    made[2] = b'<</Type/Pages/Kids[3 0 R]/Count 1/Parent 3 0 R>>'
    yield 'parent-child', classic(made)
    made = objects()
    made[2] = b'<</Type/Pages/Kids[%s]/Count 40>>' % (b'3 0 R ' * 40)
    yield 'one-page-forty-times', classic(made)
    for i, count in enumerate([b'-1', b'0', b'2147483647', b'(x)', b'2 0 R']):
        made[2] = b'<</Type/Pages/Kids[3 0 R]/Count %s>>' % count
        yield f'count-{i}', classic(made)
    for i, kids in enumerate([b'null', b'3 0 R', b'[null 9 0 R 3 0 R]',
                              b'[[3 0 R]]', b'[]', b'(3 0 R)']):
        made[2] = b'<</Type/Pages/Kids %s/Count 1>>' % kids
        yield f'kids-{i}', classic(made)
    made[2] = b'<</Type/Pages/Kids[%s]/Count 100001>>' % (b'3 0 R ' * 100001)
    yield 'too-many-pages', classic(made)


def content_cycles():
    yield 'form-self', classic(objects(
        b'/XObject<</X 6 0 R>>', TEXT + b'/X Do',
        [form(b'/XObject<</X 6 0 R>>', b'/X Do')]))
    yield 'form-pair', classic(objects(
        b'/XObject<</X 6 0 R>>', TEXT + b'/X Do',
        [form(b'/XObject<</X 7 0 R>>', b'0 0 9 9 re f /X Do'),
         form(b'/XObject<</X 6 0 R>>', b'/X Do')]))
    yield 'pattern-self', classic(objects(
        b'/Pattern<</P 6 0 R>>',
        TEXT + b'/Pattern cs /P scn 0 0 300 100 re f',
        [stream(b'/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 9 9]'
                b'/XStep 9/YStep 9/Resources<</Pattern<</P 6 0 R>>>>',
                b'/Pattern cs /P scn 0 0 9 9 re f')]))
    yield 'type3-self', classic(objects(
        b'/Font<</T 6 0 R>>', b'BT /T 10 Tf 10 10 Td (aaa) Tj ET',
        [b'<</Type/Font/Subtype/Type3/FontBBox[0 0 9 9]/FontMatrix[.1 0 0 .1 0'
         b' 0]/CharProcs<</a 7 0 R>>/Encoding<</Differences[97/a]>>/FirstChar '
         b'97/LastChar 97/Widths[9]/Resources<</Font<</T 6 0 R>>>>>>',
         stream(b'', b'9 0 d0 BT /T 1 Tf (a) Tj ET')]))
    yield 'smask-self', classic(objects(
        b'/ExtGState<</G 6 0 R>>', b'/G gs 0 0 99 99 re f',
        [b'<</SMask<</S/Luminosity/G 7 0 R>>>>',
         form(b'/ExtGState<</G 6 0 R>>', b'/G gs 0 0 9 9 re f',
              b'/Group<</S/Transparency/CS/DeviceGray>>')]))
    yield 'image-smask-self', classic(objects(
        b'/XObject<</X 6 0 R>>', b'99 0 0 99 0 0 cm /X Do',
        [stream(b'/Subtype/Image/Width 2/Height 2/BitsPerComponent 8'
                b'/ColorSpace/DeviceGray/SMask 6 0 R', b'abcd')]))
    for name, space in [('indexed', b'[/Indexed 6 0 R 1 (abcdef)]'),
                        ('icc', b'[/ICCBased 7 0 R]'),
                        ('separation', b'[/Separation/X 6 0 R 8 0 R]')]:
        yield 'space-self-' + name, classic(objects(
            b'/ColorSpace<</C 6 0 R>>', TEXT + b'/C cs 1 sc 0 0 99 99 re f',
            [space, stream(b'/N 3/Alternate 6 0 R', b'junk'),
             b'<</FunctionType 3/Domain[0 1]/Functions[8 0 R 8 0 R]'
             b'/Bounds[.5]/Encode[0 1 0 1]>>']))
    yield 'contents-self', classic(objects(
        contents=b'6 0 R', extra=[b'[4 0 R 6 0 R]']))
    made = objects()
    made[4] = b'<</Length 4 0 R>>\nstream\n' + TEXT + b'\nendstream'
    yield 'length-self', classic(made)
    yield 'reference-loop', classic(objects(contents=b'6 0 R', extra=[
        b'7 0 R', b'6 0 R']))
    yield 'font-descends-to-itself', classic(objects(
        b'/Font<</T 6 0 R>>', b'BT /T 10 Tf 10 10 Td <0001> Tj ET',
        [b'<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H'
         b'/DescendantFonts[6 0 R]/ToUnicode 7 0 R>>',
         stream(b'/UseCMap 7 0 R', b'/X usecmap begincmap endcmap')]))


def document_cycles():
    yield 'outline-loop', with_root(b'/Outlines 6 0 R', [
        b'<</First 7 0 R/Last 7 0 R/Count 9>>',
        b'<</Title(x)/Next 7 0 R/Prev 7 0 R/First 6 0 R/Parent 7 0 R>>'])
    yield 'names-loop', with_root(
        b'/Names<</EmbeddedFiles 6 0 R/JavaScript 6 0 R>>',
        [b'<</Kids[6 0 R 7 0 R]>>', b'<</Kids[6 0 R]/Names[(a) 6 0 R]>>'])
    yield 'fields-loop', with_root(b'/AcroForm<</Fields[6 0 R]/XFA 6 0 R>>', [
        b'<</T(a)/FT/Tx/Kids[6 0 R 7 0 R]/Parent 7 0 R>>',
        b'<</T(b)/Kids[6 0 R]/Parent 6 0 R>>'])
    yield 'layers-loop', with_root(
        b'/OCProperties<</OCGs[6 0 R]/D<</Order 7 0 R/ON 7 0 R>>>>',
        [b'<</Type/OCG/Name(a)>>', b'[6 0 R 7 0 R]'])
    yield 'layer-expression-loop', classic(objects(
        b'/Properties<</L 6 0 R>>', b'/OC /L BDC ' + TEXT + b' EMC',
        [b'<</Type/OCMD/VE 7 0 R/OCGs 6 0 R>>', b'[/And 7 0 R 7 0 R]']))
    yield 'annots-self', classic(objects(
        keys=b'/Annots 6 0 R', extra=[
            b'[6 0 R 7 0 R 8 0 R]',
            b'<</Subtype/Widget/FT/Tx/Rect[0 0 99 99]/Parent 7 0 R'
            b'/AP<</N 7 0 R>>/DA(/Helv 0 Tf)/V(x)>>',
            b'<</Subtype/Popup/Parent 8 0 R/Rect[0 0 9 9]/AP<</N 9 0 R>>>>',
            form(b'/XObject<</X 9 0 R>>', b'/X Do')]))


def numbers():
    for i, n in enumerate(HUGE):
        yield f'box-{i}', classic(objects(
            box=b'/MediaBox[0 0 %s 200]' % n))
        yield f'matrix-{i}', classic(objects(
            content=b'%s 0 0 %s 5 5 cm BT /F1 %s Tf %s Tc 9 9 Td (abc) Tj ET '
            b'%s w 0 0 m %s %s l S' % (n, n, n, n, n, n, n)))
        yield f'image-{i}', classic(objects(
            b'/XObject<</X 6 0 R>>', TEXT + b'99 0 0 99 0 0 cm /X Do',
            [stream(b'/Subtype/Image/Width %s/Height %s/BitsPerComponent 8'
                    b'/ColorSpace/DeviceGray' % (n, n), b'abcd')]))
        yield f'parms-{i}', classic(objects(
            b'/XObject<</X 6 0 R>>', TEXT + b'99 0 0 99 0 0 cm /X Do',
            [b'<</Subtype/Image/Width 9/Height 9/BitsPerComponent 1'
             b'/ColorSpace/DeviceGray/Filter/CCITTFaxDecode/DecodeParms<</K -1'
             b'/Columns %s/Rows %s>>/Length 4>>\nstream\nabcd\nendstream' % (
                 n, n)]))
        yield f'predictor-{i}', classic(objects(extra=[], contents=b'6 0 R') | {
            6: b'<</Filter/FlateDecode/DecodeParms<</Predictor 12/Columns %s'
               b'/Colors %s/BitsPerComponent %s>>/Length 11>>\nstream\n%s\n'
               b'endstream' % (n, n, n, zlib.compress(b'abc'))})
        yield f'start-{i}', classic(objects(), start=0).replace(
            b'startxref\n0\n', b'startxref\n%s\n' % n)
        yield f'size-{i}', classic(objects(), b'/Prev %s' % n).replace(
            b'/Size 6', b'/Size %s' % n)
    for i, keys in enumerate([
            b'/UserUnit 14400', b'/UserUnit 1e9', b'/UserUnit -1',
            b'/UserUnit 0', b'/Rotate 45', b'/Rotate -90',
            b'/Rotate 2147483640', b'/CropBox[9 9 9 9]',
            b'/CropBox[1000 1000 2000 2000]', b'/Annots 5', b'/Contents null']):
        yield f'page-{i}', classic(objects(keys=keys))
    for i, box in enumerate([b'[0 0 1 1]', b'[0 0 3.01 3.01]', b'[0 0 0 0]',
                             b'[300 200 0 0]', b'[(a) /b null 4]', b'[0 0]',
                             b'[0 0 14400 14400]']):
        yield f'media-{i}', classic(objects(box=b'/MediaBox' + box))


def tables():
    made = objects()
    for i, keys in enumerate([
            b'/Size 8/W[8 8 8]', b'/Size 8/W[0 0 0]', b'/Size 8/W[-1 4 2]',
            b'/Size 8/W[2147483647 1 1]', b'/Size 8/W[1 4]', b'/Size 8',
            b'/Size 8/W[1 4 2]/Index[0 2147483647]',
            b'/Size 8/W[1 4 2]/Index[2147483640 9]',
            b'/Size 8/W[1 4 2]/Index[0 3 5]', b'/Size 8/W[1 4 2]/Index[-5 9]',
            b'/Size 2147483647/W[1 4 2]', b'/Size -1/W[1 4 2]',
            b'/Size 8/W[1 4 2]/Prev 9', b'/Size 8/W[1 4 2]/Prev -1']):
        yield f'xref-stream-{i}', modern(made, keys)
    for i, keys in enumerate([
            b'/N 2147483647/First 9', b'/N -1/First 9', b'/N 5/First -1',
            b'/N 5/First 2147483647', b'/N 5/First 0', b'/N 5/First 24'
            b'/Extends 6 0 R', b'/First 24']):
        yield f'object-stream-{i}', modern(made, packed=[1, 2, 3, 5],
                                           stm_keys=keys)
    yield 'object-stream', modern(made, packed=[1, 2, 3, 5])
    yield 'object-stream-of-itself', modern(
        made | {6: b'<</Type/ObjStm/N 1/First 4/Length 9>>\nstream\n6 0 6 0 R\n'
                   b'endstream'}, packed=[1, 2, 3])
    loop = classic(made)
    at = loop.rindex(b'startxref\n')
    yield 'prev-self', classic(made, b'/Prev %s' % loop[at + 10:-7])
    yield 'xrefstm-self', classic(made, b'/XRefStm %s' % loop[at + 10:-7])
    yield 'no-root', classic(made).replace(b'/Root 1 0 R', b'')
    yield 'root-is-stream', classic(made | {1: stream(b'/Pages 2 0 R', b'x')})
    yield 'root-is-number', classic(made | {1: b'7'})
    yield 'root-is-page', classic(made).replace(b'/Root 1', b'/Root 3')
    yield 'junk-before', b'x' * 900 + classic(made)
    yield 'junk-far-before', b'x' * 5000 + classic(made)
    yield 'many-ends', classic(made) + b'%%EOF\n' * 20000
    yield 'many-trailers', classic(made) + b'trailer\n<</Root 1 0 R>>\n' * 5000
    yield 'negative-offsets', classic(made).replace(b'00000 n', b'-0001 n')
    for i, encrypt in enumerate([
            b'<<>>', b'<</Filter/Standard/V 99/R 9/O()/U()/P 0>>',
            b'<</Filter/Standard/V 4/R 4/O(a)/U(b)/P -1/Length 999999/CF<<'
            b'/StdCF<</CFM/AESV2/Length -5>>>>/StmF/StdCF/StrF/StdCF>>',
            b'<</Filter/Standard/V 1/R 2/O<%s>/U<%s>/P -1>>' % (
                b'00' * 32, b'00' * 32), b'1 0 R']):
        yield f'encrypt-{i}', classic(
            made, b'/Encrypt %s/ID[()()]' % encrypt)


def deep():
    yield 'array-deep', classic(objects(
        keys=b'/X' + b'[' * 100000 + b']' * 100000))
    yield 'dict-deep', classic(objects(
        keys=b'/X' + b'<</A' * 50000 + b' 1' + b'>>' * 50000))
    yield 'array-deep-unclosed', classic(objects(keys=b'/X' + b'[' * 200000))
    yield 'content-array-deep', classic(objects(
        content=TEXT + b'[' * 100000 + b'0 0 9 9 re f'))
    yield 'q-million', classic(objects(
        content=b'q ' * 1000000 + TEXT + b'Q ' * 1000000))
    yield 'q-unclosed', classic(objects(content=b'q ' * 300000 + TEXT))
    yield 'Q-million', classic(objects(content=b'Q ' * 1000000 + TEXT))
    yield 'clip-many', classic(objects(
        content=b'0 0 300 200 re W n ' * 20000 + TEXT))
    yield 'BT-many', classic(objects(content=b'BT ' * 100000 + TEXT))
    yield 'BDC-deep', classic(objects(
        content=b'/Span <</ActualText(x)>> BDC ' * 50000 + TEXT))
    yield 'syntax-many', classic(objects(
        content=TEXT + b'] >> ) } foo ' * 50000 + TEXT))
    yield 'filters-many', classic(objects(contents=b'6 0 R') | {
        6: b'<</Filter[%s]/Length 3>>\nstream\n20>\nendstream' % (
            b'/ASCIIHexDecode' * 2000)})
    forms = [form(b'/XObject<</X %d 0 R>>' % (7 + i), b'q /X Do Q')
             for i in range(500)]
    yield 'forms-deep', classic(objects(
        b'/XObject<</X 6 0 R>>', TEXT + b'/X Do', forms))
    yield 'reference-chain', classic(objects(
        contents=b'6 0 R',
        extra=[b'%d 0 R' % (7 + i) for i in range(5000)] + [b'4 0 R']))


def bombs():
    blank = b' ' * 100000000
    yield 'deflate-blank', classic(objects(content=TEXT + blank))
    yield 'deflate-twice', classic(objects(contents=b'6 0 R') | {
        6: raw(b'/Filter[/FlateDecode/FlateDecode]',
               zlib.compress(zlib.compress(blank, 9), 9))})
    yield 'deflate-image', classic(objects(
        b'/XObject<</X 6 0 R>>', TEXT + b'99 0 0 99 0 0 cm /X Do',
        [stream(b'/Subtype/Image/Width 10000/Height 10000'
                b'/BitsPerComponent 8/ColorSpace/DeviceGray', blank)]))
    yield 'deflate-string', classic(objects(
        content=b'BT /F1 9 Tf (' + b'a' * 1000000 + b') Tj ET'))
    yield 'image-100000', classic(objects(
        b'/XObject<</X 6 0 R>>', TEXT + b'99 0 0 99 0 0 cm /X Do',
        [stream(b'/Subtype/Image/Width 100000/Height 100000'
                b'/BitsPerComponent 8/ColorSpace/DeviceRGB', b'\0' * 1000)]))
    yield 'image-fax-100000', classic(objects(
        b'/XObject<</X 6 0 R>>', TEXT + b'99 0 0 99 0 0 cm /X Do',
        [raw(b'/Subtype/Image/Width 100000/Height 100000/BitsPerComponent 1'
             b'/ImageMask true/Filter/CCITTFaxDecode/DecodeParms<</K -1'
             b'/Columns 100000/Rows 100000>>', b'\xff' * 12500)]))
    head = (b'\xff\xd8\xff\xc0\0\x11\x08\xff\xdc\xff\xdc\3\1\x22\0\2\x11\1\3'
            b'\x11\1\xff\xda\0\x0c\3\1\0\2\x11\3\x11\0\x3f\0')
    yield 'image-jpeg-65500', classic(objects(
        b'/XObject<</X 6 0 R>>', TEXT + b'99 0 0 99 0 0 cm /X Do',
        [raw(b'/Subtype/Image/Width 65500/Height 65500/BitsPerComponent 8'
             b'/ColorSpace/DeviceRGB/Filter/DCTDecode', head + b'\0' * 999)]))
    for codec in (b'JPXDecode', b'JBIG2Decode', b'LZWDecode', b'RunLengthDecode',
                  b'ASCII85Decode', b'Crypt', b'NoSuchDecode'):
        yield 'junk-' + codec.decode(), classic(objects(
            b'/XObject<</X 6 0 R>>', TEXT + b'99 0 0 99 0 0 cm /X Do',
            [raw(b'/Subtype/Image/Width 99/Height 99/BitsPerComponent 8'
                 b'/ColorSpace/DeviceGray/Filter/' + codec,
                 bytes(range(256)) * 4)]))
    yield 'inline-huge', classic(objects(
        content=TEXT + b'BI /W 100000 /H 100000 /BPC 8 /CS /G ID abc EI '))
    for key in (b'FontFile', b'FontFile2', b'FontFile3'):
        yield 'junk-' + key.decode(), classic(objects(
            b'/Font<</T 6 0 R>>', b'BT /T 10 Tf 10 10 Td (abc) Tj ET',
            [b'<</Type/Font/Subtype/TrueType/BaseFont/X/FontDescriptor 7 0 R'
             b'/FirstChar -5/LastChar 2147483647/Widths[1e9 -1e9]>>',
             b'<</Type/FontDescriptor/FontName/X/Flags 4/%s 8 0 R>>' % key,
             stream(b'', b'\0\1\0\0\xff\xff' + bytes(range(250)))]))
    yield 'cmap-all', classic(objects(
        b'/Font<</T 6 0 R>>', b'BT /T 10 Tf 10 10 Td <00010203> Tj ET',
        [b'<</Type/Font/Subtype/Type0/BaseFont/X/Encoding 7 0 R'
         b'/DescendantFonts[<</Subtype/CIDFontType2/BaseFont/X/W[0 2147483647'
         b' 5 -9[1 2 3]]>>]/ToUnicode 7 0 R>>',
         stream(b'', b'1 begincodespacerange <00000000> <ffffffff> '
                b'endcodespacerange 1 begincidrange <00000000> <ffffffff> 0 '
                b'endcidrange 2 beginbfrange <0000> <ffffffff> <0041> <0> <9> '
                b'[<41>] endbfrange')]))
    yield 'annots-many', classic(objects(
        keys=b'/Annots[%s]' % (b'6 0 R ' * 5000),
        extra=[b'<</Subtype/Square/Rect[9 9 50 50]/C[1 0 0]>>']))
    yield 'mesh', classic(objects(
        b'/Shading<</S 6 0 R>>', TEXT + b'/S sh',
        [stream(b'/ShadingType 4/ColorSpace/DeviceRGB/BitsPerCoordinate 32'
                b'/BitsPerComponent 16/BitsPerFlag 8/Decode[-1e30 1e30 -1e30 '
                b'1e30 0 1 0 1 0 1]', bytes(range(256)) * 8)]))
    yield 'tile-small', classic(tiled(b'0.5'))
    yield 'dash-tiny', classic(objects(
        content=TEXT + b'[0.00001 0.00001] 0 d 0 0 m 1e6 1e6 l S'))
    yield 'groups-deep', classic(objects(
        b'/XObject<</X 6 0 R>>', TEXT + b'/X Do ' * 20,
        [form(b'/XObject<</X %d 0 R>>' % (7 + i), b'/X Do',
              b'/Group<</S/Transparency/I true>>') for i in range(30)]))


def tiled(step):
    return objects(
        b'/Pattern<</P 6 0 R>>',
        TEXT + b'/Pattern cs /P scn 0 0 300 100 re f',
        [stream(b'/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 9 9]/XStep '
                + step + b'/YStep ' + step + b'/Resources<<>>',
                b'0 0 1 1 re f')])


def slow():
    yield 'tile-tiny', classic(tiled(b'0.00001'))
    forms = [form(b'/XObject<</X %d 0 R>>' % (7 + i), b'/X Do ' * 10)
             for i in range(12)] + [form(b'', b'0 0 1 1 re f')]
    yield 'forms-ten-to-the-twelfth', classic(objects(
        b'/XObject<</X 6 0 R>>', TEXT + b'/X Do', forms))
    yield 'curves-million', classic(objects(
        content=TEXT + b'0 0 m ' + b'9 999 -999 9 300 200 c ' * 1000000
        + b'S'))


def crafted():
    for source in (tree_cycles, content_cycles, document_cycles, numbers,
                   tables, deep, bombs):
        yield from source()
