# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a file says to those who look for a word in it.

Nothing here shares code with incamera: qpdf and poppler read the file, and
the bytes are searched as they are, inflated, and as strings, in each
encoding that a word may hide in.
"""
import base64
import functools
import io
import re
import subprocess
import tempfile
import pathlib
import zipfile
import zlib

# So many letters of a secret in a row are a leak. In a megabyte of noise
# they stand once in ten thousand files.
RUN = 5
DIGITS = 8


def encodings(text):
    """{name: [bytes]} of a text, hunted for in data made lower case. Codes
    of letters tell capitals from small ones, so both are in the list."""
    low, wide = text.lower().encode(), text.lower().encode('utf-16-be')
    out = {
        'plain': [low],
        'utf-16': [wide[1:]],       # either byte order holds it
        'backwards': [low[::-1]],
    }
    for form in (text.upper(), text.lower()):
        plain, wide = form.encode(), form.encode('utf-16-be')
        for name, code in (
                ('hex', plain.hex()), ('hex utf-16', wide.hex()),
                ('percent', ''.join(f'%{b:02x}' for b in plain)),
                ('octal', ''.join(f'\\{b:03o}' for b in plain)),
                ('entities', ''.join(f'&#{b};' for b in plain))):
            out.setdefault(name, []).append(code.encode())
    return out


def base64s(text):
    """What stands for a text inside base64, wherever it begins."""
    out = []
    for skip in range(3):
        code = base64.b64encode(b'\0' * skip + text.encode())
        first = (skip * 8 + 5) // 6
        last = (skip + len(text)) * 8 // 6
        out.append(code[first:last])
    return out


def runs(word):
    size = DIGITS if word.isdigit() else RUN
    return [word[at:at + size] for at in range(len(word) - size + 1)]


@functools.lru_cache(64)
def wanted(word):
    """What is hunted for: [(encoding, code)] in data made lower case, and the
    codes of base64."""
    return ([(name, code) for part in runs(word)
             for name, codes in encodings(part).items()
             for code in dict.fromkeys(codes)],
            [code for case in (word, word.lower()) for code in base64s(case)
             if len(code) > 5])


def hunt_bytes(data, word):
    """The encodings in which a part of the word stands in these bytes."""
    found = set()
    low = data.lower()
    bare = low.translate(None, b' \t\r\n\f\0')
    codes, base64 = wanted(word)
    for name, code in codes:
        if code in low or (name == 'plain' and code in bare):
            found.add(name)
    if any(code in data for code in base64):
        found.add('base64')
    return sorted(found)


def unzipped(data):
    """All that is packed in a spreadsheet; nothing of other files."""
    if not data.startswith(b'PK'):
        return b''
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        return b'\n'.join(map(book.read, book.namelist()))


def inflated(data):
    """Whatever inflates behind a keyword `stream`, object known or not."""
    out = []
    for start in re.finditer(rb'stream\r?\n', data):
        try:
            out.append(zlib.decompressobj().decompress(
                data[start.end():], 1 << 26))
        except zlib.error:
            continue
    return b'\n'.join(out)


ESCAPES = {b'n': b'\n', b'r': b'\r', b't': b'\t', b'b': b'\b', b'f': b'\f'}


def unescaped(body):
    def meant(match):
        code = match[1]
        if code[0] in b'01234567':
            return bytes([int(code, 8) & 255])
        return ESCAPES.get(code, b'' if code in b'\r\n' else code)
    return re.sub(rb'\\([0-7]{1,3}|\r\n|[\s\S])', meant, body)


def strings(data):
    """All strings of a file or of a content stream, decoded and put one
    behind the other, so that what TJ or more operators split is whole."""
    out = []
    for match in re.finditer(
            rb'\(((?:[^()\\]|\\[\s\S])*)\)|<([0-9A-Fa-f\s]*)>', data):
        if match[1] is not None:
            out.append(unescaped(match[1]))
        else:
            digits = re.sub(rb'\s', b'', match[2])
            out.append(bytes.fromhex((digits + b'0' * (len(digits) % 2))
                                     .decode()))
    return b''.join(out)


def names(data):
    """Names with their #xx decoded."""
    return re.sub(rb'#([0-9A-Fa-f]{2})',
                  lambda m: bytes([int(m[1], 16)]), data)


def told(*command):
    """What a program prints; b'' if it cannot read the file."""
    return subprocess.run(command, stdout=subprocess.PIPE,
                          stderr=subprocess.DEVNULL, timeout=120,
                          check=False).stdout


def decoded(path, password=None, level='all'):
    """The file with every stream decoded and nothing dropped, by qpdf; with
    `level` none, with the code streams as they are."""
    secret = [f'--password={password}'] if password else []
    data = 'preserve' if level == 'none' else 'uncompress'
    return told('qpdf', *secret, '--decrypt', '--qdf', '--deterministic-id',
                '--object-streams=disable', f'--stream-data={data}',
                f'--decode-level={level}', '--preserve-unreferenced',
                '--warning-exit-0', '--no-original-object-ids', path, '-')


def poppler(path, password=None):
    """What poppler's readers say, (view, bytes) one after the other: text in
    three orders, metadata, scripts, structure, links, fonts, attachments, and
    the bytes of the images."""
    user = ['-upw', password] if password else []
    for way in ('-raw', '-layout', '-nodiag'):
        yield 'text ' + way[1:], told('pdftotext', *user, way, path, '-')
    for way in ('-meta', '-js', '-struct-text', '-url', '-dests', '-custom'):
        yield 'info ' + way[1:], told('pdfinfo', *user, way, path)
    yield 'info', told('pdfinfo', *user, path)
    yield 'fonts', told('pdffonts', *user, path)
    out = {}
    with tempfile.TemporaryDirectory() as folder:
        told('pdfdetach', *user, '-saveall', '-o', folder, path)
        told('pdfimages', *user, '-all', path, folder + '/image')
        for file in sorted(pathlib.Path(folder).iterdir()):
            kind = 'image' if file.name.startswith('image-') else 'attachment'
            out[kind] = out.get(kind, b'') + file.read_bytes()
            out['attachment names'] = (out.get('attachment names', b'')
                                       + file.name.encode())
    yield from out.items()


def views(path, password=None):
    """(view, bytes): the file as it shows itself to each of us."""
    data = pathlib.Path(path).read_bytes()
    open_streams = decoded(path, password)
    burst = inflated(data)
    every = data + open_streams + burst
    yield from (('bytes', data), ('decoded', open_streams),
                ('inflated', burst), ('strings', strings(every)),
                ('names', names(every)))
    yield from poppler(path, password)


def found(path, words, password=None, first=False):
    """['view: encoding'] in which one of the words stands in a file; the
    `first` view that holds one is enough to say that it leaks."""
    out = set()
    for view, data in views(path, password):
        for word in words:
            out.update(f'{view}: {way}' for way in hunt_bytes(data, word))
        if out and first:
            break
    return sorted(out)
