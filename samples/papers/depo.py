# SPDX-License-Identifier: AGPL-3.0-or-later
"""depo/transcript-roe.pdf: 60 pages of testimony, numbered lines."""
from kit import layout, scan
from papers import depo_text as words

LINES, COLUMNS, PITCH = 25, 56, 7.2
TEXT, TOP, LEAD = 126, 96, 25.2


def sheet(book, lines):
    """A page of at most 25 lines."""
    page = book.page()
    nth = len(book.pages)
    page.line(106, 0, 106, 792, 0.7)
    page.line(110, 0, 110, 792, 0.7)
    page.line(560, 0, 560, 792, 0.7)
    for at in range(LINES):
        page.right(98, TOP + at * LEAD, str(at + 1), 'C', 12)
    for at, line in enumerate(lines):
        if line:
            page.text(TEXT, TOP + at * LEAD, line, 'C', 12)
    page.right(552, 50, str(nth), 'C', 12)
    page.center(335, 734, 'VALLEY REPORTING  (209) 555-0100', 'C', 9)
    return page


def wrap(text, first='', width=COLUMNS):
    """Marked text in lines; `first` opens the first one."""
    out, line = [], first
    for word in layout.words_of(text):
        gap = '' if not line or line.endswith(' ') else ' '
        if len(layout.plain(line + gap + word)) > width and line.strip():
            out.append(line)
            line = word
        else:
            line += gap + word
    return out + [line]


def centered(text):
    return ' ' * ((COLUMNS - len(layout.plain(text))) // 2) + text


def testimony():
    """Questions and answers until there are lines enough."""
    noise, out = scan.Noise(60), []
    secret = dict(words.SECRETS)
    turn = 0
    while len(out) < 56 * LINES - 8:
        if turn in secret:
            pairs = secret.pop(turn)
        else:
            topic = words.TOPICS[turn * len(words.TOPICS) // 320
                                 % len(words.TOPICS)]
            ask = words.ASK[noise.below(len(words.ASK))]
            answer = words.ANSWER[noise.below(len(words.ANSWER))]
            thing = topic[noise.below(len(topic))]
            pairs = [('Q', ask.format(thing)), ('A', answer)]
            if noise.below(9) == 0:
                pairs.insert(1, words.OBJECT[noise.below(len(
                    words.OBJECT))])
        for who, text in pairs:
            first = {'Q': '     Q    ', 'A': '     A    '}.get(
                who, f'          {who}:  ')
            out += wrap(text, first)
        turn += 1
    return out, secret


def build():
    book = layout.Book('depo/transcript-roe.pdf')
    for front in words.FRONT:
        sheet(book, [centered(line[1:]) if line.startswith('^') else line
                     for line in front])
    body, left = testimony()
    if left:
        raise ValueError(f'no room for {sorted(left)}')
    body += ['', *wrap('(The deposition was adjourned at 3:52 p.m.)',
                       '          ')]
    for at in range(0, len(body), LINES):
        sheet(book, body[at:at + LINES])
    while len(book.pages) < 59:
        sheet(book, [])
    for back in words.BACK:
        sheet(book, [centered(line[1:]) if line.startswith('^') else line
                     for line in back])
    return book
