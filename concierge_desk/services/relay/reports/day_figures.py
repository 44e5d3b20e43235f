"""Part of a day that is the relay's, as figures and as lines for people; pure, from entries.

Source: docs/contract.md, "Figures of a day".
"""

from collections.abc import Mapping, Sequence
from typing import Any

from concierge_desk.counter.service_parts import DayReading, Moved
from concierge_desk.domain.journal import Data, Posted
from concierge_desk.i18n import N_, translate
from concierge_desk.services.relay.model import closing
from concierge_desk.services.relay.model.bags.bag import FIGURES
from concierge_desk.services.relay.model.closing import REPORTED, DayNow
from concierge_desk.services.relay.model.compared import comparing


def day_part(reading: DayReading) -> Mapping[str, Any]:
    """Return ``custody``, ``deposits``, ``stock`` and its ``products`` of a day: now while open, frozen once closed.

    Where there ever was a bag, ``bags`` of this day; where anybody said what places hold, ``capacity``.
    """
    counts = closing.custody_counts(reading.posted)
    reports = [entry.data for entry in reading.posted if entry.kind == REPORTED]
    if reading.closed:
        held = sum(len(report["held"]) for report in reports)
        # A statement of an older version knows of nothing that is elsewhere.
        away = sum(report["custody"].get("misdelivered", 0) for report in reports)
        rows = [row for report in reports for row in report["stock"]]
        more = _frozen_room(reports)
    else:
        now: DayNow = reading.state
        held, away = len(now.held), len(now.away)
        rows = closing.labelled_stock(reading, now)
        more = closing.bags_told(reading.posted, now)
        more |= {} if now.capacity is None else {"capacity": now.capacity}
    revalued = {row["product"]: row["revalued"] for row in rows if "revalued" in row}
    return {
        "custody": {**counts, **closing.standing_counts(held, away)},
        "deposits": closing.deposited(reading.posted),
        "stock": {row["product"]: row["closing"] for row in rows},
        # A statement of an older version does not say what its products are called.
        "products": {row["product"]: row.get("label") or row["product"] for row in rows},
        **more,
        **_compared(reading.posted),
        # Of the day on which other prices hold, and of no other.
        **({"revalued": revalued} if revalued else {}),
    }


def _compared(posted: Sequence[Posted]) -> dict[str, Any]:
    """Return how much of what principals say agrees and differs; nothing where nothing was compared."""
    said = [entry.data for entry in posted if entry.kind == comparing.KIND]
    if not said:
        return {}
    agree, differ = sum(data["agree"] for data in said), sum(map(comparing.differences, said))
    return {"compared": {"agree": agree, "differ": differ}}


def _frozen_room(reports: Sequence[Data]) -> dict[str, Any]:
    """Return ``bags`` and ``capacity`` of a closed day; nothing where there were none."""
    told = [report["bags"] for report in reports if "bags" in report]
    bags = {name: sum(one[name] for one in told) for name in FIGURES}
    capacity = {name: report[name] for report in reports for name in ("capacity",) if name in report}
    return {**({"bags": bags} if told else {}), **capacity}


def day_lines(part: Mapping[str, Any], lang: str) -> tuple[tuple[str, str], ...]:
    """Return what was done for the relay's networks as lines for people."""
    counts = part["custody"]
    custody = [
        (translate(label, lang), str(counts[name])) for name, label in _CUSTODY_LABELS if name in counts
    ]
    told = [*custody, (translate(N_("Pieces deposited"), lang), str(part["deposits"]))]
    if "compared" in part:
        told.append((translate(N_("Differences with their view"), lang), str(part["compared"]["differ"])))
    bags = [
        (translate(label, lang), str(part["bags"][name]))
        for name, label in BAG_LABELS
        if any(part.get("bags", {}).values())
    ]
    return (*told, *bags)


def stock_lines(part: Mapping[str, Any], lang: str) -> tuple[tuple[str, str], ...]:
    """Return what is left of each product as lines for people."""
    left = translate(N_("{product}, left"), lang)
    return tuple(
        (left.format(product=part["products"][product]), str(pieces))
        for product, pieces in part["stock"].items()
    )


def moved(part: Mapping[str, Any]) -> Moved:
    """Return how many items came and went, and how many are here."""
    counts = part["custody"]
    return Moved(counts["received"], counts["handed_over"] + counts["returned"], counts["held"])


_CUSTODY_LABELS = (
    ("received", N_("Items received")),
    ("handed_over", N_("Items handed over")),
    ("refused", N_("Items refused")),
    ("returned", N_("Items given back to the postman")),
    ("lost", N_("Items lost")),
    ("held", N_("Items still here")),
    ("misdelivered", N_("Items with somebody else")),
)


BAG_LABELS = (
    ("announced", N_("In bags, announced")),
    ("received", N_("In bags, received")),
    ("missing", N_("In bags, missing")),
    ("too_many", N_("In bags, too many")),
)
