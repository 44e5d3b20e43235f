"""Objects: what is lent is registered, looked after, set aside, retired. Pure.

Source: docs/trade.md, "Things lent"; decision 0094.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Annotated, Any

from concierge_desk.counter.context import Context
from concierge_desk.counter.held.things import ForWhom
from concierge_desk.counter.values.bikes import Fnuci
from concierge_desk.counter.values.fields import Otherwise, group_of
from concierge_desk.counter.values.journal_texts import AskedTwice, BarcodeText, Label
from concierge_desk.counter.values.kinds import Choice, Code, Day, cents
from concierge_desk.counter.values.rows import Rows
from concierge_desk.domain.errors import Refused
from concierge_desk.domain.journal import Event, Warned
from concierge_desk.mechanisms.lending.model.facts import (
    DAMAGED,
    PARTNER,
    RESIDENT,
    SHOP,
    LentObject,
    counts_told,
)
from concierge_desk.mechanisms.lending.model.fields import (
    DAYS,
    NEW_CODE,
    NEW_NAME,
    NOTE,
    PLACE,
    QUANTITY,
    RETENTION,
    VISIT,
    Counts,
    ThisObject,
    noted,
)
from concierge_desk.mechanisms.lending.model.moved import Row, made, moved
from concierge_desk.mechanisms.lending.model.state import LentState
from concierge_desk.mechanisms.lending.model.steps import (
    PUT_BACK,
    REPAIR,
    RETIRE,
    SET_IT_ASIDE,
    TEST,
    UPKEEP,
    step,
)


@dataclass(frozen=True, slots=True)
class LentKindLine:
    """A kind of things that are lent."""

    kind: Annotated[str, NEW_CODE, "Code, in capitals."]
    label_fr: Annotated[str, Label(max_length=60), "As papers print it."]
    days: Annotated[int, DAYS, "Of a loan where nobody says how long."]
    most_days: Annotated[int | None, DAYS, "That a loan may be asked for; as many by default."] = None
    renewals: Annotated[int, DAYS, "How often it may be asked for once more."] = 0
    day_cents: Annotated[int, cents(), "Price of a day, tax included; nothing by default."] = 0
    caution_cents: Annotated[int, cents(), "Caution that is proposed; none by default."] = 0
    min_age: Annotated[int | None, DAYS, "Years one has to be of; anybody by default."] = None
    test_months: Annotated[int | None, DAYS, "Months from one test to the next; none by default."] = None
    checks: Annotated[
        Mapping[str, int], Counts(), "What belongs to it and is counted both ways.", Otherwise({})
    ] = None  # type: ignore[assignment]
    notice_fr: Annotated[str | None, Label(max_length=200), "Said with every loan."] = None
    valid_from: Annotated[date | None, Day(), "First day; today by default."] = None


@dataclass(frozen=True, slots=True)
class SetLentKinds:
    """Say what is lent, and how, from a day on."""

    rows: Annotated[tuple[LentKindLine, ...], Rows(group_of(LentKindLine)), "The kinds."]
    confirmed: AskedTwice = False


def set_kinds(_state: None, command: SetLentKinds, context: Context) -> tuple[Event, ...]:
    """Write kinds; those not named stay as they are, and so do loans.

    Raises:
        Refused: ``twice``, ``too_long``.
    """
    for row in command.rows:
        if row.most_days is not None and row.most_days < row.days:
            # Each loan of which nobody says how long would be refused.
            raise Refused("too_long", days=row.most_days, kind=row.kind)
    named = [row.kind for row in command.rows]
    twice = next((kind for kind in named if named.count(kind) > 1), None)
    if twice is not None:
        raise Refused("twice", object=twice)
    rows = [
        {
            **asdict(row),
            "most_days": row.days if row.most_days is None else row.most_days,
            "checks": counts_told(row.checks or {}),
            "notice_fr": row.notice_fr or "",
            "valid_from": (row.valid_from or context.business_day).isoformat(),
        }
        for row in command.rows
    ]
    return (Event("kinds_set", {"rows": rows}),)


@dataclass(frozen=True, slots=True)
class Register:
    """Register an object, or as many alike as there are."""

    object: Annotated[str, NEW_NAME, "Its number in the shop."]
    kind: Annotated[str, Code(), "What it is."]
    place: Annotated[str, PLACE, "Where it lies."]
    label: Annotated[str | None, Label(max_length=60), "What it is called; as its kind by default."]
    who: ForWhom
    quantity: Annotated[int, QUANTITY, "How many there are; above one it is lent by count."] = 1
    value_cents: Annotated[int | None, cents(), "What it is worth."] = None
    owner: Annotated[str, Choice((SHOP, PARTNER, RESIDENT)), "Whose it is."] = SHOP
    barcode: Annotated[str | None, BarcodeText(), "That is on it already."] = None
    fnuci: Annotated[str | None, Fnuci(), "Number of a bike, kept beside the journal."] = None
    tested_day: Annotated[date | None, Day(), "When it was tested last."] = None
    visit: VISIT = None
    confirmed: AskedTwice = False


@dataclass(frozen=True, slots=True)
class Registering:
    """State that an object is registered from: what there is of its number, kind and owner; whether its barcode is another's."""

    found: LentState
    barred: bool


