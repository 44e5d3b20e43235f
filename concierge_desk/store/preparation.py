"""The closing that is being prepared: working state, one at most."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from concierge_desk.domain.preparation import Preparation
from concierge_desk.store.connection import Connection


def preparation(connection: Connection) -> Preparation | None:
    """Return the closing that is being prepared, None while none is."""
    row = connection.execute("SELECT data FROM preparation").fetchone()
    return None if row is None else _read(json.loads(row[0]))


def keep_preparation(connection: Connection, kept: Preparation) -> None:
    """Keep the preparation as it stands."""
    pieces = {str(face): count for face, count in kept.pieces.items()}
    data = {**asdict(kept), "pieces": pieces}
    connection.execute(
        "INSERT INTO preparation(one, data) VALUES(1, ?) ON CONFLICT(one) DO UPDATE SET data = excluded.data",
        (json.dumps(data),),
    )


def drop_preparation(connection: Connection) -> None:
    """Forget the preparation."""
    connection.execute("DELETE FROM preparation")


def _read(data: Mapping[str, Any]) -> Preparation:
    pieces, parked = data["pieces"], data["parked"]
    if not isinstance(pieces, dict):
        raise TypeError("pieces by coin and note")
    return Preparation(
        {int(face): int(count) for face, count in pieces.items()},
        None if parked is None else str(parked),
        bool(data["later"]),
        # An older version kept nothing of these.
        data.get("terminal_cents"),
        None if data.get("seen") is None else tuple(data["seen"]),
        data.get("checked") is True,
        data.get("terminals", {}),
        {command: tuple(seen) for command, seen in data.get("there", {}).items()},
        tuple(data.get("passed", ())),
    )
