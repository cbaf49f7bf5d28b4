# SPDX-License-Identifier: AGPL-3.0-or-later
"""Text by every operator and render mode."""
from lab import AT, CONTROL_AT, channel


@channel('text.tj', 'shown by Tj')
def tj(case):
    case.plain()


@channel('text.tj-array', 'shown by TJ, each letter a string')
def tj_array(case):
    def shown(word, at):
        letters = ' -10 '.join(f'({c})' for c in word)
        return f'BT /F1 14 Tf {at[0]} {at[1]} Td [{letters}] TJ ET\n'
    case.page(shown(case.secret, AT) + shown(case.control, CONTROL_AT),
              control=False)
