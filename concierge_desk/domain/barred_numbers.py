"""Numbers that have no place in a free text: of bank cards, of identity documents, of phones.

Source: docs/requirements.md, R-3.06, R-4.03 (kinds of documents are kept, never their numbers); decision 0056;
https://www.insee.fr/fr/metadonnees/definition/c1409 (NIR); https://www.icao.int/publications/doc-series/doc-9303
(numbers of identity cards and passports).
"""

import re
import unicodedata
from collections.abc import Sequence

_SHORTEST = 13
_LONGEST = 19
_TOKEN = re.compile(r"\d+")
_RUN = re.compile(r"\d+(?:[ ./\-\u2010-\u2015\u2044\u2212]\d+)*")

_SPACED = "[ .-]?"
_CONSONANTS = "BCDFGHJKLMNPQRSTVWXYZ"

# Identity card until 2021: twelve digits, often written in groups; dots are those of a date.
_OLD_CARD = re.compile(r"(?<![0-9A-Z.])(?:[0-9] ?){11}[0-9](?![0-9A-Z])")
# The same as it was given: the year and the month come first.
_DATED_CARD = re.compile(r"(?:8[89]|9[0-9]|[01][0-9]|2[01])(?:0[1-9]|1[0-2])[0-9]{8}")

_OTHER_FORMATS = (
    # Identity card since 2021: nine digits and consonants, never a word.
    re.compile(
        rf"(?<![0-9A-Z])(?=[{_CONSONANTS}]*[0-9])(?=[0-9]*[{_CONSONANTS}])[0-9{_CONSONANTS}]{{9}}(?![0-9A-Z])"
    ),
    # Passport, in one word unless it is called so: "12 DE 67100" is an address.
    re.compile(r"(?<![0-9A-Z])[0-9]{2}[A-Z]{2}[0-9]{5}(?![0-9A-Z])"),
    re.compile(r"PASSE?PORT\W+(?:N\W+)?[0-9]{2} ?[A-Z]{2} ?[0-9]{5}(?![0-9A-Z])"),
    # NIR: sex, year, month, department or country, commune, order, and mostly a key.
    re.compile(
        rf"(?<![0-9A-Z])[12]{_SPACED}[0-9]{{2}}{_SPACED}(?:0[1-9]|1[0-2]|[2-9][0-9]){_SPACED}"
        rf"(?:2[AB]|[0-9]{{2}}){_SPACED}[0-9]{{3}}{_SPACED}[0-9]{{3}}(?:{_SPACED}[0-9]{{2}})?(?![0-9A-Z])"
    ),
)

# Between the figures of a phone number people write anything.
_DIALLED = re.compile(r"(?<![0-9A-Za-z])\+?[ (]*[0-9](?:[ ./()\-\u2010-\u2015]{0,3}[0-9]){7,14}(?![0-9])")
# A mobile without its nought is told by its pairs alone.
_PAIRS = re.compile(r"(?<![0-9A-Za-z])[67](?:[ .\-][0-9]{2}){4}(?![0-9])")
_FEWEST, _MOST = 9, 13
"""Figures of a number that begins with a nought, in France or Germany; fewer are a date or a reference."""
ABROAD = ("0032", "0033", "00352", "0041", "0049")
"""How a phone number of a country around begins; a parcel's may begin with two noughts too."""


def holds_phone_number(text: str) -> bool:
    """Say whether a text holds what may be a phone number: French, of a country around, or with a plus.

    Source: https://www.itu.int/rec/T-REC-E.164 (fifteen figures at most, a plus before the country).
    """
    seen = visible(text)
    written = [found.group() for found in _DIALLED.finditer(seen)]
    return any(map(_is_dialled, written)) or _PAIRS.search(seen) is not None


def _is_dialled(written: str) -> bool:
    digits = "".join(filter(str.isdigit, written))
    national = digits[0] == "0" and digits[1] != "0" and _FEWEST <= len(digits) <= _MOST
    return national or "+" in written or digits.startswith(ABROAD)


def may_identify(code: str) -> bool:
    """Say whether a code written in one may hold the number of somebody's phone, document or insurance.

    Of twelve figures only those that begin with the year and month of an identity card: others are a parcel's.
    """
    seen = visible(code).upper()
    runs = _TOKEN.findall(seen)
    return (
        any(holds_phone_number(run) or is_dated_card(run) for run in runs)
        or holds_phone_number(seen)
        or any(known.search(seen) for known in _OTHER_FORMATS)
    )


def is_dated_card(digits: str) -> bool:
    """Say whether twelve figures may be an identity card's of 1988 to 2021: the year and month it was given first."""
    return _DATED_CARD.fullmatch(digits) is not None


def visible(text: str) -> str:
    """Return a text as it is seen: compatible forms folded, figures of any script as ours, no mark without width."""
    if text.isascii():
        return text
    folded = unicodedata.normalize("NFKC", text)
    return "".join(_seen(mark) for mark in folded if unicodedata.category(mark) != "Cf")


def _seen(mark: str) -> str:
    return str(unicodedata.decimal(mark)) if mark.isdecimal() else mark


def holds_card_number(text: str) -> bool:
    """Say whether a text holds what may be a card number.

    Groups of digits that a single space, dot, dash or slash separates are also read together: any
    consecutive ones that give 13 to 19 digits with a valid Luhn key count, letters beside them or not.

    Source: docs/requirements.md, R-3.06 (the filter of every free-text field).
    """
    # Marks without width split a number for the machine alone.
    return any(_card_among(_TOKEN.findall(run)) for run in _RUN.findall(visible(text)))


def holds_id_number(text: str) -> bool:
    """Say whether a typed sentence holds what looks like the number of an identity document.

    Source: docs/requirements.md, R-4.03 (guard on notes).
    """
    seen = visible(text).upper()
    return any(known.search(seen) for known in (_OLD_CARD, *_OTHER_FORMATS))


def _card_among(tokens: Sequence[str]) -> bool:
    for start in range(len(tokens)):
        digits = ""
        for token in tokens[start : start + _LONGEST]:
            digits += token
            if len(digits) > _LONGEST:
                break
            if len(digits) >= _SHORTEST and _luhn(digits):
                return True
    return False


def _luhn(digits: str) -> bool:
    values = [int(digit) for digit in reversed(digits)]
    return (sum(values[0::2]) + sum(sum(divmod(2 * value, 10)) for value in values[1::2])) % 10 == 0
