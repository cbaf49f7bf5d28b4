# SPDX-License-Identifier: AGPL-3.0-or-later
"""Served cells: what a log, a file name or a page would say of what stands
under a box. The run is refused; with other words it is not."""
from products import product, value


def refused(run, innocent, *guilty, quiet=True):
    """Each of `guilty` (changes of the spec) is refused with status 2 and
    writes nothing; `innocent` is made. `quiet`: no message repeats it."""
    run.document()
    found = []
    for changes in guilty:
        run.spec(**changes)
        done = run.apply()
        shown = ', '.join(map(ascii, changes.values()))
        if done.status != 2:
            found.append(f'{shown}: status {done.status}')
            found += run.hunt(run.served())
        run.claim('a refusal says that a word would be served',
                  b'would be served' in done.err or done.status != 2)
        found += run.stray()
        if found and run.hasty:
            break
    if quiet:
        found += run.heard()
    run.spec(**innocent)
    run.made(run.apply())
    return found + run.hunt()


def spellings(word):
    """The ways in which people write a name."""
    half = len(word) // 2
    yield word
    yield word.lower()
    yield word.title()
    yield word + "'s address"
    yield f'"{word}"'
    yield f'name/{word}'
    yield f'of {word}, and others'
    yield word[:half] + '\u00ad' + word[half:]
    yield word[:half] + '\u200b' + word[half:]
    yield word[:half] + '-' + word[half:]
    yield '.'.join(word)
    yield ''.join(chr(ord(c) + 0xfee0) for c in word)


@product('products.description', 'in a description, in any spelling')
def description(run):
    found = refused(run, {}, *({'description': value(text)}
                               for text in spellings(run.secret)))
    run.claim('an innocent description is in the log',
              b'innocent words' in run.log())
    return found


@product('products.number', 'as digits in a description, parted otherwise')
def number(run):
    digits = run.number
    found = []
    for mark in '-', ' ', '':
        one = run.fresh()
        one.case.page(one.case.shown(mark.join(
            (digits[:3], digits[3:5], digits[5:]))))
        found += parted(one, digits)
        run.claims.update(one.claims)
    return found


def parted(run, digits):
    return refused(run, {'description': 'a number'}, *(
        {'description': value(text)} for text in (
            f'{digits[:3]}-{digits[3:5]}-{digits[5:]}', digits,
            f'{digits[:3]} {digits[3:5]} {digits[5:]}')))


@product('products.id', 'in the id of a redaction')
def identifier(run):
    return refused(run, {'id': 'id: R1, '},
                   {'id': f'id: {run.secret}, '},
                   {'id': f'id: R1-{run.secret.lower()}, '}, quiet=False)


@product('products.code', 'as the name of a code, on boxes and in the log')
def code(run):
    return refused(run, {'code': 'Y'}, {'code': run.secret},
                   {'code': f'A {run.secret.title()}'}, quiet=False)


@product('products.code-text', 'in what a code stands for')
def code_text(run):
    return refused(run, {'text': 'Name of a witness'},
                   {'text': f'Name of {run.secret}'})


@product('products.basis', 'in the basis of a code')
def basis(run):
    usual = value('protective order para. 6; Fed. R. Civ. P. 26(c); '
                  'official information privilege')
    found = refused(run, {'basis': usual},
                    {'basis': f'privacy of {run.secret}'}, quiet=False)
    run.claim('an innocent basis is in the log',
              b'official information' in run.log())
    return found


@product('products.legend', 'in the legend of all pages')
def legend(run):
    usual = '{ text: SUBJECT TO PROTECTIVE ORDER }'
    return refused(run, {'legend': usual},
                   {'legend': f'{{ text: not for {run.secret} }}'},
                   quiet=False)


@product('products.legend-of-document', 'in the legend of one document')
def legend_of_document(run):
    return refused(run, {'document': ', legend: { text: SEALED }'},
                   {'document': f', legend: {{ text: {run.secret} }}'},
                   quiet=False)


