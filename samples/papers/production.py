# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is produced under which number, and what is redacted.

A redaction names the marks that it covers; where they stand is known once
the documents are drawn.
"""

# File, first number, what else its entry in the spec says.
DOCUMENTS = [
    ('ia/2018-114.pdf', 'COE000001',
     {'category': 'Internal affairs', 'designation': 'CONFIDENTIAL',
      'doctype': 'Report'}),
    ('police/r-1042.pdf', 'COE000120',
     {'bates': 'COE000120', 'category': 'Police reports',
      'designation': 'CONFIDENTIAL', 'doctype': 'Report'}),
    ('email/2018-03-thread.pdf', 'COE000123',
     {'category': 'Correspondence', 'designation': 'CONFIDENTIAL',
      'doctype': 'Email', 'date': '2018-03', 'author': 'County Counsel',
      'recipients': 'the department', 'privilege': 'Attorney-client'}),
    ('scan/letter-gray.pdf', 'COE000130', {'bates': 'COE000130'}),
    ('scan/citation-bilevel.pdf', 'COE000132', {}),
    ('photo/exhibit-7.pdf', 'COE000134', {'legend': 'none'}),
    ('misc/roster-rotated.pdf', 'COE000140', {'bates': 'COE000140'}),
    ('misc/ledger-cropped.pdf', 'COE000141',
     {'doctype': 'Record', 'date': 'undated', 'privilege': 'Attorney-client'}),
    ('misc/site-plan.pdf', 'COE000142', {'parent': 'COE000141'}),
    ('misc/figures-edge.pdf', 'COE000143', {}),
    ('produced/COE000300-COE000311.pdf', 'COE000300',
     {'bates': 'COE000300', 'stamped': 'true',
      'privilege': 'Work product'}),
    ('depo/transcript-roe.pdf', 'COE000400',
     {'bates': 'COE000400', 'category': 'Transcripts', 'dispute': 'open',
      'doctype': 'Transcript', 'privilege': 'Settlement'}),
    ('letters/translation.pdf', 'PLTF-000001', {'bates': 'PLTF-000001'}),
]
HEAD = '''\
# SPDX-License-Identifier: AGPL-3.0-or-later
# A fictional production. Every person, number and address is invented.
matter: Roe v. County of Example, No. 2:26-cv-00001 (E.D. Cal.)
bates:
  prefix: COE
  digits: 6
  start: 1
  position: bottom-right
  size: 10
  margin: 18
  on_conflict: shrink
prefixes: [COE, "PLTF-"]
legend:
  text: "CONFIDENTIAL - SUBJECT TO PROTECTIVE ORDER"
  position: bottom-left
raster: { dpi: 300, color: auto }
boxes: { fill: black, label: code }
units: pt
engine: auto
logs:
  kinds: [redaction, index, privilege, sealing, exhibit]
  court: United States District Court, Eastern District of California
codes:
  PII:
    text: Personal identifiers
    basis: "protective order para. 6; Fed. R. Civ. P. 5.2"
  IA:
    text: Confidential personnel file
    basis: official information privilege
  MED:
    text: Medical matters
    basis: "protective order para. 7"
  AC:
    text: Attorney-client
    basis: "Fed. R. Evid. 502"
    privileged: true
'''

# in-camera.yaml: the same numbers and redactions, of these documents alone.
IN_CAMERA = ['police/r-1042.pdf', 'email/2018-03-thread.pdf',
             'scan/letter-gray.pdf', 'misc/roster-rotated.pdf']
COPIES = '''\
copies: [redacted, proposed, disputed]
proposed: { color: yellow, banner_at: top-center }
service: confidentiality
legend:
  text: "CONFIDENTIAL - SUBJECT TO PROTECTIVE ORDER"
  proposed: "CONFIDENTIAL - FOR IN CAMERA REVIEW"
  position: bottom-left
'''


def in_camera_head():
    before, _, after = HEAD.partition('legend:\n')
    return before + COPIES + 'raster:' + after.partition('raster:')[2]


def in_camera_documents():
    return [(file, number, dict(more or {}, bates=number))
            for file, number, more in DOCUMENTS if file in IN_CAMERA]


def in_camera_rows(plan, rows):
    """Of these documents; some are open no more, the roster's all."""
    out = []
    for one in rows:
        file = plan.locate(one['where'])[0][0]
        if file == IN_CAMERA[-1]:
            one = dict(one, status='agreed')
        elif one['code'] == 'MED':
            one = dict(one, status='granted')
        if file in IN_CAMERA:
            out.append(one)
    return out


def row(where, marks, code, description, **more):
    return dict(more, where=where, marks=marks.split(), code=code,
                description=description)


