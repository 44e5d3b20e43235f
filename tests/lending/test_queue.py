"""Who waits, for whom a thing is kept, until when; what is reserved, and by whom it may be lent all the same."""

from typing import Any

import pytest

from concierge_desk.counter.texts.messages import render
from concierge_desk.desk import catalogue
from concierge_desk.domain.errors import Refused
from tests.counter.desks import Desks, Play
from tests.lending.test_cards import card
from tests.lending.test_due_days import lending_on, next_day
from tests.lending.test_loans import CHAIRS, CHECKS, DRILL, SECOND, lent, member, state

OTHER = {"name": "M. Weber"}


def back(play: Play, thing: str = DRILL) -> dict[str, Any]:
    return dict(play.do("tools.return", object=thing, checks=CHECKS).result)


def kept_for(play: Play, thing: str = DRILL) -> str | None:
    """Return the name of whoever a thing is kept for."""
    ((party,),) = play.rows("SELECT kept_for FROM tools_object WHERE object = ?", thing)
    return None if party is None else play.personal(party)


def said(refused: Refused) -> str:
    return render(refused.code, refused.params, catalogue.messages(), "fr")


def wait(play: Play, name: str, **what: str) -> None:
    play.do("tools.wait", **(what or {"object": DRILL}), who={"name": name})


@pytest.mark.parametrize(
    ("called", "until"),
    [
        # Christmas and St Stephen's are holidays, Sunday and Monday morning are no time: Mon 28, Tue 29, Wed 30.
        ("2026-12-24", "2026-12-30"),
        ("2026-12-31", "2027-01-05"),
        # Good Friday and Easter Monday: Sat 27, Tue 30, Wed 31.
        ("2027-03-25", "2027-03-31"),
    ],
)
def test_three_open_days_from_the_day_after_the_call(desks: Desks, called: str, until: str) -> None:
    with lending_on(desks, called) as play:
        wait(play, "Mme Roux")
        lent(play, member(play))
        assert back(play)["state"] == "kept"
        assert play.do("tools.call", object=DRILL).result == {"object": DRILL, "kept_until": until}


def test_nothing_expires_by_itself(desks: Desks) -> None:
    with lending_on(desks, "2026-12-24") as play:
        wait(play, "Mme Roux")
        lent(play, member(play))
        back(play)
        play.do("tools.call", object=DRILL)
        next_day(play, "2027-01-05", "08:10")
        assert state(play) == "kept"
        play.do("tools.release", object=DRILL)
        assert state(play) == "available"


def test_the_next_in_the_queue_has_what_is_let_go(tools: Play) -> None:
    for name in ("Mme Roux", "M. Adam", "Mme Lang"):
        wait(tools, name)
    lent(tools, member(tools))
    back(tools)
    for name, following in (("Mme Roux", "M. Adam"), ("M. Adam", "Mme Lang")):
        assert kept_for(tools) == name
        tools.do("tools.call", object=DRILL)
        tools.do("tools.release", object=DRILL)
        assert kept_for(tools) == following
        assert tools.rows("SELECT kept_until FROM tools_object WHERE object = ?", DRILL) == [(None,)]
    tools.do("tools.stop_waiting", object=DRILL, who={"name": "Mme Lang"})
    assert (kept_for(tools), state(tools)) == (None, "available")


def test_the_first_who_waits_for_either_has_it(tools: Play) -> None:
    """Somebody waits for any drill, somebody else for this one: whoever came first."""
    wait(tools, "Mme Roux", kind="PERCEUSE")
    wait(tools, "M. Adam", object=DRILL)
    first, second = member(tools), member(tools, "Lang")
    lent(tools, first)
    lent(tools, second, SECOND)
    back(tools)
    assert kept_for(tools) == "Mme Roux"
    # One thing for one place: the second drill is nobody's, for M. Adam waits for the first.
    assert back(tools, SECOND)["state"] == "available"
    tools.do("tools.stop_waiting", kind="PERCEUSE", who={"name": "Mme Roux"})
    assert kept_for(tools) == "M. Adam"