@product('products.fields', 'in the fields of its document')
def fields(run):
    names = ('category', 'designation', 'author', 'recipients', 'doctype',
             'privilege', 'title', 'description')
    usual = ''.join(f', {name}: innocent' for name in names)
    found = refused(run, {'document': usual},
                    *({'document': f', {name}: {run.secret.title()}'}
                      for name in names))
    manifest = run.folder / 'out/private/manifest.json'
    run.claim('the manifest has the fields',
              manifest.read_bytes().count(b'"innocent"') == len(names))
    return found


@product('products.fields-of-redaction', 'in the fields of its redaction')
def fields_of_redaction(run):
    return refused(run, {'more': ', category: innocent, privilege: innocent'},
                   {'more': f', category: the {run.secret} file'},
                   {'more': f', privilege: {run.secret}'})


@product('products.date', 'as the date of its document, written otherwise')
def date(run):
    month, day = int(run.number[0]) + 1, int(run.number[1]) + 11
    year = 2000 + int(run.number[2])
    found = []
    for shown in (f'{month}/{day}/{year}', f'{month:02}/{day:02}/{year}',
                  f'{year}-{month:02}-{day:02}'):
        one = run.fresh()
        one.case.page(one.case.shown(shown))
        found += refused(one, {'document': ', date: 1999-01-01'},
                         {'document': f', date: {year}-{month:02}-{day:02}'})
        run.claims.update(one.claims)
    return found


@product('products.old-legend', 'as the designation that it bore before')
def old_legend(run):
    run.case.page(run.case.shown(at=(30, 20)))
    run.document()
    run.spec(document=', bates: LAB000001, stamped: true, legend: none, '
             f'old_legend: {{ text: {run.secret}, action: cover }}')
    run.made(run.apply())
    manifest = run.folder / 'out/private/manifest.json'
    run.claim('the manifest tells of it',
              b'old-legend-LAB000001' in manifest.read_bytes())
    return run.hunt() + run.heard()


@product('products.prefix', 'as the prefix of numbers and file names: told of')
def prefix(run):
    run.document()
    run.spec(prefix=run.secret)
    done = run.apply()
    run.claim('the run ends with status 0', done.status == 0)
    run.claim('an ordinary prefix is not told of', b'prefix' not in
              prefixed(run, 'LAB').err)
    return [] if b'warning: the prefix' in done.err else ['no warning']


def prefixed(run, text):
    run = run.fresh()
    run.document()
    run.spec(prefix=text)
    return run.apply()


@product('products.withdrawn', 'in the description of a withdrawn redaction')
def withdrawn(run):
    run.document()
    second = ('\n  - { bates: LAB000001, rect: [30, 120, 200, 150], code: X, '
              f'description: {run.secret}, status: withdrawn }}')
    run.case.controls.clear()
    run.spec(more=' }' + second.rstrip(' }'))
    run.made(run.apply())
    run.claim('the other one is in the log', b'innocent words' in run.log())
    return run.hunt() + run.heard()


@product('products.matter', 'in the name of the matter: private alone')
def matter(run):
    run.document()
    run.spec(matter=f'In re {run.secret}')
    run.made(run.apply())
    manifest = run.folder / 'out/private/manifest.json'
    run.claim('the manifest names the matter',
              run.ways(manifest.read_bytes()))
    return run.hunt(run.served())


@product('products.reference', 'in a reference: the sealed list alone')
def reference(run):
    run.document()
    run.spec(head='reference_list: true\n', more=f', reference: {run.secret}',
             basis='protective order, personal: true')
    run.made(run.apply('-v'))
    for more in ([], ['--spec', 'in/lab.yaml']):
        done = run.go('verify', 'out', *more, '--json')
        run.claim('verify is content', done.status == 0)
    run.go('plan', 'in/lab.yaml', '--json')
    run.go('plan', 'in/lab.yaml', '-v')
    lists = sorted((run.folder / 'out/unredacted').glob('REFERENCE-LIST_*'))
    run.claim('both forms of the list hold it',
              len(lists) == 2 and all(run.hunt([path]) for path in lists))
    run.claim('they are the owner\'s alone', all(
        path.stat().st_mode & 0o077 == 0 for path in lists))
    # In a line with an error, and where no list is made.
    run.spec(more=f', reference: {run.secret}, colour: red')
    run.apply('-v')
    run.spec(more=f', reference: {run.secret}')
    run.apply('-v')
    return (run.hunt([path for path in run.left() if path not in lists])
            + run.heard())
