#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""selftest.py LINT: the lint accepts a clean tree and refuses planted faults.

A lint that cannot fail proves nothing.
"""
import pathlib
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
SPDX = '/* SPDX-License-Identifier: AGPL-3.0-or-later */\n'
TRY = '#include <mupdf/fitz.h>\nint f(fz_context *c)\n{\n%s\n\treturn 0;\n}\n'
PAGE = ('.\\" SPDX-License-Identifier: AGPL-3.0-or-later\n.Dd May 1, 2026\n'
        '.Dt X 1\n.Os\n.Sh NAME\n.Nm x\n.Nd a page\n.Sh DESCRIPTION\n%s\n')


KEYS = ('static const struct ic_key a_keys[] = {\n\t%s\n};\n'
        'const struct ic_mapping ic_map_a = { "a \\"thing\\"", a_keys, 1 };'
        '\n')
SPEC = '.Ss A thing\n.It Cm %s\n.El\n'

ROW = '.It %s\nA file.\n.D1 Status 2\n.Bd\nerror: no\nfile\n.Ed\n'
BAD = "wants %d 'a file' <<'EOF'\nincamera: error: %s\nEOF\n"


def c(path, text):
    return {path: SPDX + text}


REASONS = '''
#define IC_REASONS(X) \\
	X(NONE, "none", "is done") \\
	X(A, "a-word", \\
	    "is %s")

#define IC_NOTES(X) \\
	X(B, "b", "has it")

#define IC_ENCODINGS(X) \\
	X(NONE, "none")

#define IC_SCANS(X) \\
	X(NONE, "none", "nothing is shown") \\
	X(E, "e", "it is so")

#define IC_PROOFS(X) \\
	X(C, "c")

#define IC_FAULTS(X) \\
	X(NONE, "nothing") \\
	X(D, "a fault")

'''
FINDINGS = '''
#define IC_FINDING_GROUPS(X) \\
	X(G, "g", "What is hidden")

#define IC_FINDING_KINDS(X) \\
	X(K, "k", G, "it is %s", \\
	    "look (5.2)")

#define IC_COVERS(X) \\
	X(NONE, "none", "") \\
	X(D, "d", "under a bar")

#define IC_FINDING_PLACES(X) \\
	X(NONE, "page", "") \\
	X(L, "l", "in a link")
'''
FINDINGS_PAGE = '''.Ss What is hidden
.Bl -tag
.It k
it is so; look (5.2)
.El
.Ss What hides it
.Bl -tag
.It d
under a bar
.El
.Ss Where it is
.Bl -tag
.It l
in a link
.El
.Sh END
'''
REASONS_PAGE = '''.Ss Why a document is refused
.Bl -tag
.It a-word
is
so
.El
.Ss Warnings of documents and pages
.Bl -tag
.It b
has it
%s.El
.Ss Kinds of pages
none.
.Ss Scans
.Bl -tag
.It e
it is so
.El
.Ss Proofs
.Bl -tag
.It c
is one.
.El
.Bl -bullet
.It
%s
.El
.Sh EXAMPLES
'''


# lint: (files of a clean tree, [one planted fault each])
CASES = {
    'layers.sh': (
        {**c('src/core/a.c', '#include "core/a.h"\n#include "base/a.h"\n'
             '#include "base.h"\n#include <stdio.h>\n'),
         **c('src/pdf/a.c', '#include <mupdf/fitz.h>\n'),
         **c('include/pdf/a.h', '#include "core/a.h"\n')},
        [c('src/core/b.c', '#include "pdf/a.h"\n'),
         c('include/base/b.h', '# include "../core/a.h"\n'),
         c('src/ops/b.c', '#include "cli/a.h"\n'),
         c('src/core/b.c', '#include <mupdf/fitz.h>\n'),
         c('include/ops/b.h', '#include <qpdf/qpdf-c.h>\n')]),
    'spdx.sh': (
        {**c('src/a.c', ''), 'a.sh': '#!/bin/sh\n# SPDX-License-Identifier: '
         'AGPL-3.0-or-later\n'},
        [{'src/b.c': 'int x;\n'}, {'man/x.1': '.Dd today\n'},
         {'b.py': '# SPDX-License-Identifier: MIT\n'},
         {'src/build.c': '\n'}, {'meson.build': '\n'}]),
    'headers.py': (
        c('include/core/a.h', '/* Says. */\nbool ic_a(int);\n'
          'bool ic_b(int,\n    int);\n\ntypedef int ic_fn(int);\n'),
        [c('include/core/b.h', '\nbool ic_a(int);\n'),
         c('include/core/b.h', '/* Says. */\nint ic_a(int);\n\n'
           'struct ic_b *ic_b(void);\n')]),
    'banned.py': (
        {**c('src/cli/a.c', 'int f(void) { printf("x"); exit(1); }\n'),
         **c('src/base/a.c', '/* system() */\nvoid f(void) { _exit(1); }\n'
             'const char *s = "gets(x)";\nint g(void) { snprintf(a, 1, ""); }'
             '\n'),
         **c('src/core/a.c', 'int f(void) { strtol(a, b, 10); }\n'),
         'tests/lint/banned.allow': '# path call why\n'
         'src/core/a.c strtol checked in f\n'},
        [c('src/core/b.c', f'int f(void) {{ {call}; }}\n') for call in (
            'strcpy(a, b)', 'strcat(a, b)', 'sprintf(a, "")', 'gets(a)',
            'strtok(a, b)', 'atoi(a)', 'atol (a)', 'atof(a)',
            'strtol(a, b, 10)', 'system(a)', 'popen(a, b)', 'printf("x")',
            'fprintf(stderr, "x")', 'exit(1)', '_exit(1)')]
        + [c('src/cli/b.c', 'int f(void) { system(a); }\n'),
           c('src/base/b.c', 'int f(void) { exit(1); }\n')]),
    'fztry.py': (
        c('src/pdf/a.c', TRY % '''\tfz_try(c) {
\t\tfor (;;) {
\t\t\tif (x) { break; }
\t\t\tcontinue;
\t\t}
\t\tswitch (x) { case 1: break; }
\t\tdo { break; } while (x);
\t\t/* return */
\t}
\tfz_always(c) { f(c); }
\tfz_catch(c) { return 1; }
\tfor (;;) { fz_try(c) { f(c); } fz_catch(c) { break; } }'''),
        [c('src/pdf/b.c', TRY % body) for body in (
            '\tfz_try(c) { return 1; }\n\tfz_catch(c) { }',
            '\tfz_try(c) { if (x) { goto out; } }\n\tfz_catch(c) { }',
            '\tfz_try(c) { f(c); }\n\tfz_always(c) { break; }\n'
            '\tfz_catch(c) { }',
            '\tfor (;;) { fz_try(c) { break; } fz_catch(c) { } }',
            '\tfor (;;) { fz_try(c) { continue; } fz_catch(c) { } }',
            '\tfz_try(c) { switch (x) { case 1: continue; } }\n'
            '\tfz_catch(c) { }',
            '\tfz_try(c) { for (;;) { return 1; } }\n\tfz_catch(c) { }',
            '\tfz_try(c)\n\t\treturn 1;\n\tfz_catch(c) { }')]),
    'man.sh': ({'man/x.1': PAGE % 'It is.'},
               [{'man/y.1': PAGE % '.Bl -tag\n.It x\n'},
                {'man/y.5': '.Sh\nno\n'}]),
    'manwords.py': (
        {'include/core/reason.h': REASONS % 'so',
         'include/core/finding.h': FINDINGS % 'so',
         'man/incamera.1': (REASONS_PAGE % ('', 'a fault')
                            + FINDINGS_PAGE)},
        [{'man/incamera.1': REASONS_PAGE % ('.It x\nis no more\n',
                                            'a fault') + FINDINGS_PAGE},
         {'man/incamera.1': (REASONS_PAGE % ('', 'another fault')
                             + FINDINGS_PAGE)},
         {'man/incamera.1': REASONS_PAGE % ('', 'a fault')},
         {'man/incamera.1': (REASONS_PAGE % ('', 'a fault')
                             + FINDINGS_PAGE.replace('bar', 'box'))},
         {'man/incamera.1': (REASONS_PAGE % ('', 'a fault')
                             + FINDINGS_PAGE.replace('It l', 'It m'))},
         {'man/incamera.1': '\n'}]),
    'speckeys.py': (
        {**c('src/core/a/a.c', KEYS % '{ "file", f, false },'),
         'man/incamera-spec.5': SPEC % 'file\n.Dl file: a'},
        [{'src/core/a/a.c': KEYS % '{ "file", f, 0 },\n\t{ "page", f, 0 },',
          'man/incamera-spec.5': SPEC % 'file\n.Dl file: a'},
         {'man/incamera-spec.5': SPEC % 'file\nno example'},
         {'man/incamera-spec.5': SPEC % 'file\n.Dl x\n.It Cm page\n.Dl x'},
         {'man/incamera-spec.5': '.Ss Other\n.It Cm file\n.Dl x\n'}]),
    'badinput.py': (
        {'man/incamera.1': ROW % 'B1',
         'tests/cli/badinput/B1.sh': BAD % (2, 'no file')},
        [{'man/incamera.1': ROW % 'B1' + ROW % 'B2'},
         {'man/incamera.1': ROW % 'B2',
          'tests/cli/badinput/B2.sh': BAD % (2, 'no file')},
         {'man/incamera.1': '\n'},
         {'tests/cli/badinput/B2.sh': BAD % (2, 'no file')},
         {'tests/cli/badinput/B1.sh': 'incamera: error: no file\n'},
         {'man/incamera.1': ROW % 'B1',
          'tests/cli/badinput/B1.sh': BAD % (2, 'no such file')},
         {'man/incamera.1': ROW % 'B1',
          'tests/cli/badinput/B1.sh': BAD % (3, 'no file')}]),
    'format.sh': (
        {**c('src/a.c', 'int f(void)\n{\n\treturn 1;\n}\n'),
         '.clang-format': (HERE.parents[1] / '.clang-format').read_text(),
         'bench/a.h': SPDX},
        [c('src/b.c', 'int f(void) { return 1; }\n'),
         c('tests/b.h', 'int  x;\n')]),
    'shell.sh': ({'a.sh': '#!/bin/sh\necho "$1"\n'},
                 [{'b.sh': '#!/bin/sh\ncd /x\nrm $(ls)\nfoo=1\n'}]),
}


def run(lint, files):
    """The lint's exit status and words over a tree of these files."""
    with tempfile.TemporaryDirectory() as root:
        for folder in ('src', 'include', 'tests', 'man'):
            (pathlib.Path(root) / folder).mkdir()
        for name, text in files.items():
            path = pathlib.Path(root) / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding='utf-8')
        how = [sys.executable, '-B'] if lint.endswith('.py') else ['sh']
        done = subprocess.run(how + [str(HERE / lint), root], check=False,
                              stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, text=True)
        return done.returncode, done.stdout


def main():
    lint = sys.argv[1]
    clean, faults = CASES[lint]
    status, words = run(lint, clean)
    if status == 77:
        print(words, end='')
        return 77
    if status != 0:
        print(f'{lint} refuses a clean tree:\n{words}')
        return 1
    for fault in faults:
        status, words = run(lint, {**clean, **fault})
        planted = next(iter(fault))
        named = planted.split('/')[-1] in words \
            or (lint == 'speckeys.py' and 'incamera-spec.5' in words)
        if status == 0 or not named:
            print(f'{lint} accepts ({status}):\n{fault}\n{words}')
            return 1
    return 0


if __name__ == '__main__':
    sys.exit(main())
