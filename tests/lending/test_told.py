"""What the page of the day and its Z tell of what is lent: what happened, what is out or late whatever the day, keys by their own name."""

from typing import Any

import pytest

from concierge_desk.mechanisms.lending.reports import lines

DAY: dict[str, Any] = {
    **dict.fromkeys(("lent", "returned", "renewed", "lost", "late", "reserved", "kept"), 0),
    "out": 2,
}


def told(code: str, trade: str, **figures: Any) -> list[tuple[str, str]]:
    return [
        (name.replace("\u00a0", " "), said)
        for name, said in lines({code: {**DAY, **figures}}, "fr", code, trade)
    ]


def test_a_quiet_day_tells_what_is_out_and_late_alone() -> None:
    assert told("tools", "Tools on loan") == [
        ("Outils à prêter · objets dehors", "2"),
        ("Outils à prêter · objets en retard", "0"),
    ]


def test_what_happened_is_told() -> None:
    assert told("tools", "Tools on loan", lent=3, kept=1) == [
        ("Outils à prêter · objets prêtés", "3"),
        ("Outils à prêter · objets dehors", "2"),
        ("Outils à prêter · objets en retard", "0"),
        ("Outils à prêter · objets gardés pour le suivant", "1"),
    ]


@pytest.mark.parametrize(("counted", "said"), [(True, "Oui"), (False, "Non")])
def test_keys_are_called_keys_and_that_nobody_counted_them_is_said(counted: bool, said: str) -> None:
    assert told("keys", "Keys in custody", lent=1, here=4, missing=0, counted=counted) == [
        ("Clés gardées · clés remises", "1"),
        ("Clés gardées · clés dehors", "2"),
        ("Clés gardées · clés en retard", "0"),
        ("Clés gardées · clés présentes", "4"),
        ("Clés gardées · clés introuvables", "0"),
        ("Clés gardées · clés comptées", said),
    ]


def test_a_shop_without_any_tells_nothing() -> None:
    assert lines({}, "fr", "tools", "Tools on loan") == ()
