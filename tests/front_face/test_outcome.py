"""What came of an act: in the journal's words, and why F9 does not take it back, in those of the act that does."""

import pytest

from concierge_desk.counter.command.operation import Answer
from concierge_desk.pages.counter.desk import FrontFace
from tests.counter.desks import Play
from tests.counter.samples import EVERY
from tests.front_face.asked import command, only
from tests.services.alike import act_of
from tests.sizes import few


@few(2, lambda of: act_of(of["name"]))
@pytest.mark.parametrize("name", list(EVERY))
def test_f9_is_offered_for_what_is_taken_back_and_says_of_the_rest_why(
    shop: Play, face: FrontFace, name: str
) -> None:
    """Every command that exists: the key and the command that takes back never say two things."""
    act, undone = EVERY[name]
    op = act(shop)
    posted = tuple(entry for entry in shop.posted() if entry.op == op)
    kept = face.outcome((Answer(op, None, posted),)).kept
    if isinstance(undone, str):
        refused = shop.refused("journal.reverse", op_of=op, reason="wrong_key")
        assert (refused.code, kept) == (undone, face.sentence(refused.code, refused.params))
    else:
        assert kept == ""


def test_an_act_under_a_clock_that_went_back_is_taken_back_as_any_other(shop: Play, face: FrontFace) -> None:
    """What the program wrote beside it is no act of hers."""
    shop.do("relay.deposit", kind="letter", count=1)
    shop.hands.set("2026-11-25T07:30")
    answer = shop.do("relay.deposit", kind="letter", count=2)
    assert "clock.set_back" in [entry.kind for entry in answer.posted]
    assert face.outcome((answer,)).kept == ""
    shop.do("journal.reverse", op_of=answer.op, reason="wrong_key")


def test_two_acts_of_one_key_are_both_told(shop: Play, face: FrontFace) -> None:
    one = shop.do("relay.deposit", kind="letter", count=2)
    other = shop.do(**command(only(face.named("count")).acts[0], 7000))
    told = face.outcome((one, other))
    assert told.words == "2 letters left for the postman. Drawer counted: gap −10,00\u00a0€ · 70,00\u00a0€"
    assert told.kept


def test_of_no_act_nothing_is_said(face: FrontFace) -> None:
    told = face.outcome(())
    assert (told.words, told.kept) == ("", "")
