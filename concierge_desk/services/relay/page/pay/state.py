"""State of the page of what carriers pay: one unmoving picture after another.

Source: decision 0077.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from concierge_desk.services.relay.model.pay.month import PayMonth
from concierge_desk.services.relay.model.pay.reckoning import PayDifference
from concierge_desk.ui.presenter.told import Message


@dataclass(frozen=True, slots=True)
class ReadStatement:
    """A statement out of a file, before it is noted.

    Attributes:
        name: Of the file.
        lines: As the command takes them.
        differences: To what is expected.
    """

    name: str
    lines: tuple[Mapping[str, Any], ...]
    differences: tuple[PayDifference, ...]


@dataclass(frozen=True, slots=True)
class PayState:
    """Everything the page shows.

    Attributes:
        month: What is paid for a month; None before it was reckoned.
        name: What the carrier is called.
        chosen: The row that is chosen, by its ref; empty for the first.
        file: Their statement out of a file; None where none was read.
        told: The last sentence.
        busy: The desk is at work.
    """

    month: PayMonth | None = None
    name: str = ""
    chosen: str = ""
    file: ReadStatement | None = None
    told: Message | None = None
    busy: bool = False
