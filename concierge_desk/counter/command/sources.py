"""Sources that commands draw from, and the context that is read with them.

Source: docs/contract.md, "Operation"; decision 0003.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

from concierge_desk.counter.command.screening import Inhabitants, Screening
from concierge_desk.counter.context import Context, Hours, Settings
from concierge_desk.counter.privacy.looks import Looks
from concierge_desk.counter.rights.grant import roles_in
from concierge_desk.counter.rights.presence import Presence
from concierge_desk.counter.rights.proofs import NothingProved, Proofs
from concierge_desk.counter.rows import Rows
from concierge_desk.domain.calendar import OpeningCalendar
from concierge_desk.domain.clock import ClockSource, Instant, instant_for, local_day
from concierge_desk.domain.errors import Refused
from concierge_desk.domain.journal import same_set_back
from concierge_desk.domain.numbers import number_of
from concierge_desk.store.chosen import chosen
from concierge_desk.store.settings import last_set_back
from concierge_desk.store.till import next_number
from concierge_desk.store.unit import View


@dataclass(frozen=True, slots=True)
class Sources:
    """Sources that commands draw from.

    Attributes:
        clock: The clock of this process.
        draw: Draws codes of our own.
        calendar: Reads the opening hours of the running transaction.
        shop: Tells who and what is here.
        presence: Who is at the counter of this process.
        looks: What this process knows of looks at names.
        proofs: Hashes codes, and knows the recovery sheet.
        monotonic: Seconds of this process, which nobody sets.
    """

    clock: ClockSource
    draw: Callable[[str], str]
    calendar: Callable[[Rows, Settings], OpeningCalendar]
    shop: Inhabitants = field(default_factory=Inhabitants)
    presence: Presence = field(default_factory=Presence)
    proofs: Proofs = field(default_factory=NothingProved)
    looks: Looks = field(default_factory=Looks)
    monotonic: Callable[[], float] = time.monotonic


class Series:
    """Numbers that the acts of one operation draw, gap-free by year and epoch: what it refuses uses none up."""

    __slots__ = ("_drawn", "_epoch", "_rows", "_year")

    def __init__(self, rows: Rows, year: int, epoch: str) -> None:
        """Begin.

        Args:
            rows: The running transaction.
            year: Of the business day.
            epoch: Of the journal.
        """
        self._rows, self._year, self._epoch = rows, year, epoch
        self._drawn: dict[str, int] = {}

    def __call__(self, series: str) -> str:
        """Return the next number of a series."""
        known = self._drawn.get(series)
        n = next_number(self._rows, series, self._year) if known is None else known + 1
        self._drawn[series] = n
        return number_of(series, self._year, n, self._epoch)


def context_of(view: View, sources: Sources, operator: str | None, named: str | None = None) -> Context:
    """Return what a decision may know of one state of the store.

    Args:
        view: The state.
        sources: Clock, draws and calendar of this process.
        operator: Code of whoever was named when the program was started; the first of the settings by default.
        named: Code of whoever a line itself names; else whoever signed in last, and only then `operator`.

    Raises:
        Refused: ``operator.unknown``.
    """
    told = view.settings()
    settings = Settings.of(told)
    # Whoever was retired since is at no counter.
    present = sources.presence.code if sources.presence.code in settings.operators else None
    by = named or present or operator or settings.operators[0]
    if by not in settings.operators:
        raise Refused("operator.unknown", operator=by)
    head = view.head()
    instant = instant_for(sources.clock, head.at)
    today, state = local_day(instant.at, settings.zone), view.day_state(settings.drawer)
    return Context(
        instant=instant,
        today=today,
        zone=settings.zone,
        operator=by,
        settings=settings,
        hours=Hours(lambda: sources.calendar(view.rows, settings)),
        state=state,
        last_at=head.at,
        epoch=head.epoch,
        next_seq=head.seq + (2 if is_new_set_back(view, instant) else 1),
        draw=sources.draw,
        number=Series(view.rows, (state.today or today).year, head.epoch),
        screening=Screening(view.rows, sources.draw, sources.shop),
        chosen=partial(chosen, view.rows),
        services=sources.shop.services,
        parties=sources.shop.parties,
        roles=roles_in(told),
        proofs=sources.proofs,
    )


def is_new_set_back(view: View, instant: Instant) -> bool:
    """Say whether a clock fell behind, and no entry says so yet."""
    if not instant.behind or instant.trusted:
        return False
    return not same_set_back(last_set_back(view.rows), instant, view.head())
