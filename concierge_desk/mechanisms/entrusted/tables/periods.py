"""Periods of what is entrusted: of which orders everything was gone by a day.

Source: docs/requirements.md, R-4.02; decision 0086.
"""

_STANDS = "FROM {N}_piece WHERE ended_day IS NULL OR ended_day > :day"
_BESIDE = " UNION ".join(f"SELECT {name} {_STANDS}" for name in ("brand", "note", "fnuci"))
IN_USE = f"SELECT party FROM {{N}}_order WHERE number IN (SELECT number {_STANDS}) UNION {_BESIDE}"  # noqa: S608
"""Refs that are still in use."""
OVER = """
SELECT ref FROM party_link JOIN {N}_order ON party = ref WHERE NOT EXISTS
    (SELECT 1 FROM {N}_piece WHERE {N}_piece.number = {N}_order.number AND (ended_day IS NULL OR ended_day > :day))
"""
"""Parties of orders that are over and are tied to somebody."""
