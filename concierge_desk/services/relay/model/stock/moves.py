"""The stock of what is sold by the piece: taken out of it, counted.

The stock belongs to La Poste, which also decides what it brings; figures here are the relay's own and the
proposed restock is a proposal.

Source: docs/trade.md, "Daily statement of the relay" 3, rule 25; decision 0078.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

from concierge_desk.counter.choices.dated_rows import each_once
from concierge_desk.counter.context import Context
from concierge_desk.counter.service import Undone
from concierge_desk.counter.values.codelists import Coded
from concierge_desk.counter.values.fields import group_of
from concierge_desk.counter.values.kinds import Day, FromList, Integer
from concierge_desk.counter.values.rows import Rows
from concierge_desk.domain.errors import Refused
from concierge_desk.domain.journal import Event, Posted, facts
from concierge_desk.services.relay.model.catalogue import product_name
from concierge_desk.services.relay.model.facts.stamps import sold_product
from concierge_desk.services.relay.model.kinds import CODE, MAX_PIECES, StampCode
from concierge_desk.services.relay.model.numbers import LAPOSTE
from concierge_desk.services.relay.model.stamps import Pieces, StampState
from concierge_desk.services.relay.model.stock.kinds import DECLARED, SPOILT
from concierge_desk.services.relay.model.stock.worth import price_of


@dataclass(frozen=True, slots=True)
class SpoilStock(Pieces):
    """Pieces can be sold no more: torn, stolen, lost, out of date, given back to La Poste."""

    reason: Annotated[
        Coded | None, FromList("stock_reason", closed=True), "Why; `spoilt` where nothing is said."
    ] = None
    noticed_day: Annotated[
        date | None, Day(), "When it was noticed, for a reason that is declared; today by default."
    ] = None


@dataclass(frozen=True, slots=True)
class CountLine:
    """The pieces of one product, as they lie there."""

    product: StampCode
    counted: Annotated[int, Integer(0, MAX_PIECES, "pieces"), "How many are there."]


@dataclass(frozen=True, slots=True)
class CountStock:
    """The pieces of a product are counted, or of several at once."""

    product: Annotated[str | None, CODE, "What is sold by the piece, such as `LV_20`."]
    counted: Annotated[int | None, Integer(0, MAX_PIECES, "pieces"), "How many are there."]
    lines: Annotated[
        tuple[CountLine, ...] | None,
        Rows(group_of(CountLine)),
        "Several products, each with its pieces, in place of the one.",
    ]


def spoil_stock(state: StampState, command: SpoilStock, context: Context) -> tuple[Event, ...]:
    """Take pieces out of the stock that nobody bought; what is declared has its paper.

    Raises:
        Refused: ``tariff.unknown``, ``relay.stock_too_few`` when the stock does not hold so many,
            ``relay.noticed_later``.
    """
    product = sold_product(command.product, state.products, state.tariff)
    enough(command.product, command.quantity, state)
    data = facts(command, "product", "quantity")
    reason = SPOILT if command.reason is None else command.reason.code
    if reason == SPOILT:
        return (Event("relay.stock_spoiled", data, aud=LAPOSTE),)
    noticed = command.noticed_day or context.business_day
    if noticed > context.business_day:
        raise Refused("relay.noticed_later")
    told = {
        "reason": reason,
        "noticed_day": noticed.isoformat(),
        "label": product_name(command.product, {product.product: product.label}),
        "unit_cents": price_of(command.product, state.tariff, context.business_day),
    }
    paper = (f"stock_loss:{context.next_seq}",) if reason in DECLARED else ()
    return (Event("relay.stock_spoiled", {**data, **told}, aud=LAPOSTE, documents=paper),)


def enough(product: str, quantity: int, state: StampState) -> None:
    """Refuse to take more out of the stock than it holds.

    Raises:
        Refused: ``relay.stock_too_few``.
    """
    left = state.stock.get(product, 0)
    if quantity > left:
        raise Refused("relay.stock_too_few", product=product, stock=left)


def one_or_lines(product: str | None, number: int | None, lines: object, name: str) -> bool:
    """Say whether an act is about one product; it is about one, or about lines, never both.

    Args:
        product: The one.
        number: Its pieces.
        lines: The several, None where none are given.
        name: Field of the pieces.

    Raises:
        Refused: ``input.missing``, ``relay.one_or_lines``.
    """
    if lines is not None:
        if product is not None or number is not None:
            raise Refused("relay.one_or_lines")
        return False
    for field, given in (("product", product), (name, number)):
        if given is None:
            raise Refused("input.missing", field=field)
    return True


def count_stock(state: StampState, command: CountStock, _context: Context) -> tuple[Event, ...]:
    """Note how many pieces are there; what they differ by is a gap, told to La Poste.

    Raises:
        Refused: ``tariff.unknown``, ``relay.row_twice``, and as `one_or_lines`.
    """
    if one_or_lines(command.product, command.counted, command.lines, "counted"):
        return (_counted(state, command),)  # type: ignore[arg-type]
    lines = command.lines or ()
    each_once("product", (line.product for line in lines), "relay.row_twice")
    return tuple(_counted(state, line, len(lines)) for line in lines)


def _counted(state: StampState, line: CountLine, together: int | None = None) -> Event:
    sold_product(line.product, state.products, state.tariff)
    expected = state.stock.get(line.product, 0)
    told = {"expected": expected, "gap": line.counted - expected}
    # What was counted in one go says of how many products.
    more = {} if together is None else {"together": together}
    return Event("relay.stock_counted", {**facts(line, "product", "counted"), **told, **more}, aud=LAPOSTE)


def counted_answer(posted: Sequence[Posted]) -> dict[str, Any]:
    """Return what one product was counted as; of several `rows`, in the order they were given."""
    last = posted[-1].data
    if "together" not in last:
        return {name: last[name] for name in ("product", "expected", "counted", "gap")}
    return {"rows": [{name: entry.data[name] for name in ("product", "counted", "gap")} for entry in posted]}


def reverse_pieces(_state: None, undone: Undone, _context: Context) -> tuple[Event, ...]:
    """Take stamps out of the stock again that were noted by mistake, or put back those that were not gone."""
    data = undone.posted.data
    why = [name for name in ("reason", "noticed_day", "label", "unit_cents") if name in data]
    return (undone.negated("product", *why, quantity=-data["quantity"]),)
