"""Passphrase: where it comes from, and the bytes it stands for."""

import os
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from concierge_desk.domain.errors import EnvironmentFailure

MAX_LINE_BYTES = 4096

_DRAWN = re.compile(r"[a-z]{4,8}(?: [a-z]{4,8}){6}")
"""Seven words as they are drawn (`counter/values/passphrases.py`)."""
_BETWEEN = re.compile(r"[\s,;.-]+")
_OTHERS = 0o077


@dataclass(frozen=True, slots=True)
class PassphraseSource:
    """The ways to a passphrase, the first that is given being used.

    Attributes:
        file: A file named explicitly (``--key-passphrase-file``).
        prompt: Asks whoever sits there, twice when a new one is chosen; None where nobody does.
        check: Refuses one that is too weak, where it is chosen now; None where it only opens what is there.
    """

    file: Path | None = None
    prompt: Callable[[], str] | None = None
    check: Callable[[str], None] | None = None

    def obtain(self) -> str:
        """Return the passphrase.

        Raises:
            EnvironmentFailure: ``keys.passphrase_file`` when the file cannot be read,
                ``keys.passphrase_empty`` when it says nothing, ``keys.passphrase_needed`` when there
                is neither file nor prompt; what `check` raises.
        """
        passphrase = self._given()
        if self.check is not None:
            self.check(passphrase)
        return passphrase

    def _given(self) -> str:
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


def readings(passphrase: str) -> Iterator[str]:
    """Return what a passphrase may be meant for: first and always what was typed, sign for sign.

    Seven drawn words have no accents, no capitals and one blank between two: typed in any other way they are tried
    so as well. Of any other phrase each sign counts, as it always did.
    """
    yield passphrase
    letters = unicodedata.normalize("NFKD", passphrase.casefold()).replace(
        "\N{LATIN SMALL LIGATURE OE}", "oe"
    )
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    plain = _BETWEEN.sub(" ", bare).strip()
    if plain != passphrase and _DRAWN.fullmatch(plain):
        yield plain


def is_asked_for(keys: Path) -> bool:
    """Say whether a key file is opened by a passphrase, at a glance: what it says is looked at when it is opened."""
    try:
        return b'"way":"passphrase"' in keys.read_bytes()
    except OSError:
        return False


def exposure_of(file: Path, store: Path) -> str:
    """Return the code of what is wrong with where a passphrase file lies; empty where nothing is.

    Whoever takes the disk takes what lies on it: the store, and the words that open it.

    Args:
        file: The passphrase file.
        store: The folder of the desk.
    """
    try:
        found, beside = file.stat(), store.stat()
    except OSError:
        return ""
    if found.st_dev == beside.st_dev:
        return "keys.passphrase_beside"
    return "keys.passphrase_open" if os.name == "posix" and found.st_mode & _OTHERS else ""
