"""Refusals and warnings of a command, as its functions declare them: read from their docstrings.

A function says what it refuses where it says what it raises, and what it warns of likewise::

Raises:
        Refused: ``relay.same_shelf``, and as `asked`, `step`.

Warns:
        ``relay.not_due``.

Decisions that several services share say a code without its service: what made the command of them says which, as
`nature`, and its code comes before.

What stands between single backticks is another function of the same module, whose codes are refused too; between
double ones stands a code.
"""

import inspect
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from concierge_desk.counter.service import AnyCommand, AnyReversal
from concierge_desk.desk import catalogue

_SECTION = re.compile(r"^(Raises|Warns):\n((?:(?:    .*)?\n?)+)", re.MULTILINE)
_CODE = re.compile(r"``([a-z_]+\.[a-z_]+)``")
_BARE = re.compile(r"``([a-z_]+(?:\.[a-z_]+)?)``")
_LEADS = re.compile(r"(?<!`)`([A-Za-z_.]+)`(?!`)")
_REFUSED = re.compile(r"Refused: ((?:.|\n)*?)(?=\n {4}\w+: |\Z)")


OFF = "service.off"
"""What every command that brings something new refuses while its service is off."""


@dataclass(frozen=True, slots=True)
class Declared:
    """Codes that a command may answer, in the order they are declared."""

    refusals: tuple[str, ...]
    warnings: tuple[str, ...]


_WAYS_BACK: dict[str, Callable[[AnyReversal], bool]] = {
    "till.refund": lambda way: way.charged,
    "journal.reverse": lambda _way: True,
}
"""Commands that take acts back, and whose ways back each of them goes: it refuses what these refuse."""


@cache
def codes_by_command() -> Mapping[str, Declared]:
    """Return what every command may answer, by name."""
    return {name: told_by(command) for name, command in catalogue.commands().items()}


def told_by(part: AnyCommand | AnyReversal) -> Declared:
    """Return what the functions of a command, or of a way back, declare.

    Raises:
        NameError: For a name in a docstring that leads nowhere.
    """
    functions: list[Any] = [part.load, part.decide, getattr(part, "work", None)]
    goes = _WAYS_BACK.get(getattr(part, "name", ""))
    if goes is not None:
        ways = [way for way in catalogue.reversals().values() if goes(way)]
        functions += [function for way in ways for function in (way.load, way.decide)]
    found: dict[str, dict[str, None]] = {"Raises": {}, "Warns": {}}
    seen: set[tuple[Callable[..., Any], str]] = set()
    for function in functions:
        if function is not None:
            for section, code in _codes(function, seen, getattr(function, "nature", "")):
                found[section][code] = None
    if getattr(part, "name", "") == "day.close":
        for service in catalogue.services():
            # What a service writes with the closing may warn too.
            closes = getattr(service.close, "func", service.close)
            told = _codes(closes, seen, service.code) if closes is not None else ()
            found["Warns"].update(dict.fromkeys(code for section, code in told if section == "Warns"))
    if getattr(part, "brings", False):
        found["Raises"][OFF] = None
    return Declared(tuple(found["Raises"]), tuple(found["Warns"]))


def _codes(
    function: Callable[..., Any], seen: set[tuple[Callable[..., Any], str]], nature: str
) -> Iterator[tuple[str, str]]:
    if (function, nature) in seen:
        return
    seen.add((function, nature))
    said_by = _BARE if nature else _CODE
    for section, text in _SECTION.findall(inspect.getdoc(function) or ""):
        said = " ".join(_REFUSED.findall(text)) if section == "Raises" else text
        for word in re.finditer(rf"{said_by.pattern}|{_LEADS.pattern}", said):
            if word[1]:
                yield section, word[1] if "." in word[1] else f"{nature}.{word[1]}"
            else:
                yield from _codes(_named(function, word[2]), seen, nature)


def _named(function: Callable[..., Any], name: str) -> Callable[..., Any]:
    found: Any = inspect.unwrap(function).__globals__
    first, *rest = name.split(".")
    if first not in found:
        raise NameError(f"{function.__module__}.{function.__qualname__}: `{name}` leads nowhere")
    found = found[first]
    for part in rest:
        found = getattr(found, part)
    return found  # type: ignore[no-any-return]
