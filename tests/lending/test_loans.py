"""Loans through the real operation: lent, renewed, returned, kept for the next one, and all of it taken back."""

from typing import Any

import pytest

from concierge_desk.desk import catalogue
from tests.counter.desks import Play
from tests.services.relay_desk import rebuilt

DRILL, SECOND, CHAIRS = "PERC-1", "PERC-2", "CHAISE"
CHECKS = {"FORET": 5, "BATTERIE": 2}


def stocked(play: Play) -> Play:
    """Let there be two drills and a dozen chairs."""
    for name in (DRILL, SECOND):
        play.do("tools.register", object=name, kind="PERCEUSE", place="O1", tested_day="2026-06-01")
    play.do("tools.register", object=CHAIRS, kind="CHAISE", place="O2", quantity=12)
    return play


def member(play: Play, family: str = "Kessler") -> dict[str, str]:
    """Return whoever is a member, by the card."""
    person = play.do("person.create", family=family, given="Zoé").result["person"]
    play.settle([{"do": "member.join", "person": person}], {"means": "card", "cents": 1000})
    return {"card": str(person)}


def lent(play: Play, who: dict[str, str], thing: str = DRILL, **more: Any) -> dict[str, Any]:
    told = {} if thing == CHAIRS else {"checks": CHECKS, "age": "adult"}
    return dict(play.do("tools.lend", **{"object": thing, "who": who, **told, **more}).result)


def state(play: Play, thing: str = DRILL) -> str:
    return str(play.rows("SELECT state FROM tools_object WHERE object = ?", thing)[0][0])


def test_a_drill_is_lent_paid_and_returned(tools: Play) -> None:
    """7.00 € with a VAT of 1.17 €, a caution of 50.00 €: 57.00 € in one visit."""
    loan = lent(tools, member(tools))
    assert loan == {
        "loan": "L-2026-000001",
        "due_day": "2026-12-02",
        "due_slot": "2026-12-02T08:00/11:30",
        "cents": 700,
        "caution_cents": 5000,
        "back_dated": False,
    }
    assert state(tools) == "out"
    acts = [
        {"do": "tools.pay", "loan": loan["loan"]},
        {"do": "caution.take", "of": loan["loan"], "cents": 5000},
    ]
    tools.settle(acts, {"means": "card", "cents": 5700})
    back = tools.do("tools.return", object=DRILL, checks=CHECKS).result
    assert back == {
        "loan": "L-2026-000001",
        "quantity": 1,
        "missing": {},
        "late_days": 0,
        "state": "available",
        "caution_cents": 5000,
    }
    assert state(tools) == "available"
    assert tools.code("tools.return", object=DRILL, checks=CHECKS) == "tools.already_back"


def test_what_is_not_out_says_since_when_or_why(tools: Play) -> None:
    """Calmly: a loan that is named says its own day; what was lost, or never left, does not say that it is back."""
    who = member(tools)
    asked = {"checks": CHECKS}

    def said(**fields: str) -> tuple[str, dict[str, Any]]:
        refused = tools.refused("tools.return", **fields, **asked)
        return refused.code, dict(refused.params)

    assert said(object=DRILL) == ("tools.already_back", {"object": DRILL})
    first = lent(tools, who, lent_day="2026-11-02")["loan"]
    tools.do("tools.return", object=DRILL, returned_day="2026-11-04", **asked)
    assert said(object=DRILL) == ("tools.already_back", {"day": "2026-11-04"})
    second = lent(tools, who)["loan"]
    assert said(loan=first) == ("tools.already_back", {"day": "2026-11-04"})
    tools.do("tools.return", loan=second, **asked)
    assert said(loan=first) == ("tools.already_back", {"day": "2026-11-04"})
    assert said(object=DRILL) == ("tools.already_back", {"day": "2026-11-25"})
    third = lent(tools, who)["loan"]
    tools.do("tools.report_incident", object=DRILL, incident="lost")
    for one in ({"object": DRILL}, {"loan": third}):
        assert said(**one) == ("tools.already_back", {"lost_day": "2026-11-25"})


