"""Cheques that are kept, counted: the last count holds, a gap is told at the closing, on the Z and the next morning."""

from typing import Any

import pytest

from concierge_desk.desk.overview import morning
from concierge_desk.domain.document import Pair
from tests.counter.desks import COFFEE, Play, cheque

LOAN, OTHER = "L-2026-000001", "L-2026-000002"
WHO = {"name": "Mme Kessler"}
FLOAT = 8000


def kept(play: Play, of: str, cents: int = 5000) -> None:
    play.do("caution.take", of=of, who=WHO, cents=cents, cheque={"bank": "LBP"})


@pytest.fixture
def safe(play: Play) -> Play:
    """Two cheques of cautions in the safe, one of a coffee in the drawer."""
    play.open(float_cents=FLOAT)
    kept(play, LOAN)
    kept(play, OTHER, 3000)
    play.settle([COFFEE], cheque(120))
    return play


def row(expected: int, counted: int) -> dict[str, int]:
    return {"expected": expected, "counted": counted, "gap": counted - expected}


def beside(play: Play) -> list[str]:
    told = morning(play.desk, None).get("beside", ())
    return [item["ref"] for one in told if one["list"] == "safe_differs" for item in one["items"]]


def paper(play: Play, number: str = "Z-2026-0001") -> list[tuple[str, str]]:
    return [(one.left, one.right) for one in play.paper(f"z:{number}").blocks if isinstance(one, Pair)]


def test_what_is_kept_is_counted_and_bars_nothing(safe: Play) -> None:
    answer = safe.do("till.count_safe", cautions=2, cheques=1)
    assert answer.result == {"cautions": row(2, 2), "cheques": row(1, 1)}
    assert answer.warnings == ()
    closing = safe.close("2026-11-25T18:00", counted_cents=FLOAT)
    assert [one.code for one in closing.warnings if one.code.startswith("till.")] == []
    assert safe.last("day.closed").data["safe"] == answer.result == safe.status()["safe"]


def test_a_gap_is_told_at_the_closing_on_the_z_and_the_next_morning(safe: Play) -> None:
    answer = safe.do("till.count_safe", cautions=1, cheques=1)
    assert [(one.code, dict(one.params)) for one in answer.warnings] == [
        ("till.safe_differs", {"cautions": -1, "cheques": 0})
    ]
    assert beside(safe) == [], "it is told with the count, and from the next day on"
    closing = safe.close("2026-11-25T18:00", counted_cents=FLOAT)
    assert closing.refused is None
    assert "till.safe_differs" in [one.code for one in closing.warnings]
    assert ("Comptés, de caution", "1") in paper(safe) and ("Écart", "-1") in paper(safe)
    safe.open("2026-11-26T08:00")
    assert beside(safe) == ["till.count_safe"]
    safe.do("till.count_safe", cautions=2)
    assert beside(safe) == []


def test_another_count_stands_in_its_place(safe: Play) -> None:
    op = safe.do("till.count_safe", cautions=0).op
    assert safe.code("journal.reverse", op_of=op, reason="wrong_key") == "journal.nothing_to_reverse"
    safe.do("till.count_safe", cautions=2)
    safe.close("2026-11-25T18:00", counted_cents=FLOAT)
    assert safe.last("day.closed").data["safe"] == {"cautions": row(2, 2)}


def test_a_day_without_a_count_tells_none(safe: Play) -> None:
    safe.close("2026-11-25T18:00", counted_cents=FLOAT)
    assert "safe" not in safe.last("day.closed").data and "safe" not in safe.status()
    safe.open("2026-11-26T08:00")
    assert beside(safe) == []


def test_one_that_went_back_or_became_money_lies_there_no_more(safe: Play) -> None:
    safe.do("caution.return", of=LOAN)
    safe.settle([{"do": "caution.cash", "of": OTHER}], cheque(3000))
    assert safe.do("till.count_safe", cautions=0, cheques=2).result == {
        "cautions": row(0, 0), "cheques": row(2, 2),
    }  # fmt: skip


def test_it_is_counted_late_too_and_needs_an_open_day(safe: Play) -> None:
    safe.hands.set("2026-11-26T08:00")
    safe.do("till.count_safe", cautions=2)
    safe.close(counted_cents=None)
    assert safe.code("till.count_safe", cautions=2) == "day.not_open"


@pytest.mark.parametrize(("fields", "code"), [({}, "input.missing"), ({"cautions": -1}, "input.bounds")])
def test_how_many_is_a_number(safe: Play, fields: dict[str, Any], code: str) -> None:
    assert safe.code("till.count_safe", **fields) == code


def test_the_evening_shows_what_ought_to_lie_there(safe: Play) -> None:
    safe.close("2026-11-25T18:00", counted_cents=FLOAT)
    assert ("Chèques de caution au coffre\N{NO-BREAK SPACE}: 2", "80,00\N{NO-BREAK SPACE}€") in paper(safe)
