"""The accountant of the busy week: reads what was typed, and works the figures out apart from the program.

    python tests/scenarios/accountant.py

It has a price list, hours and holidays of its own (``price_list.toml``), does its own sums, and takes nothing from
the program. Items are named by where they came in: ``202612210017`` is the seventeenth line of that day.
"""

import json
import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
WEEK = HERE / "week"
LIST = tomllib.loads((HERE / "price_list.toml").read_text("utf-8"))

LA_POSTE = "MANDATE:LAPOSTE"
OWN = "OWN"
MEANS = ("cash", "card", "cheque")
ALWAYS_LISTED = ("return_today", "last_day", "remind", "look_for")


# Numbers.

_DIGITS_ROW = dict(zip("&é\"'(-è_çà", "1234567890", strict=True))
_LETTERS = dict(zip("AQZW?", "QAWZM", strict=True))
_SHAPES = (
    ("dpd", r"\d{27}[0-9A-Z]"),
    ("letter", r"8[67]\d{12}[0-9A-Z]"),
    ("colissimo", r"([6-9][A-Z]|5[N-Z])\d{11}"),
    ("chronopost", r"X[A-Z]\d{9}[A-Z]{2}|E[A-Z]\d{9}FR|[A-Z]{2}\d{9}(TS|JB|JF|VF)"),
    ("s10", r"[A-Z]{2}\d{9}[A-Z]{2}"),
    ("registered", r"\d[A-Z]\d{11}"),
)


def number_of(text: str) -> str:
    """The number that was typed or scanned: a text without a digit came from a scanner in the wrong layout."""
    if not re.search(r"\d", text):
        text = "".join({**_DIGITS_ROW, **_LETTERS}.get(character, character) for character in text)
    return re.sub(r"[\s.\-]", "", text).upper()


def carrier_of(number: str) -> str:
    """Whose number it is, by its shape."""
    return next(carrier for carrier, shape in _SHAPES if re.fullmatch(shape, number))


# Days.


@dataclass
class Hours:
    """When the door is open."""

    weeks: dict[str, list[list[str]]] = field(default_factory=lambda: {"2000-01-01": LIST["shop"]["hours"]})
    closed: set[str] = field(default_factory=set)

    def sessions(self, day: date) -> list[str]:
        """The sessions of a day."""
        text = day.isoformat()
        if text in self.closed or text in LIST["shop"]["holidays"]:
            return []
        week = self.weeks[max(first for first in self.weeks if first <= text)]
        return week[day.weekday()]

    def last(self, day: str) -> str:
        """The last session up to a day."""
        at = date.fromisoformat(day)
        while not self.sessions(at):
            at -= timedelta(days=1)
        return f"{at}T{self.sessions(at)[-1]}"


def later(day: str, days: int) -> str:
    """So many calendar days later."""
    return (date.fromisoformat(day) + timedelta(days=days)).isoformat()


# Sums.


def half_up(value: Fraction) -> int:
    """The nearest whole cent, half a cent away from nothing."""
    size = int(abs(value) + Fraction(1, 2))
    return -size if value < 0 else size


