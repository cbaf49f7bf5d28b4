# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is measured: this program and its peers, each over a whole production.

A peer that takes one file at a time is started for each, as a vendor's script
would; PyMuPDF, a library, takes all files in one process.
"""
import json
import pathlib
import shlex
import shutil
import subprocess

HERE = pathlib.Path(__file__).resolve().parent
PYTHON = '/usr/bin/python3'             # Debian's has PyMuPDF and Pillow


class Failed(Exception):
    """A tool did not do its work; what it cost says nothing."""


def cost(build, argv, cwd, log):
    """Run a command; {status, wall_ms, cpu_ms, peak_kb} of its whole tree."""
    result = pathlib.Path(cwd) / 'cost.json'
    result.unlink(missing_ok=True)
    with open(log, 'wb') as out, open(f'{log}.err', 'wb') as err:
        subprocess.run([str(build / 'bench/bench-cost'), str(result), *argv],
                       cwd=cwd, stdin=subprocess.DEVNULL, stdout=out,
                       stderr=err, check=True)
    return json.loads(result.read_text())


def tree_bytes(path):
    return sum(p.stat().st_size for p in path.rglob('*.pdf'))


def first_line(*argv):
    done = subprocess.run(argv, capture_output=True, text=True, check=False)
    return (done.stdout + done.stderr).strip().split('\n')[0].strip()


class Tool:
    """One way to make a production."""
    name = ''
    needs = ()

    def __init__(self, build):
        self.build = build

    def there(self):
        return all(shutil.which(program) for program in self.needs)

    def version(self):
        return ''

    def argv(self, home, out):
        raise NotImplementedError

    def made(self, home, out, used):
        """What else is known of a run, of what it left in `out`."""
        documents = len(list((home / 'docs').iterdir()))
        if len(list(out.rglob('*.pdf'))) != documents:
            raise Failed(f'{self.name}: not a file for each document')
        used['bytes'] = tree_bytes(out)

    def run(self, home):
        out = home / 'out' / self.name
        shutil.rmtree(out, ignore_errors=True)
        out.mkdir(parents=True)
        log = home / 'out' / f'{self.name}.log'
        used = cost(self.build, self.argv(home, out), home, log)
        if used.pop('status') != 0:
            raise Failed(f'{self.name}: see {log}.err')
        used['log'] = log
        self.made(home, out, used)
        del used['log']
        shutil.rmtree(out)
        return used


class Incamera(Tool):
    """The program, with all that it proves."""
    name = 'incamera'
    spec, jobs = 'production.yaml', 1

    def __init__(self, build, program):
        super().__init__(build)
        self.program = program

    def version(self):
        return first_line(str(self.program), 'version')

    def argv(self, home, out):
        return [str(self.program), 'apply', '-q', f'-j{self.jobs}', '--json',
                self.spec, '-o', str(out / 'out')]

    def made(self, home, out, used):
        said = json.loads(used['log'].read_text())
        summary, usage = said['summary'], said['usage']
        if summary['failed'] or said['errors']:
            raise Failed('incamera: a document failed')
        super().made(home, out, used)
        used['usage'] = usage
        used['ways'] = {key: value for key, value in summary.items()
                        if key == 'pages_by_encoding' or 'scan' in key}
        rest = used['cpu_ms'] - usage['rest']['cpu_ms']
        used['proofs125_ms'] = rest
        known = sum(row['cpu_ms'] for row in usage.values())
        # The zygote, and the end of the parent: never less than nothing,
        # but for the milliseconds that each role's sum is cut to.
        used['other_ms'] = used['cpu_ms'] - known
        if used['other_ms'] < -len(usage):
            raise Failed('incamera: parts that are more than the whole')


class TwoWorkers(Incamera):
    name, jobs = 'incamera -j2', 2


class NoBox(Incamera):
    name, spec = 'incamera, no box', 'nobox.yaml'


class Script(Tool):
    """A shell's loop over the files."""
    loop = ''

    def argv(self, home, out):
        text = (f'set -e\nout={shlex.quote(str(out))}\nfor f in docs/*.pdf; '
                f'do\n\tn=${{f##*/}}\n\t{self.loop}\ndone\n')
        return ['sh', '-c', text]


class Pdftoppm(Script):
    name, needs = 'pdftoppm + img2pdf', ('pdftoppm', 'img2pdf')
    loop = ('p=$out/${n%.pdf}; mkdir "$p"; pdftoppm -jpeg -r 200 "$f" "$p/p"; '
            'img2pdf "$p"/p* -o "$out/$n"')

    def version(self):
        return (first_line('pdftoppm', '-v') + ', '
                + first_line('img2pdf', '--version'))


class Ghostscript(Script):
    name, needs = 'Ghostscript pdfimage24', ('gs',)
    loop = ('gs -q -dNOPAUSE -dBATCH -dSAFER -sDEVICE=pdfimage24 -r200 '
            '-sOutputFile="$out/$n" "$f"')

    def version(self):
        return 'Ghostscript ' + first_line('gs', '--version')


class Qpdf(Script):
    name, needs = 'qpdf', ('qpdf',)
    loop = 'qpdf "$f" "$out/$n"'

    def version(self):
        return first_line('qpdf', '--version')


class Fitz(Tool):
    """PyMuPDF; the way is the subclass's."""
    way, imports = '', 'fitz'

    def there(self):
        done = subprocess.run([PYTHON, '-c', f'import {self.imports}'],
                              capture_output=True, check=False)
        return done.returncode == 0

    def version(self):
        return first_line(PYTHON, '-c',
                          'import fitz; print("PyMuPDF", fitz.VersionBind)')

    def argv(self, home, out):
        names = sorted(str(path) for path in (home / 'docs').iterdir())
        return [PYTHON, '-B', str(HERE / 'peer_fitz.py'), self.way, str(out),
                'boxes.json', *names]


class FitzRaster(Fitz):
    name, way = 'PyMuPDF raster', 'raster'


class FitzJpeg(Fitz):
    name, way, imports = 'PyMuPDF raster, JPEG', 'jpeg', 'fitz, PIL'


class FitzRedact(Fitz):
    name, way = 'PyMuPDF redaction', 'redact'


class Again(Tool):
    """Decode and encode each code stream, nothing else."""
    name = 'decode + encode'

    def argv(self, home, out):
        names = sorted(str(p) for p in (home / 'streams').iterdir())
        # Sizes matter to G4 alone, which is 300 dpi here.
        return [str(self.build / 'bench/bench-scan'), 'again', '1', '2550',
                '3300', *names]

    def made(self, home, out, used):
        count = len(list((home / 'streams').iterdir()))
        if used['log'].read_text().strip() != str(count):
            raise Failed('bench-scan: not all code streams')


PEERS = (Pdftoppm, FitzRaster, FitzJpeg, FitzRedact, Ghostscript, Qpdf)


def stages(build, program, home):
    """The stages of making and judging, in CPU ms; None without the tool."""
    tool = build / 'bench/bench-stages'
    if not tool.exists():
        return None
    out = home / 'out' / 'stages'
    shutil.rmtree(out, ignore_errors=True)
    subprocess.run([str(program), 'apply', '-q', '-j1', 'production.yaml',
                    '-o', str(out)], cwd=home, check=True,
                   stderr=subprocess.DEVNULL)
    done = subprocess.run([str(tool), str(out), str(home)], check=True,
                          capture_output=True, text=True)
    shutil.rmtree(out)
    return json.loads(done.stdout)
