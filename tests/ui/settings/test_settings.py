"""The settings without a window, on a real desk: walked, changed, taken back."""

from collections.abc import Iterator
from typing import Any

import pytest

from concierge_desk.desk import settings_sections
from concierge_desk.ui.presenter.questions import TWICE_SECONDS, UNDO_SECONDS
from concierge_desk.ui.presenter.request import PageRequest
from tests.counter.desks import Play
from tests.ui.settings.hands import Hands, at_settings, with_places

NBSP = "\N{NO-BREAK SPACE}"


@pytest.fixture
def hers(play: Play, monkeypatch: pytest.MonkeyPatch) -> Iterator[Hands]:
    with_places(monkeypatch)
    play.open()
    with at_settings(play) as hands:
        yield hands


def at(hers: Hands) -> tuple[str, str]:
    section, offer = hers.state.section, hers.state.offer
    return (section.label if section else "", offer.ref if offer else "")


def test_arrows_walk_through_all_cards_whatever_section_they_stand_in(hers: Hands) -> None:
    walked = [at(hers)]
    for _ in range(sum(len(section.offers) for section in hers.state.sections) - 1):
        hers.press("down")
        walked.append(at(hers))
    assert walked == [(one.label, offer.ref) for one in hers.state.sections for offer in one.offers]
    hers.press("down")
    assert at(hers) == walked[-1]
    back = [at(hers)]
    for _ in walked[1:]:
        hers.press("up")
        back.append(at(hers))
    assert back == walked[::-1]
    hers.press("up")
    assert at(hers) == walked[0]


def test_sections_are_turned_by_their_keys_and_end_at_both_ends(hers: Hands) -> None:
    labels = [section.label for section in hers.state.sections]
    hers.press("before")
    turned = [at(hers)[0]]
    for _ in labels:
        hers.press("after")
        turned.append(at(hers)[0])
    assert turned == [*labels, labels[-1]]


def test_a_mandate_is_noted_told_and_taken_back(hers: Hands, play: Play) -> None:
    hers.open("mandate").press("act")
    assert hers.question == "Quelle entreprise ?".replace(" ?", f"{NBSP}?")
    hers.answer("Boulangerie du Rhin", "Mme Weber", "31/12/2026")
    assert hers.state.asking is None and hers.state.undo is not None and hers.state.undoable
    noted = play.last("relay.mandate_recorded")
    assert noted.seq == play.head() and hers.told and hers.told == hers.state.undo.label + "."
    hers.press("undo")
    (ended,) = play.posted(play.head())
    assert ended.kind == "relay.mandate_ended" and ended.data["corrects"] == noted.seq
    assert hers.told.startswith(f"Annulé{NBSP}: Procuration d’entreprise")
    assert hers.state.undo is None and not hers.state.undoable
    hers.press("undo")
    assert hers.told == "Il n’y a rien à annuler."


def test_what_is_not_taken_back_says_why(hers: Hands, play: Play) -> None:
    hers.open("article").press("act").answer("Thé", "1,50", "1", "1", "")
    assert play.last("shop.article_set").data["label"] == "Thé"
    assert hers.state.undo is None and not hers.state.undoable
    hers.press("undo")
    assert hers.told.startswith("Un article ne s’annule pas")


def test_too_late_it_leads_to_the_journal(hers: Hands) -> None:
    hers.open("mandate").press("act").answer("Boulangerie du Rhin", "Mme Weber", "31/12/2026")
    hers.clock.now += UNDO_SECONDS + 1
    hers.settings.tick()
    assert not hers.state.undoable
    hers.press("undo")
    assert hers.told.startswith("Trop tard pour F9.")


def test_what_cannot_be_read_is_asked_again_and_esc_steps_back(hers: Hands, play: Play) -> None:
    before = play.head()
    hers.open("article").press("act").answer("Thé", "douze")
    asking = hers.state.asking
    assert asking is not None and asking.answers == ("Thé",) and "12,50" in asking.complaint
    assert hers.settings.step_back() and hers.state.asking is not None and hers.state.asking.answers == ()
    assert hers.settings.step_back() and hers.state.asking is None
    assert not hers.settings.step_back()
    assert play.head() == before


def test_a_refusal_is_told_with_the_question_and_the_op_stays_free(hers: Hands, play: Play) -> None:
    before = play.head()
    hers.open("places").press("act").answer("A1")
    asking = hers.state.asking
    assert asking is not None and asking.complaint and asking.answers == () and play.head() == before
    assert hers.told == asking.complaint
    # Other answers to the same asking are the same act, whole.
    hers.settings.step_back()
    hers.press("turn", "act")
    assert play.last("relay.places_set").data["places"] == ["A1", "A2"]


def test_a_press_that_bounces_is_one_act(hers: Hands, play: Play) -> None:
    hers.open("places").press("turn", "act")
    done = play.head()
    hers.clock.now += TWICE_SECONDS / 2
    hers.settings.press("act")
    assert play.head() == done
    hers.press("act")
    assert play.head() > done


def test_what_only_leads_and_what_is_a_paper_go_to_the_frame(hers: Hands, play: Play) -> None:
    before = play.head()
    hers.open("places").press("turn", "turn", "act", "turn", "act", "paper")
    assert hers.asked == [
        PageRequest(lead="f4"),
        PageRequest(paper="board:now"),
        PageRequest(paper="board:now"),
    ]
    hers.open("article").press("paper")
    assert hers.told == "Aucun papier à remettre." and play.head() == before


@pytest.mark.parametrize("key", ["before", "after", "undo", "paper"])
def test_a_question_that_stands_is_left_before_anything_else_is_done(hers: Hands, key: Any) -> None:
    hers.open("mandate").press("act").answer("Boulangerie du Rhin")
    asking, where = hers.state.asking, at(hers)
    hers.press(key, "up", "down", "turn", "act")
    hers.settings.open_section(0)
    hers.settings.choose(0)
    hers.settings.act_on(0, 0)
    hers.settings.look()
    assert (hers.state.asking, at(hers)) == (asking, where)
    assert hers.told.startswith("Répondez d’abord à la question")


def test_a_scan_is_the_counters_unless_it_answers(hers: Hands) -> None:
    hers.open("mandate").press("act")
    assert not hers.settings.scan("3017620422003") and hers.question


def test_options_are_pressed(hers: Hands, play: Play) -> None:
    hers.open("article").press("act").answer("Thé", "1,50")
    for place in (0, 1):
        hers.clock.now += 3
        hers.settings.opt(place)
    hers.answer("")
    known = play.last("shop.article_set").data
    assert known["nature"] == "service" and known["label"] == "Thé"


def test_what_another_process_changed_is_read_again_and_the_chosen_card_stays(
    hers: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    hers.open("article")
    hers.settings.refresh()
    assert at(hers)[1] == "article"
    with monkeypatch.context() as gone:
        gone.setattr(settings_sections, "settings_offers", lambda _rows, _now: ())
        hers.settings.refresh()
    assert hers.state.sections == () and hers.state.offer is None and hers.state.offers == ()
    hers.press("up", "down", "turn", "act", "before", "after")
    hers.settings.refresh()
    assert hers.state.offer is not None


def test_what_is_read_is_said_to_the_frame_once_it_is_done(play: Play) -> None:
    """While the desk is at work no second act begins."""
    later: list[Any] = []
    with at_settings(play, lambda job, done, failed: later.append((job, done))) as hands:
        assert hands.state.busy
        hands.settings.press("act")
        hands.settings.act_on(0, 0)
        assert len(later) == 1
        for job, done in later:
            done(job())
        assert not hands.state.busy and hands.state.offer is not None
