# SPDX-License-Identifier: AGPL-3.0-or-later
"""Earlier revisions, object streams, tables in streams, and odd trees of
pages."""
import layout
import pdf
from lab import BOX, CONTROL_BOX, channel


def updated(data, objects, trailer=''):
    return pdf.write(data, objects, trailer, pdf.table_of(data))


def barred(case):
    """A content stream with a bar where the secret was."""
    return pdf.stream(case.control_shown() + 'q 0 g 35 94 160 20 re f Q')


@channel('revision.before-bar', 'in a revision before the bar was drawn')
def before_bar(case):
    case.plain()
    return updated(case.pdf.bytes(), {layout.contents(case): barred(case)})


@channel('revision.before-bar-deflated', 'in an old stream, compressed')
def before_bar_deflated(case):
    content = case.pdf.stream(case.shown() + case.control_shown(),
                              deflate=True)
    case.pdf.page(f'/MediaBox[0 0 300 200]/Contents {content}'
                  f'/Resources<</Font<<{case.fonts()}>>>>')
    return updated(case.pdf.bytes(), {layout.contents(case): barred(case)})


@channel('revision.latest', 'in the latest revision alone')
def latest(case):
    case.page('')
    return updated(case.pdf.bytes(), {layout.contents(case): pdf.stream(
        case.control_shown() + case.shown())})


@channel('revision.many', 'in the second of four revisions')
def many(case):
    case.page('')
    number, data = layout.contents(case), case.pdf.bytes()
    for body in (pdf.stream(case.control_shown() + case.shown()),
                 pdf.stream(case.control_shown()), barred(case)):
        data = updated(data, {number: body})
    return data


@channel('revision.information', 'in the information of a revision')
def information(case):
    case.plain()
    info = case.pdf.add(f'<</Title({case.secret})>>')
    case.pdf.trailer = f'/Info {info}'
    return updated(case.pdf.bytes(), {int(info.split()[0]): '<</Title(x)>>'},
                   f'/Info {info}')


@channel('revision.page', 'on a page that a revision took out')
def page_gone(case):
    case.plain()
    case.page('')
    return updated(case.pdf.bytes(), {2: f'<</Type/Pages/Count 1/Kids'
                                         f'[{case.pdf.pages[1]}]>>'})


@channel('revision.freed', 'in an object that a revision freed')
def freed(case):
    case.plain()
    note = int(case.pdf.add(f'<</Title({case.secret})>>').split()[0])
    data = case.pdf.bytes()
    xref = len(data)
    return data + pdf.raw(
        f'xref\n0 1\n{note:010} 65535 f \n{note} 1\n0000000000 00001 f \n'
        f'trailer\n<</Size {note + 1}/Root 1 0 R/Prev {pdf.table_of(data)}>>\n'
    ) + layout.ending(xref)


@channel('revision.lost', 'in a revision that no table leads to')
def lost(case):
    case.plain()
    data = case.pdf.bytes()
    return pdf.write(data, {**case.pdf.finished(),
                            layout.contents(case): barred(case)}, '')


@channel('revision.undone', 'in a revision that was undone')
def undone(case):
    """The update is there, but the last table is the first one's again."""
    case.page('')
    data = case.pdf.bytes()
    first = pdf.table_of(data)
    return updated(data, {layout.contents(case): pdf.stream(
        case.control_shown() + case.shown())}) + layout.ending(first)


def streams(name, what, deflate, orphans=False, entries=''):
    def make(case):
        case.plain()
        note = case.pdf.add(f'<</Title({case.secret})>>')
        objects = case.pdf.finished()
        inside = [n for n, body in objects.items()
                  if not layout.is_stream(body)]
        more = [(max(objects) + 9, f'<</Author({case.secret})>>'),
                (max(objects) + 10, pdf.utf16(case.secret))]
        return layout.modern(
            objects, inside, more if orphans else (), deflate,
            entries.replace('WORD', case.secret).replace('NOTE', note))
    channel('revision.' + name, what)(make)


