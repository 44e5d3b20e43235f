"""The open desk: lock, key, migration, checks, wiring.

Source: docs/contract.md, "Private key", "Processes and threads", "Options and exit statuses", "The store at rest".
"""

import logging
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from concierge_desk import __version__
from concierge_desk.counter.command.operation import Counter
from concierge_desk.counter.command.sources import Sources
from concierge_desk.counter.command.take import drawn_op
from concierge_desk.counter.context import Settings
from concierge_desk.counter.rights.presence import Presence
from concierge_desk.counter.values.codes import SECRET, Draws
from concierge_desk.desk import catalogue
from concierge_desk.desk.in_force import SettingsInForce, settings_of
from concierge_desk.desk.integrity import Integrity
from concierge_desk.desk.options import Options, has_store
from concierge_desk.desk.proofs import DeskProofs
from concierge_desk.desk.rights import keep_to_owner
from concierge_desk.desk.witnesses import Witnessed, anchor_in_keystore, key_in
from concierge_desk.domain import anchors
from concierge_desk.domain.clock import (
    ClockSource,
    FollowingClock,
    GivenClock,
    PcClock,
    instant_for,
    system_clock,
)
from concierge_desk.domain.copies.names import ERASURES
from concierge_desk.domain.errors import EnvironmentFailure, Refused
from concierge_desk.domain.journal import Event, Stamp
from concierge_desk.paths import DataFolder
from concierge_desk.signing.keys import DeskKeys, load_keys, way_of
from concierge_desk.signing.signer import Signer
from concierge_desk.store import journal, settings
from concierge_desk.store.connection import Connection
from concierge_desk.store.database import ReadStore, Store, read_store
from concierge_desk.store.locks import ExclusiveUse, SharedUse
from concierge_desk.store.migrations import is_pending, migrate
from concierge_desk.store.read_only_disk import is_read_only
from concierge_desk.store.unit import Sealer, Unit

__all__ = [
    "Desk",
    "Identity",
    "Options",
    "clock_for",
    "given_instant",
    "has_store",
    "open_desk",
    "open_store",
    "running",
]

LOG = logging.getLogger("concierge_desk.desk")


@dataclass(frozen=True, slots=True)
class Identity:
    """Identity of the desk that the journal tells: what nobody can change.

    Attributes:
        desk: Its code as in the chain.
        practice: Whether everything here is an exercise.
        key: Fingerprint of the key that it was begun with; empty where its first entry cannot be read.
    """

    desk: str
    practice: bool
    key: str = ""


@dataclass(frozen=True, slots=True)
class Desk:
    """An open desk.

    Attributes:
        folder: Its folder.
        keys: Its keys.
        identity: Who it is.
        in_force: What the shop is, for as long as another entry did not come.
        store: Its store.
        counter: Plays commands.
        clock: The clock of this process.
        shared: The lock this process holds.
        draws: Where its salts, ops and codes come from.
    """

    folder: DataFolder
    keys: DeskKeys
    identity: Identity
    in_force: SettingsInForce
    store: Store
    counter: Counter
    clock: ClockSource
    shared: SharedUse
    draws: Draws = SECRET

    @property
    def at_counter(self) -> Presence:
        """Who is at the counter of this process."""
        return self.counter.sources.presence

    @property
    def settings(self) -> Settings:
        """What the shop is now, whoever changed it."""
        return self.in_force.read()

    @property
    def signer(self) -> Signer:
        """Signs with the desk's key."""
        return Signer(self.keys.seed)

    @property
    def public_key(self) -> str:
        """The desk's own public key: not what a file says it is."""
        return self.signer.public_key

    @property
    def integrity(self) -> Integrity:
        """Watches over the store."""

        def post(unit: Unit, kind: str, data: Mapping[str, object], epoch: str | None) -> None:
            self.post(unit, kind, data, epoch=epoch)

        return Integrity(self.store, self.identity.desk, lambda: self.public_key, post)

    @property
    def witnessed(self) -> Witnessed:
        """Says which anchors are this desk's."""
        return Witnessed(self.identity.desk, self.identity.key, self.identity.practice)

    def new_op(self) -> str:
        """Return an operation id drawn at the time of the desk's clock."""
        last = self.store.read(journal.head).at
        return drawn_op(lambda: self.draws.op(instant_for(self.clock, last).at))

    def operator(self, code: str | None) -> str:
        """Return the operator asked for; the first of the settings by default.

        Raises:
            Refused: ``operator.unknown``.
        """
        known = self.settings.operators
        if code is not None and code not in known:
            raise Refused("operator.unknown", operator=code)
        return code or known[0]

    def present(self, code: str | None) -> str:
        """Return who is at the counter of a window: who was said there to be, else who was named when it was opened.

        Whoever was retired since signs nothing more; the window goes on with the first of the settings.
        """
        known = self.settings.operators
        return next((one for one in (self.at_counter.code, code) if one in known), known[0])

    def post(
        self,
        unit: Unit,
        kind: str,
        data: Mapping[str, object],
        by: str | None = None,
        *,
        epoch: str | None = None,
    ) -> None:
        """Write an entry that is no act of the counter (a print, an export) inside a running transaction.

        Args:
            unit: The transaction.
            kind: Kind of the entry.
            data: What happened.
            by: Code of the operator; the first of the settings by default.
            epoch: A new one, which begins with this entry.
        """
        self.post_event(unit, Event(kind, data), by, epoch=epoch)

    def post_event(
        self, unit: Unit, event: Event, by: str | None = None, *, epoch: str | None = None
    ) -> None:
        """Write such an entry as its event says it, for the audience of that; see `post`."""
        at = instant_for(self.clock, unit.head().at).at
        shop = Settings.of(unit.settings())
        opened = unit.day_state(shop.drawer).open
        stamp = Stamp(
            self.draws.op(at), by or shop.operators[0], at, shop.zone, opened.day if opened else None
        )
        unit.post(stamp.draft(event), epoch=epoch)
        self.clock.accepted()


