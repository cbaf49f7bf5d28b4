#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""banned.py ROOT: calls that the sources do without.

tests/lint/banned.allow lists the exceptions: path, call, and why.
"""
import pathlib
import re
import sys

import csource

WHY = {}
for call in 'strcpy strcat sprintf vsprintf gets strtok stpcpy'.split():
    WHY[call] = 'does not know the size of its buffer or has a static one'
for call in 'atoi atol atoll atof'.split():
    WHY[call] = 'cannot tell an error from 0'
for call in 'strtol strtoul strtoll strtoull strtod strtof sscanf'.split():
    WHY[call] = 'needs a check of errno, range, end and locale'
for call in 'system popen'.split():
    WHY[call] = 'starts a shell'
for call in 'printf vprintf puts putchar perror'.split():
    WHY[call] = 'only src/cli prints'
for call in 'exit _exit abort quick_exit'.split():
    WHY[call] = 'only src/cli ends the program'

CALL = re.compile(r'(?<![\w.>])(' + '|'.join(WHY) + r')\s*\('
                  r'|\bv?fprintf\s*\(\s*(?:stdout|stderr)\b')


def allowed(root):
    path = pathlib.Path(root) / 'tests/lint/banned.allow'
    pairs = set()
    if path.exists():
        for line in path.read_text(encoding='utf-8').split('\n'):
            word = line.split()
            if len(word) > 2 and not line.startswith('#'):
                pairs.add((word[0], word[1]))
    return pairs


def ok_here(name, call):
    why = WHY.get(call, 'only src/cli prints')
    if why.startswith('only') and name.startswith('src/cli/'):
        return True
    # A child process of base ends itself, without main's exit handlers.
    return call == '_exit' and name.startswith('src/base/')


def main():
    allow = allowed(sys.argv[1])
    bad = 0
    for name, text in csource.files(sys.argv[1], 'src', 'include'):
        code = csource.blank(text)
        for m in CALL.finditer(code):
            call = m.group(1) or 'fprintf'
            if ok_here(name, call) or (name, call) in allow:
                continue
            why = WHY.get(call, 'only src/cli prints')
            print(f'{name}:{csource.line_of(code, m.start())}: '
                  f'{call}(): {why}')
            bad += 1
    return 1 if bad else 0


if __name__ == '__main__':
    sys.exit(main())
