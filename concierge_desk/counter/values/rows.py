"""Rows as a command takes them: a list of objects, or a single one; a list of texts, or one with commas.

A card asks for one row; a file has many.

Source: decision 0065.
"""

from dataclasses import dataclass
from typing import Any

from concierge_desk.counter.values.kinds import Items
from concierge_desk.domain.override import override


@dataclass(frozen=True, slots=True)
class Rows(Items):
    """A list of objects; one object alone is a list of it."""

    least: int = 1

    @property
    @override
    def label(self) -> str:
        return f"{self.kind.label}, or a list of such"

    @override
    def read(self, raw: object) -> tuple[Any, ...]:
        # Without its mark, a class of slots does not know its parent by itself.
        return Items(self.kind, self.least, self.most).read([raw] if isinstance(raw, dict) else raw)


@dataclass(frozen=True, slots=True)
class Listed(Items):
    """A list of texts; in one text they are parted by commas."""

    @override
    def read(self, raw: object) -> tuple[Any, ...]:
        parts = [part for part in raw.split(",") if part.strip()] if isinstance(raw, str) else raw
        return Items(self.kind, self.least, self.most).read(parts)