@pytest.mark.parametrize(
    ("params", "sentence"),
    [
        ({"day": "2027-03-26"}, "Déjà rendu le 26/03/2027 : il n’y a rien à faire."),
        ({"object": DRILL}, "PERC-1 n’est chez personne : il n’y a rien à faire."),
        (
            {"lost_day": "2027-03-26"},
            "Noté perdu le 26/03/2027 : s’il est revenu, annulez d’abord cette perte.",
        ),
    ],
)
def test_what_is_not_out_is_said_so(params: dict[str, str], sentence: str) -> None:
    said = catalogue.sentence("tools.already_back", params, "fr")
    assert said.replace("\N{NO-BREAK SPACE}", " ") == sentence


def test_what_lacks_is_told_and_found_again(tools: Play) -> None:
    lent(tools, member(tools))
    assert tools.code("tools.return", object=DRILL) == "tools.checks_needed"
    back = tools.do("tools.return", object=DRILL, checks={"FORET": 4, "BATTERIE": 2}).result
    assert (back["missing"], back["state"]) == ({"FORET": 1}, "incomplete")
    assert tools.code("tools.lend", object=DRILL, who={"name": "X"}, checks=CHECKS) == "tools.not_available"
    tools.do("tools.report_incident", object=DRILL, incident="found")
    assert state(tools) == "available"


def test_chairs_come_back_by_and_by(tools: Play) -> None:
    loan = lent(tools, member(tools), CHAIRS, quantity=8)
    assert (
        tools.code("tools.lend", object=CHAIRS, who=member(tools, "Roux"), quantity=5)
        == "tools.quantity_short"
    )
    other = lent(tools, member(tools, "Weber"), CHAIRS, quantity=4)
    assert state(tools, CHAIRS) == "out"
    assert tools.code("tools.return", object=CHAIRS) == "tools.which_one"
    assert tools.do("tools.return", loan=loan["loan"], quantity=5).result["quantity"] == 5
    assert tools.code("tools.return", loan=loan["loan"], quantity=4) == "tools.more_than_lent"
    tools.do("tools.return", loan=loan["loan"], quantity=3)
    tools.do("tools.return", loan=other["loan"])
    assert tools.rows("SELECT sum(out) FROM tools_loan") == [(0,)]


def test_what_belongs_to_counted_things_comes_back_by_and_by(tools: Play) -> None:
    """While some are out what lacks may be with them; with the last of them it lacks, until it is found."""
    row = {"kind": "TABLE", "label_fr": "Table", "days": 2, "checks": "PIED:4+NAPPE:1"}
    tools.do("tools.set_kinds", rows=[row])
    tools.do("tools.register", object="TABLE", kind="TABLE", place="O1", quantity=6)
    told = {"checks": {"PIED": 16, "NAPPE": 2}}
    loan = tools.do("tools.lend", object="TABLE", who=member(tools), quantity=4, **told).result["loan"]

    def back(quantity: int, **checks: int) -> dict[str, Any]:
        return dict(tools.do("tools.return", object="TABLE", quantity=quantity, checks=checks).result)

    first = back(1, PIED=4, NAPPE=2)
    assert (first["missing"], first["state"]) == ({}, "available")
    # Both cloths are back: they are asked for no more, and more than twelve legs are too many.
    for checks in ({"PIED": 13}, {"PIED": 8, "NAPPE": 1}):
        asked = {"object": "TABLE", "quantity": 2, "checks": checks}
        assert tools.code("tools.return", **asked) == "tools.more_than_lent"
    assert tools.code("tools.return", object="TABLE", quantity=2) == "tools.checks_needed"
    assert back(2, PIED=8)["missing"] == {}
    last = back(1, PIED=3)
    assert (last["missing"], last["state"]) == ({"PIED": 1}, "incomplete")
    assert tools.rows("SELECT state, missing FROM tools_object WHERE object = 'TABLE'") == [
        ("incomplete", "PIED:1")
    ]
    assert tools.rows("SELECT checks, out, state FROM tools_loan WHERE loan = ?", loan) == [
        ("PIED:16 NAPPE:2", 0, "back")
    ]
    ops = [posted.op for posted in tools.posted() if posted.kind == "tools.returned"]
    for op in reversed(ops):
        tools.do("journal.reverse", op_of=op, reason="wrong_key")
    assert tools.rows("SELECT checks_back, out, state FROM tools_loan") == [("", 4, "out")]
    assert back(4, PIED=16, NAPPE=2)["state"] == "available"
    rebuilt(tools)


