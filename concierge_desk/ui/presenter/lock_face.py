"""Lock of the window as it asks the desk: who may open it, and whether what they give opens it.

Source: decision 0088.
"""

from dataclasses import dataclass
from typing import Protocol

from concierge_desk.ui.presenter.picture import Speaks


@dataclass(frozen=True, slots=True)
class Keeper:
    """Somebody who may be at the counter.

    Attributes:
        code: As entries have it.
        name: What they are called at the counter.
        asks: They have a code of their own: it is asked for.
    """

    code: str
    name: str
    asks: bool


@dataclass(frozen=True, slots=True)
class Keepers:
    """Who may be at the counter, as it stands.

    Attributes:
        shop: Name of the shop.
        people: Who may be there, in the order of the settings; one at least.
        here: Code of whoever is there, or was last.
        practice: Everything is an exercise.
    """

    shop: str
    people: tuple[Keeper, ...]
    here: str
    practice: bool = False

    @property
    def locks(self) -> bool:
        """Whether anybody has a code: then nothing but a sign-in opens the window."""
        return any(person.asks for person in self.people)


class LockFace(Speaks, Protocol):
    """Face of the desk to the lock of its window."""

    def standing(self) -> Keepers:
        """Return who may be at the counter."""

    def leave(self) -> Keepers:
        """Forget who is at the counter, where anybody has a code; return who may come."""

    def enter(self, operator: str, code: str | None) -> None:
        """Let somebody be at the counter of this window.

        Args:
            operator: Code of whom, as entries have it.
            code: What they typed; None where none is asked of them.

        Raises:
            Refused: ``operator.unknown``, ``operator.code_needed``, ``operator.wrong_code``, ``operator.wait``.
        """

    def enter_by_badge(self, scanned: str) -> bool:
        """Let somebody be at the counter whose badge was scanned; False where it is nobody's, and nothing is counted.

        Raises:
            Refused: ``operator.wait``.
        """

    def reset(self, operator: str, recovery: str) -> Keepers:
        """Ask no code of somebody any more who forgot it, by what stands on the recovery sheet.

        Raises:
            Refused: ``operator.recovery_wrong``, ``operator.nothing_changed``.
        """
