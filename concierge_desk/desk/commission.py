"""Commissioning of a new desk: keys, store, first entries; whole or not at all.

Source: docs/contract.md, "Words", "Private key".
"""

from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from concierge_desk import __version__, paths
from concierge_desk.counter.context import Context, Settings
from concierge_desk.counter.site import Site, core_events, read_site, require_own_siret
from concierge_desk.counter.site_lines import placed
from concierge_desk.counter.values.codes import Draws
from concierge_desk.counter.values.passphrases import require_strong
from concierge_desk.counter.values.vat_rates import shipped_rates
from concierge_desk.desk import catalogue
from concierge_desk.desk.desk import Options, given_instant, open_store
from concierge_desk.desk.files import TooLargeError, foreign_bytes, made_folder
from concierge_desk.domain.calendar import OpeningCalendar
from concierge_desk.domain.clock import GivenClock, PcClock, instant_for, local_day, system_clock
from concierge_desk.domain.day import DayState
from concierge_desk.domain.errors import EnvironmentFailure, Refused
from concierge_desk.domain.journal import Event, Stamp
from concierge_desk.domain.numbers import FIRST_EPOCH
from concierge_desk.paths import DataFolder
from concierge_desk.signing.keys import DeskKeys, create_keys, load_keys, way_of
from concierge_desk.signing.signer import Signer
from concierge_desk.store import records
from concierge_desk.store.copies import settle
from concierge_desk.store.locks import ExclusiveUse
from concierge_desk.store.migrations import migrate
from concierge_desk.store.unit import Unit

_MOST_BYTES = 100_000
"""The shipped site file has some two thousand."""


@dataclass(frozen=True, slots=True)
class Commissioned:
    """A desk that was made: its code, where its keys lie, its public key."""

    desk: str
    way: str
    public_key: str


def site_text(name: str) -> str:
    """Return a site file: a path, or the name of a shipped one.

    Raises:
        Refused: ``site.missing``, ``site.too_large``.
    """
    path = Path(name)
    try:
        if path.is_file():
            return _decoded(foreign_bytes(path, _MOST_BYTES))
        return paths.resource_text(f"sites/{name}.toml")
    except TooLargeError as error:
        raise Refused("site.too_large") from error
    except (OSError, ValueError) as error:
        raise Refused("site.missing", file=name) from error


