#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""browser.py REPORT.html [SCREENSHOTS]

Looks at a report of `audit --html` in a real browser (chromium, driven by the
DevTools protocol through a pipe): that it loads nothing, that it can be read in
light and dark, on a phone and on a desk, and gone through with the keyboard,
with its script and without. TAP; all is skipped where there is no chromium.
With a directory, pictures of the screen are left in it.
"""
import base64
import json
import os
import shutil
import subprocess
import sys
import tempfile

PATIENCE = 60
FLAGS = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic',
         '--no-first-run', '--disable-background-networking',
         '--hide-scrollbars', '--remote-debugging-pipe']

# Text against what is painted behind it (WCAG 2, 1.4.3); worst first.
CONTRAST = '''(() => {
const part = v => (v /= 255, v <= 0.04045 ? v / 12.92
    : ((v + 0.055) / 1.055) ** 2.4);
const light = c => 0.2126 * part(c[0]) + 0.7152 * part(c[1]) +
    0.0722 * part(c[2]);
const rgb = s => s.match(/[\\d.]+/g).map(Number);
const behind = e => {
    for (; e; e = e.parentElement) {
        const c = rgb(getComputedStyle(e).backgroundColor);
        if (c.length < 4 || c[3] === 1) return c;
    }
    return [255, 255, 255];
};
const all = [];
const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
while (walk.nextNode()) {
    const e = walk.currentNode.parentElement;
    if (!walk.currentNode.data.trim() || e.closest('script,style,svg')) continue;
    const a = light(rgb(getComputedStyle(e).color)), b = light(behind(e));
    all.push([(Math.max(a, b) + .05) / (Math.min(a, b) + .05), e.className ||
        e.tagName]);
}
all.sort((x, y) => x[0] - y[0]);
return all[0];
})()'''

FOCUSED = '''(() => {
const e = document.activeElement, s = e && getComputedStyle(e);
if (!e || e === document.body) return null;
const f = e.closest('.f'), g = f && getComputedStyle(f);
return { at: [...document.querySelectorAll('a,input,summary')].indexOf(e),
    id: f ? f.id : e.id, skip: e.className === 'skip',
    ring: (s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2) ||
        !!g && g.outlineStyle !== 'none',
    top: Math.round(e.getBoundingClientRect().top),
    high: innerHeight };
})()'''


class Browser:
    def __init__(self, program, profile):
        down, self.send_to = os.pipe()
        self.take_from, up = os.pipe()
        shell = f'exec "$@" 3<&{down} 4>&{up}'
        self.process = subprocess.Popen(
            ['bash', '-c', shell, 'sh', program, *FLAGS,
             f'--user-data-dir={profile}'], pass_fds=(down, up),
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(down)
        os.close(up)
        self.nth, self.rest, self.events = 0, b'', []
        self.session = None
        target = self.ask('Target.createTarget', url='about:blank')['targetId']
        self.session = self.ask('Target.attachToTarget', targetId=target,
                                flatten=True)['sessionId']
        for domain in ('Page', 'Log', 'Runtime', 'Network'):
            self.ask(domain + '.enable')

    def read(self):
        while b'\0' not in self.rest:
            more = os.read(self.take_from, 1 << 20)
            if not more:
                raise EOFError('the browser ended')
            self.rest += more
        one, self.rest = self.rest.split(b'\0', 1)
        return json.loads(one)

    def ask(self, method, **params):
        self.nth += 1
        call = {'id': self.nth, 'method': method, 'params': params}
        if self.session:
            call['sessionId'] = self.session
        data = json.dumps(call).encode() + b'\0'
        while data:
            data = data[os.write(self.send_to, data):]
        while True:
            got = self.read()
            if got.get('id') == self.nth:
                if 'error' in got:
                    raise RuntimeError(f"{method}: {got['error']}")
                return got['result']
            self.events.append(got)

    def wait(self, method):
        while not any(e.get('method') == method for e in self.events):
            self.events.append(self.read())

    def open(self, path):
        self.events = []
        self.ask('Page.navigate', url='file://' + os.path.abspath(path))
        self.wait('Page.loadEventFired')

    def js(self, expression):
        got = self.ask('Runtime.evaluate', expression=expression,
                       returnByValue=True, awaitPromise=True)
        if 'exceptionDetails' in got:
            raise RuntimeError(got['exceptionDetails'])
        return got['result'].get('value')

    def size(self, w, h):
        self.ask('Emulation.setDeviceMetricsOverride', width=w, height=h,
                 deviceScaleFactor=1, mobile=w < 600)

    def media(self, scheme, motion='no-preference', media=''):
        self.ask('Emulation.setEmulatedMedia', media=media, features=[
            {'name': 'prefers-color-scheme', 'value': scheme},
            {'name': 'prefers-reduced-motion', 'value': motion}])

    def key(self, key, shift=False):
        what = {'key': key, 'code': key if len(key) > 1 else
                'Key' + key.upper(), 'modifiers': 8 if shift else 0,
                'windowsVirtualKeyCode': {'Tab': 9, ' ': 32}.get(
                    key, ord(key[0].upper()))}
        if len(key) == 1:
            what['text'] = key
        self.ask('Input.dispatchKeyEvent', type='keyDown', **what)
        self.ask('Input.dispatchKeyEvent', type='keyUp', **what)

    def picture(self, path, full=True):
        got = self.ask('Page.captureScreenshot', captureBeyondViewport=full,
                       format='png')
        with open(path, 'wb') as f:
            f.write(base64.b64decode(got['data']))

    def close(self):
        try:
            self.session = None
            self.ask('Browser.close')
        except (EOFError, OSError):
            pass
        self.process.wait(PATIENCE)


class Claims:
    def __init__(self):
        self.n = self.bad = 0

    def __call__(self, good, text, why=None):
        self.n += 1
        print('ok' if good else 'not ok', self.n, '-', text, flush=True)
        if not good:
            self.bad += 1
            print('# ', why, flush=True)


def loads_nothing(b, claim):
    asked = [e['params']['request']['url'][:80] for e in b.events
             if e.get('method') == 'Network.requestWillBeSent']
    claim(all(u.startswith(('file:', 'data:')) for u in asked) and
          sum(u.startswith('file:') for u in asked) == 1,
          'it loads nothing but itself', asked[:5])
    wrong = [e for e in b.events if e.get('method') in
             ('Log.entryAdded', 'Runtime.exceptionThrown')]
    claim(not wrong, 'nothing is refused or goes wrong', wrong[:2])
    claim(b.js('Promise.all([...document.images].map(i => i.decode()))'
               '.then(() => [...document.images].every(i => i.naturalWidth))'),
          'every picture is one')


def looks(b, claim, shots):
    for scheme in ('light', 'dark'):
        b.media(scheme)
        b.js('document.querySelectorAll("details").forEach(e => e.open = true)')
        worst = b.js(CONTRAST)
        claim(worst[0] >= 4.5, f'text has contrast enough, {scheme}', worst)
        for w in (1280, 768, 390, 320):
            b.size(w, 900)
            wide = b.js('document.documentElement.scrollWidth')
            claim(wide <= w, f'no sideways scrolling at {w}, {scheme}', wide)
            if shots:
                b.picture(os.path.join(shots, f'{scheme}-{w}.png'))
    b.size(1280, 900)
    b.media('light')


def tabs(b, claim):
    n = b.js('document.querySelectorAll("a,input,summary").length')
    b.js('document.querySelectorAll("details").forEach(e => e.open = true);'
         'document.activeElement.blur(); scrollTo(0, 0)')
    order, rings, first = [], True, None
    for _ in range(min(n, 200)):
        b.key('Tab')
        at = b.js(FOCUSED)
        if at is None:
            break
        first = first or at
        order.append(at['at'])
        rings = rings and at['ring']
    claim(first and first['skip'], 'Tab comes to the skip link first', first)
    claim(order == list(range(min(n, 200))),
          'and to everything else in its order', order)
    claim(rings, 'the focus is always seen')
    b.js('document.activeElement.blur()')


def keys(b, claim, pause):
    ids = b.js('[...document.querySelectorAll(".f")].map(e => e.id)')
    b.key('j')
    at = b.js(FOCUSED)
    claim(at and at['id'] == ids[0], 'j goes to the first finding', at)
    claim(at and at['ring'] and 0 <= at['top'] < at['high'],
          'which is seen, with its focus', at)
    b.key('n')
    at = b.js(FOCUSED)
    claim(at and at['id'] == ids[1], 'n to the next', at)
    b.key('k')
    at = b.js(FOCUSED)
    claim(at and at['id'] == ids[0], 'k back', at)
    seen = []
    for _ in range(min(len(ids), 100)):
        seen.append(b.js(FOCUSED)['id'])
        b.key('j')
    claim(seen == ids[:100], 'j goes through all, folded ones too', seen)
    b.js('document.getElementById("keys").click(); '
         'document.activeElement.blur(); 0')
    b.key('k')
    claim(b.js(FOCUSED) is None, 'and does nothing once it is switched off')


def filters(b, claim, how):
    rest = ('[...document.querySelectorAll(".f")].filter(e => '
            'getComputedStyle(e).display !== "none").map(e => e.className)')
    first = b.js('document.querySelector(".bar input").id')
    b.js(f'document.getElementById("{first}").focus()')
    b.key(' ')
    left = b.js(rest)
    claim(not any(first in c.split() for c in left),
          f'a box hides its findings, {how}', left)
    b.key(' ')
    claim(any(first in c.split() for c in b.js(rest)),
          f'and shows them again, {how}')


def check(b, report, shots, claim):
    b.size(1280, 900)
    b.media('light', 'reduce')
    b.open(report)
    loads_nothing(b, claim)
    keys(b, claim, None)
    b.open(report)
    filters(b, claim, 'with its script')
    b.open(report)
    tabs(b, claim)
    looks(b, claim, shots)
    b.ask('Emulation.setScriptExecutionDisabled', value=True)
    b.open(report)
    filters(b, claim, 'without it')
    claim(b.js('getComputedStyle(document.querySelector(".keys")).display')
          == 'none', 'without it no keys are promised')


def main():
    report, shots = sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else None
    program = shutil.which('chromium') or shutil.which('google-chrome')
    if not program:
        print('1..0 # SKIP no chromium')
        return 0
    claim = Claims()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        b = Browser(program, profile)
        try:
            check(b, report, shots, claim)
        finally:
            b.close()
    print(f'1..{claim.n}')
    return 1 if claim.bad else 0


if __name__ == '__main__':
    sys.exit(main())
