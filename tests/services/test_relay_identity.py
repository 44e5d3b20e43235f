"""Who may take an item: for each kind of it, who stands there and what was shown.

A registered letter, and whatever is handed over against a signature, goes to nobody who shows no document.
Another parcel goes to whoever shows a document or its pickup code. A letter needs nothing. Somebody else
needs a mandate, a document, and the addressee's document too; a company's proxy the own one alone.

Source: docs/trade.md, "Hand-over", rules 13 and 14.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from concierge_desk.domain.dated import BadRow
from concierge_desk.domain.errors import Refused
from concierge_desk.services.relay.model.identity import (
    IdentifiedItem,
    IdentityRow,
    IdentityRules,
    MandateRow,
    ShownDocument,
    check_identity,
    demand_of,
    read_identity_rules,
)
from concierge_desk.services.relay.tables import shipped
from tests.counter.desks import Play
from tests.drawn import stands_in
from tests.services.relay_desk import PARCEL, REGISTERED, receive, take_back

DAY = date(2026, 11, 25)

NOTHING, DOCUMENT, DOCUMENT_OR_CODE = "nothing", "a document", "a document or the code"

# carrier, number, against a signature -> what is needed
ITEMS: list[tuple[str, str, bool, str]] = [
    ("registered", "1A18945277312", False, DOCUMENT),
    ("registered", "1A18945277312", True, DOCUMENT),
    ("s10", "RB123456785GB", False, DOCUMENT),  # registered abroad
    ("s10", "RB123456785GB", True, DOCUMENT),
    ("s10", "VV123456785DE", False, DOCUMENT),  # of declared value
    ("s10", "CY000058875FR", False, DOCUMENT_OR_CODE),  # a parcel
    ("s10", "CY000058875FR", True, DOCUMENT),
    ("s10", "EE123456785DE", False, DOCUMENT_OR_CODE),
    ("s10", "LU680211095FR", False, NOTHING),  # a small packet of the letter post
    ("s10", "LU680211095FR", True, DOCUMENT),
    ("s10", "UA123456785CN", False, NOTHING),
    ("letter", "861011301731382", False, NOTHING),
    ("letter", "861011301731382", True, DOCUMENT),
    ("colissimo", "6A15602676300", False, DOCUMENT_OR_CODE),
    ("colissimo", "8V15602676300", True, DOCUMENT),
    ("chronopost", "XN081879383FR", False, DOCUMENT_OR_CODE),
    ("chronopost", "XN081879383FR", True, DOCUMENT),
    ("dpd", "008182709980000020033350276C", False, DOCUMENT_OR_CODE),
    ("dpd", "008182709980000020033350276C", True, DOCUMENT),
    ("mondial_relay", "12345678", False, DOCUMENT_OR_CODE),
    ("mondial_relay", "12345678", True, DOCUMENT),
]

STRICT = date(2026, 12, 1)
"""From this day on: what no source says is strict (decision 0042)."""
FROM_DECEMBER: list[tuple[str, str, bool, str, str]] = [
    ("registered", "1A18945277312", False, "document", "mandate"),
    ("s10", "RB123456785GB", False, "document", "mandate"),
    ("s10", "CY000058875FR", False, "document", "mandate"),
    ("s10", "LU680211095FR", False, "document", "mandate"),
    ("s10", "UA123456785CN", True, "document", "mandate"),
    ("letter", "861011301731382", False, "document", "mandate"),
    ("colissimo", "6A15602676300", False, "document_or_code", "mandate"),
    ("colissimo", "8V15602676300", True, "document", "mandate"),
    ("chronopost", "XN081879383FR", False, "document_or_code", "mandate"),
    ("dpd", "008182709980000020033350276C", False, "document", "documents"),
    ("dpd", "008182709980000020033350276C", True, "document", "documents"),
    ("mondial_relay", "12345678", False, "document", "mandate"),
    ("ups", "1Z", False, "document", "mandate"),
]

# Who stands there with what -> what is said for each kind of item; None: there it is.
OK = None
MANDATE = ("relay.mandate_needed", None)
ADDRESSEES = ("relay.document_needed", "addressee")
PROXYS = ("relay.document_needed", "proxy")
CARD, PASS = "id_card", "passport"

Said = tuple[str, str | None] | None
# fmt: off
AT_THE_COUNTER: list[tuple[str, ShownDocument, dict[str, Said]]] = [
    # The addressee in person.
    ("nothing", ShownDocument(by_proxy=False, document=None, pickup_code=False),
     {NOTHING: OK, DOCUMENT: ADDRESSEES, DOCUMENT_OR_CODE: ADDRESSEES}),
    ("a document", ShownDocument(by_proxy=False, document=CARD, pickup_code=False),
     {NOTHING: OK, DOCUMENT: OK, DOCUMENT_OR_CODE: OK}),
    ("a document of another kind", ShownDocument(by_proxy=False, document="other", pickup_code=False),
     {NOTHING: OK, DOCUMENT: OK, DOCUMENT_OR_CODE: OK}),
    ("the pickup code", ShownDocument(by_proxy=False, document=None, pickup_code=True),
     {NOTHING: OK, DOCUMENT: ADDRESSEES, DOCUMENT_OR_CODE: OK}),
    # Somebody else: a name alone is no mandate, a spouse's neither.
    ("a proxy with nothing", ShownDocument(True, None, False),
     {NOTHING: OK, DOCUMENT: MANDATE, DOCUMENT_OR_CODE: MANDATE}),
    ("a proxy with the pickup code", ShownDocument(True, None, True),
     {NOTHING: OK, DOCUMENT: MANDATE, DOCUMENT_OR_CODE: OK}),
    ("both documents, no mandate", ShownDocument(True, CARD, False, PASS, None),
     {NOTHING: OK, DOCUMENT: MANDATE, DOCUMENT_OR_CODE: MANDATE}),
    ("a mandate alone", ShownDocument(True, None, False, None, "on_notice"),
     {NOTHING: OK, DOCUMENT: PROXYS, DOCUMENT_OR_CODE: PROXYS}),
    ("a mandate and the addressee's document", ShownDocument(True, CARD, False, None, "paper"),
     {NOTHING: OK, DOCUMENT: PROXYS, DOCUMENT_OR_CODE: PROXYS}),
    *[(f"{mandate}: the proxy's document alone", ShownDocument(True, None, False, PASS, mandate),
       {NOTHING: OK, DOCUMENT: ADDRESSEES, DOCUMENT_OR_CODE: ADDRESSEES})
      for mandate in ("on_notice", "paper", "permanent", "other")],
    *[(f"{mandate}: both documents", ShownDocument(True, CARD, False, PASS, mandate),
       {NOTHING: OK, DOCUMENT: OK, DOCUMENT_OR_CODE: OK})
      for mandate in ("on_notice", "paper", "permanent", "other")],
    ("a company's proxy, own document", ShownDocument(True, None, False, PASS, "company"),
     {NOTHING: OK, DOCUMENT: OK, DOCUMENT_OR_CODE: OK}),
    ("a company's proxy, no document", ShownDocument(True, None, False, None, "company"),
     {NOTHING: OK, DOCUMENT: PROXYS, DOCUMENT_OR_CODE: PROXYS}),
    ("a company's proxy, the firm's document", ShownDocument(True, CARD, False, None, "company"),
     {NOTHING: OK, DOCUMENT: PROXYS, DOCUMENT_OR_CODE: PROXYS}),
]
# fmt: on


def _asked() -> IdentityRules:
    """The rules of the counter and of the notices, as if each of them bound."""
    rules = shipped.identity_rules()
    return replace(
        rules,
        items=tuple(replace(row, binding=True) for row in rules.items),
        proxies=tuple(replace(row, binding=True) for row in rules.proxies),
    )


ASKED = _asked()


def said(
    item: IdentifiedItem, shown: ShownDocument, day: date = DAY, rules: IdentityRules | None = None
) -> Said:
    try:
        check_identity(rules or shipped.identity_rules(), item, shown, day)
    except Refused as refused:
        whose = refused.params.get("whose")
        return refused.code, None if whose is None else str(whose)
    return None


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: f"{item[0]} {item[1][0]}{' signed' * item[2]}")
@pytest.mark.parametrize("counter", AT_THE_COUNTER, ids=lambda counter: counter[0])
def test_identity_table(
    item: tuple[str, str, bool, str], counter: tuple[str, ShownDocument, dict[str, Said]]
) -> None:
    carrier, number, signature, need = item
    _, shown, answers = counter
    assert said(IdentifiedItem(carrier, number, signature), shown) == answers[need]


@pytest.mark.parametrize(
    ("carrier", "number", "signature", "requirement", "proxy"),
    FROM_DECEMBER,
    ids=str,
)
def test_what_no_source_says_is_strict_from_december(
    carrier: str, number: str, signature: bool, requirement: str, proxy: str
) -> None:
    demand = demand_of(shipped.identity_rules(), IdentifiedItem(carrier, number, signature), STRICT)
    assert (demand.requirement, demand.proxy) == (requirement, proxy)


LETTER_ITEM = IdentifiedItem("letter", "861011301731382", False)
DPD_ITEM = IdentifiedItem("dpd", "008182709980000020033350276C", False)
PARCEL_ITEM = IdentifiedItem("colissimo", "6A15602676300", False)


@pytest.mark.parametrize(
    ("item", "shown", "told"),
    [
        (LETTER_ITEM, ShownDocument(False, None, False), ADDRESSEES),
        (LETTER_ITEM, ShownDocument(False, None, True), ADDRESSEES),
        (LETTER_ITEM, ShownDocument(False, CARD, False), OK),
        (LETTER_ITEM, ShownDocument(True, None, False), MANDATE),
        # The code is the addressee's own: in another's hand it is no mandate.
        (PARCEL_ITEM, ShownDocument(False, None, True), OK),
        (PARCEL_ITEM, ShownDocument(True, None, True), MANDATE),
        (PARCEL_ITEM, ShownDocument(True, CARD, False, PASS, "paper"), OK),
        (PARCEL_ITEM, ShownDocument(True, None, False, PASS, "company"), OK),
        # Two originals, and nothing written stands in for one of them.
        (DPD_ITEM, ShownDocument(False, None, True), ADDRESSEES),
        (DPD_ITEM, ShownDocument(True, None, True), PROXYS),
        (DPD_ITEM, ShownDocument(True, CARD, False), PROXYS),
        (DPD_ITEM, ShownDocument(True, None, False, PASS), ADDRESSEES),
        (DPD_ITEM, ShownDocument(True, None, False, PASS, "paper"), ADDRESSEES),
        (DPD_ITEM, ShownDocument(True, None, False, PASS, "company"), ADDRESSEES),
        (DPD_ITEM, ShownDocument(True, CARD, False, PASS), OK),
    ],
)
def test_at_the_counter_from_december(item: IdentifiedItem, shown: ShownDocument, told: Said) -> None:
    assert said(item, shown, STRICT, ASKED) == told


def test_the_day_before_the_released_rules_hold() -> None:
    """A journal of before is judged by what was asked then."""
    before = date(2026, 11, 30)
    for day in (before, STRICT):
        assert said(LETTER_ITEM, ShownDocument(False, None, False), day) == OK
        assert said(DPD_ITEM, ShownDocument(True, None, True), day) == OK


def test_what_was_asked_and_shown_is_enough() -> None:
    """Both documents and nothing written is what DPD asks: the older rule, which wanted a mandate, bars nobody who did so."""
    assert said(DPD_ITEM, ShownDocument(True, "id_card", False, "passport"), STRICT) == OK


def test_how_sure_a_rule_is() -> None:
    """Only where a source says both is it confirmed."""
    rules = shipped.identity_rules()
    assert demand_of(rules, DPD_ITEM, STRICT).confirmed
    assert demand_of(rules, PARCEL_ITEM, STRICT).confirmed
    assert not demand_of(rules, LETTER_ITEM, STRICT).confirmed
    assert not demand_of(rules, IdentifiedItem("mondial_relay", None, False), STRICT).confirmed
    assert not demand_of(rules, IdentifiedItem("ups", None, False), STRICT).confirmed


# The same at a real counter: what is refused writes nothing, what is allowed is logged by its kind.


def fields_of(shown: ShownDocument) -> dict[str, Any]:
    """What the clerk types for what was shown."""
    typed: dict[str, Any] = {"collector": "proxy" if shown.by_proxy else "addressee"}
    if shown.document:
        typed["id_document"] = "carte de bus" if shown.document == "other" else shown.document
    if shown.pickup_code:
        typed["pickup_code"] = True
    if shown.by_proxy:
        proxy = {"name": "M. Roth"}
        if shown.proxy_document:
            proxy["id_document"] = shown.proxy_document
        if shown.mandate:
            proxy["mandate"] = "lettre de sa main" if shown.mandate == "other" else shown.mandate
        typed["proxy"] = proxy
    return typed


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: f"{item[0]} {item[1][0]}{' signed' * item[2]}")
def test_at_the_counter(shop: Play, item: tuple[str, str, bool, str]) -> None:
    carrier, number, signature, need = item
    receive(shop, number, carrier=carrier, signature=signature)
    for name, shown, answers in AT_THE_COUNTER:
        typed = fields_of(shown)
        if answers[need] is None:
            answer = shop.do("relay.hand_over", tracking=number, **typed)
            data = answer.posted[0].data
            assert (data["id_document"], data["pickup_code"]) == (shown.document, shown.pickup_code), name
            proxy = data["proxy"] or {"id_document": None, "mandate": None}
            assert (proxy["id_document"], proxy["mandate"]) == (shown.proxy_document, shown.mandate), name
            take_back(shop, answer.op)
        else:
            refused = shop.refused("relay.hand_over", tracking=number, **typed)
            assert (refused.code, refused.params.get("whose")) == answers[need], name


def test_a_refused_item_is_handed_over_no_more(shop: Play) -> None:
    """Whatever is shown: after the slip it is said to be gone."""
    receive(shop, REGISTERED)
    shop.do("relay.refuse", tracking=REGISTERED, reason="refused_by_addressee")
    for name, shown, _ in AT_THE_COUNTER:
        assert shop.code("relay.hand_over", tracking=REGISTERED, **fields_of(shown)) == (
            "relay.refused_already"
        ), name
    shop.do("relay.hand_to_postman", what="returns")
    for name, shown, _ in AT_THE_COUNTER:
        assert shop.code("relay.hand_over", tracking=REGISTERED, **fields_of(shown)) == (
            "relay.returned_already"
        ), name


def test_the_signature_is_the_labels(shop: Play) -> None:
    """The same number: with a signature the pickup code is not enough."""
    receive(shop, PARCEL)
    take_back(shop, shop.do("relay.hand_over", tracking=PARCEL, collector="addressee", pickup_code=True).op)
    shop.do("relay.refuse", tracking=PARCEL, reason="damaged")
    shop.do("relay.hand_to_postman", what="returns")
    receive(shop, PARCEL, signature=True)
    assert shop.code("relay.hand_over", tracking=PARCEL, collector="addressee", pickup_code=True) == (
        "relay.document_needed"
    )


@pytest.mark.parametrize(
    ("scanned", "shown"),
    [("4711", True), (True, True), (False, False), (" 47 11 ", True)],
)
def test_of_a_pickup_code_only_that_it_was_shown(shop: Play, scanned: object, shown: bool) -> None:
    receive(shop, "861011301731382")
    answer = shop.do(
        "relay.hand_over", tracking="861011301731382", collector="addressee", pickup_code=scanned
    )
    assert answer.posted[0].data["pickup_code"] is shown
    payload = (shop.entry(answer.posted[0].seq).payload or b"").decode("utf-8")
    # Its salt is drawn: any figures may stand in that.
    assert not stands_in("4711", payload) and not stands_in("47 11", payload)


@pytest.mark.parametrize(("scanned", "code"), [("", "input.empty"), (4711, "input.flag"), (None, None)])
def test_no_pickup_code(shop: Play, scanned: object, code: str | None) -> None:
    receive(shop, "861011301731382")
    fields = {"tracking": "861011301731382", "collector": "addressee", "pickup_code": scanned}
    if code is None:
        shop.do("relay.hand_over", **fields)
    else:
        assert shop.code("relay.hand_over", **fields) == code


# The table itself.


def row(prefix: str = "", *, signature: bool = False, requirement: str = "none", **days: Any) -> IdentityRow:
    first, last = days.get("first", date(2026, 1, 1)), days.get("last")
    return IdentityRow("s10", prefix, signature, requirement, first, last)


def _needed(rows: Sequence[IdentityRow], item: IdentifiedItem, day: date) -> str:
    return demand_of(IdentityRules(tuple(rows), ()), item, day).requirement


def test_the_longest_prefix_holds() -> None:
    rules = [row(""), row("R", requirement="document"), row("RA", requirement="document_or_code")]
    assert _needed(rules, IdentifiedItem("s10", "RA123456785GB", False), DAY) == "document_or_code"
    assert _needed(rules, IdentifiedItem("s10", "RB123456785GB", False), DAY) == "document"
    assert _needed(rules, IdentifiedItem("s10", "CB123456785GB", False), DAY) == "none"
    assert _needed(rules, IdentifiedItem("s10", None, False), DAY) == "none"


def test_a_row_for_signed_items_is_for_them_alone_and_stands_before_any_prefix() -> None:
    rules = [row("RA"), row("", signature=True, requirement="document")]
    assert _needed(rules, IdentifiedItem("s10", "RA123456785GB", False), DAY) == "none"
    assert _needed(rules, IdentifiedItem("s10", "RA123456785GB", True), DAY) == "document"


def test_a_rule_holds_on_its_days() -> None:
    """Outside them the next wider rule stands; where there is none, a document is needed."""
    rules = [
        row("R", first=date(2026, 12, 1)),
        row("", requirement="document_or_code", last=date(2026, 11, 30)),
    ]
    item = IdentifiedItem("s10", "RB123456785GB", False)
    assert _needed(rules, item, date(2026, 11, 30)) == "document_or_code"
    assert _needed(rules, item, date(2026, 12, 1)) == "none"
    assert _needed(rules, IdentifiedItem("s10", "CB123456785GB", False), date(2026, 12, 1)) == "document"


def test_what_no_row_knows_needs_a_document() -> None:
    """A hole in the table must not give other people's mail away."""
    assert _needed([], IdentifiedItem("letter", "861011301731382", False), DAY) == "document"
    assert _needed([row()], IdentifiedItem("ups", None, False), DAY) == "document"


