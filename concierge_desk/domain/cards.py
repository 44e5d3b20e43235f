"""Bank card numbers, which have no place in a free text.

Source: docs/requirements.md, R-3.06.
"""

import re
import unicodedata
from collections.abc import Sequence

_SHORTEST = 13
_LONGEST = 19
_TOKEN = re.compile(r"\d+")
_RUN = re.compile(r"\d+(?:[ ./\-\u2010-\u2015\u2044\u2212]\d+)*")


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
