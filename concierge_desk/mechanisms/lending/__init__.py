"""Things lent: a whole service of each nature, which is data.

Source: decision 0094.
"""

from collections.abc import Iterable
from functools import cache, partial
from typing import TYPE_CHECKING, Any

from concierge_desk.counter.context import Context
from concierge_desk.counter.service import Acts, ClosingContext, Recalendar, Service
from concierge_desk.domain.booked import Booked, NumberField
from concierge_desk.domain.journal import Data, Event, Posted
from concierge_desk.domain.numbers import LOAN, is_number
from concierge_desk.mechanisms.lending.counter import at_counter
from concierge_desk.mechanisms.lending.nature import LendingNature as Nature
from concierge_desk.mechanisms.lending.tables.schema import schema_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from concierge_desk.counter.parties import Payable
    from concierge_desk.counter.retention import Keeping
    from concierge_desk.counter.rows import Rows
    from concierge_desk.counter.service_parts import ServiceParts
    from concierge_desk.mechanisms.lending.model.facts import Loan

# All but the schema is loaded when it is needed: decision 0019.
# ruff: noqa: PLC0415


@cache
def _acts(nature: Nature) -> Acts:
    from concierge_desk.mechanisms.lending.acts import acts_of

    return acts_of(nature)


@cache
def _aside(nature: Nature) -> "ServiceParts":
    from concierge_desk.mechanisms.lending.aside import aside_of

    return aside_of(nature)


def _keeping(code: str) -> "Keeping":
    from concierge_desk.mechanisms.lending.retention import keeping_of

    return keeping_of(code)


def _loans(code: str, rows: "Rows") -> "tuple[Loan, ...]":
    from concierge_desk.mechanisms.lending.tables.looks import loans_out

    return loans_out(rows, code)


def _moved(code: str, state: "Sequence[Loan]", context: Context) -> tuple[Event, ...]:
    from concierge_desk.counter.natures import own_event
    from concierge_desk.mechanisms.lending.model.due import dues_moved

    return tuple(own_event(code, event) for event in dues_moved(state, context))


def _things(posted: Posted) -> int:
    return len(posted.data["rows"])


def _close(code: str, day: ClosingContext) -> tuple[Event, ...]:
    from concierge_desk.counter.natures import own_event
    from concierge_desk.mechanisms.lending.model.figures import close

    return tuple(own_event(code, event) for event in close(day, code))


def _close_counted(code: str, day: ClosingContext) -> tuple[Event, ...]:
    """Return what a closing keeps of a nature whose things are counted then.

    Warns:
        ``not_counted``, ``keys_missing``.
    """
    return _close(code, day)


def _payable(nature: Nature, rows: "Rows", of: str, earlier: "Sequence[Event]") -> "Payable | None":
    from concierge_desk.mechanisms.lending.tables.loads import payable

    return payable(nature, rows, of, earlier)


def _asked(what: str, code: str, rows: "Rows", *of: Any) -> Any:
    """Return what the tables say of something: `what` is asked of them."""
    from concierge_desk.mechanisms.lending.tables import looks

    return getattr(looks, what)(rows, code, *of)


def _used(code: str, rows: "Rows") -> bool:
    from concierge_desk.mechanisms.lending.tables.used import is_used

    return is_used(rows, code)


def _things_of(code: str, rows: "Rows", parties: frozenset[str]) -> "Iterable[str]":
    from concierge_desk.mechanisms.lending.tables.looks import loans_by_party

    return loans_by_party(rows, code, parties)


def _recognise(nature: Nature, code: str) -> Data | None:
    text = code.strip()
    if is_number(LOAN, text.upper()):
        return {"loan": text.upper()}
    return {"object": text.lower()} if text.lower().startswith(f"{nature.prefix}-") else None


def service(nature: Nature) -> Service:
    """Return the whole service of a nature."""
    code = nature.code
    return Service(
        code=code,
        label=nature.label,
        icon=nature.icon or code,
        acts=partial(_acts, nature),
        migrations=schema_of(code),
        recalendar=Recalendar(partial(_loans, code), partial(_moved, code), _things),
        close=partial(_close_counted if nature.authorised else _close, code),
        booked={f"{code}.lent": Booked(NumberField(LOAN, "loan"))},
        keeping=partial(_keeping, code),
        aside=partial(_aside, nature),
        at_counter=at_counter(nature),
        recognise=partial(_recognise, nature),
        in_use={
            "code": partial(_asked, "is_code", code),
            "label": partial(_asked, "is_label", code),
            "place": partial(_asked, "is_place", code),
        },
        here=partial(_asked, "names_here", code),
        held=partial(_asked, "held", code),
        used=partial(_used, code),
        payable=partial(_payable, nature),
        things_of=partial(_things_of, code),
    )


__all__ = ["Nature", "service"]
