# SPDX-License-Identifier: AGPL-3.0-or-later
"""Files: what of covered words could be stored in other words: lengths,
counts, hashes, times, places; and who may read what is private."""
import getpass
import hashlib
import os
import platform
import re
import stat
import time
import zlib

import lab
import witness
from products import product, value


@product('products.secret', 'as itself, anywhere in what is made')
def secret(run):
    run.document()
    run.spec()
    run.made(run.apply('-v'))
    for command in (('plan', '-v', 'in/lab.yaml'), ('verify', '-v', 'out'),
                    ('verify', '--spec', 'in/lab.yaml', 'out')):
        run.go(*command)
    run.claim('the hunt sees it in the source',
              run.hunt(list(run.given)))
    return run.hunt() + run.heard()


@product('products.whole-page', 'under a whole page')
def whole_page(run):
    run.case.page(run.case.shown() + run.case.shown(run.case.number,
                                                    (40, 60)))
    run.document()
    run.case.controls.clear()
    second = lab.Case(run.name, run.twin)
    second.plain()
    run.document('b.pdf', second)
    run.spec(rect='whole', document=' }\n  - { file: b.pdf',
             more=' }\n  - { bates: LAB000002, rect: [30, 80, 200, 110], '
                  'code: X')
    run.made(run.apply('-v'))
    run.claim('the log calls it whole', b'whole' in run.log())
    return run.hunt() + run.heard()


def checksums(text):
    """What a program might make of a word instead of storing it."""
    data = text.encode()
    for name in sorted(hashlib.algorithms_guaranteed):
        make = hashlib.new(name, data)
        yield name, make.digest(32) if 'shake' in name else make.digest()
    for name, number, size in (
            ('CRC-32', zlib.crc32(data), 4),
            ('Adler-32', zlib.adler32(data), 4), ('FNV-1a', fnv(data), 8),
            ('FNV-1a of runes', fnv(text.lower().encode()), 8)):
        yield name, number.to_bytes(size, 'big')
        yield name, number.to_bytes(size, 'little')
        yield name, str(number).encode()


def fnv(data):
    value = 14695981039346656037
    for byte in data:
        value = (value ^ byte) * 1099511628211 % (1 << 64)
    return value


def hashed(data, words):
    """The checksums of words that stand in these bytes, raw, hex or the
    first half of it."""
    low = data.lower()
    return sorted({
        name for word in words for name, digest in checksums(word)
        if digest in data or digest.hex().encode() in low
        or (len(digest) > 8 and digest[:8].hex().encode() in low)})


@product('products.hash', 'as a hash or checksum of itself')
def hashes(run):
    run.document()
    run.spec(more=', note: ask')
    run.made(run.apply())
    run.go('verify', '-v', '--json', 'out')
    words = [form for word in run.words() for form in (
        word, word.lower(), word.title(), word + '\n', word + ' ')]
    planted = hashlib.sha256(words[0].encode()).hexdigest()
    run.claim('the hunt sees one that is planted',
              hashed(f'x{planted}x'.encode(), words))
    return [f'{path.relative_to(run.folder)}: {name}'
            for path in run.left() if path.is_file()
            for name in hashed(path.read_bytes(), words)]


def texts(run):
    """Texts of other lengths and counts of words, all inside one box."""
    word = run.secret
    return word, word[:3], f'{word[:2]} {word[2:4]} {word[4:6]} {word[6]}'


PRIVATE_KEYS = re.compile(
    rb'"(source_sha256|source|sha256|told|at|before)": ?"[^"]*"')


@product('products.length', 'as its length, or the count of its words')
def length(run):
    made = []
    for text in texts(run):
        other = run.fresh()
        other.case.page(other.case.shown(text))
        other.document()
        other.spec()
        done = other.apply('-v')
        other.go('verify', '-v', 'out')
        run.claim('each is made', done.status == 0)
        made.append({
            str(path.relative_to(other.folder)):
            PRIVATE_KEYS.sub(b'', path.read_bytes())
            if path.suffix in ('.json', '.jsonl', '.lock', '.registry')
            else path.read_bytes()
            for path in other.left() if path.is_file()})
        run.claim('there are files to compare', len(made[-1]) >= 7)
    return [f'{name} differs' for name in sorted(set().union(*made))
            if len({one.get(name) for one in made}) > 1]


