"""Places: which one the next thing gets, and what they may be called."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concierge_desk.counter.values.kinds import Unreadable
from concierge_desk.mechanisms.custody.model.places import LONGEST_LABEL, PlaceLabel, proposed
from tests.counter.screened import WORDS, Judge

HOOK = PlaceLabel(unusual="coats.place_unusual")


def test_a_place_that_is_a_ref_of_words_stays_that_ref() -> None:
    judge = Judge()
    assert HOOK.screened(WORDS, judge) == WORDS
    assert judge.kept == []


def test_a_place_in_use_is_called_as_it_is() -> None:
    assert HOOK.screened("a3", Judge(used={"place a3": "A3"})) == "A3"


def test_a_code_of_a_place_is_taken() -> None:
    assert HOOK.screened("B12", Judge()) == "B12"


def test_other_words_for_a_place_are_asked_for_twice() -> None:
    with pytest.raises(Unreadable) as refused:
        HOOK.screened("près du four", Judge())
    assert refused.value.code == "coats.place_unusual"
    judge = Judge(here=frozenset({"Moreau"}), confirmed=True)
    assert HOOK.screened("Moreau", judge) == WORDS
    assert judge.kept == ["Moreau"]


def test_a_label_is_read_at_arms_length() -> None:
    assert HOOK.read("x" * LONGEST_LABEL) == "x" * LONGEST_LABEL
    with pytest.raises(Unreadable) as refused:
        HOOK.read("x" * (LONGEST_LABEL + 1))
    assert refused.value.code == "input.too_long"


@given(
    st.lists(st.sampled_from("ABCDE"), unique=True),
    st.dictionaries(st.sampled_from("ABCDE"), st.integers(1, 9)),
    st.none() | st.sampled_from("ABCDE"),
)
def test_the_place_proposed(known: list[str], crowd: dict[str, int], but: str | None) -> None:
    place = proposed(known, crowd, but)
    others = [one for one in known if one != but]
    if not others:
        assert place is None
        return
    assert place in others
    empty = [one for one in others if one not in crowd]
    assert place == empty[0] if empty else crowd[place] == min(crowd[one] for one in others)


def test_the_place_that_is_proposed_has_room() -> None:
    """Three lie on A1, which holds no more; five on A2, which holds twenty."""
    assert proposed(["A1", "A2"], {"A1": 3, "A2": 5}) == "A1"
    assert proposed(["A1", "A2"], {"A1": 3, "A2": 5}, capacities={"A1": 3, "A2": 20}) == "A2"
    # All are full: the least crowded.
    assert proposed(["A1", "A2"], {"A1": 3, "A2": 5}, capacities={"A1": 3, "A2": 5}) == "A1"
