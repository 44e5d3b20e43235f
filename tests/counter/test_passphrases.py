"""Passphrases that are chosen: what is drawn is strong enough by itself, and what is guessed is not taken."""

import math
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concierge_desk.counter.values.passphrases import (
    DRAWN,
    LEAST_SIGNS,
    WANTED_BITS,
    Verdict,
    drawn_phrase,
    require_strong,
    strength_of,
    words,
)
from concierge_desk.domain.errors import Refused

LISTED = st.sampled_from(words())


def test_seven_words_of_the_list_are_eighty_bits() -> None:
    """R-4.10: what is drawn needs no brake."""
    assert DRAWN * math.log2(len(words())) >= WANTED_BITS


def test_no_word_can_be_taken_for_another() -> None:
    """None has a sign that another keyboard writes otherwise, and four letters are enough to tell it."""
    assert all(re.fullmatch("[a-z]{4,8}", word) for word in words())
    assert len({word[:4] for word in words()}) == len(words())
    assert list(words()) == sorted(words())


def test_words_are_drawn_from_the_whole_list_and_each_by_itself() -> None:
    drawn = [drawn_phrase().split(" ") for _ in range(2_000)]
    assert {len(phrase) for phrase in drawn} == {DRAWN}
    seen = {word for phrase in drawn for word in phrase}
    # Of 14,000 words drawn from 2,950 some 2,925 are seen; with a third of the list missing it would be 1,970.
    assert len(seen) > len(words()) * 0.95 and seen <= set(words())
    # A word may come twice: whoever leaves that out draws from fewer phrases.
    assert any(len(set(phrase)) < DRAWN for phrase in drawn)


@given(st.lists(LISTED, min_size=DRAWN, max_size=DRAWN))
def test_whatever_is_drawn_is_strong(drawn: list[str]) -> None:
    strength = strength_of(" ".join(drawn))
    # The same word seven times is drawn once in 10^20 times, and it is no shame to draw again.
    assert strength.bits <= WANTED_BITS
    if len(set(drawn)) == DRAWN:
        assert (strength.verdict, strength.bits, strength.score) == ("strong", WANTED_BITS, 4)


@given(st.lists(LISTED, min_size=1, max_size=4))
def test_listed_words_count_for_what_can_be_drawn_and_for_no_more(chosen: list[str]) -> None:
    assert strength_of(" ".join(chosen)).bits <= len(chosen) * math.log2(len(words()))


@pytest.mark.parametrize(
    ("phrase", "verdict"),
    [
        ("", "none"),
        ("   ", "none"),
        ("a", "short"),
        ("ouvre-toi !", "short"),
        ("  ouvre-toi !  ", "short"),
        ("motdepasse123456", "guessable"),
        ("aaaaaaaaaaaaaaaaaaaaaaaaa", "guessable"),
        ("bonjour bonjour bonjour", "guessable"),
        ("concierge desk", "guessable"),
        ("Strasbourg67000!", "guessable"),
        ("jardin table abri", "guessable"),
        ("ouvre-toi, Sésame", "fair"),
        ("correct horse battery staple", "fair"),
        ("quatre mots que personne ne devine", "strong"),
        ("x9$" * 400, "guessable"),
    ],
)
def test_her_own_words_are_weighed(phrase: str, verdict: Verdict) -> None:
    """R-4.10: fifty bits at least."""
    strength = strength_of(phrase)
    assert strength.verdict == verdict
    assert strength.is_enough is (verdict in {"fair", "strong"})
    assert phrase == "" or phrase not in repr(strength), "nothing of it is kept"
    if strength.is_enough:
        require_strong(phrase)
        return
    with pytest.raises(Refused) as refused:
        require_strong(phrase)
    short = verdict in {"none", "short"}
    assert refused.value.code == ("keys.passphrase_short" if short else "keys.passphrase_guessable")
    assert not short or refused.value.params == {"least": LEAST_SIGNS}


@given(st.text(max_size=200))
def test_whatever_is_typed_is_weighed(typed: str) -> None:
    strength = strength_of(typed)
    assert 0 <= strength.score <= 4 and strength.bits >= 0
    assert strength.sentence.format(**strength.figures) or not typed.strip()
