# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a document says beside its pages: information, names, outlines,
layers, attachments, signatures. The page shows the secret as well."""
import pdf
import pixels
from lab import channel


def filled(case, entries):
    """Entries with the secret for WORD, as UTF-16 for (WIDE), and in hex for
    (HEX)."""
    for mark, value in (('(WIDE)', pdf.utf16(case.secret)),
                        ('(HEX)', pdf.hexed(case.secret)),
                        ('WORD', case.secret), ('DIGITS', case.number)):
        entries = entries.replace(mark, value)
    return entries


def stream(case, data, entries='', deflate=False):
    return case.pdf.stream(filled(case, data), filled(case, entries), deflate)


def xmp(word):
    return ('<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
            '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://'
            'www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about'
            '="" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>'
            f'<rdf:Alt><rdf:li xml:lang="x-default">{word}</rdf:li></rdf:Alt>'
            f'</dc:title><dc:creator><rdf:Seq><rdf:li>{word}</rdf:li>'
            '</rdf:Seq></dc:creator></rdf:Description></rdf:RDF></x:xmpmeta>'
            + ' ' * 200 + '<?xpacket end="w"?>').encode()


def metadata(case, deflate=False):
    return case.pdf.stream(xmp(case.secret), '/Type/Metadata/Subtype/XML',
                           deflate)


def form_at(case, entries):
    """Draws a form with these entries; it shows nothing."""
    form = case.pdf.stream('n', '/Type/XObject/Subtype/Form/BBox[0 0 9 9]'
                           + entries)
    return f'/XObject<</X {form}>>'


def by_entries(group, table):
    """Channels that put entries into the catalog, a page, or the trailer."""
    for name, (what, place, entries) in table.items():
        def make(case, place=place, entries=entries):
            entries = filled(case, entries)
            case.plain(entries=entries if place == 'page' else '')
            if place != 'page':
                setattr(case.pdf, place, entries)
        channel(f'{group}.{name}', what)(make)


JS = '<</S/JavaScript/JS(app.alert\\("WORD"\\))>>'
URI = '<</S/URI/URI(https://example.org/WORD)>>'
OCG = '<</Type/OCG/Name(WORD)>>'
by_entries('document', {
    'title': ('the title', 'trailer', '/Info<</Title(WORD)>>'),
    'author': ('the author, as UTF-16', 'trailer', '/Info<</Author(WIDE)>>'),
    'subject': ('the subject, in hex', 'trailer', '/Info<</Subject(HEX)>>'),
    'keywords': ('a keyword', 'trailer', '/Info<</Keywords(one, WORD)>>'),
    'producer': ('the programs that made it', 'trailer',
                 '/Info<</Producer(WORD)/Creator(WORD)/Trapped/WORD>>'),
    'custom-key': ('a key of its own', 'trailer',
                   '/Info<</WORD(x)/Case#20No(WORD)>>'),
    'dates': ('in a date', 'trailer', '/Info<</ModDate(D:2019 WORD)>>'),
    'trailer-key': ('an entry of the trailer', 'trailer',
                    '/WORD(x)/Note(WORD)/ID[(WORD)(WORD)]'),
    'labels': ('in labels of pages', 'catalog', '/PageLabels<</Nums[0<</S/D/P'
               '(WORD)/St 1>>]>>'),
    'open-action': ('in a script that runs first', 'catalog',
                    f'/OpenAction {JS}'),
    'open-uri': ('in an address that opens first', 'catalog',
                 f'/OpenAction {URI}'),
    'catalog-events': ('in scripts before it is printed', 'catalog',
                       f'/AA<</WC {JS}/WS {JS}/DS {JS}/WP {JS}/DP {JS}>>'),
    'page-events': ('in scripts of a page', 'page', f'/AA<</O {JS}/C {JS}>>'),
    'names-script': ('a script, and its name', 'catalog',
                     f'/Names<</JavaScript<</Names[(WORD){JS}]>>>>'),
    'uri-base': ('the base of its links', 'catalog',
                 '/URI<</Base(https://WORD.example.org)>>'),
    'page-mode': ('how it is to be shown', 'catalog',
                  '/PageMode/WORD/PageLayout/WORD'),
    'viewer': ('how it is to be printed', 'catalog', '/ViewerPreferences<<'
               '/DisplayDocTitle true/PrintArea/WORD/Note(WORD)/Enforce'
               '[/WORD]>>'),
    'language': ('its language', 'catalog', '/Lang(en-WORD)'),
    'extensions': ('its extensions', 'catalog', '/Extensions<</WORD<</Type'
                   '/DeveloperExtensions/BaseVersion/1.7/ExtensionLevel 3/URL'
                   '(https://WORD.example.org)>>>>/Version/1.7'),
    'legal': ('the legal attestation', 'catalog',
              '/Legal<</JavaScriptActions 1/Attestation(WORD)>>'),
    'requirements': ('what it requires', 'catalog', '/Requirements[<</Type'
                     '/Requirement/S/WORD/RH[<</S/JS/Script(WORD)>>]>>]'),
    'spider': ('in what a web capture notes', 'catalog', '/SpiderInfo<</V 1.0'
               '/C[<</URL(https://WORD.example.org)/P(id=WORD)/H(X-A: WORD)'
               '/S<</UT(WORD)>>>>]>>/Names<</URLS<</Names[(https://WORD)'
               '<</Type/SpiderContentSet/S/SPS/ID(WORD)/O[]/T(WORD)/SI<</AU'
               '(https://WORD)>>/CT(text/WORD)>>]>>/IDS<</Names[(WORD) 1 0 R]'
               '>>>>'),
    'piece-info': ("in an application's data", 'catalog', '/PieceInfo<</WORD'
                   '<</LastModified(D:20190102)/Private<</Note(WORD)>>>>>>'),
    'page-piece-info': ("in an application's data of a page", 'page',
                        '/PieceInfo<</App<</LastModified(D:20190102)/Private'
                        '(WORD)>>>>/LastModified(WORD)'),
    'page-keys': ('in a page: its ID, order of tabs, language', 'page',
                  '/ID(WORD)/Tabs/WORD/Lang(WORD)/WORD(WORD)'),
    'page-group': ('in the group of a page', 'page', '/Group<</S/Transparency'
                   '/CS/DeviceRGB/Note(WORD)>>'),
    'separation': ('the plate of a page', 'page', '/SeparationInfo<</Pages[]'
                   '/DeviceColorant(WORD)/ColorSpace[/Separation/WORD'
                   '/DeviceGray<</FunctionType 2/N 1/Domain[0 1]>>]>>'),
    'presentation': ('a step of a presentation', 'page', '/PresSteps<</Type'
                     f'/NavNode/NA {JS}/PA {URI}/Next<</Type/NavNode>>>>/Trans'
                     '<</S/WORD>>/Dur 9'),
    'measure': ('in viewports and measures', 'page', '/VP[<</Type/Viewport'
                '/BBox[0 0 99 99]/Name(WORD)/Measure<</Type/Measure/Subtype'
                '/GEO/GCS<</Type/PROJCS/WKT(PROJCS["WORD"])>>/PDU[/WORD]/GPTS'
                '[0 0]/DCS<</Type/GEOGCS/WKT(WORD)>>>>/PtData<</Subtype/Cloud'
                '/Names[/WORD]/XPTS[[(WORD)]]>>>>]'),
    'box-colours': ('in hints on the boxes of a page', 'page',
                    '/BoxColorInfo<</CropBox<</C[1 0 0]/S/WORD/D[(WORD)]>>>>'),
    'parts': ('in parts of a document (DPart)', 'catalog', '/DPartRoot<</Type'
              '/DPartRoot/NodeNameList[/WORD]/DPartRootNode<</Type/DPart/DPM<<'
              '/CIP4_Root<</Recipient(WORD)>>>>/Metadata(WORD)>>>>'),
    'permissions': ('in permissions', 'catalog', '/Perms<</DocMDP<</Type/Sig'
                    '/Filter/Adobe.PPKLite/Name(WORD)/Reason(WORD)/Contents'
                    '(HEX)/Reference[<</Type/SigRef/TransformMethod/DocMDP'
                    '/TransformParams<</P 1/Msg(WORD)>>>>]>>/UR3<</Type/Sig'
                    '/Location(WORD)>>>>'),
    'collection': ('in a portfolio', 'catalog', '/Collection<</Type/Collection'
                   '/Schema<</WORD<</Subtype/S/N(WORD)>>>>/D(WORD)/View/T/Sort'
                   '<</S/WORD>>/Folders<</ID 1/Name(WORD)/Desc(WORD)>>>>'),
    'layer-names': ('in names of layers', 'catalog', '/OCProperties<</OCGs'
                    f'[{OCG}]/D<</Name(WORD)/Creator(WORD)/Order[(WORD)'
                    f'[{OCG}]]/RBGroups[]/AS[]>>/Configs[<</Name(WORD)>>]>>'),
    'intents': ('in output intents', 'catalog', '/OutputIntents[<</Type'
                '/OutputIntent/S/GTS_PDFX/OutputCondition(WORD)'
                '/OutputConditionIdentifier(WORD)/RegistryName(http://WORD)'
                '/Info(WORD)/DestOutputProfileRef<</ProfileName(WORD)/URLs'
                '[<</FS/URL/F(http://WORD)>>]>>>>]'),
    'destinations': ('names of destinations', 'catalog', '/Names<</Dests<<'
                     '/Kids[<</Limits[(WORD)(WORD)]/Names[(WORD)[null/Fit]]>>]'
                     '>>>>'),
    'old-destinations': ('names of destinations, the old way', 'catalog',
                         '/Dests<</WORD[null/Fit]/x<</D[null/Fit]/Note(WORD)'
                         '>>>>'),
    'other-names': ('in trees of names', 'catalog', '/Names<</AP<</Names[(WORD'
                    ') null]>>/Pages<</Names[(WORD) null]>>/Renditions<</Names'
                    '[(WORD)<</S/MR/N(WORD)>>]>>/AlternatePresentations<<'
                    '/Names[(WORD)<</Type/SlideShow/Subtype/Embedded'
                    '/StartResource(WORD)>>]>>>>'),
    'unknown': ('in entries that no standard knows', 'catalog',
                '/WORD(x)/XX<</A[(WORD)<</B(WIDE)>>]>>'),
})


@channel('document.outlines', 'in outlines and where they lead')
def outlines(case):
    case.plain()
    root, first, second = (case.pdf.reserve() for _ in range(3))
    case.pdf.put(root, f'<</Type/Outlines/First {first} 0 R/Last {first} 0 R'
                 '/Count 2>>')
    case.pdf.put(first, filled(
        case, f'<</Title(WORD)/Parent {root} 0 R/First {second} 0 R/Last '
        f'{second} 0 R/Count 1/A {URI}/SE<</S/P/T(WORD)>>>>'))
    case.pdf.put(second, filled(
        case, f'<</Title(WIDE)/Parent {first} 0 R/Dest(WORD)/C[1 0 0]>>'))
    case.pdf.catalog = f'/Outlines {root} 0 R/PageMode/UseOutlines'


@channel('document.threads', 'in the information of an article')
def threads(case):
    thread, bead = case.pdf.reserve(), case.pdf.reserve()
    case.plain(entries=f'/B[{bead} 0 R]')
    case.pdf.put(thread, filled(
        case, f'<</Type/Thread/F {bead} 0 R/I<</Title(WORD)/Author(WORD)>>>>'))
    case.pdf.put(bead, f'<</Type/Bead/T {thread} 0 R/N {bead} 0 R/V {bead} 0 R'
                 f'/P {case.pdf.pages[0]}/R[30 90 200 120]>>')
    case.pdf.catalog = f'/Threads[{thread} 0 R]'


@channel('document.xmp', 'in XMP')
def xmp_of_document(case):
    case.plain()
    case.pdf.catalog = f'/Metadata {metadata(case)}'


@channel('document.xmp-deflated', 'in XMP, compressed')
def xmp_deflated(case):
    case.plain()
    case.pdf.catalog = f'/Metadata {metadata(case, True)}'


@channel('document.xmp-page', 'in XMP of a page')
def xmp_of_page(case):
    case.plain(entries=f'/Metadata {metadata(case)}')


@channel('document.xmp-form', 'in XMP and data of a form')
def xmp_of_form(case):
    case.page(case.shown() + '/X Do', resources=form_at(case, filled(
        case, f'/Metadata {metadata(case)}/PieceInfo<</A<</Private(WORD)>>>>'
        '/LastModified(WORD)/Name/WORD/OPI<</2.0<</Type/OPI/Version 2.0'
        '/F(WORD)/MainImage(WORD)>>>>/Ref<</F(WORD.pdf)/Page(WORD)/ID[(WORD)'
        '(WORD)]>>')))


@channel('document.xmp-image', 'in XMP of an image')
def xmp_of_image(case):
    image = case.pdf.stream(
        b'\x80', '/Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace'
        f'/DeviceGray/BitsPerComponent 8/Metadata {metadata(case)}/ID'
        f'({case.secret})/Name/{case.secret}')
    case.page(case.shown() + 'q 20 0 0 20 240 160 cm /X Do Q',
              resources=f'/XObject<</X {image}>>')


@channel('document.xmp-font', 'in XMP and notices of a font')
def xmp_of_font(case):
    square = case.pdf.stream('600 0 0 0 500 700 d1 0 0 500 700 re f')
    font = case.pdf.add(filled(
        case, '<</Type/Font/Subtype/Type3/Name/WORD/FontBBox[0 0 600 700]'
        '/FontMatrix[.001 0 0 .001 0 0]/FirstChar 65/LastChar 65/Widths[600]'
        f'/Encoding<</Differences[65/WORD]>>/CharProcs<</WORD {square}>>'
        f'/Resources<<>>/Metadata {metadata(case)}/FontDescriptor<</Type'
        '/FontDescriptor/FontName/WORD/FontFamily(WORD)/Lang/WORD/Flags 4'
        '/ItalicAngle 0>>>>'))
    case.page(case.shown() + 'BT /X 14 Tf 240 160 Td (A) Tj ET',
              fonts=f'/X {font}')


@channel('document.thumbnail', 'in the small picture of a page')
def thumbnail(case):
    wide, high, rows = pixels.picture(case.secret, 1)
    thumb = case.pdf.stream(
        pixels.samples(rows), f'/Width {wide}/Height {high}/ColorSpace'
        '/DeviceGray/BitsPerComponent 8', True)
    case.plain(entries=f'/Thumb {thumb}')