POLICE, STAMPED = 'police/r-1042.pdf', 'produced/COE000300-COE000311.pdf'

# In the spec. `where` is a Bates number or range, or (file, pages). `join`
# makes one rectangle of all the marks, on all the pages.
YAML = [
    row('COE000001', 'c-name', 'PII', 'who complained', id='R1',
        note='ask Zimmerlake'),
    row('COE000001', 'c-dep1 c-dep2', 'IA, PII', 'who was complained of',
        join=True),
    row('COE000003', 'r-name', 'PII', 'who complained', id='R2'),
    row('COE000003', 'r-addr', 'PII', 'where the person lives', id='R3',
        status='agreed'),
    row('COE000003', 'r-phone r-work', 'PII', 'how to call the person',
        join=True),
    row('COE000003', 'r-dob r-dl r-ssn r-mail', 'PII', 'identifiers',
        join=True, id='R4', status='granted'),
    row('COE000003', 'd-name1 d-name2', 'IA', 'subjects of the inquiry',
        join=True, status='objected'),
    row('COE000003', 'd-tel1 d-tel2', 'PII', 'private numbers', join=True),
    row('COE000004', 'w-1 w-2 w-3 w-1a w-2a w-3a w-1t w-2t w-3t', 'PII',
        'three people and how to reach them', join=True, id='R5'),
    row('COE000004', 'e-chart', 'MED', 'number of a record'),
    row('COE000005', 's-brother', 'PII', 'a relative'),
    row('COE000005', 's-home', 'MED', 'a place of care'),
    row('COE000005', 's-son', 'PII', 'a minor', status='granted'),
    row('COE000005', 's-med', 'MED', 'a prescription'),
    row('COE000005', 's-doc', 'MED', 'a physician', status='denied'),
    row('COE000006', 's-work', 'PII', 'an employer'),
    row('COE000006', 's-boss', 'PII', 'a colleague'),
    row('COE000006', 'i-1 i-2 i-3 i-4', 'MED', 'injuries', join=True),
    row('COE000007', 'dep-ot', 'IA', 'overtime'),
    row('COE000007', 'dep-wife', 'PII', 'family matters'),
    row('COE000007', 'dep-leave', 'MED', 'a treating physician'),
    row('COE000008', 'k-1', 'PII', 'a caller'),
    row('COE000008', 'k-1t', 'PII', 'a number'),
    row('COE000008', 'k-2', 'PII', 'a query'),
    row('COE000008', 'k-3', 'PII', 'a caller', status='modified'),
    row('COE000009', 'scene-house', 'PII', 'a number of a house'),
    row('COE000009', 'scene-a scene-b scene-c', 'PII', 'who stood where',
        join=True),
    row('COE000010-12', 'whole', 'IA, MED', 'annexes', id='R6',
        note='Zimmerlake agrees'),
    row('COE000013', 'g-1', 'PII', 'a number of a house'),
    row('COE000013', 'g-2', 'PII', 'a relative'),
    row('COE000014', 'x-days', 'IA', 'a measure'),
    row('COE000014', 'keep-1', 'IA', 'a measure', status='withdrawn'),
    row((POLICE, '1'), 'v-name v-dob v-addr v-tel v-work v-dl', 'PII',
        'fields on a person', join=True, id='P1'),
    row((POLICE, '1'), 'p-name p-tel', 'PII', 'fields on a caller',
        join=True),
    row((POLICE, '2'), 'q-name q-dob', 'PII', 'fields on a person',
        join=True),
    row((POLICE, '2'), 'q-addr q-tel', 'PII', 'fields on a person',
        join=True),
    row((POLICE, '2'), 'q-car', 'PII', 'a car'),
    row((POLICE, '3'), 'n-1', 'PII', 'a minor'),
    row((POLICE, '3'), 'n-2', 'MED', 'a place of care'),
    row((POLICE, '3'), 'n-3', 'PII', 'a bystander'),
    row('COE000300-COE000302', 'm-0 m-1 m-2', 'PII', 'whom to ask',
        join=True, id='M1'),
    row('COE000303-306', 't0-4 t0-4p t1-4 t1-4p t2-4 t2-4p t3-4 t3-4p',
        'PII', 'one person trained', join=True),
    row((STAMPED, '8, 9, 10-11'), 'a-0 a-1 a-2 a-3', 'PII', 'who prepared it',
        join=True),
    row('COE000307', 'COE000307', 'AC', 'a printed number', id='M2'),
    row('COE000311', 'x-1', 'PII', 'who signed'),
]

