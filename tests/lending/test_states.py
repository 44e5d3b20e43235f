"""Life of an object: by state, what each act makes of it, or why not; and all of it taken back."""

from collections.abc import Callable
from typing import Any

import pytest

from concierge_desk.desk import catalogue
from tests.counter.desks import Play, card
from tests.lending.test_loans import CHAIRS, CHECKS, DRILL, SECOND, lent, member, state
from tests.services.relay_desk import rebuilt

NOBODY = {"name": "M. Weber"}
SHORT = {"FORET": 4, "BATTERIE": 2}

BROUGHT: dict[str, Callable[[Play], Any]] = {
    "available": lambda play: None,
    "out": lambda play: lent(play, member(play)),
    "incomplete": lambda play: (
        lent(play, member(play)),
        play.do("tools.return", object=DRILL, checks=SHORT),
    ),
    "damaged": lambda play: report(play, "damaged"),
    "set_aside": lambda play: maintain(play, "set_aside"),
    "kept": lambda play: (
        play.do("tools.wait", object=DRILL, who=NOBODY),
        lent(play, member(play)),
        play.do("tools.return", object=DRILL, checks=CHECKS),
    ),
    "not_found": lambda play: report(play, "not_found"),
    "lost": lambda play: (report(play, "not_found"), report(play, "lost")),
    "retired": lambda play: maintain(play, "retired"),
}
"""How a drill comes to each state."""

TABLE = """
              tested     repaired   set_aside  put_back   retired    damaged    not_found  found        lost         moved
available     =          not_now    set_aside  not_now    retired    damaged    not_found  not_missing  not_missing  =
out           out        out        out        out        out        out        out        not_missing  lost         out
incomplete    =          not_now    set_aside  not_now    retired    damaged    not_found  available    lost         =
damaged       =          available  set_aside  not_now    retired    damaged    not_found  not_missing  not_missing  =
set_aside     =          not_now    not_now    available  retired    damaged    not_found  not_missing  not_missing  =
kept          =          not_now    set_aside  not_now    retired    damaged    not_found  not_missing  not_missing  =
not_found     not_now    not_now    not_now    not_now    retired    not_now    not_now    available    lost         not_now
lost          not_now    not_now    not_now    not_now    not_now    not_now    not_now    not_missing  not_missing  not_now
retired       not_now    not_now    not_now    not_now    not_now    not_now    not_now    not_missing  not_missing  not_now
"""
"""By state, what an act leads to: ``=`` the same state, ``out``: it is out already, another word of refusal, or a state."""
ROWS = [line.split() for line in TABLE.strip("\n").splitlines()]
CELLS = [(row[0], act, cell) for row in ROWS[1:] for act, cell in zip(ROWS[0], row[1:], strict=True)]
REFUSED = {"not_now": "tools.not_now", "not_missing": "tools.not_missing", "out": "tools.out_already"}


def report(play: Play, incident: str, **more: Any) -> Any:
    return play.do("tools.report_incident", object=DRILL, incident=incident, **more)


def maintain(play: Play, what: str) -> Any:
    return play.do("tools.maintain", object=DRILL, what=what)


def act_of(name: str) -> tuple[str, dict[str, str]]:
    if name == "moved":
        return "tools.move", {"object": DRILL, "place": "O9"}
    if name in ("damaged", "not_found", "found", "lost"):
        return "tools.report_incident", {"object": DRILL, "incident": name}
    return "tools.maintain", {"object": DRILL, "what": name}


def give_back(play: Play) -> None:
    """Give back what the last ticket took."""
    ticket = play.last("till.settled").data["ticket"]
    play.do("till.refund", ticket=ticket, lines=[{"line": 1}], reason="complaint")


def rows(play: Play) -> list[list[tuple[Any, ...]]]:
    """Return all tables of what stands; what was taken back never was."""
    names = ("object", "loan", "reservation", "waiting")
    stands = [play.rows(f"SELECT * FROM tools_{name} WHERE state != 'undone' ORDER BY 1") for name in names]
    return [*stands, play.rows("SELECT * FROM tools_upkeep ORDER BY seq")]


