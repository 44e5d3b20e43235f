"""The open desk as the page of the copies sees it: found, opened, foreseen; never restored from here.

A restore needs the store alone, and the window has it open: it is made once the window has let go (`going_on`).

Source: docs/contract.md, "Processes and threads", "Restore"; decisions 0024, 0027.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from itertools import chain, count
from pathlib import Path
from typing import TYPE_CHECKING

from concierge_desk.counter.command.sources import context_of
from concierge_desk.counter.core.verification_texts import Verified, verdict_of
from concierge_desk.counter.texts.copies import Fork, contents_lines, dated, effects, opens_words, size_words
from concierge_desk.counter.texts.short_dates import short_hour, weekday_letter, whole_day
from concierge_desk.counter.texts.speech import Speech
from concierge_desk.counter.till.visits import pending
from concierge_desk.desk.chips import backup_chip
from concierge_desk.desk.desk import Options
from concierge_desk.domain.contents import Contents
from concierge_desk.domain.copies.names import CopyName, read_copy_name
from concierge_desk.domain.journal import instant_of
from concierge_desk.domain.medium import Kept, Medium
from concierge_desk.domain.override import override
from concierge_desk.i18n import N_
from concierge_desk.jobs.copies.kept_days import kept_days
from concierge_desk.jobs.copies.stick_desk import StickDesk
from concierge_desk.pages.copies.face import (
    CopiesFace,
    CopiesSheet,
    Copy,
    DayKept,
    Looked,
    Preview,
    Tried,
    WrittenOut,
)
from concierge_desk.paths import STICK_FOLDER, reports_folder
from concierge_desk.signing.passphrase import PassphraseSource
from concierge_desk.store import backups, visits
from concierge_desk.store.backups import Backup
from concierge_desk.store.connection import Connection
from concierge_desk.store.unit import View
from concierge_desk.ui.presenter.figures import Figure
from concierge_desk.ui.presenter.long_job import HowFar, Stopping

if TYPE_CHECKING:
    from concierge_desk.jobs.copies.backup_key import BackupKey

_PLUGGED_IN = N_("The last good copy was made on {when}; it lies on the stick {stick}, which is plugged in.")
_WHERE: Mapping[Medium | None, str] = {
    "stick": N_("The last good copy was made on {when}; it lies on a stick that is not plugged in: {file}"),
    "pc": N_(
        "The last good copy was made on {when}; it lies on this PC only, and is lost with it: make one on a stick. {file}"
    ),
    "other": N_("The last good copy was made on {when}; it lies neither on a stick nor on this PC: {file}"),
    None: N_("The last good copy was made on {when}: {file}"),
}
"""Where the last copy lies that is on no stick here; of one of an earlier version nobody wrote it down."""


_KEPT: Mapping[Kept, str] = {
    "stick": N_("{day}: copy on a stick"),
    "other": N_("{day}: copy, not on a stick"),
    "pc": N_("{day}: copy on this PC only"),
    "none": N_("{day}: no copy"),
    "free": N_("{day}: not closed"),
}


_OPENS = N_("The words are right: this copy opens, and it is signed with the key of this desk.")
_OPENS_UNSIGNED = N_(
    "The words are right: this copy opens. It is of an older version and not signed; the key inside is this desk's."
)
_OPENS_OTHER = N_(
    "The words are right, but the copy is not of this desk: its key is another one, {key}. Somebody else made it."
)
_NOT_TO_PUT_BACK = N_(
    "It cannot be put back here: it was made with another key, by another desk or by somebody else. Keep the stick apart."
)
_UNSIGNED = N_("none: the copy is of an older version")
_THIS_DESK = N_("this desk's")
_ANOTHER = N_("another one than this desk's")


_HALF = len("0123-0123-0123-0123-")
"""Of a fingerprint, as it is shown beside other figures."""


def tried(key: "BackupKey", speech: Speech) -> Tried:
    """Return what is told of a copy that opens, beside the open desk: whose it is."""
    if not key.own:
        return Tried(speech.say(_OPENS_OTHER, key=key.fingerprint), "bad")
    return Tried(speech.say(_OPENS if key.signed else _OPENS_UNSIGNED), "good")


def key_figures(key: "BackupKey", speech: Speech) -> Iterator[Figure]:
    """Yield whose signature a copy bears, and the fingerprint of its key where it is known."""
    whose = _UNSIGNED if not key.signed else _THIS_DESK if key.own else _ANOTHER
    yield Figure(speech.say("Signature"), speech.say(whose))
    if key.fingerprint:
        # In two lines: in one it would leave the labels beside it no room.
        begins, ends = key.fingerprint[:_HALF], key.fingerprint[_HALF:]
        yield Figure(speech.say("Fingerprint of the key"), f"{begins}\n{ends}")


class CopiesDesk(StickDesk, CopiesFace):
    """The desk of the copies' page."""

    @override
    def sheet(self) -> CopiesSheet:
        found = sorted(self._found(), key=lambda one: (one[1].made_at, one[0].path.name), reverse=True)
        return self._desk.store.read(lambda rows: self._sheet(rows, [copy for copy, _named in found]))

    @override
    def check(self, copy: Copy, words: str, step: HowFar, stopping: Stopping) -> Looked:
        # What opens copies is not loaded before one is opened.
        from concierge_desk.desk.money_figures import blind_figures  # noqa: PLC0415
        from concierge_desk.jobs.copies.rehearsal import rehearse  # noqa: PLC0415  (as above)
        from concierge_desk.jobs.core_steps import REHEARSED  # noqa: PLC0415  (as above)
        from concierge_desk.jobs.first_steps import note  # noqa: PLC0415  (as above)
        from concierge_desk.store.copies import Watch  # noqa: PLC0415  (as above)

        options = Options(self._desk.folder.root, passphrase=PassphraseSource(prompt=lambda: words))
        found = rehearse(copy.path, options, Watch(step, stopping), self._desk.public_key)
        held, status = found.manifest.contents, found.status
        faults = tuple(dict.fromkeys((fault["code"], fault["seq"]) for fault in found.verdict.faults))
        if not faults:
            note(self._desk, REHEARSED)
        return Looked(
            opens_words(held.entries, faults, self.lang),
            "bad" if faults else "good",
            self._faults(held, faults),
            self._contents(held, found.manifest.software, found.key),
            "" if status is None else dated(status["day"], self.lang),
            () if status is None else tuple(blind_figures(status, self.lang)),
        )

    @override
    def preview(self, copy: Copy) -> Preview:
        from concierge_desk.jobs.copies.backup_key import BackupKey  # noqa: PLC0415  (as above)
        from concierge_desk.jobs.copies.restore import foresee, look_beside  # noqa: PLC0415  (as above)

        held = look_beside(copy.path, self._desk)
        foreseen = foresee(held, self._desk.folder)
        made_day = held.file.manifest.made_at[:10]
        # The day it was made on is known from the copy itself.
        later = foreseen.lost_until if (foreseen.lost_until or "") > made_day else None
        waiting = len(pending(self._desk.store.read(visits.visits)))
        fork = Fork(foreseen.epoch, later, waiting)
        manifest = held.file.manifest
        key = BackupKey.of(manifest, self._desk.public_key)
        told = () if held.present is None else effects(held.contents, held.present, fork, self.lang)
        other = (self.speech.say(_NOT_TO_PUT_BACK),) if key.own is False else ()
        return Preview(self._contents(held.contents, manifest.software, key), (*other, *told))

    @override
    def try_words(self, copy: Copy, words: str, *, own: bool) -> Tried:
        from concierge_desk.jobs.copies.restore import look_beside, try_opener  # noqa: PLC0415  (as above)

        key = try_opener(look_beside(copy.path, self._desk), words, self._desk.keys, own=own)
        return tried(key, self.speech)

    @override
    def recovery_sheet(self, words: str) -> Path:
        from concierge_desk.jobs.copies.recovery import show_sheet  # noqa: PLC0415  (as above)

        return show_sheet(self._desk, words).path

    @override
    def commissioning_record(self) -> Path:
        from concierge_desk.jobs.papers import COMMISSIONING  # noqa: PLC0415  (as above)

        return self._port.paper(COMMISSIONING)

    @override
    def everything(self) -> WrittenOut:
        from concierge_desk.jobs.full_export import export_everything  # noqa: PLC0415  (once in a year)

        made = export_everything(self._desk, self._new_folder(), self._operator)
        return WrittenOut(made.path, made.files)

    @override
    def put_away(self, paper: Path) -> None:
        with suppress(OSError):
            # The folder itself is wiped when the window is closed, and when the next one opens.
            paper.unlink()

    def _new_folder(self) -> Path:
        """Return a folder that is not there yet: on the stick, where one alone is plugged in."""
        sticks, identity = self._sticks.plugged(), self._desk.identity
        own = reports_folder(self._desk.folder.root, practice=identity.practice)
        root = sticks[0].mount if len(sticks) == 1 else own
        name = f"tout-{identity.desk}-{self._port.today().isoformat()}"
        tries = chain((name,), (f"{name}-{number}" for number in count(2)))
        return next(folder for one in tries if not (folder := root / one).exists())

    def _found(self) -> Iterator[tuple[Copy, CopyName]]:
        code, zone = self._desk.identity.desk, self._desk.settings.zone
        for stick in self._sticks.plugged():
            try:
                for path in (stick.mount / STICK_FOLDER).glob(f"{code}-*.zip"):
                    named = read_copy_name(path.name, code)
                    if named is not None:
                        size = size_words(path.stat().st_size, self.lang)
                        local = named.made_at.astimezone(zone)
                        when = f"{self._day(local.date())} · {short_hour(local.time(), self.lang)}"
                        yield Copy(path, when, stick.label, size, named.place), named
            except OSError:
                # Pulled out without a word: what is not there is not shown.
                continue

    def _sheet(self, rows: Connection, found: Sequence[Copy]) -> CopiesSheet:
        last = backups.best_backup(rows)
        context = context_of(View(rows), self._desk.counter.sources, self._operator)
        copies = tuple(replace(one, last=last is not None and one.path.name == last.file) for one in found)
        closed, kept = context.state.last, kept_days(rows, context, self._desk.folder.copies)
        return CopiesSheet(
            age=backup_chip(last, context, self.lang),
            where=self._where(last, copies),
            days=tuple(self._kept(day, where) for day, where in kept.items()),
            facts=self._facts(Counter(kept.values())),
            copies=copies,
            owed=closed is not None and not backups.carried_since(rows, closed.seq),
            # A desk that was put back may not know of the copy it was.
            first=last is None and not found,
        )

    def _kept(self, day: date, kept: Kept) -> DayKept:
        words = self.speech.say(_KEPT[kept], day=whole_day(day, self.lang))
        return DayKept(weekday_letter(day, self.lang), str(day.day), kept, words)

    def _facts(self, kept: Counter[Kept]) -> tuple[Figure, ...]:
        """Return how the closed days of the last weeks are kept."""
        told = (
            (N_("Days with a copy on a stick"), kept["stick"]),
            (N_("Days with a copy elsewhere"), kept["other"]),
            (N_("Days whose copy lies on this PC only"), kept["pc"]),
            (N_("Closed days without a copy"), kept["none"]),
        )
        return tuple(Figure(self.speech.say(label), str(count), quiet=not count) for label, count in told)

    def _where(self, last: Backup | None, copies: tuple[Copy, ...]) -> str:
        if last is None:
            return self.speech.say("No copy was made yet: plug a stick in, and make the first one.")
        local = instant_of(last.at).astimezone(self._desk.settings.zone)
        sticks = [copy.stick for copy in copies if copy.last]
        words = _PLUGGED_IN if sticks else _WHERE[last.medium]
        when = f"{self._day(local.date())}, {short_hour(local.time(), self.lang)}"
        return self.speech.say(words, when=when, stick=", ".join(sticks), file=last.file)

    def _contents(self, held: Contents, software: str, key: "BackupKey") -> tuple[Figure, ...]:
        told = contents_lines(held, software, self.lang)
        return (*(Figure(label, value) for label, value in told), *key_figures(key, self.speech))

    def _faults(self, held: Contents, faults: tuple[tuple[str, int | None], ...]) -> tuple[str, ...]:
        """Return what does not hold, as the page of the journal says it."""
        verified = Verified(held.entries, 0, 0, faults)
        return verdict_of(verified, lambda seq: f"{held.epoch}{seq}", self.lang).faults

    def _day(self, day: date) -> str:
        return f"{whole_day(day, self.lang)} {day.year}"
