"""The shelf of a service as its page sees it: read, and nothing decided here.

Source: decisions 0022, 0028.
"""

from typing import Any

from concierge_desk.counter.cards.agenda import AnyAgenda, morning_lists
from concierge_desk.counter.cards.offers import AtCounter, Now, Offer
from concierge_desk.counter.rows import Rows
from concierge_desk.desk import catalogue
from concierge_desk.domain.override import override
from concierge_desk.i18n import translate
from concierge_desk.jobs.page_desk import PortDesk
from concierge_desk.pages.shelf.face import Errand, Errands, ShelfFace, ShelfSheet


class ShelfDesk(PortDesk, ShelfFace):
    """The desk of a shelf's page."""

    @override
    def found(self, code: str) -> tuple[Offer, ...]:
        return self._port.found(code)

    @override
    def on_shelf(self, service: str) -> ShelfSheet:
        known = next((one for one in catalogue.services() if one.code == service), None)
        part = AtCounter() if known is None or known.at_counter is None else known.at_counter
        agenda = None if known is None else known.agenda
        return self._port.read(lambda rows, now: sheet_of(service, part, agenda, rows, now))


def sheet_of(code: str, part: AtCounter, agenda: AnyAgenda | None, rows: Rows, now: Now) -> ShelfSheet:
    """Return what lies on the shelf of a service, within a transaction.

    Args:
        code: Of the service.
        part: Its part of the counter.
        agenda: Its part of the morning list; None where it has none.
        rows: The running transaction.
        now: The day, the language.
    """
    if part.shelf is None:
        return ShelfSheet(today=now.today)
    offers = part.shelf(rows, now)
    errands = () if agenda is None else _errands(code, agenda, rows, now)
    known = {offer.ref for offer in offers}
    elsewhere = [thing.ref for one in errands for thing in one.things if thing.ref not in known]
    collector = translate(part.collector, now.lang) if part.collector else ""
    leaving = part.named(rows, collector, now) if collector else ()
    return ShelfSheet(
        today=now.today,
        offers=tuple(offer for offer in offers if not offer.away),
        away=tuple(offer for offer in offers if offer.away),
        errands=errands,
        beside=tuple(offer for ref in elsewhere for offer in part.found(rows, ref, now)),
        owners=translate(part.owners, now.lang) if part.owners else "",
        collector=collector,
        leaving=sum(bool(offer.acts) for offer in leaving),
        misses=part.misses,
    )


def _errands(code: str, agenda: AnyAgenda, rows: Rows, now: Now) -> tuple[Errands, ...]:
    due = agenda.due(agenda.load(rows), now.today, now.calendar)
    lists = morning_lists({code: agenda}, {code: due})
    return tuple(
        Errands(
            translate(one["label"], now.lang),
            tuple(_errand(item, agenda.acts.get(one["list"], "")) for item in one["items"]),
        )
        for one in lists
        if one["items"]
    )


def _errand(item: dict[str, Any], act: str) -> Errand:
    return Errand(item["ref"], item["label"], item["place"], act)
