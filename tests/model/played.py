"""Each act is played by the model and by a real desk, and both must say and hold the same.

Here stands what is compared; what is done is the caller's affair.
"""

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from concierge_desk.counter.command.operation import Answer
from concierge_desk.desk import catalogue
from docs.refusals import codes_by_command
from tests.counter.desks import SHARED_REFUSALS, line_of, local
from tests.model import zed
from tests.model.books import Books
from tests.model.breaking import Breakable
from tests.model.facts import No, Told
from tests.model.killing import Killer
from tests.model.life import Life
from tests.model.naive import play

COMMISSIONED = "2026-03-02T07:00"
WARNINGS = frozenset(
    {
        *("relay.stock_short", "relay.tracking_missing", "relay.expired", "relay.not_due"),
        *("till.float_differs", "till.not_counted", "till.gap_unexplained", "till.note_missing"),
        "till.over_remitted",
    }
)
"""The warnings that the model knows."""


@dataclass
class Accepted:
    """An act that was accepted, and the line it was answered with."""

    raw: Mapping[str, Any]
    operator: str | None
    line: str


class Played(Breakable):
    """A desk and the model of it."""

    def __init__(self, template: Path, fiscal: str, killer: Killer | None = None) -> None:
        root = Path(tempfile.mkdtemp(dir=template.parent))
        super().__init__(Life(template, root, local(COMMISSIONED)), killer)
        self.books = Books(local(COMMISSIONED), self.desk.head(), fiscal)
        self.done: list[Accepted] = []
        self.sound = True
        self._free_op: str | None = None
        self._ops = 0

    # Playing an act.

    def act(self, do: str, operator: str | None = None, **fields: Any) -> bool:
        """Play an act twice, by the model and by the desk, and compare; return whether it was accepted."""
        self.sound = False
        self.desk.hands.move(seconds=1)
        raw = {
            "op": self._op(),
            "do": do,
            **{name: value for name, value in fields.items() if value is not None},
        }
        if fields.get("counted_cents") == "none":
            raw["counted_cents"] = None
        told: Told | No
        try:
            told = play(self.books, raw, operator, self.desk.hands.at)
        except No as no:
            told = no
        answer = self.answer(raw, operator)
        declared(answer, raw)
        if isinstance(told, No):
            code = None if answer.refused is None else answer.refused.code
            assert code == told.code, f"{do}: {code} for {told.code}"
            self._same_work()
            # A refusal leaves its op free.
            self._free_op = raw["op"]
        else:
            assert answer.refused is None, f"{do}: {answer.refused.code}"
            self._same(told, answer)
            self.done.append(Accepted(raw, operator, line_of(answer)))
        self.sound = True
        return answer.refused is None

    def _op(self) -> str:
        if self._free_op is not None:
            op, self._free_op = self._free_op, None
            return op
        self._ops += 1
        return f"01970000-0000-7000-8000-{self._ops:012x}"

    def print_ticket(self, number: str) -> None:
        """Print a ticket: the first print is the original; an entry says so, without a word on the clock."""
        self.sound = False
        self.desk.hands.move(seconds=1)
        self.books.tell_time(self.desk.hands.at)
        copy = self.desk.print(f"ticket:{number}")
        assert copy == self.books.copies[number]
        self.books.print_ticket(number)
        assert self.desk.head() == self.books.seq
        self.sound = True

    def connect_drawer(self, connected: bool) -> None:
        """Hang a drawer on the printer, or take it off: whatever was ordered is nobody's any more."""
        self.desk.connect_drawer(connected)
        self.books.drawer_connected = connected
        self.books.ordered.clear()

    def cheque_codes(self) -> list[str]:
        """Let the model know the codes of the cheques that are here, which the desk drew."""
        codes = [
            code for (code,) in self.desk.rows("SELECT code FROM cheque WHERE state = 'here' ORDER BY seq")
        ]
        for cheque, code in zip(self.books.here_cheques(), codes, strict=True):
            cheque.code = code
        return codes

    def open_drawer(self) -> None:
        """Let the printer open the drawer for what was ordered: each pulse that leaves is an entry, none is lost."""
        self.sound = False
        self.desk.hands.move(seconds=1)
        sent = self.books.open_drawer(self.desk.hands.at)
        assert self.desk.open_drawer() == (sent, sent)
        assert self.desk.head() == self.books.seq
        self.sound = True

    # Comparing.

    def _same(self, told: Told, answer: Answer) -> None:
        posted = answer.posted
        kinds = [entry.kind for entry in posted]
        assert kinds == told.kinds, f"{kinds} for {told.kinds}"
        assert [entry.seq for entry in posted] == list(range(told.first_seq, told.first_seq + len(posted)))
        for entry in posted:
            noted = self.books.entries[entry.seq - 1]
            assert entry.instant == noted.at, f"{entry.at} for {noted.at}"
            corrects = entry.data.get("corrects")
            assert corrects == noted.corrects, f"{entry.kind} corrects {corrects} for {noted.corrects}"
        assert answer.result is not None
        told.learn(answer.result)
        self._same_work()
        assert_holds(answer.result, told.result)
        if told.warnings is not None:
            warned = [warning.code for warning in answer.warnings if warning.code in WARNINGS]
            assert warned == told.warnings, f"{warned} for {told.warnings}"
        for entry, expected in zip(posted[len(posted) - len(told.expected) :], told.expected, strict=True):
            assert_holds(entry.data, expected)
        if told.kinds[-1:] == ["day.closed"]:
            self._same_closing(posted[-1].data)
        elif self.books.day is not None:
            assert_holds(self.desk.status(), zed.status(self.books))

    def _same_work(self) -> None:
        """The journal ends where the model's does, and the same visits are saved."""
        seq, visits = self.desk.work()
        assert seq == self.books.seq
        self._same_accounts()
        saved = [(visit.code, visit.parked, visit.acts) for visit in self.books.sorted_visits()]
        assert visits == saved, f"{visits} for {saved}"

    def _same_accounts(self) -> None:
        """What is owed to each principal is what was sold, less what came back, less what was paid over."""
        for fund, owed in self.desk.rows("SELECT fund, owed_cents FROM account"):
            assert owed == self.books.owed(fund), f"{fund}: {owed} for {self.books.owed(fund)}"

    def _same_closing(self, data: Mapping[str, Any]) -> None:
        """The Z names the head it was made on and the closing before it; the day stays as it says."""
        assert data["head"] == self.desk.hash_at(data["seq_to"])
        assert data["counts"]["drawer_pulses"] is not None or not self.books.drawer_connected
        before = self.books.closed[-2] if len(self.books.closed) > 1 else None
        expected = before and {"number": before.number, "hash": self.desk.hash_at(before.seq)}
        assert data["previous"] == expected
        status = self.desk.status(data["day"])
        assert (status["state"], status["number"]) == ("closed", data["number"])
        assert {row["fund"]: row["cents"] for row in data["funds"]} == status["funds"]
        assert_holds(data["cash"], status["cash"])

    # The end.

    def end(self) -> None:
        """Verify the whole, say everything once more, and add the tickets up; then close the desk."""
        try:
            if self.sound:
                self.check()
        finally:
            self.desk.end()

    def check(self) -> None:
        """Verify the whole, say everything once more, and add the tickets up."""
        faults = self.desk.faults()
        assert faults == [], faults
        for done in self.done:
            assert line_of(self.desk.execute(done.raw, done.operator)) == done.line
        assert self.desk.head() == self.books.seq
        for data in self._closings():
            self._tickets_make_the_closing(data)
        self._numbers_have_no_gap()
        self._shelves_are_the_same()
        self._cheques_are_in_one_place()
        queued = [document for (document,) in self.desk.rows("SELECT document FROM outbox ORDER BY id")]
        assert queued == self.books.papers

    def _tickets_make_the_closing(self, data: Mapping[str, Any]) -> None:
        """The Z is the sum of its tickets, asked from the rows and not from the model."""
        range_ = (data["seq_from"], data["seq_to"])
        lines = dict(
            self.desk.rows(
                "SELECT fund, sum(cents) FROM ticket_line WHERE seq BETWEEN ? AND ? GROUP BY fund", *range_
            )
        )
        assert lines == {row["fund"]: row["cents"] for row in data["funds"]}
        ((due,),) = self.desk.rows(
            "SELECT COALESCE(sum(due_cents), 0) FROM ticket WHERE seq BETWEEN ? AND ?", *range_
        )
        opened = "SELECT count(*) FROM journal WHERE kind = 'till.drawer_opened' AND seq BETWEEN ? AND ?"
        assert self.desk.rows(opened, *range_) == [(data["counts"]["drawer_pulses"] or 0,)]
        asked = "SELECT COALESCE(passages, 0) FROM business_day WHERE number = ?"
        assert self.desk.rows(asked, data["number"]) == [(data["counts"]["passages"],)]
        assert due == sum(lines.values()) == sum(row["net_cents"] for row in data["means"])

    def _closings(self) -> list[Mapping[str, Any]]:
        return [entry.data for entry in self.desk.posted() if entry.kind == "day.closed"]

    def _shelves_are_the_same(self) -> None:
        """What lies where, what waits for the postman, and what the drawer should hold."""
        stays = self.desk.rows("SELECT custody, state, closed_seq, tracking, principal FROM relay_custody")
        assert sorted(stays) == sorted(
            (stay.code, stay.state, stay.closed_seq, stay.number, stay.owner) for stay in self.books.stays
        )
        asked = "SELECT seq, pieces, tracking, principal FROM relay_outgoing WHERE slip IS NULL"
        assert sorted(self.desk.rows(asked)) == [
            (item.seq, item.pieces, item.number, item.owner) for item in self.books.waiting()
        ]
        assert dict(self.desk.rows("SELECT code, cents FROM drawer")) == {"MAIN": self.books.drawer}

    def _cheques_are_in_one_place(self) -> None:
        """Each cheque is here, at the bank or back; a sheet is the sum of its cheques, and of what its entry says."""
        states = {"here": "here", "paid in": "paid_in", "given back": "given_back"}
        found = self.desk.rows("SELECT ticket, cents, seq, state, sheet FROM cheque")
        assert sorted(found, key=repr) == sorted(
            [(one.ticket, one.cents, one.seq, states[one.state], one.sheet) for one in self.books.cheques],
            key=repr,
        )
        assert all((state == "paid_in") == (sheet is not None) for *_, state, sheet in found)
        sums = "SELECT sheet, count(*), sum(cents) FROM cheque WHERE sheet IS NOT NULL GROUP BY sheet"
        told = "SELECT sheet, cheques, cheques_cents FROM paying_in WHERE taken_back_seq IS NULL AND cheques"
        assert sorted(self.desk.rows(sums)) == sorted(self.desk.rows(told))

    def _numbers_have_no_gap(self) -> None:
        """Tickets, closings and slips count from 1 in each year."""
        tables = {
            "T": "ticket",
            "Z": "business_day",
            "B": "relay_slip",
            "E": "paying_in",
            "V": "remittance",
            "M": "period_closed WHERE span = 'month'",
            "Y": "period_closed WHERE span = 'year'",
        }
        for series, table in tables.items():
            name = {"E": "sheet", "V": "slip"}.get(series, "number")
            asked = f"SELECT {name} FROM (SELECT * FROM {table}) WHERE {name} IS NOT NULL ORDER BY {name}"
            found = [number.split("-") for (number,) in self.desk.rows(asked)]
            places: dict[int, list[int]] = {}
            for known, year, place in found:
                assert known == series
                places.setdefault(int(year), []).append(int(place))
            counts = {year: n for (known, year), n in self.books.numbers.items() if known == series}
            assert places == {year: list(range(1, n + 1)) for year, n in counts.items()}


