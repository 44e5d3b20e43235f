"""A sentence with marks in it: a key, a word to type, a name that stands on the screen, a command; and what no paper shows.

``[[F10]]`` is a key, ``{{stock}}`` a word to type, ``**Journée**`` a name on the screen, and what stands between backticks is
a command of the command line.

Source: decision 0071.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

Look: TypeAlias = Literal["plain", "key", "word", "name", "command"]

_FORBIDDEN = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
"""All of the categories Cc, Cs, Zl and Zp."""

_MARKED = re.compile(
    r"\[\[(?P<key>[^\[\]{}]+)\]\]"
    r"|\{\{(?P<word>[^\[\]{}]+)\}\}"
    r"|\*\*(?P<name>[^*\[\]{}]+)\*\*"
    r"|`(?P<command>[^`]+)`"
)
_LOOKS: tuple[Look, ...] = ("key", "word", "name", "command")
_SIGNS = ("[[", "]]", "{{", "}}", "**", "`")
_QUOTED = {"key": "[{}]", "word": "«\N{NO-BREAK SPACE}{}\N{NO-BREAK SPACE}»"}
"""How a mark reads where nothing but letters can show it."""


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of a sentence.

    Attributes:
        text: As it reads, without its mark.
        look: What it is.
    """

    text: str
    look: Look = "plain"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with marks, wrapped by words; what it begins with hangs before its lines.

    Attributes:
        text: With its marks.
        lead: What hangs before it, with its marks, such as ``1.`` or a key; empty for nothing.
        hang: Room that the lead is given at least, in sizes of the text.
        small: Set as small print is.
        keep_next: Not parted from what follows.

    Raises:
        ValueError: For a control character, or a mark that is not closed.
    """

    text: str
    lead: str = ""
    hang: int = 0
    small: bool = False
    keep_next: bool = False

    def __post_init__(self) -> None:
        """Check what was given."""
        check_printed(self.text, self.lead)
        for text in (self.text, self.lead):
            if any(sign in span.text for span in spans(text) for sign in _SIGNS):
                raise ValueError(f"a mark that is not closed: {text!r}")


def spans(text: str) -> Iterator[Span]:
    """Yield the pieces of a text, in order; none is empty."""
    at = 0
    for found in _MARKED.finditer(text):
        if found.start() > at:
            yield Span(text[at : found.start()])
        look = next(one for one in _LOOKS if found[one])
        yield Span(found[look], look)
        at = found.end()
    if at < len(text):
        yield Span(text[at:])


def plain(text: str) -> str:
    """Return a text as it reads where nothing but letters can show it: ``[F10]``, ``« stock »``, ``Journée``."""
    return "".join(_QUOTED.get(span.look, "{}").format(span.text) for span in spans(text))


def check_printed(*texts: str) -> None:
    """Refuse what no paper can show.

    Raises:
        ValueError: For a control character.
    """
    if _FORBIDDEN.search("".join(texts)):
        wrong = next(text for text in texts if _FORBIDDEN.search(text))
        raise ValueError(f"a control character in {wrong!r}")
