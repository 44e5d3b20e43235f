"""A card's act as the command it plays, with what was answered.

Source: docs/contract.md, "Operation"; decision 0019.
"""

from collections.abc import Mapping
from typing import Any

from concierge_desk.counter.cards.offers import OfferedAct
from concierge_desk.pages.counter.state import Asking


def command_of(asking: Asking) -> dict[str, Any]:
    """Return the command of an act whose questions are answered, without its `op`."""
    made = _base(asking.act, asking.typed)
    for ask, value in zip(asking.act.asks, asking.answers, strict=True):
        if value is None:
            continue
        if ask.field:
            _put(made, ask.field, value)
        else:
            _merge(made, value)
    return made


def _base(act: OfferedAct, typed: int | None) -> dict[str, Any]:
    made: dict[str, Any] = {"do": act.do}
    _merge(made, act.fields)
    if act.quantity is not None and typed is not None:
        _put(made, act.quantity, typed)
    return made


def _merge(made: dict[str, Any], fields: Mapping[str, Any]) -> None:
    for name, value in fields.items():
        _put(made, name, dict(value) if isinstance(value, Mapping) else value)


def _put(made: dict[str, Any], name: str, value: Any) -> None:
    """Put a value into a field, dotted inside a group; what a group holds already stays."""
    outer, _, inner = name.partition(".")
    if inner:
        _put(made.setdefault(outer, {}), inner, value)
    elif isinstance(value, dict) and isinstance(made.get(outer), dict):
        made[outer].update(value)
    else:
        made[outer] = value