def test_a_mandate_that_no_row_knows_needs_both_documents() -> None:
    rules = IdentityRules((), (MandateRow("company", "proxy", date(2026, 12, 1), None),))
    with pytest.raises(Refused) as caught:
        check_identity(
            rules,
            IdentifiedItem("s10", None, False),
            ShownDocument(True, None, False, "passport", "company"),
            DAY,
        )
    assert caught.value.params == {"whose": "addressee"}
    later = date(2026, 12, 1)
    check_identity(
        rules,
        IdentifiedItem("s10", None, False),
        ShownDocument(True, None, False, "passport", "company"),
        later,
    )


HEAD = "carrier,prefix,signature,requirement,valid_from,valid_to,source,confidence,binding\n"
MANDATES = "mandate,documents,valid_from,valid_to,source,confidence\n"
PROXIES = "carrier,proxy,valid_from,valid_to,source,confidence,binding\n"


@pytest.mark.parametrize(
    ("items", "mandates", "proxies"),
    [
        ("s10,*,perhaps,none,2026-01-01,,x,V,yes\n", "", ""),
        ("s10,*,no,passport,2026-01-01,,x,V,yes\n", "", ""),
        ("s10,*,no,none,2026-13-01,,x,V,yes\n", "", ""),
        ("s10,,no,none,2026-01-01,,x,V,yes\n", "", ""),
        ("", "paper,all,2026-01-01,,x,V\n", ""),
        ("", "", "dpd,anybody,2026-01-01,,x,V,yes\n"),
    ],
)
def test_a_wrong_line_is_named(items: str, mandates: str, proxies: str) -> None:
    with pytest.raises(BadRow) as caught:
        read_identity_rules(HEAD + items, MANDATES + mandates, PROXIES + proxies)
    assert caught.value.line == 2


def test_the_shipped_tables_know_every_carrier_and_mandate() -> None:
    from concierge_desk.counter.values import codelists

    rules = shipped.identity_rules()
    assert {found.carrier for found in rules.items} == set(codelists.codes("carrier"))
    assert {found.mandate for found in rules.mandates} == set(codelists.codes("mandate"))
    assert {found.carrier for found in rules.proxies} == set(codelists.codes("carrier"))
    # Against a signature a document is obligatory, for every carrier.
    for carrier in codelists.codes("carrier"):
        assert _needed(rules.items, IdentifiedItem(carrier, None, True), DAY) == "document"
