"""Presenter of the first steps: one leads to where it is done, is put off or ticked off; three are done on the page.

Source: decision 0073.
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Literal

from concierge_desk.domain.errors import DeskError
from concierge_desk.domain.override import override
from concierge_desk.i18n import N_
from concierge_desk.pages.first_steps.actions import ACTIONS, FirstStepsAction
from concierge_desk.pages.first_steps.face import DrawnSheet, FirstStepsFace, StepRow, StepsRead
from concierge_desk.pages.first_steps.state import FirstStepsState
from concierge_desk.ui.page.scan_trial import verdict_on
from concierge_desk.ui.presenter.handover import OtherShop
from concierge_desk.ui.presenter.host import PageHost
from concierge_desk.ui.presenter.picture import PagePresenter, Presenter
from concierge_desk.ui.presenter.request import PageRequest

COPIES = "copies"
"""Code of the page on which the words of the copies are chosen."""

_BOTH = frozenset({"same", "other"})
_ONCE_MORE: Mapping[str, str] = {
    "same": N_("Now switch the keyboard of this PC to its other layout, and scan once more."),
    "other": N_("Now switch the keyboard of this PC back, and scan once more."),
}


class FirstSteps(PagePresenter[FirstStepsState, FirstStepsAction]):
    """Presenter of the first steps: what the page shows and what its keys do, without the window."""

    actions = ACTIONS

    def __init__(
        self, face: FirstStepsFace, host: PageHost, changed: Callable[[FirstStepsState], None]
    ) -> None:
        """Bind the desk.

        Args:
            face: The desk.
            host: The frame of the window.
            changed: Draws the picture.
        """
        self._face, self._host = face, host
        self._left = False
        self._picture: Presenter[FirstStepsFace, FirstStepsState] = Presenter(
            face, FirstStepsState(), host.run, changed
        )

    # What the frame tells

    @override
    def look(self) -> None:
        self._left = False
        self._picture.work(self._face.steps, self._read)

    @override
    def refresh(self) -> None:
        if not self.state.question:
            self.look()

    @override
    def leave(self) -> None:
        self._left = True
        self._drop()
        self._picture.show(told=None)
        self._host.learn(None)

    @override
    def press(self, name: FirstStepsAction) -> bool:
        if not (self.state.busy or self.state.opening):
            self._does[name](self)
        return True

    @override
    def step_back(self) -> bool:
        if not self.state.question:
            return False
        self._drop()
        self._picture.show(told=None)
        return True

    @override
    def put_away(self) -> None:
        """Take the recovery sheet off the screen, and off the disk."""
        shown = self.state.shown
        if shown is not None:
            self._picture.show(shown=None)
            self._forget(Path(shown))

    def hear(self, code: str, typed: str) -> None:
        """Hear what was scanned, where the scanner is being tried: the code, and what its keys wrote."""
        row, state = self.state.row, self.state
        if row is None or row.look != "scanner" or not code:
            return
        found = verdict_on(code, typed, state.bars.code)
        told = self._picture.say(found.words, code=code, typed=typed, prefix=found.prefix)
        if found.prefix:
            self._host.prefer("prefix", found.prefix)
        how: Literal["same", "other"] = "same" if typed == code else "other"
        heard = state.heard | ({how} if found.tone == "good" else frozenset())
        if heard == _BOTH and not row.done:
            self._picture.show(heard=heard, verdict=(told, found.tone))
            self._tick(row, done=True)
            return
        if found.tone == "good" and not row.done:
            told = f"{told} {self._picture.say(_ONCE_MORE[how])}"
        self._picture.show(heard=heard, verdict=(told, found.tone))

    # What is done on the page

    def choose(self, code: str) -> None:
        """Choose a step of the list."""
        if code != self.state.chosen:
            self._drop()
            self._arrive(code)
            self._picture.show(told=None)

    def give_words(self, words: str) -> None:
        """Take the words that open the copies, and show the recovery sheet."""
        if self.state.question != "words" or self.state.opening or not words.strip():
            return

        def drawn(shown: DrawnSheet) -> None:
            self._picture.show(opening=False)
            if self._left:
                # She went on to something else meanwhile: it is not shown to whoever stands there now.
                self._forget(shown.path)
                self._host.run(self._face.forget, lambda _nothing: None, lambda _failure: None)
                return
            self._picture.show(question="groups", asked=shown.asked, shown=str(shown.path), told=None)

        def failed(failure: DeskError) -> None:
            self._picture.show(opening=False)
            self._picture.refuse(failure.code, failure.params)

        self._picture.show(opening=True, told=None)
        self._host.long(
            lambda _step, _stopping: self._face.show_sheet(words), drawn, failed, lambda *_far: None
        )

    def give_groups(self, *typed: str) -> None:
        """Take the groups that were typed back from the paper, and compare them."""
        if self.state.question != "groups" or self.state.busy:
            return

        def compared(right: tuple[bool, ...]) -> None:
            wrong = [asked for asked, one in zip(self.state.asked, right, strict=True) if not one]
            if not wrong:
                self._drop()
                self._picture.remark(
                    N_("Both are right: the sheet can be read. Into the envelope with it, away from here."),
                    "good",
                )
                self._reread()
                return
            self._picture.remark(
                N_("Line {line}, group {place}: that is not what the sheet says. Look once more."),
                "warning",
                line=wrong[0].line,
                place=wrong[0].place,
            )

        self._picture.work(lambda: self._face.compare(typed), compared)

    def turn_icon(self) -> None:
        """Put the icon on the desktop, or take it away."""
        made = not self.state.icon.made
        told = N_("The icon is on the desktop and in the menu.") if made else N_("The icon is taken away.")
        self._turn(lambda: self._face.make_icon(made=made), told)

    def turn_start(self) -> None:
        """Let the shop be opened when the PC starts, or no more."""
        starts = not self.state.icon.starts
        told = (
            N_("The counter opens when the PC starts.")
            if starts
            else N_("The counter is opened by hand again.")
        )
        self._turn(lambda: self._face.start_with_pc(starts=starts), told)

    def _turn(self, job: Callable[[], None], told: str) -> None:
        if self.state.busy or not self.state.icon.known:
            return

        def turned(_nothing: None) -> None:
            self._picture.remark(told, "good")
            self._reread()

        self._picture.work(job, turned)

    # What its keys do

    def _go(self) -> None:
        row = self.state.row
        if row is None:
            return
        if row.look == "printer":
            self._host.ask_preference("printer")
        elif row.look == "scanner":
            self._picture.remark(N_("Scan the code: nothing is to be pressed."), "plain")
        elif row.look == "icon":
            self.turn_icon()
        elif row.look == "sheet":
            self._ask_sheet()
        else:
            self._host.ask(PageRequest(card=row.card, lead=row.leads))

    def _ask_sheet(self) -> None:
        if self.state.locked:
            if not self.state.question:
                self._picture.show(question="words", told=None)
            return
        self._picture.remark(N_("Make the first copy: it is then that the words are chosen."), "warning")
        self._arrive("copy")

    def _tick_off(self) -> None:
        row = self.state.row
        if row is None:
            return
        if not row.ticked or (row.done and not row.by_hand):
            self._picture.remark(N_("This is seen by what was done; it is not ticked off."), "plain")
            return
        self._tick(row, done=not row.done)

    def _tick(self, row: StepRow, *, done: bool) -> None:
        def ticked(_nothing: None) -> None:
            told = N_("{step}: done.") if done else N_("{step}: to be done again.")
            self._picture.remark(told, "good" if done else "plain", step=row.title)
            self._reread()

        self._picture.work(lambda: self._face.tick(row.code, done=done), ticked)

    def _later(self) -> None:
        row = self.state.row
        if row is None or row.done:
            return

        def put_off(steps: StepsRead) -> None:
            self._picture.show(chosen="")
            self._read(steps)
            self._picture.remark(N_("{step}: another day. It stays in the list."), "plain", step=row.title)
            self._host.acted()

        def put() -> StepsRead:
            self._face.put_off(row.code)
            return self._face.steps()

        self._drop()
        self._picture.work(put, put_off)

    def _practise(self) -> None:
        if why_not := self._host.close_for(OtherShop(practice=True)):
            self._picture.remark(why_not, "warning")

    # The desk

    def _reread(self) -> None:
        """Read what was changed, and stay where she is."""
        self._host.acted()
        self._picture.work(self._face.steps, self._read)

    def _read(self, steps: StepsRead) -> None:
        chosen = self.state.chosen
        self._picture.show(rows=steps.rows, icon=steps.icon, locked=steps.locked)
        if chosen not in {row.code for row in steps.rows}:
            chosen = _next(steps.rows)
        if not self._left:
            self._arrive(chosen)

    def _arrive(self, code: str) -> None:
        """Show a step; the one of the scanner hears whatever is scanned."""
        row = next((row for row in self.state.rows if row.code == code), None)
        tries = row is not None and row.look == "scanner"
        if code != self.state.chosen:
            self._picture.show(chosen=code, heard=frozenset(), verdict=("", "plain"))
        self._host.learn(self.hear if tries else None)
        if tries and not self.state.bars.code:
            self._picture.work(self._face.bars, lambda bars: self._picture.show(bars=bars))

    def _drop(self) -> None:
        """Ask nothing more of the sheet, and forget what was drawn of it."""
        self.put_away()
        if self.state.question:
            self._picture.show(question="", asked=())
            self._host.run(self._face.forget, lambda _nothing: None, lambda _failure: None)

    def _forget(self, paper: Path) -> None:
        self._host.run(lambda: self._face.put_away(paper), lambda _nothing: None, lambda _failure: None)

    _does: Mapping[FirstStepsAction, Callable[["FirstSteps"], object]] = {
        "go": _go,
        "tick": _tick_off,
        "later": _later,
        "practise": _practise,
        "back": step_back,
    }


def _next(rows: tuple[StepRow, ...]) -> str:
    """Return the step to go on with: the first that is left, else the first that was put off, else the first."""
    left = [row.code for row in rows if not (row.done or row.later)]
    put_off = [row.code for row in rows if row.later]
    return (left or put_off or [row.code for row in rows] or [""])[0]
