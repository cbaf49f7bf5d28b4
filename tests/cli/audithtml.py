#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""audithtml.py CLAIM REPORT [ARG...]: a report of `audit --html`, judged
without our code. CLAIM is the name of a function below."""
import base64
import hashlib
import html.parser
import re
import struct
import sys
import zlib

VOID = {'meta', 'img', 'input', 'br', 'link', 'hr'}
HATCH = {0x8c, 0xdc}


class Page(html.parser.HTMLParser):
    """Elements as (tag, attributes, parent, text)."""

    def __init__(self, text):
        super().__init__()
        self.all, self.open = [], []
        self.feed(text)
        self.close()
        assert not self.open, self.open

    def handle_starttag(self, tag, attrs):
        assert len(attrs) == len(dict(attrs)), (tag, attrs)
        e = {'tag': tag, 'at': dict(attrs), 'in': list(self.open), 'text': ''}
        self.all.append(e)
        if tag not in VOID:
            self.open.append(e)

    def handle_startendtag(self, tag, attrs):
        self.all.append({'tag': tag, 'at': dict(attrs), 'in': list(self.open),
                         'text': ''})

    def handle_endtag(self, tag):
        assert self.open and self.open[-1]['tag'] == tag, (tag, self.getpos())
        self.open.pop()

    def handle_data(self, data):
        for e in self.open:
            e['text'] += data

    def of(self, tag, within=None, kind=None):
        return [e for e in self.all if e['tag'] == tag and
                (within is None or within in e['in']) and
                (kind is None or kind in e['at'].get('class', '').split())]


def pixels(png):
    """(width, height, rows of tuples) of a PNG of 8 bits without filters."""
    assert png[:8] == b'\x89PNG\r\n\x1a\n', 'no PNG'
    wide, high, depth, kind = struct.unpack('>2I2B', png[16:26])
    assert depth == 8 and kind in (0, 2), (depth, kind)
    at, data = 8, b''
    while at < len(png):
        size, name = struct.unpack('>I4s', png[at:at + 8])
        body = png[at + 8:at + 8 + size]
        crc = struct.unpack('>I', png[at + 8 + size:at + 12 + size])[0]
        assert crc == zlib.crc32(name + body), 'a checksum is wrong'
        data += body if name == b'IDAT' else b''
        at += 12 + size
    rows, n = zlib.decompress(data), 3 if kind == 2 else 1
    step = wide * n + 1
    assert len(rows) == high * step, 'rows are missing'
    out = []
    for y in range(high):
        row = rows[y * step + 1:(y + 1) * step]
        out.append([tuple(row[x * n:x * n + n]) * (3 // n)
                    for x in range(wide)])
    return wide, high, out


def shots(page):
    """Of each picture: its article, its pixels, its place in them."""
    for article in page.of('article'):
        for img in page.of('img', article):
            box = img['in'][-1]
            src = img['at']['src']
            assert src.startswith('data:image/png;base64,')
            wide, high, rows = pixels(base64.b64decode(src[22:], validate=True))
            assert (str(wide), str(high)) == (img['at']['width'],
                                              img['at']['height'])
            line = page.of('rect', box, 'line')
            assert len(line) == 1
            x, y, w, h = (float(line[0]['at'][k])
                          for k in ('x', 'y', 'width', 'height'))
            yield article, rows, (x, y, x + w, y + h)


def inner(rows, place, air=5):
    """The pixels within an outline, without its own air."""
    x0, y0, x1, y1 = place
    return [rows[y][x] for y in range(int(y0) + air, int(y1) - air)
            for x in range(int(x0) + air, int(x1) - air)]


def outer(rows, place):
    x0, y0, x1, y1 = place
    return [c for y, row in enumerate(rows) for x, c in enumerate(row)
            if not (x0 <= x <= x1 and y0 <= y <= y1)]


def hatched(some):
    return bool(some) and all(c[0] == c[1] == c[2] and c[0] in HATCH
                              for c in some)


def sound(page, text):
    """It is well-formed, and a browser loads and runs nothing of another's."""
    ids = [e['at']['id'] for e in page.all if 'id' in e['at']]
    assert len(ids) == len(set(ids)), 'ids twice'
    for e in page.all:
        for k, v in e['at'].items():
            assert not k.startswith('on') and k != 'style', (k, v)
            if k in ('src', 'srcset', 'data', 'action', 'poster'):
                assert v.startswith('data:image/png;base64,'), v[:40]
            if k in ('href', 'xlink:href'):
                assert v[0] == '#' and v[1:] in ids, v
            if k in ('aria-labelledby', 'for'):
                assert v in ids, v
        assert e['tag'] not in ('iframe', 'object', 'embed', 'link', 'base',
                                'form'), e['tag']
    style, script = page.of('style'), page.of('script')
    assert len(style) == len(script) == 1
    assert 'url(' not in style[0]['text'] and '@import' not in style[0]['text']
    policy = [m['at']['content'] for m in page.of('meta')
              if m['at'].get('http-equiv') == 'Content-Security-Policy']
    assert len(policy) == 1
    rules = dict(r.strip().split(' ', 1) for r in policy[0].split(';'))
    assert rules['default-src'] == "'none'"
    assert rules['img-src'] == 'data:'
    assert rules['base-uri'] == rules['form-action'] == "'none'"
    for name, e in (('style-src', style[0]), ('script-src', script[0])):
        digest = hashlib.sha256(e['text'].encode()).digest()
        want = f"'sha256-{base64.b64encode(digest).decode()}'"
        assert rules[name] == want, (name, rules[name], want)
    assert set(rules) == {'default-src', 'img-src', 'style-src', 'script-src',
                          'base-uri', 'form-action'}


