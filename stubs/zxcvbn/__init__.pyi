"""The part of zxcvbn that the program calls."""

from collections.abc import Iterable
from typing import Any

def zxcvbn(
    password: str, user_inputs: Iterable[object] | None = None, max_length: int = 72
) -> dict[str, Any]: ...
