"""The list of erasures beside copies, as a file: read as far as it can be, written anew whole, in the order of refs.

Source: docs/contract.md, "Backup"; decisions 0083, 0086.
"""

from collections.abc import Callable, Iterable
from pathlib import Path

from concierge_desk.domain.copies.names import ERASURES
from concierge_desk.domain.erasures import Erasure, merged_list, readable_erasures
from concierge_desk.domain.errors import EnvironmentFailure
from concierge_desk.media.writer import put_file
from concierge_desk.store.read_only_disk import is_read_only


def bytes_of(path: Path) -> bytes:
    """Return what a file beside copies holds; nothing where there is none.

    Raises:
        EnvironmentFailure: ``file.missing`` when it cannot be read.
    """
    try:
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return b""
    except OSError as error:
        raise EnvironmentFailure("file.missing", file=str(path)) from error


def erasures_in(folder: Path) -> tuple[Erasure, ...]:
    """Return the erasures that a folder knows of, as far as their lines can be read.

    Raises:
        EnvironmentFailure: ``file.missing``.
    """
    return readable_erasures(bytes_of(folder / ERASURES))[0]


def add_erasures(
    folder: Path, erasures: Iterable[Erasure], cancelled: Callable[[], bool] = lambda: False
) -> None:
    """Add erasures to the list of a folder; one that holds them all, and in order, is not written.

    What was erased together is added together: only the order of the refs, which are drawn, says nothing of it.

    Raises:
        EnvironmentFailure: ``media.*``, ``file.missing``.
    """
    place = folder / ERASURES
    before = bytes_of(place)
    after = merged_list(before, erasures)
    if after != before and after:
        put_file(place, iter((after,)), cancelled=cancelled)


def exchange_erasures(root: Path, medium: Path, cancelled: Callable[[], bool] = lambda: False) -> None:
    """Tell the desk which names the medium knows to be erased, then the medium which ones the desk does.

    A desk that was restored knows of no erasure but from media: it tells the next one. The desk is told first: what a
    stick alone knew is lost with it, where it is locked or full. A line that cannot be read stays; a restore asks for it.

    Raises:
        EnvironmentFailure: ``media.*``, ``file.missing``.
    """
    if not is_read_only(root):
        add_erasures(root, erasures_in(medium))
    add_erasures(medium, erasures_in(root), cancelled)
