"""A day at the counter as it is written down: commands in JSON Lines, and beside them what is to be answered.

Commands name what the program draws by where it was drawn: ``{custody 202612210017}`` is the custody of that
day's seventeenth line, ``{mandate …}`` and ``{entry …}`` its mandate and its first entry.
"""

import json
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from tests.scenarios.story.labels import HANDS, Roll

DAYS = {
    "registered": 15,
    "letter": 15,
    "colissimo": 15,
    "s10": 15,
    "chronopost": 14,
    "dpd": 8,
    "mondial_relay": 5,
}
FLOAT = 15_000
NOTHING: Mapping[str, Any] = {}
NAMED_BY_CLERK = ("mondial_relay",)
"""Whose numbers only suggest a carrier."""

NAMES = (
    *("Mme Kessler", "M. Yilmaz", "Mme Benali", "M. Schmitt", "Mme Da Silva", "M. Nguyen", "Mme Muller"),
    *("M. Traoré", "Mme Weber", "M. Öztürk", "Mme Hoffmann", "M. El Amrani", "Mme Petit-Jean", "M. Noël"),
    *("Mme d’Angelo", "Famille Wœhrlé", "M. Çelik", "Mme Diallo", "M. Kieffer", "Mme Nowak", "M. Lœb"),
    *("SARL Ampère Vélos", "Mme Ben Youssef", "M. Gonçalves", "Mme Sissoko", "M. Zimmermann"),
)
DOCUMENTS = (
    *("id_card", "passport", "residence_permit", "driving_licence", "Carte d’identité", "TITRE DE SÉJOUR"),
    "Permis de conduire",
)


@dataclass
class Item:
    """One stay of one item, as the writer of the scenario keeps it in mind."""

    ref: str
    number: str | None
    carrier: str
    deadline: date
    shelf: str
    signature: bool = False

    @property
    def which(self) -> dict[str, Any]:
        """The fields that name it."""
        if self.number is None:
            return {"custody": f"{{custody {self.ref}}}"}
        return {"tracking": self.number}

    @property
    def shown_by(self) -> str:
        """What has to be shown for it: ``document``, ``code`` (or a document), or nothing."""
        first = (self.number or "?")[0]
        if self.signature or self.carrier == "registered" or (self.carrier == "s10" and first in "RV"):
            return "document"
        if self.carrier == "letter" or (self.carrier == "s10" and first in "LU"):
            return ""
        return "code"


def cash(given: int) -> list[dict[str, Any]]:
    """Cash as it was handed over."""
    return [{"means": "cash", "given_cents": given}]


def card(cents: int) -> list[dict[str, Any]]:
    """A card takes exactly this."""
    return [{"means": "card", "cents": cents}]


def cheque(cents: int) -> list[dict[str, Any]]:
    """A cheque over exactly this."""
    return [{"means": "cheque", "cents": cents}]