def _decoded(data: bytes) -> str:
    """Return a text as editors save it: with a mark of its byte order, in UTF-8, or as older ones of Windows do."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252")


def commission(options: Options, site: Site, *, practice: bool, on_pc: bool = False) -> Commissioned:
    """Make the desk of a site in an empty folder.

    Args:
        options: Where, and at what time.
        site: What it is.
        practice: It is an exercise.
        on_pc: It reads the clock of this PC from then on, though it was made at a time that was given.

    Raises:
        Refused: ``init.exists``, ``clock.real``, ``site.no_siret``, ``keys.passphrase_short``, ``keys.passphrase_guessable``, or what the
            site file has wrong.
        EnvironmentFailure: Disk or key; nothing half-made stays.
    """
    folder = DataFolder(options.data)
    if options.clock is not None and not practice:
        raise Refused("clock.real")
    options.check_draws(practice=practice)
    if not practice:
        require_own_siret(site)
    made_folder(folder.root)
    with ExclusiveUse(folder.locks):
        if folder.store.exists():
            raise Refused("init.exists", folder=str(options.data))
        # What the site file has wrong is said before anything is made.
        clock = "pc" if options.clock is None or on_pc else "given"
        events = _events(site, options, practice=practice, clock=clock)
        keys = _keys(folder, options, practice=practice)
        public_key = Signer(keys.seed).public_key
        first, *others = events
        events = [replace(first, data={**first.data, "pub": public_key}), *others]
        partial = paths.half_commissioned(folder)
        try:
            _fill(partial, keys, events, options, site.code(practice=practice))
            partial.replace(folder.store)
            paths.sync_folder(folder.root)
        finally:
            for leftover in (*paths.half_made_stores(folder), *paths.half_written_keys(folder)):
                # What a failing disk does not let go of goes with the next window.
                with suppress(OSError):
                    leftover.unlink()
    return Commissioned(site.code(practice=practice), way_of(folder), public_key)


def commission_named(options: Options, name: str, *, practice: bool) -> Commissioned:
    """Make the desk of a site file; of what is wrong with it the line is told.

    Args:
        options: Where.
        name: Its path, or the name of a shipped one.
        practice: It is an exercise.

    Raises:
        Refused: As `read_site_file` and `commission`; ``site.invalid`` with ``line`` where it is known.
        EnvironmentFailure: As `commission`.
    """
    text = site_text(name)
    with placed(text):
        return commission(options, read_site(text), practice=practice)


def _keys(folder: DataFolder, options: Options, *, practice: bool) -> DeskKeys:
    """Return new keys, or those of a set-up that was cut off before its store was in place.

    Raises:
        EnvironmentFailure: ``keys.practice_mixed`` when that set-up was of the other kind.
    """
    if folder.keys.exists() or folder.practice_key.exists():
        if (way_of(folder) == "factice") != practice:
            raise EnvironmentFailure("keys.practice_mixed")
        return load_keys(folder, passphrase=options.passphrase)
    # Of a real shop everything hangs on it: one that is chosen now is weighed.
    chosen = options.passphrase if practice else replace(options.passphrase, check=require_strong)
    return create_keys(folder, practice=practice, passphrase=chosen)


def _events(site: Site, options: Options, *, practice: bool, clock: str) -> list[Event]:
    """Return the first entries' events; the public key joins the first of them once there is one."""
    commissioned = {
        "practice": practice,
        "software": __version__,
        "clock": clock,
    }
    events = core_events(site, commissioned=commissioned, rates=shipped_rates(), draw=options.dice.code)
    context = _context(events, options)
    for service in catalogue.services():
        if service.seed is not None:
            events += service.seed(site.services.get(service.code, {}), context)
    for code in site.services:
        if code not in {service.code for service in catalogue.services()}:
            raise Refused("site.invalid", field=f"services.{code}")
    return events


def _context(events: list[Event], options: Options) -> Context:
    """Return the context of a desk that has no entry yet."""
    shop = Settings.of(next(event.data for event in events if event.kind == "settings.set"))
    clock = PcClock(system_clock) if options.clock is None else GivenClock(given_instant(options.clock, shop))
    instant = instant_for(clock, None)
    return Context(
        instant=instant,
        today=local_day(instant.at, shop.zone),
        zone=shop.zone,
        operator=shop.operators[0],
        settings=shop,
        hours=lambda: OpeningCalendar((), (), lambda _day: False),
        state=DayState(None, None, 0, None),
        last_at=None,
        epoch=FIRST_EPOCH,
        next_seq=1,
        draw=options.dice.code,
    )


def _fill(path: Path, keys: DeskKeys, events: list[Event], options: Options, desk: str) -> None:
    for leftover in path.parent.glob(path.name + "*"):
        leftover.unlink()
    migrate(path, keys.store_key, catalogue.schemas())
    store = open_store(path, keys, desk, options.dice)
    try:
        store.write(lambda unit: _post(unit, events, _context(events, options), options.dice))
    finally:
        store.close()
    # A disk that fails while it is closed leaves entries in its log, which would not go with it into its place.
    settle(path, keys.store_key)


def _post(unit: Unit, events: list[Event], context: Context, draws: Draws) -> None:
    records.make_secrets(unit.rows)
    stamp = Stamp(draws.op(context.at), context.operator, context.at, context.zone, None)
    for event in events:
        posted = unit.post(stamp.draft(event))
        for record in event.personal:
            unit.keep(record, context.today.isoformat(), posted.seq, event.about)


def read_site_file(name: str) -> Site:
    """Return a site, from a path or the name of a shipped one.

    Raises:
        Refused: ``site.missing``, ``site.too_large``, ``site.unreadable``, ``site.invalid``.
    """
    return read_site(site_text(name))
