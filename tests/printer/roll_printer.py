"""A printer of rolls at the other end of a real socket: it answers, prints, runs out of paper, hangs, is switched off."""

import select
import socket
import struct
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Protocol

from concierge_desk.domain.printer_address import PrinterAddress


class End(Protocol):
    """The printer's end of a line, whatever carries it."""

    def fileno(self) -> int: ...

    def recv(self, most: int, /) -> bytes: ...

    def sendall(self, data: bytes, /) -> None: ...


CUT = b"\x1dV\x00"
PULSE = b"\x1bp\x0022"
"""ESC p: the first pin, 100 ms on, 100 ms off."""
_REAL_TIME, _IN_TURN = b"\x10\x04", b"\x1dr\x01"
_MOST, _FEW = 256, 24
"""Letters that it takes at once, and where it is slow."""
_SHAPE = 0x12


@dataclass
class RollPrinter:
    """A printer.

    Attributes:
        lines_left: Of its roll; None for a roll without end.
        answers: It answers real-time questions.
        in_turn: It answers the question that waits its turn.
        hangs: It takes the line, and then nothing.
        pause: Seconds after each few letters that it takes: it is slow.
        drops_after: Bytes of a paper after which it breaks the line off; fewer than none: at once.
        cover_open, jammed, low: What it says of itself.
        papers: What was cut off, each whole.
        begun: What hangs out of it, not cut yet.
        pulses: For each pulse that opened its drawer, how many papers were out by then.
        lines: Lines that were taken, of the network.
    """

    lines_left: int | None = None
    answers: bool = True
    in_turn: bool = True
    hangs: bool = False
    pause: float = 0.0
    drops_after: int | None = None
    cover_open: bool = False
    jammed: bool = False
    low: bool = False
    papers: list[bytes] = field(default_factory=list)
    begun: bytearray = field(default_factory=bytearray)
    pulses: list[int] = field(default_factory=list)
    lines: int = 0
    _held: bytearray = field(default_factory=bytearray)
    _port: int = 0
    _listening: socket.socket | None = None
    _thread: threading.Thread | None = None
    _off: threading.Event = field(default_factory=threading.Event)

    @property
    def address(self) -> PrinterAddress:
        return PrinterAddress("127.0.0.1", self._port)

    @property
    def typed(self) -> str:
        """Its address as somebody types it."""
        return f"127.0.0.1:{self._port}"

    @property
    def texts(self) -> list[str]:
        """The papers that were cut off, as they are read."""
        return [paper.decode("cp1252", "replace") for paper in self.papers]

    @property
    def is_off(self) -> bool:
        return self._off.is_set()

    @property
    def stream(self) -> bytes:
        """All that came out of it, to the last letter."""
        return b"".join(self.papers) + self.begun

    def switch_on(self) -> None:
        """Listen, on the port it always had."""
        self._off.clear()
        listening = socket.socket()
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(("127.0.0.1", self._port))
        listening.listen()
        self._port = listening.getsockname()[1]
        self._listening = listening
        self._thread = threading.Thread(target=self._serve, args=(listening,), daemon=True)
        self._thread.start()

    def switch_off(self) -> None:
        """Go dark: what it held is forgotten."""
        self._off.set()
        if self._thread is not None:
            self._thread.join(10)
        if self._listening is not None:
            self._listening.close()
        self._held.clear()
        self.begun.clear()

    def hang(self) -> None:
        """Take nothing more, from now on."""
        self.hangs = True
        # Whatever its thread waits for just now, it has seen it by then.
        time.sleep(0.1)

    def put_paper_in(self, lines: int | None = None) -> None:
        """A new roll: what it held goes on by itself, as many do."""
        self.lines_left = lines

    def _serve(self, listening: socket.socket) -> None:
        while not self._off.is_set():
            if select.select([listening], [], [], 0.01)[0]:
                line, _ = listening.accept()
                self.lines += 1
                # Whoever asked may be gone by now.
                with line, suppress(OSError):
                    self._talk(line)
            else:
                self._print(None)

    def _talk(self, line: socket.socket) -> None:
        came = 0
        while not self._off.is_set():
            if self.drops_after is not None and came > self.drops_after:
                self._break_off(line)
                return
            if self.hangs:
                time.sleep(0.01)
                continue
            said = self._heard(line) if select.select([line], [], [], 0.01)[0] else None
            if said == b"":
                break
            if said:
                rest = self._answer(said, line)
                came += len(rest)
                self._held += rest
            if self.drops_after is None or came <= self.drops_after:
                self._print(line)

    def _heard(self, line: End) -> bytes:
        if not self.pause:
            return line.recv(_MOST)
        time.sleep(self.pause)
        return line.recv(_FEW)

    def _break_off(self, line: socket.socket) -> None:
        """Not ended: whoever sends is told so."""
        line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self._held.clear()

    def _answer(self, said: bytes, line: End) -> bytes:
        """Answer what is asked in real time, and return the rest."""
        while (at := said.find(_REAL_TIME)) >= 0:
            if self.answers:
                line.sendall(bytes([_SHAPE | self._says(said[at + 2])]))
            said = said[:at] + said[at + 3 :]
        return said

    def _says(self, what: int) -> int:
        out = self.lines_left == 0
        return {
            1: 0x08 * (out or self.cover_open or self.jammed),
            2: 0x20 * out | 0x04 * self.cover_open | 0x40 * self.jammed,
            4: 0x60 * out | 0x0C * (self.low or out),
        }[what]

    def _print(self, line: End | None) -> None:
        while self._held and self.lines_left != 0 and not (self.cover_open or self.jammed):
            if self._held.startswith(_IN_TURN):
                del self._held[: len(_IN_TURN)]
                if self.in_turn and line is not None:
                    line.sendall(b"\x00")
                continue
            if self._held.startswith(PULSE):
                del self._held[: len(PULSE)]
                self.pulses.append(len(self.papers))
                continue
            if PULSE.startswith(self._held) or (
                self._held.startswith(CUT[:1]) and len(self._held) < len(CUT)
            ):
                return
            self.begun += self._held[:1]
            if self._held[0] == 0x0A and self.lines_left is not None:
                self.lines_left -= 1
            del self._held[:1]
            if self.begun.endswith(CUT):
                self.papers.append(bytes(self.begun))
                self.begun.clear()


@contextmanager
def roll_printer() -> Iterator[RollPrinter]:
    """Lend a printer that is switched on."""
    printer = RollPrinter()
    printer.switch_on()
    try:
        yield printer
    finally:
        printer.hangs = False
        printer.switch_off()
