"""No act, no page and no paper reads through a table that grows with the shop's life: a million entries cost the same.

Every statement is noted while a demo's days are lived and its pages and papers looked at; then SQLite is asked how
it would find the rows. What a trigger asks by itself is not noted.
"""

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from concierge_desk.counter.texts.entry_texts import ActFilter
from concierge_desk.desk import catalogue, overview
from concierge_desk.desk.desk import Desk
from concierge_desk.domain.erasures import Erasure
from concierge_desk.domain.errors import Refused
from concierge_desk.jobs.deliveries.worker import Deliveries
from concierge_desk.jobs.demo.player import DemoPlayer
from concierge_desk.jobs.papers import PrintFormat, print_document
from concierge_desk.pages.copies.desk import CopiesDesk
from concierge_desk.pages.counter.desk import FrontFace
from concierge_desk.pages.day.desk import DayDesk
from concierge_desk.pages.deliveries.desk import DeliveriesDesk
from concierge_desk.pages.journal.desk import JournalDesk
from concierge_desk.pages.month.desk import MonthDesk
from concierge_desk.pages.reconciliation.desk import BankDesk
from concierge_desk.pages.shelf.desk import ShelfDesk
from concierge_desk.store import connection, journal
from concierge_desk.store.connection import Connection
from concierge_desk.store.day import closings_of, latest_day
from concierge_desk.store.held.erased_records import erase_personal
from tests.counter.held.neighbours import KESSLER, with_neighbours
from tests.demo.conftest import SEED
from tests.services.samples import every_sample
from tests.ui.evening.hands import Plugged

DAYS = 8
"""Every act of every service is in them, but for a few that others are like."""
PAGE = 20

BOUNDED = frozenset(
    {
        # Of SQLite itself, of the program's versions, of what went wrong.
        *("sqlite_master", "_sqlite_migrations", "purgeable_kind", "software", "integrity", "clock_set_back"),
        # What the shop is, what it sells and at what price, whom it knows: lists that somebody keeps.
        *("setting", "account", "secret", "opening_slot", "opening_grid", "closure", "vat_rate", "drawer"),
        *("number_series", "partner", "partner_terms", "drawer_fund", "setting_value", "service_switch"),
        *(table for samples in every_sample().values() for table in samples.bounded),
        # What stands at the counter now.
        *("visit", "preparation", "drawer_pulse", "sheet_spool", "spool"),
        # Of each operator the wrong codes since the last right one.
        "operator_try",
        # One row: whether the file is to be made anew.
        "to_scrub",
        # Of each daily file its way; what has not left yet.
        *("delivery_channel", "delivery_looked", "delivery", "letter", "erasure"),
    }
)
"""Tables that are read whole with a good conscience; a new one has to be thought of."""

HELD = ("caution_open", "advance_open", "debt_open")
HERE = frozenset(
    {"cheque_here", *HELD, *(index for samples in every_sample().values() for index in samples.here)}
)
"""Indexes of what is in the shop now and nothing else."""

_SCAN = re.compile(r"SCAN (?!CONSTANT ROW)(?:main\.)?(\w+)(?: USING (?:COVERING )?INDEX (\w+))?")
_NEWEST = re.compile(r"SELECT [\w, ]+ FROM \w+ ORDER BY \w+ DESC( LIMIT 1)?")
"""The newest row of a table: whoever asks stops at it."""


@dataclass
class Noted:
    """Every statement that ran, once: what was asked with it is left out."""

    statements: dict[str, str] = field(default_factory=dict)

    def note(self, statement: str) -> None:
        if statement.startswith(("SELECT", "INSERT", "UPDATE", "DELETE", "WITH")):
            asked = re.sub(r"x?'[^']*'|\b\d+\b", "?", statement)
            self.statements.setdefault(asked, statement)


def noted_of(monkeypatch: pytest.MonkeyPatch) -> Noted:
    """Note what runs on every connection that is opened from now on."""
    noted, opened = Noted(), connection._keyed

    def watched(*how: Any, **kind: Any) -> Connection:
        made = opened(*how, **kind)
        made.set_trace_callback(noted.note)
        return made

    monkeypatch.setattr(connection, "_keyed", watched)
    return noted


def read_through(rows: Connection, statements: Iterable[str]) -> Iterator[str]:
    """Yield the statements that read a growing table from end to end, with what they read."""
    for statement in statements:
        for *_, step in rows.execute(f"EXPLAIN QUERY PLAN {statement}").fetchall():
            scan = _SCAN.match(step)
            if scan is None or scan[1] in BOUNDED or scan[2] in HERE or _NEWEST.fullmatch(statement):
                continue
            yield f"{step}: {statement}"


