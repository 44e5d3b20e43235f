"""Kinds of values that several of the relay's commands take: numbers, codes, countries."""

import re
from dataclasses import dataclass
from typing import Annotated, TypeAlias

from concierge_desk.counter.values.codelists import Coded
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
from concierge_desk.domain.countries import ALPHA_2
from concierge_desk.domain.override import override
from concierge_desk.domain.tracking import normalise

LONGEST = 20
"""Characters of a place's label: it is read at arm's length."""
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
        text = Text(self.max_length, self.exempt).read(raw)
        if not normalise(text):
            raise Unreadable("input.empty")
        return text


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
OWN_CODE = OwnCode()
CARRIER = FromList("carrier", closed=True)
SHELF = Text(max_length=LONGEST)
PIECES = Integer(1, MAX_PIECES, "pieces")
SEQ = Integer(1, MAX_SEQ)
NOTE = NoteText(max_length=MAX_NOTE)


Number: TypeAlias = Annotated[str | None, TRACKING, "Number on the label, as typed or scanned."]
Confirmed: TypeAlias = Annotated[Coded | None, CARRIER, "Confirms a suggestion or an unknown shape."]
StampCode: TypeAlias = Annotated[str, CODE, "What is sold by the piece, such as `LV_20`."]
HowMany: TypeAlias = Annotated[int, PIECES, "How many."]