@contextmanager
def open_desk(options: Options, *, watch: bool = True) -> Iterator[Desk]:
    """Open the desk of a folder, and close it in the end.

    Args:
        options: See `Options`.
        watch: Write down a journal whose protections were altered; verify only reads.

    Raises:
        EnvironmentFailure: No store, no key, a newer store, another process at work.
        Refused: ``clock.real`` for ``--clock`` on a real store.
    """
    folder = DataFolder(options.data)
    if not has_store(folder):
        raise EnvironmentFailure("store.none", folder=str(options.data))
    keep_to_owner(folder.root)
    keys = load_keys(folder, passphrase=options.passphrase)
    if is_read_only(folder.root):
        with only_read(folder, keys, options) as desk:
            _check_identity(folder, desk.identity)
            yield desk
        return
    _bring_up_to_date(folder, keys)
    with running(folder, keys, options) as desk:
        _check_identity(folder, desk.identity)
        if watch:
            desk.integrity.guard()
            desk.integrity.watch(_at_once(desk))
            _watch_software(desk)
            _erase_missed(desk)
        yield desk


@contextmanager
def running(folder: DataFolder, keys: DeskKeys, options: Options) -> Iterator[Desk]:
    """Run the desk of a folder whose store is of this version and whose keys are known.

    Raises:
        EnvironmentFailure: Another process at work, or the store cannot be read.
        Refused: ``clock.real`` for ``--clock`` on a real store.
    """
    with SharedUse(folder.locks) as shared:
        shop, identity = read_store(folder.store, keys.store_key, _begun)
        clock = _clock_of(shop, options)
        store = open_store(folder.store, keys, identity.desk, options.dice)
        store.wait_for_others(options.patience_seconds)
        try:
            counter = _counter_of(store, clock, options)
            in_force = SettingsInForce(store)
            yield Desk(folder, keys, identity, in_force, store, counter, clock, shared, options.dice)
        finally:
            store.close()


@contextmanager
def only_read(folder: DataFolder, keys: DeskKeys, options: Options) -> Iterator[Desk]:
    """Look at the desk of a folder whose disk can only be read: nobody else writes there, and no lock is left.

    Raises:
        EnvironmentFailure: ``store.disk_read_only`` where it has to be brought to this version first; it cannot be read.
        Refused: ``clock.real`` for ``--clock`` on a real store.
    """
    if is_pending(folder.store, keys.store_key, catalogue.schemas()):
        raise EnvironmentFailure("store.disk_read_only")
    shop, identity = read_store(folder.store, keys.store_key, _begun)
    clock, store = _clock_of(shop, options), ReadStore(folder.store, keys.store_key)
    counter, unheld = _counter_of(store, clock, options), SharedUse(folder.locks)
    yield Desk(folder, keys, identity, SettingsInForce(store), store, counter, clock, unheld, options.dice)


def _clock_of(shop: Settings, options: Options) -> ClockSource:
    clock = clock_for(shop, options.clock)
    options.check_draws(practice=shop.practice)
    return clock


