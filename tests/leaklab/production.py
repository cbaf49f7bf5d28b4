# SPDX-License-Identifier: AGPL-3.0-or-later
"""All channels as one production, made by incamera."""
import json
import pathlib
import subprocess

STEP = 10                       # numbers from one document to the next
HEAD = '''matter: Leak lab
bates: { prefix: LAB, digits: 6, start: 1 }
legend: none
raster: { dpi: 200 }
boxes: { label: none }
codes:
  X: { text: Sealed, basis: protective order }
documents:
'''


def number(index):
    return f'LAB{index * STEP + 1:06}'


class Production:
    """The cases of one twin in a folder of their own.

    status, told    how the program ended, and what it said
    """

    def __init__(self, folder, channels, twin):
        self.folder = pathlib.Path(folder)
        self.channels = channels
        self.cases = [c.case(twin) for c in channels]
        (self.folder / 'docs').mkdir(parents=True)
        for channel, case in zip(channels, self.cases):
            self.source(channel).write_bytes(case.data)
        (self.folder / 'lab.yaml').write_text(self.spec())
        self.status = self.told = None

    def source(self, channel):
        return self.folder / 'docs' / f'{channel.name}.pdf'

    def spec(self):
        lines = [HEAD]
        for index, (channel, case) in enumerate(
                zip(self.channels, self.cases)):
            lock = ''
            if case.password:
                name = f'{channel.name}.password'
                (self.folder / name).write_text(case.password)
                lock = f', password_file: {name}'
            lines.append(f'  - {{ file: docs/{channel.name}.pdf, '
                         f'bates: {number(index)}{lock} }}\n')
        lines.append('redactions:\n')
        for channel, case in zip(self.channels, self.cases):
            for page, box in case.boxes:
                area = box if box == 'whole' else str(list(box))
                lines.append(f'  - {{ file: docs/{channel.name}.pdf, page: '
                             f'{page}, rect: {area}, code: X }}\n')
        return ''.join(lines)

    def apply(self, program, *options):
        done = self.run(program, 'apply', 'lab.yaml', '-o', 'out', '-j2',
                        *options)
        self.status, self.told = done.returncode, done.stderr + done.stdout

    def run(self, program, *arguments):
        return subprocess.run(
            [program, *arguments], cwd=self.folder, stdin=subprocess.DEVNULL,
            capture_output=True, text=True, errors='replace', check=False)

    def output(self, index):
        """The file made of a channel, or None."""
        found = sorted((self.folder / 'out/redacted').glob(
            number(index) + '*.pdf'))
        return found[0] if len(found) == 1 else None

    def not_so(self):
        """Lines about pages that did not become what their channel needs: a
        scan that is drawn instead tests nothing of a scan."""
        manifest = self.folder / 'out/private/manifest.json'
        if not manifest.exists():
            return ['no manifest']
        told = {d['source']: d['pages'][0]['scan'] for d in
                json.loads(manifest.read_text('utf-8'))['documents']}
        found = [(case.scan, told.get(f'docs/{c.name}.pdf'), c.name)
                 for c, case in zip(self.channels, self.cases)]
        return [f'{name}: {scan}, not {meant}' for meant, scan, name in found
                if meant and scan != meant]

    def why(self, index):
        """What the program said of a channel that it did not release."""
        name = f'{self.channels[index].name}.pdf'
        lines = [line for line in self.told.splitlines() if name in line
                 and 'warning' not in line]
        return lines[0].split(name, 1)[1].strip(': ') if lines else (
            f'status {self.status}')

    def served(self):
        """{path in out/: bytes} of all that is served."""
        out = self.folder / 'out'
        files = [*out.glob('redacted/*'), *out.glob('logs/*'),
                 *out.glob('SHA256SUMS')]
        return {str(f.relative_to(out)): f.read_bytes() for f in files}
