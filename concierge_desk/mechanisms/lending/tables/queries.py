"""Queries of a nature's tables that are asked at rest, and load nothing else; ``{N}`` stands for its code."""

from typing import Final

from concierge_desk.counter.nature_parts import NatureQueries

OPEN: Final = "state = 'open'"
OUT: Final = "state = 'out'"
NOT_GONE: Final = "state NOT IN ('lost', 'retired', 'undone')"
STANDS: Final = {"loan": OUT, "reservation": OPEN, "waiting": OPEN, "authority": OPEN}
"""By table of what somebody has or may have, when it stands."""

LATE: Final = f"SELECT count(*) FROM {{N}}_loan WHERE {OUT} AND due_day < ?"  # noqa: S608
"""How many loans were due before a day, an ISO text."""
_PARTIES = " UNION ALL ".join(
    f"SELECT party FROM {{N}}_{table} WHERE {stands}"  # noqa: S608
    for table, stands in {**STANDS, "object": NOT_GONE}.items()
)
QUERIES: Final = NatureQueries(
    used="SELECT 1 FROM {N}_object UNION ALL SELECT 1 FROM {N}_kind LIMIT 1",
    held=f"SELECT count(*) FROM {{N}}_object WHERE {NOT_GONE}",  # noqa: S608
    names=f"SELECT DISTINCT text FROM personal WHERE ref IN ({_PARTIES})",  # noqa: S608
    things="SELECT loan FROM {N}_loan WHERE party = ?",
    called={
        # A kind, or what belongs to one.
        "code": "SELECT 1 FROM {N}_kind WHERE kind = ?1 OR instr(' ' || checks, ' ' || ?1 || ':') LIMIT 1",
        "label": "SELECT 1 FROM {N}_kind WHERE label = ?1 UNION ALL SELECT 1 FROM {N}_object WHERE label = ?1 LIMIT 1",
        "place": "SELECT 1 FROM {N}_object WHERE place = ? LIMIT 1",
    },
)
