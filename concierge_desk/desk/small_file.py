"""Small files of working state: of a PC, of somebody who learns, of a shop that is new. Nothing of the shop hangs on them."""

import json
from pathlib import Path
from typing import Any


def read_small(path: Path, most_bytes: int) -> Any:
    """Return what a file says.

    Args:
        path: Where it is.
        most_bytes: A longer one is none of ours, and makes no sense.

    Raises:
        OSError: It cannot be read, or is not there.
        ValueError, RecursionError: It makes no sense.
    """
    with path.open("rb") as file:
        return json.loads(file.read(most_bytes))


def keep_small(path: Path, told: Any) -> None:
    """Keep something, whole or not at all.

    Raises:
        EnvironmentFailure: ``file.cannot_write``.
    """
    # Only whoever changes something writes a file.
    from concierge_desk.desk.files import whole_file  # noqa: PLC0415

    with whole_file(path) as whole:
        whole.write(json.dumps(told, indent=1).encode())
