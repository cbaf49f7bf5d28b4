#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""tasks.py ROOT DIRECTORY: what the ten tasks of the README are done with.

A small volume with its binder, a transcript of three pages, a late document;
and, of the README, the commands and the lines of a spec, in their order.
"""
import pathlib
import random
import sys

sys.dont_write_bytecode = True
ROOT = pathlib.Path(sys.argv[1]).resolve()
sys.path.insert(0, str(ROOT / 'bench'))

# pylint: disable=wrong-import-position
import pages  # noqa: E402
import volume  # noqa: E402
from samples_kit import layout  # noqa: E402


def transcript(first, count):
    rng, out = random.Random(5), []
    for nth in range(first, first + count):
        page = layout.Page()
        page.right(540, 50, str(nth), 'C', 11)
        for line in range(1, 26):
            y = 80 + line * 26
            page.text(72, y, f'{line:2d}', 'C', 11)
            page.text(108, y, ('Q. ' if line % 2 else 'A. ') + ' '.join(
                rng.choice(pages.WORDS) for _ in range(7)), 'C', 11)
        out.append(page)
    return out


def section():
    """The indented lines of the README's section."""
    text = (ROOT / 'README.md').read_text(encoding='utf-8')
    text = text.split('\n## Ten tasks\n')[1].split('\n## ')[0]
    return [line[8:] for line in text.split('\n')
            if line.startswith(' ' * 8)]


def main():
    home = pathlib.Path(sys.argv[2])
    volume.make(home, 11, 60, 6)
    volume.write_pdf(transcript(45, 3), home / 'depo.pdf')
    late = layout.Page()
    late.text(72, 100, 'A late attachment.', 'T', 12)
    volume.write_pdf([late], home / 'late.pdf')
    lines = section()
    (home / 'typed').write_text('\n'.join(
        line for line in lines if line.startswith('incamera ')) + '\n')
    (home / 'rows').write_text('\n'.join(
        line for line in lines if line.startswith('  - ')) + '\n')


main()
