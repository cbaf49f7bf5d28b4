# SPDX-License-Identifier: AGPL-3.0-or-later
"""Interactive forms: what fields hold, what their widgets show, and what
stands behind both."""
import base64

import pdf
from annotation import CONTROL_SPOT, SPOT, WIDE, look, rect
from lab import channel

NO_SIZE = '/Rect[0 0 0 0]'


def widget(case, spot, entries, word=None):
    """A field that is its own widget; with a word, it shows that."""
    seen = '' if word is None else f'/AP<</N {look(case, word)}>>'
    where = rect(spot) if spot else NO_SIZE
    return case.pdf.add(f'<</Type/Annot/Subtype/Widget{where}/F 4{seen}'
                        f'{entries}>>')


def form(case, widgets, fields=None, entries='', control=False, content=''):
    """A page with these widgets, and the form they belong to."""
    case.page(content, control=control,
              entries=f'/Annots[{" ".join(widgets)}]')
    case.pdf.catalog = (
        f'/AcroForm<</Fields[{" ".join(widgets if fields is None else fields)}'
        f']/DR<</Font<<{case.fonts()}>>>>{entries}'
        + ('' if '/DA' in entries else '/DA(/F1 14 Tf 0 g)') + '>>')


def filled(case, entries, bare=False, more=''):
    """Two fields, WORD in their entries: the secret's and the control's."""
    fields = [widget(case, spot, entries.replace('WORD', word),
                     None if bare else word)
              for spot, word in ((SPOT, case.secret),
                                 (CONTROL_SPOT, case.control))]
    form(case, fields, entries=more)


def behind(case, entries, more='', **rest):
    """The secret on the page, and in a field that shows nothing of it."""
    field = widget(case, SPOT, entries.replace('WORD', case.secret), '')
    form(case, [field], entries=more.replace('WORD', case.secret),
         control=True, content=case.shown(), **rest)


SCRIPT = '<</S/JavaScript/JS(event.value = "WORD";)>>'
FIELDS = {
    # In a field that shows it, and the control in one of the same kind.
    'text': ('in a text field', '/FT/Tx/T(f.WORD)/V(WORD)'),
    'comb': ('in a comb', '/FT/Tx/Ff 16777216/MaxLen 10/T(c)/V(WORD)'),
    'multiline': ('in lines of a text field', '/FT/Tx/Ff 4096/T(m)/V(WORD)'),
    'combo': ('chosen of a list that drops down', '/FT/Ch/Ff 131072/T(c)'
              '/V(WORD)/Opt[(WORD)(NONE)]/I[0]'),
    'edited-combo': ('typed into a list', '/FT/Ch/Ff 393216/T(e)/V(WORD)'
                     '/Opt[(NONE)]'),
    'list-box': ('chosen of a list', '/FT/Ch/T(l)/V[(WORD)]/Opt[[(WORD)'
                 '(WORD)]]/I[0]/TI 0'),
    'button': ('the caption of a button', '/FT/Btn/Ff 65536/T(b)/MK<</CA'
               '(WORD)/RC(WORD)/AC(WORD)>>'),
}
for name, (what, entries) in FIELDS.items():
    def shown(case, entries=entries):
        filled(case, entries)
    channel('widgets.' + name, what)(shown)

BARE = {
    # No appearance: readers draw the value themselves.
    'text-bare': ('in a text field that readers draw', '/FT/Tx/T(f)/V(WORD)'),
    'combo-bare': ('in a list that readers draw', '/FT/Ch/Ff 131072/T(c)'
                   '/V(WORD)/Opt[(WORD)(NONE)]'),
}
for name, (what, entries) in BARE.items():
    def bare(case, entries=entries):
        filled(case, entries + '/DA(/F1 14 Tf 0 g)', True,
               '/NeedAppearances true')
    channel('widgets.' + name, what)(bare)

