"""Presenter of the copies: one is made or tried, the recovery sheet is shown, the window may be closed.

What is pressed while something is at work is not heard, but for Esc: two quick presses are one act. Words that open
copies are handed on and kept in no picture: those that were tried wait for the answer to one question.

Source: decisions 0024, 0027.
"""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

from concierge_desk.counter.cards.offers import Tone
from concierge_desk.domain.errors import DeskError
from concierge_desk.domain.override import override
from concierge_desk.i18n import N_
from concierge_desk.pages.copies.actions import ACTIONS, CopiesAction
from concierge_desk.pages.copies.face import CopiesFace, CopiesSheet, Copy, Tried, WrittenOut
from concierge_desk.pages.copies.state import FOLDED, CopiesState, Doing, Wanted
from concierge_desk.ui.presenter.handover import Errand, Handover, OneTimeWords
from concierge_desk.ui.presenter.host import PageHost
from concierge_desk.ui.presenter.long_job import LongJob
from concierge_desk.ui.presenter.picture import PagePresenter, Presenter
from concierge_desk.ui.presenter.stick_copy import STOPPED, Copying, Shows
from concierge_desk.ui.presenter.sticks_face import Stick

T = TypeVar("T")

WRONG_WORDS = frozenset({"backup.passphrase_wrong", "keys.passphrase_empty", "backup.identity_line"})
"""She mistyped: she types once more."""
VANISHED = "media.vanished"

_WRITTEN = N_("Everything lies in {path} ({files} files): begin with LISEZMOI.txt.")
_UNNAMED = N_("No name is in it.")


