#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""audit.py says no to programs that find nothing, find everything, or tell
what they may not. TAP."""
import pathlib
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
HEAD = '''#!/usr/bin/env python3
import json, sys
files = [a for a in sys.argv[2:] if a.endswith('.pdf')]
def say(of):
    print(json.dumps({'documents': [{'file': f, 'findings': of(f)}
                                    for f in files]}))
'''
PROGRAMS = {
    'finds nothing': 'say(lambda f: [])\n',
    'finds the same everywhere': '''
say(lambda f: [{'severity': 'error', 'kind': 'covered-text', 'page': 1,
                'rect': [0, 0, 612000, 792000]}])
''',
    'tells the word without --show': f'''
sys.path.insert(0, {str(HERE)!r})
import case
case.load()
def of(f):
    name = f.split('/')[-1][:-4]
    if name.endswith('-twin'):
        return []
    made = case.KINDS[name].case(True)
    return [{{'severity': 'error', 'kind': 'covered-text', 'page': 1,
             'rect': [0, 0, 612000, 792000], 'text': made.secret}}]
say(of)
''',
    'puts it elsewhere': '''
say(lambda f: [] if f.endswith('-twin.pdf') else
    [{'severity': 'error', 'kind': 'covered-text', 'page': 1,
      'rect': [1000, 1000, 2000, 2000]}])
''',
    'says nothing of a file': '''
files = files[1:]
say(lambda f: [])
''',
    'does not run': 'sys.exit(4)\n',
}
KIND = 'white-out'
# With a twin, each of these has something that is right.
BOTH = {'finds nothing': (False, True),
        'finds the same everywhere': (False, False),
        'tells the word without --show': (False, True),
        'puts it elsewhere': (False, True),
        'says nothing of a file': (False, False),
        'does not run': (False, False)}


def verdicts(program):
    done = subprocess.run(
        [sys.executable, '-B', HERE / 'audit.py', program, '--kind', KIND],
        capture_output=True, text=True, timeout=120, check=False)
    lines = [line for line in done.stdout.splitlines() if 'ok ' in line]
    return done.returncode, tuple(not line.startswith('not ')
                                  for line in lines)


def main():
    bad = 0
    with tempfile.TemporaryDirectory() as scratch:
        for count, (name, body) in enumerate(PROGRAMS.items(), 1):
            program = pathlib.Path(scratch) / f'program{count}'
            program.write_text(HEAD + body, encoding='utf-8')
            program.chmod(0o755)
            status, got = verdicts(program)
            ok = status == 1 and got == BOTH[name]
            bad += not ok
            print(f'{"" if ok else "not "}ok {count} - a program that {name}')
            if not ok:
                print(f'# status {status}, verdicts {got}')
    print(f'1..{len(PROGRAMS)}')
    return 1 if bad else 0


if __name__ == '__main__':
    sys.exit(main())
