"""Sentences of the counter: how a text goes on within another one."""

import pytest

from concierge_desk.counter.texts.messages import low


@pytest.mark.parametrize(
    ("text", "within"),
    [
        ("À rendre", "à rendre"),
        ("Caution de 150,00 €", "caution de 150,00 €"),
        ("rendu le lun. 30 nov.", "rendu le lun. 30 nov."),
        ("", ""),
    ],
)
def test_a_text_goes_on_in_small_letters(text: str, within: str) -> None:
    assert low(text) == within


@pytest.mark.parametrize("text", ["VELO-1", "VELO-1 · 3 sur 12 dehors", "A3 · Mme Weber", "USB : jamais"])
def test_a_code_stays_as_it_is_written(text: str) -> None:
    assert low(text) == text
