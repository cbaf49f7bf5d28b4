# SPDX-License-Identifier: AGPL-3.0-or-later
"""Annotations: places, appearances, and the strings that any may have."""
import pdf

WIDE, HIGH = 162, 26            # of an annotation whose words stand in place
SPOT, CONTROL_SPOT, BESIDE = (34, 92), (34, 142), (134, 20)
PICTURE_BOX = 36, 32, 120, 58


def rect(spot):
    x, y = spot
    return f'/Rect[{x} {y} {x + WIDE} {y + HIGH}]'


def quads(spot):
    x, y = spot
    return (f'/QuadPoints[{x} {y + HIGH} {x + WIDE} {y + HIGH} {x} {y} '
            f'{x + WIDE} {y}]')


def line(spot):
    return f'{spot[0]} {spot[1]} {spot[0] + WIDE} {spot[1]}'


def look(case, word):
    """An appearance that shows a word in the usual size and place."""
    return case.pdf.stream(
        'q 0 g ' + case.shown(word, (6, 8)) + 'Q',
        f'/Type/XObject/Subtype/Form/BBox[0 0 {WIDE} {HIGH}]'
        f'/Resources<</Font<<{case.fonts()}>>>>')


def told(word):
    """A word in every string that any annotation may have."""
    rich = ('<?xml version="1.0"?><body xmlns="http://www.w3.org/1999/xhtml">'
            f'<p>{word}</p></body>')
    return (f'/Contents {pdf.utf16(word)}/RC({rich})/T({word})'
            f'/Subj {pdf.hexed(word)}/NM({word}-1)/DS(font: 9pt {word})'
            f'/DA(/F1 14 Tf 0 g % {word})/Lang({word})')


def annot(case, subtype, spot, entries):
    return case.pdf.add(f'<</Type/Annot/Subtype/{subtype}{rect(spot)}'
                        f'{entries}>>')


def looks(case, subtype, spot, word, entries=''):
    """An annotation that shows a word by its appearance."""
    return annot(case, subtype, spot,
                 f'/F 4/AP<</N {look(case, word)}>>{entries}')


def over(case, subtype, entries, spot=SPOT, content='', **more):
    """The secret on the page and in an annotation beside the text."""
    case.page(case.shown() + content, **more, entries='/Annots['
              + annot(case, subtype, spot,
                      entries.replace('WORD', case.secret)) + ']')
