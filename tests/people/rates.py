"""Slates by rate, as their entries tell them: what is left of a debt by rate comes to what is left of it, and is never less.

A slate bears what of ours stands before it on its ticket and nothing covers yet, in proportion, to the cent.

Source: docs/contract.md, "Money held and owed"; decision 0084.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from concierge_desk.domain.journal import Posted
from tests.people.books import OWN, Books

Data = Mapping[str, Any]
SAYS = {"account.owed": -1, "account.cheque_unpaid": -1, "account.paid": 1, "account.written_off": 1}
"""Kinds that move a debt, and the sign of its rates beside that of its line."""


def move(books: Books, posted: Sequence[Posted]) -> None:
    """Take over what the entries of a ticket say of debts."""
    lines = [entry for entry in posted if "line" in entry.data]
    for n, entry in enumerate(lines):
        if entry.kind not in SAYS:
            continue
        sign, data = SAYS[entry.kind], entry.data
        said = [(one["debt"], one["rates"]) for one in data.get("paid", [data])]
        assert sign * sum(row["cents"] for _, rows in said for row in rows) == data["line"]["cents"]
        for debt, rows in said:
            for row in rows:
                books.by_rate.setdefault(debt, Counter())[_rate(row)] -= sign * row["cents"]
        if entry.kind == "account.owed" and "party" in data and "corrects" not in data:
            _bears(data, lines[:n])


def agree(books: Books) -> None:
    """What is left by rate is what is left."""
    for debt in books.things:
        if debt.sort == "debt":
            left = books.by_rate[debt.code]
            assert sum(left.values()) == (0 if debt.never else books.left(debt))
            assert min(left.values(), default=0) >= 0


def _rate(row: Data) -> tuple[int, str]:
    return row["rate"], row["nature"]


def _bears(owed: Data, before: Sequence[Posted]) -> None:
    """A debt bears the rates of what is not covered yet, each in proportion."""
    free: list[tuple[tuple[int, str], int]] = []
    lines = [(entry, entry.data["line"]) for entry in before]
    halves = {n + k for n, (_, line) in enumerate(lines) if line.get("pair") for k in (0, -1)}
    for entry, line in (each for n, each in enumerate(lines) if n not in halves):
        if line.get("covers"):
            rows = entry.data.get("rates") or [{**line, "cents": -line["cents"]}]
            for row in rows:
                free = _without(free, _rate(row), row["cents"])
        elif line["fund"] == OWN and line["cents"] > 0:
            free.append((_rate(line), line["cents"]))
    room: Counter[tuple[int, str]] = Counter()
    for rate, cents in free:
        room[rate] += cents
    whole, cents = room.total(), -owed["line"]["cents"]
    said = {_rate(row): row["cents"] for row in owed["rates"]}
    assert sum(said.values()) == cents <= whole
    for rate in said | room:
        assert said.get(rate, 0) <= room[rate]
        assert abs(said.get(rate, 0) * whole - cents * room[rate]) < whole


def _without(
    free: Sequence[tuple[tuple[int, str], int]], wanted: tuple[int, str], cents: int
) -> list[tuple[tuple[int, str], int]]:
    """What is left when so much is covered: first of its own rate, then of the oldest."""
    found = dict(enumerate(free))
    for n in sorted(found, key=lambda n: found[n][0] != wanted):
        rate, left = found[n]
        part = min(left, cents)
        found[n], cents = (rate, left - part), cents - part
    return [found[n] for n in sorted(found)]
