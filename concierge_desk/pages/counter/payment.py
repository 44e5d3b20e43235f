"""Payment of a visit: cash in one key, another means in two, several on one ticket.

What is told is what the journal holds, never what the screen thought.

Source: decision 0019.
"""

from dataclasses import replace
from typing import Any

from concierge_desk.counter.cards.offers import Ask, Offer, OfferedAct, Tone
from concierge_desk.counter.command.operation import Answer
from concierge_desk.domain.charge import OWN_PAYEE
from concierge_desk.domain.money import format_amount
from concierge_desk.i18n import N_
from concierge_desk.pages.counter.board import Board
from concierge_desk.pages.counter.inputs import Opened
from concierge_desk.pages.counter.paid import paid_of
from concierge_desk.pages.counter.questions import CounterQuestions
from concierge_desk.pages.counter.search import CounterSearch
from concierge_desk.pages.counter.state import Part, Paying
from concierge_desk.pages.counter.visit import CurrentVisit
from concierge_desk.pages.counter.ways import left_of, ways_back, ways_of
from concierge_desk.ui.presenter.answers import Unread, amount_of
from concierge_desk.ui.presenter.asking import Asking
from concierge_desk.ui.presenter.port import Outcome
from concierge_desk.ui.presenter.prices import NOTHING
from concierge_desk.ui.presenter.questions import BOUNCE_SECONDS, QuestionStart

CHEQUE = "cheque"
"""The means of which more may be noted."""

SEVERAL_WAYS = "till.refund_means"
"""What goes back had come by several means: it is chosen by which."""

TWICE_SECONDS = 2.0
"""A second press within it is the same intent: it says nothing and takes nothing."""

MOST_CHANGE_CENTS = 50_000
"""No drawer gives more back: the amount was mistyped."""