def register(state: Registering, command: Register, context: Context) -> tuple[Event, ...]:
    """Let there be an object, with a label of its own.

    Raises:
        Refused: ``known``, ``kind_unknown``, ``barcode_taken``, ``past``, and as `LentState.somebody`.

    Warns:
        ``fnuci_missing``.
    """
    found = state.found
    if found.thing is not None:
        raise Refused("known", object=command.object)
    if found.kind is None:
        raise Refused("kind_unknown", kind=command.kind)
    if state.barred:
        raise Refused("barcode_taken", barcode=command.barcode)
    if command.tested_day is not None and command.tested_day > context.happened_day:
        # By a slip of the finger it would be safe for years.
        raise Refused("past", day=command.tested_day.isoformat())
    party, kept = None, dict[str, Any]()
    if command.owner == RESIDENT:
        party = context.draw("r")
        kept = dict(found.somebody().kept(party, RETENTION))
    fnuci, beside = noted(command.fnuci, context)
    same = ("object", "kind", "place", "quantity", "value_cents", "owner")
    thing = LentObject(
        **{name: getattr(command, name) for name in same},
        code=context.draw(found.nature.prefix),
        label=command.label or found.kind.label,
        party=party,
        # As it is read again, whatever its case.
        barcode=None if command.barcode is None else command.barcode.upper(),
        fnuci=fnuci,
        tested_day=None if command.tested_day is None else command.tested_day.isoformat(),
        registered_day=context.happened_day.isoformat(),
    )
    missing = found.nature.fnuci and fnuci is None
    label = (f"label:{thing.object}",)
    event = Event(
        "registered",
        {"object": thing.object, "code": thing.code, "kind": thing.kind, "place": thing.place},
        warnings=(Warned("fnuci_missing", {"object": thing.object}),) if missing else (),
        documents=label,
        always_printed=label,
        personal=(*kept.pop("personal", ()), *beside),
        about=thing.object,
        **kept,
    )
    return moved(event, made(thing))


@dataclass(frozen=True, slots=True)
class Maintain:
    """Say what was done to an object."""

    object: ThisObject
    what: Annotated[str, Choice(UPKEEP), "What was done."]
    note: Annotated[str | None, NOTE, "What there is to say; kept beside the journal."] = None


def maintain(state: LentState, command: Maintain, context: Context) -> tuple[Event, ...]:
    """Keep what was done to an object; what is whole again may be somebody's who waits.

    Raises:
        Refused: ``unknown``, ``out_already``, and as `step`.

    Warns:
        ``promised``.
    """
    thing, today = state.one(command.object), context.happened_day.isoformat()
    after = step(thing, command.what)
    if state.loans and command.what == RETIRE:
        raise Refused("out_already", object=thing.object)
    now: dict[str, Any] = {"state": after, "kept_for": None, "kept_until": None}
    if command.what == TEST:
        now = {"tested_day": today}
    elif command.what == PUT_BACK and thing.before == DAMAGED:
        now = {"state": DAMAGED, "before": None}
    elif command.what in (REPAIR, PUT_BACK):
        now = state.in_use(thing, context)
    elif command.what == SET_IT_ASIDE:
        now["before"] = DAMAGED if thing.state == DAMAGED else None
    else:
        now |= {"before": thing.stood, "ended_day": today}
    rows, warnings = state.gone(thing, context) if command.what == RETIRE else ([], ())
    note, personal = noted(command.note, context)
    told = {
        "object": thing.object,
        "what": command.what,
        "note": note,
        "state": now.get("state", thing.state),
    }
    event = Event("maintained", told, personal=personal, warnings=warnings)
    return moved(event, Row(thing, now), *rows)