def told(page, text, *kinds):
    """Findings of these kinds in this order, among others perhaps; each with
    severity in words, a heading, and pictures that say what they are."""
    got = []
    for a in page.of('article'):
        badge = page.of('span', a, 'badge')
        assert len(badge) == 1 and badge[0]['text'] in ('error', 'warning',
                                                        'notice')
        assert page.of('use', badge[0]), 'told by colour alone'
        assert len(page.of('h4', a)) == 1
        assert 'What to do:' in a['text']
        got.append(page.of('code', a)[0]['text'])
        for img in page.of('img', a):
            alt = img['at']['alt']
            assert re.fullmatch(r'(The place|What lies there), page \d+: .+\.',
                                alt), alt
            assert page.of('h4', a)[0]['text'].lower() in alt.lower()
    assert [k for k in got if k in kinds] == list(kinds), got
    for e in page.of('input'):
        assert e['at'].get('type') == 'checkbox' and e['in'][-1]['tag'] == \
            'label'


def pictured(page, text, *wanted):
    """Of each KIND=LIST the pictures of its findings are so many."""
    got = {}
    for a in page.of('article'):
        kind = page.of('code', a)[0]['text']
        got.setdefault(kind, []).append(len(page.of('img', a)))
    for kind, counts in (w.split('=') for w in wanted):
        assert got.get(kind) == [int(c) for c in counts], (kind, got)
    for _, rows, place in shots(page):
        assert len(outer(rows, place)) > 20000, 'no surroundings'
        assert any(min(c) < 90 for c in outer(rows, place)), 'no ink'


def masked(page, text):
    """What is found is hatched, and so is what is found beside it."""
    n = beside = 0
    for _, rows, place in shots(page):
        n += 1
        assert hatched(inner(rows, place)), 'seen'
        beside += any(hatched([c]) and c[0] == 0x8c
                      for c in outer(rows, place))
    assert n and beside, (n, beside)
    assert 'Hatched: masked.' in text


def shown(page, text):
    """Nothing is."""
    for _, rows, place in shots(page):
        some = inner(rows, place)
        assert not hatched(some) and any(min(c) < 90 for c in some)
    assert 'Hatched' not in text


def ordered(page, text, *words):
    """Documents, the worst first: the worst finding of each."""
    got = [s['at']['class'].split()[1] for s in page.of('section', None, 'doc')]
    assert got == ['w-' + w for w in words], got


def revealed(page, text, ground):
    """Nothing but black, or white, and then the words that are there."""
    articles = {}
    for a, rows, place in shots(page):
        if page.of('code', a)[0]['text'] == 'covered-text':
            articles.setdefault(a['at']['id'], []).append(inner(rows, place))
    assert len(articles) == 1, len(articles)
    seen, words = next(iter(articles.values()))
    assert all(max(c) < 40 if ground == 'black' else min(c) > 240
               for c in seen), 'something is seen'
    dark = sum(max(c) < 90 for c in words) / len(words)
    assert .02 < dark < .6, dark


def contrast(page, text):
    """Text and marks against what they stand on, in both schemes."""
    def light(c):
        v = [int(c[i:i + 2], 16) / 255 for i in (0, 2, 4)]
        v = [x / 12.92 if x <= .04045 else ((x + .055) / 1.055) ** 2.4
             for x in v]
        return .2126 * v[0] + .7152 * v[1] + .0722 * v[2]

    def ratio(a, b):
        a, b = sorted((light(a), light(b)))
        return (b + .05) / (a + .05)

    style = page.of('style')[0]['text']
    schemes = re.findall(r':root\{(--paper:#[^}]*--card[^}]*)\}', style)
    assert len(schemes) == 2, schemes
    for scheme in schemes:
        at = {k: v * 2 if len(v) == 3 else v for k, v in
              re.findall(r'--([a-z-]+):#([0-9a-f]+)', scheme)}
        for ground in ('paper', 'card'):
            for ink in ('ink', 'quiet', 'error', 'warning', 'notice', 'none'):
                assert ratio(at[ink], at[ground]) >= 4.5, (ink, ground)
            assert ratio(at['focus'], at[ground]) >= 3, ground
        for word in ('error', 'warning', 'notice', 'none'):
            assert ratio(at[word], at[word + '-bg']) >= 4.5, word
    assert '@media (prefers-reduced-motion:reduce)' in style
    assert '@media print' in style and ':focus-visible{outline' in style


def main():
    with open(sys.argv[2], encoding='utf-8', newline='') as f:
        text = f.read()
    {f.__name__: f for f in (sound, told, pictured, masked, shown, ordered,
                               revealed, contrast)}[
        sys.argv[1]](Page(text), text, *sys.argv[3:])


main()
