# SPDX-License-Identifier: AGPL-3.0-or-later
"""The spec and its CSV file from the marks, and the table of what must be
gone and what must have stayed."""
import re

PAD = 0.9
# Words under boxes that any program's output might say.
COMMON = {'Result', 'Reading', 'Search', 'Disposition', 'Alertness', 'Wells',
          'Candour', 'School', 'Marsh', 'Saint', 'Nineteen', 'Constance',
          'Wakes', 'Scale', 'Allegation', 'Counsel\u2019s', 'Threshold'}


def split_number(number):
    head = number.rstrip('0123456789')
    return head, int(number[len(head):])


def pages_of(text):
    """Page numbers of '8, 9, 10-11', from 1."""
    out = []
    for part in text.replace(' ', '').split(','):
        first, _, last = part.partition('-')
        out += range(int(first), int(last or first) + 1)
    return out


class Production:
    """The documents with their numbers, and every box."""

    def __init__(self, books, documents):
        self.books = {book.file: book for book in books}
        self.documents = documents
        self.boxes = {}

    def locate(self, where):
        """The pages [(file, index)] of a target."""
        if isinstance(where, tuple):
            return [(where[0], page - 1) for page in pages_of(where[1])]
        first, _, last = where.partition('-')
        if where.startswith('PLTF-'):
            first, last = where, ''
        head, low = split_number(first)
        high = low
        if last:
            tail = re.sub(r'\D', '', last)
            full = first[:len(first) - len(tail)] + tail
            high = split_number(full)[1]
        out = []
        for file, number, _ in self.documents:
            prefix, start = split_number(number)
            for nth in range(len(self.books[file].pages)):
                if prefix == head and low <= start + nth <= high:
                    out.append((file, nth))
        return out

    def number(self, file, nth):
        for name, number, _ in self.documents:
            if name == file:
                head, start = split_number(number)
                return f'{head}{start + nth:06d}'
        raise KeyError(file)

    def find(self, row):
        """Give a row with an unknown place the page that bears its mark."""
        if row['where'] != '?':
            return row
        file = self.documents[row['of']][0]
        for nth, page in enumerate(self.books[file].pages):
            if row['marks'][0] in page.marks:
                return dict(row, where=self.number(file, nth))
        raise KeyError(row['marks'][0])

    def areas(self, row):
        """The row's rectangles; None is the whole page."""
        if row['marks'] == ['whole']:
            return [None]
        found = []
        for file, nth in self.locate(row['where']):
            marks = self.books[file].pages[nth].marks
            found += [rect for key in row['marks']
                      for rect in marks.get(key, [])]
        if not found:
            raise KeyError(row['marks'])
        if row.get('join'):
            found = [(min(r[0] for r in found), min(r[1] for r in found),
                      max(r[2] for r in found), max(r[3] for r in found))]
        return [(round(x0 - PAD, 1), round(y0 - PAD, 1), round(x1 + PAD, 1),
                 round(y1 + PAD, 1)) for x0, y0, x1, y1 in found]

    def resolve(self, rows):
        """Each row once for each of its areas; the boxes are noted."""
        out = []
        for row in map(self.find, rows):
            areas = self.areas(row)
            for at, area in enumerate(areas):
                one = dict(row, area=area)
                if 'id' in row and len(areas) > 1:
                    one['id'] = row['id'] + 'abcdef'[at]
                out.append(one)
                if row.get('status') == 'withdrawn':
                    continue
                for place in self.locate(row['where']):
                    self.boxes.setdefault(place, []).append(area)
        return out

    def check(self):
        """No mark is left open, but what a withdrawn redaction named."""
        for file, book in self.books.items():
            for nth, page in enumerate(book.pages):
                for key, rects in page.marks.items():
                    if key.startswith(('keep', 'COE')):
                        continue
                    for rect in rects:
                        if not any(area is None or inside(rect, area)
                                   for area in self.boxes.get((file, nth),
                                                              [])):
                            raise ValueError(f'{file} {nth + 1}: {key} is '
                                             'not redacted')


def inside(rect, area):
    return (area[0] <= rect[0] and area[1] <= rect[1]
            and area[2] >= rect[2] and area[3] >= rect[3])


def touches(rect, area, far):
    return area is None or (area[0] - far < rect[2] and rect[0] < area[2]
                            + far and area[1] - far < rect[3]
                            and rect[1] < area[3] + far)


def scalar(text):
    return f'"{text}"' if ': ' in text else text


def yaml_rows(rows):
    out = []
    for row in rows:
        parts = []
        if 'id' in row:
            parts.append(f'id: {row["id"]}')
        if isinstance(row['where'], tuple):
            pages = row['where'][1]
            listed = f'[{pages}]' if ',' in pages else pages
            parts += [f'file: {row["where"][0]}', f'page: {listed}']
        else:
            parts.append(f'bates: {row["where"]}')
        area = ('whole' if row['area'] is None
                else '[' + ', '.join(f'{v:g}' for v in row['area']) + ']')
        codes = (f'[{row["code"]}]' if ',' in row['code'] else row['code'])
        parts += [f'rect: {area}', f'code: {codes}',
                  f'description: {row["description"]}']
        parts += [f'{key}: {scalar(row[key])}' for key in ('status', 'note')
                  if key in row]
        out.append(wrap('  - { ', parts, ' }'))
    return out


