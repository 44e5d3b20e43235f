"""State of the page about the program: one unmoving picture after another.

Source: docs/contract.md, "The window".
"""

from dataclasses import dataclass

from concierge_desk.ui.presenter.figures import Figure
from concierge_desk.ui.presenter.told import Message


@dataclass(frozen=True, slots=True)
class AboutState:
    """Everything the page about the program shows.

    Attributes:
        facts: What it is; empty before that was read.
        licences: Names of the licences' texts.
        chosen: Name of the one that is read; empty where none is.
        text: That text.
        told: The last sentence.
        busy: The desk is at work.
    """

    facts: tuple[Figure, ...] = ()
    licences: tuple[str, ...] = ()
    chosen: str = ""
    text: str = ""
    told: Message | None = None
    busy: bool = False
