"""Hand-over of an item to its addressee or a proxy, or its refusal.

Source: docs/trade.md, "Hand-over", rules 11, 13 and 14; decision 0014.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from concierge_desk.counter.context import Context
from concierge_desk.counter.values.codelists import Coded, noted, said
from concierge_desk.counter.values.fields import group_of
from concierge_desk.counter.values.kinds import Choice, FromList
from concierge_desk.domain.errors import Refused
from concierge_desk.domain.journal import Event, PersonalRecord, Warned
from concierge_desk.mechanisms.custody.model import DAMAGED
from concierge_desk.services.relay.model.custody import CustodyRef, asked, named, step
from concierge_desk.services.relay.model.facts.custody import Custody
from concierge_desk.services.relay.model.facts.mandates import COMPANY, PROXY, CompanyMandate
from concierge_desk.services.relay.model.identity import (
    IdentifiedItem,
    IdentityRules,
    ShownDocument,
    check_identity,
)
from concierge_desk.services.relay.model.kinds import NOTE, ShownKind
from concierge_desk.services.relay.model.mandates import Proxy, check_company
from concierge_desk.services.relay.model.states import HAND_OVER, REFUSE

COLLECTORS = ("addressee", PROXY)


@dataclass(frozen=True, slots=True)
class HandOver(CustodyRef):
    """An item is handed over."""

    collector: Annotated[str, Choice(COLLECTORS), "Who stands at the counter."]
    id_document: Annotated[
        Coded | None, FromList("id_document"), "The addressee's document; never its number."
    ]
    proxy: Annotated[Proxy | None, group_of(Proxy), "With collector `proxy` only."]
    pickup_code: Annotated[bool, ShownKind(), "The item's pickup code was right; it is not kept."] = False
    reserves: Annotated[str | None, NOTE, "What is visible of a damage; kept beside the journal."] = None


@dataclass(frozen=True, slots=True)
class Refuse(CustodyRef):
    """The addressee does not want the item."""

    reason: Annotated[Coded, FromList("refusal"), "Why."]


@dataclass(frozen=True, slots=True)
class HandOverState:
    """State that a hand-over is decided from: stays, who may take what, the mandate named."""

    custodies: tuple[Custody, ...]
    rules: IdentityRules
    mandate: CompanyMandate | None = None


def hand_over(state: HandOverState, command: HandOver, context: Context) -> tuple[Event, ...]:
    """Hand an item over to its addressee or a proxy; an expired one too, until it is on a slip.

    Raises:
        Refused: ``relay.proxy_needed``, ``relay.proxy_unexpected``, and as `asked`, `step`, `check_company`,
            `check_identity`.

    Warns:
        ``relay.expired``, ``relay.reserves_missing``, and as `check_company`.
    """
    custody = asked(state.custodies, command)
    step(custody, HAND_OVER)
    _check_collector(command)
    undated = check_company(command.proxy, state.mandate, context.business_day) if command.proxy else ()
    item = IdentifiedItem(custody.carrier, custody.tracking, custody.signature)
    check_identity(state.rules, item, _shown(command), context.business_day)
    proxy, personal = _proxy(command.proxy, context)
    document, note = noted(command.id_document, context.draw("n"))
    reserves, sentence = noted(said(command.reserves), context.draw("n"))
    data = {
        **custody.identity,
        "from_state": custody.state,
        "collector": command.collector,
        "id_document": document["code"],
        "id_note": document["note"],
        "pickup_code": command.pickup_code,
        "proxy": proxy,
        "reserves_note": reserves["note"],
    }
    return (
        Event(
            "relay.handed_over",
            data,
            aud=custody.principal,
            warnings=(*_oddities(custody, command, context), *undated),
            personal=(*note, *personal, *sentence),
            about=custody.custody,
            erases=custody.ends_with_it,
        ),
    )


def refuse(state: tuple[Custody, ...], command: Refuse, context: Context) -> tuple[Event, ...]:
    """Keep a refused item until the postman has it.

    Raises:
        Refused: As `asked`, `step`.
    """
    custody = asked(state, command)
    step(custody, REFUSE)
    reason, note = noted(command.reason, context.draw("n"))
    data = {
        **custody.identity,
        "from_state": custody.state,
        "reason": reason["code"],
        "reason_note": reason["note"],
    }
    return (Event("relay.refused", data, aud=custody.principal, personal=note, about=custody.custody),)


def _check_collector(command: HandOver) -> None:
    if command.collector == PROXY and command.proxy is None:
        raise Refused("relay.proxy_needed")
    if command.collector != PROXY and command.proxy is not None:
        raise Refused("relay.proxy_unexpected")


def _shown(command: HandOver) -> ShownDocument:
    proxy = command.proxy
    return ShownDocument(
        by_proxy=proxy is not None,
        document=_code_of(command.id_document),
        pickup_code=command.pickup_code,
        proxy_document=_code_of(proxy.id_document) if proxy else None,
        mandate=_mandate_of(proxy),
    )


def _code_of(coded: Coded | None) -> str | None:
    return None if coded is None else coded.code


def _mandate_of(proxy: Proxy | None) -> str | None:
    """Return the kind of a proxy's mandate; one that the shop has noted is a company's."""
    if proxy is None:
        return None
    return _code_of(proxy.mandate) or (COMPANY if proxy.mandate_code is not None else None)


def _oddities(custody: Custody, command: HandOver, context: Context) -> tuple[Warned, ...]:
    found = []
    if context.happened_day.isoformat() > custody.deadline_day:
        found.append(Warned("relay.expired", {"deadline_day": custody.deadline_day}))
    if custody.state == DAMAGED and command.reserves is None:
        found.append(Warned("relay.reserves_missing", {"tracking": custody.shown}))
    return tuple(found)


def _proxy(proxy: Proxy | None, context: Context) -> tuple[dict[str, Any] | None, Sequence[PersonalRecord]]:
    if proxy is None:
        return None, ()
    party = context.draw("r")
    document, first = noted(proxy.id_document, context.draw("n"))
    mandate, second = noted(proxy.mandate, context.draw("n"))
    told = {
        "party": party,
        "id_document": document["code"],
        "id_note": document["note"],
        "mandate": mandate["code"] or _mandate_of(proxy),
        "mandate_note": mandate["note"],
        "mandate_code": proxy.mandate_code,
        "valid_until": proxy.valid_until.isoformat() if proxy.valid_until else None,
    }
    return told, (*named(party, proxy.name), *first, *second)
