# SPDX-License-Identifier: AGPL-3.0-or-later
"""Messages: what is printed never quotes notes, passwords, document text or
what a library says."""
import os
import pty
import select
import signal
import subprocess
import time

from products import PATIENCE, REDACTION, USUAL, Late, NotTried, product

COMMANDS = ('plan', '-v'), ('plan', '--json')


def redaction(**changes):
    return REDACTION.format(**{**USUAL, **changes})


def quoted(run, *wrong, csv=None):
    """Where a message about one of these specs (changes of the usual one)
    quotes the secret. Each must be an error at a line, and write nothing."""
    run.document()
    found = []
    for changes in wrong:
        run.spec(**changes)
        shown = ', '.join(map(ascii, changes.values()))
        first = len(run.said)
        run.go('plan', '--json', 'in/lab.yaml')
        run.apply('-v')
        for done in run.said[first:]:
            run.claim(f'{shown} is an error', done.status == 2)
            run.claim(f'{shown} is told with its place',
                      (csv or b'lab.yaml') + b':' in done.told)
            found += [f'{shown}: {way}' for way in run.ways(done.told)]
        found += run.stray()
        if found and run.hasty:
            break
    return found


@product('products.note', 'in a note whose line has an error')
def note(run):
    word = run.secret
    more = f', note: ask {word}'
    return quoted(
        run, {'more': more, 'rect': '[30, 80, 200]'},
        {'more': more, 'rect': '[200, 80, 30, 110]'},
        {'more': more, 'rect': '[30, 80, 900, 110]'},
        {'more': f', note: "{word}", page: 1'},
        {'more': more + ', status: bogus'},
        {'more': more + ', status: candidate, x: y'},
        {'more': more + f', note: {word}'},
        {'more': f', note: [{word}, {word}]'},
        {'more': f', note: {{ {word}: {word} }}'},
        {'more': f', note: &{word} {word}'}, {'more': f', note: *{word}'},
        {'more': f', note: !{word} x'}, {'more': f', note: !!str {word}'},
        {'more': f', note: "{word}\\u0007"'},
        {'more': f', note: {word * 300}'},
        {'redaction': redaction(more=more).replace('code: X', 'code: Z')},
        {'redaction': redaction(more=more).replace('000001', '000009')})


@product('products.cut-note', 'in a note that a comma or colon cuts in two')
def cut_note(run):
    word = run.secret
    return quoted(run, *({'more': f', note: {text}'} for text in (
        f'ask, {word}', f'ask, {word}: now', f'ask, {word}: [{word}]',
        f'ask, "{word}": x', f'ask: {word}', f'{word}: {word}',
        f'ask, {word} is: {word}', f'x, {word}: {{ {word}: {word} }}')))


@product('products.block-note', 'in a note of more lines')
def block_note(run):
    word, usual = run.secret, ('bates: LAB000001\n    code: X\n'
                               '    rect: [30, 80, 200]\n')
    tail = 'redactions:\n'
    return quoted(run, *({
        'redaction': 'bates: LAB000001, rect: whole, code: X',
        'tail': f'#\n{tail}  - {usual}    note: {text}'} for text in (
            f'|\n      {word}\n      {word}\n', f'>\n      {word}\n',
            f'ask\n      {word}\n      {word}\n', f'"ask\n      {word}"\n',
            f'|\n      {word}\n    {word}\n', f'{word}\n   {word}: x\n')))


@product('products.description-line', 'in a description whose line is wrong')
def description_line(run):
    word = run.secret
    return quoted(run, *({'description': text, 'rect': '[1, 2, x, 4]'}
                         for text in (word, f'"{word}"', f"'{word} x'",
                                      f'[{word}]', f'of, {word}: x')))


@product('products.comment', 'in a comment beside an error')
def comment(run):
    word = run.secret
    return quoted(
        run, {'tail': f'wrong: 1 # {word}\n'},
        {'more': f', x: y # {word}\n'}, {'head': f'# {word}\nunits: x\n'},
        {'head': f'units: x # {word}\n'}, {'tail': f'"x # {word}\n'})


