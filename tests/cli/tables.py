#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""tables.py OUT: each list says the same in all its forms.

A spreadsheet is read by zipfile and an XML parser: every cell that holds
anything is a string of the format "text", the first row is frozen and bold,
nothing tells a host, a user or a time. A page is read by html.parser: it has
one table, no script, and nothing that it would load.
"""
import csv
import html.parser
import pathlib
import re
import sys
import xml.etree.ElementTree as ET
import zipfile

MAIN = '{http://schemas.openxmlformats.org/spreadsheetml/2006/main}'
RELATED = ('{http://schemas.openxmlformats.org/officeDocument/2006/'
           'relationships}')
VOID = ('meta', 'col', 'br')


def rows_of_csv(path):
    with open(path, encoding='utf-8-sig', newline='') as file:
        return [[cell.removeprefix("'") for cell in row]
                for row in csv.reader(file, strict=True)]


def column(reference):
    number = 0
    for letter in re.match('[A-Z]+', reference)[0]:
        number = 26 * number + ord(letter) - 64
    return number - 1


def check_parts(book, path):
    names = book.namelist()
    assert not [n for n in names if 'vba' in n or 'external' in n.lower()
                or 'connection' in n], names
    for name in names:
        data = book.read(name)
        ET.fromstring(data)
        assert b'TargetMode="External"' not in data, name
    core = book.read('docProps/core.xml').decode()
    assert re.findall(r'\d{4}-\d\d-\d\dT', core) == ['1980-01-01T'] * 2, core
    dates = {info.date_time for info in book.infolist()}
    assert len(dates) == 1, f'{path}: {dates}'


def rows_of_sheet(book, path, strings, texts):
    sheet = ET.fromstring(book.read(path))
    pane = sheet.find(f'.//{MAIN}pane')
    assert pane.get('state') == 'frozen' and pane.get('ySplit') == '1'
    assert sheet.find(f'{MAIN}pageSetup').get('orientation') == 'landscape'
    assert not list(sheet.iter(f'{MAIN}f')), 'a formula'
    rows = []
    for row in sheet.iter(f'{MAIN}row'):
        cells = []
        for cell in row:
            at = column(cell.get('r'))
            cells += [''] * (at - len(cells))
            assert int(cell.get('s', 0)) in texts, f'{cell.attrib}: no text'
            value = cell.find(f'{MAIN}v')
            if value is None:
                assert cell.get('t') is None
                cells.append('')
            else:
                assert cell.get('t') == 's', f'{path}: {cell.attrib}'
                cells.append(strings[int(value.text)])
        rows.append(cells)
    return rows


def rows_of_xlsx(path):
    with zipfile.ZipFile(path) as book:
        check_parts(book, path)
        strings = [''.join(t.text or '' for t in si.iter(f'{MAIN}t'))
                   for si in ET.fromstring(book.read('xl/sharedStrings.xml'))]
        styles = ET.fromstring(book.read('xl/styles.xml'))
        formats = styles.find(f'{MAIN}cellXfs')
        texts = {nth for nth, xf in enumerate(formats)
                 if xf.get('numFmtId') == '49'}
        relations = ET.fromstring(book.read('xl/_rels/workbook.xml.rels'))
        target = {r.get('Id'): r.get('Target') for r in relations}
        sheets = ET.fromstring(book.read('xl/workbook.xml')).iter(
            f'{MAIN}sheet')
        rows = []
        for nth, sheet in enumerate(sheets):
            name = 'xl/' + target[sheet.get(RELATED + 'id')]
            rows += rows_of_sheet(book, name, strings, texts)[nth > 0:]
        return [row for row in rows if any(row)]


class Page(html.parser.HTMLParser):
    """The rows of the one table, and the paragraphs of head and foot."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.open, self.rows, self.lines, self.tables = [], [], [], 0

    def handle_starttag(self, tag, attrs):
        assert tag in ('html', 'head', 'meta', 'title', 'style', 'body',
                       'header', 'p', 'h1', 'table', 'colgroup', 'col',
                       'thead', 'tbody', 'tr', 'th', 'td', 'footer'), tag
        for name, value in attrs:
            assert not name.startswith('on'), f'{tag} {name}'
            assert name not in ('src', 'href', 'action', 'data', 'srcset'), name
            assert 'url(' not in (value or ''), value
        self.tables += tag == 'table'
        if tag == 'tr':
            self.rows.append([])
        elif tag in ('th', 'td'):
            self.rows[-1].append('')
        elif tag == 'p':
            self.lines.append('')
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag, tag

    def handle_data(self, data):
        if self.open and self.open[-1] in ('th', 'td'):
            self.rows[-1][-1] += data
        elif self.open and self.open[-1] == 'p':
            self.lines[-1] += data
        elif self.open and self.open[-1] == 'style':
            assert not re.search(r'url\(|@import|//', data), 'a style loads'
        else:
            assert not data.strip() or self.open[-1] in ('title', 'h1'), data


def rows_of_html(path):
    page = Page()
    page.feed(path.read_text('utf-8'))
    page.close()
    assert page.open == [] and page.tables == 1, f'{path}: {page.open}'
    return page.rows, page.lines


def padded(rows, width):
    return [row + [''] * (width - len(row)) for row in rows]


def check(path):
    """Of one list, by its CSV file; how many rows there are."""
    rows = rows_of_csv(path)
    width = len(rows[0])
    notes = [row[0] for row in rows if len(row) == 1 and width > 1]
    rows = [row for row in rows if len(row) == width]
    sheet = rows_of_xlsx(path.with_suffix('.xlsx'))
    assert padded(sheet, width) == rows + padded(
        [[note] for note in notes], width), f'{path}: {sheet}'
    page, lines = rows_of_html(path.with_suffix('.html'))
    body = [] if page[1:] == [['None.']] else page[1:]
    assert body == rows[1:], f'{path}: {body}'
    assert len(page[0]) == width and all(page[0]), page[0]
    assert lines[-len(notes):] == notes, lines
    return len(rows)


def main():
    lists = sorted((pathlib.Path(sys.argv[1]) / 'logs').glob('*.csv'))
    assert len(lists) >= 2, lists
    for path in lists:
        print(f'{path.name}: {check(path)} rows, the same in three forms')


if __name__ == '__main__':
    sys.exit(main())
