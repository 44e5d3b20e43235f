"""Report of a failure nobody foresaw: one plain sentence, and a line in the log without anybody's data."""

import logging
import sys
from collections.abc import Callable
from types import TracebackType

from concierge_desk.domain.errors import places_of
from concierge_desk.i18n import DEFAULT, N_, translate

LOG = logging.getLogger("concierge_desk.mishap")

_SHOWN: list[Callable[[str], None]] = []
_SENTENCE = N_(
    "Something unexpected happened: nothing was written by halves. Run the command again; "
    "if it happens again, send the log file."
)


def tell(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Take the place of Python's excepthook: the message may hold a name, so only kind and place are kept."""
    if issubclass(kind, KeyboardInterrupt):
        return
    del error
    LOG.critical("unexpected %s at %s", kind.__name__, places_of(trace))
    told = translate(_SENTENCE, DEFAULT)
    if sys.stderr is not None:
        sys.stderr.write(told + "\n")
    for shown in _SHOWN:
        shown(told)


def show_too(shown: Callable[[str], None]) -> None:
    """Show the sentence as well, where it would be said to nobody: a window has no terminal."""
    _SHOWN[:] = [shown]


def install() -> None:
    """Tell what nobody foresaw in our own words from now on."""
    sys.excepthook = tell