@product('products.unknown-key', 'as a key that is unknown, or its value')
def unknown_key(run):
    word = run.secret
    return quoted(
        run, {'more': f', reason: {word}'}, {'more': f', keep: [{word}]'},
        {'more': f', pattern: "{word}"'}, {'more': f', {word}: x'},
        {'more': f', notes: {word}'}, {'head': f'remarks: {word}\n'},
        {'document': f', title: {word}'}, {'document': f', {word}: x'},
        {'head': f'boxes: {{ filling: {word} }}\n'},
        {'basis': f'order, why: {word}'}, {'basis': f'order, {word}: x'})


@product('products.password-line', 'as a password in the spec itself')
def password_line(run):
    word = run.secret
    return quoted(run, *({'document': f', {text}'} for text in (
        f'password: {word}', f'passwort: {word}', f'Password: "{word}"',
        f'password: {{ {word}: {word} }}', f'password_env: {word}',
        f'password_env: "{word} x"', f'password_{word}: x',
        f'password_file: {word}', f'password_file: [{word}]',
        f'password_file: {word}, password_env: {word}',
        f'bates: x, password_env: {word}')))


@product('products.yaml', 'in a line that is not YAML')
def yaml(run):
    word = run.secret
    return quoted(run, *({'more': f', note: {text}'} for text in (
        f'"{word}', f"'{word}' x", f'"{word}\\q"', f'@{word}', f'%{word}',
        f'`{word}`', f'| {word}', f'{word} ]', f'{{ {word}', f'[{word}',
        f'{word} }} {word}', f'? {word}', f'- {word}', f'<<: *{word}')),
        {'tail': f'\tnote: {word}\n'},
        {'tail': f'--- {word}\n'}, {'tail': f'...\n{word}\n'},
        {'tail': f'? {word} {word}\n: {word}\n'}, {'tail': f' {word}\n'},
        {'tail': '- ' * 60 + word + '\n'})


@product('products.bytes', 'beside bytes that are no text')
def odd_bytes(run):
    word, found = run.secret.encode(), []
    run.document()
    for junk in (b'\xff', b'\0', b'\x01', b'\xc0\xaf', b'\xed\xa0\x80'):
        text = run.spec(more=', note: ask MARK').read_bytes()
        run.give('lab.yaml', text.replace(b'MARK', junk + word + junk))
        for command in COMMANDS:
            done = run.go(*command, 'in/lab.yaml')
            run.claim('they are refused', done.status == 2)
    found += run.heard()
    wide = run.spec(more=f', note: {run.secret}').read_text()
    for code in ('utf-16', 'utf-16-le', 'utf-32'):
        run.give('lab.yaml', wide.encode(code))
        done = run.go('plan', 'in/lab.yaml')
        run.claim('so are other encodings', done.status == 2)
    return found + run.heard() + run.stray()


COLUMNS = 'bates,x0,y0,x1,y1,code,description,note,status,why'
ROW = dict(zip(COLUMNS.split(','), (
    'LAB000001', '30', '120', '200', '150', 'X', 'words', 'ask', 'agreed',
    'none')))


def rows(run, **cells):
    return COLUMNS + '\n' + ','.join({**ROW, **cells}.values()) + '\n'


@product('products.csv-cells', 'in cells of a CSV row that has an error')
def csv_cells(run):
    word = run.secret
    all_text = {'description': word, 'note': word, 'why': word}
    bad = [rows(run, **{**all_text, **change}) for change in (
        {'x0': 'x'}, {'y1': ''}, {'y1': '1e3'}, {'bates': 'LAB000009'},
        {'bates': word}, {'code': word}, {'status': word}, {'x0': word},
        {'y0': word}, {'why': f'{word},{word}'}, {'note': f'x,{word}'},
        {'note': f'"{word}'}, {'note': f'"{word}" {word}'},
        {'note': f'{word}\x01'}, {'description': word * 250},
        {'bates': ''}, {'code': ''}, {'status': 'candidate', 'x0': 'x'})]
    bad += [rows(run).replace('code', word), rows(run).replace('x0', word),
            word, '', f'{word},{word}\n', f'bates;{word};x0\n']
    found = []
    for text in bad:
        run.give('more.csv', text)
        found += quoted(run, {'tail': 'redactions_csv: more.csv\n'},
                        csv=b'more.csv')
        if found and run.hasty:
            return found
    run.give('more.csv', rows(run).encode('utf-16'))
    return found + quoted(run, {'tail': 'redactions_csv: more.csv\n'},
                          csv=b'more.csv')


