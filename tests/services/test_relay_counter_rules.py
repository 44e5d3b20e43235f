"""What a card tells and what the desk refuses: one rule, told and kept."""

import itertools
from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from concierge_desk.counter.values import codelists
from concierge_desk.services.relay.counter import handover
from concierge_desk.services.relay.model.facts.custody import Custody
from concierge_desk.services.relay.model.facts.mandates import CompanyMandate
from concierge_desk.services.relay.model.identity import (
    DOCUMENT,
    DOCUMENT_OR_CODE,
    NONE,
    REQUIREMENTS,
    IdentityRow,
    IdentityRules,
    MandateRow,
    ProxyRow,
)
from concierge_desk.services.relay.tables import shipped
from tests.counter.desks import Desks, Play
from tests.services.relay_desk import CHRONOPOST, DPD, LETTER, PARCEL, REGISTERED, incident, receive
from tests.services.relay_offers import act_of, command, found, labels, proposal

TODAY = date(2026, 11, 25)
NUMBERS = {
    PARCEL: {},
    REGISTERED: {},
    LETTER: {},
    CHRONOPOST: {},
    DPD: {},
    "RB123456785XX": {},
    "VV123456785FR": {},
    "LU680211095FR": {},
    "CP123456785DE": {},
    "UA123456785FR": {},
    "12345678": {"carrier": "mondial_relay"},
}
_CARD = {"id_document": "id_card"}
SHOWN = {
    "": {},
    "document": {"id_document": "passport"},
    "code": {"pickup_code": True},
    "proxy": {"collector": "proxy", "proxy": {"name": "M. Weber"}},
    "proxy, code": {"collector": "proxy", "proxy": {"name": "M. Weber"}, "pickup_code": True},
    "proxy, both": {"collector": "proxy", "proxy": {"name": "M. Weber", "id_document": "passport"}, **_CARD},
    "mandate": {
        "collector": "proxy",
        "proxy": {"name": "M. Weber", "id_document": "passport", "mandate": "paper"},
        **_CARD,
    },
}
TAKES = {
    "whoever comes": set(SHOWN),
    "For somebody else: the code, or both": {"document", "code", "proxy, code", "mandate"},
    "Ask for an identity document": {"document"},
    "Ask for the pickup code": {"document", "code"},
    "with the mandate": {"mandate"},
    "no mandate is admitted": {"proxy, both"},
}
"""What is enough under each sentence of a card, of the things above."""


STRICT = "2026-12-01"
"""From then on the counter asks for more than the desk refuses."""


@pytest.mark.parametrize("day", ["2026-11-25", STRICT])
@pytest.mark.parametrize("signature", [False, True])
@pytest.mark.parametrize("number", NUMBERS)
def test_the_rule_told_is_the_one_that_is_kept(desks: Desks, number: str, signature: bool, day: str) -> None:
    """Each way to come is tried at the desk: it takes what the card says, and nothing less but by a rule that binds no act."""
    with desks.desk(start=f"{day}T07:55") as shop:
        shop.open(f"{day}T08:00")
        receive(shop, number, signature=signature, **NUMBERS[number])
        (offer,) = found(shop, number)
        enough = set().union(*(shown for words, shown in TAKES.items() if words in offer.rule))
        # Both documents are among what goes with a mandate.
        enough |= {"mandate"} if "proxy, both" in enough else set()
        assert offer.rule.startswith("Against a signature.") == signature
        for shown, fields in SHOWN.items():
            answer = shop.ask("relay.hand_over", **{"custody": offer.ref, "collector": "addressee", **fields})
            assert answer.refused is None or shown not in enough, (offer.rule, shown)
            if day < STRICT:
                assert (answer.refused is None) == (shown in enough), (offer.rule, shown)
            if answer.refused is None:
                shop.do("journal.reverse", op_of=answer.op, reason="wrong_key")
        assert found(shop, number) == (offer,)


def test_two_originals_are_asked_one_after_the_other_and_no_mandate(desks: Desks) -> None:
    """DPD admits no mandate: the card offers none, and what it asks is enough."""
    with desks.desk(start="2026-12-01T07:55") as shop:
        shop.open("2026-12-01T08:00")
        receive(shop, DPD)
        (offer,) = found(shop, DPD)
        handed = [act for act in offer.acts if act.do == "relay.hand_over"]
        assert [act.label for act in handed] == ["ID seen, hand over", "Somebody else"]
        assert [ask.field for ask in handed[1].asks] == ["proxy.name", "proxy.id_document", "id_document"]
        assert shop.warned(**command(handed[1], ["M. Weber", "passport", "id_card"])) == []


@pytest.mark.parametrize("number", [PARCEL, REGISTERED])
@pytest.mark.parametrize("label", ["Somebody else", "For a company"])
def test_nothing_asked_of_a_proxy_is_asked_for_nothing(shop: Play, number: str, label: str) -> None:
    """Whatever document or mandate of the questions is left out, the desk keeps the item."""
    receive(shop, number)
    (offer,) = found(shop, number)
    act = act_of(offer, label)
    answers = [proposal(ask) for ask in act.asks]
    tried = 0
    for place, ask in enumerate(act.asks):
        if ask.field == "proxy.name":
            continue
        less = [None if at == place else value for at, value in enumerate(answers)]
        code = shop.code(**command(act, less))
        assert code in ("relay.document_needed", "relay.mandate_needed"), ask.field
        tried += 1
    assert tried == (3 if label == "Somebody else" else 2)
    assert shop.ask(**command(act, answers)).refused is None


