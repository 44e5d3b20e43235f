"""Belongings of somebody, by one rule for showing and for erasing: what is tied to the person, what bears the name.

A name that was typed is somebody's where the phone beside it is the person's; where another phone stands there, it is another
one's; without one, or where none of the person is known, it is where it is the whole name, given and family name, and nobody
else who is known here bears it. Of a cheque the issuer is such a name. A sentence is, where it holds the whole name, the phone or the
address. Everything else stays: what is another one's is neither shown nor erased.

Source: docs/requirements.md, R-4.04, R-4.05; decision 0086.
"""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from concierge_desk.counter.rows import Rows
from concierge_desk.counter.traces import Traces
from concierge_desk.domain.ticket import number_and_issuer
from concierge_desk.store.privacy.personal import KeptRecord, cheque_refs, linked_refs, named_records

GONE: Final = "—"


def records_of(rows: Rows, traces: Traces) -> tuple[KeptRecord, ...]:
    """Return the records of names and sentences that are somebody's; those who keep the counter are no such."""
    linked = frozenset(linked_refs(rows, traces.keys))
    cheques = cheque_refs(rows)
    found = named_records(rows)
    return tuple(one for one in found if one.ref in linked or _is_his(one, traces, one.ref in cheques))


def _is_his(one: KeptRecord, traces: Traces, of_cheque: bool) -> bool:
    if one.kind == "note":
        return traces.tells(one.text)
    if of_cheque:
        # Two may have signed it.
        _number, issuer = number_and_issuer(one.text)
        return traces.is_name(issuer) or traces.tells(issuer)
    return traces.is_name(one.text) or (one.retention in _TOLD and traces.tells(one.text))


_TOLD: Final = frozenset({"bank.line", "inscription"})
"""Periods of records that hold whatever somebody typed, or the bank said."""


def without(value: Any, traces: Traces) -> Any:
    """Return what was saved of a visit with nothing of somebody in it."""
    if isinstance(value, str):
        his = value in traces.cards or value in traces.keys or traces.is_name(value) or traces.tells(value)
        return GONE if his else value
    if isinstance(value, Mapping):
        if _is_somebody(value):
            his = traces.is_somebody(value.get("name") or "", value.get("phone") or "")
            return {**value, **{name: GONE for name in ("name", "phone") if his and value.get(name)}}
        return {name: without(one, traces) for name, one in value.items() if not _is_card(name, one, traces)}
    if isinstance(value, list | tuple):
        return [without(one, traces) for one in value]
    return value


def _is_somebody(value: Mapping[str, Any]) -> bool:
    """Say whether a name and a phone stand there for one: the one says whose the other is."""
    return value.keys() <= {"name", "phone"} and all(
        said is None or isinstance(said, str) for said in value.values()
    )


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
    if who.get("card"):
        return who["card"] in (*traces.cards, *traces.keys)
    return traces.is_somebody(str(who.get("name") or ""), str(who.get("phone") or ""))


def names_in(names: Iterable[str], traces: Traces) -> int:
    """Return how many of some names are somebody's."""
    return sum(traces.is_name(name) for name in names)
