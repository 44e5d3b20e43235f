"""What the small size leaves to the full one: a part of what is alike, never a kind of it.

What a run leaves out is tried where runs are (`test_coverage_floor.py`).
"""

from itertools import pairwise

import pytest

from tests.sizes import spread

CASES = [f"{kind}{number}" for kind in "abc" for number in range(10)]


def test_where_nothing_is_left_out_all_are_tried() -> None:
    assert spread(CASES, 3, every=True) == CASES


@pytest.mark.parametrize("most", [30, 31])
def test_what_is_little_is_tried_whole(most: int) -> None:
    assert spread(CASES, most, every=False) == CASES


@pytest.mark.parametrize("most", range(2, 30))
def test_so_many_are_tried_the_first_and_the_last_as_far_from_each_other(most: int) -> None:
    tried = spread(range(30), most, every=False)
    assert (len(tried), tried[0], tried[-1]) == (most, 0, 29)
    gaps = {after - before for before, after in pairwise(tried)}
    assert max(gaps) - min(gaps) <= 1


def test_of_each_kind_one_is_tried() -> None:
    assert spread(CASES, 2, lambda case: case[0], every=False) == ["a0", "b0", "c0", "c9"]
