"""Catalogue of the program: what the core and every service bring, put together once.

Source: docs/contract.md, "Layers and walls"; decision 0001.
"""

from collections.abc import Mapping
from functools import cache

from concierge_desk import registry
from concierge_desk.counter.context import Context, Settings
from concierge_desk.counter.core.commands import RETENTION, Loads, core_commands
from concierge_desk.counter.correction.commands import CorrectionStore, reversals_of
from concierge_desk.counter.day import holidays
from concierge_desk.counter.day.closing import fiscal_year
from concierge_desk.counter.day.preparation import PreparationStore
from concierge_desk.counter.rows import Rows
from concierge_desk.counter.service import AnyCommand, AnyReversal, Retention, Service
from concierge_desk.counter.service_parts import Export
from concierge_desk.counter.texts.messages import MESSAGES as COUNTER_MESSAGES
from concierge_desk.counter.till.visits import VisitStore
from concierge_desk.desk.messages import MESSAGES
from concierge_desk.domain.calendar import OpeningCalendar
from concierge_desk.domain.day import ClosingState
from concierge_desk.media.messages import MESSAGES as MEDIA_MESSAGES
from concierge_desk.store import day, journal, passages, preparation, settings, till, visits
from concierge_desk.store.core import CORE
from concierge_desk.store.schema import Schema
from concierge_desk.store.unit import known_operation


def services() -> tuple[Service, ...]:
    """Return the registered services."""
    return registry.SERVICES


def schemas() -> tuple[Schema, ...]:
    """Return the tables of the core and of every service."""
    return (CORE, *[_schema(service) for service in services()])


def _schema(service: Service) -> Schema:
    if not isinstance(service.migrations, Schema):
        raise TypeError(f"{service.code}: migrations is a store.schema.Schema")
    return service.migrations


@cache
def commands() -> Mapping[str, AnyCommand]:
    """Return every command by name.

    Raises:
        ValueError: When two parts bring the same name.
    """
    found: dict[str, AnyCommand] = {}
    loads = Loads(
        closing=_closing,
        opening=day.opening_state,
        visits=_VISITS,
        corrections=_CORRECTIONS,
        preparation=PreparationStore(preparation.keep_preparation, preparation.drop_preparation),
        passages=passages.passages_today,
    )
    for command in (
        *core_commands(loads, services()),
        *[command for service in services() for command in service.commands],
    ):
        if command.name in found:
            raise ValueError(f"registered twice: {command.name}")
        found[command.name] = command
    return found


@cache
def reversals() -> Mapping[str, AnyReversal]:
    """Return how every kind of act is taken back."""
    return reversals_of(services())


def exports() -> tuple[Export, ...]:
    """Return every principal's daily file."""
    return tuple(export for service in services() for export in service.exports)


def retentions() -> tuple[Retention, ...]:
    """Return after which period each kind of personal record, and each purgeable kind, is dropped."""
    return (*RETENTION, *[kept for service in services() for kept in service.retention])


@cache
def messages() -> Mapping[str, str]:
    """Return the English sentence of every code."""
    found = {**COUNTER_MESSAGES, **MESSAGES, **MEDIA_MESSAGES}
    for service in services():
        found |= service.messages
    return found


def calendar(rows: Rows, shop: Settings) -> OpeningCalendar:
    """Return the opening hours of the running transaction."""
    del shop  # one calendar of holidays so far: the site file says so by its code
    hours = settings.opening_hours(rows)
    return OpeningCalendar(hours.grid, hours.closures, holidays.is_holiday, hours.empty_from)


def _closing(rows: Rows, context: Context) -> ClosingState:
    year = fiscal_year(context.business_day, context.settings.fiscal_year_start)
    return day.closing_state(rows, context.state, year, context.epoch)


def _operation(rows: Rows, op: str) -> tuple[int, int] | None:
    known = known_operation(rows, op)
    return None if known is None else (known.first_seq, known.last_seq)


_VISITS = VisitStore(
    one=visits.visit,
    all=visits.visits,
    ticket=visits.ticket_of_visit,
    save=visits.save_visit,
    park=visits.park_visit,
    drop=visits.drop_visit,
    note=visits.last_note,
)
_CORRECTIONS = CorrectionStore(
    next_ticket=till.next_ticket,
    sold=till.sold_ticket,
    last_ticket=till.last_ticket,
    operation=_operation,
    posted=journal.posted,
    corrected=till.corrections_of,
)
