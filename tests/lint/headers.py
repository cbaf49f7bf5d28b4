#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""headers.py ROOT: each prototype in include/ has a comment before it.

Prototypes without a blank line between them share the comment above.
"""
import re
import sys

import csource

PROTOTYPE = re.compile(r'^[a-z][\w \t*]*\bic_\w+\s*\(', re.M)


def check(name, text):
    lines = text.split('\n')
    code = csource.blank(text)
    bad = 0
    for m in PROTOTYPE.finditer(code):
        if re.match(r'typedef\b|static\b', m.group()):
            continue
        at = csource.line_of(code, m.start()) - 2
        while at >= 0 and lines[at].strip() \
                and not lines[at].strip().endswith('*/'):
            at -= 1
        if at < 0 or not lines[at].strip().endswith('*/'):
            print(f'{name}:{csource.line_of(code, m.start())}: '
                  'a prototype without a comment')
            bad += 1
    return bad


def main():
    bad = sum(check(name, text) for name, text
              in csource.files(sys.argv[1], 'include', suffixes=('.h',)))
    return 1 if bad else 0


if __name__ == '__main__':
    sys.exit(main())
