"""How one listener is spoken to: filled as codes are, counted as the language counts."""

import pytest

from concierge_desk.counter.texts.speech import Speech
from concierge_desk.i18n import NN_

ONE, MANY = NN_("{count} person came in", "{count} people came in")


def test_a_sentence_is_filled_as_those_of_codes_are() -> None:
    said = Speech("fr").say("A company's mandate noted, until {day}", day="2026-11-30")
    assert said == "Procuration d’entreprise notée, jusqu’au 30/11/2026"
    assert Speech("en").say("Nothing") == "Nothing"


@pytest.mark.parametrize(
    ("lang", "n", "said"),
    [
        ("fr", 0, "0 passage compté"),
        ("fr", 1, "1 passage compté"),
        ("fr", 2, "2 passages comptés"),
        ("en", 0, "0 people came in"),
        ("en", 1, "1 person came in"),
        ("en", 2, "2 people came in"),
    ],
)
def test_each_language_counts_its_own_way(lang: str, n: int, said: str) -> None:
    assert Speech(lang).count(ONE, MANY, n) == said


def test_what_is_counted_is_filled_with_more_than_the_number() -> None:
    one, many = NN_("Slip {slip} prepared: one item", "Slip {slip} prepared: {count} items")
    assert Speech("en").count(one, many, 3, slip="B-7") == "Slip B-7 prepared: 3 items"
