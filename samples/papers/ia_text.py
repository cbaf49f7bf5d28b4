# SPDX-License-Identifier: AGPL-3.0-or-later
"""The words of the internal-affairs report."""

COVER = [
    ['Complainant', '[[c-name:Marisol Quillfeather]]'],
    ['Subjects', '[[c-dep1:Dep. Tobias Wexcombe]]; [[c-dep2:Dep. Ines '
     'Carrowmore]]'],
    ['Incident', 'March 9, 2018, about 21:40, Alder Street'],
    ['Received', 'March 14, 2018'],
    ['Closed', 'September 28, 2018'],
    ['Investigator', 'Sgt. Leonora Pettibone'],
    ['Classification', 'Category B: force; courtesy; report writing'],
]
WARNING = ('This report and its exhibits are personnel records. They are kept '
           'apart from the criminal file and are disclosed only by order of a '
           'court or with the consent of the custodian.')
CONTENTS = [
    ('1.  Synopsis', 2), ('2.  Persons concerned', 3),
    ('3.  Witnesses and exhibits', 4),
    ('4.  Statement of the complainant', 5),
    ('5.  Statements of the subject deputies', 7),
    ('6.  Dispatch record', 8), ('7.  Body-worn camera and scene', 9),
    ('8.  Confidential annexes', 10), ('9.  Findings', 13),
    ('10.  Recommendation and approval', 14)]