@product('products.levels', 'in notes, columns and comments of a run')
def levels(run):
    word = run.secret
    run.case.page(run.case.shown() + run.case.shown('under a box', (40, 60)))
    run.document()
    run.give('more.csv', rows(run, note=word, why=word).replace(
        ',why', f',{word}'))
    run.spec(more=f', note: "{word}"', tail=(
        f'redactions_csv: more.csv # {word}\n# {word}\n'))
    for options in ((), ('-v',), ('-q',), ('--json',), ('--strict', '-v')):
        run.made(run.apply(*options))
        run.apply('--resume', *options)
    for options in ((), ('-v',), ('-q',), ('--json',)):
        run.go('plan', *options, 'in/lab.yaml')
        run.go('verify', *options, 'out')
    run.claim('all end with status 0', not any(d.status for d in run.said))
    run.claim('they print something', sum(len(d.told) for d in run.said))
    run.claim('the CSV counts', b'words,part' in run.log())
    return run.hunt() + run.heard()


@product('products.warnings', 'beside a warning')
def warnings(run):
    word = run.secret
    run.document()
    run.spec(rect='[200, 10, 260, 30]', basis='', more=f', note: {word}')
    for options in ((), ('-v',), ('--json',)):
        done = run.apply(*options)
        run.claim('it warns', b'covers nothing' in done.told
                  and b'no basis' in done.told)
    run.claim('all end with status 0', not any(d.status for d in run.said))
    return run.heard()


@product('products.library', 'as what is broken in a source')
def library(run):
    word = run.secret
    run.case.page(
        f'q /{word} gs /{word} cs /{word} Do BT /{word} 9 Tf ({word}) Tj ET '
        f'{word} ({word}) {word} /{word} BMC Q Q Q\n' + run.case.shown()
        + f'BI /W 1 /H 1 /F /{word} ID x EI\n',
        resources=(f'/XObject<</{word}<</Type/{word}>>>>/ExtGState<</{word}'
                   f'({word})>>/ColorSpace<</{word}[/{word}]>>'),
        fonts=f'/{word}<</Type/Font/Subtype/{word}/BaseFont/{word}>>')
    own = run.case.pdf
    own.catalog += f'/{word} 99 0 R/OpenAction<</S/{word}>>'
    run.give('a.pdf', own.bytes() + f'\n{word} 0 obj\n<< /'.encode())
    run.spec()
    for options in (('-v',), ('--json',), ('-v', '--no-sandbox')):
        done = run.apply(*options)
        run.claim('it warns', b'warning' in done.told)
        run.claim('and names the document', b'a.pdf' in done.told)
    run.go('plan', '-v', 'in/lab.yaml')
    return run.heard()


@product('products.tampered', 'in an output that was changed')
def tampered(run):
    word = run.secret
    run.document()
    run.spec()
    run.made(run.apply())
    out = run.folder / 'out'
    page = out / 'redacted/LAB000001.pdf'
    good = {path: path.read_bytes() for path in out.rglob('*')
            if path.is_file()}
    key = page.read_bytes().replace(b'/Type /Catalog',
                                    f'/{word} /X'.encode(), 1)
    bad = [(page, good[page] + f'\n% {word}\n'.encode()), (page, key),
           (page, run.case.pdf.bytes()), (page, word.encode()),
           (page, good[page].replace(b' obj', f' {word}'.encode()))]
    for name in ('logs/redaction-log.csv', 'logs/bates-index.csv',
                 'SHA256SUMS', 'private/manifest.json',
                 'private/journal.jsonl'):
        path = out / name
        bad += [(path, word.encode() + good[path]),
                (path, good[path] + word.encode()),
                (path, good[path].replace(b'CONFIDENTIAL', word.encode())
                 .replace(b'innocent', word.encode()))]
    for path, data in bad:
        if data == good[path]:
            continue
        path.write_bytes(data)
        for options in ((), ('-v',), ('--json',)):
            done = run.go('verify', *options, 'out')
            run.claim('verify says so', done.status in (1, 2)
                      or 'journal' in path.name)
        path.write_bytes(good[path])
        if run.hasty and run.heard():
            break
    run.claim('verify is content again',
              run.go('verify', 'out').status == 0)
    return run.heard()


