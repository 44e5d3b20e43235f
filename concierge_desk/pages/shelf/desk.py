"""The shelf of a service as its page sees it: read, and nothing decided here.

Source: decisions 0022, 0028.
"""

from concierge_desk.counter.cards.agenda import morning_lists
from concierge_desk.counter.cards.at_counter import AtCounter, no_offers
from concierge_desk.counter.cards.doors import opened_by
from concierge_desk.counter.cards.offers import Now, Offer
from concierge_desk.counter.rows import Rows
from concierge_desk.desk import catalogue
from concierge_desk.domain.override import override
from concierge_desk.i18n import translate
from concierge_desk.jobs.page_desk import PortDesk
from concierge_desk.pages.shelf.face import Errands, ShelfFace, ShelfSheet
from concierge_desk.ui.presenter.door_label import DoorLabel


class ShelfDesk(PortDesk, ShelfFace):
    """The desk of a shelf's page."""

    @override
    def found(self, code: str) -> tuple[Offer, ...]:
        return self._port.found(code)

    @override
    def on_shelf(self, service: str) -> ShelfSheet:
        part = catalogue.counter_parts().get(service, AtCounter())
        return self._port.read(lambda rows, now: sheet_of(part, rows, now))


def sheet_of(part: AtCounter, rows: Rows, now: Now) -> ShelfSheet:
    """Return what lies on the shelf of a service and what is to be done, within a transaction.

    Args:
        part: Its part of the counter.
        rows: The running transaction.
        now: The day, the language.
    """
    offers = () if part.shelf is None else part.shelf(rows, now)
    beside = () if part.morning is None else part.morning(rows, now)
    due = morning_lists(part.lists, (*offers, *beside))
    collector = translate(part.collector, now.lang) if part.collector else ""
    led = opened_by(part, collector)
    leaving = [offer for door in led for offer in door.offers(rows, now)]
    return ShelfSheet(
        today=now.today,
        offers=tuple(offer for offer in offers if not offer.away),
        away=(
            *(offer for offer in offers if offer.away),
            *(offer for offer in beside if offer.away or offer.incident),
        ),
        errands=tuple(
            Errands(translate(part.lists[code].label, now.lang), things, part.lists[code].act)
            for code, things in due.items()
            if things
        ),
        has_shelf=part.shelf is not None,
        keeps=part.keeps,
        bag=part.arrives is not no_offers,
        doors=tuple(
            DoorLabel(door.code, translate(door.label, now.lang))
            for door in part.doors
            # What the collector takes away has a button and a key of its own.
            if door not in led and door.offers(rows, now)
        ),
        owners=translate(part.owners, now.lang) if part.owners else "",
        collector=collector,
        leaving=sum(bool(offer.acts) for offer in leaving),
        misses=part.misses,
    )
