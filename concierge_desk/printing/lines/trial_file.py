"""Line into a file, for trial: what a printer would be sent is put behind what was there.

Source: decision 0060.
"""

from contextlib import suppress
from pathlib import Path

from concierge_desk.domain.errors import EnvironmentFailure
from concierge_desk.domain.override import override
from concierge_desk.domain.printer_address import TrialFile
from concierge_desk.printing.lines.line import Line


class FileLine(Line):
    """A file that is open at its end; it answers nothing."""

    hears = False

    def __init__(self, place: TrialFile) -> None:
        """Open a file, made where it is missing; a device, a pipe or a folder is none.

        Raises:
            EnvironmentFailure: ``printer.no_file``.
        """
        path = Path(place.path)
        try:
            if path.exists() and not path.is_file():
                raise EnvironmentFailure("printer.no_file")
            self._file = path.open("ab", buffering=0)
        except OSError as error:
            raise EnvironmentFailure("printer.no_file") from error

    @override
    def send(self, data: bytes) -> None:
        left = memoryview(data)
        try:
            while left:
                left = left[self._file.write(left) :]
        except OSError as error:
            raise EnvironmentFailure("printer.no_file") from error

    @override
    def hear(self, seconds: float) -> bytes | None:
        return None

    @override
    def flush(self) -> None:
        """What was written is in the file."""

    @override
    def close(self) -> None:
        with suppress(OSError):
            self._file.close()