def declared(answer: Answer, raw: Mapping[str, Any]) -> None:
    """A command answers nothing that its reference does not name; a visit may hold any charged act."""
    commands = catalogue.commands()
    asked = [commands[raw["do"]], *[command for command in commands.values() if command.charged]]
    if answer.refused is not None and not answer.refused.code.startswith("input."):
        known = {code for command in asked for code in codes_by_command()[command.name].refusals}
        assert answer.refused.code in known | SHARED_REFUSALS, answer.refused.code
    for warning in answer.warnings:
        assert warning.code in {
            code for command in asked for code in codes_by_command()[command.name].warnings
        }, warning.code


def assert_holds(found: Any, expected: Any, where: str = "") -> None:
    """Every key of what is expected stands in what was found with the same value, at every depth."""
    if isinstance(expected, Mapping) and isinstance(found, Mapping):
        for key, value in expected.items():
            assert key in found, f"{where}.{key} is missing"
            assert_holds(found[key], value, f"{where}.{key}")
    elif isinstance(expected, list) and isinstance(found, list):
        assert len(found) == len(expected), f"{where}: {found} for {expected}"
        for n, (one, other) in enumerate(zip(found, expected, strict=True)):
            assert_holds(one, other, f"{where}[{n}]")
    else:
        assert found == expected, f"{where}: {found!r} for {expected!r}"