@pytest.mark.parametrize(("before", "act", "cell"), CELLS)
def test_each_act_in_each_state(tools: Play, before: str, act: str, cell: str) -> None:
    BROUGHT[before](tools)
    assert state(tools) == before
    do, fields = act_of(act)
    if cell in REFUSED:
        refused = tools.refused(do, **fields)
        assert refused.code == REFUSED[cell]
        # What is gone leads nowhere but back.
        gone = before in ("lost", "retired")
        assert refused.params.get("gone_day") == ("2026-11-25" if gone else None)
        assert ("page Journal" in catalogue.sentence(refused.code, refused.params, "fr")) == gone
        return
    was = rows(tools)
    answer = tools.do(do, **fields)
    assert state(tools) == (before if cell == "=" else cell)
    tools.do("journal.reverse", op_of=answer.op, reason="wrong_key")
    assert rows(tools) == was
    rebuilt(tools)


def test_all_of_a_life_is_taken_back_the_last_first(tools: Play) -> None:
    """Each act out of its turn is changed since; in its turn all stands to the column as before it."""
    who, other = member(tools), member(tools, "Roux")
    played: list[tuple[str | None, Any]] = []

    def do(name: str, **fields: Any) -> None:
        was = rows(tools)
        played.append((tools.do(f"tools.{name}", **{"object": DRILL, **fields}).op, was))

    days = {"from_day": "2026-12-15", "to_day": "2026-12-16"}
    do("move", place="O9")
    do("maintain", what="tested")
    do("reserve", who=who, **{**days, "from_day": "2026-11-26", "to_day": "2026-11-26"})
    do("wait", who=who)
    do("wait", who=other)
    do("lend", who=who, checks=CHECKS, age="adult")
    do("remind", by="phone")
    do("renew", days=1)
    do("return", checks=SHORT, note="Un foret manque")
    do("report_incident", incident="found")
    do("call")
    do("release")
    do("maintain", what="set_aside")
    do("maintain", what="put_back")
    do("report_incident", incident="not_found")
    do("report_incident", incident="lost")
    while len(played) > 1:
        op, was = played.pop()
        assert tools.code("journal.reverse", op_of=played[0][0], reason="wrong_key") == "tools.changed_since"
        tools.do("journal.reverse", op_of=op, reason="wrong_key")
        assert rows(tools) == was
    tools.do("journal.reverse", op_of=played[0][0], reason="wrong_key")
    assert rows(tools) == played[0][1]
    rebuilt(tools)


def test_lost_ends_the_loan_and_comes_back_with_it(tools: Play) -> None:
    loan = lent(tools, member(tools))["loan"]
    op = report(tools, "lost").op
    sql = "SELECT state, out, ended_day FROM tools_loan WHERE loan = ?"
    assert tools.rows(sql, loan) == [("lost", 0, "2026-11-25")]
    assert tools.code("tools.return", loan=loan, checks=CHECKS) == "tools.already_back"
    tools.do("journal.reverse", op_of=op, reason="wrong_key")
    assert (tools.rows(sql, loan), state(tools)) == ([("out", 1, None)], "out")


def test_what_is_damaged_as_it_comes_back_waits_for_its_repair(tools: Play) -> None:
    lent(tools, member(tools))
    back = tools.do("tools.return", object=DRILL, checks=SHORT, condition="damaged").result
    assert (back["state"], back["missing"]) == ("damaged", {"FORET": 1})
    maintain(tools, "repaired")
    assert state(tools) == "incomplete"
    report(tools, "found")
    assert state(tools) == "available"


def test_what_could_not_be_found_is_as_it_was(tools: Play) -> None:
    for before in ("damaged", "set_aside"):
        BROUGHT[before](tools)
        report(tools, "not_found")
        report(tools, "found")
        assert state(tools) == before
        maintain(tools, "repaired" if before == "damaged" else "put_back")


