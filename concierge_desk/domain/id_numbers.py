"""Numbers of identity documents: seen at the counter, written down nowhere.

Source: docs/requirements.md, R-4.03 (kinds of documents are kept, never their numbers);
https://www.insee.fr/fr/metadonnees/definition/c1409 (NIR); https://www.icao.int/publications/doc-series/doc-9303
(numbers of identity cards and passports).
"""

import re

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


def holds_id_number(text: str) -> bool:
    """Say whether a typed sentence holds what looks like the number of an identity document.

    Source: docs/requirements.md, R-4.03 (guard on notes).
    """
    return any(known.search(text.upper()) for known in _FORMATS)
