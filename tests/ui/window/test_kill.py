"""The window killed as by a power cut, in the middle of a visit and of a payment, and started again."""

import random
import time
from collections.abc import Callable

from PySide6.QtWidgets import QLabel

from concierge_desk.domain.money import format_amount
from concierge_desk.frame.window import MainWindow
from concierge_desk.ui.presenter.questions import GLANCE_SECONDS
from tests.counter.desks import Play
from tests.e2e.driver import FULL, Shop
from tests.ui.window.conftest import PARCEL
from tests.ui.window.process import Shown, shown
from tests.ui.xserver import XServer

ROUNDS = 20 if FULL else 1
LONGEST_S = 0.16
"""From the key to the last thing its payment writes, on a slow disk too."""


def test_a_visit_and_its_question_survive_a_kill(server: XServer, ready: Play) -> None:
    with shown(server, ready) as window:
        _two_lines_and_a_proxy(window)
        before = window.visit()
        window.kill()
        assert before is not None and before.step["answers"] == ["M. Durand"]
    assert "relay.handed_over" not in window.kinds()
    with shown(server, ready) as window:
        # It stands where it stood: the proxy's paper is asked for, then the mandate, then the addressee's paper.
        window.until(lambda: window.visit() == before)
        time.sleep(2 * GLANCE_SECONDS)
        window.type("2")
        window.key("slash")
        window.until(lambda: (kept := window.visit()) and len(kept.step.get("answers", ())) == 2)
        window.key("Return")
        window.until(lambda: (kept := window.visit()) and len(kept.step.get("answers", ())) == 3)
        # She reads what is asked: a key in the same breath would be no answer to it.
        time.sleep(2 * GLANCE_SECONDS)
        window.key("slash")
        window.until_kind("relay.handed_over")
        handed = ready.last("relay.handed_over").data
        assert (handed["collector"], handed["id_document"]) == ("proxy", "id_card")
        assert handed["proxy"]["id_document"] == "passport"
        assert ready.personal(handed["proxy"]["party"]) == "M. Durand"
        window.until(lambda: (kept := window.visit()) and not kept.step)
        window.key("KP_Add")
        window.until_kind("till.settled")
    settled = ready.last("till.settled").data
    assert len(settled["lines"]) == 2
    _verify(ready)


def test_a_payment_survives_a_kill_whole_or_not_at_all(server: XServer, ready: Play) -> None:
    chance = random.Random(25)
    paid = 0
    outcomes = set()
    for _ in range(ROUNDS):
        with shown(server, ready) as window:
            lines = window.visit()
            if lines is None or not lines.acts:
                window.key("shift+F1")
            before = window.until_lines(1)
            window.key("KP_Add")
            time.sleep(chance.uniform(0, LONGEST_S))
            window.kill()
        tickets = window.kinds().count("till.settled")
        after = window.visit()
        assert tickets in (paid, paid + 1)
        if tickets == paid:
            # Nothing of it: the visit is as it was.
            assert after == before
        else:
            assert after is None or not after.acts
        outcomes.add(tickets - paid)
        paid = tickets
    if FULL:
        assert outcomes == {0, 1}
    with shown(server, ready) as window:
        left = window.visit()
        if left is not None and left.acts:
            window.key("KP_Add")
            window.until_kind("till.settled", paid + 1)
            paid += 1
        window.key("KP_Add")
        time.sleep(0.3)
        assert window.kinds().count("till.settled") == paid
    assert window.kinds().count("relay.sold") == paid
    _verify(ready)


def test_whoever_was_cut_off_while_she_was_paid_sees_that_she_was(
    server: XServer, ready: Play, opened: Callable[[Play], MainWindow]
) -> None:
    with shown(server, ready) as window:
        window.key("shift+F1")
        window.until_lines(1)
        window.key("KP_Add")
        window.until_kind("till.settled")
        window.kill()
    settled = ready.last("till.settled").data
    again = opened(ready)
    told = again.front.state.told
    assert told is not None and not again.front.state.lines
    assert f"{settled['ticket']}, {format_amount(settled['due_cents'])}, at " in told.text
    assert told.text in [words.text() for words in again.view.foot.findChildren(QLabel)]


def _two_lines_and_a_proxy(window: Shown) -> None:
    window.key("shift+F1")
    window.until_lines(1)
    window.key("shift+F9")
    window.until_lines(2)
    window.type(f"{PARCEL}\n")
    window.key("Right", "slash", delay_ms=90)
    window.until(lambda: (kept := window.visit()) and "answers" in kept.step)
    window.type("M. Durand", delay_ms=90)
    window.key("Return")
    window.until(lambda: (kept := window.visit()) and kept.step.get("answers"))


def _verify(play: Play) -> None:
    assert Shop(play.desk.folder.root).run("verify").status == 0