@pytest.mark.parametrize("acts", ["", "not_found found", "not_found found not_found found"])
def test_what_is_set_aside_damaged_is_damaged_as_it_is_put_back(tools: Play, acts: str) -> None:
    """Whatever was missed meanwhile: it leaves once it is repaired, and no sooner."""
    BROUGHT["damaged"](tools)
    maintain(tools, "set_aside")
    for incident in acts.split():
        report(tools, incident)
    assert state(tools) == "set_aside"
    maintain(tools, "put_back")
    assert state(tools) == "damaged"
    maintain(tools, "repaired")
    maintain(tools, "set_aside")
    maintain(tools, "put_back")
    assert state(tools) == "available"
    rebuilt(tools)


def test_what_is_set_aside_incomplete_still_lacks_it_as_it_is_put_back(tools: Play) -> None:
    BROUGHT["incomplete"](tools)
    for what in ("set_aside", "put_back"):
        maintain(tools, what)
        assert tools.rows("SELECT missing FROM tools_object WHERE object = ?", DRILL) == [("FORET:1",)]
    assert state(tools) == "incomplete"


@pytest.mark.parametrize("before", [name for name in BROUGHT if name not in ("available", "out", "kept")])
def test_what_may_not_leave_is_not_reserved_and_says_why(tools: Play, before: str) -> None:
    """Nobody has it on those days: it is damaged, missed, gone."""
    BROUGHT[before](tools)
    asked = {"who": NOBODY, "from_day": "2027-05-07", "to_day": "2027-05-09"}
    refused = tools.refused("tools.reserve", object=DRILL, **asked)
    told = {"object": DRILL, "from_day": "2027-05-07", "state": before}
    assert (refused.code, refused.params) == ("tools.days_taken", told)
    said = catalogue.sentence(refused.code, refused.params, "fr")
    assert said.startswith("PERC-1 ne peut pas partir dans son état actuel")
    tools.do("tools.reserve", kind="PERCEUSE", **asked)


def test_a_loan_is_taken_back_while_nothing_was_paid_for_it(tools: Play) -> None:
    """Its number is used up; a payment, a caution, bar it until they went back."""
    who = member(tools)
    loan = tools.do("tools.lend", object=DRILL, who=who, checks=CHECKS, age="adult")
    number = loan.result["loan"]
    tools.settle([{"do": "tools.pay", "loan": number}], card(700))
    assert tools.code("journal.reverse", op_of=loan.op, reason="wrong_key") == "tools.changed_since"
    give_back(tools)
    caution = tools.do("caution.take", of=number, cents=5000, cheque={})
    assert tools.code("journal.reverse", op_of=loan.op, reason="wrong_key") == "tools.changed_since"
    tools.do("journal.reverse", op_of=caution.op, reason="wrong_key")
    tools.do("journal.reverse", op_of=loan.op, reason="wrong_key")
    assert state(tools) == "available"
    assert lent(tools, who)["loan"] == "L-2026-000002"


def test_a_renewal_that_was_paid_is_not_taken_back(tools: Play) -> None:
    number = lent(tools, member(tools))["loan"]
    renewed = tools.do("tools.renew", object=DRILL, days=2).op
    tools.settle([{"do": "tools.pay", "loan": number}], card(900))
    assert (
        tools.code("till.settle", acts=[{"do": "tools.pay", "loan": number}], payments=[])
        == "tools.nothing_due"
    )
    assert tools.code("journal.reverse", op_of=renewed, reason="wrong_key") == "tools.changed_since"
    give_back(tools)
    tools.do("journal.reverse", op_of=renewed, reason="wrong_key")
    assert tools.rows("SELECT cents, paid_cents FROM tools_loan") == [(700, 0)]


