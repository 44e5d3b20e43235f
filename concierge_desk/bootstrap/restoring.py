"""A restore: what the file holds is shown first, the present store is kept, then the copy goes on as a new epoch.

The copy is made the desk's store beside the present one, which stays in its place until the new one is whole:
whatever is killed leaves one or the other.

Source: DESIGN §4 (restore forks), §6 (a backup); compliance §8.7.
"""

import secrets
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from concierge_desk import paths
from concierge_desk.bootstrap import wiring
from concierge_desk.bootstrap.at_hand import AtHand
from concierge_desk.bootstrap.backing_up import ANCHORS, exchange_erasures
from concierge_desk.bootstrap.desk import (
    Desk,
    Options,
    clock_for,
    has_store,
    identity_of,
    open_store,
    running,
)
from concierge_desk.bootstrap.recovery import typed_identity
from concierge_desk.bootstrap.setting_aside import drop_logs, set_aside
from concierge_desk.counter.drafts import Draft, Stamp
from concierge_desk.counter.instants import instant_for
from concierge_desk.domain.anchors import KeptAnchor, anchor_line
from concierge_desk.domain.contents import Contents
from concierge_desk.domain.epochs import next_epoch
from concierge_desk.domain.errors import DeskError, EnvironmentFailure, IntegrityFailure, Refused
from concierge_desk.domain.journal import Event
from concierge_desk.exporting import backup_file
from concierge_desk.exporting.backup_file import BackupFile
from concierge_desk.exporting.backup_manifest import MANIFEST, Manifest
from concierge_desk.media.writing import append_lines
from concierge_desk.paths import DataFolder
from concierge_desk.signing import signer
from concierge_desk.signing.keys import DeskKeys, keep_keys, load_keys, way_of
from concierge_desk.signing.signer import Signer
from concierge_desk.store.copying import (
    UNWATCHED,
    Locked,
    Watch,
    contents_of,
    copy_under,
    leaving_no_log,
    settle,
)
from concierge_desk.store.database import read_store
from concierge_desk.store.locks import ExclusiveUse
from concierge_desk.store.migrating import known_names, migrate
from concierge_desk.store.restoring import Forked, erase_again, fork
from concierge_desk.store.unit import Unit
from concierge_desk.store.verify import Fault, Request

_PARTIAL = "restauration"
_KEY_BYTES = 32


@dataclass(frozen=True, slots=True)
class Held:
    """What a backup holds, before anything is touched.

    Attributes:
        file: The backup, read from its first byte to its last.
        present: What the store in the folder holds; None where there is none, or it cannot be read.
    """

    file: BackupFile
    present: Contents | None

    @property
    def contents(self) -> Contents:
        """What the copy holds."""
        return self.file.manifest.contents


@dataclass(frozen=True, slots=True)
class Restoring:
    """A restore that is done.

    Attributes:
        forked: How the journal goes on.
        kept: The copy of the store that was there before, None where there was none.
        alone: Nothing at hand is younger than the backup, so that nobody knows whether it was restored
            elsewhere, or the next restore cannot be told beside the backup that this one is.
        faults: What verify found in the journal of the copy; it was so when the backup was made.
    """

    forked: Forked
    kept: Path | None
    alone: bool
    faults: tuple[Fault, ...]


def look_into(path: Path, options: Options) -> Held:
    """Read a backup and say what it holds; nothing is touched.

    Raises:
        IntegrityFailure: ``backup.*``; EnvironmentFailure: ``file.missing``.
    """
    return Held(_read(path), _present(DataFolder(options.data), options))


def look_beside(path: Path, desk: Desk) -> Held:
    """Read a backup beside a desk that is open and say what both hold; nothing is touched.

    Raises:
        IntegrityFailure: ``backup.*``; EnvironmentFailure: ``file.missing``.
    """
    return Held(_read(path), desk.store.read(contents_of))


@dataclass(frozen=True, slots=True)
class Foreseen:
    """How a restore would go on, as far as that is known before.

    Attributes:
        epoch: The new one.
        lost_until: The last day that is known to have been lived since the copy, ISO; None where none is.
    """

    epoch: str
    lost_until: str | None


def foresee(held: Held, folder: DataFolder) -> Foreseen:
    """Return how a restore into a folder would go on; nothing is touched.

    Raises:
        IntegrityFailure: ``erasures.unreadable``; EnvironmentFailure: ``file.missing``.
    """
    told = _at_hand(folder, held).told
    return Foreseen(next_epoch((held.contents.epoch, *told.epochs)), told.lost_until)