def deliver_a_report(desk: Desk, folder: Path) -> None:
    """Let the last report leave into a folder, and note that it came."""
    number = desk.store.read(lambda rows: closings_of(rows, latest_day(rows)))[-1]
    of_it = {"export": "laposte", "number": number}
    for do, fields in (
        ("set_channel", {"export": "laposte", "channel": "folder", "folder": str(folder)}),
        ("retry", of_it),
        ("acknowledge", of_it),
    ):
        Deliveries(desk).work_off(lambda: False)
        answer = desk.counter.execute({"op": desk.new_op(), "do": f"delivery.{do}", **fields})
        assert answer.refused is None, answer.refused


def keep_people(desk: Desk) -> None:
    """Keep some people, with all that may be kept of one, and serve them on the last day opened again."""
    play: Any = SimpleNamespace(desk=desk, counter=desk.counter)

    def do(name: str, **fields: Any) -> Any:
        answer = play.counter.execute({"op": desk.new_op(), "do": name, **fields})
        assert answer.refused is None, answer.refused
        return answer.result

    def kept(family: str, **more: Any) -> str:
        return str(do("person.create", family=family, phones=["06 12 34 56 78"], **more)["person"])

    day = desk.store.read(lambda rows: journal.head(rows).at)
    assert day is not None
    do("day.open", confirmed_day=day.date().isoformat(), again=True)
    one, other, third = kept("Martin"), kept("Roux"), kept("Martin")
    home = do("household.create", people=[one, other])["household"]
    do(
        "till.settle",
        acts=[{"do": "member.join", "person": one}],
        payments=[{"means": "card", "cents": 1000}],
    )
    do("person.merge", person=third, into=one)
    do("person.card", person=one, lost=True)
    do("person.note", person=one, text="Sonne deux fois.")
    do("person.consent", person=one, consent="news", given=True)
    proxy = {"card": do("person.card", person=other)["card"]}
    do("person.allow", person=one, proxy=proxy, until_day="2099-01-01", mandate="paper")
    do("household.split", household=home, people=[other], membership="goes")
    for text in ("martin", "5678"):
        overview.look(desk, text)
    overview.look(desk, proxy["card"])
    do("day.close", counted_cents=None, parked="keep")


def hold_something(desk: Desk) -> None:
    """Take a caution, an advance and a debt on the last day opened again, move each, take one back: few days of a demo do all of it."""
    play: Any = SimpleNamespace(desk=desk, counter=desk.counter)
    with_neighbours(play)

    def do(name: str, **fields: Any) -> Any:
        answer = play.counter.execute({"op": desk.new_op(), "do": name, **fields})
        assert answer.refused is None, answer.refused
        return answer

    who, person = {"name": "Mme Kessler"}, {"card": KESSLER}
    coffee = {"do": "shop.sell", "article": "CAFE"}
    day = desk.store.read(lambda rows: journal.head(rows).at)
    assert day is not None
    do("day.open", confirmed_day=day.date().isoformat(), again=True)
    do("caution.take", of="L-2026-900001", who=who, cents=5000, cheque={})
    back = do("caution.return", of="L-2026-900001")
    do("journal.reverse", op_of=back.op, reason="wrong_key")
    ahead = {"do": "advance.take", "of": "D-2026-900009", "who": who, "cents": 100, "vat_code": "TVA_10"}
    do("till.settle", acts=[ahead], payments=[{"means": "card", "cents": 100}])
    owe = {"do": "account.owe", "who": person, "cents": 20}
    use = {"do": "advance.use", "of": "D-2026-900009"}
    ticket = do("till.settle", acts=[coffee, use, owe], payments=[]).ticket
    pay = {"do": "account.pay", "who": person, "cents": 10}
    do("till.settle", acts=[pay], payments=[{"means": "card", "cents": 10}])
    do("till.refund", ticket=ticket, lines=[{"line": 1}], means="cash", reason="returned")
    do("day.close", counted_cents=None, parked="keep")


def look_everywhere(desk: Desk, sticks: Path) -> None:
    """Open every page and all that is on it, as the window does."""
    hold_something(desk)
    keep_people(desk)
    forget_a_sentence(desk)
    deliver_a_report(desk, sticks)
    face = FrontFace(desk, "fr")
    try:
        face.status()
        face.favourites()
        numbers = desk.store.read(_numbers)
        for code in (*numbers, "T-2026-000001", "Z-2026-0001", "B-2026-0001"):
            face.found(code)
            face.arrives(code)
        for words in ("mar", "facteur", "ouvrir", "tiroir", "compter", "pause", "timbre", "T-2026-000001"):
            face.named(words)
        for service in catalogue.services():
            ShelfDesk(face).on_shelf(service.code)
        leaf_through(JournalDesk(desk, face))
        DayDesk(desk, face).sheet()
        look_at_the_bank(BankDesk(desk, face), sticks)
        CopiesDesk(desk, face, system=Plugged([sticks])).sheet()
        DeliveriesDesk(desk, face).month(None)
        look_through_months(MonthDesk(desk, face))
    finally:
        face.close()
    overview.morning(desk, None)
    overview.look(desk, "marie")