# In the CSV file.
CSV = [
    row('COE000123', 'm-cc', 'PII', 'a recipient', id='E1'),
    row('COE000123', 'm-1', 'AC', 'a call of counsel', join=True),
    row('COE000124', 'm-2', 'PII', 'a minor'),
    row('COE000124', 'm-3', 'IA', 'access code'),
    row('COE000125', 'm-4', 'PII', 'a recipient'),
    row('COE000125', 'm-5', 'AC', 'a recipient'),
    row('COE000125', 'm-6', 'AC', 'views of a lawyer'),
    row('COE000125', 'm-7 m-8 m-9', 'PII', 'three people', join=True),
    row(('scan/letter-gray.pdf', '1'), 'g-1', 'PII', 'a name', join=True),
    row(('scan/letter-gray.pdf', '1'), 'g-2', 'PII', 'a number'),
    row(('scan/letter-gray.pdf', '1'), 'g-3', 'PII', 'a relative'),
    row(('scan/letter-gray.pdf', '1'), 'g-6 g-7', 'PII', 'the sender',
        join=True),
    row(('scan/letter-gray.pdf', '1'), 'g-8', 'PII', 'the sender'),
    row('COE000131', 'whole', 'PII', 'second sheet', id='E2',
        note='Zimmerlake: keep whole'),
    row('COE000132', 'b-1 b-2', 'PII', 'the driver', join=True),
    row('COE000132', 'b-3', 'PII', 'a license'),
    row('COE000132', 'b-4', 'PII', 'a date'),
    row('COE000132', 'b-5', 'PII', 'a car'),
    row('COE000133', 'b-6', 'MED', 'number of a record'),
    row('COE000133', 'b-7', 'PII', 'a sender'),
    row('COE000133', 'b-8', 'IA', 'access code'),
    row('COE000134', 'house', 'PII', 'in the picture'),
    row('COE000134', 'plate', 'PII', 'in the picture'),
    row('COE000134', 'h-1', 'PII', 'an owner'),
    row('COE000134', 'h-2', 'PII', 'a photographer'),
    row('COE000134', 'h-3', 'IA', 'a serial number'),
    row(('misc/roster-rotated.pdf', '1'), 'r-1 r-2 r-3 r-4 r-5 r-6', 'PII',
        'private numbers', join=True),
    row(('misc/roster-rotated.pdf', '1'), 'r-7', 'IA', 'leave'),
    row('COE000141', 'l-1', 'MED', 'a payee'),
    row('COE000141', 'l-2 l-3', 'AC; MED', 'two payees', join=True),
    row('COE000141', 'l-4', 'PII', 'a payee'),
    row('COE000141', 'l-5', 'PII', 'an employee'),
    row('COE000142', 'u-0', 'PII', 'a lot'),
    row('COE000142', 'u-1', 'PII', 'a lot'),
    row('COE000142', 'u-2', 'PII', 'a lot'),
    row('COE000142', 'u-3', 'PII', 'a neighbor'),
    row('COE000143', 'z-1', 'IA', 'a unit'),
    row('COE000143', 'z-2', 'IA', 'a figure'),
    row('COE000143', 'z-3', 'IA', 'a sum'),
    row('COE000400', 't-name', 'PII', 'the deponent'),
    row('COE000401', 't-also', 'PII', 'who sat in'),
    row('COE000402', 't-idx', 'PII', 'the deponent'),
    row('COE000402', 't-ex4', 'MED', 'number of a record'),
    row('?', 't-1', 'PII', 'where she lives', of=11),
    row('?', 't-2', 'PII', 'a birthday', of=11),
    row('?', 't-3', 'PII', 'a minor', of=11),
    row('?', 't-4', 'MED', 'a prescription', of=11, status='agreed'),
    row('?', 't-5', 'MED', 'a physician', of=11),
    row('?', 't-6', 'PII', 'pay', of=11),
    row('?', 't-7', 'AC', 'settlement talk', of=11, status='objected'),
    row('?', 't-8', 'PII', 'two people', of=11),
    row('COE000459', 't-cert', 'PII', 'where she lives'),
    row('PLTF-000001', 't-1', 'PII', 'a witness'),
    row('PLTF-000001', 't-2', 'PII', 'where she lives'),
    row('PLTF-000001', 't-3', 'PII', 'an employer'),
    row('PLTF-000002', 't-4', 'PII', 'a minor'),
    row('PLTF-000002', 't-5', 'PII', 'a witness'),
    row('PLTF-000002', 't-6', 'PII', 'a minor'),
    row('PLTF-000002', 't-7', 'PII', 'a witness'),
    row('PLTF-000002', 't-8', 'PII', 'a witness'),
]
