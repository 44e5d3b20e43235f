"""Tickets: what is charged stands on one, is due, is paid, and belongs to somebody; whatever was noted wrong first.

Source: docs/contract.md, "Ticket lines and VAT", "Payments and the drawer", "Corrections".
"""

from array import array
from collections.abc import Mapping, Sequence
from typing import TypeAlias

from concierge_desk.counter.books.covers import covered, one_way
from concierge_desk.counter.books.numbers import Numbers
from concierge_desk.counter.books.reading import Charged, Data, Settled, vat_of
from concierge_desk.domain.ticket import MEANS

_Group: TypeAlias = tuple[str, str, int]
_CASH = "cash"


class Tickets:
    """All tickets: what is charged and not settled yet, and by its number where each was settled."""

    def __init__(self) -> None:
        """Begin before the first ticket."""
        self.waiting: list[Charged] = []
        self._left_out = False
        self._places: dict[int, array[int]] = {}
        self._sound: set[tuple[object, ...]] = set()

    def leave_out(self) -> None:
        """Take note that a line or a ticket cannot be read: the next ticket may have lines that nobody sees."""
        self._left_out = True

    def sold(self, settled: Settled) -> list[str]:
        """Return what of a ticket that gives nothing back does not hold, by the names of its fields.

        Raises:
            LookupError, TypeError: When it is none of the counter's.
        """
        lines = self.waiting
        if self._left_out:
            return self._settled(settled.told, None)
        ticket = settled.ticket
        its = settled.lines == b",".join([b"%d" % charged.seq for charged in lines])
        for n, charged in enumerate(lines, 1):
            its = its and charged.n == n and charged.ticket == ticket
        wrong = [] if its else ["lines"]
        # The same things at the same prices, paid in the same way, were reckoned before.
        same = (settled.money, *[charged.line.known for charged in lines])
        if same in self._sound and 0 not in same:
            self.waiting = []
            return wrong
        found = self._settled(settled.told, lines)
        if not found:
            if len(self._sound) >= _MOST_SOUND:
                self._sound.clear()
            self._sound.add(same)
        return wrong + found

    def settled(self, data: Data) -> list[str]:
        """Return what of a ticket does not hold, by the names of its fields.

        Raises:
            LookupError, TypeError: When it is none of the counter's.
        """
        lines = self.waiting
        if self._left_out:
            return [*self._settled(data, None), *self._refunds(data)]
        wrong = [] if _are_its(data, lines) else ["lines"]
        return [*wrong, *self._settled(data, lines), *self._refunds(data)]

    def _refunds(self, data: Data) -> list[str]:
        holds = "refunds" not in data or self.is_place(data["refunds"], data.get("corrects"))
        return [] if holds else ["refunds"]

    def _settled(self, data: Data, lines: Sequence[Charged] | None) -> list[str]:
        """Reckon a ticket; its lines are None where nobody can read all of them."""
        self.waiting, self._left_out = [], False
        if lines is None:
            return [*_paid(data, data["due_cents"], None), *covered(data, None), *one_way(data)]
        wrong = [] if all(charged.line.holds for charged in lines) else ["line"]
        return [
            *wrong,
            *_due(data, lines),
            *_paid(data, data["due_cents"], _funds(lines)),
            *covered(data, [charged.line.told for charged in lines]),
            *one_way(data),
        ]

    def corrected(self, data: Data) -> list[str]:
        """Return what of a correction of means does not hold.

        Raises:
            LookupError, TypeError: When it is none of the counter's.
        """
        wrong = _paid(data, 0, {})
        if not self.is_place(data["ticket"], data["corrects"]):
            wrong.append("ticket")
        return wrong

    def unsettled(self) -> list[int]:
        """Return the charged entries that no ticket holds, and forget them."""
        lines, self.waiting = self.waiting, []
        return [] if self._left_out else [charged.seq for charged in lines]

    def is_place(self, number: str, seq: object) -> bool:
        """Say whether a ticket was settled by an entry, as far as it could be read."""
        place = Numbers.place_of(number)
        if place is None:
            return False
        known = self._places.get(place[0], ())
        found = known[place[1] - 1] if 0 < place[1] <= len(known) else 0
        return found in (seq, 0)

    def keep(self, year: int, n: int, seq: int) -> None:
        """Take note of where a ticket was settled."""
        known = self._places.get(year)
        if known is None:
            known = self._places[year] = array("Q")
        missing = n - len(known) - 1
        if 0 <= missing <= _MOST_MISSING:
            if missing:
                known.extend([0] * missing)
            known.append(seq)


