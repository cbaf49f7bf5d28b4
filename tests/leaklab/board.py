# SPDX-License-Identifier: AGPL-3.0-or-later
"""Verdicts as tables for people."""
import datetime
import subprocess


def first_line(*command):
    done = subprocess.run(command, capture_output=True, text=True,
                          check=False)
    return (done.stdout + done.stderr).strip().splitlines()[0]


def dated(*tools):
    """The line above a board: the day, the tools, and who judged them."""
    judges = first_line('qpdf', '--version'), first_line('pdftotext', '-v')
    return '; '.join([str(datetime.date.today()), *tools]
                     + ['judged by ' + ', '.join(judges)])


def row(*cells):
    return '| ' + ' | '.join(str(c).replace('|', '/') for c in cells) + ' |\n'


def markdown(columns, rows):
    return row(*columns) + '|---' * len(columns) + '|\n' + ''.join(
        row(*cells) for cells in rows)


def ours(program, rows, products):
    """The board of incamera as it stands in the repository."""
    found = [(name, what,
              control if isinstance(control, str)
              else '; '.join(findings) or 'clean',
              '' if isinstance(control, str)
              else 'in place' if control is True else 'lost')
             for name, what, findings, control in products]
    tried = [(findings, control) for _, _, findings, control in products
             if not isinstance(control, str)]
    good = tried.count(([], True))
    own = [
        '## What our own products would say', '',
        f'{len(found)} checks: {good} clean and in place, '
        f'{len(tried) - good} not, {len(found) - len(tried)} not tried.', '',
        markdown(('check', 'the secret is', 'secret', 'control'), found)]
    return '\n'.join([
        '# incamera in the leak lab', '',
        dated(first_line(program, 'version')) + '.',
        'Made by `leaklab.py board PROGRAM [HOOKS] --markdown`.', '',
        sums([v for _, v in rows]) + '.', '',
        '## What documents hold', '',
        markdown(('channel', 'the secret is', 'secret', 'control', 'twins'),
                 [(c.name, c.what, v.secret(), v.control, v.twins)
                  for c, v in rows])] + (own if found else []))


def table(rows):
    """One tool: a line a channel, and the sums."""
    wide = max(len(c.name) for c, _ in rows)
    what = max(len(c.what) for c, _ in rows)
    out = [f'{"channel":{wide}}  {"the secret is":{what}}  '
           f'{"control":9}  {"twins":6}  secret\n']
    for channel, verdict in rows:
        out.append(f'{channel.name:{wide}}  {channel.what:{what}}  '
                   f'{verdict.control:9}  {verdict.twins:6}  '
                   f'{verdict.secret()}\n')
    return ''.join(out) + '\n' + sums([v for _, v in rows]) + '\n'


def sums(verdicts):
    made = [v for v in verdicts if not v.control.startswith('refused')]
    return (f'{len(verdicts)} channels: '
            f'{sum(not v.leaks for v in made)} clean, '
            f'{sum(bool(v.leaks) for v in made)} leak, '
            f'{len(verdicts) - len(made)} without an output; '
            f'{sum(v.control == "in place" for v in made)} controls in '
            f'place; {sum(v.twins == "same" for v in made)} twins the same')
