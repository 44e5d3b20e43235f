"""Catalogue of the program: what the core and every service bring, put together once.

Source: docs/contract.md, "Layers and walls"; decision 0001.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, partial
from typing import TYPE_CHECKING

from concierge_desk import registry
from concierge_desk.counter.absence.closure import words_of
from concierge_desk.counter.cards.at_counter import AtCounter
from concierge_desk.counter.cards.inscribed import inscribed
from concierge_desk.counter.cards.switched import switched
from concierge_desk.counter.command.screening import Inhabitants
from concierge_desk.counter.context import Settings, nobody_known
from concierge_desk.counter.core.figures import with_figures
from concierge_desk.counter.core.ticket_cards import SERVICE as TILL
from concierge_desk.counter.day.hours import opening_calendar
from concierge_desk.counter.rights.table import RIGHTS
from concierge_desk.counter.rows import Rows
from concierge_desk.counter.service import AnyCommand, AnyReversal, Service
from concierge_desk.counter.settings.core import settings_of
from concierge_desk.counter.settings.values import AnySetting
from concierge_desk.counter.texts.messages import Speller, render
from concierge_desk.counter.values.codelists import label_of
from concierge_desk.domain.booked import BookedKinds
from concierge_desk.domain.calendar import OpeningCalendar
from concierge_desk.domain.errors import Param
from concierge_desk.domain.journal import Data, Posted
from concierge_desk.i18n import N_, translate
from concierge_desk.store import settings, visits
from concierge_desk.store.core import CORE
from concierge_desk.store.schema import Schema

if TYPE_CHECKING:
    # What is away from the counter waits.
    from concierge_desk.counter.parties import Parties
    from concierge_desk.counter.personal_columns import Personal
    from concierge_desk.counter.retention import Retention
    from concierge_desk.counter.service_parts import (
        Export,
        ExportedTable,
        PayReckoning,
        PeriodReport,
        PriceSheet,
        StatusSheet,
    )


MONEY = N_("Money held or owed")
"""English source of what the core itself may have of somebody."""


def services() -> tuple[Service, ...]:
    """Return the registered services."""
    return registry.SERVICES


def counter_parts() -> dict[str, AtCounter]:
    """Return each service's part of the counter, by its code; its cards say the words that entries refer to.

    While a service is off, they offer nothing new.
    """
    return {
        service.code: switched(
            _said_by(service, service.at_counter), service.code, partial(brought_by, service)
        )
        for service in services()
        if service.at_counter is not None
    }


def _said_by(service: Service, part: AtCounter) -> AtCounter:
    return inscribed(with_figures(part, service.code, service.settings))


def brought_by(service: Service) -> frozenset[str]:
    """Return the commands of a service that bring something new to it: refused while it is off."""
    return frozenset(command.name for command in service.commands if command.brings)


def settings_known() -> Mapping[str, AnySetting]:
    """Return every figure that the shop chooses, by its code."""
    return {setting.code: setting for setting in settings_of(service.settings for service in services())}


def service_labels() -> Mapping[str, str]:
    """Return the English source of each service's name, by its code."""
    return {service.code: service.label for service in services()}


def reached() -> Mapping[str, str]:
    """Return the English source of the name of whatever may have something of somebody, by the code of its cards.

    Money that is held or owed is the core's own; who keeps the people has nothing of them.
    """
    known = {service.code: service.label for service in services() if service.parties is None}
    return {TILL: MONEY, **known}


def schemas() -> tuple[Schema, ...]:
    """Return the tables of the core and of every service."""
    return (CORE, *[service.migrations for service in services()])


class _Commands(Mapping[str, AnyCommand]):
    """Every command by name: their modules are loaded when the first is looked up, and no start waits for them."""

    def __getitem__(self, name: str) -> AnyCommand:
        return _commands()[name]

    def __iter__(self) -> Iterator[str]:
        return iter(_commands())

    def __len__(self) -> int:
        return len(_commands())


def commands() -> Mapping[str, AnyCommand]:
    """Return every command by name.

    Raises:
        ValueError: When two parts bring the same name; when the first is looked up.
    """
    return _Commands()


@cache
def _commands() -> Mapping[str, AnyCommand]:
    from concierge_desk.counter.core.commands import core_commands  # noqa: PLC0415  (see `_Commands`)

    found: dict[str, AnyCommand] = {}
    for command in (
        *core_commands(services()),
        *[command for service in services() for command in service.commands],
    ):
        if command.name in found:
            raise ValueError(f"registered twice: {command.name}")
        found[command.name] = command
    return found


def load_acts() -> None:
    """Load what the first act would: commands, how they are taken back, what their entries move."""
    _commands()
    reversals()
    for schema in schemas():
        # Whoever counts them has them loaded.
        len(schema.apply)


@cache
def reversals() -> Mapping[str, AnyReversal]:
    """Return how every kind of act is taken back."""
    from concierge_desk.counter.correction.commands import reversals_of  # noqa: PLC0415  (see `_Commands`)

    return reversals_of(services())


def told(result: Data, lang: str) -> str:
    """Return what is said of an answer that wrote nothing; empty where neither the core nor a service says so."""
    return next(filter(None, (service.told(result, lang) for service in services())), words_of(result, lang))


def booked() -> BookedKinds:
    """Return which kinds of the services give out numbers and name other entries."""
    return {kind: booked for service in services() for kind, booked in service.booked.items()}


def charged_kinds() -> frozenset[str]:
    """Return the kinds whose entries are lines of a ticket."""
    return frozenset(kind for kind, reversal in reversals().items() if reversal.charged)


