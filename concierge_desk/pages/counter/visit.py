"""The visit at the counter: its lines, saved at every change, set aside and taken up again.

Source: docs/contract.md, "Visits and tickets"; decision 0019.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeAlias

from concierge_desk.counter.cards.offers import Offer, OfferedAct
from concierge_desk.counter.cards.words import agreed
from concierge_desk.counter.command.operation import Answer
from concierge_desk.domain.errors import DeskError, Refused
from concierge_desk.domain.money import format_amount
from concierge_desk.i18n import N_
from concierge_desk.pages.counter.board import Board
from concierge_desk.pages.counter.face import SavedVisit
from concierge_desk.pages.counter.state import Whom
from concierge_desk.pages.counter.ways import fits
from concierge_desk.ui.presenter.asking import Undo
from concierge_desk.ui.presenter.prices import NOTHING, QUANTITY, Priced

Acts: TypeAlias = tuple[Mapping[str, Any], ...]

RESUME, ABANDON = "visit.resume", "visit.abandon"
"""Acts of the card of a visit that was set aside."""

SETTLED = "visit.settled"
"""It was paid meanwhile, by another window or before the program was killed."""

NAMED = 3
"""Lines of a visit that tell it from another."""

_NOTHING_SAID: Mapping[str, Any] = {"parts": (), "paying": None, "written": None, "past": True}
"""Where a visit stands, of which none is at the counter any more."""


def whose(saved: SavedVisit) -> Whom | None:
    """Return whose a visit is that was saved; None where nobody is known by a card."""
    return Whom(saved.card, saved.person, saved.visit) if saved.card else None


class CurrentVisit:
    """Lines of the visit at the counter."""

    def __init__(self, board: Board, step: Callable[[], dict[str, Any]]) -> None:
        """Bind the board; `step` says where the visit stands."""
        self._board = board
        self._step = step
        self._before: Acts = ()

    @property
    def acts(self) -> Acts:
        """Charged acts of the visit, in the order given."""
        return tuple(line.act for line in self._board.state.lines)

    def add(
        self,
        further: Acts,
        undo: Undo | None,
        then: Callable[[str], None],
        failed: Callable[[DeskError], None],
    ) -> None:
        """Charge acts; `then` gets why one cannot be, empty where all are. Without an `undo` what is told stays."""
        before = self.acts
        acts = (*before, *further)

        def why(priced: Priced) -> str:
            return next((line.refused for line in priced.lines[len(before) :] if line.refused), "")

        def job() -> tuple[Priced, Answer | None]:
            priced = self._board.face.priced(self._board.state.visit, acts)
            if why(priced):
                return priced, None
            return priced, self._save(acts)

        def done(priced: Priced, answer: Answer | None) -> None:
            if answer is None:
                then(why(priced))
            elif answer.refused is not None:
                self.refuse(answer.refused)
                then(self._board.face.sentence(answer.refused.code, answer.refused.params))
            else:
                self._keep(answer, priced, before)
                if undo is not None:
                    told = self._board.say("Added: {label}.", label=undo.label)
                    self._board.tell(told, undo=undo, paid=None)
                then("")

        self._board.work(job, lambda result: done(*result), failed)

    def remove(self, place: int, until: float) -> None:
        """Take a line away."""
        acts = self.acts
        label = self._board.state.lines[place].label
        told = self._board.say("Taken away: {label}.", label=label)
        self._put((*acts[:place], *acts[place + 1 :]), told, Undo(label, None, until))

    def change(self, what: str, place: int, until: float) -> None:
        """Let a line hold one piece ``more`` or ``fewer``, or ``remove`` it; one whose act counts none is only removed."""
        line = self._board.state.lines[place]
        count = line.quantity + {"more": 1, "fewer": -1}.get(what, -line.quantity)
        if count <= 0:
            self.remove(place, until)
        elif line.is_counted:
            self._count(place, count, until)

    def _count(self, place: int, quantity: int, until: float) -> None:
        """Let a line hold so many pieces; it stays the chosen one."""
        acts, label = self.acts, self._board.state.lines[place].label
        told = self._board.say("{count} × {label}", count=quantity, label=label)
        counted = {**acts[place], QUANTITY: quantity}
        self._put((*acts[:place], counted, *acts[place + 1 :]), told, Undo(label, None, until), line=place)

    def back(self, label: str, lines: Acts = ()) -> None:
        """Let the visit hold what it held before its last change; or all but some lines, with what they came with."""
        acts = tuple(act for act in self.acts if act not in lines) if lines else self._before
        self._put(acts, self._board.say("Taken back: {label}.", label=label), None)

    def read_again(self, then: Callable[[], None] = lambda: None) -> None:
        """Read what may have changed beside the visit: its prices, what is sold most, who else waits."""
        face, acts, visit = self._board.face, self.acts, self._board.state.visit

        def job() -> tuple[str | None, Priced, tuple[Offer, ...], Sequence[str]]:
            ticket = face.ticket_of(visit) if visit is not None else None
            here, aside = face.at_counter(), face.parked()
            kept = [one.visit for one in (*aside, *((here,) if here is not None else ()))]
            return ticket, face.priced(visit, acts), face.favourites(), kept

        def done(
            ticket: str | None, priced: Priced, favourites: tuple[Offer, ...], kept: Sequence[str]
        ) -> None:
            self._board.show(favourites=favourites, parked=sum(one != visit for one in kept))
            if ticket is not None:
                self.refuse(Refused(SETTLED, ticket=ticket))
            elif visit is not None and visit not in kept:
                # One that held nothing goes with the day that is closed: nobody lost anything.
                was_empty = not acts and self._board.state.asking is None
                self._let_go()
                if not was_empty:
                    self._board.remark(N_("This visit was given up elsewhere."), "warning")
            else:
                self._price(priced)
            then()

        self._board.work(job, lambda result: done(*result))

    def refuse(self, refused: Refused) -> None:
        """Tell why the visit stays as it is; one that was paid meanwhile is let go."""
        if refused.code == SETTLED:
            self._let_go()
        self._board.refuse(refused.code, refused.params)

    def _let_go(self) -> None:
        cleared = {"giving": False, "undo": None, "line": None, "asking": None, **_NOTHING_SAID}
        self._board.show(visit=None, priced=NOTHING, **cleared)

    def keep_step(self) -> None:
        """Save where the visit stands."""
        if self._board.state.visit is None and not self._step():
            return
        acts = self.acts
        self._board.work(lambda: self._save(acts), self._stepped)

    def serve(self, whom: Whom | None, then: Callable[[], None]) -> None:
        """Say whose the visit is, or that it is nobody's any more; without one, begin it."""
        acts, who = self.acts, {} if whom is None else {"card": whom.card}

        def done(answer: Answer) -> None:
            if answer.refused is not None or answer.result is None:
                self.refuse(answer.refused or Refused(SETTLED))
                return
            code = answer.result["visit"]
            self._board.show(visit=code, served=None if whom is None else replace(whom, visit=code))
            then()

        self._board.work(lambda: self._save(acts, who=who), done)

    def park(self, then: Callable[[], None]) -> None:
        """Set the visit aside, so that the next person is served."""
        acts = self.acts

        def job() -> tuple[Answer, int]:
            saved = self._save(acts)
            if saved.refused is not None or saved.result is None:
                return saved, 0
            answer = self._board.played("visit.park", visit=saved.result["visit"])
            return answer, len(self._board.face.parked())

        def done(answer: Answer, parked: int) -> None:
            if answer.refused is not None:
                self.refuse(answer.refused)
                return
            told = self._board.say("Set aside. The next person can be served.")
            # What was said to be paid, and the line of a sheet it stands on, went aside with it.
            self._board.show(visit=None, priced=NOTHING, line=None, giving=False, **_NOTHING_SAID)
            self._board.tell(told, undo=None, parked=parked)
            then()

        self._board.work(job, lambda result: done(*result))

    def resume(self, saved: SavedVisit, then: Callable[[SavedVisit], None]) -> None:
        """Take up a visit that was set aside; one that was begun and holds nothing makes room."""
        state = self._board.state
        empty, acts = state.visit, self.acts
        left = state.whose_visit is not None and not acts and not self._step()

        def job() -> tuple[Answer, Priced, int]:
            if left:
                # It holds a name and nothing else: whoever bears it has left.
                self._save(acts, who={})
            if empty is not None:
                self._board.played("visit.park", visit=empty)
            answer = self._board.played("visit.resume", visit=saved.visit)
            priced = self._board.face.priced(saved.visit, saved.acts)
            return answer, priced, len(self._board.face.parked())

        def done(answer: Answer, priced: Priced, parked: int) -> None:
            if answer.refused is not None:
                self.refuse(answer.refused)
                return
            cleared = {"offers": (), "heading": "", "paid": None, "undo": None, "line": None}
            served = whose(saved)
            self._board.show(visit=saved.visit, priced=priced, parked=parked, served=served, **cleared)
            then(saved)

        self._board.work(job, lambda result: done(*result))

    def cards(self, parked: Sequence[tuple[SavedVisit, Priced, str | None]]) -> tuple[Offer, ...]:
        """Return the visits that were set aside as cards to choose from: by what is in them, since when, and for whom."""
        act = OfferedAct(self._board.say("Take up again"), do=RESUME)
        # It does not come back: one key alone must not do it.
        gone = (
            agreed(
                N_("Nothing of it was paid, and it does not come back. Give it up?"), self._board.face.lang
            ),
        )
        return tuple(
            Offer(
                "",
                visit.visit,
                ", ".join(line.label for line in priced.lines[:NAMED]) or self._nameless(visit),
                (act, OfferedAct(self._board.say("Give it up"), ABANDON, {"visit": visit.visit}, gone)),
                detail=f"{format_amount(priced.due_cents)} · {self._board.say('since {hour}', hour=visit.since)}",
                place=str(place),
                person=person,
            )
            for place, (visit, priced, person) in enumerate(parked, start=1)
        )

    def _nameless(self, saved: SavedVisit) -> str:
        return self._board.say("A question") if saved.step else self._board.say("Nothing in it yet")

    def _put(self, acts: Acts, told: str, undo: Undo | None, *, line: int | None = None) -> None:
        before = self.acts

        def done(priced: Priced, answer: Answer) -> None:
            if answer.refused is not None:
                self.refuse(answer.refused)
                return
            self._keep(answer, priced, before)
            self._board.tell(told, undo=undo, line=line)

        self._board.work(
            lambda: (self._board.face.priced(self._board.state.visit, acts), self._save(acts)),
            lambda result: done(*result),
        )

    def _save(self, acts: Acts, **more: Any) -> Answer:
        visit = self._board.state.visit
        known = more if visit is None else {"visit": visit, **more}
        return self._board.played("visit.save", **known, acts=[dict(act) for act in acts], step=self._step())

    def _stepped(self, answer: Answer) -> None:
        """Keep the visit's code; a step that could not be saved is asked again after a kill, no more."""
        if answer.refused is not None and answer.refused.code == SETTLED:
            self.refuse(answer.refused)
        elif answer.result is not None:
            self._board.show(visit=answer.result["visit"])

    def _keep(self, answer: Answer, priced: Priced, before: Acts) -> None:
        self._before = before
        visit = answer.result["visit"] if answer.result is not None else None
        self._board.show(visit=visit, line=None)
        self._price(priced)

    def _price(self, priced: Priced) -> None:
        """Show other prices; what was said to be paid by other means holds for the sum it was said of."""
        state = self._board.state
        changed = priced.due_cents != state.priced.due_cents
        self._board.show(
            priced=priced,
            paying=None if changed else state.paying,
            parts=state.parts if fits(priced, state.parts) else (),
            giving=state.giving and bool(priced.lines),
        )
