"""Operators: who keeps the counter, what each may do, who does no more; the name beside the journal."""

import json
from collections.abc import Mapping
from typing import Any

import pytest

from concierge_desk.counter.rights.grant import roles_in
from concierge_desk.counter.texts.entry_texts import told
from concierge_desk.domain.errors import Refused
from concierge_desk.jobs.entry_texts import tellings
from concierge_desk.jobs.verdict import VerifyRequest
from concierge_desk.jobs.verify import verify_desk
from concierge_desk.pages.counter.desk import FrontFace
from concierge_desk.store import records
from tests.counter.desks import COFFEE, Play, card
from tests.counter.samples import take_back

PAUL = {"whom": "o02", "name": "Paul Heitz"}


def name_of(play: Play, code: str) -> str:
    shop = play.last("settings.set").data
    return play.desk.store.read(lambda rows: records.operator_name(rows, shop, code))


def words_of(play: Play) -> str:
    return told(play.last("settings.set"), tellings(), "fr").replace("\u00a0", " ")


def test_somebody_new(shop: Play) -> None:
    answer = shop.do("operator.set", **PAUL, roles=["volunteer"])
    assert answer.result == {"operator": "o02", "roles": ["volunteer"]}
    data = answer.posted[0].data
    assert data["operators"] == ["o01", "o02"]
    assert data["operator_roles"] == [["concierge", "responsible"], ["volunteer"]]
    assert data["changed"] == ["operators", "operator_refs", "operator_roles"]
    # The name stands beside the journal.
    assert "Heitz" not in json.dumps(data)
    assert shop.personal(data["operator_refs"][1]) == "Paul Heitz"
    assert words_of(shop) == "o02 tient le comptoir désormais : bénévole"
    assert shop.settle([COFFEE], card(120), operator="o02").posted[0].by == "o02"
    # The first stays the one who is there where nobody is named.
    assert shop.settle([COFFEE], card(120)).posted[0].by == "o01"
    assert verify_desk(shop.desk, VerifyRequest(signatures=True, tables=True)).faults == []


def test_whoever_keeps_it_by_default_is_a_concierge(shop: Play) -> None:
    shop.do("operator.set", **PAUL)
    assert roles_in(shop.last("settings.set").data) == {
        "o01": ("concierge", "responsible"),
        "o02": ("concierge",),
    }


def test_another_name_and_other_roles(shop: Play) -> None:
    shop.do("operator.set", **PAUL, roles=["Bénévole", "inspector", "volunteer"])
    assert shop.last("settings.set").data["operator_roles"][1] == ["volunteer", "inspector"]
    shop.do("operator.set", whom="o02", name="Paul Wurtz")
    assert shop.last("settings.set").data["changed"] == ["operator_refs"]
    assert words_of(shop) == "o02 a un autre nom"
    assert name_of(shop, "o02") == "Paul Wurtz"
    shop.do("operator.set", whom="o02", name="Paul Wurtz", roles=["concierge", "responsible"])
    assert words_of(shop) == "o02 est désormais : concierge, responsable, au lieu de bénévole, contrôle"
    assert name_of(shop, "o01") == "La concierge"


def test_who_is_retired_signs_nothing_more_and_keeps_the_name_of_what_was(shop: Play) -> None:
    shop.do("operator.set", **PAUL)
    sold = shop.settle([COFFEE], card(120), operator="o02")
    answer = shop.do("operator.retire", whom="o02")
    assert answer.result == {"operator": "o02", "roles": None}
    assert words_of(shop) == "o02 ne tient plus le comptoir"
    assert shop.code("till.count", counted_cents=8000, operator="o02") == "operator.unknown"
    assert name_of(shop, "o02") == "Paul Heitz"
    # The very same operation still answers as it did.
    again = shop.ask(
        "till.settle", op=sold.op, acts=[COFFEE], payments=[card(120)], operator="o02"
    )  # fmt: skip
    assert (again.refused, again.ticket) == (None, sold.ticket)
    with pytest.raises(Refused) as caught:
        shop.desk.operator("o02")
    assert caught.value.code == "operator.unknown"
    # Back again, under the name that is given now.
    shop.do("operator.set", whom="o02", name="Paul Wurtz")
    assert "retired" not in shop.last("settings.set").data
    assert name_of(shop, "o02") == "Paul Wurtz"
    assert verify_desk(shop.desk, VerifyRequest(signatures=True, tables=True)).faults == []