def on_terminal(run, *arguments):
    """What a run writes to a terminal, its progress line among it."""
    try:
        pid, terminal = pty.fork()
    except OSError as why:
        raise NotTried('there is no terminal here') from why
    if pid == 0:
        os.chdir(run.folder)
        os.execv(run.program, [run.program, *arguments])
    text, until = b'', time.monotonic() + PATIENCE
    while True:
        try:
            ready, _, _ = select.select([terminal], [], [],
                                        max(until - time.monotonic(), 0))
            part = os.read(terminal, 65536) if ready else None
        except OSError:
            break
        if part is None:
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)
            raise Late(f'{arguments[0]} on a terminal, which wrote '
                       f'{len(text)} bytes')
        if not part:
            break
        text += part
    os.close(terminal)
    _, status = os.waitpid(pid, 0)
    return os.waitstatus_to_exitcode(status), text


@product('products.progress', 'in the progress line of a terminal')
def progress(run):
    word, found = run.secret, []
    for index in range(4):
        run.document(f'{word}{index}.pdf' if index else 'a.pdf')
    run.spec(matter=word, more=f', note: {word}', document=''.join(
        f' }}\n  - {{ file: {word}{index}.pdf' for index in (1, 2, 3)))
    for command in (('apply', 'in/lab.yaml', '-o', 'out', '-j1'),
                    ('plan', 'in/lab.yaml'), ('verify', 'out')):
        status, text = on_terminal(run, *command)
        run.claim('it ends with status 0', status == 0)
        lines = [part for part in text.split(b'\r') if b' of ' in part]
        run.claim('there is a progress line', lines or command[0] != 'apply')
        found += [f'progress of {command[0]}: {way}' for way in
                  run.ways(b'\n'.join(lines))]
    return found


@product('products.constants', 'help, version and completion know nothing')
def constants(run):
    word = run.secret
    run.document(f'{word}.pdf')
    run.spec(f'{word}.yaml', file=f'{word}.pdf')
    there = run.folder / 'in'
    for command in (('help',), ('help', 'apply'), ('completion',),
                    ('version',), ('nonsense',), ('apply', '--nonsense')):
        texts = [subprocess.run(
            [run.program, *command], cwd=cwd, capture_output=True,
            env={**os.environ, word: word, 'HOME': word},
            timeout=PATIENCE, check=False) for cwd in (there, '/')]
        run.claim('they print something', texts[0].stdout + texts[0].stderr)
        said = [text.stdout + text.stderr for text in texts]
        if said[0] != said[1] or run.ways(said[0]):
            return [f'{command[0]} depends on where it is called']
    return []


@product('products.lock-messages', 'in what a frozen lock refuses')
def refused_lock(run):
    word = run.secret
    run.document()
    run.spec(more=f', note: {word}', id='id: R1, ')
    run.made(run.apply())
    run.spec(more=f', note: {word}', id='id: R1, ',
             rect='[30, 80, 200, 111]')
    run.claim('another box is refused', run.apply().status == 2)
    run.give('a.pdf', (run.folder / 'in/a.pdf').read_bytes() + b'\n')
    run.claim('another source too', run.apply().status == 2)
    lock = run.folder / 'in/lab.lock'
    for text in (word, f'{{"{word}": 1}}'):
        lock.write_text(text)
        run.claim('and a lock that is none', run.apply().status == 2)
    return run.heard()
