"""The calendar of a shop that lends much, and a scan of one of its things, until all is painted.

Floors: of the calendar, the rows of what there is and of what is out read by their indexes, and the same page painted anew; of a
scan, as of any other. What was lent and is back is by far the most, and none of it is read.

Source: decision 0095.
"""

import itertools
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import closing
from datetime import date, timedelta
from functools import partial

from bench.history import Life
from bench.looks import SCAN, Looks
from bench.report import Row
from bench.screen import application
from bench.timing import Samples
from concierge_desk.desk.catalogue import services
from concierge_desk.pages import pages_of
from concierge_desk.pages.calendar.presenter import CalendarPresenter
from concierge_desk.store.connection import Connection
from concierge_desk.store.unit import Unit
from concierge_desk.ui.page.faces import FacedBinding

OBJECTS, LOANS, KINDS = 2_000, 100_000, 40
CALENDAR = 4.0
"""Source: docs/contract.md, "Budgets"."""

_PAGE, _COUNTER = "tools", "counter"
_OUT, _RESERVED = 1_200, 400
_WARM_UP = 5
_OF_ROWS = (
    "SELECT * FROM tools_object WHERE state NOT IN ('lost', 'retired', 'undone') ORDER BY object",
    "SELECT * FROM tools_loan WHERE state = 'out' ORDER BY due_day",
    "SELECT * FROM tools_reservation WHERE state = 'open' ORDER BY from_day",
)


def measure_lending(lives: Sequence[Life], rounds: int) -> list[Row]:
    """Lend much on each store, open the calendar, turn its weeks and scan what is lent, the bare lookups beside it."""
    rows: list[Row] = []
    for life in lives:
        life.desk.store.write(partial(fill, life.day))
        with closing(_Calendar(application(), life, None)) as screen:
            rows += [screen.opened(rounds), screen.turned(rounds), screen.scanned(rounds)]
    return rows


class _Calendar(Looks):
    """A window on the desk of a life that lends much."""

    def opened(self, rounds: int) -> Row:
        """Open the calendar from the counter."""
        page = next(one for one in pages_of(services()) if one.code == _PAGE)
        return self._calendar(
            "the calendar opened, p95",
            rounds,
            partial(self.window.pages.open, _COUNTER),
            partial(self.window.pages.open, _PAGE),
            partial(self.window.view.open, page),
        )

    def turned(self, rounds: int) -> Row:
        """Turn the calendar a week on, and back again."""
        self.window.pages.open(_PAGE)
        self.rest()
        bound = self.window.pages.bound[_PAGE]
        if not isinstance(bound, FacedBinding) or not isinstance(bound.shown.presenter, CalendarPresenter):
            raise TypeError(bound)
        presses = itertools.cycle(("after", "before"))
        return self._calendar(
            "the calendar turned a week, p95",
            rounds,
            lambda: None,
            lambda: bound.press(next(presses)),
            bound.view.repaint,
        )

    def scanned(self, rounds: int) -> Row:
        """Scan what is lent, one label after the other."""
        self.window.pages.open(_COUNTER)
        self.rest()
        # Of what lies there: a scan of what is out takes it back.
        codes = itertools.cycle(f"OBJ-{number}" for number in range(_OUT, OBJECTS))
        what = f"scan to card painted, {OBJECTS} things lent, p95"

        def scan() -> Callable[[], None]:
            return partial(self.scan, next(codes))

        return self.row(what, rounds, scan, self.lookup, SCAN)

    def _calendar(
        self,
        what: str,
        rounds: int,
        before: Callable[[], object],
        act: Callable[[], object],
        paint: Callable[[], object],
    ) -> Row:
        shown, bare = Samples(), Samples()
        for number in range(rounds + _WARM_UP):
            if number == _WARM_UP:
                shown, bare = Samples(), Samples()
            before()
            self.rest()
            shown.take(partial(self._done, act))
            before()
            self.rest()
            bare.take(partial(self._barely, paint))
        return Row(what, rounds, self.life.head(), shown.p95_ns, bare.p95_ns, CALENDAR)

    def _done(self, act: Callable[[], object]) -> None:
        act()
        self.rest()

    def _barely(self, paint: Callable[[], object]) -> None:
        self.life.desk.store.read(_of_rows)
        self._done(paint)


def _of_rows(rows: Connection) -> object:
    return [rows.execute(sql).fetchall() for sql in _OF_ROWS]


def _code(number: int) -> str:
    return f"o-{number:013d}"


def fill(today: date, unit: Unit) -> None:
    """Register so many things and lend them so often, straight into the tables; some are out, some late, some reserved."""
    _write(unit.rows, "tools_kind", map(_kind, range(KINDS)))
    _write(unit.rows, "tools_object", (_object(n, today) for n in range(OBJECTS)))
    _write(unit.rows, "tools_loan", (_loan(n, today) for n in range(LOANS)))
    _write(unit.rows, "tools_reservation", (_reservation(n, today) for n in range(_RESERVED)))


def _write(rows: Connection, table: str, filled: Iterable[Mapping[str, object]]) -> None:
    """Write rows, each by the columns of the first."""
    first, *others = filled
    sql = f"INSERT INTO {table}({', '.join(first)}) VALUES({', '.join('?' * len(first))})"
    rows.executemany(sql, [tuple(row.values()) for row in (first, *others)])


def _kind(number: int) -> Mapping[str, object]:
    whole = {"days": 7, "most_days": 14, "renewals": 1, "day_cents": 0, "caution_cents": 0}
    words = {"kind": f"K{number}", "valid_from": "2026-01-01", "label": f"Sorte {number}"}
    return {**words, **whole, "checks": "", "notice": ""}


def _object(number: int, today: date) -> Mapping[str, object]:
    return {
        "object": f"OBJ-{number}",
        "code": _code(number),
        "kind": f"K{number % KINDS}",
        "label": f"Chose {number}",
        "place": "O1",
        "quantity": 1,
        "owner": "shop",
        "state": "out" if number < _OUT else "available",
        "missing": "",
        "registered_day": today.isoformat(),
        "last_seq": 1,
    }


def _loan(number: int, today: date) -> Mapping[str, object]:
    """Return a loan: of the first things one that is out, the others years of what came back."""
    out = number < _OUT
    thing = number if out else number % OBJECTS
    begun = today - timedelta(days=number % 9 if out else 10 + number // OBJECTS * 8)
    due = (begun + timedelta(days=7)).isoformat()
    return {
        "loan": f"L-2026-{number:06d}",
        "object": f"OBJ-{thing}",
        "kind": f"K{thing % KINDS}",
        "party": f"l-{number:012d}",
        "quantity": 1,
        "out": int(out),
        "lent_day": begun.isoformat(),
        "days": 7,
        "paper_day": due,
        "due_day": due,
        "renewals": 0,
        "cents": 0,
        "caution_cents": 0,
        "checks": "",
        "back_dated": 0,
        "counted": 0,
        "state": "out" if out else "back",
        "ended_day": None if out else (begun + timedelta(days=6)).isoformat(),
        "begun_seq": 1,
        "last_seq": 1,
    }


def _reservation(number: int, today: date) -> Mapping[str, object]:
    """Return a reservation: of a thing, each fourth of a kind."""
    first = today + timedelta(days=10 + number % 20)
    return {
        "party": f"r-{number:012d}",
        "object": None if number % 4 == 0 else f"OBJ-{number}",
        "kind": f"K{number % KINDS}",
        "from_day": first.isoformat(),
        "to_day": (first + timedelta(days=2)).isoformat(),
        "quantity": 1,
        "state": "open",
        "last_seq": 1,
    }
