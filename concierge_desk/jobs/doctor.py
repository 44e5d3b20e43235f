"""Doctor of a desk: store, keys, clock, disk, stick, printer, scanner, prices, copies, version; what to do about each.

Nothing is written, and no paper printed. What a service has to say comes from the service (`ServiceParts.checks`).

Source: docs/contract.md, "Words" (`doctor`).
"""

import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import tzinfo
from typing import TYPE_CHECKING

from concierge_desk import __version__
from concierge_desk.counter.checks import DeskCheck, Standing
from concierge_desk.counter.context import Settings
from concierge_desk.counter.core.day_cards import dates_told
from concierge_desk.counter.settings.core import COPY_DAYS
from concierge_desk.counter.settings.values import in_force
from concierge_desk.counter.texts.copies import size_words
from concierge_desk.counter.texts.messages import say
from concierge_desk.counter.texts.short_dates import day_and_year, said_day, short_hour
from concierge_desk.desk import catalogue
from concierge_desk.desk.desk import Desk
from concierge_desk.desk.options import has_store
from concierge_desk.domain.clock import instant_for, local_day
from concierge_desk.domain.day import TwoDates
from concierge_desk.domain.errors import DeskError
from concierge_desk.domain.journal import instant_of
from concierge_desk.i18n import N_
from concierge_desk.media.encryption import Encryption, encryption_of
from concierge_desk.media.volumes import removable_volumes
from concierge_desk.paths import DataFolder
from concierge_desk.signing.keys import Way, way_of
from concierge_desk.store import backups, day, journal
from concierge_desk.store.connection import Connection
from concierge_desk.store.leaving import deliveries
from concierge_desk.store.papers import spool
from concierge_desk.store.settings import told_altered
from concierge_desk.store.unit import View
from concierge_desk.ui.presenter.paper_host import PrinterState

if TYPE_CHECKING:
    from concierge_desk.media.system import System

LEAST_FREE_BYTES = 1_000_000_000
"""With less room a copy, an export or an update may not find its place."""

_GIGABYTE = 1_000_000_000

_LABELS = {
    "store": N_("Store"),
    "keys": N_("Key"),
    "clock": N_("Clock"),
    "disk": N_("Disk"),
    "stick": N_("USB stick"),
    "printer": N_("Printer"),
    "scanner": N_("Scanner"),
    "deliveries": N_("Deliveries"),
    "looked": N_("Looks at names"),
    "copies": N_("Copies"),
    "version": N_("Version"),
}
_WAYS: dict[Way, str] = {
    "keyring": N_("Kept by this session of the PC: nobody has to type it."),
    "passphrase": N_("Opened by a passphrase."),
    "factice": N_("A practice shop's: it lies here in clear, and protects nothing."),
}
_DISKS: dict[Encryption, str] = {
    "encrypted": N_("{free} free. The disk is encrypted."),
    "clear": N_("{free} free. The disk is not encrypted."),
    "unknown": N_("{free} free. Whether the disk is encrypted is not looked at here."),
}
_PREFERENCES = N_("F1, then 1, then F12 chooses one.")


@dataclass(frozen=True, slots=True)
class Around:
    """What of the PC only its caller knows.

    Attributes:
        printers: As far as each is known.
        scans: How many codes were scanned in this session; None where no window hears them.
        system: The machine whose sticks are found; the one the program runs on by default.
    """

    printers: Sequence[PrinterState] = ()
    scans: int | None = None
    system: "System | None" = None


def examine(desk: Desk, lang: str, around: Around) -> tuple[DeskCheck, ...]:
    """Return how an open desk is.

    Args:
        desk: The open desk.
        lang: Language of what is told.
        around: What of the PC the caller knows.

    Raises:
        EnvironmentFailure: The store cannot be read.
    """
    return desk.store.read(lambda rows: tuple(_of_desk(desk, rows, lang, around)))


def examine_closed(
    folder: DataFolder, failure: DeskError, lang: str, around: Around
) -> tuple[DeskCheck, ...]:
    """Return how a desk is that cannot be opened.

    Args:
        folder: Its folder.
        failure: Why it cannot.
        lang: Language of what is told.
        around: What of the PC the caller knows.
    """
    told = catalogue.sentence(failure.code, failure.params, lang)
    wrong = DeskCheck("store", say(_LABELS["store"], lang), "todo", say("It cannot be opened.", lang), told)
    version = _line("version", "well", say("Concierge Desk {version}", lang, version=__version__), lang)
    # Where no desk is there, it has no key either.
    keys = _keys(folder, lang) if has_store(folder) else ()
    return (wrong, *keys, *_pc(folder, lang, around), version)


