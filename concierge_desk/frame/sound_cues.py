"""Sound cues: an act was done, it was not, a scan was understood."""

from concierge_desk.pages.counter.state import State
from concierge_desk.ui.kit.sounds import Sounds


class SoundCues:
    """Plays one sound for what became of an act, and one for a scan that no sentence answers."""

    def __init__(self, sounds: Sounds) -> None:
        """Bind what plays."""
        self._sounds = sounds
        self._done: tuple[object, object] = (None, None)
        self._scanned: State | None = None

    def scan(self, state: State) -> None:
        """Take note of what is shown before a scan is looked up."""
        self._scanned = state

    def tell(self, state: State) -> None:
        """Play what a sentence that was just told says."""
        told = state.told
        if told is not None and told.tone != "plain":
            self._scanned = None
            done = (state.undo, state.paid) != self._done
            # What is done with a word to mind is done all the same.
            good = told.tone == "good" or (done and told.tone != "bad")
            self._sounds.play("good" if good else "bad")
        self._done = (state.undo, state.paid)

    def rest(self, state: State) -> None:
        """Play that a scan was understood, where no sentence said it."""
        before, self._scanned = self._scanned, None
        if before is not None and _shown(state) != _shown(before):
            self._sounds.play("good")


def _shown(state: State) -> tuple[object, ...]:
    return state.offers, state.asking, state.waiting
