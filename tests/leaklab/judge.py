# SPDX-License-Identifier: AGPL-3.0-or-later
"""The verdict on one channel: what leaked, whether the control is there,
and whether two secrets of the same size left two different files."""
import pathlib
import re

import eye
import witness

CLEAN, IN_PLACE, SAME = 'clean', 'in place', 'same'


class Verdict:
    """leaks    kinds of leak, [] if clean, with what found each
    control  'in place', 'ink only' or 'lost'
    twins    'same', 'differ', or what could not be compared"""

    def __init__(self, leaks, control, twins):
        self.leaks, self.control, self.twins = leaks, control, twins

    def good(self):
        return (not self.leaks and self.control == IN_PLACE
                and self.twins == SAME)

    def secret(self):
        return 'LEAK: ' + ', '.join(self.leaks) if self.leaks else CLEAN


def none(why):
    """The verdict where there is no output."""
    return Verdict([], why, why)


def shows(case, path, password):
    """Pages on which something but one flat colour is under a box."""
    out = []
    for page, box in case.boxes:
        if box == 'whole':
            continue
        try:
            picture = eye.drawn(path, page, password)
        except ValueError:
            continue
        if not eye.flat(picture.part(box, case.size)):
            out.append(f'page {page} shows it')
    return out


def control(case, source, path, password):
    """How well the controls of a case came through. A page with a box that
    nobody can draw is lost, too: shows() has nothing to look at there."""
    worst = IN_PLACE
    try:
        for page, _ in case.boxes:
            eye.drawn(path, page, password)
    except ValueError:
        return 'lost'
    for page, rect, kind in case.controls:
        try:
            after = eye.drawn(path, page, password).part(rect, case.size)
        except ValueError:
            return 'lost'
        if kind == 'picture':
            before = eye.drawn(source, page, case.password).part(
                rect, case.size)
            if not eye.alike(before, after):
                return 'lost'
        elif eye.ink(after) < 30:
            return 'lost'
        elif not eye.says(path, page, case.control, rect, case.size,
                          password):
            worst = 'ink only'
    return worst


# What differs between two runs of a tool over one file.
CHANGING = re.compile(
    rb'/ID\s*\[[^\]]*\]|/(CreationDate|ModDate)\s*\([^)]*\)|uuid:[-0-9a-f]+'
    rb'|<(xmp|xap):\w+Date>[^<]*<')


def settled(path, password, level):
    return CHANGING.sub(b'', witness.decoded(path, password, level))


def same_shape(case, paths, password):
    """Twins of a tool that stamps time or chance into its files."""
    # Code streams as well: pixels beyond a picture's edge, tables and
    # predictors are lost when a stream is decoded.
    for level in 'all', 'none':
        one, other = (settled(path, password, level) for path in paths)
        if one != other:
            return 'differ'
    pages = {page for page, _ in case.boxes}
    for page in sorted(pages):
        try:
            one, other = (eye.drawn(p, page, password).data for p in paths)
        except ValueError:
            return 'not drawn'
        if one != other:
            return 'differ'
    return SAME


def judge(case, source, paths, password=None, exact=True, first=False):
    """The verdict on the outputs `paths` of both twins; `case` and `source`
    are the first one's. `exact`: twins must be the same bytes; else they
    must decode and draw the same. `first`: one kind of leak is enough, and
    who has it is not asked for more."""
    leaks = witness.found(paths[0], (case.secret, case.number), password,
                          first)
    kinds = sorted({leak.split(':')[0] for leak in leaks})
    if kinds and first:
        return Verdict(kinds, control(case, source, paths[0], password),
                       'not compared')
    kinds += shows(case, paths[0], password)
    if exact:
        one, other = (pathlib.Path(p).read_bytes() for p in paths)
        twins = SAME if one == other else 'differ'
    else:
        twins = same_shape(case, paths, password)
        if twins == 'differ' and not kinds:
            kinds.append('twins differ')
    return Verdict(kinds, control(case, source, paths[0], password), twins)
