# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is aimed at, beside what was measured."""
import statistics

import productions

OWN = 'incamera'


def value(results, name, tool, key):
    """The median of a production's runs, or None."""
    p = results['productions'].get(name)
    found = [run[key] for run in p['runs'].get(tool, [])
             if key in run] if p else []
    return statistics.median(found) if found else None


def pages(results, name):
    return results['productions'][name]['pages']


class Board:
    """Rows of target, measured, met."""

    def __init__(self, results):
        self.results, self.rows = results, []

    def add(self, what, measured, at_least=None, at_most=None, form='{:.1f}'):
        """A number, or None if it was not measured."""
        limit = at_least if at_least is not None else at_most
        sign = 'at least' if at_least is not None else 'at most'
        row = [f'{what}: {sign} ' + form.format(limit)]
        if measured is None:
            self.rows.append(row + ['-', '-'])
            return
        met = (measured >= at_least if at_least is not None
               else measured <= at_most)
        self.rows.append(row + [form.format(measured),
                                'yes' if met else 'NO'])

    def times(self, name, peer, key, least):
        theirs = value(self.results, name, peer, 'cpu_ms')
        ours = value(self.results, name, OWN, key)
        what = 'all proofs' if key == 'cpu_ms' else 'proofs 1, 2, 5'
        self.add(f'{name}, {what}: times {peer}',
                 theirs / ours if theirs and ours else None, at_least=least)

    def bytes_a_page(self, name, most):
        size = value(self.results, name, OWN, 'bytes')
        self.add(f'{name}: kB a page',
                 size and size / pages(self.results, name) / 1000,
                 at_most=most)

    def growth_of_bytes(self, name, most):
        size = value(self.results, name, OWN, 'bytes')
        self.add(f'{name}: bytes, times the input',
                 size and size / self.results['productions'][name]['bytes'],
                 at_most=most, form='{:.2f}')

    def drawn(self, name):
        """A scan that is drawn anew has lost something."""
        p = self.results['productions'].get(name)
        runs = p['runs'].get(OWN) if p else None
        kept = runs and runs[-1]['ways'].get('pages_by_scan', {}).get('kept',
                                                                     0)
        self.add(f'{name}: pages drawn', p['pages'] - kept if runs else None,
                 at_most=0, form='{:.0f}')

    def beyond_codec(self, name, most):
        ours = value(self.results, name, 'incamera, no box', 'proofs125_ms')
        codec = value(self.results, name, 'decode + encode', 'cpu_ms')
        self.add(f'{name}, no box: ms a page beyond decode + encode',
                 (ours - codec) / pages(self.results, name)
                 if ours and codec else None, at_most=most)

    def peak(self, name, most):
        peak = value(self.results, name, OWN, 'peak_kb')
        self.add(f'{name}: peak MB', peak and peak * 1.024 / 1000,
                 at_most=most, form='{:.0f}')

    def growth(self, kind):
        much = value(self.results, f'{kind}-whole', OWN, 'cpu_ms')
        few = value(self.results, f'{kind}-tenth', OWN, 'cpu_ms')
        self.add(f'{kind}: CPU time of ten times the pages',
                 much / few if much and few else None, at_most=10.5)

    def workers(self, name):
        one = value(self.results, name, OWN, 'wall_ms')
        two = value(self.results, name, 'incamera -j2', 'wall_ms')
        self.add(f'{name}: wall time of -j1 over -j2',
                 one / two if one and two else None, at_least=1.8)


def rows(results):
    """All targets of the project for speed, size and memory."""
    b = Board(results)
    for kind in productions.BORN:
        for shape, least in (('short', 4.5), ('long', 3)):
            name = f'{kind}-{shape}'
            b.times(name, 'pdftoppm + img2pdf', 'proofs125_ms', least)
            b.times(name, 'PyMuPDF raster', 'proofs125_ms', 6)
            b.times(name, 'pdftoppm + img2pdf', 'cpu_ms', 1.5)
    b.bytes_a_page('letter-short', 60)
    b.bytes_a_page('text-short', 130)
    for kind, least, redact in (('gray200', 6, 10), ('gray300', 6, 10),
                                ('g4', 6, 5), ('photo', 4, 10)):
        for shape in ('short', 'long'):
            name = f'{kind}-{shape}'
            b.times(name, 'pdftoppm + img2pdf', 'proofs125_ms', least)
            b.times(name, 'PyMuPDF redaction', 'proofs125_ms', redact)
            b.growth_of_bytes(name, 1.05)
            b.drawn(name)
    for kind in productions.SCANS:
        b.beyond_codec(f'{kind}-short', 2)
    b.peak('mixed-whole', 60)
    b.peak('scans-whole', 130)
    b.peak('mixed-many', 60)
    b.peak('scans-many', 130)
    b.growth('mixed')
    b.growth('scans')
    b.workers('text-even')
    b.workers('g4-even')
    return b.rows