def test_whoever_borrows_one_copy_leaves_the_other_to_the_next(tools: Play) -> None:
    waits, other = member(tools, "Roux"), member(tools, "Lang")
    tools.do("tools.wait", kind="PERCEUSE", who=waits)
    wait(tools, "M. Adam", kind="PERCEUSE")
    lent(tools, other)
    assert back(tools)["state"] == "kept"
    lent(tools, waits, SECOND)
    assert kept_for(tools) == "M. Adam"
    tools.do("journal.reverse", op_of=tools.last("tools.lent").op, reason="wrong_key")
    party = tools.rows("SELECT kept_for FROM tools_object WHERE object = ?", DRILL)[0][0]
    assert tools.rows("SELECT person FROM party_link WHERE ref = ?", party) == [(waits["card"],)]


def test_what_was_kept_and_could_not_be_found_is_kept_again(tools: Play) -> None:
    wait(tools, "Mme Roux")
    lent(tools, member(tools))
    back(tools)
    for incident, then in (("not_found", None), ("found", "Mme Roux")):
        tools.do("tools.report_incident", object=DRILL, incident=incident)
        assert kept_for(tools) == then
    assert state(tools) == "kept"


def test_it_is_not_kept_where_it_is_reserved_within_that_time(tools: Play) -> None:
    """From Saturday on, the third open day: whoever waits would have to bring it back at once."""
    wait(tools, "Mme Roux")
    lent(tools, member(tools))
    tools.do("tools.reserve", object=DRILL, who=OTHER, from_day="2026-12-03", to_day="2026-12-03")
    later = tools.do("tools.return", object=DRILL, checks=CHECKS)
    assert later.result["state"] == "kept"
    tools.do("journal.reverse", op_of=later.op, reason="wrong_key")
    tools.do("tools.unreserve", object=DRILL, from_day="2026-12-03")
    tools.do("journal.reverse", op_of=tools.last("tools.lent").op, reason="wrong_key")
    tools.do("tools.reserve", object=DRILL, who=OTHER, from_day="2026-11-28", to_day="2026-11-28")
    lent(tools, member(tools, "Lang"), days=1)
    assert back(tools)["state"] == "available"


@pytest.mark.parametrize(
    ("copies", "reserved", "then"),
    [
        # The only saw, and Saturday is the third open day.
        (1, "2026-11-28", "available"),
        (1, "2026-11-30", "kept"),
        # Of two one is enough for either.
        (2, "2026-11-28", "kept"),
    ],
)
def test_the_last_of_a_kind_that_is_reserved_is_kept_for_nobody(
    tools: Play, copies: int, reserved: str, then: str
) -> None:
    """Whoever waits would be called in vain: it may not leave over those days."""
    saws(tools, copies)
    who = member(tools)
    tools.do("tools.lend", object="SCIE-0", who=who)
    tools.do("tools.wait", object="SCIE-0", who={"name": "Mme Roux"})
    tools.do("tools.reserve", kind="SCIE", who=OTHER, from_day=reserved, to_day=reserved)
    assert tools.do("tools.return", object="SCIE-0").result["state"] == then


def test_what_is_kept_already_is_none_that_a_reservation_may_count_on(tools: Play) -> None:
    saws(tools, 2)
    who = member(tools)
    for name in ("SCIE-0", "SCIE-1"):
        tools.do("tools.lend", object=name, who=who, days=0)
        tools.do("tools.wait", kind="SCIE", who={"name": f"M. {name}"})
    assert tools.do("tools.return", object="SCIE-0").result["state"] == "kept"
    tools.do("tools.reserve", kind="SCIE", who=OTHER, from_day="2026-11-26", to_day="2026-11-26")
    assert tools.do("tools.return", object="SCIE-1").result["state"] == "available"


def saws(play: Play, count: int) -> None:
    """Let there be saws, which whoever is a member has for two days."""
    play.do("tools.set_kinds", rows=[{"kind": "SCIE", "label_fr": "Scie", "days": 2}])
    for n in range(count):
        play.do("tools.register", object=f"SCIE-{n}", kind="SCIE", place="O1")


