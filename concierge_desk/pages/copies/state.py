"""State of the page of the copies: one unmoving picture after another.

Source: decision 0024.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias

from concierge_desk.pages.copies.face import CopiesSheet, Copy, Looked, Preview, Tried
from concierge_desk.ui.presenter.sticks_face import Stick
from concierge_desk.ui.presenter.told import Message

Aside: TypeAlias = Literal["copy", "words", "looked", "restore", "going"]
"""What stands beside the list: the copy that is chosen, the words that are asked for, what it was found to be,
what putting it back would do, whether the window is to be closed for it now."""
Wanted: TypeAlias = Literal["check", "look", "restore", "sheet"]
"""What the words are asked for."""
Doing: TypeAlias = Literal["", "copy", "check", "look", "restore", "sheet", "everything"]
"""What takes long."""


@dataclass(frozen=True, slots=True)
class CopiesState:
    """Everything the page of the copies shows.

    Attributes:
        sheet: The copies as they stand.
        sticks: What is plugged in.
        chosen: The copy that is chosen; None where there is none.
        aside: What stands beside the list.
        wanted: What the words are asked for.
        passphrase: The first passphrase is being chosen: typed twice.
        doing: What takes long; empty while nothing does.
        done: Of how many steps of it; None while nothing does, 0 of 0 while nobody knows.
        looked: What the chosen copy was found to be; None before.
        preview: What putting it back would do; None before.
        tried: What its words were found to be; None before.
        shown: Recovery sheet on the screen, as a file; None where there is none.
        offered: A known stick was plugged in, and a copy is owed: told once for each time it is.
        told: The last sentence.
        busy: The desk is at work.
    """

    sheet: CopiesSheet = field(default_factory=CopiesSheet)
    sticks: tuple[Stick, ...] = ()
    chosen: Copy | None = None
    aside: Aside = "copy"
    wanted: Wanted = "look"
    passphrase: bool = False
    doing: Doing = ""
    done: tuple[int, int] | None = None
    looked: Looked | None = None
    preview: Preview | None = None
    tried: Tried | None = None
    shown: str | None = None
    offered: bool = False
    told: Message | None = None
    busy: bool = False


FOLDED: Mapping[str, Any] = {
    "aside": "copy",
    "looked": None,
    "preview": None,
    "tried": None,
}
"""Back at the list: nothing is found, foreseen or asked."""
