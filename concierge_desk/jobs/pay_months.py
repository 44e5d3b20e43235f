"""A month of what a principal pays, reckoned at an open desk; and its own statement, read from a file and noted.

Source: docs/contract.md, "What carriers pay"; decision 0077.
"""

from pathlib import Path
from typing import Any

from concierge_desk.counter.command.operation import Answer
from concierge_desk.desk import catalogue
from concierge_desk.desk.desk import Desk
from concierge_desk.desk.files import foreign_bytes
from concierge_desk.domain.clock import instant_for, local_day
from concierge_desk.domain.errors import EnvironmentFailure
from concierge_desk.store import journal
from concierge_desk.store.connection import Connection

_MOST_BYTES = 1_000_000
"""No statement is larger: what is was chosen by mistake."""


def pay_month(desk: Desk, principal: str, month: str) -> Any:
    """Return a month, as it stands.

    Raises:
        Refused: ``relay.principal_unknown``.
    """

    def read(rows: Connection) -> Any:
        today = local_day(instant_for(desk.clock, journal.head(rows).at).at, desk.settings.zone)
        return catalogue.pay_reckoning().month(rows, principal, month, today)

    return desk.store.read(read)


def read_statement(path: Path) -> list[dict[str, Any]]:
    """Return the lines of a principal's statement out of a file.

    Raises:
        EnvironmentFailure: ``file.missing``.
        Refused: With the line that cannot be read.
    """
    try:
        data = foreign_bytes(path, _MOST_BYTES)
    except (OSError, ValueError) as error:
        raise EnvironmentFailure("file.missing", file=str(path)) from error
    return catalogue.pay_reckoning().read(data)


def note_statement(
    desk: Desk, principal: str, month: str, lines: list[dict[str, Any]], operator: str | None
) -> Answer:
    """Note a principal's statement; a refusal is an answer too."""
    fields = {"principal": principal, "month": month, "lines": lines}
    do = catalogue.pay_reckoning().note
    return desk.counter.execute({"op": desk.new_op(), "do": do, **fields}, operator)
