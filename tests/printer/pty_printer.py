"""A printer of rolls at the other end of a real terminal of the kernel: what a serial port, or a device, is to a program."""

import os
import pty
import select
import threading
import time
import tty
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from tests.printer.roll_printer import RollPrinter


class Nobody(Exception):
    """No program has the line open."""


class PtyEnd:
    """The printer's end of a terminal."""

    def __init__(self, number: int) -> None:
        self._number = number

    def fileno(self) -> int:
        return self._number

    def recv(self, most: int) -> bytes:
        try:
            return os.read(self._number, most)
        except OSError as error:
            raise Nobody from error

    def sendall(self, data: bytes) -> None:
        with suppress(OSError):
            os.write(self._number, data)


@dataclass
class PtyRollPrinter(RollPrinter):
    """The same printer on a wire: where it is, stays; what it is the other end of is another one each time.

    Attributes:
        kind: ``serial`` or ``device``.
        wire: Where a program finds it.
    """

    kind: str = "serial"
    wire: Path = Path()

    @property
    def typed(self) -> str:
        return f"{self.kind}:{self.wire}" + ("@115200" if self.kind == "serial" else "")

    def switch_on(self) -> None:
        self._off.clear()
        ready = threading.Event()
        self._thread = threading.Thread(target=self._serve_wire, args=(ready,), daemon=True)
        self._thread.start()
        assert ready.wait(10)

    def switch_off(self) -> None:
        super().switch_off()
        self.wire.unlink(missing_ok=True)

    def _serve_wire(self, ready: threading.Event) -> None:
        while not self._off.is_set():
            ours, theirs = pty.openpty()
            tty.setraw(theirs)
            beside = self.wire.with_suffix(".new")
            beside.symlink_to(os.ttyname(theirs))
            beside.replace(self.wire)
            os.close(theirs)
            ready.set()
            try:
                self._talk_on(PtyEnd(ours))
            finally:
                os.close(ours)

    def _talk_on(self, end: PtyEnd) -> None:
        """Talk to one program after another, until the line breaks off."""
        came = 0
        while not self._off.is_set():
            if self.drops_after is not None and came > self.drops_after:
                self._held.clear()
                return
            if self.hangs:
                time.sleep(0.01)
                continue
            try:
                said = self._heard(end) if select.select([end], [], [], 0.01)[0] else b""
            except Nobody:
                came = 0
                self._print(None)
                time.sleep(0.01)
                continue
            rest = self._answer(said, end)
            came += len(rest)
            self._held += rest
            if self.drops_after is None or came <= self.drops_after:
                self._print(end)


@contextmanager
def pty_printer(kind: str, folder: Path) -> Iterator[PtyRollPrinter]:
    """Lend a printer that is switched on."""
    printer = PtyRollPrinter(kind=kind, wire=folder / "ttyUSB0")
    printer.switch_on()
    try:
        yield printer
    finally:
        printer.hangs = False
        printer.switch_off()
