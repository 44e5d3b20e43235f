"""The relay as the tests play it: items, acts, and what a principal reads of a day."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from concierge_desk.counter.command.operation import Answer
from concierge_desk.desk import catalogue
from concierge_desk.domain.errors import Refused
from concierge_desk.domain.journal import Posted
from concierge_desk.jobs.daily_file import export_of
from concierge_desk.jobs.export import write_export
from concierge_desk.jobs.verdict import VerifyRequest
from concierge_desk.jobs.verify import verify_file
from concierge_desk.services.relay import reports
from concierge_desk.store.rebuild import compare
from tests.counter.desks import Play

PARCEL = "6A15602676300"
OTHER = "6A15602683841"
LETTER = "861011301731382"
REGISTERED = "1A18945277312"
CHRONOPOST = "XN081879383FR"
DPD = "008182709980000020033350276C"
AMBIGUOUS = "12345678901234"
"""14 digits: DPD's, or anybody's."""

SEEN = {"collector": "addressee", "id_document": "id_card"}
"""The addressee stands there and showed a card: enough for whatever item."""

LA_POSTE = export_of("laposte")


def receive(play: Play, tracking: str | None = PARCEL, **fields: Any) -> str:
    """Take an item in; return the code of its stay."""
    given = {} if tracking is None else {"tracking": tracking}
    return str(play.do("relay.receive", **{"shelf": "A3", **given, **fields}).result["custody"])


def price(play: Play, do: str, **fields: Any) -> int | str:
    """Return what an act costs, or why it is refused: a ticket that nobody pays says its price."""
    refused = play.refused("till.settle", acts=[{"do": do, **fields}], payments=[])
    if refused.code == "till.underpaid":
        due = refused.params["due_cents"]
        assert isinstance(due, int)
        return due
    return refused.code


def incident(play: Play, what: str, tracking: str = PARCEL, **fields: Any) -> Answer:
    return play.do("relay.report_incident", tracking=tracking, incident=what, **fields)


def take_back(play: Play, op: str | None, **more: Any) -> Answer:
    return play.do("journal.reverse", op_of=op, reason="wrong_key", **more)


def wrong_person(play: Play, op: str | None, whom: str | None = None) -> Answer:
    """Take a hand-over back that was to somebody else: the item is not here."""
    told = {} if whom is None else {"note": whom}
    return play.do("journal.reverse", op_of=op, reason="wrong_person", **told)


def refusal(play: Play, op: str | None) -> Refused:
    return play.refused("journal.reverse", op_of=op, reason="wrong_key")


def stays(play: Play) -> list[tuple[str, str, str | None]]:
    """Of each stay: shelf, state, day it ended."""
    return play.rows("SELECT shelf, state, closed_day FROM relay_custody ORDER BY received_seq")


def state_of(play: Play, custody: str) -> str:
    ((state,),) = play.rows("SELECT state FROM relay_custody WHERE custody = ?", custody)
    return str(state)


def on_slip(answer: Answer) -> list[tuple[str, int, str | None]]:
    """Of each item on a slip: kind, count, number."""
    return [(item["kind"], item["count"], item["tracking"]) for item in answer.posted[0].data["items"]]


def own(play: Play, aud: str = "LAPOSTE") -> list[Posted]:
    """A principal's entries of the last closed day, as its file has them."""
    ((first, last),) = play.rows(
        "SELECT from_seq, closed_seq FROM business_day WHERE closed_seq IS NOT NULL ORDER BY closed_seq DESC LIMIT 1"
    )
    return [entry for entry in play.posted(first) if entry.aud == aud and entry.seq <= last]


def statement(play: Play, aud: str = "LAPOSTE") -> dict[str, Any]:
    """What was frozen for a principal at the last closing."""
    (found,) = [entry for entry in own(play, aud) if entry.kind == "relay.day_reported"]
    return dict(found.data)


def table(play: Play, name: str, posted: Sequence[Posted] | None = None) -> list[dict[str, Any]]:
    """A table of La Poste's file: of the last closed day, unless entries are given."""
    entries = own(play) if posted is None else posted
    made = next(made for made in reports.export_tables(entries) if made.spec.name == name)
    return [dict(zip([field.name for field in made.spec.fields], row, strict=True)) for row in made.rows]


def everything_agrees(play: Play, to: Path, day: str = "2026-11-25") -> None:
    """The frozen statement is the entries', the file verifies without the store, the tables are the journal's."""
    assert LA_POSTE.check(own(play)) == ()
    written = write_export(play.desk, LA_POSTE, day, to, None)
    assert verify_file(written.path, VerifyRequest()).faults == []
    rebuilt(play)


def rebuilt(play: Play) -> None:
    """The tables are the journal's: a rebuild finds no difference."""
    assert not compare(play.desk.folder.store, play.desk.keys.store_key, catalogue.schemas()).differences
