"""ChangeSettings of settings: ``settings.change``, and how it is taken back. Pure but for what it loads.

Source: decision 0065.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Annotated, Any, Final

from concierge_desk.counter.context import Context
from concierge_desk.counter.rights.table import SET_UP
from concierge_desk.counter.rows import Rows
from concierge_desk.counter.service import ANY_DAY, AnyCommand, Command, Reversal, Undone
from concierge_desk.counter.settings.values import AnySetting, Value, Values, in_force
from concierge_desk.counter.values.fields import form_of
from concierge_desk.domain.errors import Param, Refused
from concierge_desk.domain.journal import Data, Event, Posted
from concierge_desk.i18n import N_
from concierge_desk.store.chosen import chosen

CHANGED: Final = "settings.changed"
CHANGE: Final = "settings.change"


@dataclass(frozen=True, slots=True)
class ChangeSettings:
    """Other figures hold from now on."""

    values: Annotated[Mapping[str, Value], Values({}), "What is chosen; settings left out stay as they are."]


@dataclass(frozen=True, slots=True)
class ChangeState:
    """State that a change is decided from: every setting by its code, and what holds of those that are named."""

    known: Mapping[str, AnySetting]
    before: Mapping[str, Value] = field(default_factory=dict)


def change_command(settings: Sequence[AnySetting]) -> AnyCommand:
    """Return the command that changes these settings."""
    known = {setting.code: setting for setting in settings}

    def load(rows: Rows, command: ChangeSettings, _context: Context) -> ChangeState:
        named = (known[code] for code in command.values if code in known)
        return ChangeState(known, {setting.code: in_force(rows, setting) for setting in named})

    return Command(
        name=CHANGE,
        summary=N_("Figures that the shop chooses are other ones from now on."),
        form=form_of(ChangeSettings, values=Values(known)),
        load=load,
        decide=change,
        answer=changed_answer,
        when=ANY_DAY,
        right=SET_UP,
    )


def change(state: ChangeState, command: ChangeSettings, _context: Context) -> tuple[Event, ...]:
    """Let other values hold.

    Raises:
        Refused: ``settings.unknown``, ``settings.out_of_bounds``.
    """
    for code, value in command.values.items():
        setting = state.known.get(code)
        if setting is None:
            raise Refused("settings.unknown", code=code)
        if not setting.takes(value):
            raise out_of_bounds(setting)
    return (_changed(command.values, state.before),)


def out_of_bounds(setting: AnySetting) -> Refused:
    """Return that a value is none that the shop may choose; bounds of money are told as amounts too."""
    params: dict[str, Param] = {"code": setting.code, "least": setting.least, "most": setting.most}
    if setting.kind == "cents":
        params |= {"least_cents": setting.least, "most_cents": setting.most}
    return Refused("settings.out_of_bounds", **params)


def changed_answer(posted: Sequence[Posted]) -> Data:
    """Return what holds now and what held before, by the code of its setting."""
    data = posted[-1].data
    return {name: values_of(data[name]) for name in ("values", "before")}


def values_of(rows: Sequence[Mapping[str, Any]]) -> dict[str, Value]:
    """Return the values of an entry by the code of their setting: keys of an entry hold no dot."""
    return {row["code"]: row["value"] for row in rows}


def _changed(values: Mapping[str, Value], before: Mapping[str, Value]) -> Event:
    def rows(told: Mapping[str, Value]) -> list[Data]:
        return [{"code": code, "value": told[code]} for code in sorted(values)]

    return Event(CHANGED, {"values": rows(values), "before": rows(before)})


def _load_changed(rows: Rows, undone: Undone, _context: Context) -> Mapping[str, Any]:
    return {row["code"]: chosen(rows, row["code"]) for row in undone.posted.data["values"]}


def take_change_back(now: Mapping[str, Any], undone: Undone, _context: Context) -> tuple[Event, ...]:
    """Write what held before, as long as what was chosen still holds.

    Raises:
        Refused: ``settings.changed_since``.
    """
    values = values_of(undone.posted.data["values"])
    if now != values:
        raise Refused("settings.changed_since")
    return (_changed(values_of(undone.posted.data["before"]), values),)


SETTINGS_REVERSALS = {CHANGED: Reversal(take_change_back, _load_changed, right=SET_UP)}
