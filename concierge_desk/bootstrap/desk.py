"""Opening a desk: lock, key, migration, checks, wiring.

Source: DESIGN §4 (private key, two processes), §7 (global options), §8 (the store at rest).
"""

import logging
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from concierge_desk import __version__
from concierge_desk.bootstrap import wiring
from concierge_desk.counter.codes import draw_code, new_op
from concierge_desk.counter.instants import ClockSource, FollowingClock, GivenClock, PcClock, instant_for
from concierge_desk.counter.operation import Counter, Draft, Sources
from concierge_desk.counter.settings import Settings
from concierge_desk.domain.clock import offset_text, system_clock
from concierge_desk.domain.errors import EnvironmentFailure, Refused
from concierge_desk.domain.journal import instant_text, read_payload
from concierge_desk.paths import DataFolder
from concierge_desk.signing.keys import DeskKeys, load_keys, way_of
from concierge_desk.signing.passphrase import NO_PASSPHRASE, PassphraseSource
from concierge_desk.signing.signer import Signer
from concierge_desk.store import journal, settings
from concierge_desk.store.connection import Connection
from concierge_desk.store.database import Store, read_store
from concierge_desk.store.locks import ExclusiveUse, SharedUse
from concierge_desk.store.migrating import copy_store, is_pending, migrate
from concierge_desk.store.sealing import Sealer
from concierge_desk.store.unit import Unit

LOG = logging.getLogger("concierge_desk.desk")
SALT_BYTES = 16


@dataclass(frozen=True, slots=True)
class Options:
    """How a desk is opened.

    Attributes:
        data: Its folder.
        clock: ``--clock``: local time of the site, or None.
        passphrase: Where the key's passphrase comes from.
    """

    data: Path
    clock: datetime | None = None
    passphrase: PassphraseSource = NO_PASSPHRASE


@dataclass(frozen=True, slots=True)
class Identity:
    """Who the journal says it is, read from its first entry and its settings."""

    settings: Settings
    public_key: str
    practice: bool


@dataclass(frozen=True, slots=True)
class Desk:
    """An open desk.

    Attributes:
        folder: Its folder.
        keys: Its keys.
        identity: Who it is.
        store: Its store.
        counter: Plays commands.
        clock: The clock of this process.
        shared: The lock this process holds.
    """

    folder: DataFolder
    keys: DeskKeys
    identity: Identity
    store: Store
    counter: Counter
    clock: ClockSource
    shared: SharedUse

    @property
    def signer(self) -> Signer:
        """Signs with the desk's key."""
        return Signer(self.keys.seed)

    def new_op(self) -> str:
        """Return an operation id drawn at the time of the desk's clock."""
        last = self.store.read(journal.head).at
        return new_op(instant_for(self.clock, last).at)

    def operator(self, code: str | None) -> str:
        """Return the operator asked for; the first of the settings by default.

        Raises:
            Refused: ``operator.unknown``.
        """
        known = self.identity.settings.operators
        if code is not None and code not in known:
            raise Refused("operator.unknown", operator=code)
        return code or known[0]

    def note(self, kind: str, data: dict[str, object], operator: str | None = None) -> int:
        """Write an entry that is no act of the counter (a print, an export) and return its number.

        Raises:
            Refused: ``operator.unknown``.
            EnvironmentFailure: Disk, lock.
        """
        by = self.operator(operator)
        return self.store.write(lambda unit: self._note(unit, kind, data, by))

    def _note(self, unit: Unit, kind: str, data: dict[str, object], by: str) -> int:
        at = instant_for(self.clock, unit.head().at).at
        opened = unit.day_state(self.identity.settings.drawer).open
        zone = self.identity.settings.zone
        draft = Draft(
            kind=kind,
            aud="",
            data=data,
            day=opened.day if opened else None,
            op=new_op(at),
            by=by,
            at=instant_text(at),
            tz=offset_text(at, zone),
        )
        posted = unit.post(draft)
        self.clock.accepted()
        return posted.seq


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
    keys = load_keys(folder, passphrase=options.passphrase)
    with SharedUse(folder.locks) as shared:
        _bring_up_to_date(folder, keys, shared)
        identity = read_store(folder.store, keys.store_key, identity_of)
        _check_identity(folder, keys, identity)
        clock = clock_for(identity.settings, options.clock)
        signer = Signer(keys.seed)
        sealer = Sealer(identity.settings.desk, signer.sign, lambda: secrets.token_bytes(SALT_BYTES))
        store = Store(folder.store, keys.store_key, wiring.schemas(), sealer)
        try:
            sources = Sources(clock=clock, draw=draw_code, calendar=wiring.calendar)
            counter = Counter(store, wiring.commands(), sources)
            desk = Desk(folder, keys, identity, store, counter, clock, shared)
            if watch:
                _watch_protections(desk)
            yield desk
        finally:
            store.close()


def has_store(folder: DataFolder) -> bool:
    """Say whether a desk was made in a folder."""
    try:
        return folder.store.is_file()
    except OSError:
        # A name that no disk takes.
        return False


def identity_of(connection: Connection) -> Identity:
    """Return who the journal says it is.

    Raises:
        EnvironmentFailure: ``store.unfinished`` when its set-up was never finished.
    """
    first = journal.entry(connection, 1)
    posted = read_payload(first) if first else None
    if posted is None or posted.kind != "desk.commissioned":
        raise EnvironmentFailure("store.unfinished")
    return Identity(
        settings=Settings.of(settings.settings_at(connection)),
        public_key=posted.data["pub"],
        practice=posted.data["practice"],
    )


def clock_for(shop: Settings, given: datetime | None) -> ClockSource:
    """Return the clock of a process.

    Raises:
        Refused: ``clock.real`` for ``--clock`` on a real store.
    """
    if given is not None:
        if not shop.practice:
            raise Refused("clock.real")
        return GivenClock(given.replace(tzinfo=shop.zone) if given.tzinfo is None else given)
    return FollowingClock() if shop.clock_given else PcClock(system_clock)


def _bring_up_to_date(folder: DataFolder, keys: DeskKeys, shared: SharedUse) -> None:
    if not is_pending(folder.store, keys.store_key, wiring.schemas()):
        return
    with ExclusiveUse(folder.locks, own=shared):
        copy = folder.copies / f"avant-{__version__}-{secrets.token_hex(4)}.db"
        copy_store(folder.store, keys.store_key, copy)
        LOG.info("migrating; a copy was made first: %s", copy.name)
        migrate(folder.store, keys.store_key, wiring.schemas())


def _check_identity(folder: DataFolder, keys: DeskKeys, identity: Identity) -> None:
    if Signer(keys.seed).public_key != identity.public_key:
        raise EnvironmentFailure("keys.foreign")
    if (way_of(folder) == "factice") != identity.practice:
        raise EnvironmentFailure("keys.practice_mixed")


def _watch_protections(desk: Desk) -> None:
    """Write down once that the journal's protections were altered; sales go on (compliance §8.2, pitfall 5)."""
    altered = desk.store.read(journal.altered_texts)
    if altered and desk.store.read(_last_told) != altered:
        LOG.error("the journal's protections were altered: %s", ", ".join(altered))
        desk.note("integrity.failed", {"what": altered})


def _last_told(connection: Connection) -> list[str] | None:
    found = journal.last_of_kind(connection, "integrity.failed")
    return list(found.data["what"]) if found else None
