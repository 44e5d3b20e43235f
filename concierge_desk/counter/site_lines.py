"""Lines of a site file: where what is wrong with it stands, for whoever wrote it by hand."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from concierge_desk.domain.errors import Refused

_HEADER = re.compile(r"\s*(\[\[?)\s*([\w.-]+)\s*\]")
_KEY = re.compile(r"\s*\"?([\w-]+)\"?\s*=")
_PLACE = re.compile(r"\[[0-9]+\]")


@contextmanager
def placed(text: str) -> Iterator[None]:
    """Say of a field that is refused meanwhile which line of a site file it stands on.

    Args:
        text: The site file.

    Raises:
        Refused: ``site.invalid`` with ``line`` beside ``field``, where it is known; any other as it was.
    """
    try:
        yield
    except Refused as refusal:
        field = refusal.params.get("field")
        line = line_of(text, str(field)) if refusal.code == "site.invalid" else None
        if line is None:
            raise
        raise Refused(refusal.code, field=field, line=line) from refusal


def line_of(text: str, field: str) -> int | None:
    """Return the line that a field stands on; of one that is missing, that of its table; None without either.

    Args:
        text: A site file.
        field: As it is refused, such as ``desk.siret`` or ``operators[1].name``.
    """
    found = None
    for number, (path, is_header) in enumerate(_paths(text), start=1):
        if path == field or (is_header and _PLACE.sub("", path) == field):
            return number
        if path and field.startswith(f"{path}."):
            found = number
    return found


def _paths(text: str) -> Iterator[tuple[str, bool]]:
    """Yield of each line which field or table it begins, empty for none, and whether it is a table."""
    table, many = "", dict[str, int]()
    for line in text.splitlines():
        header, key = _HEADER.match(line), _KEY.match(line)
        if header is not None:
            table = header[2]
            if header[1] == "[[":
                many[table] = many.get(table, -1) + 1
                table = f"{table}[{many[table]}]"
            yield table, True
        elif key is not None:
            yield f"{table}.{key[1]}" if table else key[1], False
        else:
            yield "", False
