"""Keys in custody: who may have one, that a document is seen, what hangs as it is counted."""

from typing import Any

import pytest

from tests.counter.desks import Desks, Play
from tests.lending.test_due_days import next_day
from tests.services.relay_desk import rebuilt

KEY, OTHER = "CLE-12", "CLE-7"
ROUX, WEBER = {"name": "Mme Roux"}, {"name": "M. Weber"}


@pytest.fixture
def hooks(play: Play) -> Play:
    """A desk with three keys, the first of which is a resident's."""
    play.open(float_cents=8000)
    play.do("keys.register", object=KEY, kind="CLE", place="CROCHET-1", owner="resident", who=ROUX)
    for name in (OTHER, "CLE-9"):
        play.do("keys.register", object=name, kind="CLE", place="CROCHET-1")
    return play


def states(play: Play) -> dict[str, str]:
    return dict(play.rows("SELECT object, state FROM keys_object ORDER BY object"))


def lend(play: Play, who: dict[str, str] = WEBER, **more: Any) -> Any:
    return play.do("keys.lend", object=KEY, who=who, id_document="id_card", **more)


def figures(play: Play) -> dict[str, Any]:
    return dict(play.status()["keys"])


def test_only_who_may_has_it_once_a_document_was_seen(hooks: Play) -> None:
    asked = {"object": KEY, "who": WEBER}
    assert hooks.code("keys.lend", **asked) == "keys.not_authorised"
    hooks.do("keys.authorise", **asked)
    assert hooks.code("keys.lend", **asked) == "keys.document_needed"
    assert hooks.code("keys.lend", **{**asked, "who": ROUX}) == "keys.not_authorised"
    loan = lend(hooks)
    assert (loan.result["due_day"], loan.result["cents"]) == ("2026-11-25", 0)
    assert hooks.last("keys.lent").data["id_document"] == "id_card"


@pytest.mark.parametrize(
    ("said", "then", "may"),
    [
        ({}, {}, True),
        ({"phone": "06 12 34 56 78"}, {}, True),
        ({}, {"phone": "06 12 34 56 78"}, True),
        ({"phone": "06 12 34 56 78"}, {"phone": "06 12 34 56 78"}, True),
        ({"phone": "06 12 34 56 78"}, {"phone": "06 99 99 99 99"}, False),
        ({}, {"name": "m. weber"}, True),
        ({"phone": "06 12 34 56 78"}, {"name": "M. WEBER"}, True),
        ({}, {"name": "M. Web"}, False),
        ({}, {"name": "M. Weber fils"}, False),
        ({"phone": "06 12 34 56 78"}, {"name": "M."}, False),
    ],
)
def test_a_name_that_was_typed_is_his_with_his_number_and_without(
    hooks: Play, said: dict[str, str], then: dict[str, str], may: bool
) -> None:
    hooks.do("keys.authorise", object=KEY, who={**WEBER, **said})
    answer = hooks.ask("keys.lend", object=KEY, who={**WEBER, **then}, id_document="id_card")
    assert (answer.refused.code if answer.refused else "") == ("" if may else "keys.not_authorised")


def test_it_holds_until_its_last_day_and_no_longer(hooks: Play) -> None:
    told = {"object": KEY, "who": WEBER}
    assert hooks.code("keys.authorise", **told, until_day="2026-11-24") == "keys.past"
    answer = hooks.do("keys.authorise", **told, until_day="2026-11-26")
    assert answer.result == {"object": KEY, "until_day": "2026-11-26"}
    next_day(hooks, "2026-11-26")
    lend(hooks)
    hooks.do("keys.return", object=KEY)
    next_day(hooks, "2026-11-27")
    assert hooks.code("keys.lend", **told, id_document="id_card") == "keys.not_authorised"


def test_it_is_held_against_the_day_on_which_it_left(hooks: Play) -> None:
    """Noted the day after: who might have it then had it rightly; who may have it only until then has it no more."""
    told = {"object": KEY, "who": WEBER}
    hooks.do("keys.authorise", **told, until_day="2026-11-25")
    next_day(hooks, "2026-11-26", "08:10")
    asked = {**told, "id_document": "id_card"}
    assert hooks.code("keys.lend", **asked) == "keys.not_authorised"
    loan = hooks.do("keys.lend", **asked, lent_day="2026-11-25").result
    assert (loan["due_day"], loan["back_dated"]) == ("2026-11-25", True)
    back = hooks.do("keys.return", object=KEY, returned_day="2026-11-25").result
    assert (back["late_days"], back["state"]) == (0, "available")


@pytest.mark.parametrize("gone", ["retired", "lost"])
def test_nobody_may_have_a_key_that_is_gone(hooks: Play, gone: str) -> None:
    """Given back to its owner, or lost: who might have it is known no longer than the key; taken back, he may again."""
    for who in (WEBER, ROUX):
        hooks.do("keys.authorise", object=KEY, who=who)
    if gone == "retired":
        op = hooks.do("keys.maintain", object=KEY, what="retired").op
    else:
        hooks.do("keys.report_incident", object=KEY, incident="not_found")
        op = hooks.do("keys.report_incident", object=KEY, incident="lost").op
    open_ones = "SELECT count(*) FROM keys_authority WHERE state = 'open'"
    assert hooks.rows(open_ones) == [(0,)]
    hooks.do("journal.reverse", op_of=op, reason="wrong_key")
    assert hooks.rows(open_ones) == [(2,)]
    rebuilt(hooks)


