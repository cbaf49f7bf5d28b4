#!/usr/bin/python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""run.py PROGRAM [options]: measure incamera beside its peers.

PROGRAM is build/src/incamera of a build in which `ninja bench` targets are
made (see README.md). Results are printed as a table, and kept with --save.
"""
import argparse
import datetime
import json
import os
import pathlib
import platform
import subprocess
import sys

sys.dont_write_bytecode = True
HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

# pylint: disable=wrong-import-position
import productions  # noqa: E402
import report  # noqa: E402
import tools  # noqa: E402

CLASSES = (*productions.BORN, *productions.SCANS)
BIG = ('doc2000', 'scan2000', 'many', 'manyscans')
ALL = CLASSES + ('workers',) + BIG


def wanted(name, quick):
    """The productions of a class."""
    make = productions.Wanted
    if name in ('doc2000', 'scan2000'):
        kind = 'mixed' if name == 'doc2000' else 'scans'
        few, much = (20, 200) if quick else (200, 2000)
        return [make(kind, 'tenth', (few,)), make(kind, 'whole', (much,))]
    if name in ('many', 'manyscans'):
        kind = 'mixed' if name == 'many' else 'scans'
        return [make(kind, 'many', (10,) * (20 if quick else 200))]
    if name == 'workers':
        # As many pages for each, whatever the order.
        return [make(kind, 'even', (5,) * (2 if quick else 8))
                for kind in ('text', 'g4')]
    short = (1, 2, 3) if quick else tuple(productions.SHORT)
    return [make(name, 'short', short),
            make(name, 'long', (10 if quick else 100,))]


def measured(want, args, peers):
    """The tools that a production is for, in the order of a round."""
    own = tools.Incamera(args.build, args.program)
    if want.shape in ('whole', 'tenth', 'many'):
        return [own]
    if want.shape == 'even':
        return [own, tools.TwoWorkers(args.build, args.program)]
    out = [own, *peers]
    scans = want.kind in productions.SCANS
    if want.shape == 'short' and scans:
        out += [tools.NoBox(args.build, args.program),
                tools.Again(args.build)]
    return out


def say(text):
    print(f'{datetime.datetime.now():%H:%M:%S} {text}', file=sys.stderr,
          flush=True)


def rounds(want, args, peers, runs, results):
    """Interleaved runs: {tool: [what each used]}, kept after each round."""
    home = productions.obtain(want, args.work, args.build / 'bench/bench-scan')
    made = json.loads((home / 'production.json').read_text())
    record = made | {'kind': want.kind, 'shape': want.shape,
                     'what': productions.KINDS[want.kind].what,
                     'program': args.commit, 'runs': {},
                     'when': f'{datetime.datetime.now():%Y-%m-%d %H:%M}',
                     'load': [os.getloadavg()[0]]}
    kit = measured(want, args, peers)
    for nth in range(runs):
        for tool in kit:
            try:
                used = tool.run(home)
            except (tools.Failed, subprocess.CalledProcessError) as failure:
                say(f'{want.name}: {failure}')
                record.setdefault('failed', []).append(str(failure))
                continue
            record['runs'].setdefault(tool.name, []).append(used)
        say(f'{want.name}: run {nth + 1} of {runs}')
        record['load'].append(os.getloadavg()[0])
        results['productions'][want.name] = record
        keep(args.save, results)
    if want.shape == 'short':
        stages = tools.stages(args.build, args.program, home)
        if stages:
            record['stages'] = stages
            keep(args.save, results)


def machine():
    """A line about this machine."""
    text = pathlib.Path('/proc/cpuinfo').read_text(encoding='utf-8')
    models = [line.split(':', 1)[1].strip() for line in text.split('\n')
              if line.startswith('model name')]
    pages, size = os.sysconf('SC_PHYS_PAGES'), os.sysconf('SC_PAGE_SIZE')
    release = platform.freedesktop_os_release().get('PRETTY_NAME', '')
    return (f'{len(models)} x {models[0] if models else platform.machine()}, '
            f'{pages * size / 1e9:.0f} GB, {release}, '
            f'Linux {platform.release()}')


def lines(results):
    """JSON with a line for each production, which diff can show."""
    rows = ',\n'.join(f'{json.dumps(name)}: {json.dumps(p)}'
                      for name, p in results['productions'].items())
    head = json.dumps({key: value for key, value in results.items()
                       if key != 'productions'})
    return f'{head[:-1]}, "productions": {{\n{rows}}}}}\n'


def keep(path, results):
    if path:
        part = path.with_suffix('.part')
        part.write_text(lines(results))
        part.replace(path)


def options():
    parser = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    parser.add_argument('program', type=pathlib.Path,
                        help='BUILD/src/incamera')
    parser.add_argument('--quick', action='store_true',
                        help='a few pages, one run: does it work at all?')
    parser.add_argument('--classes', metavar='LIST',
                        default=','.join(ALL),
                        help='of these, with commas: %(default)s')
    parser.add_argument('--shapes', default='short,long,even,tenth,whole,many',
                        help='of these, with commas: %(default)s')
    parser.add_argument('--runs', type=int, default=5)
    parser.add_argument('--big-runs', type=int, default=3,
                        help='of documents of 2,000 pages (%(default)s)')
    parser.add_argument('--label', help='of the program measured; else the '
                        'commit that is checked out')
    parser.add_argument('--alone', action='store_true', help='no peers')
    parser.add_argument('--work', type=pathlib.Path,
                        default=pathlib.Path('/var/tmp/incamera-bench'),
                        help='where productions are kept (%(default)s)')
    parser.add_argument('--save', type=pathlib.Path, metavar='FILE',
                        help='results in JSON; those of other classes that '
                        'are in it stay')
    parser.add_argument('--before', type=pathlib.Path, metavar='FILE',
                        help='results to compare with')
    parser.add_argument('--add', type=pathlib.Path, action='append',
                        default=[], metavar='FILE',
                        help='results of other productions, to be saved too')
    parser.add_argument('--report', action='store_true',
                        help='measure nothing, print what --save holds')
    parser.add_argument('--markdown', action='store_true',
                        help='the same table for RESULTS.md')
    return parser.parse_args()


def prepare(args):
    args.program = args.program.resolve()
    args.build = args.program.parent.parent
    args.work.mkdir(parents=True, exist_ok=True)
    args.runs = 1 if args.quick else args.runs
    args.big_runs = 1 if args.quick else args.big_runs
    for name in ('bench-cost', 'bench-scan'):
        if not (args.build / 'bench' / name).exists():
            sys.exit(f'{args.build}/bench/{name} is not there: '
                     f'ninja -C {args.build} bench/{name}')
    args.commit = args.label or tools.first_line(
        'git', '-C', str(HERE), 'describe', '--always', '--dirty')


def measure(args, results):
    peers = [peer(args.build) for peer in tools.PEERS if not args.alone]
    peers = [peer for peer in peers if peer.there()]
    own = tools.Incamera(args.build, args.program)
    results['machine'] = machine()
    results['versions'] = results.get('versions', {}) | {
        tool.name: tool.version() for tool in (own, *peers)}
    start = productions.Wanted('blank', 'start', (1,))
    todo = [(start, args.runs)]
    for name in args.classes.split(','):
        if name not in ALL:
            sys.exit(f'{name} is no class')
        runs = args.big_runs if name in BIG else args.runs
        todo += [(want, runs) for want in wanted(name, args.quick)
                 if want.shape in args.shapes.split(',')]
    for want, runs in todo:
        if results['productions'].get(want.name) and want is start and \
                args.alone:
            continue
        rounds(want, args, peers, runs, results)


def main():
    args = options()
    results = {'productions': {}}
    if args.save and args.save.exists():
        results = json.loads(args.save.read_text())
    for path in args.add:
        more = json.loads(path.read_text())
        results = {**more, 'productions': results['productions']
                   | more['productions']}
    if args.report:
        keep(args.save, results)
    else:
        prepare(args)
        measure(args, results)
    before = json.loads(args.before.read_text()) if args.before else None
    print(report.text(results, before, args.markdown))
    return 1 if any('failed' in p for p in
                    results['productions'].values()) else 0


if __name__ == '__main__':
    sys.exit(main())