def test_the_document_is_the_number_of_the_key(shop: Play) -> None:
    """Mock README: / identity card, 2 / passport, 3 / driving licence, 4 / residence permit."""
    receive(shop, REGISTERED)
    receive(shop, PARCEL)
    signed, parcel = found(shop, REGISTERED)[0].acts[0], found(shop, PARCEL)[0].acts[0]
    (ask,) = signed.asks
    assert [option.value for option in ask.options] == [
        "id_card", "passport", "driving_licence", "residence_permit", "other",
    ]  # fmt: skip
    assert ask.proposal == "id_card"
    (ask,) = parcel.asks
    assert [option.value for option in ask.options] == [
        *[{"id_document": option.value} for option in signed.asks[0].options],
        {"pickup_code": True},
    ]
    assert set(handover.DOCUMENTS) == set(codelists.codes("id_document"))


def test_a_damaged_item_asks_what_is_said_of_it_first(shop: Play) -> None:
    receive(shop)
    incident(shop, "damaged")
    (offer,) = found(shop, PARCEL)
    assert offer.detail == "Arrived today, damaged"
    handed = [act for act in offer.acts if act.do == "relay.hand_over"]
    assert [[ask.field for ask in act.asks].index("reserves") for act in handed] == [0, 1, 1, 1]
    assert all(next(ask for ask in act.asks if ask.field == "reserves").optional for act in handed)
    answers = ["Coin enfoncé", {"id_document": "passport"}]
    assert shop.warned(**command(handed[0], answers)) == []


def test_a_noted_mandate_is_chosen_by_its_code(shop: Play) -> None:
    until = "2028-11-25"
    noted = shop.do("relay.record_mandate", company="Vetis", holder="Mme Weber", valid_until=until)
    over = shop.do("relay.record_mandate", company="Autre", holder="M. Fini", valid_until=until)
    shop.do("relay.end_mandate", mandate_code=over.result["mandate"])
    receive(shop, REGISTERED)
    (offer,) = found(shop, REGISTERED)
    ask = act_of(offer, "For a company").asks[1]
    code = str(noted.result["mandate"])
    assert [option.value["proxy"].get("mandate_code") for option in ask.options] == [code, None]
    assert ask.options[0].label == f"Mandate noted as …{code[-4:].upper()}, until Sat 25\u00a0Nov"
    assert ask.proposal == ask.options[0].value
    assert "Vetis" not in repr(offer) and "Weber" not in repr(offer)


def rules(mandates: dict[str, str], requirement: str) -> IdentityRules:
    first = date(2021, 8, 23)
    return IdentityRules(
        (IdentityRow("colissimo", "", False, requirement, first, None),),
        tuple(MandateRow(kind, documents, first, None) for kind, documents in mandates.items()),
        (ProxyRow("colissimo", "code", first, None),),
    )


def tables() -> Iterator[tuple[str, dict[str, str]]]:
    kinds = codelists.codes("mandate")
    for requirement, documents in itertools.product(
        REQUIREMENTS, itertools.product(("both", "proxy"), repeat=2)
    ):
        yield requirement, dict(zip(kinds[:1] + kinds[3:4], documents, strict=True))
    yield DOCUMENT, dict.fromkeys(kinds, "proxy")
    yield DOCUMENT, {}


@pytest.mark.parametrize(("requirement", "documents"), list(tables()))
def test_whatever_the_table_says_each_kind_of_mandate_has_its_place(
    requirement: str, documents: dict[str, str]
) -> None:
    stay = Custody("c-4t9d2k7mx0q3", "LAPOSTE", "colissimo", PARCEL, "A1", "held", "2026-12-09", None)
    noted = (CompanyMandate("m-4t9d2k7mx0q3", "2028-01-01", None),)
    who = handover.takers(stay, rules(documents, requirement), noted, TODAY, "en")
    assert who.demand.requirement == requirement
    assert sorted((*who.both, *who.alone)) == sorted(codelists.codes("mandate"))
    assert set(who.alone) == {kind for kind, told in documents.items() if told == "proxy"}
    assert bool(who.noted) == (documents.get("company") == "proxy")
    offered = [act.label for act in handover.acts(who)]
    if requirement == NONE:
        assert offered == ["Hand over", "Somebody else"]
        return
    assert ("For a company" in offered) == bool(who.alone)
    assert ("Somebody else" in offered) == bool(who.both)
    assert ("Somebody else, with the pickup code" in offered) == (requirement == DOCUMENT_OR_CODE)


def test_a_rule_that_ended_is_not_told() -> None:
    shipped_rules = shipped.identity_rules()
    stay = Custody("c-4t9d2k7mx0q3", "LAPOSTE", "letter", LETTER, "A1", "held", "2026-12-09", None)
    before = date(2021, 8, 23) - timedelta(days=1)
    assert handover.takers(stay, shipped_rules, (), TODAY, "en").demand.requirement == NONE
    assert handover.takers(stay, shipped_rules, (), before, "en").demand.requirement == DOCUMENT


def test_who_may_come_is_told_in_the_order_of_the_talk(shop: Play) -> None:
    receive(shop, PARCEL)
    assert labels(found(shop, PARCEL)[0])[:5] == [
        "ID seen, hand over",
        "Somebody else",
        "Somebody else, with the pickup code",
        "For a company",
        "Refused by the addressee",
    ]
