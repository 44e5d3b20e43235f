"""Restore of a copy: its contents are shown first, the present store is kept, then a new epoch begins.

The copy is made the desk's store beside the present one, which stays in its place until the new one is whole:
whatever is killed leaves one or the other.

Source: docs/contract.md, "Epochs", "Backup"; docs/requirements.md, "Numbers and epochs".
"""

import secrets
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from concierge_desk import paths
from concierge_desk.counter.rights.grant import roles_in
from concierge_desk.counter.rights.table import RESPONSIBLE, SET_UP
from concierge_desk.desk.desk import Desk, Options, clock_for, has_store, open_store
from concierge_desk.desk.files import made_folder
from concierge_desk.desk.in_force import settings_of
from concierge_desk.domain.anchors import KeptAnchor, anchor_line
from concierge_desk.domain.clock import instant_for
from concierge_desk.domain.contents import Contents
from concierge_desk.domain.epochs import next_epoch
from concierge_desk.domain.errors import DeskError, EnvironmentFailure, Refused
from concierge_desk.domain.journal import Draft, Event, Stamp
from concierge_desk.jobs.copies.backup import ANCHORS
from concierge_desk.jobs.copies.backup_key import BackupKey, read_backup
from concierge_desk.jobs.copies.erasure_list import add_erasures, exchange_erasures
from concierge_desk.jobs.copies.evidence import Evidence
from concierge_desk.jobs.copies.set_aside import drop_logs, set_aside
from concierge_desk.jobs.copies.unpack import HeldBackup, at_hand, clear, erased_here, made_store, opened_keys
from concierge_desk.media.writer import append_lines
from concierge_desk.paths import DataFolder
from concierge_desk.signing.keys import KEY_BYTES, DeskKeys, keep_keys, load_keys, way_of
from concierge_desk.signing.signer import Signer
from concierge_desk.store.copies import UNWATCHED, Locked, Watch, contents_of, leaving_no_log, settle
from concierge_desk.store.database import read_store
from concierge_desk.store.findings import Fault
from concierge_desk.store.locks import ExclusiveUse
from concierge_desk.store.restore import Forked, Restored, fork
from concierge_desk.store.settings import settings_in_force
from concierge_desk.store.unit import Unit


@dataclass(frozen=True, slots=True)
class Restoring:
    """A restore that is done.

    Attributes:
        forked: How the journal goes on.
        kept: The copy of the store that was there before, None where there was none.
        alone: Nothing at hand is younger than the backup, so that nobody knows whether it was restored
            elsewhere, or the next restore cannot be told beside the backup that this one is.
        faults: What verify found in the journal of the copy; it was so when the backup was made.
        known: What was known of the lives of the desk beside the copy's.
        key: Whose the backup is.
    """

    forked: Forked
    kept: Path | None
    alone: bool
    faults: tuple[Fault, ...]
    known: Restored
    key: BackupKey


def look_into(path: Path, options: Options) -> HeldBackup:
    """Read a backup and say what it holds; nothing is touched.

    Raises:
        IntegrityFailure: ``backup.*``; EnvironmentFailure: ``file.missing``.
    """
    return HeldBackup(read_backup(path), _present(DataFolder(options.data), options))


def look_beside(path: Path, desk: Desk) -> HeldBackup:
    """Read a backup beside a desk that is open and say what both hold; nothing is touched.

    Raises:
        IntegrityFailure: ``backup.*``; EnvironmentFailure: ``file.missing``.
    """
    return HeldBackup(read_backup(path), desk.store.read(contents_of))


@dataclass(frozen=True, slots=True)
class Foreseen:
    """Course of a restore, as far as it is known before.

    Attributes:
        epoch: The new one.
        lost_until: The last day that is known to have been lived since the copy, ISO; None where none is.
    """

    epoch: str
    lost_until: str | None


def foresee(held: HeldBackup, folder: DataFolder) -> Foreseen:
    """Return how a restore into a folder would go on; nothing is touched.

    Raises:
        IntegrityFailure: ``erasures.unreadable``; EnvironmentFailure: ``file.missing``.
    """
    told = at_hand(folder, held).told
    return Foreseen(next_epoch((held.contents.epoch, *told.epochs)), told.lost_until)