streams('object-stream', 'in an object stream', False, entries='/Info NOTE')
streams('object-stream-deflated', 'in an object stream, compressed', True,
        entries='/Info NOTE')
streams('object-stream-orphan', 'in an object stream that holds too much',
        False, True)
streams('object-stream-orphan-deflated',
        'in an object stream that holds too much, compressed', True, True)
streams('table-keys', 'in keys of a table that is a stream', True,
        entries='/WORD(WORD)/Note(WORD)/ID[(WORD)(WORD)]')


@channel('revision.table-stream', 'in a file whose table is a stream')
def table_stream(case):
    case.plain()
    return layout.modern(case.pdf.finished(), deflate=True)


@channel('revision.stream-gap', 'between objects of an object stream')
def stream_gap(case):
    case.plain()
    objects = case.pdf.finished()
    objects[2] += b'\n(' + case.secret.encode() + b') ' + case.secret.encode()
    return layout.modern(objects, [1, 2], deflate=True)


@channel('revision.extends', 'in an object stream that another extends')
def extends(case):
    case.plain()
    objects = case.pdf.finished()
    old = max(objects) + 1
    objects[old] = layout.object_stream(
        [(old + 20, f'<</Title({case.secret})>>')], True)
    objects[old + 1] = layout.object_stream(
        [(old + 21, '(x)')], True, f'/Extends {old} 0 R')
    return layout.modern(objects, [1, 2])


@channel('revision.hybrid', 'in what only new readers of a hybrid see')
def hybrid(case):
    case.plain()
    case.unread = True
    return layout.hybrid(case.pdf.finished(), [layout.contents(case)])


@channel('revision.hybrid-unseen', 'in what no reader of a hybrid needs')
def hybrid_unseen(case):
    case.plain()
    note = int(case.pdf.add(f'<</Title({case.secret})>>').split()[0])
    return layout.hybrid(case.pdf.finished(), [note])


@channel('revision.deep-tree', 'on a page deep in a tree, all inherited')
def deep_tree(case):
    content = case.pdf.stream(case.shown() + case.control_shown())
    kid, parents = case.pdf.reserve(), [case.pdf.reserve() for _ in range(20)]
    above = '2 0 R'
    for number, below in zip(parents, parents[1:] + [kid]):
        case.pdf.put(number, f'<</Type/Pages/Parent {above}/Count 1/Kids'
                     f'[{below} 0 R]>>')
        above = f'{number} 0 R'
    case.pdf.put(kid, f'<</Type/Page/Parent {above}/Contents {content}>>')
    case.pdf.pages = [f'{parents[0]} 0 R']
    case.pdf.tree = ('/MediaBox[0 0 300 200]/CropBox[0 0 300 200]/Rotate 360'
                     f'/Resources<</Font<<{case.fonts()}>>>>/Lang'
                     f'({case.secret})')


@channel('revision.page-twice', 'on a page that is there twice')
def page_twice(case):
    case.plain()
    case.pdf.pages *= 2
    case.boxes = [(1, BOX), (2, BOX)]
    case.controls = [(1, CONTROL_BOX, 'word'), (2, CONTROL_BOX, 'word')]


@channel('revision.shared-content', 'in a stream of two pages, one covered')
def shared_content(case):
    """The second page is covered whole."""
    case.plain()
    content = f'{layout.contents(case)} 0 R'
    case.pdf.page(f'/MediaBox[0 0 300 200]/Contents {content}'
                  f'/Resources<</Font<<{case.fonts()}>>>>')
    case.boxes = [(1, BOX), (2, 'whole')]


@channel('revision.wrong-count', 'in a tree that counts wrongly')
def wrong_count(case):
    case.plain()
    objects = case.pdf.finished()
    objects[2] = objects[2].replace(b'/Count 1', b'/Count 3')
    return layout.laid(objects)


@channel('revision.no-type', 'on a page that does not say it is one')
def no_type(case):
    case.plain()
    objects = case.pdf.finished()
    return layout.laid({n: pdf.raw(body).replace(b'/Type/Page/', b'/')
                        for n, body in objects.items()})
