#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""copies.py PROGRAM: unredacted copies hold what pages show, and no more.

The channels below keep their secret where the page does not show it. One
production of them is made in redacted and in proposed copies, and the secret
is hunted in both; its control must be read in both. Of two more channels the
page shows the secret as well: the proposed copy, and it alone, says it.
"""
import concurrent.futures
import pathlib
import sys
import tempfile

import lab
import production
import witness

HIDDEN = '''
annots.hidden annots.toggle annots.appearance-outside annots.off-page
attached.layer-off attached.unused-form fonts.unused forms.covered
forms.unused forms.layer-marked marked.actual-text-open marked.alt-open
marked.named-metadata paint.white paint.clipped paint.under-path
paint.tile-unused paint.mask-black pictures.clipped pictures.metadata
pictures.after-flate pictures.jpeg-comment pictures.covered revision.page
revision.undone scans.g4-rows scans.g4-crop scans.gray-crop scans.jpeg-comment
scans.jpeg-right scans.jpeg-below scans.jpeg-after scans.jpx-comment
scans.words-unseen text.mode-3 text.clipped text.beyond-media text.white
text.under-white text.bdc widgets.hidden
'''.split()
SHOWN = ['document.title', 'text.tj']


class Copies(production.Production):
    """The same documents in two copies."""

    def spec(self):
        return 'copies: [redacted, proposed]\n' + super().spec().replace(
            'dpi: 200', 'dpi: 100')

    def proposed(self, index):
        """The proposed copy of a channel, or None."""
        found = sorted((self.folder / 'out/unredacted').glob(
            production.number(index) + '*_UNREDACTED-PROPOSED.pdf'))
        return found[0] if len(found) == 1 else None


def judged(made, index):
    """(channel's name, whether it is good, why not)."""
    case, name = made.cases[index], made.channels[index].name
    whys = []
    for kind, path in (('redacted', made.output(index)),
                       ('proposed', made.proposed(index))):
        if not path:
            return name, False, made.why(index)
        leaks = witness.found(path, (case.secret, case.number))
        shown = name in SHOWN and kind == 'proposed'
        if bool(leaks) != shown:
            whys.append(f'{kind}: the secret is in {leaks}')
        if case.controls and case.controls[0][2] == 'word' and not (
                witness.hunt_bytes(witness.told('pdftotext', path, '-'),
                                   case.control)):
            whys.append(f'{kind}: the control is lost')
    return name, not whys, '; '.join(whys)


def main():
    program = pathlib.Path(sys.argv[1]).resolve()
    known = lab.load()
    channels = [known[name] for name in HIDDEN + SHOWN]
    with tempfile.TemporaryDirectory() as scratch:
        made = Copies(pathlib.Path(scratch) / 'a', channels, 0)
        made.apply(program)
        with concurrent.futures.ThreadPoolExecutor(2) as pool:
            rows = list(pool.map(lambda i: judged(made, i),
                                 range(len(channels))))
    print(f'1..{len(rows)}')
    for count, (name, good, why) in enumerate(rows, 1):
        print(f'{"" if good else "not "}ok {count} - {name}')
        if not good:
            print(f'# {why}')
    return 0 if all(good for _, good, _ in rows) else 1


if __name__ == '__main__':
    sys.exit(main())
