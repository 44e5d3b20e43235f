"""The closing that is being prepared: working state, one at most."""

import json
from collections.abc import Mapping

from concierge_desk.domain.preparation import Preparation
from concierge_desk.store.connection import Connection


def preparation(connection: Connection) -> Preparation | None:
    """Return the closing that is being prepared, None while none is."""
    row = connection.execute("SELECT data FROM preparation").fetchone()
    return None if row is None else _read(json.loads(row[0]))


def keep_preparation(connection: Connection, kept: Preparation) -> None:
    """Keep the preparation as it stands."""
    pieces = {str(face): count for face, count in kept.pieces.items()}
    data = {"pieces": pieces, "parked": kept.parked, "later": kept.later}
    connection.execute(
        "INSERT INTO preparation(one, data) VALUES(1, ?) ON CONFLICT(one) DO UPDATE SET data = excluded.data",
        (json.dumps(data),),
    )


def drop_preparation(connection: Connection) -> None:
    """Forget the preparation."""
    connection.execute("DELETE FROM preparation")


def _read(data: Mapping[str, object]) -> Preparation:
    pieces, parked = data["pieces"], data["parked"]
    if not isinstance(pieces, dict):
        raise TypeError("pieces by coin and note")
    return Preparation(
        {int(face): int(count) for face, count in pieces.items()},
        None if parked is None else str(parked),
        bool(data["later"]),
    )
