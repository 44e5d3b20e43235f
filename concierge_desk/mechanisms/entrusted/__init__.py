"""Things entrusted to the shop: a whole service of each nature, which is data.

Source: decision 0093.
"""

from functools import cache
from typing import TYPE_CHECKING

from concierge_desk.counter.context import Context
from concierge_desk.counter.service import Acts, ClosingContext, Recalendar, Service
from concierge_desk.domain.booked import Booked, NumberField
from concierge_desk.domain.journal import Event
from concierge_desk.domain.numbers import ENTRUSTED, SENT
from concierge_desk.mechanisms.entrusted.nature import Nature
from concierge_desk.mechanisms.entrusted.tables.names import Tables
from concierge_desk.mechanisms.entrusted.tables.schema import schema_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from concierge_desk.counter.parties import Payable
    from concierge_desk.counter.retention import Keeping
    from concierge_desk.counter.rows import Rows
    from concierge_desk.counter.service_parts import ServiceParts
    from concierge_desk.mechanisms.entrusted.model.promise import Promised

# All but the schema is loaded when it is needed: decision 0019.
# ruff: noqa: PLC0415


class _Parts:
    """What a service of a nature asks of the mechanism, each loaded when it is called."""

    def __init__(self, nature: Nature) -> None:
        """Bind the nature."""
        self._nature = nature
        self._tables = Tables(nature.code)

    def acts(self) -> Acts:
        """Return its acts."""
        return _acts(self._nature)

    def aside(self) -> "ServiceParts":
        """Return its parts away from the counter."""
        return _aside(self._nature)

    def keeping(self) -> "Keeping":
        """Return what it keeps for a time."""
        from concierge_desk.mechanisms.entrusted.retention import keeping_of

        return keeping_of(self._nature.code)

    def promised(self, rows: "Rows") -> "Promised":
        """Return what hangs on the hours."""
        from concierge_desk.mechanisms.entrusted.tables.looks import promised

        return promised(rows, self._tables)

    def moved(self, state: "Promised", context: Context) -> tuple[Event, ...]:
        """Return what new hours move."""
        from concierge_desk.mechanisms.entrusted.acts import own_event
        from concierge_desk.mechanisms.entrusted.model.promise import moved

        return tuple(own_event(self._nature.code, event) for event in moved(state, context))

    def close(self, day: ClosingContext) -> tuple[Event, ...]:
        """Return what a closing keeps."""
        from concierge_desk.mechanisms.entrusted.acts import own_event
        from concierge_desk.mechanisms.entrusted.model.figures import close

        code = self._nature.code
        return tuple(own_event(code, event) for event in close(day, code))

    def payable(self, rows: "Rows", of: str, earlier: "Sequence[Event]") -> "Payable | None":
        """Return what one of its things costs."""
        from concierge_desk.mechanisms.entrusted.tables.loads import Loads

        return Loads(self._nature).payable(rows, of, earlier)

    def held(self, rows: "Rows") -> int:
        """Return how many things have to leave yet."""
        from concierge_desk.mechanisms.entrusted.tables.looks import held

        return held(rows, self._tables)

    def holds(self, rows: "Rows", partner: str) -> bool:
        """Say whether something of a partner's is here."""
        from concierge_desk.mechanisms.entrusted.tables.looks import holds

        return holds(rows, self._tables, partner)

    def here(self, rows: "Rows") -> "Iterable[str]":
        """Return the names of those for whom something waits."""
        from concierge_desk.mechanisms.entrusted.tables.looks import names_here

        return names_here(rows, self._tables)

    def things_of(self, rows: "Rows", parties: frozenset[str]) -> "Iterable[str]":
        """Return the orders of some parties."""
        from concierge_desk.mechanisms.entrusted.tables.looks import orders_of

        return orders_of(rows, self._tables, parties)

    def is_code(self, rows: "Rows", code: str) -> bool:
        """Say whether something here goes by a code."""
        from concierge_desk.mechanisms.entrusted.tables.looks import is_code

        return is_code(rows, self._tables, code)

    def is_label(self, rows: "Rows", label: str) -> bool:
        """Say whether a kind is called so."""
        from concierge_desk.mechanisms.entrusted.tables.looks import is_label

        return is_label(rows, self._tables, label)


@cache
def _acts(nature: Nature) -> Acts:
    from concierge_desk.mechanisms.entrusted.acts import acts_of

    return acts_of(nature)


@cache
def _aside(nature: Nature) -> "ServiceParts":
    from concierge_desk.mechanisms.entrusted.aside import aside_of

    return aside_of(nature)


def _things(posted: object) -> int:
    from concierge_desk.mechanisms.entrusted.model.promise import things

    return things(posted)  # type: ignore[arg-type]


def service(nature: Nature) -> Service:
    """Return the whole service of a nature."""
    parts, code = _Parts(nature), nature.code
    return Service(
        code=code,
        label=nature.label,
        icon=nature.icon or code,
        acts=parts.acts,
        migrations=schema_of(code),
        recalendar=Recalendar(load=parts.promised, moved=parts.moved, things=_things),
        close=parts.close,
        booked={
            f"{code}.taken_in": Booked(NumberField(ENTRUSTED, "order")),
            f"{code}.slip_prepared": Booked(NumberField(SENT, "slip")),
            # A slip that was prepared has its number, and is signed under it.
            f"{code}.sent": Booked(NumberField(SENT, "slip", repeats=True)),
        },
        keeping=parts.keeping,
        aside=parts.aside,
        in_use={"code": parts.is_code, "label": parts.is_label},
        here=parts.here,
        holds=parts.holds,
        held=parts.held,
        payable=parts.payable,
        things_of=parts.things_of,
    )


__all__ = ["Nature", "service"]
