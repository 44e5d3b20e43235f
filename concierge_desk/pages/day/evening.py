"""The evening at the drawer: one key goes on, and each step is known again after a cut.

The count is blind: until it was said to be done, no sum of the drawer is shown, nor what it could be reckoned from.

Source: decision 0021.
"""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from concierge_desk.counter.cards.offers import Tone
from concierge_desk.counter.command.operation import Answer
from concierge_desk.counter.day.evening_steps import Step
from concierge_desk.domain.money import format_amount, parse_amount
from concierge_desk.i18n import N_
from concierge_desk.pages.day.checking import CardsAndCheques
from concierge_desk.pages.day.face import DayFace, DaySummary, WrittenReport
from concierge_desk.pages.day.state import COUNTING, EveningState
from concierge_desk.pages.day.there import ThingsThere
from concierge_desk.ui.presenter.picture import Long, Presenter, RunJob, Shown
from concierge_desk.ui.presenter.stick_copy import Copying, Shows
from concierge_desk.ui.presenter.sticks_face import Stick

T = TypeVar("T")

KEEP, ABANDON = "keep", "abandon"
DOUBTED = "clock.confirm"
"""The date is far from the last one: it is opened once it was confirmed."""


class Evening(Shown[EveningState]):
    """Opening and closing of a day, and the count between."""

    def __init__(
        self, face: DayFace, run: RunJob, long: Long, changed: Callable[[EveningState], None]
    ) -> None:
        """Bind the desk.

        Args:
            face: The desk.
            run: Runs its jobs away from the window, in their order.
            long: Runs what takes long beside it.
            changed: Draws the picture.
        """
        self._face = face
        self._run = run
        self._picture = Presenter(face, EveningState(), run, changed)
        self.check = CardsAndCheques(self._picture, self._keep)
        self.there = ThingsThere(self._picture, self.keep_typed, self._prepare, self._count_there)
        self._keeps = 0
        self._follows = False
        self._copying = Copying(
            face, long, Shows(self._picture.show, self._picture.tell, lambda: self._read(lambda: None))
        )

    def look(self, *, beside: bool = False, then: Callable[[], None] | None = None) -> None:
        """Read the day anew, and go on; a closing that was under way is shown where it stood.

        Args:
            beside: Whatever is going on goes on: nothing waits for the figures, nor is told when they cannot be read.
            then: Goes on once it is read; nothing does beside something else.
        """
        if beside:
            self._run(self._face.sheet, lambda sheet: self._picture.show(sheet=sheet), lambda _failure: None)
        else:
            self._read(then or (lambda: None))

    def forward(self) -> None:
        """Go on: what F10 does."""
        state = self.state
        if state.busy:
            # A key that follows what is typed waits until that is kept; any other second key is no second act.
            self._follows = self._keeps > 0
            return
        # What was told of the step before is over.
        self.forget()
        if state.choosing or state.passphrase:
            self._picture.remark(N_("Answer the question first, or leave it with Esc."), "warning")
        elif not state.is_open:
            self._begin()
        else:
            self._steps[state.step](self)

    def type_pieces(self, face: int, text: str) -> None:
        """Hold what stands in the field of a coin or note."""
        self._picture.show(typed={**self.state.typed, face: text})

    def keep_typed(self) -> None:
        """Write down what was typed so far: a cut loses no figure."""
        if self.state.is_open and self.state.step in COUNTING:
            self._keeps += 1
            self._prepare(self._kept)

    def _kept(self) -> None:
        self._keeps -= 1
        if self._follows and not self._keeps:
            self._follows = False
            self.forward()

    def decide_visits(self, *, keep: bool) -> None:
        """Say what becomes of visits that are not settled."""
        self._picture.show(keep=keep)

    def type_float(self, text: str) -> None:
        """Hold what stands in the field of the float."""
        self._picture.show(opening=text, confirm=None)

    def recount(self) -> None:
        """Count again: what F5 does. The count that was made stays written."""
        if self.state.is_open and self.state.step == "counted" and not self.state.busy:
            self._picture.show(recount=True, typed={}, choosing=False, reason=None)

    def ask_reason(self) -> None:
        """Ask for the reason of the gap: what F6 does."""
        counted = self.state.sheet.counted
        if self.state.is_open and self.state.step == "counted" and counted is not None and counted.gap_cents:
            self._picture.show(choosing=True)

    def give_reason(self, text: str) -> None:
        """Take the reason: the number of one of the list, or what she writes."""
        reasons = self.state.sheet.reasons
        text = text.strip()
        if text.isdecimal():
            if not 1 <= int(text) <= len(reasons):
                self._picture.remark(N_("There is no such number in the list."), "warning")
                return
            text = str(reasons[int(text) - 1].value)
        if text:
            self._picture.show(choosing=False, reason=text, told=None)

    def give_passphrase(self, text: str, again: str) -> None:
        """Take the words that lock the backups, and go on."""
        self._copying.give_passphrase(text, again)

    def back(self) -> bool:
        """Step back: what Esc does; False where there is nothing to step back from."""
        state = self.state
        if state.choosing or state.passphrase:
            self._picture.show(choosing=False, passphrase=False)
        elif self._copying.is_running:
            self._copying.stop()
        elif state.is_open and not state.busy:
            self._leave()
        else:
            return False
        return True

    def look_for_sticks(self) -> None:
        """See what is plugged in while a stick is waited for; the only one that is known is used at once."""
        if (
            not (self.state.is_open and self.state.step == "stick")
            or self.state.busy
            or self._copying.is_running
        ):
            return
        before = {stick.mount for stick in self.state.sticks}

        def found(sticks: tuple[Stick, ...]) -> None:
            self._picture.show(sticks=sticks)
            new = [stick for stick in sticks if stick.mount not in before]
            if len(sticks) == 1 and new and new[0].known and not self.state.passphrase:
                self._copying.begin(new[0])

        # Nothing is told when looking fails: it is looked again in a moment.
        self._run(lambda: tuple(self._face.sticks()), found, lambda _failure: None)

    # Steps

    def _open(self) -> None:
        state = self.state
        act: dict[str, Any] = {"do": "day.open"}
        if state.opening.strip():
            try:
                act["float_cents"] = parse_amount(state.opening)
            except ValueError:
                self._picture.remark(
                    N_("What lies in the drawer is an amount in euros, such as 80 or 80,50."), "warning"
                )
                return
        if (day := state.confirm or state.sheet.sure) is not None:
            act["confirmed_day"] = day
        face = self._face

        def done(answer: Answer) -> None:
            refused = answer.refused
            if refused is None:
                self._picture.show(opening="", confirm=None)
                self._picture.remark(N_("The day is open."), "good")
            else:
                asked = refused.params.get("day") if refused.code == DOUBTED else None
                self._picture.show(confirm=None if asked is None else str(asked))
                self._picture.refuse(refused.code, refused.params, "warning" if asked else "bad")
            self._read(lambda: None)

        self._picture.work(lambda: face.play({"op": face.new_op(), **act}), done)

    def _begin(self) -> None:
        sheet = self.state.sheet
        if sheet.read_only:
            self._picture.refuse("copy.read_only", {}, "plain")
        elif sheet.to_open and sheet.step == "report":
            # Yesterday's was cut short: it is written before another day begins.
            self._after_closing()
        elif sheet.to_open and not sheet.doubt:
            self._open()
        elif sheet.open:
            self._picture.show(is_open=True)
            self._prepare(lambda: None)
        elif sheet.step in {"report", "stick"}:
            self._picture.show(is_open=True)
            self._after_closing()

    def _visits(self) -> None:
        self._prepare(lambda: None, parked=KEEP if self.state.keep else ABANDON)

    def _count(self) -> None:
        state = self.state
        if state.typed and not state.pieces:
            self._picture.remark(N_("How many pieces is a whole number."), "warning")
        elif state.pieces:
            pieces = {str(face): count for face, count in state.pieces.items()}
            which = {"drawer": state.sheet.drawer} if state.sheet.drawer else {}
            self._act({"do": "till.count", "denominations": pieces, **which}, lambda _words: self._counted())
        elif state.sheet.late:
            # Yesterday's drawer cannot be counted any more.
            self._close()
        else:
            told = N_("Count the drawer first: how many of each coin and note; 0 counts too.")
            self._picture.remark(told, "warning")

    def _counted(self) -> None:
        def then() -> None:
            sheet = self.state.sheet
            if sheet.counted is not None and not sheet.counted.gap_cents:
                self._close()
            elif sheet.counted is None and sheet.drawer:
                # What was typed is that drawer's: the next one is counted from nothing.
                self._picture.show(typed={})
                self._prepare(lambda: None)

        self._picture.show(recount=False)
        self._read(then)

    def _close_counted(self) -> None:
        counted, reason = self.state.sheet.counted, self.state.reason
        if counted is not None and counted.gap_cents and reason is None:
            self._picture.show(choosing=True)
            self._picture.remark(
                N_("There is a gap: count again, or say why. The day can be closed all the same."), "warning"
            )
        else:
            self._close()

    def _close(self) -> None:
        sheet = self.state.sheet
        act: dict[str, Any] = {"do": "day.close", **self.check.told}
        if sheet.pending:
            act["parked"] = sheet.parked or KEEP
        if self.state.reason is not None:
            act["gap_reason"] = self.state.reason

        def closed(words: str) -> None:
            # What was typed for this day is none of the next one's.
            cleared: dict[str, Any] = {"typed": {}, "reason": None, "recount": False, "keep": True}
            cleared |= {"terminals": {}, "ticked": frozenset(), "there": {}, "differs": False}
            self.there.forget()
            self._picture.tell(f"{words}.", **cleared)
            self._read(self._after_closing)

        self._act(act, closed)

    def _after_closing(self) -> None:
        report = self.state.sheet.next_report
        if report is None:
            self.look_for_sticks()
            return

        def done(written: WrittenReport) -> None:
            path, kept = written.path, written.kept
            if kept is None:
                words = N_("Written: {file}, in the folder {folder}.")
                self._picture.remark(words, "good", file=path.name, folder=path.parent.name)
            else:
                words = N_(
                    "Written: {file}, in the folder {folder}. Another file had that name: it is kept as {kept}."
                )
                self._picture.remark(
                    words, "warning", file=path.name, folder=path.parent.name, kept=kept.name
                )
            self._read(self._after_closing)

        self._picture.work(lambda: self._face.report(report), done)

    def _stick(self) -> None:
        def found(sticks: tuple[Stick, ...]) -> None:
            self._picture.show(sticks=sticks)
            self._copying.begin_on(sticks)

        self._picture.work(lambda: tuple(self._face.sticks()), found)

    def _leave(self) -> None:
        """Fold the closing; what was typed stays, and nobody is led back to it."""
        over = self.state.step in {"rest", "over"}
        self._prepare(lambda: self._picture.show(is_open=False, told=None), later=not over, over=over)

    _steps: Mapping[Step, Callable[["Evening"], None]] = {
        "rest": _leave,
        "visits": _visits,
        "check": lambda self: self.check.go_on(),
        "there": lambda self: self.there.go_on(),
        "count": _count,
        "counted": _close_counted,
        "report": _after_closing,
        "stick": _stick,
        "over": _leave,
    }

    # The desk

    def _keep(self, then: Callable[[], None], *, checked: bool = False) -> None:
        self._prepare(then, checked=checked)

    def _prepare(self, then: Callable[[], None], *, parked: str | None = None, **how: bool) -> None:
        act: dict[str, Any] = {"do": "day.prepare", "checked": self.state.sheet.checked, **how}
        act |= self.check.told
        if counts := self.there.told:
            act["counts"] = counts
        act["denominations"] = {str(face): count for face, count in self.state.pieces.items()}
        if (said := parked or self.state.sheet.parked) is not None:
            act["parked"] = said
        self._act(act, lambda _words: self._read(then))

    def _count_there(self, act: Mapping[str, Any], tone: Tone) -> None:
        """Play a count of what a service keeps, and say what came of it."""
        self._act(act, lambda words: self._read(lambda: self._picture.tell(f"{words}.", tone)))

    def _act(self, act: Mapping[str, Any], then: Callable[[str], None]) -> None:
        """Play an act; `then` gets what was done, as the journal says it."""
        face = self._face

        def job() -> tuple[Answer, str]:
            answer = face.play({"op": face.new_op(), **act})
            return answer, face.outcome(answer)

        def done(answer: Answer, words: str) -> None:
            if answer.refused is None:
                then(words)
                return
            self._picture.refuse(answer.refused.code, answer.refused.params)
            self._read(lambda: None)

        self._picture.work(job, lambda result: done(*result))

    def _read(self, then: Callable[[], None]) -> None:
        def done(sheet: DaySummary) -> None:
            if self.state.sheet.day:
                self._picture.show(sheet=sheet)
            else:
                # Where the program ended in the middle of it, it is shown where it stood.
                texts = {face: str(count) for face, count in sheet.pieces.items()}
                told = {one.payee: one.cents for one in sheet.terminals if one.cents is not None}
                self._picture.show(
                    sheet=sheet,
                    is_open=sheet.under_way,
                    typed=texts,
                    terminals={payee: format_amount(cents) for payee, cents in told.items()},
                    ticked=frozenset(sheet.seen or ()),
                    there={one.count.command: frozenset(one.seen) for one in sheet.counts},
                )
            then()

        self._picture.work(self._face.sheet, done)
