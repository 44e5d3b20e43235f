"""Destination of an item: the zone of its tariff, and whether goods need a customs declaration.

The zones of letters, those of parcels and the customs territory divide the world differently: each is a
scheme of one dated table. A country that stands in none of a scheme's rows belongs to its rest, ``*``.

Source: docs/trade.md, "Customs declarations", "Postal tariffs"; `resources/laposte-zones.csv`, row by row.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from concierge_desk.domain import dated
from concierge_desk.domain.countries import ALPHA_2
from concierge_desk.domain.errors import Refused

LETTER, PARCEL, CUSTOMS = "letter", "parcel", "customs"
REST = "*"
"""Stands for every country that has no row of its own in a scheme."""
CN23 = "CN23"
"""Zone of the customs scheme whose goods travel with a declaration."""


@dataclass(frozen=True, slots=True)
class ZoneRow:
    """The zone of a country in a scheme, and the days on which it holds."""

    scheme: str
    country: Annotated[str, dated.Holds(words=(*ALPHA_2, REST))]
    zone: str
    valid_from: date
    valid_to: date | None
    source: str
    confidence: str


def read_zone_rows(csv_text: str) -> tuple[ZoneRow, ...]:
    """Return the rows of ``resources/laposte-zones.csv``.

    Raises:
        BadRow: With the number of the first wrong line.
    """
    return dated.table(csv_text, ZoneRow, "scheme", "country")


def zone_of(rows: Iterable[ZoneRow], scheme: str, country: str, day: date) -> str:
    """Return the zone of a country on a day.

    Args:
        rows: The table.
        scheme: ``letter``, ``parcel`` or ``customs``.
        country: ISO 3166-1 alpha-2, in capitals.
        day: Day of the operation.

    Raises:
        Refused: ``relay.country_unknown`` for no country at all, or when no row says anything of the day.
    """
    own = [row for row in rows if row.scheme == scheme and row.country in (country, REST)]
    row = dated.latest((row for row in own if row.country == country), day)
    if row is None:
        row = dated.latest((row for row in own if row.country == REST), day)
    if row is None or country not in ALPHA_2:
        raise Refused("relay.country_unknown", country=country)
    return row.zone


def needs_declaration(rows: Iterable[ZoneRow], country: str, day: date) -> bool:
    """Say whether goods sent to a country travel with a customs declaration; documents need none.

    Parts of the Union that lie outside its customs territory (Canaries, Åland, Livigno …) have no country
    of their own: the source of their country's row names them.

    Raises:
        Refused: ``relay.country_unknown``.

    Source: https://aide.laposte.fr/ (to overseas France and out of the Union); docs/trade.md, "Operations of the
    relay".
    """
    return zone_of(rows, CUSTOMS, country, day) == CN23