@product('products.clock', 'when it was made: in journal and registry alone')
def clock(run):
    run.document()
    run.spec()
    days = {time.gmtime(), time.localtime()}
    run.made(run.apply())
    now = int(time.time())
    days |= {time.gmtime(), time.localtime()}
    marks = {time.strftime(form, day).encode() for day in days for form in (
        '%Y-%m-%d', 'D:%Y%m', '%Y%m%d', '%d %b %Y', '%b %d', '%b %e %H')}
    marks.add(str(now)[:7].encode())
    dated = (run.folder / 'out/private/journal.jsonl',
             run.folder / 'in/bates.registry')
    for path in dated:
        run.claim(f'{path.name} has its day',
                  any(mark in path.read_bytes() for mark in marks))
    found = []
    for path in run.left():
        if path.is_file() and path not in dated:
            data = path.read_bytes() + witness.decoded(path)
            found += [f'{path.relative_to(run.folder)}: {mark.decode()}'
                      for mark in marks if mark in data]
    return found


@product('products.place', 'where, by whom and on what machine it was made')
def place(run):
    run.document()
    run.spec(matter='M')
    run.made(run.apply(env={'LAB_MARK': run.secret}))
    marks = {str(run.folder), str(run.program.parent), platform.node(),
             str(run.folder.parent)}
    if len(getpass.getuser()) > 4:
        marks.add(getpass.getuser())
    found = run.hunt()
    run.claim('the machine has a name', platform.node())
    for path in run.left():
        if path.is_file():
            data = path.read_bytes() + witness.decoded(path)
            found += [f'{path.relative_to(run.folder)}: {mark}'
                      for mark in marks if len(mark) > 2
                      and mark.encode() in data]
    return found


@product('products.modes', 'to other users of the machine')
def modes(run):
    run.document()
    run.spec()
    mask = os.umask(0)
    try:
        run.made(run.apply())
    finally:
        os.umask(mask)
    closed = [run.folder / 'in/lab.lock', run.folder / 'in/bates.registry',
              run.folder / 'out/private',
              *(run.folder / 'out/private').iterdir()]
    run.claim('there are private files', len(closed) >= 4)
    run.claim('what is served can be read by others', all(
        path.stat().st_mode & stat.S_IROTH for path in run.served()))
    return [f'{path.relative_to(run.folder)}: mode '
            f'{stat.S_IMODE(path.stat().st_mode):o}' for path in closed
            if path.stat().st_mode & 0o077]


@product('products.attributes', 'in attributes, links and odd kinds of files')
def attributes(run):
    run.document()
    run.spec()
    run.made(run.apply())
    found = []
    for path in run.left():
        state = path.lstat()
        if os.listxattr(path, follow_symlinks=False):
            found.append(f'{path.name}: extended attributes')
        if not (stat.S_ISREG(state.st_mode) or stat.S_ISDIR(state.st_mode)):
            found.append(f'{path.name}: neither file nor directory')
        if stat.S_ISREG(state.st_mode) and state.st_nlink != 1:
            found.append(f'{path.name}: {state.st_nlink} links')
    run.claim('there are files', len(run.left()) > 8)
    return found


@product('products.failed', 'of a document that failed: nothing is on disk')
def failed(run):
    run.case.page(run.case.shown() + 'q q q BT ET Q Q Q Q Q () foo\n')
    run.document()
    good = lab.Case(run.name, run.twin)
    good.plain()
    run.document('b.pdf', good)
    run.spec(description=value('first ' + 'one'),
             document=' }\n  - { file: b.pdf',
             more=' }\n  - { bates: LAB000002, rect: [30, 80, 200, 110], '
                  'code: X, description: second one')
    run.apply()
    page = run.folder / 'out/redacted/LAB000001.pdf'
    run.claim('without --strict both are made', page.exists())
    done = run.apply('--strict')
    run.claim('with it the first fails', done.status == 3)
    run.claim('and the other one is made',
              (run.folder / 'out/redacted/LAB000002.pdf').exists())
    found = [f'{path} is still there' for path in run.left()
             if path.name.startswith('LAB000001') or path.suffix == '.part']
    served = b''.join(path.read_bytes() for path in run.served()
                      if path.suffix != '.pdf' and path.is_file())
    run.claim('the other one is in the log', b'second one' in served)
    if b'first one' in served or b'LAB000001' in served:
        found.append('the log speaks of it')
    return found + run.hunt() + run.heard()