@pytest.mark.parametrize("gone", ["retired", "lost"])
def test_what_is_gone_nobody_waits_for(tools: Play, gone: str) -> None:
    if gone == "retired":
        tools.do("tools.maintain", object=DRILL, what="retired")
    else:
        tools.do("tools.report_incident", object=DRILL, incident="not_found")
        wait(tools, "Mme Roux")
        tools.do("tools.report_incident", object=DRILL, incident="lost")
    refused = tools.refused("tools.wait", object=DRILL, who=OTHER)
    assert (refused.code, refused.params["gone_day"]) == ("tools.not_now", "2026-11-25")
    # The first of its kind may be another.
    wait(tools, "M. Weber", kind="PERCEUSE")


def test_it_comes_back_though_the_shop_is_open_no_more(tools: Play) -> None:
    """The last day of a shop: nobody can be told until when it would be kept."""
    wait(tools, "Mme Roux")
    lent(tools, member(tools))
    tools.do("calendar.set_grid", valid_from="2026-11-27")
    assert back(tools)["state"] == "available"
    tools.do("tools.stop_waiting", object=DRILL, who={"name": "Mme Roux"})


def test_a_shared_day_is_a_conflict_and_one_due_before_is_none(tools: Play) -> None:
    tools.do("tools.reserve", object=DRILL, who=OTHER, from_day="2026-12-01", to_day="2026-12-04")
    who = member(tools)
    asked = {"object": DRILL, "who": who, "checks": CHECKS, "age": "adult"}
    refused = tools.refused("tools.lend", **asked, due_day="2026-12-01")
    assert (refused.code, refused.params["from_day"]) == ("tools.days_taken", "2026-12-01")
    tools.do("tools.lend", **asked, due_day="2026-11-30")
    for days in (("2026-11-30", "2026-11-30"), ("2026-12-04", "2026-12-05"), ("2026-12-02", "2026-12-02")):
        told = {"object": DRILL, "who": OTHER, "from_day": days[0], "to_day": days[1]}
        assert tools.code("tools.reserve", **told) == "tools.days_taken"
    tools.do("tools.reserve", object=DRILL, who=OTHER, from_day="2026-12-05", to_day="2026-12-05")
    assert tools.code("tools.renew", object=DRILL, days=1) == "tools.days_taken"


def test_copies_of_a_kind_are_as_many_as_are_reserved(tools: Play) -> None:
    """Two drills: reserved twice by kind on a day, none of them leaves over it, and a third is one too many."""
    days = {"from_day": "2026-12-01", "to_day": "2026-12-01"}
    for name in ("M. Weber", "Mme Roux"):
        tools.do("tools.reserve", kind="PERCEUSE", who={"name": name}, **days)
    assert tools.code("tools.reserve", kind="PERCEUSE", who=OTHER, **days) == "tools.days_taken"
    assert tools.code("tools.reserve", object=DRILL, who=OTHER, **days) == "tools.days_taken"
    who = member(tools)
    asked = {"object": DRILL, "who": who, "checks": CHECKS, "age": "adult"}
    assert tools.code("tools.lend", **asked) == "tools.days_taken"
    tools.do("tools.unreserve", kind="PERCEUSE", from_day="2026-12-01", who={"name": "Mme Roux"})
    tools.do("tools.lend", **asked)
    assert (
        tools.code("tools.lend", **{**asked, "object": SECOND, "who": member(tools, "Roux")})
        == "tools.days_taken"
    )
    # What cannot be lent is none that anybody may count on.
    assert tools.code("tools.reserve", kind="PERCEUSE", who=OTHER, **days) == "tools.days_taken"


def test_several_of_a_kind_by_count(tools: Play) -> None:
    days = {"from_day": "2026-11-27", "to_day": "2026-11-27"}
    tools.do("tools.reserve", object=CHAIRS, who=OTHER, quantity=8, **days)
    assert tools.code("tools.reserve", object=CHAIRS, who=OTHER, quantity=5, **days) == "tools.days_taken"
    short = tools.refused("tools.reserve", object=CHAIRS, who=OTHER, quantity=13, **days)
    assert short.code == "tools.quantity_short"
    assert said(short) == "Il y en a 12 en tout (CHAISE)\u00a0: réservez-en moins."
    who = member(tools)
    assert tools.code("tools.lend", object=CHAIRS, who=who, quantity=5) == "tools.days_taken"
    tools.do("tools.lend", object=CHAIRS, who=who, quantity=4)


