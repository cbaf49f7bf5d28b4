#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""csvs.py OUT: both logs parse strictly, hold what the manifest says and
nothing that a spreadsheet runs; where LibreOffice is, it reads the same."""
import csv
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile

LIMIT = ('Verified: what you listed is gone from these files. Not verified: '
         'that you listed everything.')


def read(path):
    raw = path.read_bytes()
    assert raw.startswith(b'\xef\xbb\xbf'), f'{path}: no byte order mark'
    assert raw.endswith(b'\r\n'), f'{path}: no CRLF at its end'
    assert raw.count(b'\n') == raw.count(b'\r\n'), f'{path}: a bare LF'
    with open(path, encoding='utf-8-sig', newline='') as file:
        return list(csv.reader(file, strict=True))


def check(path, wanted):
    rows = read(path)
    tail = rows[len(wanted):]
    assert rows[:len(wanted)] == wanted, (
        f'{path}: ' + str([pair for pair in zip(rows, wanted)
                           if pair[0] != pair[1]][:3]))
    assert tail[-1] == [LIMIT], f'{path} ends with {tail}'
    assert all(row[0].startswith('PARTIAL') for row in tail[:-1]), tail
    for row in rows:
        for cell in row:
            assert not cell.startswith(tuple('=+-@\t\r')), f'{cell!r} runs'
            assert cell.isprintable(), f'{cell!r}'
    return rows


def by_libreoffice(path, rows):
    """LibreOffice reads the same cells.

    Its import dialog takes the byte order mark as UTF-8 (76); without a
    dialog it has to be told.
    """
    program = shutil.which('soffice') or shutil.which('libreoffice')
    if not program:
        print('no LibreOffice here: skipped')
        return
    with tempfile.TemporaryDirectory() as work:
        subprocess.run(
            [program, f'-env:UserInstallation=file://{work}/profile',
             '--headless', '--infilter=CSV:44,34,76,1', '--convert-to',
             'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false',
             '--outdir', work, str(path)], check=True,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        with open(pathlib.Path(work) / path.name, encoding='utf-8',
                  newline='') as file:
            back = [[cell for cell in row if cell]
                    for row in csv.reader(file)]
    mine = [[cell.lstrip("'") for cell in row if cell] for row in rows]
    back = [[cell.lstrip("'") for cell in row] for row in back]
    assert mine == back, f'{path}: LibreOffice reads {back[:4]}'


def ruling(row):
    """The cells of a redaction of which no order is known."""
    assert not row.get('ecf'), row
    still = '; covered pending further order'
    return [row['status'] + (still if row['status'] == 'denied' else ''), '']


def main():
    out = pathlib.Path(sys.argv[1])
    manifest = json.loads((out / 'private/manifest.json').read_text('utf-8'))
    burned = {row['id']: row for row in manifest['redactions']}
    log = [['id', 'Bates page', 'codes', 'basis', 'description', 'area']]
    denied = any(row['status'] == 'denied' for row in burned.values())
    if denied or manifest['ruled']:
        log[0] += ['status', 'order']
    index = [['BEGBATES', 'ENDBATES', 'PGCOUNT', 'SHA256']]
    for doc in manifest['documents']:
        index.append([doc['begin'], doc['end'], str(len(doc['pages'])),
                      doc['sha256']])
        for page in doc['pages']:
            for box in page['boxes']:
                row = burned[box['id']]
                log.append([row['id'], page['number'], row['codes'],
                            row['basis'], row['description'],
                            'whole' if box['rect'] == 'whole' else 'part']
                           + ruling(row)[:len(log[0]) - 6])
    for name, wanted in (('redaction-log.csv', log),
                         ('bates-index.csv', index)):
        rows = check(out / 'logs' / name, wanted)
        print(f'{name}: {len(rows)} rows')
        by_libreoffice(out / 'logs' / name, rows)
    assert len(log) > 1 and len(index) > 1


if __name__ == '__main__':
    sys.exit(main())
