#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""manwords.py ROOT: incamera(1) has the words of reason.h and finding.h.

Each of its lists stands in the man page whole: an entry that the page lacks,
and one that the page has and the list has not, are both faults.
"""
import pathlib
import re
import sys

# list of reason.h: heading of the page's part
LISTS = {
    'IC_REASONS': 'Why a document is refused',
    'IC_NOTES': 'Warnings of documents and pages',
    'IC_ENCODINGS': 'Kinds of pages',
    'IC_SCANS': 'Scans',
    'IC_PROOFS': 'Proofs',
    'IC_FAULTS': 'Proofs',
}
# of finding.h: what is found, by group; what hides it; where it is
FOUND = {
    'IC_COVERS': 'What hides it',
    'IC_FINDING_PLACES': 'Where it is',
}
STRING = r'"((?:[^"\\]|\\.)*)"'


def rows(header, name):
    """The strings of each row of an X-macro list, but for NONE's."""
    body = re.search(r'#define ' + name + r'\(X\)((?:.*\\\n)*.*)', header)
    text = body.group(1).replace('\\\n', '')
    found = re.findall(r'X\((\w+),((?:\s*' + STRING + r'\s*,?)+)\)', text)
    return [re.findall(STRING, row[1]) for row in found
            if row[0] != 'NONE' or name == 'IC_ENCODINGS']


def part(page, heading):
    """The page's lines from a .Ss to the next heading, as plain words."""
    text = re.search(r'^\.Ss ' + re.escape(heading) + r'\n(.*?)(?=^\.S[sh] )',
                     page, re.S | re.M)
    return text.group(1) if text else ''


def items(text):
    """Tagged items of the first list: word to sentence."""
    found = {}
    first = text.split('\n.El', maxsplit=1)[0]
    for item in re.split(r'^\.It ?', first, flags=re.M)[1:]:
        word, _, rest = item.partition('\n')
        found[word] = ' '.join(rest.split())
    return found


def compare(name, listed, text):
    """What the page lacks or has in excess, one line each."""
    flat = ' '.join(text.split())
    if name == 'IC_FAULTS':
        have = re.findall(r'^\.It\n(.*?)(?=^\.)', text, re.S | re.M)
        have = [' '.join(h.split()) for h in have]
        want = [row[0] for row in listed]
    elif name == 'IC_ENCODINGS':
        want, have = [row[0] for row in listed], []
        have = [w for w in want if re.search(r'\b%s\b' % w, flat)]
    elif name == 'IC_PROOFS':
        want, have = [row[0] for row in listed], list(items(text))
    else:
        want = [f'{row[0]}: {row[1]}' for row in listed]
        have = [f'{w}: {s}' for w, s in items(text).items()]
    return ([f'lacks "{w}"' for w in want if w not in have]
            + [f'has "{h}", which is not in the list'
               for h in have if h not in want])


def kinds(header):
    """Of each group its heading and the rows of its kinds."""
    body = re.search(r'#define IC_FINDING_KINDS\(X\)((?:.*\\\n)*.*)', header)
    text = body.group(1).replace('\\\n', '')
    found = re.findall(r'X\((\w+),\s*' + STRING + r',\s*(\w+),((?:\s*'
                       + STRING + r'\s*,?)+)\)', text)
    return {row[1]: [[word, '; '.join(re.findall(STRING, rest))]
                     for _, word, group, rest, _ in found if group == name]
            for name, row in groups(header)}


def groups(header):
    body = re.search(r'#define IC_FINDING_GROUPS\(X\)((?:.*\\\n)*.*)', header)
    text = body.group(1).replace('\\\n', '')
    return [(name, re.findall(STRING, rest)) for name, rest in
            re.findall(r'X\((\w+),([^)]*)\)', text)]


def look_at_findings(root, page):
    """The same of finding.h; the number of faults."""
    header = (root / 'include/core/finding.h').read_text(encoding='utf-8')
    page = page.replace('\\&', '')
    tables = {heading: [(name, rows(header, name))]
              for name, heading in FOUND.items()}
    for heading, listed in kinds(header).items():
        tables[heading] = [('IC_FINDING_KINDS', listed)]
    bad = 0
    for heading, ((name, listed),) in tables.items():
        if not listed:
            print(f'include/core/finding.h: no rows of {name}: {heading}')
            bad += 1
        for fault in compare(name, listed, part(page, heading)):
            print(f'man/incamera.1: {name}: "{heading}" {fault}')
            bad += 1
    return bad


def main():
    root = pathlib.Path(sys.argv[1])
    header = (root / 'include/core/reason.h').read_text(encoding='utf-8')
    page = (root / 'man/incamera.1').read_text(encoding='utf-8')
    bad = 0
    for name, heading in LISTS.items():
        listed = rows(header, name)
        if not listed:
            print(f'include/core/reason.h: no rows of {name}')
            bad += 1
        for fault in compare(name, listed, part(page, heading)):
            print(f'man/incamera.1: {name}: "{heading}" {fault}')
            bad += 1
    bad += look_at_findings(root, page)
    return 1 if bad else 0


if __name__ == '__main__':
    sys.exit(main())
