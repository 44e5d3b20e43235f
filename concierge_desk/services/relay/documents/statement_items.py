"""Items on La Poste's statement: counted, number by number, still held, gone, and what is the matter with them; pure.

Source: docs/trade.md, "Daily statement of the relay" 4, 5 and 7; docs/requirements.md, R-5.01 (no name on lists).
"""

from collections.abc import Mapping, Sequence
from typing import Any

from concierge_desk.counter.texts.paper_dates import day_text
from concierge_desk.domain.document import Block, Column, Gap, Heading, Pair, Paragraph, Table
from concierge_desk.i18n import N_, fr
from concierge_desk.mechanisms.custody.model import DAMAGED, NOT_FOUND
from concierge_desk.services.relay.documents.lists import Shown, listed_rows
from concierge_desk.services.relay.documents.words import KINDS, STATES, carrier_name
from concierge_desk.services.relay.model import states
from concierge_desk.services.relay.model.papers import Movement, Operation, Statement

_CUSTODY = (
    ("received", N_("Received")),
    ("handed_over", N_("Handed over")),
    ("refused", N_("Refused")),
    ("returned", N_("Given back to the postman")),
    ("lost", N_("Lost")),
    ("held", N_("Still here")),
    ("misdelivered", N_("With somebody else")),
)
_UNDONE = {
    "received": N_("Arrivals of earlier days that were taken back"),
    "handed_over": N_("Hand-overs of earlier days that were taken back"),
    "refused": N_("Refusals of earlier days that were taken back"),
    "returned": N_("Returns of earlier days that stayed here after all"),
    "lost": N_("Lost on earlier days and found after all"),
}


def is_full(report: Mapping[str, Any]) -> bool:
    """Say whether a statement tells what left, was complained of and was spoilt: older ones do not."""
    return "departures" in report


def counts(statement: Statement) -> list[Block]:
    """Return the counts of the day; what was taken back of an earlier one is said apart, so that none is below nought."""
    custody, undone = statement.reported.data["custody"], statement.undone
    told = [(name, label) for name, label in _CUSTODY if name in custody or undone.get(name)]
    columns = tuple(Column(fr(label), "right") for _, label in told)
    figures = tuple(str(custody.get(name, 0) + undone.get(name, 0)) for name, _ in told)
    return [
        Table(columns, (figures,)),
        *[Pair(fr(label), str(undone[name])) for name, label in _UNDONE.items() if undone.get(name)],
    ]


def held(report: Mapping[str, Any]) -> list[Block]:
    """Return what is still here, by deadline."""
    if not report["held"]:
        return []
    kept = listed_rows(
        report["held"],
        (Column(fr("Until"), "left", 2), lambda row: day_text(row["deadline_day"])),
        (Column(fr("Number"), "left", 4), lambda row: row["tracking"] or row["custody"]),
        (Column(fr("Network"), "left", 3), lambda row: carrier_name(row["carrier"]) + _state(row["state"])),
        (Column(fr("Place"), "left", 2), lambda row: row["shelf"]),
    )
    return [Gap(), kept]


def _state(state: str) -> str:
    return f" ({fr(STATES[state]).lower()})" if state in STATES else ""


def movements(rows: Sequence[Movement]) -> list[Block]:
    """Return the numbers that came in, left, or that something happened to, by what became of them."""
    if not rows:
        return []
    order = list(_MOVEMENTS)
    moved = listed_rows(
        sorted(rows, key=lambda row: order.index(row.word)),
        (Column(fr("Movement"), "left", 4), lambda row: fr(_MOVEMENTS[row.word])),
        (Column(fr("Number"), "left", 4), lambda row: row.number),
        (Column(fr("Network"), "left", 3), lambda row: carrier_name(row.carrier)),
        (Column(fr("Place, slip or reason"), "left", 4), lambda row: row.more),
        *happened(rows),
    )
    return [Gap(), Heading(fr("Movements of items")), moved]


