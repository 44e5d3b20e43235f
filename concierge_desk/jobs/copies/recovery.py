"""Identity that opens the desk's backups: made once, locked by a passphrase, printed on a sheet.

Source: docs/contract.md, "Backup"; docs/requirements.md, "Keys of a desk".
"""

import secrets
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from concierge_desk.counter.papers.recovery_sheet import recovery_sheet
from concierge_desk.counter.values.passphrases import require_strong
from concierge_desk.desk.desk import Desk
from concierge_desk.desk.files import foreign_bytes, whole_file
from concierge_desk.desk.proofs import RECIPIENT
from concierge_desk.domain.document import Document
from concierge_desk.domain.errors import EnvironmentFailure, Refused
from concierge_desk.domain.recovery import SheetGroup, groups_of
from concierge_desk.signing.signer import fingerprint
from concierge_desk.store import records
from concierge_desk.store.connection import Connection

_LOCKED = "backup.identity"
_MOST_SHEET_BYTES = 10_000
_SHOWN, _OWN_FOLDER = "fiche-de-secours.pdf", 0o700


@dataclass(frozen=True, slots=True)
class Recipient:
    """Recipient that backups are made for: anybody may make one, only the identity opens it.

    Attributes:
        recipient: ``age1…``.
        locked: The identity behind the passphrase.
    """

    recipient: str
    locked: bytes = field(repr=False)


def recipient_of(desk: Desk, passphrase: str | None) -> Recipient:
    """Return whom the desk's backups are made for; the first passphrase makes the identity.

    Args:
        desk: The open desk.
        passphrase: Needed the first time; where it is given later, it has to be the same.

    Raises:
        Refused: ``backup.passphrase_needed`` when none was ever set; ``keys.passphrase_short``,
            ``keys.passphrase_guessable`` for the first one of a real shop.
        EnvironmentFailure: ``backup.passphrase_wrong``: better told now than on the day it is needed; what
            making an identity raises.
    """
    known = desk.store.read(_known)
    if passphrase is None:
        if known is None:
            raise Refused("backup.passphrase_needed")
        return known
    # Slow to load, and only a passphrase needs it.
    from concierge_desk.signing import age  # noqa: PLC0415

    if known is not None:
        age.unlock(known.locked, passphrase)
        return known
    if not desk.identity.practice:
        require_strong(passphrase)
    made, identity = age.make_identity(passphrase)
    # Not done until it was read back: the passphrase that was typed opens what was made.
    if age.unlock(made.locked, passphrase) != identity:
        raise EnvironmentFailure("backup.identity_damaged")

    def keep(rows: Connection) -> Recipient:
        first = _known(rows)
        if first is not None:
            return first
        records.keep_secret(rows, RECIPIENT, made.recipient.encode())
        records.keep_secret(rows, _LOCKED, made.locked)
        return Recipient(made.recipient, made.locked)

    return desk.store.write(lambda unit: keep(unit.rows))


def is_set(desk: Desk) -> bool:
    """Say whether the passphrase of the backups was ever chosen."""
    return desk.store.read(_known) is not None


def sheet_of(desk: Desk, passphrase: str) -> Document:
    """Return the recovery sheet: with it, a backup opens when the passphrase is forgotten.

    Raises:
        Refused: ``backup.passphrase_needed`` when no identity was ever made.
        EnvironmentFailure: ``backup.passphrase_wrong`` and what unlocking raises.
    """
    return _sheet(desk, _identity(desk, passphrase))


@dataclass(frozen=True, slots=True)
class ShownSheet:
    """Recovery sheet as it is shown, and what is typed back from it.

    Attributes:
        path: The file, for this user's eyes only.
        asked: Groups of it, drawn at random, in the order of the sheet.
    """

    path: Path
    asked: tuple[SheetGroup, ...] = field(repr=False)


def show_sheet(desk: Desk, passphrase: str, ask: int = 0) -> ShownSheet:
    """Draw the recovery sheet for the screen, into the folder of the papers that are shown there.

    Args:
        desk: The open desk.
        passphrase: Of the backups.
        ask: How many of its groups are drawn to be typed back.

    Raises:
        Refused, EnvironmentFailure: As `sheet_of`; ``file.cannot_write``.
    """
    from concierge_desk.printing.render import render  # noqa: PLC0415  (only a sheet is drawn)

    identity = _identity(desk, passphrase)
    papers = desk.folder.papers
    with suppress(OSError):
        # For this user's eyes only; what is wrong with the folder is told by the file that is put in it.
        papers.mkdir(mode=_OWN_FOLDER, exist_ok=True)
    path = papers / _SHOWN
    with whole_file(path, private=True) as whole:
        whole.write(render(_sheet(desk, identity), "pdf"))
    groups = groups_of(identity)
    drawn = secrets.SystemRandom().sample(range(len(groups)), ask)
    return ShownSheet(path, tuple(groups[place] for place in sorted(drawn)))


def _sheet(desk: Desk, identity: str) -> Document:
    return recovery_sheet(identity, fingerprint(desk.public_key), desk.settings)


def _identity(desk: Desk, passphrase: str) -> str:
    known = desk.store.read(_known)
    if known is None:
        raise Refused("backup.passphrase_needed")
    from concierge_desk.signing import age  # noqa: PLC0415

    return age.unlock(known.locked, passphrase)


def typed_identity(path: Path) -> str | None:
    """Return a file that holds the identity of a recovery sheet, whole; None for any other file.

    Raises:
        EnvironmentFailure: ``backup.identity_line`` for a sheet with a wrong sign, and in which line.
    """
    from concierge_desk.signing import age  # noqa: PLC0415

    try:
        text = foreign_bytes(path, _MOST_SHEET_BYTES).decode("utf-8-sig")
        age.recipient_of(text)
    except (OSError, ValueError):
        return None
    except EnvironmentFailure as failure:
        if failure.code == "backup.identity_unreadable":
            return None
        raise
    return text


def _known(rows: Connection) -> Recipient | None:
    recipient, locked = (records.secret(rows, name) for name in (RECIPIENT, _LOCKED))
    return None if recipient is None or locked is None else Recipient(recipient.decode(), locked)