def dealt(total: int, shares: Sequence[Fraction], first: Sequence[bool] = ()) -> list[int]:
    """Whole cents near the shares that add up to the total: what is left goes to the largest rests."""
    if total < 0:
        return [-part for part in dealt(-total, [-share for share in shares], first)]
    parts = [share.numerator // share.denominator for share in shares]
    rests = [share - part for share, part in zip(shares, parts, strict=True)]
    liked = first or [False] * len(shares)
    order = sorted(range(len(shares)), key=lambda place: (-rests[place], not liked[place], place))
    for place in order[: total - sum(parts)]:
        parts[place] += 1
    return parts


@dataclass
class Line:
    """A line of a ticket."""

    fund: str
    cents: int
    pieces: int
    rate: int
    undo: Callable[[int], None]
    told: dict[str, int]
    vat: int = 0
    back: int = 0


@dataclass
class Ticket:
    """A ticket: its lines, and by means what of it belongs to whom."""

    number: str
    lines: list[Line]
    held: dict[str, dict[str, int]]


@dataclass
class Item:
    """One stay of one item."""

    ref: str
    number: str | None
    carrier: str
    owner: str
    shelf: str
    arrived: str
    presented: str | None
    deadline: str
    source: str
    slot: str
    state: str = "held"
    before: str = ""
    slip: str | None = None
    reminded: bool = False

    @property
    def here(self) -> bool:
        """The shop answers for it."""
        return self.state in ("held", "damaged", "refused", "misrouted", "not_found")


@dataclass
class Waiting:
    """A piece, or letters, for the postman."""

    ref: str
    kind: str
    count: int
    number: str | None
    slip: str | None = None
    gone: bool = False


def _split() -> dict[str, dict[str, int]]:
    return {means: {"charged": 0, "refunded": 0} for means in MEANS}


@dataclass
class Sheet:
    """The figures of one day."""

    tickets: int = 0
    lines: int = 0
    sessions: int = 1
    abandoned: int = 0
    deposits: int = 0
    change: int = 0
    float_cents: int = 0
    counted: int | None = None
    remitted: int = 0
    charged_abs: int = 0
    funds: Counter[str] = field(default_factory=Counter)
    means: dict[str, int] = field(default_factory=lambda: dict.fromkeys(MEANS, 0))
    takings: dict[str, dict[str, int]] = field(default_factory=_split)
    vat: defaultdict[int, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0]))
    custody: Counter[str] = field(default_factory=Counter)
    movements: Counter[str] = field(default_factory=Counter)
    operations: defaultdict[str, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0, 0]))
    stock: defaultdict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    counts: dict[str, int] = field(default_factory=dict)
    told: dict[str, dict[str, Any]] = field(default_factory=lambda: defaultdict(dict))


