"""What was typed, and the names that go by it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concierge_desk.counter.cards.name_search import matcher, plain_words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Mme KESSLER", ["mme", "kessler"]),
        ("Müller-Lüdenscheidt", ["muller", "ludenscheidt"]),
        ("d’Été", ["d", "ete"]),
        ("LV_20 ½", ["lv_20", "1", "2"]),
        ("\N{FULLWIDTH LATIN CAPITAL LETTER K}essler", ["kessler"]),
        ("Cafe\N{COMBINING ACUTE ACCENT}", ["cafe"]),
        (" - ", []),
    ],
)
def test_the_words_of_a_text(text: str, words: list[str]) -> None:
    assert plain_words(text) == words


@pytest.mark.parametrize(
    ("typed", "name", "goes"),
    [
        ("tim", "Timbre vert", True),
        ("vert tim", "Timbre vert", True),
        ("café", "CAFE allongé", True),
        ("lv_2", "Timbre vert LV_20", True),
        ("imbre", "Timbre vert", False),
        ("timbre rouge", "Timbre vert", False),
        ("", "Timbre vert", False),
        ("-", "Timbre vert", False),
    ],
)
def test_each_word_typed_begins_a_word_of_the_name(typed: str, name: str, goes: bool) -> None:
    assert matcher(typed)(name) is goes


@given(st.text(max_size=20))
def test_a_name_goes_by_itself_however_it_is_written(name: str) -> None:
    named = bool(plain_words(name))
    assert matcher(name)(name.upper().casefold()) is named
    assert matcher(name.casefold())(name) is named