class Copies(PagePresenter[CopiesState, CopiesAction]):
    """Presenter of the copies: what the page shows and what its keys do, without the window."""

    actions = ACTIONS

    def __init__(self, face: CopiesFace, host: PageHost, changed: Callable[[CopiesState], None]) -> None:
        """Bind the desk.

        Args:
            face: The desk.
            host: The frame of the window.
            changed: Draws the picture.
        """
        self._face = face
        self._host = host
        self._picture = Presenter(face, CopiesState(), host.run, changed)
        self._looking = False
        self._stop: Callable[[], None] | None = None
        self._left = True
        self._opener: OneTimeWords | None = None
        self._copying = Copying(face, host.long, Shows(self._show_copy, self._picture.tell, self._copied))

    @property
    def _at_work(self) -> bool:
        return self.state.busy or self.state.done is not None

    @override
    def look(self) -> None:
        self._left = False
        self._read(self.tick)

    @override
    def refresh(self) -> None:
        """It is looked for sticks all the time."""

    @override
    def leave(self) -> None:
        """No paper and no question for words stays behind it."""
        self._left = True
        self.put_away()
        self._show_folded(passphrase=False)

    @override
    def press(self, name: CopiesAction) -> bool:
        if name == "back" or not (self._at_work or self.state.shown):
            self._does[name](self)
        return True

    def choose(self, path: Path) -> None:
        """Choose a copy of the list."""
        state = self.state
        found = next((copy for copy in state.sheet.copies if copy.path == path), None)
        if found is not None and found != state.chosen and not self._at_work:
            self._show_folded(chosen=found)

    def give_words(self, words: str) -> None:
        """Take the words that open copies, and go on with what they were asked for."""
        state = self.state
        if state.aside != "words" or self._at_work or not words.strip():
            return
        if state.wanted == "sheet":
            self._slow("sheet", lambda _step, _stopping: self._face.recovery_sheet(words), self._drawn)
        elif state.chosen is None:
            self._fold()
        elif state.wanted == "check":
            self._check(state.chosen, words)
        else:
            self._try(state.chosen, words, state.wanted)

    def give_passphrase(self, text: str, again: str) -> None:
        """Take the first passphrase, typed twice, and make the copy."""
        if self.state.passphrase and not self._at_work:
            self._copying.give_passphrase(text, again)

    def put_away(self) -> None:
        """Take the recovery sheet off the screen, and off the disk."""
        shown = self.state.shown
        if shown is not None:
            self._picture.show(shown=None)
            self._forget(Path(shown))

    def tick(self) -> None:
        """See what is plugged in; a known one is offered once, where a copy is owed."""
        if self._looking or self._left:
            return
        self._looking = True

        def found(sticks: Sequence[Stick]) -> None:
            if tuple(sticks) == self.state.sticks:
                self._looking = False
            else:
                # Whether a copy is owed may have changed since it was read: the day was closed meanwhile.
                self._host.run(self._face.sheet, lambda sheet: read(sheet, tuple(sticks)), failed)

        def read(sheet: CopiesSheet, sticks: tuple[Stick, ...]) -> None:
            self._looking = False
            were = {(stick.mount, stick.label) for stick in self.state.sticks}
            new = any(stick.known and (stick.mount, stick.label) not in were for stick in sticks)
            self._take(sheet, sticks=sticks)
            self._offer(new)

        def failed(_failure: DeskError) -> None:
            # Nothing is told when looking fails: it is looked again in a moment.
            self._looking = False

        # No key is lost to it: nothing says that the desk is at work.
        self._host.run(self._face.sticks, found, failed)

    def decline(self) -> None:
        """Leave the offer of a copy: it comes back when a stick is plugged in again."""
        self._picture.show(offered=False)

    def copy_now(self) -> None:
        """Make a copy: what ``/`` does on the page, and the offer everywhere."""
        if self._at_work or self.state.passphrase:
            return

        def found(sticks: Sequence[Stick]) -> None:
            self._picture.show(sticks=tuple(sticks), offered=False)
            self._copying.begin_on(sticks)

        self._picture.work(self._face.sticks, found)

    @override
    def step_back(self) -> bool:
        state = self.state
        if state.shown is not None:
            self.put_away()
        elif self._copying.is_running:
            self._copying.stop()
        elif state.done is not None:
            if self._stop is not None:
                self._stop()
        elif state.passphrase:
            self._picture.show(passphrase=False, told=None)
        elif state.aside in {"words", "going"} and state.preview is not None:
            self._drop()
            self._picture.show(aside="restore", told=None)
        elif state.aside != "copy":
            self._fold()
        else:
            return False
        return True

    def _copy_or_go_on(self) -> None:
        state = self.state
        if state.passphrase or state.aside == "words":
            self._picture.remark(N_("Answer the question first, or leave it with Esc."), "warning")
        elif state.aside == "going":
            self._go()
        elif state.aside == "restore":
            self._picture.show(aside="words", wanted="restore", told=None)
        else:
            self.copy_now()

    def _go(self) -> None:
        """Close the window for what was asked: the words go with it, and stay where the desk is at work."""
        state, opener = self.state, self._opener
        errand: Errand = "restore" if state.wanted == "restore" else "look"
        if state.chosen is None or opener is None:
            self._fold()
            return
        # They go with it: closing the page forgets what is still here.
        self._opener = None
        why_not = self._host.close_for(Handover(errand, state.chosen.path, state.chosen.when, opener))
        if why_not:
            self._opener = opener
            self._picture.remark(why_not, "warning")

    def _ask(self, wanted: Wanted) -> None:
        state = self.state
        if state.passphrase:
            self._picture.remark(N_("Answer the question first, or leave it with Esc."), "warning")
        elif state.sheet.first:
            self._picture.remark(N_("Make the first copy: it is then that the words are chosen."), "warning")
        elif wanted != "sheet" and state.chosen is None:
            self._picture.remark(N_("Plug in a stick with copies of this desk, and choose one."), "warning")
        elif wanted == "restore":
            self._preview()
        else:
            self._show_folded(wanted=wanted, told=None, aside="words")

    def _preview(self) -> None:
        copy = self.state.chosen
        if copy is None:
            return

        self._slow(
            "look",
            lambda _step, _stopping: self._face.preview(copy),
            self._of(copy, lambda preview: self._show_folded(aside="restore", preview=preview)),
        )

    def _check(self, copy: Copy, words: str) -> None:
        self._slow(
            "check",
            lambda step, stopping: self._face.check(copy, words, step, stopping),
            self._of(copy, lambda looked: self._picture.show(aside="looked", looked=looked)),
        )

    def _try(self, copy: Copy, words: str, wanted: Wanted) -> None:
        """Try words before anything is closed; those that open wait for the answer."""

        def then(tried: Tried) -> None:
            if not self._left:
                self._opener = OneTimeWords(words)
                self._picture.show(aside="going", tried=tried)

        own = wanted == "restore"
        self._slow(
            "restore",
            lambda _step, _stopping: self._face.try_words(copy, words, own=own),
            self._of(copy, then),
        )

    def _write_out(self) -> None:
        """Write out all that the desk holds, and say where it lies; what the journal holds is read, nothing decided."""

        def then(made: WrittenOut) -> None:
            self._picture.tell(
                f"{self._picture.say(_WRITTEN, path=str(made.path), files=made.files)} {self._picture.say(_UNNAMED)}",
                "good",
            )

        self._slow("everything", lambda _step, _stopping: self._face.everything(), then)

    def _of(self, copy: Copy, then: Callable[[T], None]) -> Callable[[T], None]:
        """Go on only where the copy is still the one that is chosen: its stick may have been pulled out."""

        def go_on(result: T) -> None:
            chosen = self.state.chosen
            if chosen is None or chosen.path != copy.path:
                self._picture.refuse(VANISHED, {}, "warning")
            else:
                then(result)

        return go_on

    def _drawn(self, paper: Path) -> None:
        if self._left:
            # She went on to something else meanwhile: it is not shown to whoever stands there now.
            self._forget(paper)
        else:
            self._show_folded(shown=str(paper))

    def _forget(self, paper: Path) -> None:
        self._host.run(lambda: self._face.put_away(paper), lambda _nothing: None, lambda _failure: None)

    def _fold(self) -> None:
        self._show_folded(told=None)

    def _show_folded(self, **changes: Any) -> None:
        """Show another picture, with nothing found, foreseen or asked but what is given."""
        self._drop()
        self._picture.show(**{**FOLDED, **changes})

    def _drop(self) -> None:
        """Forget words that were tried: what they were asked for is over."""
        if self._opener is not None:
            self._opener.drop()
            self._opener = None

    def _show_copy(self, **changes: Any) -> None:
        if "done" in changes:
            changes["doing"] = "" if changes["done"] is None else "copy"
        self._picture.show(**changes)

    def _copied(self) -> None:
        self._picture.show(offered=False)
        self._read(lambda: None)

    def _offer(self, new: bool) -> None:
        owed, known = self.state.sheet.owed, any(stick.known for stick in self.state.sticks)
        self._picture.show(offered=owed and known and (new or self.state.offered))

    _does: Mapping[CopiesAction, Callable[["Copies"], object]] = {
        "copy": _copy_or_go_on,
        "check": lambda self: self._ask("check"),
        "look": lambda self: self._ask("look"),
        "restore": lambda self: self._ask("restore"),
        "sheet": lambda self: self._ask("sheet"),
        "record": lambda self: self._picture.work(self._face.commissioning_record, self._drawn),
        "everything": _write_out,
        "back": step_back,
    }

    # The desk

    def _read(self, then: Callable[[], None]) -> None:
        def done(sheet: CopiesSheet) -> None:
            self._take(sheet)
            then()

        self._picture.work(self._face.sheet, done)

    def _take(self, sheet: CopiesSheet, **more: Any) -> None:
        before = self.state.chosen
        paths = {copy.path: copy for copy in sheet.copies}
        kept = None if before is None else paths.get(before.path)
        # What was found of a copy goes with it when its stick is pulled out.
        gone = before is not None and kept is None
        chosen = kept or next(iter(sheet.copies), None)
        show = self._show_folded if gone else self._picture.show
        show(sheet=sheet, chosen=chosen, **more)

    def _slow(self, doing: Doing, job: LongJob[T], then: Callable[[T], None]) -> None:
        """Do what takes long beside the desk's work; it can be stopped where it hears it."""

        def over() -> None:
            self._stop = None
            self._picture.show(doing="", done=None)

        def finished(result: T) -> None:
            over()
            then(result)

        def failed(failure: DeskError) -> None:
            over()
            if failure.code not in WRONG_WORDS and self.state.aside == "words":
                self._picture.show(aside="restore" if self.state.wanted == "restore" else "copy")
            tone: Tone = "plain" if failure.code in STOPPED else "bad"
            self._picture.refuse(failure.code, failure.params, tone)

        self._picture.show(doing=doing, done=(0, 0), told=None)
        stop = self._host.long(
            job, finished, failed, lambda done, total: self._picture.show(done=(done, total))
        )
        if self.state.done is not None:
            self._stop = stop
