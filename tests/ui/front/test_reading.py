"""What is typed at a question, and how it is understood."""

from contextlib import suppress
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concierge_desk.counter.cards.offers import Ask, Option
from concierge_desk.ui.presenter.answers import Unread, amount_of, answer_of, is_pending

TODAY = date(2026, 1, 5)
OPTIONS = (Option("Un", "one"), Option("Deux", "two"))


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("choice", "2", "two"),
        ("choice", " 1 ", "one"),
        ("text", " M. Kessler ", "M. Kessler"),
        ("grams", "1800", 1800),
        ("count", "14", 14),
        ("cents", "12,5", 1250),
        ("cents", "12.50", 1250),
        ("day", "24/12", "2025-12-24"),
        ("day", "6/1", "2026-01-06"),
        ("day", "5.1", "2026-01-05"),
        ("day", "24/11/26", "2026-11-24"),
        ("day", "24/11/2026", "2026-11-24"),
        ("day", "2026-11-24", "2026-11-24"),
        ("day", "29/2", None),
        ("day", "29/2/2028", "2028-02-29"),
        ("day", "31/6", None),
        ("day", "demain", None),
        ("choice", "3", None),
        ("choice", "0", None),
        ("choice", "deux", None),
        ("grams", "0", None),
        ("grams", "1,8", None),
        ("count", "-3", None),
        ("cents", "1.234", None),
        ("cents", "douze", None),
    ],
)
def test_an_answer(kind: Any, text: str, value: Any) -> None:
    ask = Ask("field", "Quoi ?", kind, OPTIONS if kind == "choice" else ())
    if value is None:
        with pytest.raises(Unread) as unread:
            answer_of(ask, text, TODAY)
        assert unread.value.sentence
    else:
        assert answer_of(ask, text, TODAY) == value


def test_the_day_of_a_leap_year_that_is_near() -> None:
    assert answer_of(Ask("day", "?", "day"), "29/2", date(2028, 1, 5)) == "2028-02-29"


@pytest.mark.parametrize("kind", ["choice", "text", "grams", "count", "day", "cents"])
def test_nothing_typed_is_the_proposal_or_is_asked_for(kind: Any) -> None:
    assert answer_of(Ask("field", "?", kind, OPTIONS, "one"), "  ", TODAY) == "one"
    assert answer_of(Ask("field", "?", kind, OPTIONS, optional=True), "", TODAY) is None
    with pytest.raises(Unread):
        answer_of(Ask("field", "?", kind, OPTIONS), "", TODAY)


@pytest.mark.parametrize(
    ("text", "pending"),
    [
        ("", True),
        ("3", True),
        ("20,5", True),
        ("20.", True),
        ("123456", True),
        ("1234567", False),
        ("3a", False),
        ("20,505", False),
        (",5", False),
        ("1 2", False),
    ],
)
def test_a_pending_number(text: str, pending: bool) -> None:
    assert is_pending(text) is pending


@given(st.integers(0, 99_999_999), st.sampled_from(",."))
def test_an_amount_is_exact_or_refused(cents: int, sign: str) -> None:
    assert amount_of(f"{cents // 100}{sign}{cents % 100:02d}") == cents


@given(st.text(max_size=12), st.sampled_from(["choice", "text", "grams", "count", "day", "cents"]))
def test_whatever_is_typed_is_read_or_told(text: str, kind: Any) -> None:
    with suppress(Unread):
        assert (
            answer_of(Ask("field", "?", kind, OPTIONS), text, TODAY) not in ("", 0, None) or kind == "cents"
        )
