# SPDX-License-Identifier: AGPL-3.0-or-later
"""Verdicts as tables for people."""


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
