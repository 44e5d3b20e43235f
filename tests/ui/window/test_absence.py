"""An absence in the real window, by keys and by mouse: a closure that is asked about, what falls into it, the sheet."""

from collections.abc import Callable
from typing import Any

import pytest

from concierge_desk.frame.window import MainWindow
from tests.counter.desks import Play
from tests.ui.ways.players import ByKeys, ByMouse, Player
from tests.ui.ways.steps import Act, Card, Choose, Name, Section, Step, Write
from tests.ui.ways.way import SETTINGS
from tests.ui.window.keyboard import wait_quiet

HOURS = (SETTINGS, Section("Heures d’ouverture"))
CLOSE: tuple[Step, ...] = (
    *HOURS,
    Card("Fermer"),
    Act("Fermer d’un jour à un autre"),
    Write("03/12/2026"),
    Write("04/12/2026"),
    Choose("Congés"),
)
SPAN = "2026-12-03/2026-12-04"


@pytest.fixture
def lang() -> str:
    return "fr"


@pytest.fixture
def waiting(shop: Play) -> Play:
    """Two items whose last day falls into the closure, one that waits longer."""
    for number, last in (("100", "2026-12-03"), ("117", "2026-12-04"), ("124", "2026-12-09")):
        shop.do(
            "relay.receive",
            tracking=f"6A15602680{number}",
            shelf="A1",
            label_deadline_day=last,
            confirmed=True,
        )
    return shop


@pytest.fixture(params=[ByKeys, ByMouse])
def hands(request: Any, waiting: Play, opened: Callable[[Play], MainWindow]) -> Player:
    player: Player = request.param(opened(waiting))
    return player


def shows(player: Player) -> list[str]:
    """The papers that lie on the screen or are due."""
    return list(player.shown.papers)


def test_what_falls_into_it_is_asked_about_once(hands: Player, waiting: Play) -> None:
    hands.go(CLOSE)
    wait_quiet(hands.window)
    before = waiting.head()
    asking = hands.shown.asking
    assert asking is not None
    assert asking.ask.question.replace("\u00a0", " ") == (
        "Échéances qui tombent pendant cette fermeture : 2 ; personnes à appeler avant : 2. Fermer quand même ?"
    )
    hands.go((Choose("Oui"),))
    wait_quiet(hands.window)
    assert waiting.head() > before
    assert waiting.last("calendar.closed_on").data["until_day"] == "2026-12-04"
    # F12 shows the first: somebody is to be called before the poster is hung up.
    assert shows(hands) == [f"calls:{SPAN}", f"closure:{SPAN}", "poster:closed-2026-12-03"]
    hands.keys.press("f12")
    wait_quiet(hands.window)
    assert hands.window.covers.paper.is_open


def test_escape_leaves_the_hours_as_they_are(hands: Player, waiting: Play) -> None:
    hands.go(CLOSE)
    wait_quiet(hands.window)
    before = waiting.head()
    # Question by question, back to the card.
    for _ in CLOSE:
        if hands.shown.asking is None:
            break
        hands.keys.press("escape")
    assert hands.shown.asking is None
    assert waiting.head() == before


def test_it_may_be_looked_at_first(hands: Player, waiting: Play) -> None:
    before = waiting.head()
    hands.go((*HOURS, Card("Fermer"), Act("Voir ce qui tombe"), Write("03/12/2026"), Write("04/12/2026")))
    wait_quiet(hands.window)
    assert waiting.head() == before
    assert hands.shown.told.text.replace("\u00a0", " ").startswith(
        "Échéances qui tombent pendant cette fermeture : 2 ; personnes à appeler avant : 2."
    )
    assert shows(hands) == [f"calls:{SPAN}", f"closure:{SPAN}"]


def test_the_card_of_a_closure_has_its_papers(hands: Player, waiting: Play) -> None:
    waiting.do("calendar.close_on", day="2026-12-03", until_day="2026-12-04", reason="leave")
    hands.go((*HOURS, Card("Fermé du")))
    papers = [act.paper for act in hands.shown.offer.acts if act.paper]
    assert papers == ["poster:closed-2026-12-03", f"closure:{SPAN}", f"calls:{SPAN}"]


def test_the_sheet_goes_by_its_word(hands: Player) -> None:
    hands.go((Name("vacances"), Card("Feuille de remplacement")))
    hands.go((Act("Pour qui prend la suite"),))
    wait_quiet(hands.window)
    assert hands.window.covers.paper.is_open
