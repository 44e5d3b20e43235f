"""The model's charged acts, and what the relay does beside the till.

Source: docs/trade.md, "Operations of the relay", "Tracking numbers", "Postal tariffs"; docs/contract.md, "Custody and
slips", "Amounts and dated rows".
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from tests.model.arithmetic import OWN
from tests.model.books import Books
from tests.model.facts import Leaving, Line, No, Stay, Told
from tests.model.tables import (
    BANDS,
    CARRIERS,
    HOLDING,
    HOLDING_FROM,
    LAPOSTE,
    MANDATE,
    NUMBERS,
    OPTIONS,
    RATES,
    RATES_FROM,
    STAMPS,
    price,
)

Raw = Mapping[str, Any]
STAND_ALONE = ("relay.receive", "day.close")


@dataclass
class Charged:
    """A charged act before it is paid: its price, and what happens once it is."""

    kind: str
    what: str
    fund: str
    rate: int
    nature: str
    pieces: int
    cents: int
    happen: Callable[[Line], None]
    told: dict[str, Any] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)
    number: str | None = None


def charged(books: Books, act: Raw, before: Sequence[Charged]) -> Charged:
    """Return what an act costs, after the others of its visit."""
    known = {"shop.sell": _article, "relay.sell": _stamps, "relay.frank": _franking}
    if act["do"] in known:
        return known[act["do"]](books, act, before)
    raise No("till.act_stands_alone" if act["do"] in STAND_ALONE else "input.command")


def _article(books: Books, act: Raw, _before: Sequence[Charged]) -> Charged:
    day = books.business_day.isoformat()
    rows = books.articles.get(act["article"])
    if rows is None:
        raise No("shop.unknown")
    begun = [valid_from for valid_from in rows if valid_from <= day]
    if not begun:
        raise No("shop.unpriced")
    cents, code, nature = rows[max(begun)]
    if day < RATES_FROM:
        raise No("vat.unknown")
    pieces = act.get("quantity", 1)
    return Charged(
        "shop.sold", act["article"], OWN, RATES[code], nature, pieces, cents * pieces, lambda _line: None
    )


def _stamps(books: Books, act: Raw, before: Sequence[Charged]) -> Charged:
    product, pieces = act["product"], act["quantity"]
    cents = price(STAMPS.get(product, ()), books.business_day)
    if cents is None:
        raise No("tariff.unknown")
    sold = sum(item.pieces for item in before if item.kind == "relay.sold" and item.what == product)
    short = pieces > books.stock.get(product, 0) - sold

    def happen(_line: Line) -> None:
        books.stock[product] = books.stock.get(product, 0) - pieces
        books.range.stock[product, "sold"] += pieces

    return Charged(
        "relay.sold", product, MANDATE, 0, "service", pieces, cents * pieces, happen,
        {"max_g": 20 if product.endswith("_20") else None},
        ["relay.stock_short"] if short else [],
    )  # fmt: skip


def _franking(books: Books, act: Raw, before: Sequence[Charged]) -> Charged:
    product, number = act["product"], act.get("tracking")
    bands = BANDS.get((product, act["zone"]), {None: ()})
    limits = [limit for limit in bands if limit is not None]
    band = min((limit for limit in limits if limit >= act["weight_g"]), default=None)
    if band is None and None not in bands:
        raise No("tariff.over_limit")
    cents = price(bands[band], books.business_day)
    if cents is None:
        raise No("tariff.unknown")
    option = product in OPTIONS
    taken = {item.number for item in before if item.number} | _numbers_waiting(books, LAPOSTE)
    if number is not None and not option and number in taken:
        raise No("relay.already_deposited")

    def happen(line: Line) -> None:
        if not option:
            line.leaving = Leaving(line.seq, LAPOSTE, "franked", 1, number)
            books.leaving.append(line.leaving)
            if number is not None:
                books.papers.append(f"deposit:{line.seq}")

    return Charged(
        "relay.franked", product, MANDATE, 0, "service", 1, cents, happen, {"max_g": band},
        ["relay.tracking_missing"] if number is None and not option else [],
        None if option else number,
    )  # fmt: skip


def _numbers_waiting(books: Books, owner: str) -> set[str]:
    return {item.number for item in books.waiting() if item.number and item.owner == owner}


def receive_stock(books: Books, raw: Raw) -> Told:
    """La Poste brings stamps."""
    product, pieces = raw["product"], raw["quantity"]
    if product not in STAMPS:
        raise No("tariff.unknown")
    return Told([("relay.stock_received", (product, _stock_in(books, product, pieces)), None)])


def _stock_in(books: Books, product: str, pieces: int) -> int:
    books.stock[product] = books.stock.get(product, 0) + pieces
    books.range.stock[product, "received"] += pieces
    return pieces


def stock_back(books: Books, product: str, pieces: int) -> None:
    """Take stamps out again that were noted by mistake."""
    _stock_in(books, product, -pieces)


def receive(books: Books, raw: Raw) -> Told:
    """An item arrives and is put on a shelf."""
    number = raw.get("tracking")
    carrier = raw.get("carrier") or NUMBERS.get(number or "")
    if carrier is None:
        raise No("relay.carrier_needed")
    owner = _owner(carrier)
    if number and any((stay.number, stay.owner) == (number, owner) for stay in books.here()):
        raise No("relay.already_held")
    presented = _day(raw.get("presented_day"))
    if presented is not None and presented > books.business_day:
        raise No("relay.presented_later")
    base = presented or books.business_day
    deadline = _day(raw.get("label_deadline_day"))
    if deadline is None:
        if base.isoformat() < HOLDING_FROM:
            raise No("relay.holding_unknown")
        deadline = base + timedelta(days=HOLDING[carrier])
    stay = Stay("", number, carrier, owner, deadline, books.now.first)
    books.stays.append(stay)
    _moved(books, owner, "received")

    def learn(result: Mapping[str, Any]) -> None:
        stay.code = result["custody"]

    return Told(
        [("relay.received", stay, None)],
        {"tracking": number, "carrier": carrier, "deadline_day": deadline.isoformat(), "principal": owner},
        [] if number else ["relay.tracking_missing"],
        learn=learn,
    )


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _owner(carrier: str) -> str:
    if carrier not in CARRIERS:
        raise No("relay.carrier_off")
    return CARRIERS[carrier]


def _moved(books: Books, owner: str, what: str, times: int = 1) -> None:
    books.range.moved_for.add(owner)
    books.range.custody[owner, what] += times


def hand_over(books: Books, raw: Raw) -> Told:
    """Somebody collects an item."""
    stay = _held_now(books, raw)
    _end(stay, "handed_over", books.now.first)
    _moved(books, stay.owner, "handed_over")
    expired = books.business_day > stay.deadline
    return Told(
        [("relay.handed_over", stay, None)], {"custody": stay.code}, ["relay.expired"] if expired else []
    )


def refuse(books: Books, raw: Raw) -> Told:
    """The addressee does not want it: it stays until the postman has it."""
    stay = _held_now(books, raw)
    stay.state = "refused"
    _moved(books, stay.owner, "refused")
    return Told([("relay.refused", stay, None)], {"custody": stay.code}, [])


def _held_now(books: Books, raw: Raw) -> Stay:
    number, carrier = raw["tracking"], raw.get("carrier")
    named = [
        stay
        for stay in books.stays
        if stay.number == number and carrier in (None, stay.carrier) and stay.state != "cancelled"
    ]
    here = [stay for stay in named if stay.closed_seq is None]
    if len(here) > 1:
        raise No("relay.carrier_needed")
    if here:
        if here[0].state == "refused":
            raise No("relay.refused_already")
        return here[0]
    if not named:
        raise No("relay.unknown")
    raise No(f"relay.{'already_handed_over' if named[-1].state == 'handed_over' else 'returned_already'}")


def _end(stay: Stay, state: str, seq: int) -> None:
    stay.state, stay.closed_seq = state, seq


def deposit(books: Books, raw: Raw) -> Told:
    """Something already paid for is handed in."""
    kind, number, pieces, carrier = (raw.get(name) for name in ("kind", "tracking", "count", "carrier"))
    owner, warnings = LAPOSTE, []
    if kind == "letter":
        if pieces is None or number is not None:
            raise No("relay.count_needed")
    elif pieces not in (None, 1):
        raise No("relay.one_piece")
    else:
        carrier = carrier or (NUMBERS[number] if number is not None else None)
        if carrier is None and number is not None:
            raise No("relay.carrier_needed")
        if carrier == "chronopost":
            raise No("relay.operation_off")
        owner = _owner(carrier) if carrier else LAPOSTE
        if number is None:
            warnings = ["relay.tracking_missing"]
        elif number in _numbers_waiting(books, owner):
            raise No("relay.already_deposited")
    item = Leaving(books.now.first, owner, str(kind), pieces or 1, number)
    books.leaving.append(item)
    if kind != "letter":
        books.papers.append(f"deposit:{item.seq}")
    deposits(books, item, item.pieces)
    return Told([("relay.deposited", item, None)], {"kind": kind, "count": item.pieces}, warnings)


def deposits(books: Books, item: Leaving, pieces: int) -> None:
    """Count pieces that were handed in."""
    books.range.moved_for.add(item.owner)
    books.range.deposits[item.owner] += pieces


def hand_to_postman(books: Books, raw: Raw) -> Told:
    """The postman takes what waits for him."""
    numbers, returns = raw.get("trackings"), raw["what"] == "returns"
    known: list[Any] = books.here() if returns else books.waiting()
    if numbers is None:
        items = [item for item in known if item.owner == LAPOSTE and (not returns or _is_due(books, item))]
    else:
        items = [_by_number(number, known) for number in dict.fromkeys(numbers)]
    if not items:
        raise No("relay.nothing_to_hand")
    owners = {item.owner for item in items}
    if len(owners) > 1:
        raise No("relay.mixed_carriers")
    owner = owners.pop()
    early = [item for item in items if returns and not _is_due(books, item)]
    number = books.number("B")
    books.papers.append(f"slip:{number}")
    books.range.moved_for.add(owner)
    for item in items:
        if returns:
            _end(item, "returned", books.now.first)
            books.range.custody[owner, "returned"] += 1
        else:
            item.slip = number
    return Told(
        [("relay.handed_to_postman", None, None)],
        {"number": number, "with_number": sum(item.number is not None for item in items)},
        ["relay.not_due"] * len(early),
    )


def _is_due(books: Books, stay: Stay) -> bool:
    return stay.state == "refused" or stay.deadline < books.business_day


def _by_number(number: str, known: Sequence[Any]) -> Any:
    """La Poste's first: it is its postman who stands there."""
    found = [item for item in known if item.number == number]
    if not found:
        raise No("relay.unknown")
    return next((item for item in found if item.owner == LAPOSTE), found[0])


def set_article(books: Books, raw: Raw) -> Told:
    """An article gets another price from a day on."""
    if books.business_day.isoformat() < RATES_FROM:
        raise No("vat.unknown")
    valid_from = raw.get("valid_from") or books.business_day.isoformat()
    row = (raw["cents"], raw["vat_code"], raw["nature"])
    books.articles.setdefault(raw["article"], {})[valid_from] = row
    return Told([("shop.article_set", None, None)], {"valid_from": valid_from}, [])