_MOST_SOUND = 4096
_MOST_MISSING = 1000
"""Of tickets that cannot be read one after another; a number further off was made up."""


def _are_its(data: Data, lines: Sequence[Charged]) -> bool:
    """Say whether the lines of a ticket are those that were charged before it, in their order."""
    ticket = data["ticket"]
    return data["lines"] == [charged.seq for charged in lines] and all(
        charged.ticket == ticket and charged.n == n for n, charged in enumerate(lines, 1)
    )


def _due(data: Data, lines: Sequence[Charged]) -> list[str]:
    """Return what does not add up to the lines."""
    wrong = [] if data["due_cents"] == sum(charged.line.cents for charged in lines) else ["due_cents"]
    groups: dict[_Group, list[int]] = {}
    reckoned: dict[_Group, list[int]] = {}
    for charged in lines:
        line = charged.line
        for sums in (groups,) if line.stored else (groups, reckoned):
            cents = sums.setdefault(line.group, [0, 0])
            cents[0] += line.cents
            cents[1] += line.vat_cents
    sold = "refunds" not in data
    told = [
        {
            "fund": group[0],
            "regime": group[1],
            "rate": group[2],
            "ht_cents": cents - vat,
            "vat_cents": vat,
            "ttc_cents": cents,
        }
        for group, (cents, vat) in (sorted(groups.items()) if len(groups) > 1 else groups.items())
    ]
    # What comes back has the tax stored with its lines; what is sold that of the whole.
    if told != data["totals"] or (sold and not all(_is_taxed(*item) for item in reckoned.items())):
        wrong.append("totals")
    return wrong


def _is_taxed(group: _Group, cents: Sequence[int]) -> bool:
    return cents[1] == vat_of(group, cents[0])


def _funds(lines: Sequence[Charged]) -> dict[str, int]:
    found: dict[str, int] = {}
    for charged in lines:
        line = charged.line
        found[line.group[0]] = found.get(line.group[0], 0) + line.cents
    return found


def _paid(data: Data, due: int, funds: Mapping[str, int] | None) -> list[str]:
    """Return what of payments does not hold.

    Args:
        data: Their entry: what covers pays as well.
        due: What they come to.
        funds: What belongs to whom; None where nobody knows.
    """
    wrong = []
    shared: dict[str, int] = {}
    paid = 0
    for row in data.get("transfers", ()):
        for share in row["split"]:
            shared[share["fund"]] = shared.get(share["fund"], 0) + share["cents"]
    for payment in data["payments"]:
        cents, change = payment["cents"], payment["change_cents"]
        paid += cents
        parts = 0
        for share in payment["split"]:
            parts += share["cents"]
            shared[share["fund"]] = shared.get(share["fund"], 0) + share["cents"]
        if parts != cents and "split" not in wrong:
            wrong.append("split")
        if not _is_kept(payment["means"], cents, payment["given_cents"] - change, change):
            wrong.append("payments")
    if paid != due:
        wrong.append("payments")
    if funds is not None and any(shared.get(fund, 0) != funds.get(fund, 0) for fund in {*shared, *funds}):
        wrong.append("split")
    return list(dict.fromkeys(wrong))


def _is_kept(means: str, cents: int, kept: int, change: int) -> bool:
    """Say whether what was kept is what was given less the change: from cash alone."""
    return kept == cents and (change == 0 or (means == _CASH and change > 0)) and means in MEANS
