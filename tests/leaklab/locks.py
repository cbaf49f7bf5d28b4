# SPDX-License-Identifier: AGPL-3.0-or-later
"""Encryption by the standard handler (ISO 32000-2, 7.6.4), the same bytes
each time: what is random elsewhere is fixed here."""
import functools
import hashlib
import re
import struct

import pdf

PAD = bytes.fromhex('28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe'
                    '6453697a')
ID = hashlib.md5(b'leak lab').digest()
FILE_KEY = hashlib.sha256(b'leak lab').digest()
ALL = -4                        # whoever opens the file may do all


def rc4(key, data):
    box, j = list(range(256)), 0
    for i in range(256):
        j = (j + box[i] + key[i % len(key)]) & 255
        box[i], box[j] = box[j], box[i]
    out, i, j = bytearray(), 0, 0
    for byte in data:
        i = (i + 1) & 255
        j = (j + box[i]) & 255
        box[i], box[j] = box[j], box[i]
        out.append(byte ^ box[(box[i] + box[j]) & 255])
    return bytes(out)


def doubled(x):
    return (x << 1 ^ (0x11b if x & 0x80 else 0)) & 0xff


@functools.cache
def boxes():
    """The S-box of AES, and its four tables of a round (FIPS 197)."""
    sub, p, q = [0x63] * 256, 1, 1
    while True:
        p ^= doubled(p)
        for shift in 1, 2, 4:
            q ^= q << shift
        q = (q & 0xff) ^ (9 if q & 0x80 else 0)
        spread = q * 0x101
        sub[p] = 0x63 ^ (q ^ spread >> 4 ^ spread >> 5 ^ spread >> 6
                         ^ spread >> 7) & 0xff
        if p == 1:
            break
    first = [doubled(s) << 24 | s << 16 | s << 8 | doubled(s) ^ s
             for s in sub]
    tables = [[t >> 8 * n | (t << 32 - 8 * n) & 0xffffffff for t in first]
              for n in range(4)]
    return sub, tables


def substituted(word):
    sub = boxes()[0]
    return (sub[word >> 24] << 24 | sub[word >> 16 & 255] << 16
            | sub[word >> 8 & 255] << 8 | sub[word & 255])


def schedule(key):
    words = list(struct.unpack(f'>{len(key) // 4}I', key))
    size, step = len(words), 1
    while len(words) < 4 * (size + 7):
        last = words[-1]
        if len(words) % size == 0:
            last = substituted((last << 8 | last >> 24) & 0xffffffff)
            last ^= step << 24
            step = doubled(step)
        elif size > 6 and len(words) % size == 4:
            last = substituted(last)
        words.append(words[-size] ^ last)
    return words


def cbc(key, iv, data):
    """AES-CBC of whole blocks, without padding."""
    sub, (t0, t1, t2, t3) = boxes()
    keys, out = schedule(key), []
    a, b, c, d = struct.unpack('>4I', iv)
    for w, x, y, z in struct.iter_unpack('>4I', data):
        a, b, c, d = (a ^ w ^ keys[0], b ^ x ^ keys[1], c ^ y ^ keys[2],
                      d ^ z ^ keys[3])
        for at in range(4, len(keys) - 4, 4):
            k, l, m, n = keys[at:at + 4]
            a, b, c, d = (
                t0[a >> 24] ^ t1[b >> 16 & 255] ^ t2[c >> 8 & 255]
                ^ t3[d & 255] ^ k,
                t0[b >> 24] ^ t1[c >> 16 & 255] ^ t2[d >> 8 & 255]
                ^ t3[a & 255] ^ l,
                t0[c >> 24] ^ t1[d >> 16 & 255] ^ t2[a >> 8 & 255]
                ^ t3[b & 255] ^ m,
                t0[d >> 24] ^ t1[a >> 16 & 255] ^ t2[b >> 8 & 255]
                ^ t3[c & 255] ^ n)
        k, l, m, n = keys[-4:]
        a, b, c, d = (
            (sub[p >> 24] << 24 | sub[q >> 16 & 255] << 16
             | sub[r >> 8 & 255] << 8 | sub[s & 255]) ^ key_word
            for p, q, r, s, key_word in (
                (a, b, c, d, k), (b, c, d, a, l), (c, d, a, b, m),
                (d, a, b, c, n)))
        out.append(struct.pack('>4I', a, b, c, d))
    return b''.join(out)


def aes(key, data):
    """As strings and streams are kept: the vector, and padded blocks."""
    iv = hashlib.md5(data).digest()
    more = 16 - len(data) % 16
    return iv + cbc(key, iv, data + bytes([more]) * more)


def hardened(password, salt):
    """The hash of revision 6 (algorithm 2.B) for a user's password."""
    key, count = hashlib.sha256(password + salt).digest(), 0
    while True:
        block = cbc(key[:16], key[16:32], (password + key) * 64)
        kind = sum(block[:16]) % 3
        key = (hashlib.sha256, hashlib.sha384, hashlib.sha512)[kind](
            block).digest()
        count += 1
        if count >= 64 and block[-1] <= count - 32:
            return key[:32]


