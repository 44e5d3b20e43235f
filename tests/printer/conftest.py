"""A printer and a desk whose papers it prints."""

from collections.abc import Iterator

import pytest

from concierge_desk.pages.counter.desk import FrontFace
from concierge_desk.pages.printer.desk import PrinterDesk
from tests.counter.desks import Play
from tests.front_face.asked import at_hand
from tests.printer.print_server import PrintServer, print_server
from tests.printer.roll_printer import RollPrinter, roll_printer


@pytest.fixture
def printer() -> Iterator[RollPrinter]:
    with roll_printer() as lent:
        yield lent


@pytest.fixture(scope="module")
def print_system() -> Iterator[PrintServer]:
    with print_server() as lent:
        yield lent


@pytest.fixture
def prints(print_system: PrintServer, monkeypatch: pytest.MonkeyPatch) -> PrintServer:
    """A printing system of the test's own, which the program finds."""
    monkeypatch.setenv("CUPS_SERVER", print_system.address)
    return print_system


@pytest.fixture
def queue(prints: PrintServer) -> PrintServer:
    """A printing system with one queue, the system's default."""
    prints.add("Feuilles", default=True)
    prints.go_on("Feuilles")
    prints.accept("Feuilles")
    return prints


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