def _of_desk(desk: Desk, rows: Connection, lang: str, around: Around) -> Iterator[DeskCheck]:
    head = journal.head(rows)
    instant = instant_for(desk.clock, head.at)
    shop = Settings.of(View(rows).settings())
    zone = shop.zone
    today = day.day_state(rows, shop.drawer).today or local_day(instant.clock_at, zone)
    yield _store(desk, rows, head.seq, lang)
    yield from _keys(desk.folder, lang)
    yield _clock(desk, rows, zone, lang)
    yield from _pc(desk.folder, lang, around, len(spool.waiting(rows)))
    yield from _deliveries(rows, lang)
    yield from _looked(desk, lang)
    for service in catalogue.services():
        checks = service.aside().checks
        if checks is not None:
            yield from checks(rows, today, lang)
    yield _copies(desk, rows, zone, lang)
    yield _line("version", "well", say("Concierge Desk {version}", lang, version=__version__), lang)


def _deliveries(rows: Connection, lang: str) -> Iterator[DeskCheck]:
    """Yield how the reports are that leave by themselves; nothing where none does."""
    if not deliveries.channels(rows):
        return
    waiting, stopped = len(deliveries.pending(rows)), deliveries.stopped(rows)
    if stopped:
        told = say("Reports that did not leave: {count}.", lang, count=stopped)
        yield _line(
            "deliveries", "todo", told, lang, say("The page Deliveries says why, and what to do.", lang)
        )
    else:
        told = say("Reports that wait to leave: {count}.", lang, count=waiting)
        yield _line("deliveries", "well", told, lang)


def _looked(desk: Desk, lang: str) -> Iterator[DeskCheck]:
    """Yield that who looked at names is not noted, where it is not; nothing else: names are shown all the same."""
    missed = len(desk.counter.sources.looks.missed)
    if missed:
        told = say("Looks at names that are not noted yet: {count}.", lang, count=missed)
        todo = say("The disk took nothing: see to it. They are noted with the next one.", lang)
        yield _line("looked", "todo", told, lang, todo)


def _line(code: str, standing: Standing, told: str, lang: str, todo: str = "") -> DeskCheck:
    return DeskCheck(code, say(_LABELS[code], lang), standing, told, todo)


def _store(desk: Desk, rows: Connection, entries: int, lang: str) -> DeskCheck:
    told = say("Opened with its key; entries: {entries}.", lang, entries=entries)
    if told_altered(rows):
        todo = N_("Keep everything as it is, verify the journal (F4, then F5; verify), and call for help.")
        return _line(
            "store", "todo", say("Something is no longer as it was written.", lang), lang, say(todo, lang)
        )
    if desk.store.only_read:
        why = catalogue.sentence("store.disk_read_only", {}, lang)
        return _line("store", "todo", told, lang, why)
    return _line("store", "well", told, lang)


def _keys(folder: DataFolder, lang: str) -> Iterator[DeskCheck]:
    try:
        way = way_of(folder)
    except DeskError as failure:
        told = say("Its file cannot be read.", lang)
        yield _line("keys", "todo", told, lang, catalogue.sentence(failure.code, failure.params, lang))
        return
    yield _line("keys", "note" if way == "factice" else "well", say(_WAYS[way], lang), lang)


def _clock(desk: Desk, rows: Connection, zone: tzinfo, lang: str) -> DeskCheck:
    last = journal.head(rows).at
    instant = instant_for(desk.clock, last)
    if last is not None and instant.behind and not instant.trusted:
        dates = TwoDates(instant.clock_at.astimezone(zone), last.astimezone(zone), None)
        todo = N_("Set the PC's date and time right; where the journal ran ahead, go on: it says so.")
        return _line("clock", "todo", dates_told(dates, lang), lang, say(todo, lang))
    at = instant.clock_at.astimezone(zone)
    told = say(
        "The PC says {day}, {hour}: the same as on your watch?",
        lang,
        day=day_and_year(at.date(), lang),
        hour=short_hour(at.time(), lang),
    )
    return _line("clock", "well", told, lang)


def _pc(folder: DataFolder, lang: str, around: Around, waiting: int = 0) -> Iterator[DeskCheck]:
    """Yield what is looked at whether or not the desk can be opened."""
    yield _disk(folder, lang)
    yield _stick(around, lang)
    yield _printer(around, waiting, lang)
    yield _scanner(around, lang)


