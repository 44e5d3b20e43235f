"""Lists of numbers in a file: what a driver announces, saved from a mail or a spreadsheet, one number a line.

Source: docs/contract.md, "Bags"; decision 0076.
"""

import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

from concierge_desk.domain.errors import EnvironmentFailure, Refused

_MOST_BYTES = 200_000
"""No list of a bag is larger: what is was chosen by mistake."""
_FILE = re.compile(r"file://.+|/.+|[A-Za-z]:[\\/].+", re.DOTALL)
"""A file as it is dropped, or as its path is typed; no number begins so."""
_DRIVE = re.compile(r"/[A-Za-z]:")
_CELLS = re.compile(r"[;,\t]")
_NUMBER = re.compile(r"(?=.*[0-9])[0-9A-Za-z][0-9A-Za-z -]{6,}")
"""A cell that may be a number on a label."""


def listed(text: str) -> str:
    """Return a typed list as it is; where a file is named instead, the numbers in it.

    Raises:
        EnvironmentFailure: ``file.missing``.
        Refused: ``list.unreadable``.
    """
    named = text.strip()
    if _FILE.fullmatch(named) is None:
        return text
    return "\n".join(read_list(_path(named)))


def _path(named: str) -> Path:
    if not named.startswith("file:"):
        return Path(named)
    path = unquote(urlsplit(named).path)
    # The one of a drive has no slash before its letter.
    return Path(path[1:] if _DRIVE.match(path) else path)


def read_list(path: Path) -> tuple[str, ...]:
    """Return the numbers in a file: of each line the first cell that may be one; headings are left out.

    Raises:
        EnvironmentFailure: ``file.missing``.
        Refused: ``list.unreadable`` for a file that is no list, or holds no number.
    """
    try:
        with path.open("rb") as file:
            data = file.read(_MOST_BYTES + 1)
    except OSError as error:
        raise EnvironmentFailure("file.missing", file=str(path)) from error
    if len(data) > _MOST_BYTES or b"\0" in data:
        raise Refused("list.unreadable")
    text = data.decode("utf-8-sig", errors="replace")
    lines = ([cell.strip(" \"'") for cell in _CELLS.split(line)] for line in text.splitlines())
    found = (next(filter(_NUMBER.fullmatch, cells), "") for cells in lines)
    numbers = tuple(dict.fromkeys(filter(None, found)))
    if not numbers:
        raise Refused("list.unreadable")
    return numbers
