# SPDX-License-Identifier: AGPL-3.0-or-later
"""A typewriter's face, as strokes of one width.

A glyph is a list of strokes; a stroke is points of two base-36 digits, x and
y. The cell is 20 wide; baseline 5, small letters up to 19, capitals to 24.
"~" draws a smooth curve through the points, "@" a smooth closed one.
"""
ADVANCE, BASELINE = 20, 5

LATIN = {
    'A': '1575 d5j5 45ao aog5 6oao 6cec',
    'B': '2oco 25c5 5o55 5fcf ~cognhkggcf ~cfhdiah6c5',
    'C': 'hohj ~hjfnbo6m3i2e3a67b5f6i9',
    'D': '2oao 25a5 5o55 ~aoemhihbe7a5',
    'E': '2oho 25h5 5o55 5fcf hohk h5h9 chcd',
    'F': '2oho 25a5 5o55 5fcf hohk chcd',
    'G': 'hohk ~hkfnbo6m3i2e3a67b5e5h7 h7hd ddjd',
    'H': '1o8o cojo 1585 c5j5 4o45 gog5 4fgf',
    'I': '3oho 35h5 aoa5',
    'J': '8ojo fof9 ~f9e6a566494d',
    'K': '1o8o boio 1585 d5j5 4o45 go4d 8gg5',
    'L': '2oao 25h5 6o65 h5hc',
    'M': '1o3o hojo 1575 d5j5 3o35 hoh5 3oaf hoaf',
    'N': '1o4o eojo 1585 4o45 gog5 4og5',
    'O': '@aoemhihbe7a5673b3i6m',
    'P': '2oco 25b5 5o55 ~cognijgecd 5dcd',
    'Q': '@aoemhihbe7a5673b3i6m ~8582b3f2i3',
    'R': '2oco 2595 5o55 5ece ~cognijgfce ceh5 h5j5',
    'S': 'gogk 3935 ~gkdnao6n4j6gafeehbh8e6a56739',
    'T': '2oio 65e5 aoa5 2o2j ioij',
    'U': '1o8o cojo 4o4c gogc ~4c5876a5d6f8gc',
    'V': '1o8o cojo 4oa5 goa5',
    'W': '1o7o dojo 3o65 65ak ake5 e5ho',
    'X': '1o7o dojo 1575 d5j5 4og5 go45',
    'Y': '1o7o dojo 65e5 4oae goae aea5',
    'Z': '3oho ho25 25i5 3o3j i5ia',
    'a': '~4h7jbjdieg ege5 e5h5 ~ed9d5b495685b5e8',
    'b': '1o4o 4o45 1545 ~4f6iajeihce6a56649',
    'c': 'gjgf ~gfdiaj5h3c57a5e6h8',
    'd': 'cofo fof5 f5i5 ~ffdi9j5i2c5695d6f9',
    'e': '3chc ~hcgfdi9j5h3c57a5e5h8',
    'f': '3jfj 35e5 858j ~8j9mcogn',
    'g': 'fjij fjf3 ~f3d09051 ~fgdi9j5i2d5795d7fa',
    'h': '1o4o 4o45 1575 ~4e7ibjeife fef5 c5i5',
    'i': '5jaj aja5 45g5 9nan ao9o anao',
    'j': '5jcj cjc3 ~c3a06031 bncn cobo',
    'k': '1o4o 4o45 1575 bjij fj4b 8ef5 c5i5',
    'l': '4oao aoa5 45g5',
    'm': '1j3j 3j35 1555 ~3g5i7j9iag aga5 85c5 ~agcieigihf hfh5 f5j5',
    'n': '1j4j 4j45 1575 ~4e7ibjeife fef5 c5i5',
    'o': '@ajfhhcf7a5573c5h',
    'p': '1j4j 4j40 1080 ~4f6iajeihce6a56649',
    'q': 'fjij fjf0 c0i0 ~ffdi9j5i2c5695d6f9',
    'r': '2j7j 7j75 25d5 ~7e9hcjfjhh',
    's': 'fjfg 4548 ~fgdiaj6i4g6dacebg8e6a56648',
    't': '3jfj 7n79 ~7986b5e5h7',
    'u': '1j4j cjfj 4j49 fjf5 f5i5 ~495685b5d6f9',
    'v': '1j7j djjj 4ja5 gja5',
    'w': '1j6j ejjj 3j65 65af afe5 e5hj',
    'x': '2j7j djij 2575 d5i5 4jg5 gj45',
    'y': '1j7j djjj 4ja5 gj70 2090',
    'z': '4jgj gj35 35h5 4j4g h5h8',
    '0': '@aoemgfe7a5674f6m',
    '1': '4kao aoa5 45g5',
    '2': '~4k6naoengkfhac45 45g5 g5g8',
    '3': '~4m7ocofmfjdg9f ~9fdfgcg9e6a56538',
    '4': 'd5do do3b 3bhb 95g5',
    '5': 'fo6o 6o5f ~5f8hchfegbf7c57547',
    '6': '~fnbn7k4f4a66a5e6gaeeaf6d4a',
    '7': '4ogo go95 4o4l',
    '8': '@aoenfkdhag7h5k6n @agfegae6a5664a5e',
    '9': '~5696d9gegjenao6n4j6faeeggj',
    '.': '95a5 a696 95a6', ',': '96a6 a595 a682', ' ': '',
    ':': '9gag ah9h 9gah 95a5 a696 95a6', ';': '9gag ah9h a6a5 a582',
    "'": 'aoaj', '"': '7o7j dodj', '-': '4dgd', '(': '~eq9l9ae2',
    ')': '~6qblba62', '/': '32hq', '&': '~i57i7maodmci5c3875b5f8hc',
    '#': '7o55 fod5 3ihi 2bgb', '!': 'aoaa 95a5 a696', '_': '02k2',
    '$': 'gogk 3935 ~gkdnao6n4j6gafeehbh8e6a56739 aqa3',
    '?': '~4l6nbofmfjcgad 95a5 a696', '+': '4dgd aja7', '=': '4ggg 4aga',
    '*': 'aoag 5mfi fm5i',
}

