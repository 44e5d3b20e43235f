"""Fields and kinds of values that several acts with things entrusted take."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Final, TypeAlias

from concierge_desk.counter.context import Context
from concierge_desk.counter.held.things import ThingCode
from concierge_desk.counter.values.journal_texts import NewCode
from concierge_desk.counter.values.kinds import Code, Integer, Items, Kind, NoteText, Unreadable
from concierge_desk.domain.override import override

MAX_NOTE: Final = 500
MOST_PIECES: Final = 200
MOST_LEAD_DAYS: Final = 365

CODE = Code()
NEW_CODE = NewCode(CODE)
PLACE = NewCode(CODE)
THING = ThingCode()
NOTE = NoteText(max_length=MAX_NOTE)
THINGS = Items(THING, least=1, most=MOST_PIECES)

ThisPiece: TypeAlias = Annotated[str, THING, "Its number, `D-2026-000001/2`, or the code on its tag."]
ThesePieces: TypeAlias = Annotated[tuple[str, ...], THINGS, "Their numbers, or the codes on their tags."]


@dataclass(frozen=True, slots=True)
class LeadDays(Kind):
    """Days that work takes, by quality.

    Attributes:
        qualities: Those that there are; any word where the nature is not known yet.
    """

    qualities: tuple[str, ...] = ()

    @property
    @override
    def label(self) -> str:
        return "object: quality -> days"

    @override
    def read(self, raw: object) -> Mapping[str, int]:
        if not isinstance(raw, dict):
            raise Unreadable("input.object")
        unknown = next((name for name in raw if name not in self.qualities), None)
        if unknown is not None:
            raise Unreadable("input.choice", words=", ".join(self.qualities))
        days = Integer(0, MOST_LEAD_DAYS, "days")
        return {name: days.read(value) for name, value in raw.items()}


@dataclass(frozen=True, slots=True)
class Joined(Kind):
    """Values of one kind: a list, or one text with a plus between them, as a cell of a table holds them."""

    kind: Kind

    @property
    @override
    def label(self) -> str:
        return f"list of {self.kind.label}, or one text with `+` between them"

    @override
    def read(self, raw: object) -> tuple[str, ...]:
        parts = raw.split("+") if isinstance(raw, str) else raw
        return tuple(
            Items(self.kind, most=20).read(
                [part for part in parts if part] if isinstance(parts, list) else parts
            )
        )


def moment(context: Context) -> datetime:
    """Return the local time at which an act was done, without its zone: as half-days are written."""
    at = context.happened or context.at
    return at.astimezone(context.zone).replace(tzinfo=None, microsecond=0)
