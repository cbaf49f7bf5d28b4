# SPDX-License-Identifier: AGPL-3.0-or-later
"""Names: what the files that we are given are called, and what they say of
themselves, is served nowhere. What only private/ may hold is claimed to be
there, so that the hunt is known to see it."""
import os
import re
import shutil
import subprocess

import lab
import pdf
import witness
from products import product


def private(run):
    return [path for path in run.left()
            if run.folder / 'out/private' in path.parents]


@product('products.source-name', 'as the name of the source: private alone')
def source_name(run):
    run.document(f'{run.secret}.pdf')
    run.spec(file=f'{run.secret}.pdf')
    run.made(run.apply('-v'))
    run.claim('private/ names the source', run.hunt(private(run)))
    return run.hunt(run.served())


@product('products.source-folder', 'as the folder of the source')
def source_folder(run):
    run.document(f'{run.secret}/a.pdf')
    run.given.add(run.folder / 'in' / run.secret)
    run.spec(file=f'{run.secret}/a.pdf')
    run.made(run.apply())
    run.claim('private/ names the source', run.hunt(private(run)))
    return run.hunt(run.served())


@product('products.spec-name', 'as the name of the spec: beside it alone')
def spec_name(run):
    run.document()
    run.spec(f'{run.secret}.yaml')
    run.made(run.apply(spec=f'in/{run.secret}.yaml'))
    lock = [p for p in run.left() if p.suffix == '.lock']
    run.claim('the lock is beside the spec', len(lock) == 1)
    registry = [p for p in run.left() if p.name == 'bates.registry']
    run.claim('the registry names the spec', run.hunt(registry))
    return run.hunt([p for p in run.left() if p not in lock + registry])


@product('products.out-name', 'as the name of the output directory')
def out_name(run):
    run.document()
    run.spec()
    out = f'for {run.secret}'
    run.made(run.apply(out=out), out)
    os.rename(run.folder / out, run.folder / 'moved')
    return run.hunt()


@product('products.csv-name', 'as the name of the CSV file')
def csv_name(run):
    run.document()
    run.give(f'{run.secret}.csv', 'bates,x0,code\nLAB000002,whole,X\n')
    run.document('b.pdf', lab.Case('products.csv-name', 0))
    run.spec(document=' }\n  - { file: b.pdf',
             tail=f'redactions_csv: {run.secret}.csv\n')
    run.made(run.apply())
    run.claim('a row of the CSV is in the log', b'LAB000002' in run.log())
    return run.hunt() + run.heard()


@product('products.title', 'as what the source says of itself')
def title(run):
    own = run.case.pdf
    text = pdf.utf16(run.secret)
    info = own.add(f'<</Title {text}/Author({run.secret})/Subject {text}'
                   f'/Keywords({run.secret})/Creator {text}/Mine {text}>>')
    xmp = own.stream(f'<x:xmpmeta xmlns:x="adobe:ns:meta/">{run.secret}'
                     '</x:xmpmeta>', '/Type/Metadata/Subtype/XML')
    item = own.reserve()
    outline = own.add(f'<</Type/Outlines/First {item} 0 R/Last {item} 0 R>>')
    own.put(item, f'<</Title {text}/Parent {outline}/Dest({run.secret})>>')
    own.trailer = f'/Info {info}'
    own.catalog += (f'/Metadata {xmp}/Outlines {outline}/Lang({run.secret})'
                    f'/PageLabels<</Nums[0<</P {text}>>]>>')
    run.case.plain()
    source = run.document()
    run.claim('poppler reads it in the source', run.ways(
        witness.told('pdfinfo', source)))
    run.spec()
    run.made(run.apply('-v', '--json'))
    run.go('plan', '--json', 'in/lab.yaml')
    run.go('verify', '-v', 'out')
    return run.hunt() + run.heard()


def locked(run):
    """The document, encrypted with the secret as its password."""
    plain = run.folder / 'plain.pdf'
    run.case.plain()
    plain.write_bytes(run.case.pdf.bytes())
    subprocess.run(
        ['qpdf', '--static-id', '--static-aes-iv', '--encrypt', run.secret,
         run.secret.lower(), '256', '--', plain, run.folder / 'in/a.pdf'],
        check=True)
    run.given.add(run.folder / 'in/a.pdf')
    plain.unlink()


@product('products.password', 'as the password of the source')
def password(run):
    locked(run)
    run.give('a.password', run.secret + '\n')
    run.spec(document=', password_file: a.password')
    run.made(run.apply('-v', '--json'))
    shutil.rmtree(run.folder / 'out')
    run.spec(document=', password_env: LAB_PASSWORD')
    run.made(run.apply('-v', env={'LAB_PASSWORD': run.secret}))
    run.go('plan', '-v', 'in/lab.yaml', env={'LAB_PASSWORD': run.secret})
    run.claim('the plan opens it too', run.said[-1].status == 0)
    return run.hunt() + run.heard()


@product('products.wrong-password', 'as a password that does not fit')
def wrong_password(run):
    locked(run)
    found = []
    for text in (run.secret[:-1], 'x' + run.secret, run.secret * 20,
                 'x\n' + run.secret):
        run.give('a.password', text)
        run.spec(document=', password_file: a.password')
        done = run.apply('-v')
        run.claim('the run is refused', done.status in (2, 3))
        run.claim('the message names the password', b'password' in done.err)
        found += run.stray()
    return found + run.heard()


@product('products.password-file-name', 'as the name of the password file')
def password_file_name(run):
    locked(run)
    name = f'{run.secret}.txt'
    run.give(name, run.secret)
    run.spec(document=f', password_file: {name}')
    run.made(run.apply('-v'))
    found = run.hunt() + run.heard()
    (run.folder / 'in' / name).unlink()
    done = run.apply('-v')
    run.claim('a missing one is an error', done.status == 2)
    run.claim('that names the document', b'a.pdf' in done.err)
    return found + run.heard()


@product('products.output-names', 'names of outputs are numbers alone')
def output_names(run):
    run.document()
    run.spec()
    run.made(run.apply())
    shape = re.compile(
        r'out(/(redacted(/LAB\d{6}(-LAB\d{6})?\.pdf)?'
        r'|logs(/(redaction-log|bates-index)\.(csv|html|xlsx))?'
        r'|private(/(manifest|verify)\.json|/journal\.jsonl)?'
        r'|SHA256SUMS))?|in/lab\.lock|in/bates\.registry')
    names = [str(p.relative_to(run.folder)) for p in run.left()]
    run.claim('there are served files', len(run.served()) >= 4)
    return [name for name in names if not shape.fullmatch(name)]
