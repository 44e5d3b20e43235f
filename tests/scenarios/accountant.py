"""The accountant of the busy week: reads what was typed, and works the figures out apart from the program.

    python -m tests.scenarios.accountant

It has a price list, hours and holidays of its own (``books/price_list.toml``), does its own sums, and takes nothing
from the program. Items are named by where they came in: ``202612210017`` is the seventeenth line of that day.
"""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any

from tests.scenarios.books.arithmetic import LIST, later
from tests.scenarios.books.sheet import LA_POSTE, MEANS, Item, Sheet
from tests.scenarios.books.shelf import ShelfBook
from tests.scenarios.books.till import TillBook

WEEK = Path(__file__).parent / "week"
LISTS = ("return_today", "last_day", "remind", "look_for", "recover", "to_sign")
MATTERS = ("damaged", "misrouted", "not_found", "lost")


class Accountant(TillBook, ShelfBook):
    """Reads the days one after another.

    Attributes:
        worth: What a piece of each stamp cost at the evening before, in cents.
    """

    worth: Mapping[str, int] = MappingProxyType({})

    # A day.

    def read(self, day: str, lines: Iterable[str], refused: set[int]) -> dict[str, Any]:
        """Read a day and return its figures."""
        self.day, self.sheet = day, Sheet()
        opening = Counter(self.stock)
        morning = self._morning()
        for n, text in enumerate(lines, start=1):
            if n in refused:
                continue
            raw = json.loads(text)
            if raw["op"] not in self.known:
                self.known.add(raw["op"])
                getattr(self, raw["do"].replace(".", "_"))(raw, raw["op"][-12:])
        return self._figures(opening, morning)

    def _morning(self) -> dict[str, list[dict[str, str]]]:
        found: dict[str, list[dict[str, str]]] = {code: [] for code in LISTS}
        for item in sorted(filter(lambda item: item.here, self.items), key=_by_deadline):
            soon = later(self.day, LIST["shop"]["remind_days"])
            if item.state == "not_found":
                code = "look_for"
            elif item.state in ("refused", "misrouted") or item.deadline < self.day:
                code = "return_today"
            elif item.slot[:10] <= self.day:
                code = "last_day"
            elif item.slot[:10] <= soon and not item.reminded:
                code = "remind"
            else:
                continue
            found[code].append(
                {"custody": item.ref, "place": item.shelf, "deadline_day": item.deadline, "slot": item.slot}
            )
        return found

    def _figures(self, opening: Mapping[str, int], morning: Any) -> dict[str, Any]:
        sheet = self.sheet
        here = [item for item in self.items if item.here]
        year = self.day[:4]
        lost = {"lost": sheet.custody["lost"]} if sheet.custody["lost"] else {}
        names = ("received", "handed_over", "refused", "returned")
        expected = sheet.float_cents + self.cash_in
        # One that was noted wrong from its first cent to its last was none.
        here_cheques = [cents for _ticket, cents in self.cheques if cents]
        status = {
            "day": self.day,
            "state": "closed",
            "number": f"Z-{year}-{self.numbers[f'Z-{year}']:04d}",
            "tickets": sheet.tickets,
            "lines": sheet.lines,
            "funds": {fund: sheet.funds[fund] for fund in sorted(sheet.funds)},
            "means": sheet.means,
            "change_cents": sheet.change,
            "vat": {
                f"{rate}00": {"ht_cents": ttc - vat, "vat_cents": vat, "ttc_cents": ttc}
                for rate, (ttc, vat) in sorted(sheet.vat.items())
            },
            "cash": {
                "float_cents": sheet.float_cents,
                "expected_cents": expected,
                "counted_cents": sheet.counted,
                "gap_cents": None if sheet.counted is None else sheet.counted - expected,
            },
            "held": {"cheques": {"here": len(here_cheques), "cents": sum(here_cheques)}},
            "sessions": sheet.sessions,
            # That week nobody was counted at the door.
            "passages": {"day": 0, "sessions": {}},
            # No drawer hangs on a printer.
            **dict.fromkeys(("drawer_pulses", "drawer_pulses_by_hand")),
            "abandoned": sheet.abandoned,
            "parked": len(self.visits),
            "custody": {**{name: sheet.custody[name] for name in names}, **lost, "held": len(here)},
            "deposits": sheet.deposits,
            "stock": {product: self.stock[product] for product in sorted(self.stock)},
            "products": {product: LIST["named"][product] for product in sorted(self.stock)},
            **self._revalued(opening),
        }
        return {
            "status": status,
            "morning": morning,
            **{name: dict(told) for name, told in sorted(sheet.told.items())},
            "export": self._export(opening, here),
        }

    def _revalued(self, opening: Mapping[str, int]) -> dict[str, Any]:
        """What the stamps of the evening before are worth more, on the day on which they cost more."""
        before, self.worth = (
            self.worth,
            {code: self._piece(code) for code in self.stock if self._is_priced(code)},
        )
        found = {
            code: {
                "pieces": pieces,
                "old_cents": before[code],
                "new_cents": self.worth[code],
                "cents": pieces * (self.worth[code] - before[code]),
            }
            for code, pieces in sorted(opening.items())
            if pieces and code in before and self.worth.get(code, before[code]) != before[code]
        }
        return {"revalued": found} if found else {}

    def _is_priced(self, code: str) -> bool:
        product, _, band = code.rpartition("_")
        place = (product, int(band)) if band.isdecimal() else (code, None)
        return any((row[0], row[2]) == place and row[3] <= self.day for row in self.prices)

    def _export(self, opening: Mapping[str, int], here: Sequence[Item]) -> dict[str, Any]:
        sheet = self.sheet
        return {
            "held": [
                {
                    "custody": item.ref,
                    "tracking": item.number,
                    "carrier": item.carrier,
                    "shelf": item.shelf,
                    "state": item.state,
                    "arrived_day": item.arrived,
                    "presented_day": item.presented,
                    "deadline_day": item.deadline,
                    "last_useful_slot": item.slot,
                }
                for item in sorted(here, key=lambda item: (item.deadline, item.ref))
                if item.owner == "LAPOSTE"
            ],
            "incidents": self._incidents(),
            "stock": [self._stock_row(product, opening.get(product, 0)) for product in sorted(self.stock)],
            "takings": [{"means": means, **sheet.takings[means]} for means in MEANS],
            "operations": {
                word: {"rows": rows, "quantity": pieces, "cents": cents}
                for word, (rows, pieces, cents) in sorted(sheet.operations.items())
            },
            "custody": dict(sorted(sheet.movements.items())),
            "departures": [
                {"slip": slip, "kind": kind, "deposited_day": handed_in, "left_day": self.day, "count": count}
                for (slip, kind, handed_in), count in sorted(sheet.departures.items())
                if count
            ],
        }

    def _incidents(self) -> list[dict[str, Any]]:
        """All that is the matter with La Poste's items at the closing, and what was lost since the last one."""
        found = []
        for item in self.items:
            since = {what: day for what, day in reversed(item.matters) if item.here}
            if item.state == "lost" and item.lost == self.day:
                since = {"lost": self.day}
            found += [
                {
                    "custody": item.ref,
                    "tracking": item.number,
                    "carrier": item.carrier,
                    "state": what,
                    "since_day": since[what],
                }
                for what in MATTERS
                if what in since and item.owner == "LAPOSTE"
            ]
        return sorted(found, key=lambda row: (MATTERS.index(row["state"]), row["since_day"], row["custody"]))

    def _stock_row(self, product: str, opening: int) -> dict[str, Any]:
        moved = self.sheet.stock[product]
        closing = opening + moved["received"] - moved["sold"] - moved["spoiled"] + moved["gap"]
        assert closing == self.stock[product], product
        return {
            "product": product,
            "opening": opening,
            **{name: moved[name] for name in ("received", "sold", "spoiled")},
            "counted": self.sheet.counts.get(product),
            "gap": moved["gap"],
            "closing": closing,
            "restock": max(0, LIST["shop"]["to_have"].get(product, 0) - closing),
        }

    # What is taken back, and what moves no figure.

    def journal_reverse(self, raw: dict[str, Any], ref: str) -> None:
        of = raw["op_of"][-12:]
        ticket = self.by_op.get(of)
        if ticket is None:
            self.undoing.pop(of)()
            return
        self._give_back(ticket, [(line, line.pieces) for line in ticket.lines], (), ref)

    def _nothing(self, _raw: dict[str, Any], _ref: str) -> None:
        """An act that moves no figure."""

    relay_record_mandate = relay_end_mandate = relay_switch = relay_set_products = tariff_preview = _nothing
    relay_set_places = relay_set_office = _nothing


