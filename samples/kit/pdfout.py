# SPDX-License-Identifier: AGPL-3.0-or-later
"""A small PDF writer: a classic file, or one with object streams."""
import hashlib

from kit import deflate


def string(text):
    """A PDF string of bytes, or of text in Windows-1252."""
    raw = text if isinstance(text, bytes) else text.encode('cp1252')
    for plain in (b'\\', b'(', b')'):
        raw = raw.replace(plain, b'\\' + plain)
    return '(' + raw.decode('latin-1') + ')'


def number(value):
    """A number in the fewest characters, three decimals at most."""
    text = f'{value:.3f}'.rstrip('0').rstrip('.')
    return '0' if text in ('-0', '') else text


class Pdf:
    """Objects are numbered as they come; a body is PDF syntax."""

    def __init__(self, packed=False):
        self.objects = []
        self.packed = packed

    def reserve(self):
        self.objects.append(None)
        return len(self.objects)

    def set(self, num, body):
        self.objects[num - 1] = body.encode('latin-1')

    def add(self, body):
        num = self.reserve()
        self.set(num, body)
        return num

    def stream(self, entries, data, squeeze=True):
        """Add a stream; `entries` are its keys but Length and our Filter."""
        if squeeze:
            data, entries = deflate.compress(data), (entries
                                                     + '/Filter/FlateDecode')
        head = f'<<{entries}/Length {len(data)}>>\nstream\n'
        self.objects.append(head.encode('latin-1') + data + b'\nendstream')
        return len(self.objects)

    def save(self, root, info=None):
        """The file's bytes."""
        trailer = f'/Root {root} 0 R' + (f'/Info {info} 0 R' if info else '')
        body = b''.join(o for o in self.objects)
        mark = hashlib.sha256(body).hexdigest()[:32]
        trailer += f'/ID[<{mark}><{mark}>]'
        return self.pack(trailer) if self.packed else self.plain(trailer)

    def plain(self, trailer):
        out, at = bytearray(b'%PDF-1.6\n%\xe2\xe3\xcf\xd3\n'), []
        for num, body in enumerate(self.objects, 1):
            at.append(len(out))
            out += b'%d 0 obj\n' % num + body + b'\nendobj\n'
        start = len(out)
        out += b'xref\n0 %d\n0000000000 65535 f \n' % (len(at) + 1)
        out += b''.join(b'%010d 00000 n \n' % offset for offset in at)
        out += (f'trailer\n<</Size {len(at) + 1}{trailer}>>\n'
                f'startxref\n{start}\n%%EOF\n').encode('latin-1')
        return bytes(out)

    def pack(self, trailer):
        """Streams as they are, all else in one object stream."""
        out, rows = bytearray(b'%PDF-1.6\n%\xe2\xe3\xcf\xd3\n'), {}
        small = []
        for num, body in enumerate(self.objects, 1):
            if body.endswith(b'\nendstream'):
                rows[num] = (1, len(out), 0)
                out += b'%d 0 obj\n' % num + body + b'\nendobj\n'
            else:
                small.append((num, body))
        holder = len(self.objects) + 1
        head, text = [], b''
        for at, (num, body) in enumerate(small):
            head.append(f'{num} {len(text)}')
            text += body + b'\n'
            rows[num] = (2, holder, at)
        first = (' '.join(head) + '\n').encode('latin-1')
        rows[holder] = (1, len(out), 0)
        packed = deflate.compress(first + text)
        out += (f'{holder} 0 obj\n<</Type/ObjStm/N {len(small)}/First '
                f'{len(first)}/Filter/FlateDecode/Length {len(packed)}>>\n'
                'stream\n').encode('latin-1') + packed
        out += b'\nendstream\nendobj\n'
        rows[0], rows[holder + 1] = (0, 0, 65535), (1, len(out), 0)
        start = len(out)
        table = b''.join(bytes([kind]) + a.to_bytes(4, 'big')
                         + b.to_bytes(2, 'big')
                         for _, (kind, a, b) in sorted(rows.items()))
        packed = deflate.compress(table)
        out += (f'{holder + 1} 0 obj\n<</Type/XRef/Size {holder + 2}'
                f'/W[1 4 2]{trailer}/Filter/FlateDecode/Length {len(packed)}'
                '>>\nstream\n').encode('latin-1') + packed
        out += f'\nendstream\nendobj\nstartxref\n{start}\n%%EOF\n'.encode()
        return bytes(out)
