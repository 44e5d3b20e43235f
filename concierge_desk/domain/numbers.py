"""Numbers printed on paper: tickets, closings, slips, complaints, paying-in sheets, remittances, bags, months, years; gap-free.

They restart with the business year.

Source: docs/contract.md, "Numbers".
"""

import re

TICKET = "T"
CLOSING = "Z"
SLIP = "B"
COMPLAINT = "R"
PAYING_IN = "E"
"""Paying-in sheets: *remise à l'encaissement*; `R` is the complaints'."""
REMITTANCE = "V"
"""What is paid over to whose money it is: *versement*."""
BAG = "A"
"""Bags that a carrier's driver brings: *sac annoncé*."""
ORDER = "F"
"""Orders to suppliers: *fournisseurs*."""
ENTRUSTED = "D"
"""Orders of things entrusted, of every trade in one series: *dépôts*."""
SENT = "S"
"""Slips that things leave with for whoever works on them; in the postman's series La Poste would see holes."""
LOAN = "L"
"""Loans, of every nature in one series."""
MONTH = "M"
YEAR = "Y"
"""Closings of months and of fiscal years."""
FIRST_EPOCH = "A"

_WIDTH = {
    **dict.fromkeys((TICKET, ENTRUSTED, LOAN), 6),
    **dict.fromkeys((CLOSING, SLIP, COMPLAINT, PAYING_IN, REMITTANCE, BAG, ORDER, SENT, MONTH, YEAR), 4),
}

_REST = re.compile(r"-[0-9]{4}-(?:[A-Z]+-)?[0-9]{4,}")


def is_number(series: str, text: str) -> bool:
    """Say whether a text has the form of the numbers of a series."""
    return text.startswith(series) and _REST.fullmatch(text, len(series)) is not None


def as_printed(text: str) -> str:
    """Return a number as it stands on paper, typed in whichever case; anything else as it is.

    What follows it after a slash, such as which piece of an order, stays.
    """
    number, slash, rest = text.partition("/")
    upper = number.upper()
    return (
        f"{upper}{slash}{rest}"
        if upper[:1].isascii() and upper[:1].isalpha() and _REST.fullmatch(upper, 1)
        else text
    )


def number_of(series: str, year: int, n: int, epoch: str) -> str:
    """Return a number as printed, such as ``T-2026-000001`` or, after a restore, ``T-2026-B-000124``."""
    after_restore = "" if epoch == FIRST_EPOCH else f"{epoch}-"
    return f"{series}-{year}-{after_restore}{n:0{_WIDTH[series]}d}"