def _by_deadline(item: Item) -> tuple[str, str, str]:
    return item.deadline, item.shelf, item.ref


def days() -> list[str]:
    """The days of the week, in order."""
    return sorted(path.stem for path in WEEK.glob("*.jsonl"))


def refused_lines(day: str) -> set[int]:
    """The lines of a day that are to be refused."""
    expected = json.loads((WEEK / f"{day}.expect.json").read_text("utf-8"))
    return {int(line) for line, told in expected.items() if "refused" in told}


def accounts() -> dict[str, Any]:
    """Every day's figures by day, and the week's under ``week``."""
    accountant = Accountant()
    found: dict[str, Any] = {}
    sheets = []
    for day in days():
        lines = (WEEK / f"{day}.jsonl").read_text("utf-8").splitlines()
        found[day] = accountant.read(day, lines, refused_lines(day))
        sheets.append(accountant.sheet)
    statuses = [known["status"] for known in found.values()]
    custody: Counter[str] = sum((sheet.custody for sheet in sheets), Counter())
    week = {
        "days": len(sheets),
        "tickets": sum(sheet.tickets for sheet in sheets),
        "lines": sum(sheet.lines for sheet in sheets),
        "funds": dict(sorted(sum((sheet.funds for sheet in sheets), Counter()).items())),
        "means": {means: sum(sheet.means[means] for sheet in sheets) for means in MEANS},
        "change_cents": sum(sheet.change for sheet in sheets),
        "gap_cents": sum(status["cash"]["gap_cents"] for status in statuses),
        "remitted_cents": sum(sheet.remitted for sheet in sheets),
        "perpetual_cents": sum(sheet.funds[LA_POSTE] for sheet in sheets),
        "perpetual_abs_cents": sum(sheet.charged_abs for sheet in sheets),
        "custodies": len(accountant.items),
        "custody": {**dict(sorted(custody.items())), "held": statuses[-1]["custody"]["held"]},
        "deposits": sum(sheet.deposits for sheet in sheets),
        "stock": statuses[-1]["stock"],
    }
    return {**found, "week": week}


def text_of(figures: Any) -> str:
    """How a file of figures is written."""
    return json.dumps(figures, ensure_ascii=False, indent=1) + "\n"


def main() -> None:
    """Write the expected figures."""
    (WEEK / "expected").mkdir(exist_ok=True)
    for name, figures in accounts().items():
        (WEEK / "expected" / f"{name}.json").write_text(text_of(figures), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
