# SPDX-License-Identifier: AGPL-3.0-or-later
"""Personal data left in full, and what a court's system would not take."""
from case import LEFT, kind

TOLD = {'owner': 'PRIVACY', 'worst': 'warning', 'shown': False,
        'where': False}
KNOWN = {**TOLD, 'worst': 'notice'}
FILING = {'owner': 'PRIVACY', 'worst': 'notice', 'shown': None,
          'where': False}


def private(name, what, words, bad, innocent, secret=None, **more):
    """A line of text on an ordinary page: in full, and as it may stand."""
    @kind(name, what, words, **{**TOLD, **more})
    def line(c):
        c.secret = c.told = secret or bad
        c.page(c.body('none') + c.text(bad if c.bad else innocent, LEFT, c.y))


private('social-security', 'a social-security number in full',
        'social-security-number', 'SSN: 536-22-8719', 'SSN: xxx-xx-8719',
        '536-22-8719')
private('social-security-bare', 'one without dashes, by its label',
        'social-security-number', 'Social Security No. 536228719',
        'Docket No. 536228719', '536228719')
private('taxpayer', "an individual taxpayer's number",
        'taxpayer-number', 'ITIN 912-78-4456', 'EIN 91-2784456',
        '912-78-4456')
private('birth-date', 'a birth date in full', 'birth-date',
        'Date of birth: March 4, 1991', 'Date of incident: March 4, 1991',
        'March 4')
private('birth-date-digits', 'a birth date in digits', 'birth-date',
        'DOB 03/04/1991', 'DOB 1991', '03/04')
private('card', 'a card number that Luhn agrees to', 'account-number',
        'Card 4111 1111 1111 1111', 'Serial 4111 1111 1111 1112',
        '4111 1111 1111')
private('account', 'an account number by its label', 'account-number',
        'Checking account no. 000123456789', 'Checking account ending 6789',
        '000123456789')
private('phone', 'a telephone number', 'phone-number',
        'Call (916) 555-0143 at home', 'Case 2:19-cv-00007 at page 143',
        '(916) 555', **{'worst': 'notice'})
private('e-mail', 'an e-mail address', 'e-mail-address',
        'Write to k.oyelaran@example.org', 'Write to counsel at the address',
        'k.oyelaran', **{'worst': 'notice'})
private('licence', "a driver's license number", 'license-number',
        "Driver's license D4729163", 'Exhibit D4729163', 'D4729163',
        **{'worst': 'notice'})
private('home-address', 'a home address', 'home-address',
        'She resides at 1427 Alder Street, Davis, CA 95616',
        'The hearing is at 501 I Street, Sacramento, CA 95814',
        '1427 Alder', **{'worst': 'notice'})


@kind('minor', 'the name of a child on the list', 'minor-name',
      **{**TOLD, 'options': ('--minors', '{minors}')})
def minor(c):
    c.secret = c.told = 'Delphine Quarterman'
    name = c.secret if c.bad else 'D.Q.'
    c.page(c.body('none') + c.text(f'The child, {name}, was there.', LEFT,
                                   c.y))


@kind('font-outside', 'letters of a font that is not in the file',
      'font-not-embedded', **FILING)
def font_outside(c):
    if c.bad:
        c.font = c.pdf.add('<</Type/Font/Subtype/TrueType/BaseFont/Papyrus>>')
    c.page(c.body('rest'))


@kind('scan-without-text', 'a scanned page without text', 'no-text', **FILING)
def scan(c):
    rows = bytes(255 if y % 20 > 9 or x % 8 > 4 or not 20 < x < 130 else 0
                 for y in range(200) for x in range(153))
    image = c.image(153, 200, rows)
    layer = '' if c.bad else c.body('rest')
    c.page(c.place('I', '0 0 612 792') + layer if c.bad else layer,
           f'/XObject<</I {image}>>')
