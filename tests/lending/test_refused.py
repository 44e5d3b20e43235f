"""What stands against lending, in one order: whoever borrows is told the first that is to be mended."""

from typing import Any

import pytest

from concierge_desk.domain.errors import Refused
from concierge_desk.mechanisms.lending.model.fields import Condition
from concierge_desk.mechanisms.lending.model.lend import months_after
from tests.counter.desks import Play
from tests.lending.test_cards import card
from tests.lending.test_loans import CHAIRS, CHECKS, DRILL, SECOND, lent, member
from tests.services.relay_desk import rebuilt

OTHER = {"name": "M. Weber"}
TOLD = {"checks": CHECKS, "age": "adult"}


def set_kind(play: Play, kind: str, **fields: Any) -> None:
    row = {"kind": kind, "label_fr": "Autre", "days": 3, "most_days": 7, **fields}
    play.do("tools.set_kinds", rows=[row])


def test_one_after_the_other(tools: Play) -> None:
    """Chairs that all of it stands against at once; each is mended in its turn, and the next is told."""
    zoe = str(tools.do("person.create", family="Kessler", given="Zoé").result["person"])
    roux = member(tools, "Roux")
    set_kind(tools, "CHAISE", min_age=16, test_months=12, checks="COUSSIN:1")
    fields: dict[str, Any] = {"object": CHAIRS, "who": {"card": zoe}, "days": 9, "quantity": 13}

    def code(**more: Any) -> str:
        fields.update(more)
        return tools.code("tools.lend", **fields)

    tools.do("tools.maintain", object=CHAIRS, what="tested")
    told = {"age": "adult", "checks": {"COUSSIN": 1}}
    loan = tools.do("tools.lend", object=CHAIRS, who=roux, quantity=12, days=1, **told).result["loan"]
    assert code() == "tools.out_already"
    tools.do("tools.return", loan=loan, checks={"COUSSIN": 1})
    tools.do("tools.report_incident", object=CHAIRS, incident="not_found")
    refused = tools.refused("tools.lend", **fields)
    assert (refused.code, refused.params["state"]) == ("tools.not_available", "not_found")
    tools.do("tools.report_incident", object=CHAIRS, incident="found")
    set_kind(tools, "CHAISE", min_age=16, test_months=0, checks="COUSSIN:1")
    assert code() == "tools.test_overdue"
    set_kind(tools, "CHAISE", min_age=16, test_months=12, checks="COUSSIN:1")
    tools.do("tools.reserve", object=CHAIRS, who=roux, from_day="2026-11-27", to_day="2026-11-27")
    refused = tools.refused("tools.lend", **fields)
    assert (refused.code, refused.params["from_day"]) == ("tools.days_taken", "2026-11-27")
    tools.do("tools.unreserve", object=CHAIRS, from_day="2026-11-27")
    refused = tools.refused("tools.lend", **fields)
    assert (refused.code, refused.params["left"]) == ("tools.quantity_short", 12)
    assert code(quantity=2) == "tools.member_needed"
    tools.settle([{"do": "member.join", "person": zoe}], {"means": "card", "cents": 1000})
    set_kind(tools, "BANC", valid_from="2026-11-01")
    for n in range(3):
        told = {"days": 1, "lent_day": "2026-11-18", "confirm_late": True}
        tools.do("tools.register", object=f"BANC-{n}", kind="BANC", place="O1")
        tools.do("tools.lend", object=f"BANC-{n}", who={"card": zoe}, **told)
    assert code() == "tools.too_many"
    tools.do("tools.return", object="BANC-2")
    assert code() == "tools.too_long"
    assert code(days=7) == "tools.age_needed"
    assert code(age="under_16") == "tools.too_young"
    assert code(age="16_17") == "tools.guardian_needed"
    assert code(guardian=True) == "tools.checks_needed"
    refused = tools.refused("tools.lend", **fields, checks={"COUSSIN": 1})
    assert (refused.code, refused.params["objects"]) == ("tools.late_unconfirmed", "BANC-0, BANC-1")
    tools.do("tools.lend", **fields, checks={"COUSSIN": 1}, confirm_late=True)


def test_it_is_with_this_very_person(tools: Play) -> None:
    who = member(tools)
    lent(tools, who)
    assert tools.code("tools.lend", object=DRILL, who=who, **TOLD) == "tools.already_yours"
    assert tools.code("tools.lend", object=DRILL, who=member(tools, "Roux"), **TOLD) == "tools.out_already"


