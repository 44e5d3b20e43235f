"""Movements of channels and deliveries, by the entries that tell of them."""

from collections.abc import Mapping
from typing import Final

from concierge_desk.domain.journal import Posted
from concierge_desk.store.connection import Connection
from concierge_desk.store.leaving.deliveries import ACKNOWLEDGED, CHANNEL_SET, MADE, NO_CHANNEL
from concierge_desk.store.schema import Apply


def apply_channel(connection: Connection, posted: Posted) -> None:
    """Keep by which channel a file leaves; what waits goes on waiting when the channel is another."""
    data = posted.data
    if data["channel"] == NO_CHANNEL:
        connection.execute("DELETE FROM delivery_channel WHERE export = ?", (data["export"],))
        return
    connection.execute(
        "INSERT INTO delivery_channel VALUES(?, ?, ?, ?, ?, ?) ON CONFLICT(export) DO UPDATE SET"
        " channel = excluded.channel, key = excluded.key, details = excluded.details, seq = excluded.seq",
        (data["export"], data["channel"], data.get("key"), data.get("details"), posted.seq, posted.seq),
    )


def apply_made(connection: Connection, posted: Posted) -> None:
    """Keep that a file is there."""
    data = posted.data
    connection.execute(
        "INSERT INTO delivery_made VALUES(?, ?, ?, ?, ?, ?, ?)",
        (
            data["export"],
            data["number"],
            posted.seq,
            posted.at,
            data["channel"],
            data["sha256"],
            int(data["again"]),
        ),
    )


def apply_acknowledged(connection: Connection, posted: Posted) -> None:
    """Keep that somebody there said that it came."""
    told = (posted.data["export"], posted.data["number"], posted.seq)
    connection.execute("INSERT INTO delivery_acknowledged VALUES(?, ?, ?)", told)


APPLY: Final[Mapping[str, Apply]] = {
    CHANNEL_SET: apply_channel,
    MADE: apply_made,
    ACKNOWLEDGED: apply_acknowledged,
}
