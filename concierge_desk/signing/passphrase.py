"""Passphrase: where it comes from, and the bytes it stands for."""

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from concierge_desk.domain.errors import EnvironmentFailure

MAX_LINE_BYTES = 4096


@dataclass(frozen=True, slots=True)
class PassphraseSource:
    """The ways to a passphrase, the first that is given being used.

    Attributes:
        file: A file named explicitly (``--key-passphrase-file``).
        prompt: Asks whoever sits there, twice when a new one is chosen; None where nobody does.
    """

    file: Path | None = None
    prompt: Callable[[], str] | None = None

    def obtain(self) -> str:
        """Return the passphrase.

        Raises:
            EnvironmentFailure: ``keys.passphrase_file`` when the file cannot be read,
                ``keys.passphrase_empty`` when it says nothing, ``keys.passphrase_needed`` when there
                is neither file nor prompt.
        """
        if self.file is not None:
            return read_passphrase_file(self.file)
        if self.prompt is None:
            raise EnvironmentFailure("keys.passphrase_needed")
        passphrase = self.prompt()
        passphrase_bytes(passphrase)
        return passphrase


NO_PASSPHRASE = PassphraseSource()


def read_passphrase_file(path: Path) -> str:
    """Return the first line of a UTF-8 file, without its newline.

    Raises:
        EnvironmentFailure: ``keys.passphrase_file`` when it cannot be read, is not UTF-8 or its line
            is longer than 4096 bytes; ``keys.passphrase_empty`` when the line is empty.

    Source: docs/contract.md, "Private key".
    """
    try:
        with path.open("rb") as file:
            line = file.readline(MAX_LINE_BYTES + 1)
        # A byte order mark is the editor's, not the passphrase's: typed at a prompt there is none.
        passphrase = line.decode("utf-8-sig").removesuffix("\n").removesuffix("\r")
    except (OSError, ValueError):
        raise EnvironmentFailure("keys.passphrase_file") from None
    if len(line) > MAX_LINE_BYTES:
        raise EnvironmentFailure("keys.passphrase_file")
    passphrase_bytes(passphrase)
    return passphrase


def passphrase_bytes(passphrase: str) -> bytes:
    """Return what a passphrase stands for: NFC, because keyboards write the same é in two ways.

    Raises:
        EnvironmentFailure: ``keys.passphrase_empty`` for nothing, or nothing but space.
    """
    if not passphrase.strip():
        raise EnvironmentFailure("keys.passphrase_empty")
    # A terminal set to another encoding yields lone surrogates: still a passphrase, not a crash.
    return unicodedata.normalize("NFC", passphrase).encode("utf-8", "surrogatepass")
