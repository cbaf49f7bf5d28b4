#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Hunt for planted words.

hunt.py gone TABLE OUT          no secret is in any file under OUT
hunt.py found TABLE SOURCES     each secret is in its source (so that the
                                hunt is known to find such words)
hunt.py kept TABLE OUT          each control word is on its page of OUT

A PDF is searched as it is, decoded by qpdf, and as poppler reads it, a
spreadsheet as it is and unzipped; words as UTF-8, UTF-16 and hexadecimal, in any case.
"""
import json
import pathlib
import re
import subprocess
import sys
import zipfile

NOT_TEXT = bytes(c for c in range(256) if not 0x20 <= c <= 0x7e)


def rows(table, *kinds):
    lines = pathlib.Path(table).read_text('utf-8').splitlines()[1:]
    found = [line.split('\t') for line in lines]
    return [(file, int(page), word) for kind, file, page, word in found
            if kind in kinds]


def output_of(*command):
    done = subprocess.run(command, check=False, stdout=subprocess.PIPE,
                          stderr=subprocess.DEVNULL)
    return done.stdout


def without_pixels(qdf):
    """Decoded objects; of pictures only what could be text, since pixels
    are a hundred times as many bytes as all the rest."""
    out = []
    for part in re.split(rb'(?<=\nendobj\n)', qdf):
        head, stream, data = part.partition(b'\nstream\n')
        if b'/Subtype /Image' in head and stream:
            data = data.translate(None, NOT_TEXT)
        out.append(head + stream + data)
    return b''.join(out)


def forms(path):
    """All that the file's bytes can be read as."""
    raw = path.read_bytes()
    yield 'raw', raw
    if raw.startswith(b'PK'):
        with zipfile.ZipFile(path) as book:
            yield 'unzipped', b'\n'.join(map(book.read, book.namelist()))
    if not raw.startswith(b'%PDF'):
        return
    name = str(path)
    yield 'decoded', without_pixels(output_of(
        'qpdf', '--qdf', '--object-streams=disable',
        '--decode-level=specialized', name, '-'))
    yield 'text', output_of('pdftotext', '-raw', name, '-')
    yield 'metadata', (output_of('pdfinfo', '-meta', name)
                       + output_of('pdfinfo', name))


def spellings(word):
    text = word.casefold()
    yield text.encode()
    yield text.encode('utf-16-be')
    yield text.encode('utf-16-le')
    yield text.encode('utf-16-be').hex().encode()
    yield text.encode().hex().encode()
    try:
        yield text.encode('cp1252')
    except UnicodeEncodeError:
        pass


def lower(data):
    """In lower case as far as the bytes can be told: hexadecimal, Latin, and
    what is UTF-8 throughout."""
    try:
        return data.decode('utf-8').casefold().encode()
    except UnicodeDecodeError:
        return data.lower()


def sightings(path, words):
    """Words seen in a file, each with the form that it was seen in."""
    for form, data in forms(path):
        data = lower(data)
        for word in words:
            if any(spelling in data for spelling in spellings(word)):
                yield word, form


def gone(table, out):
    words = sorted({word for _, _, word in rows(table, 'secret', 'drawn',
                                                'hidden')})
    bad = 0
    files = [path for path in sorted(out.rglob('*')) if path.is_file()]
    for path in files:
        for word, form in sightings(path, words):
            print(f'{path.relative_to(out)} ({form}) holds {word!r}')
            bad += 1
        for word in words:
            if word.casefold() in path.name.casefold():
                print(f'{path.relative_to(out)} is named after {word!r}')
                bad += 1
    print(f'{len(files)} files, {len(words)} words')
    return bad or not files or not words


def found(table, sources):
    want = {}
    for file, _, word in rows(table, 'secret', 'hidden'):
        want.setdefault(file, set()).add(word)
    bad = 0
    for file, words in sorted(want.items()):
        seen = {word for word, _ in sightings(sources / file, words)}
        if file.startswith('email/'):
            # A file attached is no part of what qpdf or poppler print.
            seen |= {word for word in words - seen
                     if word.encode() in output_of(
                         'qpdf', '--show-attachment=a',
                         str(sources / file))}
        for word in sorted(words - seen):
            print(f'{file}: {word!r} was not found')
            bad += 1
    return bad or not want


def kept(table, out):
    manifest = json.loads((out / 'private/manifest.json').read_text('utf-8'))
    names = {doc['source']: out / doc['output']
             for doc in manifest['documents']}
    texts, bad, count = {}, 0, 0
    for file, page, word in rows(table, 'control'):
        if (file, page) not in texts:
            texts[file, page] = output_of(
                'pdftotext', '-f', str(page), '-l', str(page),
                str(names[file]), '-').decode('utf-8', 'replace')
        count += 1
        if word not in texts[file, page]:
            print(f'{file} page {page}: {word!r} is lost')
            bad += 1
    print(f'{count} control words')
    return bad or not count


def main():
    what, table, place = sys.argv[1:]
    return {'gone': gone, 'found': found, 'kept': kept}[what](
        table, pathlib.Path(place)) != 0


if __name__ == '__main__':
    sys.exit(main())
