"""Presenter of the papers: the list is read anew while it is looked at, and each paper printed, led elsewhere or given up.

Nothing is given up by Enter, which scanners send, and nothing twice: what is pressed while the desk is at work is not
heard.

Source: decision 0063.
"""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from concierge_desk.counter.cards.offers import Option, Tone
from concierge_desk.counter.command.operation import Answer
from concierge_desk.domain.errors import DeskError
from concierge_desk.domain.override import override
from concierge_desk.i18n import N_
from concierge_desk.pages.paper_queue.actions import ACTIONS, PapersAction
from concierge_desk.pages.paper_queue.face import PaperList, PaperRow, PapersFace
from concierge_desk.pages.paper_queue.state import OTHER, PapersState
from concierge_desk.ui.presenter.host import PageHost
from concierge_desk.ui.presenter.picture import PagePresenter, Presenter

READ_TICKS, LOOK_TICKS = 2, 10
"""Seconds to the next reading while something waits, and to the next look at the queues of the system."""

ON_SCREEN: Final = "screen:"
"""Way of a paper that is shown: no queue is called so."""


_LEFT: Final[Mapping[str, Any]] = {"aside": "paper", "reason": None, "words": "", "ways": ()}
"""Back at the list: nothing is asked."""


class PaperQueue(PagePresenter[PapersState, PapersAction]):
    """Presenter of the papers: what the page shows and what its keys do, without the window."""

    actions = ACTIONS

    def __init__(self, face: PapersFace, host: PageHost, changed: Callable[[PapersState], None]) -> None:
        """Bind the desk.

        Args:
            face: The desk.
            host: The frame of the window.
            changed: Draws the picture.
        """
        self._face, self._host = face, host
        self._picture: Presenter[PapersFace, PapersState] = Presenter(face, PapersState(), host.run, changed)
        self._open, self._ticks, self._reading = False, 0, False
        self._op = ""
        self._given_up: int | None = None
        """Place among those that wait of the one that was given up just now."""

    @override
    def look(self) -> None:
        self._open, self._ticks = True, 0
        self._host.printers.look()
        self._read()

    @override
    def refresh(self) -> None:
        if self._open:
            self._read()

    @override
    def leave(self) -> None:
        if self._open:
            self._open = False
            self._picture.show(shown=None, told=None, **_LEFT)

    @override
    def put_away(self) -> None:
        if self.state.shown is not None:
            self._picture.show(shown=None)

    @override
    def tick(self) -> None:
        if not self._open:
            return
        self._ticks += 1
        printers = self._host.printers.printers()
        if printers != self.state.printers:
            self._picture.show(printers=printers)
        if self._ticks % LOOK_TICKS == 0 and any(
            not printer.kinds or "a4" in printer.kinds for printer in printers
        ):
            self._host.printers.look()
        waits = any(row.stand in {"waiting", "under_way"} for row in self._rows)
        if self._ticks % READ_TICKS == 0 and waits:
            self._read()

    @override
    def press(self, name: PapersAction) -> bool:
        self._does[name](self)
        return True

    @override
    def step_back(self) -> bool:
        state = self.state
        if state.shown is not None:
            self.put_away()
        elif state.aside != "paper":
            self._picture.show(told=None, **_LEFT)
        else:
            return False
        return True

    def choose(self, ref: str) -> None:
        """Choose a paper of the list; what was asked of another one is asked no more."""
        if ref != self.state.chosen:
            self._picture.show(chosen=ref, **_LEFT)

    def take_number(self, place: int) -> None:
        """Take an answer by its place: where else the paper goes, or why it is not printed."""
        state = self.state
        if state.busy:
            return
        if state.aside == "elsewhere" and 0 <= place < len(state.ways):
            self._go(str(state.ways[place].value))
        elif state.aside == "reason" and 0 <= place < len(state.reasons):
            self._picture.show(reason=place, words="")

    def word(self, text: str) -> None:
        """Say the reason in her own words."""
        if self.state.aside == "reason" and not self.state.busy:
            self._picture.show(words=text.strip())

    @property
    def _rows(self) -> Sequence[PaperRow]:
        return () if self.state.papers is None else self.state.papers.rows

    def _read(self) -> None:
        """Read the list beside whatever is done here."""
        if self._reading:
            return
        self._reading = True

        def read(papers: PaperList) -> None:
            self._reading = False
            refs = [row.ref for row in papers.rows]
            chosen = self.state.chosen if self.state.chosen in refs else self._next(papers)
            asked: Mapping[str, Any] = {} if chosen == self.state.chosen else _LEFT
            if (papers, chosen) != (self.state.papers, self.state.chosen):
                self._picture.show(papers=papers, chosen=chosen, **asked)
            printers = self._host.printers.printers()
            if printers != self.state.printers:
                self._picture.show(printers=printers)

        def unread(failure: DeskError) -> None:
            self._reading = False
            self._picture.refuse(failure.code, failure.params)

        self._host.run(self._face.papers, read, unread)

    def _next(self, papers: PaperList) -> str:
        """Return what is chosen once the chosen one has moved: the same paper, else the first one."""
        before, given_up = self.state.row, self._given_up
        self._given_up = None
        if given_up is not None:
            # Whoever looks through what waits goes on with the next one.
            waiting = [row.ref for row in papers.rows if row.stand in {"waiting", "idle"}]
            return waiting[min(given_up, len(waiting) - 1)] if waiting else self._first(papers)
        same = (row.ref for row in papers.rows if before is not None and row.document == before.document)
        return next(same, self._first(papers))

    def _first(self, papers: PaperList) -> str:
        return papers.rows[0].ref if papers.rows else ""

    def _chosen(self) -> PaperRow | None:
        """Return the paper that is chosen, where something can be done with it now."""
        if self.state.busy:
            return None
        if self.state.row is None:
            self._picture.remark(N_("There is no paper to choose."), "plain")
        return self.state.row

    def _try(self) -> None:
        self._host.printers.try_now()
        self._picture.remark(N_("Every printer is tried now."), "plain")

    def _again(self) -> None:
        row = self._chosen()
        if row is None:
            return
        if row.stand in {"waiting", "under_way"}:
            self._host.printers.try_now()
            self._picture.remark(N_("{paper} waits already: it is tried now."), "plain", paper=row.name)
        elif row.kind is None:
            self._picture.remark(
                N_("What {paper} says was erased: it cannot be printed any more."), "warning", paper=row.name
            )
        elif self.state.printer_of(row) is not None:
            self._picture.work(lambda: self._face.again(row.document), lambda copy: self._queued(row, copy))
        elif row.kind in {"roll", "label"}:
            # Without a printer of rolls the screen is the paper.
            self._show(row)
        else:
            self._hand_on(row, None)

    def _queued(self, row: PaperRow, copy: int | None) -> None:
        words = (
            N_("{paper} waits for the printer, as DUPLICATA n° {copy}.")
            if copy
            else N_("{paper} waits for the printer.")
        )
        self._picture.remark(words, "good", paper=row.name, copy=copy or 0)
        self._host.printers.try_now()
        self._read()

    def _elsewhere(self) -> None:
        row = self._chosen()
        if row is None or row.kind is None:
            return
        if self.state.aside == "elsewhere":
            self.step_back()
            return

        def found(ways: Sequence[Option]) -> None:
            if self.state.row is not None and self.state.row.document == row.document:
                shown = Option(self._picture.say("On the screen"), ON_SCREEN)
                self._picture.show(aside="elsewhere", ways=(shown, *ways), reason=None, told=None)

        self._host.printers.ways(found)

    def _go(self, way: str) -> None:
        row = self._chosen()
        if row is None:
            return
        self._picture.show(**_LEFT)
        if way == ON_SCREEN:
            self._show(row)
        else:
            self._hand_on(row, way)

    def _show(self, row: PaperRow) -> None:
        def shown(path: Path) -> None:
            self._picture.show(shown=str(path))
            self._read()

        self._picture.work(lambda: self._face.show(row.document), shown)

    def _hand_on(self, row: PaperRow, way: str | None) -> None:
        self._picture.remark(N_("{paper} is handed over…"), "plain", paper=row.name)

        def told(sentence: str, tone: Tone) -> None:
            self._picture.tell(sentence, tone)
            self._read()

        self._host.printers.hand_on(row.document, way, told)

    def _give_up(self) -> None:
        """Ask why; or give up, once it was said: what ``/`` does. Never what Enter does."""
        row = self._chosen()
        if row is None:
            return
        if self.state.aside == "reason":
            self._confirm(row)
        elif row.stand == "under_way":
            self._picture.remark(
                N_("{paper} is being printed just now: wait until it is out or stands still."),
                "warning",
                paper=row.name,
            )
        elif row.stand not in {"waiting", "idle"}:
            self._picture.remark(N_("{paper} waits for no printer."), "plain", paper=row.name)
        else:
            self._picture.work(self._face.new_op, self._ask)

    def _ask(self, op: str) -> None:
        self._op = op
        self._picture.show(aside="reason", reasons=self._face.reasons, reason=None, words="", told=None)

    def _confirm(self, row: PaperRow) -> None:
        code, words = self.state.reason_code, self.state.words
        if not code:
            self._picture.remark(N_("Say why first: the number of a reason."), "warning")
            return
        raw = {"op": self._op, "do": "paper.give_up", "document": row.document, "reason": code}
        if code == OTHER and words:
            raw["note"] = words

        def done(answer: Answer) -> None:
            refused = answer.refused
            if refused is not None:
                params = {**refused.params, "document": row.name}
                self._picture.refuse(refused.code, params)
                if refused.code.startswith("input."):
                    # Her words are not taken: she says it otherwise.
                    return
            else:
                waiting = [one.ref for one in self._rows if one.stand in {"waiting", "idle"}]
                self._given_up = waiting.index(row.ref) if row.ref in waiting else None
                self._picture.remark(
                    N_("{paper} is not printed; the journal says why."), "good", paper=row.name
                )
            self._picture.show(**_LEFT)
            self._read()

        self._picture.work(lambda: self._face.play(raw), done)

    _does: Mapping[PapersAction, Callable[["PaperQueue"], object]] = {
        "try": _try,
        "trial": lambda self: self._host.printers.try_page(),
        "again": _again,
        "elsewhere": _elsewhere,
        "give_up": _give_up,
        "back": step_back,
    }