def test_a_window_goes_on_when_its_operator_is_retired(shop: Play) -> None:
    shop.do("operator.set", **PAUL)
    face = FrontFace(shop.desk, "fr", "o02")
    assert face.status().operator == "Paul Heitz"
    shop.do("operator.retire", whom="o02")
    assert face.status().operator == "La concierge"
    answer = face.play({"op": shop.op(), "do": "till.count", "counted_cents": 8000})
    assert [entry.by for entry in answer.posted] == ["o01"]
    face.close()


def test_the_first_may_go_once_another_is_responsible(shop: Play) -> None:
    shop.do("operator.set", **PAUL)
    assert shop.code("operator.retire", whom="o01") == "operator.last_responsible"
    assert shop.code("operator.set", whom="o01", name="La concierge", roles=["concierge"]) == (
        "operator.last_responsible"
    )
    shop.do("operator.set", **PAUL, roles=["concierge", "responsible"])
    shop.do("operator.retire", whom="o01")
    assert shop.desk.settings.operators == ("o02",)
    assert shop.code("operator.retire", whom="o02") == "operator.last_responsible"
    assert shop.settle([COFFEE], card(120)).posted[0].by == "o02"


@pytest.mark.parametrize(
    ("do", "fields", "code"),
    [
        ("operator.retire", {"whom": "o09"}, "operator.unknown"),
        ("operator.set", {"whom": "o01", "name": "La concierge"}, "operator.nothing_changed"),
        (
            "operator.set",
            {"whom": "o01", "name": "La concierge", "roles": ["concierge", "responsible"]},
            "operator.nothing_changed",
        ),
        ("operator.set", {"whom": "heitz", "name": "Paul"}, "operator.code_invalid"),
        ("operator.set", {"whom": "2o", "name": "Paul"}, "operator.code_invalid"),
        ("operator.set", {"whom": "o", "name": "Paul"}, "operator.code_invalid"),
        ("operator.set", {"whom": "o02"}, "input.missing"),
        ("operator.set", {"whom": "o02", "name": "Paul", "roles": []}, "input.list"),
        ("operator.set", {"whom": "o02", "name": "Paul", "roles": ["boss"]}, "input.choice"),
    ],
)
def test_refusals(shop: Play, do: str, fields: Mapping[str, Any], code: str) -> None:
    assert shop.code(do, **fields) == code


def test_it_is_taken_back_or_followed(shop: Play) -> None:
    first = shop.do("operator.set", **PAUL).op
    take_back(shop, first)
    data = shop.last("settings.set").data
    assert (data["operators"], "operator_roles" in data) == (["o01"], False)
    assert words_of(shop) == "Repris · o02 ne tient plus le comptoir"
    second = shop.do("operator.set", **PAUL).op
    shop.do("operator.set", whom="o03", name="Inès")
    assert shop.code("journal.reverse", op_of=second, reason="wrong_key") == "site.changed_since"


def test_a_desk_of_an_early_version_knows_no_names() -> None:
    from concierge_desk.counter.setup.operators import OperatorState, SetOperator, set_operator
    from tests.counter.desks import context

    early = {"operators": ["o01", "o02"]}
    (event,) = set_operator(OperatorState(early, "o03"), SetOperator("o03", "Inès"), context())
    assert event.data["operators"] == ["o01", "o02", "o03"]
    assert event.data["operator_refs"] == [None, None, "r-000000000001"]
    assert event.data["operator_roles"] == [["concierge", "responsible"], ["concierge"], ["concierge"]]
