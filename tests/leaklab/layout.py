# SPDX-License-Identifier: AGPL-3.0-or-later
"""Other ways to lay out a file than one table of objects in their order."""
import re
import struct
import subprocess
import tempfile

import pdf


def table(at, size, trailer):
    """A classic table of {number: offset}; what is missing is free."""
    rows = [b'%010d 00000 n \n' % at[n] if n in at else
            b'0000000000 65535 f \n' for n in range(size)]
    return (b'xref\n0 %d\n' % size + b''.join(rows)
            + pdf.raw(f'trailer\n<</Size {size}/Root 1 0 R{trailer}>>\n'))


def ending(offset):
    return b'startxref\n%d\n%%%%EOF\n' % offset


def laid(objects, before=None, start=pdf.HEAD, skip=(), trailer='', shift=0):
    """The file, with `before[number]` written in front of an object. Those
    in `skip` are in no table. All offsets are `shift` too large."""
    out, at = bytearray(start), {}
    for number, body in sorted(objects.items()):
        out += (before or {}).get(number, b'')
        if number not in skip:
            at[number] = len(out) + shift
        out += b'%d 0 obj\n' % number + pdf.raw(body) + b'\nendobj\n'
    xref = len(out)
    return bytes(out + table(at, max(objects) + 1, trailer)
                 + ending(xref + shift))


def is_stream(body):
    return b'endstream' in pdf.raw(body)


def object_stream(objects, deflate, entries=''):
    """An object stream of {number: body}, or of pairs."""
    pairs, index, data = dict(objects).items(), b'', b''
    for number, body in pairs:
        index += b'%d %d ' % (number, len(data))
        data += pdf.raw(body) + b'\n'
    return pdf.stream(index + data, f'/Type/ObjStm/N {len(pairs)}/First '
                      f'{len(index)}{entries}', deflate)


def table_stream(rows, size, entries, deflate):
    """A cross-reference stream of {number: (kind, field, field)}."""
    data = b''.join(struct.pack('>BIH', *rows.get(n, (0, 0, 65535)))
                    for n in range(size))
    return pdf.stream(data, f'/Type/XRef/Size {size}/W[1 4 2]{entries}',
                      deflate)


def modern(objects, inside=(), orphans=(), deflate=False, entries=''):
    """A file of PDF 1.5: objects `inside` an object stream, where pairs
    (number, body) of `orphans` are too, though no table knows them."""
    box, last = max(objects) + 1, max(objects) + 2
    out, rows = bytearray(pdf.HEAD), {}
    held = {n: objects[n] for n in inside}
    every = {n: body for n, body in objects.items() if n not in held}
    if held or orphans:
        every[box] = object_stream([*held.items(), *orphans], deflate)
    for number, body in sorted(every.items()):
        rows[number] = 1, len(out), 0
        out += b'%d 0 obj\n' % number + pdf.raw(body) + b'\nendobj\n'
    for index, number in enumerate(held):
        rows[number] = 2, box, index
    xref = len(out)
    rows[last] = 1, xref, 0
    out += b'%d 0 obj\n' % last + table_stream(
        rows, last + 1, '/Root 1 0 R' + entries, deflate) + b'\nendobj\n'
    return bytes(out + ending(xref))


def hybrid(objects, hidden):
    """A file whose table hides some objects; a stream beside it tells."""
    last = max(objects) + 1
    out, at = bytearray(pdf.HEAD), {}
    for number, body in sorted(objects.items()):
        at[number] = len(out)
        out += b'%d 0 obj\n' % number + pdf.raw(body) + b'\nendobj\n'
    at[last] = beside = len(out)
    out += b'%d 0 obj\n' % last + table_stream(
        {n: (1, at[n], 0) for n in hidden}, last + 1, '', False)
    out += b'\nendobj\n'
    xref = len(out)
    shown = {n: offset for n, offset in at.items() if n not in hidden}
    return bytes(out + table(shown, last + 1, f'/XRefStm {beside}')
                 + ending(xref))


def contents(case, page=0):
    """The number of a page's content stream."""
    number = int(case.pdf.pages[page].split()[0])
    return int(re.search(rb'/Contents (\d+)', case.pdf.objects[number])[1])


def by_qpdf(data, *options):
    """A file that qpdf has written anew, the same bytes each time."""
    with tempfile.NamedTemporaryFile(suffix='.pdf') as file:
        file.write(data)
        file.flush()
        return subprocess.run(
            ['qpdf', '--deterministic-id', '--warning-exit-0', *options,
             file.name, '-'], stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL, check=True).stdout