def test_lending_to_its_holder_ends_it(tools: Play) -> None:
    """On those days alone: what he reserved for later is still his."""
    who = member(tools)
    for first, last in (("2026-11-26", "2026-11-27"), ("2026-12-15", "2026-12-16")):
        tools.do("tools.reserve", object=DRILL, who=who, from_day=first, to_day=last)
    lent(tools, who)
    assert tools.rows("SELECT from_day, state, ended_day FROM tools_reservation ORDER BY from_day") == [
        ("2026-11-26", "ended", "2026-11-25"),
        ("2026-12-15", "open", None),
    ]
    tools.do("tools.renew", object=DRILL, days=13)
    assert tools.rows("SELECT count(*) FROM tools_reservation WHERE state = 'open'") == [(0,)]


@pytest.mark.parametrize("what", [{"object": DRILL}, {"kind": "PERCEUSE"}])
def test_what_is_fetched_a_day_late_is_fetched(desks: Desks, what: dict[str, str]) -> None:
    """Reserved for Friday, taken on Saturday: nobody has to let it go as not fetched once it is back."""
    with lending_on(desks, "2026-12-17") as play:
        who, rows = member(play), "SELECT to_day, state FROM tools_reservation ORDER BY to_day"
        friday = {"from_day": "2026-12-18", "to_day": "2026-12-18"}
        play.do("tools.reserve", **what, who=who, **friday)
        next_day(play, "2026-12-19", "09:05")
        op = play.do("tools.lend", object=DRILL, who=who, checks=CHECKS, age="adult").op
        assert play.rows(rows) == [("2026-12-18", "ended")]
        back(play)
        assert play.code("tools.release", object=DRILL) == "tools.not_kept"
        play.do("journal.reverse", op_of=play.last("tools.returned").op, reason="wrong_key")
        play.do("journal.reverse", op_of=op, reason="wrong_key")
        assert play.rows(rows) == [("2026-12-18", "open")]


@pytest.mark.parametrize("past", [{"object": DRILL}, {"kind": "PERCEUSE"}])
def test_what_is_reserved_for_these_days_is_fetched_before_what_was_missed(
    desks: Desks, past: dict[str, str]
) -> None:
    """Any drill of this week ends with the one that is taken; of last week's no other one than just this drill."""
    with lending_on(desks, "2026-12-17") as play:
        who = member(play)
        play.do("tools.reserve", **past, who=who, from_day="2026-12-18", to_day="2026-12-18")
        play.do("tools.reserve", kind="PERCEUSE", who=who, from_day="2026-12-19", to_day="2026-12-19")
        next_day(play, "2026-12-19", "09:05")
        lent(play, who)
        ended = play.rows("SELECT to_day FROM tools_reservation WHERE state = 'ended' ORDER BY to_day")
        assert ended == [("2026-12-18",), ("2026-12-19",)][0 if "object" in past else 1 :]


def test_who_reserved_two_and_takes_one_has_another_reserved(tools: Play) -> None:
    """Until he takes that as well; all of it comes back as the loans are taken back."""
    who, rows = member(tools), "SELECT quantity, state FROM tools_reservation"
    days = {"from_day": "2026-11-26", "to_day": "2026-11-27"}
    tools.do("tools.reserve", kind="PERCEUSE", who=who, quantity=2, **days)
    ops = []
    for thing, then in ((DRILL, (1, "open")), (SECOND, (1, "ended"))):
        asked = {"object": thing, "who": who, "checks": CHECKS, "age": "adult"}
        ops.append(tools.do("tools.lend", **asked).op)
        assert tools.rows(rows) == [then]
    for op, then in zip(reversed(ops), ((1, "open"), (2, "open")), strict=True):
        tools.do("journal.reverse", op_of=op, reason="wrong_key")
        assert tools.rows(rows) == [then]


