"""Tracking numbers: from what was typed or scanned to a number, its shape and its key.

A key that fails and a shape that is unknown are told, never blocked: La Poste prints numbers as
examples whose key fails, and no rule is published for registered letters.

Source: docs/trade.md, "Tracking numbers", rules 2 to 4; `tests/data/tracking-numbers.csv`.
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, TypeAlias

from concierge_desk.domain.countries import ALPHA_2
from concierge_desk.domain.inscriptions import is_inscription

Key: TypeAlias = Literal["valid", "fails", "none"]
CheckCharacter: TypeAlias = Callable[[str], str]
"""ISO 7064 MOD 37,36: the check character of a text in ``0-9A-Z``, injected."""

_NUMBER_ROW = "&É\"'(-È_ÇÀ"
_BURST = str.maketrans(_NUMBER_ROW + "QWAZ?,M):", "1234567890" + "AZQWMM;-.")
_LEAST_SYMBOLS = 4
_LAST_CHARACTERS = 4
_OWN_CODE = re.compile(r"[CEOPKQTWBD]\)")
# A loose accent is one too: it could otherwise join a letter once what stood between is gone.
_SEPARATORS = frozenset({"Zs", "Zl", "Zp", "Cc", "Cf", "Pd", "Mn"})
_MARKS = frozenset(".\N{MINUS SIGN}\N{HYPHEN BULLET}")

_S10_WEIGHTS = (8, 6, 4, 2, 3, 5, 9, 7)
_CHRONOPOST_SUFFIXES = frozenset({"TS", "JB", "JF", "VF"})


@dataclass(frozen=True, slots=True)
class Recognised:
    """Number that was recognised: its shape and its key.

    Attributes:
        number: Normalised.
        format: Name of the shape; None when no shape is known (``tracking.shape``).
        carrier: Whose shape it is; None when no shape is known.
        certain: False when the shape is shared by networks: the carrier is only suggested.
        key: Verdict on the check character; ``none`` where no rule is known.
        country_known: For S10 only: whether the suffix is a country; else None.
    """

    number: str
    format: str | None
    carrier: str | None
    certain: bool
    key: Key
    country_known: bool | None


@dataclass(frozen=True, slots=True)
class _Shape:
    format: str
    carrier: str
    pattern: re.Pattern[str]
    certain: bool = True


# In the order of recognition; the two-letter numbers (S10, Chronopost) come between.
_KEYED = (
    _Shape("dpd28", "dpd", re.compile(r"[0-9]{27}[0-9A-Z]")),
    _Shape("letter15", "letter", re.compile(r"8[67][0-9]{12}[0-9A-Z]")),
    _Shape("colissimo", "colissimo", re.compile(r"(?:[6-9][A-Z]|5[N-Z])[0-9]{11}")),
)
_TWO_LETTERS = re.compile(r"[A-Z]{2}[0-9]{9}[A-Z]{2}")
_KEYLESS = (
    _Shape("registered", "registered", re.compile(r"[0-9][A-Z][0-9]{11}")),
    _Shape("dpd14", "dpd", re.compile(r"[0-9]{14}"), certain=False),
    _Shape("mondial_relay", "mondial_relay", re.compile(r"[0-9]{8}|[0-9]{10}|[0-9]{12}"), certain=False),
)


def decode_burst(text: str) -> str:
    """Return the text in upper case, read back as the scanner meant it.

    A scanner set to the US layout presses the keys of a US keyboard; a French PC writes what stands
    on them: the number row gives ``&é"'(-è_çà`` (with Caps Lock ``É È Ç À``), A and Q, Z and W
    change places, M gives ``,`` or ``?``, a dash gives ``)`` and a dot ``:``.

    A text is such a burst when it holds no real digit and either

    - more than half of it, separators apart, and at least four of its characters are of the number
      row, not all of them dashes (every known number is mostly digits; a name such as
      ``Saint-André`` or ``D'Été`` never is; a row of dashes is typed for "none"), or
    - it begins like a code of our own, a place letter and a dash (``c)4t…``).

    A text with one real digit was typed, or scanned rightly, and its dashes are dashes. That leaves
    out a burst under the Caps Lock of Windows, which shows real digits and swapped letters: nothing
    in the text betrays it, so the window has to look at the lock.

    Source: docs/trade.md, "Normalised numbers"; docs/contract.md, "Own codes".
    """
    typed = _upper(text)
    if any(character.isdecimal() for character in typed):
        return typed
    solid = [mark for mark in typed if mark in _NUMBER_ROW or not _is_separator(mark)]
    symbols = [mark for mark in solid if mark in _NUMBER_ROW]
    burst = len(symbols) >= _LEAST_SYMBOLS and 2 * len(symbols) > len(solid) and set(symbols) != {"-"}
    if burst or _OWN_CODE.match(_strip(typed)):
        return typed.translate(_BURST)
    return typed


def ending(number: str) -> str:
    """Return the end of a number: enough to tell items on a shelf apart, too little to follow one; of words nothing.

    Source: docs/contract.md, "Papers seen in the shop".
    """
    return "…" if is_inscription(number) else f"…{number[-_LAST_CHARACTERS:]}"


def normalise(text: str) -> str:
    """Return the number as it is kept: upper case, without spaces, dots and dashes.

    Compatible forms are folded (NFKC) and a burst from a scanner in the wrong layout is decoded
    first, while its dashes still mean sixes. Twice is the same as once.

    Source: docs/trade.md, "Tracking numbers".
    """
    if text.isascii() and text.isalnum():
        # As nearly every label says it: nothing to fold, no sign of a burst, nothing to leave out.
        return text.upper()
    return unicodedata.normalize("NFKC", _strip(decode_burst(text)))


@lru_cache(maxsize=64)
def recognise(text: str, check_character: CheckCharacter) -> Recognised:
    """Return the number of a typed or scanned text, with the first shape it fits.

    Args:
        text: As typed or scanned.
        check_character: ISO 7064 MOD 37,36 over ``0-9A-Z``.

    Source: docs/trade.md, "Tracking numbers".
    """
    number = normalise(text)
    for shape in _KEYED:
        if shape.pattern.fullmatch(number):
            return _recognised(number, shape, _key(number, shape.format, check_character))
    if _TWO_LETTERS.fullmatch(number):
        return _two_letters(number)
    for shape in _KEYLESS:
        if shape.pattern.fullmatch(number):
            return _recognised(number, shape, "none")
    return Recognised(number, None, None, certain=False, key="none", country_known=None)


def shape_of(text: str) -> str | None:
    """Return the first shape that a typed or scanned text fits, whatever its key is; None for none."""
    return recognise(text, _no_character).format


def _no_character(_text: str) -> str:
    return ""


def _upper(text: str) -> str:
    # Upper-casing can leave compatible forms behind; folding again makes the result stable.
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).upper())


def _is_separator(character: str) -> bool:
    return character in _MARKS or unicodedata.category(character) in _SEPARATORS


def _strip(text: str) -> str:
    return "".join(character for character in text if not _is_separator(character))


def _recognised(number: str, shape: _Shape, key: Key) -> Recognised:
    return Recognised(number, shape.format, shape.carrier, shape.certain, key, None)


def _key(number: str, shape: str, check_character: CheckCharacter) -> Key:
    expected = _colissimo_key(number[2:-1]) if shape == "colissimo" else check_character(number[:-1])
    return _verdict(number[-1] == expected)


def _colissimo_key(digits: str) -> str:
    values = [int(digit) for digit in digits]
    return str(-(sum(values[0::2]) + 3 * sum(values[1::2])) % 10)


def _two_letters(number: str) -> Recognised:
    suffix = number[-2:]
    key = _verdict(number[10] == _s10_key(number[2:10]))
    if number[0] == "X" or (number[0] == "E" and suffix == "FR") or suffix in _CHRONOPOST_SUFFIXES:
        return Recognised(number, "chronopost", "chronopost", certain=True, key=key, country_known=None)
    return Recognised(number, "s10", "s10", certain=True, key=key, country_known=suffix in ALPHA_2)


def _s10_key(digits: str) -> str:
    total = sum(weight * int(digit) for weight, digit in zip(_S10_WEIGHTS, digits, strict=True))
    # Eleven less the remainder has two digits for the remainders 0 and 1: the UPU writes 5 and 0 there.
    return {0: "5", 1: "0"}.get(total % 11, str(11 - total % 11))


def _verdict(holds: bool) -> Key:
    return "valid" if holds else "fails"