def wrap(head, parts, tail):
    """One flow mapping, broken before column 79."""
    line, lines = head, []
    for at, part in enumerate(parts):
        text = part + (tail if at + 1 == len(parts) else ', ')
        if len((line + text).rstrip()) > 78:
            lines.append(line.rstrip())
            line = '      '
        line += text
    return '\n'.join(lines + [line])


def spec_text(head, documents, rows, csv):
    out = [head + 'documents:']
    for file, _, more in documents:
        if more is None:
            out.append(f'  - {file}')
        else:
            parts = [f'file: {file}'] + [f'{k}: {v}' for k, v in more.items()]
            out.append(wrap('  - { ', parts, ' }'))
    out += ['redactions:', *yaml_rows(rows)]
    out += [f'redactions_csv: {csv}'] if csv else []
    return '\n'.join(out) + '\n'


def csv_text(rows):
    """As a spreadsheet writes it: a byte order mark, CRLF, and a column
    that nobody asked for."""
    out = ['\ufeffid,bates,file,page,x0,y0,x1,y1,code,description,note,'
           'status,reviewer']
    for row in rows:
        where = row['where']
        place = ([where[0], where[1]] if isinstance(where, tuple)
                 else ['', ''])
        area = (['whole', '', '', ''] if row['area'] is None
                else [f'{v:g}' for v in row['area']])
        cells = [row.get('id', ''), '' if place[0] else where, *place, *area,
                 row['code'], row['description'], row.get('note', ''),
                 row.get('status', ''), 'Yellowhammer']
        out.append(','.join(f'"{cell}"' if ',' in cell else cell
                            for cell in cells))
    return '\r\n'.join(out) + '\r\n'


def plain_word(word):
    """True of a word too common to hunt for."""
    return (word in COMMON or word.startswith('COE0')
            or word.isdigit() and len(word) < 8
            or word.isascii() and word.islower() and word.isalpha())


def tokens(texts):
    return {token for text in texts
            for token in re.findall(r'\w+', text.casefold())
            if len(token) >= 3 or re.search(r'\d', token)}


def check_served(production, rows, codes):
    """No description or basis says what stands only under boxes of its
    document: apply would refuse it."""
    hidden = {}
    for file, book in production.books.items():
        inner, outer = [], []
        for nth, page in enumerate(book.pages):
            boxes = production.boxes.get((file, nth), [])
            for word, rect in page.words:
                (inner if any(touches(rect, box, 1) for box in boxes)
                 else outer).append(word)
        hidden[file] = tokens(inner) - tokens(outer)
    wrong = {f'{file}: {row["description"]} repeats {said & hidden[file]}'
             for row in rows
             for said in [tokens([row['description']] + codes)]
             for file, _ in production.locate(row['where'])
             if said & hidden[file]}
    if wrong:
        raise ValueError('\n'.join(sorted(wrong)))


def secrets(production, served):
    """Rows of tests/cli/samples-secrets.tsv."""
    covered, shown, clear = [], [], []
    for file, book in production.books.items():
        for nth, page in enumerate(book.pages):
            boxes = production.boxes.get((file, nth), [])
            for word, rect in page.words:
                place = file, nth + 1, word, page.textless
                if not any(touches(rect, box, 2) for box in boxes):
                    shown.append(place)
                    # A box takes letters whose font claims room in it.
                    if not any(touches(rect, box, 5) for box in boxes):
                        clear.append(place)
                elif any(box is None or inside(rect, grow(box))
                         for box in boxes):
                    covered.append(place)
    text = '\n'.join([word for _, _, word, _ in shown] + served).casefold()
    rows, seen = [], set()
    for file, page, word, drawn in covered:
        word = word.strip('.,;:()<>')
        if (len(word) >= 5 and word.casefold() not in text
                and not plain_word(word)):
            rows.append(('drawn' if drawn else 'secret', file, page, word))
    for file, book in production.books.items():
        rows += [('hidden', file, 0, word) for word in book.hidden]
    for file, page, word, textless in clear:
        plain = word.strip('.,;:()<>?!\u201c\u201d')
        if len(plain) < 5 or not plain.isalnum() or textless:
            continue
        if (file, page) not in seen or hash_of(plain) % 23 == 0:
            rows.append(('control', file, page, plain))
            seen.add((file, page))
    out, done = [], set()
    for row in rows:
        if row not in done:
            done.add(row)
            out.append('\t'.join(map(str, row)))
    return 'kind\tfile\tpage\tword\n' + '\n'.join(out) + '\n'


def grow(box):
    return (box[0] - 0.5, box[1] - 0.5, box[2] + 0.5, box[3] + 0.5)


def hash_of(word):
    value = 0
    for char in word:
        value = (value * 31 + ord(char)) % 1000003
    return value
