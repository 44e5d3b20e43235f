"""Her hands at the page of the day, in the real window."""

from concierge_desk.domain.money import format_amount
from concierge_desk.frame.window import MainWindow
from concierge_desk.pages.day.state import FACES, EveningState
from tests.ui.day.concierge import Concierge
from tests.ui.pages import presenter
from tests.ui.window.keyboard import WindowKeys


def state_of(window: MainWindow) -> EveningState:
    return presenter(window, "day").evening.state


def pieces_of(cents: int) -> dict[int, int]:
    """Return an amount in as few notes and coins as there are, none above 50 €."""
    found = {}
    for face in FACES[FACES.index(5000) :]:
        found[face], cents = divmod(cents, face)
    return found


class AtTheDay(Concierge):
    """Plays what is done on the page of the day too."""

    def __init__(self, keys: WindowKeys) -> None:
        super().__init__(keys, "en")
        self.hands = keys
        self.window = keys.window
        self.actions = 0

    def press(self, key: str) -> None:
        self.actions += 1
        self.hands.press(key)

    def count(self, cents: int) -> None:
        """Type how many of each: a number and Enter, the arrow where there is none."""
        self.press("day")
        if state_of(self.window).step == "check":
            # Cards and cheques are passed over.
            self.press("day")
        assert state_of(self.window).step == "count"
        for pieces in pieces_of(cents).values():
            self.hands.type(str(pieces))
            self.press("enter")
        self.press("day")

    def _day_open(self, command: dict[str, int]) -> None:
        self.open_day(command["float_cents"])

    def _till_count(self, command: dict[str, int]) -> None:
        self.count(command["counted_cents"])

    def _day_close(self, command: dict[str, str]) -> None:
        assert state_of(self.window).step == "counted"
        self.press("f6")
        reasons = [option.value for option in state_of(self.window).sheet.reasons]
        self.hands.type(str(reasons.index(command["gap_reason"]) + 1))
        self.press("enter")
        self.press("day")

    def open_day(self, cents: int | None = None) -> None:
        """Open the day, with what lies in the drawer where it is not what was left."""
        self.press("day")
        if cents is not None:
            self.hands.type(format_amount(cents).removesuffix("\u00a0€"))
        self.press("day")
        self.press("home")
