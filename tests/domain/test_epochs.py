from string import ascii_uppercase

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concierge_desk.domain.epochs import is_epoch, next_epoch, rank

EPOCHS = st.text(ascii_uppercase, min_size=1, max_size=4)


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        ([], "B"),
        (["A"], "B"),
        (["A", "A", "A"], "B"),
        # The present store went on to C, an anchor on the stick tells of D.
        (["A", "C", "D"], "E"),
        (["Y"], "Z"),
        (["Z"], "AA"),
        (["AA"], "AB"),
        (["B", "AA", "Z"], "AB"),
        (["AZ"], "BA"),
        (["ZZ"], "AAA"),
        (["AZZ"], "BAA"),
    ],
)
def test_the_letter_after_the_highest_known(known: list[str], expected: str) -> None:
    assert next_epoch(known) == expected


def test_the_first_epochs_are_those_of_a_spreadsheet() -> None:
    found = ["A"]
    while len(found) < 26 + 26 * 26 + 1:
        found.append(next_epoch(found[-1:]))
    twos = [first + second for first in ascii_uppercase for second in ascii_uppercase]
    assert found == [*ascii_uppercase, *twos, "AAA"]
    assert sorted(sorted(found), key=rank) == found


@given(st.lists(EPOCHS))
def test_it_comes_after_all_and_right_after_one(known: list[str]) -> None:
    new = next_epoch(known)
    assert is_epoch(new)
    assert all(rank(epoch) < rank(new) for epoch in known)
    assert new in {next_epoch([epoch]) for epoch in [*known, "A"]}
    assert next_epoch([*known, new]) != new


@pytest.mark.parametrize("text", ["", "a", "É", "A1", "A B", "А"])
def test_what_is_no_epoch(text: str) -> None:
    assert not is_epoch(text)
    with pytest.raises(ValueError, match="no epochs"):
        next_epoch(["A", text])
