"""The page that checks daily files, written where the receiver can be given it apart from them."""

import hashlib
from pathlib import Path

from concierge_desk.desk.files import whole_file
from concierge_desk.exporting.verifier import PAGE, page


def write_verifier(folder: Path) -> tuple[Path, str]:
    """Write the page into a folder, if it does not lie there already; return where it lies and its SHA-256.

    Raises:
        EnvironmentFailure: ``file.cannot_write``.
    """
    content, path = page(), folder / PAGE
    if _read(path) != content:
        with whole_file(path) as file:
            file.write(content)
    return path, hashlib.sha256(content).hexdigest()


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None
