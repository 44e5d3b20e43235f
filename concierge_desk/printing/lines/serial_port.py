"""Line to a printer on a serial port, or on an adapter of USB that is one.

A printer that says with XOFF that it takes no more is waited for; one that says it by its wires alone is not known
here, for a port with those wires left open would never send anything.

Source: https://pyserial.readthedocs.io/en/latest/pyserial_api.html; decision 0060.
"""

from contextlib import suppress

import serial

from concierge_desk.domain.errors import EnvironmentFailure
from concierge_desk.domain.override import override
from concierge_desk.domain.printer_address import SerialPort
from concierge_desk.printing.lines.failures import unreached
from concierge_desk.printing.lines.line import STALL_SECONDS, Line
from concierge_desk.printing.lines.outflow import wait_for_outflow

_PIECE_BYTES = 256
_MOST_HEARD = 64


class SerialLine(Line):
    """A serial port that is open, for this program alone."""

    hears = True

    def __init__(self, place: SerialPort) -> None:
        """Open a port.

        Raises:
            EnvironmentFailure: ``printer.off``, ``printer.not_allowed``, ``printer.in_use``.
        """
        try:
            self._port = serial.Serial(
                place.port,
                place.baud,
                timeout=0,
                write_timeout=STALL_SECONDS,
                xonxoff=True,
                exclusive=True,
            )
        except (OSError, ValueError) as error:
            raise unreached(error if isinstance(error, OSError) else OSError()) from error

    @override
    def send(self, data: bytes) -> None:
        try:
            for start in range(0, len(data), _PIECE_BYTES):
                self._port.write(data[start : start + _PIECE_BYTES])
            wait_for_outflow(lambda: self._port.out_waiting)
        except _BREAKS as error:
            raise EnvironmentFailure("printer.cut_off") from error

    @override
    def hear(self, seconds: float) -> bytes | None:
        try:
            self._port.timeout = max(seconds, 0)
            said = bytes(self._port.read(1))
            return said + bytes(self._port.read(min(self._port.in_waiting, _MOST_HEARD))) if said else None
        except _BREAKS as error:
            raise EnvironmentFailure("printer.cut_off") from error

    @override
    def flush(self) -> None:
        """All that was sent has left this PC."""

    @override
    def close(self) -> None:
        with suppress(*_BREAKS):
            self._port.close()


def _breaks() -> tuple[type[Exception], ...]:
    """Return what pyserial lets through where a port goes away, beside its own failures."""
    try:
        import termios  # noqa: PLC0415  (no module of Windows)
    except ImportError:  # pragma: no cover: not tried
        return (OSError, TypeError)
    # A port that was closed under it has no number any more: TypeError.
    return (OSError, TypeError, termios.error)


_BREAKS = _breaks()
