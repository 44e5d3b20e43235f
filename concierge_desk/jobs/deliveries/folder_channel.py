"""Channel into a folder of this PC or a stick: synced, read back, renamed; what has the name stays.

Source: docs/contract.md, "Deliveries", "Sticks"; decision 0075.
"""

from collections.abc import Callable
from pathlib import Path

from concierge_desk.delivery.channel import NAME_TAKEN, UNREACHABLE, Channel, Consignment, Undelivered
from concierge_desk.desk.files import TooLargeError, foreign_bytes
from concierge_desk.domain.errors import EnvironmentFailure
from concierge_desk.domain.override import override
from concierge_desk.media.writer import put_file


class FolderChannel(Channel):
    """Files leave into a folder, which is never made: it may be where a stick was."""

    def __init__(self, folder: Path) -> None:
        """Deliver into a folder."""
        self._folder = folder

    @property
    @override
    def asks(self) -> bool:
        return True

    @override
    def deliver(self, sent: Consignment, stopping: Callable[[], bool]) -> bool:
        target = self._folder / sent.name
        if not self._folder.is_dir():
            raise Undelivered(UNREACHABLE)
        if target.exists():
            if not _is(target, sent.data):
                raise Undelivered(NAME_TAKEN)
            return False
        put_file(target, iter((sent.data,)), cancelled=stopping)
        if sent.trial:
            target.unlink()
        return True


def _is(target: Path, data: bytes) -> bool:
    try:
        return foreign_bytes(target, len(data)) == data
    except TooLargeError:
        return False
    except OSError as error:
        raise EnvironmentFailure("media.cannot_write", file=target.name) from error
