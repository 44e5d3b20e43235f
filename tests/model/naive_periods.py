"""The model's months and fiscal years: what was closed since the last one, summed once more, in plain sums.

Source: docs/contract.md, "Months and fiscal years"; docs/requirements.md, R-1.30; decision 0079.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from tests.model.books import Books
from tests.model.facts import Closed

Entry = tuple[str, Any, int | None]
SCOPES = ("turnover", "third_parties")


def close_periods(books: Books, day: date) -> tuple[list[Entry], list[dict[str, Any]]]:
    """Return the entries that the opening of a day writes before it, and what they hold."""
    entries: list[Entry] = []
    told: list[dict[str, Any]] = []
    goes_on = _key(books, day)
    for run in _over(books.closed[books.in_months :], _key_of, goes_on):
        books.in_months += len(run)
        month = {
            "number": books.number("M"),
            "month": run[0].date.isoformat()[:7],
            "fiscal_year": run[0].fiscal_year,
            "days": sorted({one.date.isoformat() for one in run}),
            "seq_to": run[-1].seq,
            "totals": _totals(books, run),
        }
        books.months.append((run[0].fiscal_year, run))
        entries.append(("month.closed", None, None))
        told.append(month)
    for months in _over(books.months[books.in_years :], lambda one: one[0], goes_on[1]):
        books.in_years += len(months)
        run = [one for _year, days in months for one in days]
        year = {"number": books.number("Y"), "fiscal_year": months[0][0], "totals": _totals(books, run)}
        entries.append(("year.closed", None, None))
        told.append(year)
    return entries, told


def _key(books: Books, day: date) -> tuple[str, str]:
    return day.isoformat()[:7], books.fiscal_year(day)


def _key_of(one: Closed) -> tuple[str, str]:
    return one.date.isoformat()[:7], one.fiscal_year


def _over(items: Sequence[Any], key: Any, goes_on: object) -> list[list[Any]]:
    """Return items in runs of one key, but for a last one that goes on."""
    found: list[list[Any]] = []
    for item in items:
        if found and key(found[-1][-1]) == key(item):
            found[-1].append(item)
        else:
            found.append([item])
    return found[:-1] if found and key(found[-1][0]) == goes_on else found


def _totals(books: Books, run: Sequence[Closed]) -> list[dict[str, Any]]:
    """Days add up to the month, months to the year, and both to what the perpetual total grew by."""
    before = books.closed[: books.closed.index(run[0])]
    return [
        {
            "scope": scope,
            "period_cents": sum(one.sums[scope] for one in run),
            "perpetual_cents": sum(one.sums[scope] for one in (*before, *run)),
        }
        for scope in SCOPES
    ]
