# SPDX-License-Identifier: AGPL-3.0-or-later
"""The tables of the benchmark: medians, ratios, and targets met or missed."""
import statistics

import targets

OWN = 'incamera'
SHORT = {'pdftoppm + img2pdf': 'pdftoppm', 'PyMuPDF raster': 'fitz raster',
         'PyMuPDF raster, JPEG': 'fitz JPEG',
         'PyMuPDF redaction': 'fitz redact', 'Ghostscript pdfimage24': 'gs',
         'qpdf': 'qpdf'}
ROLES = ('parent', 'scout', 'make', 'structure', 'content', 'rest')
STAGES = ('parse', 'draw', 'scan', 'encode', 'text', 'write', 'other')


def median(production, tool, key):
    """Of all runs; None where the tool did not run."""
    runs = production['runs'].get(tool, [])
    found = [run[key] for run in runs if key in run]
    return statistics.median(found) if found else None


def role(production, name, key='cpu_ms'):
    runs = production['runs'].get(OWN, [])
    found = [run['usage'][name][key] for run in runs]
    return statistics.median(found) if found else None


def number(value, digits=1):
    return '-' if value is None else f'{value:.{digits}f}'


def table(head, rows):
    """A Markdown table that can be read as it is; nothing without rows."""
    if not rows:
        return ''
    rows = [head] + [[str(cell) for cell in row] for row in rows]
    wide = [max(len(row[col]) for row in rows) for col in range(len(head))]
    lines = ['| ' + ' | '.join(cell.ljust(w) if not col else cell.rjust(w)
                               for col, (cell, w) in enumerate(zip(row, wide)))
             + ' |' for row in rows]
    rule = '|' + '|'.join(('-' * (w + 1) + ('-' if not col else ':'))
                          for col, w in enumerate(wide)) + '|'
    return '\n'.join([lines[0], rule, *lines[1:]])


def pages_of(results):
    """The productions that a page class is measured by."""
    return [p for p in results['productions'].values()
            if p['shape'] in ('short', 'long')]


def label(production):
    return f"{production['what']}, {production['shape']}"


def cost_table(results, before):
    """CPU milliseconds a page."""
    peers = [name for name in SHORT if any(
        name in p['runs'] for p in pages_of(results))]
    head = ['CPU ms a page', 'incamera', '1, 2, 5'] + (
        ['before', 'before 1, 2, 5'] if before else []) + [
            SHORT[name] for name in peers]
    rows = []
    for p in pages_of(results):
        old = before['productions'].get(p['name']) if before else None
        row = [label(p)]
        for q, tool, key in (
                [(p, OWN, 'cpu_ms'), (p, OWN, 'proofs125_ms')]
                + ([(old, OWN, 'cpu_ms'), (old, OWN, 'proofs125_ms')]
                   if before else [])
                + [(p, peer, 'cpu_ms') for peer in peers]):
            value = median(q, tool, key) if q else None
            row.append(number(value and value / q['pages']))
        rows.append(row)
    return table(head, rows)


def ratio_table(results):
    """How many times as long a peer takes, all proofs and 1, 2, 5."""
    peers = [name for name in SHORT if any(
        name in p['runs'] for p in pages_of(results))]
    head = ['times incamera: all / 1, 2, 5'] + [SHORT[n] for n in peers]
    rows = []
    for p in pages_of(results):
        row = [label(p)]
        for peer in peers:
            theirs = median(p, peer, 'cpu_ms')
            ours = [median(p, OWN, key)
                    for key in ('cpu_ms', 'proofs125_ms')]
            row.append('-' if not theirs or not all(ours) else
                       f'{theirs / ours[0]:.1f} / {theirs / ours[1]:.1f}')
        rows.append(row)
    return table(head, rows)


def size_table(results):
    """Bytes a page, and the peak of the largest process."""
    peers = [OWN] + [name for name in SHORT if any(
        name in p['runs'] for p in pages_of(results))]
    head = ['kB a page / peak MB', 'source'] + [SHORT.get(n, n)
                                                for n in peers]
    rows = []
    for p in pages_of(results):
        row = [label(p), number(p['bytes'] / p['pages'] / 1000, 0)]
        for peer in peers:
            size, peak = median(p, peer, 'bytes'), median(p, peer, 'peak_kb')
            row.append('-' if size is None else
                       f'{size / p["pages"] / 1000:.0f} / '
                       f'{peak * 1.024 / 1000:.0f}')
        rows.append(row)
    return table(head, rows)


