"""Line to a printer at an address of the network: a plain socket.

Source: https://datatracker.ietf.org/doc/html/rfc9293 (what is closed on words unheard is reset); decision 0025.
"""

import select
import socket
import time

from concierge_desk.domain.errors import EnvironmentFailure
from concierge_desk.domain.override import override
from concierge_desk.domain.printer_address import PrinterAddress
from concierge_desk.printing.lines.line import Line

CONNECT_SECONDS = 2.0
SEND_SECONDS = 5.0

_FAREWELL_SECONDS = 0.5
_MOST_HEARD = 64


class NetworkLine(Line):
    """A socket to a printer."""

    hears = True

    def __init__(self, address: PrinterAddress) -> None:
        """Reach a printer.

        Raises:
            EnvironmentFailure: ``printer.off``.
        """
        try:
            self._line = socket.create_connection((address.host, address.port), CONNECT_SECONDS)
        except (OSError, UnicodeError) as error:
            raise EnvironmentFailure("printer.off") from error
        self._line.settimeout(SEND_SECONDS)

    @override
    def send(self, data: bytes) -> None:
        try:
            self._line.sendall(data)
        except OSError as error:
            raise EnvironmentFailure("printer.cut_off") from error

    @override
    def hear(self, seconds: float) -> bytes | None:
        try:
            ready, _, _ = select.select([self._line], [], [], seconds)
            return self._line.recv(_MOST_HEARD) if ready else None
        except OSError as error:
            raise EnvironmentFailure("printer.cut_off") from error

    @override
    def flush(self) -> None:
        """What was sent is on its way."""

    @override
    def end(self) -> None:
        """Hear out what it still has to say: a line that is closed on words unheard may lose what was sent."""
        try:
            self._line.shutdown(socket.SHUT_WR)
        except OSError as error:
            raise EnvironmentFailure("printer.cut_off") from error
        until = time.monotonic() + _FAREWELL_SECONDS
        # Some never hang up.
        while (left := until - time.monotonic()) > 0 and self.hear(left) != b"":
            pass

    @override
    def close(self) -> None:
        self._line.close()
