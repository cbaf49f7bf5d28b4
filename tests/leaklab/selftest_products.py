#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""selftest_products.py PROGRAM HOOKS: each check of our own products can
fail. A program that runs the real one and then plants a leak is found out,
and so is one that makes nothing. TAP."""
import os
import pathlib
import subprocess
import sys
import tempfile

import lab
import products

# The program that leaks. `word` is what the check hides.
FAKE = '''#!{python} -B
import hashlib, os, pathlib, subprocess, sys, time
word, way = os.environ["LAB_WORD"], os.environ["LAB_WAY"]
real = [{hooks!r} if "INCAMERA_FAULT" in os.environ else {program!r},
        *sys.argv[1:]]
out = pathlib.Path(sys.argv[sys.argv.index("-o") + 1] if "-o" in sys.argv
                   else "out")


def put(name, data):
    path = pathlib.Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    with open(path, "ab") as file:
        file.write(data.encode())


def stay(name):
    with open("/proc/self/comm", "w") as comm:
        comm.write(name)
    parent = os.getppid()
    while os.getppid() == parent:
        time.sleep(0.05)
    os._exit(0)


if way == "argument":
    if not os.fork():
        os.execv(sys.executable, [sys.executable, "-c", """
import os, time
open('/proc/self/comm', 'w').write('incamera-zygote')
parent = os.getppid()
while os.getppid() == parent: time.sleep(0.05)
""", word])
    os.execv(real[0], real)
if way in ("zygote", "child"):
    words = (word, pathlib.Path("in/lab.yaml").read_bytes())
    if not os.fork():
        kept = open("in/a.pdf" if way == "child" else "/dev/null")
        stay("incamera-" + ("scout" if way == "child" else way))
    os.execv(real[0], real)
if way == "cores":
    os.execv("/bin/sleep", ["incamera", "60"])
if way == "name early":
    put("tmp/a.pdf", "")
done = subprocess.run(real, stdin=subprocess.DEVNULL, stdout=-1, stderr=-1,
                      check=False)
status, told = done.returncode, done.stderr
if way == "accept" and b"would be served" in told:
    status = 0
elif way == "hush":
    told = b""
elif way == "say":
    told += word.encode()
elif way == "say on a terminal":
    told = ("\\r1 of 2 " + word + "\\r").encode() + told
elif way == "say where":
    told += os.getcwd().encode()
elif way == "litter":
    put(out / "x", "")
elif way == "temporary":
    put("tmp/x", "")
elif way == "part":
    put(out / "redacted/.incamera-0123456789abcdef.part", word)
if (out / "private").exists() and sys.argv[1] in ("apply", "verify"):
    if way == "log":
        put(out / "logs/redaction-log.csv", word.lower())
    elif way == "private":
        put(out / "private/manifest.json", word)
    elif way == "hash":
        put(out / "private/manifest.json",
            hashlib.sha256(word.encode()).hexdigest())
    elif way == "size":
        put(out / "private/manifest.json",
            str(pathlib.Path("in/a.pdf").stat().st_size))
    elif way == "page":
        put(out / "redacted/LAB000001.pdf", "% " + word.encode().hex())
    elif way == "called":
        put(out / "redacted" / (word + ".pdf"), "")
    elif way == "clock":
        put(out / "SHA256SUMS", time.strftime("%Y-%m-%d", time.gmtime()))
    elif way == "place":
        put(out / "SHA256SUMS", os.getcwd())
    elif way == "open":
        (out / "private").chmod(0o755)
    elif way == "link":
        os.link(out / "SHA256SUMS", out / "logs/more")
    elif way == "stale" and status == 3:
        put(out / "redacted/LAB000001.pdf", "")
    elif way == "twin":
        put(out / "logs/bates-index.csv",
            hashlib.sha256(pathlib.Path("in/a.pdf").read_bytes()).hexdigest())
sys.stdout.buffer.write(done.stdout)
sys.stdout.flush()
sys.stderr.buffer.write(told)
sys.stderr.flush()
if status < 0:
    os.kill(os.getpid(), -status)
sys.exit(status)
'''

# What is planted for a check, and must be found by it.
PLANTS = {
    'products.attributes': ['link'], 'products.basis': ['accept', 'log'],
    'products.block-note': ['say', 'litter'],
    'products.bytes': ['say', 'litter'], 'products.children': ['child'],
    'products.clock': ['clock'], 'products.code': ['accept', 'page'],
    'products.code-text': ['accept', 'log'],
    'products.command-line': ['argument'], 'products.comment': ['say'],
    'products.constants': ['say where', 'say'], 'products.core': ['cores'],
    'products.csv-cells': ['say'], 'products.csv-name': ['private'],
    'products.cut-note': ['say'], 'products.description': ['accept', 'log'],
    'products.description-line': ['say'], 'products.environment': ['zygote'],
    'products.date': ['accept'], 'products.fields': ['accept'],
    'products.fields-of-redaction': ['accept'],
    'products.failed': ['stale'], 'products.files': ['name early'],
    'products.hash': ['hash'], 'products.id': ['accept', 'private'],
    'products.killed': ['temporary', 'part', 'log'],
    'products.legend': ['accept', 'page'],
    'products.legend-of-document': ['accept'],
    'products.length': ['size'], 'products.levels': ['say', 'private'],
    'products.library': ['say'], 'products.lock-messages': ['say'],
    'products.matter': ['log'], 'products.modes': ['open'],
    'products.note': ['say', 'litter'], 'products.number': ['accept'],
    'products.old-legend': ['page', 'log', 'private', 'say'],
    'products.out-name': ['private'], 'products.output-names': ['called'],
    'products.password': ['say', 'private', 'page'],
    'products.password-file-name': ['say', 'log'],
    'products.password-line': ['say'], 'products.place': ['place'],
    'products.prefix': ['hush'], 'products.progress': ['say on a terminal'],
    'products.reference': ['say', 'private', 'log'],
    'products.secret': ['page', 'log', 'private', 'called', 'say'],
    'products.source-folder': ['page'],
    'products.source-name': ['called', 'log'],
    'products.spec-name': ['private'], 'products.tampered': ['say'],
    'products.title': ['page', 'private', 'say'],
    'products.twins': ['twin', 'size'], 'products.unknown-key': ['say'],
    'products.warnings': ['say'], 'products.whole-page': ['page', 'log'],
    'products.withdrawn': ['log'], 'products.wrong-password': ['say'],
    'products.yaml': ['say'], 'products.zygote': ['zygote'],
}
# A program whose children take another name while they are looked at, and must
# still move afterwards: the program waits for them.
LATE = """
import os, time
for _ in range(5):
    if os.fork():
        os.wait()
        continue
    time.sleep(0.03)
    open('/proc/self/comm', 'w').write('incamera-zygote')
    time.sleep(0.1)
    os._exit(0)
