# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a document carries: files, layers that are not seen, pages that are
no pages, profiles, proofs of signatures."""
import icc
import pdf
import pixels
from annotation import look
from channels.document import filled, metadata, stream
from lab import channel


def file(case, entries='', **more):
    """A file specification with the secret in the file and around it."""
    inside = stream(case, 'WORD, in a file', '/Type/EmbeddedFile/Subtype'
                    '/text#2FWORD/Params<</Size 24/ModDate(D:20190102)'
                    '/CheckSum(HEX)/Mac<</Subtype(WORD)>>>>', **more)
    return case.pdf.add(filled(
        case, '<</Type/Filespec/F(WORD.txt)/UF(WIDE)/DOS(WORD)/Unix(WORD)/Desc'
        f'(WORD)/ID[(WORD)(WORD)]/CI<</WORD(WORD)>>/EF<</F {inside}/UF '
        f'{inside}>>{entries}>>'))


@channel('attached.file', 'in a file, its name and data')
def attached_file(case):
    case.plain()
    case.pdf.catalog = filled(
        case, f'/Names<</EmbeddedFiles<</Names[(WORD) {file(case)}]>>>>')


@channel('attached.deflated', 'in a file, compressed')
def deflated(case):
    case.plain()
    case.pdf.catalog = ('/Names<</EmbeddedFiles<</Names[(a) '
                        f'{file(case, deflate=True)}]>>>>')


@channel('attached.pdf', 'in a PDF in a PDF')
def in_pdf(case):
    inner = pdf.Pdf()
    inner.page('/MediaBox[0 0 300 200]/Contents '
               + inner.stream(f'% {case.secret}', deflate=True))
    inside = case.pdf.stream(inner.bytes(), '/Type/EmbeddedFile', True)
    case.plain()
    case.pdf.catalog = ('/Names<</EmbeddedFiles<</Names[(a)<</Type/Filespec/F'
                        f'(a.pdf)/EF<</F {inside}>>>>]>>>>')


@channel('attached.associated', 'in files of document, page and form')
def associated(case):
    form = case.pdf.stream('n', '/Type/XObject/Subtype/Form/BBox[0 0 9 9]'
                           f'/AF[{file(case)}]')
    case.page(case.shown() + '/X Do', resources=f'/XObject<</X {form}>>',
              entries=f'/AF[{file(case, "/AFRelationship/Source")}]')
    case.pdf.catalog = f'/AF[{file(case, "/AFRelationship/Data")}]'


@channel('attached.related', 'in a file related to a file')
def related(case):
    other = stream(case, 'WORD', '/Type/EmbeddedFile')
    spec = file(case, f'/RF<</F[(WORD) {other}]>>/Thumb {other}')
    case.plain()
    case.pdf.catalog = f'/Names<</EmbeddedFiles<</Names[(a) {spec}]>>>>'


@channel('attached.portfolio', 'in a portfolio and its cover')
def portfolio(case):
    case.plain()
    case.pdf.catalog = filled(
        case, '/Collection<</Type/Collection/Schema<</X<</Subtype/S/N(WORD)/O '
        '1>>>>/D(WORD)/Navigator<</Type/Navigator/Name(WORD)/Desc(WORD)'
        '/Strings<</Names[(WORD)(WORD)]>>>>>>/Names<</EmbeddedFiles<</Names'
        f'[(WORD) {file(case)}]>>>>')


def layered(name, what, settings, group='', member='LAYER', control=True):
    """Secret and control in layers; that of the secret is not shown."""
    def make(case):
        layer = case.pdf.add('<</Type/OCG/Name(one)' + group + '>>')
        seen = case.pdf.add('<</Type/OCG/Name(two)>>')
        content = f'/OC /A BDC {case.shown()} EMC\n'
        if control:
            content += f'/OC /B BDC {case.control_shown()} EMC\n'
        case.page(content, control=not control, resources='/Properties<</A '
                  + member.replace('LAYER', layer) + f'/B {seen}>>')
        case.pdf.catalog = (
            f'/OCProperties<</OCGs[{layer} {seen}]/D<<'
            + settings.replace('LAYER', layer).replace('SEEN', seen) + '>>>>')
    channel('attached.' + name, what)(make)


def usage(event):
    return (f'/AS[<</Event/{event}/OCGs[LAYER]/Category[/{event}]>>]'
            '/ON[SEEN]')


layered('layer-on', 'in a layer that is shown', '/ON[LAYER SEEN]')
layered('layer-off', 'in a layer that is off', '/OFF[LAYER]')
layered('layer-base-off', 'in a layer off like all', '/BaseState/OFF/ON[SEEN]')
layered('layer-not-viewed', 'in a layer for paper', usage('View'),
        '/Usage<</View<</ViewState/OFF>>/Print<</PrintState/ON>>>>')
layered('layer-not-printed', 'in a layer for the screen', usage('Print'),
        '/Usage<</Print<</PrintState/OFF/Subtype/Watermark>>>>')
layered('layer-not-exported', 'in a layer that no export has', usage('Export'),
        '/Usage<</Export<</ExportState/OFF>>/CreatorInfo<</Creator(x)'
        '/Subtype/Artwork>>/User<</Type/Ind/Name(x)>>>>')
layered('layer-of-many', 'in a membership of layers', '/OFF[LAYER]', '',
        '<</Type/OCMD/OCGs[LAYER]/P/AllOn>>')
layered('layer-logic', 'in a layer by logic', '/OFF[LAYER]', '',
        '<</Type/OCMD/VE[/And LAYER LAYER]>>')
layered('layer-language', 'in a layer for a language', usage('View'),
        '/Usage<</Language<</Lang(fr)/Preferred/ON>>/Zoom<</min 9>>>>')


def unseen_page(case):
    """A page that is in no tree, which shows the secret."""
    return case.pdf.add(
        '<</Type/Page/MediaBox[0 0 300 200]/Contents '
        f'{case.pdf.stream(case.shown())}/Resources<</Font<<{case.fonts()}>>'
        '>>>>')


@channel('attached.template', 'on a template of pages')
def template(case):
    case.plain()
    case.pdf.catalog = (
        f'/Names<</Templates<</Names[({case.secret}) {unseen_page(case)}]>>'
        f'/Pages<</Names[(x) {unseen_page(case)}]>>>>')


@channel('attached.spare-page', 'on a page that is in no tree')
def spare_page(case):
    case.page('')
    unseen_page(case)


@channel('attached.unused-form', 'in resources that nothing draws')
def unused_form(case):
    case.page('', resources=f'/XObject<</X {look(case, case.secret)}>>')


@channel('attached.alternate', 'in an alternate of an image')
def alternate(case):
    def image(word, more=''):
        wide, high, rows = pixels.picture(word, 1)
        return case.pdf.stream(
            pixels.samples(rows), f'/Type/XObject/Subtype/Image/Width {wide}'
            f'/Height {high}/ColorSpace/DeviceGray/BitsPerComponent 8{more}')
    other = image(case.secret)
    seen = image('OOOOOOOOOO', f'/Alternates[<</Image {other}'
                 '/DefaultForPrinting true>>]')
    case.page(case.shown() + 'q 62 0 0 11 220 160 cm /X Do Q',
              resources=f'/XObject<</X {seen}>>')


@channel('attached.intent-profile', 'in texts of an output profile')
def intent_profile(case):
    profile = case.pdf.stream(icc.gray(case.secret), '/N 1', True)
    case.plain()
    case.pdf.catalog = ('/OutputIntents[<</Type/OutputIntent/S/GTS_PDFA1/Info'
                        '(gray)/OutputConditionIdentifier(x)/DestOutputProfile'
                        f' {profile}>>]')


@channel('attached.colour-profile', 'in texts of a profile that draws')
def colour_profile(case):
    profile = case.pdf.stream(icc.gray(case.secret), '/N 1', True)
    case.page('/P cs 0 sc ' + case.shown()
              + case.shown(case.control, (40, 150)), control=False,
              resources=f'/ColorSpace<</P[/ICCBased {profile}]>>')


@channel('attached.security-store', 'in the store of a signature')
def security_store(case):
    """DSS of PDF 2.0, a time stamp, and certificates around the word."""
    der = b'0\x0e\x0c\x0c' + case.secret.encode() + b'..'
    blob = case.pdf.stream(der, deflate=True)
    case.plain()
    case.pdf.catalog = filled(
        case, f'/DSS<</Type/DSS/Certs[{blob}]/CRLs[{blob}]/OCSPs[{blob}]/VRI<<'
        f'/WORD<</Cert[{blob}]/TU(WORD)/TS {blob}>>>>>>')


@channel('attached.signature', 'in a certificate of a signature')
def signature(case):
    der = b'0\x0e\x0c\x0c' + case.secret.encode() + b'..' + b'\0' * 40
    field = case.pdf.add(
        '<</FT/Sig/T(sig)/Type/Annot/Subtype/Widget/Rect[0 0 0 0]/F 132/V'
        '<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/adbe.pkcs7.detached'
        f'/ByteRange[0 10 20 10]/Contents {pdf.hexed(der)}>>>>')
    case.plain(entries=f'/Annots[{field}]')
    case.pdf.catalog = (f'/AcroForm<</Fields[{field}]/SigFlags 3>>/Perms'
                        '<</DocMDP<</Type/Sig/Contents '
                        f'{pdf.hexed(der)}>>>>')


@channel('attached.search-index', 'in words of an embedded index')
def search_index(case):
    index = stream(case, 'WORD', '/Type/Index', deflate=True)
    case.plain()
    case.pdf.catalog = filled(
        case, f'/PieceInfo<</SearchIndex<</LastModified(D:20190102)/Private<<'
        f'/SearchIndex {index}/Note(WORD)>>>>>>/Metadata {metadata(case)}')


@channel('attached.halftone', 'in a halftone and functions that print')
def halftone(case):
    tone = filled(case, '<</Type/Halftone/HalftoneType 1/HalftoneName(WORD)'
                  '/Frequency 60/Angle 45/SpotFunction/Round>>')
    case.page('/G gs ' + case.shown(), resources='/ExtGState<</G<</HT '
              + tone + f'/Note({case.secret})/{case.secret} 1>>>>')


@channel('attached.resources', 'in names of resources')
def resources(case):
    word = case.secret
    case.page(f'/{word} gs ' + case.shown() + f'/{word} Do',
              resources=f'/ExtGState<</{word}<</LW 1>>>>/ProcSet[/{word}]'
              f'/Properties<</{word}<</Note({word})>>>>/XObject<</{word} '
              f'{look(case, "")}>>')
