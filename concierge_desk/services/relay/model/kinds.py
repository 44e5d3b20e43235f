"""Kinds of values that several of the relay's commands take: numbers, places, codes, countries."""

import re
from dataclasses import dataclass
from typing import Annotated, TypeAlias

from concierge_desk.counter.values.codelists import Coded
from concierge_desk.counter.values.journal_texts import NewCode, Screen, is_pattern
from concierge_desk.counter.values.kinds import (
    Code,
    Flag,
    FromList,
    Integer,
    Kind,
    NoteText,
    OwnCode,
    Text,
    Unreadable,
)
from concierge_desk.domain.barred_numbers import may_identify
from concierge_desk.domain.countries import ALPHA_2
from concierge_desk.domain.inscriptions import is_inscription
from concierge_desk.domain.override import override
from concierge_desk.domain.tracking import Recognised, normalise
from concierge_desk.mechanisms.custody.model.places import PlaceLabel
from concierge_desk.services.relay.model.numbers import own_code, read_number

MAX_PIECES = 10_000
MAX_WEIGHT_G = 100_000
MAX_SIDE_MM = 10_000
MAX_SEQ = 2**53
MAX_NOTE = 500


@dataclass(frozen=True, slots=True)
class Tracking(Text):
    """A tracking number as typed or scanned; dashes alone, typed for "none", are no number."""

    max_length: int = 60
    exempt: bool = True

    @override
    def read(self, raw: object) -> str:
        text = Text.read(self, raw)  # without its mark, a class of slots does not know its parent
        if not normalise(text):
            raise Unreadable("input.empty")
        return text

    def screened(self, text: str, screen: Screen) -> str:
        """Keep beside the journal what is no number by its shape: a name, a phone, the number of a document.

        Source: decisions 0010, 0056.
        """
        found = read_number(text)
        if is_inscription(text) or _is_number(found):
            return text
        own = own_code(text)
        if own is not None and screen.in_use("number", own):
            return text
        return screen.in_use("number", found.number) or screen.inscribed(found.number)


@dataclass(frozen=True, slots=True)
class ComplaintNumber(Tracking):
    """The number that a complaint is about: words belong into its note."""

    @override
    def screened(self, text: str, screen: Screen) -> str:
        found = read_number(text)
        if found.format is None and not (found.number.isascii() and any(map(str.isdigit, found.number))):
            raise Unreadable("relay.no_number")
        return Tracking.screened(self, text, screen)


_LEAST_FIGURES = 6


def _is_number(found: Recognised) -> bool:
    """Say whether a number tells an item and nobody: a sure shape, else figures enough and no word."""
    if found.format is not None and found.certain:
        return True
    figures = sum(map(str.isdigit, found.number))
    plain = found.number.isalnum() and is_pattern(found.number) and figures >= _LEAST_FIGURES
    return plain and not may_identify(found.number)


@dataclass(frozen=True, slots=True)
class ShownKind(Kind):
    """True when something was shown, or the thing itself as scanned: only that it was shown is kept."""

    label: str = "true or false, or the code as scanned"

    @override
    def read(self, raw: object) -> bool:
        if isinstance(raw, str):
            return bool(Text(exempt=True).read(raw))
        return Flag().read(raw)


@dataclass(frozen=True, slots=True)
class Country(Kind):
    """A country by its two letters."""

    label: str = "country, ISO 3166-1 alpha-2"

    @override
    def read(self, raw: object) -> str:
        code = Code().read(raw)
        if code not in ALPHA_2:
            raise Unreadable("input.country")
        return code


@dataclass(frozen=True, slots=True)
class ProductCode(Kind):
    """Code of a product: capitals, digits and single underscores."""

    label: str = "code of a product, such as `LV`"

    @override
    def read(self, raw: object) -> str:
        code = Code().read(raw)
        if not _PRODUCT.fullmatch(code):
            raise Unreadable("input.product")
        return code


_PRODUCT = re.compile(r"[A-Z0-9]+(?:_[A-Z0-9]+)*")
TRACKING = Tracking()
CODE = Code()
NEW_CODE = NewCode(CODE)
NEW_PRODUCT = NewCode(ProductCode())
OWN_CODE = OwnCode()
CARRIER = FromList("carrier", closed=True)
SHELF = PlaceLabel(unusual="relay.place_unusual")
PIECES = Integer(1, MAX_PIECES, "pieces")
SEQ = Integer(1, MAX_SEQ)
NOTE = NoteText(max_length=MAX_NOTE)


Number: TypeAlias = Annotated[str | None, TRACKING, "Number on the label, as typed or scanned."]
Confirmed: TypeAlias = Annotated[Coded | None, CARRIER, "Confirms a suggestion or an unknown shape."]
StampCode: TypeAlias = Annotated[str, CODE, "What is sold by the piece, such as `LV_20`."]
HowMany: TypeAlias = Annotated[int, PIECES, "How many."]
