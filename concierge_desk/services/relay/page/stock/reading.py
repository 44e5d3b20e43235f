"""Sheet of the stock, read from the store.

Source: decision 0078.
"""

from concierge_desk.counter.cards.offers import Now
from concierge_desk.counter.rows import Rows
from concierge_desk.counter.settings.values import in_force
from concierge_desk.services.relay.counter.sales import sold_by_piece
from concierge_desk.services.relay.counter.stock import DELIVERY, ORDER
from concierge_desk.services.relay.model.settings import LEAD_DAYS
from concierge_desk.services.relay.model.stock.figures import Order
from concierge_desk.services.relay.model.stock.kinds import AWAITED
from concierge_desk.services.relay.model.stock.orders import needed
from concierge_desk.services.relay.page.stock.sheet import Mode, StockRow, StockSheet
from concierge_desk.services.relay.tables import counter as tables
from concierge_desk.services.relay.tables import stock


def read_sheet(part: str, rows: Rows, now: Now) -> StockSheet:
    """Return the sheet of what the page was opened for.

    Args:
        part: `DELIVERY`, `ORDER`, the number of an order that something is still to come of; anything else is a count.
        rows: The running transaction.
        now: The day, the language.
    """
    order = stock.order(rows, part)
    if order is not None and order.state not in AWAITED:
        order = None
    modes: dict[str, Mode] = {ORDER: "order", DELIVERY: "delivery"}
    mode = "delivery" if order is not None else modes.get(part, "count")
    goods = tables.goods(rows, now.today)
    awaited = _awaited(order, mode, rows, now)
    every = {
        code: StockRow(code, name, goods.stock.get(code, 0), awaited.get(code, 0))
        for code, name in sold_by_piece(goods)
    }
    drawer = goods.par.keys() | goods.stock.keys()
    shown = [row for code, row in every.items() if code in awaited or (order is None and code in drawer)]
    sheet = StockSheet(mode, part if order is not None else "", tuple(shown), every)
    return sheet.filled() if mode == "order" else sheet


def _awaited(order: Order | None, mode: Mode, rows: Rows, now: Now) -> dict[str, int]:
    if order is not None:
        return {line.product: line.awaited for line in order.lines}
    if mode != "order":
        return {}
    demand, days = stock.demand(rows, now.today), in_force(rows, LEAD_DAYS)
    named = demand.par.keys() | demand.stock.keys() | demand.sold.keys()
    return {code: needed(code, demand, days) for code in named}
