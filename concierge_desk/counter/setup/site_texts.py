"""Texts that a shop says of itself: they stand on its papers and in the journal, as typed."""

import re
from dataclasses import dataclass
from typing import Any

from concierge_desk.counter.values.journal_texts import Doubted, Label, Screen
from concierge_desk.counter.values.kinds import Items, Kind, Text, Unreadable
from concierge_desk.domain.barred_numbers import holds_id_number, holds_phone_number
from concierge_desk.domain.override import override
from concierge_desk.domain.titles import bears_title

_BREAK = ";"
"""Between two lines that are typed as one."""
_MOST_LINES = 8


@dataclass(frozen=True, slots=True)
class ShopText(Label):
    """What the shop is called, or a line of its address: what may be somebody's name is asked for twice.

    Source: docs/requirements.md, R-1.10.
    """

    @override
    def screened(self, text: str, screen: Screen) -> str:
        if holds_phone_number(text):
            raise Unreadable("input.phone_number")
        if holds_id_number(text):
            raise Unreadable("input.id_number")
        if not screen.confirmed and (bears_title(text) or screen.names_somebody(text)):
            raise Doubted("input.label_names")
        return text


@dataclass(frozen=True, slots=True)
class Siret(Kind):
    """The number of a shop in its register: 14 figures, blanks apart; whether it is one is looked at later."""

    label: str = "SIRET: 14 figures"

    @override
    def read(self, raw: object) -> str:
        figures = "".join(raw.split()) if isinstance(raw, str) else ""
        # Its sum is that of a bank card, which has more of them.
        return figures if re.fullmatch(r"[0-9]{14}", figures, re.ASCII) else Text().read(raw)


@dataclass(frozen=True, slots=True)
class VatNumber(Kind):
    """Number of a company for the VAT: two signs and its nine figures, ``FR`` before them or not; see `Siret`."""

    label: str = "number for the VAT: `FR`, two signs, nine figures"

    @override
    def read(self, raw: object) -> str:
        number = "".join(raw.split()).upper() if isinstance(raw, str) else ""
        shaped = re.fullmatch(r"(?:FR)?[0-9A-Z]{2}[0-9]{9}", number, re.ASCII)
        return number if shaped else Text().read(raw)


@dataclass(frozen=True, slots=True)
class Lines(Items):
    """Lines of text: a list, or one text with ``;`` between them, as it is typed at the counter."""

    kind: Kind = ShopText()
    least: int = 0
    most: int = _MOST_LINES

    @property
    @override
    def label(self) -> str:
        return f"list of {self.kind.label}; or one text, `;` between the lines"

    @override
    def read(self, raw: object) -> tuple[Any, ...]:
        lines = [line for line in raw.split(_BREAK) if line.strip()] if isinstance(raw, str) else raw
        # `super()` does not know the class that slots make anew.
        return Items.read(self, lines)
