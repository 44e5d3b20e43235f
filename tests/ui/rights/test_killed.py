"""The window killed as by a power cut between a refusal and its approval: nothing is half done, the visit is there again."""

from tests.counter.desks import Play, cash
from tests.counter.held.samples import LOAN, TAKE_CAUTION
from tests.counter.rights.four import FOUR
from tests.ui.rights.staff import CODE
from tests.ui.window.process import Shown, shown
from tests.ui.xserver import XServer

BACK = {"do": "caution.return", "of": LOAN, "cents": 3000}


def test_a_refund_waits_for_its_approval_when_the_power_goes(server: XServer, staffed: Play) -> None:
    """R-3.07."""
    staffed.settle([TAKE_CAUTION], cash(5000))
    volunteer = FOUR["volunteer"]
    visit = staffed.do("visit.save", acts=[BACK], by_operator=volunteer).result
    assert visit is not None
    before = staffed.head()
    with shown(server, staffed, operator=volunteer) as window:
        _comes(window)
        window.key("KP_Add")
        window.rest()
        # It is asked for: half of the code is typed.
        window.type(CODE[:3], delay_ms=90)
        window.kill()
    assert staffed.head() == before
    with shown(server, staffed, operator=volunteer) as window:
        kept = window.until(window.visit)
        assert kept.visit == visit["visit"] and list(kept.acts) == [BACK]
        _comes(window)
        window.key("KP_Add")
        window.rest()
        window.type(CODE, delay_ms=90)
        window.key("Return")
        window.until_kind("till.settled", 2)
    settled = staffed.last("till.settled")
    assert (settled.by, settled.data["approved_by"]) == (volunteer, FOUR["responsible"])
    assert [entry.kind for entry in staffed.posted(before + 1)].count("till.settled") == 1


def _comes(window: Shown) -> None:
    """Let the volunteer come to the counter: they are chosen at the lock already, and no code is asked of them."""
    window.rest()
    window.key("Return")
    window.rest()
