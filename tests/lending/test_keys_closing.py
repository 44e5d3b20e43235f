"""Keys at the closing: what hangs is counted or not, nothing bars the closing, all of it is told then and each morning."""

from typing import Any

import pytest

from concierge_desk.desk.overview import morning
from tests.counter.desks import Play

FIRST, SECOND, THIRD = "CLE-1", "CLE-2", "CLE-3"
OWNER = "Anna Kessler"


@pytest.fixture
def keys(play: Play) -> Play:
    play.open(float_cents=8000)
    for name in (FIRST, SECOND, THIRD):
        play.do(
            "keys.register",
            object=name, kind="CLE", place="TABLEAU", owner="resident", who={"name": OWNER},
        )  # fmt: skip
    return play


def warned(answer: Any) -> list[tuple[str, dict[str, Any]]]:
    return [(one.code, dict(one.params)) for one in answer.warnings if one.code.startswith("keys.")]


def closed(play: Play, at: str = "2026-11-25T18:00") -> Any:
    return play.close(at, counted_cents=8000)


def in_list(play: Play, name: str, part: str = "lists") -> list[str]:
    told = morning(play.desk, None)
    found = [one for one in told.get(part, ()) if (one["list"], one["service"]) == (name, "keys")]
    return [item["thing"] for one in found for item in one["items"]]


def test_all_hang(keys: Play) -> None:
    answer = keys.do("keys.count", seen=[FIRST.lower(), SECOND, THIRD])
    assert answer.result == {"expected": 3, "seen": 3, "missing": []}
    assert answer.warnings == ()
    assert warned(closed(keys)) == []
    told = keys.status()["keys"]
    assert told == {
        "lent": 0,
        "returned": 0,
        "renewed": 0,
        "lost": 0,
        "out": 0,
        "late": 0,
        "reserved": 0,
        "kept": 0,
        "here": 3,
        "missing": 0,
        "counted": True,
    }
    assert keys.last("keys.day_reported").data == {**told}


def test_nobody_counts_and_the_day_is_closed_all_the_same(keys: Play) -> None:
    assert warned(closed(keys)) == [("keys.not_counted", {})]
    assert keys.status()["keys"]["counted"] is False
    keys.open("2026-11-26T08:00")
    assert in_list(keys, "not_counted", "beside") == ["keys.count"]
    keys.do("keys.count", seen=[FIRST, SECOND, THIRD])
    assert in_list(keys, "not_counted", "beside") == []


def test_a_key_that_does_not_hang_is_told_until_it_does(keys: Play) -> None:
    answer = keys.do("keys.count", seen=[FIRST, SECOND])
    assert answer.result == {"expected": 3, "seen": 2, "missing": [THIRD]}
    assert warned(answer) == [("keys.keys_missing", {"count": 1})]
    assert warned(closed(keys)) == [("keys.keys_missing", {"count": 1})]
    assert {name: keys.status()["keys"][name] for name in ("here", "missing", "counted")} == {
        "here": 2, "missing": 1, "counted": True,
    }  # fmt: skip
    for day in ("2026-11-26", "2026-11-27"):
        keys.open(f"{day}T08:00")
        assert in_list(keys, "not_found") == [THIRD]
        assert warned(closed(keys, f"{day}T18:00")) == [
            ("keys.not_counted", {}), ("keys.keys_missing", {"count": 1}),
        ]  # fmt: skip
    keys.open("2026-11-28T09:00")
    keys.do("keys.count", seen=[FIRST, SECOND, THIRD])
    assert in_list(keys, "not_found") == []


def test_the_name_of_whose_key_it_is_stands_in_no_answer(keys: Play) -> None:
    answer = keys.do("keys.count", seen=[FIRST])
    told = [str(answer.result), str(answer.warnings), str(closed(keys)), str(morning(keys.desk, None))]
    assert [text for text in told if "Kessler" in text] == []
    assert "Kessler" not in str([entry.data for entry in keys.posted()])


def test_a_count_that_is_taken_back_is_none(keys: Play) -> None:
    op = keys.do("keys.count", seen=[FIRST]).op
    keys.do("journal.reverse", op_of=op, reason="wrong_entry")
    assert keys.status()["keys"]["here"] == 3
    assert keys.status()["keys"]["counted"] is False
    assert warned(closed(keys)) == [("keys.not_counted", {})]


def test_a_late_closing_says_it_too(keys: Play) -> None:
    assert warned(keys.close("2026-11-26T08:00", counted_cents=None)) == [("keys.not_counted", {})]
    assert keys.last("day.closed").data["late"]


def test_the_paper_of_the_closing_says_it(keys: Play) -> None:
    keys.do("keys.count", seen=[FIRST])
    closed(keys)
    paper = str(keys.paper("z:Z-2026-0001"))
    assert "Des clés ne sont pas à leur place" in paper
    assert "Kessler" not in paper


def test_a_key_out_past_its_day_is_late(keys: Play) -> None:
    keys.do("keys.authorise", object=FIRST, who={"name": "Paul Bauer"})
    keys.do("keys.lend", object=FIRST, who={"name": "Paul Bauer"}, id_document="id_card")
    assert in_list(keys, "due_today") == [FIRST]
    assert in_list(keys, "late") == []
    keys.do("keys.count", seen=[SECOND, THIRD])
    assert warned(closed(keys)) == []
    keys.open("2026-11-26T08:00")
    assert in_list(keys, "late") == [FIRST]
    assert (keys.status()["keys"]["out"], keys.status()["keys"]["late"]) == (1, 1)
    keys.do("keys.report_incident", object=FIRST, incident="lost")
    assert (in_list(keys, "late"), keys.status()["keys"]["lost"]) == ([], 1)


def test_where_no_key_was_ever_kept_nothing_is_said(play: Play) -> None:
    play.open(float_cents=8000)
    assert warned(closed(play)) == []
    assert "keys" not in play.status()
