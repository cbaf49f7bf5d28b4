# SPDX-License-Identifier: AGPL-3.0-or-later
"""The smallest colour profile that readers take (ICC.1:2001), with a text in
each place for texts."""
import struct


def text(word):
    return b'text\0\0\0\0' + word.encode() + b'\0'


def description(word):
    plain = word.encode() + b'\0'
    return (b'desc\0\0\0\0' + struct.pack('>I', len(plain)) + plain
            + bytes(4 + 4 + 2 + 1 + 67))


def gray(word):
    """A gray display profile of gamma 2.2."""
    tags = {
        b'desc': description(word),
        b'cprt': text('(c) ' + word),
        b'dmnd': description(word),
        b'dmdd': description(word),
        b'targ': text(word),
        b'wtpt': b'XYZ \0\0\0\0' + struct.pack('>III', 63190, 65536, 54061),
        b'kTRC': b'curv\0\0\0\0' + struct.pack('>IH', 1, 563),
    }
    table, data = b'', b''
    start = 128 + 4 + 12 * len(tags)
    for name, value in tags.items():
        table += name + struct.pack('>II', start + len(data), len(value))
        data += value + bytes(-len(value) % 4)
    size = start + len(data)
    head = (struct.pack('>I4sI', size, b'none', 0x02100000)
            + b'mntrGRAYXYZ ' + bytes(12) + b'acsp' + bytes(28)
            + struct.pack('>III', 63190, 65536, 54061))
    return (head + bytes(128 - len(head)) + struct.pack('>I', len(tags))
            + table + data)