def test_an_object_is_taken_back_while_nothing_stands_on_it(tools: Play) -> None:
    made = tools.do("tools.register", object="BANC-1", kind="CHAISE", place="O1").op
    waits = tools.do("tools.wait", object="BANC-1", who=NOBODY).op
    assert tools.code("journal.reverse", op_of=made, reason="wrong_key") == "tools.changed_since"
    tools.do("journal.reverse", op_of=waits, reason="wrong_key")
    tools.do("journal.reverse", op_of=made, reason="wrong_key")
    assert tools.code("tools.move", object="BANC-1", place="O2") == "tools.unknown"


def test_of_what_is_lent_by_count_some_are_here(tools: Play) -> None:
    """Twelve chairs: they are out once all of them are; what is out may not be retired."""
    who = member(tools)
    first = lent(tools, who, CHAIRS, quantity=5)["loan"]
    assert state(tools, CHAIRS) == "available"
    assert tools.code("tools.maintain", object=CHAIRS, what="retired") == "tools.out_already"
    second = lent(tools, who, CHAIRS, quantity=7)["loan"]
    assert state(tools, CHAIRS) == "out"
    tools.do("tools.return", loan=second, quantity=3)
    assert tools.rows("SELECT quantity, out, state FROM tools_loan WHERE loan = ?", second) == [(7, 4, "out")]
    back = tools.do("tools.return", loan=second).result
    assert (back["quantity"], back["state"]) == (4, "available")
    # What is set aside meanwhile stays so as others come back.
    tools.do("tools.maintain", object=CHAIRS, what="set_aside")
    assert tools.do("tools.return", loan=first).result["state"] == "set_aside"


def test_of_what_is_lent_by_count_somebody_loses_what_he_has(tools: Play) -> None:
    """Twelve chairs: four are out and lost, the others are lent on; taken back, there are twelve again."""
    first = lent(tools, member(tools), CHAIRS, quantity=6)["loan"]
    second = lent(tools, member(tools, "Roux"), CHAIRS, quantity=3)["loan"]
    chairs = "SELECT quantity, state FROM tools_object WHERE object = ?"
    loans = "SELECT state, out, ended_day FROM tools_loan ORDER BY loan"
    lost = {"object": CHAIRS, "incident": "lost"}
    assert tools.code("tools.report_incident", **lost) == "tools.which_one"
    tools.do("tools.return", loan=first, quantity=2)
    op = tools.do("tools.report_incident", **lost, loan=first).op
    assert tools.rows(chairs, CHAIRS) == [(8, "available")]
    assert tools.rows(loans) == [("lost", 0, "2026-11-25"), ("out", 3, None)]
    assert tools.code("tools.report_incident", **lost, loan=first) == "tools.already_back"
    days = {"from_day": "2026-11-27", "to_day": "2026-11-27"}
    assert (
        tools.code("tools.reserve", object=CHAIRS, who=NOBODY, quantity=9, **days) == "tools.quantity_short"
    )
    # Eight on a day on which the twelve were lent and reserved: no day is taken twice as it is taken back.
    tools.do("tools.reserve", object=CHAIRS, who=NOBODY, quantity=5, **days)
    tools.do("journal.reverse", op_of=op, reason="wrong_key")
    assert tools.rows(chairs, CHAIRS) == [(12, "available")]
    assert tools.rows(loans) == [("out", 4, None), ("out", 3, None)]
    tools.do("tools.return", loan=first)
    tools.do("tools.report_incident", **lost)
    assert tools.rows(chairs, CHAIRS) == [(9, "available")]
    assert tools.code("tools.return", loan=second) == "tools.already_back"
    rebuilt(tools)


