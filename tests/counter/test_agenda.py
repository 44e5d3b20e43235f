"""The name that is looked for, and the labels it fits."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concierge_desk.counter.cards.agenda import asked_name, name_matcher, waiting_for
from concierge_desk.counter.cards.offers import Now, Offer
from concierge_desk.domain.errors import Refused


@pytest.mark.parametrize(
    ("asked", "label"),
    [
        ("Kessler", "Mme Kessler"),
        ("kess", "Mme KESSLER"),
        ("Kessler-Muller", "Mme Kessler-Müller"),
        ("kessler muller", "Mme Kessler-Müller"),
        ("Muller", "M. Müller"),
        ("J. Kessler", "Jean Kessler"),
        ("Li", "M. Li"),
        ("Da Silva", "Mme Da Silva"),
        ("D'Été", "M. D’Eté"),
    ],
)
def test_a_name_fits_its_label(asked: str, label: str) -> None:
    assert name_matcher(asked)(label)


@pytest.mark.parametrize(
    ("asked", "label"),
    [
        ("Li", "M. Lienhart"),
        ("Kessler", "M. Ressler"),
        ("K", "Mme Kessler"),
        ("", "Mme Kessler"),
        ("Kessler Anna", "M. Kessler"),
        ("essler", "Mme Kessler"),
    ],
)
def test_another_does_not(asked: str, label: str) -> None:
    assert not name_matcher(asked)(label)


@pytest.mark.parametrize("text", ["", " ", "M.", "Mme", "K", "J. K.", "Kess%", "K_ssler", "*", "??"])
def test_what_would_show_everybody_is_refused(text: str) -> None:
    with pytest.raises(Refused, match=r"look\.too_short"):
        asked_name(text)


@given(st.text(max_size=30))
def test_no_text_names_an_empty_label(text: str) -> None:
    assert not name_matcher(text)("")


def test_what_is_typed_finds_nothing_until_it_is_a_name() -> None:
    """At the counter she goes on typing: nothing is refused, nobody is listed, and titles are left out."""
    asked: list[str] = []

    def awaited(_rows: Any, name: str, _now: Any) -> tuple[Offer, ...]:
        asked.append(name)
        return (Offer("shop", "c-1", "Panier", ()),)

    nowhere: Any = None
    now: Now = nowhere
    assert [len(waiting_for(awaited, nowhere, text, now)) for text in ("", "K", "Mme", "K%", "Mme Ke")] == [
        *(0, 0, 0, 0),
        1,
    ]
    assert asked == ["Ke"]