"""
claims = []


def claim(text, true, detail=''):
    claims.append(bool(true))
    print(f'{"" if true else "not "}ok {len(claims)} - {text}')
    if not true:
        print(f'# {detail}')


def late_name(scratch):
    """Nothing that a check stops stays stopped, whatever it calls itself."""
    import products_process
    run = products.Run('products.children', sys.executable, None,
                       scratch / 'late')
    try:
        with products_process.running(run, '-c', LATE) as process:
            kinds = [name for name, _, _ in products_process.seen(process)]
    except (products.Late, products.NotTried) as why:
        kinds = why
    claim('a child that takes its name late is not left stopped',
          isinstance(kinds, (list, products.NotTried)), kinds)


def main():
    products.mind_signals()
    sys.dont_write_bytecode = True
    program, hooks = (str(pathlib.Path(p).resolve()) for p in sys.argv[1:3])
    checks = products.load()
    products.Run.hasty = True
    claim('each check has something planted for it',
          sorted(checks) == sorted(PLANTS), sorted(checks ^ PLANTS.keys()))
    with tempfile.TemporaryDirectory() as scratch:
        scratch = pathlib.Path(scratch)
        fake = scratch / 'fake'
        fake.write_text(FAKE.format(python=sys.executable, program=program,
                                    hooks=hooks))
        fake.chmod(0o755)
        late_name(scratch)
        for name in checks:
            os.environ['LAB_WORD'] = lab.secrets(name)[0]
            for way in PLANTS.get(name, []):
                os.environ['LAB_WAY'] = way
                _, _, found, control = products.tried(
                    name, fake, fake, scratch / f'{name}.{way}')
                skip = isinstance(control, str)
                claim(f'{name} finds what is planted: {way}'
                      + (f' # SKIP {control}' if skip else ''),
                      found or skip, f'found nothing; {control}')
            nothing = pathlib.Path('/bin/true')
            _, _, found, control = products.tried(
                name, nothing, nothing, scratch / f'{name}.nothing')
            claim(f'{name} does not believe a program that makes nothing',
                  found or not control is True)
    print(f'1..{len(claims)}')
    return 0 if all(claims) else 1


if __name__ == '__main__':
    sys.exit(main())
