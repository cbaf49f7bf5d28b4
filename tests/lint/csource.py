# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the lints of C share: a source without comments and literals."""
import pathlib
import re

LITERALS = re.compile(
    r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'', re.S)


def blank(text):
    """Blanks for comments and literals; line numbers stay."""
    return LITERALS.sub(lambda m: re.sub(r'[^\n]', ' ', m.group()), text)


def files(root, *folders, suffixes=('.c', '.h')):
    """(path from root, text) of each source in the folders, sorted."""
    for folder in folders:
        for path in sorted((pathlib.Path(root) / folder).rglob('*')):
            if path.suffix in suffixes and path.is_file():
                yield (str(path.relative_to(root)),
                       path.read_text(encoding='utf-8'))


def line_of(text, at):
    return text.count('\n', 0, at) + 1
