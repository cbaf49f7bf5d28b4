#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""report.py REPORT HEADING...: a report of numbers has these headings, in
this order and no others, each with pictures that hold ink and white.
"""
import base64
import re
import struct
import sys
import zlib


def gray(png):
    """The values of a PNG of 8 bits without filters."""
    assert png[:8] == b'\x89PNG\r\n\x1a\n', 'no PNG'
    wide, high, depth, kind = struct.unpack('>2I2B', png[16:26])
    assert (depth, kind) == (8, 0), 'not gray'
    at, data = 8, b''
    while at < len(png):
        size, name = struct.unpack('>I4s', png[at:at + 8])
        body = png[at + 8:at + 8 + size]
        crc = struct.unpack('>I', png[at + 8 + size:at + 12 + size])[0]
        assert crc == zlib.crc32(name + body), 'a checksum is wrong'
        data += body if name == b'IDAT' else b''
        at += 12 + size
    rows = zlib.decompress(data)
    assert len(rows) == high * (wide + 1), 'rows are missing'
    return b''.join(rows[y * (wide + 1) + 1:(y + 1) * (wide + 1)]
                    for y in range(high))


def main():
    with open(sys.argv[1], encoding='utf-8') as f:
        text = f.read()
    parts = text.split('<section>')[1:]
    heads = [re.search('<h3>(.*?): ', p).group(1) for p in parts]
    assert heads == sys.argv[2:], heads
    for part in parts:
        shots = re.findall('base64,([^"]*)"', part)
        assert shots, 'no picture'
        values = b''.join(gray(base64.b64decode(s)) for s in shots)
        assert min(values) < 64 and max(values) == 255, 'nothing to be seen'
    assert 'http' not in text.replace('http-equiv', ''), 'it loads something'


if __name__ == '__main__':
    main()