def look_through_months(face: MonthDesk) -> None:
    """Show each month and each fiscal year."""
    known = face.periods()
    for period in (*known.months, *known.years):
        face.shown(period)


def look_at_the_bank(face: BankDesk, folder: Path) -> None:
    """Take a statement in, accept what fits, set a line aside."""
    path = folder / "releve.csv"
    path.write_text("Date;Montant\n26/11/2026;15,00\n26/11/2026;-450,00\n", "utf-8")
    face.statement(path, "")
    face.take_in(path, "")
    face.accept("", "")
    face.set_aside(next(row.ref for row in face.picture("").rows if row.part == "left"))
    face.picture("")


def forget_a_sentence(desk: Desk) -> None:
    """Erase what was said in a complaint: whoever looks at it is told so."""
    posted = desk.store.read(lambda rows: journal.posted(rows, 1, journal.head(rows).seq))
    ref = next(entry.data["note"] for entry in posted if entry.kind == "relay.complaint_noted")
    desk.store.write(lambda unit: erase_personal(unit.rows, [Erasure(ref, "2027-11-26")]))


def _numbers(rows: Connection) -> list[str]:
    found = rows.execute("SELECT tracking FROM relay_custody WHERE tracking IS NOT NULL LIMIT 9").fetchall()
    return [number for (number,) in found]


def _tables(rows: Connection) -> set[str]:
    return {name for (name,) in rows.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}


def leaf_through(face: JournalDesk) -> None:
    """Read every day to its first entry, open each act, look for one amount."""
    face.lists()
    face.dated("24/11")
    place = face.latest()
    while place is not None:
        rest: int | None = None
        for _ in range(PAGE):
            page = face.page(place, ActFilter(), rest, PAGE)
            for row in page.rows:
                face.opened(page.place, row.first)
            rest = page.rest
            if rest is None:
                break
        face.page(place, ActFilter(cents=(120, 120)), None, PAGE)
        face.page_opened(place, ActFilter(), None, PAGE, None)
        face.beside(place, 1)
        place = face.beside(place, -1)


def print_again(living: DemoPlayer, desk: Desk, folder: Path) -> None:
    """Print the last paper of each kind."""
    for kind, names in living.diary.offered.items():
        # The paper of what is over by now is refused; it was looked for all the same.
        with suppress(Refused):
            print_document(desk, names[-1], PrintFormat("text"), folder / f"{kind}.txt", None)


def test_nothing_that_grows_is_read_from_end_to_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    living = DemoPlayer(tmp_path / "boutique", SEED)
    living.live(last=False)
    # The first morning is over: what puts a store in place is no act.
    noted = noted_of(monkeypatch)
    for day in range(DAYS):
        living.live(last=day + 1 == DAYS)
    with living.opened() as desk:
        look_everywhere(desk, tmp_path)
        print_again(living, desk, tmp_path)
        statements = tuple(noted.statements.values())
        found = desk.store.read(lambda rows: tuple(read_through(rows, statements)))
        tables = desk.store.read(_tables)
    assert found == ()
    # None noted would be none found.
    assert [table for table in tables - BOUNDED if not re.search(rf"\b{table}\b", str(statements))] == []


def test_what_reads_a_growing_table_through_is_found(tmp_path: Path) -> None:
    """The test itself: scans are told apart from lookups, from the newest row, and from what is here now."""
    through = (
        "SELECT seq FROM journal WHERE kind = 'till.settled' ORDER BY seq DESC LIMIT 1",
        "SELECT count(*) FROM ticket",
        "SELECT day FROM business_day WHERE opened_seq + 0 = 4",
        "UPDATE ticket_line SET n = n WHERE label = 'x'",
    )
    looked_up = (
        "SELECT kind FROM journal WHERE seq = 4",
        "SELECT seq FROM journal ORDER BY seq DESC LIMIT 1",
        "SELECT max(seq) FROM ticket",
        "SELECT shelf FROM relay_custody WHERE closed_seq IS NULL ORDER BY deadline_day, received_seq",
        "SELECT label FROM shop_article",
    )
    with DemoPlayer(tmp_path / "boutique", SEED).opened() as desk:
        found = desk.store.read(lambda rows: tuple(read_through(rows, (*through, *looked_up))))
    assert [told.partition(": ")[2] for told in found] == list(through)
