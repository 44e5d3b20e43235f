"""Codes of the lines of bank statements."""

import re
from typing import Final

LINE: Final = "l"
"""Begins the codes of lines."""

_LINE = re.compile(rf"{LINE}-[0-9a-z]{{12}}")


def is_line(code: str) -> bool:
    """Say whether a code is that of a line."""
    return _LINE.fullmatch(code.strip().lower()) is not None
