"""Cards and cheques in the evening: the terminal's total, blind, and the cheques that are seen; what differs is told once.

Source: decisions 0021, 0062.
"""

from collections.abc import Callable
from typing import Any

from concierge_desk.domain.charge import OWN_PAYEE
from concierge_desk.domain.money import NotAnAmount, format_amount, parse_amount
from concierge_desk.i18n import N_
from concierge_desk.pages.day.face import DayFace, DaySummary
from concierge_desk.pages.day.state import EveningState
from concierge_desk.ui.presenter.picture import Presenter


class CardsAndCheques:
    """The step that holds cards and cheques against the terminal and the drawer."""

    def __init__(self, picture: Presenter[DayFace, EveningState], keep: Callable[..., None]) -> None:
        """Bind the picture.

        Args:
            picture: The evening's.
            keep: (then, checked=…) writes down what was said so far.
        """
        self._picture = picture
        self._keep = keep

    def type_terminal(self, text: str, payee: str = OWN_PAYEE) -> None:
        """Hold what stands in the field of a terminal's total."""
        terminals = {**self._picture.state.terminals, payee: text}
        self._picture.show(terminals=terminals, differs=False)

    def tick(self, code: str) -> None:
        """Tick a cheque that is seen, or take the tick away."""
        self._picture.show(ticked=self._picture.state.ticked ^ {code}, differs=False)

    def tick_all(self) -> None:
        """Tick all cheques: they are here."""
        state = self._picture.state
        if state.is_open and state.step == "check":
            codes = frozenset(str(one.value) for one in state.sheet.cheques)
            self._picture.show(ticked=codes, differs=False)

    @property
    def told(self) -> dict[str, Any]:
        """What is said so far, as a command takes it; of cheques that are here still."""
        state = self._picture.state
        fields: dict[str, Any] = {}
        totals = self._totals()
        if (cents := totals.pop(OWN_PAYEE, None)) is not None:
            fields["card_terminal_cents"] = cents
        others = [{"payee": payee, "cents": cents} for payee, cents in totals.items() if cents is not None]
        if others:
            fields["card_terminals"] = others
        here = [str(one.value) for one in state.sheet.cheques]
        if state.ticked:
            fields["cheques_seen"] = [code for code in here if code in state.ticked]
        return fields

    def go_on(self) -> None:
        """Go on; what differs is told first, and the same key then goes on all the same."""
        state = self._picture.state
        if None in self._totals().values():
            told = N_("What the terminal says is an amount in euros, such as 80 or 80,50.")
            self._picture.remark(told, "warning")
        elif state.differs or not self.told:
            self._keep(lambda: self._picture.show(differs=False), checked=True)
        else:
            self._keep(self._compare)

    def _compare(self) -> None:
        state = self._picture.state
        words = _differences(self._picture.say, state.sheet, len(state.ticked))
        if words:
            self._picture.show(differs=True)
            self._picture.tell(" ".join(words), "warning")
        else:
            self._keep(lambda: None, checked=True)

    def _totals(self) -> dict[str, int | None]:
        """Return what was typed of each terminal; None for what is no amount."""
        typed = {payee: text.strip() for payee, text in self._picture.state.terminals.items()}
        return {payee: _cents(text) for payee, text in typed.items() if text}


def _cents(text: str) -> int | None:
    try:
        return parse_amount(text, allow_negative=True)
    except NotAnAmount:
        return None


def _differences(say: Callable[..., str], sheet: DaySummary, ticked: int) -> list[str]:
    """Return what differs, in sentences, and that it bars nothing."""
    found = [
        _differs(say, one.label, one.cents, one.gap_cents)
        for one in sheet.terminals
        if one.gap_cents and one.cents is not None
    ]
    missing = len(sheet.cheques) - ticked if ticked else 0
    if missing:
        found.append(say(N_("Cheques that are not ticked: {count}."), count=missing))
    return [*found, say(N_("F10 goes on all the same."))] if found else []


def _differs(say: Callable[..., str], label: str, terminal: int, gap: int) -> str:
    words = {
        "terminal": format_amount(terminal),
        "expected": format_amount(terminal - gap),
        "gap": format_amount(abs(gap)),
    }
    if not label:
        told = N_(
            "The card terminal says {terminal}, the day {expected}: {gap} between them. Tick the payments to find which"
            " one."
        )
        return say(told, **words)
    told = N_(
        "The card terminal of {payee} says {terminal}, the day {expected}: {gap} between them. Tick the payments to find"
        " which one."
    )
    return say(told, payee=label, **words)
