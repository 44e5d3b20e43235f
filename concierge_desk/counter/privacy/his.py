"""Belongings of somebody, by one rule for showing and for erasing: what is tied to the person, what bears the name.

A name that was typed is somebody's where it is the whole name, given and family name, and nobody else who is known here
bears it; or where the phone beside it is the person's. A sentence is, where it holds the whole name, the phone or the
address. Everything else stays: what is another one's is neither shown nor erased.

Source: docs/requirements.md, R-4.04, R-4.05; decision 0086.
"""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from concierge_desk.counter.rows import Rows
from concierge_desk.counter.traces import BETWEEN, Traces
from concierge_desk.store.privacy.personal import KeptRecord, linked_refs, named_records

GONE: Final = "—"


def records_of(rows: Rows, traces: Traces) -> tuple[KeptRecord, ...]:
    """Return the records of names and sentences that are somebody's; those who keep the counter are no such."""
    linked = frozenset(linked_refs(rows, traces.keys))
    found = named_records(rows)
    return tuple(one for one in found if one.ref in linked or _is_his(one, traces))


def _is_his(one: KeptRecord, traces: Traces) -> bool:
    if one.kind == "note":
        return traces.tells(one.text)
    # Of a cheque number and issuer stand together, of a line of the bank whatever the bank says.
    return any(traces.is_name(part) for part in (one.text, *one.text.split(BETWEEN))) or (
        one.retention in _TOLD and traces.tells(one.text)
    )


_TOLD: Final = frozenset({"money", "bank.line", "inscription"})


def without(value: Any, traces: Traces) -> Any:
    """Return what was saved of a visit with nothing of somebody in it."""
    if isinstance(value, str):
        his = value in traces.cards or value in traces.keys or traces.is_name(value) or traces.tells(value)
        return GONE if his else value
    if isinstance(value, Mapping):
        return {name: without(one, traces) for name, one in value.items() if not _is_card(name, one, traces)}
    if isinstance(value, list | tuple):
        return [without(one, traces) for one in value]
    return value


def _is_card(name: str, value: Any, traces: Traces) -> bool:
    return (
        name in {"card", "person", "who"}
        and isinstance(value, str)
        and value in (*traces.cards, *traces.keys)
    )


def is_whose(who: Mapping[str, Any] | None, traces: Traces) -> bool:
    """Say whether a visit is somebody's, by who was said."""
    if who is None:
        return False
    said = [str(one) for one in who.values() if one]
    return who.get("card") in (*traces.cards, *traces.keys) or traces.is_name(BETWEEN.join(said))


def names_in(names: Iterable[str], traces: Traces) -> int:
    """Return how many of some names are somebody's."""
    return sum(traces.is_name(name) for name in names)