def try_opener(held: HeldBackup, opener: str, keys: DeskKeys, *, own: bool) -> BackupKey:
    """Make sure that a backup opens, and that a restore over a desk would not be refused for its keys.

    Nothing is touched.

    Args:
        held: What `look_beside` read.
        opener: The backup's passphrase, or the identity of the recovery sheet.
        keys: Those of the desk.
        own: It has to be of this desk: it is to be put back.

    Returns:
        Whose it is.

    Raises:
        Refused, EnvironmentFailure, IntegrityFailure: As `restore`.
    """
    _copy_key, seed = opened_keys(held.file, opener)
    if own:
        _require_same(seed, keys, held)
    return BackupKey.of(held.file.manifest, Signer(keys.seed).public_key, Signer(seed).public_key)


def has_store_in(options: Options) -> bool:
    """Say whether a restore would take the place of a store."""
    return has_store(DataFolder(options.data))


def restore(
    held: HeldBackup, opener: str, options: Options, operator: str | None, watch: Watch = UNWATCHED
) -> Restoring:
    """Make a backup the desk's store.

    Args:
        held: What `look_into` read.
        opener: The backup's passphrase, or the identity of the recovery sheet.
        options: Where; on a bare PC, how its new keys are kept.
        operator: Code of whoever restores.
        watch: Told how far the copy is made; it is not asked whether to stop.

    Raises:
        Refused: ``restore.other_desk``, ``operator.unknown``.
        EnvironmentFailure: ``backup.passphrase_wrong``, ``store.in_use`` …; the present store is as it was.
        IntegrityFailure: What the backup has wrong, ``backup.other_key``; the present store is as it was.
    """
    folder = DataFolder(options.data)
    copy_key, seed = opened_keys(held.file, opener)
    opened = Signer(seed).public_key
    if held.named is not None:
        BackupKey.of(held.file.manifest, None, opened).require(held.named)
    made_folder(folder.root)
    with ExclusiveUse(folder.locks):
        clear(folder)
        keys, new = _keys(folder, seed, held, options)
        known = at_hand(folder, held, erased_here(folder, options))
        # The store that knows of them gives way, and so may the stick: from here on the list does.
        add_erasures(folder.root, known.told.erased)
        try:
            made, faults = made_store(folder, held, copy_key, keys, Watch(watch.progress))
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
            clear(folder)
    key = BackupKey.of(held.file.manifest, None if new else opened, opened)
    return Restoring(forked, kept, known.alone or not told, faults, known.told, key)


def _keys(folder: DataFolder, seed: bytes, held: HeldBackup, options: Options) -> tuple[DeskKeys, bool]:
    """Return the keys the restored store is put under, and whether they are new to the folder."""
    if not (folder.keys.exists() or folder.practice_key.exists()):
        return DeskKeys(secrets.token_bytes(KEY_BYTES), seed), True
    if (way_of(folder) == "factice") != held.contents.practice:
        raise EnvironmentFailure("keys.practice_mixed")
    present = load_keys(folder, passphrase=options.passphrase)
    _require_same(seed, present, held)
    return present, False


def _require_same(seed: bytes, present: DeskKeys, held: HeldBackup) -> None:
    if present.seed != seed:
        raise Refused("restore.other_desk", desk=held.contents.desk)


@dataclass(frozen=True, slots=True)
class _By:
    """Who restores, and how entries get their time and draws."""

    options: Options
    operator: str | None


def _forked(made: Locked, keys: DeskKeys, known: Evidence, by: _By) -> Forked:
    shop = read_store(made.path, made.key, settings_of)
    operator = by.operator or shop.operators[0]
    if operator not in shop.operators:
        raise Refused("operator.unknown", operator=operator)
    may = roles_in(read_store(made.path, made.key, settings_in_force)).get(operator, ())
    if RESPONSIBLE not in may:
        raise Refused("operator.not_allowed", right=SET_UP, who=RESPONSIBLE)
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


def _tell(folder: DataFolder, held: HeldBackup, forked: Forked) -> bool:
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


def _present(folder: DataFolder, options: Options) -> Contents | None:
    """Return what the store in the folder holds; one that cannot be read is what a restore is for."""
    with suppress(DeskError):
        if has_store(folder):
            keys = load_keys(folder, passphrase=options.passphrase)
            with leaving_no_log(folder.store, keys.store_key):
                return read_store(folder.store, keys.store_key, contents_of)
    return None
