"""Context of a decision: the shop's settings, out of the ``settings.set`` entry, the time, where the day stands.

Source: docs/contract.md, "Operation"; decision 0003.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date, datetime, tzinfo
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Protocol
from zoneinfo import ZoneInfo

from concierge_desk.counter.rights.table import RESPONSIBLE
from concierge_desk.counter.settings.values import Setting, V
from concierge_desk.counter.values.fields import Form
from concierge_desk.domain.calendar import OpeningCalendar
from concierge_desk.domain.clock import Instant
from concierge_desk.domain.day import DayState
from concierge_desk.domain.errors import Refused
from concierge_desk.domain.journal import Event

if TYPE_CHECKING:
    from concierge_desk.counter.parties import Parties, Who
    from concierge_desk.counter.rights.proofs import Proofs

ROLL_MM = 80
"""Width of the roll where the site file says nothing."""


@dataclass(frozen=True)
class Settings:
    """Settings of the shop.

    Attributes:
        desk: Desk code as in the chain, ``AMP1`` or ``AMP1-F`` on a practice store.
        practice: Whether everything here is an exercise.
        clock_given: Whether the store was made with ``--clock`` and never reads the PC's.
        name: Trading name.
        legal: Legal name, form and capital, one line each.
        address: Lines of the address.
        siret: 14 digits.
        timezone: IANA name.
        holidays: Code of the holidays' calendar.
        fiscal_year_start: ``MM-DD``.
        drawer: Code of the drawer that holds every fund.
        operators: Operator codes; the first is the default.
        rcs: Town of the register of companies, empty where it was not given.
        vat_number: Number for the VAT, empty where it was not given.
        roll_mm: Width of the roll in the printer.
    """

    desk: str
    practice: bool
    clock_given: bool
    name: str
    legal: tuple[str, ...]
    address: tuple[str, ...]
    siret: str
    timezone: str
    holidays: str
    fiscal_year_start: str
    drawer: str
    operators: tuple[str, ...]
    rcs: str = ""
    vat_number: str = ""
    roll_mm: int = ROLL_MM

    @property
    def siren(self) -> str:
        """The company's number: the first nine digits of the shop's."""
        return self.siret[:9]

    @property
    def zone(self) -> ZoneInfo:
        """The shop's time zone."""
        return _zone_of(self.timezone)

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> "Settings":
        """Return the settings of a ``settings.set`` entry's data."""
        # A desk that was set up before some of these could be said goes on without them.
        known = {name: data[name] for name in _SETTINGS if name in data}
        lists = {name: tuple(data[name]) for name in ("legal", "address", "operators")}
        return cls(**known | lists)


@lru_cache(maxsize=4)
def _zone_of(name: str) -> ZoneInfo:
    return ZoneInfo(name)


_SETTINGS = tuple(field.name for field in fields(Settings))


class Hours:
    """Opening hours of the running transaction: read by the first decision that asks for them."""

    __slots__ = ("_read", "_reads")

    def __init__(self, reads: Callable[[], OpeningCalendar]) -> None:
        """Bind what reads them."""
        self._reads = reads
        self._read: OpeningCalendar | None = None

    def __call__(self) -> OpeningCalendar:
        """Return them."""
        if self._read is None:
            self._read = self._reads()
        return self._read


class Screened(Protocol):
    """What stands between what was typed and what is decided: see `counter/command/screening.py`."""

    def screened(self, form: Form[Any], parsed: Any) -> Any:
        """Return a command with its texts as entries may hold them. Raises Refused."""

    def kept(self, events: Sequence[Event]) -> tuple[Event, ...]:
        """Return events with the words that they are the first to refer to."""

    def spelled(self, refused: Refused) -> Refused:
        """Return a refusal as whoever typed understands it."""


def nothing_chosen(_code: str) -> None:
    """Say of every setting that the shop chose nothing, as of a desk that has no entry yet."""


def no_series(series: str) -> str:
    """Refuse to give out a number, on a desk that is only looked at.

    Raises:
        LookupError: Always.
    """
    raise LookupError(series)


def nobody_known() -> "Parties":
    """Return people as a desk knows them that keeps none: no card is anybody's."""
    from concierge_desk.counter.parties import NobodyKnown  # noqa: PLC0415  (decision 0019)

    return NobodyKnown()


def nothing_proved() -> "Proofs":
    """Return the proofs of a desk that is only looked at."""
    from concierge_desk.counter.rights.proofs import NothingProved  # noqa: PLC0415  (decision 0019)

    return NothingProved()


@dataclass(frozen=True, slots=True)
class Context:
    """What a decision may know beside its own state.

    Attributes:
        instant: The command's time.
        today: The calendar day of that time where the shop stands.
        zone: The shop's time zone.
        operator: Code of whoever is at the counter.
        settings: The shop's settings.
        hours: Reads its opening hours; few decisions ask for them.
        state: Where the business day stands.
        last_at: Instant of the last entry before the command.
        epoch: The journal's present epoch.
        next_seq: Sequence number of the first entry this decision will write.
        draw: Draws a code of our own: ``draw("c")`` gives ``c-4t9d2k7mx0q3``.
        number: Gives out the next number of a series, by its letter: ``number("D")`` gives ``D-2026-000001``. It is used
            up with the entry that says it.
        earlier: Events of the acts decided before this one in the same operation.
        screening: Screens the texts of the acts of this operation, before they are decided; None where nothing was
            typed, as at ``init``.
        happened: When it happened, where that was kept on paper; None for now.
        chosen: Reads what the shop chose for a setting, by its code; None where it chose nothing.
        who: Whose the visit is that an act belongs to; None where nobody said.
        services: English source of the name of whatever may have something of somebody, by its code.
        parties: Returns people as the counter knows them; few decisions ask for them.
        roles: What each operator may be, by code; nobody's where nobody asks, as at ``init``.
        proofs: Hashes codes, and knows the recovery sheet.
    """

    instant: Instant
    today: date
    zone: tzinfo
    operator: str
    settings: Settings
    hours: Callable[[], OpeningCalendar]
    state: DayState
    last_at: datetime | None
    epoch: str
    next_seq: int
    draw: Callable[[str], str]
    number: Callable[[str], str] = no_series
    earlier: tuple[Event, ...] = ()
    screening: Screened | None = None
    happened: datetime | None = None
    chosen: Callable[[str], Any] = nothing_chosen
    who: "Who | None" = None
    services: Mapping[str, str] = field(default_factory=dict)
    parties: "Callable[[], Parties]" = nobody_known
    roles: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    proofs: "Proofs" = field(default_factory=nothing_proved)

    def value(self, setting: Setting[V]) -> V:
        """Return the value of a setting that holds now."""
        return setting.or_default(self.chosen(setting.code))

    @property
    def is_responsible(self) -> bool:
        """Whether whoever is at the counter is responsible."""
        return RESPONSIBLE in self.roles.get(self.operator, (RESPONSIBLE,))

    @property
    def at(self) -> datetime:
        """The command's instant."""
        return self.instant.at

    @property
    def calendar(self) -> OpeningCalendar:
        """The opening hours of the shop."""
        return self.hours()

    @property
    def business_day(self) -> date:
        """The date prices and rates are chosen by: the open business day, else today."""
        return self.state.today or self.today

    @property
    def happened_day(self) -> date:
        """The day that periods are counted by: the date of what was kept on paper, else the business day."""
        if self.happened is None:
            return self.business_day
        # What happened after midnight belongs to the day that was still open.
        return min(self.happened.astimezone(self.zone).date(), self.business_day)
