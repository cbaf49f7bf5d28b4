# SPDX-License-Identifier: AGPL-3.0-or-later
"""A PDF written object by object: whatever a channel needs, and no library
in between that would tidy it away."""
import re
import zlib

HEAD = b'%PDF-1.7\n%\xe2\xe3\xcf\xd3\n'


def raw(value):
    return value if isinstance(value, bytes) else value.encode('latin-1')


def literal(text):
    """A literal string of Latin letters and what must be escaped."""
    return ''.join('\\' + c if c in '()\\' else c for c in text)


def hexed(data):
    """A hexadecimal string of these bytes."""
    return f'<{raw(data).hex()}>'


def utf16(text):
    """A text string in UTF-16BE with its mark, written in hex."""
    return hexed(b'\xfe\xff' + text.encode('utf-16-be'))


class Pdf:
    """Objects 1 (catalog) and 2 (page tree) are made at the end from
    `catalog`, `tree` and `pages`; all others are numbered as they come."""

    def __init__(self):
        self.objects = {1: None, 2: None}
        self.catalog = ''
        self.tree = ''
        self.trailer = ''
        self.pages = []

    def reserve(self):
        """The number of an object that put() fills later."""
        number = len(self.objects) + 1
        self.objects[number] = b'null'
        return number

    def put(self, number, body):
        self.objects[number] = raw(body)

    def add(self, body):
        """One more object; its reference, as `7 0 R`."""
        number = self.reserve()
        self.put(number, body)
        return f'{number} 0 R'

    def stream(self, data, entries='', deflate=False):
        """One more stream; its reference. /Length is ours, /Filter too if
        `deflate`."""
        return self.add(stream(data, entries, deflate))

    def page(self, entries):
        """One more page from its entries (all but /Type and /Parent)."""
        self.pages.append(self.add(f'<</Type/Page/Parent 2 0 R{entries}>>'))
        return self.pages[-1]

    def finished(self):
        """The objects with catalog and page tree in them."""
        done = dict(self.objects)
        done[1] = raw(f'<</Type/Catalog/Pages 2 0 R{self.catalog}>>')
        done[2] = raw(f'<</Type/Pages/Kids[{" ".join(self.pages)}]'
                      f'/Count {len(self.pages)}{self.tree}>>')
        return done

    def bytes(self):
        """The file, with one classic cross-reference table."""
        return write(HEAD, self.finished(), self.trailer)


def stream(data, entries='', deflate=False):
    data = raw(data)
    if deflate:
        data, entries = zlib.compress(data, 9), entries + '/Filter/FlateDecode'
    return (raw(f'<<{entries}/Length {len(data)}>>\nstream\n') + data
            + b'\nendstream')


def write(start, objects, trailer, prev=None):
    """`start`, then these objects and a table of them. With `prev`, where
    the table of `start` stands, this is an incremental update of it."""
    out, at = bytearray(start), {}
    for number, body in sorted(objects.items()):
        at[number] = len(out)
        out += b'%d 0 obj\n' % number + raw(body) + b'\nendobj\n'
    xref = len(out)
    out += b'xref\n'
    if prev is None:
        out += b'0 1\n0000000000 65535 f \n'
    for number in sorted(at):
        out += b'%d 1\n%010d 00000 n \n' % (number, at[number])
    old = 0 if prev is None else int(re.search(rb'/Size (\d+)', out[prev:])[1])
    size = max(old, max(at) + 1)
    chain = '' if prev is None else f'/Prev {prev}'
    out += raw(f'trailer\n<</Size {size}/Root 1 0 R{chain}{trailer}>>\n'
               f'startxref\n{xref}\n%%EOF\n')
    return bytes(out)


def table_of(data):
    """Where the last cross-reference table of a file stands."""
    return int(data[data.rindex(b'startxref'):].split()[1])
