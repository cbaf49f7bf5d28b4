# SPDX-License-Identifier: AGPL-3.0-or-later
"""The words of the transcript."""

FRONT = [
    ['^UNITED STATES DISTRICT COURT', '^EASTERN DISTRICT OF CALIFORNIA', '',
     '', 'MARISOL ROE,                    )', '                                )',
     '          Plaintiff,            )', '                                )',
     '     vs.                        )  No. 2:26-cv-00001',
     '                                )', 'COUNTY OF EXAMPLE, et al.,      )',
     '                                )', '          Defendants.           )',
     '________________________________)', '', '',
     '^DEPOSITION OF', '^[[t-name:MARISOL QUILLFEATHER]]', '',
     '^CONFIDENTIAL UNDER PROTECTIVE ORDER', '', '^April 16, 2026',
     '^9:04 a.m.', '', '^Reported by LEONTINE BARRASFORD, CSR 99014'],
    ['^APPEARANCES', '', 'For the Plaintiff:', '',
     '     THISTLEWOOD & ROWNTREE', '     BY: GASCOYNE THISTLEWOOD, ESQ.',
     '     400 Assay Street, Suite 210', '     Example, California 95299',
     '     (209) 555-0134', '', 'For the Defendants:', '',
     '     OFFICE OF COUNTY COUNSEL', '     BY: TABITHA MARCHBANKS, ESQ.',
     '     1 Courthouse Square', '     Example, California 95299', '',
     'Also present:', '', '     [[t-also:ROSALIND ACHTERBERG]]',
     '     AMBROSE FULLER, videographer', '', '', '', ''],
    ['^INDEX', '', 'WITNESS                                     PAGE', '',
     '[[t-idx:MARISOL QUILLFEATHER]]', '  Examination by Ms. Marchbanks'
     '                4', '', '', '^EXHIBITS', '',
     'NO.   DESCRIPTION                           PAGE', '',
     '1     Letter of complaint                     12',
     '2     Report R-1042                           19',
     '3     Photograph of the doorway               31',
     '4     [[t-ex4:Chart MR-7730291]]                        38',
     '5     Sketch of the scene                     44', '', '', '', '', '',
     '', '', ''],
]
BACK = [
    ['^REPORTER\'S CERTIFICATE', '',
     '     I, LEONTINE BARRASFORD, a certified shorthand',
     'reporter, certify that the witness was sworn by me;',
     'that the testimony was taken down in shorthand and put',
     'into print under my direction; and that the foregoing',
     'is a true record of what was said.', '',
     '     I am not of counsel for any party, nor in any way',
     'interested in the outcome of this action.', '',
     '     Dated: April 29, 2026', '', '', '',
     '               _______________________________',
     '               LEONTINE BARRASFORD, CSR 99014', '', '',
     '     Read and signed by the witness on May 11, 2026,',
     'at [[t-cert:1184 Larkmeadow Court, Unit 6B]].', '', '', '', ''],
]
ASK = [
    'Do you remember {0}?',
    'What can you tell me about {0}?',
    'Before that evening, had anyone asked you about {0}?',
    'Let us go back to {0}. What came first?',
    'Did you write anything down about {0}?',
    'How sure are you, as you sit here today, of {0}?',
    'Did you talk with anybody about {0}, your lawyers aside?',
    'In your complaint you mention {0}. Is that complete?',
    'And what did you understand by {0}?',
    'Would the recording, if we played it, show {0}?',
    'Was there anything about {0} that surprised you?',
    'Who else was near enough to notice {0}?',
]
ANSWER = [
    'Yes.', 'No.', 'I believe so.', 'Not that I recall.',
    'I would have to see it again. It was dark, and it went fast.',
    'It is as I said. I have not changed my mind about it.',
    'I thought about it a good deal that night, and then I tried not to '
    'think about it any more.',
    'I cannot give you minutes. It felt long, and I know that it was not.',
    'He said it twice, in the same voice. I remember the voice better than '
    'the words.',
    'No one asked me then. You are the first who does.',
    'I saw it, and my neighbour across the street saw it too.',
    'That is in the letter, on the first page I think.',
    'I did not look at a clock. The light on the porch was on.',
    'Only what was said later, when the engine company was there.',
    'I was standing on the threshold the whole time until I was not.',
]
OBJECT = [
    ('MR. THISTLEWOOD', 'Objection, vague.'),
    ('MR. THISTLEWOOD', 'Asked and answered. You may answer again.'),
    ('MR. THISTLEWOOD', 'Calls for speculation.'),
    ('MS. MARCHBANKS', 'Let me put it another way.'),
    ('THE REPORTER', 'I am sorry, could you speak up?'),
]
TOPICS = [
    ['the call that brought the deputies', 'the argument in the kitchen',
     'the knock on the door', 'the light in the hall'],
    ['the first words that were spoken', 'the request to step outside',
     'where the second deputy stood', 'the tone of the conversation'],
    ['the grip on your wrist', 'the frame of the door',
     'the moment when you let go', 'the sound that you heard'],
    ['the walk to the kerb', 'the card that you were given',
     'the time on the porch', 'the people across the street'],
    ['the engine company', 'the scrape on your hand',
     'the ride to the hospital', 'the splint'],
    ['the letter of complaint', 'the interview with the sergeant',
     'the pictures on the card', 'the days after the incident'],
    ['your return to work', 'the advice that you were given',
     'the sleep that you lost', 'the meeting with the captain'],
    ['Exhibit 2', 'Exhibit 3', 'the sketch', 'the supplement'],
]
# Turn of the examination: what is said that a redaction is to cover.
SECRETS = {
    2: [('Q', 'Please state where you live.'),
        ('A', '[[t-1:1184 Larkmeadow Court, Unit 6B]], in Example.'),
        ('Q', 'And your date of birth?'), ('A', '[[t-2:April 17, 1971.]]')],
    41: [('Q', 'Who lives with you?'),
         ('A', 'My son. [[t-3:Teodoro, he is in the fourth grade at Marrowbone '
          'School.]]')],
    92: [('Q', 'Are you taking any medication today?'),
         ('A', '[[t-4:Sertraline, fifty milligrams, and prazosin at '
          'night.]]'),
         ('Q', 'Prescribed by whom?'), ('A', '[[t-5:Dr. Brackenbury.]]')],
    150: [('Q', 'What was your salary at the time?'),
          ('A', '[[t-6:Nineteen dollars and forty cents]] an hour.')],
    201: [('Q', 'Did counsel for the County make an offer?'),
          ('MR. THISTLEWOOD', 'Objection. Mediation privilege.'),
          ('A', '[[t-7:They said eighty-five thousand, and no apology.]]')],
    260: [('Q', 'Which neighbours have you stayed in touch with?'),
          ('A', '[[t-8:Henrietta Ploverton, and Mr. Tannenwald, who moved to '
           'Gorsefield Road.]]')],
}
