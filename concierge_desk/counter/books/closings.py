"""Closings: each Z made again from the entries of its range, and held to the one before.

Source: docs/contract.md, "Closing record"; docs/requirements.md, "Closing record", R-1.12; decision 0053.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from concierge_desk.counter.books.days import Days
from concierge_desk.counter.books.reading import Data, Noted
from concierge_desk.counter.context import Settings
from concierge_desk.counter.day.closed_drawers import ClosedDrawer, counted_in_all, floats_of
from concierge_desk.counter.day.closing import FROM_PAPER, PULSES, ClosedFrom, closing_figures, opening_gap
from concierge_desk.counter.day.peoples_money import FIELDS
from concierge_desk.counter.day.terminals import terminals_of
from concierge_desk.counter.till.totals import Totals, add_up, several
from concierge_desk.domain.accounting.balance import BALANCES, balances, closing_balances

_LATER = frozenset({"passages", "sales_ht_cents", "sales_vat_cents", "returns_ht_cents", "returns_vat_cents"})
"""What the first versions of a closing did not say."""
_MISSING = object()
_CASH = "cash"
_ABANDONED = "visit.abandoned"
"""Visits that the closing itself gives up are counted in it."""


@dataclass(frozen=True, slots=True)
class ClosedRange:
    """Entries from the closing before to this one.

    Attributes:
        first: Number of the first.
        posted: Those that count, in their order, charged ones apart.
        sold: Lines of the charged ones, each with the tickets that it stands on.
        last_sold: Number of the last charged entry, 0 where there is none.
        from_paper: How many acts were kept on paper first.
        whole: All of them can be read.
        head: Hash of the entry that the closing names as its last, None where there is none.
        cheques: What each cheque that is here is made out for, in cents; None where nobody knows.
    """

    first: int
    posted: Sequence[Noted]
    sold: Iterable[tuple[Data, Sequence[str]]]
    last_sold: int
    from_paper: int
    whole: bool
    head: bytes | None
    cheques: Mapping[str, int] | None


class Closings:
    """The closings so far: what the next one goes on from."""

    def __init__(self) -> None:
        """Begin before the first closing."""
        self.settings: Settings | None = None
        self._last: Data | None = None
        self._hash = b""
        self._years: dict[str, Data] = {}
        self._left_out = False
        # What each fund came to, but the shop's own; None where nobody knows.
        self._balances: dict[str, int] | None = {}

    def keep(self, data: Data | None, closing_hash: bytes) -> None:
        """Go on from a closing; None for one that cannot be read."""
        self._last, self._hash = data, closing_hash
        if data is None:
            self._left_out = True
            self._years.clear()
        else:
            self._years[data["fiscal_year"]] = data

    def closed(self, data: Data, days: Days, found: ClosedRange) -> list[str]:
        """Return what of a closing does not hold, by the names of its fields.

        Raises:
            LookupError, TypeError: When it is none of the counter's.
        """
        wrong = [] if data["seq_from"] == found.first or not found.whole else ["seq_from"]
        if found.head is None or (found.head.hex() != data["head"] and (found.whole or found.head)):
            wrong.append("head")
        if found.whole and not self._follows(data["previous"]):
            wrong.append("previous")
        if days.day is None or data["day"].encode() != days.day:
            wrong.append("day")
        later = [entry for entry in found.posted if entry.seq > data["seq_to"]]
        if found.last_sold > data["seq_to"] or any(entry.kind != _ABANDONED for entry in later):
            wrong.append("seq_to")
        return list(dict.fromkeys((*wrong, *_of_drawer(data, days), *self._of_figures(data, days, found))))

    def _follows(self, previous: Mapping[str, Any] | None) -> bool:
        if not self._hash:
            return previous is None
        number = None if self._last is None else self._last["number"]
        return (
            previous is not None
            and previous["hash"] == self._hash.hex()
            and number in (None, previous["number"])
        )

    def _opening(
        self, before: Mapping[str, int] | None, data: Data, totals: Totals
    ) -> Mapping[str, int] | None:
        """Return what each fund came to before a closing; None where nothing of it has to be told.

        A closing that nothing is known before says it itself.
        """
        if self._last is not None and BALANCES in self._last:
            return closing_balances(self._last[BALANCES])
        if before is None:
            rows = data.get(BALANCES)
            return None if rows is None else {row["fund"]: row["opening_cents"] for row in rows}
        return before if totals.is_of_peoples_money else None

    def _of_figures(self, data: Data, days: Days, found: ClosedRange) -> list[str]:
        """Return what the entries of the range do not bear out; where one cannot be read, nobody can add them up."""
        opened, settings = days.opened_data, self.settings
        before, self._balances = self._balances, None
        if opened is None or settings is None or days.drawers is None or not found.whole:
            self._balances = _told_balances(data)
            return []
        within = [entry for entry in found.posted if entry.seq <= data["seq_to"]]
        totals = add_up(within, [several(*sold) for sold in found.sold])
        abandoned = totals.abandoned + len(found.posted) - len(within)
        totals = replace(totals, abandoned=abandoned, from_paper=found.from_paper)
        self._balances = _gone_on(before, totals) if before is not None else _told_balances(data)
        made_from = ClosedFrom(
            day=opened["day"],
            float_cents=opened["float_cents"],
            opening_gap_cents=opening_gap(opened),
            expected_cents=sum(days.drawers.values()),
            previous=self._last,
            previous_of_year=self._years.get(data["fiscal_year"]),
            # Whether one was connected, the entries do not say: only how often it was opened.
            drawer_connected=data["counts"].get(PULSES) is not None,
            paper_told=FROM_PAPER in data["counts"],
            cheques=found.cheques or {},
            seen=_seen(data, found.cheques),
            terminals=terminals_of(data),
            payees=frozenset(days.payees.values()),
            drawers=_drawers(data, opened, days.drawers),
            opening=self._opening(before, data, totals),
        )
        counted, parked = data[_CASH]["counted_cents"], data["counts"]["parked"]
        made = closing_figures(made_from, totals, settings, counted=counted, parked=parked)
        if found.cheques is None:
            made.pop("cheques", None)
        for row in made["totals"] if self._left_out else ():
            # A closing that cannot be read leaves open from where they went on.
            unknown = ["year_cents"] if data["fiscal_year"] not in self._years else []
            unknown += ["perpetual_cents", "perpetual_abs_cents"] if self._last is None else []
            for name in unknown:
                del row[name]
        # What is held or owed is told all of it, or not at all.
        untrue = [name for name in FIELDS if name in data and name not in made]
        return [*differing(data, made), *untrue]


def _told_balances(data: Data) -> dict[str, int] | None:
    """Return what each fund came to as a closing says it; None where it does not say so."""
    return closing_balances(data[BALANCES]) if BALANCES in data else None


def _gone_on(before: Mapping[str, int], totals: Totals) -> dict[str, int]:
    """Return what each fund comes to after a range."""
    found = balances(before, totals.funds, totals.moved_funds)
    return {one.fund: one.closing_cents for one in found}


def _seen(data: Data, here: Mapping[str, int] | None) -> frozenset[str] | None:
    """Return which cheques were seen by a closing, as it tells those that were not; None where nobody looked."""
    missing = data["cheques"].get("missing") if "cheques" in data else None
    return None if missing is None else frozenset(here or ()) - frozenset(missing)


def differing(told: Mapping[str, Any], made: Mapping[str, Any]) -> list[str]:
    """Return the names of the fields that say something else than what was made again."""
    return [
        name
        for name, value in made.items()
        if told.get(name, _MISSING) != value and not _says(told, name, value)
    ]


def _says(told: Mapping[str, Any], name: str, made: object) -> bool:
    """Say whether a field says the same after all, but for what an older version did not say."""
    if name not in told:
        return made is None or name in _LATER
    value = told[name]
    if isinstance(made, dict):
        return isinstance(value, dict) and not differing(value, made)
    if isinstance(made, list):
        pairs = zip(value, made, strict=True) if isinstance(value, list) and len(value) == len(made) else None
        return pairs is not None and all(
            isinstance(one, dict) and not differing(one, other) for one, other in pairs
        )
    return False


def _drawers(data: Data, opened: Data, held: Mapping[str, int]) -> tuple[ClosedDrawer, ...]:
    """Return each of several drawers, as the entries of the day have it and the closing counted it."""
    counted = {row["drawer"]: row["counted_cents"] for row in data.get("drawers", ())}
    floats = floats_of(opened)
    if len(floats) < _SEVERAL:
        return ()
    return tuple(
        ClosedDrawer(code, cents, held.get(code, 0), counted.get(code)) for code, cents in floats.items()
    )


_SEVERAL = 2


def _of_drawer(data: Data, days: Days) -> list[str]:
    """Return what of the drawers does not hold within the closing itself."""
    cash = data[_CASH]
    kept = sum(row["net_cents"] for row in data["means"] if row["means"] == _CASH)
    # What could not be read was in the drawer all the same.
    sums = "unreadable" in data or cash["expected_cents"] == cash["float_cents"] + kept + cash["moved_cents"]
    rows = data.get("drawers") or [cash]
    holds = all(_is_counted(row, days) for row in rows)
    told = counted_in_all(row["counted_cents"] for row in rows)
    gap = None if told is None else told - cash["expected_cents"]
    total = (cash["counted_cents"], cash["gap_cents"]) == (told, gap)
    explained = any(row["gap_cents"] for row in rows) == (data["gap_reason"] is not None)
    return [name for name, fits in ((_CASH, sums and holds and total), ("gap_reason", explained)) if not fits]


def _is_counted(row: Mapping[str, Any], days: Days) -> bool:
    counted = row["counted_cents"]
    gap = None if counted is None else counted - row["expected_cents"]
    return days.is_count(row["drawer"], counted) and row["gap_cents"] == gap