BEHIND = {
    # The page shows it, the field holds it and looks empty.
    'default': ('the default of an emptied field', '/FT/Tx/T(f)/V()/DV(WORD)'),
    'rich': ('the rich text of a field', '/FT/Tx/Ff 33554432/T(f)/RV(<body>'
             '<p>WORD</p></body>)/DS(font: WORD)'),
    'password': ('in a password field', '/FT/Tx/Ff 8192/T(p)/V(WORD)'),
    'file-select': ('the file that a field picks',
                    '/FT/Tx/Ff 1048576/T(f)/V(C:\\WORD.txt)'),
    'names': ('in the names of a field', '/FT/Tx/T(WORD)/TU(WORD)/TM(WORD)'),
    'stale': ('a value that is not what is seen', '/FT/Tx/T(f)/V(WORD)'
              '/MaxLen 3'),
    'not-chosen': ('a choice that was not made', '/FT/Ch/T(c)/V(NONE)/DV(WORD)'
                   '/Opt[[(1)(NONE)][(WORD)(two)][(2)(WORD)]]'),
    'caption': ('in captions of a button', '/FT/Btn/Ff 65536/T(b)/MK<</CA()'
                '/RC(WORD)/AC(WORD)>>/H/P'),
    'button-value': ('the export values of buttons',
                     '/FT/Btn/Ff 49152/T(r)/Opt[(WORD)(NO)]/DV/WORD'),
    'barcode': ('in the data of a barcode', '/FT/Tx/T(b)/V(WORD)/PMD<</Type'
                '/PaperMetaData/Symbology/QRCode/Caption(WORD)>>'),
    'script-key': ('in scripts of a field', '/FT/Tx/T(s)/AA<</K SCRIPT/F '
                   'SCRIPT/V SCRIPT/C SCRIPT/Fo SCRIPT/PV SCRIPT>>'),
    'submit': ('in the address of a button', '/FT/Btn/Ff 65536/T(b)/A<</S'
               '/SubmitForm/F<</FS/URL/F(https://example.org/WORD)>>>>'),
    'import': ('in the file that a button reads', '/FT/Btn/Ff 65536/T(b)/A'
               '<</S/ImportData/F(WORD.fdf)>>'),
    'reset': ('in the fields that a button resets', '/FT/Btn/Ff 65536/T(b)/A'
              '<</S/ResetForm/Fields[(WORD)]>>'),
    'signature-lock': ('in what a signature locks', '/FT/Sig/T(s)/Lock<</Type'
                       '/SigFieldLock/Action/Include/Fields[(WORD)]>>/SV'
                       '<</Type/SV/Reasons[(WORD)]/LegalAttestation[(WORD)]'
                       '/Cert<</URL(https://WORD.example.org)>>>>'),
}
for name, (what, entries) in BEHIND.items():
    def kept(case, entries=entries):
        behind(case, entries.replace('SCRIPT', SCRIPT))
    channel('widgets.' + name, what)(kept)


@channel('widgets.value-stream', 'a value kept as a stream')
def value_stream(case):
    value = case.pdf.stream(case.secret, deflate=True)
    behind(case, f'/FT/Tx/Ff 4096/T(f)/V {value}/RV {value}')


@channel('widgets.check-box', 'the state of a check box')
def check_box(case):
    """The states are called by the words."""
    def box(spot, word):
        form_on = look(case, word)
        return widget(case, spot, f'/FT/Btn/T(b{spot[1]})/V/{word}/AS/{word}'
                      f'/AP<</N<</{word} {form_on}/Off {look(case, "")}>>>>')
    form(case, [box(SPOT, case.secret), box(CONTROL_SPOT, case.control)])


@channel('widgets.unchecked', 'a state that a check box is not in')
def unchecked(case):
    on = look(case, case.secret)
    field = widget(case, SPOT, '/FT/Btn/T(b)/V/Off/AS/Off/AP<</N<<'
                   f'/{case.secret} {on}/Off {look(case, "")}>>/D<<'
                   f'/{case.secret} {on}>>>>')
    form(case, [field], control=True)


@channel('widgets.icons', 'in pictures of a button')
def icons(case):
    icon = look(case, case.secret)
    field = widget(case, SPOT, f'/FT/Btn/Ff 65536/T(b)/MK<</I {icon}/RI {icon}'
                   f'/IX {icon}/TP 1>>', '')
    form(case, [field], control=True)


@channel('widgets.parent', 'in a field above the one that is seen')
def parent(case):
    above = case.pdf.reserve()
    kid = widget(case, SPOT, f'/Parent {above} 0 R', case.secret)
    case.pdf.put(above, f'<</FT/Tx/T({case.secret})/V({case.secret})'
                 f'/Kids[{kid}]>>')
    other = widget(case, CONTROL_SPOT, '/FT/Tx/T(c)', case.control)
    form(case, [kid, other], [f'{above} 0 R', other])


@channel('widgets.no-widget', 'in a field that no page has')
def no_widget(case):
    kid = case.pdf.add(f'<</T({case.secret})/V({case.secret})>>')
    field = case.pdf.add('<</FT/Tx/T(data)/V(none)/Kids[' + kid + ']>>')
    form(case, [], [field], control=True, content=case.shown())


@channel('widgets.no-form', 'in a widget that no form has')
def no_form(case):
    fields = [widget(case, spot, f'/FT/Tx/T({word})/V({word})', word)
              for spot, word in ((SPOT, case.secret),
                                 (CONTROL_SPOT, case.control))]
    form(case, fields, [])


@channel('widgets.hidden', 'in a widget that is hidden')
def hidden(case):
    field = case.pdf.add(
        f'<</Type/Annot/Subtype/Widget{rect(SPOT)}/F 2/FT/Tx/T(h)/V'
        f'({case.secret})/AP<</N {look(case, case.secret)}>>>>')
    other = widget(case, CONTROL_SPOT, '/FT/Tx/T(c)', case.control)
    form(case, [field, other])


