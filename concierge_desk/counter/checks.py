"""Checks of a desk and of the PC that it stands on: a line each, how it is and what to do.

Source: docs/contract.md, "Words" (`doctor`).
"""

from dataclasses import dataclass
from typing import Literal, TypeAlias

Standing: TypeAlias = Literal["well", "note", "todo"]
"""How it is: well; nothing that has to be done, but to be known; something is to be done."""


@dataclass(frozen=True, slots=True)
class DeskCheck:
    """One line of `doctor`.

    Attributes:
        code: What is looked at, such as ``store``; never another one for the same.
        label: The same in the language asked.
        standing: How it is.
        told: How it is, in words.
        todo: What to do, or what would be better; empty where there is nothing.
    """

    code: str
    label: str
    standing: Standing
    told: str
    todo: str = ""


@dataclass(frozen=True, slots=True)
class BundledFile:
    """A file of the bundle, as it would be written."""

    name: str
    text: str

    @property
    def size_bytes(self) -> int:
        """How long it is."""
        return len(self.text.encode())