@pytest.mark.parametrize(("out", "left", "then"), [(12, 12, "lost"), (4, 4, "out")])
def test_all_that_there_are_are_lost_or_those_that_were_here(
    tools: Play, out: int, left: int, then: str
) -> None:
    """Who has all of them loses all; where those that were here could not be found, the others are with somebody."""
    loan = lent(tools, member(tools), CHAIRS, quantity=out)["loan"]
    if out < 12:
        tools.do("tools.report_incident", object=CHAIRS, incident="not_found")
    tools.do("tools.report_incident", object=CHAIRS, incident="lost")
    assert tools.rows("SELECT quantity, state FROM tools_object WHERE object = ?", CHAIRS) == [(left, then)]
    back = tools.ask("tools.return", loan=loan)
    assert (back.refused.code if back.refused else state(tools, CHAIRS)) == (
        "tools.already_back" if then == "lost" else "available"
    )


def test_things_are_looked_after_while_the_shop_is_closed(tools: Play) -> None:
    """In the evening, on a Sunday: listed, registered, tested, repaired, retired, and all of it taken back."""
    tools.do("tools.report_incident", object=DRILL, incident="damaged")
    tools.close("2026-11-28T17:59", counted_cents=8000)
    tools.hands.set("2026-11-29T10:00")
    was = rows(tools)
    row = {"kind": "BANC", "label_fr": "Banc", "days": 2}
    tools.do("tools.set_kinds", rows=[row])
    ops = [tools.do("tools.register", object="BANC-1", kind="BANC", place="O1").op]
    ops += [maintain(tools, what).op for what in ("tested", "repaired", "set_aside", "put_back", "retired")]
    days = set(tools.rows("SELECT day FROM tools_upkeep WHERE what != 'damaged'"))
    assert days == {("2026-11-29",)}
    assert tools.rows("SELECT tested_day, ended_day FROM tools_object WHERE object = ?", DRILL) == [
        ("2026-11-29", "2026-11-29")
    ]
    rebuilt(tools)
    tools.open("2026-11-30T15:05", confirmed_day="2026-11-30")
    for op in reversed(ops):
        tools.do("journal.reverse", op_of=op, reason="wrong_key")
    assert rows(tools) == was
    rebuilt(tools)


def test_a_number_whose_registration_was_taken_back_is_given_anew(tools: Play) -> None:
    """Registered as the wrong kind, taken back, registered again: all of it is as it was said last."""
    told = {"object": "BANC-1", "place": "O1", "barcode": "3760123456789"}
    first = tools.do("tools.register", **told, kind="PERCEUSE", value_cents=9900, tested_day="2026-06-01")
    tools.do("journal.reverse", op_of=first.op, reason="wrong_key")
    again = tools.do("tools.register", **told, kind="CHAISE", quantity=4)
    columns = "code, kind, quantity, value_cents, tested_day, state"
    assert tools.rows(f"SELECT {columns} FROM tools_object WHERE object = 'BANC-1'") == [
        (again.result["code"], "CHAISE", 4, None, None, "available")
    ]
    assert tools.code("tools.register", **told, kind="CHAISE") == "tools.known"
    rebuilt(tools)
    tools.do("journal.reverse", op_of=again.op, reason="wrong_key")
    tools.do("tools.register", **told, kind="CHAISE")
    rebuilt(tools)


def test_what_was_done_to_a_thing_is_noted_on_the_day_it_was(tools: Play) -> None:
    tools.close("2026-11-26T17:59", counted_cents=8000)
    tools.open("2026-11-27T15:05", confirmed_day="2026-11-27")
    report(tools, "damaged", happened_at="2026-11-26T11:00")
    tools.do("tools.maintain", object=SECOND, what="tested", happened_at="2026-11-26T23:00")
    assert tools.rows("SELECT day, what FROM tools_upkeep ORDER BY seq") == [
        ("2026-11-26", "damaged"),
        ("2026-11-26", "tested"),
    ]


def test_what_is_told_of_an_incident(tools: Play) -> None:
    report(tools, "not_found", note="Pas dans l'armoire")
    data = tools.last("tools.incident_noted").data
    told = ("object", "incident", "from_state", "state")
    assert [data[name] for name in told] == [DRILL, "not_found", "available", "not_found"]
    assert tools.personal(data["note"]) == "Pas dans l'armoire"
