"""A backup: one state of the whole store, encrypted, checked on the copy, read back from its medium.

Source: docs/contract.md, "Backup", "Sticks", "Anchors".
"""

import secrets
import stat
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from concierge_desk import __version__
from concierge_desk.counter.rights.table import DAY
from concierge_desk.desk.desk import Desk
from concierge_desk.domain.anchors import KeptAnchor, anchor_line, read_anchors
from concierge_desk.domain.clock import instant_for
from concierge_desk.domain.copies.names import ERASURES, copy_name, read_copy_name
from concierge_desk.domain.copies.retention import may_go
from concierge_desk.domain.erasures import readable_erasures
from concierge_desk.domain.errors import DeskError, EnvironmentFailure, Refused
from concierge_desk.domain.journal import instant_text
from concierge_desk.domain.medium import Medium
from concierge_desk.exporting import backup_file
from concierge_desk.exporting.backup_manifest import Manifest
from concierge_desk.jobs.at_hand import all_of, left_out, witnesses
from concierge_desk.jobs.copies.backup_key import read_backup
from concierge_desk.jobs.copies.erasure_list import bytes_of, exchange_erasures
from concierge_desk.jobs.copies.erasures import learn_erasures, note_erasures
from concierge_desk.jobs.copies.recovery import Recipient, recipient_of
from concierge_desk.jobs.operators import entitled
from concierge_desk.jobs.verify import request_of
from concierge_desk.media.system import System
from concierge_desk.media.volumes import Volume, removable_volumes, require_present, the_stick
from concierge_desk.media.whereabouts import medium_of
from concierge_desk.media.writer import append_lines, put_file, sweep
from concierge_desk.paths import STICK_FOLDER, DataFolder, half_set_aside
from concierge_desk.store import day as days
from concierge_desk.store import journal
from concierge_desk.store.checks.anchor_check import life_of
from concierge_desk.store.copies import Copied, Locked, Watch, copy_under
from concierge_desk.store.locks import one_backup

ANCHORS = "ancres.ndjson"

PATIENCE_SECONDS = 10.0
"""How long the backup of another process is waited for."""

_KEY_BYTES = 32
_WORKING = "sauvegarde-*.db"
_MEMORY = Path("/dev/shm")


@dataclass(frozen=True, slots=True)
class Target:
    """Folder on a medium that takes copies; it is there already.

    Attributes:
        folder: Where they are put.
        medium: What it lies on.
    """

    folder: Path
    medium: Medium


@dataclass(frozen=True, slots=True)
class BackedUp:
    """A backup that lies on its medium and was read back from there.

    Attributes:
        path: The file.
        medium: What it lies on.
        sha256: Of all of it.
        anchor: Of the last entry it holds.
        faults: How many faults verify finds in the journal that was copied, the anchors at hand included; they are
            the store's own.
        removed: Older copies that were taken away.
        unread: Lists of erasures and anchors, here and on the medium, with a line that cannot be read.
        left_out: Day of the restore that left out what the medium last knew of, ISO; empty where none did.
    """

    path: Path
    medium: Medium
    sha256: str
    anchor: str
    faults: int
    removed: tuple[str, ...]
    unread: tuple[Path, ...]
    left_out: str = ""


def stick_folder() -> Path:
    """Return the folder of backups on the one stick that is plugged in; made where it is missing.

    Raises:
        Refused: ``media.no_stick``, ``media.several_sticks``.
        EnvironmentFailure: ``media.vanished``, ``media.read_only`` …
    """
    return folder_on(the_stick(removable_volumes()))


def folder_on(stick: Volume, system: System | None = None) -> Path:
    """Return the folder of backups on a stick; made where it is missing.

    Args:
        stick: As it was found.
        system: The machine it was found on; the one the program runs on by default.

    Raises:
        EnvironmentFailure: ``media.vanished``, ``media.read_only`` …
    """
    require_present(stick, system)
    folder = stick.mount / STICK_FOLDER
    with suppress(OSError):
        # What is wrong with the stick is told by the first file that is put on it.
        folder.mkdir()
        # As open as the stick is: it is made to be read on another PC.
        folder.chmod(stat.S_IMODE(stick.mount.stat().st_mode))
    return folder


def target_of(desk: Desk, folder: Path, system: System | None = None) -> Target:
    """Return a folder as what takes copies of a desk: the medium is told by the machine, never by a name.

    Args:
        desk: The open desk.
        folder: It is there already.
        system: The machine to ask; the one the program runs on by default.

    Raises:
        EnvironmentFailure: ``media.vanished``.
    """
    try:
        return Target(folder, medium_of(folder, desk.folder.store, system))
    except OSError as error:
        raise EnvironmentFailure("media.vanished") from error


def back_up(desk: Desk, to: Target, passphrase: str | None, operator: str | None, watch: Watch) -> BackedUp:
    """Make a backup; it is written down once it was read back.

    Args:
        desk: The open desk; others go on using it.
        to: Where it is put.
        passphrase: Needed the first time only.
        operator: Code of whoever asks.
        watch: Progress and cancel.

    Raises:
        Refused: ``backup.passphrase_needed``, ``operator.unknown``, ``operator.not_allowed``.
        EnvironmentFailure: ``media.*``, ``backup.*``, ``backup.running`` when another process makes one
            for long; older copies are as they were.
        IntegrityFailure: ``store.damaged``.
    """
    by = entitled(desk, operator, DAY, proved=False)
    to_whom = recipient_of(desk, passphrase)
    # Two processes at once would take each other's working copy, and each other's lines beside the copies.
    with _alone(desk):
        left = left_out(desk, to.folder)
        return replace(_back_up(desk, to, to_whom, by, watch), left_out=left)