# Letters of Russian that the Latin alphabet lacks.
CYRILLIC = {
    'б': '~goco7m5h48a5e6hcfgai6g4c',
    'в': '2jbj 25b5 5j55 5cbc ~bjfhfebc ~bcgag7b5',
    'г': '3jgj 5j55 2595 gjgf',
    'д': '35h5 3532 h5h2 7jfj fjf5 8j56',
    'ж': 'aja5 3jac hjac ac25 aci5 1j5j fjjj',
    'з': '~4h7jbjehed9c ~9cebf9e6a56547',
    'и': '1j6j djij 4j45 fjf5 2565 d5i5 45fj',
    'й': '1j6j djij 4j45 fjf5 2565 d5i5 45fj ~6n8lblen',
    'к': '1j7j 4j45 1575 fj4c 8df5 c5i5',
    'л': '7jfj fjf5 d5i5 8j66 ~665534',
    'м': '3j35 3jaa hjaa hjh5 1565 e5j5',
    'н': '1j7j cjij 4j45 fjf5 1575 c5i5 4cfc',
    'п': '1jij 4j45 fjf5 1575 c5i5',
    'т': '3jhj aja5 65e5 3j3f hjhf',
    'ф': 'aoa0 7oao 70d0 @ajfhhcf7a5573c5h',
    'ц': '1j6j cjhj 4j45 fjf5 25i5 i5i2',
    'ч': '1j6j cjij fjf5 c5i5 ~4j4e7cbcfe',
    'ш': '1j5j fjjj 3j35 aja5 hjh5 15j5',
    'ь': '1j7j 4j45 15b5 4cbc ~bcg9b5',
    'ы': '1j6j 3j35 1595 3c8c ~8cc985 hjh5 fjjj f5j5',
    'э': '~4h7jbjfhhcf7b57538 8chc',
    'ю': '1j5j 3j35 1555 3c9c @djhgh8d5989g',
    'я': 'cjij fjf5 c5i5 fc8c ~8c4f8jcj 9c35 2565',
}

# Letters that look alike.
for russian, latin in zip('аеорсухАВЕКМНОРСТХ', 'aeopcyxABEKMHOPCTX'):
    CYRILLIC[russian] = LATIN[latin]


def smooth(points, closed):
    """A Catmull-Rom curve through the points, as a polyline."""
    n = len(points)
    if closed:
        ring = [points[-1]] + points + points[:2]
    else:
        ring = [points[0]] + points + [points[-1]]
    out = []
    for at in range(1, n + closed):
        a, b, c, d = ring[at - 1:at + 3]
        for step in range(6):
            t = step / 6
            out.append(tuple(
                0.5 * (2 * b[k] + (c[k] - a[k]) * t
                       + (2 * a[k] - 5 * b[k] + 4 * c[k] - d[k]) * t * t
                       + (3 * b[k] - a[k] - 3 * c[k] + d[k]) * t ** 3)
                for k in (0, 1)))
    out.append(points[0] if closed else points[-1])
    return out


def outline(text):
    """A glyph's strokes as polylines in cell units, baseline at 0."""
    out = []
    for stroke in text.split():
        kind = stroke[0] if stroke[0] in '~@' else ''
        flat = [int(c, 36) for c in stroke[len(kind):]]
        points = [(x, y - BASELINE) for x, y in zip(flat[::2], flat[1::2])]
        out.append(smooth(points, kind == '@') if kind else points)
    return out