def role_table(results):
    """Where the time goes, by process."""
    head = ['CPU ms a page, by role', *ROLES, 'zygote, end', 'all']
    rows = []
    for p in results['productions'].values():
        if OWN not in p['runs']:
            continue
        row = [label(p)]
        row += [number(role(p, name) / p['pages']) for name in ROLES]
        row.append(number(median(p, OWN, 'other_ms') / p['pages']))
        row.append(number(median(p, OWN, 'cpu_ms') / p['pages']))
        rows.append(row)
    return table(head, rows)


def peak_table(results):
    """The peak of each role, where memory is the question."""
    head = ['peak MB, by role', *ROLES]
    rows = []
    for p in results['productions'].values():
        if p['shape'] in ('whole', 'tenth', 'many') and OWN in p['runs']:
            rows.append([f"{label(p)} ({p['documents']} x "
                         f"{p['pages'] // p['documents']})"] + [
                number(role(p, name, 'peak_kb') * 1.024 / 1000, 0)
                for name in ROLES])
    return table(head, rows)


def worker_table(results):
    """Wall time, which only a machine with nothing else to do can tell."""
    rows = []
    for p in results['productions'].values():
        if p['shape'] == 'even':
            rows.append([label(p)] + [
                number(median(p, tool, key) / p['pages'])
                for key in ('wall_ms', 'cpu_ms')
                for tool in (OWN, 'incamera -j2')])
    return table(['two workers, ms a page', '-j1 wall', '-j2 wall',
                  '-j1 CPU', '-j2 CPU'], rows)


def stage_table(results):
    """Where the time goes, by stage."""
    found = [p for p in pages_of(results) if p.get('stages')]
    if not found:
        return ''
    names = list(dict.fromkeys(name for p in found for name in p['stages']))
    rows = [[label(p)] + [number(p['stages'].get(name)) for name in names]
            for p in found]
    return table(['CPU ms a page, by stage', *names], rows)


def start_table(results):
    start = results['productions'].get('blank-start')
    if not start:
        return ''
    rows = [[tool, number(median(start, tool, 'cpu_ms'), 0),
             number(median(start, tool, 'peak_kb') * 1.024 / 1000, 0),
             results['versions'].get(tool, '')]
            for tool in start['runs']]
    return table(['start-up: one page, one line', 'CPU ms', 'peak MB',
                  'version'], rows)


def way_table(results):
    """How the pages were written, and of which measurement all this is."""
    rows = []
    for p in results['productions'].values():
        runs = p['runs'].get(OWN)
        if runs:
            ways = [f'{key} {value}' for group in runs[-1]['ways'].values()
                    if isinstance(group, dict)
                    for key, value in group.items()]
            rows.append([label(p), ', '.join(ways), p['program'], p['when'],
                         len(runs), f"{max(p['load']):.0f}"])
    return table(['how pages were written', 'pages', 'program', 'when',
                  'runs', 'load'], rows)


def conditions(results):
    loads = [x for p in results['productions'].values() for x in p['load']]
    when = sorted(p['when'] for p in results['productions'].values())
    programs = sorted({p['program'] for p in results['productions'].values()})
    runs = sorted({len(r) for p in pages_of(results)
                   for r in p['runs'].values()})
    if not when:
        return 'nothing was measured'
    many = '-'.join(map(str, sorted({runs[0], runs[-1]}))) if runs else '0'
    return (f"{results['machine']}; {when[0]} to {when[-1]}; program "
            f"{', '.join(programs)}; medians of {many} interleaved runs; "
            f'load {min(loads):.0f} to {max(loads):.0f}'
            + ('; not all of one program: see the last table'
               if len(programs) > 1 else ''))


def text(results, before, markdown):
    """All of it."""
    parts = [conditions(results),
             ('Before: ' + conditions(before)) if before else '',
             table(['target', 'measured', 'met'], targets.rows(results)),
             cost_table(results, before), ratio_table(results),
             size_table(results), role_table(results), stage_table(results),
             peak_table(results), worker_table(results),
             start_table(results), way_table(results)]
    parts = [part for part in parts if part]
    if markdown:
        parts.insert(0, '# Results\n\nMade by bench/run.py; '
                     '[README.md](README.md) says how and what it means.')
    return '\n\n'.join(parts)
