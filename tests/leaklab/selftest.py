#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The judge can fail: what is planted is found, what is not there is not.
TAP."""
import base64
import pathlib
import sys
import tempfile
import zlib

import eye
import judge
import lab
import pdf
import witness

WORD, OTHER = lab.secrets('selftest')
claims = []


def claim(text, true):
    claims.append(bool(true))
    print(f'{"" if true else "not "}ok {len(claims)} - {text}')


def hunting():
    planted = {
        'plain': b'xx' + WORD.encode() + b'xx',
        'plain, small': WORD.lower().encode(),
        'plain, half of it': b'..' + WORD[:6].encode() + b'..',
        'plain, letter by letter': ' '.join(WORD).encode(),
        'utf-16, big end first': b'\xfe\xff' + WORD.encode('utf-16-be'),
        'utf-16, little end first': WORD.encode('utf-16-le'),
        'hex': WORD.encode().hex().upper().encode(),
        'hex utf-16': WORD.encode('utf-16-be').hex().encode(),
        'percent': ''.join(f'%{ord(c):02X}' for c in WORD).encode(),
        'octal': ''.join(f'\\{ord(c):03o}' for c in WORD).encode(),
        'entities': ''.join(f'&#{ord(c)};' for c in WORD).encode(),
        'backwards': WORD[::-1].encode(),
    }
    for name, data in planted.items():
        way = name.split(',')[0]
        seen = witness.hunt_bytes(b'\0\x91' + data + b'\xff', WORD)
        claim(f'the hunt finds {name}', way in seen)
    for skip in range(3):
        data = base64.b64encode(b'?' * skip + WORD.encode() + b'!')
        claim(f'the hunt finds base64 that begins at {skip}',
              'base64' in witness.hunt_bytes(data, WORD))
    noise = b''.join(value.to_bytes(2, 'big') for value in range(65536))
    claim('the hunt finds nothing in other words and in noise',
          not witness.hunt_bytes(noise + OTHER.encode(), WORD))


def reading():
    data = (b'[(AB) -3 (C\\104) <45 46>] TJ (\\(G\\)) Tj')
    claim('strings are unescaped and joined',
          witness.strings(data) == b'ABCDEF(G)')
    packed = b'x stream\r\n' + zlib.compress(b'inside') + b' endstream'
    claim('a stream that no object owns is inflated',
          witness.inflated(packed) == b'inside')
    claim('a name is read through its escapes',
          witness.names(b'/A#42C') == b'/ABC')


def saved(folder, name, case):
    path = pathlib.Path(folder) / name
    path.write_bytes(case.pdf.bytes())
    return path


def blacked(case):
    """The control alone, and a bar in the box's place."""
    x0, y0, x1, y1 = lab.BOX
    case.page(f'0 g {x0} {lab.PAGE[1] - y1} {x1 - x0} {y1 - y0} re f')
    return case


def judging(folder):
    bare = lab.Case('selftest', 0)
    bare.plain()
    source = saved(folder, 'source.pdf', bare)
    clean = saved(folder, 'clean.pdf', blacked(lab.Case('selftest', 0)))
    case = lab.Case('selftest', 0)
    result = judge.judge(case, source, [clean, clean])
    claim('a page with a bar alone is good', result.good())
    claim('a source is not', judge.judge(case, source, [source, source]).leaks)
    claim('nor is a page that shows the place',
          judge.shows(case, source, None))

    hidden = blacked(lab.Case('selftest', 0))
    hidden.pdf.trailer = f'/Info<</Title {pdf.utf16(case.secret)}>>'
    claim('nor is one with the word in its information', judge.judge(
        case, source, [saved(folder, 'info.pdf', hidden)] * 2).leaks)

    lost = lab.Case('selftest', 0)
    lost.page('', control=False)
    claim('a page without its control has lost it', judge.control(
        case, source, saved(folder, 'lost.pdf', lost), None) == 'lost')
    moved = lab.Case('selftest', 0)
    moved.page(moved.shown(moved.control, (40, 40)), control=False)
    claim('so has one where it stands elsewhere', judge.control(
        case, source, saved(folder, 'moved.pdf', moved), None) == 'lost')
    drawn = lab.Case('selftest', 0)
    drawn.page('BT 2 Tr 1 w ET ' + drawn.shown('MMMMMMMM', lab.CONTROL_AT),
               control=False)
    claim('one that shows other words there has its ink only', judge.control(
        case, source, saved(folder, 'ink.pdf', drawn), None) == 'ink only')

    other = blacked(lab.Case('selftest', 1))
    other.pdf.add('(one more)')
    twins = [clean, saved(folder, 'other.pdf', other)]
    claim('twins that differ are told apart',
          judge.judge(case, source, twins).twins == 'differ')
    claim('also where only what they decode to is compared',
          judge.judge(case, source, twins, exact=False).twins == 'differ')
    long = lab.Case('selftest', 0)
    long.plain()
    long.page(long.shown(), control=False)
    long.boxes.append((2, lab.BOX))
    claim('so has one that lost another page with a box', judge.control(
        long, source, clean, None) == 'lost')
    claim('flat is flat, and ink is not',
          eye.flat(b'\x10' * 9) and not eye.flat(b'\x10\xf0'))


def looking():
    strokes = (b'\0' * 2 + b'\xff' * 38) * 20
    pale = bytes(160 + value // 3 for value in strokes)
    claim('a picture is like itself, a little coarser', eye.alike(
        strokes, strokes[:40] * 10 + b'\x40\x40' + strokes[402:]))
    claim('thin strokes are not like blank paper',
          not eye.alike(strokes, b'\xff' * len(strokes)))
    claim('nor are pale ones', not eye.alike(pale, b'\xf5' * len(pale)))
    claim('nor are strokes elsewhere',
          not eye.alike(strokes, strokes[2:] + strokes[:2]))
    claim('a picture is not like its negative', not eye.alike(
        b'\0\xff' * 50, b'\xff\0' * 50))


def twins():
    claim('twins are of one width, and no letter stands in both', all(
        a != b and any(a in kind and b in kind for kind in lab.WIDTHS)
        for name in lab.load() for a, b in zip(*lab.secrets(name))))
    again = {name: c.case(0).data for name, c in lab.load().items()}
    claim('the generator makes the same bytes twice', all(
        c.case(0).data == again[name] for name, c in lab.load().items()))


def main():
    sys.dont_write_bytecode = True
    hunting()
    reading()
    with tempfile.TemporaryDirectory() as folder:
        judging(folder)
    looking()
    twins()
    print(f'1..{len(claims)}')
    return 0 if all(claims) else 1


if __name__ == '__main__':
    sys.exit(main())
