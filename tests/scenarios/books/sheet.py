"""What the accountant writes down: tickets, items, what waits, and the sheet of a day."""

from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.scenarios.books.arithmetic import LIST, Hours

LA_POSTE = "MANDATE:LAPOSTE"
OWN = "OWN"
MEANS = ("cash", "card", "cheque")


@dataclass
class Line:
    """A line of a ticket.

    Attributes:
        undo: Takes so many pieces of it back.
        complement: What the stamps stuck on it lack.
        word: What the day's statement calls it; empty for what is our own.
        what: The product.
        vat: Of its price, the tax.
        back: Pieces that came back.
    """

    fund: str
    cents: int
    pieces: int
    rate: int
    undo: Callable[[int], None]
    complement: int | None = None
    word: str = ""
    what: str = ""
    vat: int = 0
    back: int = 0

    @property
    def told(self) -> dict[str, int]:
        """What the answer says of it."""
        return {"cents": self.cents} | (
            {} if self.complement is None else {"complement_cents": self.complement}
        )


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
    matters: list[tuple[str, str]] = field(default_factory=list)
    lost: str = ""

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
    day: str
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
    departures: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    movements: Counter[str] = field(default_factory=Counter)
    operations: defaultdict[str, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0, 0]))
    stock: defaultdict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    counts: dict[str, int] = field(default_factory=dict)
    told: dict[str, dict[str, Any]] = field(default_factory=lambda: defaultdict(dict))


class Book:
    """What every book of the accountant writes in."""

    def __init__(self) -> None:
        self.hours = Hours()
        self.day = ""
        self.sheet = Sheet()
        self.items: list[Item] = []
        self.waiting: list[Waiting] = []
        self.tickets: dict[str, Ticket] = {}
        self.by_op: dict[str, Ticket] = {}
        self.numbers: Counter[str] = Counter()
        self.stock: Counter[str] = Counter(dict.fromkeys(LIST["shop"]["to_have"], 0))
        self.slips: dict[str, list[Item | Waiting]] = {}
        self.visits: dict[str, list[dict[str, Any]]] = {}
        self.articles = {code: dict(known) for code, known in LIST["articles"].items()}
        self.prices: list[tuple[str, str, int | None, str, int]] = [
            (row["product"], row["zone"], None if band == "any" else int(band), "2026-01-01", cents)
            for row in LIST["prices"]
            for band, cents in row["2026"].items()
        ]
        self.undoing: dict[str, Callable[[], None]] = {}
        self.cash_in = 0
        self.cheques: list[tuple[str, int]] = []
        self.left = 0
        self.known: set[str] = set()

    def _stock(self, how: str, product: str, pieces: int) -> None:
        self.sheet.stock[product][how] += pieces
        self.stock[product] += -pieces if how in ("sold", "spoiled") else pieces

    def _operation(self, word: str, what: str, pieces: int, cents: int = 0) -> None:
        known = self.sheet.operations[f"{word} {what}"]
        known[0] += 1
        known[1] += pieces
        known[2] += cents

    def _movement(self, word: str, item: Item) -> None:
        if item.owner == "LAPOSTE":
            self.sheet.movements[word] += 1
