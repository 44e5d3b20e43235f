"""Things entrusted to the shop: a whole service of each nature, which is data.

Source: decision 0093.
"""

from functools import cache, partial
from typing import TYPE_CHECKING, Any

from concierge_desk.counter.context import Context
from concierge_desk.counter.service import Acts, ClosingContext, Recalendar, Service
from concierge_desk.domain.booked import Booked, NumberField
from concierge_desk.domain.journal import Data, Event, Posted
from concierge_desk.domain.numbers import ENTRUSTED, SENT
from concierge_desk.mechanisms.entrusted.counter import at_counter
from concierge_desk.mechanisms.entrusted.nature import Nature
from concierge_desk.mechanisms.entrusted.tables.names import Tables
from concierge_desk.mechanisms.entrusted.tables.schema import schema_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from concierge_desk.counter.parties import Payable
    from concierge_desk.counter.retention import Keeping
    from concierge_desk.counter.rows import Rows
    from concierge_desk.counter.service_parts import ServiceParts
    from concierge_desk.mechanisms.entrusted.model.promise import Promised

# All but the schema is loaded when it is needed: decision 0019.
# ruff: noqa: PLC0415


@cache
def _acts(nature: Nature) -> Acts:
    from concierge_desk.mechanisms.entrusted.acts import acts_of

    return acts_of(nature)


@cache
def _aside(nature: Nature) -> "ServiceParts":
    from concierge_desk.mechanisms.entrusted.aside import aside_of

    return aside_of(nature)


def _keeping(code: str) -> "Keeping":
    from concierge_desk.mechanisms.entrusted.retention import keeping_of

    return keeping_of(code)


def _moved(code: str, state: "Promised", context: Context) -> tuple[Event, ...]:
    from concierge_desk.counter.natures import own_event
    from concierge_desk.mechanisms.entrusted.model.promise import moved

    return tuple(own_event(code, event) for event in moved(state, context))


def _things(posted: Posted) -> int:
    return len(posted.data["rows"])


def _close(code: str, day: ClosingContext) -> tuple[Event, ...]:
    from concierge_desk.counter.natures import own_event
    from concierge_desk.mechanisms.entrusted.model.figures import close

    return tuple(own_event(code, event) for event in close(day, code))


def _payable(nature: Nature, rows: "Rows", of: str, earlier: "Sequence[Event]") -> "Payable | None":
    from concierge_desk.mechanisms.entrusted.tables.loads import payable

    return payable(nature, rows, of, earlier)


def _used(tables: Tables, rows: "Rows") -> bool:
    from concierge_desk.mechanisms.entrusted.tables.used import is_used

    return is_used(rows, tables)


def _asked(what: str, tables: Tables, rows: "Rows", *of: Any) -> Any:
    """Return what the tables say of something: `what` is asked of them."""
    from concierge_desk.mechanisms.entrusted.tables import looks

    return getattr(looks, what)(rows, tables, *of)


def _recognise(code: str) -> Data | None:
    from concierge_desk.mechanisms.entrusted.counter.found import recognised

    return recognised(code)


def service(nature: Nature) -> Service:
    """Return the whole service of a nature."""
    code = nature.code
    tables = Tables(code)
    return Service(
        code=code,
        label=nature.label,
        icon=nature.icon or code,
        acts=partial(_acts, nature),
        migrations=schema_of(code),
        recalendar=Recalendar(partial(_asked, "promised", tables), partial(_moved, code), _things),
        close=partial(_close, code),
        booked={
            f"{code}.taken_in": Booked(NumberField(ENTRUSTED, "order")),
            f"{code}.slip_prepared": Booked(NumberField(SENT, "slip")),
            # A slip that was prepared has its number, and is signed under it.
            f"{code}.sent": Booked(NumberField(SENT, "slip", repeats=True)),
        },
        keeping=partial(_keeping, code),
        aside=partial(_aside, nature),
        at_counter=at_counter(nature),
        recognise=_recognise,
        in_use={"code": partial(_asked, "is_code", tables), "label": partial(_asked, "is_label", tables)},
        here=partial(_asked, "names_here", tables),
        holds=partial(_asked, "holds", tables),
        held=partial(_asked, "held", tables),
        owes=partial(_asked, "owed", tables),
        used=partial(_used, tables),
        payable=partial(_payable, nature),
        things_of=partial(_asked, "orders_of", tables),
    )


__all__ = ["Nature", "service"]
