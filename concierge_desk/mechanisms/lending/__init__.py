"""Things lent: a whole service of each nature, which is data.

Source: decision 0094.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from concierge_desk.counter.nature_parts import NatureParts
from concierge_desk.counter.service import ClosingContext, Service
from concierge_desk.domain.booked import Booked, NumberField
from concierge_desk.domain.journal import Data, Event
from concierge_desk.domain.numbers import LOAN, is_number
from concierge_desk.mechanisms.lending.counter import at_counter
from concierge_desk.mechanisms.lending.nature import LendingNature as Nature
from concierge_desk.mechanisms.lending.tables.queries import QUERIES
from concierge_desk.mechanisms.lending.tables.schema import TABLES


def _close_counted(
    close: Callable[[ClosingContext], tuple[Event, ...]], day: ClosingContext
) -> tuple[Event, ...]:
    """Return what a closing keeps of a nature whose things are counted then.

    Warns:
        ``not_counted``, ``keys_missing``.
    """
    return close(day)


def _recognise(nature: Nature, code: str) -> Data | None:
    text = code.strip()
    if is_number(LOAN, text.upper()):
        return {"loan": text.upper()}
    return {"object": text.lower()} if text.lower().startswith(f"{nature.prefix}-") else None


def service(nature: Nature) -> Service:
    """Return the whole service of a nature."""
    parts = NatureParts(__name__, nature, QUERIES, "counter.lender.Lender")
    shared = parts.service(
        TABLES,
        at_counter(nature, parts),
        hours=("tables.looks.loans_out", "model.due.dues_moved"),
    )
    return replace(
        shared,
        close=partial(_close_counted, shared.close) if nature.authorised and shared.close else shared.close,
        booked={f"{nature.code}.lent": Booked(NumberField(LOAN, "loan"))},
        recognise=partial(_recognise, nature),
    )


__all__ = ["Nature", "service"]
