# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a file holds that no page needs: bytes, old objects, odd tables."""
import zlib

import layout
import pdf
from lab import channel


def noise(case):
    return b'\n' + case.secret.encode() + b' ' + case.number.encode() + b'\n'


def plain(case):
    case.plain()
    return case.pdf.finished()


@channel('file.before-header', 'before the header')
def before_header(case):
    return layout.laid(plain(case), start=noise(case) * 9 + pdf.HEAD,
                       shift=-len(noise(case) * 9))


@channel('file.mail', 'in a mail that the file is in')
def mail(case):
    head = f'MIME-Version: 1.0\r\nSubject: {case.secret}\r\n\r\n'
    return layout.laid(plain(case), start=head.encode() + pdf.HEAD)


@channel('file.header', 'on the line of the header')
def header(case):
    start = b'%PDF-1.7 ' + case.secret.encode() + b'\n%' + noise(case)[1:]
    return layout.laid(plain(case), start=start)


@channel('file.after-end', 'after the end')
def after_end(case):
    return layout.laid(plain(case)) + noise(case)


@channel('file.second-end', 'between two ends')
def second_end(case):
    return layout.laid(plain(case)) + b'%' + noise(case)[1:] + b'%%EOF\n'


@channel('file.zip-after-end', 'in a ZIP after the end')
def zip_after_end(case):
    word = case.secret.encode()
    packed = zlib.compress(word)[2:-4]
    return layout.laid(plain(case)) + (
        b'PK\x03\x04\x14\0\0\0\x08\0' + bytes(4)
        + zlib.crc32(word).to_bytes(4, 'little')
        + len(packed).to_bytes(4, 'little') + len(word).to_bytes(4, 'little')
        + len(word).to_bytes(2, 'little') + b'\0\0' + word + packed)


def between(name, what, junk):
    """Bytes in front of each object."""
    def make(case):
        objects = plain(case)
        return layout.laid(objects, {n: junk(case) for n in objects})
    channel('file.' + name, what)(make)


between('comments', 'in comments between objects',
        lambda case: b'% ' + noise(case)[1:])
between('gaps', 'in bytes between objects', noise)
between('zeros', 'in bytes between objects, with zeros', lambda case: b'\0' * 9
        + case.secret.encode('utf-16-be') + b'\0' * 9 + b'\n')
between('whole-objects', 'in objects of no number', lambda case:
        b'<</Title(' + case.secret.encode() + b')>>\nendobj\n')


@channel('file.inner-comments', 'in comments within objects')
def inner_comments(case):
    objects = plain(case)
    note = b'<<%' + noise(case)[1:]
    return layout.laid({n: pdf.raw(b).replace(b'<<', note, 1)
                        for n, b in objects.items()})


@channel('file.trailer-comment', 'in comments of table and trailer')
def trailer_comment(case):
    return layout.laid(plain(case), trailer=f'%{case.secret}\n')


@channel('file.orphan', 'in objects that nothing needs')
def orphan(case):
    case.plain()
    case.pdf.add(f'<</A({case.secret})/{case.secret}[{case.number}]>>')
    case.pdf.add(pdf.utf16(case.secret))
    case.pdf.stream(case.secret, deflate=True)


@channel('file.freed', 'in objects that the table calls free')
def freed(case):
    case.plain()
    lost = [int(case.pdf.add(f'<</Title({case.secret})>>').split()[0]),
            int(case.pdf.stream(case.secret, deflate=True).split()[0])]
    return layout.laid(case.pdf.finished(), skip=lost)


def twice(name, what, first):
    """Two objects of one number: the page that shows the secret under the
    box, and one where it is in the clear."""
    def make(case):
        objects = plain(case)
        number = layout.contents(case)
        other = b'%d %%d obj\n' % number + pdf.stream(
            case.shown(at=(60, 50))) + b'\nendobj\n'
        return layout.laid(objects, first(number, other))
    channel('file.' + name, what)(make)


twice('same-number', 'in an object whose number is given again',
      lambda n, other: {n: other % 0})
twice('later-number', 'in a later object of a number in use',
      lambda n, other: {n + 1: other % 0})
twice('generation', 'in an object of a higher generation',
      lambda n, other: {n: other % 7})


@channel('file.length-short', 'behind the end that a stream claims')
def length_short(case):
    objects = plain(case)
    number = layout.contents(case)
    objects[number] = objects[number].replace(
        b'\nendstream', b'\n%' + noise(case)[1:] + b'endstream')
    return layout.laid(objects)


@channel('file.length-long', 'in a stream that claims to be longer')
def length_long(case):
    case.page('/X Do', resources='/XObject<</X ' + case.pdf.add(
        b'<</Type/XObject/Subtype/Form/BBox[0 0 300 200]/Resources<</Font<<'
        + case.fonts().encode() + b'>>>>/Length 9999>>\nstream\n'
        + case.shown().encode() + b'\nendstream') + '>>')


@channel('file.stream-strings', 'in the dictionary of a stream')
def stream_strings(case):
    content = case.pdf.stream(
        case.shown() + case.control_shown(), filled(
            case, '/Note(WORD)/DL 99/DecodeParms<</WORD(WORD)>>/WORD/WORD'))
    case.pdf.page(f'/MediaBox[0 0 300 200]/Contents {content}'
                  f'/Resources<</Font<<{case.fonts()}>>>>')


