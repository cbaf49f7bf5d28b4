# SPDX-License-Identifier: AGPL-3.0-or-later
"""Marked content and the structure tree: what a page says of itself to
those who cannot see it."""
import pdf
from lab import AT, CONTROL_AT, channel

ELSEWHERE = 40, 40              # neither under the box nor the control


def said(case):
    """What an entry may take from a case."""
    held = case.pdf.stream(f'<lexicon>{case.secret}</lexicon>')
    return {'SECRET': case.secret, 'STREAM': held,
            'WIDE': pdf.utf16(case.secret)}


def filled(text, values):
    for word, value in values.items():
        text = text.replace(word, value)
    return text


def inline(name, what, before, at=AT, after='EMC', resources=''):
    """A word that says nothing, in marked content that says the secret."""
    def make(case):
        values = said(case)
        case.page(filled(before, values) + ' ' + case.shown('TEXT', at)
                  + after, resources=filled(resources, values))
    channel('marked.' + name, what)(make)


inline('actual-text', 'ActualText of a covered span',
       '/Span<</ActualText WIDE>>BDC')
inline('actual-text-latin', 'the same in Latin letters',
       '/Span<</ActualText(SECRET)>>BDC')
inline('actual-text-open', 'ActualText of a span not covered',
       '/Span<</ActualText WIDE>>BDC', ELSEWHERE)
inline('actual-text-blank', 'ActualText of a span that is empty',
       '/Span<</ActualText WIDE>>BDC EMC', ELSEWHERE, '')
inline('alt', 'Alt of a covered span', '/Span<</Alt WIDE>>BDC')
inline('alt-open', 'Alt of a span not covered',
       '/Span<</Alt(SECRET)>>BDC', ELSEWHERE)
inline('expansion', 'E: what an abbreviation stands for',
       '/Span<</E(SECRET)>>BDC', ELSEWHERE)
inline('language', 'Lang of a span', '/Span<</Lang(SECRET)>>BDC', ELSEWHERE)
inline('artifact', 'in an artifact',
       '/Artifact<</Type/Pagination/Contents(SECRET)>>BDC')
inline('tag', 'the tag itself', '/SECRET BMC', ELSEWHERE)
inline('point', 'at a marked point', '/P<</Note(SECRET)>>DP', ELSEWHERE, '')
inline('named', 'in a named property list', '/Span/P0 BDC', ELSEWHERE,
       resources='/Properties<</P0<</ActualText WIDE/Alt(SECRET)>>>>')
inline('named-unused', 'in a property list that nothing names',
       '/Span BMC', ELSEWHERE,
       resources='/Properties<</P0<</Private(SECRET)>>/SECRET<<>>>>')
inline('named-metadata', 'in metadata of a property list',
       '/Span/P0 BDC', ELSEWHERE,
       resources='/Properties<</P0<</Metadata STREAM>>>>')
inline('named-file', 'in a file that a property list names',
       '/AF/P0 BDC', ELSEWHERE, resources='/Properties<</P0<</Type/Filespec'
       '/F(SECRET.txt)/EF<</F STREAM>>>>>>')
inline('nested', 'ActualText inside ActualText',
       '/Span<</ActualText(A)>>BDC/Span<</ActualText WIDE>>BDC', ELSEWHERE,
       'EMC EMC')
inline('unclosed', 'ActualText that never ends',
       'q /Span<</ActualText WIDE>>BDC EMC /Span<</ActualText WIDE/MCID 9>>'
       'BDC', ELSEWHERE, 'Q')


@channel('marked.true', 'shown, and told by ActualText as well')
def true(case):
    def shown(word, at):
        return (f'/Span<</ActualText {pdf.utf16(word)}>>BDC '
                f'{case.shown(word, at)}EMC\n')
    case.page(shown(case.secret, AT) + shown(case.control, CONTROL_AT),
              control=False)


@channel('marked.split', 'ActualText over what the box cuts')
def split(case):
    """One span over a covered word and one that stays."""
    case.page(f'/Span<</ActualText({case.secret} AND MORE)>>BDC '
              + case.shown() + case.shown('TEXT', ELSEWHERE) + 'EMC')


