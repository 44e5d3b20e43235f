"""Pace of the keys: one that comes before anybody can have read what it would act on does not act.

Source: decisions 0019, 0034.
"""

from concierge_desk.pages.counter.inputs import Chosen, Elsewhere, Favourite, Input, Pressed, Scan, Typed
from concierge_desk.pages.counter.state import State
from concierge_desk.ui.presenter.answers import is_pending
from concierge_desk.ui.presenter.questions import GLANCE_SECONDS, TWICE_SECONDS

AGAIN_SECONDS = 1.5
"""The same code again within it is the same scan, but for what is sold by the piece."""

_NEVER = float("-inf")


class Pace:
    """Times of the last press, scan, typing, choice and act, in monotonic seconds.

    Attributes:
        repeats: What was scanned last is sold by the piece: each scan of it is one more.
        pressed_at: When a key was pressed or a code scanned last.
        seen: What she sees while it is read anew, which nobody asked for: whatever is pressed meanwhile is meant for that.
    """

    def __init__(self) -> None:
        self.pressed_at = self._typed_at = self._chose_at = self._acted_at = _NEVER
        self._scanned: Scan | None = None
        self.repeats = False
        self.seen: State | None = None

    def is_displaced(self, given: Input, state: State) -> bool:
        """Say whether what was pressed by its place, while that was read anew, stands elsewhere now; hear what comes first."""
        seen = self.seen
        if isinstance(given, Elsewhere) or seen is None:
            return False
        self.seen = None
        numbered = (
            isinstance(given, Pressed)
            and given.key == "slash"
            and bool(given.text)
            and is_pending(given.text)
        )
        by_place = numbered or isinstance(given, Chosen)
        return by_place and _places(seen) != _places(state)

    def note(self, given: Input) -> None:
        """Note an input in its turn: any but the key of an act comes between two acts, a key between two scans."""
        if isinstance(given, Pressed | Chosen):
            self._scanned = None
        if isinstance(given, Pressed | Chosen | Scan | Favourite):
            if not _acts(given):
                self._acted_at = _NEVER
            self.pressed_at = given.at

    def scan(self, scan: Scan) -> None:
        """Note what was scanned last."""
        self._scanned, self.repeats = scan, False

    def type(self, typed: Typed) -> None:
        """Note when a word was typed last."""
        self._typed_at = typed.at

    def act(self) -> None:
        """Note that what was pressed last was done."""
        self._acted_at = self.pressed_at

    def choose(self, at: float) -> None:
        """Note that a card was chosen."""
        self._chose_at = at

    def is_again(self, scan: Scan) -> bool:
        """Say whether a scan is the one before once more."""
        last = self._scanned
        return (
            last is not None
            and last.code == scan.code
            and scan.at - last.at <= AGAIN_SECONDS
            and not self.repeats
        )

    def is_twice(self, at: float) -> bool:
        """Say whether a press is the second half of the one before."""
        return at - self._acted_at <= TWICE_SECONDS or at - self._chose_at <= GLANCE_SECONDS

    def is_unread(self, at: float) -> bool:
        """Say whether what was typed last was typed too soon before for anybody to have read what it found."""
        return at - self._typed_at <= GLANCE_SECONDS

    def is_blind(self, pressed: Pressed, state: State, *, at_work: bool) -> bool:
        """Say whether a key is / and follows a word whose cards nobody can have read yet: it looks them up, as Enter does.

        Args:
            pressed: The key, with what the scan line held.
            state: What is shown.
            at_work: What was asked for before is not shown yet.
        """
        if (
            pressed.key != "slash"
            or is_pending(pressed.text)
            or state.asking is not None
            or state.paying is not None
        ):
            return False
        shown = state.typing and state.heading == pressed.text and not at_work
        return not shown or self.is_unread(pressed.at)


def _places(state: State) -> tuple[object, ...]:
    """Return what can be pressed by its place: cards, answers, means, lines of the visit, codes that were not seen yet."""
    return state.offers, state.asking, state.paying, state.lines, state.missed


def _acts(given: Input) -> bool:
    """Say whether an input may play the chosen act."""
    return (isinstance(given, Pressed) and given.key == "slash") or (
        isinstance(given, Chosen) and given.what in {"act", "document"}
    )
