#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""speckeys.py ROOT: the manual documents exactly the keys that are read.

A mapping's table in src/core names what messages call it; the subsection of
incamera-spec(5) with that title has an item for each key, with an example.
"""
import pathlib
import re
import sys

PAGE = 'man/incamera-spec.5'
CSVS = {'ic_csv_columns': 'Columns of redactions_csv',
        'ic_document_columns': 'Columns of documents_csv',
        'ic_ruling_columns': 'Columns of rulings_csv'}
TABLE = re.compile(r'struct ic_key (\w+)\[\] = \{(.*?)\n\};', re.S)
NAME = re.compile(r'struct ic_mapping \w+ = \{\s*"((?:\\.|[^"])*)",\s*(\w+)')
COLUMNS = re.compile(r'\b(ic_\w+_columns)\[\] = (\{.*?\});', re.S)
# Of a table with a row a column its first string is the name.
ROW = re.compile(r'^\t\{ "(\w+)"', re.M)


def read_keys(root):
    """{title of the subsection: keys}, from the reader's own tables."""
    tables, titles, keys = {}, {}, {}
    for path in sorted((pathlib.Path(root) / 'src/core').rglob('*.c')):
        text = path.read_text(encoding='utf-8')
        for m in TABLE.finditer(text):
            tables[m.group(1)] = re.findall(r'\{\s*"(\w+)"', m.group(2))
        for m in NAME.finditer(text):
            title = m.group(1).replace('\\"', '')
            titles[m.group(2)] = title
        for m in COLUMNS.finditer(text):
            if m.group(1) in CSVS:
                keys[CSVS[m.group(1)]] = (ROW.findall(m.group(2)) or
                                          re.findall(r'"(\w+)"', m.group(2)))
    for table, title in titles.items():
        keys[title.lower()] = tables.pop(table, [])
    for table in tables:
        print(f'{table}: no mapping has this table of keys')
        keys[table] = tables[table]
    return keys


def read_page(text):
    """{title of the subsection: {key: whether an example follows}}."""
    found, title, item = {}, None, None
    for line in text.split('\n'):
        if line.startswith(('.Ss ', '.Sh ')):
            title = line[4:]
            title = title if title in CSVS.values() else title.lower()
            item = None
        elif line.startswith('.It Cm '):
            item = line.split()[2]
            found.setdefault(title, {})[item] = False
        elif line.startswith('.Dl ') and item:
            found[title][item] = True
    return found


def main():
    page = pathlib.Path(sys.argv[1]) / PAGE
    keys = read_keys(sys.argv[1])
    found = read_page(page.read_text(encoding='utf-8') if page.exists()
                      else '')
    bad = []
    for title, names in keys.items():
        items = found.get(title, {})
        bad += [f'{title}: "{name}" is read and not documented'
                for name in names if name not in items]
        bad += [f'{title}: "{name}" is documented and not read'
                for name in items if name not in names]
        bad += [f'{title}: "{name}" has no example'
                for name, example in items.items() if not example]
    for line in bad:
        print(f'{PAGE}: {line}')
    if not keys:
        print('no table of keys was found')
    return 1 if bad or not keys else 0


if __name__ == '__main__':
    sys.exit(main())
