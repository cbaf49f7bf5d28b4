# SPDX-License-Identifier: AGPL-3.0-or-later
"""Twins: the same production with two secrets of one width. Whatever differs
between them tells the secrets apart, so it is listed with its reason, and
anything else that differs is a finding."""
import json
import pathlib
import re

import lab
from products import Run, product

# What may differ: {product: {key: why}}.
SOURCE = 'the hash of the source, by which --resume and the lock know it'
SPEC = 'the hash of the spec, whose notes differ'
TOLD = 'a hash of that hash and of what the spec tells: --bates goes by it'
CHAIN = 'the hash of the line before, which has such a hash'
TELLS = {
    'in/lab.lock': {'sha256': SOURCE},
    'in/bates.registry': {'sha256': SOURCE, 'before': CHAIN, 'at': 'the time'},
    'out/private/manifest.json': {'source_sha256': SOURCE,
                                  'spec_sha256': SPEC},
    'out/private/journal.jsonl': {'source': SOURCE, 'told': TOLD,
                                  'at': 'the time'},
    'plan --json': {'source_sha256': SOURCE},
}
# What no comparison of two runs shows.
ELSEWHERE = (
    ('names of sources', 'what the attorney calls a file stands in lock, '
     'registry, manifest, plan and messages, and in nothing that is served'),
    ('the text of a spec', 'an id, code, basis, legend or prefix is served '
     'as it is written, if no box of its document covers it'),
    ('a box over nothing', 'warned of, and noted in the manifest: the twin '
     'of a word that is not there'),
    ('a source that changed', 'the message shows 16 digits of both hashes'),
    ('what it took', 'summary, progress, "milliseconds" and "usage": time '
     'and memory, which no two runs have the same'),
)
MESSAGES = (('apply -v', ('apply', '-v', 'in/lab.yaml', '-o', 'out', '-j1')),
            ('apply --json', ('apply', '--json', '--resume', 'in/lab.yaml',
                              '-o', 'out', '-j1')),
            ('plan -v', ('plan', '-v', 'in/lab.yaml')),
            ('plan --json', ('plan', '--json', 'in/lab.yaml')),
            ('verify -v', ('verify', '-v', 'out')),
            ('verify --json', ('verify', '--json', 'out')),
            ('verify --spec', ('verify', '--spec', 'in/lab.yaml', 'out')))
TAKEN = re.compile(rb'time +[0-9.]+ s(, [0-9.]+ pages/s)?'
                   rb'|"(milliseconds|cpu_ms|peak_kb)": \d+')


def production(run, twin):
    """{product: bytes} of a twin: files, and messages without what it
    took."""
    one = run.fresh(twin)
    word = one.secret
    one.case.page(one.case.shown() + one.case.shown(one.number, (40, 60)))
    one.document()
    whole = lab.Case(run.name, twin)
    whole.plain()
    one.document('b.pdf', whole)
    one.give('more.csv', 'bates,x0,y0,x1,y1,code,note,why\n'
             f'LAB000001,30,120,200,150,X,{word},{word}\n'
             f'LAB000002,whole,,,,X,{word},{word}\n')
    one.spec(more=f', note: {word}', document=' }\n  - { file: b.pdf',
             tail='redactions_csv: more.csv\n')
    made = {}
    for name, arguments in MESSAGES:
        done = one.go(*arguments)
        made[name] = TAKEN.sub(b'', done.told)
        run.claim(f'{name} ends with status 0', done.status == 0)
    for path in one.left():
        if path.is_file():
            made[str(path.relative_to(one.folder))] = path.read_bytes()
    return made


def parsed(data):
    """JSON, or a list of a line each; None if it is neither."""
    try:
        return json.loads(data)
    except ValueError:
        pass
    try:
        return [json.loads(line) for line in data.splitlines()]
    except ValueError:
        return None


def keys_that_differ(one, other, key=''):
    """The innermost keys below which two JSON values are not the same."""
    if isinstance(one, dict) and isinstance(other, dict):
        return {k for name in one.keys() | other.keys() for k in
                keys_that_differ(one.get(name), other.get(name), name)}
    if isinstance(one, list) and isinstance(other, list) and (
            len(one) == len(other)):
        return {k for a, b in zip(one, other)
                for k in keys_that_differ(a, b, key)}
    return set() if one == other else {key}


def compared(one, other):
    """[(product, keys)]: the keys that differ, [] where all is the same,
    ['its bytes'] where it is no JSON or is made by one alone."""
    rows = []
    for name in sorted(one.keys() | other.keys()):
        a, b = one.get(name), other.get(name)
        if a == b:
            rows.append((name, []))
            continue
        x, y = parsed(a or b'!'), parsed(b or b'!')
        keys = keys_that_differ(x, y) if None not in (x, y) else set()
        rows.append((name, sorted(keys) or ['its bytes']))
    return rows


def unexplained(rows):
    return [f'{name}: {key} differs' for name, keys in rows
            for key in keys if key not in TELLS.get(name, {})]


@product('products.twins', 'as whatever differs from its twin, unexplained')
def twins(run):
    one, other = production(run, 0), production(run, 1)
    run.claim('there is enough to compare', len(one) > 12)
    rows = compared(one, other)
    run.claim('sources are told apart in private/', any(
        keys for name, keys in rows if 'private' in name))
    differ = dict(rows)
    run.claim('what may differ does', all(
        key in differ.get(name, []) for name, keys in TELLS.items()
        for key in keys if key != 'at'))
    return unexplained(rows)


def table(program, scratch):
    """The twin list: a line a product, and what else tells."""
    run = Run('products.twins', pathlib.Path(program).resolve(), None,
              pathlib.Path(scratch) / 'twins')
    rows = compared(production(run, 0), production(run, 1))
    out = []
    for name, keys in rows:
        why = '; '.join(f'{key}: {TELLS.get(name, {}).get(key, "!")}'
                        for key in keys)
        out.append(f'{name:28} {"differs" if keys else "same":8} {why}'
                   .rstrip() + '\n')
    out.append('\nNot seen by comparing:\n')
    out += [f'{what:28} {why}\n' for what, why in ELSEWHERE]
    return ''.join(out)
