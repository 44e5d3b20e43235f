"""Kinds and prices that the shop sets, each from a day on; older rows keep older orders' prices. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from concierge_desk.counter.context import Context
from concierge_desk.counter.values.fields import Otherwise, group_of
from concierge_desk.counter.values.journal_texts import AskedTwice, Label
from concierge_desk.counter.values.kinds import Day, Word, cents
from concierge_desk.counter.values.partner_codes import PartnerCode
from concierge_desk.counter.values.rows import Rows
from concierge_desk.domain.errors import Refused
from concierge_desk.domain.journal import Event
from concierge_desk.mechanisms.entrusted.model.facts import KindRow, work_of
from concierge_desk.mechanisms.entrusted.model.fields import CODE, NEW_CODE, Joined
from concierge_desk.mechanisms.entrusted.nature import Nature

PRICE = cents()


@dataclass(frozen=True, slots=True)
class KindLine:
    """What may be entrusted."""

    kind: Annotated[str, NEW_CODE, "Code, in capitals."]
    label_fr: Annotated[str, Label(max_length=60), "As papers print it."]
    tags: Annotated[
        tuple[str, ...], Joined(CODE), "Kinds of its pieces, where it makes several.", Otherwise(())
    ]
    bareme_cents: Annotated[int | None, cents(1), "What the trade's list gives for a new one."] = None
    works: Annotated[
        tuple[str, ...], Joined(Word(())), "What is mostly done to it, the first by default."
    ] = ()
    valid_from: Annotated[date | None, Day(), "First day; today by default."] = None


@dataclass(frozen=True, slots=True)
class SetKinds:
    """Say what may be entrusted, from a day on."""

    rows: Annotated[tuple[KindLine, ...], Rows(group_of(KindLine)), "The kinds."]
    confirmed: AskedTwice = False


@dataclass(frozen=True, slots=True)
class WorkPrice:
    """Prices of a work."""

    kind: Annotated[str, CODE, "Of what."]
    work: Annotated[str | None, Word(()), "Which work; the first that the kind is for by default."]
    quality: Annotated[str | None, Word(()), "Which quality; the first by default."]
    public: Annotated[int, PRICE, "Price, tax included."]
    member: Annotated[int | None, PRICE, "Price for members; the same by default."] = None
    partner: Annotated[int | None, PRICE, "What is owed to the partner; nothing by default."] = None
    valid_from: Annotated[date | None, Day(), "First day; today by default."] = None


@dataclass(frozen=True, slots=True)
class SetPrices:
    """Say what works cost, from a day on."""

    rows: Annotated[tuple[WorkPrice, ...], Rows(group_of(WorkPrice)), "The prices."]
    partner: Annotated[str | None, PartnerCode(), "Whose work; anybody's by default."] = None


@dataclass(frozen=True, slots=True)
class RowState:
    """State that rows are set from: the nature, the kinds that there are, whether the partner is known."""

    nature: Nature
    kinds: Mapping[str, KindRow]
    partner_known: bool = True


def set_kinds(state: RowState, command: SetKinds, context: Context) -> tuple[Event, ...]:
    """Write kinds; those not named stay as they are.

    Raises:
        Refused: ``kind_unknown`` for a piece of a set that is no kind, ``twice``.
    """
    named = [row.kind for row in command.rows]
    rows = []
    for row in command.rows:
        if named.count(row.kind) > 1:
            raise Refused("twice", piece=row.kind)
        unknown = next((tag for tag in row.tags if tag not in state.kinds and tag not in named), None)
        if unknown is not None:
            raise Refused("kind_unknown", kind=unknown)
        first = (row.valid_from or context.business_day).isoformat()
        told = {"kind": row.kind, "label_fr": row.label_fr, "tags": list(row.tags), "works": list(row.works)}
        rows.append({**told, "bareme_cents": row.bareme_cents, "valid_from": first})
    return (Event("kinds_set", {"rows": rows}),)


def set_prices(state: RowState, command: SetPrices, context: Context) -> tuple[Event, ...]:
    """Write prices; those not named stay as they are.

    Raises:
        Refused: ``kind_unknown``, ``partner_unknown``, ``twice``.
    """
    if not state.partner_known:
        raise Refused("partner_unknown", partner=command.partner)
    rows: list[dict[str, object]] = []
    for row in command.rows:
        if row.kind not in state.kinds:
            raise Refused("kind_unknown", kind=row.kind)
        first = (row.valid_from or context.business_day).isoformat()
        key = {
            "kind": row.kind,
            "work": row.work or work_of(state.kinds[row.kind], state.nature),
            "quality": row.quality or state.nature.qualities[0],
            "valid_from": first,
        }
        if any(key.items() <= known.items() for known in rows):
            raise Refused("twice", piece=row.kind)
        member = row.public if row.member is None else row.member
        rows.append({**key, "public": row.public, "member": member, "partner": row.partner or 0})
    return (Event("prices_set", {"partner": command.partner, "rows": rows}),)