def test_what_is_reserved_beside_what_he_has_is_another(tools: Play) -> None:
    """The drill that he reserved ends as he takes it, any other one does not; nor as he keeps it longer."""
    who, rows = member(tools), "SELECT object, state FROM tools_reservation ORDER BY object"
    days = {"who": who, "from_day": "2026-11-27", "to_day": "2026-11-27"}
    tools.do("tools.reserve", object=DRILL, **days)
    tools.do("tools.reserve", kind="PERCEUSE", **days)
    lent(tools, who, days=2)
    assert tools.rows(rows) == [(None, "open"), (DRILL, "ended")]
    # Days on which he keeps the one that he has: he wants no other then.
    tools.do("tools.reserve", kind="PERCEUSE", **{**days, "from_day": "2026-12-01", "to_day": "2026-12-01"})
    tools.do("tools.renew", object=DRILL, days=5)
    ended = tools.rows("SELECT from_day FROM tools_reservation WHERE state = 'ended' AND object IS NULL")
    assert ended == [("2026-12-01",)]


@pytest.mark.parametrize(("takes", "left"), [(3, 2), (5, 2)])
def test_of_what_is_counted_those_that_were_reserved_end_before_any_others(
    tools: Play, takes: int, left: int
) -> None:
    who = member(tools)
    days = {"who": who, "from_day": "2026-11-26", "to_day": "2026-11-26"}
    tools.do("tools.reserve", object=CHAIRS, quantity=5, **days)
    tools.do("tools.reserve", kind="CHAISE", quantity=2, **days)
    lent(tools, who, CHAIRS, quantity=takes)
    assert tools.rows("SELECT object, quantity FROM tools_reservation WHERE state = 'open'") == [(None, left)]


@pytest.mark.parametrize("gone", ["retired", "lost"])
def test_what_is_gone_and_was_promised_is_said_and_let_go(tools: Play, gone: str) -> None:
    """Nothing expires by itself: whoever has to be told stands on its card until he was."""
    days = {"from_day": "2026-12-01", "to_day": "2026-12-01"}
    tools.do("tools.reserve", object=DRILL, who=OTHER, **days)
    tools.do("tools.reserve", kind="PERCEUSE", who=OTHER, **days)
    wait(tools, "Mme Roux")
    wait(tools, "M. Adam", kind="PERCEUSE")
    if gone == "retired":
        answer = tools.do("tools.maintain", object=DRILL, what="retired")
    else:
        tools.do("tools.report_incident", object=DRILL, incident="not_found")
        answer = tools.do("tools.report_incident", object=DRILL, incident="lost")
    assert [(one.code, dict(one.params)) for one in answer.warnings] == [
        ("tools.promised", {"object": DRILL, "count": 2})
    ]
    acts = {act.do for act in card(tools, DRILL).acts}
    assert {"tools.unreserve", "tools.stop_waiting"} <= acts
    assert not {"tools.reserve", "tools.wait", "tools.lend"} & acts
    tools.do("tools.unreserve", object=DRILL, from_day="2026-12-01")
    tools.do("tools.stop_waiting", object=DRILL, who={"name": "Mme Roux"})
    acts = {act.do for act in card(tools, DRILL).acts}
    assert not {"tools.unreserve", "tools.stop_waiting"} & acts
    assert tools.warned("tools.maintain", object=SECOND, what="retired") == []


def test_of_several_on_one_day_whose_it_is_is_said(tools: Play) -> None:
    days = {"from_day": "2026-12-01", "to_day": "2026-12-01"}
    for name in ("M. Weber", "Mme Roux"):
        tools.do("tools.reserve", object=CHAIRS, who={"name": name}, quantity=2, **days)
    let_go = {"object": CHAIRS, "from_day": "2026-12-01"}
    doubted = tools.refused("tools.unreserve", **let_go)
    assert doubted.code == "tools.which_one"
    assert said(doubted) == "2 réservations commencent le 01/12/2026\u00a0: dites qui avait réservé."
    assert tools.code("tools.unreserve", **let_go, who={"name": "Mme Lang"}) == "tools.which_one"
    tools.do("tools.unreserve", **let_go, who={"name": "Mme Roux"})
    # The one that is left is M. Weber's.
    assert tools.code("tools.unreserve", **let_go, who={"name": "Mme Roux"}) == "tools.not_reserved"
    tools.do("tools.unreserve", **let_go)


