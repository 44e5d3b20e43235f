"""Periods of what is lent: what stands by a day, and keeps whose it is.

Source: docs/requirements.md, R-4.02; decision 0086.
"""

_STANDS = """
SELECT party FROM {N}_loan WHERE state = 'out' OR ended_day > :day
UNION SELECT party FROM {N}_reservation WHERE state = 'open' AND to_day > :day OR ended_day > :day
UNION SELECT party FROM {N}_waiting WHERE state = 'open' OR ended_day > :day
UNION SELECT party FROM {N}_authority WHERE state = 'open' AND (until_day IS NULL OR until_day > :day) OR ended_day > :day
UNION SELECT party FROM {N}_object WHERE party IS NOT NULL AND (state NOT IN ('lost', 'retired', 'undone') OR ended_day > :day)
"""
_MINE = " UNION ".join(
    f"SELECT party FROM {{N}}_{name}"  # noqa: S608
    for name in ("loan", "reservation", "waiting", "authority", "object")
)
IN_USE = f"""
{_STANDS}
UNION SELECT fnuci FROM {{N}}_object WHERE state NOT IN ('lost', 'retired', 'undone') OR ended_day > :day
UNION SELECT note FROM {{N}}_upkeep WHERE day > :day
"""  # noqa: S608
"""Refs that are still in use."""
OVER = f"SELECT ref FROM party_link WHERE ref IN ({_MINE}) AND ref NOT IN ({_STANDS})"  # noqa: S608
"""Parties that are over and tied to somebody."""