def test_days_come_before_who_it_is_kept_for(tools: Play) -> None:
    first, second, third = (member(tools, name) for name in ("Kessler", "Roux", "Weber"))
    lent(tools, first)
    tools.do("tools.wait", object=DRILL, who=second)
    tools.do("tools.return", object=DRILL, checks=CHECKS)
    asked = {"object": DRILL, "who": third, **TOLD}
    tools.do("tools.reserve", object=DRILL, who=first, from_day="2026-12-01", to_day="2026-12-01")
    assert tools.code("tools.lend", **asked) == "tools.days_taken"
    assert tools.code("tools.lend", **asked, days=1) == "tools.kept_for_other"
    lent(tools, second, days=1)
    assert tools.rows("SELECT state FROM tools_waiting") == [("ended",)]


@pytest.mark.parametrize(
    ("tested", "code"),
    [(None, "tools.test_overdue"), ("2025-11-25", "tools.test_overdue"), ("2025-11-26", "")],
)
def test_a_test_is_over_from_so_many_months_on(tools: Play, tested: str | None, code: str) -> None:
    told = {} if tested is None else {"tested_day": tested}
    tools.do("tools.register", object="PERC-3", kind="PERCEUSE", place="O1", **told)
    answer = tools.ask("tools.lend", object="PERC-3", who=member(tools), **TOLD)
    assert (answer.refused.code if answer.refused else "") == code
    if code:
        tools.do("tools.maintain", object="PERC-3", what="tested")
        tools.do("tools.lend", object="PERC-3", who=member(tools, "Roux"), **TOLD)


@pytest.mark.parametrize(
    ("tested", "months", "day"),
    [("2024-02-29", 12, "2025-02-28"), ("2026-08-31", 6, "2027-02-28"), ("2026-12-15", 1, "2027-01-15")],
)
def test_so_many_months_later(tested: str, months: int, day: str) -> None:
    assert months_after(tested, months) == day


@pytest.mark.parametrize(
    ("age", "more", "code"),
    [
        (None, {}, "tools.age_needed"),
        ("under_16", {"guardian": True}, "tools.too_young"),
        ("16_17", {"guardian": True}, "tools.too_young"),
        ("adult", {}, ""),
    ],
)
def test_a_drill_is_for_grown_ups(tools: Play, age: str | None, more: dict[str, Any], code: str) -> None:
    told = {"object": DRILL, "who": member(tools), "checks": CHECKS, **({"age": age} if age else {}), **more}
    answer = tools.ask("tools.lend", **told)
    assert (answer.refused.code if answer.refused else "") == code


@pytest.mark.parametrize(
    ("least", "age", "guardian", "code"),
    [
        (None, None, False, ""),
        (None, "adult", False, ""),
        (None, "16_17", False, "tools.guardian_needed"),
        (None, "under_16", False, "tools.guardian_needed"),
        (None, "under_16", True, ""),
        (12, None, False, "tools.age_needed"),
        (15, "under_16", True, ""),
        (16, "under_16", True, "tools.too_young"),
        (17, "16_17", False, "tools.guardian_needed"),
        (17, "16_17", True, ""),
        (18, "16_17", True, "tools.too_young"),
        (18, "adult", False, ""),
    ],
)
def test_who_is_under_age_has_somebody_there(
    tools: Play, least: int | None, age: str | None, guardian: bool, code: str
) -> None:
    """Whatever is lent: of a kind that asks for no age too, where one is told."""
    set_kind(tools, "CHAISE", **({} if least is None else {"min_age": least}))
    told = {"guardian": guardian, **({} if age is None else {"age": age})}
    answer = tools.ask("tools.lend", object=CHAIRS, who=member(tools), **told)
    assert (answer.refused.code if answer.refused else "") == code


def test_each_line_of_what_belongs_to_it_is_told(tools: Play) -> None:
    who = member(tools)
    for checks in ({}, {"FORET": 5}, {"BATTERIE": 2}):
        refused = tools.refused("tools.lend", object=DRILL, who=who, age="adult", checks=checks)
        assert (refused.code, refused.params["checks"]) == ("tools.checks_needed", "FORET, BATTERIE")
    lent(tools, who, checks={"FORET": 4, "BATTERIE": 2})
    assert tools.code("tools.return", object=DRILL, checks={"FORET": 4}) == "tools.checks_needed"
    more = {"FORET": 5, "BATTERIE": 2}
    assert tools.code("tools.return", object=DRILL, checks=more) == "tools.more_than_lent"
    back = tools.do("tools.return", object=DRILL, checks={"FORET": 4, "BATTERIE": 2}).result
    assert (back["missing"], back["state"]) == ({}, "available")


