"""The drawer that hangs on the printer: it is opened at once or not at all, and journaled once the line took the pulse.

A drawer that springs open minutes later, because somebody put paper in, opens before whoever stands there: what could
not be sent is forgotten, and the drawer has a key.

Source: docs/contract.md, "Payments and the drawer"; decision 0061.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final, Protocol

from concierge_desk.counter.values.codelists import NOTE_RETENTION
from concierge_desk.desk.desk import Desk
from concierge_desk.domain.charge import OPENED
from concierge_desk.domain.clock import instant_for, local_day
from concierge_desk.domain.journal import PersonalRecord, instant_of
from concierge_desk.store import journal
from concierge_desk.store.papers import pulses
from concierge_desk.store.papers.pulses import Pulse
from concierge_desk.store.unit import Unit

FRESH: Final = timedelta(seconds=15)
"""As long as a printer may take for the paper before; whoever waits longer has opened the drawer by its key."""


class PulseLine(Protocol):
    """Line to a printer, as far as a drawer hangs on it."""

    def pulse(self, data: bytes) -> None:
        """Send a pulse. Raises EnvironmentFailure."""


class Drawer:
    """The drawer of a desk, opened by its printer."""

    def __init__(self, desk: Desk) -> None:
        """Open the drawer of an open desk; the desk outlives this."""
        self._desk = desk

    def use(self, connected: bool) -> None:
        """Open it from now on, or not any more; a desk that never had one is not written to.

        Raises:
            EnvironmentFailure: The store.
        """
        if connected:
            self._desk.store.write(lambda unit: pulses.connect(unit.rows))
        elif self._desk.store.read(pulses.is_connected):
            self._desk.store.write(lambda unit: pulses.disconnect(unit.rows))

    def open(self, line: PulseLine) -> int:
        """Send the pulses that wait, and say how many the line took; each is an entry.

        Raises:
            EnvironmentFailure: ``printer.*``; the store.
        """
        if not self._desk.store.read(pulses.is_connected):
            return 0
        # It takes half a second: with the first look at the printer, and not with the first customer's change.
        from concierge_desk.printing.drawer import pulse as pulse_bytes  # noqa: PLC0415

        data, opened = pulse_bytes(), 0
        for pulse in self._desk.store.read(pulses.waiting):
            if self._is_fresh(pulse):
                line.pulse(data)
                self._journal(pulse)
                opened += 1
            else:
                self._forget([pulse])
        return opened

    def give_up(self) -> bool:
        """Forget the pulses that could not be sent, and say whether there were any.

        Raises:
            EnvironmentFailure: The store.
        """
        waiting = self._desk.store.read(pulses.waiting)
        if waiting:
            self._forget(waiting)
        return bool(waiting)

    def _forget(self, gone: Iterable[Pulse]) -> None:
        places = [pulse.place for pulse in gone]
        self._desk.store.write(lambda unit: pulses.drop(unit.rows, places))

    def _is_fresh(self, pulse: Pulse) -> bool:
        return abs(self._now() - instant_of(pulse.at)) <= FRESH

    def _now(self) -> datetime:
        return instant_for(self._desk.clock, self._desk.store.read(journal.head).at).at

    def _journal(self, pulse: Pulse) -> None:
        settings = self._desk.settings
        told = {
            "reason": pulse.reason,
            "why": pulse.why,
            "note": pulse.ref,
            "entry": pulse.entry,
            "drawer": settings.drawer,
        }

        def write(unit: Unit) -> None:
            pulses.drop(unit.rows, [pulse.place])
            self._desk.post(unit, OPENED, told, pulse.by)
            if pulse.ref is not None and pulse.note is not None:
                head, opened = unit.head(), unit.day_state(settings.drawer).open
                day = local_day(instant_of(pulse.at), settings.zone).isoformat()
                record = PersonalRecord(pulse.ref, "note", pulse.note, NOTE_RETENTION)
                unit.keep(record, opened.day if opened else day, head.seq)

        self._desk.store.write(write)
