"""No name in the journal: five hundred names, phones and numbers of documents at every field of every command.

Source: decision 0056; docs/requirements.md, R-4.01, R-4.03.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import pytest

from concierge_desk.counter.command.decision import after_act, events_of
from concierge_desk.counter.command.envelope import ENVELOPE
from concierge_desk.counter.command.sources import context_of
from concierge_desk.counter.context import Context
from concierge_desk.counter.service import AnyCommand
from concierge_desk.counter.values.journal_texts import CONFIRMED, BarcodeText, Label, NewCode, Remark
from concierge_desk.counter.values.kinds import Kind, Unreadable
from concierge_desk.desk import catalogue
from concierge_desk.domain.errors import Refused
from concierge_desk.domain.journal import data_of
from concierge_desk.store.connection import Connection
from concierge_desk.store.unit import View
from tests.counter.desks import Play
from tests.counter.samples import EVERY
from tests.counter.thrown import Path, Thrown, fields_of, five_hundred, names_of, texts_in, thrown_into
from tests.dice import dice_of
from tests.e2e.driver import FULL
from tests.services.alike import act_of, service_of
from tests.sizes import few

EVERYTHING = five_hundred()
NAMES = names_of(EVERYTHING)
THROWN = EVERYTHING if FULL else tuple(dice_of(__name__).sample(EVERYTHING, 60))
"""For every change some of them, drawn anew each time."""
BY_WORDS = (Label, NewCode, Remark, BarcodeText)
"""Kinds that know a name by whoever is here, for they take any word."""


class _Reached(Exception):
    """A sample has come to the command that is looked for."""


def raw_of(play: Play, name: str) -> dict[str, Any]:
    """Bring a desk to where a sample plays a command, and return the command as it would be played."""
    found: list[dict[str, Any]] = []
    asked = play.ask

    def caught(do: str, **fields: Any) -> Any:
        for act in ({"do": do, **fields}, *fields.get("acts", ())):
            if act["do"] == name:
                found.append(
                    {key: value for key, value in act.items() if key not in (*ENVELOPE, "op", "operator")}
                )
                raise _Reached
        return asked(do, **fields)

    play.ask = caught  # type: ignore[method-assign]
    try:
        EVERY[name][0](play)
    except _Reached:
        pass
    finally:
        play.ask = asked  # type: ignore[method-assign]
    # What opens the day was played before the sample began.
    return found[0] if found else {}


def written(
    rows: Connection, command: AnyCommand, raw: Mapping[str, Any], context: Context
) -> list[dict[str, Any]]:
    """Return the data of the entries that a command would write now; none where it is refused."""
    commands = catalogue.commands()
    try:
        if command.charged:
            return [
                data_of(event)
                for event in after_act(commands, rows, {"do": command.name, **raw}, context).earlier
            ]
        parsed = command.form.parse(raw)
        for act in command.acts(rows, parsed) if command.acts is not None else ():
            context = after_act(commands, rows, act, context)
        return [data_of(event) for event in events_of(command, rows, parsed, context)]
    except Refused:
        return []


def tells(one: Thrown, entries: list[dict[str, Any]], usual: str) -> bool:
    told = texts_in(entries)
    return any(word in told and word not in usual for word in one.told)


def thrown_at(kind: Kind) -> Iterator[Thrown]:
    """Yield what a kind reads at all: the rest is refused before anybody looks at it."""
    for one in THROWN:
        try:
            kind.read(one.text)
        except Unreadable:
            continue
        yield one


@pytest.fixture
def crowded(shop: Play) -> Play:
    """A shop in which something waits for everybody whose name is thrown."""
    known = catalogue.inhabitants()
    shop.use(shop.hands, replace(known, here=lambda _rows: NAMES))
    return shop


def let_in(play: Play, name: str) -> list[tuple[Path, Kind, Thrown, bool]]:
    command = catalogue.commands()[name]
    raw = raw_of(play, name)

    def throw(rows: Connection) -> list[tuple[Path, Kind, Thrown, bool]]:
        # Who is here is read once for all that is thrown.
        context = context_of(View(rows), play.counter.sources, None)
        usual = texts_in(written(rows, command, raw, context))
        twice = (False, True) if any(field.name == CONFIRMED for field in command.form.fields) else (False,)
        return [
            (path, kind, one, confirmed)
            for path, kind in fields_of(command.form)
            for one in thrown_at(kind)
            for confirmed in twice
            for typed in [{**raw, CONFIRMED: True} if confirmed else raw]
            for thrown in [thrown_into(typed, command.form, path, one.text)]
            if tells(one, written(rows, command, thrown, context), usual)
        ]

    return play.desk.store.read(throw)


@few(2, lambda of: act_of(of["name"]))
@pytest.mark.parametrize("name", list(EVERY))
def test_nothing_but_confirmed_labels_lets_a_name_into_an_entry(crowded: Play, name: str) -> None:
    found = let_in(crowded, name)
    labels = [one for _, kind, one, confirmed in found if isinstance(kind, Label) and confirmed]
    assert [one for one in found if not isinstance(one[1], Label) or not one[3]] == []
    assert {one.kind for one in labels} <= {"name"}


@few(40, lambda of: service_of(of["name"]))
@pytest.mark.parametrize("name", list(EVERY))
def test_a_name_of_nobody_who_is_here_gets_in_by_free_words_alone(shop: Play, name: str) -> None:
    found = let_in(shop, name)
    assert [one for one in found if not isinstance(one[1], BY_WORDS)] == []
    assert [one for one in found if one[2].kind != "name"] == []
