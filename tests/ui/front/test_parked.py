"""Visits that were set aside, asked for by a page: each is taken up again or given up, on a real desk."""

from collections.abc import Iterator

import pytest

from concierge_desk.pages.counter.desk import FrontFace
from concierge_desk.pages.counter.inputs import Chosen, Opened
from concierge_desk.pages.counter.presenter import Front
from concierge_desk.ui.presenter.request import PARKED
from tests.counter.desks import COFFEE, COPY, Play
from tests.front_face.asked import at_hand
from tests.ui.front.desk import run_now


@pytest.fixture
def front(shop: Play) -> Iterator[Front]:
    for act in (COFFEE, COPY):
        visit = str(shop.do("visit.save", acts=[act]).result["visit"])
        shop.do("visit.park", visit=visit)
    face = FrontFace(at_hand(shop), "fr")
    made = Front(face, run_now, lambda _state: None)
    made.start()
    yield made
    face.close()


def labels(front: Front) -> list[str]:
    return [offer.title for offer in front.state.offers]


def test_one_of_several_is_given_up_once_it_was_said(front: Front, shop: Play) -> None:
    front.feed(Opened(PARKED))
    assert labels(front) == ["Café", "Photocopie"] and front.state.parked == 2
    before = shop.head()
    front.feed(Chosen("act", 1, at=100.0))
    # One press alone gives nothing up.
    assert front.state.asking is not None and shop.head() == before
    front.feed(Chosen("option", 0, at=105.0))
    (gone,) = shop.posted(before + 1)
    assert gone.kind == "visit.abandoned" and gone.data["acts"] == ["shop.sell"]
    assert labels(front) == ["Photocopie"] and front.state.parked == 1
    assert front.state.undo is None and front.state.visit is None


def test_the_last_one_is_shown_too_and_may_be_taken_up(front: Front, shop: Play) -> None:
    front.feed(Opened(PARKED))
    front.feed(Chosen("act", 0, at=100.0))
    assert [line.act["article"] for line in front.state.lines] == ["CAFE"]
    front.feed(Opened(PARKED))
    assert labels(front) == ["Photocopie"]
    front.feed(Chosen("act", 0, at=105.0))
    # Whoever was served waits in their turn: no line is lost.
    assert [line.act["article"] for line in front.state.lines] == ["PHOTOCOPIE"] and front.state.parked == 1


def test_where_none_waits_it_says_so(shop: Play) -> None:
    face = FrontFace(at_hand(shop), "fr")
    front = Front(face, run_now, lambda _state: None)
    front.start()
    front.feed(Opened(PARKED))
    assert front.state.offers == () and front.state.told is not None
    face.close()