def _counter_of(store: Store, clock: ClockSource, options: Options) -> Counter:
    shop = catalogue.inhabitants()
    sources = Sources(
        clock=clock,
        draw=options.dice.code,
        calendar=catalogue.calendar,
        shop=shop,
        proofs=DeskProofs(),
    )
    return Counter(store, catalogue.commands(), sources)


def open_store(path: Path, keys: DeskKeys, desk: str, draws: Draws = SECRET) -> Store:
    """Return the open store of a desk, its entries sealed with the desk's key and fresh salts.

    Raises:
        EnvironmentFailure: When the file cannot be opened or read with this key.
    """
    sealer = Sealer(desk, Signer(keys.seed).sign, draws.salt)
    return Store(path, keys.store_key, catalogue.schemas(), sealer)


def _begun(connection: Connection) -> tuple[Settings, Identity]:
    """Return what the shop is as a process begins, and who the journal says it is.

    Raises:
        IntegrityFailure: ``store.damaged`` when no entry says so.
    """
    shop = settings_of(connection)
    return shop, Identity(shop.desk, shop.practice, key_in(connection))


def clock_for(shop: Settings, given: datetime | None) -> ClockSource:
    """Return the clock of a process.

    Raises:
        Refused: ``clock.real`` for ``--clock`` on a real store.
    """
    if given is not None:
        if not shop.practice:
            raise Refused("clock.real")
        return GivenClock(given_instant(given, shop))
    return FollowingClock() if shop.clock_given else PcClock(system_clock)


def given_instant(given: datetime, shop: Settings) -> datetime:
    """Return the instant that ``--clock`` names: local time of the site, reckoned on in UTC."""
    local = given.replace(tzinfo=shop.zone) if given.tzinfo is None else given
    return local.astimezone(UTC)


def _bring_up_to_date(folder: DataFolder, keys: DeskKeys) -> None:
    """Migrate where this version brings something: alone, and only if nobody else has done it meanwhile."""
    if not is_pending(folder.store, keys.store_key, catalogue.schemas()):
        return
    with ExclusiveUse(folder.locks):
        if not is_pending(folder.store, keys.store_key, catalogue.schemas()):
            return
        # A store that is up to date opens without it.
        from concierge_desk.store.copies import copy_store  # noqa: PLC0415

        copy = folder.copies / f"avant-{__version__}-{os.urandom(4).hex()}.db"
        copy_store(folder.store, keys.store_key, copy)
        LOG.info("migrating; a copy was made first: %s", copy.name)
        try:
            migrate(folder.store, keys.store_key, catalogue.schemas())
        finally:
            # One copy is enough, whether it went well or is tried again; an erased name must not live on in others.
            # What a restore set aside has another name and goes by another rule.
            for older in folder.copies.glob("avant-[0-9]*"):
                if older != copy:
                    older.unlink()


def _at_once(desk: Desk) -> tuple[anchors.Anchor, ...]:
    """Return the anchors that an opening has time for: beside the store, and where the keys are.

    A line that cannot be read is told when a copy is made.
    """
    witnessed, beside = desk.witnessed, b""
    with suppress(OSError):
        beside = (desk.folder.root / anchors.FILE).read_bytes()
    return (*witnessed.anchors_in(beside), *anchor_in_keystore(desk.folder, witnessed))


def _erase_missed(desk: Desk) -> None:
    """Erase what the list beside the store names and the store holds all the same: somebody put an older file back."""
    try:
        listed = (desk.folder.root / ERASURES).read_bytes()
    except OSError:
        # A copy that is made tells of a list which cannot be read.
        return
    if not listed:
        return
    # Where nobody was ever erased, none of it is loaded (decision 0019).
    from concierge_desk.domain.erasures import readable_erasures  # noqa: PLC0415
    from concierge_desk.store.privacy.erased_again import erase_missed, missed  # noqa: PLC0415

    told = readable_erasures(listed)[0]
    if desk.store.read(lambda rows: missed(rows, told)):
        desk.store.write(lambda unit: erase_missed(unit.rows, told))


def _check_identity(folder: DataFolder, identity: Identity) -> None:
    if (way_of(folder) == "factice") != identity.practice:
        raise EnvironmentFailure("keys.practice_mixed")


def _watch_software(desk: Desk) -> None:
    """Write down once that another version of the program goes on (docs/requirements.md, "Events of the register")."""
    known = desk.store.read(settings.software_at)
    if known != __version__:
        told = {"before": known, "software": __version__}
        desk.store.write(lambda unit: desk.post(unit, "software.updated", told))