class Lock:
    """revision 2, 3: RC4 of 40, 128 bits; 4: AES of 128 bits; 5, 6: of 256.

    user        the password, '' for a file that opens without
    filters     (of streams, of strings), StdCF or Identity; revision 4 up
    metadata    whether metadata are encrypted too; revision 4 up
    """

    def __init__(self, revision, user, filters=('StdCF', 'StdCF'),
                 metadata=True):
        self.revision, self.filters, self.metadata = (revision, filters,
                                                      metadata)
        if revision < 5:
            self.old(user.encode())
        else:
            self.new(user.encode())

    def old(self, user):
        size, rounds = (5, 0) if self.revision == 2 else (16, 50)
        owner = hashlib.md5((b'owner' + PAD)[:32]).digest()
        for _ in range(rounds):
            owner = hashlib.md5(owner).digest()
        o = self.rounds(owner[:size], (user + PAD)[:32])
        key = hashlib.md5((user + PAD)[:32] + o + struct.pack('<i', ALL) + ID
                          + (b'' if self.metadata else b'\xff' * 4)).digest()
        for _ in range(rounds):
            key = hashlib.md5(key[:size]).digest()
        self.key = key[:size]
        u = (self.rounds(self.key, PAD) if self.revision == 2 else
             self.rounds(self.key, hashlib.md5(PAD + ID).digest()) + bytes(16))
        self.entries = f'/O{pdf.hexed(o)}/U{pdf.hexed(u)}'

    def rounds(self, key, data):
        for i in range(1 if self.revision == 2 else 20):
            data = rc4(bytes(b ^ i for b in key), data)
        return data

    def new(self, user):
        self.key = FILE_KEY
        salts = b'validate', b'key salt'
        u, middle = new_hashes(self.revision, user, salts)
        ue = cbc(middle, bytes(16), self.key)
        perms = (struct.pack('<iI', ALL, 0xffffffff)
                 + (b'T' if self.metadata else b'F') + b'adb1234')
        # No password of an owner: these are the hash of none.
        self.entries = (
            f'/U{pdf.hexed(u + salts[0] + salts[1])}/UE{pdf.hexed(ue)}'
            f'/O{pdf.hexed(FILE_KEY + bytes(16))}'
            f'/OE{pdf.hexed(FILE_KEY[::-1])}'
            f'/Perms{pdf.hexed(cbc(self.key, bytes(16), perms))}')

    def dictionary(self):
        version, length = {2: (1, 40), 3: (2, 128), 4: (4, 128),
                           5: (5, 256), 6: (5, 256)}[self.revision]
        filters = ''
        if self.revision > 3:
            method = 'AESV2' if self.revision == 4 else 'AESV3'
            filters = (f'/CF<</StdCF<</CFM/{method}/AuthEvent/DocOpen/Length '
                       f'{length // 8}>>>>/StmF/{self.filters[0]}/StrF'
                       f'/{self.filters[1]}/EncryptMetadata '
                       f'{"true" if self.metadata else "false"}')
        return (f'<</Filter/Standard/V {version}/R {self.revision}/Length '
                f'{length}/P {ALL}{filters}{self.entries}>>')

    def hidden(self, number, data, which):
        if self.revision > 3 and self.filters[which] == 'Identity':
            return data
        if self.revision > 4:
            return aes(self.key, data)
        key = hashlib.md5(
            self.key + struct.pack('<I', number)[:3] + bytes(2)
            + (b'sAlT' if self.revision == 4 else b'')).digest()
        key = key[:min(len(self.key) + 5, 16)]
        return (aes if self.revision == 4 else rc4)(key, data)

    def object(self, number, body):
        head, mark, rest = pdf.raw(body).partition(b'stream\n')
        head = STRING.sub(lambda m: self.string(number, m[0]), head)
        if not mark:
            return head
        data = rest[:rest.rindex(b'\nendstream')]
        plain = b'/Crypt' in head or (
            b'/Type/Metadata' in head and not self.metadata)
        if not plain:
            data = self.hidden(number, data, 0)
        head = re.sub(rb'/Length \d+', b'/Length %d' % len(data), head)
        return head + mark + data + b'\nendstream'

    def string(self, number, token):
        if token in (b'<<', b'>>'):
            return token
        data = (bytes.fromhex(token[1:-1].decode()) if token[:1] == b'<'
                else re.sub(rb'\\(.)', rb'\1', token[1:-1]))
        return pdf.raw(pdf.hexed(self.hidden(number, data, 1)))

    def file(self, made):
        """The file of a pdf.Pdf, locked."""
        objects = {n: self.object(n, body)
                   for n, body in made.finished().items()}
        last = max(objects) + 1
        objects[last] = self.dictionary()
        return pdf.write(pdf.HEAD, objects, f'/Encrypt {last} 0 R/ID'
                         f'[{pdf.hexed(ID)}{pdf.hexed(ID)}]{made.trailer}')


STRING = re.compile(rb'<<|>>|\((?:[^()\\]|\\[\s\S])*\)|<[0-9A-Fa-f]*>')


@functools.cache
def new_hashes(revision, password, salts):
    if revision == 6:
        return tuple(hardened(password, salt) for salt in salts)
    return tuple(hashlib.sha256(password + salt).digest() for salt in salts)
