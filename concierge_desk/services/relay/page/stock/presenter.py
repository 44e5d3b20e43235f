"""Presenter of the page of the stock: a scan chooses a product, figures are its number, one key writes all of it down.

Source: decision 0078.
"""

from collections.abc import Callable, Mapping

from concierge_desk.counter.command.operation import Answer
from concierge_desk.domain.override import override
from concierge_desk.domain.tracking import decode_burst
from concierge_desk.i18n import N_
from concierge_desk.services.relay.model.kinds import MAX_PIECES
from concierge_desk.services.relay.page.stock.actions import ACTIONS, StockAction
from concierge_desk.services.relay.page.stock.reading import read_sheet
from concierge_desk.services.relay.page.stock.sheet import StockRow, StockSheet
from concierge_desk.services.relay.page.stock.state import StockPageState
from concierge_desk.ui.presenter.host import PageHost
from concierge_desk.ui.presenter.picture import PagePresenter, Presenter
from concierge_desk.ui.presenter.port import Port
from concierge_desk.ui.presenter.request import PageRequest

_MOST_FIGURES = len(str(MAX_PIECES))
_MOST_SIGNS = 30
_MOST_NAMED = 4
"""Products that a sentence names; of more it says how many."""


class StockPresenter(PagePresenter[StockPageState, StockAction]):
    """What the page shows and what its keys do, without the window."""

    actions = ACTIONS

    def __init__(self, port: Port, host: PageHost, changed: Callable[[StockPageState], None]) -> None:
        """Bind the desk and the frame of the window."""
        self._port, self._host = port, host
        self._picture = Presenter(port, StockPageState(), host.run, changed)
        self._part = ""

    def turn_to(self, part: str, _came_from: str) -> None:
        """Begin what the page is opened for: a count, a delivery, an order."""
        self._part = part
        self._picture.show(
            sheet=None, at="", typed="", complete=False, sure=False, leaving=False, over=False, told=None
        )

    @override
    def look(self) -> None:
        if self.state.sheet is None or self.state.over:
            part = self._part
            self._picture.work(
                lambda: self._port.read(lambda rows, now: read_sheet(part, rows, now)), self._begun
            )

    @override
    def refresh(self) -> None:
        """What is being filled in stays as it is."""

    @override
    def press(self, name: StockAction) -> bool:
        if self.state.leaving and name != "back":
            self._picture.show(leaving=False)
        if not self.state.busy and self.state.sheet is not None:
            self._does[name](self, self.state.sheet)
        return True

    @override
    def step_back(self) -> bool:
        state = self.state
        if state.typed or state.sure:
            self._picture.show(typed="", sure=False, told=None)
            return True
        if self.stays() and not state.leaving:
            self._picture.show(leaving=True)
            self._picture.remark(N_("Esc once more gives up these numbers."), "warning")
            return True
        return False

    @override
    def stays(self) -> str:
        state, sheet = self.state, self.state.sheet
        if sheet is None or state.over or sheet.mode == "order" or sheet.is_empty:
            return ""
        return N_("Numbers of the stock are being noted: write them down first, or they are lost.")

    @override
    def scan(self, code: str) -> bool:
        """Choose the product whose code it is; the number that was typed before is that of the one before."""
        if self.state.sheet is None or self.state.over:
            return False
        self._seek(self.state.sheet, decode_burst(code).strip())
        return True

    def choose(self, product: str) -> None:
        """Choose a row; a number that was typed is that of the one before."""
        sheet = self.state.sheet
        if sheet is not None and product != self.state.at:
            self._picture.show(sheet=self._noted(sheet), at=product, typed="", sure=False, told=None)

    def type(self, sign: str) -> None:
        """Take a figure of the number of the row that is chosen, or a sign of the code or name of another product.

        A code may be too short for a scan to be told from typing: what follows a number is then that of another row.
        """
        state = self.state
        if state.sheet is None or state.over or len(state.typed) >= _MOST_SIGNS:
            return
        if state.number is not None and not sign.isdecimal():
            self._picture.show(sheet=self._noted(state.sheet), typed=sign, sure=False, told=None)
        elif (state.typed + sign).isdecimal():
            typed = (state.typed + sign).lstrip("0") or "0"
            if state.row is not None and len(typed) <= _MOST_FIGURES:
                self._picture.show(typed=typed, sure=False, told=None)
        else:
            self._picture.show(typed=state.typed + sign, sure=False, told=None)

    def erase(self) -> None:
        """Take the last sign back."""
        self._picture.show(typed=self.state.typed[:-1], sure=False, told=None)

    def number(self, number: int) -> None:
        """Take the number of the row that is chosen whole, as the field beside the list has it."""
        sheet = self.state.sheet
        if sheet is not None and not self.state.over and self.state.row is not None:
            self._picture.show(
                sheet=sheet.with_number(self.state.at, number), typed="", sure=False, told=None
            )

    def _begun(self, sheet: StockSheet) -> None:
        first = sheet.rows[0].product if sheet.rows else ""
        self._picture.show(sheet=sheet, at=first, over=False, complete=False)

    def _noted(self, sheet: StockSheet) -> StockSheet:
        """Return the sheet with what was typed for the row that is chosen."""
        number = self.state.number
        return sheet if number is None else sheet.with_number(self.state.at, min(number, MAX_PIECES))

    def _seek(self, sheet: StockSheet, text: str) -> None:
        """Choose the product whose code it is, or the only one whose name goes by it."""
        found = self._noted(sheet).sought(text)
        if found is None:
            told = N_("“{text}” is nothing that is sold by the piece: scan or type the code of a product.")
            self._picture.show(typed="")
            self._picture.remark(told, "warning", text=text)
        else:
            self._picture.show(sheet=found[0], at=found[1], typed="", sure=False, told=None)

    def _set(self, sheet: StockSheet) -> None:
        if self.state.over:
            return
        if self.state.typed and self.state.number is None:
            self._seek(sheet, self.state.typed)
        else:
            noted = self._noted(sheet)
            self._picture.show(sheet=noted, at=noted.following(self.state.at), typed="", told=None)

    def _clear(self, sheet: StockSheet) -> None:
        if not self.state.over:
            self._picture.show(sheet=sheet.with_number(self.state.at, None), typed="", sure=False, told=None)

    def _fill(self, sheet: StockSheet) -> None:
        if sheet.mode == "count":
            self._picture.remark(N_("What is counted is typed: nothing is taken for granted."), "plain")
        elif not self.state.over:
            self._picture.show(sheet=self._noted(sheet).filled(), typed="", sure=False, told=None)

    def _complete(self, sheet: StockSheet) -> None:
        if not sheet.order:
            self._picture.remark(N_("This is said of an order: none is being checked in."), "plain")
        elif not self.state.over:
            complete = not self.state.complete
            self._picture.show(complete=complete, sure=False)
            told = N_("Nothing more will come of this order: it is closed with this delivery.")
            if not complete:
                told = N_("What is missing may still come: the order stays open.")
            self._picture.remark(told, "plain")

    def _done(self, sheet: StockSheet) -> None:
        if self.state.over:
            self._picture.remark(N_("It is written. Esc leaves."), "plain")
            return
        noted = self._noted(sheet)
        self._picture.show(sheet=noted, typed="")
        if noted.is_empty and not self.state.complete:
            self._picture.remark(N_("No number was typed yet."), "plain")
            return
        doubt = "" if self.state.sure else self._doubt(noted)
        if doubt:
            self._picture.tell(doubt, "warning", sure=True)
            return
        port, raw = self._port, {"op": self._port.new_op(), **noted.command(complete=self.state.complete)}
        self._picture.work(lambda: port.play(raw), lambda answer: self._written(noted, answer))

    def _doubt(self, sheet: StockSheet) -> str:
        """Return what is to be looked at before it is written; empty where nothing is."""
        if sheet.mode == "count" and sheet.open_rows:
            told = N_("Not counted: {which}. The same key once more writes down the others.")
            return self._picture.say(told, which=self._names(sheet.open_rows))
        if sheet.odd_rows:
            told = N_("Not as it was ordered: {which}. The same key once more writes it down.")
            if not self.state.complete:
                told = N_(
                    "Not as it was ordered: {which}. The same key once more writes it down; F6 first, where nothing more"
                    " will come."
                )
            return self._picture.say(told, which=self._names(sheet.odd_rows))
        return ""

    def _names(self, rows: tuple[StockRow, ...]) -> str:
        named = [row.name for row in rows[:_MOST_NAMED]]
        more = len(rows) - len(named)
        return ", ".join([*named, *([f"+\u00a0{more}"] if more else [])])

    def _written(self, sheet: StockSheet, answer: Answer) -> None:
        if answer.refused is not None:
            self._picture.refuse(answer.refused.code, answer.refused.params)
            return
        result = answer.result or {}
        self._picture.show(sure=False, over=True)
        if sheet.mode == "count":
            counted = sheet.counted(result["rows"])
            gaps = tuple(row for row in counted.rows if row.gap)
            self._picture.show(sheet=counted)
            if gaps:
                told = N_("Written. Gaps: {which}.")
                which = ", ".join(f"{row.name} {row.gap:+d}" for row in gaps)
                self._picture.remark(told, "warning", which=which.replace("-", "\u2212"))
            else:
                self._picture.remark(N_("Written: all that was counted is as it should be."), "good")
        elif sheet.mode == "order":
            self._picture.remark(
                N_("Order {order} is written: its paper is shown."), "good", order=result["order"]
            )
            self._host.ask(PageRequest(paper=f"order:{result['order']}"))
        else:
            self._picture.remark(N_("Written: what came is in stock."), "good")

    _does: Mapping[StockAction, Callable[["StockPresenter", StockSheet], object]] = {
        "set": _set,
        "done": _done,
        "fill": _fill,
        "complete": _complete,
        "clear": _clear,
        "back": lambda self, _sheet: self.step_back(),
    }
