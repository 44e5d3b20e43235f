"""Taking the money: cash in one key, another means in two, several on one ticket.

Source: mock README (key grammar); ux.md pains 4, 8, 27; decision 0019.
"""

from dataclasses import replace
from typing import Any

from concierge_desk.counter.offers import Tone
from concierge_desk.counter.operation import Answer
from concierge_desk.domain.money import format_amount
from concierge_desk.i18n import N_
from concierge_desk.ui.front.board import Board
from concierge_desk.ui.front.face import NOTHING
from concierge_desk.ui.front.reading import Unread, amount_of
from concierge_desk.ui.front.state import Paid, Part, Paying

TWICE_SECONDS = 2.0
"""A second press within it is the same intent: it says nothing and takes nothing."""


class Cashing:
    """Payment of the visit at the counter."""

    def __init__(self, board: Board) -> None:
        """Bind the board."""
        self._board = board
        self._paid_at = float("-inf")

    def cash(self, number: str, at: float) -> None:
        """Take cash: exactly what is due, or the euros that were typed, of which the change is shown."""
        if not self._ready(at):
            return
        rest = self._board.state.rest_cents
        given = rest
        if number:
            try:
                given = amount_of(number)
            except Unread as unread:
                self._board.tell(self._board.say(unread.sentence), "warning")
                return
        if given < rest:
            missing = format_amount(rest - given)
            source = N_("{missing} are missing. Type what was given, or press + for the exact sum.")
            self._board.tell(self._board.say(source, missing=missing), "warning")
            return
        self._settle(given, at)

    def other(self, number: str, at: float) -> None:
        """Choose another means, for all that is due or for the euros that were typed; again: confirm it."""
        paying = self._board.state.paying
        if paying is not None:
            self._confirm(paying, number, at)
            return
        if not self._ready(at):
            return
        rest = self._board.state.rest_cents
        cents = rest
        if number:
            try:
                cents = amount_of(number)
            except Unread as unread:
                self._board.tell(self._board.say(unread.sentence), "warning")
                return
        if not 0 < cents <= rest:
            source = N_("That is more than what is due. Type a smaller amount, then *.")
            self._board.tell(self._board.say(source), "warning")
            return
        self._board.show(paying=Paying(self._board.face.means[1:], cents))

    def choose(self, place: int) -> None:
        """Select another way to pay."""
        paying = self._board.state.paying
        if paying is not None:
            self._board.show(paying=replace(paying, selected=place % len(paying.means)))

    def _confirm(self, paying: Paying, number: str, at: float) -> None:
        place = paying.selected
        if number:
            place = int(number) - 1 if number.isdigit() else -1
        if not 0 <= place < len(paying.means):
            self._board.tell(self._board.say(N_("Type the number of one of the lines.")), "warning")
            return
        parts = (*self._board.state.parts, Part(paying.means[place], paying.cents))
        self._board.show(paying=None, parts=parts)
        if self._board.state.rest_cents == 0:
            self._settle(0, at)

    def _ready(self, at: float) -> bool:
        """Say whether money may be taken now, and tell why not."""
        state = self._board.state
        if not state.lines:
            if at - self._paid_at > TWICE_SECONDS:
                self._board.tell(self._board.say(N_("There is nothing to pay.")), "plain")
            return False
        if state.missed or state.waiting:
            sentence = N_("A code was not understood: look at it (Esc), then take the money.")
            self._board.tell(self._board.say(sentence), "warning")
            return False
        refused = next((line.refused for line in state.lines if line.refused), "")
        if refused:
            self._board.tell(refused, "warning")
            return False
        return True

    def _settle(self, given_cents: int, at: float) -> None:
        state = self._board.state
        payments: list[dict[str, Any]] = [
            {"means": part.means.code, "cents": part.cents} for part in state.parts
        ]
        if given_cents:
            payments.append({"means": self._board.face.means[0].code, "given_cents": given_cents})
        due, change = state.priced.due_cents, given_cents - state.rest_cents
        given = due + change

        def job() -> Answer:
            face = self._board.face
            return face.play(
                {"op": face.new_op(), "do": "till.settle", "visit": state.visit, "payments": payments}
            )

        def done(answer: Answer) -> None:
            if answer.refused is not None:
                self._board.refuse(answer.refused.code, answer.refused.params)
                self._board.show(parts=())
                return
            self._paid_at = at
            paid = Paid(answer.ticket or "", due, given, change, answer.documents)
            told = self._board.say(
                N_("Paid: {due}, ticket {ticket}."), due=format_amount(due), ticket=paid.ticket
            )
            warned = [self._board.face.sentence(one.code, one.params) for one in answer.warnings]
            tone: Tone = "warning" if warned else "good"
            cleared = {"visit": None, "priced": NOTHING, "parts": (), "undo": None, "line": None}
            self._board.tell(" ".join([told, *warned]), tone, paid=paid, **cleared)

        self._board.work(job, done)
