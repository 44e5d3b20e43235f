"""The pulse that opens a drawer: a printer of rolls passes it on by the cable of the drawer.

Source: https://download4.epson.biz/sec_pubs/pos/reference_en/escpos/ (ESC p); decision 0061.
"""

from functools import cache

from concierge_desk.printing.escpos import dummy

_PIN = 2
"""Of the printer's socket: nearly every drawer hangs on it; the other one is for a second drawer."""


@cache
def pulse() -> bytes:
    """Return what a printer is sent so that the drawer opens: 100 ms on, 100 ms off."""
    roll = dummy()()
    roll.cashdraw(_PIN)
    sent: bytes = roll.output
    return sent