SYNOPSIS = [
    'On March 9, 2018, two deputies answered a call about a loud argument on '
    'Alder Street. The complainant, who lives there, says that she was pulled '
    'from her doorway, that her wrist was twisted after she had stopped '
    'resisting, and that the report filed that night left the force out. The '
    'deputies say that a control hold was needed and was released at once.',
    'The unit took seven statements, the dispatch record, two recordings and '
    'the file of the emergency department. The first allegation is sustained '
    'in part; the second is not sustained; the third is sustained. The review '
    'of training history and the fitness file is in the annexes.',
]
COMPLAINANT = [
    ['Name', '[[r-name:Marisol Quillfeather]]'],
    ['Home address', '[[r-addr:1184 Larkmeadow Court, Unit 6B, Example, CA '
     '95299]]'],
    ['Telephone', '[[r-phone:(209) 555-0142]]; work [[r-work:(209) '
     '555-0187]]'],
    ['Date of birth', '[[r-dob:04/17/1971]]'],
    ['Driver license', '[[r-dl:X0417726]]'],
    ['Social Security', '[[r-ssn:900-41-7726]]'],
    ['E-mail', '[[r-mail:m.quillfeather@example.com]]'],
    ['Represented by', 'Counsel of record'],
]
DEPUTIES = [
    ['Name', 'Badge', 'Assignment', 'Appointed', 'Home telephone'],
    ['[[d-name1:Tobias Wexcombe]]', '40713', 'Patrol, second watch',
     'June 2, 2011', '[[d-tel1:(209) 555-0163]]'],
    ['[[d-name2:Ines Carrowmore]]', '41968', 'Patrol, second watch',
     'January 8, 2016', '[[d-tel2:(209) 555-0119]]'],
]
RECEIVED = [
    'The complaint came by letter, five days after the incident, and was '
    'logged the same afternoon. A copy was handed to the complainant with the '
    'advisory that the law then required. The watch commander secured the '
    'camera recordings before they could be overwritten.',
    'The unit wrote to both deputies on March 19, 2018. Each asked for a '
    'representative, and each was interviewed with one present.',
]
WITNESSES = [
    ['No.', 'Name', 'Address', 'Telephone', 'Interviewed'],
    ['1', '[[w-1:Henrietta Ploverton]]', '[[w-1a:1190 Larkmeadow Court]]',
     '[[w-1t:(209) 555-0150]]', 'March 22, 2018'],
    ['2', '[[w-2:Desmond Achterberg]]', '[[w-2a:1177 Larkmeadow Court]]',
     '[[w-2t:(209) 555-0171]]', 'March 22, 2018'],
    ['3', '[[w-3:Yusuf Tannenwald]]', '[[w-3a:88 Gorsefield Road]]',
     '[[w-3t:(209) 555-0108]]', 'April 3, 2018'],
    ['4', 'Paramedic, Engine 4', 'Station 4', 'by the Fire District',
     'April 5, 2018'],
    ['5', 'Charge nurse', 'Valley General', 'by the hospital',
     'April 11, 2018'],
]
EXHIBITS = [
    ['No.', 'What it is', 'From', 'Received'],
    ['1', 'Letter of complaint, two pages', 'complainant', '03/14/2018'],
    ['2', 'Crime report R-1042 with supplement', 'Records', '03/15/2018'],
    ['3', 'Body-worn camera, 31 min 12 s', 'Digital evidence', '03/15/2018'],
    ['4', 'Body-worn camera, 29 min 40 s', 'Digital evidence', '03/15/2018'],
    ['5', 'Dispatch record, incident 18-0309-2140', 'Dispatch', '03/16/2018'],
    ['6', 'Emergency department chart, no. [[e-chart:MR-7730291]]',
     'hospital', '04/11/2018'],
    ['7', 'Photographs of the doorway, eleven', 'complainant', '04/12/2018'],
    ['8', 'Personnel history of both subjects', 'Human Resources',
     '04/20/2018'],
]
STATEMENT_1 = [
    'She was interviewed at the office of her counsel on March 27, 2018. The '
    'interview lasted 74 minutes and was recorded with her consent. What '
    'follows is a summary; the recording governs.',
    'She said that the argument was with her brother, [[s-brother:Anselmo '
    'Quillfeather]], about money for their mother’s care at [[s-home:Saint '
    'Brannoc Residence]]. No one had struck anyone. When the deputies knocked '
    'she opened the door, stood on the threshold and said that all was well.',
    'The taller of the two asked her to step outside. She answered that she '
    'would rather stay where her son could see her; her son, [[s-son:Teodoro, '
    'aged nine]], stood behind her. She said that the deputy then took her '
    'left wrist and pulled. She held on to the door frame with her other hand '
    'and let go of it after, as she put it, two seconds, not more.',
    'She said that her arm was turned up behind her back after she had let go '
    'and had said that she would come. She heard a crack and cried out. A '
    'neighbour called from across the street that she was not fighting. The '
    'second deputy said twice: “Easy, easy.”',
    'Asked how sure she was of the order of these events, she said that she '
    'had gone over it every night since. She takes [[s-med:sertraline and '
    'prazosin]], prescribed by [[s-doc:Dr. Oluwaseun Brackenbury]], and says '
    'that neither affects her memory.',
    'She was not told that she was under arrest. She was asked to sit on the '
    'kerb, and she sat there for about twelve minutes with her hands free. '
    'She asked for names and badge numbers; the second deputy gave his card, '
    'the first did not. Nobody asked her whether she was hurt.',
    'She photographed her wrist the same night and the next morning, and gave '
    'the pictures to the unit on a memory card. The times in the files agree '
    'with what she says.',
]
STATEMENT_2 = [
    'On the following day she went to the emergency department. She told the '
    'nurse how it had happened, and the chart says so in her words. The '
    'radiologist saw no fracture; a sprain was treated with a splint.',
    'She returned to work at [[s-work:Hollowmere Bindery]] after nine days. '
    'Her supervisor there, [[s-boss:Philippa Stroudwater]], confirmed the '
    'dates by telephone.',
    'She had one earlier contact with the department, in 2014, as the victim '
    'of a burglary, and thought well of the deputy who came then. She has not '
    'been arrested. She asked that her address not be given to anyone who had '
    'no need of it.',
]
INJURIES = [
    ['Where', 'What she described', 'Seen by'],
    ['Left wrist', '[[i-1:Sprain, grade two; splint for nine days]]',
     'hospital'],
    ['Left shoulder', '[[i-2:Pain on lifting; resolved in April]]',
     'complainant'],
    ['Right hand', '[[i-3:Two splinters from the door frame]]', 'paramedic'],
    ['Sleep', '[[i-4:Wakes most nights; counselling since May]]',
     'complainant'],
]
DEPUTY_1 = [
    'He was interviewed on May 2, 2018, after the advisement that compelled '
    'statements may not be used in a criminal case. He has six years of '
    'service. He said that the call was coded as a possible domestic '
    'disturbance, that he could not see the complainant’s right hand, and that '
    'the hall behind her was dark.',
    'He said that he used a wrist lock for “three seconds, four at '
    'most”, that she pulled away twice, and that he released the hold when '
    'she stepped down. He did not hear a crack. He did not think of the hold '
    'as force that had to be reported, since there were no handcuffs and no '
    'complaint of pain at the time. Shown the recording at 21:43:10, he '
    'agreed that she cries out.',
    'Asked about sleep and workload, he said that he had worked [[dep-ot:four '
    'double shifts]] that week and that [[dep-wife:his wife had moved to '
    'Pinnacle Wells]] in February.',
]
DEPUTY_2 = [
    'She was interviewed on May 3, 2018. She stood to the left of the door '
    'and saw the hold begin but not end. She said that the complainant was '
    'upset but not threatening, and that she herself would have waited. She '
    'wrote the supplement to report R-1042 from memory on the following day '
    'and did not mention force because, she said, the first report was not '
    'hers to correct.',
    'She has taken leave twice since the incident, by [[dep-leave:order of '
    'Dr. Ferrante Oxnard]].',
]
DISPATCH = [['Time', 'Unit', 'Code', 'Entry']] + [
    ['21:31:04', 'DISP', '415', 'Caller [[k-1:Ploverton]] reports shouting, '
     'two voices, callback [[k-1t:555-0150]]'],
    ['21:31:52', 'DISP', '415', 'Entered, priority 2, Alder Street at '
     'Larkmeadow'],
    ['21:33:20', 'P-17', 'ENR', 'En route from Depot Road'],
    ['21:33:41', 'P-22', 'ENR', 'En route from the substation'],
    ['21:38:12', 'P-17', 'ARR', 'On scene; lights off at the corner'],
    ['21:38:40', 'P-22', 'ARR', 'On scene'],
    ['21:40:15', 'P-17', 'INFO', 'Contact at the front door, one female'],
    ['21:41:30', 'P-17', 'REQ', 'Records check on [[k-2:QUILLFEATHER, '
     'MARISOL, 04171971]]'],
    ['21:42:02', 'DISP', 'RET', 'No wants; license valid; prior report as '
     'victim, 2014'],
    ['21:43:10', 'P-22', 'INFO', 'Open microphone, four seconds'],
    ['21:44:26', 'P-17', 'INFO', 'Code 4, both parties separated'],
    ['21:52:00', 'P-22', 'REQ', 'Case number; assigned R-1042'],
    ['21:55:37', 'DISP', 'INFO', 'Second caller [[k-3:Achterberg]], did not '
     'want contact'],
    ['21:58:45', 'E-4', 'ARR', 'Engine 4 on scene for a hand injury'],
    ['22:06:18', 'E-4', 'CLR', 'Treated and released, declined transport'],
    ['22:09:50', 'P-17', 'CLR', 'Clear, report to follow'],
    ['22:10:02', 'P-22', 'CLR', 'Clear'],
]
CAMERA = [
    'Both recordings were watched in full by two investigators. The first '
    'camera is covered by a forearm from 21:42:51 to 21:43:06; the second '
    'shows the doorway from the side. Sound is clear on both.',
    'At 21:42:58 the complainant says: “I am coming, let go.” The hold '
    'ends at 21:43:11. Thirteen seconds pass between the two. The neighbour '
    'at point C is heard from 21:43:02 on. The sketch was drawn by the '
    'second deputy at the scene and corrected by the unit with a tape.',
]
SEALED_TITLES = ['8.  Confidential annexes: fitness for duty',
                 '8.  Confidential annexes: training history',
                 '8.  Confidential annexes: earlier complaints']
