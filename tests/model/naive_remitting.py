"""The model's remittances: what was charged for a principal, less what came back, less what was paid over to it.

Source: docs/contract.md, "Remittances"; decision 0079.
"""

from collections.abc import Mapping
from typing import Any

from tests.model.books import Books
from tests.model.facts import No, Noted, Told
from tests.model.naive_till import moved
from tests.model.tables import LAPOSTE, MANDATE

Raw = Mapping[str, Any]


def remit(books: Books, raw: Raw) -> Told:
    """Pay over what is La Poste's."""
    if raw["principal"] != LAPOSTE:
        raise No("partner.unknown")
    cents, cash = raw["cents"], raw.get("by", "cash") == "cash"
    entries: list[tuple[str, Any, int | None]] = []
    if cash:
        books.must_hold(-cents)
        entries = moved(books, -cents, "out", None, MANDATE).entries
    else:
        books.remitted[MANDATE] += cents
    slip, left = books.number("V"), books.owed(MANDATE)
    told = {"slip": slip, "fund": MANDATE, "owed_cents": left}
    warned = ["till.over_remitted"] if left < 0 else []
    entries.append(("till.remitted", (cents, cash, books.open_day.opened_seq), None))
    return Told(entries, told, warned, expected=[{"slip": slip, "cents": cents, "principal": LAPOSTE}])


def remittance_back(books: Books, entry: Noted) -> list[tuple[str, Any, int | None]]:
    """Owe it again, the same day; its cash comes back by its own movement."""
    cents, cash, opened_seq = entry.fact
    if opened_seq != books.open_day.opened_seq:
        raise No("till.remittance_stays")
    if not cash:
        books.remitted[MANDATE] -= cents
    return [("till.remitted", None, entry.seq)]
