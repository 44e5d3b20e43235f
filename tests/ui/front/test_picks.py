"""Lists that several lines are picked from: by figures or by scans, what is asked of each, what was left out; the command."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concierge_desk.counter.cards.offers import FURTHER, Ask, Offer, OfferedAct, Option
from concierge_desk.ui.presenter.answers import FIGURES, Unread, answer_of, picked
from concierge_desk.ui.presenter.asking import Asking, answered, left_out, with_answers

TODAY = date(2026, 11, 25)
WHERE = Ask("where", "Where?", "choice", (Option("Front", "front"), Option("Back", "back")), optional=True)
WRONG = Ask("wrong", "What?", "picks", (Option("Stain", {"what": "stain"}, asks=(WHERE,)),))
WORTH = Ask("cents", "Worth?", "cents")
NOTED = Ask(
    "",
    "Note?",
    "picks",
    (Option("Wrong", "wrong", asks=(WRONG,)), Option("Worth", "worth", asks=(WORTH,))),
    optional=True,
)
PIECES = Ask(
    "pieces",
    "What?",
    "picks",
    (
        Option("Coat", {"kind": "COAT"}, asks=(NOTED,)),
        Option("Suit", {"kind": "SUIT"}, asks=(NOTED,)),
        Option("Note something", FURTHER),
    ),
)
DAY = Ask("day", "When?", "day", optional=True)
ACT = OfferedAct("Take in", "trade.take_in", asks=(PIECES, DAY))
COAT, SUIT = {"kind": "COAT"}, {"kind": "SUIT"}


def lines(count: int, **more: Any) -> Ask:
    return Ask("rows", "?", "picks", tuple(Option(str(n), n) for n in range(1, count + 1)), **more)


def command(*answers: Any) -> dict[str, Any]:
    asked = with_answers(ACT, answers)
    return Asking(Offer("trade", "x", "x", (ACT,)), asked, "op", answers).command


@pytest.mark.parametrize(
    ("typed", "count", "values"),
    [
        ("123", 9, [1, 2, 3]),
        ("1 2,2", 4, [1, 2, 2]),
        ("9", 9, [9]),
        ("12", 12, [12]),
        ("1 2", 12, [1, 2]),
        ("10 10", 10, [10, 10]),
    ],
)
def test_numbers_mean_lines(typed: str, count: int, values: list[int]) -> None:
    assert answer_of(lines(count), typed, TODAY) == values


@pytest.mark.parametrize(("typed", "count"), [("0", 9), ("15", 4), ("13", 12), ("a", 4), ("1+", 4), ("", 4)])
def test_what_is_no_line_is_told(typed: str, count: int) -> None:
    with pytest.raises(Unread):
        answer_of(lines(count), typed, TODAY)


@pytest.mark.parametrize(("gathers", "labels"), [(True, True), (False, False)])
def test_labels_are_asked_for_where_there_are_some(gathers: bool, labels: bool) -> None:
    with pytest.raises(Unread) as caught:
        answer_of(lines(3, gathers=gathers), "7", TODAY)
    assert ("labels" in caught.value.sentence) is labels


@given(st.lists(st.integers(1, 30), min_size=1, max_size=12), st.integers(FIGURES + 1, 30))
def test_every_number_is_read_as_it_was_typed(numbers: list[int], count: int) -> None:
    typed = " ".join(map(str, numbers))
    if max(numbers) > count:
        with pytest.raises(Unread):
            picked(lines(count), typed)
    else:
        assert [place + 1 for place in picked(lines(count), typed)] == numbers


def test_of_what_is_scanned_each_is_meant_once_and_pressed_again_not() -> None:
    ask = lines(4, gathers=True)
    assert answer_of(ask, "1 3", TODAY) == [1, 3]
    assert answer_of(ask, "1 3 1", TODAY) == [3]


def test_of_a_whole_list_nothing_is_left_out() -> None:
    ask = lines(3, gathers=True, whole=True)
    with pytest.raises(Unread, match="Not all"):
        answer_of(ask, "1 3", TODAY)
    assert answer_of(ask, "1 3 2", TODAY) == [1, 3, 2]


def test_the_line_that_is_no_thing_is_none() -> None:
    with pytest.raises(Unread):
        answer_of(PIECES, "3", TODAY)
    assert command([COAT, SUIT], None) == {"do": "trade.take_in", "pieces": [COAT, SUIT]}


def test_what_is_asked_of_each_goes_into_its_row() -> None:
    answers = ([COAT, SUIT, FURTHER], ["wrong", "worth"], [{"what": "stain"}], "back", 12000, None, None)
    assert command(*answers) == {
        "do": "trade.take_in",
        "pieces": [{"kind": "COAT", "wrong": [{"what": "stain", "where": "back"}], "cents": 12000}, SUIT],
    }
    # The card itself stays as it was.
    assert PIECES.options[0].value == COAT


def test_a_question_says_of_what_it_asks() -> None:
    asks = with_answers(ACT, ([COAT, COAT, FURTHER], ["wrong"])).asks
    assert [ask.question for ask in asks] == [
        "What?",
        "Coat 1 · Note?",
        "Coat 1 · What?",
        "Coat 2 · Note?",
        "When?",
    ]
    assert [ask.field for ask in asks] == ["pieces", "", "pieces[0].wrong", "", "day"]


def test_another_answer_asks_something_else() -> None:
    """A step back and another answer: what the first one brought is asked no more, what comes after is."""
    noted = with_answers(ACT, ([COAT, FURTHER], ["wrong", "worth"]))
    assert len(noted.asks) == 5
    again = answered(noted, 1, ["worth"])
    assert [ask.field for ask in again.asks] == ["pieces", "", "pieces[0].cents", "day"]
    assert answered(again, 0, [SUIT]).asks == ACT.asks


def test_what_was_expected_and_not_picked_is_named() -> None:
    options = tuple(Option(name, name, expected=name != "C") for name in "ABC")
    asks = (Ask("pieces", "?", "picks", options, gathers=True), Ask("all", "?", "choice", names_left=True))
    assert left_out(asks, (["A"],)) == ("B",)
    assert left_out(asks, (["A", "B"],)) == ()
    assert left_out(asks, ()) == ()
