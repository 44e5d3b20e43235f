"""What is unusual is asked for twice at the counter: one more question, answered by the key of the act alone.

Source: decision 0056.
"""

from collections.abc import Iterator

import pytest

from concierge_desk.domain.inscriptions import is_inscription
from concierge_desk.pages.counter.desk import FrontFace
from concierge_desk.pages.counter.inputs import Key, Pressed, Scan, Typed
from concierge_desk.pages.counter.presenter import Front
from concierge_desk.pages.counter.state import State
from tests.counter.desks import Desks, Play
from tests.front_face.asked import at_hand
from tests.services.relay_desk import PARCEL, stays
from tests.ui.front.desk import run_now


class Keys:
    def __init__(self, face: FrontFace) -> None:
        self.front = Front(face, run_now, lambda _state: None)
        self.front.start()
        self.at = 100.0
        self.text = ""

    @property
    def state(self) -> State:
        return self.front.state

    @property
    def question(self) -> str:
        asking = self.state.asking
        return "" if asking is None or asking.ask is None else asking.ask.question

    def scan(self, code: str) -> None:
        self.at += 3
        self.front.feed(Scan(code, self.at))

    def say(self, text: str) -> None:
        """Answer the question that stands."""
        for letter in text:
            self.at += 0.1
            self.text += letter
            self.front.feed(Typed(self.text, self.at))
        self.press("enter")

    def press(self, key: Key) -> None:
        self.at += 3
        text, self.text = self.text, ""
        self.front.feed(Pressed(key, text, self.at))


@pytest.fixture
def keys(desks: Desks) -> Iterator[tuple[Keys, Play]]:
    with desks.desk() as play:
        play.open()
        face = FrontFace(at_hand(play), "fr")
        try:
            yield Keys(face), play
        finally:
            face.close()


def arrive(hands: Keys, shelf: str) -> None:
    hands.press("arrivals")
    hands.scan(PARCEL)
    hands.say("M. Roth")
    hands.say(shelf)


def test_a_new_place_in_words_is_one_more_question(keys: tuple[Keys, Play]) -> None:
    hands, play = keys
    arrive(hands, "chez Mme K")
    assert hands.question.startswith("Ce casier n’est ni dans la liste, ni un code")
    assert stays(play) == []
    hands.press("enter")
    assert stays(play) == []
    assert hands.state.asking is not None
    hands.press("slash")
    assert hands.state.asking is None
    ((shelf, _, _),) = stays(play)
    assert is_inscription(shelf)
    # Known now, and proposed in her own words.
    hands.scan("6A15602683841")
    hands.say("")
    assert hands.state.asking is not None
    assert hands.state.asking.ask is not None
    assert hands.state.asking.ask.proposal == "chez Mme K"
    hands.say("")
    assert [one[0] for one in stays(play)] == [shelf, shelf]


def test_another_answer_needs_no_other_question(keys: tuple[Keys, Play]) -> None:
    hands, play = keys
    arrive(hands, "chez Mme K")
    hands.press("escape")
    assert hands.question.startswith("À quelle place")
    hands.say("B2")
    assert hands.state.asking is None
    assert [one[0] for one in stays(play)] == ["B2"]


def test_a_scan_does_not_say_yes(keys: tuple[Keys, Play]) -> None:
    hands, play = keys
    arrive(hands, "Mezzanine")
    hands.scan("6A15602683841")
    assert all(not is_inscription(shelf) for shelf, *_ in stays(play))
