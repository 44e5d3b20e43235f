"""Queries of a nature's tables that are asked at rest, and load nothing else; ``{N}`` stands for its code."""

from typing import Final

from concierge_desk.counter.nature_parts import NatureQueries

WAITING: Final = (
    "SELECT count(*) FROM {N}_piece WHERE ended_day IS NULL AND state IN ('ready', 'to_give_back')"
)
"""How many pieces somebody may come for."""
HOLDS: Final = "SELECT 1 FROM {N}_piece WHERE partner = ? AND ended_day IS NULL LIMIT 1"
"""Whether a partner has pieces to work on, or works on them."""
NAMED: Final = (
    "FROM {N}_piece INDEXED BY {N}_piece_here JOIN {N}_order USING(number) JOIN personal ON ref = party"
    " WHERE ended_day IS NULL"
)
"""Orders of which something is not gone, each with the name that was typed for it."""
QUERIES: Final = NatureQueries(
    # By an index, where a table grows.
    used="SELECT 1 FROM {N}_order WHERE seq > 0 UNION ALL SELECT 1 FROM {N}_price UNION ALL SELECT 1 FROM {N}_round"
    " UNION ALL SELECT 1 FROM {N}_kind LIMIT 1",
    held="SELECT count(*) FROM {N}_piece WHERE ended_day IS NULL",
    names=f"SELECT DISTINCT text {NAMED}",
    things="SELECT number FROM {N}_order WHERE party = ?",
    called={
        # A kind, or a place on which a piece lies that is not gone.
        "code": "SELECT 1 FROM {N}_kind WHERE kind = ?1"
        " UNION ALL SELECT 1 FROM {N}_piece WHERE ended_day IS NULL AND place = ?1 LIMIT 1",
        "label": "SELECT 1 FROM {N}_kind WHERE label = ? LIMIT 1",
    },
)