@channel('file.external', 'in the name of the file that a stream is in')
def external(case):
    other = case.pdf.stream('', filled(
        case, '/Type/XObject/Subtype/Form/BBox[0 0 9 9]/F<</F(WORD.bin)/UF'
        '(WORD)>>/FFilter/WORD'))
    case.page(case.shown() + '/X Do', resources=f'/XObject<</X {other}>>')


def filled(case, entries):
    return entries.replace('WORD', case.secret)


@channel('file.same-key', 'in a key that is there twice')
def same_key(case):
    shows = case.pdf.stream(case.shown() + case.control_shown())
    hides = case.pdf.stream(case.control_shown())
    case.pdf.page(f'/MediaBox[0 0 300 200]/Contents {shows}/Contents {hides}'
                  f'/Resources<</Font<<{case.fonts()}>>>>/Contents {shows}'
                  f'/Lang({case.secret})/Lang(en)')


@channel('file.escaped-names', 'in names of #xx')
def escaped_names(case):
    name = ''.join(f'#{ord(c):02x}' for c in case.secret)
    case.page(f'/{name} Do', resources=f'/XObject<</{name} ' + case.pdf.stream(
        case.shown(), '/Type/XObject/Subtype/Form/BBox[0 0 300 200]/Resources'
        f'<</Font<<{case.fonts()}>>>>/Name/{name}') + '>>')
    case.pdf.catalog = f'/PieceInfo<</{name}<</Private/{name}>>>>'


@channel('file.escaped-strings', 'in strings of escapes and broken lines')
def escaped_strings(case):
    octal = ''.join(f'\\{ord(c):03o}' for c in case.secret)
    broken = '\\\r\n'.join(case.secret)
    case.plain()
    case.pdf.trailer = f'/Info<</Title({octal})/Author({broken})>>'


@channel('file.hex-strings', 'in hexadecimal strings with blanks')
def hex_strings(case):
    spaced = ' '.join(f'{ord(c):02X}' for c in case.secret)
    case.plain()
    case.pdf.trailer = f'/Info<</Title<{spaced}>/Author< FEFF {spaced}>>>'


@channel('file.sent-as-text', 'in a file whose lines were made longer')
def sent_as_text(case):
    case.plain()
    case.pdf.trailer = f'/Info<</Title({case.secret})>>'
    return case.pdf.bytes().replace(b'\n', b'\r\n')


def odd(name, what, change):
    """A table that is no good: readers look for the objects themselves. One
    of them, which no table had, holds the secret."""
    def make(case):
        case.plain()
        lost = int(case.pdf.add(f'<</Title({case.secret})>>').split()[0])
        return change(layout.laid(case.pdf.finished(), skip=[lost]))
    channel('file.' + name, what)(make)


def cut_at(data, word):
    return data[:data.rindex(word)]


odd('wrong-startxref', 'found by repair: the table is elsewhere',
    lambda data: cut_at(data, b'startxref') + layout.ending(7))
odd('wrong-offsets', 'found by repair: its offsets are wrong',
    lambda data: data.replace(b'0000000', b'0000001'))
odd('no-table', 'found by repair: there is no table',
    lambda data: cut_at(data, b'xref\n0 ') + data[data.rindex(b'trailer'):])
odd('cut-off', 'found by repair: the end is lost',
    lambda data: cut_at(data, b'startxref'))
odd('prev-loop', 'in a file whose tables go round',
    lambda data: data.replace(b'/Root 1 0 R', b'/Root 1 0 R/Prev %d'
                              % pdf.table_of(data)))


@channel('file.two-files', 'in a file before the file')
def two_files(case):
    first = pdf.Pdf()
    first.page('/MediaBox[0 0 300 200]/Contents ' + first.stream(
        f'% {case.secret}') + f'/Lang({case.secret})')
    start = first.bytes()
    return layout.laid(plain(case), start=start + pdf.HEAD)


@channel('file.linearized', 'in the padding of a linearized file')
def linearized(case):
    case.plain()
    case.pdf.trailer = f'/Info<</Title({case.secret})>>'
    data = layout.by_qpdf(case.pdf.bytes(), '--linearize')
    note = b' %' + case.secret.encode() + b'\n'
    at = data.index(b' ' * (len(note) + 1), data.index(b'/Linearized'))
    return data[:at] + note + data[at + len(note):]


@channel('file.hints', 'in the hint stream of a linearized file')
def hints(case):
    """Linearized by its own word alone: its hints are what we want."""
    case.plain()
    objects = case.pdf.finished()
    tied, hint = max(objects) + 1, max(objects) + 2
    objects[hint] = pdf.stream(noise(case) * 3, '/S 9')
    objects[tied] = b'<</Linearized 1/L 0000000000/H[0 0]/O 3/E 9/N 1/T 9>>'
    data = layout.laid(objects, start=pdf.HEAD)
    return data.replace(b'0000000000/H', b'%010d/H' % len(data))
