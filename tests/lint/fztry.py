#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""fztry.py ROOT: nothing jumps out of an fz_try or fz_always block.

MuPDF keeps a stack of exception frames that only the block's end pops: a
return, a goto, or a break or continue that leaves the block corrupts it.
"""
import re
import sys

import csource

TOKEN = re.compile(r'[A-Za-z_]\w*|[{}();]')
OPENS = {'for': 'loop', 'while': 'loop', 'do': 'loop', 'switch': 'switch',
         'fz_try': 'try', 'fz_always': 'try'}


def leaves(word, stack):
    """Whether the statement jumps out of the innermost try block."""
    if word in ('return', 'goto'):
        return 'try' in stack
    stops = ('loop', 'switch') if word == 'break' else ('loop',)
    for kind in reversed(stack):
        if kind == 'try':
            return True
        if kind in stops:
            return False
    return False


def check(name, text):
    code = re.sub(r'^[ \t]*#(?:\\\n|[^\n])*',
                  lambda m: re.sub(r'[^\n]', ' ', m.group()),
                  csource.blank(text), flags=re.M)
    stack, pending, parens, bad = [], 'block', 0, 0

    def say(at, what):
        nonlocal bad
        print(f'{name}:{csource.line_of(code, at)}: {what}')
        bad += 1

    for m in TOKEN.finditer(code):
        word = m.group()
        if word in '()':
            parens += 1 if word == '(' else -1
        elif word == '{':
            stack.append(pending)
            pending = 'block'
        elif word == '}':
            if stack:
                stack.pop()
            pending = 'block'
        elif word == ';':
            if parens == 0:
                if pending == 'try':
                    say(m.start(), 'a try block without braces')
                pending = 'block'
        elif word in OPENS:
            pending = OPENS[word]
        elif word in ('return', 'goto', 'break', 'continue') \
                and leaves(word, stack + [pending]):
            say(m.start(), f'{word} leaves an fz_try or fz_always block')
    return bad


def main():
    bad = sum(check(name, text) for name, text
              in csource.files(sys.argv[1], 'src', 'tests'))
    return 1 if bad else 0


if __name__ == '__main__':
    sys.exit(main())