def _alone(desk: Desk) -> AbstractContextManager[None]:
    if desk.store.only_read:
        # No lock can be left; what it works with lies elsewhere.
        return nullcontext()
    return one_backup(desk.folder.locks, timeout_seconds=PATIENCE_SECONDS)


@contextmanager
def _working_copy(desk: Desk) -> Iterator[Path]:
    """Yield where the working copy lies: beside the desk; in the memory where nothing can be written there."""
    name = _WORKING.replace("*", secrets.token_hex(8))
    if desk.store.only_read:
        with TemporaryDirectory(prefix="concierge-desk-", dir=_MEMORY if _MEMORY.is_dir() else None) as place:
            yield Path(place) / name
        return
    _clear(desk.folder)
    try:
        yield desk.folder.copies / name
    finally:
        with suppress(OSError):
            (desk.folder.copies / name).unlink()


def _back_up(desk: Desk, to: Target, to_whom: Recipient, by: str, watch: Watch) -> BackedUp:
    at_hand = all_of(witnesses(desk, medium=to.folder))
    if not desk.store.only_read:
        # A medium that knows better is told before its list goes on.
        desk.integrity.watch(at_hand)
    learn_erasures(desk, bytes_of(to.folder / ERASURES))
    note_erasures(desk)
    made_at = _now(desk)
    folder = to.folder
    key = secrets.token_bytes(_KEY_BYTES)
    with _working_copy(desk) as working:
        copied = copy_under(
            Locked(desk.folder.store, desk.keys.store_key),
            Locked(working, key),
            replace(request_of(desk), at_hand=at_hand),
            watch,
        )
        from concierge_desk.signing import age  # noqa: PLC0415  (slow to load, only a backup needs it)

        sealed = age.seal(to_whom.recipient, backup_file.keys_text(key, desk.keys.seed))
        origin = Manifest(copied.contents, __version__, instant_text(made_at), to_whom.recipient)
        hand = backup_file.Signed(desk.public_key, desk.signer.sign)
        packed = backup_file.pack(origin, working, sealed, to_whom.locked, hand)
        exchange_erasures(desk.folder.root, folder, watch.cancelled)
        sweep(folder, f"{copied.contents.desk}-[0-9]*.zip")
        path = folder / copy_name(copied.contents.desk, made_at, copied.contents.anchor)
        sha256 = put_file(path, packed.pieces(), cancelled=watch.cancelled)
    _keep_anchor(desk, copied, path, made_at, watch.cancelled)
    told = {"anchor": copied.contents.anchor, "file": path.name, "sha256": sha256, "medium": to.medium}
    if not desk.store.only_read:
        desk.store.write(lambda unit: desk.post(unit, "backup.made", told, by))
    removed = _thin(desk, folder, copied.contents.desk, made_at)
    unread = _unread((desk.folder.root, folder))
    return BackedUp(path, to.medium, sha256, copied.contents.anchor, len(copied.faults), removed, unread)


def _now(desk: Desk) -> datetime:
    return instant_for(desk.clock, desk.store.read(journal.head).at).at


def _clear(folder: DataFolder) -> None:
    """Take away what a backup that was killed left on the desk's own disk, or a restore: the desk is open meanwhile."""
    for leftover in (*folder.copies.glob(_WORKING + "*"), *half_set_aside(folder)):
        with suppress(OSError):
            leftover.unlink()


def _keep_anchor(
    desk: Desk, copied: Copied, path: Path, made_at: datetime, cancelled: Callable[[], bool]
) -> None:
    """Keep the anchor, here and on the medium."""
    told = copied.contents
    life = desk.store.read(lambda rows: life_of(rows, told.epoch))
    kept = KeptAnchor(told.desk, told.anchor, instant_text(made_at), path.name, desk.witnessed.key, life)
    line = anchor_line(kept)
    append_lines(path.parent / ANCHORS, [line], cancelled=cancelled)
    if not desk.store.only_read:
        append_lines(desk.folder.root / ANCHORS, [line])


def _unread(folders: Iterable[Path]) -> tuple[Path, ...]:
    """Return the lists beside copies that hold a line which cannot be read."""
    read = ((ERASURES, readable_erasures), (ANCHORS, read_anchors))
    return tuple(
        folder / name for folder in folders for name, lines in read if lines(bytes_of(folder / name))[1]
    )


def _thin(desk: Desk, folder: Path, code: str, made_at: datetime) -> tuple[str, ...]:
    """Take away older copies of this desk: the newest was read back just now, the others are before they count."""
    known = {
        path.name: named.made_at
        for path in folder.glob(f"{code}-*.zip")
        if (named := read_copy_name(path.name, code)) is not None
    }
    gone = []
    for name, keeper in may_go(known, made_at.replace(microsecond=0), _last_day(desk)).items():
        with suppress(OSError, DeskError):
            # One that somebody else signed is no copy of this desk: nothing goes for its sake.
            if read_backup(folder / keeper).manifest.public_key in ("", desk.public_key):
                (folder / name).unlink()
                gone.append(name)
    return tuple(gone)


def _last_day(desk: Desk) -> date | None:
    try:
        return date.fromisoformat(desk.store.read(days.latest_day))
    except Refused:
        # No day was ever opened.
        return None
