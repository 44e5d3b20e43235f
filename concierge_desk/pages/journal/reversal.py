"""Reversal of an act: its reason, from a short list or in own words, and the key that confirms it.

The operation is named when the question is asked: whatever is pressed from then on is one and the same.

Source: docs/contract.md, "Corrections"; decision 0023.
"""

from concierge_desk.counter.command.operation import Answer
from concierge_desk.domain.money import format_amount
from concierge_desk.i18n import N_
from concierge_desk.pages.journal.board import JournalBoard
from concierge_desk.pages.journal.days import Leafing

OTHER_REASON = "other"
"""The reason that may be said in her own words."""


class TakingBack:
    """Takes the act back that is chosen."""

    def __init__(self, board: JournalBoard, days: Leafing) -> None:
        """Bind the board, and the list that shows what came of it."""
        self._board = board
        self._days = days
        self._op = ""

    def press(self) -> None:
        """Ask why; or take back, once it was said: what ``/`` does. Never what Enter does."""
        board, state = self._board, self._board.state
        if state.busy:
            return
        if state.aside == "reason":
            self._confirm()
        elif state.opened is None:
            board.remark(N_("Choose an act first."), "plain")
        elif state.opened.why_not:
            board.tell(state.opened.why_not, "warning")
        else:
            board.work(board.face.new_op, self._ask)

    def choose(self, place: int) -> None:
        """Choose a reason."""
        state = self._board.state
        if state.aside == "reason" and not state.busy and 0 <= place < len(state.reasons):
            self._board.show(reason=place, words="")

    def word(self, text: str) -> None:
        """Say the reason in her own words, or what is asked with it."""
        state = self._board.state
        if state.aside == "reason" and state.asks and not state.busy:
            self._board.show(words=text.strip())

    def _ask(self, op: str) -> None:
        self._op = op
        self._board.show(aside="reason", reason=None, words="")

    def _confirm(self) -> None:
        board, state = self._board, self._board.state
        opened, code = state.opened, state.reason_code
        if opened is None:
            return
        if not code:
            board.remark(N_("Say why first: the number of a reason."), "warning")
            return
        raw = {"op": self._op, "do": "journal.reverse", "op_of": opened.op, "reason": code}
        if state.words:
            raw |= {"reason": state.words} if code == OTHER_REASON else {"note": state.words}

        def done(answer: Answer) -> None:
            refused = answer.refused
            if refused is None:
                self._say(answer)
            else:
                board.refuse(refused.code, refused.params)
                if refused.code.startswith("input."):
                    # Her words are not taken: she says it otherwise.
                    return
            board.show(aside="act")
            self._days.read_again()

        board.work(lambda: board.face.play(raw), done)

    def _say(self, answer: Answer) -> None:
        """Say that it is done, and what she has to do and to mind now."""
        board = self._board
        told = [board.say("Taken back. Both stay in the journal: what was done, and what took it back.")]
        cents = (answer.result or {}).get("refunded_cents", 0)
        if cents:
            told.append(board.say("Give {amount} back, as it was paid.", amount=format_amount(cents)))
        told += [board.face.sentence(warning.code, warning.params) for warning in answer.warnings]
        board.tell(" ".join(told), "warning" if answer.warnings else "good")