class Accountant:
    """Reads the days one after another."""

    def __init__(self) -> None:
        self.hours = Hours()
        self.day = ""
        self.sheet = Sheet()
        self.items: list[Item] = []
        self.waiting: list[Waiting] = []
        self.tickets: dict[str, Ticket] = {}
        self.by_op: dict[str, Ticket] = {}
        self.numbers: Counter[str] = Counter()
        self.stock: Counter[str] = Counter({product: 0 for product in LIST["shop"]["to_have"]})
        self.slips: dict[str, list[Item | Waiting]] = {}
        self.visits: dict[str, list[dict[str, Any]]] = {}
        self.articles = {code: dict(known) for code, known in LIST["articles"].items()}
        self.prices: list[tuple[str, str, int | None, str, int]] = [
            (row["product"], row["zone"], None if band == "any" else int(band), f"{year}-01-01", cents)
            for row in LIST["prices"]
            for year in ("2026",)
            for band, cents in row[year].items()
        ]
        self.undoing: dict[str, Callable[[], None]] = {}
        self.drawer = 0
        self.left = 0
        self.known: set[str] = set()

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
        found: dict[str, list[dict[str, str]]] = {code: [] for code in ALWAYS_LISTED}
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
        expected = sheet.float_cents + self._cash_in
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
            "sessions": sheet.sessions,
            "abandoned": sheet.abandoned,
            "parked": len(self.visits),
            "custody": {**{name: sheet.custody[name] for name in names}, **lost, "held": len(here)},
            "deposits": sheet.deposits,
            "stock": {product: self.stock[product] for product in sorted(self.stock)},
        }
        return {
            "status": status,
            "morning": morning,
            **{name: dict(told) for name, told in sorted(sheet.told.items())},
            "export": self._export(opening, here),
        }

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
            "stock": [self._stock_row(product, opening.get(product, 0)) for product in sorted(self.stock)],
            "takings": [{"means": means, **sheet.takings[means]} for means in MEANS],
            "operations": {
                word: {"rows": rows, "quantity": pieces, "cents": cents}
                for word, (rows, pieces, cents) in sorted(sheet.operations.items())
            },
            "custody": dict(sorted(sheet.movements.items())),
        }

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

    # The day and its drawer.

    def day_open(self, raw: dict[str, Any], _ref: str) -> None:
        self._cash_in = 0
        self.sheet.float_cents = raw.get("float_cents", self.left)

    def session_close(self, raw: dict[str, Any], ref: str) -> None:
        if "counted_cents" in raw:
            self.till_count(raw, ref)

    def session_open(self, _raw: dict[str, Any], _ref: str) -> None:
        self.sheet.sessions += 1

    def till_count(self, raw: dict[str, Any], ref: str) -> None:
        pieces = raw.get("denominations", {})
        counted = raw.get("counted_cents", sum(int(face) * n for face, n in pieces.items()))
        self.sheet.counted = counted
        self.sheet.told["drawer_counts"][ref] = {
            "counted_cents": counted,
            "expected_cents": self.sheet.float_cents + self._cash_in,
        }

    def till_move(self, raw: dict[str, Any], _ref: str) -> None:
        self._cash_in += raw["cents"] if raw["direction"] == "in" else -raw["cents"]
        if raw["reason"] == "remittance":
            self.sheet.remitted += raw["cents"]

    def day_close(self, raw: dict[str, Any], _ref: str) -> None:
        self.left = (
            self.sheet.float_cents + self._cash_in if self.sheet.counted is None else self.sheet.counted
        )
        self.numbers[f"Z-{self.day[:4]}"] += 1
        if raw.get("parked") != "keep":
            assert not self.visits

    # Tickets.

    def till_settle(self, raw: dict[str, Any], ref: str) -> None:
        saved = self.visits.pop(raw["visit"], []) if "visit" in raw else []
        acts = {"relay.sell": self._sell, "relay.frank": self._frank, "shop.sell": self._article}
        lines = [acts[act["do"]](act, ref) for act in raw.get("acts") or saved]
        due = sum(line.cents for line in lines)
        self._tax(lines)
        exact = sum(payment.get("cents", 0) for payment in raw["payments"])
        given = sum(payment.get("given_cents", 0) for payment in raw["payments"])
        assert exact <= due <= exact + given, (self.day, ref, due, raw["payments"])
        rest = due - exact
        paid = []
        for payment in raw["payments"]:
            kept = payment["cents"] if "cents" in payment else min(payment["given_cents"], rest)
            rest -= 0 if "cents" in payment else kept
            paid.append((payment["means"], kept))
        self.sheet.change += exact + given - due
        ticket = self._ticket(lines, paid, "charged")
        self.by_op[ref] = ticket
        told = {"ticket": ticket.number, "due_cents": due, "change_cents": exact + given - due}
        self.sheet.told["tickets"][ref] = {**told, "lines": [line.told for line in lines]}

    def till_refund(self, raw: dict[str, Any], ref: str) -> None:
        sold = self.tickets[raw["ticket"]]
        asked = [
            (sold.lines[row["line"] - 1], row.get("quantity", sold.lines[row["line"] - 1].pieces))
            for row in raw["lines"]
        ]
        self._give_back(sold, asked, ref)

    def _give_back(self, sold: Ticket, asked: Sequence[tuple[Line, int]], ref: str) -> None:
        lines = [self._back(line, pieces) for line, pieces in asked]
        due = sum(line.cents for line in lines)
        paid = [(means, sum(funds.values())) for means, funds in sold.held.items() if sum(funds.values())]
        # A part goes back by the one means of its ticket; a whole ticket by all of them.
        paid = [(paid[0][0], due)] if len(paid) == 1 else [(means, -cents) for means, cents in paid]
        ticket = self._ticket(lines, paid, "refunded")
        told = {"ticket": ticket.number, "refunded_cents": -due, "lines": [{"cents": x.cents} for x in lines]}
        self.sheet.told["tickets"][ref] = told

    def _back(self, line: Line, pieces: int) -> Line:
        def part(cents: int) -> int:
            after = half_up(Fraction(cents * (line.back + pieces), line.pieces))
            return after - half_up(Fraction(cents * line.back, line.pieces))

        cents, vat = part(line.cents), part(line.vat)
        line.back += pieces
        line.undo(pieces)
        if line.fund == LA_POSTE:
            self._operation_cents(line.told["word"], -cents)
        return Line(line.fund, -cents, -pieces, line.rate, line.undo, {"cents": -cents}, -vat)

    def till_correct_means(self, raw: dict[str, Any], _ref: str) -> None:
        ticket = self.tickets[raw["ticket"]]
        held = ticket.held[raw["from"]]
        whole = sum(held.values())
        shares = [Fraction(raw["cents"] * cents, whole) for cents in held.values()]
        moved = dict(zip(held, dealt(raw["cents"], shares, [fund == LA_POSTE for fund in held]), strict=True))
        for means, sign in ((raw["from"], -1), (raw["to"], 1)):
            for fund, cents in moved.items():
                self._take(means, fund, sign * cents, "charged")
                funds = ticket.held.setdefault(means, {})
                funds[fund] = funds.get(fund, 0) + sign * cents

    def _ticket(self, lines: list[Line], paid: Sequence[tuple[str, int]], side: str) -> Ticket:
        year = self.day[:4]
        self.numbers[f"T-{year}"] += 1
        ticket = Ticket(f"T-{year}-{self.numbers[f'T-{year}']:06d}", lines, {})
        left: Counter[str] = Counter()
        for line in lines:
            left[line.fund] += line.cents
            self.sheet.funds[line.fund] += line.cents
            if line.fund == OWN:
                self.sheet.vat[line.rate][0] += line.cents
                self.sheet.vat[line.rate][1] += line.vat
            else:
                self.sheet.charged_abs += abs(line.cents)
        for means, cents in paid:
            whole = sum(left.values())
            funds = [fund for fund in (OWN, LA_POSTE) if fund in left]
            shares = [Fraction(cents * left[fund], whole) for fund in funds]
            for fund, share in zip(funds, dealt(cents, shares, [fund != OWN for fund in funds]), strict=True):
                left[fund] -= share
                self._take(means, fund, share, side)
                known = ticket.held.setdefault(means, {})
                known[fund] = known.get(fund, 0) + share
        assert not any(left.values()), ticket.number
        self.sheet.tickets += 1
        self.sheet.lines += len(lines)
        self.tickets[ticket.number] = ticket
        return ticket

    def _take(self, means: str, fund: str, cents: int, side: str) -> None:
        self.sheet.means[means] += cents
        if means == "cash":
            self._cash_in += cents
        if fund == LA_POSTE:
            self.sheet.takings[means][side] += cents if side == "charged" else -cents

    def _tax(self, lines: Sequence[Line]) -> None:
        """The tax in our own lines: by ticket and rate, then dealt over the lines."""
        for rate in {line.rate for line in lines if line.fund == OWN}:
            own = [line for line in lines if line.fund == OWN and line.rate == rate]
            exact = [Fraction(line.cents * rate, 100 + rate) for line in own]
            for line, vat in zip(own, dealt(half_up(sum(exact, Fraction(0))), exact), strict=True):
                line.vat = vat

    # What is sold.

    def _row(self, product: str, zone: str, band: int | None) -> int:
        rows = [row for row in self.prices if row[:3] == (product, zone, band) and row[3] <= self.day]
        return max(rows, key=lambda row: row[3])[4]

    def _weighed(self, product: str, zone: str, weight: int) -> int:
        bands = {row[2] for row in self.prices if row[:2] == (product, zone)}
        band = min((known for known in bands if known is not None and known >= weight), default=None)
        return self._row(product, zone, band)

    def _zone(self, product: str) -> str:
        (zone,) = {row[1] for row in self.prices if row[0] == product}
        return zone

    def _piece(self, code: str) -> int:
        """What a stamp costs: a product with a band in its code, or one price."""
        product, _, band = code.rpartition("_")
        if band.isdecimal():
            return self._row(product, self._zone(product), int(band))
        return self._row(code, self._zone(code), None)

    def _sell(self, act: dict[str, Any], _ref: str) -> Line:
        product, pieces = act["product"].upper(), act["quantity"]
        cents = self._piece(product) * pieces
        self._stock("sold", product, pieces)
        self._operation("vente", pieces, cents)

        def undo(back: int) -> None:
            self._stock("sold", product, -back)
            self._operation("vente", -back, 0)

        return Line(LA_POSTE, cents, pieces, 0, undo, {"cents": cents, "word": "vente"})

    def _frank(self, act: dict[str, Any], ref: str) -> Line:
        product = act["product"]
        zone = act.get("zone") or self._zone_of(product, act.get("country"))
        cents = self._weighed(product, zone, act["weight_g"])
        cents += sum(self._row(option, self._zone(option), None) for option in act.get("options", ()))
        stuck = act.get("stamps", ())
        told = {"cents": cents, "word": "affranchissement"}
        if stuck:
            worth = sum(self._piece(row["product"]) * row["quantity"] for row in stuck)
            told["complement_cents"] = max(0, cents - worth)
        for row in stuck:
            self._stock("sold", row["product"], row["quantity"])
        self._operation("affranchissement", 1, cents)
        number = number_of(act["tracking"]) if "tracking" in act else None
        piece = Waiting(ref, "franked", 1, number)
        self.waiting.append(piece)

        def undo(_back: int) -> None:
            self._operation("affranchissement", -1, 0)
            if not piece.gone:
                self.waiting.remove(piece)
                for row in stuck:
                    self._stock("sold", row["product"], -row["quantity"])

        return Line(LA_POSTE, cents, 1, 0, undo, told)

    def _zone_of(self, product: str, country: str | None) -> str:
        if country is None:
            return self._zone(product)
        zones = LIST["zones"]["parcel" if product.startswith("COL") else "letter"]
        return str(zones.get(country.upper(), zones["others"]))

    def _article(self, act: dict[str, Any], _ref: str) -> Line:
        known, pieces = self.articles[act["article"]], act["quantity"]
        cents = known["cents"] * pieces
        return Line(OWN, cents, pieces, known["rate"], lambda _back: None, {"cents": cents})

    def shop_article_set(self, raw: dict[str, Any], _ref: str) -> None:
        rate = {"TVA_10": 10, "TVA_20": 20}[raw["vat_code"]]
        self.articles[raw["article"]] = {"cents": raw["cents"], "rate": rate}

    def tariff_import(self, raw: dict[str, Any], _ref: str) -> None:
        for row in raw["rows"]:
            place = (row["product"], row["zone"], row["max_g"], row["valid_from"])
            self.prices = [known for known in self.prices if known[:4] != place]
            self.prices.append((*place, row["cents"]))

    def _stock(self, how: str, product: str, pieces: int) -> None:
        self.sheet.stock[product][how] += pieces
        self.stock[product] += -pieces if how in ("sold", "spoiled") else pieces

    def _operation(self, word: str, pieces: int, cents: int) -> None:
        known = self.sheet.operations[word]
        known[0] += 1
        known[1] += pieces
        known[2] += cents

    def _operation_cents(self, word: Any, cents: int) -> None:
        self.sheet.operations[word][2] += cents

    def relay_stock_receive(self, raw: dict[str, Any], ref: str) -> None:
        self._counted_move("received", "reassort", raw["product"].upper(), raw["quantity"], ref)

    def relay_stock_spoil(self, raw: dict[str, Any], ref: str) -> None:
        self._counted_move("spoiled", "rebut", raw["product"].upper(), raw["quantity"], ref)

    def relay_stock_count(self, raw: dict[str, Any], ref: str) -> None:
        product = raw["product"]
        gap = raw["counted"] - self.stock[product]
        told = {"expected": self.stock[product], "counted": raw["counted"], "gap": gap}
        self.sheet.told["stock_counts"][ref] = told
        self.sheet.counts[product] = raw["counted"]
        self._counted_move("gap", "inventaire", product, gap, ref)

    def _counted_move(self, how: str, word: str, product: str, pieces: int, ref: str) -> None:
        def move(sign: int) -> None:
            self._stock(how, product, sign * pieces)
            self._operation(word, sign * pieces, 0)

        move(1)
        self.undoing[ref] = lambda: move(-1)

    # Visits.

    def visit_save(self, raw: dict[str, Any], _ref: str) -> None:
        self.visits[raw["visit"]] = raw["acts"]

    def visit_abandon(self, raw: dict[str, Any], _ref: str) -> None:
        self.sheet.abandoned += bool(self.visits.pop(raw["visit"]))

    def visit_park(self, raw: dict[str, Any], _ref: str) -> None:
        assert raw["visit"] in self.visits

    visit_resume = visit_park

    def visit_note(self, raw: dict[str, Any], ref: str) -> None:
        lines = [self._article(act, ref) for act in self.visits[raw["visit"]]]
        self.sheet.told["notes"][ref] = {"total_cents": sum(line.cents for line in lines)}

    # Items.

    def relay_receive(self, raw: dict[str, Any], ref: str) -> None:
        number = number_of(raw["tracking"]) if "tracking" in raw else None
        carrier = raw["carrier"].lower() if "carrier" in raw else carrier_of(number or "")
        owner = LIST["owners"].get(carrier, LIST["owners"]["others"])
        presented = raw.get("presented_day")
        deadline, source = later(presented or self.day, LIST["keeping"][carrier]), "presented"
        if "label_deadline_day" in raw:
            deadline, source = raw["label_deadline_day"], "label"
        elif presented is None:
            source = "arrival"
        slot = self.hours.last(deadline)
        place = (raw["shelf"], self.day, presented)
        item = Item(ref, number, carrier, owner, *place, deadline, source, slot)
        assert not any(
            known.here and (known.owner, known.number) == (owner, number or ref) for known in self.items
        )
        self.items.append(item)
        self.sheet.told["custodies"][ref] = {
            "tracking": number,
            "carrier": carrier,
            "principal": owner,
            "shelf": item.shelf,
            "deadline_day": deadline,
            "deadline_source": source,
            "last_useful_slot": slot,
        }
        self._begins_or_ends("received", "arrivee", item, "held", ref, undone="cancelled")

    def _item(self, raw: dict[str, Any]) -> Item:
        if "tracking" in raw:
            number = number_of(raw["tracking"])
            known = [item for item in self.items if item.number == number and item.state != "cancelled"]
        else:
            ref = re.fullmatch(r"\{custody (\d+)\}", raw["custody"])
            assert ref
            known = [item for item in self.items if item.ref == ref[1]]
        return next((item for item in known if item.here), known[-1])

    def _begins_or_ends(
        self, figure: str, word: str, item: Item, state: str, ref: str, *, undone: str | None = None
    ) -> None:
        """Something becomes of an item; it may be taken back."""
        before, item.state = item.state, state
        if undone is not None:
            before = undone

        def undo() -> None:
            item.state = before
            self.sheet.custody[figure] -= 1
            self._movement(f"annulation_{word}", item)

        self.sheet.custody[figure] += 1
        self._movement(word, item)
        self.undoing[ref] = undo

    def _movement(self, word: str, item: Item) -> None:
        if item.owner == "LAPOSTE":
            self.sheet.movements[word] += 1

    def relay_hand_over(self, raw: dict[str, Any], ref: str) -> None:
        self._begins_or_ends("handed_over", "remise", self._item(raw), "handed_over", ref)

    def relay_refuse(self, raw: dict[str, Any], ref: str) -> None:
        self._begins_or_ends("refused", "refus", self._item(raw), "refused", ref)

    def relay_report_incident(self, raw: dict[str, Any], _ref: str) -> None:
        item, what = self._item(raw), raw["incident"]
        words = {"damaged": "avarie", "not_found": "introuvable", "misrouted": "mal_dirige"}
        self._movement(words.get(what) or {"found": "retrouve", "lost": "perdu"}[what], item)
        if what == "not_found":
            item.before = item.state
        if what == "lost":
            self.sheet.custody["lost"] += 1
        item.state = item.before if what == "found" else what

    def relay_move(self, raw: dict[str, Any], _ref: str) -> None:
        self._item(raw).shelf = raw["shelf"]

    def relay_remind(self, raw: dict[str, Any], ref: str) -> None:
        item = self._item(raw)
        item.reminded = True
        self.undoing[ref] = lambda: setattr(item, "reminded", False)

    def relay_complain(self, _raw: dict[str, Any], ref: str) -> None:
        self._operation("reclamation", 1, 0)
        self.undoing[ref] = lambda: self._operation("reclamation", -1, 0)

    # What leaves.

    def relay_deposit(self, raw: dict[str, Any], ref: str) -> None:
        number = number_of(raw["tracking"]) if "tracking" in raw else None
        piece = Waiting(ref, raw["kind"], raw.get("count", 1), number)

        def undo() -> None:
            self.waiting.remove(piece)
            self.sheet.deposits -= piece.count
            self._operation("depot", -piece.count, 0)

        self.waiting.append(piece)
        self.sheet.deposits += piece.count
        self._operation("depot", piece.count, 0)
        self.undoing[ref] = undo

    def relay_prepare_slip(self, raw: dict[str, Any], ref: str) -> None:
        number = self._slip(raw, ref)

        def undo() -> None:
            for listed in self.slips.pop(number):
                listed.slip = None

        self.undoing[ref] = undo

    def relay_hand_to_postman(self, raw: dict[str, Any], ref: str) -> None:
        number = raw["slip"].upper() if "slip" in raw else self._slip(raw, ref)
        listed = self.slips[number]
        self._tell_slip(number, ref)
        for one in listed:
            if isinstance(one, Item):
                one.before, one.state = one.state, "returned"
                self.sheet.custody["returned"] += 1
                self._movement("retour", one)
            else:
                one.gone = True

    def _slip(self, raw: dict[str, Any], ref: str) -> str:
        """List what the postman takes: what is named, else all of La Poste's that is due."""
        listed: list[Item | Waiting]
        if raw["what"] == "deposits":
            listed = [piece for piece in self.waiting if not piece.gone and piece.slip is None]
        elif "trackings" in raw:
            listed = [self._item({"tracking": text}) for text in raw["trackings"]]
        else:
            listed = [
                item
                for item in self.items
                if item.owner == "LAPOSTE" and item.slip is None and self._goes_back(item)
            ]
        self.numbers[f"B-{self.day[:4]}"] += 1
        number = f"B-{self.day[:4]}-{self.numbers[f'B-{self.day[:4]}']:04d}"
        for one in listed:
            one.slip = number
        self.slips[number] = listed
        self._tell_slip(number, ref)
        return number

    def _goes_back(self, item: Item) -> bool:
        if item.state in ("refused", "misrouted"):
            return True
        return item.state in ("held", "damaged") and item.deadline < self.day

    def _tell_slip(self, number: str, ref: str) -> None:
        listed = self.slips[number]
        counts: Counter[str] = Counter()
        for one in listed:
            kind, count = ("return", 1) if isinstance(one, Item) else (one.kind, one.count)
            counts[kind] += count
        self.sheet.told["slips"][ref] = {
            "number": number,
            "counts": dict(sorted(counts.items())),
            "with_number": sum(one.number is not None for one in listed),
        }

    def relay_taken_back(self, raw: dict[str, Any], _ref: str) -> None:
        if "entry" in raw:
            (piece,) = (known for known in self.waiting if f"{{entry {known.ref}}}" == raw["entry"])
            piece.gone, piece.slip = False, None
            return
        item = self._item(raw)
        item.state, item.slip = item.before, None
        self.sheet.custody["returned"] -= 1
        self._movement("reprise", item)

    # Hours.

    def calendar_set_grid(self, raw: dict[str, Any], ref: str) -> None:
        names = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
        week = [[span.replace("-", "/") for span in raw.get(name, ())] for name in names]
        self.hours.weeks[raw["valid_from"]] = week
        self._slots_follow(ref)

    def calendar_close_on(self, raw: dict[str, Any], ref: str) -> None:
        self.hours.closed.add(raw["day"])
        self._slots_follow(ref)

    def calendar_reopen(self, raw: dict[str, Any], ref: str) -> None:
        self.hours.closed.remove(raw["day"])
        self._slots_follow(ref)

    def _slots_follow(self, ref: str) -> None:
        moved = {}
        for item in self.items:
            slot = self.hours.last(item.deadline)
            if item.here and slot != item.slot:
                moved[item.ref] = item.slot = slot
        self.sheet.told["slots_moved"][ref] = moved

    # What is taken back, and what moves no figure.

    def journal_reverse(self, raw: dict[str, Any], ref: str) -> None:
        of = raw["op_of"][-12:]
        ticket = self.by_op.get(of)
        if ticket is None:
            self.undoing.pop(of)()
            return
        self._give_back(ticket, [(line, line.pieces) for line in ticket.lines], ref)

    def _nothing(self, _raw: dict[str, Any], _ref: str) -> None:
        """An act that moves no figure."""

    relay_record_mandate = relay_end_mandate = relay_switch = relay_set_products = tariff_preview = _nothing


def _by_deadline(item: Item) -> tuple[str, str, str]:
    return item.deadline, item.shelf, item.ref


# Files.


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
        (WEEK / "expected" / f"{name}.json").write_text(text_of(figures), encoding="utf-8")


if __name__ == "__main__":
    main()
