"""Copy onto a stick, for any page that asks for it: its progress, its stop, the first passphrase.

Source: docs/contract.md, "Backup", "Sticks"; decisions 0021, 0024.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from concierge_desk.counter.cards.offers import Tone
from concierge_desk.counter.texts.copies import left_out_line, unread_line
from concierge_desk.counter.texts.speech import Speech
from concierge_desk.counter.values.passphrases import strength_of
from concierge_desk.domain.errors import DeskError
from concierge_desk.i18n import N_, NN_
from concierge_desk.ui.presenter.picture import Long
from concierge_desk.ui.presenter.sticks_face import CopyMade, Stick, SticksFace

FIRST_BACKUP = "backup.passphrase_needed"
"""The first backup of a desk needs it: its sentence asks for it."""

STOPPED = frozenset({"backup.cancelled", "media.cancelled"})
"""She asked for it: nothing went wrong."""


_FAULTS = NN_(
    "But the journal that was copied has a fault: verify it, F4 then F5.",
    "But the journal that was copied has {count} faults: verify it, F4 then F5.",
)


@dataclass(frozen=True, slots=True)
class Shows:
    """Callbacks of a page that show a copy in progress.

    Attributes:
        show: Changes the picture: ``done`` (steps done and of how many, None while none is under way),
            ``passphrase`` (it is asked for, twice), ``told``.
        say: Says a sentence.
        copied: The copy lies there.
    """

    show: Callable[..., Any]
    say: Callable[[str, Tone], None]
    copied: Callable[[], None]


class Copying:
    """Makes copies onto sticks, one at a time."""

    def __init__(self, face: SticksFace, long: Long, page: Shows) -> None:
        """Bind the desk, what runs beside its work, and the page."""
        self._face = face
        self._long = long
        self._page = page
        self._stick: Stick | None = None
        self._stop: Callable[[], None] | None = None
        self._running = False

    @property
    def is_running(self) -> bool:
        """Whether a copy is under way."""
        return self._running

    def stop(self) -> None:
        """Ask it to stop; it says when it has."""
        if self._stop is not None:
            self._stop()

    def begin_on(self, sticks: Sequence[Stick]) -> None:
        """Copy onto the only stick, else onto the only one that is known; she is told where there is none."""
        known = [stick for stick in sticks if stick.known]
        if len(sticks) != 1 and len(known) != 1:
            words = (
                N_("Plug the stick in.")
                if not sticks
                else N_("Several sticks are in: leave only the shop's.")
            )
            self._tell(words, "warning")
            return
        self.begin(known[0] if known else sticks[0])

    def begin(self, stick: Stick) -> None:
        """Copy onto a stick."""
        self._stick = stick
        self._begin(stick, None)

    def give_passphrase(self, text: str, again: str) -> None:
        """Take the words that lock the backups, and go on."""
        strength = strength_of(text)
        if text and not strength.is_enough:
            self._tell(strength.sentence, "warning", **strength.figures)
        elif text != again:
            # A slip of the finger would lock every copy for ever.
            self._tell(N_("The two are not the same: type them once more."), "warning")
        elif text and self._stick is not None and not self._running:
            self._page.show(passphrase=False)
            self._begin(self._stick, text)

    def _begin(self, stick: Stick, passphrase: str | None) -> None:
        self._running = True
        self._page.show(done=(0, 0))
        self._stop = self._long(
            lambda step, stopping: self._face.back_up(stick, passphrase, step, stopping),
            self._done,
            self._failed,
            lambda done, total: self._page.show(done=(done, total)),
        )

    def _done(self, made: CopyMade) -> None:
        self._over()
        words = (
            N_("The copy lies on the stick, and was read back. You can pull it out.")
            if made.released
            else N_(
                "The copy lies on the stick, and was read back. Eject it from the file manager before you pull it out."
            )
        )
        speech = Speech(self._face.lang)
        told = [speech.say(words)]
        if made.faults:
            told.append(speech.count(*_FAULTS, made.faults))
        if made.left_out:
            told.append(left_out_line(made.left_out, self._face.lang))
        told += [unread_line(name, name, self._face.lang) for name in made.unread]
        self._page.say(" ".join(told), "warning" if told[1:] else "good")
        self._page.copied()

    def _failed(self, failure: DeskError) -> None:
        self._over()
        if failure.code == FIRST_BACKUP:
            self._page.show(passphrase=True, told=None)
            return
        tone: Tone = "plain" if failure.code in STOPPED else "bad"
        self._page.say(self._face.sentence(failure.code, failure.params), tone)

    def _over(self) -> None:
        self._running = False
        self._page.show(done=None)

    def _tell(self, words: str, tone: Tone, **values: object) -> None:
        self._page.say(Speech(self._face.lang).say(words, **values), tone)
