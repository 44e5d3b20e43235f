"""What somebody orders past the counter asks the same table; what the program does by itself asks nobody. R-3.07."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, TypeAlias

import pytest

from concierge_desk.counter.rights.table import ROLES, VOLUNTEER
from concierge_desk.desk.desk import Desk
from concierge_desk.domain.errors import DeskError
from concierge_desk.jobs.deliveries.trial import try_channel
from concierge_desk.jobs.deliveries.worker import Deliveries
from concierge_desk.jobs.full_export import export_everything
from concierge_desk.jobs.papers import PrintFormat, print_document
from concierge_desk.pages.counter.desk import FrontFace
from concierge_desk.pages.paper_queue.desk import PapersDesk
from concierge_desk.pages.printer.desk import PrinterDesk
from tests.counter.desks import COFFEE, Play, card
from tests.counter.rights.four import FOUR, with_four
from tests.front_face.asked import at_hand

TICKET = "ticket:T-2026-000001"
Order: TypeAlias = Callable[[Desk, FrontFace, Path, str], Any]


def _pressed(desk: Desk, face: FrontFace, _folder: Path, operator: str) -> None:
    """The key on the paper that is on the screen."""
    printer = PrinterDesk(desk, face, face.papers, operator)
    printer.use("127.0.0.1:9100")
    file = str(face.papers.draw(TICKET))
    assert printer.prints(file)
    printer.order(file)


ORDERS: Mapping[str, tuple[Order, str]] = {
    # In the order of the roles: concierge, volunteer, responsible, inspector.
    "print": (
        lambda desk, _face, folder, by: print_document(
            desk, TICKET, PrintFormat("pdf"), folder / "ticket.pdf", by
        ),
        "++++",
    ),
    "the same once more": (lambda desk, face, _folder, by: PapersDesk(desk, face, by).again(TICKET), "++++"),
    "the key on a paper": (_pressed, "++++"),
    "everything": (lambda desk, _face, folder, by: export_everything(desk, folder / by, by), "+-++"),
    # There is no such delivery: whoever may try one is told so.
    "the trial of a delivery": (
        lambda desk, _face, _folder, by: try_channel(desk, "nowhere", bool, by),
        "+++-",
    ),
}
ELSE = {"delivery.unknown"}


@pytest.fixture
def four(shop: Play) -> Play:
    with_four(shop)
    shop.settle([COFFEE], card(120))
    return shop


@pytest.fixture
def face(four: Play) -> Iterator[FrontFace]:
    face = FrontFace(at_hand(four), "fr")
    yield face
    face.close()


def code_of(order: Callable[[], Any]) -> str:
    """Why it is refused; empty where it is not, for the right's sake."""
    try:
        order()
    except DeskError as failure:
        return "" if failure.code in ELSE else failure.code
    return ""


@pytest.mark.parametrize("what", ORDERS)
def test_every_role(four: Play, face: FrontFace, tmp_path: Path, what: str) -> None:
    """R-3.07."""
    order, cells = ORDERS[what]
    for role, cell in zip(ROLES, cells, strict=True):
        code = code_of(lambda by=FOUR[role]: order(at_hand(four), face, tmp_path, by))  # type: ignore[misc]
        assert code == ("" if cell == "+" else "operator.not_allowed"), role


@pytest.mark.parametrize("what", ORDERS)
def test_a_code_is_asked(four: Play, face: FrontFace, tmp_path: Path, what: str) -> None:
    order, cells = ORDERS[what]
    four.do("operator.set_code", whom=FOUR[VOLUNTEER], code="4719x")
    asked = code_of(lambda: order(at_hand(four), face, tmp_path, FOUR[VOLUNTEER]))
    assert asked == "operator.code_needed"
    four.do("operator.sign_in", whom=FOUR[VOLUNTEER], code="4719x")
    given = code_of(lambda: order(at_hand(four), face, tmp_path, FOUR[VOLUNTEER]))
    assert given == ("" if cells[1] == "+" else "operator.not_allowed")


def test_what_leaves_by_itself_is_nobodys(four: Play) -> None:
    """A statement that is due leaves, whoever sits there and whether or not they gave a code."""
    four.do("operator.set_code", whom="o01", code="4719x")
    four.counter.sources.presence.leave(None)
    folder = four.desk.folder.root / "parti"
    folder.mkdir()
    four.do("operator.sign_in", whom="o01", code="4719x")
    four.do("delivery.set_channel", export="laposte", channel="folder", folder=str(folder))
    four.close(counted_cents=None)
    four.counter.sources.presence.leave(None)
    assert four.code("till.count", counted_cents=0) in {"operator.code_needed", "day.not_open"}
    Deliveries(at_hand(four)).work_off(lambda: False)
    assert [path.suffix for path in folder.iterdir()] == [".zip"]