def exports() -> "tuple[Export, ...]":
    """Return every principal's daily file."""
    return tuple(export for service in services() for export in service.aside().exports)


def partner_tables() -> "tuple[Callable[[Sequence[Posted]], tuple[ExportedTable, ...]], ...]":
    """Return what tells, of entries for a partner, which of his things came and went."""
    told = (service.aside().partner_tables for service in services())
    return tuple(one for one in told if one is not None)


def people() -> "Parties":
    """Return people as the one service knows them that keeps them."""
    known = next((service.parties for service in services() if service.parties is not None), nobody_known)
    return known()


def whose(rows: Rows, party: str) -> str:
    """Return whose a party is, as the card of a thing says it; empty where nobody knows any more."""
    from concierge_desk.counter.held.who import owner_words  # noqa: PLC0415  (with the first such card)

    return owner_words(rows, people(), party)


@cache
def inhabitants() -> Inhabitants:
    """Return who and what is here, as the core and all services tell it."""
    names = [service.here for service in services() if service.here is not None]
    known: dict[str, list[Callable[[Rows, str], bool]]] = {
        "visit": [visits.is_visit],
        "operator": [settings.is_operator],
    }
    for service in services():
        for what, is_called in service.in_use.items():
            known.setdefault(what, []).append(is_called)
    return Inhabitants(
        here=lambda rows: [name for here in names for name in here(rows)],
        services=reached(),
        parties=people,
        in_use={what: partial(_any_calls, tuple(found)) for what, found in known.items()},
    )


def _any_calls(known: Iterable[Callable[[Rows, str], bool]], rows: Rows, text: str) -> bool:
    return any(is_called(rows, text) for is_called in known)


def pay_reckoning() -> "PayReckoning":
    """Return what principals pay, as the one service has it that is paid so."""
    return next(pay for service in services() if (pay := service.aside().pay) is not None)


def price_sheet() -> "PriceSheet":
    """Return how a file of prices is read and taken in."""
    return next(sheet for service in services() if (sheet := service.aside().price_sheet) is not None)


def status_sheet() -> "StatusSheet":
    """Return how a file that says where a principal's things are is read and compared."""
    return next(sheet for service in services() if (sheet := service.aside().status_sheet) is not None)


def period_report() -> "PeriodReport":
    """Return how a week or a month is summed up for a principal."""
    return next(report for service in services() if (report := service.aside().summary) is not None)


def retentions() -> "tuple[Retention, ...]":
    """Return after which period each kind of personal record, and each purgeable kind, is dropped."""
    from concierge_desk.counter.core.commands import RETENTION  # noqa: PLC0415  (see `_Commands`)

    return (*RETENTION, *[kept for service in services() for kept in service.kept.retention])


def personal() -> "Personal":
    """Return what of people stands outside journal and projections, of the core and of every service."""
    # No start asks for it.
    from concierge_desk.counter.personal_columns import Personal  # noqa: PLC0415
    from concierge_desk.counter.privacy.core_columns import CORE_PERSONAL  # noqa: PLC0415

    parts = (CORE_PERSONAL, *[service.kept.personal for service in services()])
    return Personal(
        tuple(column for part in parts for column in part.columns),
        frozenset(place for part in parts for place in part.codes),
    )


@cache
def messages() -> Mapping[str, str]:
    """Return the English sentence of every code."""
    # No start refuses anything (decision 0019).
    from concierge_desk.counter.texts.code_sentences import MESSAGES as OF_THE_COUNTER  # noqa: PLC0415
    from concierge_desk.counter.texts.held_sentences import MESSAGES as OF_WHAT_IS_HELD  # noqa: PLC0415
    from concierge_desk.counter.texts.operator_sentences import MESSAGES as OF_OPERATORS  # noqa: PLC0415
    from concierge_desk.delivery.messages import MESSAGES as OF_DELIVERY  # noqa: PLC0415
    from concierge_desk.desk.messages import MESSAGES as OF_THE_DESK  # noqa: PLC0415
    from concierge_desk.media.messages import MESSAGES as OF_MEDIA  # noqa: PLC0415

    found = {**OF_THE_COUNTER, **OF_WHAT_IS_HELD, **OF_OPERATORS}
    found |= {**OF_THE_DESK, **OF_DELIVERY, **OF_MEDIA}
    for service in services():
        found |= service.messages
    return found


@cache
def _spellers() -> Mapping[str, Speller]:
    # No start says who may (decision 0019).
    from concierge_desk.counter.rights.who_may import who_words  # noqa: PLC0415

    labels, known = service_labels(), settings_known()
    found: dict[str, Speller] = {
        "partner": _partner_label,
        "service": lambda code, lang: translate(labels[code], lang) if code in labels else code,
        "code": lambda code, lang: translate(known[code].label, lang) if code in known else code,
        "right": lambda code, lang: translate(RIGHTS[code].deed, lang) if code in RIGHTS else code,
        "who": who_words,
    }
    for service in services():
        found |= service.spellers
    return found


def _partner_label(code: str, lang: str) -> str:
    """Return what a partner is called whom a service names; another one is told by his name already."""
    return label_of("principal", code, lang)


def sentence(code: str, params: Mapping[str, Param], lang: str) -> str:
    """Return the sentence of a refusal, a warning or a failure, with labels in place of codes."""
    return render(code, params, messages(), lang, _spellers())


def calendar(rows: Rows, shop: Settings) -> OpeningCalendar:
    """Return the opening hours of the running transaction."""
    return opening_calendar(rows, shop)