SEALED_TEXT = [
    ['The evaluation was ordered on May 21, 2018, and was carried out by '
     '[[f-1:Dr. Ferrante Oxnard]] on three occasions. The evaluator had the '
     'statements and both recordings. The scores below are '
     '[[f-2:T-values of the Bramhall inventory]].',
     'The evaluator found [[f-3:moderate insomnia and a resolving '
     'adjustment disorder]], no impairment of judgement, and advised review '
     'after ninety days.'],
    ['Required hours were met in every cycle but one. The course on '
     '[[f-4:de-escalation at thresholds]] was missed in 2017 and was not made '
     'up. The field training file names [[f-5:Cpl. Augustin Merriweather]] as '
     'the last trainer.'],
    ['Two earlier complaints are on file. Neither was sustained. The first '
     'was made by [[f-6:Constance Ivywright]] in 2013; the second was '
     'withdrawn by [[f-7:Lucian Farthingale]] before the interview.'],
]
SEALED_TABLES = [
    [['Scale', 'Score', 'Reading'],
     ['Alertness', '[[f-t1:T 41]]', 'within limits'],
     ['Irritability', '[[f-t2:T 63]]', '[[f-t3:borderline elevation]]'],
     ['Sleep', '[[f-t4:T 71]]', '[[f-t5:clinical elevation]]'],
     ['Candour', '[[f-t6:T 48]]', 'within limits']],
    [['Year', 'Course', 'Result'],
     ['2014', 'Arrest and control', 'passed, 88'],
     ['2015', 'Report writing', 'passed, 79'],
     ['2016', 'Crisis intervention', 'passed, 91'],
     ['2017', '[[f-t7:Threshold contacts]]', '[[f-t8:absent, unexcused]]'],
     ['2018', 'Arrest and control', 'passed, 85']],
    [['File', 'Allegation', 'Disposition'],
     ['IA 2013-041', '[[f-t9:Discourtesy at a checkpoint]]',
      'not sustained'],
     ['IA 2016-077', '[[f-t10:Search without a warrant]]', 'withdrawn']],
]
FINDINGS = [
    ['No.', 'Allegation', 'Finding', 'Rule'],
    ['1', 'Pulled the complainant from her doorway', 'Sustained in part',
     'Manual 300.3, force'],
    ['2', 'Was discourteous and would not give a name', 'Not sustained',
     'Manual 340.2, conduct'],
    ['3', 'Left the use of force out of the report', 'Sustained',
     'Manual 344.1, reports'],
    ['4', 'Did not ask for medical aid', 'Unfounded', 'Manual 300.6, aid'],
]
GROUNDS = [
    'The hold itself was open to the deputy, who did not know what lay '
    'behind the door. It went on for thirteen seconds after the complainant '
    'had said that she would come, and no reason for that was offered.',
    'The account of the neighbour at No. [[g-1:1177]] is given full weight: '
    'he had a clear view and no interest. The account of [[g-2:the '
    'complainant’s brother]] is given less, since he was in the kitchen.',
    'The rule on reports names any hold that causes pain. The recording '
    'leaves no doubt that this one did. That a supervisor signed the report '
    'is no excuse, but it is weighed in what follows.',
]
RECOMMEND = [
    'The unit recommends a suspension of [[x-days:forty working hours]] for '
    'the first subject, [[keep-1:a written reprimand]] for the second, and a '
    'course on '
    'contacts at the door for both watches.',
    'It recommends that the manual say in plain words that a hold is '
    'reported even when nobody complains of pain, and that supervisors watch '
    'the recording before they sign.',
    'The complainant is to be told of the findings, and not of the measures, '
    'within thirty days.',
]
SIGNERS = [('Investigator', 'Sgt. Leonora Pettibone', 'Sept. 12, 2018'),
           ('Reviewed', 'Lt. Hobart Vandersloot', 'Sept. 20, 2018'),
           ('Approved', 'Capt. Winifred Ashgrove', 'Sept. 28, 2018')]
