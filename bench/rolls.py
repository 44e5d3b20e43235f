"""Papers of a roll: drawn for a printer, and how soon the first letter of one is with it once a visit is settled."""

import socket
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from bench.floors import BareRows, bare_database
from bench.history import Life
from bench.papers import drawing, last_ticket
from bench.report import Row
from bench.timing import Samples
from concierge_desk.domain.document import Barcode, Document
from concierge_desk.pages.counter.desk import FrontFace
from concierge_desk.pages.printer.desk import PrinterDesk
from concierge_desk.printing.codepage import USUAL, encoded, writable
from concierge_desk.printing.escpos import dummy
from concierge_desk.printing.render import render
from concierge_desk.printing.text import WIDTHS, cleaner, passages

DRAWN, FIRST_LETTER = (
    "ticket for a printer of rolls drawn, p50",
    "settled visit to first letter at the printer, p50",
)
DRAWN_BUDGET, FIRST_LETTER_BUDGET = 4, 15
_WARM_UP = 3
_BEGINS, _QUESTION, _IN_TURN = b"\x1b@", b"\x10\x04", b"\x1dr\x01"
_MOST = 65_536


class LoopbackPrinter:
    """Printer at a socket of this PC: it answers at once that all is well, and knows when a paper began.

    Attributes:
        port: Where it listens.
        began_ns: When the first letter since it was last waited for came.
    """

    def __init__(self, listening: socket.socket) -> None:
        """Serve whoever comes."""
        self._listening = listening
        self.port: int = listening.getsockname()[1]
        self.began_ns = 0
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        while True:
            try:
                line, _ = self._listening.accept()
            except OSError:
                return
            with line:
                self._talk(line)

    def _talk(self, line: socket.socket) -> None:
        while said := line.recv(_MOST):
            at = time.perf_counter_ns()
            if not self.began_ns and _BEGINS in said:
                self.began_ns = at
            line.sendall(b"\x12" * said.count(_QUESTION) + b"\x00" * said.count(_IN_TURN))


def measure_rolls(lives: Sequence[Life], rounds: int, folder: Path) -> list[Row]:
    """Draw a ticket again and again; settle visits of three lines on an open day, each with its ticket on a printer."""
    rows = []
    with _printer() as printer, bare_database(folder / "sent.db") as connection:
        bare = BareRows(connection)
        for life in lives:
            rows += [_drawn(life, rounds), _sent(life, rounds, printer, bare)]
    return rows


@contextmanager
def _printer() -> Iterator[LoopbackPrinter]:
    with closing(socket.create_server(("127.0.0.1", 0))) as listening:
        yield LoopbackPrinter(listening)


def _drawn(life: Life, rounds: int) -> Row:
    draw = drawing(life, f"ticket:{life.desk.store.read(last_ticket)}")
    bare = _bare_roll(draw)
    figure, floor = Samples(), Samples()
    for _ in range(_WARM_UP):
        render(draw(), "escpos")
        bare()
    for _ in range(rounds):
        figure.take(lambda: render(draw(), "escpos"))
        floor.take(bare)
    return Row(DRAWN, figure.n, life.head(), figure.p50_ns, floor.p50_ns, DRAWN_BUDGET)


def _bare_roll(draw: Callable[[], Document]) -> Callable[[], bytes]:
    """Return what sends the same lines and the same code by the library alone: laid out before any time is taken."""
    document = draw()
    found = list(
        passages(document, limit := WIDTHS[document.paper], lambda text: writable(cleaner("fr")(text)))
    )
    lines = [encoded(line) or line for passage in found for line in passage.lines]
    codes = [block.data for block in document.blocks if isinstance(block, Barcode)]

    def send() -> bytes:
        roll = dummy()()
        roll.hw("INIT")
        roll.charcode(USUAL.name)
        for line in lines:
            roll.textln(line[:limit])
        for code in codes:
            roll.bars(code, 2)
        roll.cut()
        return bytes(roll.output)

    return send


def _sent(life: Life, rounds: int, printer: LoopbackPrinter, bare: BareRows) -> Row:
    face = FrontFace(life.desk, "fr")
    desk = PrinterDesk(life.desk, face, face.papers)
    figure, floor = Samples(), Samples()
    try:
        desk.use(f"127.0.0.1:{printer.port}")
        paper = render(drawing(life, f"ticket:{life.desk.store.read(last_ticket)}")(), "escpos")
        for place in range(_WARM_UP + rounds):
            # A parcel's receipt comes before the ticket: the first letter is its.
            began, printer.began_ns = time.perf_counter_ns(), 0
            life.play("till.settle", **life.visit(), print=True)
            desk.work_off(lambda: False)
            taken = printer.began_ns - began
            began, printer.began_ns = time.perf_counter_ns(), 0
            bare.insert()
            _send(printer.port, paper)
            if place >= _WARM_UP:
                figure.taken_ns.append(taken)
                floor.taken_ns.append(printer.began_ns - began)
            life.desk.store.rest()
            bare.rest()
    finally:
        desk.use("")
        face.close()
    return Row(FIRST_LETTER, figure.n, life.head(), figure.p50_ns, floor.p50_ns, FIRST_LETTER_BUDGET)


def _send(port: int, paper: bytes) -> None:
    """Send the same bytes on a plain socket, and hear that they went through."""
    with socket.create_connection(("127.0.0.1", port)) as line:
        line.sendall(paper + _IN_TURN)
        line.recv(1)
