#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""How many errors `audit` finds in documents that are ordinary.

    ordinary.py PROGRAM LIST FOLDER

LIST names files by their SHA-256, with the verdict of somebody who looked at
their pages: `ordinary` or `odd`. What FOLDER has of them is read; odd ones are
not counted. Prints each error, and of 200 files how many have one. TAP; a
FOLDER that is not there is skipped.
"""
import collections
import hashlib
import json
import pathlib
import subprocess
import sys

ALLOWED = 1, 200                # files with a false error, of so many


def read_list(path):
    out = {}
    for line in path.read_text(encoding='utf-8').splitlines():
        words = line.split('#')[0].split()
        if words:
            out[words[0]] = words[1]
    return out


def main():
    program, verdicts, folder = map(pathlib.Path, sys.argv[1:4])
    if not folder.is_dir():
        print('ok 1 - ordinary documents # SKIP they are not here\n1..1')
        return 0
    known = read_list(verdicts)
    paths = [p for p in sorted(folder.iterdir()) if p.is_file() and known.get(
        hashlib.sha256(p.read_bytes()).hexdigest()) == 'ordinary']
    done = subprocess.run([program, 'audit', '--json', *paths],
                          capture_output=True, timeout=1800, check=False)
    documents = json.loads(done.stdout)['documents']
    kinds, wrong, pages = collections.Counter(), 0, 0
    for document in documents:
        errors = [f for f in document['findings'] if f['severity'] == 'error']
        wrong += bool(errors)
        pages += document['pages']
        kinds.update(f'{f["severity"]} {f["kind"]}'
                     for f in document['findings'])
        for f in errors:
            print(f'# {document["file"]} p. {f.get("page", "-")}: {f["kind"]}'
                  f' {f.get("cover", "")} {f.get("rect", "")}')
    for word, count in sorted(kinds.items()):
        print(f'# {count} {word}')
    good = wrong * ALLOWED[1] <= ALLOWED[0] * max(len(documents), ALLOWED[1])
    print(f'{"" if good else "not "}ok 1 - {wrong} of {len(documents)} '
          f'ordinary documents ({pages} pages) have an error\n1..1')
    return 0 if good else 1


if __name__ == '__main__':
    sys.exit(main())
