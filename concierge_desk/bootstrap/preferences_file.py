"""The preferences of this PC as a small file in the data folder: nothing of the shop depends on it.

Source: decision 0020.
"""

import logging
from collections.abc import Callable, Mapping
from dataclasses import asdict, fields, replace
from pathlib import Path
from typing import Any

from concierge_desk.desk.small_file import keep_small, read_small
from concierge_desk.domain.printer_address import LETTERS, MOST_PLACE, ROLL_WIDTHS, is_printer_place
from concierge_desk.i18n import LANGUAGES
from concierge_desk.ui.kit.preferences import LARGEST_SCALE, MOST_PREFIX, MOST_QUEUE, SHEETS, Preferences
from concierge_desk.ui.kit.tokens import THEMES

LOG = logging.getLogger("concierge_desk.preferences")

_MOST_BYTES = 10_000
_MOST_PIXELS = 100_000


class PreferencesFile:
    """File of the preferences, and its place.

    Attributes:
        kept: As it was read, and changed since.
        unread: The file is there and cannot be made sense of: it counts for nothing.
    """

    def __init__(self, path: Path) -> None:
        """Read a file; one that is missing or damaged holds what everybody begins with."""
        self._path = path
        self.kept, self.unread = Preferences(), False
        self._read_again()

    def keep(self, changes: Mapping[str, Any]) -> None:
        """Keep what was changed, whole or not at all; what another window kept meanwhile stays.

        Raises:
            EnvironmentFailure: ``file.cannot_write``.
        """
        self._read_again()
        changed = replace(self.kept, **changes)
        keep_small(self._path, asdict(changed))
        self.kept = changed

    def _read_again(self) -> None:
        try:
            self.kept = _read(self._path)
        except FileNotFoundError:
            pass
        except (OSError, TypeError, ValueError, RecursionError) as error:
            self.unread = True
            LOG.warning("preferences are not read: %s", type(error).__name__)


def _read(path: Path) -> Preferences:
    """Return what a file says; a name that is not known here is a later version's.

    Raises:
        OSError: It cannot be read.
        TypeError, ValueError, RecursionError: It makes no sense.
    """
    told = read_small(path, _MOST_BYTES)
    if not isinstance(told, dict):
        raise TypeError(type(told).__name__)
    found = {field.name: told[field.name] for field in fields(Preferences) if field.name in told}
    for name, value in found.items():
        if not _TAKES[name](value):
            raise ValueError(name)
    if "place" in found:
        found["place"] = tuple(found["place"])
    return Preferences(**found)


def _is_place(value: Any) -> bool:
    """Say whether something is a place on a screen: nothing, or where and how large."""
    whole = isinstance(value, list) and all(type(one) is int and abs(one) <= _MOST_PIXELS for one in value)
    return whole and (not value or (len(value) == 4 and min(value[2:]) > 0))


def _is_queue(value: Any) -> bool:
    """Say whether something can be the name of a queue, or of none."""
    return isinstance(value, str) and len(value) <= MOST_QUEUE and value.isprintable() and value[:1] != "-"


_TAKES: dict[str, Callable[[Any], bool]] = {
    "lang": lambda value: value == "" or (isinstance(value, str) and value in LANGUAGES),
    "theme": lambda value: isinstance(value, str) and value in THEMES,
    "scale": lambda value: type(value) in {int, float} and 1 <= value <= LARGEST_SCALE,
    "flashes": lambda value: isinstance(value, bool),
    "prefix": lambda value: isinstance(value, str) and len(value) <= MOST_PREFIX,
    **dict.fromkeys((f"sheets_{kind}" for kind in SHEETS), _is_queue),
    "printer": lambda value: isinstance(value, str) and (not value or is_printer_place(value)),
    "printer_name": lambda value: isinstance(value, str) and len(value) <= MOST_PLACE,
    "printer_text": lambda value: isinstance(value, str) and value in LETTERS,
    "printer_width": lambda value: type(value) is int and value in ROLL_WIDTHS,
    "drawer_pulse": lambda value: isinstance(value, bool),
    "place": _is_place,
}