@pytest.mark.parametrize(
    ("checks", "code"),
    [
        ("FORET:5+BATTERIE:2", ""),
        ("foret:5+batterie:2", ""),
        ("FORET:5+BATTERIE:2+", ""),
        ({"foret": 5, "BATTERIE": 0}, ""),
        ("FORET:5+BATTERIE:2+FORET:4", "input.object"),
        ({"FORET": 5, "foret": 4, "BATTERIE": 2}, "input.object"),
        ("FORET:cinq+BATTERIE:2", "input.integer"),
        ("FORET:-1+BATTERIE:2", "input.integer"),
        ("FORET:1000+BATTERIE:2", "input.bounds"),
        ("FORET+BATTERIE:2", "input.empty"),
        (f"FORET:{'9' * 5000}+BATTERIE:2", "input.integer"),
        (["FORET", 5], "input.object"),
        (7, "input.object"),
    ],
)
def test_counts_are_read_as_an_object_or_one_text(tools: Play, checks: object, code: str) -> None:
    answer = tools.ask("tools.lend", object=DRILL, who=member(tools), age="adult", checks=checks)
    assert (answer.refused.code if answer.refused else "") == code


def test_three_at_once_and_no_more(tools: Play) -> None:
    who = member(tools)
    set_kind(tools, "BANC")
    for n in range(4):
        tools.do("tools.register", object=f"BANC-{n}", kind="BANC", place="O1")
    for n in range(3):
        tools.do("tools.lend", object=f"BANC-{n}", who=who)
    refused = tools.refused("tools.lend", object="BANC-3", who=who)
    assert (refused.code, refused.params["count"]) == ("tools.too_many", 3)
    tools.do("tools.lend", object="BANC-3", who=member(tools, "Roux"))


def test_whoever_is_no_member_borrows_nothing(tools: Play) -> None:
    person = tools.do("person.create", family="Weber", given="Jo").result["person"]
    for who in (OTHER, {"card": person}):
        assert tools.code("tools.lend", object=CHAIRS, who=who) == "tools.member_needed"
    assert tools.code("tools.lend", object=CHAIRS) == "tools.who_needed"
    assert tools.code("tools.lend", object="NADA", who=OTHER) == "tools.unknown"


def test_it_is_for_whoever_is_served(tools: Play) -> None:
    """Who is left out is whose the visit is, of each act that is for somebody."""
    who = member(tools)
    visit = tools.do("visit.save", acts=[], who=who).result["visit"]
    days = {"from_day": "2026-12-15", "to_day": "2026-12-15"}
    tools.do("tools.lend", object=CHAIRS, visit=visit)
    tools.do("tools.reserve", object=DRILL, visit=visit, **days)
    tools.do("tools.wait", object=SECOND, visit=visit)
    tools.do("tools.stop_waiting", object=SECOND, visit=visit)
    parties = tools.rows(
        "SELECT party FROM tools_loan UNION SELECT party FROM tools_reservation UNION SELECT party FROM tools_waiting"
    )
    people = {
        person
        for (party,) in parties
        for person in tools.rows("SELECT person FROM party_link WHERE ref = ?", party)
    }
    assert people == {(who["card"],)}


