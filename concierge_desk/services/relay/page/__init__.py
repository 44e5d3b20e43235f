"""Pages of the relay beside its shelf: each is a package, imported when it is first opened."""

from concierge_desk.ui.page.page import PageParts


def pay_parts() -> PageParts:
    """Return the parts of the page of what carriers pay."""
    from concierge_desk.services.relay.page.pay.parts import PARTS  # noqa: PLC0415  (once a month)

    return PARTS


def stock_parts() -> PageParts:
    """Return the parts of the page of the stock."""
    from concierge_desk.services.relay.page.stock.view import PARTS  # noqa: PLC0415  (once a week)

    return PARTS
