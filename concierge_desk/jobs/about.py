"""About the program: its version, whose key the desk has, where its log lies, under which licences it stands.

Source: docs/contract.md, "The window".
"""

import platform
from dataclasses import dataclass
from pathlib import Path

from concierge_desk import __version__
from concierge_desk.desk.desk import Desk
from concierge_desk.paths import LOG_FILE
from concierge_desk.signing.signer import fingerprint

OWN_LICENCE = "EUPL-1.2"

_ROOT = Path(__file__).resolve().parents[2]
"""Of a checkout, and of a frozen build: beside the package lie the texts of the licences."""
_MOST_BYTES = 100_000


@dataclass(frozen=True, slots=True)
class AboutFacts:
    """Facts of a program and of its desk.

    Attributes:
        version: Of the program.
        python: Of what it runs on.
        fingerprint: Of the desk's key, as the recovery sheet has it.
        data: Folder of the desk.
        log: Its log.
        licences: Names of the texts that lie at hand, to be read by `licence_text`; none in an installed wheel, whose
            libraries bring theirs along themselves.
    """

    version: str
    python: str
    fingerprint: str
    data: Path
    log: Path
    licences: tuple[str, ...]


def about(desk: Desk) -> AboutFacts:
    """Return what a program and its desk are."""
    folder = desk.folder
    return AboutFacts(
        __version__,
        platform.python_version(),
        fingerprint(desk.public_key),
        folder.root,
        folder.logs / LOG_FILE,
        tuple(licence_names()),
    )


def licence_names(root: Path = _ROOT) -> list[str]:
    """Return the names of the texts of licences, the program's own first.

    Args:
        root: Where they lie.
    """
    own = [name for name in ("LICENSE",) if (root / name).is_file()]
    others = sorted(
        path.relative_to(root).as_posix() for path in (root / "licences").rglob("*") if path.is_file()
    )
    return own + others


def licence_text(name: str, root: Path = _ROOT) -> str:
    """Return the text of a licence.

    Args:
        name: As `licence_names` gives it.
        root: Where they lie.

    Raises:
        KeyError: There is none of that name.
    """
    if name not in licence_names(root):
        raise KeyError(name)
    with (root / name).open("rb") as file:
        return file.read(_MOST_BYTES).decode("utf-8", "replace")