class Week:
    """What goes on from day to day: numbers, shelves, who is waited for, the drawer."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)
        self.roll = Roll(self.dice)
        self.here: list[Item] = []
        self.drawer = 0
        self.left = 0
        self.tickets: dict[str, str] = {}
        self.days: list[Day] = []

    def day(self, day: str) -> "Day":
        """Begin another day."""
        self.days.append(Day(self, date.fromisoformat(day)))
        return self.days[-1]


class Day:
    """One day's lines; every act gives back where it stands, ``202612210017``."""

    def __init__(self, week: Week, day: date) -> None:
        self.week, self.day = week, day
        self.lines: list[str] = []
        self.expect: dict[str, Any] = {}

    # Lines.

    def do(self, what: str, /, *, warns: Sequence[str] = (), **fields: Any) -> str:
        """A command that is accepted, with all that it warns of."""
        ref = self._ref()
        self._write({"op": op_of(ref), "do": what, **fields})
        if warns:
            self.expect[str(len(self.lines))] = {"warned": list(warns)}
        return ref

    def wrong(self, code: str, what: str, /, **fields: Any) -> None:
        """A command that is refused."""
        self._write({"op": op_of(self._ref()), "do": what, **fields})
        self.expect[str(len(self.lines))] = {"refused": code}

    def unreadable(self, text: str) -> None:
        """A line that is no command at all."""
        self.lines.append(text)
        self.expect[str(len(self.lines))] = {"refused": "input.json"}

    def again(self, ref: str) -> None:
        """The same line once more, its answer known already: the key was pressed twice."""
        line = int(ref[8:])
        self.lines.append(self.lines[line - 1])
        known = self.expect.get(str(line))
        if known:
            self.expect[str(len(self.lines))] = known

    def changed(self, ref: str, /, **fields: Any) -> None:
        """The same op with other content."""
        raw = json.loads(self.lines[int(ref[8:]) - 1])
        self._write({**raw, **fields})
        self.expect[str(len(self.lines))] = {"refused": "op.conflict"}

    def _write(self, raw: dict[str, Any]) -> None:
        self.lines.append(json.dumps(raw, ensure_ascii=False))

    def _ref(self) -> str:
        return f"{self.day:%Y%m%d}{len(self.lines) + 1:04d}"

    # Money.

    def open(self, float_cents: int | None = None, *, warns: Sequence[str] = ()) -> None:
        """Open the day; without a float, with what was left."""
        self.week.drawer = self.week.left if float_cents is None else float_cents
        fields: dict[str, Any] = {} if float_cents is None else {"float_cents": float_cents}
        self.do("day.open", warns=warns, **fields)

    def sale(
        self, due: int, acts: Sequence[dict[str, Any]], payments: list[dict[str, Any]], **more: Any
    ) -> str:
        """A ticket: what it comes to, its acts, how it was paid."""
        exact = sum(payment.get("cents", 0) for payment in payments)
        if any(payment["means"] == "cash" for payment in payments):
            self.week.drawer += due - exact
        given: dict[str, Any] = {"acts": list(acts)} if acts else {}
        ref = self.do("till.settle", **given, payments=payments, **more)
        self._numbered(ref)
        return ref

    def refund(
        self, cash_cents: int, ref: str, lines: Sequence[dict[str, Any]], reason: str, **more: Any
    ) -> None:
        """Money goes back for lines of a ticket, so much of it in cash."""
        self.week.drawer -= cash_cents
        ticket = self.week.tickets[ref]
        self._numbered(self.do("till.refund", ticket=ticket, lines=list(lines), reason=reason, **more))

    def _numbered(self, ref: str) -> None:
        year = f"{self.day:%Y}"
        n = sum(number.startswith(f"T-{year}") for number in self.week.tickets.values())
        self.week.tickets[ref] = f"T-{year}-{n + 1:06d}"

    def take_back(self, ref: str, reason: str, cash_cents: int | None = None) -> str:
        """Take an act back; with it the cash of a ticket."""
        taken = self.do("journal.reverse", op_of=op_of(ref), reason=reason)
        if cash_cents is not None:
            self.week.drawer -= cash_cents
            self._numbered(taken)
        return taken

    def move(self, direction: str, cents: int, reason: str, **more: Any) -> str:
        """Cash goes in or out."""
        self.week.drawer += cents if direction == "in" else -cents
        return self.do("till.move", direction=direction, cents=cents, reason=reason, **more)

    def remit(self) -> None:
        """La Poste's cash goes to the bank, the float stays; where there is less, the float is made up."""
        over = self.week.drawer - FLOAT
        if over > 0:
            self.move("out", over, "remittance", fund="MANDATE:LAPOSTE")
        else:
            self.move("in", -over, "float")

    def close(self, gap: int = 0, **more: Any) -> None:
        """Count, and close."""
        self.week.left = self.week.drawer + gap
        self.do("till.count", counted_cents=self.week.left)
        self.do("day.close", **more)

    # Items.

    def arrives(
        self,
        carrier: str,
        *,
        number: str | None = None,
        hand: Callable[[str], str] | None = None,
        warns: Sequence[str] = (),
        **fields: Any,
    ) -> Item:
        """An item comes in and is put on a shelf."""
        dice = self.week.dice
        number = number or self.week.roll.number(carrier)
        shelf = fields.pop("shelf", None) or f"{dice.choice('ABCD')}{dice.randint(1, 9)}"
        name = fields.pop("name", None) or dice.choice(NAMES)
        write = hand or (str if carrier in NAMED_BY_CLERK else dice.choice(HANDS))
        if carrier in NAMED_BY_CLERK:
            fields.setdefault("carrier", carrier)
        ref = self.do(
            "relay.receive",
            warns=warns,
            tracking=write(number),
            shelf=shelf,
            addressee={"name": name},
            **fields,
        )
        return self.keep(ref, number, carrier, shelf, fields)

    def keep(
        self, ref: str, number: str | None, carrier: str, shelf: str, fields: Mapping[str, Any] = NOTHING
    ) -> Item:
        """Bear an item in mind."""
        printed = fields.get("label_deadline_day")
        base = fields.get("presented_day") or self.day.isoformat()
        deadline = date.fromisoformat(printed or base) + timedelta(days=0 if printed else DAYS[carrier])
        item = Item(ref, number, carrier, deadline, shelf, fields.get("signature", False))
        self.week.here.append(item)
        return item

    def gone(self, *items: Item) -> None:
        """They wait for nobody any more."""
        self.week.here = [item for item in self.week.here if item not in items]

    def given(self, item: Item, *, warns: Sequence[str] = (), **fields: Any) -> str:
        """Hand an item over; what was shown is chosen where it is not said."""
        self.gone(item)
        dice = self.week.dice
        shown = dict(fields)
        if not shown and (item.shown_by == "document" or (item.shown_by == "code" and dice.random() < 0.6)):
            shown["id_document"] = dice.choice(DOCUMENTS)
        elif not shown and item.shown_by == "code":
            shown["pickup_code"] = dice.choice((True, "4821", "C7-19"))
        shown.setdefault("collector", "addressee")
        which = item.which
        if item.number is not None and item.carrier not in NAMED_BY_CLERK:
            which = {"tracking": dice.choice(HANDS)(item.number)}
        return self.do("relay.hand_over", warns=warns, **which, **shown)

    def some_given(self, count: int, *, but: Sequence[Item] = ()) -> None:
        """Addressees come for what waits, none of it past its day."""
        waiting = [item for item in self.week.here if item.deadline >= self.day and item not in but]
        for item in self.week.dice.sample(waiting, count):
            self.given(item)


def op_of(ref: str) -> str:
    """The op of a line."""
    return f"01970000-0000-7000-8000-{ref}"
