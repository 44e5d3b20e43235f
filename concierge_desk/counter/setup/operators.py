"""Operators: who keeps the counter, what each may do, who does no more. Pure rules; names stay beside the journal.

Source: docs/contract.md, "What never enters the journal"; decision 0065.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Annotated, Any

from concierge_desk.counter.context import Context
from concierge_desk.counter.rights.grant import roles_in
from concierge_desk.counter.rights.table import CONCIERGE, RESPONSIBLE, SET_UP
from concierge_desk.counter.rows import Rows
from concierge_desk.counter.service import ANY_DAY, AnyCommand, Command
from concierge_desk.counter.setup import whole
from concierge_desk.counter.setup.whole import OPERATOR
from concierge_desk.counter.values.codelists import OPERATOR_RETENTION, Coded
from concierge_desk.counter.values.journal_texts import Screen, is_pattern
from concierge_desk.counter.values.kinds import FromList, Items, Kind, NoteText, Text, Unreadable
from concierge_desk.domain.barred_numbers import may_identify
from concierge_desk.domain.errors import Refused
from concierge_desk.domain.journal import Data, Event, PersonalRecord, Posted
from concierge_desk.domain.override import override
from concierge_desk.i18n import N_
from concierge_desk.store import records, settings
from concierge_desk.store.staff import codes

LIST = "role"
"""Codes of what somebody may do."""

_CODE = re.compile(r"[a-z][a-z0-9]{1,7}")
_LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class OperatorCode(Kind):
    """Code of an operator: one that is known, or a new one that is no word, for it stands in every entry."""

    label: str = "code of an operator, such as `o02`"

    @override
    def read(self, raw: object) -> str:
        return Text(max_length=30).read(raw).lower()

    def screened(self, text: str, screen: Screen) -> str:
        """Refuse what is no code, and a new one that may be a name or a number."""
        fits = _CODE.fullmatch(text) is not None
        is_new = screen.in_use(OPERATOR, text) is None
        if not fits or (is_new and (not is_pattern(text) or may_identify(text))):
            raise Unreadable("operator.code_invalid")
        return text


@dataclass(frozen=True, slots=True)
class SetOperator:
    """Somebody keeps the counter from now on, is called otherwise, or may do something else."""

    operator: Annotated[str, OperatorCode(), "Code of whom."]
    name: Annotated[str, NoteText(_LONGEST_NAME), "Name; kept beside the journal."]
    roles: Annotated[
        tuple[Coded, ...] | None,
        Items(FromList(LIST, closed=True), least=1, most=4),
        "What they may do; as before by default, of somebody new `concierge`.",
    ] = None


@dataclass(frozen=True, slots=True)
class RetireOperator:
    """Somebody keeps the counter no more; what they did still bears their name."""

    operator: Annotated[str, OperatorCode(), "Code of whom."]


@dataclass(frozen=True, slots=True)
class OperatorState:
    """The whole of what the shop is now, and what the operator is called."""

    now: Data
    name: str


def set_operator(state: OperatorState, command: SetOperator, context: Context) -> tuple[Event, ...]:
    """Write down who somebody is at this counter.

    Raises:
        Refused: ``operator.code_invalid``, ``operator.last_responsible``, ``operator.nothing_changed``.
    """
    code, staff = command.operator, _Staff.of(state.now)
    known = code in staff.refs
    personal: tuple[PersonalRecord, ...] = ()
    if not known or state.name != command.name:
        ref = context.draw("r")
        staff.refs[code] = ref
        personal = (PersonalRecord(ref, "operator", command.name, OPERATOR_RETENTION),)
    if command.roles is not None:
        staff.roles[code] = tuple(dict.fromkeys(role.code for role in command.roles))
    elif not known:
        staff.roles[code] = (CONCIERGE,)
    staff.retired.pop(code, None)
    return (replace(staff.written(state.now, code), personal=personal),)


def retire_operator(state: OperatorState, command: RetireOperator, _context: Context) -> tuple[Event, ...]:
    """Take somebody off the counter.

    Raises:
        Refused: ``operator.unknown``, ``operator.code_invalid``, ``operator.last_responsible``.
    """
    code, staff = command.operator, _Staff.of(state.now)
    if code not in staff.refs:
        raise Refused("operator.unknown", operator=code)
    staff.retired[code] = staff.refs.pop(code)
    del staff.roles[code]
    return (staff.written(state.now, code),)


@dataclass(slots=True)
class _Staff:
    """Who keeps the counter, in the order of the settings, and who did; each with the ref of the name."""

    refs: dict[str, str | None]
    roles: dict[str, tuple[str, ...]]
    retired: dict[str, str | None]

    @classmethod
    def of(cls, now: Data) -> "_Staff":
        codes, refs = now["operators"], now.get("operator_refs", ())
        # A desk of an early version knows no names.
        named = {code: refs[place] if place < len(refs) else None for place, code in enumerate(codes)}
        gone = dict(zip(now.get("retired", ()), now.get("retired_refs", ()), strict=False))
        return cls(named, roles_in(now), gone)

    def written(self, now: Data, code: str) -> Event:
        """Return the event that writes it down. Raises Refused."""
        if not any(RESPONSIBLE in roles for roles in self.roles.values()):
            raise Refused("operator.last_responsible")
        values: dict[str, Any] = {
            "operators": list(self.refs),
            "operator_refs": list(self.refs.values()),
            "operator_roles": [list(self.roles[one]) for one in self.refs],
            "retired": list(self.retired) or None,
            "retired_refs": list(self.retired.values()) or None,
        }
        changed = {name: values[name] for name in whole.differing(now, values)}
        if not changed or (set(changed) == {"operator_roles"} and roles_in(now) == self.roles):
            raise Refused("operator.nothing_changed")
        event = whole.written_anew(now, changed)
        return replace(event, data={**event.data, OPERATOR: code})


def _load(rows: Rows, command: SetOperator | RetireOperator, _context: Context) -> OperatorState:
    now = settings.settings_in_force(rows)
    return OperatorState(now, records.operator_name(rows, now, command.operator))


def _answer(posted: Sequence[Posted]) -> Data:
    data = posted[-1].data
    roles = roles_in(data).get(data[OPERATOR])
    return {OPERATOR: data[OPERATOR], "roles": None if roles is None else list(roles)}


def _forget_code(rows: Rows, command: RetireOperator, _context: Context) -> Data:
    codes.drop_code(rows, command.operator)
    return {}


OPERATOR_COMMANDS: tuple[AnyCommand, ...] = (
    Command(
        name="operator.set",
        summary=N_("Somebody keeps the counter, is called otherwise, or may do something else."),
        load=_load,
        decide=set_operator,
        answer=_answer,
        when=ANY_DAY,
        right=SET_UP,
    ),
    Command(
        name="operator.retire",
        summary=N_("Somebody keeps the counter no more; the last responsible stays."),
        load=_load,
        decide=retire_operator,
        answer=_answer,
        work=_forget_code,
        when=ANY_DAY,
        right=SET_UP,
    ),
)