_MOVEMENTS = {
    "arrivee": N_("Received"),
    "remise": N_("Handed over"),
    "refus": N_("Refused"),
    "retour": N_("Given back to the postman"),
    "perdu": N_("Lost for good"),
    "avarie": N_("Damaged"),
    "introuvable": N_("Cannot be found"),
    "mal_dirige": N_("Misrouted"),
    "retrouve": N_("Found again"),
    "reprise": N_("Stayed here after all"),
    "annulation_arrivee": N_("Arrival taken back"),
    "annulation_remise": N_("Hand-over taken back"),
    "annulation_refus": N_("Refusal taken back"),
    "annulation_perdu": N_("Loss taken back"),
    "annulation_avarie": N_("Damage taken back"),
    "annulation_introuvable": N_("Was there after all"),
    "annulation_mal_dirige": N_("Was not misrouted after all"),
    "annulation_retrouve": N_("Was not found after all"),
}
"""By the words of ``custody.csv``, in the order in which they are listed."""


def happened(rows: Sequence[Movement | Operation]) -> tuple[Shown, ...]:
    """Return the column that says when what was kept on paper happened; none where all was entered as it happened.

    Source: decision 0064.
    """
    if not any(row.happened for row in rows):
        return ()
    column = Column(fr("On paper at"), "left", 3)
    return ((column, lambda row: f"{row.happened:%d/%m %H:%M}" if row.happened else ""),)


def departures(statement: Statement) -> list[Block]:
    """Return what was deposited, and what left with the postman, with the day of deposit and that of departure.

    What was franked here leaves with what was deposited, and is counted apart.
    """
    report = statement.reported.data
    heading: list[Block] = [Gap(), Heading(fr("Deposits and departures"))]
    if is_full(report) and not (report["deposits"] or statement.franked or report["departures"]):
        return [*heading, Paragraph(fr("Nothing was deposited on this day, and nothing left."))]
    return [
        *heading,
        Pair(fr("Pieces deposited"), str(report["deposits"])),
        *([Pair(fr("Items franked here"), str(statement.franked))] if statement.franked else []),
        *_left(report),
    ]


def _left(report: Mapping[str, Any]) -> list[Block]:
    if not is_full(report):
        return []
    if not report["departures"]:
        return [Paragraph(fr("Nothing left on this day."))]
    left = listed_rows(
        report["departures"],
        (Column(fr("Slip"), "left", 3), lambda row: row["slip"]),
        (Column(fr("Kind"), "left", 4), lambda row: fr(KINDS[row["kind"]])),
        (Column(fr("Deposited on"), "left", 3), lambda row: day_text(row["deposited_day"])),
        (Column(fr("Left on"), "left", 3), lambda row: day_text(row["left_day"])),
        (Column(fr("Pieces"), "right", 1), lambda row: str(row["count"])),
        total=(
            fr("Total"),
            "",
            "",
            "",
            str(sum(row["count"] for row in report["departures"])),
        ),
    )
    return [left]


def incidents(report: Mapping[str, Any]) -> list[Block]:
    """Return what is the matter with items, number by number, and the complaints.

    Source: decision 0031.
    """
    if not is_full(report):
        return []
    return [
        Gap(),
        Heading(fr("Incidents and complaints")),
        *(_numbered(report["incidents"]) if "incidents" in report else _counted(report)),
        Pair(fr("Complaints"), str(report["complaints"])),
    ]


def _numbered(rows: Sequence[Mapping[str, Any]]) -> list[Block]:
    """Return every item that something is the matter with: with whom one is stays in the shop."""
    if not rows:
        return []
    found = listed_rows(
        rows,
        (Column(fr("Incident"), "left", 3), lambda row: fr(STATES[row["state"]])),
        (Column(fr("Number"), "left", 4), lambda row: row["tracking"] or row["custody"]),
        (Column(fr("Network"), "left", 3), lambda row: carrier_name(row["carrier"])),
        (Column(fr("Since"), "left", 2), lambda row: day_text(row["since_day"])),
    )
    return [found]


def _counted(report: Mapping[str, Any]) -> list[Block]:
    """Return how many items that are here something is the matter with: an older statement lists none of them."""
    found: dict[str, int] = {}
    for row in report["held"]:
        if row["state"] in _INCIDENTS:
            found[row["state"]] = found.get(row["state"], 0) + 1
    return [Pair(fr(STATES[state]), str(found[state])) for state in _INCIDENTS if state in found]


_INCIDENTS = (DAMAGED, states.MISROUTED, NOT_FOUND)
