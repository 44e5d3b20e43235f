"""Which names on labels are one person's: a table that a clerk could read, and what is true of all of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concierge_desk.counter.cards.namesakes import how_many, keys_of

ONE = [
    ("Mme Martin Claire", "MARTIN CLAIRE"),
    ("Mme Kessler Léa", "kessler lea"),
    ("Martin", "M. Martin"),
    ("Jean-Paul Roth", "JEAN PAUL ROTH"),
    ("Boulangerie Roth", "BOULANGERIE ROTH"),
]
SEVERAL = [
    ("Mme Martin Claire", "M. Martin Claude"),
    ("M. Roth", "Mme Roth"),
    ("Martin Léa", "Martin Léo"),
    ("Martin", "Martin Claire"),
    ("Martin Paul", "Paul Martin"),
    ("C. Martin", "Claire Martin"),
    ("Boulangerie Martin", "Martin"),
    ("", "Martin"),
    ("", ""),
]


@pytest.mark.parametrize(("one", "other"), ONE)
def test_written_otherwise_it_is_the_same_person(one: str, other: str) -> None:
    assert how_many([one, other]) == 1
    assert len(set(keys_of([one, other]).values())) == 1


@pytest.mark.parametrize(("one", "other"), SEVERAL)
def test_what_may_be_somebody_else_is_somebody_else(one: str, other: str) -> None:
    assert how_many([one, other]) == 2


def test_a_title_counts_where_it_is_all_that_tells_two_apart() -> None:
    keys = keys_of(["Martin Claude", "M. Martin Claude", "Mme Martin Claude"])
    assert len(set(keys.values())) == 3, "nobody knows whose the one without a title is"


def test_a_title_alone_is_a_name() -> None:
    assert how_many(["Mme", "M."]) == 2


NAMES = st.lists(
    st.text("ABéè -'m.", max_size=8) | st.sampled_from([name for pair in (*ONE, *SEVERAL) for name in pair]),
    max_size=6,
)


@given(NAMES)
def test_whoever_is_counted(names: list[str]) -> None:
    assert 0 <= how_many(names) <= len(names)
    assert how_many(names) == how_many(list(reversed(names)))
    assert how_many(names) == how_many([name.upper() for name in names])
    assert how_many([*names, *names]) >= how_many(names), "one more label makes nobody fewer"
