"""Numbers that have no place in a free text: of bank cards and of identity documents.

Source: docs/requirements.md, R-3.06, R-4.03 (kinds of documents are kept, never their numbers);
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

_FORMATS = (
    # Identity card until 2021: twelve digits, often written in groups; dots are those of a date.
    re.compile(r"(?<![0-9A-Z.])(?:[0-9] ?){11}[0-9](?![0-9A-Z])"),
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


def holds_card_number(text: str) -> bool:
    """Say whether a text holds what may be a card number.

    Groups of digits that a single space, dot, dash or slash separates are also read together: any
    consecutive ones that give 13 to 19 digits with a valid Luhn key count, letters beside them or not.

    Source: docs/requirements.md, R-3.06 (the filter of every free-text field).
    """
    folded = unicodedata.normalize("NFKC", text)
    # Marks without width split a number for the machine alone.
    seen = "".join(mark for mark in folded if unicodedata.category(mark) != "Cf")
    return any(_card_among(_TOKEN.findall(run)) for run in _RUN.findall(seen))


def holds_id_number(text: str) -> bool:
    """Say whether a typed sentence holds what looks like the number of an identity document.

    Source: docs/requirements.md, R-4.03 (guard on notes).
    """
    return any(known.search(text.upper()) for known in _FORMATS)


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
