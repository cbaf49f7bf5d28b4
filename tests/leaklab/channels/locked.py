# SPDX-License-Identifier: AGPL-3.0-or-later
"""Encrypted files: the secret is in the text, in strings, and in what is
left in the clear."""
from channels.document import metadata
from lab import channel
from locks import Lock

PASSWORD = 'in camera'


def locked(name, what, revision, password, filters=('StdCF', 'StdCF'),
           clear=True):
    def make(case):
        case.plain()
        info = case.pdf.add(f'<</Title({case.secret})>>')
        case.pdf.trailer = f'/Info {info}'
        case.pdf.catalog = f'/Metadata {metadata(case)}'
        case.password = password or None
        return Lock(revision, password, filters, clear).file(case.pdf)
    channel('locked.' + name, what)(make)


locked('rc4-40', 'behind RC4 of 40 bits', 2, PASSWORD)
locked('rc4-40-open', 'behind RC4 of 40 bits, no password', 2, '')
locked('rc4-128', 'behind RC4 of 128 bits', 3, PASSWORD)
locked('rc4-128-open', 'behind RC4 of 128 bits, no password', 3, '')
locked('aes-128', 'behind AES of 128 bits', 4, PASSWORD)
locked('aes-128-open', 'behind AES of 128 bits, no password', 4, '')
locked('aes-256', 'behind AES of 256 bits', 6, PASSWORD)
locked('aes-256-open', 'behind AES of 256 bits, no password', 6, '')
locked('aes-256-old', 'behind AES of 256 bits, as Acrobat 9 did', 5, PASSWORD)
locked('clear-streams', 'in streams left in the clear', 4, PASSWORD,
       ('Identity', 'StdCF'))
locked('clear-metadata', 'in metadata left in the clear', 4, PASSWORD,
       clear=False)
locked('clear-metadata-256', 'in metadata left in the clear, AES of 256 bits',
       6, PASSWORD, clear=False)


@channel('locked.clear-stream', 'in one stream left in the clear')
def clear_stream(case):
    content = case.pdf.stream(
        case.shown() + case.control_shown(), '/Filter[/Crypt]/DecodeParms'
        '[<</Type/CryptFilterDecodeParms/Name/Identity>>]')
    case.pdf.page(f'/MediaBox[0 0 300 200]/Contents {content}'
                  f'/Resources<</Font<<{case.fonts()}>>>>')
    case.password = PASSWORD
    return Lock(4, PASSWORD).file(case.pdf)


@channel('locked.handler', 'in strings of the handler')
def handler(case):
    """Entries of /Encrypt are never encrypted."""
    class Told(Lock):
        def dictionary(self):
            return super().dictionary()[:-2] + (
                f'/Note({case.secret})/{case.secret}({case.secret})>>')
    case.plain()
    case.password = PASSWORD
    return Told(3, PASSWORD).file(case.pdf)