@pytest.mark.parametrize(
    ("do", "fields", "code"),
    [
        ("return", {}, "tools.nothing_given"),
        ("return", {"object": "NADA"}, "tools.unknown"),
        ("return", {"loan": "L-2026-000099"}, "tools.unknown"),
        ("return", {"loan": "l-2026-99"}, "input.thing"),
        ("return", {"loan": "D-2026-000001"}, "input.thing"),
        ("return", {"object": DRILL, "condition": "broken"}, "input.choice"),
        ("return", {"object": DRILL, "condition": {"frame": "good"}}, "input.choice"),
        ("return", {"object": DRILL, "quantity": 0}, "input.bounds"),
        ("renew", {"object": DRILL, "days": 367}, "input.bounds"),
        (
            "set_kinds",
            {"rows": [{"kind": k, "label_fr": "Banc", "days": 1} for k in ("A", "B", "a")]},
            "tools.twice",
        ),
        ("return", {"object": DRILL}, "tools.already_back"),
        ("renew", {}, "tools.nothing_given"),
        ("renew", {"object": DRILL}, "tools.already_back"),
        ("reserve", {"who": OTHER, "from_day": "2026-12-01", "to_day": "2026-12-01"}, "tools.nothing_given"),
        ("reserve", {"object": DRILL, "from_day": "2026-12-01", "to_day": "2026-12-01"}, "tools.who_needed"),
        ("wait", {"who": OTHER}, "tools.nothing_given"),
        ("wait", {"kind": "NADA", "who": OTHER}, "tools.kind_unknown"),
        ("wait", {"object": "NADA", "who": OTHER}, "tools.unknown"),
        ("stop_waiting", {"object": DRILL, "who": OTHER}, "tools.not_waiting"),
        ("call", {"object": DRILL}, "tools.not_now"),
        ("release", {"object": DRILL}, "tools.not_kept"),
        ("unreserve", {"object": DRILL, "from_day": "2026-12-01"}, "tools.not_reserved"),
        ("remind", {"object": DRILL, "by": "phone"}, "tools.not_out"),
        ("move", {"object": DRILL, "place": "O1"}, "tools.same_place"),
        ("register", {"object": DRILL, "kind": "PERCEUSE", "place": "O1"}, "tools.known"),
        ("register", {"object": "PERC-9", "kind": "NADA", "place": "O1"}, "tools.kind_unknown"),
        (
            "register",
            {"object": "PERC-9", "kind": "PERCEUSE", "place": "O1", "tested_day": "2026-11-26"},
            "tools.past",
        ),
        ("register", {"object": "P 9", "kind": "PERCEUSE", "place": "O1"}, "input.object_name"),
        (
            "register",
            {"object": "P-9", "kind": "CHAISE", "place": "O1", "owner": "resident"},
            "tools.who_needed",
        ),
    ],
)
def test_what_is_not_as_it_should_be(tools: Play, do: str, fields: dict[str, Any], code: str) -> None:
    assert tools.code(f"tools.{do}", **fields) == code


@pytest.mark.parametrize(
    ("days", "code", "day"),
    [
        (("2026-11-24", "2026-11-26"), "tools.past", "2026-11-24"),
        (("2026-12-02", "2026-12-01"), "tools.past", "2026-12-01"),
        (("2026-12-02", "2026-11-01"), "tools.past", "2026-11-01"),
        (("2026-11-29", "2026-11-30"), "tools.closed_day", "2026-11-29"),
        (("2026-12-25", "2026-12-28"), "tools.closed_day", "2026-12-25"),
        (("2027-03-26", "2027-03-27"), "tools.closed_day", "2027-03-26"),
        (("2027-12-26", "2027-12-27"), "tools.closed_day", "2027-12-26"),
    ],
)
def test_days_on_which_nothing_is_reserved(tools: Play, days: tuple[str, str], code: str, day: str) -> None:
    asked = {"object": DRILL, "who": OTHER, "from_day": days[0], "to_day": days[1]}
    refused = tools.refused("tools.reserve", **asked)
    assert (refused.code, refused.params["day"]) == (code, day)


def test_a_kind_that_the_program_ships_no_more_is_lent_and_renewed_no_more(tools: Play) -> None:
    """What is out of it comes back all the same; once the shop lists it, all is as before."""
    row = {"kind": "BANC", "label_fr": "Banc", "days": 2, "renewals": 1}
    who = member(tools)
    lent(tools, who, CHAIRS, quantity=2)
    for table in ("object", "loan"):
        sql = f"UPDATE tools_{table} SET kind = 'BANC' WHERE object = ?"
        tools.desk.store.write(lambda unit, sql=sql: unit.rows.execute(sql, (CHAIRS,)))
    for refused in (
        tools.refused("tools.lend", object=CHAIRS, who=who),
        tools.refused("tools.renew", object=CHAIRS),
    ):
        assert (refused.code, dict(refused.params)) == ("tools.kind_unknown", {"kind": "BANC"})
    assert tools.do("tools.return", object=CHAIRS, quantity=1).result["quantity"] == 1
    tools.do("tools.set_kinds", rows=[row])
    assert tools.do("tools.renew", object=CHAIRS).result["due_day"] == "2026-11-30"


@pytest.mark.parametrize(
    ("condition", "label"),
    [
        (Condition(), "code of the nature's conditions, or object: part -> code"),
        (Condition("tool_condition"), "code of `tool_condition`"),
        (Condition("bike_condition", "bike_part"), "code of `bike_condition`, or object: part -> code"),
    ],
)
def test_how_a_thing_is_told_is_said_to_whoever_sends_it(condition: Condition, label: str) -> None:
    assert condition.label == label


