#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""mutate.py SAMPLES COUNT OUT: write COUNT hostile files, the same each time.

A part of them was built (crafted.py), evenly chosen if there are more than
fit; the others are samples in which something was changed at random, with a
seed of its own each.
"""
import pathlib
import random
import re
import sys
import zlib

sys.dont_write_bytecode = True

# pylint: disable=wrong-import-position
import crafted  # noqa: E402

# The small ones: what is looked for is in the reading, not in the pages.
BASES = ['misc/ledger-cropped.pdf', 'misc/roster-rotated.pdf',
         'misc/site-plan.pdf', 'misc/figures-edge.pdf',
         'email/2018-03-thread.pdf', 'letters/translation.pdf',
         'police/r-1042.pdf', 'scan/citation-bilevel.pdf',
         'photo/exhibit-7.pdf']
OBJECT = re.compile(rb'(\d+ 0 obj\n)(.*?)(\nendobj)', re.S)
NUMBER = re.compile(rb'(?<=[ \[/(])-?\d+(?:\.\d+)?(?=[ \]/)>])')
NAME = re.compile(rb'/[A-Za-z][A-Za-z0-9]*')
FLATE = re.compile(rb'/Filter/FlateDecode/Length (\d+)>>\nstream\n')
MANY = 1000  # from here on the slow ones too
KEYWORD = re.compile(rb'endobj|endstream|stream|obj|xref|trailer|startxref')


def cut_out(data, at, n, put=b''):
    return data[:at] + put + data[at + n:]


def flip(r, data):
    out = bytearray(data)
    for _ in range(r.choice([1, 1, 2, 8, 64])):
        out[r.randrange(len(out))] ^= 1 << r.randrange(8)
    return bytes(out)


def truncate(r, data):
    return data[:r.randrange(1, len(data))]


def drop(r, data):
    return cut_out(data, r.randrange(len(data)), r.choice([1, 7, 100, 2000]))


def double(r, data):
    at, n = r.randrange(len(data)), r.choice([1, 20, 300, 5000])
    return cut_out(data, at, 0, data[at:at + n])


def blank(r, data):
    n = r.choice([1, 16, 512])
    return cut_out(data, r.randrange(len(data)), n, r.choice(
        [b'\0', b' ', b'\xff', b'(', b'[']) * n)


def of_text(pattern, data):
    """Matches outside of streams, or anywhere if there are none."""
    return list(pattern.finditer(data))


def swap(r, data):
    found = of_text(OBJECT, data)
    if len(found) < 2:
        return flip(r, data)
    a, b = sorted(r.sample(found, 2), key=lambda m: m.start())
    return (data[:a.start(2)] + b.group(2) + data[a.end(2):b.start(2)]
            + a.group(2) + data[b.end(2):])


def number(r, data):
    m = r.choice(of_text(NUMBER, data) or [re.match(b'', data)])
    return cut_out(data, m.start(), len(m.group()), r.choice(
        crafted.HUGE + [b'1', b'2', b'65536', b'(1)', b'null', b'1 0 R']))


def name(r, data):
    found = of_text(NAME, data)
    a, b = r.choice(found), r.choice(found)
    return cut_out(data, a.start(), len(a.group()), b.group())


def keyword(r, data):
    found = of_text(KEYWORD, data)
    a, b = r.choice(found), r.choice(found)
    return cut_out(data, a.start(), len(a.group()),
                   r.choice([b'', b.group()]))


def inside(r, data):
    """Change what a stream holds, not how it is packed."""
    found = of_text(FLATE, data)
    if not found:
        return number(r, data)
    m = r.choice(found)
    packed = data[m.end():m.end() + int(m.group(1))]
    try:
        plain = zlib.decompress(packed)
    except zlib.error:
        return flip(r, data)
    if not plain:
        return flip(r, data)
    packed = zlib.compress(r.choice(
        [flip, drop, double, blank, number, name, truncate])(
            r, plain + b' /A 1 '))
    head = b'/Filter/FlateDecode/Length %d>>\nstream\n' % len(packed)
    return data[:m.start()] + head + packed + data[
        m.end() + int(m.group(1)):]


def splice(r, data, other):
    at, to = r.randrange(len(data)), r.randrange(len(other))
    return data[:at] + other[to:]


WAYS = [flip, truncate, drop, double, blank, swap, number, number, name,
        keyword, inside, inside, inside, splice]


def mutated(samples, i):
    r = random.Random(f'incamera hostile {i}')
    base = (samples / r.choice(BASES)).read_bytes()
    way, data = r.choice(WAYS), base
    for _ in range(r.choice([1, 1, 1, 2, 5])):
        if way is splice:
            data = splice(r, data, (samples / r.choice(BASES)).read_bytes())
        else:
            data = way(r, data) or b'%'
    return way.__name__, data


def choose(samples, count):
    """(name, bytes) of each file."""
    built = list(crafted.crafted())
    if count > MANY:
        built += crafted.slow()
    most = min(len(built), count * 2 // 3)
    for k in range(most):
        yield built[k * len(built) // most]
    for i in range(count - most):
        yield mutated(samples, i)


def main():
    samples, count, out = (pathlib.Path(sys.argv[1]), int(sys.argv[2]),
                           pathlib.Path(sys.argv[3]))
    for i, (what, data) in enumerate(choose(samples, count)):
        (out / f'm{i:04}-{what}.pdf').write_bytes(data)


if __name__ == '__main__':
    main()