def test_it_is_said_anew_ended_and_taken_back(hooks: Play) -> None:
    told = {"object": KEY, "who": WEBER}
    hooks.do("keys.authorise", **told, until_day="2026-11-26")
    hooks.do("keys.authorise", **told)
    rows = "SELECT until_day, state FROM keys_authority ORDER BY until_day"
    assert hooks.rows(rows) == [(None, "open"), ("2026-11-26", "ended")]
    ended = hooks.do("keys.end_authority", **told).op
    assert hooks.code("keys.end_authority", **told) == "keys.not_authorised"
    assert hooks.code("keys.lend", **told, id_document="id_card") == "keys.not_authorised"
    hooks.do("journal.reverse", op_of=ended, reason="wrong_key")
    lend(hooks)


def test_its_journal_knows_the_key_and_nobody(hooks: Play) -> None:
    """On tag and list stands the code alone; owner and holder stand beside. (R-4.03)"""
    hooks.do("keys.authorise", object=KEY, who=WEBER)
    lend(hooks)
    hooks.do("keys.report_incident", object=KEY, incident="lost")
    texts = [str(posted.data) for posted in hooks.posted()]
    assert any(KEY in text for text in texts)
    assert not any(name in text for text in texts for name in ("Roux", "Weber"))
    parties = hooks.rows(
        "SELECT party FROM keys_object WHERE party IS NOT NULL UNION SELECT party FROM keys_loan"
    )
    assert {hooks.personal(party) for (party,) in parties} == {"Mme Roux", "M. Weber"}


def test_what_hangs_is_counted(hooks: Play) -> None:
    """One that was not seen could not be found from then on; one that is seen again hangs as it did."""
    hooks.do("keys.authorise", object=KEY, who=WEBER)
    lend(hooks)
    assert figures(hooks)["counted"] is False
    counted = hooks.do("keys.count", seen=[OTHER])
    assert counted.result == {"expected": 2, "seen": 1, "missing": ["CLE-9"]}
    assert states(hooks) == {KEY: "out", OTHER: "available", "CLE-9": "not_found"}
    told = figures(hooks)
    assert {name: told[name] for name in ("here", "missing", "counted")} == {
        "here": 1,
        "missing": 1,
        "counted": True,
    }
    again = hooks.do("keys.count", seen=[OTHER, "cle-9"])
    assert again.result == {"expected": 1, "seen": 2, "missing": []}
    assert hooks.last("keys.counted").data["found"] == ["CLE-9"]
    assert states(hooks)["CLE-9"] == "available"
    for one in (again, counted):
        hooks.do("journal.reverse", op_of=one.op, reason="wrong_key")
    assert states(hooks) == {KEY: "out", OTHER: "available", "CLE-9": "available"}
    assert figures(hooks)["counted"] is False
    rebuilt(hooks)


def test_each_key_is_seen_once(hooks: Play) -> None:
    code = hooks.rows("SELECT code FROM keys_object WHERE object = ?", OTHER)[0][0]
    assert code.startswith("k-")
    assert hooks.code("keys.count", seen=[OTHER, code]) == "keys.twice"
    assert hooks.code("keys.count", seen=["CLE-1"]) == "keys.unknown"


def test_one_that_waits_for_its_key_has_it_kept_again(hooks: Play) -> None:
    hooks.do("keys.authorise", object=KEY, who=WEBER)
    hooks.do("keys.wait", object=KEY, who=ROUX)
    lend(hooks)
    hooks.do("keys.return", object=KEY)
    assert states(hooks)[KEY] == "kept"
    hooks.do("keys.count", seen=[])
    hooks.do("keys.count", seen=[KEY])
    party = hooks.rows("SELECT kept_for FROM keys_object WHERE object = ?", KEY)[0][0]
    assert (states(hooks)[KEY], hooks.personal(party)) == ("kept", "Mme Roux")


def test_the_day_tells_what_hangs_and_what_was_not_counted(desks: Desks, hooks: Play) -> None:
    hooks.do("keys.count", seen=[KEY, OTHER])
    hooks.close(counted_cents=8000)
    frozen = hooks.last("keys.day_reported")
    assert frozen.aud == ""
    assert dict(frozen.data) == {
        **dict.fromkeys(("lent", "returned", "renewed", "lost", "out", "late", "reserved", "kept"), 0),
        "here": 2,
        "missing": 1,
        "counted": True,
        "warnings": [{"code": "keys.keys_missing", "params": {"count": 1}}],
    }
    closed = [posted.kind for posted in hooks.posted() if posted.kind in ("keys.day_reported", "day.closed")]
    assert closed == ["keys.day_reported", "day.closed"]


def test_given_back_it_is_none_of_the_shops_any_more(hooks: Play) -> None:
    hooks.do("keys.maintain", object=KEY, what="retired")
    assert hooks.do("keys.count", seen=[OTHER, "CLE-9"]).result["expected"] == 2
    assert hooks.code("keys.lend", object=KEY, who=ROUX, id_document="id_card") == "keys.not_available"
