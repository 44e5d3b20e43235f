"""The note that is due asks in whose name it is: on the paper where it was said, in no entry, hidden by F11 (R-2.01)."""

from collections.abc import Iterator
from typing import Any

import pytest

from concierge_desk.jobs.papers import PrintFormat, drawn, find, named
from concierge_desk.pages.counter.desk import FrontFace
from concierge_desk.pages.counter.inputs import Key, Pressed, Typed
from concierge_desk.pages.counter.presenter import Front
from concierge_desk.pages.counter.veil import Veil
from tests.counter.desks import Play
from tests.front_face.asked import at_hand
from tests.ui.front.desk import run_now

NAME = "Mme Aydin Élif"


class Hers:
    """A real desk, and her hands at the keys of its front."""

    def __init__(self, play: Play, face: FrontFace) -> None:
        self.play = play
        self.at = 100.0
        self.front = Front(face, run_now, lambda _state: None)
        self.front.start()

    def press(self, key: Key, text: str = "") -> None:
        self.at += 3.0
        if text:
            self.front.feed(Typed(text, self.at))
        self.front.feed(Pressed(key, text, self.at))

    def paper(self) -> str:
        visit = self.play.last("visit.noted").data["visit"]
        paper, place = named(f"note:{visit}")
        found = self.play.desk.store.read(lambda rows: find(rows, paper, place))
        return drawn(paper, found, 0, PrintFormat("text")).decode()


@pytest.fixture
def hers(shop: Play) -> Iterator[Hers]:
    """Something of ours for 27 € in the visit."""
    article: dict[str, Any] = {"article": "OURLET", "label": "Ourlet", "cents": 2700, "vat_code": "TVA_20"}
    shop.do("shop.article_set", **article, nature="service", barcodes=[], valid_from="2026-11-25")
    face = FrontFace(at_hand(shop), "fr")
    made = Hers(shop, face)
    made.press("enter", "ourlet")
    made.press("slash")
    assert made.front.state.priced.note_needed
    made.press("paper")
    yield made
    face.close()


def test_the_name_stands_on_the_note_and_in_no_entry(hers: Hers) -> None:
    asking = hers.front.state.asking
    assert asking is not None and asking.ask is not None
    assert (
        asking.ask.question
        == "Au nom de qui\u00a0? Entrée sans rien taper si le client ne veut pas être nommé."
    )
    hers.press("enter", NAME)
    assert NAME in hers.paper()
    assert str(hers.front.state.shown).endswith(".pdf")
    assert not any(NAME in str(entry.data) for entry in hers.play.posted())
    ref = hers.play.last("visit.noted").data["party"]
    assert hers.play.rows("SELECT text, retention FROM personal WHERE ref = ?", ref) == [(NAME, "visit.note")]
    assert not hers.front.state.priced.note_needed
    assert NAME not in repr(Veil().over(hers.front.state))


def test_whoever_refuses_is_not_named(hers: Hers) -> None:
    hers.press("enter")
    assert hers.play.last("visit.noted").data["party"] is None
    assert hers.paper().count("Aydin") == 0
    hers.press("plus")
    assert hers.play.last("till.settled").data["due_cents"] == 2700


def test_a_card_number_is_no_name_and_is_asked_again(hers: Hers) -> None:
    hers.press("enter", "4970 1000 0000 0055")
    asking = hers.front.state.asking
    assert asking is not None and asking.complaint.startswith("Cela ressemble à un numéro de carte bancaire")
    hers.press("enter", NAME)
    assert NAME in hers.paper()