def test_let_go_is_what_is_kept_then_what_began_first(desks: Desks) -> None:
    with lending_on(desks, "2026-12-17") as play:
        for day in ("2026-12-22", "2026-12-18", "2026-12-29"):
            play.do("tools.reserve", object=DRILL, who=OTHER, from_day=day, to_day=day)
        assert play.code("tools.release", object=DRILL) == "tools.not_kept"
        next_day(play, "2026-12-24", "08:10")
        wait(play, "Mme Roux")
        play.do("tools.report_incident", object=DRILL, incident="not_found")
        # Kept again as it is found, but for what is reserved on Tuesday, within three open days.
        play.do("tools.report_incident", object=DRILL, incident="found")
        assert state(play) == "available"
        for day in ("2026-12-18", "2026-12-22"):
            assert play.do("tools.release", object=DRILL).result == {"object": DRILL}
            assert play.last("tools.released").data["from_day"] == day
        assert play.code("tools.release", object=DRILL) == "tools.not_kept"


def test_what_was_let_go_comes_back_unless_somebody_has_its_days(tools: Play) -> None:
    days = {"from_day": "2026-12-01", "to_day": "2026-12-02"}
    tools.do("tools.reserve", object=DRILL, who=OTHER, **days)
    op = tools.do("tools.unreserve", object=DRILL, from_day="2026-12-01").op
    second = tools.do(
        "tools.reserve", object=DRILL, who={"name": "Mme Roux"}, from_day="2026-12-02", to_day="2026-12-03"
    )
    refused = tools.refused("journal.reverse", op_of=op, reason="wrong_key")
    assert (refused.code, refused.params) == ("tools.days_taken", {"object": DRILL, "from_day": "2026-12-02"})
    tools.do("journal.reverse", op_of=second.op, reason="wrong_key")
    tools.do("journal.reverse", op_of=op, reason="wrong_key")
    assert tools.rows("SELECT count(*) FROM tools_reservation WHERE state = 'open'") == [(1,)]


def test_what_was_let_go_comes_back_though_less_is_there_than_was_promised(tools: Play) -> None:
    """A drill is damaged, another late: neither came after the act that is taken back, and nobody else has its days."""
    days = {"from_day": "2026-12-01", "to_day": "2026-12-02"}
    tools.do("tools.reserve", kind="PERCEUSE", who=OTHER, quantity=2, **days)
    tools.do("tools.report_incident", object=DRILL, incident="damaged")
    let_go = {"kind": "PERCEUSE", "from_day": "2026-12-01"}
    op = tools.do("tools.unreserve", **let_go).op
    tools.do("journal.reverse", op_of=op, reason="wrong_key")
    op = tools.do("tools.unreserve", **let_go).op
    roux = {"name": "Mme Roux"}
    for what in ({"object": SECOND}, {"kind": "PERCEUSE"}):
        since = tools.do("tools.reserve", **what, who=roux, **days)
        assert tools.code("journal.reverse", op_of=op, reason="wrong_key") == "tools.days_taken"
        tools.do("journal.reverse", op_of=since.op, reason="wrong_key")
    tools.do("journal.reverse", op_of=op, reason="wrong_key")


def test_a_damaged_copy_hides_nothing_that_was_given_since(tools: Play) -> None:
    """One of two is damaged, the other was reserved since: one of the kind is nobody's any more."""
    days = {"from_day": "2026-12-01", "to_day": "2026-12-02"}
    tools.do("tools.reserve", kind="PERCEUSE", who=OTHER, **days)
    op = tools.do("tools.unreserve", kind="PERCEUSE", from_day="2026-12-01").op
    tools.do("tools.report_incident", object=DRILL, incident="damaged")
    tools.do("tools.reserve", object=SECOND, who={"name": "Mme Roux"}, **days)
    assert tools.code("journal.reverse", op_of=op, reason="wrong_key") == "tools.days_taken"
    tools.do("tools.maintain", object=DRILL, what="repaired")
    tools.do("journal.reverse", op_of=op, reason="wrong_key")


