#!/usr/bin/python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""make-samples.py [--check]: draw the sample production.

It writes the PDFs, production.yaml, in-camera.yaml, more-redactions.csv, and
../tests/cli/samples-secrets.tsv: the words that no output may hold. The same
bytes come out on every machine; --check compares instead of writing.
"""
import pathlib
import sys

sys.dont_write_bytecode = True
HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

# pylint: disable=wrong-import-position
from kit import spec  # noqa: E402
from papers import (depo, email, ia, letters, photo, police,  # noqa: E402
                    produced, production, scans, sheets)

MODULES = [ia, police, email, scans, photo, sheets, produced, depo, letters]
# What outputs may say though a box covers it somewhere.
SERVED = [production.HEAD, 'REDACTED incamera Nimbus',
          *(str(value) for _, _, more in production.DOCUMENTS
            for value in (more or {}).values())]


def books():
    for module in MODULES:
        made = module.build()
        yield from made if isinstance(made, list) else [made]


def outputs():
    """{path: bytes} of everything."""
    made = list(books())
    plan = spec.Production(made, production.DOCUMENTS)
    yaml, csv = (plan.resolve(production.YAML), plan.resolve(production.CSV))
    plan.check()
    spec.check_served(plan, yaml + csv, production.HEAD.split('codes:')[1:])
    out = {HERE / book.file: book.bytes() for book in made}
    out[HERE / 'production.yaml'] = spec.spec_text(
        production.HEAD, production.DOCUMENTS, yaml,
        'more-redactions.csv').encode()
    out[HERE / 'in-camera.yaml'] = spec.spec_text(
        production.in_camera_head(), production.in_camera_documents(),
        production.in_camera_rows(plan, yaml + csv), None).encode()
    out[HERE / 'more-redactions.csv'] = spec.csv_text(csv).encode()
    served = SERVED + [row['description'] for row in yaml + csv]
    table = spec.secrets(plan, served) + (
        'hidden\tproduction.yaml\t0\tZimmerlake\n'
        'hidden\tmore-redactions.csv\t0\tYellowhammer\n')
    out[HERE.parent / 'tests/cli/samples-secrets.tsv'] = table.encode()
    return out


def main():
    check, status = sys.argv[1:] == ['--check'], 0
    for path, data in outputs().items():
        if not check:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        elif not path.exists() or path.read_bytes() != data:
            print(f'{path} is not what make-samples.py makes')
            status = 1
    return status


if __name__ == '__main__':
    sys.exit(main())