def try_opener(held: Held, opener: str, keys: DeskKeys) -> None:
    """Make sure that a restore over a desk would not be refused for its keys; nothing is touched.

    Args:
        held: What `look_beside` read.
        opener: The backup's passphrase, or the identity of the recovery sheet.
        keys: Those of the desk.

    Raises:
        Refused, EnvironmentFailure, IntegrityFailure: As `restore`.
    """
    _copy_key, seed = backup_file.read_keys(_opened(held.file, opener))
    _require_same(seed, keys, held)


def has_store_in(options: Options) -> bool:
    """Say whether a restore would take the place of a store."""
    return has_store(DataFolder(options.data))


def restore(held: Held, opener: str, options: Options, operator: str | None) -> Restoring:
    """Make a backup the desk's store.

    Args:
        held: What `look_into` read.
        opener: The backup's passphrase, or the identity of the recovery sheet.
        options: Where; on a bare PC, how its new keys are kept.
        operator: Code of whoever restores.

    Raises:
        Refused: ``restore.other_desk``, ``operator.unknown``.
        EnvironmentFailure: ``backup.passphrase_wrong``, ``store.in_use`` …; the present store is as it was.
        IntegrityFailure: What the backup has wrong; the present store is as it was.
    """
    folder = DataFolder(options.data)
    copy_key, seed = backup_file.read_keys(_opened(held.file, opener))
    _make(folder)
    with ExclusiveUse(folder.locks):
        _clear(folder)
        keys, new = _keys(folder, seed, held, options)
        known = _at_hand(folder, held)
        try:
            made, faults = _made(folder, held, copy_key, keys)
            forked = _forked(Locked(made, keys.store_key), keys, known, _By(options, operator))
            kept = set_aside(folder, keys.store_key, forked.epoch)
            if new:
                keep_keys(folder, keys, practice=held.contents.practice, passphrase=options.passphrase)
            # Told before the store is in its place: an epoch nobody lived harms nobody, one lived twice does.
            told = _tell(folder, held, forked)
            drop_logs(folder.store)
            made.replace(folder.store)
            paths.sync_folder(folder.root)
        finally:
            _clear(folder)
    return Restoring(forked, kept, known.alone or not told, faults)


@dataclass(frozen=True, slots=True)
class LookedAt:
    """A copy that runs as a desk to look at.

    Attributes:
        desk: The desk.
        faults: What verify found in the journal of the copy, before it was brought to this version.
        manifest: What the backup says of itself.
    """

    desk: Desk
    faults: tuple[Fault, ...]
    manifest: Manifest


@contextmanager
def open_copy(path: Path, options: Options) -> Iterator[Desk]:
    """Run a backup as a desk to look at: see `look_at`.

    Raises:
        EnvironmentFailure, IntegrityFailure: As `restore`.
    """
    with look_at(path, options) as looked_at:
        yield looked_at.desk


@contextmanager
def look_at(path: Path, options: Options, watch: Watch = UNWATCHED) -> Iterator[LookedAt]:
    """Run a backup as a desk to look at: in a folder of its own, under a key that is drawn now and forgotten.

    Nothing is restored, and nothing that happens to it stays.

    Args:
        path: The backup.
        options: The passphrase is the backup's.
        watch: Who looks on while it is made.

    Raises:
        EnvironmentFailure, IntegrityFailure: As `restore`; ``backup.cancelled``.
    """
    file = _read(path)
    named = options.passphrase.file
    # The lines of a recovery sheet are several, of which a passphrase would be the first.
    opener = (named and typed_identity(named)) or options.passphrase.obtain()
    copy_key, seed = backup_file.read_keys(_opened(file, opener))
    with tempfile.TemporaryDirectory(prefix="concierge-desk-", ignore_cleanup_errors=True) as place:
        folder = DataFolder(Path(place))
        keys = DeskKeys(secrets.token_bytes(_KEY_BYTES), seed)
        held = Held(file, None)
        made, faults = _made(folder, held, copy_key, keys, watch)
        _erase(made, keys, held, options)
        made.replace(folder.store)
        _clear(folder)
        with running(folder, keys, options) as desk:
            yield LookedAt(desk, faults, file.manifest)


def _erase(made: Path, keys: DeskKeys, held: Held, options: Options) -> None:
    """Erase in a copy that is only looked at what was erased since, as a restore does."""
    told = _at_hand(DataFolder(options.data), held).told
    if not told.erased:
        return
    store = open_store(made, keys, held.contents.desk, options.dice)
    try:
        store.write(lambda unit: erase_again(unit.rows, told))
    finally:
        store.close()
    settle(made, keys.store_key)


def _read(path: Path) -> BackupFile:
    return backup_file.read(path, known_names(wiring.schemas()))