@channel('widgets.no-size', 'in a widget without a size')
def no_size(case):
    field = widget(case, None, f'/FT/Tx/T(n)/V({case.secret})', case.secret)
    other = widget(case, CONTROL_SPOT, '/FT/Tx/T(c)', case.control)
    form(case, [field, other])


@channel('widgets.calculation', 'in scripts of a calculation')
def calculation(case):
    script = SCRIPT.replace('WORD', case.secret)
    field = widget(case, SPOT, f'/FT/Tx/T(sum)/V(1)/AA<</C {script}>>', '')
    form(case, [field], entries=f'/CO[{field}]', control=True,
         content=case.shown())


@channel('widgets.form-strings', 'in the defaults of the form')
def form_strings(case):
    behind(case, '/FT/Tx/T(f)', '/DA(/F1 9 Tf % WORD)/Note(WORD)/SigFlags 0')


def signature(case, word):
    return case.pdf.add(
        f'<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/adbe.pkcs7.detached/Name'
        f'({word})/Reason({word})/Location {pdf.utf16(word)}/ContactInfo'
        f'({word})/M(D:20190102)/ByteRange[0 9 19 9]/Contents '
        f'{pdf.hexed("0" + word)}/Cert({word})/Prop_Build<</App<</Name/{word}'
        f'/REx({word})>>>>/Reference[<</Type/SigRef/TransformMethod/FieldMDP'
        f'/TransformParams<</Action/Include/Fields[({word})]>>>>]>>')


@channel('widgets.signature', 'in a signature, and in its picture')
def signature_field(case):
    fields = [widget(case, spot, f'/FT/Sig/T(s{spot[1]})/V '
                     + signature(case, word), word)
              for spot, word in ((SPOT, case.secret),
                                 (CONTROL_SPOT, case.control))]
    form(case, fields, entries='/SigFlags 3')


@channel('widgets.signature-unseen', 'in a signature that no page shows')
def signature_unseen(case):
    field = widget(case, None,
                   f'/FT/Sig/T(s)/V {signature(case, case.secret)}')
    form(case, [field], entries='/SigFlags 3', control=True,
         content=case.shown())


@channel('widgets.signature-layers', 'in a layer of a signature')
def signature_layers(case):
    """Forms n0 and n2, as Acrobat nests them; n4 is drawn by none."""
    def layers(word, unseen):
        seen, lost = look(case, word), look(case, unseen)
        frame = case.pdf.stream(
            '/n2 Do', f'/Type/XObject/Subtype/Form/BBox[0 0 {WIDE} 26]'
            f'/Resources<</XObject<</n0 {lost}/n2 {seen}/n4 {lost}>>>>')
        return case.pdf.stream(
            '/FRM Do', f'/Type/XObject/Subtype/Form/BBox[0 0 {WIDE} 26]'
            f'/Resources<</XObject<</FRM {frame}>>>>')
    fields = [widget(case, spot, f'/FT/Sig/T(s{spot[1]})/AP<</N '
                     f'{layers(word, case.secret)}>>')
              for spot, word in ((SPOT, case.secret),
                                 (CONTROL_SPOT, case.control))]
    form(case, fields)


def packets(word):
    """The parts of an XFA form, each with the word in it."""
    space = 'http://www.xfa.org/schema/xfa-'
    return {
        'preamble': '<xdp:xdp xmlns:xdp="http://ns.adobe.com/xdp/">',
        'template': f'<template xmlns="{space}template/3.0/"><subform name='
        f'"{word}"><field name="f"><value><text>{word}</text></value></field>'
        '</subform></template>',
        'datasets': f'<xfa:datasets xmlns:xfa="{space}data/1.0/"><xfa:data>'
        f'<f>{word}</f><img>{base64.b64encode(word.encode()).decode()}</img>'
        '</xfa:data></xfa:datasets>',
        'form': f'<form xmlns="{space}form/2.8/"><f>{word}</f></form>',
        'postamble': '</xdp:xdp>',
    }


@channel('widgets.xfa-array', 'in parts of an XFA form')
def xfa_array(case):
    parts = ''.join(f'({name}) {case.pdf.stream(part, deflate=True)}'
                    for name, part in packets(case.secret).items())
    behind(case, '/FT/Tx/T(f)/V(none)', f'/XFA[{parts}]')


@channel('widgets.xfa-stream', 'in an XFA form of one stream')
def xfa_stream(case):
    whole = case.pdf.stream(''.join(packets(case.secret).values()))
    behind(case, '/FT/Tx/T(f)/V(none)', f'/XFA {whole}')


@channel('widgets.xfa-no-fields', 'in an XFA form without fields')
def xfa_no_fields(case):
    whole = case.pdf.stream(''.join(packets(case.secret).values()))
    form(case, [], entries=f'/XFA {whole}', control=True,
         content=case.shown())
    case.pdf.catalog += '/NeedsRendering true'
