"""Cautions that are held, as a list: as a fiscal year ended, or now; each with what it was taken for.

Source: docs/contract.md, "Documents"; docs/requirements.md, R-5.06.
"""

from datetime import date

from concierge_desk.counter.cards.offers import Now
from concierge_desk.counter.context import Settings
from concierge_desk.counter.papers.cautions import CautionList, ListedCaution
from concierge_desk.counter.rows import Rows
from concierge_desk.desk import catalogue
from concierge_desk.domain.accounting.period import YEAR_CLOSED
from concierge_desk.domain.errors import Refused
from concierge_desk.i18n import translate
from concierge_desk.jobs.held.papers_day import today
from concierge_desk.store import journal
from concierge_desk.store.accounting import periods
from concierge_desk.store.held.cautions_at import cautions_at
from concierge_desk.store.settings import settings_at

NOW = "now"


def load_cautions(rows: Rows, place: str) -> CautionList:
    """Return the cautions that are held now, or were as a fiscal year ended.

    Raises:
        Refused: ``print.unknown`` for a year that is not closed.
    """
    if place == NOW:
        return _list(rows, place, journal.head(rows).seq, today(rows), ())
    closed = [periods.data_of(rows, seq) for seq in periods.closings_of(rows, YEAR_CLOSED, place)]
    read = [data for data in closed if data is not None]
    if not read:
        raise Refused("print.unknown", document=f"cautions:{place}")
    numbers = tuple(str(data["number"]) for data in read)
    return _list(rows, place, read[-1]["seq_to"], read[-1]["day_to"], numbers)


def _list(rows: Rows, place: str, seq: int, day: str, numbers: tuple[str, ...]) -> CautionList:
    shop = Settings.of(settings_at(rows))
    now = Now(date.fromisoformat(day), "fr", shop, catalogue.calendar(rows, shop)) if day else None
    return CautionList(
        place,
        day,
        numbers,
        tuple(
            ListedCaution(one.code, one.of or "", _what(rows, one.of, now), one.day, one.cents, one.by_cheque)
            for one in cautions_at(rows, seq)
        ),
    )


def _what(rows: Rows, of: str | None, now: Now | None) -> str:
    """Return what a thing of a number is called, and the service that it is of; empty where none knows it."""
    if of is None or now is None:
        return ""
    for service in catalogue.services():
        part = service.at_counter
        found = () if part is None else part.found(rows, of, now)
        thing = next((offer for offer in found if not offer.unknown), None)
        if thing is not None:
            return f"{translate(service.label, 'fr')} · {thing.line}"
    return ""
