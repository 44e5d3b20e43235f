"""Face of this PC to a first start: what may be asked and done before there is a desk; no Qt, no store.

Every call may wait for the disk: it is made on the tasks' threads, never on the window's.

Source: decision 0066.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeAlias

from concierge_desk.counter.site_questions import SiteQuestion
from concierge_desk.domain.errors import DeskError
from concierge_desk.frame.first_start.answers import Answers, FoundCopy
from concierge_desk.ui.page.scan_trial import TrialBars
from concierge_desk.ui.presenter.long_job import HowFar

Services: TypeAlias = Mapping[str, Mapping[str, Any]]
"""Each service's part of a site file, by its code."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Facts that a shop is set up among.

    Attributes:
        keystore: The keystore of this session took a secret and gave it back.
        today: The day, ISO.
        zone: Time zone of this PC.
        regions: Codes of the regions whose holidays are known.
        services: What each service begins with.
        questions: What services ask: the service's code, and the question.
        trial: What the scanner is tried with.
    """

    keystore: bool = False
    today: str = ""
    zone: str = ""
    regions: tuple[str, ...] = ()
    services: Services = field(default_factory=dict)
    questions: tuple[tuple[str, SiteQuestion], ...] = ()
    trial: TrialBars = field(default_factory=TrialBars)


@dataclass(frozen=True, slots=True)
class OpenCopy:
    """A copy that opens.

    Attributes:
        lines: What it holds: label and value.
        told: What is to be known of it.
        practice: It is of a practice shop, which needs no words for its keys.
    """

    lines: tuple[tuple[str, str], ...]
    told: tuple[str, ...]
    practice: bool


class FirstFace(Protocol):
    """Face of this PC: all that a first start may ask of it."""

    def sentence(self, failure: DeskError) -> str:
        """Return what is said of a failure; it waits for nothing."""

    def look_round(self) -> Surroundings:
        """Return what a shop is set up among; the keystore is tried for it."""

    def commission(self, answers: Answers, raw: Mapping[str, Any], step: HowFar) -> None:
        """Make the shop, whole or not at all.

        Args:
            answers: Whether it is an exercise, and the words that lock its keys.
            raw: The tables of its site file; of an exercise nothing counts.
            step: Told how far it is.

        Raises:
            DeskError: It cannot be made; nothing half-made stays.
        """

    def copies(self) -> tuple[FoundCopy, ...]:
        """Return the copies on the sticks that are plugged in, the newest first."""

    def open_copy(self, copy: FoundCopy, words: str) -> OpenCopy:
        """Read a copy whole and make sure that words open it; nothing is touched.

        Raises:
            DeskError: It does not open, or is damaged.
        """

    def put_back(self, answers: Answers, step: HowFar) -> None:
        """Make the shop of the chosen copy; whatever is killed leaves it whole or not at all.

        Args:
            answers: The copy, what opens it, and the words that will lock its keys here.
            step: Told how far it is.

        Raises:
            DeskError: It cannot be put back; nothing half-made stays.
        """
