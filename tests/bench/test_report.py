"""The report: where a ratio stands, what the table and the JSON say."""

import json

import pytest

from bench.report import Row, as_json, as_table, holds, in_order, judge

KEYS = {"what", "growth", "n", "entries", "unit", "figure", "floor", "ratio", "budget", "verdict"}
WITHIN = Row("act", 9, 10_000, 1_500_000, 500_000, 6)
TWICE = Row("export", 5, 10_000, 50_000_000, 20_000_000, 2)
BEYOND = Row("verify", 5, 100_000, 50_000_000, 10_000_000, 2)
SHARE = Row("memory", 5, 10_000, 66 * 2**20, 44 * 2**20, 1.5, unit="MiB")
GROWN = Row("growth of act", 9, 100_000, 2_500_000, 1_000_000, 2, growth=True)


@pytest.mark.parametrize(
    ("ratio", "budget", "growth", "verdict"),
    [
        (0.5, 6, False, "within budget"),
        (6, 6, False, "within budget"),
        (6.01, 6, False, "within twice"),
        (12, 6, False, "within twice"),
        (12.01, 6, False, "beyond"),
        (2, 2, True, "within budget"),
        (2.01, 2, True, "beyond"),
        (5, 2, True, "beyond"),
    ],
)
def test_where_a_ratio_stands(ratio: float, budget: float, growth: bool, verdict: str) -> None:
    assert judge(ratio, budget, growth=growth) == verdict


def test_it_holds_unless_something_is_beyond() -> None:
    assert holds([WITHIN, TWICE])
    assert not holds([WITHIN, BEYOND])
    assert not holds([WITHIN, GROWN])
    assert holds([])


def test_the_sizes_of_an_act_stand_together_and_growth_last() -> None:
    large = Row("act", 9, 100_000, 1, 1, 6)
    assert in_order([WITHIN, GROWN, TWICE, large]) == [WITHIN, large, TWICE, GROWN]


def test_the_json_says_all_of_it() -> None:
    told = json.loads(as_json([WITHIN, GROWN]))
    assert told["holds"] is False
    assert {"software", "python", "machine", "holds", "rows"} == told.keys()
    assert all(row.keys() == KEYS for row in told["rows"])
    assert told["rows"][0] == {
        "what": "act",
        "growth": False,
        "n": 9,
        "entries": 10_000,
        "unit": "ms",
        "figure": 1.5,
        "floor": 0.5,
        "ratio": 3.0,
        "budget": 6,
        "verdict": "within budget",
    }


def test_the_table_is_aligned() -> None:
    head, *lines = as_table([WITHIN, BEYOND, GROWN, SHARE]).splitlines()
    place = head.index("verdict")
    assert [line[place:] for line in lines] == ["within budget", "beyond", "beyond", "within budget"]
    assert lines[0].split() == ["act", "9", "10000", "1.500", "0.500", "ms", "3.00", "6", "within", "budget"]
    assert lines[3].split()[3:7] == ["66.000", "44.000", "MiB", "1.50"]
