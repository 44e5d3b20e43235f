"""Answers of a first start: what was chosen and typed so far, in memory alone.

Source: decision 0066.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal, Self, TypeAlias

Kind: TypeAlias = Literal["", "practice", "real"]


@dataclass(frozen=True, slots=True)
class FoundCopy:
    """A copy on a stick, by its name: nothing of it was read.

    Attributes:
        path: The file.
        desk: Code of the desk it is of.
        when: When it was made, in words.
        stick: Name of the stick.
        size: In words.
        practice: It is of a practice shop.
    """

    path: Path
    desk: str
    when: str
    stick: str
    size: str
    practice: bool


@dataclass(frozen=True, slots=True)
class Answers:
    """Answers given so far; those that lock and open are in no repr.

    Attributes:
        kind: What is to be made; empty while nobody said.
        texts: What was typed, by the name of its field; those of a site file are called as there.
        phrase: Words that will lock the keys; empty while none were chosen.
        copy: The copy to be put back.
        words: What opens it.
    """

    kind: Kind = ""
    texts: Mapping[str, str] = field(default_factory=dict)
    phrase: str = field(default="", repr=False)
    copy: FoundCopy | None = None
    words: str = field(default="", repr=False)

    def text(self, name: str) -> str:
        """Return what was typed into a field, without the blanks around it."""
        return self.texts.get(name, "").strip()

    def having(self, name: str, text: str) -> Self:
        """Return the same with another text in a field."""
        return replace(self, texts={**self.texts, name: text})
