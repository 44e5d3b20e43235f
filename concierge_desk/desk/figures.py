"""The figures of a day in words, for a screen: those that tell nothing of the drawer, and those that do.

Source: decision 0021.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from concierge_desk.counter.texts.paper_dates import fund_label
from concierge_desk.counter.till.payments import CASH
from concierge_desk.counter.values.codelists import label_of
from concierge_desk.desk import catalogue
from concierge_desk.domain.money import format_amount
from concierge_desk.i18n import N_, translate
from concierge_desk.ui.presenter.figures import Figure


def blind_figures(told: Mapping[str, Any], lang: str) -> Iterator[Figure]:
    """Yield what may be seen before the drawer is counted: how many, and what lies in no drawer.

    Args:
        told: What `looking.status_in` says of a day.
        lang: Language of the labels.
    """
    yield from how_many(told, lang)
    yield from taken_otherwise(told, lang)


def how_many(told: Mapping[str, Any], lang: str) -> Iterator[Figure]:
    """Yield what was done, and what is there."""
    if told["passages"] is not None:
        yield Figure(translate(N_("People who came in"), lang), str(told["passages"]["day"]))
    yield Figure(translate(N_("Tickets"), lang), str(told["tickets"]))
    for service in catalogue.services():
        report = service.aside().report
        if report is not None:
            for label, value in report.lines(told, lang):
                yield Figure(label, value)


def taken_otherwise(told: Mapping[str, Any], lang: str) -> Iterator[Figure]:
    """Yield what was taken by other means than cash."""
    for means, cents in told["means"].items():
        if means != CASH:
            yield Figure(label_of("means", means, lang), format_amount(cents))


def cash_figures(told: Mapping[str, Any], lang: str) -> Iterator[Figure]:
    """Yield the rest: what the drawer could be reckoned from; the cash first, after the other means."""
    yield Figure(label_of("means", CASH, lang), format_amount(told["means"][CASH]))
    yield Figure(translate(N_("Float"), lang), format_amount(told["cash"]["float_cents"]))
    yield Figure(
        translate(N_("Should lie in the drawer"), lang), format_amount(told["cash"]["expected_cents"])
    )
    for fund, cents in told["funds"].items():
        yield Figure(fund_label(fund, lang), format_amount(cents))
