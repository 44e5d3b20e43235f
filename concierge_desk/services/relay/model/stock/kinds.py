"""Words of the relay's own stock: kinds of its entries, states of an order, reasons."""

RECEIVED = "relay.stock_received"
SPOILED = "relay.stock_spoiled"
COUNTED = "relay.stock_counted"
OPENED = "relay.pack_opened"
ORDERED = "relay.stock_ordered"
CHECKED = "relay.delivery_checked"

OPEN, PART, CLOSED, CANCELLED = "open", "part", "closed", "cancelled"
AWAITED = (OPEN, PART)
"""States of an order of which something is still to come."""

SPOILT = "spoilt"
"""Reason that is meant where none is given; its entry says none."""

DECLARED = ("theft", "loss")
"""Reasons of which La Poste gets a declaration that somebody signs."""

SALES_DAYS = 28
"""Four weeks: each day of the week as often as any other."""