def test_what_lacks_of_counted_things_adds_up_until_it_is_found(tools: Play) -> None:
    row = {"kind": "TABLE", "label_fr": "Table", "days": 2, "checks": "PIED:4"}
    tools.do("tools.set_kinds", rows=[row])
    tools.do("tools.register", object="TABLE", kind="TABLE", place="O1", quantity=6)
    who, told = member(tools), {"quantity": 1, "checks": {"PIED": 4}}
    loans = [tools.do("tools.lend", object="TABLE", who=who, **told).result["loan"] for _ in range(2)]
    for loan, lacks in zip(loans, ("PIED:1", "PIED:2"), strict=True):
        tools.do("tools.return", loan=loan, checks={"PIED": 3})
        assert tools.rows("SELECT state, missing FROM tools_object WHERE object = 'TABLE'") == [
            ("incomplete", lacks)
        ]
    tools.do("tools.report_incident", object="TABLE", incident="found")
    assert state(tools, "TABLE") == "available"


def test_a_loan_is_renewed_twice_and_both_are_taken_back(tools: Play) -> None:
    loan = lent(tools, member(tools))
    days = [tools.do("tools.renew", object=DRILL).result["due_day"] for _ in range(2)]
    assert days == ["2026-12-09", "2026-12-16"]
    assert tools.code("tools.renew", object=DRILL) == "tools.no_more_renewals"
    ops = [posted.op for posted in tools.posted() if posted.kind == "tools.renewed"]
    assert tools.code("journal.reverse", op_of=ops[0], reason="wrong_key") == "tools.changed_since"
    for op, day in zip(reversed(ops), ("2026-12-09", "2026-12-02"), strict=True):
        tools.do("journal.reverse", op_of=op, reason="wrong_key")
        assert tools.rows("SELECT due_day FROM tools_loan WHERE loan = ?", loan["loan"]) == [(day,)]


def test_what_is_never_renewed_is_said_so(tools: Play) -> None:
    lent(tools, member(tools), CHAIRS)
    refused = tools.refused("tools.renew", object=CHAIRS)
    assert refused.code == "tools.no_more_renewals"
    said = catalogue.sentence(refused.code, refused.params, "fr").replace("\N{NO-BREAK SPACE}", " ")
    assert said == "CHAISE ne se prolonge pas : reprenez-le, puis prêtez-le de nouveau."


def test_who_waits_has_it_next_and_is_let_go(tools: Play) -> None:
    first, second = member(tools), member(tools, "Roux")
    lent(tools, first)
    tools.do("tools.wait", object=DRILL, who=second)
    assert tools.code("tools.wait", object=DRILL, who=second) == "tools.waiting_already"
    assert tools.do("tools.return", object=DRILL, checks=CHECKS).result["state"] == "kept"
    asked = {"object": DRILL, "who": first, "checks": CHECKS, "age": "adult"}
    assert tools.code("tools.lend", **asked) == "tools.kept_for_other"
    assert tools.do("tools.call", object=DRILL).result["kept_until"] == "2026-11-28"
    tools.do("tools.release", object=DRILL)
    assert state(tools) == "available"


def test_a_reservation_is_named_and_ends_with_its_loan(tools: Play) -> None:
    first, second = member(tools), member(tools, "Roux")
    tools.do("tools.reserve", object=DRILL, who=second, from_day="2026-11-27", to_day="2026-11-29")
    assert tools.rows("SELECT to_day FROM tools_reservation") == [("2026-11-30",)]
    asked = {"object": DRILL, "who": first, "checks": CHECKS, "age": "adult"}
    refused = tools.refused("tools.lend", **asked)
    assert (refused.code, refused.params["from_day"]) == ("tools.days_taken", "2026-11-27")
    tools.do("tools.lend", **asked, days=1)
    tools.do("tools.return", object=DRILL, checks=CHECKS)
    lent(tools, second)
    assert tools.rows("SELECT state FROM tools_reservation") == [("ended",)]
    tools.do("journal.reverse", op_of=tools.last("tools.lent").op, reason="wrong_key")
    assert tools.rows("SELECT state FROM tools_reservation") == [("open",)]
    assert state(tools) == "available"
