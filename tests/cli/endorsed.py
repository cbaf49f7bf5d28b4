#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""endorsed.py OUT SPEC: each page of the sample outputs says its number and
its legend once, by pdftotext; no page says another number of its range."""
import csv
import pathlib
import re
import subprocess
import sys

# The page is a picture: its number is seen, and read by no program.
ASSERTED = {'COE000311'}
# Without a legend: it is switched off in the spec, or the document came with
# its numbers and is not stamped again.
BARE = {'COE000134'} | {f'COE{number:06d}' for number in range(300, 312)}


def text_of(path, page):
    done = subprocess.run(
        ['pdftotext', '-layout', '-f', str(page), '-l', str(page), str(path),
         '-'], check=True, stdout=subprocess.PIPE)
    return done.stdout.decode('utf-8')


def main():
    out = pathlib.Path(sys.argv[1])
    spec = pathlib.Path(sys.argv[2]).read_text('utf-8')
    legend = re.search(r'^  text: "(CONF.*)"$', spec, re.M).group(1)
    legend = re.sub(r'\s+', '', legend)
    bad = pages = 0
    with open(out / 'logs/bates-index.csv', encoding='utf-8-sig',
              newline='') as file:
        rows = [row for row in csv.DictReader(file) if row['PGCOUNT']]
    for row in rows:
        first, count = row['BEGBATES'], int(row['PGCOUNT'])
        last = row['ENDBATES']
        name = f'{first}-{last}.pdf' if first != last else f'{first}.pdf'
        head = first.rstrip('0123456789')
        start = int(first[len(head):])
        for nth in range(count):
            number = f'{head}{start + nth:06d}'
            text = text_of(out / 'redacted' / name, nth + 1)
            found = re.findall(re.escape(head) + r'\d{6}(?!\d)', text)
            wanted = [] if number in ASSERTED else [number]
            pages += 1
            if found != wanted:
                print(f'{number}: the page says {found}')
                bad += 1
            times = re.sub(r'\s+', '', text).count(legend)
            if times != (number not in BARE):
                print(f'{number}: the legend is there {times} times')
                bad += 1
    print(f'{len(rows)} files, {pages} pages')
    return bad != 0 or pages != 103


if __name__ == '__main__':
    sys.exit(main())