def tree(name, what, element='', root='', catalog='', mark=True,
         kids='0'):
    """A tagged page whose structure element, tree or catalog says it."""
    def make(case):
        values = said(case)
        top, one = case.pdf.reserve(), case.pdf.reserve()
        parents = case.pdf.add(f'<</Nums[0[{one} 0 R]]>>')
        case.page('/P<</MCID 0>>BDC ' + case.shown('TEXT') + 'EMC',
                  entries='/StructParents 0')
        case.pdf.put(one, f'<</Type/StructElem/S/P/P {top} 0 R/Pg '
                     f'{case.pdf.pages[0]}/K {filled(kids, values)}'
                     f'{filled(element, values)}>>')
        case.pdf.put(top, f'<</Type/StructTreeRoot/K {one} 0 R/ParentTree '
                     f'{parents}/ParentTreeNextKey 1{filled(root, values)}>>')
        marked = '/MarkInfo<</Marked true>>' if mark else ''
        case.pdf.catalog += (f'/StructTreeRoot {top} 0 R{marked}'
                             f'{filled(catalog, values)}')
    channel('marked.tree-' + name, what)(make)


tree('actual-text', 'ActualText in the structure tree', '/ActualText WIDE')
tree('alt', 'Alt in the structure tree', '/Alt(SECRET)')
tree('expansion', 'E in the structure tree', '/E(SECRET)')
tree('title', 'a title in the structure tree', '/T(SECRET)')
tree('id', 'an ID, and the tree of IDs', '/ID(SECRET)',
     '/IDTree<</Names[(SECRET)null]/Limits[(SECRET)(SECRET)]>>')
tree('language', 'a language in tree and catalog', '/Lang(SECRET)',
     catalog='/Lang(SECRET)')
tree('phoneme', 'how it is pronounced',
     '/Phoneme WIDE/PhoneticAlphabet/ipa',
     '/PronunciationLexicon[<</Type/Filespec/F(SECRET)'
     '/EF<</F STREAM>>>>]')
tree('class', 'a class and its attributes', '/C/SECRET',
     '/ClassMap<</SECRET<</O/Layout/SECRET true>>>>')
tree('role', 'a role', '/S/SECRET', '/RoleMap<</SECRET/P>>')
tree('attributes', 'user properties',
     '/A<</O/UserProperties/P[<</N(SECRET)/V(SECRET)/F(SECRET)>>]>>',
     catalog='/MarkInfo<</Marked true/UserProperties true>>', mark=False)
tree('summary', "a table's summary",
     '/A<</O/Table/Summary(SECRET)/Headers[(SECRET)]/Short WIDE>>')
tree('namespace', 'a namespace', '/NS<</Type/Namespace/NS(SECRET)>>',
     '/Namespaces[<</Type/Namespace/NS(SECRET)/RoleMapNS<</SECRET/P>>>>]')
tree('file', 'in a file that goes with an element',
     '/AF[<</Type/Filespec/F(SECRET)/EF<</F STREAM>>>>]')
tree('object', 'in an element for an object of no page',
     kids='[0<</Type/OBJR/Obj STREAM>>]')
tree('ref', 'in an element that another refers to',
     '/Ref[<</Type/StructElem/S/Note/ActualText(SECRET)>>]')


@channel('marked.reused', 'one MCID for what is covered and what is not')
def reused(case):
    top, one = case.pdf.reserve(), case.pdf.reserve()
    case.page('/P<</MCID 0>>BDC ' + case.shown() + 'EMC /P<</MCID 0>>BDC '
              + case.control_shown() + 'EMC', control=False,
              entries='/StructParents 0')
    case.pdf.put(one, f'<</Type/StructElem/S/P/P {top} 0 R/K 0/Pg '
                 f'{case.pdf.pages[0]}>>')
    case.pdf.put(top, f'<</Type/StructTreeRoot/K {one} 0 R/ParentTree'
                 f'<</Nums[0[{one} 0 R]]>>>>')
    case.pdf.catalog += f'/StructTreeRoot {top} 0 R/MarkInfo<</Marked true>>'
