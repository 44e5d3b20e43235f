"""A printer and a desk whose papers it prints."""

from collections.abc import Iterator

import pytest

from concierge_desk.pages.counter.desk import FrontFace
from concierge_desk.pages.printer.desk import PrinterDesk
from tests.counter.desks import Play
from tests.front_face.asked import at_hand
from tests.printer.roll_printer import RollPrinter, roll_printer


@pytest.fixture
def printer() -> Iterator[RollPrinter]:
    with roll_printer() as lent:
        yield lent


@pytest.fixture
def shop(play: Play) -> Play:
    """An open day, with stamps."""
    play.open(float_cents=8000)
    play.do("relay.stock_receive", product="LV_20", quantity=100)
    return play


@pytest.fixture
def face(shop: Play) -> Iterator[FrontFace]:
    lent = FrontFace(at_hand(shop), "en")
    yield lent
    lent.close()


@pytest.fixture
def desk(shop: Play, face: FrontFace, printer: RollPrinter) -> PrinterDesk:
    """The printer of a desk, set at its address."""
    made = PrinterDesk(at_hand(shop), face, face.papers)
    made.use(printer.typed)
    return made
