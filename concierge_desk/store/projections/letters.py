"""Movements of letters to people, by the entries that tell of them."""

from collections.abc import Mapping
from typing import Final

from concierge_desk.domain.charge import MAILED
from concierge_desk.domain.journal import Posted
from concierge_desk.store.connection import Connection
from concierge_desk.store.leaving.letters import GIVEN_UP, SENT
from concierge_desk.store.rows import write_row
from concierge_desk.store.schema import Apply
from concierge_desk.store.till import apply_printed


def apply_sent(connection: Connection, posted: Posted) -> None:
    """Keep that the server took a letter."""
    _end(connection, posted, None, again=bool(posted.data["again"]))


def apply_given_up(connection: Connection, posted: Posted) -> None:
    """Keep that a letter does not leave any more, and why."""
    _end(connection, posted, str(posted.data["why"]), again=False)


def _end(connection: Connection, posted: Posted, why: str | None, *, again: bool) -> None:
    row = {"document": posted.data["document"], "seq": posted.seq, "at": posted.at, "why": why}
    marks = {"again": int(again), "receipt": int(posted.data["form"] == "pdf")}
    write_row(connection, "letter_end", row | marks, key="document")


APPLY: Final[Mapping[str, Apply]] = {MAILED: apply_printed, SENT: apply_sent, GIVEN_UP: apply_given_up}
