"""Kinds of values that several of the relay's forms take: numbers, codes, countries."""

import re
from dataclasses import dataclass
from typing import Any

from concierge_desk.counter.values.fields import Field
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
from concierge_desk.services.relay.model.places import LONGEST

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


def may(name: str, kind: Kind, doc: str, *, default: Any = None) -> Field:
    """Return a field that may be left out, and what it is then."""
    return Field(name, kind, required=False, default=default, doc=doc)
