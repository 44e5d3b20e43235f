"""Rates of VAT, dated."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from concierge_desk.domain import dated
from concierge_desk.domain.errors import Refused


@dataclass(frozen=True, slots=True)
class VatRow:
    """A rate in hundredths of a percent, and the days on which it holds."""

    code: str
    label: str
    rate: int
    valid_from: date
    valid_to: date | None
    source: str


def read_vat_rows(csv_text: str) -> tuple[VatRow, ...]:
    """Return the rows of ``resources/vat.csv``.

    Raises:
        BadRow: With the number of the first wrong line.
    """
    return dated.table(csv_text, VatRow, "code", label="label_fr")


def rate_of(rates: Mapping[str, int], code: str, day: date) -> int:
    """Return the rate of a code among those of a day, in hundredths of a percent.

    Raises:
        Refused: ``vat.unknown`` when none holds.
    """
    if code not in rates:
        raise Refused("vat.unknown", vat_code=code, day=day.isoformat())
    return rates[code]


def rate_on(rows: Iterable[VatRow], code: str, day: date) -> int:
    """Return the rate of a code on a day, in hundredths of a percent.

    Raises:
        Refused: ``vat.unknown`` when no row holds.
    """
    row = dated.latest((row for row in rows if row.code == code), day)
    if row is None:
        raise Refused("vat.unknown", vat_code=code, day=day.isoformat())
    return row.rate