def test_a_late_return_is_taken_back_over_what_was_reserved_before(desks: Desks) -> None:
    """It was late already when it came back; only what was given since bars that it is out again."""
    with lending_on(desks, "2026-12-17") as play:
        lent(play, member(play), days=1)
        play.do("tools.reserve", object=DRILL, who=OTHER, from_day="2026-12-21", to_day="2026-12-22")
        next_day(play, "2026-12-22", "08:10")
        op = play.do("tools.return", object=DRILL, checks=CHECKS).op
        play.do("journal.reverse", op_of=op, reason="wrong_key")
        assert state(play) == "out"


def test_what_came_back_in_part_is_out_again_unless_it_was_given_since(tools: Play) -> None:
    loan = lent(tools, member(tools), CHAIRS, quantity=10)["loan"]
    op = tools.do("tools.return", loan=loan, quantity=6).op
    days = {"from_day": "2026-11-27", "to_day": "2026-11-27"}
    for quantity, code in ((2, ""), (3, "tools.days_taken")):
        since = tools.do("tools.reserve", object=CHAIRS, who=OTHER, quantity=quantity, **days)
        answer = tools.ask("journal.reverse", op_of=op, reason="wrong_key")
        assert (answer.refused.code if answer.refused else "") == code
        if not code:
            op = tools.do("tools.return", loan=loan, quantity=6).op
        tools.do("journal.reverse", op_of=since.op, reason="wrong_key")


def test_the_second_of_two_that_were_reserved_is_not_taken_back_over_somebody_else(tools: Play) -> None:
    who, days = member(tools), {"from_day": "2026-11-26", "to_day": "2026-11-27"}
    tools.do("tools.reserve", kind="PERCEUSE", who=who, quantity=2, **days)
    loan = {"object": DRILL, "who": who, "checks": CHECKS, "age": "adult"}
    op = tools.do("tools.lend", **loan, days=1).op
    since = tools.do("tools.reserve", kind="PERCEUSE", who=OTHER, from_day="2026-11-27", to_day="2026-11-27")
    assert tools.code("journal.reverse", op_of=op, reason="wrong_key") == "tools.days_taken"
    tools.do("journal.reverse", op_of=since.op, reason="wrong_key")
    tools.do("journal.reverse", op_of=op, reason="wrong_key")
    assert tools.rows("SELECT quantity, state FROM tools_reservation WHERE quantity = 2") == [(2, "open")]


def test_a_return_is_not_taken_back_over_what_was_reserved_since(tools: Play) -> None:
    lent(tools, member(tools))
    op = tools.do("tools.return", object=DRILL, checks=CHECKS).op
    tools.do("tools.reserve", object=DRILL, who=OTHER, from_day="2026-12-01", to_day="2026-12-01")
    assert tools.code("journal.reverse", op_of=op, reason="wrong_key") == "tools.days_taken"


def test_an_appliance_rests_a_day_before_the_next(play: Play) -> None:
    """Cleaned and looked at: due on Saturday, it is somebody else's on Monday."""
    play.open(float_cents=8000)
    play.do("appliances.register", object="NET-1", kind="NETTOYEUR", place="O1", tested_day="2026-06-01")
    asked = {"object": "NET-1", "who": member(play), "checks": {"BROSSE": 3}, "age": "adult", "days": 3}
    play.do("appliances.reserve", object="NET-1", who=OTHER, from_day="2026-12-01", to_day="2026-12-02")
    play.do("appliances.lend", **asked)
    assert play.rows("SELECT due_day FROM appliances_loan") == [("2026-11-28",)]
    told = {"object": "NET-1", "who": OTHER}
    assert (
        play.code("appliances.reserve", **told, from_day="2026-11-28", to_day="2026-11-30")
        == "appliances.days_taken"
    )
    play.do("appliances.reserve", **told, from_day="2026-11-30", to_day="2026-11-30")
    assert play.code("appliances.renew", object="NET-1", days=1) == "appliances.no_more_renewals"