class PaymentDesk:
    """Payment of the visit at the counter."""

    def __init__(
        self, board: Board, visiting: CurrentVisit, searching: CounterSearch, asker: CounterQuestions
    ) -> None:
        """Bind the board, the visit, the scans that wait until it is paid, and what asks about a cheque."""
        self._board = board
        self._visiting = visiting
        self._searching = searching
        self._asker = asker
        asker.noted = self._noted
        self._noting: Part | None = None
        self._paid_at = float("-inf")
        self._opened_at = float("-inf")

    def cash(self, number: str, at: float) -> None:
        """Take cash: exactly what is due, or the euros that were typed, of which the change is shown."""
        if not self._ready(at):
            return
        rest = self._board.state.rest_cents
        given = self._typed(number) if number else rest
        if given is None:
            return
        if rest < 0:
            # Money goes back: by what it had come by, or in cash where its sum is typed or a part went already.
            self._settle(given if number else -rest if self._board.state.parts else 0, at)
        elif given < rest:
            source = N_("{missing} are missing. Type what was given, or press + for the exact sum.")
            self._warn(self._board.say(source, missing=format_amount(rest - given)))
        elif given - rest >= MOST_CHANGE_CENTS:
            source = N_("That would be {change} to give back. Type again what was given.")
            self._warn(self._board.say(source, change=format_amount(given - rest)))
        else:
            self._settle(given, at)

    def given(self, number: str, at: float) -> None:
        """Take the euros that were typed; without any, show notes and figures to press."""
        if number:
            self.cash(number, at)
        elif self._ready(at):
            self._board.show(giving=True)

    def other(self, number: str, at: float) -> None:
        """Choose another means, for all that is due or for the euros that were typed; again: confirm it."""
        paying = self._board.state.paying
        if paying is not None:
            if at - self._opened_at > BOUNCE_SECONDS:
                self._confirm(paying, number, at)
            return
        if not self._ready(at):
            return
        rest = self._board.state.rest_cents
        cents = self._typed(number) if number else abs(rest)
        if cents is None:
            return
        if rest < 0:
            self._offer_back(cents, -rest, at)
        elif rest == 0:
            self._warn(self._board.say("Nothing is due: + ends the visit."))
        elif not 0 < cents <= rest:
            self._warn(self._board.say("That is more than what is due. Type a smaller amount, then *."))
        else:
            self._offer(cents, at, typed=bool(number))

    def _offer(self, cents: int, at: float, *, typed: bool) -> None:
        """Show the other means, on each terminal that has a part."""
        state, face = self._board.state, self._board.face
        paying = ways_of(state.priced, state.parts, face.means[1:], cents, typed=typed)
        if paying is None:
            left = left_of(state.priced, state.parts)
            parts = ", ".join(f"{one.label} {format_amount(one.cents)}" for one in left)
            source = N_(
                "Each card terminal takes its own part alone: {parts}. Type a smaller amount, then *."
            )
            self._warn(self._board.say(source, parts=parts))
            return
        self._opened_at = at
        self._board.show(paying=paying, giving=False)

    def _offer_back(self, cents: int, due: int, at: float) -> None:
        """Show the means by which money may go back."""
        if not 0 < cents <= due:
            self._warn(self._board.say("That is more than what goes back. Type a smaller amount, then *."))
            return
        state = self._board.state
        self._opened_at = at
        self._board.show(
            paying=ways_back(state.priced, state.parts, self._board.face.means, cents), giving=False
        )

    def set_aside(self) -> bool:
        """Leave the means that were offered after another part, so that cash pays the rest; say whether they were."""
        paying = self._board.state.paying
        if paying is None or not paying.follows:
            return False
        self._board.show(paying=None)
        return True

    def choose(self, place: int) -> None:
        """Select another way to pay."""
        paying = self._board.state.paying
        if paying is not None:
            self._board.show(paying=replace(paying, selected=place % len(paying.means)))

    def leave(self) -> None:
        """Choose no other means after all."""
        self._board.show(paying=None)
        self._searching.release()

    def give_up_parts(self) -> None:
        """Let the whole sum be due again."""
        self._board.show(parts=())
        self._visiting.keep_step()

    def _typed(self, number: str) -> int | None:
        try:
            return amount_of(number)
        except Unread as unread:
            self._warn(self._board.say(unread.sentence))
            return None

    def _warn(self, told: str) -> None:
        self._board.tell(told, "warning")

    def _confirm(self, paying: Paying, number: str, at: float) -> None:
        place = paying.selected
        if number:
            place = int(number) - 1 if number.isdecimal() else -1
        if not 0 <= place < len(paying.means):
            self._warn(self._board.say("Type the number of one of the lines."))
            return
        if not self._ready(at):
            return
        cents = paying.cents_by(place)
        part = Part(paying.means[place], -cents if paying.back else cents)
        if part.means.code == CHEQUE and not paying.back:
            self._ask_of_cheque(part, at)
        else:
            self._take(part, at)

    def _ask_of_cheque(self, part: Part, at: float) -> None:
        """Ask what is noted of a cheque: Enter alone notes nothing."""
        say = self._board.say
        asks = (
            Ask(
                "bank",
                say("Which bank? Enter alone: nothing is noted of it."),
                "text",
                optional=True,
                ends=True,
            ),
            Ask("number", say("Which number?"), "text", optional=True),
            Ask("issuer", say("Who drew it?"), "text", optional=True),
        )
        amount = format_amount(part.cents)
        act = OfferedAct(say("Note the cheque"), asks=asks)
        offer = Offer("", CHEQUE, say("Cheque of {amount}", amount=amount), (act,))
        self._noting = part
        self._board.show(paying=None)
        self._asker.begin(QuestionStart(offer, act, "", at, None))

    def _noted(self, asking: Asking, at: float) -> None:
        part, self._noting = self._noting, None
        if part is not None and self._ready(at):
            told = {ask.field: answer for ask, answer in zip(asking.act.asks, asking.answers, strict=True)}
            self._take(replace(part, details={name: said for name, said in told.items() if said}), at)
            if self._board.state.parts and self._board.state.paying is None:
                self._searching.release()

    def _take(self, part: Part, at: float) -> None:
        """Take a part by another means; with the last one the visit is paid."""
        self._board.show(paying=None, parts=(*self._board.state.parts, part))
        if self._board.state.rest_cents == 0:
            self._settle(0, at)
        else:
            self._visiting.keep_step()
            self._follow(part, at)

    def _follow(self, part: Part, at: float) -> None:
        """Offer what is left by the same means, once the whole part of somebody was taken."""
        state, face = self._board.state, self._board.face
        if state.rest_cents < 0:
            self._offer_back(-state.rest_cents, -state.rest_cents, at)
            return
        left = left_of(state.priced, state.parts)
        if not part.means.payee or any(one.payee == part.means.payee for one in left):
            return
        paying = ways_of(state.priced, state.parts, face.means[1:], state.rest_cents, typed=False)
        if paying is not None:
            same = next((n for n, one in enumerate(paying.means) if one.code == part.means.code), 0)
            self._opened_at = at
            self._board.show(paying=replace(paying, selected=same, follows=True))

    def _ready(self, at: float) -> bool:
        """Say whether money may be taken now, and tell why not."""
        state = self._board.state
        if not state.lines:
            if at - self._paid_at > TWICE_SECONDS:
                self._board.remark(N_("There is nothing to pay."), "plain")
            return False
        why = next((line.refused for line in state.lines if line.refused), "")
        if state.missed:
            why = self._board.say("A code was not understood: look at it (Esc), then take the money.")
        elif state.waiting:
            why = self._board.say("A code that was scanned still waits: Esc reads it, then take the money.")
        if why:
            self._warn(why)
        return not why

    def _settle(self, given_cents: int, at: float) -> None:
        state = self._board.state
        payments: list[dict[str, Any]] = [
            {
                "means": part.means.code,
                "cents": abs(part.cents),
                **part.details,
                **({"payee": part.means.payee} if part.means.payee else {}),
            }
            for part in state.parts
        ]
        payee = {"payee": OWN_PAYEE} if state.priced.payees else {}
        payments += [{"means": CHEQUE, "cents": cents, **payee} for cents in state.priced.by_cheque]
        if given_cents:
            payments.append({"means": self._board.face.means[0].code, "given_cents": given_cents})
        face = self._board.face

        def job() -> tuple[Answer, Outcome]:
            answer = self._board.entered("till.settle", visit=state.visit, payments=payments)
            return answer, face.outcome((answer,))

        self._board.work(job, lambda result: self._settled(*result, state.priced.leads, at))

    def _settled(self, answer: Answer, outcome: Outcome, leads: str, at: float) -> None:
        if answer.refused is not None:
            self._visiting.refuse(answer.refused)
            if answer.refused.code == SEVERAL_WAYS and self._board.state.lines:
                self.other("", at)
            elif self._board.state.lines:
                # The price may be another one by now: she sees it before she presses again.
                self._visiting.read_again()
            return
        self._paid_at = at
        paid = paid_of(answer, self._board.face.lang)
        warned = [self._board.face.sentence(one.code, one.params) for one in answer.warnings]
        tone: Tone = "warning" if warned else "good"
        cleared: dict[str, Any] = {
            "visit": None,
            "priced": NOTHING,
            "parts": (),
            "line": None,
            "giving": False,
            "written": None,
            "past": True,
        }
        self._board.tell(
            " ".join([f"{outcome.words}.", *warned]), tone, paid=paid, undo=None, kept="", **cleared
        )
        if leads and not self._board.state.waiting:
            self._searching.open(Opened(leads, paid=True))
        self._searching.release()