def _disk(folder: DataFolder, lang: str) -> DeskCheck:
    # Of a desk that is still to be made, the disk it will lie on.
    place = next((one for one in (folder.root, *folder.root.parents) if one.is_dir()), folder.root)
    try:
        free = shutil.disk_usage(place).free
        encryption = encryption_of(place)
    except OSError:
        told, todo = N_("It does not answer."), N_("See that the folder is there, then look again.")
        return _line("disk", "todo", say(told, lang), lang, say(todo, lang))
    told = say(_DISKS[encryption], lang, free=_room(free, lang))
    if free < LEAST_FREE_BYTES:
        todo = N_("Make room: empty the bin, take away what is not needed on this PC.")
        return _line("disk", "todo", told, lang, say(todo, lang))
    if encryption == "encrypted":
        return _line("disk", "well", told, lang)
    # The store itself is encrypted: what lies open is what was printed into files, and the key of this session.
    todo = N_(
        "The store is encrypted all the same. Whoever sets the PC up can encrypt its disk too (LUKS, BitLocker)."
    )
    return _line("disk", "note", told, lang, say(todo, lang))


def _room(free_bytes: int, lang: str) -> str:
    """Return what is free, in whole gigabytes where there are some."""
    whole = free_bytes // _GIGABYTE
    return say("{gigabytes} GB", lang, gigabytes=whole) if whole else size_words(free_bytes, lang)


def _stick(around: Around, lang: str) -> DeskCheck:
    plugged = removable_volumes(around.system)
    if not plugged:
        told, todo = (
            N_("No stick is plugged in."),
            N_("In the evening plug the shop's stick in: the closing makes its copy."),
        )
        return _line("stick", "note", say(told, lang), lang, say(todo, lang))
    names = ", ".join(f"{one.label or one.mount} ({_room(one.free_bytes, lang)})" for one in plugged)
    return _line("stick", "well", say("Plugged in, with what is free: {names}.", lang, names=names), lang)


def _printer(around: Around, waiting: int, lang: str) -> DeskCheck:
    wrong = [one for one in around.printers if one.tone in {"bad", "warning"}]
    told = " ".join(f"{one.name}\N{NO-BREAK SPACE}: {one.text}." for one in around.printers)
    if wrong:
        return _line("printer", "todo", told, lang, " ".join(one.why for one in wrong if one.why))
    if waiting:
        count = say("Papers that wait: {count}.", lang, count=waiting)
        todo = N_("Switch the printer on; the page of the papers says what waits, and prints it elsewhere.")
        return _line("printer", "todo", " ".join(filter(None, (told, count))), lang, say(todo, lang))
    if not around.printers:
        none = N_("None is set at this PC: papers are shown on the screen.")
        return _line("printer", "note", say(none, lang), lang, say(_PREFERENCES, lang))
    return _line("printer", "well", told, lang)


def _scanner(around: Around, lang: str) -> DeskCheck:
    if around.scans is None:
        told, todo = N_("Not looked at here."), N_("In the window the same page counts what is scanned.")
        return _line("scanner", "note", say(told, lang), lang, say(todo, lang))
    if not around.scans:
        told = N_("Nothing was scanned since the window was opened.")
        todo = N_("Scan any code: where nothing is counted, see its cable, and its prefix (F1, then 1).")
        return _line("scanner", "note", say(told, lang), lang, say(todo, lang))
    count = say("Codes scanned since the window was opened: {count}.", lang, count=around.scans)
    return _line("scanner", "well", count, lang)


def _copies(desk: Desk, rows: Connection, zone: tzinfo, lang: str) -> DeskCheck:
    last, practice = backups.best_backup(rows), desk.identity.practice
    # An exercise need not be kept.
    owed: Standing = "note" if practice else "todo"
    todo = say(
        "Plug the shop's stick in, then make a copy: the page of the copies, F5; or backup --to usb.", lang
    )
    if last is None:
        return _line("copies", owed, say("No copy was ever made.", lang), lang, todo)
    made = instant_of(last.at).astimezone(zone)
    now = instant_for(desk.clock, journal.head(rows).at).at.astimezone(zone)
    told = say(
        "The last one was read back on {day}: {file}.",
        lang,
        day=said_day(made.date(), lang),
        file=last.file,
    )
    if last.medium == "pc":
        told = " ".join((told, say("It lies on this PC: what happens to the PC happens to it.", lang)))
    if last.medium == "pc" or (now.date() - made.date()).days > in_force(rows, COPY_DAYS):
        return _line("copies", owed, told, lang, todo)
    return _line("copies", "well", told, lang)
