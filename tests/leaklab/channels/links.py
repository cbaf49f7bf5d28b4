# SPDX-License-Identifier: AGPL-3.0-or-later
"""Links, what they lead to, and actions of every type (ISO 32000-1, table
198) that an annotation starts."""
import pdf
from annotation import over, quads, SPOT
from lab import channel

LINKS = {
    'uri': ('in the address of a link',
            '/A<</S/URI/URI(https://example.org/?id=WORD)>>'),
    'launch': ('in a file that a link starts', '/A<</S/Launch/F(WORD.exe)'
               '/Win<</F(WORD.exe)/P(--id WORD)/D(C:\\\\WORD)>>>>'),
    'remote': ('in another file that a link opens',
               '/A<</S/GoToR/F(WORD.pdf)/D(WORD)>>'),
    'embedded': ('in a target within an attachment',
                 '/A<</S/GoToE/D(WORD)/T<</R/C/N(WORD)/T<</R/C/N(WORD)>>>>>>'),
    'named': ('in the name of a destination', '/Dest(WORD)'),
    'script': ('in the script of a link',
               '/A<</S/JavaScript/JS(app.alert\\("WORD"\\))>>'),
    'next': ('in an action after an action', '/A<</S/Named/N/NextPage/Next'
             '[<</S/URI/URI(https://WORD.example.org)>>]>>'),
    'thread': ('in the thread that a link reads', '/A<</S/Thread/D(WORD)>>'),
    'submit': ('in the form that a link submits', '/A<</S/SubmitForm/F'
               '<</FS/URL/F(https://example.org/WORD)>>/Fields[(WORD)]>>'),
    'hide': ('in a field that a link hides', '/A<</S/Hide/T(WORD)>>'),
    'set-state': ('in a layer that a link turns off',
                  '/A<</S/SetOCGState/State[/OFF<</Type/OCG/Name(WORD)>>]>>'),
    'transition': ('in a page turn of a link',
                   '/A<</S/Trans/Trans<</Type/Trans/S/WORD>>>>'),
    'border': ('in the border and colour of a link',
               '/Border[0 0 1[(WORD)]]/C[1 0 0]/H/WORD/BS<</S/WORD>>'),
    'old': ('in the web capture of a link',
            '/PA<</S/URI/URI(https://example.org/WORD)>>/Contents(WORD)'),
}
for name, (what, entries) in LINKS.items():
    def linked(case, entries=entries):
        over(case, 'Link', entries + quads(SPOT))
    channel('links.' + name, what)(linked)


@channel('links.events', 'in scripts for every event')
def events(case):
    script = f'<</S/JavaScript/JS {pdf.utf16(case.secret)}>>'
    over(case, 'Screen', '/AA<<' + ''.join(
        f'/{event} {script}' for event in (
            'E', 'X', 'D', 'U', 'Fo', 'Bl', 'PO', 'PC', 'PV', 'PI')) + '>>')
