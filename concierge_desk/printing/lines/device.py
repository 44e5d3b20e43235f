"""Line to a device of the system that takes bytes as they come: a printer on USB (``/dev/usb/lp0``), a parallel port.

It is never waited for without end: the device is opened so that it returns at once, and looked at until it takes more.

Source: https://github.com/torvalds/linux/blob/master/drivers/usb/class/usblp.c;
https://man7.org/linux/man-pages/man2/open.2.html (O_NONBLOCK).
"""

import errno
import os
import select
import stat
import sys
import time
from contextlib import suppress

from concierge_desk.domain.errors import EnvironmentFailure
from concierge_desk.domain.override import override
from concierge_desk.domain.printer_address import DeviceNode
from concierge_desk.printing.lines.failures import unreached
from concierge_desk.printing.lines.line import SETTLE_SECONDS, STALL_SECONDS, Line
from concierge_desk.printing.lines.outflow import wait_for_outflow

_MOST_HEARD = 64
_PIECE_BYTES = 4_096


class DeviceLine(Line):
    """A device node that is open: for both ways where it knows two, for one else."""

    def __init__(self, place: DeviceNode) -> None:
        """Open a device.

        Raises:
            EnvironmentFailure: ``printer.off``, ``printer.not_allowed``, ``printer.in_use``, ``printer.not_here``.
        """
        if sys.platform == "win32":  # pragma: no cover: not tried
            raise EnvironmentFailure("printer.not_here")
        try:
            self._node, self.hears = _opened(place.path)
        except OSError as error:
            raise unreached(error) from error
        self._sent = False
        self._is_terminal = os.isatty(self._node)
        try:
            self._make_ready()
        except (OSError, EnvironmentFailure) as error:
            self.close()
            raise EnvironmentFailure("printer.off") from error

    @override
    def send(self, data: bytes) -> None:
        left = memoryview(data)
        self._sent = True
        try:
            while left:
                self._wait_until_it_takes_more()
                with suppress(BlockingIOError):
                    left = left[os.write(self._node, left[:_PIECE_BYTES]) :]
            if self._is_terminal:
                wait_for_outflow(self._held)
        except OSError as error:
            raise EnvironmentFailure("printer.cut_off") from error

    @override
    def hear(self, seconds: float) -> bytes | None:
        try:
            ready, _, _ = select.select([self._node], [], [], max(seconds, 0))
            return os.read(self._node, _MOST_HEARD) if ready else None
        except BlockingIOError:
            return None
        except OSError as error:
            raise EnvironmentFailure("printer.cut_off") from error

    @override
    def flush(self) -> None:
        """See that it would take more: what a driver still holds when its device is closed is thrown away."""
        if not self._sent:
            return
        try:
            self._wait_until_it_takes_more()
        except OSError as error:
            raise EnvironmentFailure("printer.cut_off") from error

    @override
    def close(self) -> None:
        with suppress(OSError):
            os.close(self._node)

    def _make_ready(self) -> None:
        """Let nothing of what is sent be changed on its way, and forget what was said to somebody else."""
        if self._is_terminal:
            import termios  # noqa: PLC0415  (no module of Windows)
            import tty  # noqa: PLC0415  (as above)

            tty.setraw(self._node, termios.TCSANOW)
            termios.tcflush(self._node, termios.TCIFLUSH)
        until = time.monotonic() + SETTLE_SECONDS
        while self.hears and (left := until - time.monotonic()) > 0 and self.hear(left):
            pass

    def _wait_until_it_takes_more(self) -> None:
        """Wait for it, as long as one waits for a line that takes nothing.

        Raises:
            OSError: It takes nothing more.
        """
        _, ready, _ = select.select([], [self._node], [], STALL_SECONDS)
        if not ready:
            raise TimeoutError(errno.ETIMEDOUT, "takes nothing more")

    def _held(self) -> int:
        """Return how many bytes wait for the port.

        Raises:
            OSError: It is gone.
        """
        import fcntl  # noqa: PLC0415  (no module of Windows)
        import termios  # noqa: PLC0415  (as above)

        held = fcntl.ioctl(self._node, termios.TIOCOUTQ, b"\0" * 4)
        return int.from_bytes(held, sys.byteorder)


def _opened(path: str) -> tuple[int, bool]:
    """Open a device both ways where it can be, and say whether it is.

    Raises:
        OSError: It cannot be opened, or is no device.
    """
    at_once = os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC
    kind = os.stat(path).st_mode  # noqa: PTH116  (a device, not a file)
    if stat.S_ISFIFO(kind):
        # Opened both ways, one hears oneself.
        return os.open(path, os.O_WRONLY | at_once), False
    if not stat.S_ISCHR(kind):
        raise OSError(errno.ENOTTY, "no device")
    try:
        return os.open(path, os.O_RDWR | at_once), True
    except OSError as error:
        # Some are written to alone, others may be.
        if error.errno in {errno.EBUSY, errno.ENOENT, errno.ENODEV, errno.ENXIO}:
            raise
        return os.open(path, os.O_WRONLY | at_once), False
