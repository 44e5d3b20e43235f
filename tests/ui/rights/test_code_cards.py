"""Codes and badges chosen on cards: typed twice, shown nowhere, kept in no step; reset by who may, or by the recovery sheet."""

from collections.abc import Iterator
from typing import Any

import pytest

from concierge_desk.counter.cards.offers import Ask, Offer, OfferedAct
from concierge_desk.desk import catalogue
from concierge_desk.jobs.copies.recovery import recipient_of
from concierge_desk.pages.counter.saved_step import step_of
from concierge_desk.pages.counter.state import State
from concierge_desk.signing import age
from concierge_desk.ui.presenter.asking import Asking, Sought
from tests.counter.desks import Play
from tests.counter.rights.four import FOUR, with_four
from tests.ui.rights.staff import BADGE, CODE, sits
from tests.ui.settings.hands import Hands, at_settings

SET, RESET = "operator.code_set", "operator.code_reset"
HERS = "code:o01"


@pytest.fixture
def hers(play: Play) -> Iterator[Hands]:
    play.open()
    with at_settings(play) as hands:
        yield hands


def act(hers: Hands, do: int) -> Hands:
    """Begin the act of the chosen card that stands at a place."""
    hers.settings.act_on(hers.state.selected, do)
    hers.clock.now += 3
    return hers


def complaint(hers: Hands) -> str:
    return "" if hers.state.asking is None else hers.state.asking.complaint


def kinds(play: Play) -> list[str]:
    return [entry.kind for entry in play.posted()]


def test_a_code_is_typed_twice(hers: Hands, play: Play) -> None:
    act(hers.open(HERS), 0).answer(CODE, "9027y")
    assert "pas pareils" in complaint(hers) and hers.question.startswith("Quel code")
    assert SET not in kinds(play)
    hers.answer(CODE, CODE)
    assert play.last(SET).data == {"operator": "o01", "badge": False}
    assert hers.open(HERS).state.offer is not None
    assert "Un code est demandé" in hers.state.offer.detail  # type: ignore[union-attr]


def test_whoever_chose_it_goes_on_and_another_process_asks_for_it(hers: Hands, play: Play) -> None:
    act(hers.open(HERS), 0).answer(CODE, CODE)
    act(hers.open("till.cheque_days"), 0).answer("9")
    assert play.last("settings.changed").by == "o01"
    play.counter.sources.presence.leave(None)
    assert play.code("till.count", counted_cents=0) == "operator.code_needed"


def test_a_weak_one_is_told_in_a_sentence(hers: Hands, play: Play) -> None:
    act(hers.open(HERS), 0).answer("1234", "1234")
    assert "quatre signes" in complaint(hers) and SET not in kinds(play)


def test_a_badge_is_scanned(hers: Hands, play: Play) -> None:
    act(hers.open(HERS), 1).answer(CODE, CODE)
    assert hers.question.startswith("Scannez")
    assert hers.settings.scan(BADGE)
    assert play.last(SET).data == {"operator": "o01", "badge": True}
    assert "badge" in hers.open(HERS).state.offer.detail  # type: ignore[union-attr]
    assert play.do("operator.sign_in", badge=BADGE).result == {"operator": "o01"}


def test_the_responsible_forgets_one_for_somebody(hers: Hands, play: Play) -> None:
    with_four(play)
    play.do("operator.set_code", whom=FOUR["volunteer"], code=CODE)
    hers.settings.look()
    act(hers.open(f"code:{FOUR['volunteer']}"), 2).answer("1")
    assert play.last(RESET).data == {"operator": FOUR["volunteer"], "recovery": False}
    hers.press("undo")
    assert hers.told == catalogue.sentence("operator.code_again", {}, "fr")


@pytest.mark.usefixtures("easy_locks")
def test_the_recovery_sheet_is_enough(hers: Hands, play: Play) -> None:
    identity = age.unlock(recipient_of(play.desk, "une phrase de secours").locked, "une phrase de secours")
    with_four(play)
    play.do("operator.set_code", whom=FOUR["responsible"], code=CODE)
    sits(play, "volunteer")
    hers.settings.look()
    card = f"code:{FOUR['responsible']}"
    act(hers.open(card), 3).answer("AGE-SECRET-KEY-1", "1")
    assert "fiche de secours" in complaint(hers)
    hers.answer("".join(age.identity_groups(identity)), "1")
    entry = play.last(RESET)
    assert (entry.by, entry.data) == (
        FOUR["volunteer"],
        {"operator": FOUR["responsible"], "recovery": True},
    )


def test_who_may_what_is_a_card(hers: Hands) -> None:
    offer = hers.open("operator.rights").state.offer
    assert offer is not None
    told = dict(offer.words)
    assert list(told) == ["Concierge", "Bénévole", "Responsable", "Contrôle"]
    assert "changer les réglages" in told["Responsable"] and "réglages" not in told["Bénévole"]
    assert "jusqu’à la limite" in told["Bénévole"]
    hers.press("act")
    assert hers.asked[-1].lead == "books:operators"


def test_what_is_typed_is_in_no_text_and_no_step(hers: Hands, play: Play) -> None:
    """R-4.10."""
    act(hers.open(HERS), 1).answer(CODE, CODE)
    hers.settings.scan(BADGE)
    shown = [repr(state) for state in hers.seen]
    assert not [one for one in shown if CODE in one or BADGE in one]
    secret = Ask("code", "?", "text", verbatim=True, secret=True)
    again = Ask("code", "?", "text", verbatim=True, secret=True, repeats=True)
    offer = Offer("till", HERS, "Code", (OfferedAct("Choisir", "operator.set_code", {}, (secret, again)),))
    asking = Asking(offer, offer.acts[0], "op", (CODE,), sought=Sought("found", HERS))
    kept: dict[str, Any] = step_of(State(offers=(offer,), asking=asking))
    assert kept == {}