def test_an_object_goes_by_all_its_names_whatever_the_case(tools: Play) -> None:
    """Its number in the shop, the code on its label, the barcode that was on it."""
    fields = {"kind": "CHAISE", "place": "O1", "barcode": "3760123456784"}
    code = tools.do("tools.register", object="table-1", **fields).result["code"]
    assert code.startswith("o-")
    for n, name in enumerate(("TABLE-1", "Table-1", code, code.upper(), "3760123456784")):
        tools.do("tools.move", object=name, place=f"P{n}")
    assert tools.rows("SELECT place FROM tools_object WHERE object = 'TABLE-1'") == [("P4",)]
    assert tools.code("tools.register", object="TABLE-2", **fields) == "tools.barcode_taken"
    assert tools.code("tools.register", object="3760123456784", kind="CHAISE", place="O1") == "tools.known"


@pytest.mark.parametrize("name", ["CHAISE-PLIANTE", "chaise-pliante", "TABLE-PLIANTES", "O-RING", "K-1"])
def test_a_number_with_as_many_letters_as_a_code_is_a_number(tools: Play, name: str) -> None:
    """And as one more, which would be a check character that does not fit."""
    tools.do("tools.register", object=name, kind="CHAISE", place="O1")
    moved = tools.do("tools.move", object=name.lower(), place="O2")
    assert moved.result == {"object": name.upper(), "place": "O2", "from_place": "O1"}


@pytest.mark.parametrize("name", ["PERC-1", "perc-1", "o-000000000001", "O-0000000000018"])
def test_its_label_is_printed_by_any_of_its_names(tools: Play, name: str) -> None:
    assert "PERC-1" in str(tools.paper(f"tools_label:{name}"))


def test_a_label_that_was_misread_is_none(tools: Play) -> None:
    with pytest.raises(Refused) as refused:
        tools.paper("tools_label:o-0000000000019")
    assert refused.value.code == "print.unknown"


@pytest.mark.parametrize("name", ["O-4T9D2K7MX0QA", "K4T9D2K7MX0QAB"])
def test_a_number_is_no_code_of_a_label(tools: Play, name: str) -> None:
    assert tools.code("tools.register", object=name, kind="CHAISE", place="O1") == "input.object_name"


@pytest.mark.parametrize(
    ("typed", "code"),
    [("o-0000000000018", ""), ("O000000000001", ""), ("o-0000000000019", "input.own_code")],
)
def test_a_label_goes_by_its_code_with_and_without_its_check_character(
    tools: Play, typed: str, code: str
) -> None:
    assert tools.rows("SELECT code FROM tools_object WHERE object = ?", DRILL) == [("o-000000000001",)]
    answer = tools.ask("tools.move", object=typed, place="O5")
    assert (answer.refused.code if answer.refused else "") == code


@pytest.mark.parametrize(
    ("days", "most", "refused"), [(4, 3, True), (3, 3, False), (0, 0, False), (9, None, False)]
)
def test_a_kind_goes_as_long_as_it_may(tools: Play, days: int, most: int | None, refused: bool) -> None:
    """Else each loan of which nobody says how long would be refused."""
    row = {"kind": "SCIE", "label_fr": "Scie", "days": days, "most_days": most}
    if not refused:
        tools.do("tools.set_kinds", rows=[row])
        return
    assert tools.code("tools.set_kinds", rows=[row]) == "tools.too_long"
    assert not tools.rows("SELECT 1 FROM tools_kind WHERE kind = 'SCIE'")


@pytest.mark.parametrize(
    "written", ["Gros foret:2+Clé:1", {"gros  foret": 2, "CLÉ": 1}, {"GROS_FORET": 2, "clé": 1}]
)
def test_what_is_counted_may_be_called_by_several_words(tools: Play, written: object) -> None:
    """However it is written; it is one thing in the tables, where a blank parts one from the next."""
    who = member(tools)
    row = {"kind": "PERCEUSE", "label_fr": "Perceuse", "days": 7, "checks": written}
    tools.do("tools.set_kinds", rows=[row])
    missed = tools.refused("tools.lend", object=DRILL, who=who, checks={"CLÉ": 1})
    assert missed.params["checks"] == "GROS_FORET, CLÉ"
    tools.do("tools.lend", object=DRILL, who=who, checks={"Gros foret": 2, "Clé": 1})
    back = tools.do("tools.return", object=DRILL, checks="gros foret:1+clé:1").result
    assert (back["missing"], back["state"]) == ({"GROS_FORET": 1}, "incomplete")
    assert card(tools, DRILL).detail == "manque\N{NO-BREAK SPACE}: gros foret × 1"
    # Every code that is new is held against those that are known.
    tools.do("tools.register", object="PERC-3", kind="PERCEUSE", place="O1")
    rebuilt(tools)