def _opened(file: BackupFile, opener: str) -> bytes:
    """Return the sealed keys, by the passphrase or by the identity that was typed from the recovery sheet."""
    from concierge_desk.signing import age  # noqa: PLC0415  (slow to load, only a restore needs it)

    try:
        age.recipient_of(opener)
        identity = opener
    except EnvironmentFailure as failure:
        if failure.code != "backup.identity_unreadable":
            raise
        identity = age.unlock(file.content(backup_file.IDENTITY), opener)
    return age.unseal(identity, file.content(backup_file.KEYS))


def _keys(folder: DataFolder, seed: bytes, held: Held, options: Options) -> tuple[DeskKeys, bool]:
    """Return the keys the restored store is put under, and whether they are new to the folder."""
    if not (folder.keys.exists() or folder.practice_key.exists()):
        return DeskKeys(secrets.token_bytes(_KEY_BYTES), seed), True
    if (way_of(folder) == "factice") != held.contents.practice:
        raise EnvironmentFailure("keys.practice_mixed")
    present = load_keys(folder, passphrase=options.passphrase)
    _require_same(seed, present, held)
    return present, False


def _require_same(seed: bytes, present: DeskKeys, held: Held) -> None:
    if present.seed != seed:
        raise Refused("restore.other_desk", desk=held.contents.desk)


def _made(
    folder: DataFolder, held: Held, copy_key: bytes, keys: DeskKeys, watch: Watch = UNWATCHED
) -> tuple[Path, tuple[Fault, ...]]:
    """Return the copy as a store under the desk's own key, at this version, not in its place yet; its faults."""
    copy = Locked(folder.root / f"{_PARTIAL}.copie", copy_key)
    made = folder.root / f"{_PARTIAL}.db"
    held.file.extract(backup_file.COPY, copy.path)
    public_key = Signer(keys.seed).public_key
    asked = Request(
        desk=held.contents.desk,
        check=lambda message, sig: signer.verify(public_key, message, sig),
        public_key=public_key,
        purgeable=frozenset(kind for schema in wiring.schemas() for kind in schema.purgeable),
    )
    copied = copy_under(copy, Locked(made, keys.store_key), asked, watch)
    if copied.contents != held.contents:
        # What was shown is not what lies there: somebody wrote the one or the other by hand.
        raise IntegrityFailure("backup.damaged", member=MANIFEST)
    migrate(made, keys.store_key, wiring.schemas())
    return made, copied.faults


@dataclass(frozen=True, slots=True)
class _By:
    """Who restores, and how entries get their time and draws."""

    options: Options
    operator: str | None


def _forked(made: Locked, keys: DeskKeys, known: AtHand, by: _By) -> Forked:
    shop = read_store(made.path, made.key, identity_of).settings
    operator = by.operator or shop.operators[0]
    if operator not in shop.operators:
        raise Refused("operator.unknown", operator=operator)
    store = open_store(made.path, keys, shop.desk, by.options.dice)

    def drafted(unit: Unit, event: Event) -> Draft:
        at = instant_for(clock_for(shop, by.options.clock), unit.head().at).at
        opened = unit.day_state(shop.drawer).open
        stamp = Stamp(by.options.dice.op(at), operator, at, shop.zone, opened.day if opened else None)
        return stamp.draft(event)

    try:
        forked = fork(store, known.told, drafted)
    finally:
        store.close()
    settle(made.path, made.key)
    return forked


def _tell(folder: DataFolder, held: Held, forked: Forked) -> bool:
    """Keep the anchor of the new epoch, here and beside the backup; say whether the next restore finds it there."""
    kept = KeptAnchor(held.contents.desk, forked.anchor, forked.at, held.file.path.name)
    line = anchor_line(kept)
    append_lines(folder.root / ANCHORS, [line])
    try:
        exchange_erasures(folder.root, held.file.path.parent)
        append_lines(held.file.path.parent / ANCHORS, [line])
    except EnvironmentFailure:
        # A medium that is locked or full is no reason to leave her without her desk.
        return False
    return True


def _at_hand(folder: DataFolder, held: Held) -> AtHand:
    return AtHand.of((folder.root, held.file.path.parent), held.contents, held.present)


def _present(folder: DataFolder, options: Options) -> Contents | None:
    """Return what the store in the folder holds; one that cannot be read is what a restore is for."""
    with suppress(DeskError):
        if has_store(folder):
            keys = load_keys(folder, passphrase=options.passphrase)
            with leaving_no_log(folder.store, keys.store_key):
                return read_store(folder.store, keys.store_key, contents_of)
    return None


def _make(folder: DataFolder) -> None:
    try:
        folder.root.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise EnvironmentFailure("folder.cannot_make", folder=str(folder.root)) from error


def _clear(folder: DataFolder) -> None:
    for leftover in folder.root.glob(f"{_PARTIAL}.*"):
        with suppress(OSError):
            leftover.unlink()
